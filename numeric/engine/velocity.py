"""The right-hand side of the flow in tiles that fit the cache: O(n^2 d H) time, O(tile + n d H) extra memory.

Row (i, h) of the attention of all heads is one row of one matrix product: with Q = beta [X M_1, ..., X M_H] of shape
(n, H d), read as (n H, d), the logits of some rows are Q_rows X^T, and exp of them times X is what the value matrices
act on, (n, H d) @ (H d, d). So no head has a loop of its own, and no array (n, n) is ever made. Softmax multiplies with
[X, 1], which gives the sums of the weights in the same product. Scalar heads share X X^T and the product with X.
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
from numeric.engine.tiles import Tile, later, tiles

NO_SHIFT = {8: 300.0, 4: 40.0}  # by bytes of a number: up to these logits, exp needs no shift against overflow

SHARED_FROM = 16  # dimensions: below, a product costs less than what scalar heads need in its place

Velocity = Callable[[Array], Array]  # tokens (..., n, d) to their velocities, in an array of its own


@dataclass(frozen=True)
class Plan:
    """What is the same for all tokens of one shape: the tiles, with rows cut or whole, and V^T over n where it is due.

    values : (H d, d); with softmax (H (d + 1), d), the row of each head's sum zero; scalar heads: one number a head.
    """

    cut: list[Tile]
    whole: list[Tile]
    values: Array


class NumPyVelocity:
    """velocity(tokens) of a system in NumPy, float64 or float32, by `threads` threads; the same bits for any number."""

    def __init__(self, system: System, *, dtype: Any = np.float64, threads: int = 1) -> None:
        """Lay the heads out for the products; tokens will be taken as `dtype`."""
        self.system, self.dtype = system, np.dtype(dtype)
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._local, self._plans = threading.local(), dict[tuple[int, ...], Plan]()
        heads, d = system.heads, system.d
        scores = np.reshape(system.beta, (*np.shape(system.beta), 1, 1, 1)) * system.score_matrices
        self._scores = self._laid(np.swapaxes(scores, -3, -2), d, heads * d)
        shared = d >= SHARED_FROM and np.ndim(system.beta) == 0
        self._strengths = system.strengths() if shared else None
        self._heads = 1 if self._strengths else heads  # in the rows of a tile
        self._relu, self._softmax = system.attention == "relu", system.attention == "softmax"
        self._causal, self._sphere = system.causal, system.geometry == "sphere"
        self._symmetric = not system.causal and np.array_equal(scores, np.swapaxes(scores, -2, -1))
        self._steepest = float(np.linalg.norm(scores, ord=2, axis=(-2, -1)).max())
        self._square, self._across = np.ones((d, d), self.dtype), np.ones((1, d + 1), self.dtype)

    def _laid(self, matrices: Array, rows: int, columns: int) -> Array:
        laid = np.reshape(matrices, (*matrices.shape[:-3], rows, columns))
        return np.ascontiguousarray(laid, dtype=self.dtype)

    def _plan(self, batch: int, n: int) -> Plan:
        scale = 1.0 if self._softmax else 1 / n
        if self._strengths:
            values = np.asarray(self._strengths[1] * scale, dtype=self.dtype)
        else:
            matrices, sums = np.swapaxes(self.system.value_matrices, -2, -1) * scale, int(self._softmax)
            padded = np.pad(matrices, [(0, 0)] * (matrices.ndim - 2) + [(0, sums), (0, 0)])
            values = self._laid(padded, self.system.heads * (self.system.d + sums), self.system.d)
        cut, whole = (
            tiles(batch, n * self._heads, n, self.dtype.itemsize, causal=self._causal, whole=w) for w in (False, True)
        )
        return Plan(cut, whole, values)

    def __call__(self, tokens: Array) -> Array:
        """The velocities of tokens (..., n, d)."""
        x = np.ascontiguousarray(tokens, dtype=self.dtype)
        shape = x.shape
        if len(shape) < 2 or shape[-1] != self.system.d:
            raise ValueError(f"tokens must have shape (..., n, {self.system.d}), got {shape}")
        x = x.reshape(-1, *shape[-2:])
        plan = self._plans.get(x.shape)
        if plan is None:
            plan = self._plans[x.shape] = self._plan(*x.shape[:2])
        drive = self._drive_scalar(x, plan) if self._strengths else self._drive(x, plan)
        if self._sphere:  # minus <x_i, v_i> x_i; all-ones matrices are quicker than sums over a short last axis
            radial = (x * drive).reshape(-1, shape[-1]).dot(self._square).reshape(x.shape)
            radial *= x
            drive -= radial
        return drive.reshape(shape)

    def _drive(self, x: Array, plan: Plan) -> Array:
        """v_i: (B, n, d)."""
        batch, n, d = x.shape
        queries = product(x, self._scores, self._room("queries", (batch, n, self._scores.shape[-1])))
        shift = self._softmax and self._needs_shift(x)
        right = np.concatenate([x, np.ones((batch, n, 1), x.dtype)], axis=-1) if self._softmax else x
        if self._symmetric and n >= symmetric.LEAST_TOKENS and not shift:
            return product(self._mix_symmetric(x, queries, right), plan.values, np.empty_like(x))
        queries, keys = queries.reshape(batch, -1, d), x.swapaxes(1, 2).copy()
        mixed = self._room("mixed", (*queries.shape[:2], right.shape[-1]))

        def fill(tile: Tile) -> None:
            own, out = queries[tile.at, tile.rows], mixed[tile.at, tile.rows]
            for columns in tile.columns:
                weights = self._logits(own, keys, tile, columns)
                self._weigh(weights, tile, columns, shift=shift)
                seen = right[tile.at, columns]
                if columns.start == 0:
                    multiply(weights, seen, out)
                else:
                    out += multiply(weights, seen, self._room("part", out.shape))
            if self._softmax:
                flat = out.reshape(-1, d + 1)
                flat /= flat[:, d:].dot(self._across)

        self._run(fill, plan.whole if shift else plan.cut)
        return product(mixed.reshape(batch, n, -1), plan.values, np.empty_like(x))

    def _drive_scalar(self, x: Array, plan: Plan) -> Array:
        """The same for scalar heads: sum_h nu_h w^h, one matrix, acts on X."""
        keys, drive = x.swapaxes(1, 2).copy(), np.empty_like(x)
        shift = self._softmax and self._needs_shift(x)
        factors = (float(self.system.beta) * self._strengths[0]).astype(self.dtype) if self._strengths else ()
        ones = np.ones((x.shape[1], 1), x.dtype)

        def fill(tile: Tile) -> None:
            own, out = x[tile.at, tile.rows], drive[tile.at, tile.rows]
            for columns in tile.columns:
                logits = self._logits(own, keys, tile, columns)
                mixed, weights = self._room("sum", logits.shape), self._room("weights", logits.shape)
                for h, (factor, nu) in enumerate(zip(factors, plan.values, strict=True)):
                    into = weights if h else mixed
                    self._weigh(np.multiply(logits, factor, out=into), tile, columns, shift=shift)
                    into *= nu / np.matmul(into, ones[: width(columns)]) if self._softmax else nu
                    if h:
                        mixed += weights
                seen = x[tile.at, columns]
                if columns.start == 0:
                    multiply(mixed, seen, out)
                else:
                    out += multiply(mixed, seen, self._room("part", out.shape))

        self._run(fill, plan.whole if self._softmax else plan.cut)
        return drive

    def _mix_symmetric(self, x: Array, queries: Array, right: Array) -> Array:
        """What the value matrices act on, (B, n, H, k), head by head."""
        (batch, n, d), heads = x.shape, self.system.heads
        keys = x.swapaxes(1, 2).copy()
        mixed = self._room("mixed", (batch, n, heads, right.shape[-1]))

        def fill(part: tuple[int, int]) -> None:
            b, h = part
            own = self._room("own", (n, d))
            own[...] = queries[b, :, h * d : h * d + d]
            total = symmetric.mix(own, keys[b], right[b], self._attend, self._room)
            mixed[b, :, h] = total / total[:, d:] if self._softmax else total

        self._run(fill, [(b, h) for b in range(batch) for h in range(heads)])
        return mixed.reshape(batch, n, -1)

    def _logits(self, own: Array, keys: Array, tile: Tile, columns: slice) -> Array:
        return multiply(own, keys[tile.at, :, columns], self._room("logits", (*own.shape[:-1], width(columns))))

    def _weigh(self, logits: Array, tile: Tile, columns: slice, *, shift: bool) -> None:
        """Turn logits into weights where they stand, but for the row sums of softmax."""
        if self._causal:
            np.copyto(logits, -np.inf, where=later(tile, columns, self._heads))
        if shift:
            logits -= logits.max(axis=-1, keepdims=True)
        self._attend(logits)

    def _attend(self, logits: Array) -> None:
        """exp, or the positive part, where they stand."""
        if self._relu:
            np.maximum(logits, 0, out=logits)
        else:
            np.exp(logits, out=logits)

    def _room(self, name: str, shape: tuple[int, ...]) -> Array:
        """Room that each thread keeps from call to call, so that no page of it is fetched anew."""
        rooms: dict[Any, Array] = self._local.__dict__
        size, room = prod(shape), rooms.get(name)
        if room is None or room.size < size:
            room = rooms[name] = np.empty(size, dtype=self.dtype)
        return np.asarray(room[:size].reshape(shape))

    def _needs_shift(self, x: Array) -> bool:
        """May a logit be large? By Cauchy and Schwarz it is at most beta |M_h| |x_i| |x_j|."""
        longest = 1.0 if self._sphere else float(np.vecdot(x, x).max())
        return self._steepest * longest > NO_SHIFT[self.dtype.itemsize]

    def _run(self, fill: Callable[[Any], None], parts: Sequence[Any]) -> None:
        if self._pool is None or len(parts) == 1:
            for part in parts:
                fill(part)
        else:
            list(self._pool.map(fill, parts))


def multiply(left: Array, right: Array, out: Array) -> Array:
    """left @ right, into out. `dot` starts quicker than `matmul`, but knows no stacks, and copies what has gaps."""
    plain = left.ndim == 2 and right.flags.c_contiguous
    return left.dot(right, out=out) if plain else np.matmul(left, right, out=out)


def product(x: Array, matrices: Array, out: Array) -> Array:
    """x @ matrices for x (B, n, k) and matrices (k, m), all in one, or (B, k, m); into out, (B, n, m)."""
    if matrices.ndim == 3:
        return np.matmul(x, matrices, out=out)
    x.reshape(-1, x.shape[-1]).dot(matrices, out=out.reshape(-1, out.shape[-1]))
    return out


def width(columns: slice) -> int:
    """How many they are."""
    return columns.stop - columns.start
