"""The energy statements hold as claimed, and no planted error passes on either route."""

from __future__ import annotations

import numpy as np
import pytest
from configurations import BITS, balls, configurations, equal, laws
from hypothesis import given

from numeric import energy
from numeric.arithmetic import Balls, Floats
from numeric.model import Model, inner
from numeric.state import aligned, diagonal
from numeric.statement import certified, precise
from numeric.states import Family

GRADIENT_CASE = Family(symmetric=True, aligned=True)
CLAIMS = {
    energy.gradient_identity: GRADIENT_CASE,
    energy.flat: Family(geometry="flat", symmetric=True, aligned=True),
    energy.sphere: GRADIENT_CASE,
    energy.softmax_one_head: Family(attention="softmax", symmetric=True, aligned=True, most_heads=1),
    energy.critical_points: GRADIENT_CASE,
}
PLANTED = [
    (energy.gradient_identity, {"half": False}),
    (energy.gradient_identity, {"tokens_power": 0}),
    (energy.gradient_identity, {"tokens_power": 2}),
    (energy.gradient_identity, {"self_pairs": False}),
    (energy.flat, {"factor": 2}),
    (energy.flat, {"tokens_power": 0}),
    (energy.flat, {"tokens_power": 2}),
    (energy.sphere, {"projected": False}),
    (energy.sphere, {"tokens_power": 0}),
    (energy.sphere, {"tokens_power": 2}),
    (energy.softmax_one_head, {"weighted": False}),
    (energy.softmax_one_head, {"tokens_power": 1}),
    (energy.critical_points, {"tokens_power": 0}),
    (energy.critical_points, {"projected": False}),
]
ROUTES = pytest.mark.parametrize("route", [precise, certified])
SEEDS = pytest.mark.parametrize("seed", [3, 260504279])


@SEEDS
@ROUTES
@pytest.mark.parametrize("says", CLAIMS, ids=lambda says: says.__name__)
def test_the_statement_holds(says, route, seed):
    finding = route(says, CLAIMS[says], seed=seed)
    assert finding.passed, finding.summary


@SEEDS
@ROUTES
@pytest.mark.parametrize(("says", "changes"), PLANTED, ids=lambda part: getattr(part, "__name__", str(part)))
def test_a_planted_error_is_rejected(says, changes, route, seed):
    finding = route(says, CLAIMS[says], seed=seed, **changes)
    assert not finding.passed
    assert finding.witness is not None


@ROUTES
@pytest.mark.parametrize(
    "family",
    [Family(aligned=True), Family(symmetric=True), Family(attention="softmax", symmetric=True, aligned=True)],
    ids=["not symmetric", "not aligned", "softmax"],
)
@pytest.mark.parametrize("says", [energy.gradient_identity, energy.sphere, energy.critical_points])
def test_no_condition_can_be_dropped(says, family, route):
    assert not route(says, family, seed=3).passed


def test_softmax_needs_one_head():
    family = Family(attention="softmax", symmetric=True, aligned=True, fewest_heads=2)
    assert not certified(energy.softmax_one_head, family, seed=3).passed


@laws
@given(configurations(GRADIENT_CASE))
def test_partial_derivatives_are_slopes_along_the_axes(state):
    with Balls(BITS).working():
        model = balls(state)
        gradient = energy.partial_derivatives(model)
        assert gradient.shape == (state.n, state.d)
        along = (gradient * model.velocity).sum()
        assert equal(along, model.energy_rate.sum())
        assert equal(inner(model.tokens, energy.riemannian_gradient(model)), 0)


def test_a_batch_of_gradients_is_a_row_of_gradients():
    states = [aligned(1, [[1, k], [k, -2], [1, 1]], [diagonal(1, 2), diagonal(-1, k)]) for k in range(4)]
    models = [Model.of(state, Floats()) for state in states]
    batch = Model(Floats(), *(np.stack([getattr(m, name) for m in models]) for name in ARRAYS), np.array([1.0]))
    expected = np.stack([energy.partial_derivatives(m) for m in models])
    assert energy.partial_derivatives(batch) == pytest.approx(expected, rel=1e-13)
    assert energy.gradient(batch) == pytest.approx(expected, rel=1e-12)
    for rate in (energy.energy_rate, energy.flat_rate, energy.sphere_rate, energy.softmax_rate):
        assert rate(batch) == pytest.approx(np.stack([rate(m) for m in models]), rel=1e-12), rate


ARRAYS = ("tokens", "score_matrices", "value_matrices")


def test_the_flow_rests_where_the_energy_is_critical():
    antipodes = aligned(1, [[1, 0], [-1, 0]], [diagonal(1, 1)])
    assert energy.riemannian_gradient(Model.of(antipodes, Floats())) == pytest.approx(0)
    assert Model.of(antipodes, Floats()).velocity == pytest.approx(0)
