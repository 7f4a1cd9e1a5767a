"""The radial-shadow claims of arXiv 2605.04279, as statements about one model.

Left sides differentiate the per-head energies themselves; the keywords of a formula are the places
where a planted error can enter, and their defaults are what is claimed.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from numeric.arithmetic import Array
from numeric.model import VARIANTS, Model, inner, project, transposed
from numeric.state import Geometry
from numeric.statement import Statement

CLEARLY = 1e-9  # what counts as a case of its own is told from zero by more than any rounding


def head_rates(model: Model) -> Array:
    """dE_h/dt of every head along the model's velocity, by differentiation: (..., H)."""
    return model.energy_slope(model.velocity)


# -- projection ----------------------------------------------------------------------------------


def projection(model: Model, *, sign: int = -1, squared: bool = True) -> Statement:
    """P_x = I - x x^T is symmetric and idempotent; <Pu, Pw> = <u, w> - <x, u><x, w>; |Pu|^2 >= 0.

    The vectors u, w are the outputs of the first and the last head, P the projection that the model itself uses.
    """
    x = model.tokens
    u, w = model.head_output[..., 0, :, :], model.head_output[..., -1, :, :]
    along_u, along_w = inner(x, u), inner(x, w)

    def projected(vector: Array) -> Array:
        return project(x, vector) if sign == -1 else vector + sign * inner(x, vector)[..., None] * x

    pu, pw = projected(u), projected(w)
    length = inner(u, u) - along_u * (along_u if squared else 1)
    return Statement(
        vanishing=np.concatenate(
            [
                _flattened(projected(pu) - pu),
                inner(pu, w) - inner(u, pw),  # both signs pass; an oblique projection does not
                inner(x, pu),
                inner(pu, pw) - (inner(u, w) - along_u * along_w),
                inner(pu, pu) - length,
            ],
            axis=-1,
        ),
        nonnegative=length,
    )


# -- decomposition -------------------------------------------------------------------------------


def decomposed_rate(model: Model, *, shadow_sign: int = -1, tokens_power: int = 3, others_only: bool = True) -> Array:
    """dE_h/dt = n^-3 sum_i [tau_h^2 + sum_{h' != h} (<f^h, f^h'> - rho^h rho^h')]: (..., H).

    On the flat flow the same without the shadows: n^-3 sum_i <f^h, sum_h' f^h'>.
    """
    outputs, shadows = model.head_output, model.radial_shadow
    overlap = (outputs[..., :, None, :, :] * outputs[..., None, :, :, :]).sum(axis=-1)  # (H, H, n)
    shadow_products = shadows[..., :, None, :] * shadows[..., None, :, :]
    own = inner(model.tangential, model.tangential)
    if model.geometry == "sphere":
        overlap = overlap + shadow_sign * shadow_products
    else:
        own = inner(outputs, outputs)
    others = overlap.sum(axis=-2)
    if others_only:
        diagonal = np.moveaxis(np.diagonal(overlap, axis1=-3, axis2=-2), -1, -2)
        others = others - diagonal
    return (own + others).sum(axis=-1) / model.n**tokens_power


def decomposition(model: Model, **changes: Any) -> Statement:
    """The per-head rates against the decomposition, on the sphere flow and on the flat flow."""
    sphere, flat = model.on("sphere"), model.on("flat")
    return Statement(
        vanishing=np.concatenate(
            [
                head_rates(sphere) - decomposed_rate(sphere, **changes),
                head_rates(flat) - decomposed_rate(flat, **changes),
            ],
            axis=-1,
        )
    )


# -- obstruction ---------------------------------------------------------------------------------


def obstruction(model: Model, *, geometry: Geometry = "sphere", shadow: bool = True) -> Statement:
    """With orthogonal heads only the sphere couples them: on `geometry` by shadows, on the other flow not at all.

    Sphere: dE_h/dt = n^-3 sum_i (tau_h^2 - rho_h sum_{h' != h} rho_h'), of either sign.
    Flat: dE_h/dt = n^-3 sum_i |f^h|^2 >= 0.
    """
    coupled = model.on(geometry)
    free = model.on("flat" if geometry == "sphere" else "sphere")
    # without its shadow a head would keep the whole of tau^2
    claimed = model.dominance("C") if shadow else inner(model.tangential, model.tangential)
    free_rates = head_rates(free)
    return Statement(
        vanishing=np.concatenate(
            [
                head_rates(coupled) - claimed.sum(axis=-1) / model.n**3,
                free_rates - inner(model.head_output, model.head_output).sum(axis=-1) / model.n**3,
            ],
            axis=-1,
        ),
        nonnegative=free_rates,
    )


# -- dominance -----------------------------------------------------------------------------------


def chain(model: Model) -> Array:
    """Margins of each dominance variant over the one before it in A, E, B, C: all >= 0."""
    margins = [model.dominance(variant) for variant in VARIANTS]
    return np.concatenate([_flattened(later - earlier) for earlier, later in pairwise(margins)], axis=-1)


def dominance(model: Model, *, shadow_sign: int = -1, tangential_squared: bool = True) -> Statement:
    """For orthogonal outputs dE_h/dt = n^-3 sum_i (C margin) and A => E => B => C; so each of them => dE_h/dt >= 0."""
    positive, shadows = model.arithmetic.positive, model.radial_shadow
    own = inner(model.tangential, model.tangential)
    if not tangential_squared:
        own = model.arithmetic.sqrt(own)
    claimed = (own + shadow_sign * shadows * model.others(shadows)).sum(axis=-1) / model.n**3
    rates, margin = head_rates(model), model.dominance("A")
    dominant = [~positive(-model.dominance(variant)).any(axis=-1) for variant in VARIANTS]
    contested = positive(inner(model.tangential, model.tangential) - margin - CLEARLY).any(axis=-1)
    return Statement(
        vanishing=rates - claimed,
        nonnegative=np.concatenate([chain(model), *(np.where(heads, rates, 0 * rates) for heads in dominant)], axis=-1),
        occurs={
            "heads that dominate others": int(np.sum(positive(margin - CLEARLY).all(axis=-1) & contested)),
            "heads that do not dominate": int(np.sum(positive(-margin - CLEARLY).any(axis=-1))),
        },
    )


# -- robustness ----------------------------------------------------------------------------------


def output_overlaps(model: Model) -> Array:
    """|<f_i^h, f_i^h'>| for h != h', and 0 for h = h': (..., H, H, n)."""
    outputs = model.head_output
    overlaps = (outputs[..., :, None, :, :] * outputs[..., None, :, :, :]).sum(axis=-1)
    return model.arithmetic.magnitude(overlaps * _off_diagonal(model))


def overlap_cosine(model: Model) -> Array:
    """The least eps with |<f^h, f^h'>| <= eps |f^h| |f^h'| at every token, for h != h': (..., 1)."""
    sizes = model.norm(model.head_output)
    products = sizes[..., :, None, :] * sizes[..., None, :, :]
    meeting = model.arithmetic.positive(products)  # a zero output is orthogonal to everything
    cosines = np.where(meeting, output_overlaps(model), 0 * products) / np.where(meeting, products, 0 * products + 1)
    return model.arithmetic.largest(cosines.reshape(*cosines.shape[:-3], -1))


def spectral_bound(model: Model, matrices: Array, *, squarings: int = 4) -> Array:
    """An upper bound of |A|_2 for every matrix A (..., d, d), within a factor d^(1/2m) of it: (...).

    |A|_2^2m is the largest eigenvalue of (A^T A)^m, and so at most its trace; m = 2^squarings. With
    m = 1 this is the Frobenius norm.
    """
    power = transposed(matrices) @ matrices
    for _ in range(squarings):
        power = power @ power
    bound = np.trace(power, axis1=-2, axis2=-1)
    for _ in range(squarings + 1):
        bound = model.arithmetic.sqrt(bound)
    return bound


def robust(model: Model, *, epsilon_power: int = 1, tokens_power: int = 3) -> Statement:
    """dE_h/dt >= n^-3 sum_i (tau_h^2 - |rho_h| sum |rho_h'| - eps |f^h| sum |f^h'|), eps the largest cosine of outputs.

    And without outputs: |<f^h, f^h'>| <= |M_h M_h'|_2 Z^h Z^h', which may stand for eps |f^h| |f^h'|.
    """
    values, partition = model.value_matrices, model.partition
    sizes = model.norm(model.head_output)
    eps = overlap_cosine(model)[..., None]
    by_cosine = eps**epsilon_power * sizes * model.others(sizes)
    products = transposed(values)[..., :, None, :, :] @ values[..., None, :, :, :]
    norms = spectral_bound(model, products)[..., None] * _off_diagonal(model)
    by_norm = norms * partition[..., :, None, :] * partition[..., None, :, :]
    overlaps = output_overlaps(model)
    rates, margin = head_rates(model), model.dominance("B")
    below = [(margin - given).sum(axis=-1) / model.n**tokens_power for given in (by_cosine, by_norm.sum(axis=-2))]
    return Statement(
        nonnegative=np.concatenate(
            [*(rates - bound for bound in below), _flattened(_flattened(by_norm - overlaps))], axis=-1
        ),
        occurs={"overlapping outputs": int(np.sum(model.arithmetic.positive(overlaps - CLEARLY)))},
    )


def _off_diagonal(model: Model) -> Array:
    """1 for h != h' and 0 for h = h': (H, H, 1)."""
    return 1 - np.eye(model.heads, dtype=int)[..., None]


def _flattened(x: Array) -> Array:
    """The last two axes as one."""
    return x.reshape(*x.shape[:-2], -1)
