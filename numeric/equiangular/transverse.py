"""The Gram matrix near the equiangular family: closed-form eigenvalues against the model's own derivative.

A perturbation Delta of the Gram matrix (symmetric, zero diagonal) belongs to one of three representations of the
permutations of the tokens: "trivial" (all entries equal: along the family), "standard" (a_i + a_j with sum a = 0,
n >= 3) and "two-row" (zero row sums, the representation (n-2, 2), n >= 4). The eigenvalues are functions of
`Parameters`; the derivative is the arithmetic's own, of `gram_rate` along tokens that move.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

import numpy as np

from numeric.arithmetic import Array
from numeric.equiangular import ATTENTIONS, Parameters, gram_rate
from numeric.model import Model
from numeric.state import Attention
from numeric.statement import Statement

Representation = Literal["trivial", "standard", "two-row"]
REPRESENTATIONS: tuple[Representation, ...] = get_args(Representation)


# -- closed forms ----------------------------------------------------------------------------------


def off_diagonal(p: Parameters, attention: Attention) -> Array:
    """The weight w_h of another token in each head: e^{beta alpha_h gamma}/n, SA 1/(e^{beta alpha_h (1-gamma)} + n-1).

    Shape (..., H).
    """
    if attention == "usa":
        return p.arithmetic.exp(p.beta * p.strengths * p.gamma) / p.n
    return 1 / (p.arithmetic.exp(p.beta * p.strengths * (1 - p.gamma)) + (p.n - 1))


def pull(p: Parameters, attention: Attention) -> Array:
    """p = sum_h alpha_h w_h, of shape (..., 1)."""
    return (p.strengths * off_diagonal(p, attention)).sum(axis=-1, keepdims=True)


def steepness(p: Parameters, attention: Attention) -> Array:
    """p' = beta sum_h alpha_h^2 w_h, of shape (..., 1)."""
    return p.beta * (p.strengths**2 * off_diagonal(p, attention)).sum(axis=-1, keepdims=True)


def shape_rate(p: Parameters, attention: Attention, *, sign: int = -1, exponential: bool = True) -> Array:
    """lambda = 2 [(1-gamma) p' - (1 + (n-1) gamma) p], of shape (..., 1)."""
    steep = steepness(p, attention) if exponential else 0
    return 2 * ((1 - p.gamma) * steep + sign * (1 + (p.n - 1) * p.gamma) * pull(p, attention))


def mixing_rate(p: Parameters, attention: Attention, *, exponential: bool = True, normalised: bool = True) -> Array:
    """mu = (1-gamma) [p + gamma p' - (1 + (n-1) gamma) s]; s = beta sum_h alpha_h^2 w_h^2 with softmax, else 0."""
    found = pull(p, attention) + (p.gamma * steepness(p, attention) if exponential else 0)
    if attention == "softmax" and normalised:
        own = p.beta * (p.strengths**2 * off_diagonal(p, attention) ** 2).sum(axis=-1, keepdims=True)
        found = found - (1 + (p.n - 1) * p.gamma) * own
    return (1 - p.gamma) * found


def eigenvalue(
    p: Parameters,
    attention: Attention,
    representation: Representation,
    *,
    sign: int = -1,
    exponential: bool = True,
    normalised: bool = True,
    left_out: int = 2,
) -> Array:
    """lambda + 2 (n-1) mu (trivial), lambda + (n-2) mu (standard), lambda (two-row): (..., 1)."""
    times = {"trivial": 2 * (p.n - 1), "standard": p.n - left_out, "two-row": 0}[representation]
    mixed = mixing_rate(p, attention, exponential=exponential, normalised=normalised)
    return shape_rate(p, attention, sign=sign, exponential=exponential) + times * mixed


# -- perturbations ---------------------------------------------------------------------------------


def pattern(representation: Representation, n: int) -> Array:
    """An integer Delta (n, n) of the representation: zero where n is too small to have it."""
    delta = np.zeros((n, n), dtype=int)
    if representation == "trivial":
        delta += 1
    elif representation == "standard":
        part = 2 * np.arange(n) - (n - 1)  # sums to zero
        delta += part[:, None] + part
    elif n >= 4:
        around = np.array([0, 1, 2, 3])
        delta[around, np.roll(around, -1)] = (1, -1, 1, -1)
        delta += delta.T
    if representation == "standard" and n < 3:
        delta[:] = 0  # with two tokens a_1 + a_2 = 0
    np.fill_diagonal(delta, 0)
    return delta


def gap(p: Parameters) -> Array:
    """(1 - gamma)(1 + (n-1) gamma) as a scalar for each configuration: (..., 1, 1)."""
    return ((1 - p.gamma) * (1 + (p.n - 1) * p.gamma))[..., None]


def direction(model: Model, delta: Array) -> Array:
    """Tangent vectors w (..., n, d) along which the Gram matrix of equiangular tokens moves by `gap` Delta.

    w = C X with C = Delta [(1 + (n-1) gamma) I - gamma J] / 2: twice `gap` times Delta G^{-1} / 2, with no division.
    """
    gamma = Parameters.of(model).gamma[..., None]
    inverse = (1 + (model.n - 1) * gamma) * np.eye(model.n, dtype=int) - gamma * np.ones((model.n, model.n), dtype=int)
    return (delta @ inverse / 2) @ model.tokens


def rate_slope(model: Model, moving: Array) -> Array:
    """The derivative of `gram_rate` along the tokens + t moving: (..., n, n)."""
    return model.arithmetic.slope(lambda t: gram_rate(model.at(model.tokens + t * moving)))


def flat(entries: list[Array]) -> Array:
    """Arrays (..., n, n) as one array of entries (..., k)."""
    return np.concatenate([array.reshape(*array.shape[:-2], -1) for array in entries], axis=-1)


# -- the statement ---------------------------------------------------------------------------------


def spectrum(model: Model, **changes: Any) -> Statement:
    """USA and SA: the derivative of the Gram matrix's rate along each representation is its eigenvalue times Delta."""
    p = Parameters.of(model)
    off = []
    for attention in ATTENTIONS:
        here = model.under(attention)
        for representation in REPRESENTATIONS:
            delta = pattern(representation, model.n)
            if np.any(delta):
                claimed = eigenvalue(p, attention, representation, **changes)[..., None]
                off.append(rate_slope(here, direction(here, delta)) - claimed * gap(p) * delta)
    return Statement(vanishing=flat(off), occurs={"two-row": int(model.n >= 4), "standard": int(model.n >= 3)})
