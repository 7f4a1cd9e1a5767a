"""The energy claims of arXiv 2605.04279, as statements about one model.

A left side differentiates the energy itself; a right side is the paper's formula. The keywords of
a formula are the places where a planted error can enter; their defaults are what is claimed.
"""

from __future__ import annotations

import numpy as np

from numeric.arithmetic import Array
from numeric.model import Model, inner, project
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
        images = model.tokens[..., None, :, :] @ np.swapaxes(model.score_matrices, -1, -2)
        claimed = claimed + (own * images).sum(axis=-3) / model.n**2
    return claimed


# -- the statements ------------------------------------------------------------------------------


def gradient_identity(model: Model, **changes: bool | int) -> Statement:
    """Every partial derivative of E against the claimed gradient."""
    slopes = [
        model.energy_slope(_unit(model, token, axis)).sum(axis=-1)
        for token in range(model.n)
        for axis in range(model.tokens.shape[-1])
    ]
    claimed = gradient(model, **changes)  # type: ignore[arg-type]
    flattened = claimed.reshape(*claimed.shape[:-2], -1)
    return Statement(vanishing=np.stack(slopes, axis=-1) - flattened)


def _unit(model: Model, token: int, axis: int) -> Array:
    direction = np.zeros(model.tokens.shape[-2:], dtype=int)
    direction[token, axis] = 1
    return direction


def flat(model: Model, **changes: int) -> Statement:
    """Flat flow: dE/dt = (1/n) sum_i |v_i|^2 >= 0."""
    rate = energy_rate(model)
    return Statement(vanishing=rate - flat_rate(model, **changes), nonnegative=rate)


def sphere(model: Model, **changes: int) -> Statement:
    """Sphere flow: dE/dt = (1/n) sum_i |xdot_i|^2 >= 0."""
    rate = energy_rate(model)
    return Statement(vanishing=rate - sphere_rate(model, **changes), nonnegative=rate)  # type: ignore[arg-type]


def softmax_one_head(model: Model, **changes: int) -> Statement:
    """Softmax attention with one head: dE/dt = (1/n^2) sum_i Z_i |P s_i|^2 >= 0."""
    rate = energy_rate(model)
    return Statement(vanishing=rate - softmax_rate(model, **changes), nonnegative=rate)  # type: ignore[arg-type]
