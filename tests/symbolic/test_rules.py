"""Each rule against exact rational instances, and as the normal form carries it out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Expr, Symbol

from symbolic import rules
from symbolic.indexed import NormalForm
from symbolic.language import dot, f, is_vector, n, u, v, x, z
from symbolic.rewriting import equal_forms, match, rewrites
from symbolic.rules import CONDITIONS, LAWS, Rule

SEEDS = range(40)
ALL = pytest.mark.parametrize("rule", LAWS + CONDITIONS, ids=lambda rule: rule.name)


def sides(rule: Rule) -> tuple[Expr, Expr]:
    """Both sides as scalars: a vector is known by its inner product with an arbitrary vector."""
    pair = (rule.left, rule.right)
    return tuple(dot(side, z) for side in pair) if is_vector(rule.left) or is_vector(rule.right) else pair


def agrees(rule: Rule, instance, needs=None) -> bool:
    conditions = [rule.name] if needs is None else needs
    left, right = sides(rule)
    states = [instance(seed, conditions, tokens=3, heads=3) for seed in SEEDS]
    return all(state(left) == state(right) for state in states)


@ALL
def test_both_sides_are_equal(rule, instance):
    assert agrees(rule, instance)


@ALL
def test_a_rule_with_its_sign_flipped_is_caught(rule, instance):
    assert not agrees(replace(rule, right=-rule.right), instance)


@pytest.mark.parametrize("rule", CONDITIONS[:-1], ids=lambda rule: rule.name)
def test_a_condition_is_needed(rule, instance):
    assert not agrees(rule, instance, needs=[])


@ALL
def test_the_normal_form_carries_it_out(rule):
    left, right = sides(rule)
    normal = NormalForm(rule) if rule in CONDITIONS else NormalForm()
    assert normal.residue(left - right) == 0
    # and says so, but for the products and powers that are only a way of writing
    assert rule.name in normal.used or rule is rules.PRODUCTS


@pytest.mark.parametrize("rule", CONDITIONS, ids=lambda rule: rule.name)
def test_without_the_condition_it_does_not(rule):
    left, right = sides(rule)
    assert NormalForm().residue(left - right) != 0


@ALL
def test_names_and_words(rule):
    assert rule.words.endswith(".")
    assert [other.name for other in LAWS + CONDITIONS].count(rule.name) == 1


def test_matching_tells_vectors_from_indices():
    i = Symbol("i")
    assert match(dot(u, v), dot(x(i), f(i, i))) == {u: x(i), v: f(i, i)}
    assert match(x(i), x(n + 1)) is None
    assert match(dot(u, u), dot(x(i), z)) is None
    assert match(dot(u, v), dot(x(i), n)) is None
    assert match(u**2, z**3) is None
    assert match(n**2, n**2) == {n: n}


def test_equal_forms_are_all_that_the_rules_reach():
    i, j, h = Symbol("i"), Symbol("j"), Symbol("h")
    used: list[Rule] = []
    word = dot(x(i), rules.M(h, x(j)))
    forms = equal_forms(word, [rules.COMMUTING, rules.SCORE_SYMMETRY], used.append)
    assert set(forms) == {
        word,
        dot(rules.M(h, x(i)), x(j)),
        dot(rules.M(h, x(j)), x(i)),
        dot(x(j), rules.M(h, x(i))),
    }
    assert set(used) == {rules.COMMUTING, rules.SCORE_SYMMETRY}
    assert list(rewrites(word, rules.UNIT_TOKENS.left, rules.UNIT_TOKENS.right)) == []
