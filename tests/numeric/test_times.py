"""Clustering times: four ways to integrate 1/rate, held against a closed form and against each other."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import isclose

import flint
import numpy as np
import pytest

from numeric.arithmetic import Balls, Digits, Floats, Intervals
from numeric.equiangular import Parameters, softmax_rate, usa_rate
from numeric.rates.times import Heads, enclosed_time, interval_cells, measured_time, precise_time, rate_of, riemann_time

START, END = Fraction(1, 10), Fraction(9, 10)
HEADS = [Heads(32, Fraction(1), (Fraction(1, 2), Fraction(3, 2))), Heads(5, Fraction(4), (Fraction(1),) * 3)]
LAWS = pytest.mark.parametrize("law", [usa_rate, softmax_rate])


def polynomial(gamma):
    """A rate whose time is known: the integral of 1 / ((1 - g)(1 + 3 g)) is ln((1 + 3 g) / (1 - g)) / 4."""
    return (1 - gamma) * (1 + 3 * gamma)


def known(arithmetic):
    low, high = arithmetic.array([START, END])
    ratio = (1 + 3 * high) * (1 - low) / ((1 - high) * (1 + 3 * low))
    return arithmetic.log(np.asarray([ratio], dtype=object))[0] / 4


def test_the_enclosure_holds_the_known_time():
    found = enclosed_time(polynomial, START, END)
    with Balls(200).working():
        assert found.contains(known(Balls(200)))
    assert 2 * flint.arb(found.rad()) < 1e-20


def test_the_precise_time_is_the_known_one():
    digits = Digits(40)
    assert abs(precise_time(polynomial, START, END, digits) - known(digits)) < digits.number(Fraction(1, 10**35))


@LAWS
@pytest.mark.parametrize("heads", HEADS, ids=lambda heads: f"n={heads.n}")
def test_four_ways_agree(law, heads):
    with Balls(192).working():
        exact = enclosed_time(rate_of(law, heads.read(Balls(192))), START, END)
    digits = Digits(30)
    precise = precise_time(rate_of(law, heads.read(digits)), START, END, digits)
    within = riemann_time(law, heads.read(Intervals()), START, END, cells=400)
    measured = measured_time(rate_of(law, heads.read(Floats())), float(START), float(END))
    assert flint.arb(str(precise)).overlaps(exact) or abs(flint.arb(str(precise)) - exact) < 1e-25
    assert within.inf < float(exact.mid()) < within.sup < 1.02 * within.inf
    assert isclose(measured, float(exact.mid()), rel_tol=1e-11)


@LAWS
def test_a_rate_is_the_law_at_its_gamma(law):
    heads = HEADS[0]
    gammas = np.array([[0.1], [0.4]])
    together = law(Parameters(Floats(), heads.n, gammas, np.array([0.5, 1.5]), np.array([1.0])))
    rate = rate_of(law, heads.read(Floats()))
    assert [rate(gamma) for gamma in gammas.ravel()] == pytest.approx(together.ravel().tolist(), rel=1e-14)


def test_rates_of_heads_add_up():
    heads = HEADS[0]
    for law in (usa_rate, softmax_rate):
        parts = [rate_of(law, head.read(Floats()))(0.3) for head in heads.apart()]
        assert rate_of(law, heads.read(Floats()))(0.3) == pytest.approx(sum(parts), rel=1e-14)


def test_equal_heads_of_the_same_mean():
    assert HEADS[0].alike().strengths == (1, 1)
    assert [head.strengths for head in HEADS[0].apart()] == [(Fraction(1, 2),), (Fraction(3, 2),)]


def test_cells_cover_the_stretch():
    cells = interval_cells(START, END, 7).ravel()
    assert cells[0].inf <= START
    assert cells[-1].sup >= END
    assert all(left.sup >= right.inf for left, right in pairwise(cells))


@pytest.mark.parametrize(("start", "end"), [(END, START), (START, START)])
def test_times_run_forward(start, end):
    for time in (
        lambda: enclosed_time(polynomial, start, end),
        lambda: precise_time(polynomial, start, end, Digits(20)),
        lambda: riemann_time(usa_rate, HEADS[0].read(Intervals()), start, end),
    ):
        with pytest.raises(ValueError, match="gamma_0 < gamma_1"):
            time()


def test_a_rate_that_is_not_positive_is_refused():
    repelling = Heads(4, Fraction(1), (Fraction(-1),))
    with pytest.raises(ValueError, match="does not pass"):
        enclosed_time(lambda gamma: -polynomial(gamma), START, END)
    with pytest.raises(ValueError, match="not positive"):
        riemann_time(usa_rate, repelling.read(Intervals()), START, END, cells=10)


def test_a_rate_that_changes_sign_on_the_way_has_no_time():
    with pytest.raises(ArithmeticError, match="no enclosure"):
        enclosed_time(lambda gamma: (gamma - flint.acb(1) / 3) ** 2, START, END)


def test_a_width_out_of_reach_is_told():
    with pytest.raises(ArithmeticError, match="narrower than"):
        enclosed_time(polynomial, START, END, width=0)
