"""The energy claims, as statements about one model. Left sides differentiate the energy itself.

The keywords of each function are the places where a planted error can enter; their defaults are
what the paper claims.
"""

from __future__ import annotations

from numeric.arithmetic import Array
from numeric.model import Model, inner, project
from numeric.statement import Statement


def _energy_rate(model: Model) -> Array:
    """dE/dt along the model's own velocity, by differentiating the total energy: shape (1,)."""
    return model.energy_slope(model.velocity).sum(axis=-1, keepdims=True)


def flat(model: Model, *, factor: int = 1, tokens_power: int = 1) -> Statement:
    """Flat flow: dE/dt = (1/n) sum_i |v_i|^2 >= 0."""
    rate = _energy_rate(model)
    claimed = factor * inner(model.drive, model.drive).sum(axis=-1, keepdims=True) / model.n**tokens_power
    return Statement(vanishing=rate - claimed, nonnegative=rate)


def sphere(model: Model, *, projected: bool = True, tokens_power: int = 1) -> Statement:
    """Sphere flow (Theorem 11): dE/dt = (1/n) sum_i |P_{x_i} v_i|^2 >= 0."""
    rate = _energy_rate(model)
    moved = project(model.tokens, model.drive) if projected else model.drive
    claimed = inner(moved, moved).sum(axis=-1, keepdims=True) / model.n**tokens_power
    return Statement(vanishing=rate - claimed, nonnegative=rate)
