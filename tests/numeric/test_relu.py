"""ReLU attention on equiangular tokens: statements hold, planted errors are caught, on every numeric route."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import numpy as np
import pytest

from numeric import relu, search, statement
from numeric.arithmetic import Balls, Floats
from numeric.equiangular import Parameters, gram_rate
from numeric.model import Model
from numeric.rates.times import Heads
from numeric.relu import flow as relu_flow
from numeric.relu.separation import Race
from numeric.states import Family, equiangular_tokens, scalar_heads

SEED = 7
ONE = Family(attention="relu", equiangular="any", strengths="positive", most_heads=1)
ACUTE = Family(attention="relu", equiangular="acute", strengths="positive", most_heads=1)
ANY = Family(attention="relu", equiangular="any")
STATEMENTS = {
    relu.ode: (ONE, [{"strength_power": 1}, {"own": 0}, {"rectified": False}]),
    relu.ode_heads: (ANY, [{"strength_power": 1}, {"same_side": False}]),
    relu.exact_time_slope: (ACUTE, [{"own": 0}, {"last_sign": 1}]),
    relu.late: (ACUTE, [{"strength_power": 1}, {"exponential": False}]),
    relu.speeds: (ACUTE, [{"power": 2}, {"strength_power": 1}]),
}
FLOWS = {
    relu_flow.ode_flow: (ONE, [{"strength_power": 1}, {"own": 0}, {"rectified": False}]),
    relu_flow.ode_heads_flow: (ANY, [{"strength_power": 1}, {"same_side": False}]),
    relu_flow.exact_time_flow: (ACUTE, [{"own": 0}, {"last_sign": 1}]),
    relu_flow.late_flow: (ACUTE, [{"strength_power": 1}, {"exponential": False}]),
    relu_flow.linearised_flow: (ACUTE, [{"half": False}, {"strength_power": 1}, {"own": False}]),
    relu_flow.linear_term_flow: (ACUTE, [{"strangers": 1}, {"exponential": False}]),
    relu_flow.full_flow: (ACUTE, [{"strangers": 0}, {"sign": -1}]),
}


def name(value):
    return value.__name__ if callable(value) else str(value)


def routes(says):
    yield partial(statement.precise, says)
    yield partial(statement.certified, says)
    if says is not relu.exact_time_slope:  # it differentiates in one gamma: not for batches
        yield partial(search.hunt, says, without={})


@pytest.mark.parametrize("says", STATEMENTS, ids=name)
def test_it_holds_and_no_planted_error_does(says):
    family, planted = STATEMENTS[says]
    for check in routes(says):
        assert check(family, seed=SEED).passed
        for changes in planted:
            assert not check(family, seed=SEED, **changes).passed, changes


@pytest.mark.parametrize("flow", FLOWS, ids=name)
def test_flows_confirm_and_catch(flow):
    family, planted = FLOWS[flow]
    found = flow(family, seed=SEED)
    assert found.passed, found.summary
    for changes in planted:
        assert not flow(family, seed=SEED, **changes).passed, changes


def test_a_repelling_head_breaks_the_equation_for_attracting_ones():
    hunt = partial(search.hunt, relu.ode, without={"positive strengths": {"strengths": "any"}})
    assert "a certified one without positive strengths" in hunt(ONE, seed=SEED).summary


@pytest.mark.parametrize(
    ("alpha", "shift", "sign"), [(1, "1/2", 1), (1, "-1/8", 0), (-1, "-1/8", -1), (-1, "1/2", 0), (1, "0", 0)]
)
def test_which_heads_act_at_which_angles(alpha, shift, sign):
    """Attracting heads close acute angles, repelling ones open obtuse angles, nothing else moves."""
    state = scalar_heads(Fraction(2), equiangular_tokens(Fraction(shift), 3, 3), (Fraction(alpha),), attention="relu")
    model = Model.of(state, Floats())
    rate = relu.relu_heads_rate(Parameters.of(model)).item()
    assert np.sign(np.round(rate, 12)) == sign
    assert gram_rate(model)[0, 1] == pytest.approx(rate, abs=1e-14)


def test_the_rate_by_hand():
    p = Heads(3, Fraction(1, 2), (Fraction(2),)).read(Floats(), Fraction(1, 2))
    assert relu.coupling(p).item() == 2
    assert relu.relu_rate(p).item() == pytest.approx(2 * 2 / 3 * (1 / 2) * (1 / 2) * 2)
    assert relu.acute_rate(p).item() == relu.relu_rate(p).item()


def test_right_angles_have_no_time():
    right = scalar_heads(Fraction(1), equiangular_tokens(Fraction(0), 2, 2), (Fraction(1),), attention="relu")
    with Balls(128).working():
        said = relu.exact_time_slope(Model.of(right, Balls(128)))
    assert said.vanishing.size == 0
    assert all(margin < 0 for margin in said.hypotheses)


def test_times_add_up():
    p = Heads(5, Fraction(1), (Fraction(3, 2),)).read(Floats(), Fraction(1, 10))
    half, end = np.array([0.5]), np.array([0.9])
    at_half = Heads(5, Fraction(1), (Fraction(3, 2),)).read(Floats(), Fraction(1, 2))
    whole = relu.exact_time(p, end)
    assert whole == pytest.approx(relu.exact_time(p, half) + relu.exact_time(at_half, end))
    assert relu.exact_time(p, p.gamma) == pytest.approx(0)
    assert whole > 0


def test_usa_is_just_e_times_as_fast_where_alpha_beta_gamma_is_1():
    tokens = equiangular_tokens(Fraction(1), 2, 2)  # gamma = 4/5
    state = scalar_heads(Fraction(5, 4), tokens, (Fraction(1),), attention="relu")
    with Balls(256).working():
        lead = relu.speeds(Model.of(state, Balls(256))).nonnegative[0]
        assert lead.contains(0)
        assert lead.rad() < 1e-60


@pytest.mark.parametrize("gamma", [-0.25, 0.0, 1e-5, 0.5, 1.0])
def test_tokens_at_an_angle(gamma):
    tokens = relu_flow.tokens_at(gamma, 5)
    products = tokens @ tokens.T
    assert products[~np.eye(5, dtype=bool)] == pytest.approx(gamma, abs=1e-15)
    assert np.diag(products) == pytest.approx(1)


def test_flows_that_never_move_confirm_nothing(monkeypatch):
    monkeypatch.setattr(relu_flow, "safe_time", lambda model: 1e-9)
    assert not relu_flow.ode_flow(ONE, seed=SEED).passed


def test_an_order_of_rates_that_is_not_the_claimed_one_is_told(monkeypatch):
    monkeypatch.setattr(relu_flow.separation, "LATE", (Race(8, Fraction(2)),))  # alpha beta = 1: a draw
    monkeypatch.setattr(
        relu_flow, "measured_late_rate", lambda race, name: {"softmax": 2, "usa": 5.4366, "relu": 2.001}[name]
    )
    found = relu_flow.late_flow(ACUTE, seed=SEED)
    assert not found.passed
    assert "order of the rates" in found.summary


def test_repelling_heads_at_obtuse_angles_are_in_every_sample(monkeypatch):
    assert statement.precise(relu.ode_heads, ANY, seed=SEED).numbers["repelling heads at obtuse angles"] > 0

    def attracted(p):  # the right rate, but for repelling heads at obtuse angles
        felt = p.arithmetic.positive_part(p.strengths * p.gamma)
        pull = (p.arithmetic.magnitude(p.strengths) * felt).sum(axis=-1, keepdims=True)
        return 2 * p.beta * pull * (1 - p.gamma) * (1 + (p.n - 1) * p.gamma) / p.n

    monkeypatch.setattr(relu, "relu_heads_rate", attracted)
    assert not statement.precise(relu.ode_heads, ANY, seed=SEED).passed
    assert not statement.certified(relu.ode_heads, ANY, seed=SEED).passed


@pytest.mark.parametrize("shift", ["1/10", "1", "8"])
def test_h_says_who_is_faster(shift):
    state = scalar_heads(Fraction(2), equiangular_tokens(Fraction(shift), 4, 4), (Fraction(3, 2),), attention="relu")
    model = Model.of(state, Floats())
    p = Parameters.of(model)
    gamma, reach = p.gamma.item(), 3.0
    h = reach * gamma * (np.exp(reach * (1 - gamma)) + 3) - 4
    lead = relu.angle_rate(model) - relu.angle_rate(model.under("softmax"))
    assert np.sign(h) == np.sign(lead.item())
