"""The right-hand side against its bound and against the peers, as ratios."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import prod
from typing import Any

import numpy as np
from peers import forms
from timing import interleaved

from numeric.arithmetic import Array
from numeric.engine.system import System
from numeric.engine.tiles import Tile, tiles
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
    rows = n * heads
    x, queries = random.standard_normal((batch, n, d)) / 8, random.standard_normal((batch, rows, d)) / 8
    scores, values = random.standard_normal((2, d, heads * d)) / 8
    keys, mixed, laid, out = x.swapaxes(1, 2).copy(), np.empty_like(queries), np.empty((batch, n, heads * d)), x.copy()
    cut = tiles(batch, rows, n, 8, causal=False)
    pool = ThreadPoolExecutor(threads)

    def pieces(part: list[Tile]) -> list[tuple[Array, ...]]:
        """The arrays of each tile: queries, keys, room for the weights, tokens, room for what they mix."""
        weights, more = np.empty(0), np.empty(0)
        found: list[tuple[Array, ...]] = []
        for tile in part:
            own = queries[tile.at, tile.rows]
            for columns in tile.columns:
                shape = (*own.shape[:-1], columns.stop - columns.start)
                if weights.size < prod(shape):
                    weights, more = np.empty(prod(shape)), np.empty(own.size)
                to = mixed[tile.at, tile.rows] if columns.start == 0 else more[: own.size].reshape(own.shape)
                room = weights[: prod(shape)].reshape(shape)
                found.append((own, keys[tile.at, :, columns], room, x[tile.at, columns], to))
        return found

    parts = [pieces(cut[k::threads]) for k in range(threads)]

    def tiled(part: list[tuple[Array, ...]]) -> None:
        for own, seen, weights, tokens, to in part:
            np.matmul(own, seen, out=weights)
            np.exp(weights, out=weights)
            np.matmul(weights, tokens, out=to)

    def run() -> None:
        np.matmul(x, scores, out=laid)
        if threads == 1:
            tiled(parts[0])
        else:
            list(pool.map(tiled, parts))
        np.matmul(mixed.reshape(laid.shape), values.reshape(heads * d, d), out=out)

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
