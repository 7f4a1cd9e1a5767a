from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from attnproof import figures
from attnproof.report import numbers
from numeric.flow import time_scales
from numeric.radial import persistence, watch
from numeric.radial.split import Solved
from numeric.radial.typical import Cell
from numeric.states import Family

WRONG: list[dict[str, Any]] = [{"tangential_squared": False}, {"others_only": False}, {"threshold": "B"}]


def generator() -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(3))


class TestMeasures:
    def test_quartiles(self) -> None:
        assert persistence.quartiles(np.arange(5.0)) == [2, 1, 3]
        assert persistence.quartiles(np.array([1, 2, np.inf, np.inf])) == [2, 1, None]

    def test_a_share_among(self) -> None:
        given = np.array([[True, True], [True, False], [False, False]])
        holds = np.array([[True, False], [True, True], [True, True]])
        share, low, high = persistence.share_among(holds, given)
        assert (share, low, high) != (None, None, None)
        assert share == pytest.approx(2 / 3, abs=1e-3)
        assert 0 < low < share < high < 1  # type: ignore[operator]
        assert persistence.share_among(holds, np.zeros_like(given)) == [None, None, None]

    def test_entries_that_agree_within_their_state_count_once(self) -> None:
        alike = np.repeat(np.arange(20) % 2 == 0, 50).reshape(20, 50)
        mixed = np.tile(np.arange(50) % 2 == 0, (20, 1)) ^ (generator().random((20, 50)) < 0.3)
        widths = [
            np.diff(np.array(persistence.share_among(holds, np.ones_like(holds))[1:], dtype=float)).item()
            for holds in (alike, mixed)
        ]
        assert widths[0] == pytest.approx(0.4, abs=0.03)  # Wilson's for 10 of 20
        assert widths[1] < 0.1

    def test_every_cell_is_drawn_in_its_own_time(self) -> None:
        for name in persistence.NAMES:
            model = persistence.draw(Cell(name, 4, 8, 2, 1.0), generator(), 3)
            assert time_scales(model) == pytest.approx(1)
            assert model.score_matrices == pytest.approx(model.score_matrices.swapaxes(-1, -2))

    def test_cells(self) -> None:
        cells = persistence.cells()
        points = 1 + sum(len(values) - 1 for values in persistence.AXES.values())
        assert len(cells) == len(set(cells)) == len(persistence.NAMES) * points


class TestControls:
    def failing(self, **changes: Any) -> str:
        known = persistence.controls(generator(), changes.pop("threshold", "A"), **changes)
        return "; ".join(name for name, came_out in known.items() if not came_out)

    def test_they_come_out_as_known(self) -> None:
        assert self.failing() == ""

    @pytest.mark.parametrize("changes", WRONG)
    def test_planted_errors_fail_the_solved_cases(self, changes: dict[str, Any]) -> None:
        failing = self.failing(**changes)
        assert all(f"{case.kind} heads, n = {case.n}, H = {case.heads}" in failing for case in persistence.SOLVED)

    def test_the_mean_for_the_worst_fails_by_hand(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def mean(self: Any, variant: Any) -> Any:
            margins = self.margins[variant].mean(axis=(2, 3), keepdims=True) + 0 * self.margins[variant]
            return watch.first_negative(self.times, margins)

        monkeypatch.setattr(watch.Watched, "failures", mean)
        assert "first failures by hand" in self.failing()

    def test_a_late_clock_fails_the_solved_cases(self, monkeypatch: pytest.MonkeyPatch) -> None:
        true = watch.first_negative
        monkeypatch.setattr(persistence, "first_negative", lambda times, values: 1.01 * true(times, values))
        assert "as long as predicted" in self.failing()

    def test_heads_that_never_fall_fail_by_hand(self, monkeypatch: pytest.MonkeyPatch) -> None:
        true = persistence.share_among
        monkeypatch.setattr(persistence, "share_among", lambda holds, given: true(np.ones_like(holds), given))
        assert "first failures by hand" in self.failing()


class TestKept:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        axes = {"n": (4, 8), "d": (8,), "H": (2,), "beta": (1.0,)}
        monkeypatch.setattr(persistence, "AXES", axes)
        monkeypatch.setattr(persistence, "TIMES", persistence.TIMES[:-1:2])
        monkeypatch.setattr(persistence, "BASE", {"n": 8, "d": 8, "H": 2, "beta": 1.0})
        monkeypatch.setattr(persistence, "NEAR", {"n": (16,), "d": (64, 1024)})
        monkeypatch.setattr(persistence, "STATES", 8)

    def test_it_refutes(self) -> None:
        finding = persistence.kept(Family(), seed=1)
        assert finding.passed, finding.summary
        lost, predicted = figures.of({"numbers": finding.numbers}, "test")
        assert [panel["title"] for panel in lost["panels"]] == [f"against {axis}" for axis in persistence.AXES]
        assert all(len(line["values"]) == 2 for panel in predicted["panels"] for line in panel["lines"])
        tables = numbers.tables({"check": "test", "numbers": finding.numbers})
        assert [len(table["rows"]) for table in tables] == [
            20,
            10,
            4,
        ]

    def test_it_is_the_same_every_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(persistence, "NAMES", ("low rank",))
        assert persistence.table(seed=1) == persistence.table(seed=1) != persistence.table(seed=2)

    def test_it_does_not_where_nothing_is_lost(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(persistence, "MOST", 0.0)
        assert not persistence.kept(Family(), seed=1).passed

    def test_a_wrong_prediction_is_noticed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        true = Solved.lasts
        monkeypatch.setattr(persistence, "controls", lambda *_, **__: {})
        monkeypatch.setattr(Solved, "lasts", lambda self, variant="A": 1.2 * true(self, variant))
        assert not persistence.kept(Family(), seed=1).passed

    @pytest.mark.parametrize("changes", WRONG)
    def test_planted_errors_fail_a_control(self, changes: dict[str, Any]) -> None:
        finding = persistence.kept(Family(), seed=1, **changes)
        assert not finding.passed
        assert "table" not in finding.numbers
