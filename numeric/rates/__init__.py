"""Clustering rates of several heads against fewer or equal ones: what the tokens and matrices give, and closed forms.

The rate is d<x_1, x_2>/dt of the model, by its velocities; `numeric.equiangular` has the laws of gamma that it is held
against. Each statement takes equiangular states with scalar heads; keywords are the places of planted errors.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import numpy as np
from scipy import special

from numeric.arithmetic import Arithmetic, Array, Balls, Digits, entrywise
from numeric.equiangular import Parameters, drift, gram_rate, softmax_rate, usa_rate
from numeric.model import Model
from numeric.rates.times import Law
from numeric.statement import Statement

LawName = Literal["softmax", "usa"]
LAWS: dict[LawName, Law] = {"usa": usa_rate, "softmax": softmax_rate}
SIZES = (1, 2, 3, 4, 6)  # of x, from the concave range to the convex one


def pair_rate(model: Model) -> Array:
    """d<x_1, x_2>/dt along the model's velocity: (..., 1)."""
    return gram_rate(model)[..., 0, 1:2]


def total(p: Parameters) -> Array:
    """sum_h alpha_h: (..., 1)."""
    return np.asarray(p.strengths.sum(axis=-1, keepdims=True))


def mean_strength(p: Parameters) -> Array:
    """The mean strength: (..., 1)."""
    return total(p) / p.strengths.shape[-1]


def stretched(p: Parameters, factor: Any) -> Parameters:
    """The strengths with their deviations from the mean multiplied by `factor`; 0 makes them equal."""
    return replace(p, strengths=mean_strength(p) + factor * (p.strengths - mean_strength(p)))


def with_strengths(model: Model, strengths: Array) -> Model:
    """The same tokens under scalar heads of these strengths (..., H)."""
    matrices = strengths[..., None, None] * np.eye(model.tokens.shape[-1], dtype=int)
    return Model(model.arithmetic, model.tokens, matrices, matrices, model.beta, model.attention, model.geometry)


def orthonormal(model: Model) -> Model:
    """The same heads acting on orthonormal tokens, d >= n."""
    return model.at(model.arithmetic.array(np.eye(model.n, model.tokens.shape[-1], dtype=int)))


def _usa_prefactor(p: Parameters) -> Array:
    return 2 * drift(p) / p.n


# -- un-normalised attention ---------------------------------------------------------------------


def jensen(model: Model, *, gap: int = 1, mean: Literal["mean", "sum"] = "mean") -> Statement:
    """USA: rate >= (2/n) drift [H a e^{s a} + s e^{s a} sum_h (alpha_h - a)^2], s = beta gamma, a the mean.

    Without the square the right side is the rate under equal strengths, and the rate at gamma = 0.
    """
    p = Parameters.of(model)
    heads, s = p.strengths.shape[-1], p.beta * p.gamma
    a = total(p) / (heads if mean == "mean" else 1)
    one = a * p.arithmetic.exp(s * a)
    alike = _usa_prefactor(p) * heads * one
    extra = gap * s * p.arithmetic.exp(s * a) * ((p.strengths - a) ** 2).sum(axis=-1, keepdims=True)
    rate = pair_rate(model)
    at_zero = replace(p, gamma=0 * p.gamma)
    equal = [
        pair_rate(with_strengths(model, stretched(p, 0).strengths)) - alike,
        pair_rate(orthonormal(model)) - _usa_prefactor(at_zero) * heads * a,
    ]
    return Statement(
        vanishing=np.concatenate(equal, axis=-1),
        nonnegative=np.concatenate([rate - alike, rate - alike - _usa_prefactor(p) * extra], axis=-1),
    )


def superadditive(model: Model, *, exponent: Literal["sum", "mean"] = "sum", sign: int = 1) -> Statement:
    """USA: (2/n) drift [g(S) - s sum_{h != k} alpha_h alpha_k e^{s alpha_h}] >= rate, g(a) = a e^{s a}, S the sum."""
    p = Parameters.of(model)
    s, whole = p.beta * p.gamma, total(p)
    one_head = _usa_prefactor(p) * whole * p.arithmetic.exp(s * (whole if exponent == "sum" else mean_strength(p)))
    products = p.strengths * (whole - p.strengths) * p.arithmetic.exp(s * p.strengths)
    gained = _usa_prefactor(p) * s * products.sum(axis=-1, keepdims=True)
    ahead = sign * (one_head - pair_rate(model))
    return Statement(
        vanishing=1 - pair_rate(with_strengths(model, whole)) / one_head,
        nonnegative=np.concatenate([ahead, ahead - gained], axis=-1),
    )


# -- softmax -------------------------------------------------------------------------------------


def softmax_subadditive(model: Model, *, sign: int = 1, factor: int = 1) -> Statement:
    """SA: the rate is at least that of one head with the sum of the strengths, and equal to it for one head."""
    p = Parameters.of(model)
    one_head = factor * softmax_rate(replace(p, strengths=total(p)))
    return Statement(
        vanishing=pair_rate(with_strengths(model, total(p))) - one_head,
        nonnegative=sign * (pair_rate(model) - one_head),
    )


def curvature(x: Array, n: int, arithmetic: Arithmetic, *, offset: int = 2) -> Array:
    """(x - offset) e^x - (x + 2)(n - 1), which has the sign of psi'' at x, psi(x) = x / (e^x + n - 1)."""
    return np.asarray((x - offset) * arithmetic.exp(x) - (x + 2) * (n - 1))


def softmax_convex(model: Model, *, offset: int = 2, sign: int = 1) -> Statement:
    """SA against equal heads of the same mean: no slower where all x_h are convex, no faster where all are concave.

    For the model, and for its strengths scaled to the quadratic means x = 1, 2, 3, 4, 6; there psi'' is differentiated.
    """
    p = Parameters.of(model)
    exp, positive = p.arithmetic.exp, p.arithmetic.positive
    own = p.beta * p.strengths * (1 - p.gamma)
    heads = p.strengths.shape[-1]
    squares = (p.strengths**2).sum(axis=-1, keepdims=True) / heads
    shape = p.strengths / p.arithmetic.sqrt(np.where(positive(squares), squares, 0 * squares + 1))
    x = np.stack([own, *(size * shape for size in SIZES)], axis=-2)  # (..., 6, H)
    bends = curvature(x, p.n, p.arithmetic, offset=offset)
    convex, concave = positive(bends).all(axis=-1), positive(-bends).all(axis=-1)
    scaled = x[..., 1:, :]
    middle = 0 * scaled + scaled.sum(axis=-1, keepdims=True) / heads
    gaps = (scaled / (exp(scaled) + (p.n - 1)) - middle / (exp(middle) + (p.n - 1))).sum(axis=-1)
    alike = with_strengths(model, stretched(p, 0).strengths)
    law = pair_rate(alike) - softmax_rate(stretched(p, 0))
    ahead = np.concatenate([pair_rate(model) - pair_rate(alike), gaps], axis=-1)
    several = heads > 1

    def slope(x: Array) -> Array:
        """psi'."""
        return (exp(x) * (1 - x) + (p.n - 1)) / (exp(x) + (p.n - 1)) ** 2

    first = p.arithmetic.slope(lambda t: (scaled + t) / (exp(scaled + t) + (p.n - 1))) - slope(scaled)
    second = p.arithmetic.slope(lambda t: slope(scaled + t))
    second = second - exp(scaled) * bends[..., 1:, :] / (exp(scaled) + (p.n - 1)) ** 3
    return Statement(
        vanishing=np.concatenate([law, *(part.reshape(*part.shape[:-2], -1) for part in (first, second))], axis=-1),
        nonnegative=sign * (convex.astype(int) - concave.astype(int)) * ahead,
        occurs={"convex": int(convex.sum()) * several, "concave": int(concave.sum()) * several},
    )


def softmax_jensen(model: Model, *, law: LawName = "softmax", spread: int = 1) -> Statement:
    """The statement that is false: SA heads are never slower than equal heads of the same mean strength."""
    p = Parameters.of(model)
    rate = LAWS[law]
    return Statement(
        vanishing=rate(p) - pair_rate(model),
        nonnegative=rate(stretched(p, spread)) - rate(stretched(p, 0)),
    )


# -- Lambert's function --------------------------------------------------------------------------


def lambert_w(z: Array, arithmetic: Arithmetic) -> Array:
    """W(z) for z >= 0, the root w >= 0 of w e^w = z, entrywise."""
    if isinstance(arithmetic, Balls):
        return entrywise(lambda ball: ball.lambertw())(z)
    if isinstance(arithmetic, Digits):
        return entrywise(lambda number: number.context.lambertw(number).real)(z)
    return np.asarray(special.lambertw(z).real)


def lambert(model: Model, *, per_head: bool = True, shift: int = 1) -> Statement:
    """USA: H heads of strength w/(beta gamma), w = W(beta gamma R/H), have the model's rate, R = sum_h alpha_h e^{...};
    SA at gamma = 0: no strength is faster than (shift + W((n-1)/e))/beta. Both multiplied by what they divide by."""
    p = Parameters.of(model)
    exp, heads, s = p.arithmetic.exp, p.strengths.shape[-1], p.beta * p.gamma
    summed = (p.strengths * exp(s * p.strengths)).sum(axis=-1, keepdims=True)
    z = s * summed / (heads if per_head else 1)
    w = lambert_w(z, p.arithmetic)
    largest = p.arithmetic.largest(p.strengths)
    others = p.n - 1 + 0 * s
    x = shift + lambert_w(others / exp(1 + 0 * s), p.arithmetic)
    upright = orthonormal(model.under("softmax"))
    early = [pair_rate(with_strengths(upright, p.strengths[..., h : h + 1])) for h in range(heads)]
    return Statement(
        vanishing=np.concatenate(
            [w * exp(w) - z, s * pair_rate(model) - _usa_prefactor(p) * heads * w * exp(w), (x - 1) * exp(x) - others],
            axis=-1,
        ),
        nonnegative=np.concatenate(
            [w - s * mean_strength(p), s * largest - w, *(2 * exp(-x) - p.beta * rate for rate in early)], axis=-1
        ),
    )
