"""Evidence: what one route found about one claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Route(StrEnum):
    """The independent ways of checking a claim."""

    SYMBOLIC = "symbolic"  # exact derivation for general n, d, H (or of an exact counterexample)
    PRECISE = "precise"  # mpmath, to many digits, on sampled states
    CERTIFIED = "certified"  # Arb enclosures, signs confirmed by a second interval library
    SIMULATED = "simulated"  # integrated flows, Taylor slopes, Monte Carlo tables
    SEARCHED = "searched"  # hunts for counterexamples
    LEAN = "lean"  # theorems that Lean's kernel has checked


class Strength(StrEnum):
    """How strong evidence is; the order of definition is the order of strength."""

    CITED = "cited, not checked"
    SIMULATED = "simulated"
    PROPERTY_TESTED = "property-tested"
    HIGH_PRECISION = "high precision"
    CAS_SIMPLIFIED = "CAS-simplified"
    EXACT_ALGEBRA = "exact algebra"
    CERTIFIED_ENCLOSURE = "certified enclosure"
    LEAN_KERNEL = "Lean kernel"

    @property
    def rank(self) -> int:
        """The place in the order, 0 the weakest."""
        return list(Strength).index(self)


class Covers(StrEnum):
    """Which configurations a piece of evidence speaks of."""

    EVERY = "every state"
    SAMPLED = "sampled states"
    PART = "a part"  # of the statement, or of its states: proves neither as a whole
    ONE = "one state"  # a witness: enough for a claim that something exists


class NotRun(Exception):
    """A check that cannot run here; the text says why and how to get what it needs."""


class Outcome(StrEnum):
    """How a check came out."""

    HOLDS = "holds"
    COUNTEREXAMPLE = "counterexample"  # the statement is false: this check exhibits why
    REJECTED = "rejected"  # the check did not come out as it should
    BROKEN = "broken"  # the check itself raised an error
    NOT_RUN = "not run"


@dataclass(frozen=True)
class Evidence:
    """What a check found. `rests_on` names claims (by id), theorems ("cited: ...") and tools."""

    route: Route
    check: str
    outcome: Outcome
    strength: Strength
    covers: Covers
    summary: str
    numbers: dict[str, Any] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    witness: dict[str, Any] | None = None
    rests_on: tuple[str, ...] = ()
    seed: int | None = None
    budget: dict[str, int] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As it stands in the ledger."""
        return {
            "route": str(self.route),
            "check": self.check,
            "outcome": str(self.outcome),
            "strength": str(self.strength),
            "covers": str(self.covers),
            "summary": self.summary,
            "numbers": self.numbers,
            "steps": list(self.steps),
            "witness": self.witness,
            "rests_on": list(self.rests_on),
            "seed": self.seed,
            "budget": self.budget,
            "versions": self.versions,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Evidence:
        """Read back what `as_json` wrote."""
        return cls(
            **{
                **data,
                "route": Route(data["route"]),
                "outcome": Outcome(data["outcome"]),
                "strength": Strength(data["strength"]),
                "covers": Covers(data["covers"]),
                "steps": tuple(data["steps"]),
                "rests_on": tuple(data["rests_on"]),
            }
        )
