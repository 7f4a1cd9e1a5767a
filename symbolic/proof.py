"""A derivation while it is being made: its steps, its checks, and what they leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from sympy import Expr, Symbol, sstr

from symbolic.derivation import Derivation
from symbolic.indexed import NormalForm
from symbolic.rules import Rule

SHOWN = 400  # characters of a residue that are kept


class Normal(Protocol):
    """A normal form: `residue` is 0 only where the expression is zero."""

    sizes: str
    used: set[str]

    def residue(self, expr: Expr) -> Expr:
        """What is left of the expression."""


class Proof:
    """Collects steps; each equation is decided by the normal form, each fact by exact arithmetic."""

    def __init__(self, normal: Normal) -> None:
        """Begin with the normal form that is to decide."""
        self.normal = normal
        self._steps: list[str] = []
        self._checked = 0
        self._failed: list[str] = []
        self._residues: list[str] = []

    def note(self, step: str) -> None:
        """A step that the reader needs and that leaves nothing to check."""
        self._steps.append(step)

    def follow(self, lemma: Proof) -> None:
        """The steps and checks of another proof, decided by its own normal form."""
        self._steps += lemma._steps
        self._checked += lemma._checked
        self._failed += lemma._failed
        self._residues += lemma._residues
        self.normal.used |= lemma.normal.used

    def equal(self, step: str, left: Expr, right: Expr) -> None:
        """left = right, by the normal form of the difference."""
        residue = self.normal.residue(left - right)
        self.holds(step, residue == 0, f"left - right = {sstr(residue)}")

    def positive(self, step: str, expr: Expr, by: Expr, meaning: Mapping[Symbol, Expr]) -> None:
        """expr > 0, since it equals `by`, which the signs of its symbols make positive.

        meaning : what stands for a symbol of `by`; that its sign is right is for the other steps to say.
        """
        self.equal(step, expr, by.xreplace(dict(meaning)))
        names = sorted(by.free_symbols & set(meaning), key=str)
        signs = ", ".join(f"{name} {'>' if name.is_positive else '>='} 0" for name in names)
        self.holds(f"The sum is positive, for {signs}", bool(by.is_positive))

    def holds(self, step: str, fact: bool, otherwise: str = "") -> None:
        """A fact of exact arithmetic, or a condition that an inequality needs."""
        self._checked += 1
        self._steps.append(step)
        if not fact:
            self._failed.append(step)
            self._residues.append(otherwise[:SHOWN] or f"does not hold: {step}")

    def derivation(self, summary: str, **numbers: Any) -> Derivation:
        """What was found. A proof that checked nothing proves nothing."""
        passed = self._checked > 0 and not self._residues
        if self._residues:
            numbers["residue"] = self._residues
            summary = f"Not derived: {self._failed[0]}"
        return Derivation(
            passed,
            summary,
            tuple(self._steps),
            {
                "sizes": self.normal.sizes,
                "rules": sorted(self.normal.used),
                "identities decided": self._checked,
                **numbers,
            },
        )


def general(*conditions: Rule, sizes: str = "general n, d, H") -> Proof:
    """A proof for general n, d and H (or as `sizes` says) under the conditions."""
    return Proof(NormalForm(*conditions, sizes=sizes))
