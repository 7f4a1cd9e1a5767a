"""What every claim must bring, and what the conditions decide."""

from __future__ import annotations

import inspect
from fractions import Fraction
from functools import partial

import pytest

from attnproof import claims, ledger
from attnproof.claim import Claim
from attnproof.conditions import HEAD_ORTHOGONALITY, ONE_HEAD, SCORE_SYMMETRY, SEMIDEFINITE, VALUE_ALIGNMENT
from attnproof.evidence import Outcome, Route
from numeric.state import State, aligned, diagonal, matrix

CHECKED = [claim for claim in claims.CLAIMS if claim.checks]
every_claim = pytest.mark.parametrize("claim", CHECKED, ids=lambda claim: claim.id)


def test_ids_are_unique_and_found() -> None:
    ids = [claim.id for claim in claims.CLAIMS]
    assert len(set(ids)) == len(ids)
    assert [claims.by_id(name).id for name in ids] == ids


def test_a_claim_rests_on_earlier_claims_only() -> None:
    seen: set[str] = set()
    for claim in claims.CLAIMS:
        assert set(claim.foundations()) <= seen
        seen.add(claim.id)


@every_claim
def test_two_planted_errors_at_least(claim: Claim) -> None:
    assert len(claim.planted) >= 2
    assert len({wrong.name for wrong in claim.planted}) == len(claim.planted)


@every_claim
def test_two_routes_at_least_of_which_one_is_exact_or_certified(claim: Claim) -> None:
    routes = {check.route for check in claim.checks}
    assert len(routes) >= 2
    assert routes & {Route.SYMBOLIC, Route.CERTIFIED, Route.LEAN}


@every_claim
def test_a_correction_stands_where_a_counterexample_is_sought_and_only_there(claim: Claim) -> None:
    sought = any(check.finds is Outcome.COUNTEREXAMPLE for check in claim.checks)
    assert sought == (claim.corrected is not None)


@every_claim
def test_every_check_takes_every_planted_keyword(claim: Claim) -> None:
    for check in claim.checks:
        function = check.function
        while isinstance(function, partial):
            function = next((part for part in function.args if callable(part)), function.func)
        parameters = inspect.signature(function).parameters.values()
        if check.route is Route.LEAN or any(item.kind is item.VAR_KEYWORD for item in parameters):
            continue
        names = {item.name for item in parameters}
        for wrong in claim.planted:
            assert set(wrong.changes) <= names, f"{check.route} {check.name}: {wrong.name}"


@every_claim
def test_its_conditions_can_be_met(claim: Claim) -> None:
    assert ledger.satisfiable(claim)


GENERAL = State(Fraction(1), matrix([[1, 0]]), (matrix([[1, 2], [3, 4]]),), (diagonal(1, 1),))
CROSSED = aligned(1, [[1, 0]], [diagonal(1, 0), diagonal(0, 2)])
PARALLEL = aligned(1, [[1, 0]], [diagonal(1, 0), diagonal(3, 2)])


@pytest.mark.parametrize(
    ("rows", "semidefinite"),
    [
        ([[1, 0], [0, 0]], True),
        ([[0, 0], [0, 0]], True),
        ([[1, 1], [1, 1]], True),
        ([[2, -1], [-1, 2]], True),
        ([[1, 2], [2, 1]], False),
        ([[-1, 0], [0, 1]], False),
        ([[1, 2], [0, 1]], False),  # not symmetric
    ],
)
def test_semidefinite_heads(rows: list[list[int]], semidefinite: bool) -> None:
    assert SEMIDEFINITE.holds(aligned(1, [[1, 0]], [diagonal(1, 0), rows])) is semidefinite


def test_conditions_decide() -> None:
    conditions = (SCORE_SYMMETRY, VALUE_ALIGNMENT, HEAD_ORTHOGONALITY, ONE_HEAD)
    assert [condition.holds(GENERAL) for condition in conditions] == [False, False, True, True]
    assert [condition.holds(CROSSED) for condition in conditions] == [True, True, True, False]
    assert [condition.holds(PARALLEL) for condition in conditions] == [True, True, False, False]
