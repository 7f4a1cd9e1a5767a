"""Checks are run, cached, planted and judged; toy claims stand in for the mathematics."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from toys import BROKEN, DEAF, IMPOSSIBLE, SAMPLED, SYMBOLIC, TOYS, claim

from attnproof import ledger, runner
from attnproof.cache import Cache
from attnproof.evidence import Evidence, Outcome, Route
from attnproof.runner import SEED, Task


def run(selected, home: Path, *, planted: bool = True, fresh: bool = False, depth: int = 1):  # type: ignore[no-untyped-def]
    heard: list[Task] = []
    todo = runner.tasks(selected, planted=planted, depth=depth)
    found = runner.run(
        todo, jobs=1, cache=Cache(home / "cache"), fresh=fresh, done=lambda task, evidence: heard.append(task)
    )
    assert sorted(map(str, heard)) == sorted(map(str, todo))
    return found


def entries(selected, home: Path, **options):  # type: ignore[no-untyped-def]
    planted = options.get("planted", True)
    built = ledger.build(selected, run(selected, home, **options), planted=planted, depth=options.get("depth", 1))
    return {entry["id"]: entry for entry in built["claims"]}


def test_good_and_refuted_claims(register) -> None:  # type: ignore[no-untyped-def]
    told = entries(TOYS, register(*TOYS))
    assert told["toy.good"]["verdict"] == "established under conditions"
    assert told["toy.good"]["strength"] == "exact algebra"
    assert told["toy.good"]["planted"] == [
        {"name": "a cube", "caught": True, "by": ["symbolic", "certified"], "missed": []},
        {"name": "no power", "caught": True, "by": ["symbolic", "certified"], "missed": []},
    ]
    assert told["toy.refuted"]["verdict"] == "refuted as stated (corrected statement established)"


def test_a_check_that_cannot_fail_fails_the_claim(register) -> None:  # type: ignore[no-untyped-def]
    deaf = claim("deaf", SYMBOLIC, DEAF)
    told = entries((deaf,), register(deaf))["toy.deaf"]
    assert told["verdict"] == "failed"
    assert told["planted"][0] == {"name": "a cube", "caught": False, "by": ["symbolic"], "missed": ["searched"]}


def test_without_planting_the_claim_stands_on_its_checks(register) -> None:  # type: ignore[no-untyped-def]
    deaf = claim("deaf", SYMBOLIC, DEAF)
    told = entries((deaf,), register(deaf), planted=False)["toy.deaf"]
    assert told["verdict"] == "established under conditions"
    assert told["planted"] == []


def test_a_check_that_raises_is_broken_and_catches_nothing(register) -> None:  # type: ignore[no-untyped-def]
    broken = claim("broken", SYMBOLIC, BROKEN)
    told = entries((broken,), register(broken))["toy.broken"]
    assert told["verdict"] == "failed"
    assert told["reasons"][0] == "simulated: broken: ZeroDivisionError: a | b"
    assert told["planted"][0]["missed"] == ["simulated"]


def test_conditions_that_no_state_meets_make_a_claim_vacuous(register) -> None:  # type: ignore[no-untyped-def]
    vacuous = claim("vacuous", SYMBOLIC, conditions=(IMPOSSIBLE,))
    assert "vacuous" in entries((vacuous,), register(vacuous))["toy.vacuous"]["reasons"][0]


def test_evidence_tells_seed_and_budget_of_what_was_drawn(register) -> None:  # type: ignore[no-untyped-def]
    told = entries(TOYS, register(*TOYS), depth=3)["toy.good"]
    exact, drawn = told["evidence"]
    assert (exact["seed"], exact["budget"], exact["steps"]) == (None, {}, ["multiply 3 by 3"])
    assert (drawn["seed"], drawn["budget"], drawn["summary"]) == (SEED, {"depth": 3}, "15 numbers")


def test_a_second_run_computes_nothing(register, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    home = register(*TOYS)
    first = run(TOYS, home)

    def forbidden(task: Task) -> Evidence:
        raise AssertionError(f"computed again: {task}")

    monkeypatch.setattr(runner, "execute", forbidden)
    assert run(TOYS, home) == first
    with pytest.raises(AssertionError, match="computed again"):
        run(TOYS, home, fresh=True)
    with pytest.raises(AssertionError, match="computed again"):
        run(TOYS, home, depth=2)


@pytest.mark.parametrize(
    "changed",
    [
        claim("good", SYMBOLIC, replace(SAMPLED, rests_on=("cited: someone",))),
        claim("good", SYMBOLIC, replace(SAMPLED, covers=SYMBOLIC.covers)),
    ],
    ids=["rests on", "covers"],
)
def test_evidence_of_another_check_is_not_served(register, changed) -> None:  # type: ignore[no-untyped-def]
    home = register(*TOYS[:1])
    run(TOYS[:1], home)
    register(changed)
    _, drawn = entries((changed,), home)["toy.good"]["evidence"]
    assert (drawn["rests_on"], drawn["covers"]) == (
        list(changed.checks[1].rests_on),
        str(changed.checks[1].covers),
    )


def test_a_broken_check_is_tried_again(register, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    broken = claim("broken", BROKEN)
    home = register(broken)
    run((broken,), home, planted=False)
    computed = []
    execute = runner.execute
    monkeypatch.setattr(runner, "execute", lambda task: computed.append(task) or execute(task))
    run((broken,), home, planted=False)
    assert len(computed) == 1


def test_evidence_survives_json() -> None:
    evidence = Evidence(Route.SYMBOLIC, "x", Outcome.HOLDS, SYMBOLIC.strength, SYMBOLIC.covers, "s", steps=("a",))
    assert Evidence.from_json(evidence.as_json()) == evidence


def test_a_task_says_what_it_is(register) -> None:  # type: ignore[no-untyped-def]
    register(*TOYS)
    assert Task("toy.good", 1, None, 1).label == "toy.good certified sampled_square"
    assert Task("toy.good", 0, 1, 1).label == "toy.good symbolic square_is, planted: no power"


def test_sealed_evidence_of_another_version_is_computed_again(register) -> None:  # type: ignore[no-untyped-def]
    home = register(*TOYS)
    first = run(TOYS, home)
    cache = Cache(home / "cache")
    for path in cache.folder.glob("*.json"):
        cache.put(path.stem, {"route": "by pigeon"})
    assert run(TOYS, home) == first
