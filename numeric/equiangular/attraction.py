"""Does the equiangular family attract? Deviations of the Gram matrix from it, measured against 1 - gamma.

Along a flow on the family a small deviation of size A in one representation obeys A' = eigenvalue A, while
(1-gamma)' = -gammadot. So A / (1-gamma) grows at the rate eigenvalue + gammadot/(1-gamma), and log K bounds what
it gains from one gamma to another.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from numeric.arithmetic import Arithmetic, Array
from numeric.equiangular import ATTENTIONS, Parameters, gram_rate
from numeric.equiangular.transverse import Representation, direction, pattern, rate_slope
from numeric.model import Model
from numeric.statement import Statement

ACROSS: tuple[Representation, ...] = ("standard", "two-row")


def log_growth(
    arithmetic: Arithmetic,
    n: int,
    gamma: Array,
    step: Array,
    b: Any,
    representation: Representation,
    *,
    exponential: bool = True,
    root: int = 2,
) -> Array:
    """log K, the bound on what a deviation over 1-gamma gains from gamma to gamma' = gamma + step (1 + (n-1) gamma).

    b = beta max_h alpha_h; the ratio (1 + (n-1) gamma') / (1 + (n-1) gamma) is 1 + (n-1) step.
    two-row:  K = ratio^{b/(n-1)}
    standard: K = ratio^{(n-2)/(2(n-1)) + b n/(2(n-1)^2)} e^{b (n-2) (gamma' - gamma) / (2(n-1))}
    """
    log = arithmetic.log(1 + (n - 1) * step)
    if representation == "two-row":
        return b * log / (n - 1)
    power = b * n / (2 * (n - 1) ** 2) + (b * 0 + n - 2) / (root * (n - 1))
    moved = step * (1 + (n - 1) * gamma)
    return power * log + (b * (n - 2) * moved / (2 * (n - 1)) if exponential else 0)


def first_head(model: Model) -> Model:
    """The same tokens under the first head alone."""
    return Model(
        model.arithmetic,
        model.tokens,
        model.score_matrices[..., :1, :, :],
        model.value_matrices[..., :1, :, :],
        model.beta,
        model.attention,
        model.geometry,
    )


def relative_growth(model: Model, representation: Representation) -> Array:
    """(1-gamma)(1+(n-1)gamma) [eigenvalue + gammadot/(1-gamma)], from the model's own derivatives: (..., 1)."""
    delta = pattern(representation, model.n)
    gamma = Parameters.of(model).gamma
    moved = rate_slope(model, direction(model, delta)) * delta
    slope = moved.reshape(*moved.shape[:-2], -1).sum(axis=-1, keepdims=True) / int((delta**2).sum())
    return slope + gamma_rate(model) * (1 + (model.n - 1) * gamma)


def gamma_rate(model: Model) -> Array:
    """gammadot, of shape (..., 1)."""
    return gram_rate(model)[..., 0, 1:2]


def bound(model: Model, representation: Representation, **changes: Any) -> Array:
    """What `relative_growth` is at most: (1-gamma)(1+(n-1)gamma) gammadot d log K/d gamma."""
    p = Parameters.of(model)
    b = p.beta * p.arithmetic.largest(p.strengths)
    slope = p.arithmetic.slope(  # the step as an array with gamma's shape
        lambda t: log_growth(p.arithmetic, p.n, p.gamma, t + 0 * p.gamma, b, representation, **changes)
    )
    return (1 - p.gamma) * gamma_rate(model) * slope


def attraction(model: Model, *, grows: int = 1, **changes: Any) -> Statement:
    """USA and SA: 0 <= growth of A/(1-gamma) <= gammadot d log K/d gamma; equality above for USA with one head."""
    margins, differences = [], []
    present = [kind for kind in ACROSS if np.any(pattern(kind, model.n))]
    for representation in present:
        for attention in ATTENTIONS:
            here = model.under(attention)
            growth = relative_growth(here, representation)
            margins += [grows * growth, bound(here, representation, **changes) - growth]
        alone = first_head(model.under("usa"))
        differences.append(relative_growth(alone, representation) - bound(alone, representation, **changes))
    if not present:
        return Statement(hypotheses=-1 + 0 * Parameters.of(model).gamma)  # two tokens have no transverse deviation
    return Statement(
        vanishing=np.concatenate(differences, axis=-1),
        nonnegative=np.concatenate(margins, axis=-1),
        occurs={"two-row": int("two-row" in present)},
    )
