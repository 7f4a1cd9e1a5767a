"""A configuration of tokens and heads, given by exact rationals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

Attention = Literal["usa", "softmax", "relu"]
Geometry = Literal["sphere", "flat"]
Vector = tuple[Fraction, ...]
Matrix = tuple[Vector, ...]


Number = int | str | Fraction
Rows = Sequence[Sequence[Number]]


def matrix(rows: Rows) -> Matrix:
    """Nested sequences of exact numbers, as an exact matrix."""
    return tuple(tuple(Fraction(entry) for entry in row) for row in rows)


def diagonal(*entries: Number) -> Matrix:
    """The diagonal matrix with these entries."""
    size = range(len(entries))
    return tuple(tuple(Fraction(entries[i]) if i == j else Fraction(0) for j in size) for i in size)


def transpose(rows: Matrix) -> Matrix:
    """The transposed matrix."""
    return tuple(zip(*rows, strict=True))


@dataclass(frozen=True)
class State:
    """n tokens in d dimensions under H heads, all dimensionless.

    tokens : n rows of d; the directions of the tokens (the model normalises them to the sphere)
    score_matrices : H matrices d x d, the M_h of E_h = 1/(2 beta n^2) sum exp(beta <x_i, M_h x_j>)
    value_matrices : H matrices d x d, the V_h of f_i^h = sum_j w_ij^h V_h x_j
    beta : inverse temperature, > 0
    attention : with s = <x_i, M_h x_j>, "usa" (weights exp(beta s), v_i = (1/n) sum_h f_i^h), "softmax"
        (weights exp(beta s)/Z, v_i = sum_h f_i^h) or "relu" (weights beta max(0, s), v_i as for "usa")
    geometry : "sphere" (xdot_i = P_{x_i} v_i) or "flat" (xdot_i = v_i)
    """

    beta: Fraction
    tokens: Matrix
    score_matrices: tuple[Matrix, ...]
    value_matrices: tuple[Matrix, ...]
    attention: Attention = "usa"
    geometry: Geometry = "sphere"

    @property
    def n(self) -> int:
        """The number of tokens."""
        return len(self.tokens)

    @property
    def d(self) -> int:
        """The dimension."""
        return len(self.tokens[0])

    @property
    def heads(self) -> int:
        """The number of heads H."""
        return len(self.score_matrices)

    @property
    def magnitude_digits(self) -> int:
        """A bound on the decimal digits before the point of any exponential in the model."""
        largest = max(abs(entry) for rows in self.score_matrices for row in rows for entry in row)
        return int(self.beta * largest * self.d / 2) + 1  # |<x, M y>| <= d max |M_kl|, and ln 10 > 2

    def as_json(self) -> dict[str, object]:
        """The state in the input format of `attnproof evaluate`."""

        def text(rows: Matrix) -> list[list[str]]:
            return [[str(entry) for entry in row] for row in rows]

        return {
            "beta": str(self.beta),
            "tokens": text(self.tokens),
            "heads": [
                {"score": text(m), "value": text(v)}
                for m, v in zip(self.score_matrices, self.value_matrices, strict=True)
            ],
            "attention": self.attention,
            "geometry": self.geometry,
        }

    def on(self, geometry: Geometry) -> State:
        """The same configuration under the flow of `geometry`."""
        return replace(self, geometry=geometry)

    def under(self, attention: Attention) -> State:
        """The same configuration under `attention`."""
        return replace(self, attention=attention)


def aligned(
    beta: Number,
    tokens: Rows,
    score_matrices: Sequence[Rows],
    attention: Attention = "usa",
    geometry: Geometry = "sphere",
) -> State:
    """The state with V_h = M_h (Condition 4)."""
    scores = tuple(matrix(rows) for rows in score_matrices)
    return State(Fraction(beta), matrix(tokens), scores, scores, attention, geometry)
