"""Room for a step of the flow, laid out once for tokens of one shape: what is left are products and exponentials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any, NamedTuple

import numpy as np

from numeric.arithmetic import Array
from numeric.engine.tiles import Tile, later


def multiplication(*, stacks: bool) -> Callable[..., Array]:
    """f(left, right, out) = left @ right. `dot` starts quicker than `matmul`, but knows no stacks and copies slices."""
    return np.matmul if stacks else np.dot


class Block(NamedTuple):
    """Some columns of a tile.

    keys : X^T, (d, columns). right : what the weights multiply, (columns, k).
    weights, product : room for them, (rows, columns), and for weights @ right, (rows, k).
    hidden : where a row looks ahead of its token, (rows, columns), when called; None where nothing is hidden.
    """

    keys: Array
    right: Array
    weights: Array
    product: Array
    hidden: Callable[[], Array] | None


class Rows(NamedTuple):
    """A tile. queries : (rows, d). mixed : room for what its weights mix, (rows, k), the last column the sums."""

    queries: Array
    mixed: Array
    blocks: list[Block]


class Room:
    """Arrays that share one buffer, as long as it is large enough."""

    def __init__(self, dtype: Any) -> None:
        """Nothing yet."""
        self._buffer, self._kept = np.empty(0, dtype), dict[tuple[int, ...], Array]()

    def __call__(self, shape: tuple[int, ...]) -> Array:
        """The array of a shape, the same each time."""
        if shape not in self._kept:
            if self._buffer.size < prod(shape):
                self._buffer = np.empty(prod(shape), self._buffer.dtype)
            self._kept[shape] = self._buffer[: prod(shape)].reshape(shape)
        return self._kept[shape]


class Layout:
    """Room for tokens (B, n, d) with `heads` rows a token, whose weights multiply right sides of k columns.

    queries : (B, n heads, d). right : (B, n, k), the tokens and then ones. mixed : (B, n heads, k).
    parts : the tiles, a list for each thread; where there are tiles of several members, all have one more axis.
    times : f(left, right, out) = left @ right, for the arrays of tiles
    """

    def __init__(
        self, cut: Sequence[Tile], shape: tuple[int, ...], k: int, dtype: Any, *, heads: int, causal: bool, threads: int
    ) -> None:
        """Lay out the tiles; with `causal`, what comes later is hidden."""
        batch, n, d = shape
        self._d, self._heads, self._causal = d, heads, causal
        self.queries, self.mixed = np.empty((batch, n * heads, d), dtype), np.empty((batch, n * heads, k), dtype)
        self.right = np.ones((batch, n, k), dtype)
        self._stacked = any(tile.members.stop - tile.members.start > 1 for tile in cut)
        self.times = multiplication(stacks=self._stacked or causal)
        ends = {columns.start: columns.stop for tile in cut for columns in tile.columns}  # of the last, longest tile
        self._keys = {first: np.empty((batch, d, last - first), dtype) for first, last in ends.items()}
        self.parts = [self._part(cut[start::threads]) for start in range(min(threads, len(cut)))]

    def take(self, tokens: Array) -> None:
        """Put the tokens where keys and right sides are."""
        self.right[..., : self._d] = tokens
        for first, keys in self._keys.items():
            keys[...] = tokens[:, first : first + keys.shape[-1]].swapaxes(1, 2)

    def _part(self, cut: Sequence[Tile]) -> list[Rows]:
        """The tiles of one thread, and its room; blocks that nothing is hidden in are shared by tiles of one height."""
        weights, products, shared = Room(self.queries.dtype), Room(self.queries.dtype), dict[Any, Block]()

        def block(tile: Tile, columns: slice, queries: Array, mixed: Array) -> Block:
            width, what = columns.stop - columns.start, (tile.members.start, len(queries), columns.start, columns.stop)
            ahead = self._causal and columns.stop - 1 > tile.rows.start // self._heads
            if ahead or what not in shared:
                found = Block(
                    self._keys[columns.start][self._at(tile), :, :width],
                    self.right[self._at(tile), columns],
                    weights((*queries.shape[:-1], width)),
                    products(mixed.shape),
                    (lambda: later(tile, columns, self._heads)) if ahead else None,
                )
                if ahead:
                    return found
                shared[what] = found
            return shared[what]

        rows = []
        for tile in cut:
            queries, mixed = (whole[self._at(tile), tile.rows] for whole in (self.queries, self.mixed))
            rows.append(Rows(queries, mixed, [block(tile, columns, queries, mixed) for columns in tile.columns]))
        return rows

    def _at(self, tile: Tile) -> int | slice:
        return tile.members if self._stacked else tile.members.start
