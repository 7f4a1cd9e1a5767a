"""Exact sums of exponentials: they agree with balls, and they decide every cancellation."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint
import numpy as np
import pytest

from numeric.arithmetic import Balls
from numeric.exponentials import Exponentials, Sum
from numeric.model import VARIANTS, Model
from numeric.states import Family, states

STATES = [state for attention in ("usa", "softmax") for state in states(Family(attention=attention), seed=3, count=12)]  # type: ignore[arg-type]


@pytest.fixture
def ring() -> Exponentials:
    return Exponentials()


def of(ring: Exponentials, value: int | str) -> Sum:
    return ring.number(Fraction(value))


def value(x: Sum) -> flint.arb:
    return x.ring.enclosures(200)(x)


def agrees(x: Sum, expected: Any) -> bool:
    """Does the enclosure contain the value, and is it narrow?"""
    ball = value(x)
    return bool(ball.overlaps(expected) and ball.rad() <= flint.arb(2) ** -150 * (1 + abs(ball)))


@pytest.mark.parametrize("number", range(len(STATES)))
def test_the_model_agrees_with_balls(number: int) -> None:
    state = STATES[number]
    exact, balls = Model.of(state, Exponentials()), Balls(3000)

    def quantities(model: Model) -> list[Any]:
        parts = [model.energy, model.energy_rate, model.velocity, model.entropy, model.entropy_rate, model.tangential]
        return [entry for part in [*parts, *map(model.dominance, VARIANTS)] for entry in np.ravel(part)]

    with balls.working():
        expected = quantities(Model.of(state, balls))
    for ours, theirs in zip(quantities(exact), expected, strict=True):
        assert value(ours).overlaps(theirs)
        assert theirs.contains(0) or ours  # what balls know not to be zero is no empty sum


def test_ring_laws_with_roots_and_exponentials(ring: Exponentials) -> None:
    a = of(ring, 8).sqrt() + of(ring, "1/2").exp()
    b = of(ring, "9/50").sqrt() * of(ring, 2).sqrt().exp() - 3
    c = 1 - of(ring, 6).sqrt()
    assert not (a * (b + c) - a * b - a * c)
    assert not (a * b - b * a)
    assert not (a - a)
    assert a * b - 1
    with flint.ctx.workprec(200):
        one, two = flint.arb(1), flint.arb(2)
        assert agrees(a, two.sqrt() * 2 + (one / 2).exp())
        assert agrees(b, 3 / two.sqrt() / 5 * two.sqrt().exp() - 3)
        assert agrees(2 / (a * b), 2 / value(a) / value(b))


def test_cancellation_costs_no_precision(ring: Exponentials) -> None:
    huge = of(ring, 10**6).exp()
    assert not (huge - huge)
    assert not (huge * of(ring, -(10**6)).exp() - 1)
    assert ring.sign(huge - of(ring, 10**6 - 1).exp()) == 1
    assert ring.sign(1 - of(ring, "1/1000000").exp()) == -1
    assert ring.sign(huge - huge) == 0


def test_roots_of_the_same_square_class_are_one(ring: Exponentials) -> None:
    assert not (of(ring, 12).sqrt() - 2 * of(ring, 3).sqrt())
    assert not (of(ring, "4/3").sqrt() - 2 * of(ring, "1/3").sqrt())
    assert not (of(ring, 6).sqrt() * of(ring, 10).sqrt() - 2 * of(ring, 15).sqrt())
    assert not (of(ring, 12).sqrt().exp() - of(ring, 3).sqrt().exp() * of(ring, 3).sqrt().exp())
    assert of(ring, 6).sqrt() - of(ring, 2).sqrt() - of(ring, 3).sqrt()


def test_division(ring: Exponentials) -> None:
    one_term = 3 * of(ring, 2).sqrt() * of(ring, 5).exp()
    assert not (one_term / one_term - 1)
    two_terms = 1 + of(ring, 5).exp()
    assert not (1 / two_terms - 1 / (of(ring, 5).exp() + 1))  # the same sum has the same name
    assert not ((1 / two_terms) / (1 / two_terms) - 1)
    assert agrees(7 / two_terms, 7 / value(two_terms))
    with pytest.raises(ZeroDivisionError, match="exactly zero"):
        1 / (one_term - one_term)


def test_roots(ring: Exponentials) -> None:
    assert not of(ring, 0).sqrt()
    assert not ((9 * of(ring, 4).exp()).sqrt() - 3 * of(ring, 2).exp())
    two_terms = 1 + of(ring, 1).exp()
    assert agrees(two_terms.sqrt(), value(two_terms).sqrt())
    nested = of(ring, 2).sqrt().sqrt()
    with flint.ctx.workprec(200):
        assert agrees(nested, flint.arb(2).sqrt().sqrt())


def test_logarithms(ring: Exponentials) -> None:
    assert not (of(ring, 3).exp().log() - 3)
    assert not (of(ring, 2).sqrt().exp().log() - of(ring, 2).sqrt())
    with flint.ctx.workprec(200):
        assert agrees((5 * of(ring, 7).exp()).log(), flint.arb(5).log() + 7)
        assert agrees((1 + of(ring, 1).exp()).log(), (1 + flint.arb(1).exp()).log())


def test_exponents_are_algebraic(ring: Exponentials) -> None:
    with pytest.raises(ValueError, match="a sum of rationals and square roots"):
        of(ring, 1).exp().exp()
    with pytest.raises(ValueError, match="a sum of rationals and square roots"):
        (1 + of(ring, 1).exp()).inverse().exp()


def test_sizes_have_the_sign_that_is_proved(ring: Exponentials) -> None:
    positive = of(ring, 1).exp() - of(ring, 2)
    assert not (abs(positive) - positive)
    assert not (abs(-positive) - positive)
    assert not abs(of(ring, 0))
    s = 1 + of(ring, 1).exp()
    undecided = s * (1 / s) - 1  # zero, but names are not expanded
    assert undecided
    assert ring.sign(undecided) is None
    assert value(abs(undecided)).contains(0)
    assert value(abs(undecided)) < flint.arb("1e-50")
