"""The right-hand side of the flow in tiles that fit the cache: O(n^2 d H) time, O(tile + n d H) extra memory.

Row (i, h) of the attention of all heads is one row of one matrix product: with Q = beta [X M_1, ..., X M_H] of shape
(n, H d), read as (n H, d), the logits of some rows are Q_rows X^T, and exp of them times X is what the value matrices
act on, (n, H d) @ (H d, d). So no head has a loop of its own, and no array (n, n) is ever made. Scalar heads share
X X^T and the product with X.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from numeric.arithmetic import Array
from numeric.engine import symmetric
from numeric.engine.system import System

TILE_BYTES = 1 << 19  # of logits at a time: half of a usual second-level cache
LEAST_ROWS = 16  # a matrix product of fewer rows is slow
NO_SHIFT = {8: 300.0, 4: 40.0}  # by bytes of a number: up to these logits, exp needs no shift against overflow

Velocity = Callable[[Array], Array]  # tokens (..., n, d) to their velocities, in an array of its own


@dataclass(frozen=True)
class Tile:
    """Rows of the attention of some trajectories of a batch; of causal rows only the first `columns` count."""

    members: slice
    rows: slice
    columns: int


def tiles(batch: int, rows: int, n: int, itemsize: int, *, causal: bool) -> list[Tile]:
    """Cut (batch, rows, n) logits, rows a multiple of n, into tiles of about TILE_BYTES."""
    whole = rows * n * itemsize
    if whole <= TILE_BYTES:
        step = max(1, TILE_BYTES // whole)
        return [Tile(slice(b, min(b + step, batch)), slice(0, rows), n) for b in range(0, batch, step)]
    step, heads = max(LEAST_ROWS, TILE_BYTES // (n * itemsize)), rows // n
    return [
        Tile(slice(b, b + 1), slice(r, min(r + step, rows)), -(-min(r + step, rows) // heads) if causal else n)
        for b in range(batch)
        for r in range(0, rows, step)
    ]


class NumPyVelocity:
    """velocity(tokens) of a system in NumPy, float64 or float32, by `threads` threads; the same bits for any number."""

    def __init__(self, system: System, *, dtype: Any = np.float64, threads: int = 1) -> None:
        """Lay the heads out for the products; tokens will be taken as `dtype`."""
        self.system, self.dtype = system, np.dtype(dtype)
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._local = threading.local()
        heads, d = system.heads, system.d
        beta = np.reshape(system.beta, (*np.shape(system.beta), 1, 1, 1))
        scores, values = beta * system.score_matrices, system.value_matrices
        self._scores = self._laid(np.swapaxes(scores, -3, -2), d, heads * d)
        self._values = self._laid(np.swapaxes(values, -2, -1), heads * d, d)
        self._strengths = system.strengths() if np.ndim(system.beta) == 0 else None
        self._softmax, self._causal = system.attention == "softmax", system.causal
        self._heads = 1 if self._strengths else heads  # in the rows of a tile
        self._symmetric = not system.causal and np.array_equal(scores, np.swapaxes(scores, -2, -1))
        self._steepest = float(np.linalg.norm(scores, ord=2, axis=(-2, -1)).max())

    def _laid(self, matrices: Array, rows: int, columns: int) -> Array:
        laid = np.reshape(matrices, (*matrices.shape[:-3], rows, columns))
        return np.ascontiguousarray(laid, dtype=self.dtype)

    def __call__(self, tokens: Array) -> Array:
        """The velocities of tokens (..., n, d)."""
        x = np.ascontiguousarray(tokens, dtype=self.dtype)
        if x.ndim < 2 or x.shape[-1] != self.system.d:
            raise ValueError(f"tokens must have shape (..., n, {self.system.d}), got {x.shape}")
        shape = x.shape
        x = x.reshape(-1, *shape[-2:])
        drive = self._drive_scalar(x, *self._strengths) if self._strengths else self._drive(x)
        if not self._softmax:
            drive *= self.dtype.type(1 / x.shape[1])
        if self.system.geometry == "sphere":
            drive -= np.vecdot(x, drive)[..., None] * x
        return drive.reshape(shape)

    def _drive(self, x: Array) -> Array:
        """n v_i (or v_i, softmax): (B, n, d)."""
        batch, n, d = x.shape
        rows = n * self.system.heads
        queries = np.matmul(x, self._scores)
        shift = self._softmax and self._needs_shift(x)
        if self._symmetric and n >= symmetric.LEAST_TOKENS and not shift:
            return np.matmul(self._mix_symmetric(x, queries), self._values)
        queries = queries.reshape(batch, rows, d)
        keys = x.swapaxes(1, 2).copy()
        mixed = np.empty_like(queries)

        def fill(tile: Tile) -> None:
            weights = self._logits(queries, keys, tile)
            total = self._attend(weights, tile, shift=shift)
            out = mixed[tile.members, tile.rows]
            np.matmul(weights, x[tile.members, : tile.columns], out=out)
            if total is not None:
                out /= total

        self._run(fill, tiles(batch, rows, n, self.dtype.itemsize, causal=self._causal))
        return np.matmul(mixed.reshape(batch, n, -1), self._values)

    def _drive_scalar(self, x: Array, alphas: Array, nus: Array) -> Array:
        """The same for scalar heads: sum_h nu_h w^h, one matrix, acts on X."""
        batch, n, _ = x.shape
        beta = float(self.system.beta)
        keys = x.swapaxes(1, 2).copy()
        shift = self._softmax and self._needs_shift(x)
        drive = np.empty_like(x)
        factors = [self.dtype.type(beta * alpha) for alpha in alphas]

        def fill(tile: Tile) -> None:
            products = self._logits(x, keys, tile)
            mixed, weights = self._buffer(products.shape, 1), self._buffer(products.shape, 2)
            for h, factor in enumerate(factors):
                into = weights if h else mixed
                np.multiply(products, factor, out=into)
                total = self._attend(into, tile, shift=shift)
                into *= self.dtype.type(nus[h]) if total is None else self.dtype.type(nus[h]) / total
                if h:
                    mixed += weights
            np.matmul(mixed, x[tile.members, : tile.columns], out=drive[tile.members, tile.rows])

        self._run(fill, tiles(batch, n, n, self.dtype.itemsize, causal=self._causal))
        return drive

    def _mix_symmetric(self, x: Array, queries: Array) -> Array:
        """What the value matrices act on, (B, n, H d), head by head."""
        batch, _n, d = x.shape
        mixed = np.empty_like(queries)

        def fill(part: tuple[int, slice]) -> None:
            b, head = part
            own = np.ascontiguousarray(queries[b, :, head])
            mixed[b, :, head] = symmetric.mix(own, x[b], self._weigh, normalise=self._softmax)

        self._run(fill, [(b, slice(h * d, h * d + d)) for b in range(batch) for h in range(self.system.heads)])
        return mixed

    def _logits(self, queries: Array, keys: Array, tile: Tile) -> Array:
        rows, columns = queries[tile.members, tile.rows], keys[tile.members, :, : tile.columns]
        return np.matmul(rows, columns, out=self._buffer((*rows.shape[:2], tile.columns), 0))

    def _buffer(self, shape: tuple[int, ...], which: int) -> Array:
        """Room for one tile, each thread's own, kept from call to call."""
        size = prod(shape)
        name = f"room{which}"
        room = getattr(self._local, name, None)
        if room is None or room.size < size:
            room = np.empty(size, dtype=self.dtype)
            setattr(self._local, name, room)
        return np.asarray(room[:size].reshape(shape))

    def _attend(self, logits: Array, tile: Tile, *, shift: bool) -> Array | None:
        """Turn logits into weights where they stand; with softmax, return their row sums (..., rows, 1)."""
        if self._causal:
            np.copyto(logits, -np.inf, where=later(tile, self._heads))
        if shift:
            logits -= logits.max(axis=-1, keepdims=True)
        self._weigh(logits)
        return np.matmul(logits, np.ones((logits.shape[-1], 1), self.dtype)) if self._softmax else None

    def _weigh(self, logits: Array) -> None:
        """exp, or the positive part, where they stand."""
        if self.system.attention == "relu":
            np.maximum(logits, 0, out=logits)
        else:
            np.exp(logits, out=logits)

    def _needs_shift(self, x: Array) -> bool:
        """May a logit be large? By Cauchy and Schwarz it is at most beta |M_h| |x_i| |x_j|."""
        longest = 1.0 if self.system.geometry == "sphere" else float(np.vecdot(x, x).max())
        return self._steepest * longest > NO_SHIFT[self.dtype.itemsize]

    def _run(self, fill: Callable[[Any], None], parts: Sequence[Any]) -> None:
        if self._pool is None or len(parts) == 1:
            for part in parts:
                fill(part)
        else:
            list(self._pool.map(fill, parts))


def later(tile: Tile, heads: int) -> Array:
    """Where a row (i, h) of a tile would look at a token j > i: (rows, columns)."""
    tokens = np.arange(tile.rows.start, tile.rows.stop) // heads
    return np.arange(tile.columns) > tokens[:, None]
