"""Symmetric heads, head by head: w_ij = w_ji, so each block of weights above the diagonal is used twice.

Once as it is, for its rows, and once transposed, for its columns: half of the logits and exponentials are left.
"""

from __future__ import annotations

from math import isqrt
from typing import NamedTuple

import numpy as np

from numeric.arithmetic import Array
from numeric.engine.layout import Room
from numeric.engine.tiles import down, numbers
from numeric.engine.work import Work

LEAST_TOKENS = 384  # of fewer tokens, the blocks on the diagonal are most of the work
BANDS = 4  # of rows and columns, at least

Pair = tuple[int, int]  # a trajectory and one of its heads


class Rooms(NamedTuple):
    """One thread's own. pairs : what it computes. total : what the weights of a head mix, (n, k)."""

    pairs: list[Pair]
    total: Array
    weights: Room
    product: Room


class SymmetricHeads:
    """drive(x) of tokens x, (B, n, d), where every M_h = M_h^T, no mask hides a weight, and no logit needs a shift."""

    def __init__(self, work: Work) -> None:
        """Lay out queries (B, H, n, d), keys in blocks of columns, and what the weights multiply, (B, n, k)."""
        (batch, n, d), heads, dtype = work.shape, work.system.heads, work.dtype
        self._d, k = d, d + work.softmax
        side = min(down(isqrt(numbers(dtype.itemsize, d))), down(n // BANDS))
        self._bands = [slice(first, min(first + side, n)) for first in range(0, n, side)]
        scores = work.system.scaled_scores()
        self._scores = np.asarray(scores if scores.ndim == 4 else scores[None], dtype=dtype)
        self._queries = np.empty((batch, heads, n, d), dtype)
        self._keys = [np.empty((batch, d, band.stop - band.start), dtype) for band in self._bands]
        self._right, self._mixed = np.ones((batch, n, k), dtype), np.empty((batch, n, heads, k), dtype)
        self._values, self._by_token = work.values(), work.by_token(heads * k)
        self._attend, self._softmax, self._together = work.attend, work.softmax, work.together
        pairs = [(b, h) for b in range(batch) for h in range(heads)]
        self._parts = [
            Rooms(pairs[first :: work.threads], np.empty((n, k), dtype), Room(dtype), Room(dtype))
            for first in range(min(work.threads, len(pairs)))
        ]

    def __call__(self, x: Array) -> Array:
        """v_i, in an array of its own: (B n, d)."""
        np.matmul(x[:, None], self._scores, out=self._queries)
        self._right[..., : self._d] = x
        for band, keys in zip(self._bands, self._keys, strict=True):
            keys[...] = x[:, band].swapaxes(1, 2)
        self._together(self._mix, self._parts)
        return np.matmul(self._mixed.reshape(self._by_token), self._values).reshape(-1, x.shape[-1])

    def _mix(self, rooms: Rooms) -> None:
        for b, h in rooms.pairs:
            self._total(self._queries[b, h], [keys[b] for keys in self._keys], self._right[b], rooms)
            self._mixed[b, :, h] = rooms.total / rooms.total[:, self._d :] if self._softmax else rooms.total

    def _total(self, queries: Array, keys: list[Array], right: Array, rooms: Rooms) -> None:
        """sum_j w_ij right_j, in the room's total."""
        total = rooms.total
        total[...] = 0
        for i, rows in enumerate(self._bands):
            own, above = queries[rows], right[rows]
            for j, columns in enumerate(self._bands[i:], start=i):
                weights = rooms.weights((len(own), keys[j].shape[1]))
                own.dot(keys[j], out=weights)
                self._attend(weights, weights)
                total[rows] += weights.dot(right[columns], out=rooms.product(above.shape))
                if j > i:
                    total[columns] += np.matmul(weights.T, above, out=rooms.product((weights.shape[1], above.shape[1])))
