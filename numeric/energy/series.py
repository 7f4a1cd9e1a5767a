"""Energies along one flow, as rounded numbers, and as the data of figures."""

from __future__ import annotations

from typing import Any

import numpy as np

from numeric import energy
from numeric.arithmetic import Array, Floats
from numeric.flow import Path, Rate, integrate, safe_time
from numeric.model import Model
from numeric.state import State
from numeric.statistics import rounded


def energy_along(state: State, *, until: float | None = None, samples: int = 80) -> dict[str, list[float]]:
    """E(t), and E(0) plus the integral of (1/n) sum_i |xdot_i|^2 up to t: `time`, `energy`, `dissipated`.

    until : the last time, in the time of the flow; its `safe_time` when left out.
    """
    path = _path(state, until, samples, energy.sphere_rate if state.geometry == "sphere" else energy.flat_rate)
    total = path.model.energy.sum(axis=-1)
    return {
        "time": _rounded(path.times),
        "energy": _rounded(total),
        "dissipated": _rounded(total[0] + path.integrals[:, 0]),
    }


def heads_along(state: State, *, until: float | None = None, samples: int = 80) -> dict[str, Any]:
    """E_h(t) of every head and their sum: `time`, `heads` (H lists), `total`."""
    path = _path(state, until, samples, None)
    energies = path.model.energy
    return {
        "time": _rounded(path.times),
        "heads": [_rounded(energies[:, h]) for h in range(state.heads)],
        "total": _rounded(energies.sum(axis=-1)),
    }


def _path(state: State, until: float | None, samples: int, rate: Rate | None) -> Path:
    model = Model.of(state, Floats())
    end = safe_time(model) if until is None else until
    return integrate(model, np.linspace(0, end, samples), rate=rate)


def _rounded(values: Array) -> list[float]:
    """Five significant digits: beyond a line's width, above what the integration leaves open."""
    return [rounded(float(value), 5) for value in values]


# -- figures -------------------------------------------------------------------------------------


def energy_figure(state: State, *, until: float) -> dict[str, Any]:
    """The energy along the state's flow, and what the dissipation adds up to."""
    along = energy_along(state, until=until)
    lines = [
        {"name": "E(t)", "values": along["energy"]},
        {"name": r"E(0) + $\int_0^t \frac{1}{n} \sum_i |\dot x_i|^2$", "values": along["dissipated"]},
    ]
    return _figure("energy-sphere", "Energy along a flow, and its integrated dissipation", state, along, lines)


def heads_figure(state: State, *, until: float) -> dict[str, Any]:
    """The energy of each head along the state's flow, and their sum."""
    along = heads_along(state, until=until)
    lines = [{"name": "total E", "values": along["total"]}]
    lines += [{"name": f"head {h}, $E_{h}$", "values": values} for h, values in enumerate(along["heads"], start=1)]
    return _figure("radial-obstruction", "A head's energy can fall while the total rises", state, along, lines)


def _figure(name: str, title: str, state: State, along: dict[str, Any], lines: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "figure": name,
        "title": title,
        "caption": f"n = {state.n}, d = {state.d}, H = {state.heads}, beta = {state.beta}, flow: {state.geometry}",
        "x": {"name": "time t", "unit": "dimensionless", "values": along["time"]},
        "y": {"name": "energy", "unit": "dimensionless"},
        "lines": lines,
    }
