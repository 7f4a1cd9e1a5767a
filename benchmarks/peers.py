"""The same flow as one writes it in NumPy, PyTorch and JAX; a library that is not installed gives no form.

Tokens X (n, d), score and value matrices M and V (H, d, d), beta = 1, on the sphere, one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import numpy as np

from numeric.arithmetic import Array

Form = Callable[[Any], Any]  # tokens to velocities, in the library's own arrays
NAMES = ("plain NumPy", "torch SDPA", "JAX heads at once", "JAX scan")


def installed(name: str) -> bool:
    """Can it be imported?"""
    return find_spec(name) is not None


def plain(x: Array, scores: Array, values: Array, *, softmax: bool) -> Array:
    """All heads at once, (H, n, n) weights."""
    weights = np.exp(np.matmul(x, scores) @ x.T)
    if softmax:
        weights /= weights.sum(axis=-1, keepdims=True)
    drive = ((weights @ x) @ values.swapaxes(1, 2)).sum(axis=0)
    if not softmax:
        drive /= len(x)
    return np.asarray(drive - (x * drive).sum(axis=-1, keepdims=True) * x)


def in_torch(scores: Array, values: Array, *, softmax: bool) -> Form:
    """With softmax, by scaled_dot_product_attention; else written out."""
    import torch

    torch.set_num_threads(1)
    m, v = torch.tensor(scores), torch.tensor(values)

    def velocity(x: Any) -> Any:
        if softmax:
            keys = x.expand(1, *m.shape[:1], *x.shape)
            mixed = torch.nn.functional.scaled_dot_product_attention((x @ m)[None], keys, keys, scale=1.0)[0]
        else:
            mixed = torch.exp((x @ m) @ x.T) @ x / len(x)
        drive = (mixed @ v.transpose(1, 2)).sum(0)
        return drive - (x * drive).sum(-1, keepdim=True) * x

    return velocity


def in_jax(scores: Array, values: Array, *, softmax: bool, scan: bool) -> Form:
    """Compiled; all heads at once, or one after the other."""
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    m, v = jnp.array(scores), jnp.array(values)

    def head(x: Any, matrices: tuple[Any, Any]) -> Any:
        logits = (x @ matrices[0]) @ x.T  # half the time of einsum("id,de,je->ij")
        weights = jax.nn.softmax(logits, axis=-1) if softmax else jnp.exp(logits)
        return (weights @ x) @ matrices[1].T

    def velocity(x: Any) -> Any:
        if scan:
            drive, _ = jax.lax.scan(lambda sum_, h: (sum_ + head(x, h), None), jnp.zeros_like(x), (m, v))
        else:
            drive = jax.vmap(head, in_axes=(None, 0))(x, (m, v)).sum(axis=0)
        if not softmax:
            drive = drive / len(x)
        return drive - (x * drive).sum(axis=-1, keepdims=True) * x

    compiled: Form = jax.jit(velocity)
    return compiled


def forms(x: Array, scores: Array, values: Array, *, softmax: bool) -> dict[str, Callable[[], Any]]:
    """Each peer's right-hand side at these tokens, ready to be timed."""
    found: dict[str, Callable[[], Any]] = {"plain NumPy": lambda: plain(x, scores, values, softmax=softmax)}
    if installed("torch") and softmax:
        import torch

        tokens, attend = torch.tensor(x), in_torch(scores, values, softmax=True)
        found["torch SDPA"] = lambda: attend(tokens)
    if installed("jax"):
        whole, scan = (in_jax(scores, values, softmax=softmax, scan=s) for s in (False, True))
        import jax.numpy as jnp

        there = jnp.array(x)
        found["JAX heads at once"] = lambda: whole(there).block_until_ready()
        found["JAX scan"] = lambda: scan(there).block_until_ready()
    return found
