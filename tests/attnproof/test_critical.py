"""`attnproof critical`: what it prints, what it encloses, what it refuses."""

from __future__ import annotations

import json
from fractions import Fraction
from math import log, sqrt
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from attnproof import critical
from attnproof.cli import app
from numeric.arithmetic import Floats
from numeric.model import Model
from numeric.states import equiangular_tokens, scalar_heads

RUNNER = CliRunner()
GOLDEN = (sqrt(5) - 1) / 2


def ask(*arguments: str) -> Result:
    return RUNNER.invoke(app, ["critical", *arguments], env={"COLUMNS": "200"})


def told(*arguments: str) -> dict[str, Any]:
    result = ask(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def enclosed(number: dict[str, Any]) -> tuple[Fraction, Fraction]:
    middle, radius = (Fraction(number["enclosure"][key]) for key in ("mid", "rad"))
    return middle - radius, middle + radius


def test_two_heads_and_64_orthonormal_tokens() -> None:
    answer = told("--n", "64", "--heads", "2", "--alpha", "1")
    assert float(answer["c_star"]["value"]) == pytest.approx(GOLDEN)
    assert float(answer["beta_star"]["value"]) == pytest.approx(log(GOLDEN * 63) / 2)
    assert {side: part["sign"] for side, part in answer["margins"].items()} == {"below": 1, "above": -1}
    assert answer["reason"] is None


def test_more_digits_lie_within_the_enclosure_of_fewer() -> None:
    arguments = ("--n", "1000000000", "--heads", "3", "--variant", "E", "--gamma", "1/10", "--alpha", "2/3")
    few, many = told(*arguments, "--digits", "12"), told(*arguments, "--digits", "40")
    for name in ("c_star", "beta_star"):
        (low, high), (lower, upper) = enclosed(few[name]), enclosed(many[name])
        assert low <= lower <= upper <= high
        assert upper - lower < Fraction(1, 10**38)


@pytest.mark.parametrize("variant", ["A", "E", "B"])
def test_the_margins_are_the_models_own(variant: str) -> None:
    tokens = equiangular_tokens(Fraction(1, 50), 12, 12)
    given = Model.of(scalar_heads(Fraction(1), tokens, (Fraction(3, 2),)), Floats())
    gamma = Fraction(float(given.tokens[0] @ given.tokens[1]))
    answer = told("--n", "12", "--gamma", str(gamma), "--alpha", "3/2", "--heads", "3", "--variant", variant)
    weight = {"A": 2, "E": sqrt(2)}.get(variant)
    for part in answer["margins"].values():
        c = given.with_beta(float(part["beta"]["value"])).radial_fraction[0, 0]
        margin = 1 - 3 * c**2 if weight is None else 1 - c**2 - weight * c
        assert float(part["margin"]["value"]) == pytest.approx(margin, rel=1e-9)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--n", "64", "--heads", "1"), "infinite"),
        (("--n", "2"), "none above 0"),
        (("--n", "4", "--heads", "4", "--variant", "B"), "none above 0"),  # n c*^2 = 1 exactly
        (("--n", "4", "--eps", "1/4"), "none above 0"),  # c* = 1/2: exactly again
        (("--n", "8", "--gamma", "0.42"), "none above 0"),
        (("--n", "8", "--gamma", "0.45"), "bracket"),
    ],
)
def test_where_there_is_no_beta_star_it_says_why(arguments: tuple[str, ...], reason: str) -> None:
    answer = told(*arguments)
    assert answer["beta_star"] is None
    assert answer["margins"] is None
    assert reason in answer["reason"]
    plain = ask(*arguments)
    assert plain.exit_code == 0
    assert reason in plain.stdout


def test_an_overlap_lowers_both() -> None:
    none, some = told("--n", "80", "--heads", "3"), told("--n", "80", "--heads", "3", "--eps", "0.1")
    for name in ("c_star", "beta_star"):
        assert float(some[name]["value"]) < float(none[name]["value"])
    assert some["margins"]["below"]["sign"] == 1
    assert "eps = 1/10" in ask("--n", "80", "--heads", "3", "--eps", "0.1").stdout


def test_it_is_told_for_people() -> None:
    lines = ask("--n", "8", "--gamma", "-0.1").stdout.splitlines()
    assert lines[0] == "n = 8 tokens at gamma = -1/10, H = 2, alpha = 1, variant (A)"
    assert lines[1].startswith("c*     = 0.618033988749894")
    assert lines[2].startswith("beta*  = 0.58103446464877")
    assert lines[3].endswith("at 0.99 beta*: positive")
    assert lines[4].endswith("at 1.01 beta*: negative")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--n", "1"), "n"),
        (("--n", "2.5"), "n"),
        (("--n", "x"), "n"),
        (("--n", "8", "--heads", "0"), "heads"),
        (("--n", "8", "--alpha", "0"), "alpha"),
        (("--n", "8", "--alpha", "-1"), "alpha"),
        (("--n", "8", "--alpha", "inf"), "alpha"),
        (("--n", "8", "--gamma", "nan"), "gamma"),
        (("--n", "8", "--gamma", "1"), "gamma"),
        (("--n", "8", "--gamma", "-1/7"), "gamma"),
        (("--n", "8", "--gamma", "1/0"), "gamma"),
        (("--n", "8", "--eps", "-0.1"), "eps"),
        (("--n", "8", "--heads", "3", "--eps", "1/2"), "eps"),
        (("--n", "8", "--eps", "0.1", "--variant", "E"), "eps"),
        (("--n", "8", "--variant", "C"), "variant"),
    ],
)
def test_bad_input_is_one_line_and_2(arguments: tuple[str, ...], named: str) -> None:
    result = ask(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    assert line.startswith(f"attnproof: {named}: got ")
    assert "expected" in line


@pytest.mark.parametrize("arguments", [(), ("--n", "8", "--digits", "0"), ("--n", "8", "--digits", "x")])
def test_wrong_usage_leaves_with_2(arguments: tuple[str, ...]) -> None:
    assert ask(*arguments).exit_code == 2


def test_digits_out_of_reach_leave_with_4() -> None:
    result = ask("--n", "8", "--digits", "50000")
    assert result.exit_code == 4
    assert "50000 digits" in result.stderr


def test_the_exact_decision_is_that_of_the_enclosures() -> None:
    for n in (2, 3, 8, 64):
        for gamma in (Fraction(-1, 2 * n), Fraction(0), Fraction(1, 5), Fraction(3, 8), Fraction(9, 10)):
            question = critical.Question(n, 2, Fraction(1), gamma, "A", Fraction(0))
            g = float(gamma)
            bracket = sqrt(GOLDEN * (n - 1) * (1 - g) * (1 + (n - 1) * g)) - (n - 1) * g
            assert (critical.why_none(question) is None) == (bracket > 1)
