"""The tokens and their energies at a later time, along the state's own flow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
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
from numeric.trajectories.passes import NotNarrowError, narrowed
from numeric.trajectories.taylor import Budget, NotReachedError
from numeric.trajectories.tube import tubes

GUARD_BITS = 32  # beyond the digits asked for; a flow that spreads its tokens needs more, and gets them
FINER_BITS = 16  # of the second of two integrations that are compared

Balled = Mapping[str, Array]
Pass = Callable[[int], list[Balled]]  # bits -> balls around the tokens and the energies at each time


def flowed(state: State, times: Sequence[Fraction], *, digits: int, certified: bool) -> list[dict[str, Any]]:
    """Tokens and energies at each of the increasing `times`, as in `quantities`.

    Certified, every number is enclosed: radii of at most 10^-D, relative or absolute, whichever is larger
    (`numeric.trajectories.tube`). Otherwise two integrations, the second with 16 bits more, agree to D
    digits and two more, which is no proof (`numeric.trajectories.digits`).
    Raises LimitError with the time that was reached.
    """
    passing = (_enclosed if certified else _compared)(state, times, Budget())
    found = _accurate(passing, digits)
    return [_written(time, balls, digits, certified=certified) for time, balls in zip(times, found, strict=True)]


def _written(time: Fraction, balls: Balled, digits: int, *, certified: bool) -> dict[str, Any]:
    written = {name: nested(values, digits, certified=certified) for name, values in balls.items()}
    return {"time": str(time), "tokens": written["tokens"], "energy": by_head(written["energy"])}


def _accurate(balls_of: Pass, digits: int) -> list[Balled]:
    """The first balls that are narrow enough, at more and more bits."""

    def enough(found: list[Balled]) -> bool:
        return all(accurate(values, digits) for balls in found for values in balls.values())

    try:
        return narrowed(balls_of, enough, bits=int(BITS_PER_DIGIT * digits) + GUARD_BITS)
    except NotReachedError as error:
        raise LimitError(f"flow: {error}") from None
    except NotNarrowError as error:
        raise LimitError(f"flow: no {digits} digits within {error.bits} bits of precision") from None


def _enclosed(state: State, times: Sequence[Fraction], budget: Budget) -> Pass:
    def balls_of(bits: int) -> list[Balled]:
        found = []
        for tube in tubes(partial(Model.of, state), times, bits=bits, budget=budget):
            if tube.time in times:
                with Balls(bits + GUARD_BITS).working():
                    tokens = tube.balls() if tube.time else None  # at 0 the state itself is known better
                found.append(_quantities(state, tokens, bits))
        return found

    return balls_of


def _compared(state: State, times: Sequence[Fraction], budget: Budget) -> Pass:
    def at(bits: int) -> list[Balled]:
        return [
            _quantities(state, tokens, bits) for tokens in trajectory.through(state, times, bits=bits, budget=budget)
        ]

    def balls_of(bits: int) -> list[Balled]:
        """The finer numbers, with their distances from the coarser ones for radii."""
        coarse, fine = at(bits), at(bits + FINER_BITS)
        with Balls(bits + FINER_BITS + GUARD_BITS).working():
            return [{name: _about(b[name], a[name]) for name in b} for a, b in zip(coarse, fine, strict=True)]

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
