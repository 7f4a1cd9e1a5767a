"""The flow of the tokens, integrated adaptively in float64.

On the sphere the integrated curve is u with u' = |u| P_x v(x), x = u / |u|: its tangential part drives x
exactly along the flow whatever |u| does, so the tokens that are read off have norm 1 by construction.
Quadratures (the integral of a rate along the flow) are further components of the same equation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from numeric.arithmetic import Array
from numeric.model import Model

Rate = Callable[[Model], Array]  # one model to rates of shape (..., k)


class FlowError(ArithmeticError):
    """The flow could not be followed to the time that was asked for."""


@dataclass(frozen=True)
class Path:
    """A flow at T times.

    times : (T,)
    model : the models along the flow, tokens of shape (T, ..., n, d)
    integrals : (T, ..., k), the integral of the rate from times[0]; k = 0 without a rate
    """

    times: Array
    model: Model
    integrals: Array


def integrate(
    model: Model, times: Sequence[float] | Array, *, rate: Rate | None = None, rtol: float = 1e-11, atol: float = 1e-12
) -> Path:
    """Follow the model's velocity through `times` (DOP853), with the integral of `rate` if one is given.

    Raises ValueError for times that do not increase or a velocity that is not finite, FlowError where
    the flow cannot be followed (on the flat flow tokens can reach infinity in finite time).
    """
    from scipy.integrate import solve_ivp  # here, because it takes 0.4 s that fixed steps should not wait for

    at = np.asarray(times, dtype=float)
    if at.ndim != 1 or len(at) < 2 or not np.all(np.diff(at) > 0):
        raise ValueError(f"times must be at least two and increase, got {times}")
    if not np.all(np.isfinite(model.velocity)):
        raise ValueError("the velocity is not finite at the start")
    start = np.zeros(0) if rate is None else np.zeros_like(rate(model))
    shape, cut = model.tokens.shape, model.tokens.size

    def derivative(_: float, y: Array) -> Array:
        u = y[:cut].reshape(shape)
        here = model.at(_on_sphere(u) if model.geometry == "sphere" else u)
        speed = np.linalg.norm(u, axis=-1, keepdims=True) if model.geometry == "sphere" else 1
        rates = start if rate is None else rate(here)
        return np.concatenate([(speed * here.velocity).ravel(), rates.ravel()])

    with np.errstate(over="ignore", invalid="ignore"):
        solution = solve_ivp(
            derivative,
            (at[0], at[-1]),
            np.concatenate([model.tokens.ravel(), start.ravel()]),
            method="DOP853",
            t_eval=at,
            rtol=rtol,
            atol=atol,
        )
    if not solution.success:
        reached = solution.t[-1] if len(solution.t) else at[0]
        raise FlowError(
            f"the {model.geometry} flow could not be followed from t={reached:.3g} to t={at[-1]:.3g}:"
            f" {solution.message}"
        )
    u = solution.y[:cut].T.reshape(len(at), *shape)
    tokens = _on_sphere(u) if model.geometry == "sphere" else u
    return Path(at, model.at(tokens), solution.y[cut:].T.reshape(len(at), *start.shape))


def _on_sphere(u: Array) -> Array:
    return np.asarray(u / np.linalg.norm(u, axis=-1, keepdims=True))


def time_scale(model: Model) -> float:
    """1 / (max_i |v_i| (1 + 2 beta max_h |M_h|_2)), v before any projection, over all members of a batch.

    Within this time no token moves farther than 1 and no logit changes by more than 1, to first order.
    """
    fastest = np.linalg.norm(model.drive, axis=-1).max()
    steepest = np.linalg.norm(model.score_matrices, ord=2, axis=(-2, -1)).max()
    return float(1 / (fastest * (1 + 2 * np.max(model.beta) * steepest)))


def time_scales(model: Model) -> Array:
    """`time_scale` of each member of a batch: (B,)."""
    fastest = np.linalg.norm(model.drive, axis=-1).max(axis=-1)
    steepest = np.linalg.norm(model.score_matrices, ord=2, axis=(-2, -1)).max(axis=-1)
    return np.asarray(1 / (fastest * (1 + 2 * model.beta * steepest)))


def safe_time(model: Model) -> float:
    """100 time scales on the sphere; 0.3 on the flat flow, whose tokens can reach infinity soon after."""
    return (100 if model.geometry == "sphere" else 0.3) * time_scale(model)
