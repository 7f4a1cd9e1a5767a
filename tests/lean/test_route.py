"""Lean in the ledger: theorems as evidence, planted errors refused, and what is said where there is no Lean."""

from __future__ import annotations

import pytest

from attnproof import claims, runner
from attnproof.evidence import NotRun, Outcome, Route
from attnproof.lean import checker, folders, route, sources, theorems
from attnproof.lean.toolchain import NoChecker
from attnproof.runner import Task

FOLDER = folders.project()
FORMALISED = {
    claim.id: (claim, number)
    for claim in claims.CLAIMS
    for number, check in enumerate(claim.checks)
    if check.route is Route.LEAN
}
LISTED = {entry.claim for entry in theorems.read(FOLDER)}
MUTATIONS = route.mutations(FOLDER)


def test_every_claim_with_a_theorem_has_lean_among_its_routes() -> None:
    assert set(FORMALISED) == LISTED & {claim.id for claim in claims.CLAIMS}
    assert len(FORMALISED) >= 12


def test_every_planted_error_has_its_counterpart() -> None:
    wanted = [(claim.id, wrong.name) for claim, _ in FORMALISED.values() for wrong in claim.planted]
    assert sorted(wanted) == sorted((mutation.claim, mutation.name) for mutation in MUTATIONS)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: f"{mutation.claim}: {mutation.name}")
def test_a_planted_text_occurs_once_and_changes_something(mutation: route.Mutation) -> None:
    text = sources.read(FOLDER).modules[mutation.module]
    assert text.count(mutation.old) == 1
    assert mutation.new != mutation.old


def test_the_theorems_of_a_claim_are_its_evidence(wheel: object) -> None:
    _, number = FORMALISED["energy.sphere"]
    evidence = runner.execute(Task("energy.sphere", number, None, 1))
    assert evidence.outcome is Outcome.HOLDS, evidence.summary
    rows = {row[0]: row[2] for row in evidence.numbers["table"]["rows"]}
    assert rows["`energy_sphere`"] == "numeric.energy.sphere_rate at 3 states"
    assert evidence.numbers["proofs rest on"] == ["energy.gradient", "radial.projection"]
    assert (evidence.seed, evidence.budget) == (None, {})


def test_a_planted_error_is_refused(wheel: object) -> None:
    claim, number = FORMALISED["energy.sphere"]
    evidence = runner.execute(Task(claim.id, number, 0, 1))
    assert evidence.outcome is Outcome.REJECTED
    assert evidence.summary.startswith("AttnProof.Energy.Flow is refused")


def test_an_error_that_changes_nothing_survives(wheel: object, monkeypatch: pytest.MonkeyPatch) -> None:
    [first, *_] = [mutation for mutation in MUTATIONS if mutation.claim == "radial.projection"]
    harmless = route.Mutation(first.claim, first.name, first.module, first.old, first.old + " ")
    monkeypatch.setattr(route, "mutations", lambda folder: (harmless,))
    assert route.proves(first.claim, planted=first.name).passed


def test_a_claim_without_a_theorem_is_not_proved(wheel: object) -> None:
    assert not route.proves("energy.none").passed


@pytest.fixture
def no_lean(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(choice: str = "auto") -> None:
        raise NoChecker("wheel: not installed")

    for module in (route, checker):
        monkeypatch.setattr(module, "find", nothing)
    route._checked.cache_clear()


@pytest.mark.parametrize("planted", [None, 0])
def test_without_lean_nothing_is_passed(no_lean: None, planted: int | None) -> None:
    _, number = FORMALISED["energy.flat"]
    evidence = runner.execute(Task("energy.flat", number, planted, 1))
    assert evidence.outcome is Outcome.NOT_RUN
    assert "not installed" in evidence.summary
    route.prepare(1)  # and says nothing
    with pytest.raises(NotRun):
        route.proves("energy.flat")


def test_the_fingerprint_follows_the_checker(no_lean: None, monkeypatch: pytest.MonkeyPatch) -> None:
    without = route.fingerprint()
    monkeypatch.undo()
    assert route.fingerprint() != without
