"""The logits of a step of the flow, cut into tiles that fit the cache.

The rows of a trajectory's logits are the pairs (token i, head h), i first: row i H + h; its columns are the tokens j.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numeric.arithmetic import Array

TILE_BYTES = 448 << 10  # of logits at a time: half of a usual second-level cache
COLUMNS = 512  # of a tile at the most, so that its rows are enough for a fast product
ROWS = 24  # a tile's rows are a multiple of it: the kernels of matrix products work in 8s and 12s


@dataclass(frozen=True)
class Tile:
    """Some rows of one trajectory, or all rows of some trajectories, and their columns, in blocks."""

    members: slice
    rows: slice
    columns: tuple[slice, ...]

    @property
    def at(self) -> int | slice:
        """The members as an index: one is not an axis."""
        first, last = self.members.start, self.members.stop
        return first if last == first + 1 else self.members


def tiles(
    batch: int, rows: int, n: int, itemsize: int, *, causal: bool, whole: bool = False, size: int | None = None
) -> list[Tile]:
    """Cut (batch, rows, n) logits, rows a multiple of n, into tiles with blocks of about `size` bytes (TILE_BYTES).

    causal : leave out the columns that no row of a tile sees. whole : never cut a row.
    """
    size = size or TILE_BYTES
    together = size // (rows * n * itemsize)
    if batch > 1 and together > 1:
        everything = slice(0, rows), (slice(0, n),)
        return [Tile(slice(b, min(b + together, batch)), *everything) for b in range(0, batch, together)]
    width = n if whole else min(n, COLUMNS)
    height = max(ROWS, size // (width * itemsize) // ROWS * ROWS)
    cut = []
    for first in range(0, rows, height):
        last = min(first + height, rows)
        seen = -(-last * n // rows) if causal else n
        blocks = tuple(slice(j, min(j + width, seen)) for j in range(0, seen, width))
        cut += [(slice(first, last), blocks)]
    return [Tile(slice(b, b + 1), *part) for b in range(batch) for part in cut]


def later(tile: Tile, columns: slice, heads: int) -> Array:
    """Where a row (i, h) of a tile would look at a token j > i: (rows, columns)."""
    tokens = np.arange(tile.rows.start, tile.rows.stop) // heads
    return np.arange(columns.start, columns.stop) > tokens[:, None]
