"""What a claim says of one configuration, and its confirmation on many of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from numeric.arithmetic import Array, Balls, Digits
from numeric.model import Model
from numeric.state import State
from numeric.states import Family, states

NOTHING: Array = np.empty(0)


@dataclass(frozen=True)
class Statement:
    """What must hold of one model: wherever no hypothesis is negative, these vanish, those are >= 0.

    occurs : how often this model is a case that the statement singles out; a sample in which a named
        case never occurs confirms nothing.
    """

    vanishing: Array = field(default_factory=lambda: NOTHING)
    nonnegative: Array = field(default_factory=lambda: NOTHING)
    hypotheses: Array = field(default_factory=lambda: NOTHING)
    occurs: Mapping[str, int] = field(default_factory=dict)


Says = Callable[..., Statement]  # (model, **changes) -> Statement


@dataclass(frozen=True)
class Finding:
    """What one numeric check found: `passed`, one sentence, its numbers, a state in full if one matters."""

    passed: bool
    summary: str
    numbers: dict[str, Any] = field(default_factory=dict)
    witness: dict[str, Any] | None = None


STATES = 40  # states a check draws at depth 1


def precise(says: Says, family: Family, *, seed: int, depth: int = 1, digits: int = 50, **changes: Any) -> Finding:
    """Confirm to `digits` decimal digits (absolute) with mpmath, at a higher working precision."""
    seen = _Seen()
    for state in states(family, seed=seed, count=STATES * depth):
        arithmetic = Digits(digits + 20 + 2 * state.magnitude_digits)  # a rate is quadratic in the exponentials
        statement = says(Model.of(state, arithmetic), **changes)
        tolerance = arithmetic.number(Fraction(1, 10**digits))
        if np.any(np.ravel(statement.hypotheses) < -tolerance):
            continue
        seen.add(statement)
        residuals, margins = np.abs(np.ravel(statement.vanishing)), np.ravel(statement.nonnegative)
        if np.any(residuals > tolerance):
            return _rejected(state, f"a residual of {float(max(residuals)):.3g} where zero is claimed")
        if np.any(margins < -tolerance):
            return _rejected(state, f"{float(min(margins)):.3g} where no negative is claimed")
    return seen.confirms(f"to {digits} digits", {"digits": digits})


def certified(
    says: Says, family: Family, *, seed: int, depth: int = 1, width: float = 1e-40, **changes: Any
) -> Finding:
    """Confirm with Arb: every residual's enclosure contains zero and is narrower than `width`."""
    seen = _Seen()
    for state in states(family, seed=seed, count=STATES * depth):
        statement = _narrow(says, state, width, changes)
        if any(margin < 0 for margin in np.ravel(statement.hypotheses)):
            continue
        seen.add(statement)
        for residual in np.ravel(statement.vanishing):
            if not residual.contains(0):
                return _rejected(state, f"zero is claimed, the enclosure is {residual.str(12)}")
        for margin in np.ravel(statement.nonnegative):
            if margin < 0:
                return _rejected(state, f"no negative is claimed, the enclosure is {margin.str(12)}")
    return seen.confirms(f"by enclosures narrower than {width:g}", {"width": width})


def _narrow(says: Says, state: State, width: float, changes: dict[str, Any]) -> Statement:
    """The statement in balls, at the first precision that makes every ball narrower than `width`."""
    bits = 192 + int(3.4 * state.magnitude_digits)
    for _ in range(6):
        with Balls(bits).working():
            statement = says(Model.of(state, Balls(bits)), **changes)
        balls = [*np.ravel(statement.vanishing), *np.ravel(statement.nonnegative), *np.ravel(statement.hypotheses)]
        if all(2 * flint.arb(ball.rad()) < width for ball in balls):
            return statement
        bits *= 2
    raise ArithmeticError(f"no enclosure narrower than {width:g} within {bits // 2} bits")


class _Seen:
    """What a sample has shown so far."""

    def __init__(self) -> None:
        self.states, self.values, self.cases = 0, 0, Counter[str]()

    def add(self, statement: Statement) -> None:
        self.states += 1
        self.values += np.size(statement.vanishing) + np.size(statement.nonnegative)
        for name, times in statement.occurs.items():
            self.cases[name] += times

    def confirms(self, how: str, numbers: dict[str, Any]) -> Finding:
        """The finding when nothing spoke against the statement: confirmed, unless nothing was checked."""
        numbers = {"states": self.states, "values compared": self.values, **self.cases, **numbers}
        if not self.values:
            return Finding(False, "no state met the hypotheses: nothing was checked", numbers)
        never = [name for name, times in self.cases.items() if not times]
        if never:
            return Finding(False, f"never met in the sample: {', '.join(never)}", numbers)
        return Finding(True, f"holds on {self.states} states {how}", numbers)


def _rejected(state: State, why: str) -> Finding:
    return Finding(False, f"{why} (n={state.n}, d={state.d}, H={state.heads})", witness={"state": state.as_json()})
