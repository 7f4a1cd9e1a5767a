"""The right-hand side of the flow in tiles that fit the cache: O(n^2 d H) time, O(tile + n d H) extra memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import prod
from typing import Any

import numpy as np

from numeric.arithmetic import Array
from numeric.engine import scalar, symmetric
from numeric.engine.general import GeneralHeads
from numeric.engine.scalar import ScalarHeads
from numeric.engine.symmetric import SymmetricHeads
from numeric.engine.system import System
from numeric.engine.work import Work

# by bytes of a number: up to these logits, exp needs no shift against overflow, even at stages a little off the sphere
NO_SHIFT = {8: 300.0, 4: 40.0}
SHAPES = 8  # of tokens, for which a thread keeps what it has laid out

Velocity = Callable[[Array], Array]  # tokens (..., n, d) to their velocities, in an array of its own


class NumPyVelocity:
    """velocity(tokens) of a system in NumPy, float64 or float32, by `threads` threads; the same bits for any number."""

    def __init__(self, system: System, *, dtype: Any = np.float64, threads: int = 1) -> None:
        """Look at the heads; tokens will be taken as `dtype`."""
        self.system, self.dtype, self._threads = system, np.dtype(dtype), threads
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._local = threading.local()
        scores = system.scaled_scores()
        shared = system.d >= scalar.LEAST_DIMENSIONS and np.ndim(system.beta) == 0
        self._strengths = system.strengths() if shared else None
        self._sphere, self._softmax = system.geometry == "sphere", system.attention == "softmax"
        self._symmetric = not system.causal and np.array_equal(scores, np.swapaxes(scores, -2, -1))
        self._steepest = float(np.linalg.norm(scores, ord=2, axis=(-2, -1)).max())
        self._square = np.ones((system.d, system.d), self.dtype)

    def __call__(self, tokens: Array) -> Array:
        """The velocities of tokens (..., n, d)."""
        x = np.ascontiguousarray(tokens, dtype=self.dtype)
        shape = x.shape
        if len(shape) < 2 or shape[-1] != self.system.d:
            raise ValueError(f"tokens must have shape (..., n, {self.system.d}), got {shape}")
        x = x.reshape(-1, *shape[-2:])
        drive, room = self._laid_out(x.shape, self._softmax and self._needs_shift(x))
        moved = drive(x)
        if self._sphere:
            self._project(x.reshape(moved.shape), moved, *room)
        return moved.reshape(shape)

    def _project(self, x: Array, moved: Array, products: Array, radial: Array) -> None:
        """Take <x_i, v_i> x_i off; an all-ones matrix is quicker than sums over a short last axis."""
        np.multiply(x, moved, out=products)
        np.dot(products, self._square, out=radial)
        radial *= x
        moved -= radial

    def _laid_out(self, shape: tuple[int, ...], shift: bool) -> tuple[Velocity, Array]:
        """What computes v_i, (B n, d), of tokens (B, n, d), and room to project it; the caller's thread's own."""
        kept = self._local.__dict__.setdefault("kept", {})
        found: tuple[Velocity, Array] | None = kept.get((shape, shift))
        if found is None:
            if len(kept) >= SHAPES:
                kept.clear()
            room = np.empty((2, prod(shape[:-1]), shape[-1]), self.dtype)
            found = kept[shape, shift] = self._drive(shape, shift), room
        return found

    def _drive(self, shape: tuple[int, ...], shift: bool) -> Velocity:
        work = Work(self.system, shape, self.dtype, shift, self._threads, self._together)
        if self._strengths:
            return ScalarHeads(work, *self._strengths)
        if self._symmetric and not shift and shape[1] >= symmetric.LEAST_TOKENS:
            return SymmetricHeads(work)
        return GeneralHeads(work)

    def _needs_shift(self, x: Array) -> bool:
        """May a logit be large? By Cauchy and Schwarz it is at most beta |M_h| |x_i| |x_j|."""
        longest = 1.0 if self._sphere else float(np.vecdot(x, x).max())
        return self._steepest * longest > NO_SHIFT[self.dtype.itemsize]

    def _together(self, compute: Callable[[Any], None], parts: Sequence[Any]) -> None:
        if self._pool is None or len(parts) == 1:
            for part in parts:
                compute(part)
        else:
            list(self._pool.map(compute, parts))
