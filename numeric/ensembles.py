"""Random ensembles of score matrices and tokens, in batches of float64 arrays.

=====================  ====================================================  =======================
ensemble               M_h, from a d x d matrix G of standard normals        spectrum as d grows
=====================  ====================================================  =======================
GOE                    (G + G^T) / sqrt(8 d)                                 semicircle on [-1, 1]
positive semidefinite  G G^T / (4 d)                                         Marchenko-Pastur on [0, 1]
low rank               the same with G of r = max(1, d // 4) columns         r eigenvalues about 1/2
orthogonal subspaces   GOE blocks on H subspaces of one random frame         semicircle on [-1, 1]
Ginibre                G / sqrt(d), the control without symmetry             unit disc
=====================  ====================================================  =======================
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from numeric.arithmetic import Array
from numeric.model import transposed

Ensemble = Callable[[np.random.Generator, int, int, int], Array]  # (random, batch, H, d) to (batch, H, d, d)


def sphere_tokens(random: np.random.Generator, batch: int, n: int, d: int) -> Array:
    """Tokens independent and uniform on S^{d-1}: (batch, n, d)."""
    directions = random.standard_normal((batch, n, d))
    return np.asarray(directions / np.linalg.norm(directions, axis=-1, keepdims=True))


def goe(random: np.random.Generator, batch: int, heads: int, d: int) -> Array:
    """Gaussian orthogonal ensemble, its spectrum scaled to [-1, 1]."""
    g = random.standard_normal((batch, heads, d, d))
    return np.asarray((g + transposed(g)) / np.sqrt(8 * d))


def positive_semidefinite(random: np.random.Generator, batch: int, heads: int, d: int) -> Array:
    """Wishart matrices, their spectrum scaled to [0, 1]."""
    return _gram(random.standard_normal((batch, heads, d, d)))


def low_rank(random: np.random.Generator, batch: int, heads: int, d: int) -> Array:
    """Positive semidefinite of rank max(1, d // 4)."""
    return _gram(random.standard_normal((batch, heads, d, max(1, d // 4))))


def _gram(g: Array) -> Array:
    d, columns = g.shape[-2:]
    return np.asarray(g @ transposed(g).copy() / (np.sqrt(d) + np.sqrt(columns)) ** 2)


def orthogonal_subspaces(random: np.random.Generator, batch: int, heads: int, d: int) -> Array:
    """Exactly orthogonal heads: GOE blocks of d // H or d // H + 1 columns of one random frame for each state."""
    frame, _ = np.linalg.qr(random.standard_normal((batch, 1, d, d)))
    mine = np.arange(d) % heads == np.arange(heads)[:, None]
    blocks = goe(random, batch, heads, d) * (mine[:, :, None] & mine[:, None, :]) * np.sqrt(heads)
    return np.asarray(frame @ blocks @ transposed(frame))


def ginibre(random: np.random.Generator, batch: int, heads: int, d: int) -> Array:
    """No symmetry at all: independent entries, spectral radius about 1."""
    return random.standard_normal((batch, heads, d, d)) / np.sqrt(d)


ENSEMBLES: dict[str, Ensemble] = {
    "GOE": goe,
    "positive semidefinite": positive_semidefinite,
    "low rank": low_rank,
    "orthogonal subspaces": orthogonal_subspaces,
    "Ginibre": ginibre,
}
