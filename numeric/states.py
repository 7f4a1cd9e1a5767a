"""Exact configurations: seeded, rational, biased to the corners where formulas go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import cycle, islice
from typing import Literal

import numpy as np

from numeric.state import Attention, Geometry, Matrix, State, Vector, transpose

# The lengths of the four cycles of a family are pairwise coprime, so any two of their entries meet.
# (n, d, H): one token, one dimension, the circle, the sphere, more heads than dimensions
SIZES = (
    *((1, 1, 1), (1, 2, 2), (2, 1, 2), (2, 2, 1), (3, 2, 2), (2, 3, 3)),
    *((4, 3, 2), (3, 2, 4), (5, 2, 1), (2, 4, 2), (1, 3, 2)),
)
TEMPERATURES = tuple(map(Fraction, ("1", "1/1000000", "13/10", "100")))
TOKENS = ("generic", "repeated", "near an axis", "antipodal", "not normalised")
HEADS = ("generic", "rank one", "with a zero head", "scalar", "generic", "semidefinite", "equal")
# of an equiangular family: d >= n, two with a dimension to spare
EQUIANGULAR_SIZES = ((2, 2, 1), (3, 3, 2), (4, 4, 3), (2, 2, 4), (5, 5, 2), (3, 4, 1), (6, 6, 3), (2, 3, 2), (4, 4, 1))
ANGLES = ("generic", "orthonormal", "near together", "together", "far apart")

Angles = Literal["any", "acute", "right"]
Strengths = Literal["any", "positive", "nonnegative"]


@dataclass(frozen=True)
class Family:
    """The configurations that a claim speaks of.

    symmetric: Condition 3, M_h = M_h^T. aligned: Condition 4, V_h = M_h. orthogonal: heads act on
    orthogonal subspaces, M_h^T M_h' = 0 for h != h'. fewest_heads, most_heads: bounds on H.
    equiangular: n >= 2 tokens with <x_i, x_j> = gamma for i != j, of "any" gamma in [-1/(n-1), 1], an
    "acute" one, 0 <= gamma < 1, or a "right" one, gamma = 0; the heads are then scalar, M_h = V_h =
    alpha_h I, of `strengths` alpha_h; the "nonnegative" ones are not all zero.
    """

    attention: Attention = "usa"
    geometry: Geometry = "sphere"
    symmetric: bool = False
    aligned: bool = False
    orthogonal: bool = False
    fewest_heads: int = 1
    most_heads: int = 4
    equiangular: Angles | None = None
    strengths: Strengths = "any"

    def heads_near(self, wanted: int) -> int:
        """The number of heads within the bounds that is nearest to `wanted`."""
        return min(max(wanted, self.fewest_heads), self.most_heads)


def states(family: Family, *, seed: int, count: int = 24) -> list[State]:
    """`count` members of the family, the same on every run and machine."""
    random = np.random.Generator(np.random.PCG64(seed))
    cycles = (
        (EQUIANGULAR_SIZES, TEMPERATURES, ANGLES, HEADS) if family.equiangular else (SIZES, TEMPERATURES, TOKENS, HEADS)
    )
    chosen = islice(zip(*map(cycle, cycles), strict=False), count)
    return [
        draw(family, random, (n, d, family.heads_near(heads)), beta, tokens=tokens, kind=kind)
        for (n, d, heads), beta, tokens, kind in chosen
    ]


def draw(
    family: Family,
    random: np.random.Generator,
    size: tuple[int, int, int],
    beta: Fraction,
    *,
    tokens: str = "generic",
    kind: str = "generic",
) -> State:
    """One member of the family with size (n, d, H), `tokens` of TOKENS or ANGLES and heads of a `kind` of HEADS."""
    n, d, heads = size
    if family.equiangular:
        points = product(_equiangular(family.equiangular, tokens, n, d, random), _reflection(d, random))
        strengths = _strengths(family.strengths, kind, heads, random)
        return scalar_heads(beta, points, strengths, family.attention, family.geometry)
    frame = _reflection(d, random) if family.orthogonal else _identity(d)
    scores = _heads(family, kind, heads, frame, random)
    values = scores if family.aligned else _heads(family, kind, heads, frame, random)
    points = product(_tokens(tokens, n, d, random), frame)  # a reflection is its own transpose
    return State(beta, points, scores, values, family.attention, family.geometry)


def _rational(random: np.random.Generator) -> Fraction:
    return Fraction(int(random.integers(-6, 7)), 4)


def _sign(random: np.random.Generator) -> int:
    return 1 - 2 * int(random.integers(2))


def sphere_point(parameters: Vector) -> Vector:
    """The rational point of the unit sphere with these stereographic coordinates: (0, ..., 0, -1) at 0."""
    square = sum((p * p for p in parameters), Fraction(0))
    return (*(2 * p / (square + 1) for p in parameters), (square - 1) / (square + 1))


def _scaled(factor: int | Fraction, vector: Vector) -> Vector:
    return tuple(factor * entry for entry in vector)


def _tokens(kind: str, n: int, d: int, random: np.random.Generator) -> Matrix:
    nearness = Fraction(1, 8) if kind == "near an axis" else Fraction(1)
    drawn = [_scaled(nearness, tuple(_rational(random) for _ in range(d - 1))) for _ in range(n)]
    points = [_scaled(_sign(random), sphere_point(parameters)) for parameters in drawn]
    if kind == "repeated":
        points = [points[0] for _ in points]
    if kind == "antipodal":
        points = [_scaled((-1) ** i, points[0]) for i in range(n)]
    if kind == "not normalised":  # integers, of irrational norm as a rule
        points = [(*(4 * entry for entry in parameters), Fraction(_sign(random))) for parameters in drawn]
    return tuple(points)


def equiangular_tokens(shift: Fraction, n: int, d: int) -> Matrix:
    """Directions e_i + shift (e_1 + ... + e_n) in d >= n dimensions: every pair at the same angle.

    gamma = (2 shift + n shift^2) / (1 + 2 shift + n shift^2), from -1/(n-1) at shift = -1/n to 1 at infinity.
    """
    return tuple(tuple((i == k) + shift * (k < n) for k in range(d)) for i in range(n))


def scalar_heads(
    beta: Fraction, tokens: Matrix, strengths: Vector, attention: Attention = "usa", geometry: Geometry = "sphere"
) -> State:
    """The state with M_h = V_h = alpha_h I, the alpha_h in `strengths`."""
    heads = tuple(_scalar(strength, len(tokens[0])) for strength in strengths)
    return State(beta, tokens, heads, heads, attention, geometry)


def _equiangular(angles: Angles, kind: str, n: int, d: int, random: np.random.Generator) -> Matrix:
    shift = _rational(random)
    if kind == "together" and angles == "any":
        return tuple((Fraction(1),) * d for _ in range(n))
    if kind == "near together":
        shift = Fraction(8)
    if kind == "far apart":
        shift = Fraction(-1, n)
    if angles == "acute":
        shift = abs(shift)
    if angles == "right" or kind == "orthonormal":
        shift = Fraction(0)
    return equiangular_tokens(shift, n, d)


def _strengths(allowed: Strengths, kind: str, heads: int, random: np.random.Generator) -> Vector:
    drawn = [_rational(random) for _ in range(heads)]
    if allowed != "any":
        drawn = [abs(strength) + Fraction(1, 4) for strength in drawn]
    if kind == "with a zero head" and (allowed == "any" or (allowed == "nonnegative" and heads > 1)):
        drawn[-1] = Fraction(0)
    return tuple(drawn[:1] * heads if kind == "equal" else drawn)


def _heads(family: Family, kind: str, heads: int, frame: Matrix, random: np.random.Generator) -> tuple[Matrix, ...]:
    d = len(frame)
    drawn = [_head(family, kind, d, random) for _ in range(heads)]
    if kind == "with a zero head":
        drawn[-1] = _scalar(Fraction(0), d)
    if kind == "equal":
        drawn = drawn[:1] * heads
    if family.orthogonal:
        drawn = [product(product(frame, _block(head, h, heads)), frame) for h, head in enumerate(drawn)]
    return tuple(drawn)


def _head(family: Family, kind: str, d: int, random: np.random.Generator) -> Matrix:
    if kind == "scalar":
        return _scalar(_rational(random), d)
    if kind == "rank one":
        left = tuple(_rational(random) for _ in range(d))
        right = left if family.symmetric else tuple(_rational(random) for _ in range(d))
        return tuple(_scaled(entry, right) for entry in left)
    full = tuple(tuple(_rational(random) for _ in range(d)) for _ in range(d))
    if kind == "semidefinite":
        return tuple(_scaled(Fraction(1, 2), row) for row in product(full, transpose(full)))
    if family.symmetric:
        return tuple(tuple((full[i][j] + full[j][i]) / 2 for j in range(d)) for i in range(d))
    return full


def _block(head: Matrix, h: int, heads: int) -> Matrix:
    """The part of a head that acts on coordinates of its own; the last one is nobody's where d > H.

    Products of such parts vanish, and tokens near the last axis are near their common kernel.
    """
    d = len(head)
    mine = [i % heads == h and (i < d - 1 or d <= heads) for i in range(d)]
    return tuple(
        tuple(entry if mine[i] and mine[j] else Fraction(0) for j, entry in enumerate(row))
        for i, row in enumerate(head)
    )


def _scalar(factor: Fraction, d: int) -> Matrix:
    return tuple(tuple(factor * (i == j) for j in range(d)) for i in range(d))


def _identity(d: int) -> Matrix:
    return _scalar(Fraction(1), d)


def _reflection(d: int, random: np.random.Generator) -> Matrix:
    """A rational orthogonal matrix: the reflection at the hyperplane normal to a random vector."""
    normal = tuple(Fraction(int(random.integers(1, 5))) for _ in range(d))
    square = sum(a * a for a in normal)
    return tuple(tuple((i == j) - 2 * normal[i] * normal[j] / square for j in range(d)) for i in range(d))


def product(a: Matrix, b: Matrix) -> Matrix:
    """The matrix product."""
    columns = transpose(b)
    return tuple(
        tuple(sum((x * y for x, y in zip(row, column, strict=True)), Fraction(0)) for column in columns) for row in a
    )
