"""The map of falling entropy: its controls, its rows, its figures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from attnproof import figures
from attnproof.report import numbers as report
from numeric.arithmetic import Floats
from numeric.entropy import map as entropy_map
from numeric.entropy.falls import MIRROR
from numeric.entropy.map import BASE, Cell, cells, controls, draw, frequency, relative_rate, table
from numeric.model import Model
from numeric.states import Family

RANDOM = np.random.Generator(np.random.PCG64(5))
SMALL: dict[str, tuple[Any, ...]] = {"n": (2, 8), "d": (3,), "beta": (1.0,), "M": ("identity", "rank one")}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entropy_map, "AXES", SMALL)
    monkeypatch.setattr(entropy_map, "FLOWS", 30)


def test_every_control_comes_out_and_no_planted_error_passes_them() -> None:
    assert all(controls(RANDOM, -1, 1).values())
    wrong = controls(RANDOM, 1, 1)
    assert not any(came for what, came in wrong.items() if "derivative" in what or "circle" in what)
    backwards = controls(RANDOM, -1, -1)
    assert [what for what, came in backwards.items() if not came] == [
        f"the energy grows at every start ({attention})" for attention in ("usa", "softmax")
    ]


def test_the_check(few: None) -> None:
    found = frequency(Family(), seed=1)
    assert found.passed, found.summary
    evidence = {"numbers": found.numbers, "check": "frequency"}
    assert len(report.tables(evidence)) == 1
    assert all(figures.svg(figure).startswith("<?xml") for figure in figures.of(evidence, "entropy.monotone"))
    rows = {(row["M"], row["n"], row["d"], row["attention"]): row for row in found.numbers["rows"]}
    assert len(rows) == len(cells())
    assert rows["identity", 2, 3, "usa"]["falls at some time"][0] == 0  # two tokens are equiangular
    assert (
        rows["rank one", 8, 3, "usa"]["falls at the start"][0] > rows["identity", 8, 3, "usa"]["falls at the start"][2]
    )


@pytest.mark.parametrize("changes", [{"sign": 1}, {"time": -1}])
def test_a_planted_error_fails_a_control(changes: dict[str, int]) -> None:
    found = frequency(Family(), seed=1, **changes)
    assert not found.passed
    assert found.summary.startswith("the measure fails a control")


def test_a_row_does_not_depend_on_the_others(few: None) -> None:
    cell = Cell(**{**BASE, "n": 2}, attention="usa")
    [alone] = table(seed=4, only=[cell])
    assert alone in table(seed=4, only=[cell, replace(cell, attention="softmax")])


def test_the_relative_rate_is_a_correlation() -> None:
    for name in entropy_map.AXES["M"]:
        relative = relative_rate(draw(Cell(**{**BASE, "M": name}, attention="softmax"), RANDOM, 50))
        assert np.all(np.abs(relative) <= 1 + 1e-12)
    # a row of two scores is perfectly correlated: two tokens on two sides under a score matrix of rank one
    heads = np.array([[[[1.0, 0.0], [0.0, 0.0]]]])
    tokens = np.array([[[0.6, 0.8], [-0.6, 0.8]]])
    assert relative_rate(Model(Floats(), tokens, heads, heads, 1.0)) == pytest.approx(-1)
    together = np.array([[[1.0, 0.0], [1.0, 0.0]]])
    assert relative_rate(Model(Floats(), together, heads, heads, 1.0)) == 0


def test_draws_have_the_cell_s_size_and_spectrum() -> None:
    for name in entropy_map.AXES["M"]:
        model = draw(Cell(name, 5, 4, 0.3, "softmax"), RANDOM, 7)
        assert model.tokens.shape == (7, 5, 4)
        assert model.score_matrices.shape == (7, 1, 4, 4)
        assert np.allclose(model.score_matrices, model.score_matrices.swapaxes(-1, -2))
    rank_one = draw(Cell("rank one", 5, 4, 0.3, "usa"), RANDOM, 7).score_matrices
    assert np.allclose(np.linalg.eigvalsh(rank_one), [0, 0, 0, 1])


def test_the_horizon_is_in_units_of_the_rate_of_motion() -> None:
    model = Model.of(MIRROR, Floats())
    batch = model.at(model.tokens[None])
    batch = Model(Floats(), batch.tokens, batch.score_matrices[None], batch.value_matrices[None], 1.0)
    end = entropy_map.follow(batch).times[-1]
    assert end == pytest.approx(20 * 3 / model.partition.mean())
    softmax = Model(Floats(), batch.tokens, batch.score_matrices, batch.value_matrices, 1.0, "softmax")
    assert entropy_map.follow(softmax).times[-1] == pytest.approx(20)
