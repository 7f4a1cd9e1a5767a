"""States that break what lacks a condition, and the searches that found them.

A search looks at float64 rates and keeps the steepest fall; what it found is exact rational data,
whose sign `numeric.witness` then proves. The tests run the searches again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product

import numpy as np

from numeric.arithmetic import Floats
from numeric.model import Model
from numeric.state import State, aligned, diagonal
from numeric.states import Family, draw, sphere_point

# The steepest fall of the energy among `asymmetric_candidates(seed=1, count=400)`; 15 of them fall.
ASYMMETRIC = aligned(
    1,
    [["-32/33", "8/33", "-1/33"], ["-4/21", "-20/21", "5/21"], ["-2/3", "-2/3", "1/3"]],
    [[["1/2", "5/4", "-1"], ["-1", "3/2", "1/4"], ["3/2", "-3/2", "-1/4"]]],
)

# The steepest fall of the energy among `mirrored_candidates()`.
SCALAR_HEADS = aligned(
    1,
    [
        *(["1", "0"], ["1", "0"]),
        *(["11/61", "60/61"], ["11/61", "-60/61"]),
        *(["-91/109", "60/109"], ["-91/109", "-60/109"]),
    ],
    [diagonal(8, 8), diagonal(1, 1)],
    attention="softmax",
)


def asymmetric_candidates(*, seed: int, count: int) -> Iterator[State]:
    """Three tokens on the sphere under one head without symmetry, V = M."""
    random = np.random.Generator(np.random.PCG64(seed))
    for _ in range(count):
        yield draw(Family(aligned=True), random, (3, 3, 1), Fraction(1))


def mirrored_candidates() -> Iterator[State]:
    """Six tokens on the circle in mirror image, two of them on the axis, under softmax heads 8 I and I.

    The sharp head pulls a token to its neighbours, the flat one across the circle.
    """
    for near, far in product(range(1, 12), range(1, 15)):
        above = [_circle_point(Fraction(near, 6)), _circle_point(Fraction(far, 3))]
        mirrored: list[list[Fraction]] = [[x, sign * y] for x, y in above for sign in (1, -1)]
        tokens = [[Fraction(1), Fraction(0)]] * 2 + mirrored
        yield aligned(1, tokens, SCALAR_HEADS.score_matrices, attention="softmax")


def _circle_point(half_tangent: Fraction) -> tuple[Fraction, Fraction]:
    """(cos t, sin t) with this tan(t / 2)."""
    y, x = sphere_point((half_tangent,))
    return -x, y


def steepest_fall(candidates: Iterable[State]) -> State:
    """The candidate whose total energy has the least rate."""
    return min(candidates, key=lambda state: float(Model.of(state, Floats()).energy_rate.sum()))
