"""What an evaluation computes: each quantity as a formula over the model, whatever its arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import flint
import numpy as np

from numeric.arithmetic import Array, entrywise
from numeric.exponentials import Sum
from numeric.model import Model
from numeric.state import State


@dataclass(frozen=True)
class Quantity:
    """One entry of the output: its formula, and about how many terms its exact form has (None: it has none)."""

    formula: Callable[[Model], Array]
    terms: Callable[[State], int] | None


def _linear(state: State) -> int:
    return state.n**2 * state.d**2 * state.heads


def _quadratic(state: State) -> int:
    return state.n**3 * state.d * state.heads**2


def _cubic(state: State) -> int:
    return state.n**4 * state.heads**2


def with_total(parts: Array) -> Array:
    """The total in front of the parts of the heads: (H + 1,)."""
    return np.concatenate([parts.sum(axis=-1, keepdims=True), parts])


def is_zero(entry: Any) -> bool:
    """Is an entry zero by its form, not by its value?"""
    return not entry if isinstance(entry, Sum) else bool(isinstance(entry, flint.arb) and entry.is_zero())


def radial_fraction(model: Model) -> Array:
    """c_i^h = |rho_i^h| / |f_i^h|: (H, n), None where the output is exactly zero."""
    fractions = np.empty((model.heads, model.n), dtype=object)
    sizes = model.arithmetic.magnitude(model.radial_shadow)
    norms = model.norm(model.head_output)
    for index in np.ndindex(fractions.shape):
        if not all(is_zero(entry) for entry in model.head_output[index]):
            fractions[index] = sizes[index] / norms[index]
    return fractions


def entropy(model: Model) -> Array:
    """S_i = log(1 + sum_j e^{s_j}) - sum_j A_ij s_j with the scores s_j = logit_ij - logit_ij*, j != j*: (H, n).

    The origin at the heaviest token j* keeps the digits of an entropy as small as e^{-10^6}.
    """
    scores = _about_heaviest(model, model.logits)
    others = entrywise(lambda score: flint.arb(0) if is_zero(score) else score.exp())(scores).sum(axis=-1)
    ties = entrywise(is_zero)(scores).sum(axis=-1) - 1  # exact ties have e^0 = 1
    return entrywise(flint.arb.log1p)(others + ties) - (model.attention_matrix * scores).sum(axis=-1)


def entropy_rate(model: Model) -> Array:
    """dS_i/dt = -Cov_{j ~ A_i}(logit_ij, d logit_ij/dt), both about the heaviest token: (H, n).

    A covariance does not depend on the origin. With the origin at the token that carries the weight
    its own terms vanish by their form, so that what remains is of the size of the result.
    """
    weights = model.attention_matrix
    logits, rates = _about_heaviest(model, model.logits), _about_heaviest(model, model.logit_rate)
    return (weights * logits).sum(axis=-1) * (weights * rates).sum(axis=-1) - (weights * logits * rates).sum(axis=-1)


def _about_heaviest(model: Model, x: Array) -> Array:
    """x_ij - x_ij* with j* the token of largest score, exactly zero at j*: (H, n, n)."""
    heaviest = heaviest_tokens(model)
    moved = x - np.take_along_axis(x, heaviest, axis=-1)
    np.put_along_axis(moved, heaviest, 0 * np.take_along_axis(x, heaviest, axis=-1), axis=-1)
    return moved


def heaviest_tokens(model: Model) -> Array:
    """A token of (nearly) largest score in each row: (H, n, 1). Which of nearly equal ones does not matter."""
    return np.argmax(entrywise(_middle)(model.logits), axis=-1)[..., None]


def _middle(entry: Any) -> flint.arb:
    return flint.arb((entry.ring.enclosures(64)(entry) if isinstance(entry, Sum) else entry).mid())


QUANTITIES: Mapping[str, Quantity] = {
    "energy": Quantity(lambda model: with_total(model.energy), _linear),
    "energy_rate": Quantity(lambda model: with_total(model.energy_rate), _quadratic),
    "velocity": Quantity(lambda model: model.velocity, _linear),
    "head_output": Quantity(lambda model: model.head_output, _linear),
    "radial_shadow": Quantity(lambda model: model.radial_shadow, _linear),
    "tangential_norm": Quantity(lambda model: model.norm(model.tangential), _quadratic),
    "radial_fraction": Quantity(radial_fraction, _quadratic),
    **{
        f"dominance.{variant}": Quantity(lambda model, variant=variant: model.dominance(variant), _quadratic)  # type: ignore[misc]
        for variant in ("A", "B", "C", "E")
    },
    "entropy": Quantity(entropy, None),
    "entropy_rate": Quantity(entropy_rate, _cubic),
}
