"""Equiangular tokens with scalar heads: <x_i, x_j> = gamma for i != j, M_h = V_h = alpha_h I (arXiv 2605.04279).

The closed forms are functions of `Parameters`, which are read from a model; what they are compared with is computed
by the model from its tokens and matrices. Keywords are the places where a planted error can enter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from numeric.arithmetic import Arithmetic, Array
from numeric.model import Model, inner
from numeric.state import Attention
from numeric.statement import Statement

ATTENTIONS: tuple[Attention, ...] = ("usa", "softmax")


@dataclass(frozen=True)
class Parameters:
    """What an equiangular configuration depends on.

    gamma : the common inner product, of shape (..., 1); strengths : the alpha_h, (..., H).
    beta : inverse temperature, a scalar or an array that broadcasts with gamma.
    """

    arithmetic: Arithmetic
    n: int
    gamma: Array
    strengths: Array
    beta: Any

    @classmethod
    def of(cls, model: Model) -> Parameters:
        """The parameters of a model that is known to be equiangular with scalar heads."""
        gamma = (model.tokens[..., 0, :] * model.tokens[..., 1, :]).sum(axis=-1, keepdims=True)
        return cls(model.arithmetic, model.n, gamma, model.score_matrices[..., :, 0, 0], model.beta)


def drift(p: Parameters, *, self_counted: bool = False, gap: bool = True) -> Array:
    """(1 - gamma) (1 + (n - 1) gamma), the factor of every equation for gamma: (..., 1). Zero at both ends.

    self_counted : n for n - 1. gap=False : without (1 - gamma).
    """
    others = p.n if self_counted else p.n - 1
    return ((1 - p.gamma) if gap else 1) * (1 + others * p.gamma)


def pulls(p: Parameters, *, weighted: bool = True) -> Array:
    """alpha_h e^{beta alpha_h gamma}, what head h gives each other token: (..., H). `weighted` keeps the alpha_h."""
    exponentials = p.arithmetic.exp(p.beta * p.strengths * p.gamma)
    return p.strengths * exponentials if weighted else exponentials


def usa_rate(p: Parameters, *, factor: int = 2, self_counted: bool = False, weighted: bool = True) -> Array:
    """USA: d gamma/dt = (2/n) (1 - gamma) (1 + (n-1) gamma) sum_h alpha_h e^{beta alpha_h gamma}: (..., 1)."""
    return factor * drift(p, self_counted=self_counted) * pulls(p, weighted=weighted).sum(axis=-1, keepdims=True) / p.n


def softmax_rate(p: Parameters, *, factor: int = 2, self_counted: bool = False, weighted: bool = True) -> Array:
    """SA: d gamma/dt = 2 (1-gamma) (1 + (n-1) gamma) sum_h alpha_h / (e^{beta alpha_h (1-gamma)} + n - 1): (..., 1)."""
    partitions = p.arithmetic.exp(p.beta * p.strengths * (1 - p.gamma)) + (p.n - 1)
    shares = (p.strengths if weighted else 1) / partitions
    return factor * drift(p, self_counted=self_counted) * shares.sum(axis=-1, keepdims=True)


RATES = {"usa": usa_rate, "softmax": softmax_rate}


def gram_rate(model: Model) -> Array:
    """d<x_i, x_j>/dt along the model's velocity, for all i and j: (..., n, n)."""
    products = model.velocity @ model.tokens.swapaxes(-1, -2)
    return products + products.swapaxes(-1, -2)


def fraction(p: Parameters, *, self_counted: bool = False, gap: bool = True) -> Array:
    """c^2 with w = e^{beta alpha (1-gamma)} + (n-1) gamma: w^2 / (w^2 + (n-1)(1-gamma)(1+(n-1) gamma)): (..., H).

    self_counted : n for n - 1 before (1-gamma). gap=False : without (1-gamma).
    """
    w = p.arithmetic.exp(p.beta * p.strengths * (1 - p.gamma)) + (p.n - 1) * p.gamma
    return w**2 / (w**2 + (p.n if self_counted else p.n - 1) * drift(p, gap=gap))


def orthonormal_fraction(p: Parameters, *, self_counted: bool = False) -> Array:
    """c^2 of orthonormal tokens: e^{2 alpha beta} / (e^{2 alpha beta} + n - 1): (..., H)."""
    own = p.arithmetic.exp(2 * p.beta * p.strengths)
    return own / (own + (p.n if self_counted else p.n - 1))


def fraction_square(model: Model) -> Array:
    """c^2 = rho^2 / |f|^2, the squared radial fraction of every head and token: (..., H, n). Needs f != 0."""
    return model.radial_shadow**2 / inner(model.head_output, model.head_output)


# -- the statements ------------------------------------------------------------------------------


def invariant(model: Model, *, factor: int = 2, self_counted: bool = False, weighted: bool = True) -> Statement:
    """USA and SA: every <x_i, x_j> with i != j changes at the rate of gamma, every |x_i|^2 not at all."""
    if model.n == 1:
        return Statement()  # no pair of tokens
    p = Parameters.of(model)
    different = 1 - np.eye(model.n, dtype=int)
    left = []
    for attention in ATTENTIONS:
        rate = RATES[attention](p, factor=factor, self_counted=self_counted, weighted=weighted)
        left.append(gram_rate(model.under(attention)) - rate[..., None] * different)
    return Statement(vanishing=np.concatenate([part.reshape(*part.shape[:-2], -1) for part in left], axis=-1))


def radial_fraction(model: Model, *, self_counted: bool = False, gap: bool = True) -> Statement:
    """c_h^2 of every head with alpha_h != 0, at the model's own tokens and at orthonormal ones; f = 0 iff alpha_h = 0.

    c^2 is compared as rho^2 / |f|^2.
    """
    p = Parameters.of(model)
    meets = model.arithmetic.positive(model.arithmetic.magnitude(p.strengths))  # (..., H)
    p = replace(p, strengths=np.where(meets, p.strengths, 0 * p.strengths + 1))  # of the others nothing is claimed
    aligned = model.at(model.arithmetic.array(np.eye(model.n, model.tokens.shape[-1], dtype=int)))
    different, sizes = [], []
    for there, claimed in (
        (model, fraction(p, self_counted=self_counted, gap=gap)),
        (aligned, orthonormal_fraction(p, self_counted=self_counted)),
    ):
        squares = inner(there.head_output, there.head_output)
        acting = meets[..., None] & np.ones(squares.shape, dtype=bool)
        found = np.where(acting, there.radial_shadow**2, 0 * squares) / np.where(acting, squares, 0 * squares + 1)
        different += [np.where(acting, found - claimed[..., None], 0 * squares), np.where(acting, 0 * squares, squares)]
        sizes.append(np.where(acting, 1 - found, 0 * squares))
    return Statement(
        vanishing=np.concatenate([part.reshape(*part.shape[:-2], -1) for part in different], axis=-1),
        nonnegative=np.concatenate([part.reshape(*part.shape[:-2], -1) for part in sizes], axis=-1),
        occurs={"heads that act": int(np.sum(meets)), "heads that do not": int(np.sum(~meets))},
    )
