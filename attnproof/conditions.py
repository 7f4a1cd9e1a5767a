"""The conditions that claims name, each decided exactly on a state."""

from __future__ import annotations

from fractions import Fraction

from attnproof.claim import Condition
from numeric.state import State, transpose
from numeric.states import product


def _symmetric(state: State) -> bool:
    return all(rows == transpose(rows) for rows in state.score_matrices)


def _aligned(state: State) -> bool:
    return state.score_matrices == state.value_matrices


def _orthogonal(state: State) -> bool:
    pairs = [(a, b) for i, a in enumerate(state.score_matrices) for j, b in enumerate(state.score_matrices) if i != j]
    zero = Fraction(0)
    return all(entry == zero for a, b in pairs for row in product(transpose(a), b) for entry in row)


SCORE_SYMMETRY = Condition(
    "score symmetry", "Condition 3: every score matrix is symmetric.", r"M_h = M_h^\top", _symmetric
)
VALUE_ALIGNMENT = Condition(
    "value alignment", "Condition 4: every value matrix equals its score matrix.", r"V_h = M_h", _aligned
)
HEAD_ORTHOGONALITY = Condition(
    "head orthogonality",
    "Different heads act on orthogonal subspaces.",
    r"M_h^\top M_{h'} = 0 \quad (h \ne h')",
    _orthogonal,
)
ONE_HEAD = Condition("one head", "There is a single head.", r"H = 1", lambda state: state.heads == 1)
