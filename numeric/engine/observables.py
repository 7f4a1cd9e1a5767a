"""What is seen of a state: energies, entropies, angles, clusters, in tiles as the velocity is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np

from numeric.arithmetic import Array
from numeric.engine.system import System
from numeric.engine.tiles import Tile, later, numbers, tiles

SIZE = numbers(8)  # of a tile
BINS = 64  # of the histogram of inner products over [-1, 1]
LEADERS = 64  # tokens that may lead a cluster, looked at together
CLUSTER_BYTES = 1 << 26  # of their cosines with all tokens, many trajectories at a time


class Observed:
    """One state, or each of a batch (...); what is asked for is computed when first asked for.

    energy : E_h = 1/(2 beta n^2) sum_ij exp(beta <x_i, M_h x_j>), (..., H), whatever the attention and the mask are
    entropy : the mean over the rows of -sum_j A_ij log A_ij, A the softmax weights under the mask, (..., H)
    inner_products : how many pairs i < j have <x_i, x_j> in each of BINS equal parts of [-1, 1], (..., BINS); what is
        beyond, which only the flat flow knows, is counted in the outermost
    mean_inner_product : over the pairs i < j, (...,); 1 for one token
    """

    def __init__(self, system: System, tokens: Array) -> None:
        """Look at tokens (..., n, d)."""
        self._system, self._shape = system, tokens.shape
        self._x = np.asarray(tokens, dtype=float).reshape(-1, *tokens.shape[-2:])

    @classmethod
    def of(cls, **known: Array) -> Observed:
        """One that was kept: a value for each of OBSERVED."""
        kept = cls.__new__(cls)
        kept.__dict__.update(known)
        return kept

    @cached_property
    def energy(self) -> Array:
        """E_h."""
        with np.errstate(over="ignore"):  # an energy beyond float64 is inf
            total = self._of_rows(lambda logits, tile: np.exp(logits, out=logits).sum(axis=-1)).sum(axis=1)
            energy = total / (2 * self._x.shape[1] ** 2) / np.reshape(self._system.beta, (-1, 1))
        return np.asarray(energy.reshape(*self._shape[:-2], -1))

    @cached_property
    def entropy(self) -> Array:
        """The mean entropy of the rows."""

        def entropies(logits: Array, tile: Tile) -> Array:
            if self._system.causal:
                np.copyto(logits, -np.inf, where=later(tile, tile.columns[0], self._system.heads))
            logits -= logits.max(axis=-1, keepdims=True)
            weights = np.exp(logits)
            partition = weights.sum(axis=-1)
            logits[weights == 0] = 0
            return np.asarray(np.log(partition) - np.vecdot(weights, logits) / partition)

        return np.asarray(self._of_rows(entropies).mean(axis=1).reshape(*self._shape[:-2], -1))

    @cached_property
    def inner_products(self) -> Array:
        """The inner products of the pairs i < j, counted."""
        batch, n, _ = self._x.shape
        keys, edges = self._x.swapaxes(1, 2).copy(), np.linspace(-1, 1, BINS + 1)
        counts = np.zeros((batch, BINS), dtype=np.int64)
        for tile in tiles(batch, n, n, SIZE, causal=False, whole=True):
            products = self._x[tile.members, tile.rows] @ keys[tile.members]
            found = np.clip(products[:, np.arange(n) > np.arange(tile.rows.start, tile.rows.stop)[:, None]], -1, 1)
            which = np.minimum(((found + 1) * (BINS / 2)).astype(int), BINS - 1)
            which -= found < edges[which]  # the sum above was rounded up
            which += BINS * np.arange(len(found))[:, None]
            counts[tile.members] += np.bincount(which.ravel(), minlength=len(found) * BINS).reshape(-1, BINS)
        return counts.reshape(*self._shape[:-2], BINS)

    @cached_property
    def mean_inner_product(self) -> Array:
        """Of the pairs i < j."""
        x, n = self._x, self._x.shape[1]
        sums = np.square(x.sum(axis=-2)).sum(axis=-1) - np.square(x).sum(axis=(-1, -2))
        return np.asarray((sums / (n * (n - 1)) if n > 1 else np.ones(len(x))).reshape(self._shape[:-2]))

    def _of_rows(self, seen: Callable[[Array, Tile], Array]) -> Array:
        """What `seen` makes of the logits (members, rows, n) of each tile, as (B, n, H)."""
        system, (batch, n, d) = self._system, self._x.shape
        heads = system.heads
        scores = system.scaled_scores()
        laid = np.swapaxes(scores, -3, -2).reshape(*scores.shape[:-3], d, heads * d)
        queries = np.matmul(self._x, laid).reshape(batch, n * heads, d)
        keys, found = self._x.swapaxes(1, 2).copy(), np.empty((batch, n * heads))
        for tile in tiles(batch, n * heads, n, SIZE, causal=False, whole=True):
            found[tile.members, tile.rows] = seen(queries[tile.members, tile.rows] @ keys[tile.members], tile)
        return found.reshape(batch, n, heads)


OBSERVED = ("energy", "entropy", "inner_products", "mean_inner_product")


def observe(system: System, tokens: Array) -> Observed:
    """Look at tokens (..., n, d)."""
    return Observed(system, tokens)


def clusters(tokens: Array, *, closeness: float = 0.999) -> Array:
    """A cluster for each token (n,), from 0: the first token without one takes all with <x_i, x_j> >= closeness."""
    return np.asarray(_greedy(np.asarray(tokens)[None], closeness)[0])


def cluster_count(tokens: Array, *, closeness: float = 0.999) -> Any:
    """The number of clusters of each member of a batch (...,)."""
    x = np.asarray(tokens)
    flat = x.reshape(-1, *x.shape[-2:])
    step = max(1, CLUSTER_BYTES // (8 * LEADERS * x.shape[-2]))
    counts = [_greedy(flat[b : b + step], closeness).max(axis=-1) + 1 for b in range(0, len(flat), step)]
    return np.reshape(np.concatenate(counts), x.shape[:-2])[()]


def _greedy(tokens: Array, closeness: float) -> Array:
    """The clusters of (B, n, d) tokens, (B, n); the cosines with LEADERS tokens at a time are one product."""
    x = tokens / np.linalg.norm(tokens, axis=-1, keepdims=True)
    batch, n, _ = x.shape
    labels, count = np.full((batch, n), -1), np.zeros(batch, dtype=int)
    for first in range(0, n, LEADERS):
        if np.all(labels >= 0):
            break
        cosines = np.matmul(x[:, first : first + LEADERS], x.swapaxes(1, 2).copy())
        for k in range(cosines.shape[1]):
            leads = labels[:, first + k] < 0
            if np.any(leads):
                near = (cosines[:, k] >= closeness) & (labels < 0)
                near[:, first + k] = True
                np.copyto(labels, count[:, None], where=near & leads[:, None])
                count += leads
    return labels
