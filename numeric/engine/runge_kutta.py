"""One step of order 8 by Cooper and Verner's eleven stages, on the sphere or in the plain.

The coefficients lie in Q(sqrt 21) and stand here as exact triples (p, q, r) = (p + q sqrt 21) / r
(G. J. Cooper and J. H. Verner, SIAM J. Numer. Anal. 9 (1972), 389-405). A test proves all 200 order conditions.

On the sphere a step ends with each token divided by its norm. The stages need no such care: the projected velocity
v - <x, v> x is smooth around the sphere and keeps the sphere, so the order is not touched.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import Any

import numpy as np

from numeric.arithmetic import Array

Surd = tuple[int, int, int]
ZERO: Surd = (0, 0, 1)

STAGES: tuple[tuple[Surd, ...], ...] = (
    (),
    ((1, 0, 2),),
    ((1, 0, 4), (1, 0, 4)),
    ((1, 0, 7), (-7, -3, 98), (21, 5, 49)),
    ((11, 1, 84), ZERO, (18, 4, 63), (21, -1, 252)),
    ((5, 1, 48), ZERO, (9, 1, 36), (-231, 14, 360), (63, -7, 80)),
    ((10, -1, 42), ZERO, (-432, 92, 315), (633, -145, 90), (-504, 115, 70), (63, -13, 35)),
    ((1, 0, 14), ZERO, ZERO, ZERO, (14, -3, 126), (13, -3, 63), (1, 0, 9)),
    ((1, 0, 32), ZERO, ZERO, ZERO, (91, -21, 576), (11, 0, 72), (-385, -75, 1152), (63, 13, 128)),
    (
        *((1, 0, 14), ZERO, ZERO, ZERO, (1, 0, 9)),
        *((-733, -147, 2205), (515, 111, 504), (-51, -11, 56), (132, 28, 245)),
    ),
    (
        *(ZERO, ZERO, ZERO, ZERO, (-42, 7, 18)),
        *((-18, 28, 45), (-273, -53, 72), (301, 53, 72), (28, -28, 45), (49, -7, 18)),
    ),
)
WEIGHTS: tuple[Surd, ...] = ((1, 0, 20), *(ZERO,) * 6, (49, 0, 180), (16, 0, 45), (49, 0, 180), (1, 0, 20))
ORDER = 8


def _floats(row: tuple[Surd, ...]) -> list[float]:
    return [(p + q * sqrt(21)) / r for p, q, r in row]


_A = [_floats(row) for row in STAGES]
_B = _floats(WEIGHTS)


def combination(weights: list[float], slopes: list[Any]) -> Any:
    """sum_i weights_i slopes_i, of the slopes with a weight that is not zero."""
    used = [(weight, slope) for weight, slope in zip(weights, slopes, strict=True) if weight]
    total = used[0][0] * used[0][1]
    for weight, slope in used[1:]:
        total = total + weight * slope
    return total


def moved(x: Any, h: Any, weights: list[float], slopes: list[Any]) -> Any:
    """x + h sum_i weights_i slopes_i."""
    return x + h * combination(weights, slopes)


class InPlace:
    """The same for NumPy arrays like `x`, in room that is kept: a result lasts until the next one."""

    def __init__(self, x: Array) -> None:
        """Make room: to fetch memory anew for each term can take longer than to fill it."""
        self._total, self._term = np.empty_like(x), np.empty_like(x)

    def __call__(self, x: Array, h: float, weights: list[float], slopes: list[Array]) -> Array:
        """x + h sum_i weights_i slopes_i, to the same bits."""
        first = True
        for weight, slope in zip(weights, slopes, strict=True):
            if weight:
                np.multiply(weight, slope, out=self._total if first else self._term)
                if not first:
                    self._total += self._term
                first = False
        self._total *= h
        self._total += x
        return self._total


def step(velocity: Callable[[Any], Any], x: Any, h: Any, stage: Callable[..., Any] = moved) -> tuple[Any, list[Any]]:
    """x(h) from x(0) = x along x' = velocity(x), and the eleven slopes; any arrays that add and scale.

    h : a number, or one for each member of a batch. stage : `moved`, or what gives the same.
    """
    slopes: list[Any] = []
    for row in _A:
        slopes.append(velocity(stage(x, h, row, slopes) if row else x))
    return moved(x, h, _B, slopes), slopes


def quadrature(rates: list[Array], h: float) -> Array:
    """The integral over a step of length h of what has these values at the eleven stages; of order 8 as well."""
    return np.asarray(h * combination(_B, rates))
