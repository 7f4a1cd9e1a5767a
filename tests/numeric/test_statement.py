"""The confirmation of statements: what passes, what is rejected, and that nothing passes unchecked."""

from __future__ import annotations

from fractions import Fraction

import flint
import numpy as np
import pytest

from numeric.arithmetic import Balls
from numeric.model import Model
from numeric.statement import STATES, Statement, certified, precise
from numeric.states import Family, states

FAMILY = Family(symmetric=True, aligned=True)
ROUTES = pytest.mark.parametrize("route", [precise, certified])
SEED = 7


def constant(model: Model, value: object):
    """An array of one entry of the model's arithmetic."""
    return model.arithmetic.array([Fraction(value)])  # type: ignore[arg-type]


def vanishes(model, value="0"):
    return Statement(vanishing=constant(model, value))


def is_nonnegative(model, value="0"):
    return Statement(nonnegative=constant(model, value))


@ROUTES
def test_what_is_so_is_confirmed_on_every_state(route):
    finding = route(vanishes, FAMILY, seed=SEED)
    assert finding.passed
    assert finding.numbers["states"] == finding.numbers["values compared"] == STATES
    assert finding.witness is None
    assert route(is_nonnegative, FAMILY, seed=SEED, depth=2).numbers["states"] == 2 * STATES


@ROUTES
@pytest.mark.parametrize("value", ["1e-45", "-1e-45", "3"])
def test_a_residual_is_rejected_with_its_state(route, value):
    finding = route(vanishes, FAMILY, seed=SEED, value=value)
    assert not finding.passed
    assert "zero is claimed" in finding.summary
    assert finding.witness == {"state": states(FAMILY, seed=SEED)[0].as_json()}


@ROUTES
def test_a_negative_is_rejected(route):
    finding = route(is_nonnegative, FAMILY, seed=SEED, value="-1e-45")
    assert not finding.passed
    assert "no negative is claimed" in finding.summary
    assert route(is_nonnegative, FAMILY, seed=SEED, value="1e-45").passed


def test_what_is_smaller_than_the_digits_passes_with_digits_only():
    assert precise(vanishes, FAMILY, seed=SEED, value="1e-60").passed
    assert not precise(vanishes, FAMILY, seed=SEED, value="1e-60", digits=70).passed
    assert not certified(vanishes, FAMILY, seed=SEED, value="1e-60").passed


@ROUTES
def test_nothing_is_confirmed_by_no_state(route):
    def says(model):
        return Statement(vanishing=constant(model, 1), hypotheses=constant(model, "-1"))

    finding = route(says, FAMILY, seed=SEED)
    assert not finding.passed
    assert "nothing was checked" in finding.summary


@ROUTES
def test_nothing_is_confirmed_by_an_empty_statement(route):
    assert not route(lambda model: Statement(), FAMILY, seed=SEED).passed


@ROUTES
def test_states_that_miss_a_hypothesis_are_left_out(route):
    def says(model):
        several = model.n > 1
        return Statement(vanishing=constant(model, not several), hypotheses=constant(model, 1 if several else -1))

    finding = route(says, FAMILY, seed=SEED)
    assert finding.passed
    assert finding.numbers["states"] == sum(state.n > 1 for state in states(FAMILY, seed=SEED, count=STATES))


@ROUTES
def test_a_case_must_occur(route):
    def says(model, least=1):
        return Statement(vanishing=constant(model, 0), occurs={"many tokens": int(model.n >= least)})

    finding = route(says, FAMILY, seed=SEED)
    assert finding.passed
    assert finding.numbers["many tokens"] == STATES
    rare = route(says, FAMILY, seed=SEED, least=1000)
    assert not rare.passed
    assert "never met in the sample: many tokens" in rare.summary


def test_balls_are_narrowed_by_more_bits():
    precisions = set()

    def says(model):
        precisions.add(flint.ctx.prec)
        return Statement(vanishing=np.array([flint.arb(0, 2.0 ** (-flint.ctx.prec / 2))]))

    assert certified(says, FAMILY, seed=SEED).passed
    assert min(precisions) < 266 < max(precisions)


def test_a_ball_that_stays_wide_is_an_error_and_not_a_pass():
    def says(model):
        return Statement(vanishing=np.array([flint.arb(0, 1)]))

    with pytest.raises(ArithmeticError, match="no enclosure narrower than 1e-40"):
        certified(says, FAMILY, seed=SEED)


def test_precision_is_put_back():
    before = flint.ctx.prec
    certified(vanishes, FAMILY, seed=SEED)
    assert flint.ctx.prec == before
    assert Balls(300).bits == 300
