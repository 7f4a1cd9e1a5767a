"""The radial-shadow claims of arXiv 2605.04279, as statements about one model.

Left sides differentiate the per-head energies themselves; the keywords of a formula are the places
where a planted error can enter, and their defaults are what is claimed.
"""

from __future__ import annotations

import numpy as np

from numeric.arithmetic import Array
from numeric.model import VARIANTS, Model, inner, project
from numeric.statement import Statement


def head_rates(model: Model) -> Array:
    """dE_h/dt of every head along the model's velocity, by differentiation: (..., H)."""
    return model.energy_slope(model.velocity)


# -- projection ----------------------------------------------------------------------------------


def projection(model: Model, *, sign: int = -1, squared: bool = True) -> Statement:
    """P_x = I - x x^T is symmetric and idempotent; <Pu, Pw> = <u, w> - <x, u><x, w>; |Pu|^2 >= 0.

    The vectors u, w are the outputs of the first and the last head.
    """
    x = model.tokens
    u, w = model.head_output[..., 0, :, :], model.head_output[..., -1, :, :]
    along_u, along_w = inner(x, u), inner(x, w)
    pu, pw = (u + sign * along_u[..., None] * x, w + sign * along_w[..., None] * x)
    ppu = pu + sign * inner(x, pu)[..., None] * x
    length = inner(u, u) - along_u * (along_u if squared else 1)
    return Statement(
        vanishing=np.concatenate(
            [
                (ppu - pu).reshape(*pu.shape[:-2], -1),
                inner(pu, w) - inner(u, pw),
                inner(pu, pw) - (inner(u, w) - along_u * along_w),
                inner(pu, pu) - length,
            ],
            axis=-1,
        ),
        nonnegative=length,
    )


# -- decomposition -------------------------------------------------------------------------------


def decomposed_rate(
    model: Model, *, shadow_sign: int = -1, tokens_power: int = 3, others_only: bool = True
) -> Array:
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


def decomposition(model: Model, **changes: int) -> Statement:
    """The per-head rates against the decomposition, on the sphere flow and on the flat flow."""
    sphere, flat = model.on("sphere"), model.on("flat")
    return Statement(
        vanishing=np.concatenate(
            [
                head_rates(sphere) - decomposed_rate(sphere, **changes),  # type: ignore[arg-type]
                head_rates(flat) - decomposed_rate(flat, **changes),  # type: ignore[arg-type]
            ],
            axis=-1,
        )
    )


# -- dominance -----------------------------------------------------------------------------------


def chain(model: Model) -> Array:
    """Margins of each dominance variant over the one before it in A, E, B, C: all >= 0."""
    margins = [model.dominance(variant) for variant in VARIANTS]
    gaps = [later - earlier for earlier, later in zip(margins, margins[1:], strict=False)]
    return np.concatenate([gap.reshape(*gap.shape[:-2], -1) for gap in gaps], axis=-1)


# -- robustness ----------------------------------------------------------------------------------


def overlap_cosine(model: Model) -> Array:
    """The least eps with |<f^h, f^h'>| <= eps |f^h| |f^h'| at every token, for h != h': (..., 1)."""
    raise NotImplementedError
