"""The same tiles and formulas in any library that follows the Python array API: PyTorch, JAX, CuPy, ...

Nothing is written in place and no branch looks at a number, so JAX may compile it: `jax.jit(ArrayVelocity(...))`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from numeric.arithmetic import Array
from numeric.engine.system import System
from numeric.engine.tiles import TILE_BYTES, Tile, tiles
from numeric.engine.velocity import NO_SHIFT


class ArrayVelocity:
    """velocity(tokens) of a system, in the library and precision and on the device of an array `like` the tokens.

    tile_bytes : of logits at a time; the default fits a processor's cache, and a graphics card does better with more
    """

    def __init__(self, system: System, like: Any, *, tile_bytes: int = TILE_BYTES) -> None:
        """Bring the heads to the device. ImportError without array-api-compat; TypeError for integer tokens."""
        from array_api_compat import array_namespace, device

        self.system, self._xp, self._tile_bytes = system, array_namespace(like), tile_bytes
        if not self._xp.isdtype(like.dtype, "real floating"):
            raise TypeError(f"tokens must be floating-point numbers, got {like.dtype}")
        self._dtype, self._device = like.dtype, device(like)
        self._bytes = self._xp.finfo(like.dtype).bits // 8
        heads, d = system.heads, system.d
        scores = system.scaled_scores()
        own = scores.shape[:-3]
        self._scores = self._brought(np.swapaxes(scores, -3, -2).reshape(*own, d, heads * d))
        self._values = self._brought(np.swapaxes(system.value_matrices, -2, -1).reshape(*own, heads * d, d))
        self._softmax = system.attention == "softmax"
        # a logit of tokens on the sphere is at most beta |M_h|
        steepest = np.linalg.norm(scores, ord=2, axis=(-2, -1)).max() if system.geometry == "sphere" else np.inf
        self._shift = self._softmax and not steepest <= NO_SHIFT[self._bytes]

    def _brought(self, numbers: Any) -> Any:
        return self._xp.asarray(numbers, dtype=self._dtype, device=self._device)

    def __call__(self, tokens: Any) -> Any:
        """The velocities of tokens (..., n, d)."""
        xp, (n, d), heads = self._xp, tokens.shape[-2:], self.system.heads
        x = xp.reshape(tokens, (-1, n, d))
        rows = n * heads
        queries = xp.reshape(xp.matmul(x, self._scores), (-1, rows, d))
        keys, right = xp.matrix_transpose(x), x
        if self._softmax:  # the sums of the weights are one more column of the product
            right = xp.concat([x, xp.ones((*x.shape[:2], 1), dtype=self._dtype, device=self._device)], axis=-1)
        size = self._tile_bytes // self._bytes
        cut = tiles(x.shape[0], rows, n, size, causal=self.system.causal, whole=self._shift)
        mixed = xp.concat([self._mix(queries, keys, right, tile) for tile in cut], axis=0)
        drive = xp.matmul(xp.reshape(mixed, (-1, n, heads * d)), self._values)
        if not self._softmax:
            drive = drive / n
        if self.system.geometry == "sphere":
            drive = drive - xp.expand_dims(xp.vecdot(x, drive), axis=-1) * x
        return xp.reshape(drive, tokens.shape)

    def _mix(self, queries: Any, keys: Any, right: Any, tile: Tile) -> Any:
        """What the value matrices act on, for the rows of one tile: (members * rows, d)."""
        xp, own = self._xp, queries[tile.members, tile.rows, :]
        total: Any = None
        for columns in tile.columns:
            weights = self._weigh(xp.matmul(own, keys[tile.members, :, columns]), tile, columns)
            part = xp.matmul(weights, right[tile.members, columns, :])
            total = part if total is None else total + part
        d = self.system.d
        return xp.reshape(total[..., :d] / total[..., d:] if self._softmax else total, (-1, d))

    def _weigh(self, logits: Any, tile: Tile, columns: slice) -> Any:
        xp = self._xp
        if self.system.causal:
            tokens = xp.arange(tile.rows.start, tile.rows.stop, device=self._device) // self.system.heads
            later = xp.arange(columns.start, columns.stop, device=self._device) > xp.expand_dims(tokens, axis=-1)
            logits = xp.where(later, self._brought(-np.inf), logits)
        if self.system.attention == "relu":
            return xp.where(logits > 0, logits, self._brought(0.0))
        return xp.exp(logits - xp.max(logits, axis=-1, keepdims=True) if self._shift else logits)


def to_numpy(found: Any) -> Array:
    """The same numbers as a NumPy array, from whatever device."""
    from array_api_compat import is_cupy_array, is_torch_array, to_device

    return np.asarray(to_device(found, "cpu") if is_torch_array(found) or is_cupy_array(found) else found)
