from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from attnproof import figures
from numeric.energy import balances as simulate
from numeric.energy import series
from numeric.energy.balances import balance_error, batches
from numeric.state import aligned, diagonal
from numeric.statement import Finding
from numeric.states import Family

CASE = Family(symmetric=True, aligned=True)
ONE_HEAD = Family(attention="softmax", symmetric=True, aligned=True, most_heads=1)

CHECKS: list[tuple[Callable[..., Finding], Family, list[dict[str, Any]]]] = [
    (
        simulate.gradient_slope,
        CASE,
        [{"half": False}, {"tokens_power": 0}, {"tokens_power": 2}, {"self_pairs": False}],
    ),
    (simulate.flat_balance, CASE, [{"factor": 2}, {"tokens_power": 0}, {"tokens_power": 2}]),
    (simulate.sphere_balance, CASE, [{"projected": False}, {"tokens_power": 0}, {"tokens_power": 2}]),
    (simulate.softmax_balance, ONE_HEAD, [{"weighted": False}, {"tokens_power": 1}]),
    (
        simulate.decomposition_balance,
        CASE,
        [{"shadow_sign": 1}, {"tokens_power": 2}, {"others_only": False}],
    ),
    (simulate.convergence, CASE, [{"tokens_power": 0}, {"projected": False, "limit": 60.0}]),
]
PLANTED = [(check, family, changes) for check, family, planted in CHECKS for changes in planted]


@pytest.mark.parametrize(("check", "family"), [(check, family) for check, family, _ in CHECKS])
def test_what_is_claimed_passes(check: Callable[..., Finding], family: Family) -> None:
    first, second = check(family, seed=1), check(family, seed=1)
    assert first.passed, first.summary
    assert first == second


@pytest.mark.parametrize(("check", "family", "changes"), PLANTED)
def test_planted_errors_are_caught(check: Callable[..., Finding], family: Family, changes: dict[str, Any]) -> None:
    assert not check(family, seed=1, **changes).passed


def test_a_balance_needs_its_conditions() -> None:
    assert not simulate.sphere_balance(Family(aligned=True), seed=1).passed
    assert not simulate.sphere_balance(Family(symmetric=True), seed=1).passed
    assert not simulate.softmax_balance(
        Family(attention="softmax", symmetric=True, aligned=True, fewest_heads=2), seed=1
    ).passed


def test_convergence_out_of_time_does_not_pass() -> None:
    finding = simulate.convergence(CASE, seed=1, limit=0.0)
    assert not finding.passed
    assert finding.numbers["stopped"] == 0


def test_batches_respect_the_bounds_on_heads() -> None:
    assert [model.heads for model in batches(ONE_HEAD, 1, 2)] == [1, 1, 1]
    assert [model.heads for model in batches(Family(fewest_heads=3), 1, 2)] == [3, 3, 3]


def test_the_error_is_relative_to_the_growth() -> None:
    model = batches(CASE, 1, 4)[0]
    nothing = balance_error(model, lambda m: np.zeros((len(m.tokens), 1)))
    assert nothing == pytest.approx(1.0)


class TestSeries:
    state = aligned("1", [["4/5", "3/5"], ["0", "1"]], [diagonal(1, 0), diagonal(0, 2)])

    @pytest.mark.parametrize(("geometry", "until"), [("sphere", 2.0), ("sphere", None), ("flat", None)])
    def test_energy_and_dissipation_agree(self, geometry: Any, until: float | None) -> None:
        along = series.energy_along(self.state.on(geometry), until=until, samples=9)
        assert len(along["time"]) == 9
        assert along["energy"] == pytest.approx(along["dissipated"], rel=2e-5)
        assert along["energy"] == sorted(along["energy"])

    def test_a_head_falls_while_the_total_rises(self) -> None:
        along = series.heads_along(self.state, until=1.0, samples=20)
        first, second = along["heads"]
        assert first[-1] < first[0]
        assert along["total"] == sorted(along["total"])
        assert np.allclose(np.add(first, second), along["total"], rtol=3e-5)

    def test_figures_are_drawn_from_them(self) -> None:
        shown = [series.energy_figure(self.state, until=1.0), series.heads_figure(self.state, until=1.0)]
        assert [figure["figure"] for figure in figures.of({"numbers": {"series": shown}}, "test")] == [
            "energy-sphere",
            "radial-obstruction",
        ]
