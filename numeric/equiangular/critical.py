"""The critical inverse temperature beta* of equiangular tokens, and what does not change there.

beta* is where the radial fraction c of a scalar head alpha I, alpha > 0, equals a threshold c*. Each closed form is
compared with the model itself, put at beta*.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from numeric.arithmetic import Arithmetic, Array
from numeric.equiangular import ATTENTIONS, RATES, Parameters, drift, fraction_square, gram_rate, pulls
from numeric.equiangular.threshold import Threshold, threshold
from numeric.model import Model, inner, transposed
from numeric.radial import CLEARLY, head_rates
from numeric.statement import Statement

HEADS: tuple[tuple[int, Threshold], ...] = ((2, "A"), (3, "A"), (3, "E"), (3, "B"))  # whose c*(H) the statements try
OTHERS = (Fraction(1, 10), Fraction(9, 10))  # and c* that belong to no H


def thresholds(arithmetic: Arithmetic) -> Iterator[Array]:
    """The c* that the statements try, each of shape (1,)."""
    yield from (threshold(arithmetic, heads, variant) for heads, variant in HEADS)
    yield from (arithmetic.array([c]) for c in OTHERS)


# -- closed forms ----------------------------------------------------------------------------------


def orthonormal_beta_star(p: Parameters, c: Array, *, half: bool = True, self_counted: bool = False) -> Array:
    """Theorem 19: beta* = 1/(2 alpha) ln[c*^2 (n-1) / (1 - c*^2)] for gamma = 0: (..., H).

    half=False : 1/alpha for 1/(2 alpha). self_counted : n for n - 1.
    """
    ratio = c**2 * (p.n if self_counted else p.n - 1) / (1 - c**2)
    return p.arithmetic.log(ratio) / ((2 if half else 1) * p.strengths)


def bracket(p: Parameters, c: Array, *, shadow_sign: int = -1) -> Array:
    """c*/sqrt(1-c*^2) sqrt((n-1)(1-gamma)(1+(n-1) gamma)) - (n-1) gamma: (..., 1). beta* exists where it is > 0.

    shadow_sign=+1 : with + for -.
    """
    width = (p.n - 1) * drift(p)
    return p.arithmetic.sqrt(c**2 / (1 - c**2) * width) + shadow_sign * (p.n - 1) * p.gamma


def beta_star_of(p: Parameters, bracketed: Array, *, gap: bool = True) -> Array:
    """beta*(gamma) = 1/(alpha (1-gamma)) ln bracket: (..., H), for -1/(n-1) < gamma < 1. gap=False : 1/alpha ln."""
    scale = p.strengths * (1 - p.gamma) if gap else p.strengths
    return p.arithmetic.log(bracketed) / scale


# -- the statements ----------------------------------------------------------------------------------


def beta_star(model: Model, *, half: bool = True, self_counted: bool = False) -> Statement:
    """Orthonormal tokens, alpha_h > 0: at beta* every head's c^2 is c*^2, below it less, above it more.

    beta* > 0 iff n c*^2 > 1; and dc^2/dbeta = 2 alpha c^2 (1 - c^2), by differentiation.
    """
    p = Parameters.of(model)
    here = fraction_square(model)
    slope = model.arithmetic.slope(lambda t: fraction_square(model.with_beta(model.beta + t)))
    vanishing, signs = [slope - 2 * p.strengths[..., None] * here * (1 - here)], [slope]
    for c in thresholds(model.arithmetic):
        star = orthonormal_beta_star(p, c, half=half, self_counted=self_counted)
        there = fraction_square(model.with_beta(star[..., None, None]))
        vanishing.append(there - c**2)
        signs.append((p.beta - star)[..., None] * (here - c**2))
        signs.append((star * (model.n * c**2 - 1))[..., None])
    return Statement(vanishing=_flat(vanishing), nonnegative=_flat(signs))


def beta_star_general(model: Model, *, gap: bool = True, shadow_sign: int = -1) -> Statement:
    """Any -1/(n-1) < gamma < 1, alpha_h > 0: where the bracket is positive every head has rho/|f| = c* at beta*(gamma).

    Below beta* it is less, above more; elsewhere it is more than c* at every beta. The bracket is > 1, so beta* > 0,
    iff n c*^2 > 1 + (n-1) gamma. For beta > 0 the shadow is positive: rho/|f| is the radial fraction.
    """
    p = Parameters.of(model)
    inside = drift(p) - CLEARLY
    if not np.any(model.arithmetic.positive(inside)):
        return Statement(hypotheses=inside)  # gamma is at an end
    here = _signed_fraction(model)
    vanishing, signs, met, missed = [model.radial_fraction - here], [], 0, 0
    for c in thresholds(model.arithmetic):
        argument = bracket(p, c, shadow_sign=shadow_sign)
        exists = model.arithmetic.positive(argument)  # (..., 1)
        argument = np.where(exists, argument, 0 * argument + 1)
        star = beta_star_of(p, argument, gap=gap)
        there = _signed_fraction(model.with_beta(star[..., None, None]))
        solved, zero = exists[..., None], 0 * here
        vanishing.append(np.where(solved, there - c, zero))
        signs.append(np.where(solved, (p.beta - star)[..., None] * (here - c), here - c))
        positive = (argument - 1) * (model.n * c**2 - 1 - (model.n - 1) * p.gamma)
        signs.append(np.where(solved, positive[..., None], zero))
        met, missed = met + int(np.sum(exists)), missed + int(np.sum(~exists))
    return Statement(
        vanishing=_flat(vanishing),
        nonnegative=_flat(signs),
        hypotheses=inside,
        occurs={"beta* exists": met, "no beta*": missed},
    )


def certificate_not_transition(model: Model, *, transition: bool = False, tokens_power: int = 2) -> Statement:
    """Equiangular tokens, alpha_h > 0, USA and SA: gamma and every E_h grow at every beta; Bessel's inequality.

    dE_h/dt = (n-1)/(2n) alpha_h e^{beta alpha_h gamma} dgamma/dt, and <f^h, f^k> >= 0. And sum_h c_h^2 <= 1 for
    orthogonal outputs, those of the heads alpha_h e_h e_h^T at the same tokens.
    transition=True : claims that gamma grows above beta* and falls below. tokens_power=1 : n times dE_h/dt.
    """
    p = Parameters.of(model)
    above: Any = p.beta - orthonormal_beta_star(p, threshold(model.arithmetic, 2, "A"))[..., :1] if transition else 1
    different = 1 - np.eye(model.n, dtype=int)
    vanishing, signs = [], []
    for attention in ATTENTIONS:
        there = model.under(attention)
        growth = RATES[attention](p)
        claimed = (model.n - 1) * pulls(p) * growth / 2 / model.arithmetic.array([model.n]) ** (tokens_power - 1)
        rates = head_rates(there)
        vanishing.append((rates - claimed)[..., None])
        signs.append(rates[..., None])
        approach = gram_rate(there) * different
        signs.append(approach * above[..., None] if transition else approach)
    outputs = np.moveaxis(model.head_output, -2, -3)  # (..., n, H, d)
    overlaps = outputs @ transposed(outputs)
    overlaps = overlaps.reshape(*overlaps.shape[:-3], -1, 1)
    return Statement(vanishing=_flat(vanishing), nonnegative=_flat([*signs, overlaps, _bessel(model)[..., None]]))


def _bessel(model: Model) -> Array:
    """1 - sum_h c_h^2 at every token, for the orthogonal heads alpha_h e_h e_h^T, as many as there are axes: (..., n).

    A head whose output is zero has no radial fraction, and is left out.
    """
    arithmetic, heads = model.arithmetic, min(model.heads, model.tokens.shape[-1])
    axes = arithmetic.array(np.eye(heads, model.tokens.shape[-1], dtype=int))
    scores = model.score_matrices[..., :heads, :1, :1] * (axes[:, :, None] * axes[:, None, :])
    crossed = Model(arithmetic, model.tokens, scores, scores, model.beta)
    squares = inner(crossed.head_output, crossed.head_output)
    acting = arithmetic.positive(squares)
    shares = np.where(acting, crossed.radial_shadow**2, 0 * squares) / np.where(acting, squares, 0 * squares + 1)
    return 1 - shares.sum(axis=-2)


def _signed_fraction(model: Model) -> Array:
    """rho / |f|: (..., H, n). Needs f != 0."""
    return model.radial_shadow / model.norm(model.head_output)


def _flat(parts: list[Array]) -> Array:
    """Arrays (..., k, l) as one (..., m)."""
    return np.concatenate([part.reshape(*part.shape[:-2], -1) for part in parts], axis=-1)
