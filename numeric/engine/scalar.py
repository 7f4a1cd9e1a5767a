"""Scalar heads, M_h = alpha_h I and V_h = nu_h I: they share X X^T, and sum_h nu_h a^h, one matrix, acts on X."""

from __future__ import annotations

import numpy as np

from numeric.arithmetic import Array
from numeric.engine.layout import Room, Rows
from numeric.engine.work import Work

LEAST_DIMENSIONS = 16  # below, a product costs less than what scalar heads need in its place


class ScalarHeads:
    """drive(x) of tokens x, (B, n, d)."""

    def __init__(self, work: Work, alphas: Array, nus: Array) -> None:
        """Lay out the tiles; with softmax rows are whole, as their sums are needed before heads are added."""
        _, n, d = work.shape
        self._layout = work.layout(heads=1, k=d, whole=work.softmax)
        self._parts = [(part, Room(work.dtype), Room(work.dtype)) for part in self._layout.parts]
        factors, nus = float(work.system.beta) * alphas, nus if work.softmax else nus / n
        self._heads = list(zip(factors.astype(work.dtype), nus.astype(work.dtype), strict=True))
        self._ones = np.ones((n, 1), work.dtype)
        self._attend, self._softmax, self._shift = work.attend, work.softmax, work.shift
        self._together = work.together

    def __call__(self, x: Array) -> Array:
        """v_i, in an array of its own: (B n, d)."""
        self._layout.queries[...] = x
        self._layout.take(x)
        self._together(self._mix, self._parts)
        return self._layout.mixed.copy().reshape(-1, x.shape[-1])

    def _mix(self, part: tuple[list[Rows], Room, Room]) -> None:
        tiles, rooms, others = part
        for queries, mixed, blocks in tiles:
            times, first = self._layout.times, True
            for keys, right, logits, room, hidden in blocks:
                times(queries, keys, logits)
                ahead = hidden() if hidden else None
                total = self._sum(logits, ahead, rooms(logits.shape), others(logits.shape))
                if first:
                    times(total, right, mixed)
                else:
                    mixed += times(total, right, room)
                first = False

    def _sum(self, products: Array, ahead: Array | None, total: Array, other: Array) -> Array:
        """sum_h nu_h a^h, in `total`; nobody looks `ahead`."""
        for h, (factor, nu) in enumerate(self._heads):
            weights = other if h else total
            np.multiply(products, factor, out=weights)
            if ahead is not None:
                np.copyto(weights, -np.inf, where=ahead)
            if self._shift:
                weights -= weights.max(axis=-1, keepdims=True)
            self._attend(weights, weights)
            weights *= nu / np.matmul(weights, self._ones[: weights.shape[-1]]) if self._softmax else nu
            if h:
                total += weights
        return total
