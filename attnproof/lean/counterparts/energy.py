"""What `numeric.energy` and `numeric.witness` compute where the energy theorems are evaluated."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from attnproof.lean.counterparts.points import Changes, Computed, Point, Sides
from numeric import energy, witness
from numeric.arithmetic import Array
from numeric.model import Model, inner
from numeric.state import State


def rate(model: Model) -> Any:
    """dE/dt along the model's velocity."""
    return energy.energy_rate(model)[0]


def _along(point: Point, changes: Changes, moved: Array) -> Sides:
    slope = point.model.energy_slope(moved).sum()
    return [(slope, inner(energy.gradient(point.model, **changes), moved).sum())]


def _only_token(point: Point) -> Array:
    return point.W * (np.arange(point.model.n) == point.i)[:, None]


def _exact(point: Point, changes: Changes, state: State, rate: Fraction) -> Sides:
    """A rate that a witness has in exact numbers."""
    model = Model.of(state, point.model.arithmetic)
    return [(witness._rate(changes.get("rate", "derivative"))(model)[0], rate)]


def _skew(point: Point, changes: Changes) -> Sides:
    state = witness._symmetrised(point.state) if changes.get("symmetrised") else point.state
    return _exact(point, changes, state, Fraction(-1, 2))


def _misaligned(point: Point, changes: Changes) -> Sides:
    scores = point.state.score_matrices
    state = replace(point.state, value_matrices=scores) if changes.get("aligned") else point.state
    return _exact(point, changes, state, Fraction(-1, 4))


def _two_heads(point: Point, changes: Changes) -> Any:
    return rate(Model.of(witness._first_heads(point.state, changes.get("heads", 2)), point.model.arithmetic))


COMPUTED: dict[str, Computed] = {
    "gradient": lambda p, c: _along(p, c, p.W),
    "gradient at a token": lambda p, c: _along(p, c, _only_token(p)),
    "flat rate": lambda p, c: [(rate(p.model), energy.flat_rate(p.model, **c)[0])],
    "sphere rate": lambda p, c: [(rate(p.model), energy.sphere_rate(p.model, **c)[0])],
    "softmax rate": lambda p, c: [(rate(p.model), energy.softmax_rate(p.model, **c)[0])],
    "rate": lambda p, c: [(0, rate(p.model))],
    "length kept": lambda p, c: [(2 * inner(p.model.tokens, p.model.velocity)[p.i], 0)],
    "two heads": lambda p, c: [(_two_heads(p, c), witness._two_axes_total(p.model, c.get("signs", "ours"))[0])],
    "two heads fall": lambda p, c: [(_two_heads(p, c), 0)],
    "skew": _skew,
    "misaligned": _misaligned,
}
