"""What a run of the Lean route found, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from attnproof.lean.assumptions import Surface
from attnproof.lean.graph import Traced


@dataclass(frozen=True)
class Theorem:
    """A main theorem.

    statement : its type as the kernel has it, printed; empty when the theorem was not reached.
    axioms : the axioms that its proof rests on.
    assumes : the classes that its statement asks of its variables (their fields: `Result.assumptions`).
    compared : the function of `numeric` that computes the same, and at how many states; empty without a tie.
    reason : why it is not ok; empty when it is.
    """

    name: str
    claim: str
    module: str
    meaning: str
    statement: str
    axioms: tuple[str, ...]
    assumes: tuple[str, ...]
    compared: str
    reason: str

    @property
    def ok(self) -> bool:
        """Whether it is proved, as stated, from the allowed axioms."""
        return not self.reason

    def as_json(self) -> dict[str, Any]:
        """As `attnproof lean --json` has it."""
        return {
            "name": self.name,
            "claim": self.claim,
            "module": self.module,
            "meaning": self.meaning,
            "statement": self.statement,
            "axioms": list(self.axioms),
            "assumes": list(self.assumes),
            "compared": self.compared,
            "ok": self.ok,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class Result:
    """The outcome of a run.

    checker : what checked: {"kind": "lake" or "wheel", "lean": version, "says": a sentence}.
    audited : how many declarations were audited.
    assumptions : the fields of each class.
    problems : everything that makes the run fail, beside the theorems' own reasons.
    graph : which claim's proofs use which's theorems (see graph.of_claims).
    traced : every theorem with its position and what it uses.
    """

    checker: dict[str, str]
    theorems: tuple[Theorem, ...]
    audited: int
    assumptions: Surface
    problems: tuple[str, ...]
    graph: dict[str, Any]
    traced: tuple[Traced, ...]

    @property
    def ok(self) -> bool:
        """Whether everything passed, and there was something to pass."""
        passed = bool(self.theorems) and all(theorem.ok for theorem in self.theorems)
        return passed and self.audited > 0 and not self.problems

    def of(self, claim: str) -> tuple[Theorem, ...]:
        """The theorems of one claim."""
        return tuple(theorem for theorem in self.theorems if theorem.claim == claim)

    def told(self, claim: str) -> str:
        """What a ledger can say of a claim: its theorems, axioms, assumptions, checker; empty without a theorem."""
        own = self.of(claim)
        if not own:
            return ""
        axioms = sorted({axiom for theorem in own for axiom in theorem.axioms})
        classes = sorted({name for theorem in own for name in theorem.assumes})
        failed = [f"{theorem.name} ({theorem.reason})" for theorem in own if not theorem.ok]
        verdict = f"not proved: {', '.join(failed)}" if failed else ", ".join(theorem.name for theorem in own)
        return (
            f"{verdict}; axioms: {', '.join(axioms) or 'none'}; "
            f"assumes: {', '.join(classes) or 'nothing'}; checked by {self.checker['says']}"
        )

    def as_json(self) -> dict[str, Any]:
        """As `attnproof lean --json` prints it."""
        return {
            "checker": self.checker,
            "theorems": [theorem.as_json() for theorem in self.theorems],
            "audited": self.audited,
            "assumptions": {name: list(lines) for name, lines in self.assumptions.items()},
            "problems": list(self.problems),
            "graph": self.graph,
            "ok": self.ok,
        }

    def as_kept(self) -> dict[str, Any]:
        """Everything, for a cache."""
        return {**self.as_json(), "traced": [theorem.as_json() for theorem in self.traced]}


def restored(kept: Mapping[str, Any]) -> Result:
    """The result that was kept."""
    return Result(
        checker=dict(kept["checker"]),
        theorems=tuple(Theorem(**_tuples(entry, Theorem)) for entry in kept["theorems"]),
        audited=int(kept["audited"]),
        assumptions={name: tuple(lines) for name, lines in kept["assumptions"].items()},
        problems=tuple(kept["problems"]),
        graph=dict(kept["graph"]),
        traced=tuple(Traced(**_tuples(entry, Traced)) for entry in kept["traced"]),
    )


def _tuples(entry: Mapping[str, Any], made: type) -> dict[str, Any]:
    """The fields of a dataclass from JSON, lists as tuples."""
    own = {field.name: entry[field.name] for field in fields(made)}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in own.items()}
