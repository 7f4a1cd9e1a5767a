"""Self-attention as a flow of tokens: the model of arXiv 2605.04279, in any arithmetic.

Every quantity is written once, over arrays of whatever entries the arithmetic has. Shapes, with
any leading batch axes in front (float64 only): tokens (n, d), matrices (H, d, d).

==================  =========================================================================
`logits`            beta <x_i, M_h x_j>                                           (H, n, n)
`kernel`            exp of the logits                                             (H, n, n)
`partition`         Z_i^h = sum_j kernel_ij^h                                     (H, n)
`attention_matrix`  A_ij^h = kernel_ij^h / Z_i^h (softmax)                        (H, n, n)
`weights`           w: kernel (USA), A (SA), beta max(0, <x_i, M_h x_j>) (ReLU)   (H, n, n)
`head_output`       f_i^h = sum_j w_ij^h V_h x_j                                  (H, n, d)
`drive`             v_i = (1/n) sum_h f_i^h (USA, ReLU), sum_h f_i^h (SA)         (n, d)
`velocity`          v_i on the flat flow, P_{x_i} v_i on the sphere               (n, d)
`energy`            E_h = 1/(2 beta n^2) sum_ij kernel_ij^h                       (H,)
`energy_rate`       dE_h/dt along the velocity, by the chain rule                 (H,)
`radial_shadow`     rho_i^h = <x_i, f_i^h>                                        (H, n)
`tangential`        P_{x_i} f_i^h, of norm tau_i^h                                (H, n, d)
`entropy`           S_i^h = -sum_j A_ij log A_ij                                  (H, n)
`entropy_rate`      dS_i/dt = -Cov_{j ~ A_i}(logit_ij, d logit_ij/dt)             (H, n)
==================  =========================================================================

Energies and entropies are those of the exponential kernel, whatever the attention.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal, Self

import numpy as np

from numeric.arithmetic import Arithmetic, Array
from numeric.state import Attention, Geometry, State

Variant = Literal["A", "B", "C", "E"]
VARIANTS: tuple[Variant, ...] = ("A", "E", "B", "C")  # each implies the next for orthogonal outputs


def inner(u: Array, v: Array) -> Array:
    """Inner products along the last axis."""
    return (u * v).sum(axis=-1)


def transposed(x: Array) -> Array:
    """The last two axes exchanged."""
    return np.swapaxes(x, -1, -2)


def project(x: Array, u: Array) -> Array:
    """P_x u = u - <x, u> x for unit x, along the last axis."""
    return u - inner(x, u)[..., None] * x


class Model:
    """The quantities of one configuration, computed when first asked for."""

    def __init__(
        self,
        arithmetic: Arithmetic,
        tokens: Array,
        score_matrices: Array,
        value_matrices: Array,
        beta: Any,
        attention: Attention = "usa",
        geometry: Geometry = "sphere",
    ) -> None:
        self.arithmetic = arithmetic
        self.tokens = tokens
        self.score_matrices = score_matrices
        self.value_matrices = value_matrices
        self.beta = beta
        self.attention = attention
        self.geometry = geometry
        self.n = tokens.shape[-2]
        self.heads = score_matrices.shape[-3]

    @classmethod
    def of(cls, state: State, arithmetic: Arithmetic) -> Model:
        """The model of an exact state, its tokens normalised to the sphere."""
        directions = arithmetic.array(state.tokens)
        exact_square_norms = [sum(entry * entry for entry in token) for token in state.tokens]
        square_norms = arithmetic.array(exact_square_norms)
        lengths = arithmetic.sqrt(square_norms)
        return cls(
            arithmetic,
            directions / lengths[:, None],
            arithmetic.array(state.score_matrices),
            arithmetic.array(state.value_matrices),
            arithmetic.array([state.beta]),
            state.attention,
            state.geometry,
        )

    def at(self, tokens: Array) -> Self:
        """The same heads acting on other tokens."""
        return type(self)(
            self.arithmetic, tokens, self.score_matrices, self.value_matrices, self.beta, self.attention, self.geometry
        )

    def on(self, geometry: Geometry) -> Self:
        """The same configuration under the flow of `geometry`."""
        return type(self)(
            self.arithmetic, self.tokens, self.score_matrices, self.value_matrices, self.beta, self.attention, geometry
        )

    def under(self, attention: Attention) -> Self:
        """The same configuration under `attention`."""
        return type(self)(
            self.arithmetic,
            self.tokens,
            self.score_matrices,
            self.value_matrices,
            self.beta,
            attention,
            self.geometry,
        )

    def with_beta(self, beta: Any) -> Self:
        """The same configuration at another inverse temperature > 0."""
        return type(self)(
            self.arithmetic,
            self.tokens,
            self.score_matrices,
            self.value_matrices,
            beta,
            self.attention,
            self.geometry,
        )

    # -- attention -------------------------------------------------------------------------------

    @cached_property
    def _per_head(self) -> Array:
        """The tokens with an axis for the heads: (1, n, d)."""
        return self.tokens[..., None, :, :]

    def _bilinear(self, left: Array, right: Array) -> Array:
        """<l_i, M_h r_j> for all i, j, h: (H, n, n)."""
        return left @ self.score_matrices @ transposed(right)

    @cached_property
    def logits(self) -> Array:
        return self._bilinear(self._per_head, self._per_head) * self.beta

    @cached_property
    def kernel(self) -> Array:
        return self.arithmetic.exp(self.logits)

    @cached_property
    def partition(self) -> Array:
        return self.kernel.sum(axis=-1)

    @cached_property
    def attention_matrix(self) -> Array:
        stable = self.arithmetic.exp(self.logits - self.arithmetic.shift(self.logits))
        return stable / stable.sum(axis=-1)[..., None]

    @cached_property
    def weights(self) -> Array:
        if self.attention == "relu":
            return self.arithmetic.positive_part(self.logits)  # beta > 0 goes through max(0, .)
        return self.kernel if self.attention == "usa" else self.attention_matrix

    @cached_property
    def head_output(self) -> Array:
        return self.weights @ (self._per_head @ transposed(self.value_matrices))

    # -- flow ------------------------------------------------------------------------------------

    @cached_property
    def drive(self) -> Array:
        total = self.head_output.sum(axis=-3)
        return total if self.attention == "softmax" else total / self.n

    @cached_property
    def velocity(self) -> Array:
        return project(self.tokens, self.drive) if self.geometry == "sphere" else self.drive

    # -- energies --------------------------------------------------------------------------------

    @cached_property
    def energy(self) -> Array:
        return self.kernel.sum(axis=(-1, -2)) / (2 * self.beta * self.n**2)

    @cached_property
    def logit_rate(self) -> Array:
        """d logit_ij^h / dt along the velocity: (H, n, n)."""
        velocity = self.velocity[..., None, :, :]
        return (self._bilinear(velocity, self._per_head) + self._bilinear(self._per_head, velocity)) * self.beta

    @cached_property
    def energy_rate(self) -> Array:
        return (self.kernel * self.logit_rate).sum(axis=(-1, -2)) / (2 * self.beta * self.n**2)

    def energy_slope(self, direction: Array) -> Array:
        """dE_h/dt at t = 0 along the tokens + t direction, by the arithmetic's own derivative."""
        return self.arithmetic.slope(lambda t: self.at(self.tokens + t * direction).energy)

    # -- radial shadows --------------------------------------------------------------------------

    @cached_property
    def radial_shadow(self) -> Array:
        return inner(self._per_head, self.head_output)

    @cached_property
    def tangential(self) -> Array:
        return project(self._per_head, self.head_output)

    def norm(self, u: Array) -> Array:
        """Euclidean norms along the last axis."""
        return self.arithmetic.sqrt(inner(u, u))

    @cached_property
    def radial_fraction(self) -> Array:
        """c_i^h = |rho_i^h| / |f_i^h|: (H, n). Needs every output to be non-zero."""
        return self.arithmetic.magnitude(self.radial_shadow) / self.norm(self.head_output)

    def dominance(self, variant: Variant) -> Array:
        """Margins (H, n), left minus right side, of one variant of Radial Dominance.

        With tau = |P f^h| and sums over the other heads h' != h, the right side is
        A: |rho_h| sum |f^h'|    E: |rho_h| |sum f^h'|    B: |rho_h| sum |rho_h'|    C: rho_h sum rho_h'
        """
        shadow = self.radial_shadow
        size = self.arithmetic.magnitude(shadow)
        if variant == "A":
            right = size * self.others(self.norm(self.head_output))
        elif variant == "E":
            right = size * self.norm(self.others(self.head_output))
        elif variant == "B":
            right = size * self.others(size)
        else:
            right = shadow * self.others(shadow)
        return inner(self.tangential, self.tangential) - right

    def others(self, x: Array) -> Array:
        """For each head the sum over the other heads of x, (H, n) or (H, n, d), with no subtraction that cancels."""
        axis = -3 if x.ndim == self.head_output.ndim else -2
        parts = np.moveaxis(x, axis, 0)
        others = [sum((parts[k] for k in range(self.heads) if k != h), start=0 * parts[h]) for h in range(self.heads)]
        return np.moveaxis(np.stack(others), 0, axis)

    # -- entropy ---------------------------------------------------------------------------------

    @cached_property
    def entropy(self) -> Array:
        # log Z - sum A logit, shifted alike in both terms
        shifted = self.logits - self.arithmetic.shift(self.logits)
        log_partition = self.arithmetic.log(self.arithmetic.exp(shifted).sum(axis=-1))
        return log_partition - (self.attention_matrix * shifted).sum(axis=-1)

    @cached_property
    def entropy_rate(self) -> Array:
        weights, logits, rates = self.attention_matrix, self.logits, self.logit_rate
        mean_rate = (weights * rates).sum(axis=-1)[..., None]
        return -(weights * logits * (rates - mean_rate)).sum(axis=-1)
