"""What is seen of a state: energies, entropies, angles, clusters, in tiles as the velocity is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from numeric.arithmetic import Array
from numeric.engine.system import System
from numeric.engine.velocity import later, tiles

BINS = 64  # of the histogram of inner products over [-1, 1]
LEADERS = 64  # tokens that may lead a cluster, looked at together
CLUSTER_BYTES = 1 << 26  # of their cosines with all tokens, many trajectories at a time


@dataclass(frozen=True)
class Observed:
    """One state, or each of a batch (...).

    energy : E_h = 1/(2 beta n^2) sum_ij exp(beta <x_i, M_h x_j>), (..., H), whatever the attention and the mask are
    entropy : the mean over the rows of -sum_j A_ij log A_ij, A the softmax weights under the mask, (..., H)
    inner_products : how many pairs i < j have <x_i, x_j> in each of BINS equal parts of [-1, 1], (..., BINS); what is
        beyond, which only the flat flow knows, is counted in the outermost
    mean_inner_product : over the pairs i < j, (...,); 1 for one token
    """

    energy: Array
    entropy: Array
    inner_products: Array
    mean_inner_product: Array


def observe(system: System, tokens: Array) -> Observed:
    """Look at tokens (..., n, d)."""
    x = np.asarray(tokens, dtype=float)
    lead, (n, d), heads = x.shape[:-2], x.shape[-2:], system.heads
    x = x.reshape(-1, n, d)
    beta = np.reshape(system.beta, (*np.shape(system.beta), 1, 1, 1))
    scores = beta * system.score_matrices
    energy, entropy = np.empty((len(x), heads)), np.empty((len(x), heads))
    for b, member in enumerate(x):  # an energy beyond float64 is inf
        own = scores if scores.ndim == 3 else scores[b]
        at = float(np.ravel(system.beta)[b if np.ndim(system.beta) else 0])
        queries = np.einsum("id,hdk->ihk", member, own).reshape(n * heads, d)
        with np.errstate(over="ignore"):
            energy[b], entropy[b] = _head_sums(queries, member, heads, causal=system.causal)
        energy[b] /= 2 * at * n**2
    counts = np.stack([_histogram(member) for member in x])
    sums = np.square(x.sum(axis=-2)).sum(axis=-1) - np.square(x).sum(axis=(-1, -2))
    mean = sums / (n * (n - 1)) if n > 1 else np.ones(len(x))
    return Observed(
        energy.reshape(*lead, heads),
        entropy.reshape(*lead, heads),
        counts.reshape(*lead, BINS),
        np.reshape(mean, lead),
    )


def _head_sums(queries: Array, x: Array, heads: int, *, causal: bool) -> tuple[Array, Array]:
    """sum_ij exp(logit) and the mean entropy of the rows, by head."""
    n = len(x)
    keys = np.ascontiguousarray(x.T)
    energy, entropy = np.zeros(n * heads), np.zeros(n * heads)
    for tile in tiles(1, n * heads, n, 8, causal=False):
        logits = queries[tile.rows] @ keys
        energy[tile.rows] = np.exp(logits).sum(axis=-1)
        if causal:
            logits[later(tile, heads)] = -np.inf
        top = logits.max(axis=-1, keepdims=True)
        weights = np.exp(logits - top)
        partition = weights.sum(axis=-1)
        shifted = np.where(weights > 0, logits - top, 0.0)
        entropy[tile.rows] = np.log(partition) - (weights * shifted).sum(axis=-1) / partition
    return energy.reshape(n, heads).sum(axis=0), entropy.reshape(n, heads).mean(axis=0)


def _histogram(x: Array) -> Array:
    """The inner products of the pairs i < j, counted."""
    n = len(x)
    counts = np.zeros(BINS, dtype=np.int64)
    for tile in tiles(1, n, n, 8, causal=False):
        products = x[tile.rows] @ x.T
        above = np.arange(n) > np.arange(tile.rows.start, tile.rows.stop)[:, None]
        counts += np.histogram(np.clip(products[above], -1, 1), bins=BINS, range=(-1, 1))[0]
    return counts


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
