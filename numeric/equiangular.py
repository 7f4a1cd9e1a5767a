"""Equiangular tokens with scalar heads: <x_i, x_j> = gamma for i != j, M_h = V_h = alpha_h I (arXiv 2605.04279).

The closed forms are functions of `Parameters`, which are read from a model; what they are compared with is computed
by the model from its tokens and matrices. Keywords are the places where a planted error can enter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numeric.arithmetic import Arithmetic, Array
from numeric.model import Model


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


def drift(p: Parameters) -> Array:
    """(1 - gamma) (1 + (n - 1) gamma), the factor of every equation for gamma: (..., 1). Zero at both ends."""
    return (1 - p.gamma) * (1 + (p.n - 1) * p.gamma)


def usa_rate(p: Parameters, *, factor: int = 2) -> Array:
    """USA: d gamma/dt = (2/n) (1 - gamma) (1 + (n-1) gamma) sum_h alpha_h e^{beta alpha_h gamma}: (..., 1)."""
    exponentials = p.arithmetic.exp(p.beta * p.strengths * p.gamma)
    return factor * drift(p) * (p.strengths * exponentials).sum(axis=-1, keepdims=True) / p.n


def softmax_rate(p: Parameters, *, factor: int = 2) -> Array:
    """SA: d gamma/dt = 2 (1-gamma) (1 + (n-1) gamma) sum_h alpha_h / (e^{beta alpha_h (1-gamma)} + n - 1): (..., 1)."""
    own = p.arithmetic.exp(p.beta * p.strengths * (1 - p.gamma))
    return factor * drift(p) * (p.strengths / (own + (p.n - 1))).sum(axis=-1, keepdims=True)


def gram_rate(model: Model) -> Array:
    """d<x_i, x_j>/dt along the model's velocity, for all i and j: (..., n, n)."""
    products = model.velocity @ model.tokens.swapaxes(-1, -2)
    return products + products.swapaxes(-1, -2)
