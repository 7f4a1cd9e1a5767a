"""Every number to D digits: balls first, exact sums where balls cannot decide, more bits until it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from typing import Any

import flint
import numpy as np

from attnproof.evaluate.errors import LimitError
from attnproof.evaluate.quantities import QUANTITIES, Quantity, defined, is_zero
from numeric.arithmetic import Array, Balls, entrywise
from numeric.exponentials import Exponentials
from numeric.model import Model
from numeric.state import State

BITS_PER_DIGIT = 3.33
GUARD_BITS = 96  # so that small numbers and moderate cancellation need one pass only
SPARE_DIGITS = 2  # accuracy beyond the digits written, so that what is written is well rounded
PASSES = 2  # passes in balls before exact sums are tried
MAX_BITS = 2**17
MAX_WORK = 2**27  # of bits n^2 d H: a few seconds a pass
MAX_TERMS = 100_000  # of the exact form of a quantity: about a second
MAX_LOGIT = 10**15  # e^logit still has an exponent that decimal arithmetic reads

Enclose = Callable[[int], Array]  # bits -> balls


def enclosures(state: State, digits: int) -> dict[str, Array]:
    """Balls around every quantity that the state has, each of D digits, or exact, or (radial fractions) None."""
    _check_size(state)
    wanted = defined(state)
    settled: dict[str, Array] = {}
    exact: dict[str, Enclose] = {}
    for number, bits in enumerate(_precisions(state, digits)):
        in_balls = _in_balls(state, bits)
        for name in wanted:
            if name in settled:
                continue
            balls = exact[name](bits) if name in exact else in_balls(name)
            if accurate(balls, digits) and (name in exact or number >= PASSES or decided(balls)):
                settled[name] = balls
        if len(settled) == len(wanted):
            return settled
        if number == PASSES - 1:
            exact = _exact_forms(state, [name for name in wanted if name not in settled])
    missing = ", ".join(name for name in wanted if name not in settled)
    raise LimitError(f"no {digits} digits within {bits} bits of precision: {missing}")


def scalar(enclose: Callable[[int], flint.arb], name: str, digits: int) -> flint.arb:
    """A ball of D digits from a function that encloses one number."""
    bits = _first_bits(digits)
    while bits <= MAX_BITS:
        ball = enclose(bits)
        if accurate(np.array([ball]), digits):
            return ball
        bits *= 2
    raise LimitError(f"no {digits} digits within {bits // 2} bits of precision: {name}")


def accurate(balls: Array, digits: int) -> bool:
    """Are all radii at most 10^-D, relative or absolute, whichever is larger (and a little to spare)?

    A number that is known not to be zero must have D digits of its own.
    """
    return all(_accurate(ball, flint.arb(10) ** -(digits + SPARE_DIGITS)) for ball in balls.flat if ball is not None)


def _accurate(ball: flint.arb, tolerance: flint.arb) -> bool:
    if not ball.is_finite():
        return False
    radius = flint.arb(ball.rad())
    return bool(radius <= tolerance * ball.abs_lower() or (ball.contains(0) and radius <= tolerance))


def decided(balls: Array) -> bool:
    """Is every number either exactly zero or known not to be?"""
    return all(is_zero(ball) or not ball.contains(0) for ball in balls.flat if ball is not None)


def _first_bits(digits: int) -> int:
    return int(BITS_PER_DIGIT * digits) + GUARD_BITS


def _precisions(state: State, digits: int) -> Iterator[int]:
    """Doubling precisions: those of the passes without question, then as far as the limits allow."""
    work = state.n**2 * state.d * state.heads
    bits = _first_bits(digits)
    last = bits << PASSES
    while bits <= last or (bits <= MAX_BITS and bits * work <= MAX_WORK):
        yield bits
        bits *= 2


def _in_balls(state: State, bits: int) -> Callable[[str], Array]:
    arithmetic = Balls(bits)
    with arithmetic.working():
        model = Model.of(state, arithmetic)

    def enclose(name: str) -> Array:
        quantity = QUANTITIES[name]
        with arithmetic.working():
            return quantity.combine(*quantity.parts(model))

    return enclose


def _exact_forms(state: State, names: Sequence[str]) -> dict[str, Enclose]:
    """The exact forms of those quantities that are small enough to have one."""
    ring = Exponentials()
    model = Model.of(state, ring)
    affordable = [QUANTITIES[name].terms(state) <= MAX_TERMS for name in names]
    return {name: _encloser(ring, model, QUANTITIES[name]) for name in compress(names, affordable)}


def _encloser(ring: Exponentials, model: Model, quantity: Quantity) -> Enclose:
    parts = quantity.parts(model)

    def enclose(bits: int) -> Array:
        value = entrywise(ring.enclosures(bits))
        with Balls(bits).working():
            return quantity.combine(*(value(part) for part in parts))

    return enclose


def _check_size(state: State) -> None:
    """Refuse exponentials whose decimal exponents no reader could hold, before any work."""
    arithmetic = Balls(64)
    with arithmetic.working():
        logits: Any = Model.of(state, arithmetic).logits
        largest = max(abs(ball).abs_upper() for ball in logits.flat)
    if not largest <= MAX_LOGIT:
        raise LimitError(
            f"beta <x_i, M_h x_j> reaches {largest.mid().str(3, radius=False)}, "
            f"more than the {MAX_LOGIT:.0e} that can be evaluated"
        )
