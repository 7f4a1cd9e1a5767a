"""Symmetric heads: w_ij = w_ji, so each block of weights above the diagonal is used twice, as it is and transposed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from numeric.arithmetic import Array

ROWS, COLUMNS = 96, 1024  # of a block of logits: it fits a usual second-level cache
LEAST_TOKENS = 192  # of fewer tokens, the blocks on the diagonal are most of the work

Weigh = Callable[[Array], object]  # logits to weights, where they stand
Room = Callable[[str, tuple[int, ...]], Array]  # an array to write to, of a name and a shape


def mix(queries: Array, keys: Array, right: Array, weigh: Weigh, room: Room) -> Array:
    """sum_j w_ij right_j with w = weigh(Q X^T) symmetric, for one head: (n, k), in an array of `room`.

    queries : Q, (n, d). keys : X^T, (d, n). right : (n, k).
    """
    n, k = right.shape
    mixed, part = room("total", (n, k)), room("part", (max(ROWS, COLUMNS), k))
    mixed[...] = 0
    for i in range(0, n, ROWS):
        rows = slice(i, min(i + ROWS, n))
        for j in range(i, n, COLUMNS):
            columns = slice(j, min(j + COLUMNS, n))
            logits = room("logits", (rows.stop - i, columns.stop - j))
            weights = np.matmul(queries[rows], keys[:, columns], out=logits)
            weigh(weights)
            mixed[rows] += np.matmul(weights, right[columns], out=part[: rows.stop - i])
            below = slice(max(j, rows.stop), columns.stop)
            if below.start < below.stop:
                transposed = weights[:, below.start - j :].T
                mixed[below] += np.matmul(transposed, right[rows], out=part[: below.stop - below.start])
    return mixed
