"""The conditions that claims name, each decided exactly on a state."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import flint

from attnproof.claim import Condition
from numeric.state import Matrix, State, Vector, diagonal, transpose
from numeric.states import product


def _symmetric(state: State) -> bool:
    return all(rows == transpose(rows) for rows in state.score_matrices)


def _aligned(state: State) -> bool:
    return state.score_matrices == state.value_matrices


def _orthogonal(state: State) -> bool:
    pairs = [(a, b) for i, a in enumerate(state.score_matrices) for j, b in enumerate(state.score_matrices) if i != j]
    zero = Fraction(0)
    return all(entry == zero for a, b in pairs for row in product(transpose(a), b) for entry in row)


def _semidefinite(rows: Matrix) -> bool:
    """det(t I + M) has no negative coefficient: as all eigenvalues are real, none is negative."""
    entries = [[flint.fmpq(-entry.numerator, entry.denominator) for entry in row] for row in rows]
    return all(coefficient >= 0 for coefficient in flint.fmpq_mat(entries).charpoly().coeffs())


SCORE_SYMMETRY = Condition(
    "score symmetry", "Condition 3: every score matrix is symmetric.", r"M_h = M_h^\top", _symmetric
)
VALUE_ALIGNMENT = Condition(
    "value alignment", "Condition 4: every value matrix equals its score matrix.", r"V_h = M_h", _aligned
)
SEMIDEFINITE = Condition(
    "semidefinite heads",
    "Every score matrix is symmetric and positive semidefinite.",
    r"M_h = M_h^\top \succeq 0",
    lambda state: _symmetric(state) and all(map(_semidefinite, state.score_matrices)),
)
HEAD_ORTHOGONALITY = Condition(
    "head orthogonality",
    "Different heads act on orthogonal subspaces.",
    r"M_h^\top M_{h'} = 0 \quad (h \ne h')",
    _orthogonal,
)


def _dot(u: Vector, v: Vector) -> Fraction:
    return sum((a * b for a, b in zip(u, v, strict=True)), Fraction(0))


def _signed_square(u: Vector, v: Vector) -> Fraction:
    """sign(c) c^2 of the cosine c between two directions: rational, and as good as c to compare angles."""
    product = _dot(u, v)
    return product * abs(product) / (_dot(u, u) * _dot(v, v))


def _cosines(state: State) -> set[Fraction]:
    return {_signed_square(u, v) for u, v in combinations(state.tokens, 2)}


def _strengths(state: State) -> list[Fraction]:
    return [rows[0][0] for rows in state.score_matrices]


def _scalar(state: State) -> bool:
    scalars = tuple(diagonal(*[strength] * state.d) for strength in _strengths(state))
    return state.score_matrices == state.value_matrices == scalars


EQUIANGULAR = Condition(
    "equiangular tokens",
    "All pairs of tokens have the same inner product gamma.",
    r"\langle x_i, x_j\rangle = \gamma \quad (i \ne j)",
    lambda state: len(_cosines(state)) == 1,
)
ACUTE = Condition(
    "acute", "0 <= gamma < 1.", r"0 \le \gamma < 1", lambda state: all(0 <= cosine < 1 for cosine in _cosines(state))
)
STRICTLY_ACUTE = Condition(
    "strictly acute",
    "0 < gamma < 1.",
    r"0 < \gamma < 1",
    lambda state: all(0 < cosine < 1 for cosine in _cosines(state)),
)
BETWEEN_THE_ENDS = Condition(
    "between the ends",
    "The tokens are neither together nor as far apart as n tokens can be.",
    r"-1/(n-1) < \gamma < 1",
    lambda state: all((state.n - 1) ** 2 * cosine > -1 and cosine < 1 for cosine in _cosines(state)),
)
ORTHONORMAL = Condition(
    "orthonormal tokens", "gamma = 0.", r"\gamma = 0", lambda state: _cosines(state) == {Fraction(0)}
)
SCALAR_HEADS = Condition(
    "scalar heads", "Every head is a multiple of the identity.", r"M_h = V_h = \alpha_h I", _scalar
)
POSITIVE_STRENGTHS = Condition(
    "positive strengths",
    "Every head attracts.",
    r"\alpha_h > 0",
    lambda state: all(strength > 0 for strength in _strengths(state)),
)
NONNEGATIVE_STRENGTHS = Condition(
    "non-negative strengths",
    "No head repels.",
    r"\alpha_h \ge 0",
    lambda state: all(strength >= 0 for strength in _strengths(state)),
)
ONE_HEAD = Condition("one head", "There is a single head.", r"H = 1", lambda state: state.heads == 1)
