"""The picture of a sweep: a map over two axes, or a line over one.

[plot]  value: the column that is drawn, the first statistic when nothing is said; x, y: "time" or what the sweep
        varies; contour: the level of a line, 1/2 for fractions; title
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from math import isfinite, nan
from pathlib import Path
from typing import Any

import numpy as np

from attnproof.figures import STYLE
from attnproof.simulate.plot import put
from attnproof.simulate.table import ConfigError
from attnproof.sweep.design import Sweep
from attnproof.sweep.points import Row
from attnproof.sweep.store import times
from numeric.arithmetic import Array

OVER_TIME = ("energy", "entropy", "mean_inner_product", "cluster_count", "one_cluster", "pairs_together")
FRACTIONS = ("one_cluster", "pairs_together", "dominance_share")
CALLED = {
    "time": "time t",
    "beta": "inverse temperature β",
    "n": "tokens n",
    "d": "dimension d",
    "H": "heads H",
    "gamma": "inner product γ",
    "pairs_together": "fraction of pairs with ⟨xᵢ, xⱼ⟩ ≥ {closeness:g}",
    "one_cluster": "fraction of starts in one cluster, cosines ≥ {closeness:g}",
    "mean_inner_product": "mean inner product",
    "cluster_count": "mean number of clusters",
    "final_energy": "final energy",
}
SIZE, DPI = (6.75, 4.0), 150  # inches


def value_of(sweep: Sweep) -> str:
    """The column that is drawn."""
    return str(sweep.plot.get("value", sweep.statistics.names[0]))


def axes_of(sweep: Sweep) -> tuple[str, ...]:
    """x, or x and y."""
    asked = [sweep.plot.get(key) for key in ("x", "y")]
    left = [name for name in _free(sweep) if name not in asked]
    axes = [name or (left.pop(0) if left else None) for name in asked]
    return tuple(str(name) for name in axes if name)


def _free(sweep: Sweep) -> tuple[str, ...]:
    """What the value depends on: time, and what the sweep varies."""
    value = value_of(sweep)
    return ("time", *sweep.varied) if value in OVER_TIME and value in sweep.statistics.names else sweep.varied


def check(sweep: Sweep) -> None:
    """ConfigError where there is no such picture."""
    value, axes, free, told = value_of(sweep), axes_of(sweep), _free(sweep), sweep.statistics.names
    if value.count(":") or value == "event_times":
        raise ConfigError(f"plot.value must name the column to draw: {value} may have several")
    if not any(":" in name for name in told) and not _has(told, value):
        raise ConfigError(f"plot.value must be a column of sweep.statistics, {', '.join(told)}; got {value}")
    if len(free) == 1 and "y" in sweep.plot:
        raise ConfigError(f"plot.y must be left out: only {free[0]} varies; got {sweep.plot['y']}")
    if sorted(axes) != sorted(free):
        must = ", ".join(sorted(free))
        raise ConfigError(
            f"[plot] must have all that varies as x and y, two at the most: {must}; got {', '.join(axes)}"
        )
    for name in axes:
        if name != "time" and any(not isinstance(point.varied[name], int | float) for point in sweep.points):
            raise ConfigError(f"plot: {name} is no number and cannot be an axis")


def _has(statistics: Sequence[str], value: str) -> bool:
    """Can the built-in statistics have this column?"""
    if value == "dominance_share":
        return "dominance_margin" in statistics
    return value in statistics or (value.startswith("time_") and "event_times" in statistics)


def write(sweep: Sweep, rows: Mapping[str, Row], path: Path) -> Path:
    """Draw to a PNG; the same rows give the same bytes. ConfigError where no point has the value."""
    import matplotlib as mpl  # here, because it takes half a second that no other command should wait for

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE)
        stream = BytesIO()
        picture(sweep, rows).savefig(stream, format="png", dpi=DPI, metadata={"Software": None})
    put(path, stream.getvalue())
    return path


def picture(sweep: Sweep, rows: Mapping[str, Row]) -> Any:
    """The figure."""
    from matplotlib.figure import Figure

    value, names = value_of(sweep), axes_of(sweep)
    seen = samples(sweep, rows, value, names)
    if np.all(np.isnan(seen[:, -1])):
        raise ConfigError(f"plot.value: no point has a finite {value}")
    figure = Figure(figsize=SIZE, layout="constrained")
    axes = figure.add_subplot()
    if len(names) == 1:
        order = np.argsort(seen[:, 0], kind="stable")
        axes.plot(seen[order, 0], seen[order, 1], marker="o", markersize=3)
        axes.set_ylabel(_called(sweep, value), parse_math=False)  # the user's words are no formulas
    else:
        drawn = _map(sweep, axes, seen, value)
        figure.colorbar(drawn, ax=axes).set_label(_called(sweep, value), parse_math=False)
        axes.set_ylabel(_called(sweep, names[1]))
        axes.grid(visible=False)
    axes.set_xlabel(_called(sweep, names[0]))
    for name, scaled in zip(names, (axes.set_xscale, axes.set_yscale), strict=False):
        if _log(sweep, name):
            scaled("log")
    axes.set_title(str(sweep.plot.get("title", _headline(sweep))), loc="left", parse_math=False)
    return figure


def samples(sweep: Sweep, rows: Mapping[str, Row], value: str, names: tuple[str, ...]) -> Array:
    """The value over the axes, one row for each point (and time): (..., len(names) + 1), NaN where there is none, or no
    finite one."""
    found = []
    for point in sweep.points:
        given = rows[point.key].values.get(value)
        moments = times(point.config) if "time" in names else [nan]
        entries = given if isinstance(given, list) else [given] * len(moments)
        for time, entry in zip(moments, entries, strict=True):
            place = [time if name == "time" else point.varied[name] for name in names]
            found.append([*place, nan if entry is None or not isfinite(entry) else entry])
    return np.array(found, dtype=float)


def _log(sweep: Sweep, name: str) -> bool:
    """Is the axis logarithmic?"""
    told = sweep.document.get("grid", sweep.document.get("random", {})).get(name)
    return isinstance(told, dict) and told.get("scale") == "log"


def edges(centres: Array, *, log: bool) -> Array:
    """Of the cells of a mesh: half way between neighbours, on a log axis by their ratio: (k,) -> (k + 1,)."""
    x = np.log(centres) if log else centres
    half = np.diff(x) / 2
    found = np.concatenate([[x[0] - half[0]], x[:-1] + half, [x[-1] + half[-1]]])
    return np.exp(found) if log else found


def _map(sweep: Sweep, axes: Any, seen: Array, value: str) -> Any:
    """A mesh where the values fill a grid, coloured points elsewhere; and a line at one level."""
    names = axes_of(sweep)
    x, y = np.unique(seen[:, 0]), np.unique(seen[:, 1])
    bounds = {"vmin": 0, "vmax": 1} if value in FRACTIONS else {}
    if len(x) * len(y) != len(seen) or min(len(x), len(y)) < 2:
        return axes.scatter(seen[:, 0], seen[:, 1], c=seen[:, 2], **bounds)
    mesh = np.full((len(y), len(x)), nan)
    mesh[np.searchsorted(y, seen[:, 1]), np.searchsorted(x, seen[:, 0])] = seen[:, 2]
    across, up = edges(x, log=_log(sweep, names[0])), edges(y, log=_log(sweep, names[1]))
    drawn = axes.pcolormesh(across, up, mesh, **bounds)
    level = sweep.plot.get("contour", 0.5 if value in FRACTIONS else None)
    if level is not None and np.nanmin(mesh) < level < np.nanmax(mesh):
        line = axes.contour(x, y, mesh, levels=[level], colors="white", linewidths=1.5)
        axes.clabel(line, fmt=lambda at: f"{at:g}")
    return drawn


def _called(sweep: Sweep, name: str) -> str:
    return CALLED[name].format(closeness=sweep.statistics.closeness) if name in CALLED else name.replace("_", " ")


def _headline(sweep: Sweep) -> str:
    """What the points share."""
    config = sweep.points[0].config
    shared = {"n": config.tokens.n, "d": config.tokens.d, "H": config.heads.count, "β": config.model.beta}
    told = [
        f"{name} = {value:g}" for name, value in shared.items() if {"β": "beta"}.get(name, name) not in sweep.varied
    ]
    return ", ".join([config.model.attention, *told, f"{sweep.starts} starts a point"])
