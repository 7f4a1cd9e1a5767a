"""High-precision steps: against mpmath's integrator, DOP853, the tube, and across the kinks of ReLU."""

from __future__ import annotations

from fractions import Fraction

import flint
import mpmath
import numpy as np
import pytest

from numeric.arithmetic import Floats
from numeric.flow import integrate
from numeric.model import Model
from numeric.state import State, aligned, diagonal
from numeric.trajectories.digits import approximate
from numeric.trajectories.taylor import Budget, NotReachedError, longest, order_for
from numeric.trajectories.tube import enclose

IDENTITY = diagonal(1, 1)
SKEW = State(
    Fraction(1),
    ((Fraction(1), Fraction(0)), (Fraction(3, 5), Fraction(4, 5))),
    (((Fraction(1), Fraction(1, 2)), (Fraction(-1, 2), Fraction(1, 3))),),
    (((Fraction(0), Fraction(1)), (Fraction(1, 4), Fraction(1))),),
)
KINK = aligned(1, [["3/5", "4/5"], [0, 1], ["-12/13", "5/13"]], [IDENTITY], attention="relu")


def test_mpmath_integrates_the_angles_to_the_same_30_digits():
    """thetadot_i = <v_i, e_i>, e_i = (-sin, cos): written out by mpmath, for n = 2 and d = 2."""
    with mpmath.workdps(34):
        score, value = (
            [[mpmath.mpf(a.numerator) / a.denominator for a in row] for row in matrix]
            for matrix in (SKEW.score_matrices[0], SKEW.value_matrices[0])
        )

        def rates(_, angles):
            x = [(mpmath.cos(a), mpmath.sin(a)) for a in angles]
            out = []
            for u in x:
                weights = [mpmath.exp(sum(u[a] * score[a][b] * w[b] for a in range(2) for b in range(2))) for w in x]
                f = [sum(k * sum(value[a][b] * w[b] for b in range(2)) for k, w in zip(weights, x, strict=True))
                     for a in range(2)]  # fmt: skip
                out.append((f[1] * u[0] - f[0] * u[1]) / 2)
            return out

        angles = mpmath.odefun(rates, 0, [mpmath.mpf(0), mpmath.atan2(4, 3)])(mpmath.mpf(1) / 8)
        found = approximate(SKEW, Fraction(1, 8), bits=110)
        for token, angle in zip(found, angles, strict=True):
            for ours, theirs in zip(token, (mpmath.cos(angle), mpmath.sin(angle)), strict=True):
                assert abs(mpmath.mpf(ours.str(40, radius=False)) - theirs) < mpmath.mpf(10) ** -30


@pytest.mark.parametrize("attention", ["usa", "softmax"])
def test_it_ends_in_the_tube(attention):
    state = SKEW.under(attention)
    numbers, balls = approximate(state, Fraction(1), bits=80), enclose(state, Fraction(1), bits=60)
    with flint.ctx.workprec(256):
        assert all(ball.contains(number) for ball, number in zip(balls.flat, numbers.flat, strict=True))
    assert max(float(ball.rad()) for ball in balls.flat) < 1e-12


def test_a_kink_is_passed_with_all_digits():
    coarse, fine = (approximate(KINK, Fraction(3), bits=bits) for bits in (50, 80))
    found = integrate(Model.of(KINK, Floats()), [0, 3], rtol=1e-12, atol=1e-13).model.tokens[-1]
    with flint.ctx.workprec(128):
        assert max(abs(a - b) for a, b in zip(coarse.flat, fine.flat, strict=True)) < 1e-13
    assert np.abs(fine.astype(float) - found).max() < 1e-9


def test_without_the_turned_on_weight_the_end_would_be_another():
    """At the kink the score of tokens 1 and 3 turns positive; frozen at 0 it would not pull."""
    before = integrate(Model.of(KINK, Floats()), [0, 0.8]).model.tokens[-1]
    after = integrate(Model.of(KINK, Floats()), [0, 1.5]).model.tokens[-1]
    assert before[0] @ before[2] < 0 < after[0] @ after[2]


def test_scores_that_are_exactly_zero_do_not_pull():
    orthogonal = aligned(1, [[1, 0], [0, 1]], [IDENTITY], attention="relu")
    assert [float(x) for x in approximate(orthogonal, Fraction(5)).flat] == [1, 0, 0, 1]


def test_a_flow_that_ends_is_followed_up_to_its_end():
    """Flat, M = I, n = 1: the time from 1 to infinity is E_1(1) / 2."""
    with pytest.raises(NotReachedError, match=r"up to time 0\.10969") as refused:
        approximate(aligned(1, [[3, 4]], [IDENTITY], geometry="flat"), Fraction(1), bits=30)
    assert float(refused.value.time) == pytest.approx(float(mpmath.e1(1) / 2), abs=1e-9)


def test_the_budget():
    with pytest.raises(NotReachedError, match="budget"):
        approximate(SKEW, Fraction(100), budget=Budget(50_000))


def test_orders_and_steps():
    assert order_for(flint.arb(1), 0.3) == 6
    assert order_for(flint.arb(10) ** -30, 0.3) == 20
    assert longest(flint.arb(2) ** -10, {3: flint.arb(0)}) == 2**40
    step = float(longest(flint.arb(2) ** -10, {5: flint.arb(1), 6: flint.arb(2) ** 48}))
    assert step == pytest.approx(2.0**-10, rel=1e-2)
