"""The sampled states: their conditions hold exactly and their corners are met."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations
from math import gcd

import numpy as np
import pytest
from configurations import configurations, laws
from hypothesis import given
from hypothesis import strategies as st

from attnproof import conditions
from attnproof.conditions import HEAD_ORTHOGONALITY, SCORE_SYMMETRY, VALUE_ALIGNMENT
from numeric import states as room
from numeric.arithmetic import Balls, Digits
from numeric.equiangular import Parameters
from numeric.model import Model
from numeric.state import State, aligned, diagonal, matrix, transpose
from numeric.statement import STATES
from numeric.states import Family, product, sphere_point, states

ANY = Family()
GRADIENT_CASE = Family(symmetric=True, aligned=True)
ORTHOGONAL = Family(symmetric=True, aligned=True, orthogonal=True, fewest_heads=2)
FAMILIES = (ANY, GRADIENT_CASE, ORTHOGONAL, Family(attention="softmax", most_heads=1), Family(geometry="flat"))


def rank_is_one(rows):
    minors = (rows[i][k] * rows[j][m] == rows[i][m] * rows[j][k] for i, j in pairs(rows) for k, m in pairs(rows))
    return any(map(any, rows)) and all(minors)


def pairs(rows):
    return combinations(range(len(rows)), 2)


def is_zero(rows):
    return not any(map(any, rows))


def antipodal(state):
    return any(all(a == -b for a, b in zip(x, y, strict=True)) for x, y in combinations(state.tokens, 2))


def near_the_common_kernel(state):
    images = [product(rows, transpose([token])) for rows in state.score_matrices for token in state.tokens]
    return max(abs(entry) for image in images for [entry] in image) < Fraction(1, 2)


CORNERS = {
    "one token": lambda s: s.n == 1,
    "repeated tokens": lambda s: len(set(s.tokens)) < s.n,
    "antipodes": antipodal,
    "d = 1": lambda s: s.d == 1,
    "d = 2": lambda s: s.d == 2,
    "d > 2": lambda s: s.d > 2,
    "more heads than dimensions": lambda s: s.heads > s.d,
    "beta tiny": lambda s: s.beta == Fraction(1, 10**6),
    "beta huge": lambda s: s.beta == 100,
    "a zero head": lambda s: any(map(is_zero, s.score_matrices)),
    "a head that is not zero": lambda s: not all(map(is_zero, s.score_matrices)),
    "a rank-one head, d > 1": lambda s: s.d > 1 and any(map(rank_is_one, s.score_matrices)),
    "tokens not of norm one": lambda s: any(sum(e * e for e in token) != 1 for token in s.tokens),
    "rational tokens of norm one": lambda s: all(sum(e * e for e in token) == 1 for token in s.tokens),
}
GENERIC_CORNERS = CORNERS | {
    "equal heads": lambda s: s.heads > 1 and len(set(s.score_matrices)) == 1,
    "a scalar head, d > 1": lambda s: s.d > 1 and any(r == diagonal(*[r[0][0]] * s.d) for r in s.score_matrices),
}
ORTHOGONAL_CORNERS = CORNERS | {
    "tokens near the common kernel": lambda s: s.d > s.heads and near_the_common_kernel(s),
    "two heads that are not zero": lambda s: sum(not is_zero(rows) for rows in s.score_matrices) > 1,
}


@pytest.mark.parametrize("family", FAMILIES, ids=str)
def test_members_are_members_exactly(family):
    for state in states(family, seed=5, count=60):
        assert (state.attention, state.geometry) == (family.attention, family.geometry)
        assert family.fewest_heads <= state.heads <= family.most_heads
        assert SCORE_SYMMETRY.holds(state) or not family.symmetric
        assert VALUE_ALIGNMENT.holds(state) or not family.aligned
        assert HEAD_ORTHOGONALITY.holds(state) or not family.orthogonal
        assert all(any(token) for token in state.tokens)


def test_a_family_without_conditions_breaks_each():
    for condition in (SCORE_SYMMETRY, VALUE_ALIGNMENT, HEAD_ORTHOGONALITY):
        assert any(not condition.holds(state) for state in states(ANY, seed=5))


@pytest.mark.parametrize("seed", [1, 260504279])
@pytest.mark.parametrize(
    ("family", "corners"), [(ANY, GENERIC_CORNERS), (GRADIENT_CASE, GENERIC_CORNERS), (ORTHOGONAL, ORTHOGONAL_CORNERS)]
)
def test_a_sample_meets_every_corner(family, corners, seed):
    drawn = states(family, seed=seed, count=STATES)
    met = {name: sum(map(corner, drawn)) for name, corner in corners.items()}
    assert all(met.values()), met


def test_corners_combine():
    cycles = (room.SIZES, room.TEMPERATURES, room.TOKENS, room.HEADS)
    assert all(gcd(len(a), len(b)) == 1 for a, b in combinations(cycles, 2))
    count = len(room.SIZES) * len(room.TEMPERATURES)
    met = Counter((s.n, s.d, s.heads, s.beta) for s in states(GRADIENT_CASE, seed=1, count=count))
    assert len(met) == count


def test_the_same_seed_gives_the_same_states_and_another_others():
    assert states(ANY, seed=3) == states(ANY, seed=3)
    assert states(ANY, seed=3, count=50)[:24] == states(ANY, seed=3)
    assert states(ANY, seed=3) != states(ANY, seed=4)


def test_kinds_are_what_they_are_called():
    random = np.random.Generator(np.random.PCG64(0))

    def drawn(kind="generic", tokens="generic"):
        return room.draw(GRADIENT_CASE, random, (3, 3, 2), Fraction(1), kind=kind, tokens=tokens)

    for _ in range(20):
        assert is_zero(drawn("with a zero head").score_matrices[-1])
        assert len(set(drawn("equal").score_matrices)) == 1
        assert all(rows == diagonal(*[rows[0][0]] * 3) for rows in drawn("scalar").score_matrices)
        assert all(is_zero(rows) or rank_is_one(rows) for rows in drawn("rank one").score_matrices)
        for rows in drawn("semidefinite").score_matrices:
            assert np.linalg.eigvalsh(np.array(rows, dtype=float)).min() > -1e-12
        assert len(set(drawn(tokens="repeated").tokens)) == 1
        assert antipodal(drawn(tokens="antipodal"))
        assert all(abs(token[-1]) > Fraction(4, 5) for token in drawn(tokens="near an axis").tokens)
        assert all(entry.denominator == 1 for token in drawn(tokens="not normalised").tokens for entry in token)


@laws
@given(st.lists(st.fractions(max_denominator=20), max_size=4))
def test_sphere_points_are_on_the_sphere(parameters):
    point = sphere_point(tuple(parameters))
    assert len(point) == len(parameters) + 1
    assert sum(entry * entry for entry in point) == 1


@laws
@given(configurations())
def test_exponentials_have_no_more_digits_than_foretold(state):
    with Balls(64).working():
        kernel = Model.of(state, Balls(64)).kernel
        assert max(ball.upper() for ball in kernel.flat) < 10 ** int(state.magnitude_digits)


@laws
@given(configurations())
def test_json_holds_the_state_exactly(state):
    told = state.as_json()
    heads = told["heads"]
    read = State(
        Fraction(told["beta"]),
        matrix(told["tokens"]),
        tuple(matrix(head["score"]) for head in heads),
        tuple(matrix(head["value"]) for head in heads),
        told["attention"],
        told["geometry"],
    )
    assert read == state


def test_state_variants_keep_the_rest():
    state = aligned("1/2", [[1, 0]], [diagonal(1, 2)])
    assert state.on("flat").geometry == "flat"
    assert state.under("softmax").attention == "softmax"
    assert state.on("flat").on("sphere") == state.under("softmax").under("usa") == state
    assert transpose(matrix([[1, 2], [3, 4]])) == matrix([[1, 3], [2, 4]])
    assert product(matrix([[1, 2]]), matrix([[3], ["1/2"]])) == ((4,),)


@pytest.mark.parametrize("angles", ["any", "acute", "right"])
def test_equiangular_states_meet_their_conditions(angles):
    found = states(Family(equiangular=angles, strengths="positive"), seed=5, count=60)
    held = [conditions.EQUIANGULAR, conditions.SCALAR_HEADS, conditions.POSITIVE_STRENGTHS]
    held += {"acute": [conditions.ACUTE], "right": [conditions.ORTHONORMAL]}.get(angles, [])
    assert all(condition.holds(state) for condition in held for state in found)
    assert len({state.n for state in found}) > 3
    assert len({state.heads for state in found}) > 3


def test_nonnegative_strengths_reach_zero_but_not_in_every_head():
    found = states(Family(equiangular="acute", strengths="nonnegative"), seed=5, count=60)
    smallest = [min(rows[0][0] for rows in state.score_matrices) for state in found]
    assert all(conditions.NONNEGATIVE_STRENGTHS.holds(state) for state in found)
    assert min(smallest) == 0 < max(smallest)
    assert all(any(rows[0][0] > 0 for rows in state.score_matrices) for state in found)


def test_any_angle_reaches_both_ends():
    found = states(Family(equiangular="any"), seed=5, count=60)
    gammas = {Parameters.of(Model.of(state, Digits(30))).gamma.item() * (state.n - 1) for state in found if state.n > 2}
    assert min(gammas) == pytest.approx(-1)
    assert any(state.tokens[0] == state.tokens[1] for state in found)
