"""The right-hand side against its bound and against the peers, as ratios."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import environment
import numpy as np
from peers import forms
from timing import interleaved

from numeric.arithmetic import Array
from numeric.engine.layout import Layout, Rows
from numeric.engine.system import System
from numeric.engine.tiles import numbers, tiles
from numeric.engine.velocity import NumPyVelocity
from numeric.state import Attention

LARGE = ((1024, 64, 8), (4096, 64, 8))
SIZES = (*LARGE, (256, 16, 4), (32, 3, 2))
HEADS = ("general", "symmetric")
ATTENTION: tuple[Attention, ...] = ("usa", "softmax")


def drawn(n: int, d: int, heads: int, *, batch: int | None = None, symmetric: bool) -> tuple[Array, Array]:
    """Uniform tokens, (n, d) or (batch, n, d), and matrices (H, d, d) of norm about 2; V_h = M_h."""
    random = np.random.Generator(np.random.PCG64(0))
    tokens = random.standard_normal((batch, n, d) if batch else (n, d))
    matrices = random.standard_normal((heads, d, d)) / np.sqrt(d)
    if symmetric:
        matrices = (matrices + matrices.swapaxes(1, 2)) / 2
    return tokens / np.linalg.norm(tokens, axis=-1, keepdims=True), matrices


def bound(batch: int, n: int, d: int, heads: int, *, threads: int = 1) -> Callable[[], Any]:
    """The bare matrix products and exponentials of the same tiles, all arrays there before."""
    random = np.random.Generator(np.random.PCG64(0))
    x, scores, values = (random.standard_normal(shape) / 8 for shape in ((batch, n, d), (d, heads * d), (heads * d, d)))
    cut = tiles(batch, n * heads, n, numbers(8, d), causal=False)
    layout = Layout(cut, x.shape, d, np.float64, heads=heads, causal=False, threads=threads)
    layout.take(x)
    layout.mixed[...] = random.standard_normal(layout.mixed.shape) / 8
    queries, mixed = (whole.reshape(batch * n, heads * d) for whole in (layout.queries, layout.mixed))
    flat, out, pool = x.reshape(-1, d), np.empty((batch * n, d)), ThreadPoolExecutor(threads)

    def tiled(part: list[Rows]) -> None:
        times = layout.times
        for own, _, blocks in part:
            for keys, right, weights, product, _ in blocks:
                times(own, keys, weights)
                np.exp(weights, weights)
                times(weights, right, product)

    def run() -> None:
        np.dot(flat, scores, queries)
        if threads == 1:
            tiled(layout.parts[0])
        else:
            list(pool.map(tiled, layout.parts))
        np.dot(mixed, values, out)

    return run


def measured(
    size: tuple[int, int, int],
    heads: str,
    attention: Attention,
    *,
    batch: int | None = None,
    threads: int = 1,
    seconds: float,
) -> dict[str, float]:
    """Times over that of the bound, by name: attnproof, and the peers where one thread and one trajectory compare."""
    environment.use(threads)
    tokens, matrices = drawn(*size, batch=batch, symmetric=heads == "symmetric")
    velocity = NumPyVelocity(System(matrices, matrices, 1.0, attention), threads=threads)
    timed: dict[str, Callable[[], Any]] = {
        "bound": bound(batch or 1, *size, threads=threads),
        "attnproof": lambda: velocity(tokens),
    }
    if threads == 1 and not batch:
        timed |= forms(tokens, matrices, matrices, softmax=attention == "softmax")
    best = interleaved(timed, seconds=seconds)
    return {name: best[name] / best["bound"] for name in best}
