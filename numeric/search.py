"""Hunts for counterexamples: random states, then local optimisation from the worst of them.

A float64 state that breaks a statement is only a suspect. It is rounded to as few decimals as will do,
which keeps it in its family, and the violation is then certified by Arb on the exact rational state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import flint
import numpy as np
from scipy.optimize import minimize

from numeric.arithmetic import Array, Balls
from numeric.chart import AnyChart, chart_of
from numeric.model import Model
from numeric.state import State
from numeric.statement import NOTHING, Finding, Says, Statement
from numeric.states import Family

# (n, d, H), the smallest first: the first certified violation is the one that is told
SIZES = ((1, 2, 2), (2, 2, 1), (2, 2, 2), (3, 2, 2), (2, 2, 3), (2, 3, 2), (2, 4, 2), (4, 3, 3))
TEMPERATURES = (1.0, 0.1, 4.0)
HEAD_SCALES = (0.5, 1.0, 2.0)
STATES = 100  # random states for each size and temperature at depth 1
STARTS = 10  # local optimisations at depth 1
STEPS = 40  # of one local optimisation
BOX = 6.0  # it keeps every coordinate within +-BOX: far in the tail of the random states, clear of overflow
TOLERANCE = 1e-9  # relative: what rounding in float64 stays well below
SETTLED = 1e-6  # relative: a margin below this leaves nothing to descend
DECIMALS = (1, 2, 3, 5, 8, 12)
BITS = 256


@dataclass(frozen=True)
class Violation:
    """A certified counterexample: the exact state, what it breaks, and the value there."""

    state: State
    breaks: str
    value: str

    def as_json(self) -> dict[str, Any]:
        """For `Finding.numbers`."""
        return {"breaks": self.breaks, "value": self.value, "state": self.state.as_json()}


@dataclass(frozen=True)
class _Hunted:
    """What one pass over a family gave."""

    violation: Violation | None
    states: int  # that met the hypotheses
    starts: int


def hunt(
    says: Says,
    family: Family,
    *,
    seed: int,
    depth: int = 1,
    without: dict[str, dict[str, Any]],
    **changes: Any,
) -> Finding:
    """Look for a state of the family that breaks the statement; with a condition dropped, one must be found.

    without : for each condition the fields of `Family` that drop it. The key "nonnegative" drops a
        condition that is no field: it names the quantity of the model that would then have to be >= 0.
    """
    within = _seek(says, family, seed, depth, changes)
    numbers: dict[str, Any] = {"states": within.states, "starts": within.starts}
    if within.violation:
        found = within.violation
        return Finding(False, _tells(found), {**numbers, "violation": found.as_json()}, found.state.as_json())
    if not within.states:
        return Finding(False, "no state met the hypotheses: nothing was searched", numbers)
    dropped = {name: _without(says, family, seed, depth, changes, drop) for name, drop in without.items()}
    missed = [name for name, violation in dropped.items() if violation is None]
    if missed:
        return Finding(False, f"the search is broken: without {', '.join(missed)} it finds nothing", numbers)
    numbers["without"] = {name: violation.as_json() for name, violation in dropped.items() if violation}
    summary = f"no counterexample among {within.states} random states and from {within.starts} optimised starts"
    if dropped:
        summary += f"; a certified one without {', or without '.join(dropped)}"
    return Finding(True, summary, numbers)


def find(says: Says, family: Family, *, seed: int, depth: int = 1, **changes: Any) -> Finding:
    """Look for a state of the family where an inequality of the statement breaks: one must exist.

    Whatever the statement says to vanish must vanish on the way.
    """

    def identities(model: Model, **given: Any) -> Statement:
        return replace(says(model, **given), nonnegative=NOTHING)

    wrong = _seek(identities, family, seed, depth, changes).violation
    if wrong:
        return Finding(False, _tells(wrong), {"violation": wrong.as_json()}, wrong.state.as_json())
    sought = _seek(says, family, seed, depth, changes, prefer_sign=True)
    numbers = {"states": sought.states, "starts": sought.starts}
    if sought.violation is None:
        summary = f"none among {sought.states} random states, none from {sought.starts} optimised starts"
        return Finding(False, summary, numbers)
    found = sought.violation
    return Finding(True, _tells(found), {**numbers, "found": found.as_json()}, found.state.as_json())


def _tells(found: Violation) -> str:
    state = found.state
    return f"{found.breaks}: {found.value}, certified (n={state.n}, d={state.d}, H={state.heads})"


def _without(
    says: Says, family: Family, seed: int, depth: int, changes: dict[str, Any], drop: dict[str, Any]
) -> Violation | None:
    fields = {key: value for key, value in drop.items() if key != "nonnegative"}
    if "nonnegative" in drop:

        def says(model: Model, **_: Any) -> Statement:
            return Statement(nonnegative=getattr(model, drop["nonnegative"]))

    return _seek(says, replace(family, **fields), seed, depth, changes, prefer_sign=True).violation


# -- the search ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Suspect:
    """A point of a chart, with the least relative entry of a statement there, and which it is."""

    chart: AnyChart
    point: Array
    value: float
    entry: int


def _seek(
    says: Says, family: Family, seed: int, depth: int, changes: dict[str, Any], prefer_sign: bool = False
) -> _Hunted:
    """Random states, then local optimisation. `prefer_sign`: an inequality must break, if there is one."""
    random = np.random.Generator(np.random.PCG64(seed))
    suspects: list[_Suspect] = []
    starts: list[_Suspect] = []
    states = 0
    for chart in _charts(family):
        points = chart.draw(random, STATES * depth)
        points = chart.scale_heads(points, random.choice(HEAD_SCALES, size=len(points)))
        weighed = _weigh(says, chart, points, changes, prefer_sign)
        states += int(weighed.meets.sum())
        suspects += _least(chart, points, weighed.entries, weighed.meets)
        unsettled = np.where(weighed.margins > SETTLED, weighed.margins, np.inf)
        starts += _least(chart, points, unsettled, weighed.meets)
    violation = _first_certified(says, suspects, changes, prefer_sign)
    starts = sorted(starts, key=lambda start: start.value)[: STARTS * depth]
    done = 0
    while violation is None and done < len(starts):
        suspects = _descend(says, starts[done], changes, prefer_sign)
        violation = _first_certified(says, suspects, changes, prefer_sign)
        done += 1
    return _Hunted(violation, states, done)


def _charts(family: Family) -> Iterator[AnyChart]:
    """The charts of the list above, each once after H is brought within the family's bounds."""
    yield from dict.fromkeys(chart_of(family, *size, beta) for size in SIZES for beta in TEMPERATURES)


@dataclass(frozen=True)
class _Weighed:
    """A batch of B states: every entry of the statement relative to the size of the model's quantities."""

    meets: Array  # (B,) does the state meet the hypotheses
    entries: Array  # (B, k): negative where something breaks
    margins: Array  # (B, m): the entries that come from inequalities


def _weigh(says: Says, chart: AnyChart, points: Array, changes: dict[str, Any], prefer_sign: bool) -> _Weighed:
    model = chart.model(points)
    statement = says(model, **changes)
    mass = model.partition.sum(axis=(-1, -2)) + np.linalg.norm(model.head_output, axis=-1).sum(axis=(-1, -2))
    scale = (mass + mass**2)[:, None]  # rates are quadratic in the outputs, gradients linear

    def relative(entries: Array) -> Array:
        return np.reshape(entries, (len(points), -1)) / scale if entries.size else np.empty((len(points), 0))

    margins, residuals = relative(statement.nonnegative), -np.abs(relative(statement.vanishing))
    signs_only = prefer_sign and margins.size > 0
    return _Weighed(
        np.all(relative(statement.hypotheses) >= 0, axis=1),
        margins if signs_only else np.concatenate([margins, residuals], axis=1),
        margins,
    )


def _least(chart: AnyChart, points: Array, entries: Array, meets: Array) -> list[_Suspect]:
    """The state of a batch with the least entry, if any that meets the hypotheses has a finite one."""
    if not entries.size:
        return []
    least = np.where(meets, entries.min(axis=1), np.inf)
    at = int(least.argmin())
    found = _Suspect(chart, points[at], float(least[at]), int(entries[at].argmin()))
    return [found] if np.isfinite(found.value) else []


def _descend(says: Says, start: _Suspect, changes: dict[str, Any], prefer_sign: bool) -> list[_Suspect]:
    """Minimise one margin (L-BFGS, central differences in one batch); the worst of what broke on the way."""
    chart, step = start.chart, 1e-6
    shifts = step * np.concatenate([np.zeros((1, chart.size)), np.eye(chart.size), -np.eye(chart.size)])
    broken: list[_Suspect] = []

    def objective(point: Array) -> tuple[float, Array]:
        weighed = _weigh(says, chart, point + shifts, changes, prefer_sign)
        broken.extend(filter(_breaks, _least(chart, point + shifts, weighed.entries, weighed.meets)))
        values = weighed.margins[:, start.entry] / start.value
        ahead, behind = values[1 : chart.size + 1], values[chart.size + 1 :]
        return float(values[0]), (ahead - behind) / (2 * step)

    bounds = [(-BOX, BOX)] * chart.size
    minimize(objective, start.point, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": STEPS})
    return sorted(broken, key=lambda suspect: suspect.value)[:1]


def _breaks(suspect: _Suspect) -> bool:
    return suspect.value < -TOLERANCE


# -- certification -------------------------------------------------------------------------------


def _first_certified(
    says: Says, suspects: list[_Suspect], changes: dict[str, Any], prefer_sign: bool
) -> Violation | None:
    """The first suspect that is confirmed, at the fewest decimals that will do; the others were rounding."""
    for suspect in filter(_breaks, suspects):
        for decimals in DECIMALS:
            violation = certify(says, suspect.chart.exact(suspect.point, decimals), changes, prefer_sign=prefer_sign)
            if violation:
                return violation
    return None


def certify(says: Says, state: State, changes: dict[str, Any], *, prefer_sign: bool = False) -> Violation | None:
    """The worst entry that provably breaks the statement at this exact state, if any does."""
    with Balls(BITS).working():
        statement = says(Model.of(state, Balls(BITS)), **changes)
        if not all(margin >= 0 for margin in np.ravel(statement.hypotheses)):
            return None
        margins = [margin for margin in np.ravel(statement.nonnegative) if margin < 0]
        if margins:
            worst = min(margins, key=lambda margin: float(margin.mid()))
            return Violation(state, "negative where no negative is claimed", _text(worst))
        if prefer_sign and np.size(statement.nonnegative):
            return None
        residuals = [residual for residual in np.ravel(statement.vanishing) if not residual.contains(0)]
        if residuals:
            worst = max(residuals, key=lambda residual: float(abs(residual).mid()))
            return Violation(state, "not zero where zero is claimed", _text(worst))
    return None


def _text(ball: flint.arb) -> str:
    """Two significant digits of a narrow ball."""
    return str(ball.str(2, radius=False))
