"""Where the right-hand side is computed: by NumPy, or by an array library that follows the Python array API."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

import numpy as np

from numeric.arithmetic import Array
from numeric.engine.array_api import ArrayVelocity, to_numpy
from numeric.engine.system import System
from numeric.engine.tiles import TILE_BYTES
from numeric.engine.velocity import NumPyVelocity, Velocity

LIBRARIES = {"torch": "torch", "jax": "jax.numpy", "cupy": "cupy"}  # by their usual names: the modules


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

    device : one of its own, or the name of one: "cpu", "cuda:0"; None is the one that it takes by itself
    Tokens go to the device and velocities come back; what stays on the device uses `ArrayVelocity` itself.
    """

    library: str
    device: Any = None
    dtype: str = "float64"
    tile_bytes: int = TILE_BYTES

    def like(self) -> Any:
        """One number there. ImportError for a library that is not installed; ValueError for what it does not have."""
        from array_api_compat import array_namespace

        module = import_module(self.library)
        xp = array_namespace(module.asarray(np.zeros(1, np.float32)))
        device, dtype = self._device(xp), getattr(xp, self.dtype)
        try:
            with warnings.catch_warnings(action="ignore"):  # JAX's, of what is an error below
                like = xp.zeros(1, dtype=dtype, device=device)
            to_numpy(like)
        except (AssertionError, RuntimeError, TypeError, ValueError) as error:  # each library has its own
            reason = (str(error).splitlines() or [""])[0]
            raise ValueError(f"{self.library} gives no {self.dtype} on the device {self.device}: {reason}") from None
        if like.dtype != dtype:
            raise ValueError(f"{self.library} gives {like.dtype} for {self.dtype}: JAX needs JAX_ENABLE_X64=1")
        return like

    def _device(self, xp: Any) -> Any:
        from array_api_compat import is_cupy_namespace, is_torch_namespace

        if not isinstance(self.device, str) or is_torch_namespace(xp):  # which knows its devices by name
            return self.device
        devices = [one for one in xp.__array_namespace_info__().devices() if one is not None]
        named = {f"cuda:{one.id}" if is_cupy_namespace(xp) else str(one): one for one in devices}
        if self.device not in named:
            raise ValueError(f"{self.library} has no device {self.device} here, it has {', '.join(named)}")
        return named[self.device]

    def velocity(self, system: System) -> Velocity:
        """The right-hand side there. ImportError and ValueError as `like`."""
        from array_api_compat import array_namespace, device

        like = self.like()
        xp, there = array_namespace(like), ArrayVelocity(system, like, tile_bytes=self.tile_bytes)

        def velocity(tokens: Array) -> Array:
            return to_numpy(there(xp.asarray(tokens, dtype=like.dtype, device=device(like))))

        return velocity
