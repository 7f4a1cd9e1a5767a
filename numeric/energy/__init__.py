"""The energy claims of arXiv 2605.04279, as statements about one model.

A left side differentiates the energy itself; a right side is the paper's formula. The keywords of
a formula are the places where a planted error can enter; their defaults are what is claimed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from numeric.arithmetic import Array
from numeric.model import Model, inner, project, transposed
from numeric.statement import Statement


def dissipation(u: Array) -> Array:
    """sum_i |u_i|^2 over the tokens, as an array of shape (..., 1)."""
    return inner(u, u).sum(axis=-1, keepdims=True)


def energy_rate(model: Model) -> Array:
    """dE/dt of the total energy along the model's velocity, by differentiation: shape (..., 1)."""
    return model.energy_slope(model.velocity).sum(axis=-1, keepdims=True)


# -- the claimed right sides ---------------------------------------------------------------------


def flat_rate(model: Model, *, factor: int = 1, tokens_power: int = 1) -> Array:
    """Flat flow: dE/dt = (1/n) sum_i |v_i|^2."""
    return factor * dissipation(model.drive) / model.n**tokens_power


def sphere_rate(model: Model, *, projected: bool = True, tokens_power: int = 1) -> Array:
    """Sphere flow (Theorem 11): dE/dt = (1/n) sum_i |P_{x_i} v_i|^2."""
    moved = project(model.tokens, model.drive) if projected else model.drive
    return dissipation(moved) / model.n**tokens_power


def softmax_rate(model: Model, *, weighted: bool = True, tokens_power: int = 2) -> Array:
    """Softmax attention, H = 1, on the sphere: dE/dt = (1/n^2) sum_i Z_i |P_{x_i} s_i|^2, s_i = f_i / Z_i."""
    moved = project(model.tokens, model.head_output[..., 0, :, :])
    weights = model.partition[..., 0, :] if weighted else 1
    return (weights * inner(moved, moved)).sum(axis=-1, keepdims=True) / model.n**tokens_power


def gradient(model: Model, *, half: bool = True, tokens_power: int = 1, self_pairs: bool = True) -> Array:
    """grad_{x_i} E = v_i / n: (..., n, d). The keywords mistake the energy or the power of n.

    Without the 1/2 the energy, and so its gradient, doubles; without the pairs i = j it loses
    sum_h exp(beta <x_i, M_h x_i>) M_h x_i / n^2.
    """
    claimed = model.drive / model.n**tokens_power
    if not half:
        claimed = claimed / 2
    if not self_pairs:
        own = np.diagonal(model.kernel, axis1=-2, axis2=-1)[..., None]
        images = model.tokens[..., None, :, :] @ transposed(model.score_matrices)
        claimed = claimed + (own * images).sum(axis=-3) / model.n**2
    return claimed


def riemannian_gradient(model: Model, *, projected: bool = True) -> Array:
    """P_{x_i} grad_{x_i} E, the gradient of the energy on the sphere, by differentiation: (..., n, d)."""
    euclidean = partial_derivatives(model)
    return project(model.tokens, euclidean) if projected else euclidean


def partial_derivatives(model: Model) -> Array:
    """grad_{x_i} E, every partial derivative by differentiation: (..., n, d)."""
    *batch, n, d = model.tokens.shape
    directions = np.eye(n * d, dtype=int).reshape(n * d, *(1 for _ in batch), n, d)
    slopes = model.energy_slope(directions).sum(axis=-1)  # (n d, ...)
    return np.moveaxis(slopes, 0, -1).reshape(*batch, n, d)


# -- the statements ------------------------------------------------------------------------------


def gradient_identity(model: Model, **changes: Any) -> Statement:
    """Every partial derivative of E against the claimed gradient."""
    difference = partial_derivatives(model) - gradient(model, **changes)
    return Statement(vanishing=difference.reshape(*difference.shape[:-2], -1))


def flat(model: Model, **changes: Any) -> Statement:
    """Flat flow: dE/dt = (1/n) sum_i |v_i|^2 >= 0."""
    rate = energy_rate(model)
    return Statement(vanishing=rate - flat_rate(model, **changes), nonnegative=rate)


def sphere(model: Model, **changes: Any) -> Statement:
    """Sphere flow: dE/dt = (1/n) sum_i |xdot_i|^2 >= 0."""
    rate = energy_rate(model)
    return Statement(vanishing=rate - sphere_rate(model, **changes), nonnegative=rate)


def softmax_one_head(model: Model, **changes: Any) -> Statement:
    """Softmax attention with one head: dE/dt = (1/n^2) sum_i Z_i |P s_i|^2 >= 0."""
    rate = energy_rate(model)
    return Statement(vanishing=rate - softmax_rate(model, **changes), nonnegative=rate)


def critical_points(model: Model, *, tokens_power: int = 1, projected: bool = True) -> Statement:
    """xdot_i = n P_{x_i} grad_{x_i} E: the sphere flow climbs E, and rests exactly where E is critical."""
    ascent = model.n**tokens_power * riemannian_gradient(model, projected=projected)
    difference = model.velocity - ascent
    return Statement(vanishing=difference.reshape(*difference.shape[:-2], -1))
