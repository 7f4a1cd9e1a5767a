from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from attnproof import conditions
from numeric import equiangular
from numeric.arithmetic import Floats
from numeric.chart import Chart, chart_of, rational
from numeric.model import Model, transposed
from numeric.state import transpose
from numeric.states import Family


def drawn(family: Family, n: int = 3, d: int = 4, heads: int = 2, count: int = 5) -> Model:
    chart = Chart(family, n, d, heads, 0.5)
    return chart.model(chart.draw(np.random.Generator(np.random.PCG64(3)), count))


def test_a_family_without_conditions_has_free_matrices() -> None:
    model = drawn(Family(attention="softmax", geometry="flat"))
    assert model.tokens.shape == (5, 3, 4)
    assert model.score_matrices.shape == model.value_matrices.shape == (5, 2, 4, 4)
    assert np.allclose(np.linalg.norm(model.tokens, axis=-1), 1)
    assert not np.allclose(model.score_matrices, transposed(model.score_matrices))
    assert not np.allclose(model.score_matrices, model.value_matrices)
    assert (model.attention, model.geometry, model.beta) == ("softmax", "flat", 0.5)


def test_conditions_are_built_in() -> None:
    model = drawn(Family(symmetric=True, aligned=True, orthogonal=True))
    assert np.array_equal(model.score_matrices, transposed(model.score_matrices))
    assert model.value_matrices is model.score_matrices
    assert not np.any(model.score_matrices[:, 0] @ model.score_matrices[:, 1])
    assert np.all(np.linalg.matrix_rank(model.score_matrices) == 2)


def test_the_size_counts_what_is_free() -> None:
    assert Chart(Family(), 3, 4, 2, 1.0).size == 12 + 2 * 32
    assert Chart(Family(aligned=True), 3, 4, 2, 1.0).size == 12 + 32


@pytest.mark.parametrize("decimals", [1, 3])
def test_rounding_keeps_the_family(decimals: int) -> None:
    model = drawn(Family(symmetric=True, aligned=True, orthogonal=True))
    state = rational(model, 2, decimals)
    assert state.beta == Fraction(1, 2)
    assert state.score_matrices == state.value_matrices
    assert all(rows == transpose(rows) for rows in state.score_matrices)
    near = Model.of(state, Floats())
    assert np.allclose(near.tokens, model.tokens[2], atol=2 * 10.0**-decimals)
    assert np.allclose(near.score_matrices, model.score_matrices[2], atol=0.51 * 10.0**-decimals)
    assert all((10**decimals * entry).denominator == 1 for token in state.tokens for entry in token)


@pytest.mark.parametrize("strengths", ["any", "positive"])
@pytest.mark.parametrize("angles", ["any", "acute", "right"])
def test_an_equiangular_chart_stays_in_its_family(angles, strengths):
    family = Family(equiangular=angles, strengths=strengths, most_heads=2)
    chart = chart_of(family, 4, 7, 3, 0.5)
    points = chart.draw(np.random.Generator(np.random.PCG64(1)), 20)
    gammas = np.array([equiangular.Parameters.of(chart.model(point[None])).gamma.item() for point in points])
    assert (chart.n, chart.heads, chart.size) == (4, 2, 3)
    assert {"any": gammas.min() < 0 < gammas.max(), "acute": gammas.min() >= 0, "right": not gammas.any()}[angles]
    state = chart.exact(points[0], 3)
    assert Model.of(state, Floats()).logits == pytest.approx(chart.model(points[:1]).logits[0], abs=2e-2)
    assert (min(rows[0][0] for p in points for rows in chart.exact(p, 1).score_matrices) > 0) == (strengths != "any")
    assert conditions.EQUIANGULAR.holds(state)
    assert conditions.SCALAR_HEADS.holds(state)
