"""The arithmetics: exact entry, functions, slopes, and the precision put back."""

from __future__ import annotations

from fractions import Fraction

import flint
import ival
import numpy as np
import pytest
from configurations import laws
from flint.utils.flint_exceptions import DomainError
from hypothesis import given
from hypothesis import strategies as st

from numeric.arithmetic import Arithmetic, Balls, Digits, Floats, Intervals, Rationals, UncertainSign

THIRD = Fraction(1, 3)
ENCLOSING = (Balls(128), Intervals())
ALL = (Floats(), Digits(30), *ENCLOSING)


def middle(entry):
    return float(entry.mid) if isinstance(entry, ival.Interval) else float(entry)


def boxed(*entries):
    """An array of objects that NumPy would look into, given the chance."""
    box = np.empty(len(entries), dtype=object)
    for index, entry in enumerate(entries):
        box[index] = entry
    return box


@pytest.mark.parametrize("arithmetic", ALL, ids=lambda a: a.name)
def test_nested_rationals_enter_with_their_shape(arithmetic):
    entries = arithmetic.array([[THIRD, 2, 0], [Fraction(-5, 7), 1, 4]])
    assert entries.shape == (2, 3)
    assert middle(arithmetic.number(THIRD)) == middle(entries[0, 0])
    assert [middle(entry) for entry in entries.flat] == pytest.approx([1 / 3, 2, 0, -5 / 7, 1, 4], rel=1e-15)


def test_an_enclosure_of_a_rational_holds_it_and_is_tight():
    with Balls(128).working():
        third = Balls(128).number(THIRD)
        assert third.contains(flint.fmpq(1, 3))
        assert third.rad() < 2.0**-120
    interval = Intervals().number(THIRD)
    assert Fraction(float(interval.inf)) < THIRD < Fraction(float(interval.sup))
    assert interval.sup - interval.inf < 1e-16


@laws
@given(st.fractions(-20, 20, max_denominator=50), st.fractions("1/50", 20, max_denominator=50))
def test_functions_agree_in_every_arithmetic(any_sign, positive):
    for name, point in (("exp", any_sign), ("log", positive), ("sqrt", positive)):
        expected = getattr(np, name)(float(point))
        for arithmetic in ALL:
            with arithmetic.working():
                [value] = getattr(arithmetic, name)(arithmetic.array([point]))
            assert middle(value) == pytest.approx(expected, rel=1e-13, abs=1e-13), (arithmetic.name, name, point)


@pytest.mark.parametrize("arithmetic", [Floats(), Digits(30), Balls(128)], ids=lambda a: a.name)
def test_the_slope_is_the_derivative_at_zero(arithmetic):
    points = arithmetic.array([Fraction(1, 2), 2])
    with arithmetic.working():
        slopes = arithmetic.slope(lambda t: arithmetic.exp((points + t * points) * points))
    for slope, x in zip(slopes, (0.5, 2.0), strict=True):
        assert abs(float(slope) - x * x * np.exp(x * x)) < 1e-12 * np.exp(x * x) * x * x


def test_the_slope_in_digits_and_in_balls_is_sharp():
    digits, balls = Digits(60), Balls(256)
    slope = digits.slope(lambda t: digits.exp(digits.array([1]) + t))[0]
    with balls.working():
        ball = balls.slope(lambda t: balls.exp(balls.array([1]) + t))[0]
        assert (ball - flint.arb(1).exp()).contains(0)
        assert ball.rad() < 1e-70
        assert abs(flint.arb(str(slope)) - ball) < 1e-55


def test_precision_and_series_length_are_put_back_even_after_an_error():
    before = (flint.ctx.prec, flint.ctx.cap)

    def fail() -> None:
        with Balls(300).working(), Balls(300).series(7):
            assert (flint.ctx.prec, flint.ctx.cap) == (300, 7)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert (flint.ctx.prec, flint.ctx.cap) == before


def test_a_ball_that_reaches_below_zero_by_rounding_has_a_root():
    roots = Balls.sqrt(np.array([flint.arb(0), flint.arb(0, 1e-20), flint.arb(-1e-30, 1e-25), flint.arb(4)]))
    assert roots[0] == 0
    assert roots[1].contains(0)
    assert roots[1].contains(flint.arb(1e-10))
    assert roots[2].contains(0)
    assert roots[3] == 2
    assert not Balls.sqrt(np.array([flint.arb(-1)]))[0].is_finite()


def test_positive_means_all_of_an_enclosure():
    across, above = flint.arb(1, 2), flint.arb(2, 1.5)
    assert Balls(64).positive(np.array([across, above])).tolist() == [False, True]
    intervals = boxed(ival.Interval(-1, 3), ival.Interval(0, 3), ival.Interval(1, 3))
    assert Intervals().positive(intervals).tolist() == [False, False, True]
    assert Floats().positive(np.array([0.0, 1.0])).tolist() == [False, True]
    assert Digits(20).positive(Digits(20).array([0, 1])).tolist() == [False, True]


@pytest.mark.parametrize("arithmetic", [*ALL, Rationals()], ids=lambda a: a.name)
def test_the_positive_part(arithmetic):
    with arithmetic.working():
        parts = arithmetic.positive_part(arithmetic.array([Fraction(5, 4), 0, Fraction(-5, 4)]))
    assert [str(part) if isinstance(arithmetic, Rationals) else middle(part) for part in parts] == (
        ["5/4", "0", "0"] if isinstance(arithmetic, Rationals) else [1.25, 0, 0]
    )


def test_the_positive_part_of_an_enclosure_of_both_signs():
    [part] = Balls(64).positive_part(np.array([flint.arb(1, 2)]))
    assert part.contains(0)
    assert part.contains(3)
    assert not part.contains(-0.01)
    assert not part.contains(3.01)
    [interval] = Intervals().positive_part(boxed(ival.Interval(-1, 3)))
    assert (interval.inf, interval.sup) == (0, 3)


def test_the_positive_part_has_a_slope_on_either_side_and_none_between():
    for arithmetic in (Floats(), Balls(64), Digits(20)):
        points = arithmetic.array([2, -2])
        with arithmetic.working():
            slopes = arithmetic.slope(lambda t, a=arithmetic, x=points: a.positive_part(x + t * x))
        assert [float(slope) for slope in slopes] == pytest.approx([2, 0])
    with pytest.raises(UncertainSign, match=r"sign of x is not certain: x = \[\+/- 1"), Balls(64).series(2):
        Balls(64).positive_part(boxed(flint.arb_series([flint.arb(0, 1), 1])))
    with Balls(64).series(2):
        assert Balls(64).positive_part(boxed(flint.arb_series([0])))[0].length() == 0


def test_the_largest_of_enclosures_encloses_the_maximum():
    wide, narrow = flint.arb(1, 2), flint.arb(2)
    for pair in ([wide, narrow], [narrow, wide]):
        [largest] = Balls(64).largest(np.array(pair))
        assert largest.contains(2)
        assert largest.contains(3)
    a, b = ival.Interval(-1, 3), ival.Interval(2, 2.5)
    [interval] = Intervals().largest(boxed(a, b))
    assert (interval.inf, interval.sup) == (2, 3)
    assert Floats().largest(np.array([[1.0, 3.0], [2.0, 0.0]])).tolist() == [[3.0], [2.0]]


def test_a_shift_is_one_exact_number_near_the_maximum():
    [ball] = Balls(64).shift(np.array([flint.arb(1, 2), flint.arb(5, 0.5)]))
    assert ball == 5
    [interval] = Intervals().shift(boxed(ival.Interval(0, 4), ival.Interval(3)))
    assert interval.inf == interval.sup == 3
    with Balls(64).series(2):
        [series] = Balls(64).shift(boxed(flint.arb_series([7, 1]), flint.arb_series([1, 9])))
    assert series == 7


def test_rationals_are_exact_and_refuse_what_is_not_rational():
    rationals = Rationals()
    assert rationals.exp(rationals.array([0]))[0] == 1
    assert rationals.sqrt(rationals.array(["4/9"]))[0] == flint.fmpq(2, 3)
    with pytest.raises(ValueError, match="rational only at 0"):
        rationals.exp(rationals.array([1]))
    with pytest.raises(DomainError):
        rationals.sqrt(rationals.array([2]))


@pytest.mark.parametrize("name", ["exp", "log", "sqrt", "slope", "number"])
def test_an_arithmetic_says_what_it_lacks(name):
    with pytest.raises(NotImplementedError):
        getattr(Arithmetic(), name)(None)
