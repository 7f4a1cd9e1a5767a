"""Flows of Gram matrices: scalar heads, and heads that act as multiples of the identity on orthogonal subspaces.

With x_i = sum_k P_k x_i over orthogonal subspaces and heads alpha_h P_k on each of them, the block Gram matrices
G^k_ij = <P_k x_i, x_j> move by themselves, whatever the dimension of the tokens:

    dG^k_ij/dt = g^k_ij + g^k_ji,   g^k_ij = sum_r W^k_ir G^k_rj - s_i G^k_ij,   s_i = sum_k sum_r W^k_ir G^k_ir,

with W^k = sum_h alpha_h e^{beta alpha_h G^k} / n (USA), each kernel over its row sum in place of n (SA). One block is
the case of scalar heads. Shapes: Gram matrices (B, K, n, n), strengths (H,).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp
from scipy.interpolate import CubicSpline

from numeric.arithmetic import Array
from numeric.flow import FlowError
from numeric.model import transposed
from numeric.state import Attention


@dataclass(frozen=True)
class GramFlow:
    """A batch of configurations.

    grams : (B, K, n, n), their sum over K with unit diagonal. strengths : (H,), of the heads on each subspace.
    beta : a number, or (B,).
    """

    grams: Array
    strengths: Array
    beta: Any
    attention: Attention = "usa"

    @property
    def n(self) -> int:
        """The number of tokens."""
        return int(self.grams.shape[-1])

    def weights(self) -> Array:
        """w_ij of head h on subspace k: (B, K, H, n, n)."""
        beta = np.reshape(self.beta, (-1, 1, 1, 1, 1))
        logits = beta * self.strengths[:, None, None] * self.grams[:, :, None]
        if self.attention == "usa":
            return np.asarray(np.exp(logits) / self.n)
        kernel = np.exp(logits - logits.max(axis=-1, keepdims=True))
        return np.asarray(kernel / kernel.sum(axis=-1, keepdims=True))

    def rate(self) -> Array:
        """The rates of the Gram matrices: (B, K, n, n)."""
        drawn = (self.strengths[:, None, None] * self.weights()).sum(axis=2)
        radial = (drawn * self.grams).sum(axis=(1, 3))[:, None, :, None]
        half = drawn @ self.grams - radial * self.grams
        return np.asarray(half + transposed(half))

    def radial_fraction(self) -> Array:
        """The mean over tokens, subspaces and heads of c = |<x_i, f_i>|/|f_i|: (B,)."""
        weights, grams = self.weights(), self.grams[:, :, None]
        shadow = (weights * grams).sum(axis=-1)
        size = np.sqrt(((weights @ grams) * weights).sum(axis=-1))
        return np.asarray((np.abs(shadow) / size).mean(axis=(1, 2, 3)))

    def at(self, beta: Any) -> GramFlow:
        """The same configurations at another inverse temperature."""
        return replace(self, beta=beta)

    def means_along(self, times: Array, *, rtol: float = 1e-8, atol: float = 1e-10) -> Array:
        """The mean inner product at each time: (T, B)."""
        shape = self.grams.shape

        def derivative(_: float, y: Array) -> Array:
            return replace(self, grams=y.reshape(shape)).rate().ravel()

        span, start = (times[0], times[-1]), self.grams.ravel()
        solution = solve_ivp(derivative, span, start, method="DOP853", t_eval=times, rtol=rtol, atol=atol)
        if not solution.success:
            raise FlowError(f"the Gram matrices could not be followed to t={times[-1]:.3g}: {solution.message}")
        return mean_product(solution.y.T.reshape(-1, *shape))


def mean_product(grams: Array) -> Array:
    """The mean of <x_i, x_j> over i != j, for block Gram matrices (..., K, n, n): (...)."""
    n = grams.shape[-1]
    own = np.trace(grams, axis1=-2, axis2=-1).sum(axis=-1)
    return np.asarray((grams.sum(axis=(-3, -2, -1)) - own) / (n * (n - 1)))


def uniform_grams(random: np.random.Generator, states: int, n: int, dimensions: Sequence[int]) -> Array:
    """Block Gram matrices of n tokens uniform on S^{d-1}, d = sum of `dimensions`, each at least n: (states, K, n, n).

    A block of Gaussian directions has a Wishart matrix, drawn by its Cholesky factor, at a cost that does not grow
    with d. Source: M. S. Bartlett, Proc. R. Soc. Edinburgh 53 (1933).
    """
    if min(dimensions) < n:
        raise ValueError(f"a subspace needs as many dimensions as tokens, got {min(dimensions)} for n={n}")
    blocks = []
    for dimension in dimensions:
        factor = np.tril(random.standard_normal((states, n, n)), -1)
        places = np.arange(n)
        factor[:, places, places] = np.sqrt(random.chisquare(dimension - places, (states, n)))
        blocks.append(factor @ transposed(factor).copy())
    found = np.stack(blocks, axis=1)
    lengths = np.sqrt(np.diagonal(found.sum(axis=1), axis1=-2, axis2=-1))
    return np.asarray(found / (lengths[:, None, :, None] * lengths[:, None, None, :]))


def first_times(times: Array, means: Array, levels: Sequence[float]) -> Array:
    """When each mean (T, B) first reaches each level, by a cubic spline through it: (B, levels).

    Raises FlowError where it does not.
    """
    # one spline each: SciPy's `solve` over several at once drops a root that equals the one before
    curves = [CubicSpline(times, mean) for mean in means.T]
    found = []
    for level in levels:
        roots = [curve.solve(level, extrapolate=False) for curve in curves]
        missing = sum(len(root) == 0 for root in roots)
        if missing:
            raise FlowError(f"{missing} flows have not reached {level} at t={times[-1]:.3g}")
        found.append([root[0] for root in roots])
    return np.array(found).T
