"""The ledger: every claim with its verdict and its evidence, as data that everything else renders."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema

from attnproof import claims
from attnproof.claim import Claim
from attnproof.evidence import Evidence, Outcome
from attnproof.files import write_text
from attnproof.runner import SEED, Task
from attnproof.verdict import Judgement, PlantedResult, Verdict, judge
from numeric.states import states

SCHEMA = "attnproof-ledger-1"
Ledger = dict[str, Any]


class LedgerError(ValueError):
    """A ledger that is missing, not JSON, or not in the published schema."""


@cache
def schema() -> dict[str, Any]:
    """The published JSON schema of a ledger."""
    return dict(json.loads(files("attnproof").joinpath("ledger.schema.json").read_text(encoding="utf-8")))


def satisfiable(claim: Claim) -> bool:
    """Can some state of the claim's family meet all of its conditions?"""
    return any(
        all(condition.holds(state) for condition in claim.conditions) for state in states(claim.family, seed=SEED)
    )


def build(selected: Sequence[Claim], found: Mapping[Task, Evidence], *, planted: bool, depth: int) -> Ledger:
    """The ledger of the evidence found, each verdict derived from it; `planted` says that errors were planted."""
    judgements: dict[str, Judgement] = {}
    entries = []
    for claim in selected:
        evidence = [item for task, item in _of(claim, found) if task.planted is None]
        caught = _planted(claim, found) if planted else None
        judgements[claim.id] = judge(claim, evidence, caught, satisfiable(claim), judgements)
        entries.append(_entry(claim, evidence, caught or [], judgements[claim.id]))
    ledger = {"schema": SCHEMA, "seed": SEED, "depth": depth, "claims": entries}
    validate(ledger)
    return ledger


def _of(claim: Claim, found: Mapping[Task, Evidence]) -> list[tuple[Task, Evidence]]:
    mine = [(task, item) for task, item in found.items() if task.claim == claim.id]
    return sorted(mine, key=lambda pair: pair[0].check)


def _planted(claim: Claim, found: Mapping[Task, Evidence]) -> list[PlantedResult]:
    results = []
    for number, wrong in enumerate(claim.planted):
        tried = [
            (str(item.route), item.outcome)
            for task, item in _of(claim, found)
            if task.planted == number and item.outcome is not Outcome.NOT_RUN
        ]
        missed = tuple(dict.fromkeys(route for route, outcome in tried if outcome is not Outcome.REJECTED))
        caught = tuple(dict.fromkeys(route for route, _ in tried if route not in missed))
        if tried:
            results.append(PlantedResult(wrong.name, caught, missed))
    return results


def _entry(
    claim: Claim, evidence: Sequence[Evidence], planted: Sequence[PlantedResult], judgement: Judgement
) -> dict[str, Any]:
    corrected = claim.corrected
    return {
        "id": claim.id,
        "title": claim.title,
        "statement": claim.statement,
        "tex": claim.tex,
        "source": {"work": claim.source.work, "place": claim.source.place, "known": claim.source.known},
        "conditions": [{"name": c.name, "words": c.words, "tex": c.tex} for c in claim.conditions],
        "says": claim.says,
        "verdict": str(judgement.verdict),
        "strength": judgement.strength and str(judgement.strength),
        "reasons": list(judgement.reasons),
        "corrected": corrected
        and {"statement": corrected.statement, "tex": corrected.tex, "follows_from": list(corrected.follows_from)},
        "evidence": [item.as_json() for item in evidence],
        "planted": [
            {"name": result.name, "caught": result.caught, "by": list(result.by), "missed": list(result.missed)}
            for result in planted
        ],
        "by_hand": claim.by_hand,
    }


def failed(ledger: Ledger) -> list[str]:
    """The ids of the claims that failed."""
    return [entry["id"] for entry in ledger["claims"] if entry["verdict"] == Verdict.FAILED]


def validate(ledger: Any) -> None:
    """Raise LedgerError, naming the place, unless `ledger` follows the schema."""
    error = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(schema()).iter_errors(ledger))
    if error is not None:
        raise LedgerError(f"not a ledger: at {error.json_path}: {error.message[:300]}")


def dumps(ledger: Ledger) -> str:
    """The ledger as text: the same bytes for the same content."""
    return json.dumps(ledger, indent=1, ensure_ascii=False) + "\n"


def write(ledger: Ledger, path: Path) -> None:
    """Validate, then write beside and rename."""
    validate(ledger)
    write_text(path, dumps(ledger))


def read(path: Path) -> Ledger:
    """Read and validate; LedgerError says what is wrong."""
    try:
        ledger = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LedgerError(f"there is no ledger at {path}: `attnproof verify --planted` makes one") from None
    except (UnicodeDecodeError, ValueError) as error:
        raise LedgerError(f"{path} is not JSON: {error}") from None
    validate(ledger)
    known = {claim.id for claim in claims.CLAIMS}
    stray = [entry["id"] for entry in ledger["claims"] if entry["id"] not in known]
    if stray:
        raise LedgerError(f"{path} speaks of claims that this version does not know: {', '.join(stray)}")
    if missing := sorted(known - {entry["id"] for entry in ledger["claims"]}):
        raise LedgerError(f"{path} lacks {', '.join(missing)}: `attnproof verify --planted` makes it whole")
    return dict(ledger)
