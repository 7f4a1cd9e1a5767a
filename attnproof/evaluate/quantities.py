"""What an evaluation computes: each quantity as a formula over the model, whatever its arithmetic.

A quantity is made in two steps. Its parts are taken from the model, in balls or in exact sums;
`combine` makes the quantity of them, always in balls and without cancellation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import flint
import numpy as np

from numeric.arithmetic import Array, Balls, entrywise
from numeric.exponentials import Sum
from numeric.model import Model, inner
from numeric.state import State

Parts = tuple[Array, ...]


@dataclass(frozen=True)
class Quantity:
    """One entry of the output, and about how many terms the exact form of its parts has."""

    parts: Callable[[Model], Parts]
    terms: Callable[[State], int]
    combine: Callable[..., Array] = lambda part: part


def _linear(state: State) -> int:
    return state.n**2 * state.d**2 * state.heads


def _quadratic(state: State) -> int:
    return state.n**3 * state.d * state.heads**2


def is_zero(entry: Any) -> bool:
    """Is an entry zero by its form, not by its value?"""
    return not entry if isinstance(entry, Sum) else bool(entry.is_zero())


def with_total(parts: Array) -> Array:
    """The total in front of the parts of the heads: (H + 1,)."""
    return np.concatenate([parts.sum(axis=-1, keepdims=True), parts])


# -- radial shadows ------------------------------------------------------------------------------


def norm(u: Array) -> Array:
    """Euclidean norms of balls along the last axis, exactly zero where every entry is."""
    return _BALLS.sqrt(inner(u, u))


def radial_fraction(shadow: Array, output: Array) -> Array:
    """c_i^h = |rho_i^h| / |f_i^h|: (H, n), None where the output is exactly zero."""
    fractions = np.empty(shadow.shape, dtype=object)
    norms = norm(output)
    for index in np.ndindex(fractions.shape):
        if not is_zero(norms[index]):
            fractions[index] = abs(shadow[index]) / norms[index]
    return fractions


def _dominance(variant: Any) -> Quantity:
    return Quantity(lambda model: (model.dominance(variant),), _quadratic)


# -- entropy -------------------------------------------------------------------------------------


def about_heaviest(model: Model, x: Array) -> Array:
    """x_ij - x_ij* with j* a token of (nearly) largest score, exactly zero at j*: (H, n, n).

    Entropies and covariances do not depend on this origin; there the terms of the token that carries
    the weight vanish by their form, so that digits as small as e^{-10^6} are kept.
    """
    heaviest = np.argmax(entrywise(_middle)(model.logits), axis=-1)[..., None]
    moved = x - np.take_along_axis(x, heaviest, axis=-1)
    np.put_along_axis(moved, heaviest, 0 * np.take_along_axis(x, heaviest, axis=-1), axis=-1)
    return moved


def _middle(entry: Any) -> flint.arb:
    return flint.arb((entry.ring.enclosures(64)(entry) if isinstance(entry, Sum) else entry).mid())


def attention_matrix(scores: Array) -> Array:
    """A_ij = e^{s_ij} / sum_k e^{s_ik}: (H, n, n)."""
    kernel = _BALLS.exp(scores)
    return kernel / kernel.sum(axis=-1)[..., None]


def entropy(scores: Array) -> Array:
    """S_i = log(1 + sum_{j != j*} e^{s_ij}) - sum_j A_ij s_ij, for scores about j*: (H, n)."""
    others = entrywise(lambda score: flint.arb(0) if is_zero(score) else score.exp())(scores).sum(axis=-1)
    ties = entrywise(is_zero)(scores).sum(axis=-1) - 1  # tokens other than j* with e^0 = 1
    return entrywise(flint.arb.log1p)(others + ties) - (attention_matrix(scores) * scores).sum(axis=-1)


def entropy_rate(scores: Array, rates: Array) -> Array:
    """dS_i/dt = -Cov_{j ~ A_i}(s_ij, ds_ij/dt), for scores and rates about j*: (H, n)."""
    weights = attention_matrix(scores)
    return (weights * scores).sum(axis=-1) * (weights * rates).sum(axis=-1) - (weights * scores * rates).sum(axis=-1)


_BALLS = Balls(0)  # the functions of balls; the precision is that of the context

QUANTITIES: Mapping[str, Quantity] = {
    "energy": Quantity(lambda model: (with_total(model.energy),), _linear),
    "energy_rate": Quantity(lambda model: (with_total(model.energy_rate),), _quadratic),
    "velocity": Quantity(lambda model: (model.velocity,), _linear),
    "head_output": Quantity(lambda model: (model.head_output,), _linear),
    "radial_shadow": Quantity(lambda model: (model.radial_shadow,), _linear),
    "tangential_norm": Quantity(lambda model: (model.tangential,), _linear, norm),
    "radial_fraction": Quantity(lambda model: (model.radial_shadow, model.head_output), _linear, radial_fraction),
    "dominance.A": _dominance("A"),
    "dominance.B": _dominance("B"),
    "dominance.C": _dominance("C"),
    "dominance.E": _dominance("E"),
    "entropy": Quantity(lambda model: (about_heaviest(model, model.logits),), _linear, entropy),
    "entropy_rate": Quantity(
        lambda model: (about_heaviest(model, model.logits), about_heaviest(model, model.logit_rate)),
        _quadratic,
        entropy_rate,
    ),
}


def defined(state: State) -> list[str]:
    """The names of the quantities that the state has: ReLU weights are no distribution, so they have no entropy."""
    without = ("entropy", "entropy_rate") if state.attention == "relu" else ()
    return [name for name in QUANTITIES if name not in without]
