"""The logits of a step of the flow, cut into tiles that fit the cache.

The rows of a trajectory's logits are the pairs (token i, head h), i first: row i H + h; its columns are the tokens j.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numeric.arithmetic import Array

TILE_BYTES = 448 << 10  # of logits at a time: half of a usual second-level cache
PRODUCTS = 10**6  # of numbers in one matrix product: up to here OpenBLAS has quicker kernels, which copy nothing,
DIMENSIONS = 128  # and up to here its tiles are large enough for them to pay
ROWS = 160  # of a tile, about, where one may choose: its columns are then few enough for the first-level cache
STEP = 8  # rows and columns are multiples of it: the kernels of matrix products work in 8s


def numbers(itemsize: int, d: int = 0) -> int:
    """How many logits a tile has, of so many bytes each; with d, also for quick products with tokens (n, d)."""
    most = TILE_BYTES // itemsize
    return min(most, PRODUCTS // (d + 1)) if d <= DIMENSIONS else most


@dataclass(frozen=True)
class Tile:
    """Some rows of one trajectory, or all rows of some trajectories, and their columns, in blocks."""

    members: slice
    rows: slice
    columns: tuple[slice, ...]


def tiles(batch: int, rows: int, n: int, size: int, *, causal: bool, whole: bool = False) -> list[Tile]:
    """Cut (batch, rows, n) logits, rows a multiple of n, into tiles with blocks of about `size` numbers.

    causal : leave out the columns that no row of a tile sees. whole : never cut a row.
    """
    together = size // (rows * n)
    if batch > 1 and together > 1:
        everything = slice(0, rows), (slice(0, n),)
        return [Tile(slice(b, min(b + together, batch)), *everything) for b in range(0, batch, together)]
    width = n if whole else min(n, down(size // ROWS))
    height = down(size // width)
    cut = []
    for first in range(0, rows, height):
        last = min(first + height, rows)
        seen = -(-last * n // rows) if causal else n
        blocks = tuple(slice(j, min(j + width, seen)) for j in range(0, seen, width))
        cut += [(slice(first, last), blocks)]
    return [Tile(slice(b, b + 1), *part) for b in range(batch) for part in cut]


def down(count: int) -> int:
    """The next lower multiple of STEP, which is the least."""
    return max(STEP, count // STEP * STEP)


def later(tile: Tile, columns: slice, heads: int) -> Array:
    """Where a row (i, h) of a tile would look at a token j > i: (rows, columns)."""
    tokens = np.arange(tile.rows.start, tile.rows.stop) // heads
    return np.arange(columns.start, columns.stop) > tokens[:, None]
