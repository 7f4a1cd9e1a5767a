"""Equiangular tokens: statements hold on every route, planted errors do not; closed forms against other means."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial

import flint
import numpy as np
import pytest

from numeric import equiangular
from numeric.arithmetic import Balls, Floats
from numeric.equiangular import Parameters, critical, critical_curves, threshold
from numeric.equiangular import flow as equiangular_flow
from numeric.model import Model
from numeric.search import hunt
from numeric.state import diagonal
from numeric.statement import certified, precise
from numeric.states import Family, equiangular_tokens, scalar_heads

ANY = Family(symmetric=True, aligned=True, equiangular="any")
POSITIVE = replace(ANY, strengths="positive")
RIGHT = replace(POSITIVE, equiangular="right")
ALL = Family(symmetric=True, aligned=True)
CLAIMS = {
    equiangular.invariant: (ANY, [{"factor": 1}, {"self_counted": True}, {"weighted": False}]),
    equiangular.radial_fraction: (ANY, [{"self_counted": True}, {"gap": False}]),
    critical.beta_star: (RIGHT, [{"half": False}, {"self_counted": True}]),
    critical.beta_star_general: (POSITIVE, [{"gap": False}, {"shadow_sign": 1}]),
    critical.certificate_not_transition: (POSITIVE, [{"transition": True}, {"tokens_power": 1}]),
    threshold.dominance_threshold: (ALL, [{"self_counted": True}, {"squared": False}]),
    threshold.dominance_threshold_eps: (replace(ALL, fewest_heads=2), [{"epsilon_power": 2}, {"self_counted": True}]),
}
SAMPLED = {
    equiangular_flow.across_beta_star: [{"transition": True}, {"tokens_power": 1}],
    critical_curves.threshold_table: [{"self_counted": True}, {"squared": False}],
    critical_curves.beta_star_curve: [{"gap": False}, {"shadow_sign": 1}],
}
WRONG = [(says, wrong) for says, (_, planted) in CLAIMS.items() for wrong in planted]
ROUTES = pytest.mark.parametrize("route", [precise, certified, partial(hunt, without={})], ids=["50", "Arb", "hunt"])
IDS = {"ids": lambda part: getattr(part, "__name__", str(part))}


@ROUTES
@pytest.mark.parametrize("says", CLAIMS, **IDS)
def test_a_statement_holds(says, route):
    finding = route(says, CLAIMS[says][0], seed=3)
    assert finding.passed, finding.summary


@ROUTES
@pytest.mark.parametrize(("says", "wrong"), WRONG, **IDS)
def test_a_planted_error_is_rejected(says, wrong, route):
    assert not route(says, CLAIMS[says][0], seed=3, **wrong).passed


@pytest.mark.parametrize("experiment", SAMPLED, **IDS)
def test_an_experiment_comes_out_and_not_with_a_planted_error(experiment):
    finding = experiment(POSITIVE, seed=1)
    assert finding.passed, finding.summary
    for wrong in SAMPLED[experiment]:
        assert not experiment(POSITIVE, seed=1, **wrong).passed


def test_the_flow_follows_the_equation_and_no_wrong_one(monkeypatch):
    monkeypatch.setattr(equiangular_flow, "SIZES", (4, 16))
    assert equiangular_flow.invariant_flow(ANY, seed=1).passed
    for wrong in CLAIMS[equiangular.invariant][1]:
        assert not equiangular_flow.invariant_flow(ANY, seed=1, **wrong).passed


def test_the_flow_of_tokens_off_the_family_is_seen(monkeypatch):
    def off(p, attention):
        model = equiangular_tokens_model(p, attention)
        tokens = model.tokens + 1e-4 * np.eye(model.n, k=1)
        return model.at(tokens / np.linalg.norm(tokens, axis=-1, keepdims=True))

    equiangular_tokens_model = equiangular_flow.tokens_model
    monkeypatch.setattr(equiangular_flow, "SIZES", (4,))
    monkeypatch.setattr(equiangular_flow, "tokens_model", off)
    assert not equiangular_flow.invariant_flow(ANY, seed=1).passed


def test_invariance_needs_equal_angles_and_scalar_heads():
    for drop in ({"equiangular": None}, {"equiangular": None, "symmetric": False, "aligned": False}):
        assert not hunt(equiangular.invariant, replace(ANY, **drop), seed=1, without={}).passed


# -- closed forms by other means ---------------------------------------------------------------------


def one_head(n: int, alpha: Fraction, beta: Fraction, shift: Fraction = Fraction(0)) -> Model:
    return Model.of(scalar_heads(beta, equiangular_tokens(shift, n, n), (alpha,)), Floats())


def test_the_golden_ratio_and_beta_star_by_hand():
    c = threshold.threshold(Floats(), 2, "A").item()
    assert c == pytest.approx((5**0.5 - 1) / 2)
    p = Parameters.of(one_head(64, Fraction(1), Fraction(1)))
    star = critical.orthonormal_beta_star(p, np.array([c])).item()
    assert star == pytest.approx(0.5 * np.log(c * 63))  # c^2/(1 - c^2) = c for the golden c
    assert critical.beta_star_of(p, critical.bracket(p, np.array([c]))).item() == pytest.approx(star)
    assert one_head(64, Fraction(1), Fraction(star)).radial_fraction[0] == pytest.approx(c)


@pytest.mark.parametrize("variant", threshold.THRESHOLDS)
@pytest.mark.parametrize("heads", [1, 2, 3, 6, 50])
def test_a_threshold_is_the_root_of_its_margin(heads, variant):
    root = threshold.threshold(Floats(), heads, variant)
    assert 0 < root.item() <= 1
    assert threshold.margin(Floats(), root, heads, variant) == pytest.approx(0, abs=1e-14)


OVERLAPS = [(heads, "A", Fraction(1, k)) for heads, k in ((1, 7), (2, 7), (3, 7), (7, 7), (7, 100)) if k > heads - 1]
COMPARED = [(heads, variant, Fraction(0)) for heads in (1, 2, 3, 7) for variant in threshold.THRESHOLDS] + OVERLAPS


@pytest.mark.parametrize(("heads", "variant", "eps"), COMPARED)
def test_the_exact_comparison_agrees_with_arb(heads, variant, eps):
    balls = Balls(128)
    with balls.working():
        square = (threshold.threshold(balls, heads, variant, balls.number(eps)) ** 2).item()
        for k in range(201):
            trial = Fraction(k, 200)
            difference = square - flint.arb(k) / 200
            sign = int(difference > 0) - int(difference < 0)
            exact = threshold.exceeds(trial, heads, variant, eps)
            assert exact == sign or (exact == 0 and difference.contains(0))


def test_the_exact_comparison_knows_equality():
    assert threshold.exceeds(Fraction(1, 4), 4, "B") == 0
    assert threshold.exceeds(Fraction(1), 1, "A") == 0
    assert threshold.exceeds(Fraction(1, 4), 2, "A", Fraction(1, 4)) == 0


@pytest.mark.parametrize("shift", [0.0, 0.3, -0.2])
def test_balanced_heads_are_balanced(shift):
    given = one_head(3, Fraction(1), Fraction(1), Fraction(1, 3))
    three = Model(Floats(), given.tokens, *[np.tile(np.eye(3), (3, 1, 1))] * 2, 1.3)
    state, c = threshold.balanced(three, np.array([shift]))
    outputs = state.head_output[:, 0]
    sizes = np.linalg.norm(outputs, axis=-1)
    cosines = (outputs @ outputs.T / np.outer(sizes, sizes))[np.triu_indices(3, k=1)]
    assert np.linalg.norm(state.tokens) == pytest.approx(1)
    assert np.ptp(sizes) < 1e-12
    assert np.ptp(cosines) < 1e-12
    assert cosines[0] == pytest.approx((2 * shift + 3 * shift**2) / (1 + 2 * shift + 3 * shift**2))
    assert state.radial_fraction[:, 0] == pytest.approx(c.item())


def test_a_larger_overlap_lowers_the_threshold():
    roots = [threshold.threshold(Floats(), 3, "A", eps).item() for eps in (0, 0.1, 0.2, 0.4, 0.49)]
    assert roots == sorted(roots, reverse=True)
    assert roots[-1] > 0
    assert threshold.threshold(Floats(), 3, "A", 0.51).item() < 0


def test_no_beta_star_where_the_bracket_is_negative():
    p = equiangular_flow.parameters(8, 0.46, (1.0,), 1.0)
    c = threshold.threshold(Floats(), 2, "A")
    assert critical.bracket(p, c) < 0
    betas = np.linspace(-40, 40, 81)
    fractions = [np.sqrt(equiangular.fraction(replace(p, beta=beta))).item() for beta in betas]
    assert min(fractions) > c.item()


def test_at_the_ends_there_is_no_beta_star_to_check():
    for shift in (Fraction(-1, 4),):
        statement = critical.beta_star_general(one_head(4, Fraction(1), Fraction(1), shift))
        assert np.all(statement.hypotheses < 0)
    together = Model.of(scalar_heads(Fraction(1), ((Fraction(1), Fraction(0)),) * 3, (Fraction(1),)), Floats())
    assert np.all(critical.beta_star_general(together).hypotheses < 0)


def test_an_attention_can_be_exchanged():
    model = one_head(3, Fraction(2), Fraction(1), Fraction(1))
    assert model.under("softmax").attention == "softmax"
    assert np.array_equal(model.under("softmax").tokens, model.tokens)


def test_scalar_matrices_are_what_parameters_read():
    model = one_head(3, Fraction(2), Fraction(1), Fraction(1))
    assert np.array_equal(model.score_matrices[0], np.array(diagonal(2, 2, 2), dtype=float))
    assert Parameters.of(model).gamma.item() == pytest.approx(5 / 6)


def test_a_root_that_misreads_eps_is_rejected(monkeypatch):
    def misread(arithmetic, heads, variant, eps=0):
        slope = arithmetic.array([heads - 1])
        return 2 * (1 - eps) / (slope + arithmetic.sqrt(slope**2 + 4 * (1 - eps)))

    monkeypatch.setattr(threshold, "threshold", misread)
    assert not precise(threshold.dominance_threshold_eps, replace(ALL, fewest_heads=2), seed=3).passed


def test_equal_fractions_do_not_give_variant_b_without_equal_norms():
    """One token (1/2, 1/2, s) under g_h e_h e_h^T: H c^2 = 1/2 whatever the g_h are, the margins are not."""
    axes = np.eye(3)[:2]
    token = np.array([[0.5, 0.5, np.sqrt(0.5)]])
    margins = {}
    for other in (1, 5):
        scores = np.array([1, other])[:, None, None] * axes[:, :, None] * axes[:, None, :]
        model = Model(Floats(), token, scores, scores, 1.0)
        assert np.allclose(model.radial_fraction, 0.5)
        margins[other] = model.dominance("B").min()
    assert margins[1] > 0 > margins[5]
