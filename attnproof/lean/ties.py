"""One statement, not two: what a Lean theorem says of a state is what `numeric` computes there.

A statement is evaluated (`attnproof.lean.meaning`) at states that the claim speaks of. Its hypotheses must hold
there, its conclusion must hold, and each side of it must be the number that `numeric` finds by code of its
own. Where a condition of the claim is broken, a hypothesis must fail, and the two sides of an identity must
still be the two numbers (else "a = a" would pass for "a = b" wherever the theorem holds). So a statement that
was weakened, that became vacuous, lost a hypothesis or was given another formula is found, and so is a changed
formula of `numeric`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from attnproof.lean.counterparts import BREAKS, COMPUTED, STATES
from attnproof.lean.counterparts.points import (
    DIGITS,
    MORE_HEADS,
    SEED,
    SIZES,
    Changes,
    Place,
    Point,
    Sample,
    point,
    points,
)
from attnproof.lean.counterparts.radial import projected
from attnproof.lean.meaning import (
    SCALARS,
    Evaluator,
    Former,
    Unreadable,
    Value,
    index,
    table,
)
from attnproof.lean.olean import Constant
from attnproof.lean.statements import TOLERANCE, Said, close, holds, said
from attnproof.lean.terms import Constants
from numeric.arithmetic import Digits
from numeric.model import Variant
from numeric.states import Family

# -- the table, lean/ties.toml ----------------------------------------------------------------------

INDICES = ("h", "i", "j")  # variables that are indices


@dataclass(frozen=True)
class Tie:
    """A theorem and what computes the same: an entry of ties.toml.

    variables : the names of its variables, but for the type of the scalars.
    relations : the relation of each part of its conclusion.
    computed : what `numeric` has for the parts, by its name in COMPUTED; says : that function, for a reader.
    states : where, by name in STATES. without : the conditions, by names in BREAKS, that its hypotheses are.
    dominance : the variant of Radial Dominance that its hypotheses ask for as well; at_token : at one token only.
    """

    theorem: str
    variables: str
    relations: str
    computed: str
    says: str
    states: str
    without: tuple[str, ...] = ()
    dominance: Variant | None = None
    at_token: bool = False

    def __post_init__(self) -> None:
        """Refuse names that stand for nothing."""
        for kind, known, names in (
            ("computed", COMPUTED, [self.computed]),
            ("states", STATES, [self.states]),
            ("without", BREAKS, self.without),
        ):
            if unknown := [name for name in names if name not in known]:
                raise ValueError(f"{self.theorem}: no {kind} is called {unknown[0]!r}")

    def applies(self, point: Place) -> bool:
        """Whether its hypotheses hold at a member of its states."""
        if self.dominance is None or not isinstance(point, Point):
            return point.meets
        margins = point.model.dominance(self.dominance)[point.h]
        return bool(np.all(margins[point.i if self.at_token else slice(None)] >= -TOLERANCE))

    def given(self, point: Place) -> dict[str, Any]:
        """Its variables' values; some names stand for others here than elsewhere."""
        if not isinstance(point, Point):
            return point.given()
        given, matrices = point.given(), point.model.score_matrices
        if self.states.startswith("two axes"):
            a, b, (c, s) = matrices[0, 0, 0], matrices[-1, 1, 1], point.model.tokens[0]
            return {**given, "a": a, "b": b, "c": c, "s": s}
        if self.at_token:
            return {**given, "s": given["s"][point.i], "r": given["r"][point.i]}
        if "y" in self.variables:
            return {**given, "x": point.model.tokens[0]}
        if "N" in self.variables:
            return {**given, "M": matrices[0]}
        return given | ({"w": projected(point)[1]} if "u w" in self.variables else {})

    def points(self, seed: int) -> Iterator[Place]:
        """The states to evaluate it at."""
        within = STATES[self.states]
        if isinstance(within, Sample):
            return within.inside()
        if isinstance(within, Family):
            contested = self.dominance is not None
            return points(within, MORE_HEADS if contested else SIZES, seed=seed, count=9 if contested else 3)
        random = np.random.Generator(np.random.PCG64(seed))
        return (point(state, random) for state in within)

    def outside(self, seed: int) -> Iterator[Place]:
        """A state that no condition holds at, where both sides of an identity are still what they are."""
        within = STATES[self.states]
        if isinstance(within, Sample):
            yield from within.outside()
        if isinstance(within, Family) and self.dominance is None:
            [at] = points(replace(within, symmetric=False, orthogonal=False), SIZES, seed=seed, count=1)
            yield replace(at, model=at.model.at(at.model.tokens * 3 / 2))


@cache
def read(folder: Path) -> dict[str, Tie]:
    """The ties of the project in `folder`, by theorem."""
    entries = tomllib.loads((folder / "ties.toml").read_text(encoding="utf-8"))["tie"]
    ties = [Tie(**{**entry, "without": tuple(entry.get("without", ()))}) for entry in entries]
    return {tie.theorem: tie for tie in ties}


# -- the comparison --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tied:
    """What came of one theorem.

    states : where its hypotheses hold and every number agreed. silent : where, as it must, it says nothing.
    says : what the numbers were compared with. reason : why it is not tied; empty when it is.
    """

    states: int
    silent: int
    says: str
    reason: str = ""

    @property
    def ok(self) -> bool:
        """Whether theorem and formula say the same."""
        return not self.reason


def reader(declared: Constants) -> Evaluator:
    """Evaluates statements over `declared`, the core's declarations among them, to the digits of the states."""
    return Evaluator(declared, Digits(DIGITS).number(Fraction(1)).context.exp, holds)


def tied(tie: Tie, statement: Constant | None, evaluator: Evaluator, *, seed: int = SEED, **changes: Any) -> Tied:
    """Compare a theorem, or a definition that states it, with what `numeric` computes.

    changes : a planted error of its claim.
    """
    states = silent = 0
    if statement is None:
        return Tied(states, silent, tie.says, "not stated")
    try:
        for at in tie.points(seed):
            given, wanted = tie.given(at), tie.applies(at)
            found = said(evaluator, statement, _values(tie, given))
            reason = "" if found.unmet else "its hypotheses hold where the claim's conditions fail"
            if reason := _difference(tie, found, at, changes) if wanted else reason:
                return Tied(states, silent, tie.says, f"{reason} ({at})" if str(at) else reason)
            states, silent = states + wanted, silent + (not wanted)
            for condition in tie.without if wanted and states == 1 else ():
                if not _silent(evaluator, statement, _values(tie, BREAKS[condition](given))):
                    return Tied(states, silent, tie.says, f"it speaks of states with {condition}")
                silent += 1
        for at in tie.outside(seed):
            found = said(evaluator, statement, _values(tie, tie.given(at)), despite=True)
            if reason := _difference(tie, found, at, changes, true=False):
                return Tied(states, silent, tie.says, f"outside the claim's conditions: {reason}")
    except Unreadable as error:
        return Tied(states, silent, tie.says, f"not evaluated: {error}")
    return Tied(states, silent, tie.says, "" if states else "no state meets its hypotheses")


def _silent(evaluator: Evaluator, statement: Constant, values: Mapping[str, Value]) -> bool:
    """Whether a hypothesis fails; where none does, the conclusion may divide by zero."""
    try:
        return bool(said(evaluator, statement, values).unmet)
    except Unreadable:
        return False


def _values(tie: Tie, given: Mapping[str, Any]) -> dict[str, Value]:
    """What is given, as the evaluator takes it."""
    values: dict[str, Value] = {"K": Former(SCALARS)}
    for name in tie.variables.split():
        values[name] = index(given[name]) if name in INDICES else table(given[name])
    return values


def _difference(tie: Tie, found: Said, at: Place, changes: Changes, *, true: bool = True) -> str:
    """Why a statement does not say what is computed; empty when it does. `true` : its conclusion must hold as well."""
    if found.unmet:
        return f"its hypothesis {found.unmet} fails where the claim's conditions hold"
    if "".join(part.relation for part in found.parts) != tie.relations:
        return f"its conclusion is no {' and '.join(tie.relations)}"
    for part, numbers in zip(found.parts, COMPUTED[tie.computed](at, changes), strict=True):
        if true and part.asserted and not part.holds:
            return f"{_shown(part.left)} {part.relation} {_shown(part.right)} is false"
        sides = (part.left, part.right) if len(numbers) == 2 else (part.right - part.left,)
        for side, number in zip(sides, numbers, strict=True):
            if not close(side, number):
                return f"Lean says {_shown(side)}, {tie.says} {_shown(number)}"
    return ""


def _shown(numbers: Any) -> str:
    return ", ".join(f"{float(x):.4g}" for x in np.ravel(np.asarray(numbers, dtype=object)))
