"""ReLU attention derived: what is claimed is, what is planted is not, no condition is idle."""

from __future__ import annotations

import json

import pytest
from sympy import Rational, Symbol, exp, log

from symbolic import relu
from symbolic.indexed import NormalForm
from symbolic.language import beta, n
from symbolic.relu import separation
from symbolic.rules import CONDITIONS, RELU_EQUIANGULAR_SCALAR

PLANTED = {
    relu.ode: [{"strength_power": 1}, {"own": 0}, {"rectified": False}],
    relu.ode_heads: [{"strength_power": 1}, {"same_side": False}],
    relu.exact_time: [{"own": 0}, {"last_sign": 1}],
    relu.late: [{"strength_power": 1}, {"exponential": False}],
    relu.late_faster: [{"strength_power": 1}, {"exponential": False}],
    separation.separation: [{"half": False}, {"strength_power": 1}, {"own": False}],
    separation.separation_linear: [{"strangers": 1}, {"exponential": False}],
    separation.separation_full: [{"strangers": 0}, {"sign": -1}],
    separation.separation_nonlinear: [{"relu_factor": False}, {"softmax_factor": False}],
    separation.crossover: [{"power": 2}, {"strength_power": 1}],
}
BY_GRAM = (relu.ode, relu.ode_heads)
CASES = [(derive, changes) for derive, planted in PLANTED.items() for changes in planted]


def name(value):
    return value.__name__ if callable(value) else str(value)


def test_every_derivation_is_here():
    public = {
        value
        for family in (relu, separation)
        for value in vars(family).values()
        if getattr(value, "__annotations__", {}).get("return") == "Derivation"
    }
    assert public == set(PLANTED)


@pytest.mark.parametrize("derive", PLANTED, ids=name)
def test_it_is_derived(derive):
    found = derive()
    assert found.passed, found.numbers
    assert found.numbers["identities decided"] > 0
    assert found.steps
    assert "general" in found.numbers["sizes"]
    json.dumps(found.numbers)


@pytest.mark.parametrize(("derive", "changes"), CASES, ids=name)
def test_a_planted_error_is_not_derived(derive, changes):
    found = derive(**changes)
    assert not found.passed
    assert found.numbers["residue"]


@pytest.mark.parametrize("derive", BY_GRAM, ids=name)
def test_exactly_its_conditions_are_used(derive):
    used = set(derive().numbers["rules"]) & {rule.name for rule in CONDITIONS}
    assert used == {rule.name for rule in RELU_EQUIANGULAR_SCALAR}


@pytest.mark.parametrize("dropped", RELU_EQUIANGULAR_SCALAR, ids=lambda rule: rule.name)
@pytest.mark.parametrize("derive", BY_GRAM, ids=name)
def test_without_a_condition_it_is_not_derived(derive, dropped, monkeypatch):
    begin = NormalForm.__init__

    def without(self, *conditions, **options):
        begin(self, *(rule for rule in conditions if rule != dropped), **options)

    monkeypatch.setattr(NormalForm, "__init__", without)
    assert not derive().passed


def test_a_rational_function_vanishes_by_its_numerator():
    g = Symbol("gamma", positive=True)
    for expr, zero in ((1 / g - (1 + 1 / n) * n / (g * (n + 1)), True), (1 / g - 1 / (g + n), False)):
        proof = relu.calculus()
        relu.vanishes(proof, "is it zero?", expr)
        assert proof.derivation("").passed is zero


def test_an_inequality_needs_the_identity_and_the_sign():
    p, q = Symbol("p", positive=True), Symbol("q")
    for larger, smaller, by, proved in (
        (2 * p, p, p, True),
        (2 * p, p, 2 * p, False),  # not the difference
        (p, 2 * p, -p, False),  # the difference, but negative
        (p + q, p, q, False),  # of unknown sign
    ):
        proof = relu.calculus()
        separation._exceeds(proof, "larger", larger, smaller, by)
        assert proof.derivation("").passed is proved


def test_logarithms_are_compared_by_their_parts():
    p, q = Symbol("p", positive=True), Symbol("q", positive=True)
    for left, right, same in (
        (log(p * q), log(p) + log(q), True),
        (log(p**2), 2 * log(p), True),
        (log(p / q), log(p) + log(q), False),
    ):
        proof = relu.calculus()
        separation._same_logs(proof, "same", left, right)
        assert proof.derivation("").passed is same


def test_a_time_needs_the_slope_and_the_start():
    g0, g1 = separation.g0, separation.g1
    for time, proved in ((g1 - g0, True), (2 * (g1 - g0), False), (g1, False)):
        proof = relu.calculus()
        separation._is_time(proof, "time", time, n / n)
        assert proof.derivation("").passed is proved


def test_the_drives_at_a_rational_point():
    at = {n: 3, relu.a: 2, beta: Rational(1, 2)}
    half = Rational(1, 2)
    assert relu.relu_drive(half).subs(at) == Rational(2, 3) * 2 * half * half * 2
    assert relu.usa_drive(half).subs(at) == Rational(4, 3) * exp(half)
    assert relu.softmax_drive(half).subs(at) == 4 / (exp(half) + 2)
