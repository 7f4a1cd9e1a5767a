"""The tableau is of order 8 exactly, and a step behaves so."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from numeric.engine import runge_kutta
from numeric.engine.runge_kutta import ORDER, STAGES, WEIGHTS, InPlace, quadrature, step

Tree = tuple  # a rooted tree: the sorted tuple of its subtrees
Surd = tuple[Fraction, Fraction]  # p + q sqrt(21)


def surd(triple: tuple[int, int, int]) -> Surd:
    return Fraction(triple[0], triple[2]), Fraction(triple[1], triple[2])


def times(left: Surd, right: Surd) -> Surd:
    return left[0] * right[0] + 21 * left[1] * right[1], left[0] * right[1] + left[1] * right[0]


def total(terms: Iterator[Surd]) -> Surd:
    pairs = list(terms)
    return sum((p for p, _ in pairs), Fraction(0)), sum((q for _, q in pairs), Fraction(0))


@cache
def nodes(tree: Tree) -> int:
    return 1 + sum(map(nodes, tree))


@cache
def density(tree: Tree) -> int:
    product = nodes(tree)
    for subtree in tree:
        product *= density(subtree)
    return product


@cache
def trees(order: int) -> tuple[Tree, ...]:
    smaller = [tree for k in range(1, order) for tree in trees(k)]

    def forests(left: int, first: int) -> Iterator[Tree]:
        if not left:
            yield ()
        for place in range(first, len(smaller)):
            if nodes(smaller[place]) <= left:
                for rest in forests(left - nodes(smaller[place]), place):
                    yield (smaller[place], *rest)

    return tuple(forests(order - 1, 0))


def elementary_weights(tree: Tree, stages: list[list[Surd]]) -> list[Surd]:
    """Of each stage: the product over the subtrees of sum_j a_ij (that of the subtree at j)."""
    found = [(Fraction(1), Fraction(0))] * len(stages)
    for subtree in tree:
        inner = elementary_weights(subtree, stages)
        sums = [total(times(a, inner[j]) for j, a in enumerate(row)) for row in stages]
        found = [times(p, q) for p, q in zip(found, sums, strict=True)]
    return found


def broken(stages: list[list[Surd]], weights: list[Surd]) -> int:
    """How many order conditions do not hold."""
    count = 0
    for order in range(1, ORDER + 1):
        for tree in trees(order):
            value = total(map(times, weights, elementary_weights(tree, stages)))
            count += value != (Fraction(1, density(tree)), 0)
    return count


def test_all_200_order_conditions_hold_exactly():
    assert [len(trees(order)) for order in range(1, 9)] == [1, 1, 2, 4, 9, 20, 48, 115]
    stages, weights = [list(map(surd, row)) for row in STAGES], list(map(surd, WEIGHTS))
    assert broken(stages, weights) == 0
    stages[4][2] = times(stages[4][2], (Fraction(-1), Fraction(0)))
    assert broken(stages, weights) > 0


def test_a_step_has_order_eight():
    def velocity(x):
        return np.stack([x[1], -np.sin(x[0])])

    def after_eight(count):
        x = np.array([1.0, 0.3])
        for _ in range(count):
            x, _ = step(velocity, x, 8 / count)
        return x

    counts = np.array([12, 16, 20, 24, 28])
    errors = [np.abs(after_eight(count) - after_eight(400)).max() for count in counts]
    slope = -np.polyfit(np.log(counts), np.log(errors), 1)[0]
    assert slope == pytest.approx(ORDER, abs=1), errors


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_stages_in_kept_room_have_the_same_bits(dtype):
    x = np.random.Generator(np.random.PCG64(0)).standard_normal((5, 3)).astype(dtype)
    before, room = x.copy(), InPlace(x)
    for h in (0.1, 0.3):  # the room of one step serves the next
        moved, slopes = step(lambda x: np.sin(3 * x), x, h)
        again, others = step(lambda x: np.sin(3 * x), x, h, room)
        assert again.dtype == dtype
        assert np.array_equal(again, moved)
        assert np.array_equal(slopes, others)
    assert np.array_equal(x, before)


def test_the_quadrature_is_of_order_eight_along_the_step():
    x, slopes = step(lambda x: np.stack([np.ones(()), x[0] ** 7]), np.zeros(2), 1.0)
    assert x[1] == pytest.approx(1 / 8, rel=1e-14)
    assert quadrature([slope[1] for slope in slopes], 1.0) == pytest.approx(1 / 8, rel=1e-14)


def test_the_floats_are_the_surds():
    assert pytest.approx([0.05, 0, 0, 0, 0, 0, 0, 49 / 180, 16 / 45, 49 / 180, 0.05], rel=1e-15) == runge_kutta._B
    assert sum(runge_kutta._A[-1]) == pytest.approx(1, rel=1e-14)
