from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from numeric.chart import Chart
from numeric.energy import monotone
from numeric.energy.monotone import largest_rate
from numeric.radial import head_rates
from numeric.statement import Finding
from numeric.states import Family

CASE = Family(symmetric=True, aligned=True)
CHECKS: list[tuple[Callable[..., Finding], list[dict[str, Any]]]] = [
    (monotone.needs_symmetry_frequency, [{"symmetrised": True}, {"rate": "dissipation"}]),
    (monotone.needs_alignment_frequency, [{"aligned": True}, {"rate": "dissipation"}]),
    (monotone.softmax_many_heads_frequency, [{"heads": 1}, {"signs": "swapped"}, {"attention": "usa"}]),
    (monotone.obstruction_flow, [{"geometry": "flat"}, {"shadow": False}]),
    (monotone.dominance_lost, [{"rate_sign": -1}, {"heads": 1}]),
]


@pytest.mark.parametrize("check", [check for check, _ in CHECKS])
def test_what_is_claimed_passes(check: Callable[..., Finding]) -> None:
    first, second = check(CASE, seed=1), check(CASE, seed=1)
    assert first.passed, first.summary
    assert first == second
    assert 0 < first.numbers["low"] < first.numbers["share"] < first.numbers["high"] < 1


@pytest.mark.parametrize(("check", "changes"), [(check, changes) for check, planted in CHECKS for changes in planted])
def test_planted_errors_are_caught(check: Callable[..., Finding], changes: dict[str, Any]) -> None:
    assert not check(CASE, seed=1, **changes).passed


def test_about_half_of_the_unaligned_states_fall() -> None:
    assert monotone.needs_alignment_frequency(CASE, seed=1).numbers["share"] == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("attention", ["usa", "softmax"])
def test_the_many_head_rate_is_the_derivative(attention: Any) -> None:
    chart = Chart(Family(attention=attention, symmetric=True, aligned=True), 3, 3, 2, 1.0)
    model = chart.model(chart.draw(np.random.Generator(np.random.PCG64(5)), 20))
    statement = monotone.softmax_many_heads(model, attention=attention)
    assert np.abs(statement.vanishing).max() < 1e-12 * np.abs(statement.nonnegative).max()


def test_no_rate_exceeds_the_largest() -> None:
    chart = Chart(CASE, 3, 3, 3, 1.0)
    model = chart.model(chart.draw(np.random.Generator(np.random.PCG64(5)), 50))
    assert np.all(np.abs(head_rates(model)) <= largest_rate(model))
