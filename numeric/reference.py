"""The definitions of arXiv 2605.04279 a second time, as loops over numbers, and the model held against them.

Nothing here comes from the array code of `numeric.model`: a slip in what every claim shares (the
projection, the bilinear form, the kernel, the sums over the other heads) makes both sides of an
identity wrong alike, and shows only where the definition itself is written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, get_args

import numpy as np

from numeric.arithmetic import Array
from numeric.model import VARIANTS, Model, Variant
from numeric.state import Attention, Geometry
from numeric.statement import Statement

Number = Any  # an entry of the model's arithmetic
Numbers = list[Number]
ABOUT_ZERO = 1e-9  # an output this short has no radial fraction that rounding leaves alone


class Reference:
    """Every quantity of a `model` (without batch axes) by its definition, as nested lists.

    Indices: h, k heads, i, j tokens, a, b coordinates. The keywords make the definitions wrong:
    M_h^T for M_h in the scores, the energy without its pairs i = j, the projection P forgotten.
    """

    def __init__(
        self, model: Model, *, transposed: bool = False, self_pairs: bool = True, projected: bool = True
    ) -> None:
        self.arithmetic = model.arithmetic
        self.x: list[Numbers] = [list(token) for token in model.tokens]
        self.M: list[list[Numbers]] = [[list(row) for row in matrix] for matrix in model.score_matrices]
        self.V: list[list[Numbers]] = [[list(row) for row in matrix] for matrix in model.value_matrices]
        self.beta: Number = np.ravel(model.beta)[0]
        self.attention, self.geometry = model.attention, model.geometry
        self.n, self.d, self.H = len(self.x), len(self.x[0]), len(self.M)
        self.transposed, self.self_pairs, self.projected = transposed, self_pairs, projected

    # -- by loops --------------------------------------------------------------------------------

    def total(self, terms: Iterable[Number]) -> Number:
        """The sum, in the arithmetic also where there is no term."""
        first, *rest = [*terms] or [0 * self.beta]
        return sum(rest, start=first)

    def dot(self, u: Numbers, w: Numbers) -> Number:
        """<u, w> = sum_a u_a w_a."""
        return self.total(u[a] * w[a] for a in range(self.d))

    def length(self, u: Numbers) -> Number:
        """|u|."""
        return self.arithmetic.sqrt(self.dot(u, u))

    def score(self, h: int, u: Numbers, w: Numbers) -> Number:
        """<u, M_h w> = sum_a u_a sum_b (M_h)_ab w_b."""
        m = self.M[h]
        return self.total(
            u[a] * self.total((m[b][a] if self.transposed else m[a][b]) * w[b] for b in range(self.d))
            for a in range(self.d)
        )

    def image(self, h: int, w: Numbers) -> Numbers:
        """V_h w."""
        return [self.total(self.V[h][a][b] * w[b] for b in range(self.d)) for a in range(self.d)]

    def perpendicular(self, i: int, u: Numbers) -> Numbers:
        """P u with the matrix P_ab = delta_ab - x_a x_b of token i."""
        if not self.projected:
            return u
        x = self.x[i]
        return [self.total(((1 if a == b else 0) - x[a] * x[b]) * u[b] for b in range(self.d)) for a in range(self.d)]

    def others(self, h: int) -> list[int]:
        """The heads k != h."""
        return [k for k in range(self.H) if k != h]

    def by_head(self, quantity: Callable[[int, int], Any]) -> list[list[Any]]:
        """[h][i] of a quantity of head h at token i."""
        return [[quantity(h, i) for i in range(self.n)] for h in range(self.H)]

    def by_pair(self, quantity: Callable[[int, int, int], Number]) -> list[list[Numbers]]:
        """[h][i][j] of a quantity of head h between tokens i and j."""
        return [[[quantity(h, i, j) for j in range(self.n)] for i in range(self.n)] for h in range(self.H)]

    # -- attention -------------------------------------------------------------------------------

    @cached_property
    def logits(self) -> list[list[Numbers]]:
        """beta <x_i, M_h x_j>."""
        return self.by_pair(lambda h, i, j: self.beta * self.score(h, self.x[i], self.x[j]))

    @cached_property
    def kernel(self) -> list[list[Numbers]]:
        """exp(beta <x_i, M_h x_j>)."""
        return self.by_pair(lambda h, i, j: self.arithmetic.exp(self.logits[h][i][j]))

    @cached_property
    def partition(self) -> list[Numbers]:
        """Z_i^h = sum_j exp(beta <x_i, M_h x_j>)."""
        return self.by_head(lambda h, i: self.total(self.kernel[h][i][j] for j in range(self.n)))

    @cached_property
    def attention_matrix(self) -> list[list[Numbers]]:
        """A_ij^h = exp(beta <x_i, M_h x_j>) / Z_i^h."""
        return self.by_pair(lambda h, i, j: self.kernel[h][i][j] / self.partition[h][i])

    @cached_property
    def relu(self) -> list[list[Numbers]]:
        """beta max(0, <x_i, M_h x_j>), with max(0, s) = (s + |s|) / 2."""

        def weight(h: int, i: int, j: int) -> Number:
            s = self.score(h, self.x[i], self.x[j])
            return self.beta * (s + abs(s)) / 2

        return self.by_pair(weight)

    @cached_property
    def head_output(self) -> list[list[Numbers]]:
        """f_i^h = sum_j w_ij^h V_h x_j, w_ij^h the exponential, with softmax A_ij^h, with ReLU beta max(0, .)."""
        weights = {"usa": "kernel", "softmax": "attention_matrix", "relu": "relu"}[self.attention]
        weight = getattr(self, weights)
        images = self.by_head(lambda h, j: self.image(h, self.x[j]))
        return self.by_head(
            lambda h, i: [self.total(weight[h][i][j] * images[h][j][a] for j in range(self.n)) for a in range(self.d)]
        )

    # -- flow and energy -------------------------------------------------------------------------

    @cached_property
    def drive(self) -> list[Numbers]:
        """v_i = (1/n) sum_h f_i^h, with softmax sum_h f_i^h."""
        part = 1 if self.attention == "softmax" else self.n
        return [
            [self.total(self.head_output[h][i][a] for h in range(self.H)) / part for a in range(self.d)]
            for i in range(self.n)
        ]

    @cached_property
    def velocity(self) -> list[Numbers]:
        """xdot_i = P v_i on the sphere, v_i on the flat flow."""
        return [self.perpendicular(i, v) if self.geometry == "sphere" else v for i, v in enumerate(self.drive)]

    def over_pairs(self, h: int, term: list[list[Numbers]]) -> Number:
        """1/(2 beta n^2) sum_ij of the terms of head h."""
        pairs = [(i, j) for i in range(self.n) for j in range(self.n) if self.self_pairs or i != j]
        return self.total(term[h][i][j] for i, j in pairs) / (2 * self.beta * self.n * self.n)

    @cached_property
    def energy(self) -> Numbers:
        """E_h = 1/(2 beta n^2) sum_ij exp(beta <x_i, M_h x_j>)."""
        return [self.over_pairs(h, self.kernel) for h in range(self.H)]

    @cached_property
    def logit_rate(self) -> list[list[Numbers]]:
        """beta (<xdot_i, M_h x_j> + <x_i, M_h xdot_j>)."""
        x, u = self.x, self.velocity
        return self.by_pair(lambda h, i, j: self.beta * (self.score(h, u[i], x[j]) + self.score(h, x[i], u[j])))

    @cached_property
    def energy_rate(self) -> Numbers:
        """dE_h/dt, every exponential differentiated by the chain rule."""
        rates = self.by_pair(lambda h, i, j: self.kernel[h][i][j] * self.logit_rate[h][i][j])
        return [self.over_pairs(h, rates) for h in range(self.H)]

    # -- radial shadows --------------------------------------------------------------------------

    @cached_property
    def radial_shadow(self) -> list[Numbers]:
        """rho_i^h = <x_i, f_i^h>."""
        return self.by_head(lambda h, i: self.dot(self.x[i], self.head_output[h][i]))

    @cached_property
    def tangential(self) -> list[list[Numbers]]:
        """P_{x_i} f_i^h."""
        return self.by_head(lambda h, i: self.perpendicular(i, self.head_output[h][i]))

    @cached_property
    def sizes(self) -> list[Numbers]:
        """|f_i^h|."""
        return self.by_head(lambda h, i: self.length(self.head_output[h][i]))

    @cached_property
    def radial_fraction(self) -> list[Numbers]:
        """c_i^h = |rho_i^h| / |f_i^h|."""
        return self.by_head(lambda h, i: abs(self.radial_shadow[h][i]) / self.sizes[h][i])

    def dominance(self, variant: Variant) -> list[Numbers]:
        """tau_h^2 minus the right side of the variant, for every head and token."""
        return self.by_head(lambda h, i: self.square_tau(h, i) - self.demand(variant, h, i))

    def square_tau(self, h: int, i: int) -> Number:
        """(tau_i^h)^2 = |P_{x_i} f_i^h|^2."""
        return self.dot(self.tangential[h][i], self.tangential[h][i])

    def demand(self, variant: Variant, h: int, i: int) -> Number:
        """What the variant asks tau_h^2 to exceed."""
        rho, f, others = self.radial_shadow, self.head_output, self.others(h)
        if variant == "A":
            return abs(rho[h][i]) * self.total(self.sizes[k][i] for k in others)
        if variant == "E":
            return abs(rho[h][i]) * self.length([self.total(f[k][i][a] for k in others) for a in range(self.d)])
        if variant == "B":
            return abs(rho[h][i]) * self.total(abs(rho[k][i]) for k in others)
        return rho[h][i] * self.total(rho[k][i] for k in others)

    # -- entropy ---------------------------------------------------------------------------------

    @cached_property
    def entropy(self) -> list[Numbers]:
        """S_i^h = -sum_j A_ij log A_ij."""
        return self.by_head(lambda h, i: -self.total(p * self.arithmetic.log(p) for p in self.attention_matrix[h][i]))

    @cached_property
    def entropy_rate(self) -> list[Numbers]:
        """dS_i/dt = -sum_j dA_ij/dt log A_ij (the A_ij add up to 1), dA/dt = A (ds_ij/dt - sum_k A_ik ds_ik/dt)."""

        def rate(h: int, i: int) -> Number:
            weights, rates = self.attention_matrix[h][i], self.logit_rate[h][i]
            mean = self.total(p * s for p, s in zip(weights, rates, strict=True))
            return -self.total(p * (s - mean) * self.arithmetic.log(p) for p, s in zip(weights, rates, strict=True))

        return self.by_head(rate)


# -- the statement -------------------------------------------------------------------------------

STILL = ("logits", "kernel", "partition", "attention_matrix", "energy", "entropy")  # of the tokens alone
HEADS = ("head_output", "drive", "radial_shadow", "tangential")  # of the attention too, not of the flow
RATES = ("logit_rate", "energy_rate", "entropy_rate")  # of the velocity


def definitions(model: Model, **changes: bool) -> Statement:
    """Every quantity of the model, for every attention on both flows, is what its definition by loops says.

    Also |x_i| = 1, and the energies differentiated along the velocity have the rates of the chain rule.
    The keywords are those of `Reference`: `transposed`, `self_pairs`, `projected`.
    """
    once = Reference(model, **changes)
    differences = [_difference(getattr(model, name), getattr(once, name)) for name in STILL]
    differences.append(_difference(model.energy_slope(model.velocity), once.energy_rate))
    differences.append(_array([once.dot(x, x) - 1 for x in once.x]))
    for attention in get_args(Attention):
        for geometry in get_args(Geometry):
            ours = _under(model, attention, geometry)
            theirs = Reference(ours, **changes)
            names = ("velocity", *(HEADS + RATES if geometry == "sphere" else ()))
            differences += [_difference(getattr(ours, name), getattr(theirs, name)) for name in names]
            if geometry == "flat":
                continue  # the rest depends on the flow by its velocity alone
            lengths = ours.norm(ours.head_output)
            differences.append(_difference(lengths, theirs.sizes))
            differences += [_difference(ours.dominance(v), theirs.dominance(v)) for v in VARIANTS]
            if all(length > ABOUT_ZERO for length in (*np.ravel(lengths), *np.ravel(_array(theirs.sizes)))):
                differences.append(_difference(ours.radial_fraction, theirs.radial_fraction))
    return Statement(vanishing=np.concatenate(differences))


def _under(model: Model, attention: Attention, geometry: Geometry) -> Model:
    """The same tokens and heads under this attention and flow."""
    matrices = model.score_matrices, model.value_matrices
    return Model(model.arithmetic, model.tokens, *matrices, model.beta, attention, geometry)


def _array(values: list[Any]) -> Array:
    return np.array(values, dtype=object)


def _difference(ours: Array, by_loops: list[Any]) -> Array:
    """Entry by entry, as one axis; the shapes must agree."""
    theirs = _array(by_loops)
    if ours.shape != theirs.shape:
        raise ValueError(f"shape {ours.shape} where the definition has {theirs.shape}")
    return np.ravel(ours - theirs)
