"""A claim: one statement with its conditions, its source, its checks and its planted errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from attnproof.evidence import Covers, Outcome, Route, Strength
from numeric.state import State
from numeric.states import Family


@dataclass(frozen=True)
class Source:
    """Where a statement comes from: a paper with its place, or `ours`."""

    work: str  # "arXiv 2605.04279" or "ours"
    place: str = ""  # "Theorem 11"
    known: str = ""  # how its wording is known to us

    def __str__(self) -> str:
        return ", ".join(part for part in (self.work, self.place) if part)


@dataclass(frozen=True)
class Condition:
    """A hypothesis: in words, in TeX, and as a predicate on one exact state."""

    name: str
    words: str
    tex: str
    holds: Callable[[State], bool]


@dataclass(frozen=True)
class Planted:
    """A deliberately wrong variant: the keywords that make the claimed formula wrong."""

    name: str
    changes: dict[str, Any]


@dataclass(frozen=True)
class Check:
    """One check of one claim on one route.

    function : what runs. A symbolic check is called as function(**changes); any other as
        function(family, seed=..., depth=..., **changes). It returns something with `passed`,
        `summary`, `numbers` and, where it has them, `steps` and `witness`.
    finds : what it means that the check passes.
    """

    route: Route
    name: str
    function: Callable[..., Any]
    strength: Strength
    covers: Covers
    finds: Outcome = Outcome.HOLDS
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Corrected:
    """What is true instead of a statement that is false.

    follows_from : the claims that establish it; none when the evidence that refutes the statement
        is itself the proof of the correction.
    """

    statement: str
    tex: str
    follows_from: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """One line of the ledger, before it has been checked.

    says : "every" for a statement on all states, "some" for one that a single state establishes.
    family : the states that the sampled routes draw.
    by_hand : how a reader checks it without this suite.
    """

    id: str
    title: str
    statement: str
    tex: str
    source: Source
    checks: tuple[Check, ...]
    planted: tuple[Planted, ...]
    family: Family = field(default_factory=Family)
    conditions: tuple[Condition, ...] = ()
    says: Literal["every", "some"] = "every"
    corrected: Corrected | None = None
    by_hand: str = ""

    def foundations(self) -> tuple[str, ...]:
        """The ids of the claims that its verdict rests on."""
        named = [name for check in self.checks for name in check.rests_on if not name.startswith("cited:")]
        return (*named, *(self.corrected.follows_from if self.corrected else ()))
