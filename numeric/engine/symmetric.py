"""Symmetric heads: w_ij = w_ji, so each block of weights above the diagonal is used twice, as it is and transposed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from numeric.arithmetic import Array

ROWS, COLUMNS = 96, 1024  # of a block of logits: it fits a usual second-level cache
LEAST_TOKENS = 192  # of fewer tokens, the blocks on the diagonal are most of the work

Weigh = Callable[[Array], None]  # logits to weights, where they stand


def mix(queries: Array, x: Array, weigh: Weigh, *, normalise: bool) -> Array:
    """sum_j w_ij x_j with w = weigh(<q_i, x_j>), <q_i, x_j> = <q_j, x_i>, for one head: (n, d).

    queries, x : (n, d). normalise : divide by sum_j w_ij.
    """
    n, d = x.shape
    # the sums of the weights are one more column of the product
    right = np.concatenate([x, np.ones((n, 1), x.dtype)], axis=1) if normalise else x
    keys, mixed = x.T.copy(), np.zeros((n, right.shape[1]), x.dtype)
    room, part = np.empty(ROWS * COLUMNS, x.dtype), np.empty((max(ROWS, COLUMNS), right.shape[1]), x.dtype)
    for i in range(0, n, ROWS):
        rows = slice(i, min(i + ROWS, n))
        for j in range(i, n, COLUMNS):
            columns = slice(j, min(j + COLUMNS, n))
            shape = (rows.stop - i, columns.stop - j)
            weights = np.matmul(queries[rows], keys[:, columns], out=room[: shape[0] * shape[1]].reshape(shape))
            weigh(weights)
            mixed[rows] += np.matmul(weights, right[columns], out=part[: shape[0]])
            below = slice(max(j, rows.stop), columns.stop)
            if below.start < below.stop:
                transposed = weights[:, below.start - j :].T
                mixed[below] += np.matmul(transposed, right[rows], out=part[: below.stop - below.start])
    return mixed[:, :d] / mixed[:, d:] if normalise else mixed
