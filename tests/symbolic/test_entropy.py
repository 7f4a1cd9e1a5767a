"""The entropy derivations: what is claimed is derived, what is planted is not, no condition is idle."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sympy import Rational, Symbol, exp, log, symbols

from symbolic import entropy
from symbolic.derivation import Derivation
from symbolic.entropy import falls as entropy_falls
from symbolic.entropy.falls import Mirror, RankOne, c, minus_covariance, s
from symbolic.indexed import NormalForm
from symbolic.language import Z, beta, ddt, dot, t, tokens, u, x

Derive = Callable[..., Derivation]
PLANTED: dict[Derive, list[dict[str, Any]]] = {
    entropy.production: [{"sign": 1}, {"centred": False}, {"uniform": True}],
    entropy.equiangular: [
        *({"alpha_power": 1}, {"alpha_power": 3}, {"beta_power": 1}, {"beta_power": 3}),
        {"others": False},
    ],
    entropy.growth: [{"sign": -1}, {"own_weight": False}],
    entropy_falls.monotone: [{"sign": 1}, {"time": -1}],
    entropy_falls.forever: [{"sign": 1}, {"time": -1}],
    entropy_falls.rank_one: [{"sign": 1}, {"strength_power": 1}, {"strength_power": 3}],
}
NEEDED = {
    entropy.equiangular: ("equiangular tokens", "scalar heads", "two values"),
    entropy.growth: ("equiangular tokens", "scalar heads", "two values", "value alignment"),
}


def name(value: Any) -> str:
    return value.__name__ if callable(value) else str(value)


@pytest.mark.parametrize("derive", PLANTED, ids=name)
def test_it_is_derived(derive: Derive) -> None:
    found = derive()
    assert found.passed, found.numbers
    assert found.numbers["identities decided"] > 0
    json.dumps(found.numbers)


@pytest.mark.parametrize(
    ("derive", "changes"), [(derive, changes) for derive in PLANTED for changes in PLANTED[derive]], ids=name
)
def test_a_planted_error_is_not_derived(derive: Derive, changes: dict[str, Any]) -> None:
    found = derive(**changes)
    assert not found.passed
    assert found.numbers["residue"]


@pytest.mark.parametrize(("derive", "dropped"), [(d, rule) for d in NEEDED for rule in NEEDED[d]], ids=name)
def test_without_a_condition_it_is_not_derived(derive: Derive, dropped: str, monkeypatch: Any) -> None:
    begin = NormalForm.__init__

    def without(self: NormalForm, *conditions: Any, **options: Any) -> None:
        begin(self, *(rule for rule in conditions if rule.name != dropped), **options)

    monkeypatch.setattr(NormalForm, "__init__", without)
    assert not derive().passed


def test_production_needs_no_condition() -> None:
    assert set(entropy.production().numbers["rules"]) == {"Leibniz", "renaming", "symmetry of <.,.>"}


def test_a_logarithm_is_differentiated_where_its_argument_is_positive() -> None:
    i, h = Symbol("i"), Symbol("h")
    moving = Z(h, i) + t * tokens(lambda j: dot(x(j), u))
    assert NormalForm().residue(ddt(log(moving)) - tokens(lambda j: dot(x(j), u)) / Z(h, i)) == 0
    for argument in (dot(x(i), u + t * u), 1 - t * dot(x(i), u) - 2, -moving):
        with pytest.raises(TypeError, match="not known to be positive"):
            NormalForm().residue(ddt(log(argument)))


def test_the_covariance_of_a_row_by_hand() -> None:
    p, q = symbols("p q", real=True)
    # two entries: -Z^2 Cov = -e^p e^q (p - q)(r_1 - r_2)
    row = minus_covariance([p, q], [Rational(3), Rational(1)], -1)
    assert (row + exp(p) * exp(q) * (p - q) * 2).expand() == 0
    twice = minus_covariance([p, q], [Rational(3), Rational(1)], -1, 2)
    assert (twice - 4 * row).expand() == 0


def test_the_families_at_one_point_in_floats() -> None:
    at = {c: 0.96, s: 0.28, beta: 1.3, Symbol("share", positive=True): 1 / 3, Symbol("share_z", positive=True): 1 / 3}
    assert float(Mirror().production(0, -1).subs(at)) < 0 < float(Mirror().pull.subs(at))
    m, k = Symbol("m", positive=True), Symbol("k", positive=True)
    model = RankOne((m, -m), (Rational(1, 4), Rational(1, 4)), k)
    assert float(model.production(0, -1).subs({m: 0.5, k: 2, entropy_falls.a: -1.0, beta: 2.0})) < 0
