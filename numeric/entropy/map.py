"""How often attention entropy falls: random starts, over n, d, beta and the ensemble of score matrices.

S(t) is the mean of S_i over the tokens, H = 1, V = M, tokens uniform on the sphere. A start falls when
dS/dt < 0 at t = 0 (under symmetric M, where the energy grows); a flow falls when dS/dt < 0 at one of the
times up to HORIZON, in units of n / Z for un-normalised attention: there a token moves Z_i / n times as
fast as under softmax.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from numeric import entropy
from numeric.arithmetic import Array, Floats
from numeric.ensembles import ENSEMBLES, sphere_tokens
from numeric.entropy.balances import reversed_in_time
from numeric.entropy.falls import BOTH, MIRROR, SKEW
from numeric.flow import Path, integrate
from numeric.model import Model
from numeric.state import Attention, State
from numeric.statement import Finding
from numeric.states import Family
from numeric.statistics import Share, rounded

STARTS = 400  # random starts in each cell at depth 1
FLOWS = 100  # of them are followed
HORIZON = 20.0
SAMPLES = 60
NEGLIGIBLE = 1e-4  # of the largest rate along a flow: what is taken for no fall
BASE: dict[str, Any] = {"M": "identity", "n": 8, "d": 3, "beta": 1.0}
AXES: dict[str, tuple[Any, ...]] = {
    "n": (2, 3, 4, 8, 16, 32),
    "d": (2, 3, 4, 8, 16),
    "beta": (0.1, 0.3, 1.0, 3.0, 10.0),
    "M": ("identity", "GOE", "positive semidefinite", "rank one"),
}


@dataclass(frozen=True)
class Cell:
    """One ensemble of score matrices at one size, temperature and attention."""

    M: str
    n: int
    d: int
    beta: float
    attention: Attention


def cells() -> list[Cell]:
    """One-at-a-time around BASE, each with both attentions."""
    points = [{**BASE, axis: value} for axis, values in AXES.items() for value in values]
    distinct = list({tuple(point.items()): point for point in points}.values())
    return [Cell(**point, attention=attention) for point in distinct for attention in BOTH]


def draw(cell: Cell, random: np.random.Generator, count: int) -> Model:
    """`count` random states of a cell. Rank one: u u^T, of spectrum 1 as the identity."""
    if cell.M == "identity":
        heads = np.broadcast_to(np.eye(cell.d), (count, 1, cell.d, cell.d))
    elif cell.M == "rank one":
        u = sphere_tokens(random, count, 1, cell.d)
        heads = u[..., :, None] * u[..., None, :]
    else:
        heads = ENSEMBLES[cell.M](random, count, 1, cell.d)
    return Model(Floats(), sphere_tokens(random, count, cell.n, cell.d), heads, heads, cell.beta, cell.attention)


def mean_rate(model: Model, sign: int = -1) -> Array:
    """dS/dt of the mean entropy, by the formula: (...)."""
    return np.asarray(entropy.production(model, model.velocity, sign=sign)[..., 0, :].mean(axis=-1))


def relative_rate(model: Model) -> Array:
    """sum_i dS_i/dt over sum_i (standard deviations of s and sdot under A_i): in [-1, 1], 0 where all vanish."""
    weights = model.attention_matrix[..., 0, :, :]

    def variance(values: Array) -> Array:
        mean = (weights * values).sum(axis=-1, keepdims=True)
        return np.asarray((weights * (values - mean) ** 2).sum(axis=-1))

    bound = np.sqrt(variance(model.logits[..., 0, :, :]) * variance(model.logit_rate[..., 0, :, :])).mean(axis=-1)
    return mean_rate(model) / np.where(bound > 0, bound, 1)


def follow(model: Model) -> Path:
    """The flow up to HORIZON, denser early; tolerances that leave five digits of an entropy."""
    end = HORIZON
    if model.attention == "usa":
        end *= float(np.median(model.n / model.partition[:, 0].mean(axis=-1)))
    return integrate(model, [0, *np.geomspace(1e-3, 1, SAMPLES) * end], rtol=1e-7, atol=1e-9)


# -- the table -----------------------------------------------------------------------------------


def table(*, seed: int, depth: int = 1, only: list[Cell] | None = None) -> list[dict[str, Any]]:
    """One row for each cell: shares as [share, low, high] with 95 % intervals, rounded."""
    randoms = np.random.SeedSequence(seed).spawn(len(cells()))
    return [
        _row(cell, np.random.Generator(np.random.PCG64(child)), depth)
        for cell, child in zip(cells(), randoms, strict=True)
        if only is None or cell in only
    ]


def _row(cell: Cell, random: np.random.Generator, depth: int) -> dict[str, Any]:
    model = draw(cell, random, STARTS * depth)
    followed = FLOWS * depth
    heads = model.score_matrices[:followed]
    first = Model(Floats(), model.tokens[:followed], heads, heads, cell.beta, cell.attention)
    path = follow(first)
    rates, entropies = mean_rate(path.model), path.model.entropy[..., 0, :].mean(axis=-1)
    small = NEGLIGIBLE * np.abs(rates).max(axis=0)
    lost = (entropies[0] - entropies.min(axis=0)) / np.log(cell.n)
    return {
        **{field.name: getattr(cell, field.name) for field in fields(cell)},
        "falls at the start": _share(mean_rate(model) < 0),
        "steepest fall, relative": round(float(min(0, relative_rate(model).min())), 2) + 0.0,
        "falls at some time": _share(np.any(rates < -small, axis=0)),
        "ends below its start": _share(entropies[-1] < entropies[0] - 1e-6),
        "largest loss / log n": round(float(lost.max()), 3),
    }


def _share(holds: Array) -> list[float]:
    found = Share.of(holds).as_json()
    return [found["share"], found["low"], found["high"]]


# -- controls ------------------------------------------------------------------------------------


def controls(random: np.random.Generator, sign: int, time: int) -> dict[str, bool]:
    """Flows with known answers."""
    known: dict[str, bool] = {}
    for attention in BOTH:
        base = draw(Cell(**BASE, attention=attention), random, STARTS)
        base = base if time == 1 else reversed_in_time(base)
        slope = entropy.entropy_slope(base, base.velocity)[:, 0].mean(axis=-1)
        known[f"the rate is the derivative of the mean entropy ({attention})"] = bool(
            np.allclose(mean_rate(base, sign), slope, rtol=1e-9, atol=1e-12)
        )
        known[f"the energy grows at every start ({attention})"] = bool(np.all(base.energy_rate > 0))
        two = draw(Cell("identity", 2, 3, 1.0, attention), random, STARTS)
        known[f"two tokens under M = I never fall ({attention})"] = bool(np.all(mean_rate(two, sign) > -1e-15))
        for name, state in (("mirror image", MIRROR), ("no symmetry", SKEW)):
            proved = Model.of(state.under(attention), Floats())
            known[f"three tokens on the circle fall ({name}, {attention})"] = bool(mean_rate(proved, sign) < 0)
    return known


# -- the check -----------------------------------------------------------------------------------


def frequency(family: Family, *, seed: int, depth: int = 1, sign: int = -1, time: int = 1) -> Finding:
    """Refutes "entropy increases monotonically": how often it does not. The cells' own states, whatever the family."""
    known = controls(np.random.Generator(np.random.PCG64(seed)), sign, time)
    failed = [name for name, came_out in known.items() if not came_out]
    if failed:
        return Finding(False, f"the measure fails a control: {'; '.join(failed)}", {"controls": known})
    rows = table(seed=seed, depth=depth)
    base = [row for row in rows if all(row[key] == value for key, value in BASE.items())]
    others = [row for row in rows if row["M"] != "identity"]
    numbers = {
        "controls": known,
        "rows": rows,
        "series": [map_figure(rows), flows_figure()],
        "table": {
            "caption": f"How often the mean entropy falls: {STARTS * depth} random starts a row, {FLOWS * depth} of"
            f" them followed (H = 1, V = M; shares with 95 % intervals). At some time: a rate below -{NEGLIGIBLE:g} of"
            " the flow's largest. Relative: -Cov over the product of the standard deviations, summed over the rows; -1"
            " is the worst possible",
            "columns": list(rows[0]),
            "rows": [[_told(entry) for entry in row.values()] for row in rows],
        },
    }
    return Finding(
        all(row["falls at the start"][1] > 0 for row in base),
        f"for M = I, n = 8, d = 3, beta = 1 the mean entropy falls at {_range(base, 'falls at the start')} of random"
        f" starts and at some time on {_range(base, 'falls at some time')} of the flows; for random and rank-one M at"
        f" {_range(others, 'falls at the start')} of the starts, and {_range(others, 'ends below its start')} of those"
        " flows end below where they began",
        numbers,
    )


def _told(entry: Any) -> Any:
    """A share as "0.12 (0.1 to 0.15)"."""
    return f"{entry[0]:g} ({entry[1]:g} to {entry[2]:g})" if isinstance(entry, list) else entry


def _range(rows: list[dict[str, Any]], key: str) -> str:
    """The least and the largest share in these rows, in per cent."""
    shares = [100 * row[key][0] for row in rows]
    return f"{min(shares):.3g} to {max(shares):.3g} %"


# -- figures -------------------------------------------------------------------------------------


def map_figure(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """How often the mean entropy falls under M = I, against n, d and beta."""
    return {
        "figure": "entropy-falls",
        "title": "How often the mean attention entropy falls, from random starts under M = V = I",
        "caption": "H = 1, otherwise n = 8, d = 3, beta = 1; shares with 95 % intervals, at the start of all states, at"
        f" some time of the fourth of them that is followed, for {HORIZON:g} time units of softmax",
        "panels": [_panel(rows, axis) for axis in ("n", "d", "beta")],
    }


def _panel(rows: list[dict[str, Any]], axis: str) -> dict[str, Any]:
    def line(attention: str, key: str) -> dict[str, Any]:
        shares = [row[key] for row in _along(rows, axis) if row["attention"] == attention]
        columns = {name: [share[i] for share in shares] for i, name in enumerate(("values", "low", "high"))}
        return {"name": f"{key.removeprefix('falls ')} ({attention})", **columns}

    return {
        "title": f"against {axis}",
        "x": {"name": axis, "unit": "dimensionless", "scale": "log", "values": list(AXES[axis])},
        "y": {"name": "share", "unit": "dimensionless", "range": [0, 0.75]},
        "lines": [line(attention, f"falls at {when}") for when in ("the start", "some time") for attention in BOTH],
    }


def _along(rows: list[dict[str, Any]], axis: str) -> list[dict[str, Any]]:
    """The rows that differ from BASE along one axis only, in its order."""
    wanted = [{**BASE, axis: value} for value in AXES[axis]]
    return [row for point in wanted for row in rows if all(row[key] == point[key] for key in BASE)]


def flows_figure() -> dict[str, Any]:
    """The entropies along two flows of three tokens: one falls for ever, one until the clusters merge."""
    return {
        "figure": "entropy-three-tokens",
        "title": "Attention entropy of three tokens on the circle under M = V = I",
        "caption": "n = 3, d = 2, H = 1, beta = 1, USA; left: x, y = (12/13, 5/13), (12/13, -5/13), z = (-1, 0); right:"
        " near 0, 40 and 200 degrees",
        "panels": [_flow_panel("mirror image: falls for ever", MIRROR), _flow_panel("no symmetry", SKEW)],
    }


def _flow_panel(title: str, state: State) -> dict[str, Any]:
    path = integrate(Model.of(state, Floats()), [0, *np.geomspace(0.02, 30, 100)])
    times, entropies = path.times[1:], path.model.entropy[1:, 0]
    names = (r"$S_x$", r"$S_y$", r"$S_z$")
    lines = [{"name": name, "values": [rounded(value, 4) for value in entropies[:, i]]} for i, name in enumerate(names)]
    return {
        "title": title,
        "x": {"name": "time t", "unit": "dimensionless", "scale": "log", "values": [rounded(t, 4) for t in times]},
        "y": {"name": "entropy", "unit": "nats", "range": [0.6, 1.15]},
        "lines": [*lines, {"name": r"$\log 3$", "values": [rounded(float(np.log(3)), 4)] * len(times)}],
    }
