"""The tokens and their energies at a later time, along the state's own flow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from attnproof.evaluate.errors import LimitError
from attnproof.evaluate.precision import BITS_PER_DIGIT, accurate
from attnproof.evaluate.quantities import with_total
from attnproof.evaluate.writing import by_head, nested
from numeric.arithmetic import Array, Balls
from numeric.model import Model
from numeric.state import State
from numeric.trajectories import digits as trajectory
from numeric.trajectories import tube
from numeric.trajectories.taylor import Budget, NotReachedError

GUARD_BITS = 32  # beyond the digits asked for; a flow that spreads its tokens needs more, and gets them
FINER_BITS = 16  # of the second of two integrations that are compared
PROGRESS = Fraction(101, 100)  # with more bits a tube that grows too wide must reach further, or it ends there
PASSES = 8  # at doubling additions of bits, within one budget of work

Balled = Mapping[str, Array]
Pass = Callable[[int], Balled]  # bits -> balls around the tokens and the energies


def flowed(state: State, time: Fraction, *, digits: int, certified: bool) -> dict[str, Any]:
    """Tokens and energies at `time`, as in `quantities`.

    Certified, every number is enclosed: radii of at most 10^-D, relative or absolute, whichever is larger
    (`numeric.trajectories.tube`). Otherwise two integrations, the second with 16 bits more, agree to D
    digits and two more, which is no proof (`numeric.trajectories.digits`).
    Raises LimitError with the time that was reached.
    """
    budget = Budget()
    balls = _accurate(_enclosed(state, time, budget) if certified else _compared(state, time, budget), digits)
    written = {name: nested(values, digits, certified=certified) for name, values in balls.items()}
    return {"time": str(time), "tokens": written["tokens"], "energy": by_head(written["energy"])}


def _accurate(balls_of: Pass, digits: int) -> Balled:
    """The first balls that are narrow enough, at more and more bits."""
    bits, more = int(BITS_PER_DIGIT * digits) + GUARD_BITS, GUARD_BITS
    reached = Fraction(0)
    for _ in range(PASSES):
        try:
            balls = balls_of(bits)
        except NotReachedError as error:
            if not error.wide or error.time < reached * PROGRESS:
                raise LimitError(f"flow: {error}") from None
            reached = error.time
        else:
            if all(accurate(values, digits) for values in balls.values()):
                return balls
        bits, more = bits + more, 2 * more
    raise LimitError(f"flow: no {digits} digits within {bits} bits of precision")


def _enclosed(state: State, time: Fraction, budget: Budget) -> Pass:
    def balls_of(bits: int) -> Balled:
        return _quantities(state, tube.enclose(state, time, bits=bits, budget=budget) if time else None, bits)

    return balls_of


def _compared(state: State, time: Fraction, budget: Budget) -> Pass:
    def at(bits: int) -> Balled:
        return _quantities(state, trajectory.approximate(state, time, bits=bits, budget=budget), bits)

    def balls_of(bits: int) -> Balled:
        """The finer numbers, with their distances from the coarser ones for radii."""
        coarse, fine = at(bits), at(bits + FINER_BITS)
        with Balls(bits + FINER_BITS + GUARD_BITS).working():
            return {name: _about(fine[name], coarse[name]) for name in fine}

    return balls_of


def _quantities(state: State, tokens: Array | None, bits: int) -> Balled:
    """What is written, at the tokens, or at the state's own."""
    arithmetic = Balls(bits + GUARD_BITS)
    with arithmetic.working():
        start = Model.of(state, arithmetic)
        model = start if tokens is None else start.at(tokens)
        return {"tokens": model.tokens, "energy": with_total(model.energy)}


def _about(fine: Array, coarse: Array) -> Array:
    distance = np.frompyfunc(lambda a, b: flint.arb(0, abs(a - b).upper()), 2, 1)
    return np.asarray(fine + distance(fine, coarse))
