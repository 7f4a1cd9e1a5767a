"""What a Lean statement says at given values: its hypotheses, and the sides of each part of its conclusion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from attnproof.lean.meaning import (
    PROOF,
    Arrow,
    Comparison,
    Evaluator,
    Former,
    Made,
    Unreadable,
    Value,
    indices,
    now,
)
from attnproof.lean.olean import Constant
from numeric.arithmetic import Array

TOLERANCE = 1e-20


# -- what a statement says -------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """A part of a conclusion: left = right, left ≤ right or left < right, and whether it holds."""

    relation: str
    left: Array
    right: Array

    @property
    def holds(self) -> bool:
        """Whether it is true, up to rounding."""
        if self.relation == "=":
            return close(self.left, self.right)
        strict = self.relation == "<"
        return bool(np.all(self.left < self.right if strict else self.left <= self.right + TOLERANCE))


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


def parts(claim: Value) -> list[Part]:
    """The parts of a conjunction of equations and inequalities; nothing else has parts."""
    if isinstance(claim, Comparison):
        return [Part("<" if claim.strict else "≤", np.asarray(claim.left), np.asarray(claim.right))]
    if isinstance(claim, Former) and claim.name == "And":
        return [part for side in claim.arguments for part in parts(side.get())]
    if isinstance(claim, Former) and claim.name == "Eq":
        type_, left, right = (argument.get() for argument in claim.arguments)
        return [Part("=", *(np.asarray(entries(type_, side), dtype=object) for side in (left, right)))]
    return []


def holds(claim: Value) -> bool:
    """Whether a proposition without quantifiers over scalars is true, up to rounding."""
    if isinstance(claim, Arrow):
        domain = claim.domain.get()
        places = indices(domain)
        if places is not None:
            return all(holds(claim.body.at(place)) for place in places)
        return not holds(domain) or holds(claim.body.at(now(PROOF)))
    if isinstance(claim, Former) and claim.name in ("True", "False"):
        return claim.name == "True"
    if isinstance(claim, Former) and claim.name == "Nat.le":
        smaller, larger = (argument.get() for argument in claim.arguments)
        return bool(smaller <= larger)
    if isinstance(claim, Former) and claim.name == "Or":
        return any(holds(side.get()) for side in claim.arguments)
    if isinstance(claim, Former) and claim.name == "Iff":
        return len({holds(side.get()) for side in claim.arguments}) == 1
    found = parts(claim)
    if not found:
        raise Unreadable(f"not decided: {getattr(claim, 'name', claim)}")
    return all(part.holds for part in found)


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
    if unheard := [name for name, value in waiting.items() if not isinstance(value, Former)]:
        raise Unreadable(f"it does not speak of {', '.join(unheard)}")
    return Said("", tuple(parts(claim)))
