"""Proved distances from the exact flow: never below the true ones, hardly above, and large where something is wrong."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import flint
import mpmath
import numpy as np
import pytest

from numeric.arithmetic import Balls
from numeric.engine.run import Method, Run
from numeric.engine.system import System
from numeric.state import State, matrix
from numeric.trajectories import distance, enclosure
from numeric.trajectories.digits import through
from numeric.trajectories.distance import Distances, distances, least_work
from numeric.trajectories.floats import Causal, NoStartError, start_of
from numeric.trajectories.taylor import Budget

ONE = np.eye(2)[None]
PAIR = np.array([[1.0, 0.0], [0.6, 0.8]])
# the third token turns towards the second, and its score with the first crosses 0 near t = 0.8965
KINK = np.array([[0.6, 0.8], [0.0, 1.0], [-12 / 13, 5 / 13]])


def followed(system: System, tokens, times, **method) -> Run:
    run = Run(system, tokens, times, method=Method(**method))
    while not run.done:
        run.keep(run.follow())
    return run


def bounds(run: Run, system: System | None = None, *, work: int = 10**10) -> Distances:
    """Of a run, from the flow of its own system or of another."""
    energies = np.array([seen.energy for seen in run.observed])
    start = start_of(system or run.system, run.tokens[0])
    return distances(start, [Fraction(t) for t in run.times], np.array(run.tokens), energies, budget=Budget(work))


def random_system(attention, geometry="sphere", seed=3):
    random = np.random.Generator(np.random.PCG64(seed))
    tokens = np.abs(random.normal(size=(3, 2)))  # nonnegative, as the heads: no ReLU score changes its sign
    scores, values = np.abs(random.normal(size=(2, 2, 2, 2))) / 2
    tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
    return System(scores, values, 1.3, attention, geometry), tokens


def exact_state(system: System, tokens) -> State:
    scores, values = (
        tuple(matrix(rows.tolist()) for rows in heads) for heads in (system.score_matrices, system.value_matrices)
    )
    return State(Fraction(system.beta), matrix(tokens.tolist()), scores, values, system.attention, system.geometry)


# -- against other ways to the truth -------------------------------------------------------------


@pytest.mark.parametrize("attention", ["usa", "softmax", "relu"])
def test_the_bounds_are_the_distances_from_many_digits(attention):
    system, tokens = random_system(attention)
    run = followed(system, tokens, [0, 0.3, 0.6, 1.0], rtol=1e-7, atol=1e-8)
    found = bounds(run)
    assert found.reason is None
    assert found.reached == 4
    exact = through(exact_state(system, tokens), [Fraction(t) for t in run.times], bits=90)
    for k, truth in enumerate(exact):
        with flint.ctx.workprec(120):
            apart = [
                sum((x - float(y)) ** 2 for x, y in zip(a, b, strict=True)).sqrt()
                for a, b in zip(truth, run.tokens[k], strict=True)
            ]
            true = max(float(x) for x in apart)
        assert true <= found.tokens[k] <= true * (1 + 1e-9) + 2.0**-47
    assert 1e-12 < found.tokens[-1] < 1e-6


@pytest.mark.parametrize("causal", [False, True], ids=["all", "causal"])
def test_two_tokens_and_their_closed_form(causal):
    """gammadot = (1 - gamma^2) e^{beta gamma} (USA), half of it where the first token rests.

    E = (e^beta + e^{beta gamma}) / (4 beta).
    """
    beta, system = mpmath.mpf(1.5), System(ONE, ONE, 1.5, causal=causal)
    run = followed(system, PAIR, [0, 0.25, 0.5, 1.0], rtol=1e-6, atol=1e-7)
    found = bounds(run)
    with mpmath.workdps(25):
        first = mpmath.mpf(PAIR[1, 0]) / mpmath.hypot(*map(mpmath.mpf, PAIR[1]))
        for k, time in list(enumerate(run.times))[1:]:
            flowed = mpmath.mpf(float(time)) / (2 if causal else 1)

            def late(g, flowed=flowed):
                return mpmath.quad(lambda s: mpmath.exp(-beta * s) / (1 - s * s), [first, g]) - flowed

            gamma = mpmath.findroot(late, float(run.tokens[k][0] @ run.tokens[k][1]))
            saved = mpmath.fdot(*([mpmath.mpf(float(x)) for x in token] for token in run.tokens[k]))
            assert abs(saved - gamma) <= 2.001 * found.tokens[k]
            energy = (mpmath.exp(beta) + mpmath.exp(beta * gamma)) / (4 * beta)
            off = abs(energy - mpmath.mpf(float(run.observed[k].energy[0])))
            assert off <= found.energies[k, 0] <= 1.01 * off + 1e-13
    assert 1e-11 < found.tokens[-1] < 1e-6


def test_boxes_agree_at_a_short_time():
    system, tokens = random_system("usa")
    run = followed(system, tokens, [0, 1 / 32])
    run.tokens[1] = run.tokens[1] + 1e-9  # by the square root of 2 times that
    found = bounds(run)
    boxes = enclosure.enclose(exact_state(system, tokens), Fraction(1, 32), order=20, step=Fraction(1, 256))
    with flint.ctx.workprec(200):
        away = [
            [abs(ball - float(x)) for ball, x in zip(a, b, strict=True)]
            for a, b in zip(boxes, run.tokens[1], strict=True)
        ]
        most = max(float(sum(x * x for x in row).sqrt()) for row in away)
    assert found.tokens[1] == pytest.approx(most, rel=1e-9)
    assert found.tokens[1] == pytest.approx(2**0.5 * 1e-9, rel=1e-2)


def test_flat_tokens_start_where_they_are():
    system, tokens = random_system("softmax", "flat")
    run = followed(system, 1.5 * tokens, [0, 0.2], rtol=1e-12, atol=1e-13)
    found = bounds(run)
    assert found.tokens[0] < 1e-20
    assert found.tokens[1] < 1e-11
    found = bounds(followed(system, tokens, [0, 0.2], rtol=1e-12, atol=1e-13), replace(system, geometry="sphere"))
    assert found.tokens[1] > 1e-2


# -- where something is wrong --------------------------------------------------------------------


def test_one_token_that_was_changed():
    system, tokens = random_system("softmax")
    run = followed(system, tokens, [0, 0.2, 0.4, 0.6])
    before = bounds(run)
    run.tokens[2] = run.tokens[2].copy()
    run.tokens[2][1, 0] += 1e-6
    run.observed[3].energy[1] -= 1e-6
    after = bounds(run)
    assert after.tokens[2] == pytest.approx(1e-6, rel=1e-3)
    assert np.array_equal(after.tokens[[0, 1, 3]], before.tokens[[0, 1, 3]])
    assert after.energies[3, 1] == pytest.approx(1e-6, rel=1e-3)
    assert after.energies[3, 0] == before.energies[3, 0] < 1e-8


@pytest.mark.parametrize("change", [{"beta": 1.3000001}, {"causal": True}, {"attention": "softmax"}])
def test_the_flow_of_another_equation(change):
    """beta wrong in the 7th digit, a mask, other weights."""
    system, tokens = random_system("usa")
    right = followed(system, tokens, [0, 0.5], rtol=1e-11, atol=1e-12)
    wrong = followed(replace(system, **change), tokens, [0, 0.5], rtol=1e-11, atol=1e-12)
    assert bounds(right).tokens[1] < 1e-10
    off = bounds(wrong, system).tokens[1]
    assert off == pytest.approx(np.linalg.norm(wrong.tokens[1] - right.tokens[1], axis=-1).max(), rel=1e-2)
    assert off > 1e-9


# -- how far it goes -----------------------------------------------------------------------------


def test_more_bits_where_the_first_were_too_few(monkeypatch):
    system, tokens = random_system("usa")
    run = followed(system, tokens, [0, 0.25, 0.5], rtol=1e-12, atol=1e-13)
    enough = bounds(run)
    monkeypatch.setattr(distance, "BITS", 24)
    again = bounds(run)
    assert again.reason is None
    assert again.tokens == pytest.approx(enough.tokens, abs=2.0**-46)
    monkeypatch.setattr("numeric.trajectories.passes.PASSES", 1)
    wide = bounds(run)
    assert wide.reason is None
    assert np.all(wide.tokens >= enough.tokens - 2.0**-46)
    assert wide.tokens[-1] > 1e-8


def test_a_relu_score_that_changes_its_sign_ends_the_bounds():
    found = bounds(followed(System(ONE, ONE, 1.0, "relu"), KINK, [0, 0.4, 0.8, 1.2, 1.6]))
    assert found.reached == 3
    assert found.tokens[2] < 1e-7
    assert np.all(np.isinf(found.tokens[3:]))
    assert np.all(np.isinf(found.energies[3:]))
    assert "may change its sign" in found.reason


def test_a_spent_budget_keeps_what_there_is():
    system, tokens = random_system("usa")
    run = followed(system, tokens, [0, 0.1, 0.5, 1.0])
    found = bounds(run, work=10 * least_work(3, 2, 2, 1))
    assert "budget" in found.reason
    assert 0 < found.reached < 4
    assert np.all(np.isfinite(found.energies[: found.reached]))


def test_the_least_work_is_what_the_first_pass_spends_at_least():
    system, tokens = random_system("usa")
    run = followed(system, tokens, [0, 1e-3, 2e-3])
    assert bounds(run, work=least_work(3, 2, 2, 2)).reason is None
    assert bounds(run, work=least_work(3, 2, 2, 2) - 1).reached == 2


def test_energies_without_a_bound_have_none():
    system, tokens = random_system("usa")
    run = followed(system, tokens, [0, 0.1])
    run.observed[1].energy[0] = np.inf
    found = bounds(run)
    assert np.isinf(found.energies[1, 0])
    assert found.energies[1, 1] < 1e-8
    assert found.reason is None


@pytest.mark.parametrize("number", [np.inf, np.nan])
def test_tokens_that_are_not_finite_have_no_bound_and_the_others_theirs(number):
    system, tokens = random_system("usa")
    run = followed(system, tokens, [0, 0.1, 0.2])
    before = bounds(run)
    run.tokens[1] = run.tokens[1].copy()
    run.tokens[1][2, 0] = number
    found = bounds(run)
    assert found.tokens.tolist() == [before.tokens[0], np.inf, before.tokens[2]]
    assert np.array_equal(found.energies, before.energies)
    assert found.reached == 1
    assert "not finite" in found.reason


def test_tokens_without_a_direction_start_no_flow():
    for geometry, number, said in (("sphere", 0, "token 1 at time 0 is zero"), ("flat", np.nan, "is not finite")):
        with pytest.raises(NoStartError, match=said):
            start_of(System(ONE, ONE, 1.0, geometry=geometry), np.array([[1.0, 0.0], [number, number]]))
    start_of(System(ONE, ONE, 1.0, geometry="flat"), np.zeros((2, 2)))


# -- the parts -----------------------------------------------------------------------------------


def test_bounds_are_rounded_up():
    with flint.ctx.workprec(100):
        for ball in (flint.arb(1) + flint.arb((1, -60)), -1 - flint.arb((1, -90)), flint.arb(1, 1e-20)):
            assert distance._rounded_up(ball) == np.nextafter(1, 2)
        assert distance._rounded_up(flint.arb(-1)) == 1
    assert distance._rounded_up(flint.arb("nan")) == np.inf


def test_the_mask_stays_with_whatever_is_changed():
    masked = start_of(System(ONE, ONE, 1.0, causal=True), PAIR)(Balls(64))
    for other in (
        masked.at(masked.tokens),
        masked.on("flat"),
        masked.under("relu"),
        masked.under("softmax"),
        masked.with_beta(2),
    ):
        assert type(other) is Causal
        assert other.weights[0, 0, 1] == 0
