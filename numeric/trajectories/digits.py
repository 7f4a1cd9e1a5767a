"""Where a flow takes the tokens, to any number of digits but without a proof.

Taylor steps as in `numeric.trajectories.tube`, with the defect p' - G(p) measured at two times of each step and not
enclosed. ReLU attention is smooth but for kinks, where a score <x_i, M_h x_j> changes its sign: a step is
cut where the defect shows that it has passed one, so that the next starts on the other side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import flint
import numpy as np

from numeric.arithmetic import Array, Balls, entrywise
from numeric.model import Model
from numeric.state import State
from numeric.trajectories.recurrence import recurred
from numeric.trajectories.taylor import (
    SHORTEST,
    TOO_SHORT,
    Budget,
    Coefficients,
    Field,
    NotReachedError,
    ambient,
    at,
    derivative,
    longest,
    middle,
    order_for,
    size,
)

GUARD_BITS = 32  # of working precision, beyond those of the tolerance
TERMS = 0.45  # K for each factor e of the tolerance: measured
HALVINGS = 60
SLACK = 16  # what the measured defect may add in a step, in units of the tolerance


class Midpoints(Balls):
    """Balls whose midpoints decide the side of a kink: good numbers, no enclosures."""

    name = "Arb midpoints"

    def positive_part(self, x: Array) -> Array:
        """Entrywise max(0, x), on the side where the midpoint (of a series, at t = 0) lies."""
        return entrywise(lambda y: y if (y[0] if isinstance(y, flint.arb_series) else y).mid() > 0 else 0 * y)(x)


def approximate(state: State, time: Fraction, *, bits: int = 64, budget: Budget | None = None) -> Array:
    """The tokens (n, d) at `time` >= 0, from `state` at time 0 along its own flow, as exact balls.

    bits : every step adds an error of about 2^-bits, which grows or falls with the flow from then on. Compare
    two values of `bits` to see how many digits are right. Raises NotReachedError.
    """
    [tokens] = through(state, [time], bits=bits, budget=budget)
    return tokens


def through(
    state: State, times: Sequence[Fraction], *, bits: int = 64, budget: Budget | None = None
) -> Iterator[Array]:
    """The tokens at each of the increasing `times` >= 0, as in `approximate`."""
    budget = budget or Budget()
    arithmetic = Midpoints(bits + GUARD_BITS)
    with arithmetic.working():
        model = Model.of(state, arithmetic)
        field, tokens = ambient(model), middle(model.tokens)
        tolerance = flint.arb((1, -bits))
        order = order_for(tolerance, TERMS)
    now = Fraction(0)
    for time in times:
        with arithmetic.working():
            while now < time:
                budget.spend(model, order, now)
                try:
                    p = recurred(model, tokens, order + 1)
                    h = _step(field, p, tolerance, arithmetic, time - now, kinks=state.attention == "relu")
                except (ArithmeticError, ValueError):  # ValueError: FLINT divides by a series from 0
                    raise NotReachedError(now, TOO_SHORT) from None
                if h < SHORTEST * time and h < time - now:
                    raise NotReachedError(now, TOO_SHORT)
                tokens, now = middle(at(p, arithmetic.number(h))), now + h
        yield np.asarray(tokens)


def _step(
    field: Field, p: Coefficients, tolerance: flint.arb, arithmetic: Balls, remaining: Fraction, *, kinks: bool
) -> Fraction:
    """The step to take: where there are kinks, up to just beyond the first."""
    order = len(p) - 1
    h = min(remaining, longest(tolerance, {k: size(p[k]) for k in (order - 1, order)}))
    failed = None
    for _ in range(HALVINGS):
        if _good(field, p, tolerance, arithmetic.number(h)):
            break
        failed, h = h, h / 2
    else:
        raise ArithmeticError("the defect does not become small")
    if kinks and failed:
        while failed - h > h * Fraction(1, 2**arithmetic.bits):
            between = (h + failed) / 2
            if _good(field, p, tolerance, arithmetic.number(between)):
                h = between
            else:
                failed = between
    return h


def _good(field: Field, p: Coefficients, tolerance: flint.arb, h: flint.arb) -> bool:
    """Does p gain an error of about the tolerance only up to h, by its defect at h / 2 and h?"""
    slopes = derivative(p)
    return all(h * size(at(slopes, t) - field(at(p, t))) < SLACK * tolerance for t in (h / 2, h))
