"""The verdict on a claim, derived from its evidence and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from attnproof.claim import Claim
from attnproof.evidence import Covers, Evidence, Outcome, Strength


class Verdict(StrEnum):
    """What a reader is told."""

    ESTABLISHED = "established"
    CONDITIONAL = "established under conditions"
    REFUTED = "refuted as stated (corrected statement established)"
    CONJECTURE = "conjecture (no counterexample found)"
    OPEN = "open"
    NOT_CHECKED = "not checked here"
    FAILED = "failed"


PROVED = frozenset({Verdict.ESTABLISHED, Verdict.CONDITIONAL, Verdict.REFUTED})


@dataclass(frozen=True)
class PlantedResult:
    """Which checks caught one planted error, and which let it pass."""

    name: str
    by: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def caught(self) -> bool:
        """Did every check that claims to check the statement catch it?"""
        return bool(self.by) and not self.missed


@dataclass(frozen=True)
class Judgement:
    """A verdict, the strength of the weakest link of the best route, and why it failed if it did."""

    verdict: Verdict
    strength: Strength | None
    reasons: tuple[str, ...] = ()


def judge(
    claim: Claim,
    evidence: Sequence[Evidence],
    planted: Sequence[PlantedResult] | None,
    satisfiable: bool,
    earlier: Mapping[str, Judgement],
) -> Judgement:
    """Derive the verdict on `claim`; `earlier` holds the judgements on the claims it may rest on.

    planted : what became of each planted error, or None when none was to be planted in this run.
    satisfiable : does some state meet all the conditions?
    """
    ran = [item for item in evidence if item.outcome is not Outcome.NOT_RUN]
    if not ran:
        return Judgement(Verdict.NOT_CHECKED if evidence else Verdict.OPEN, None)
    reasons = _failures(claim, ran, planted, satisfiable, earlier)
    if reasons:
        return Judgement(Verdict.FAILED, None, reasons)
    against = [item for item in ran if item.outcome is Outcome.COUNTEREXAMPLE]
    if against:
        best = max(against, key=lambda item: _strength(item, earlier).rank)
        assert claim.corrected is not None  # else `_failures` has spoken
        links = [_strength(best, earlier), *(_of_claim(name, earlier) for name in claim.corrected.follows_from)]
        return Judgement(Verdict.REFUTED, min(links, key=lambda link: link.rank))
    enough = (Covers.EVERY,) if claim.says == "every" else (Covers.EVERY, Covers.ONE)
    proving = [item for item in ran if item.covers in enough]
    sampled = [item for item in ran if item.covers is Covers.SAMPLED]  # a proved part is no evidence for the rest
    best_of = proving or sampled or ran
    strength = max((_strength(item, earlier) for item in best_of), key=lambda link: link.rank)
    if not proving:
        return Judgement(Verdict.CONJECTURE, strength)
    # What exists under conditions exists; only a law is bound to them.
    conditional = claim.says == "every" and claim.conditions
    return Judgement(Verdict.CONDITIONAL if conditional else Verdict.ESTABLISHED, strength)


def _failures(
    claim: Claim,
    evidence: Sequence[Evidence],
    planted: Sequence[PlantedResult] | None,
    satisfiable: bool,
    earlier: Mapping[str, Judgement],
) -> tuple[str, ...]:
    reasons = [
        f"{item.route}: {item.outcome}: {item.summary}"
        for item in evidence
        if item.outcome in (Outcome.REJECTED, Outcome.BROKEN)
    ]
    if not satisfiable:
        reasons.append("vacuous: no state meets all the conditions")
    reasons += [
        f"planted error survives: {result.name} (missed by {', '.join(result.missed) or 'every route'})"
        for result in planted or ()
        if not result.caught
    ]
    if planted is not None and not planted:
        reasons.append("no planted error: nothing shows that its checks can fail")
    against = any(item.outcome is Outcome.COUNTEREXAMPLE for item in evidence)
    if against and claim.corrected is None:
        reasons.append("a counterexample was found and no corrected statement is known")
    needed = [name for item in evidence for name in item.rests_on if name in earlier]
    if against and claim.corrected is not None:
        needed += claim.corrected.follows_from
    reasons += [
        f"rests on {name}, which is {earlier[name].verdict}"
        for name in dict.fromkeys(needed)
        if earlier[name].verdict not in PROVED
    ]
    return tuple(reasons)


def _of_claim(name: str, earlier: Mapping[str, Judgement]) -> Strength:
    return earlier[name].strength or Strength.CITED


def _strength(item: Evidence, earlier: Mapping[str, Judgement]) -> Strength:
    """The weakest link of one piece of evidence."""
    links = [item.strength]
    for name in item.rests_on:
        if name in earlier:
            links.append(_of_claim(name, earlier))
        elif name.startswith("cited:"):
            links.append(Strength.CITED)
    return min(links, key=lambda link: link.rank)
