"""The derivations of equiangular tokens: each holds, none does with a planted error, no condition idles."""

from __future__ import annotations

import json

import pytest
from sympy import Symbol

from symbolic import equiangular
from symbolic.equiangular import critical, threshold
from symbolic.indexed import NormalForm
from symbolic.rules import EQUIANGULAR_SCALAR

PLANTED = {
    equiangular.invariant: [{"factor": 1}, {"self_counted": True}, {"weighted": False}],
    equiangular.fraction: [{"self_counted": True}, {"gap": False}],
    critical.beta_star: [{"half": False}, {"self_counted": True}],
    critical.beta_star_general: [{"gap": False}, {"shadow_sign": 1}],
    critical.certificate_not_transition: [{"transition": True}, {"tokens_power": 1}],
    threshold.threshold: [{"self_counted": True}, {"squared": False}],
    threshold.threshold_eps: [{"epsilon_power": 2}, {"self_counted": True}],
}
DERIVATIONS = pytest.mark.parametrize("derive", PLANTED, ids=lambda derive: derive.__name__)


def test_every_derivation_is_here():
    public = {
        value
        for family in (equiangular, critical, threshold)
        for name, value in vars(family).items()
        if getattr(value, "__annotations__", {}).get("return") == "Derivation" and not name.startswith("_")
    }
    assert public == set(PLANTED)


@DERIVATIONS
def test_what_is_claimed_is_derived(derive):
    found = derive()
    assert found.passed, found.numbers.get("residue")
    assert found.numbers["identities decided"] >= 3
    json.dumps(found.numbers)


@DERIVATIONS
def test_a_planted_error_leaves_a_residue(derive):
    for wrong in PLANTED[derive]:
        found = derive(**wrong)
        assert not found.passed, wrong
        assert found.numbers["residue"]


@pytest.mark.parametrize("number", [0, 1, 3])
@pytest.mark.parametrize("derive", [equiangular.invariant, equiangular.fraction], ids=lambda derive: derive.__name__)
def test_no_condition_is_idle(derive, number, monkeypatch):
    # without scalar heads (rule 2) the kernel's two values still say all of the kernel, so the outputs need it
    kept = tuple(rule for k, rule in enumerate(EQUIANGULAR_SCALAR) if k != number)
    monkeypatch.setattr(equiangular, "EQUIANGULAR_SCALAR", kept)
    assert not derive().passed


def test_the_head_rates_need_equal_angles(monkeypatch):
    monkeypatch.setattr(critical, "EQUIANGULAR_SCALAR", EQUIANGULAR_SCALAR[:1] + EQUIANGULAR_SCALAR[2:])
    assert not critical.certificate_not_transition().passed


def test_bessel_needs_orthogonal_outputs(monkeypatch):
    monkeypatch.setattr(critical, "OUTPUT_ORTHOGONALITY", critical.UNIT_TOKENS)
    assert not critical.certificate_not_transition().passed


def test_the_drift_vanishes_at_both_ends():
    gamma, n = equiangular.gamma, equiangular.n
    drift = equiangular.drift()
    assert drift.subs(gamma, 1) == 0
    assert drift.subs(gamma, -1 / (n - 1)).simplify() == 0


def test_the_two_values_of_the_kernel_are_what_the_partition_sums():
    # one token more adds e^{beta alpha gamma}
    normal = NormalForm(*EQUIANGULAR_SCALAR)
    h, i = Symbol("h"), Symbol("i")
    partition = equiangular.tokens(lambda j: equiangular.kernel(h, i, j))
    weight = equiangular.strength(h, weighted=False)
    own = equiangular.exp(equiangular.beta * equiangular.alpha(h))
    assert normal.residue(partition - (own + (equiangular.n - 1) * weight)) == 0
    assert normal.residue(partition - (own + equiangular.n * weight)) != 0
