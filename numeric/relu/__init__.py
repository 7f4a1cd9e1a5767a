"""ReLU attention on equiangular tokens with scalar heads: the equation for gamma, its exact time, its late phase.

Weights beta max(0, <x_i, M_h x_j>), prefactor 1/n (arXiv 2605.04279). The closed forms are functions of `Parameters`;
what they are compared with is computed by the model from its tokens and matrices. Keywords are the places where a
planted error can enter. Angles and times are dimensionless.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from numeric.arithmetic import Array
from numeric.equiangular import Parameters, gram_rate
from numeric.model import Model
from numeric.state import Attention
from numeric.statement import Statement
from numeric.states import equiangular_tokens

# -- closed forms --------------------------------------------------------------------------------


def coupling(p: Parameters, *, strength_power: int = 2) -> Array:
    """kappa = beta sum_h alpha_h^2, for heads of positive strength: (..., 1)."""
    return (p.beta * p.strengths**strength_power).sum(axis=-1, keepdims=True)


def relu_rate(p: Parameters, *, strength_power: int = 2, own: int = 1, rectified: bool = True) -> Array:
    """d gamma/dt = (2 kappa/n) max(0, gamma) (1-gamma) (1+(n-1) gamma) for alpha_h >= 0: (..., 1).

    own=0 counts a token among the others; rectified=False takes gamma for max(0, gamma).
    """
    acute = p.arithmetic.positive_part(p.gamma) if rectified else p.gamma
    drift = (1 - p.gamma) * (1 + (p.n - own) * p.gamma)
    return 2 * coupling(p, strength_power=strength_power) * acute * drift / p.n


def acute_rate(p: Parameters) -> Array:
    """`relu_rate` where gamma >= 0 is known, so that it is analytic: on complex balls as well."""
    return relu_rate(p, rectified=False)


def relu_heads_rate(p: Parameters, *, strength_power: int = 2, same_side: bool = True) -> Array:
    """d gamma/dt = (2/n) gamma (1-gamma) (1+(n-1) gamma) beta sum over alpha_h gamma > 0 of alpha_h^2: (..., 1).

    same_side=False lets every head count.
    """
    reach = p.strengths * p.gamma
    felt = p.arithmetic.positive_part(reach) if same_side else reach
    pull = (p.strengths ** (strength_power - 1) * felt).sum(axis=-1, keepdims=True)
    return 2 * p.beta * pull * (1 - p.gamma) * (1 + (p.n - 1) * p.gamma) / p.n


def antiderivative(p: Parameters, *, own: int = 1, last_sign: int = -1) -> Array:
    """(n/(2 kappa)) [ln gamma - (1/n) ln(1-gamma) - ((n-1)/n) ln(1+(n-1) gamma)] for 0 < gamma < 1: (..., 1)."""
    log, gamma = p.arithmetic.log, p.gamma
    logs = p.n * log(gamma) - log(1 - gamma) + last_sign * (p.n - own) * log(1 + (p.n - 1) * gamma)
    return logs / (2 * coupling(p))


def exact_time(p: Parameters, end: Array, **changes: Any) -> Array:
    """The time that ReLU attention takes from p.gamma to `end`, 0 < p.gamma < end < 1: (..., 1)."""
    return antiderivative(replace(p, gamma=end), **changes) - antiderivative(p, **changes)


def late_rates(p: Parameters, *, strength_power: int = 2, exponential: bool = True) -> dict[Attention, Array]:
    """Decay rates of 1 - gamma near gamma = 1 under one head: SA 2 alpha, USA 2 alpha e^{alpha beta}, ReLU 2 kappa."""
    alpha = p.strengths
    return {
        "softmax": 2 * alpha,
        "usa": 2 * alpha * (p.arithmetic.exp(p.beta * alpha) if exponential else 1),
        "relu": 2 * coupling(p, strength_power=strength_power),
    }


# -- what the model does -------------------------------------------------------------------------


def angle_rate(model: Model) -> Array:
    """d<x_1, x_2>/dt along the model's velocity: (..., 1)."""
    return gram_rate(model)[..., 0, 1:2]


def _residuals(model: Model, claimed: Array) -> Array:
    """d<x_i, x_j>/dt against `claimed` (..., 1) for i != j, against 0 for i = j: (..., n n)."""
    others = 1 - np.eye(model.n, dtype=int)
    difference = gram_rate(model) - claimed[..., None] * others
    return difference.reshape(*difference.shape[:-2], -1)


# -- statements ----------------------------------------------------------------------------------


def ode(model: Model, **changes: Any) -> Statement:
    """Every inner product moves as `relu_rate` says, from the tokens of the model and from obtuse ones."""
    configurations = (model, _opened(model))
    residuals = [_residuals(each, relu_rate(Parameters.of(each), **changes)) for each in configurations]
    return Statement(vanishing=np.concatenate(residuals, axis=-1))


def _opened(model: Model) -> Model:
    """The same heads on equiangular tokens at an obtuse angle, gamma = -3/(4n-3)."""
    rows = model.arithmetic.array(equiangular_tokens(Fraction(-1, 2 * model.n), model.n, model.tokens.shape[-1]))
    return model.at(rows / model.norm(rows)[:, None])


def ode_heads(model: Model, **changes: Any) -> Statement:
    """Every inner product moves as `relu_heads_rate` says, from the tokens of the model and from obtuse ones.

    And gamma d gamma/dt >= 0, so obtuse angles never close.
    """
    configurations = (model, _opened(model))
    residuals = [_residuals(each, relu_heads_rate(Parameters.of(each), **changes)) for each in configurations]
    outwards = [Parameters.of(each).gamma * angle_rate(each) for each in configurations]
    return Statement(
        vanishing=np.concatenate(residuals, axis=-1),
        nonnegative=np.concatenate(outwards, axis=-1),
        occurs={
            "repelling heads at obtuse angles": int(np.sum(model.arithmetic.positive(-Parameters.of(model).strengths)))
        },
    )


def exact_time_slope(model: Model, **changes: Any) -> Statement:
    """The claimed antiderivative, differentiated in gamma, times the model's d gamma/dt, is 1 (for gamma > 1/1000)."""
    p = Parameters.of(model)
    if not np.all(p.arithmetic.positive(p.gamma - p.arithmetic.array([Fraction(1, 1000)]))):
        return Statement(hypotheses=p.arithmetic.array([-1]))
    slope = p.arithmetic.slope(lambda t: antiderivative(replace(p, gamma=p.gamma + t), **changes))
    return Statement(vanishing=slope * angle_rate(model) - 1)


def late(model: Model, **changes: Any) -> Statement:
    """r delta (1 - s delta) <= d gamma/dt <= r delta, delta = 1-gamma, r the late rate, for the three attentions.

    s = 1 + alpha beta (USA, SA) or 2 (ReLU). And the order of the late rates: ReLU - SA has the sign of
    alpha beta - 1, ReLU stays below USA.
    """
    p = Parameters.of(model)
    delta, reach = 1 - p.gamma, p.beta * p.strengths
    rates = late_rates(p, **changes)
    spread = {"usa": 1 + reach, "softmax": 1 + reach, "relu": 2 + 0 * reach}
    margins = []
    for attention, late_rate in rates.items():
        rate = angle_rate(model.under(attention))
        margins += [late_rate * delta - rate, rate - late_rate * delta * (1 - spread[attention] * delta)]
    margins += [(rates["relu"] - rates["softmax"]) * (reach - 1), rates["usa"] - rates["relu"]]
    return Statement(nonnegative=np.concatenate(margins, axis=-1))


def speeds(model: Model, *, power: int = 1, strength_power: int = 2) -> Statement:
    """USA >= e ReLU; SA >= ReLU where alpha beta <= 1; ReLU >= SA where alpha beta gamma >= 1: d gamma/dt.

    And ReLU - SA has the sign of h(gamma) = alpha beta gamma (e^{alpha beta (1-gamma)} + n - 1) - n.
    """
    p = Parameters.of(model)
    usa, softmax, relu = (angle_rate(model.under(attention)) for attention in ("usa", "softmax", "relu"))
    euler = p.arithmetic.exp(p.arithmetic.array([power]))
    reach, part = p.beta * p.strengths, p.arithmetic.positive_part
    sign = reach * p.gamma - p.n / (p.arithmetic.exp(reach * (1 - p.gamma)) + (p.n - 1))  # h, scaled
    return Statement(
        vanishing=relu - relu_rate(p, strength_power=strength_power),
        nonnegative=np.concatenate(
            [
                *(usa - euler * relu, sign * (relu - softmax)),
                *(part(1 - reach) * (softmax - relu), part(reach * p.gamma - 1) * (relu - softmax)),
            ],
            axis=-1,
        ),
    )
