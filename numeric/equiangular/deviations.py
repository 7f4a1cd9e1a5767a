"""Small deviations from the equiangular family, followed by the full flow of the tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from numeric.arithmetic import Array, Floats
from numeric.chart import chart_of
from numeric.equiangular import ATTENTIONS, Parameters
from numeric.equiangular.attraction import ACROSS, log_growth
from numeric.equiangular.deviation_maps import NAMES, gain_table, sign_map
from numeric.equiangular.transverse import (
    REPRESENTATIONS,
    Representation,
    direction,
    eigenvalue,
    gap,
    pattern,
)
from numeric.flow import integrate, time_scale
from numeric.model import Model, transposed
from numeric.state import Attention
from numeric.statement import Finding
from numeric.states import Family

SIZES = ((3, 2, 0.5), (4, 1, 1.0), (6, 3, 2.0))  # n, H, beta
MEMBERS = 4
SHIFTS = (0.05, 0.5)  # of the tokens e_i + shift (e_1 + ... + e_n): gamma from 0.1 to 0.7
STRENGTHS = (-0.5, 1.5)
STEP = 1e-4  # of the deviation; what is left after the difference of +STEP and -STEP is its square
READABLE = 1e-3  # of a deviation, at the end of a flow
SPAN = 10  # time scales that a flow is followed
TOLERANCE = 1e-5  # of a growth, relative where it is more than 1


# -- growth along flows ----------------------------------------------------------------------------


def starts(family: Family, seed: int, members: int) -> Iterator[Model]:
    """A batch of equiangular states for each of SIZES."""
    random = np.random.Generator(np.random.PCG64(seed))
    for n, heads, beta in SIZES:
        shifts = random.uniform(*SHIFTS, (members, 1))
        strengths = random.uniform(*STRENGTHS, (members, heads))
        yield chart_of(family, n, n, heads, beta).model(np.concatenate([shifts, strengths], axis=1))


def growth(model: Model, representation: Representation, until: float) -> Array:
    """By what factor a small deviation has grown at `until`, along the full flow of the tokens: (B,)."""
    delta = pattern(representation, model.n)
    moving = STEP * direction(model, delta) / gap(Parameters.of(model))

    def deviation(sign: int) -> Array:
        start = model.tokens + sign * moving
        start = start / np.linalg.norm(start, axis=-1, keepdims=True)
        end = integrate(model.at(start), (0, until)).model.tokens[-1]
        return (end @ transposed(end)) * delta

    difference = (deviation(1) - deviation(-1)).sum(axis=(-1, -2))
    return np.asarray(difference / (2 * STEP * (delta**2).sum()))


def growth_along(family: Family, *, seed: int, depth: int = 1, **changes: Any) -> Finding:
    """The measured growth against exp of the integral of the claimed eigenvalue along the family."""
    flows = 0
    for drawn in starts(family, seed, MEMBERS * depth):
        n = drawn.n
        for attention in ATTENTIONS:
            model = drawn.under(attention)
            until = SPAN * time_scale(model)
            for representation in (kind for kind in REPRESENTATIONS if np.any(pattern(kind, n))):
                rate = partial(_claimed, attention=attention, representation=representation, changes=changes)
                claimed = np.exp(integrate(model, (0, until), rate=rate).integrals[-1, :, 0])
                difference = np.abs(growth(model, representation, until) - claimed)
                error = float((difference / np.maximum(claimed, 1)).max())
                flows += len(claimed)
                if not error < TOLERANCE:
                    return Finding(
                        False,
                        f"{NAMES[attention]}, n = {n}: a {representation} deviation grows by another factor than"
                        f" claimed, error {error:.2g}",
                        {"flows": flows},
                    )
    return Finding(
        True,
        f"small deviations on {flows} flows grow as the eigenvalues say, error below {TOLERANCE:g}",
        {"flows": flows, "error below": TOLERANCE, "series": [sign_map()]},
    )


def _claimed(model: Model, *, attention: Attention, representation: Representation, changes: dict[str, Any]) -> Array:
    return eigenvalue(Parameters.of(model), attention, representation, **changes)


# -- gains over 1 - gamma ---------------------------------------------------------------------------


def gains(family: Family, *, seed: int, depth: int = 1, grows: int = 1, **changes: Any) -> Finding:
    """The gain of a deviation over 1 - gamma against K: along flows of the tokens, and tabled by quadrature."""
    flows = 0
    for drawn in starts(family, seed, MEMBERS * depth):
        for attention in ATTENTIONS:
            for representation in (kind for kind in ACROSS if np.any(pattern(kind, drawn.n))):
                model = drawn.under(attention)
                logarithm, most = _gained(model, representation, changes)
                exact = attention == "usa" and model.heads == 1
                room = most - logarithm
                flows += len(room)
                fits = np.all(np.abs(room) < TOLERANCE) if exact else np.all(room > -TOLERANCE)
                if not (fits and np.all(grows * logarithm > -TOLERANCE)):
                    return Finding(
                        False,
                        f"{NAMES[attention]}, n = {model.n}: a {representation} deviation over 1 - gamma gains"
                        " along a flow what K does not allow",
                        {"flows": flows},
                    )
    finding = gain_table(grows, changes)
    return replace(finding, numbers={"flows": flows, **finding.numbers})


def _gained(model: Model, representation: Representation, changes: dict[str, Any]) -> tuple[Array, Array]:
    """The logarithm of what a deviation over 1 - gamma gains along a flow, and log K between its ends.

    For each flow that keeps enough of the deviation to be read.
    """
    until = SPAN * time_scale(model)
    first = Parameters.of(model)
    last = Parameters.of(model.at(integrate(model, (0, until)).model.tokens[-1])).gamma
    grown = growth(model, representation, until)
    gained = grown * ((1 - first.gamma) / (1 - last))[:, 0]
    step = (last - first.gamma) / (1 + (model.n - 1) * first.gamma)
    b = first.beta * first.strengths.max(axis=-1, keepdims=True)
    most = log_growth(Floats(), model.n, first.gamma, step, b, representation, **changes)
    readable = grown > READABLE
    return np.log(gained[readable]), np.asarray(most)[readable, 0]
