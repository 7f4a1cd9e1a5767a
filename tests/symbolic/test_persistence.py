from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from sympy import KroneckerDelta, Rational, exp

from symbolic.language import H, beta, dot, gamma, n
from symbolic.radial import persistence
from symbolic.radial.persistence import OTHER, PROJECTIONS, SELF, SPLIT, SPLIT_KERNEL, SPLIT_RULES, a, h, i, j, k

CLAIMED: dict[Any, list[dict[str, Any]]] = {
    persistence.equilibrium: [{"tangential_squared": False}, {"others_only": False}],
    persistence.one_cluster: [{"half": False}, {"tokens_power": 1}],
    persistence.kept: [{"tangential_squared": False}, {"others_only": False}, {"threshold": "B"}],
}
WRONG = [(derivation, changes) for derivation, all_changes in CLAIMED.items() for changes in all_changes]


@pytest.mark.parametrize("derivation", CLAIMED, ids=lambda derivation: derivation.__name__)
def test_it_is_derived(derivation: Any) -> None:
    found = derivation()
    assert found.passed, found.summary
    assert found.numbers["sizes"] == "general n, d, H"


@pytest.mark.parametrize(("derivation", "changes"), WRONG)
def test_planted_errors(derivation: Any, changes: dict[str, Any]) -> None:
    found = derivation(**changes)
    assert not found.passed
    assert found.numbers["residue"]


@pytest.mark.parametrize("missing", [SPLIT_KERNEL, SPLIT, PROJECTIONS], ids=lambda rule: rule.name)
def test_every_rule_of_the_split_family_is_needed(missing: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persistence, "SPLIT_RULES", tuple(rule for rule in SPLIT_RULES if rule is not missing))
    assert not persistence.kept().passed


class TestRules:
    """Both sides of each rule at exact split tokens: n = 3, gamma = 5/6, two heads of strength 3/2."""

    n, heads, strength, gamma = 3, 2, Fraction(3, 2), Fraction(5, 6)

    def block(self, m: int) -> list[Fraction]:
        """sqrt(2) times the part of token m that one head sees: a unit vector but for the factor 1/sqrt(6)."""
        return [Fraction(1 + (m == c)) for c in range(self.n)]

    def head(self, of: int, vector: list[Fraction]) -> list[Fraction]:
        return [self.strength * entry * (c // self.n == of) for c, entry in enumerate(vector)]

    def product(self, of: int, p: int, q: int) -> Fraction:
        """<x_p, M_of x_q>, the square roots 1/sqrt(6) and 1/sqrt(2) of both tokens multiplied out."""
        left, right = (self.block(m) * self.heads for m in (p, q))
        return sum((x * y for x, y in zip(left, self.head(of, right), strict=True)), Fraction(0)) / 12

    def value(self, expr: Any, p: int, q: int) -> Any:
        at = {a: self.strength, H: self.heads, n: self.n, gamma: self.gamma, i: p, j: q}
        return expr.subs({key: Rational(value) for key, value in at.items()})

    @pytest.mark.parametrize(("p", "q"), [(0, 0), (0, 1), (2, 1)])
    def test_split_tokens(self, p: int, q: int) -> None:
        for of in range(self.heads):
            assert self.value(SPLIT.right, p, q) == Rational(self.product(of, p, q))

    @pytest.mark.parametrize(("p", "q"), [(0, 0), (0, 1)])
    def test_kernel(self, p: int, q: int) -> None:
        assert SPLIT_KERNEL.left == exp(beta * dot(*SPLIT.left.args))
        expected = exp(beta * Rational(self.product(0, p, q)))
        assert self.value(SPLIT_KERNEL.right, p, q) == expected
        assert self.value(SELF if p == q else OTHER, p, q) == expected

    def test_projections(self) -> None:
        vector = [Fraction(c + 1) for c in range(self.n * self.heads)]
        for one in range(self.heads):
            for other in range(self.heads):
                factor = PROJECTIONS.right.args
                assert KroneckerDelta(h, k) in factor
                assert a in factor
                expected = [self.strength * (one == other) * entry for entry in self.head(one, vector)]
                assert self.head(one, self.head(other, vector)) == expected
