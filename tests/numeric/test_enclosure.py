"""The enclosed flow holds the true one, is narrow, and does not hold a wrong one."""

from __future__ import annotations

from fractions import Fraction
from math import factorial

import flint
import numpy as np
import pytest

from numeric.arithmetic import Balls, Digits
from numeric.model import Model, inner, project
from numeric.state import aligned, diagonal
from numeric.trajectories import enclosure
from numeric.trajectories.enclosure import enclose, enclosing_box, follow, taylor

TWO_AXES = aligned(1, [["2/7", "3/7", "6/7"]], [diagonal(2, 0, 0), diagonal(0, 1, 0)])
PAIR = aligned(1, [["3/5", "4/5"], ["0", "1"]], [[["1/2", "1/4"], ["1/4", "0"]], diagonal("1/2", "-1/2")])
STATES = (TWO_AXES, PAIR, PAIR.under("softmax"), PAIR.on("flat"))
TIME = Fraction(1, 8)


def integrated(state, time, field=None, rows=14):
    """Another method in another library: modified midpoints, extrapolated to step 0 (Gragg, Bulirsch and Stoer)."""
    arithmetic = Digits(40)
    model = Model.of(state, arithmetic)
    velocity = field(model) if field else lambda tokens: model.at(tokens).velocity
    table = []
    for row in range(1, rows + 1):
        step = arithmetic.number(time / (2 * row))
        before, now = model.tokens, model.tokens + step * velocity(model.tokens)
        for _ in range(2 * row - 1):
            before, now = now, before + 2 * step * velocity(now)
        entries = [(before + now + step * velocity(now)) / 2]
        for column, better in enumerate(table, start=1):  # the error is a series in the square of the step
            ratio = arithmetic.number(Fraction(row, row - column) ** 2 - 1)
            entries.append(entries[-1] + (entries[-1] - better) / ratio)
        table = entries
    return table[-1].ravel()


def contains(balls, numbers, slack=1e-22):
    with flint.ctx.workprec(192):
        pairs = zip(balls.ravel(), numbers, strict=True)
        return all(abs(ball.mid() - flint.arb(str(number))) < slack + flint.arb(ball.rad()) for ball, number in pairs)


@pytest.mark.parametrize("state", STATES, ids=["two axes", "usa", "softmax", "flat"])
def test_it_holds_what_another_integrator_finds_and_is_narrow(state):
    enclosed = enclose(state, TIME, order=16, step=Fraction(1, 32))
    assert enclosed.shape == (state.n, state.d)
    assert contains(enclosed, integrated(state, TIME))
    assert max(float(ball.rad()) for ball in enclosed.flat) < 1e-13


@pytest.mark.parametrize("wrong", ["no projection", "no 1/n", "beta left out"])
def test_a_wrong_field_is_noticed(wrong):
    """In the integrator, which then leaves the enclosure, and in the enclosure, which then misses the integrator."""
    arithmetic = Balls(192)
    cool = aligned("1/2", PAIR.tokens, PAIR.score_matrices)

    def mistaken(model):
        if wrong == "no projection":
            return lambda tokens: model.at(tokens).drive
        if wrong == "no 1/n":
            return lambda tokens: project(tokens, 2 * model.at(tokens).drive)
        cooler = Model.of(cool, model.arithmetic)
        return lambda tokens: cooler.at(tokens).velocity

    assert not contains(enclose(PAIR, TIME), integrated(PAIR, TIME, mistaken), slack=1e-9)
    with arithmetic.working():
        balls = Model.of(PAIR, arithmetic)
        off = follow(mistaken(balls), balls.tokens, TIME, arithmetic, order=12, step=Fraction(1, 64))
        assert not contains(off, integrated(PAIR, TIME), slack=1e-9)


def test_smaller_steps_and_higher_orders_narrow_and_every_enclosure_meets():
    coarse = enclose(TWO_AXES, TIME, order=6, step=Fraction(1, 32))
    higher = enclose(TWO_AXES, TIME, order=20, step=Fraction(1, 32))
    smaller = enclose(TWO_AXES, TIME, order=6, step=Fraction(1, 128))
    for a, b, c in zip(coarse.flat, higher.flat, smaller.flat, strict=True):
        assert a.overlaps(b)
        assert a.overlaps(c)
        assert b.overlaps(c)
        assert b.rad() < 1e-10 * a.rad()
        assert c.rad() < 1e-2 * a.rad()


def test_two_legs_make_one_way():
    arithmetic = Balls(192)
    with arithmetic.working():
        model = Model.of(TWO_AXES, arithmetic)
        legs = model.tokens
        for time in (Fraction(1, 12), Fraction(1, 24)):
            legs = follow(lambda x: model.at(x).velocity, legs, time, arithmetic, order=14, step=Fraction(1, 40))
        assert all(a.overlaps(b) for a, b in zip(legs.flat, enclose(TWO_AXES, TIME).flat, strict=True))


def test_the_enclosed_tokens_reach_the_sphere():
    tokens = enclose(PAIR, TIME)
    assert all(square.contains(1) for square in inner(tokens, tokens))


def test_no_time_is_no_motion():
    tokens = enclose(PAIR, Fraction(0))
    assert tokens[1, 1] == 1
    with flint.ctx.workprec(192):
        assert (5 * tokens[0, 0]).contains(3)


# -- one step, on flows known in closed form -------------------------------------------------------


def growth(tokens):
    """xdot = x: the flow multiplies by e^t."""
    return 1 * tokens


def explosion(tokens):
    """xdot = x^2: from 1 the flow is 1 / (1 - t), and ends at t = 1."""
    return tokens * tokens


def test_the_coefficients_of_known_flows():
    arithmetic = Balls(128)
    one = np.array([[flint.arb(1)]])
    with arithmetic.working():
        exponential = taylor(growth, one, arithmetic, 6)
        assert all((factorial(k) * c.item()).contains(1) for k, c in enumerate(exponential))
        geometric = taylor(explosion, one, arithmetic, 6)
        assert [c.item() for c in geometric] == [1] * 6


def test_the_remainder_is_needed_and_suffices():
    """With few terms the polynomial alone misses e^h; the enclosure holds it, from a whole box of starts."""
    arithmetic = Balls(128)
    start = np.array([[flint.arb(1, 0.25)]])
    with arithmetic.working():
        h = arithmetic.number(Fraction(1, 8))
        reached = enclosure.taylor_step(growth, np.array([[flint.arb(1)]]), h, arithmetic, 3).item()
        assert reached.contains(h.exp())
        assert not (1 + h + h * h / 2).contains(h.exp())
        assert reached.rad() < 1e-3
        wide = enclosure.taylor_step(growth, start, h, arithmetic, 8).item()
        assert wide.contains(h.exp() * 3 / 4)
        assert wide.contains(h.exp() * 5 / 4)
        assert (
            follow(explosion, np.array([[flint.arb(1)]]), Fraction(1, 2), arithmetic, order=12, step=Fraction(1, 32))
            .item()
            .contains(2)
        )


def test_the_box_of_a_step_holds_the_whole_step():
    with flint.ctx.workprec(128):
        [[box]] = enclosing_box(explosion, np.array([[flint.arb(1)]]), flint.arb(1) / 8)
        for k in range(9):
            assert box.contains(flint.fmpq(64, 64 - k))
        assert box.upper() < 1.5


@pytest.mark.parametrize("step", [2, 1])
def test_no_box_is_found_over_an_explosion(step):
    with flint.ctx.workprec(128), pytest.raises(ArithmeticError, match="take a smaller step"):
        enclosing_box(explosion, np.array([[flint.arb(1)]]), flint.arb(step))


def test_the_step_of_a_real_flow_can_be_too_long():
    with pytest.raises(ArithmeticError, match=r"for a step of 0\.5"):
        enclose(TWO_AXES, Fraction(1, 2), step=Fraction(1, 2))
