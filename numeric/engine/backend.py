"""Where the right-hand side is computed: by NumPy, or by an array library that follows the Python array API."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

import numpy as np

from numeric.arithmetic import Array
from numeric.engine.array_api import ArrayVelocity, to_numpy
from numeric.engine.system import System
from numeric.engine.tiles import TILE_BYTES
from numeric.engine.velocity import NumPyVelocity, Velocity


class Backend(Protocol):
    """Makes the velocity of a system, from NumPy tokens (..., n, d) to NumPy velocities: what `run.Run` takes."""

    def velocity(self, system: System) -> Velocity:
        """The right-hand side."""


@dataclass(frozen=True)
class NumPyBackend:
    """The default; dtype "float64" or "float32"."""

    dtype: str = "float64"
    threads: int = 1

    def velocity(self, system: System) -> Velocity:
        """In tiles, by `threads` threads."""
        return NumPyVelocity(system, dtype=self.dtype, threads=self.threads)


@dataclass(frozen=True)
class ArrayBackend:
    """An array library by the name of its module ("torch", "jax.numpy", "cupy"), on a device that it knows.

    Tokens go to the device and velocities come back; what stays on the device uses `ArrayVelocity` itself.
    """

    library: str
    device: Any = None
    dtype: str = "float64"
    tile_bytes: int = TILE_BYTES

    def velocity(self, system: System) -> Velocity:
        """ImportError for a library that is not installed; ValueError for a precision that it does not give."""
        from array_api_compat import array_namespace

        module = import_module(self.library)
        xp = array_namespace(module.asarray(np.zeros(1)))
        dtype = getattr(xp, self.dtype)
        like = xp.zeros(1, dtype=dtype, device=self.device)
        if like.dtype != dtype:
            raise ValueError(f"{self.library} gives {like.dtype} for {self.dtype}: JAX needs JAX_ENABLE_X64=1")
        there = ArrayVelocity(system, like, tile_bytes=self.tile_bytes)

        def velocity(tokens: Array) -> Array:
            return to_numpy(there(xp.asarray(tokens, dtype=dtype, device=self.device)))

        return velocity
