"""The definitions written out in coordinates at one explicit size, differentiated by SymPy alone.

A second derivation, independent of the rewrite rules: nothing here knows an inner product as more
than a sum of products of coordinates.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Literal

from sympy import Expr, Matrix, Rational, Symbol, diag, exp, eye, symbols, zeros

from symbolic.language import beta


class Coordinates:
    """n tokens in R^d with symbols for coordinates, H explicit heads.

    tokens : n columns (d, 1) of distinct symbols; scores, values : H matrices (d, d).
    """

    def __init__(
        self,
        tokens: Sequence[Matrix],
        scores: Sequence[Matrix],
        values: Sequence[Matrix] | None = None,
        *,
        attention: Literal["usa", "softmax"] = "usa",
        geometry: Literal["flat", "sphere"] = "sphere",
        half: bool = True,
        self_pairs: bool = True,
    ) -> None:
        """Choose the heads, the flow, and (to plant an error) how E is counted."""
        self.tokens = tokens
        self.scores = scores
        self.values = scores if values is None else values
        self.attention = attention
        self.geometry = geometry
        self.half = half
        self.self_pairs = self_pairs
        self.n = len(tokens)
        self.indices = range(self.n)
        self.heads = range(len(scores))

    def kernel(self, h: int, i: int, j: int) -> Expr:
        """exp(beta <x_i, M_h x_j>)."""
        return exp(beta * (self.tokens[i].T * self.scores[h] * self.tokens[j])[0].expand())

    def weight(self, h: int, i: int, j: int) -> Expr:
        """The kernel (USA), or the kernel divided by its row sum (softmax)."""
        if self.attention == "usa":
            return self.kernel(h, i, j)
        return self.kernel(h, i, j) / sum(self.kernel(h, i, k) for k in self.indices)

    def output(self, h: int, i: int) -> Matrix:
        """f_i^h = sum_j weight_ij V_h x_j."""
        parts = (self.weight(h, i, j) * self.values[h] * self.tokens[j] for j in self.indices)
        return sum(parts, zeros(*self.tokens[i].shape))

    def drive(self, i: int) -> Matrix:
        """v_i = (1/n) sum_h f_i^h (USA), sum_h f_i^h (softmax)."""
        total = sum((self.output(h, i) for h in self.heads), zeros(*self.tokens[i].shape))
        return total / self.n if self.attention == "usa" else total

    def project(self, i: int, vector: Matrix) -> Matrix:
        """(I - x_i x_i^T) vector."""
        token = self.tokens[i]
        return (eye(len(token)) - token * token.T) * vector

    @cached_property
    def velocities(self) -> list[Matrix]:
        """xdot_i of the flat or of the sphere flow."""
        drives = [self.drive(i) for i in self.indices]
        return drives if self.geometry == "flat" else [self.project(i, drives[i]) for i in self.indices]

    def energy(self, h: int) -> Expr:
        """E_h = 1/(2 beta n^2) sum_ij kernel_ij."""
        pairs = ((i, j) for i in self.indices for j in self.indices if self.self_pairs or i != j)
        return sum(self.kernel(h, i, j) for i, j in pairs) / ((2 if self.half else 1) * beta * self.n**2)

    def gradient(self, h: int, i: int) -> Matrix:
        """grad_{x_i} E_h, coordinate by coordinate."""
        return self.energy(h).diff(self.tokens[i])

    def rate(self, h: int) -> Expr:
        """dE_h/dt along the flow, by the chain rule over the coordinates."""
        return sum(dot(self.gradient(h, i), self.velocities[i]) for i in self.indices)

    def total_rate(self) -> Expr:
        """dE/dt along the flow."""
        return sum(self.rate(h) for h in self.heads)

    def at(self, tokens: Sequence[Sequence[Any]]) -> dict[Symbol, Any]:
        """The substitution that puts the tokens at exact coordinates."""
        return {
            name: value
            for token, place in zip(self.tokens, tokens, strict=True)
            for name, value in zip(token, place, strict=True)
        }

    def unit(self) -> dict[Symbol, Expr]:
        """|x_i| = 1 as a relation: the last coordinate's square in terms of the others."""
        return {token[-1]: 1 - sum(entry**2 for entry in token[:-1]) for token in self.tokens}


def dot(left: Matrix, right: Matrix) -> Expr:
    """The sum of products of coordinates."""
    return sum(p * q for p, q in zip(left, right, strict=True))


def column(names: str) -> Matrix:
    """A vector of symbols."""
    return Matrix(symbols(names, real=True, seq=True))


def two_of_each(**options: Any) -> Coordinates:
    """n = d = H = 2 with symmetric score matrices of arbitrary entries."""
    tokens = [column("x11 x12"), column("x21 x22")]
    scores = [Matrix(2, 2, symbols(f"{name}1 {name}2 {name}2 {name}3", real=True)) for name in ("p", "q")]
    return Coordinates(tokens, scores, **options)


def crossed_heads(a: Any, b: Any, dimension: int, heads: int = 2, **options: Any) -> Coordinates:
    """One token, M_1 = diag(a, 0, ...), M_2 = diag(0, b, ...): exactly orthogonal heads. Of one head, M_2 = 0."""
    rest = [0] * (dimension - 2)
    scores = [diag(a, 0, *rest), diag(0, b if heads == 2 else 0, *rest)]
    return Coordinates([column("x1 x2 x3" if dimension == 3 else "c s")], scores, **options)


def exceeds(p: Rational, u: Rational, q: Rational, v: Rational) -> bool:
    """Is p e^u > q e^v, for p, q > 0, proved by e^{u - v} >= 1 + (u - v) > q/p? False: not proved."""
    return bool(p > 0 and q > 0 and 1 + (u - v) > q / p)
