from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from numeric import energy, radial, search
from numeric.chart import Chart
from numeric.energy import monotone
from numeric.model import Model
from numeric.state import aligned, diagonal
from numeric.statement import Finding, Statement
from numeric.states import Family

CASE = Family(symmetric=True, aligned=True)
ONE_HEAD = Family(attention="softmax", symmetric=True, aligned=True, most_heads=1)
MANY_HEADS = Family(attention="softmax", symmetric=True, aligned=True, fewest_heads=2)
ORTHOGONAL = Family(symmetric=True, aligned=True, orthogonal=True, fewest_heads=2)
CONDITIONS = {"score symmetry": {"symmetric": False}, "value alignment": {"aligned": False}}


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small budgets: what they must find, they find."""
    monkeypatch.setattr(search, "STATES", 40)
    monkeypatch.setattr(search, "STARTS", 2)


def hunt(says: Any, family: Family, without: dict[str, dict[str, Any]] | None = None, **changes: Any) -> Finding:
    return search.hunt(says, family, seed=1, without=without or {}, **changes)


HUNTS = [
    (energy.gradient_identity, CASE, CONDITIONS),
    (energy.flat, Family(symmetric=True, aligned=True, geometry="flat"), CONDITIONS),
    (energy.sphere, CASE, CONDITIONS),
    (energy.softmax_one_head, ONE_HEAD, {**CONDITIONS, "one head": {"fewest_heads": 2, "most_heads": 4}}),
    (radial.projection, Family(), {}),
    (radial.decomposition, CASE, CONDITIONS),
    (
        radial.dominance,
        ORTHOGONAL,
        {"head orthogonality": {"orthogonal": False}, "Radial Dominance": {"nonnegative": "energy_rate"}},
    ),
]


class TestHunt:
    @pytest.mark.parametrize(("says", "family", "without"), HUNTS)
    def test_nothing_within_the_conditions_and_something_without(
        self, says: Any, family: Family, without: dict[str, dict[str, Any]]
    ) -> None:
        finding = hunt(says, family, without)
        assert finding.passed, finding.summary
        assert set(finding.numbers.get("without", {})) == set(without)
        assert finding == hunt(says, family, without)

    @pytest.mark.parametrize(
        ("says", "family", "changes"),
        [
            (energy.sphere, CASE, {"projected": False}),
            (energy.gradient_identity, CASE, {"self_pairs": False}),
            (radial.decomposition, CASE, {"shadow_sign": 1}),
            (radial.robust, Family(symmetric=True, aligned=True, fewest_heads=2), {"epsilon_power": 2}),
        ],
    )
    def test_planted_errors_are_caught(self, says: Any, family: Family, changes: dict[str, Any]) -> None:
        finding = hunt(says, family, CONDITIONS, **changes)
        assert not finding.passed
        assert finding.witness is not None
        assert "certified" in finding.summary

    def test_a_search_that_misses_the_known_counterexamples_is_broken(self) -> None:
        finding = hunt(energy.sphere, CASE, {"the flat flow": {"geometry": "flat"}})
        assert not finding.passed
        assert finding.summary == "the search is broken: without the flat flow it finds nothing"

    def test_without_a_condition_the_inequality_must_break_not_only_the_identity(self) -> None:
        def says(model: Model) -> Statement:
            return Statement(vanishing=model.score_matrices[..., 0, 0, 1], nonnegative=model.energy)

        assert not hunt(says, Family(orthogonal=True), {"orthogonality": {"orthogonal": False}}).passed

    def test_no_state_within_the_hypotheses_is_no_pass(self) -> None:
        def never(model: Model) -> Statement:
            return Statement(nonnegative=model.energy, hypotheses=-model.energy)

        finding = hunt(never, CASE)
        assert not finding.passed
        assert finding.summary == "no state met the hypotheses: nothing was searched"

    def test_states_outside_the_hypotheses_do_not_count(self) -> None:
        def says(model: Model) -> Statement:
            rate = model.energy_rate.sum(axis=-1, keepdims=True)
            return Statement(nonnegative=rate, hypotheses=rate)

        finding = hunt(says, Family(aligned=True))
        assert finding.passed
        assert 0 < finding.numbers["states"] < 24 * 40

    def test_optimisation_finds_what_drawing_cannot(self) -> None:
        # negative only within 0.1 of one configuration in 12 dimensions
        target = np.array([[0.6, 0.8], [-0.8, 0.6], [0.0, 1.0]])

        def says(model: Model) -> Statement:
            if model.n != 3 or model.arithmetic.name != "float64":
                return Statement(nonnegative=model.energy if model.n != 3 else -model.energy)
            square = ((model.tokens - target) ** 2).sum(axis=(-1, -2), keepdims=True)[..., 0]
            scale = model.partition.sum(axis=(-1, -2)) + np.linalg.norm(model.head_output, axis=-1).sum(axis=(-1, -2))
            return Statement(nonnegative=(square - 1e-4) * (scale + scale**2)[..., None])

        finding = search.hunt(says, CASE, seed=1, without={}, depth=12)
        assert not finding.passed
        assert finding.numbers["starts"] > 0
        state = finding.numbers["violation"]["state"]
        assert np.allclose([[float(x) for x in map(_number, token)] for token in state["tokens"]], target, atol=0.11)


def _number(text: str) -> float:
    numerator, _, denominator = text.partition("/")
    return float(numerator) / float(denominator or 1)


class TestDescent:
    @pytest.mark.parametrize(
        ("says", "family"),
        [(monotone.softmax_many_heads, MANY_HEADS), (monotone.without_symmetry, Family(aligned=True))],
    )
    def test_it_leads_from_a_rising_state_to_a_falling_one(self, says: Any, family: Family) -> None:
        chart = Chart(family, 2, 2, 2, 1.0)
        found = []
        for point in chart.draw(np.random.Generator(np.random.PCG64(2)), 8):
            weighed = search._weigh(says, chart, point[None], {}, True)
            (start,) = search._least(chart, point[None], weighed.margins, weighed.meets)
            if start.value > search.SETTLED:
                found.append(bool(search._descend(says, start, {}, True)))
        assert len(found) >= 6
        assert np.mean(found) > 0.7


class TestFind:
    @pytest.mark.parametrize(
        ("says", "family", "planted"),
        [
            (monotone.without_symmetry, Family(aligned=True), [{"symmetrised": True}, {"rate": "dissipation"}]),
            (monotone.without_alignment, Family(symmetric=True), [{"aligned": True}, {"rate": "dissipation"}]),
            (
                monotone.softmax_many_heads,
                MANY_HEADS,
                [{"heads": 1}, {"signs": "swapped"}, {"attention": "usa"}],
            ),
        ],
    )
    def test_what_exists_is_found_and_what_does_not_is_not(
        self, says: Any, family: Family, planted: list[dict[str, Any]]
    ) -> None:
        finding = search.find(says, family, seed=1)
        assert finding.passed
        assert finding.witness is not None
        for changes in planted:
            assert not search.find(says, family, seed=1, **changes).passed


class TestCertify:
    state = aligned("1", [["4/5", "3/5"]], [diagonal(1, 0), diagonal(0, 2)])

    def test_the_worst_certain_violation_is_told(self) -> None:
        found = search.certify(lambda model: Statement(nonnegative=model.energy_rate), self.state, {})
        assert found is not None
        assert found.breaks == "negative where no negative is claimed"
        assert found.value.startswith("-")
        assert found.as_json()["state"] == self.state.as_json()

    def test_what_holds_is_not_certified(self) -> None:
        assert search.certify(energy.sphere, self.state, {}) is None

    def test_a_broken_identity_counts_unless_the_sign_must_break(self) -> None:
        def says(model: Model) -> Statement:
            return Statement(vanishing=model.energy, nonnegative=model.energy)

        found = search.certify(says, self.state, {})
        assert found is not None
        assert found.breaks == "not zero where zero is claimed"
        assert search.certify(says, self.state, {}, prefer_sign=True) is None

    def test_hypotheses_must_certainly_hold(self) -> None:
        def says(model: Model) -> Statement:
            zero_within_rounding = model.norm(model.tokens) - 1
            return Statement(nonnegative=-model.energy, hypotheses=zero_within_rounding)

        thirds = aligned("1", [["1", "1", "1"]], [diagonal(1, 0, 2)])
        assert search.certify(says, thirds, {}) is None

    def test_a_float_violation_that_rounding_made_is_dropped(self) -> None:
        def says(model: Model) -> Statement:
            return Statement(nonnegative=-model.energy if model.arithmetic.name == "float64" else model.energy)

        assert hunt(says, CASE).passed
