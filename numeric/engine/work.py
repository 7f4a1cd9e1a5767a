"""What the ways to compute a drive v_i = sum_h V_h sum_j a^h_ij x_j share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from numeric.arithmetic import Array
from numeric.engine.layout import Layout
from numeric.engine.system import System
from numeric.engine.tiles import numbers, tiles

Together = Callable[[Callable[[Any], None], Sequence[Any]], None]  # calls a function with each part of the work


@dataclass(frozen=True)
class Work:
    """A drive to be computed, for tokens of one shape (B, n, d) in one precision.

    shift : may logits be so large that exp needs a shift against overflow?
    threads : how many parts to make of it, for `together` to have done
    """

    system: System
    shape: tuple[int, ...]
    dtype: Any
    shift: bool
    threads: int
    together: Together

    @property
    def softmax(self) -> bool:
        """Are the weights of a row divided by their sum?"""
        return self.system.attention == "softmax"

    @property
    def attend(self) -> Callable[[Array, Array], Any]:
        """f(logits, out): exp, or the positive part."""
        return positive_part if self.system.attention == "relu" else np.exp

    def by_token(self, numbers: int) -> tuple[int, ...]:
        """The shape of so many numbers a token: (B n, numbers); (B, n, numbers) where trajectories have own heads."""
        batch, n, _ = self.shape
        own = np.ndim(self.system.beta) or self.system.score_matrices.ndim == 4
        return (batch, n, numbers) if own else (batch * n, numbers)

    def layout(self, *, heads: int, k: int, whole: bool) -> Layout:
        """Tiles of so many rows a token, cut or whole, and right sides of k columns."""
        (batch, n, d), causal = self.shape, self.system.causal
        size = numbers(self.dtype.itemsize, 0 if whole else d)
        cut = tiles(batch, n * heads, n, size, causal=causal, whole=whole)
        return Layout(cut, self.shape, k, self.dtype, heads=heads, causal=causal, threads=self.threads)

    def scores(self) -> Array:
        """beta [M_1, ..., M_H]: (d, H d), or (B, d, H d)."""
        system = self.system
        return self._laid(np.swapaxes(system.scaled_scores(), -3, -2), system.d, system.heads * system.d)

    def values(self) -> Array:
        """V_h^T / n, one below the other: (H d, d). With softmax V_h^T, and a row of zeros for the sums after each."""
        matrices, sums = np.swapaxes(self.system.value_matrices, -2, -1), int(self.softmax)
        scaled = matrices if self.softmax else matrices / self.shape[1]
        padded = np.pad(scaled, [(0, 0)] * (matrices.ndim - 2) + [(0, sums), (0, 0)])
        return self._laid(padded, self.system.heads * (self.system.d + sums), self.system.d)

    def _laid(self, matrices: Array, rows: int, columns: int) -> Array:
        laid = np.reshape(matrices, (*matrices.shape[:-3], rows, columns))
        return np.ascontiguousarray(laid, dtype=self.dtype)


def positive_part(logits: Array, out: Array) -> Array:
    """max(0, logits)."""
    return np.maximum(logits, 0, out=out)
