"""The verdict follows from the evidence, and from nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attnproof.claim import Claim, Condition, Corrected, Planted, Source
from attnproof.evidence import Covers, Evidence, Outcome, Route, Strength
from attnproof.verdict import Judgement, PlantedResult, Verdict, judge

CLAIM = Claim("family.claim", "Title", "Statement.", "x", Source("ours"), (), (Planted("wrong", {}),))
CONDITION = Condition("always", "Always.", "1 = 1", lambda state: True)
CORRECTED = Corrected("What is true.", "y", ("family.lemma",))
CAUGHT = [PlantedResult("wrong", ("symbolic",), ())]
LEMMA = {"family.lemma": Judgement(Verdict.ESTABLISHED, Strength.HIGH_PRECISION)}


def proof(**changes: object) -> Evidence:
    derivation = Evidence(
        Route.SYMBOLIC, "derivation", Outcome.HOLDS, Strength.EXACT_ALGEBRA, Covers.EVERY, "the residue is 0"
    )
    return replace(derivation, **changes)


def sample(**changes: object) -> Evidence:
    return proof(route=Route.CERTIFIED, strength=Strength.CERTIFIED_ENCLOSURE, covers=Covers.SAMPLED, **changes)


def verdict(*evidence: Evidence, claim: Claim = CLAIM, **more: object) -> Judgement:
    arguments = {"planted": CAUGHT, "satisfiable": True, "earlier": LEMMA, **more}
    return judge(claim, evidence, **arguments)  # type: ignore[arg-type]


def test_a_proof_establishes() -> None:
    assert verdict(proof(), sample()) == Judgement(Verdict.ESTABLISHED, Strength.EXACT_ALGEBRA)


def test_with_conditions_it_establishes_under_conditions() -> None:
    claim = replace(CLAIM, conditions=(CONDITION,))
    assert verdict(proof(), claim=claim).verdict is Verdict.CONDITIONAL


def test_what_exists_under_conditions_exists() -> None:
    claim = replace(CLAIM, conditions=(CONDITION,), says="some")
    assert verdict(proof(), claim=claim).verdict is Verdict.ESTABLISHED


def test_samples_alone_leave_a_conjecture_however_strong() -> None:
    assert verdict(sample()) == Judgement(Verdict.CONJECTURE, Strength.CERTIFIED_ENCLOSURE)


def test_one_witness_establishes_existence_but_not_a_law() -> None:
    witness = replace(sample(), covers=Covers.ONE)
    assert verdict(witness).verdict is Verdict.CONJECTURE
    assert verdict(witness, claim=replace(CLAIM, says="some")).verdict is Verdict.ESTABLISHED


def test_the_strength_is_the_weakest_link_of_the_best_route() -> None:
    assert verdict(proof(rests_on=("family.lemma",))).strength is Strength.HIGH_PRECISION
    assert verdict(proof(rests_on=("cited: a theorem",))).strength is Strength.CITED
    assert verdict(proof(rests_on=("family.lemma",)), proof()).strength is Strength.EXACT_ALGEBRA


def test_resting_on_a_tool_weakens_nothing() -> None:
    assert verdict(proof(rests_on=("Arb",))).strength is Strength.EXACT_ALGEBRA


@pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.BROKEN])
def test_one_bad_check_fails_the_claim(outcome: Outcome) -> None:
    judgement = verdict(proof(), sample(outcome=outcome, summary="the enclosure misses 0"))
    assert judgement.verdict is Verdict.FAILED
    assert judgement.strength is None
    assert judgement.reasons == (f"certified: {outcome}: the enclosure misses 0",)


def test_a_vacuous_claim_fails() -> None:
    judgement = verdict(proof(), satisfiable=False)
    assert judgement.verdict is Verdict.FAILED
    assert "vacuous" in judgement.reasons[0]


def test_a_surviving_planted_error_fails_the_claim() -> None:
    survivor = PlantedResult("wrong", ("symbolic",), ("certified",))
    assert not survivor.caught
    judgement = verdict(proof(), planted=[survivor])
    assert judgement.verdict is Verdict.FAILED
    assert judgement.reasons == ("planted error survives: wrong (missed by certified)",)


def test_a_planted_error_that_no_route_tried_is_not_caught() -> None:
    assert verdict(proof(), planted=[PlantedResult("wrong", (), ())]).verdict is Verdict.FAILED


def test_a_claim_without_planted_errors_fails_once_they_are_asked_for() -> None:
    assert verdict(proof(), planted=[]).verdict is Verdict.FAILED
    assert verdict(proof(), planted=None).verdict is Verdict.ESTABLISHED


def test_a_counterexample_refutes_when_the_corrected_statement_is_established() -> None:
    against = proof(outcome=Outcome.COUNTEREXAMPLE, covers=Covers.ONE)
    claim = replace(CLAIM, corrected=CORRECTED)
    assert verdict(against, claim=claim) == Judgement(Verdict.REFUTED, Strength.HIGH_PRECISION)


def test_a_counterexample_without_a_correction_fails() -> None:
    judgement = verdict(proof(outcome=Outcome.COUNTEREXAMPLE))
    assert judgement.verdict is Verdict.FAILED
    assert "no corrected statement" in judgement.reasons[0]


def test_a_correction_that_is_not_established_fails() -> None:
    claim = replace(CLAIM, corrected=CORRECTED)
    weak = {"family.lemma": Judgement(Verdict.CONJECTURE, Strength.SIMULATED)}
    judgement = verdict(proof(outcome=Outcome.COUNTEREXAMPLE), claim=claim, earlier=weak)
    assert judgement.verdict is Verdict.FAILED
    assert judgement.reasons == ("rests on family.lemma, which is conjecture (no counterexample found)",)


def test_evidence_that_rests_on_a_failed_claim_fails() -> None:
    failed = {"family.lemma": Judgement(Verdict.FAILED, None)}
    assert verdict(proof(rests_on=("family.lemma",)), earlier=failed).verdict is Verdict.FAILED


def test_a_route_that_did_not_run_is_never_a_pass() -> None:
    assert verdict(proof(outcome=Outcome.NOT_RUN)).verdict is Verdict.NOT_CHECKED
    untried = [PlantedResult("wrong", (), ())]
    assert verdict(proof(outcome=Outcome.NOT_RUN), planted=untried).verdict is Verdict.NOT_CHECKED
    assert verdict(proof(outcome=Outcome.NOT_RUN), sample()).verdict is Verdict.CONJECTURE


def test_without_any_check_a_claim_is_open() -> None:
    assert verdict().verdict is Verdict.OPEN


def test_strengths_are_ordered_as_published() -> None:
    assert Strength.CITED.rank < Strength.SIMULATED.rank < Strength.HIGH_PRECISION.rank
    assert Strength.EXACT_ALGEBRA.rank < Strength.CERTIFIED_ENCLOSURE.rank < Strength.LEAN_KERNEL.rank
