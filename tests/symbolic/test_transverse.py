"""The derivations off the equiangular family: what is claimed is derived, what is planted is not."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

from symbolic.equiangular import attraction, jacobian, off_family, subspaces, transverse
from symbolic.equiangular.jacobian import Dual
from symbolic.equiangular.transverse import EQUAL_PARTITIONS, TANGENT, i, j, perturbation, row_sum
from symbolic.indexed import NormalForm
from symbolic.language import M, dot, heads, x
from symbolic.rules import EQUIANGULAR_SCALAR

PLANTED = {
    transverse.spectrum: [{"sign": 1}, {"normalised": False, "left_out": 1}],
    jacobian.spectrum_spot: [{"sign": 1}, {"exponential": False}, {"normalised": False}, {"left_out": 1}],
    attraction.relative_growth: [{"grows": -1}, {"exponential": False}, {"root": 4}],
    subspaces.orthogonal_subspaces: [{"shared": False}, {"root": False}, {"summed": True}],
    off_family.first_orders: [{"dimension_order": 0.5}, {"strength_order": 2}, {"factor": 1}],
}


@cache
def derived(derivation):
    return derivation()


@pytest.mark.parametrize("derivation", PLANTED, ids=lambda f: f.__name__)
def test_it_is_derived(derivation) -> None:
    found = derived(derivation)
    assert found.passed, found.numbers.get("residue")
    assert found.numbers["identities decided"] >= 2
    assert found.steps


@pytest.mark.parametrize(
    ("derivation", "changes"),
    [(derivation, changes) for derivation, all_changes in PLANTED.items() for changes in all_changes],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_planted_error_is_not(derivation, changes) -> None:
    found = derivation(**changes)
    assert not found.passed
    assert found.numbers["residue"]


def test_the_spectrum_uses_every_condition() -> None:
    names = {rule.name for rule in (*EQUIANGULAR_SCALAR, TANGENT, EQUAL_PARTITIONS)}
    assert names <= set(derived(transverse.spectrum).numbers["rules"])


def test_the_reduction_to_one_head_uses_every_condition() -> None:
    names = {rule.name for rule in subspaces.BALANCED_SUBSPACES}
    assert names <= set(derived(subspaces.orthogonal_subspaces).numbers["rules"])


def test_a_perturbation_is_symmetric_and_its_rows_add_up() -> None:
    normal = NormalForm(*EQUIANGULAR_SCALAR, TANGENT)
    assert normal.residue(perturbation(i, j) - perturbation(j, i)) == 0
    assert normal.residue(perturbation(i, i)) == 0
    assert normal.residue(row_sum(i)) != 0


def test_balance_adds_up_to_the_whole() -> None:
    normal = NormalForm(*subspaces.BALANCED_SUBSPACES)
    assert normal.residue(heads(lambda k: dot(x(i), M(k, x(j)))) - subspaces.a * dot(x(i), x(j))) == 0


@pytest.mark.parametrize("rule", subspaces.BALANCED_SUBSPACES[:3], ids=lambda rule: rule.name)
def test_the_rules_of_balance_on_an_exact_instance(rule) -> None:
    """x_i = (y_i, y_i) in R^2, H = 2, M_h = a P_h; equal exponents for equal exponentials."""
    tokens = [(Fraction(3, 5), Fraction(3, 5)), (Fraction(-1, 2), Fraction(-1, 2))]
    a, b = Fraction(2), Fraction(7, 3)

    def head(h, vector):
        return tuple(a * entry if place == h else Fraction(0) for place, entry in enumerate(vector))

    def inner(p, q):
        return sum((s * t for s, t in zip(p, q, strict=True)), Fraction(0))

    for first in tokens:
        for second in tokens:
            product = inner(first, second)
            for h in range(2):
                if rule is subspaces.BALANCED:
                    assert inner(first, head(h, second)) == a * product / 2
                elif rule is subspaces.SHARED_KERNEL:
                    assert b * inner(first, head(h, second)) == b * a * product / 2
                else:
                    for k in range(2):
                        twice = head(h, head(k, second))
                        assert twice == (tuple(a * e for e in head(h, second)) if h == k else (0, 0))


def test_dual_numbers_differentiate() -> None:
    s = Dual(Fraction(3), Fraction(1))
    one = Dual(Fraction(1))
    assert (s * s).slope == 6
    assert (one / s).slope == Fraction(-1, 9)
    assert (s - one + s).slope == 2


def test_the_jacobian_is_symmetric_under_permutations() -> None:
    found = jacobian.jacobian("softmax")
    pairs = list(jacobian.PAIRS)
    alike = {frozenset(pair) for pair in pairs}
    assert len(found) == len(alike) == 10
    assert found[pairs.index((0, 1))][pairs.index((0, 2))] == found[pairs.index((2, 3))][pairs.index((3, 4))]
    assert found[pairs.index((0, 1))][pairs.index((2, 3))] == found[pairs.index((1, 2))][pairs.index((0, 4))] == 0


def test_sizes_are_named() -> None:
    assert derived(transverse.spectrum).numbers["sizes"].startswith("general n")
    assert derived(jacobian.spectrum_spot).numbers["sizes"] == "spot check: n=5, H=3"
