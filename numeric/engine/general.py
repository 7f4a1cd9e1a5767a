"""Any heads, by tiles of the rows (token i, head h).

With Q = beta [X M_1, ..., X M_H], (n, H d), read as (n H, d), the logits of some rows are Q_rows X^T, and exp of them
times X is what the value matrices act on, (n, H d) @ (H d, d). So no head has a loop of its own. Softmax multiplies
with [X, 1], which gives the sums of the weights in the same product.
"""

from __future__ import annotations

import numpy as np

from numeric.arithmetic import Array
from numeric.engine.layout import Rows, multiplication
from numeric.engine.work import Work


class GeneralHeads:
    """drive(x) of tokens x, (B, n, d)."""

    def __init__(self, work: Work) -> None:
        """Lay out the tiles; where logits are shifted by the largest of their row, rows are whole."""
        (_, _, d), heads = work.shape, work.system.heads
        self._k = d + work.softmax
        self._layout = work.layout(heads=heads, k=self._k, whole=work.shift)
        self._scores, self._values = work.scores(), work.values()
        self._tokens = work.by_token(d)
        self._times = multiplication(stacks=len(self._tokens) > 2)
        self._queries = self._layout.queries.reshape(work.by_token(heads * d))
        self._mixed = self._layout.mixed.reshape(work.by_token(heads * self._k))
        self._across = np.ones((1, self._k), work.dtype)
        self._attend, self._softmax, self._shift = work.attend, work.softmax, work.shift
        self._together = work.together

    def __call__(self, x: Array) -> Array:
        """v_i, in an array of its own: (B n, d)."""
        self._times(x.reshape(self._tokens), self._scores, out=self._queries)
        self._layout.take(x)
        self._together(self._mix, self._layout.parts)
        return self._times(self._mixed, self._values).reshape(-1, x.shape[-1])

    def _mix(self, part: list[Rows]) -> None:
        times, attend, shift = self._layout.times, self._attend, self._shift
        for queries, mixed, blocks in part:
            first = True
            for keys, right, weights, room, hidden in blocks:
                times(queries, keys, weights)
                if hidden:
                    np.copyto(weights, -np.inf, where=hidden())
                if shift:
                    weights -= weights.max(axis=-1, keepdims=True)
                attend(weights, weights)
                if first:
                    times(weights, right, mixed)
                    first = False
                else:
                    mixed += times(weights, right, room)
            if self._softmax:
                flat = mixed.reshape(-1, self._k)
                flat /= flat[:, -1:].dot(self._across)  # quicker than to divide by a column
