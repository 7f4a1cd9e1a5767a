"""The certified counterexamples: proved as claimed, by both libraries, and not with an error planted."""

from __future__ import annotations

import json
from fractions import Fraction

import flint
import ival
import numpy as np
import pytest

from attnproof.conditions import HEAD_ORTHOGONALITY, SCORE_SYMMETRY, VALUE_ALIGNMENT
from numeric import found, witness
from numeric import model as numeric_model
from numeric.arithmetic import Digits, Floats
from numeric.model import Model
from numeric.state import State, aligned, diagonal, matrix
from numeric.states import Family
from numeric.witness import Case, Enclosed, interval_around

WITNESSES = (
    witness.needs_symmetry,
    witness.needs_alignment,
    witness.softmax_many_heads,
    witness.obstruction,
    witness.dominance_not_invariant,
)
PLANTED = [
    (witness.needs_symmetry, {"symmetrised": True}),
    (witness.needs_symmetry, {"rate": "dissipation"}),
    (witness.needs_alignment, {"aligned": True}),
    (witness.needs_alignment, {"rate": "dissipation"}),
    (witness.softmax_many_heads, {"heads": 1}),
    (witness.softmax_many_heads, {"signs": "swapped"}),
    (witness.softmax_many_heads, {"attention": "usa"}),
    (witness.obstruction, {"geometry": "flat"}),
    (witness.obstruction, {"shadow": False}),
    (witness.dominance_not_invariant, {"rate_sign": -1}),
    (witness.dominance_not_invariant, {"heads": 1}),
]
CALL = {"seed": 1, "depth": 1}


def run(function, **changes):
    return function(Family(), **CALL, **changes)


@pytest.fixture(scope="module")
def findings():
    return {function: run(function) for function in WITNESSES}


def states_of(finding) -> list[State]:
    cases = (finding.witness, *finding.witness["also"])
    return [
        State(
            Fraction(told["beta"]),
            matrix(told["tokens"]),
            tuple(matrix(head["score"]) for head in told["heads"]),
            tuple(matrix(head["value"]) for head in told["heads"]),
            told["attention"],
            told["geometry"],
        )
        for told in (case["state"] for case in cases)
    ]


@pytest.mark.parametrize("function", WITNESSES, ids=lambda f: f.__name__)
def test_it_is_proved_and_told_in_full(findings, function):
    finding = findings[function]
    assert finding.passed, finding.summary
    told = json.loads(json.dumps({"numbers": finding.numbers, "witness": finding.witness}))
    enclosures = [value for value in told["numbers"].values() if isinstance(value, dict)]
    assert enclosures
    for enclosure in enclosures:
        low, high = json.loads(enclosure["CORE-MATH intervals"])
        ball = flint.arb(enclosure["Arb"])
        assert low <= high < low + 1e-5
        assert flint.arb(low).union(high).overlaps(ball)
    assert states_of(finding)


@pytest.mark.parametrize(("function", "changes"), PLANTED, ids=lambda part: getattr(part, "__name__", str(part)))
def test_a_planted_error_is_not_proved(function, changes):
    finding = run(function, **changes)
    assert not finding.passed
    assert finding.summary.startswith("not proved: ")
    json.dumps([finding.numbers, finding.witness])


def test_the_witnesses_meet_the_conditions_that_remain(findings):
    def all_meet(function, condition):
        return all(condition.holds(state) for state in states_of(findings[function]))

    assert all_meet(witness.needs_symmetry, VALUE_ALIGNMENT)
    assert not any(SCORE_SYMMETRY.holds(state) for state in states_of(findings[witness.needs_symmetry]))
    assert all_meet(witness.needs_alignment, SCORE_SYMMETRY)
    assert not all_meet(witness.needs_alignment, VALUE_ALIGNMENT)
    for function in (witness.softmax_many_heads, witness.obstruction, witness.dominance_not_invariant):
        assert all_meet(function, SCORE_SYMMETRY)
        assert all_meet(function, VALUE_ALIGNMENT)
    for function in (witness.obstruction, witness.dominance_not_invariant):
        assert all_meet(function, HEAD_ORTHOGONALITY)
    assert {state.attention for state in states_of(findings[witness.softmax_many_heads])} == {"softmax"}
    assert {state.geometry for state in states_of(findings[witness.needs_symmetry])} == {"sphere", "flat"}


def test_a_third_library_finds_the_same_numbers(findings):
    """mpmath, from the state as told."""
    for function, name, rate in (
        (witness.needs_symmetry, "dE/dt (one token, sphere)", lambda rates: sum(rates)),
        (witness.needs_alignment, "dE/dt", lambda rates: sum(rates)),
        (witness.softmax_many_heads, "dE/dt", lambda rates: sum(rates)),
        (witness.obstruction, "dE_1/dt (sphere)", lambda rates: rates[0]),
    ):
        finding = findings[function]
        model = Model.of(states_of(finding)[0], Digits(40))
        with flint.ctx.workprec(192):
            told = flint.arb(finding.numbers[name]["Arb"])
            assert abs(flint.arb(str(rate(model.energy_rate))) - told) < 1e-18, name


def test_the_numbers_of_the_claims_list(findings):
    assert findings[witness.needs_symmetry].numbers["dE/dt (one token, exact)"] == "-1/2, -1/2"
    s2, c2, a, b = 0.36, 0.64, 1, 1.2
    expected = s2 * c2 * (b - a) * (b * np.exp(b * s2) - a * np.exp(a * c2))
    [low, _] = json.loads(findings[witness.softmax_many_heads].numbers["closed form"]["CORE-MATH intervals"])
    assert low == pytest.approx(expected, rel=1e-12)


TRUE_ENCLOSE = witness.enclose


def drifting(state, time, **how):
    """A trajectory that depends on the step, as a wrong remainder would make it."""
    return TRUE_ENCLOSE(state, time + Fraction(how.get("step", 0)) / 10**6, **how)


WRONG_ENCLOSURES = {
    "two enclosures of the tokens overlap": drifting,
    "both enclosures are narrow": lambda *args, **how: TRUE_ENCLOSE(*args, **how) + flint.arb(0, 1e-8),
    "both enclosures meet the sphere": lambda *args, **how: TRUE_ENCLOSE(*args, **how) * (1 + flint.arb(1e-8)),
}


@pytest.mark.parametrize("lacking", WRONG_ENCLOSURES)
def test_a_wrong_enclosure_of_the_same_sign_proves_nothing(monkeypatch, lacking):
    monkeypatch.setattr(witness, "enclose", WRONG_ENCLOSURES[lacking])
    assert run(witness.dominance_not_invariant).summary == f"not proved: {lacking}"


@pytest.mark.parametrize(
    ("owner", "name", "wrong", "lacking"),
    [
        (numeric_model, "project", lambda x, u: u, "dE/dt is that of the definitions (three tokens, sphere)"),
        (
            Model,
            "energy_rate",
            property(lambda self: (self.kernel * self.logit_rate).sum(axis=(-1, -2)) / self.n**2),
            "dE/dt is that of the chain rule (three tokens, sphere)",
        ),
        (
            Model,
            "_bilinear",
            lambda self, left, right: left @ np.swapaxes(self.score_matrices, -1, -2) @ np.swapaxes(right, -1, -2),
            "dE/dt is that of the definitions (three tokens, sphere)",
        ),
    ],
)
def test_a_wrong_rate_of_three_tokens_is_noticed(monkeypatch, owner, name, wrong, lacking):
    monkeypatch.setattr(owner, name, wrong)
    assert lacking in run(witness.needs_symmetry).summary


# -- the searches --------------------------------------------------------------------------------


def test_the_searches_find_what_is_stored():
    assert found.steepest_fall(found.asymmetric_candidates(seed=1, count=400)) == found.ASYMMETRIC
    assert found.steepest_fall(found.mirrored_candidates()) == found.SCALAR_HEADS


def test_another_seed_finds_another_state_that_falls():
    other = found.steepest_fall(found.asymmetric_candidates(seed=2, count=400))
    assert other != found.ASYMMETRIC
    assert Model.of(other, Floats()).energy_rate.sum() < -0.01
    assert Case(other).enclose("dE/dt", witness.total_rate).negative


def test_what_was_searched_is_what_is_said():
    assert (found.ASYMMETRIC.n, found.ASYMMETRIC.d, found.ASYMMETRIC.geometry) == (3, 3, "sphere")
    scalars = found.SCALAR_HEADS
    assert (scalars.n, scalars.d, scalars.heads) == (6, 2, 2)
    assert all(rows == diagonal(rows[0][0], rows[0][0]) and rows[0][0] > 0 for rows in scalars.score_matrices)
    assert all(sum(entry * entry for entry in token) == 1 for token in scalars.tokens)


# -- enclosures by two libraries -----------------------------------------------------------------


def both(low, high, ball=None):
    return Enclosed(flint.arb(low).union(high) if ball is None else ball, ival.Interval(low, high))


def test_a_sign_needs_both_libraries_and_a_point_in_common():
    assert both(-2, -1).negative
    assert both(1, 2).positive
    assert not both(-2, -1).positive
    assert not both(1, 2).negative
    for doubtful in (both(-2, 1), both(-2, 0), both(-2, -1, flint.arb(-1, 2)), both(-2, 1, flint.arb(-1))):
        assert not doubtful.negative
    for doubtful in (both(-1, 2), both(0, 2), both(1, 2, flint.arb(1, 2)), both(-1, 2, flint.arb(1))):
        assert not doubtful.positive
    for apart in (both(-2, -1, flint.arb(-3)), both(1, 2, flint.arb(3))):
        assert not apart.consistent
        assert not apart.negative
        assert not apart.positive


def test_two_enclosures_may_be_of_one_number_only_if_narrow_and_meeting():
    one = both(1, 2, flint.arb(1))
    assert one.is_also(both(1, 2, flint.arb(1)))
    assert not one.is_also(both(1, 2, flint.arb(1.5)))
    assert not one.is_also(both(1, 2, flint.arb(1, 0.1)))
    assert not one.is_also(both(3, 4, flint.arb(1)))


def test_the_interval_around_a_ball_holds_it_and_is_no_wider_than_doubles_make_it():
    with flint.ctx.workprec(200):
        third = flint.arb(1) / 3
        interval = interval_around(third)
        assert flint.arb(float(interval.inf)) < third < flint.arb(float(interval.sup))
        assert interval.sup - interval.inf == np.spacing(1 / 3)
        wide = interval_around(flint.arb(1, 0.5))
    assert wide.inf <= 0.5 < 1.5 <= wide.sup
    assert wide.wid < 1.0001


def test_enclosing_moved_tokens_encloses_at_those_tokens():
    state = aligned(1, [[1, 0]], [diagonal(1, 2)])
    moved = Case(state, np.array([[flint.arb(0), flint.arb(1)]]))
    assert moved.enclose("logit", lambda model: model.logits).ball == 2
    assert moved.enclosed["logit"].interval.inf == 2
    assert moved.as_json()["tokens"] == [["0", "1.00000000000"]]
    assert Case(state).enclose("logit", lambda model: model.logits).ball == 1
    assert "tokens" not in Case(state).as_json()
