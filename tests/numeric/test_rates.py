"""The statements on rates hold, planted errors do not pass, and what should fail does."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import brentq

from numeric import rates, search
from numeric.arithmetic import Balls, Digits, Floats
from numeric.equiangular import Parameters, gram_rate, softmax_rate
from numeric.model import Model
from numeric.rates.times import Heads
from numeric.statement import certified, precise
from numeric.states import Family, equiangular_tokens, scalar_heads

USA = Family(equiangular="acute", strengths="nonnegative")
SOFTMAX = Family(equiangular="any", strengths="nonnegative", attention="softmax")
PLANTED = {
    rates.jensen: (USA, [{"gap": 2}, {"mean": "sum"}]),
    rates.superadditive: (USA, [{"exponent": "mean"}, {"sign": -1}]),
    rates.softmax_subadditive: (SOFTMAX, [{"sign": -1}, {"factor": 2}]),
    rates.softmax_convex: (SOFTMAX, [{"offset": 0}, {"sign": -1}]),
    rates.lambert: (USA, [{"per_head": False}, {"shift": 0}]),
}
EACH = [(says, changes) for says, (_, planted) in PLANTED.items() for changes in planted]
ROUTES = pytest.mark.parametrize("route", [precise, certified])
UNEQUAL, UNEQUAL_MEAN = (Fraction(1, 2), Fraction(3, 2)), (Fraction(1), Fraction(1))


def name(part):
    return getattr(part, "__name__", str(part))


@ROUTES
@pytest.mark.parametrize("says", PLANTED, ids=name)
def test_the_statement_holds(says, route):
    finding = route(says, PLANTED[says][0], seed=3)
    assert finding.passed, finding.summary


@ROUTES
@pytest.mark.parametrize(("says", "changes"), EACH, ids=name)
def test_a_planted_error_is_rejected(says, changes, route):
    assert not route(says, PLANTED[says][0], seed=3, **changes).passed


@pytest.mark.parametrize("says", PLANTED, ids=name)
def test_a_model_that_moves_at_another_rate_is_rejected(monkeypatch, says):
    """An inequality alone would let a faster model pass."""
    monkeypatch.setattr(rates, "pair_rate", lambda model: 2 * gram_rate(model)[..., 0, 1:2])
    assert not precise(says, PLANTED[says][0], seed=3).passed


def test_the_curvature_is_that_of_the_rate(monkeypatch):
    def other(x, n, arithmetic, *, offset=2):
        return (x - offset) * arithmetic.exp(x) - (x + 1) * (n - 1)

    monkeypatch.setattr(rates, "curvature", other)
    assert not precise(rates.softmax_convex, SOFTMAX, seed=3).passed


def test_between_the_two_ranges_different_strengths_can_have_the_rate_of_equal_ones():
    def gap(beta):
        unequal, equal = (Heads(4, Fraction(beta), strengths).read(Floats()) for strengths in (UNEQUAL, UNEQUAL_MEAN))
        return float((softmax_rate(unequal) - softmax_rate(equal)).item())

    found = brentq(gap, 2, 5)
    bends = rates.curvature(found * np.array([0.5, 1.5]), 4, Floats())
    assert bends[0] < 0 < bends[1]


@pytest.mark.parametrize("says", [rates.jensen, rates.superadditive, rates.lambert], ids=name)
@pytest.mark.parametrize("drop", [{"strengths": "any"}, {"equiangular": "any"}], ids=str)
def test_each_condition_is_needed(says, drop):
    finding = search.hunt(says, replace(USA, **drop), seed=3, without={})
    assert not finding.passed
    assert finding.witness is not None


def test_softmax_breaks_the_first_reading_and_only_softmax_does():
    found = search.find(rates.softmax_jensen, SOFTMAX, seed=3)
    assert found.passed
    assert found.witness is not None
    for planted in ({"law": "usa"}, {"spread": 0}):
        assert not search.find(rates.softmax_jensen, SOFTMAX, seed=3, **planted).passed


def test_the_pair_rate_is_an_entry_of_the_gram_rate():
    state = scalar_heads(Fraction(1), equiangular_tokens(Fraction(1, 2), 3, 3), (Fraction(1), Fraction(2)))
    model = Model.of(state, Floats())
    assert rates.pair_rate(model).shape == (1,)
    assert rates.pair_rate(model)[0] == gram_rate(model)[0, 1]


def test_strengths_stretched_about_their_mean():
    p = Heads(4, Fraction(1), (Fraction(1, 2), Fraction(3, 2))).read(Floats())
    assert rates.total(p) == [2]
    assert rates.mean_strength(p) == [1]
    assert rates.stretched(p, 0).strengths.tolist() == [1, 1]
    assert rates.stretched(p, 2).strengths.tolist() == [0, 2]


@pytest.mark.parametrize("n", [2, 32])
def test_the_curvature_has_the_sign_of_the_second_difference(n):
    x, step = np.linspace(0.1, 9, 90), 1e-3
    psi = [at / (np.exp(at) + n - 1) for at in (x - step, x, x + step)]
    second = psi[0] - 2 * psi[1] + psi[2]
    assert np.array_equal(np.sign(second), np.sign(rates.curvature(x, n, Floats())))


@pytest.mark.parametrize("arithmetic", [Floats(), Digits(30), Balls(120)], ids=lambda arithmetic: arithmetic.name)
def test_lambert_inverts(arithmetic):
    with arithmetic.working():
        z = arithmetic.array([0, 1, 20])
        w = rates.lambert_w(z, arithmetic)
        assert all(abs(left - right) < 1e-12 for left, right in zip(w * arithmetic.exp(w), z, strict=True))


def test_the_statement_follows_a_batch_of_models():
    p = Parameters(Floats(), 3, np.array([[0.1], [0.5]]), np.array([[1.0, 2.0], [1.0, 1.0]]), 1.0)
    tokens = np.stack([np.linalg.cholesky((1 - gamma) * np.eye(3) + gamma) for gamma in p.gamma.ravel()])
    matrices = p.strengths[:, :, None, None] * np.eye(3)
    statement = rates.jensen(Model(Floats(), tokens, matrices, matrices, 1.0))
    assert statement.nonnegative.shape == (2, 2)
    assert statement.nonnegative[0].min() > 0
    assert np.abs(statement.nonnegative[1]).max() < 1e-12
