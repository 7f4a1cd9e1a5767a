"""Margins of Radial Dominance along flows: when each first turns negative, when the flow has settled, which heads fall.

Every flow runs in its own time scale (`numeric.flow.time_scale`) at the start: multiplying all value matrices by it
changes the unit of time and nothing else, since every margin is homogeneous in them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numeric.arithmetic import Array
from numeric.flow import integrate, time_scales
from numeric.model import Model, Variant, inner

NEGLIGIBLE = 1e-6  # relative: an integrated margin or rate that is no more below 0 is not negative
SETTLED = 0.99  # of the energy that the flow gains


def margin(model: Model, variant: Variant, *, tangential_squared: bool = True, others_only: bool = True) -> Array:
    """tau^2 less the right side of Radial Dominance: (..., H, n).

    tangential_squared=False : tau for tau^2. others_only=False : the head itself among the others, |rho_h| |f^h| more.
    """
    found = model.dominance(variant)
    if not tangential_squared:
        square = inner(model.tangential, model.tangential)
        found = found - square + model.arithmetic.sqrt(square)
    if not others_only:
        found = found - model.arithmetic.magnitude(model.radial_shadow) * model.norm(model.head_output)
    return found


def relative(model: Model, variant: Variant, **changes: bool) -> Array:
    """The margin over (sum_h |f^h|)^2 at its token, which bounds it: (..., H, n)."""
    sizes = np.linalg.norm(model.head_output, axis=-1).sum(axis=-2)
    return np.asarray(margin(model, variant, **changes) / sizes[..., None, :] ** 2)


def first_negative(times: Array, values: Array) -> Array:
    """When each of the values (T, ...) is first below -NEGLIGIBLE, by linear interpolation; inf where never: (...)."""
    below = values < -NEGLIGIBLE
    last, place = below.argmax(axis=0), np.maximum(below.argmax(axis=0) - 1, 0)
    before, after = (np.take_along_axis(values, at[None], axis=0)[0] for at in (place, last))
    step = before - after
    passed = np.where(step > 0, np.maximum(before, 0) / np.where(step > 0, step, 1), 1.0)
    found = times[place] + passed * (times[last] - times[place])
    return np.asarray(np.where(below.any(axis=0), found, np.inf))


def in_own_time(model: Model) -> Model:
    """The same flows, each in units of its own time scale at the start."""
    scale = time_scales(model)[:, None, None, None]
    return Model(
        model.arithmetic,
        model.tokens,
        model.score_matrices,
        model.value_matrices * scale,
        model.beta,
        model.attention,
        model.geometry,
    )


@dataclass(frozen=True)
class Watched:
    """B flows at T times.

    times : (T,). margins : of each variant, relative (T, B, H, n). settled : when SETTLED of the energy is gained (B,).
    falling : which per-head energies fall (T, B, H). speed : of the fastest token at the end, over that at its fastest.
    """

    times: Array
    margins: dict[Variant, Array]
    settled: Array
    falling: Array
    speed: Array

    def failures(self, variant: Variant) -> Array:
        """When each token of each head first fails the variant; inf where not before settling: (B, H, n)."""
        found = first_negative(self.times, self.margins[variant])
        return np.asarray(np.where(found < self.settled[:, None, None], found, np.inf))

    def at_start(self, variant: Variant) -> Array:
        """Which tokens of which heads have the variant at the start: (B, H, n)."""
        return np.asarray(self.margins[variant][0] >= 0)

    def failing(self, variant: Variant) -> Array:
        """Which heads fail the variant at some token, while the flow has not settled: (T, B, H)."""
        moving = self.times[:, None, None] < self.settled[:, None]
        return np.asarray((self.margins[variant] < -NEGLIGIBLE).any(axis=-1) & moving)


def watch(model: Model, variants: tuple[Variant, ...], times: Array, **changes: bool) -> Watched:
    """Follow a batch of flows, in the model's own unit of time."""
    path = integrate(model, times, rtol=1e-6, atol=1e-8)
    margins: dict[Variant, list[Array]] = {variant: [] for variant in variants}
    energies, falling, speeds = [], [], []
    for tokens in path.model.tokens:  # one time after the other: the kernels of all times together are large
        here = model.at(tokens)
        for variant in variants:
            margins[variant].append(relative(here, variant, **changes))
        energies.append(here.energy.sum(axis=-1))
        sizes = np.linalg.norm(here.head_output, axis=-1).sum(axis=-2)
        falling.append(here.energy_rate < -NEGLIGIBLE * inner(sizes, sizes)[:, None] / model.n**3)
        speeds.append(np.linalg.norm(here.velocity, axis=-1).max(axis=-1))
    energy, speed = np.stack(energies), np.stack(speeds)
    missing = SETTLED - (energy - energy[0]) / np.maximum(energy[-1] - energy[0], np.finfo(float).tiny)
    return Watched(
        times,
        {variant: np.stack(rows) for variant, rows in margins.items()},
        first_negative(times, missing),
        np.stack(falling),
        speed[-1] / speed.max(axis=0),
    )
