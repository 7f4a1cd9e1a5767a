"""What a Lean statement says at given values: its hypotheses, and the sides of each part of its conclusion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from attnproof.lean.meaning import (
    PROOF,
    SCALARS,
    Arrow,
    Comparison,
    Evaluator,
    Former,
    Later,
    Made,
    Unreadable,
    Value,
    indices,
    now,
    table,
)
from attnproof.lean.olean import Constant
from numeric.arithmetic import Array

TOLERANCE = 1e-20


# -- what a statement says -------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """A part of a conclusion: left = right, left ≤ right, left < right, or left ↔ right (truth values, 1 or 0).

    asserted : False for a side of ↔, which need not hold.
    """

    relation: str
    left: Array
    right: Array
    asserted: bool = True

    @property
    def holds(self) -> bool:
        """Whether it is true, up to rounding."""
        if self.relation in ("=", "↔"):
            return close(self.left, self.right)
        strict = self.relation == "<"
        return bool(np.all(self.left < self.right if strict else self.left <= self.right + TOLERANCE))


UNKNOWN = Part("?", np.asarray(0), np.asarray(0))  # what has no sides
DECIDED = ("True", "False", "Nat.le", "And", "Or", "Iff", "Eq")


def close(a: Any, b: Any) -> bool:
    """Whether two arrays of numbers agree."""
    a, b = np.asarray(a, dtype=object), np.asarray(b, dtype=object)
    if a.shape != b.shape:
        return False
    return bool(np.all(abs(a - b) <= TOLERANCE * (1 + abs(a) + abs(b))))


def entries(type_: Value, value: Value) -> Any:
    """A value as a number or nested lists of numbers, by its type."""
    if isinstance(type_, Arrow) and (places := indices(type_.domain.get())) is not None:
        return [entries(type_.body.at(place), value.at(place)) for place in places]
    if isinstance(value, Made):
        if value.maker == "Fin.mk":
            return value.fields[0].get()
        return [entries(None, held.get()) for held in value.fields]
    if isinstance(value, Former) or hasattr(value, "at"):
        raise Unreadable("no number")
    return value


@dataclass(frozen=True)
class Inner:
    """Values for variables that are bound inside a conclusion, and which of them it has asked for."""

    values: Mapping[str, Value] = field(default_factory=dict)
    heard: set[str] = field(default_factory=set)

    def at(self, place: Later) -> Inner:
        """The values at one index."""
        return Inner({name: value.at(place) for name, value in self.values.items()}, self.heard)


def parts(claim: Value, within: Inner | None = None) -> list[Part]:
    """The parts of a conjunction of equations, inequalities and equivalences: "?" stands for anything else.

    Of an equivalence: the parts of its two sides, then whether these hold. Of what is said of every index: the parts
    at each, in their order, where a variable that is bound further in has the value that `within` has for it, at
    those indices.
    """
    within = within or Inner()
    if isinstance(claim, Comparison):
        return [Part("<" if claim.strict else "≤", np.asarray(claim.left), np.asarray(claim.right))]
    if isinstance(claim, Arrow):
        return _within(claim, within)
    if isinstance(claim, Former) and claim.name == "And":
        return [part for side in claim.arguments for part in parts(side.get(), within)]
    if isinstance(claim, Former) and claim.name == "Iff":
        sides = [parts(side.get()) for side in claim.arguments]
        known = [Part(part.relation, part.left, part.right, asserted=False) for side in sides for part in side]
        left, right = (np.asarray(int(all(part.holds for part in side))) for side in sides)
        return [*known, Part("↔", left, right)]
    if isinstance(claim, Former) and claim.name == "Eq":
        type_, *equal = (argument.get() for argument in claim.arguments)
        left, right = (np.asarray(entries(type_, side), dtype=object) for side in equal)
        return [Part("=", left, right)]
    return [UNKNOWN]


def _within(claim: Arrow, within: Inner) -> list[Part]:
    """The parts of what is said of every index, of one more variable, or under a condition that holds."""
    domain = claim.domain.get()
    if (places := indices(domain)) is not None:
        return [part for place in places for part in parts(claim.body.at(place), within.at(place))]
    if claim.name in within.values:
        within.heard.add(claim.name)
        return parts(claim.body.at(now(within.values[claim.name])), within)
    if isinstance(domain, Arrow | Comparison) or domain.name in DECIDED:
        return parts(claim.body.at(now(PROOF)), within) if holds(domain) else [UNKNOWN]
    return [UNKNOWN]


def holds(claim: Value) -> bool:
    """Whether a proposition is true, up to rounding.

    One about every vector is decided by the unit vectors and one more, which is enough where it is linear.
    """
    if isinstance(claim, Arrow):
        domain = claim.domain.get()
        if (places := indices(domain)) is not None:
            return all(holds(claim.body.at(place)) for place in places)
        if (size := dimension(domain)) is not None:
            return all(holds(claim.body.at(now(table(vector)))) for vector in [*np.eye(size, dtype=int), range(size)])
        return not holds(domain) or holds(claim.body.at(now(PROOF)))
    if isinstance(claim, Comparison):
        return all(part.holds for part in parts(claim))
    if not isinstance(claim, Former):
        raise Unreadable(f"not decided: {claim}")
    sides = [side.get() for side in claim.arguments] if claim.name in ("And", "Or", "Iff", "Nat.le") else []
    if claim.name in ("True", "False"):
        return claim.name == "True"
    if claim.name == "Nat.le":
        return bool(sides[0] <= sides[1])
    if claim.name == "And":
        return all(map(holds, sides))
    if claim.name == "Or":
        return any(map(holds, sides))
    if claim.name == "Iff":
        return holds(sides[0]) == holds(sides[1])
    if claim.name == "Eq":
        return all(part.holds for part in parts(claim))
    raise Unreadable(f"not decided: {claim.name}")


def dimension(type_: Value) -> int | None:
    """The number of entries of a type of vectors of scalars; None for another type."""
    if not isinstance(type_, Arrow) or (places := indices(type_.domain.get())) is None:
        return None
    kinds = [type_.body.at(place) for place in places]
    return len(kinds) if all(isinstance(kind, Former) and kind.name == SCALARS for kind in kinds) else None


@dataclass(frozen=True)
class Said:
    """A statement at one state: the first hypothesis that fails there, or the parts of its conclusion."""

    unmet: str = ""
    parts: tuple[Part, ...] = ()


def said(evaluator: Evaluator, statement: Constant, given: Mapping[str, Value], *, despite: bool = False) -> Said:
    """A theorem, or a definition that states one, with `given` for its variables, by name.

    despite : look at the conclusion even where a hypothesis fails.
    """
    pointer = statement.type if statement.kind == "theorem" else statement.value
    if pointer is None:
        raise Unreadable(f"{statement.name} states nothing")
    try:
        return _said(evaluator.code(statement.module, pointer)(None), evaluator, dict(given), despite=despite)
    except (TypeError, AttributeError, IndexError, ArithmeticError, RecursionError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error


def _said(claim: Value, evaluator: Evaluator, waiting: dict[str, Value], *, despite: bool) -> Said:
    while isinstance(claim, Arrow):
        if claim.name in waiting:
            argument = now(waiting.pop(claim.name))
        elif claim.instance:
            argument = now(evaluator.instance(claim.domain.get().name))
        elif despite or holds(claim.domain.get()):
            argument = now(PROOF)
        else:
            return Said(claim.name)
        claim = claim.body.at(argument)
    within = Inner({name: value for name, value in waiting.items() if hasattr(value, "at")})
    found = parts(claim, within)
    unheard = [name for name, value in waiting.items() if name not in within.heard and not isinstance(value, Former)]
    if unheard:
        raise Unreadable(f"it does not speak of {', '.join(unheard)}")
    return Said("", tuple(found))
