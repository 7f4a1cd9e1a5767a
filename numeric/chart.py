"""The float64 states of a family as points of a vector space: what draws, flows and searches move in."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from numeric.arithmetic import Array, Floats
from numeric.model import Model, transposed
from numeric.state import Matrix, State
from numeric.states import Family, equiangular_tokens, scalar_heads


@dataclass(frozen=True)
class Chart:
    """The states of one size and one temperature within a family.

    A point of R^size holds n d coordinates of the tokens' directions, H d^2 of the score matrices
    and, unless the family is aligned, H d^2 of the value matrices. Symmetric heads are the symmetric
    parts. Orthogonal heads act on disjoint sets of coordinates; no other frame is needed, because
    every quantity is invariant under a rotation of the tokens and the heads together.
    """

    family: Family
    n: int
    d: int
    heads: int
    beta: float

    @property
    def size(self) -> int:
        """The dimension of the vector space."""
        return self.n * self.d + (1 if self.family.aligned else 2) * self.heads * self.d**2

    def draw(self, random: np.random.Generator, count: int) -> Array:
        """`count` Gaussian points (count, size): tokens uniform on the sphere, heads of spectral scale about 1."""
        return random.standard_normal((count, self.size))

    def scale_heads(self, points: Array, factors: Array) -> Array:
        """Points (B, size) with the heads of each multiplied by its factor (B,)."""
        return np.concatenate([points[:, : self.n * self.d], factors[:, None] * points[:, self.n * self.d :]], axis=1)

    def model(self, points: Array) -> Model:
        """The models of a batch of points (B, size)."""
        tokens, scores, values = np.split(points, np.cumsum([self.n * self.d, self.heads * self.d**2]), axis=-1)
        directions = tokens.reshape(-1, self.n, self.d)
        score_matrices = self._matrices(scores)
        return Model(
            Floats(),
            directions / np.linalg.norm(directions, axis=-1, keepdims=True),
            score_matrices,
            score_matrices if self.family.aligned else self._matrices(values),
            self.beta,
            self.family.attention,
            self.family.geometry,
        )

    def _matrices(self, entries: Array) -> Array:
        matrices = entries.reshape(-1, self.heads, self.d, self.d) / np.sqrt(self.d)
        if self.family.symmetric:
            matrices = (matrices + transposed(matrices)) / 2
        if self.family.orthogonal:
            owner = np.arange(self.d) % self.heads
            mine = owner == np.arange(self.heads)[:, None]
            matrices = matrices * (mine[:, :, None] & mine[:, None, :])
        return matrices

    def exact(self, point: Array, decimals: int) -> State:
        """The state at one point (size,) with every entry rounded to `decimals` decimals."""
        return rational(self.model(point[None]), 0, decimals)


@dataclass(frozen=True)
class EquiangularChart:
    """The states of one size and one temperature within an equiangular family, in d = n dimensions.

    A point of R^(1 + H) holds the shift of the tokens e_i + shift (e_1 + ... + e_n) and the strengths of the heads.
    Where a shift or a strength must not be negative, the point holds its square root.
    """

    family: Family
    n: int
    heads: int
    beta: float

    @property
    def size(self) -> int:
        """The dimension of the vector space."""
        return 1 + self.heads

    def draw(self, random: np.random.Generator, count: int) -> Array:
        """`count` Gaussian points (count, size)."""
        return random.standard_normal((count, self.size))

    def scale_heads(self, points: Array, factors: Array) -> Array:
        """Points (B, size) with the heads of each moved by its factor (B,)."""
        return np.concatenate([points[:, :1], factors[:, None] * points[:, 1:]], axis=1)

    def model(self, points: Array) -> Model:
        """The models of a batch of points (B, size)."""
        shifts, strengths = self._parameters(points)
        tokens = np.eye(self.n) + shifts[:, None, None]
        heads = strengths[:, :, None, None] * np.eye(self.n)
        tokens = tokens / np.linalg.norm(tokens, axis=-1, keepdims=True)
        return Model(Floats(), tokens, heads, heads, self.beta, self.family.attention, self.family.geometry)

    def exact(self, point: Array, decimals: int) -> State:
        """The state at one point (size,) with the shift and the strengths rounded to `decimals` decimals."""
        [shift], [strengths] = self._parameters(point[None])
        kept = [_rounded(strength, decimals) for strength in strengths]
        if self.family.strengths != "any":
            kept = [max(strength, Fraction(1, 10**decimals)) for strength in kept]
        tokens = equiangular_tokens(_rounded(shift, decimals), self.n, self.n)
        beta = Fraction(str(self.beta))
        return scalar_heads(beta, tokens, tuple(kept), self.family.attention, self.family.geometry)

    def _parameters(self, points: Array) -> tuple[Array, Array]:
        """Shifts (B,) and strengths (B, H)."""
        shifts, strengths = points[:, 0], points[:, 1:]
        if self.family.equiangular == "acute":
            shifts = shifts**2
        if self.family.equiangular == "right":
            shifts = 0 * shifts
        return shifts, strengths if self.family.strengths == "any" else strengths**2


AnyChart = Chart | EquiangularChart


def chart_of(family: Family, n: int, d: int, heads: int, beta: float) -> AnyChart:
    """The chart of a family for a size near (n, d, H): H within the family's bounds, two equiangular tokens or more."""
    heads = family.heads_near(heads)
    return EquiangularChart(family, max(n, 2), heads, beta) if family.equiangular else Chart(family, n, d, heads, beta)


def rational(model: Model, member: int, decimals: int) -> State:
    """One member of a batch with every entry rounded to `decimals` decimals: exact, in the same family."""

    def exact(rows: Array) -> Matrix:
        return tuple(tuple(_rounded(entry, decimals) for entry in row) for row in rows)

    return State(
        Fraction(str(model.beta)),
        exact(model.tokens[member]),
        tuple(map(exact, model.score_matrices[member])),
        tuple(map(exact, model.value_matrices[member])),
        model.attention,
        model.geometry,
    )


def _rounded(entry: float, decimals: int) -> Fraction:
    return Fraction(round(float(entry) * 10**decimals), 10**decimals)
