"""The energy identities along integrated flows, and the gradient by the slope of its Taylor remainder.

Every check is called as check(family, seed=..., depth=..., **keywords): the keywords make the claimed
formula wrong where an error is planted, and the check must then find that it does not hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from numeric import energy, radial
from numeric.arithmetic import Array
from numeric.chart import Chart, chart_of, rational
from numeric.energy.series import energy_figure
from numeric.flow import integrate, safe_time, time_scale
from numeric.model import Model, inner
from numeric.state import Geometry, State
from numeric.statement import Finding
from numeric.states import Family

SIZES = ((2, 2, 1), (3, 3, 2), (5, 2, 3))  # (n, d, H)
TEMPERATURES = (0.3, 1.0, 3.0)
TOLERANCE = 1e-8  # relative, of an energy's growth against the integral of its claimed rate


def batches(family: Family, seed: int, members: int) -> list[Model]:
    """For each size a batch of `members` random states of the family, at that size's temperature."""
    random = np.random.Generator(np.random.PCG64(seed))
    drawn = []
    for (n, d, heads), beta in zip(SIZES, TEMPERATURES, strict=True):
        chart = chart_of(family, n, d, heads, beta)
        drawn.append(chart.model(chart.draw(random, members)))
    return drawn


# -- the gradient --------------------------------------------------------------------------------


def gradient_slope(
    family: Family, *, seed: int, depth: int = 1, half: bool = True, tokens_power: int = 1, self_pairs: bool = True
) -> Finding:
    """E(X + t W) - E(X) - t <grad E, W> = O(t^2): on a log-log scale its slope in t is 2.

    With a wrong gradient a term linear in t is left over, and the slope is 1.
    """
    random = np.random.Generator(np.random.PCG64(seed + 1))
    steps = np.geomspace(1e-5, 1e-3, 50)
    slopes = []
    for model in batches(family, seed, 8 * depth):
        direction = random.standard_normal(model.tokens.shape)
        claimed = energy.gradient(model, half=half, tokens_power=tokens_power, self_pairs=self_pairs)
        linear = inner(claimed, direction).sum(axis=-1)
        moved = model.at(model.tokens + steps[:, None, None, None] * direction)
        remainder = moved.energy.sum(axis=-1) - model.energy.sum(axis=-1) - steps[:, None] * linear
        slopes.append(np.polyfit(np.log(steps), np.log(np.abs(remainder)), 1)[0])
    found = np.concatenate(slopes)
    lowest, highest = round(float(found.min()), 2), round(float(found.max()), 2)
    passed = bool(np.all(np.abs(found - 2) < 0.1))
    return Finding(
        passed,
        f"the Taylor remainder falls with slope {lowest:.2f} to {highest:.2f} on {len(found)} states"
        f" ({len(steps)} step sizes); 2 is right",
        {"states": len(found), "step sizes": len(steps), "least slope": lowest, "largest slope": highest},
    )


# -- energy balances -----------------------------------------------------------------------------


def flat_balance(family: Family, *, seed: int, depth: int = 1, factor: int = 1, tokens_power: int = 1) -> Finding:
    """Flat flow: E(T) - E(0) against the integral of (1/n) sum_i |v_i|^2."""
    rate = partial(energy.flat_rate, factor=factor, tokens_power=tokens_power)
    return _balance(family, rate, ("flat",), seed, depth)


def sphere_balance(
    family: Family, *, seed: int, depth: int = 1, projected: bool = True, tokens_power: int = 1
) -> Finding:
    """Sphere flow: E(T) - E(0) against the integral of (1/n) sum_i |xdot_i|^2."""
    rate = partial(energy.sphere_rate, projected=projected, tokens_power=tokens_power)
    finding = _balance(family, rate, ("sphere",), seed, depth)
    if not finding.passed:
        return finding
    shown = energy_figure(_shown_state(family, seed), until=6.0)
    return replace(finding, numbers={**finding.numbers, "series": [shown]})


def _shown_state(family: Family, seed: int) -> State:
    """One random state for a figure, with entries of two decimals."""
    chart = Chart(family, 6, 3, family.heads_near(2), 1.0)
    return rational(chart.model(chart.draw(np.random.Generator(np.random.PCG64(seed)), 1)), 0, 2)


def softmax_balance(
    family: Family, *, seed: int, depth: int = 1, weighted: bool = True, tokens_power: int = 2
) -> Finding:
    """Softmax attention with one head: E(T) - E(0) against the integral of (1/n^2) sum_i Z_i |P s_i|^2."""
    rate = partial(energy.softmax_rate, weighted=weighted, tokens_power=tokens_power)
    return _balance(family, rate, ("sphere",), seed, depth)


def decomposition_balance(
    family: Family,
    *,
    seed: int,
    depth: int = 1,
    shadow_sign: int = -1,
    tokens_power: int = 3,
    others_only: bool = True,
) -> Finding:
    """Each E_h(T) - E_h(0) against the integral of its decomposed rate, on both flows."""
    rate = partial(radial.decomposed_rate, shadow_sign=shadow_sign, tokens_power=tokens_power, others_only=others_only)
    return _balance(family, rate, ("sphere", "flat"), seed, depth, per_head=True)


def _balance(
    family: Family,
    rate: Callable[[Model], Array],
    geometries: tuple[Geometry, ...],
    seed: int,
    depth: int,
    per_head: bool = False,
) -> Finding:
    flows = 0
    for geometry in geometries:
        for model in batches(family, seed, 10 * depth):
            error = balance_error(model.on(geometry), rate, per_head=per_head)
            flows += len(error)
            if not np.all(error < TOLERANCE):
                worst = f"{error.max():.2g}"
                return Finding(
                    False,
                    f"{geometry} flow: the energy's growth differs from the integral of the claimed rate"
                    f" by {worst} of it (n={model.n}, H={model.heads})",
                    {"flows": flows, "relative error": worst},
                )
    return Finding(
        True,
        f"the energy's growth equals the integral of the claimed rate on {flows} flows, relative error"
        f" below {TOLERANCE:g}",
        {"flows": flows, "relative error below": TOLERANCE},
    )


def balance_error(model: Model, rate: Callable[[Model], Array], *, per_head: bool = False) -> Array:
    """max_h |E_h(T) - E_h(0) - integral| / max_h |E_h(T) - E_h(0)| at T = `safe_time`, for each of a batch: (B,)."""
    path = integrate(model, (0, safe_time(model)), rate=rate)
    energies = path.model.energy if per_head else path.model.energy.sum(axis=-1, keepdims=True)
    grown = energies[-1] - energies[0]
    return np.asarray(np.abs(grown - path.integrals[-1]).max(axis=-1) / np.abs(grown).max(axis=-1))


# -- convergence ---------------------------------------------------------------------------------


def convergence(
    family: Family,
    *,
    seed: int,
    depth: int = 1,
    tokens_power: int = 1,
    projected: bool = True,
    limit: float = 4000.0,
) -> Finding:
    """Sphere flows over long times: the dissipation dies out, the energy stops, the arc length is finite.

    The Lojasiewicz argument rests on E growing by exactly the claimed dissipation; so its integral is
    compared with the energy that was gained on the whole way. `limit` bounds the time, in units of
    the initial time scale.
    """
    chart = Chart(family, 4, 3, family.heads_near(2), 1.0)
    members = 10 * depth
    model = chart.model(chart.draw(np.random.Generator(np.random.PCG64(seed)), members))
    claimed = partial(energy.sphere_rate, projected=projected, tokens_power=tokens_power)

    def rates(here: Model) -> Array:
        arc = np.linalg.norm(here.velocity, axis=-1).sum(axis=-1, keepdims=True)
        return np.concatenate([claimed(here), arc], axis=-1)

    start, unit = model, time_scale(model)
    dissipated, length, last = np.zeros(members), np.zeros(members), np.full(members, np.inf)
    elapsed, step = 0.0, 50.0
    while elapsed < limit and not np.all(claimed(model)[:, 0] < 1e-16 * claimed(start)[:, 0]):
        path = integrate(model, (0, step * unit), rate=rates)
        model, last = model.at(path.model.tokens[-1]), path.integrals[-1, :, 1]
        dissipated, length = dissipated + path.integrals[-1, :, 0], length + last
        elapsed, step = elapsed + step, 2 * step
    gained = (model.energy - start.energy).sum(axis=-1)
    stopped = claimed(model)[:, 0] < 1e-16 * claimed(start)[:, 0]
    balanced = np.abs(dissipated - gained) < TOLERANCE * gained
    numbers: dict[str, Any] = {
        "flows": members,
        "stopped": int(stopped.sum()),
        "balanced": int(balanced.sum()),
        "longest arc": round(float(length.max()), 1),
    }
    if not (np.all(stopped) and np.all(balanced)):
        return Finding(
            False,
            f"of {members} flows the claimed dissipation dies out on {numbers['stopped']} and sums to the gained"
            f" energy on {numbers['balanced']}",
            numbers,
        )
    return Finding(
        True,
        f"on {members} long flows the speed falls by 8 orders of magnitude, the dissipation sums to the gained energy,"
        f" and the arc length stays finite (at most {numbers['longest arc']})",
        numbers,
    )
