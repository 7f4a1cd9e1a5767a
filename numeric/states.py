"""Exact configurations: seeded, rational, biased to the corners where formulas go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import cycle, islice

import numpy as np

from numeric.state import Attention, Geometry, Matrix, State, Vector, transpose

# (n, d, H): one token, one dimension, the circle, the sphere, more heads than dimensions
SIZES = ((1, 1, 1), (1, 2, 2), (2, 1, 2), (2, 2, 1), (3, 2, 2), (2, 3, 3), (4, 3, 2), (3, 2, 4), (5, 2, 1), (2, 4, 2))
TEMPERATURES = tuple(map(Fraction, ("1", "1/1000000", "13/10", "100", "1/2", "5")))
TOKENS = ("generic", "repeated", "antipodal", "generic")
HEADS = ("generic", "rank one", "with a zero head", "generic", "identity")


@dataclass(frozen=True)
class Family:
    """The configurations that a claim speaks of.

    symmetric: Condition 3, M_h = M_h^T. aligned: Condition 4, V_h = M_h. orthogonal: M_h M_h' = 0
    for h != h' (with symmetric). fewest_heads, most_heads: bounds on H.
    """

    attention: Attention = "usa"
    geometry: Geometry = "sphere"
    symmetric: bool = False
    aligned: bool = False
    orthogonal: bool = False
    fewest_heads: int = 1
    most_heads: int = 4


def states(family: Family, *, seed: int, count: int = 24) -> list[State]:
    """`count` members of the family, the same on every run and machine."""
    random = np.random.Generator(np.random.PCG64(seed))
    return list(islice(_states(family, random), count))


def _states(family: Family, random: np.random.Generator) -> Iterator[State]:
    choices = zip(cycle(SIZES), cycle(TEMPERATURES), cycle(TOKENS), cycle(HEADS), strict=False)
    for (n, d, heads), beta, tokens, kind in choices:
        heads = min(max(heads, family.fewest_heads), family.most_heads)
        scores = _heads(family, kind, d, heads, random)
        values = scores if family.aligned else _heads(family, kind, d, heads, random)
        yield State(beta, _tokens(tokens, n, d, random), scores, values, family.attention, family.geometry)


def _rational(random: np.random.Generator) -> Fraction:
    return Fraction(int(random.integers(-6, 7)), 4)


def sphere_point(parameters: Vector) -> Vector:
    """The rational point of the unit sphere with these stereographic coordinates."""
    square = sum((p * p for p in parameters), Fraction(0))
    return (*(2 * p / (square + 1) for p in parameters), (square - 1) / (square + 1))


def _tokens(kind: str, n: int, d: int, random: np.random.Generator) -> Matrix:
    points = [sphere_point(tuple(_rational(random) for _ in range(d - 1))) for _ in range(n)]
    if kind == "repeated":
        points = [points[0] for _ in points]
    if kind == "antipodal":
        points = [points[0] if i % 2 == 0 else tuple(-entry for entry in points[0]) for i in range(n)]
    return tuple(points)


def _heads(family: Family, kind: str, d: int, heads: int, random: np.random.Generator) -> tuple[Matrix, ...]:
    drawn = [_head(family, kind, d, random) for _ in range(heads)]
    if kind == "with a zero head":
        drawn[-1] = tuple(tuple(Fraction(0) for _ in row) for row in drawn[-1])
    if family.orthogonal:
        frame = _reflection(d, random)
        drawn = [_in_frame(_block(head, h, heads), frame) for h, head in enumerate(drawn)]
    return tuple(drawn)


def _head(family: Family, kind: str, d: int, random: np.random.Generator) -> Matrix:
    if kind == "identity":
        return tuple(tuple(Fraction(i == j) for j in range(d)) for i in range(d))
    if kind == "rank one":
        left = [_rational(random) for _ in range(d)]
        right = left if family.symmetric else [_rational(random) for _ in range(d)]
        return tuple(tuple(a * b for b in right) for a in left)
    full = [[_rational(random) for _ in range(d)] for _ in range(d)]
    if family.symmetric:
        return tuple(tuple((full[i][j] + full[j][i]) / 2 for j in range(d)) for i in range(d))
    return tuple(map(tuple, full))


def _block(head: Matrix, h: int, heads: int) -> Matrix:
    """The part of a head that acts on the coordinates congruent to h: products of such parts vanish."""
    mine = [i % heads == h for i in range(len(head))]
    return tuple(
        tuple(entry if mine[i] and mine[j] else Fraction(0) for j, entry in enumerate(row))
        for i, row in enumerate(head)
    )


def _reflection(d: int, random: np.random.Generator) -> Matrix:
    """A rational orthogonal matrix: the reflection at the hyperplane normal to a random vector."""
    normal = [Fraction(int(random.integers(1, 5))) for _ in range(d)]
    square = sum(a * a for a in normal)
    return tuple(tuple(Fraction(i == j) - 2 * normal[i] * normal[j] / square for j in range(d)) for i in range(d))


def _in_frame(head: Matrix, frame: Matrix) -> Matrix:
    return product(product(frame, head), transpose(frame))


def product(a: Matrix, b: Matrix) -> Matrix:
    """The matrix product."""
    columns = transpose(b)
    return tuple(
        tuple(sum((x * y for x, y in zip(row, column, strict=True)), Fraction(0)) for column in columns) for row in a
    )
