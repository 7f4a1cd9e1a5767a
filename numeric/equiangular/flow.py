"""The full system of n equiangular tokens, integrated, beside the equations for gamma that are claimed of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import sqrt
from typing import Any

import numpy as np
from scipy.integrate import quad, solve_ivp

from numeric.arithmetic import Array, Floats
from numeric.equiangular import ATTENTIONS, RATES, Parameters, fraction, pulls
from numeric.equiangular.critical import beta_star_of, bracket
from numeric.equiangular.threshold import margin, threshold
from numeric.flow import integrate
from numeric.model import Model, transposed
from numeric.state import Attention
from numeric.statement import Finding
from numeric.states import Family
from numeric.statistics import rounded

TOLERANCE = 1e-7  # of an inner product along a flow that is integrated to 1e-9 a step
GAMMA: dict[str, Any] = {"name": "gamma", "unit": "dimensionless", "range": [0, 1]}
NAMES: dict[Attention, str] = {"usa": "USA", "softmax": "SA"}

Rate = Callable[[Parameters], Array]


def parameters(n: int, gamma: float, strengths: tuple[float, ...], beta: float) -> Parameters:
    """Float parameters of one configuration."""
    return Parameters(Floats(), n, np.array([gamma]), np.array(strengths), beta)


def tokens_model(p: Parameters, attention: Attention = "usa") -> Model:
    """n tokens in n dimensions, e_i + shift (e_1 + ... + e_n) normalised, with these parameters; gamma < 1."""
    gamma = p.gamma.item()
    shift = (sqrt(1 + p.n * gamma / (1 - gamma)) - 1) / p.n
    tokens = np.eye(p.n) + shift
    heads = p.strengths[:, None, None] * np.eye(p.n)
    tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
    return Model(Floats(), tokens, heads, heads, p.beta, attention)


def time_between(rate: Rate, p: Parameters, end: float) -> float:
    """The time that d gamma/dt = rate takes from p.gamma to `end`."""
    value, _ = quad(lambda gamma: 1 / rate(replace(p, gamma=np.array([gamma]))).item(), p.gamma.item(), end)
    return float(value)


def solution(rate: Rate, p: Parameters, times: Array) -> Array:
    """gamma at `times` by the equation d gamma/dt = rate alone."""
    solved = solve_ivp(
        lambda _, gamma: rate(replace(p, gamma=gamma)),
        (times[0], times[-1]),
        p.gamma,
        method="DOP853",
        t_eval=times,
        rtol=1e-12,
        atol=1e-13,
    )
    return np.asarray(solved.y[0])


# -- invariance ------------------------------------------------------------------------------------

SIZES = (4, 32, 256)
STRENGTHS = (0.5, 1.5)
BETA, START, END = 1.0, 1 / 16, 0.9


def invariant_flow(
    family: Family, *, seed: int, depth: int = 1, factor: int = 2, self_counted: bool = False, weighted: bool = True
) -> Finding:
    """The n-token system on its own against the equation for gamma on its own: USA and SA, n = 4, 32, 256 = d.

    The configurations are fixed: gamma = 1/16 at the start, strengths 1/2 and 3/2, beta = 1, to the time at which
    gamma reaches 9/10 under SA.
    """
    panels = []
    for n in SIZES:
        lines: list[dict[str, Any]] = []
        p = parameters(n, START, STRENGTHS, BETA)
        times = np.linspace(0, time_between(RATES["softmax"], p, END), 41)
        for attention in ATTENTIONS:
            claimed = partial(RATES[attention], factor=factor, self_counted=self_counted, weighted=weighted)
            gamma = solution(claimed, p, times)
            pairs = pair_products(tokens_model(p, attention), times)
            error = float(np.abs(pairs - gamma[:, None]).max())
            if not error < TOLERANCE:
                return Finding(
                    False,
                    f"{NAMES[attention]}, n = {n}: an inner product differs from the equation's gamma by {error:.2g}",
                )
            lines.append({"name": f"{NAMES[attention]}, mean over the pairs", "values": _rounded(pairs.mean(axis=1))})
            lines.append({"name": f"{NAMES[attention]}, the equation", "values": _rounded(gamma)})
        axis = {"name": "time t", "unit": "dimensionless", "values": _rounded(times)}
        panels.append({"title": f"n = d = {n}", "x": axis, "y": GAMMA, "lines": lines})
    figure = {
        "figure": "equiangular-invariant",
        "title": "The inner products of n tokens, and the equation for gamma",
        "caption": "gamma = 1/16 at t = 0, H = 2, strengths 1/2 and 3/2, beta = 1; every pair of tokens is within"
        f" {TOLERANCE:g} of the equation",
        "panels": panels,
    }
    return Finding(
        True,
        f"the inner products of all pairs of n = {', '.join(map(str, SIZES))} tokens follow the equation for gamma from"
        f" 1/16 on, under USA and SA, to within {TOLERANCE:g}",
        {"series": [figure]},
    )


def pair_products(model: Model, times: Array) -> Array:
    """<x_i, x_j> for i < j along the integrated flow: (T, n (n-1)/2)."""
    tokens = integrate(model, times, rtol=1e-8).model.tokens
    first, second = np.triu_indices(model.n, k=1)
    return np.asarray((tokens @ transposed(tokens).copy())[:, first, second])


# -- across beta* ------------------------------------------------------------------------------------

CROSSED = (8, 32, 128, 512)
HEADS = (1.0, 1.0)  # H = 2
ACROSS = 0.1  # the gamma of the figure
RATIOS = np.linspace(0, 2, 41)[1:]
TRIED = (0.5, 0.9, 1.1, 1.5)  # beta / beta* at which the model is asked
CLOSE = 1e-9  # relative: rounding in float64


def across_beta_star(
    family: Family, *, seed: int, depth: int = 1, transition: bool = False, tokens_power: int = 2
) -> Finding:
    """Two heads alpha = 1 at gamma = 1/10: the margin of (A) changes sign at beta*, no rate does.

    The closed forms are compared with the model on either side of beta*, and two flows are followed, from
    beta*/2 and 2 beta*: on both gamma reaches 99/100 and every head's energy grows all the way.
    """
    panels: dict[str, list[dict[str, Any]]] = {"margin": [], "energy": [], "gamma": []}
    for n in CROSSED:
        p = parameters(n, ACROSS, HEADS, 1.0)
        star = critical_beta(p)
        for ratio in TRIED if n < CROSSED[-1] else TRIED[-1:]:
            if wrong := _disagreement(replace(p, beta=ratio * star), ratio, transition, tokens_power):
                return Finding(False, f"n = {n}, beta = {ratio:g} beta*: {wrong}")
        along = [quantities(replace(p, beta=ratio * star), tokens_power) for ratio in RATIOS]
        for name, lines in panels.items():
            lines.append({"name": f"n = {n}", "values": [rounded(values[name], 4) for values in along]})
    if stuck := [ratio for ratio in (0.5, 2.0) if not _clusters(ratio)]:
        return Finding(False, f"at beta = {stuck[0]:g} beta* the tokens do not cluster, or a head's energy falls")
    return Finding(
        True,
        "the margin of (A) changes sign at beta*; dgamma/dt and each dE_h/dt are positive on both sides, for"
        f" n = {', '.join(map(str, CROSSED))}, and flows at beta*/2 and 2 beta* both cluster",
        {"series": [_across(panels)]},
    )


def critical_beta(p: Parameters) -> float:
    """beta* of the first head for H = 2, variant (A)."""
    return float(beta_star_of(p, bracket(p, threshold(p.arithmetic, len(HEADS), "A")))[0])


def quantities(p: Parameters, tokens_power: int = 2) -> dict[str, float]:
    """The closed forms: margin of (A) over |f|^2, dE_1/dt and dgamma/dt under USA."""
    c = np.sqrt(fraction(p))[:1]
    growth = RATES["usa"](p).item()
    rate = (p.n - 1) * pulls(p)[0] * growth / 2 / p.n ** (tokens_power - 1)
    return {"margin": margin(p.arithmetic, c, len(HEADS), "A").item(), "energy": float(rate), "gamma": growth}


def _disagreement(p: Parameters, ratio: float, transition: bool, tokens_power: int) -> str:
    """Where the model and the closed forms, or the signs that are claimed, differ; "" where they agree."""
    model, claimed = tokens_model(p), quantities(p, tokens_power)
    outputs = np.linalg.norm(model.head_output[0, 0])
    found = {
        "margin": model.dominance("A")[0, 0] / outputs**2,
        "energy": model.energy_rate[0],
        "gamma": 2 * (model.velocity[0] @ model.tokens[1]),
    }
    for name, value in found.items():
        if not abs(value - claimed[name]) <= CLOSE * abs(value):
            return f"the {name} is {value:.6g}, {claimed[name]:.6g} is claimed"
    signs = {"margin": np.sign(1 - ratio), "energy": 1, "gamma": np.sign(ratio - 1) if transition else 1}
    wrong = [name for name, value in found.items() if np.sign(value) != signs[name]]
    return f"the {wrong[0]} is {found[wrong[0]]:.3g}: not the sign that is claimed" if wrong else ""


def _clusters(ratio: float) -> bool:
    """Does gamma reach 99/100 at ratio beta*, n = 8, and each E_h grow all the way, by the n-token system?"""
    p = parameters(CROSSED[0], ACROSS, HEADS, 1.0)
    p = replace(p, beta=ratio * critical_beta(p))
    path = integrate(tokens_model(p), np.linspace(0, time_between(RATES["usa"], p, 0.99), 41), rtol=1e-8)
    last = path.model.tokens[-1]
    reached = abs(last[0] @ last[1] - 0.99) < TOLERANCE
    return bool(reached and np.all(np.diff(path.model.energy, axis=0) > 0))


def _across(panels: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Three panels against beta / beta*."""
    axis = {"name": "beta / beta*", "unit": "dimensionless", "values": [rounded(ratio, 4) for ratio in RATIOS]}
    c = threshold(Floats(), len(HEADS), "A").item()
    told: dict[str, tuple[str, str, dict[str, Any]]] = {
        "margin": ("the certificate: margin of (A)", "margin / |f|^2", {}),
        "energy": ("a head's energy", "dE_h/dt", _from_zero(panels["energy"])),
        "gamma": ("clustering", "dgamma/dt", _from_zero(panels["gamma"])),
    }
    return {
        "figure": "across-beta-star",
        "title": "What changes sign at beta*, and what does not",
        "caption": f"gamma = {ACROSS}, H = 2, alpha = 1, USA; c* = {c:.3f}. At beta* the margin passes through 0: the"
        " sufficient condition switches off. The rates stay positive",
        "panels": [
            {
                "title": title,
                "x": axis,
                "y": {"name": y, "unit": "dimensionless", **limits},
                "lines": panels[name],
            }
            for name, (title, y, limits) in told.items()
        ],
    }


def _from_zero(lines: list[dict[str, Any]]) -> dict[str, Any]:
    """The range of an axis that shows 0."""
    return {"range": [0, rounded(1.1 * max(max(line["values"]) for line in lines), 2)]}


def _rounded(values: Array) -> list[float]:
    return [rounded(float(value), 4) for value in values]
