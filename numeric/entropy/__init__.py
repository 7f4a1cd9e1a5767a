"""The entropy claims: S_i = -sum_j A_ij log A_ij of each row and head, as statements about one model.

A left side differentiates the entropy itself; a right side is the claimed formula. The keywords of a
formula are the places where a planted error can enter; their defaults are what is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from numeric.arithmetic import Array
from numeric.equiangular import Parameters
from numeric.model import Model, inner, transposed
from numeric.state import Attention, Geometry
from numeric.statement import Statement

ATTENTIONS: tuple[Attention, ...] = ("usa", "softmax", "relu")
GEOMETRIES: tuple[Geometry, ...] = ("sphere", "flat")


def under(model: Model, attention: Attention, geometry: Geometry = "sphere") -> Model:
    """The same tokens and heads under another flow."""
    heads = model.score_matrices, model.value_matrices
    return Model(model.arithmetic, model.tokens, *heads, model.beta, attention, geometry)


def flows(model: Model) -> Iterator[Model]:
    """The same tokens and heads under every flow of the project."""
    return (under(model, attention, geometry) for attention in ATTENTIONS for geometry in GEOMETRIES)


def unit_speed(model: Model, direction: Array) -> Array:
    """direction / sqrt(1 + |direction|^2): a rate is linear in the direction, a speed may have hundreds of digits."""
    square = inner(direction, direction).sum(axis=-1, keepdims=True)
    return direction / model.arithmetic.sqrt(square + 1)[..., None]


def entropy_slope(model: Model, direction: Array) -> Array:
    """dS_i^h/dt at t = 0 along the tokens + t direction, by the arithmetic's own derivative: (..., H, n)."""
    return model.arithmetic.slope(lambda t: model.at(model.tokens + t * direction).entropy)


def gamma_rate(model: Model, direction: Array) -> Array:
    """d<x_1, x_2>/dt along the tokens + t direction: (..., 1)."""
    return inner(direction[..., :2, :], model.tokens[..., 1::-1, :]).sum(axis=-1, keepdims=True)


# -- the claimed right sides ---------------------------------------------------------------------


def production(model: Model, direction: Array, *, sign: int = -1, centred: bool = True, uniform: bool = False) -> Array:
    """-Cov_{j ~ A_i}(s_ij, sdot_ij) with s_ij = beta <x_i, M_h x_j> and xdot = direction: (..., H, n).

    sign=+1, centred=False (the mean of s sdot) and uniform=True (j uniform) are wrong.
    """
    tokens, moved, images = (u[..., None, :, :] for u in (model.tokens, direction, model.tokens))
    scores = tokens @ model.score_matrices @ transposed(images) * model.beta
    one_moves = moved @ model.score_matrices @ transposed(images)
    other_moves = tokens @ model.score_matrices @ transposed(moved)
    rates = (one_moves + other_moves) * model.beta
    weights = model.attention_matrix
    if uniform:
        weights = 0 * weights + model.arithmetic.number(Fraction(1, model.n))
    mean_score, mean_rate = ((weights * values).sum(axis=-1) for values in (scores, rates))
    together = (weights * scores * rates).sum(axis=-1)
    return sign * (together - mean_score * mean_rate if centred else together)


def self_weight(p: Parameters) -> Array:
    """The weight of a token on itself, p = 1 / (1 + (n - 1) e^{-alpha_h beta (1 - gamma)}): (..., H)."""
    return 1 / (1 + (p.n - 1) * p.arithmetic.exp(-p.strengths * p.beta * (1 - p.gamma)))


def equiangular_rate(
    p: Parameters, gamma_rate: Array, *, alpha_power: int = 2, beta_power: int = 2, others: bool = True
) -> Array:
    """dS_h/dt = alpha_h^2 beta^2 p (1 - p) (1 - gamma) gammadot: (..., H). others=False drops (1 - p)."""
    weight = self_weight(p)
    rest = 1 - weight if others else 1
    return p.strengths**alpha_power * p.beta**beta_power * weight * rest * (1 - p.gamma) * gamma_rate


def shortfall(model: Model, *, own_weight: bool = True) -> Array:
    """log n - S_i^h: (..., H, n). own_weight=False claims log(n - 1), as if a token left itself out."""
    count = model.n if own_weight else model.n - 1
    return model.arithmetic.log(model.arithmetic.array([count])) - model.entropy


# -- the statements ------------------------------------------------------------------------------


def production_identity(model: Model, **changes: Any) -> Statement:
    """dS_i/dt = -Cov along every flow of the project, and along a direction that is none of them."""
    wheel = (np.arange(model.tokens.size) * 5 % 7 - 3).reshape(model.tokens.shape)
    directions = [unit_speed(model, flow.velocity) for flow in flows(model)] + [wheel]
    return Statement(
        vanishing=_flat(
            entropy_slope(model, direction) - production(model, direction, **changes) for direction in directions
        )
    )


def equiangular(model: Model, **changes: Any) -> Statement:
    """Equiangular tokens, scalar heads: the weights on oneself and dS_i/dt along every sphere flow."""
    p = Parameters.of(model)
    own = np.diagonal(model.attention_matrix, axis1=-2, axis2=-1) - self_weight(p)[..., None]
    differences = [own]
    for attention in ATTENTIONS:
        velocity = unit_speed(model, under(model, attention).velocity)
        claimed = equiangular_rate(p, gamma_rate(model, velocity), **changes)
        differences.append(entropy_slope(model, velocity) - claimed[..., None])
    return Statement(vanishing=_flat(differences))


def growth(model: Model, *, sign: int = 1, own_weight: bool = True) -> Statement:
    """Positive strengths: dS/dt >= 0 under USA and softmax, and 0 <= log n - S <= alpha beta (1 - gamma)."""
    p = Parameters.of(model)
    missing = shortfall(model, own_weight=own_weight)
    room = (p.strengths * p.beta * (1 - p.gamma))[..., None] - missing
    rates = [sign * entropy_slope(model, unit_speed(model, under(model, a).velocity)) for a in ("usa", "softmax")]
    return Statement(nonnegative=_flat([*rates, missing, room]))


def _flat(parts: Any) -> Array:
    """Arrays (..., H, n) side by side, as one (..., k)."""
    return np.concatenate([part.reshape(*part.shape[:-2], -1) for part in parts], axis=-1)
