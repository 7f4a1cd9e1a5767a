"""The derivations of the rates: each goes through, and each planted error leaves a residue."""

from __future__ import annotations

import pytest

from symbolic import rates

PLANTED = {
    rates.jensen: [{"gap": 2}, {"mean": "sum"}],
    rates.superadditive: [{"exponent": "mean"}, {"sign": -1}],
    rates.softmax_subadditive: [{"sign": -1}, {"factor": 2}],
    rates.times: [{"factor": 2}, {"sign": -1}],
    rates.softmax_convex: [{"offset": 0}, {"offset": 1}, {"sign": -1}],
    rates.softmax_fails: [{"law": "usa"}, {"spread": 0}],
    rates.lambert: [{"per_head": False}, {"shift": 0}],
}


def name(part):
    return getattr(part, "__name__", str(part))


def test_every_derivation_is_here():
    found = {
        value for value in vars(rates).values() if getattr(value, "__annotations__", {}).get("return") == "Derivation"
    }
    assert found == set(PLANTED)


@pytest.mark.parametrize("derive", PLANTED, ids=name)
def test_it_is_derived(derive):
    found = derive()
    assert found.passed, found.numbers
    assert "general" in found.numbers["sizes"]
    assert found.steps


@pytest.mark.parametrize(
    ("derive", "changes"), [(derive, changes) for derive, all_of in PLANTED.items() for changes in all_of], ids=name
)
def test_a_planted_error_is_not_derived(derive, changes):
    found = derive(**changes)
    assert not found.passed
    assert found.numbers["residue"]
