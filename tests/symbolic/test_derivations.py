"""Every derivation: what is claimed is derived, what is planted is not, no condition is idle."""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

import pytest
from sympy import Rational, Symbol, exp, log

from symbolic import counterexamples, definitions, energy, radial
from symbolic.explicit import Coordinates, column, crossed_heads, exceeds, two_of_each
from symbolic.indexed import NormalForm
from symbolic.language import beta, dot, u, v
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof, general
from symbolic.radial import dominance, invariance
from symbolic.radial.invariance import T, b, r_0
from symbolic.rules import CONDITIONS, LAWS, SCORE_SYMMETRY

PLANTED = {
    energy.gradient: [{"half": False}, {"tokens_power": 0}, {"tokens_power": 2}, {"self_pairs": False}],
    definitions.definitions: [{"transposed": True}, {"self_pairs": False}, {"projected": False}],
    energy.gradient_spot: [{"half": False}, {"tokens_power": 0}, {"tokens_power": 2}, {"self_pairs": False}],
    energy.flat: [{"factor": 2}, {"tokens_power": 0}, {"tokens_power": 2}],
    energy.sphere: [{"projected": False}, {"tokens_power": 0}, {"tokens_power": 2}],
    energy.sphere_spot: [{"projected": False}, {"tokens_power": 0}, {"tokens_power": 2}],
    counterexamples.needs_symmetry: [{"symmetrised": True}, {"rate": "dissipation"}],
    counterexamples.needs_alignment: [{"aligned": True}, {"rate": "dissipation"}],
    energy.softmax_one_head: [{"weighted": False}, {"tokens_power": 1}],
    counterexamples.softmax_many_heads: [{"attention": "usa"}, {"heads": 1}, {"signs": "swapped"}],
    energy.critical_points: [{"tokens_power": 0}, {"projected": False}],
    radial.projection: [{"sign": 1}, {"squared": False}],
    radial.decomposition: [{"shadow_sign": 1}, {"tokens_power": 2}, {"others_only": False}],
    radial.decomposition_spot: [{"shadow_sign": 1}, {"tokens_power": 2}, {"others_only": False}],
    counterexamples.obstruction: [{"geometry": "flat"}, {"shadow": False}],
    dominance.dominance: [{"shadow_sign": 1}, {"tangential_squared": False}],
    invariance.dominance_not_invariant: [
        {"rate_sign": -1},
        {"heads": 1},
        {"after": 2 * T},  # 1/b for 1/(2b)
        {"after": T - log(2) / (2 * b)},  # no 2 in the logarithm
        {"after": T + log(2) / (2 * b)},
        {"after": T.subs(r_0, 1)},
        {"after": T.subs(exp(beta * b / 2), exp(beta * b))},
    ],
    dominance.robust: [{"epsilon_power": 2}, {"tokens_power": 2}],
    radial.typical_rank: [{"bound": "max"}, {"orthogonality": "trace"}],
}
# the conditions that the claim has, each of them needed
NEEDED = {
    energy.gradient: {"score symmetry", "value alignment"},
    energy.flat: {"score symmetry", "value alignment"},
    energy.sphere: {"score symmetry", "value alignment", "unit tokens"},
    energy.softmax_one_head: {"score symmetry", "value alignment", "unit tokens"},
    energy.critical_points: {"score symmetry", "value alignment", "unit tokens"},
    radial.projection: {"unit tokens"},
    radial.decomposition: {"score symmetry", "value alignment", "unit tokens"},
    counterexamples.obstruction: {"score symmetry", "value alignment", "unit tokens", "head orthogonality"},
    dominance.dominance: {"score symmetry", "value alignment", "unit tokens", "output orthogonality", "signs"},
    dominance.robust: {"score symmetry", "value alignment", "unit tokens"},
    radial.typical_rank: {"score symmetry", "head orthogonality"},
}
NAMES = {rule.name for rule in LAWS + CONDITIONS}


def name(value):
    return value.__name__ if callable(value) else str(value)


def test_every_derivation_is_here():
    public = {
        value
        for family in (definitions, energy, radial, dominance, counterexamples, invariance)
        for name, value in vars(family).items()
        if getattr(value, "__annotations__", {}).get("return") == "Derivation" and not name.startswith("_")
    }
    assert public == set(PLANTED)


@pytest.mark.parametrize("derive", PLANTED, ids=name)
def test_it_is_derived(derive):
    found = derive()
    assert found.passed, found.numbers
    assert "residue" not in found.numbers
    assert found.numbers["identities decided"] > 0
    assert found.steps
    json.dumps(found.numbers)
    spot = derive.__name__.endswith("_spot") or derive is definitions.definitions
    assert found.numbers["sizes"].startswith("spot check: n=2, d=2, H=2") == spot
    if derive in NEEDED:
        assert "general" in found.numbers["sizes"]
        assert {rule for rule in found.numbers["rules"] if "^2 = " not in rule} <= NAMES


@pytest.mark.parametrize(
    ("derive", "changes"), [(derive, changes) for derive in PLANTED for changes in PLANTED[derive]], ids=name
)
def test_a_planted_error_is_not_derived(derive, changes):
    found = derive(**changes)
    assert not found.passed
    assert found.numbers["residue"]
    assert found.summary.startswith("Not derived: ")


@pytest.mark.parametrize("derive", NEEDED, ids=name)
def test_exactly_its_conditions_are_used(derive):
    assert set(derive().numbers["rules"]) & {rule.name for rule in CONDITIONS} == NEEDED[derive]


@pytest.mark.parametrize(("derive", "dropped"), [(d, rule) for d in NEEDED for rule in sorted(NEEDED[d])], ids=name)
def test_without_a_condition_it_is_not_derived(derive, dropped, monkeypatch):
    begin = NormalForm.__init__

    def without(self, *conditions, **options):
        begin(self, *(rule for rule in conditions if rule.name != dropped), **options)

    monkeypatch.setattr(NormalForm, "__init__", without)
    assert not derive().passed


def test_the_wing_stands_alone():
    sources = sorted(Path(energy.__file__).parent.glob("*.py"))
    imported = {
        name.split(".")[0]
        for source in sources
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in getattr(node, "names", ())]
        )
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }
    assert imported <= {"symbolic", "sympy", "flint", *sys.stdlib_module_names}


def test_a_proof_of_nothing_fails():
    proof = general()
    proof.note("nothing to see")
    assert not proof.derivation("nothing").passed


def test_a_fact_that_fails_is_told():
    proof = general(SCORE_SYMMETRY)
    proof.equal("commutes", dot(u, v), dot(v, u))
    proof.holds("one is two", False)
    found = proof.derivation("arithmetic")
    assert not found.passed
    assert found.summary == "Not derived: one is two"
    assert found.numbers["residue"] == ["does not hold: one is two"]


def test_positive_needs_both_the_identity_and_the_signs():
    p, q, r = Symbol("p"), Symbol("q", positive=True), Symbol("r", nonnegative=True)
    for by, proved in ((q + r, True), (r, False), (q - r, False), (p + q, False), (2 * q + r, False)):
        proof = Proof(Polynomials("anything"))
        proof.positive("sum", p + 1, by, {q: Rational(1), r: p})
        assert proof.derivation("positive").passed == proved


def test_a_lemma_that_fails_fails_the_proof():
    lemma = general()
    lemma.equal("no", dot(u, v), 2 * dot(u, v))
    proof = Proof(Polynomials("anything"))
    proof.follow(lemma)
    assert not proof.derivation("by the lemma").passed


def test_long_residues_are_cut():
    proof = general()
    proof.equal("no", sum(Symbol(f"p{k}") for k in range(200)), 0 * beta)
    assert len(proof.derivation("long").numbers["residue"][0]) == 400


@pytest.mark.parametrize(
    ("p", "u", "q", "v", "proved"),
    [(1, 1, 1, 0, True), (1, 0, 1, 0, False), (1, 0, 2, 1, False), (-1, 5, 1, 0, False), (1, 5, -1, 0, False)],
)
def test_signs_by_the_tangent_of_exp(p, u, q, v, proved):
    assert exceeds(*map(Rational, (p, u, q, v))) is proved


def test_coordinates_at_explicit_states():
    model = two_of_each()
    assert model.at([(1, 0), (0, 1)])[model.tokens[1][1]] == 1
    assert set(model.unit()) == {token[1] for token in model.tokens}
    single = crossed_heads(1, 2, 3, heads=1)
    assert single.scores[1].is_zero_matrix
    softmax = Coordinates([column("p1 p2"), column("q1 q2")], model.scores, attention="softmax")
    assert softmax.weight(0, 0, 0) + softmax.weight(0, 0, 1) - 1 != 1
    assert (softmax.weight(0, 0, 0) + softmax.weight(0, 0, 1)).simplify() == 1
    assert softmax.drive(0) == softmax.output(0, 0) + softmax.output(1, 0)
