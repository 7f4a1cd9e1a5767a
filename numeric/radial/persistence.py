"""Does the flow keep Radial Dominance? When margins first fail, how often an energy then falls, what predicts it.

Two cases are solved (`numeric.radial.split`): there the time is a quadrature, and the measure must find it. Then random
ensembles are followed until they settle, and random tokens are compared with the solved case that they come close to.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from numeric.arithmetic import Array, Floats
from numeric.ensembles import ENSEMBLES, sphere_tokens
from numeric.equiangular.threshold import Threshold
from numeric.model import VARIANTS, Model, Variant, inner
from numeric.radial import persistence_shown as shown
from numeric.radial.split import KINDS, Kind, Solved
from numeric.radial.typical import Cell
from numeric.radial.watch import Watched, first_negative, in_own_time, watch
from numeric.statement import Finding
from numeric.states import Family
from numeric.statistics import rounded, wilson

STATES = 16  # flows in each cell at depth 1
UNTIL = 15.0  # time scales
TIMES = np.concatenate([[0.0], np.geomspace(0.05, UNTIL, 44)])
BASE = {"n": 16, "d": 16, "H": 4, "beta": 1.0}
AXES: dict[str, tuple[float, ...]] = {
    "n": (4, 8, 16, 32),
    "d": (8, 16, 32, 64),
    "H": (2, 4, 8),
    "beta": (0.3, 1.0, 3.0),
}
PROJECTIONS = "orthogonal projections"
NAMES = (*(name for name in ENSEMBLES if name != "Ginibre"), PROJECTIONS)  # symmetric: the energy rises
MOST = 0.5  # a margin that fewer pairs keep until their flow has settled is lost as a rule

SOLVED = (Solved("scalar", 16, 2, 0.5), Solved("split", 8, 2, 0.5), Solved("split", 16, 4, 0.5))
NEAR = {"n": (8, 16, 32), "d": (64, 512, 4096)}
NEAR_HEADS, NEAR_BETA = 2, 0.5
EXACT = 1e-3  # relative: of a time found by interpolation
CLOSE = 0.05  # how near to 1 the median of measured over predicted must be at the largest d

Triple = list[float | None]  # a share with its interval, or a median with its quartiles


def draw(cell: Cell, random: np.random.Generator, states: int) -> Model:
    """`states` flows of a cell with uniform tokens and V = M, USA on the sphere, each in its own time scale."""
    if cell.ensemble == PROJECTIONS:
        owner = np.arange(cell.d) % cell.H
        heads = np.stack([np.diag((owner == h).astype(float)) for h in range(cell.H)])
        matrices: Array = np.broadcast_to(heads, (states, *heads.shape))
    else:
        matrices = ENSEMBLES[cell.ensemble](random, states, cell.H, cell.d)
    return in_own_time(Model(Floats(), sphere_tokens(random, states, cell.n, cell.d), matrices, matrices, cell.beta))


# -- measures ------------------------------------------------------------------------------------


def quartiles(values: Array) -> Triple:
    """Median, lower and upper quartile of what may be inf (told as None: never), to three digits."""
    found = np.quantile(values, [0.5, 0.25, 0.75], method="lower")
    return [rounded(float(value)) if np.isfinite(value) else None for value in found]


def share_among(holds: Array, given: Array) -> Triple:
    """Of what is given (B, ...), the share that holds, with its 95 % interval; None where nothing is given.

    States are independent, the entries of one need not be: the effective size p (1 - p) / Var(p), p the ratio of sums
    over states, lies between the number of states and that of entries.
    """
    axes = tuple(range(1, given.ndim))
    counted, held = given.sum(axis=axes), (holds & given).sum(axis=axes)
    total, states = int(counted.sum()), int((counted > 0).sum())
    if not total:
        return [None, None, None]
    share = held.sum() / total
    variance = ((held - share * counted) ** 2).sum() / total**2 * states / max(states - 1, 1)
    effective = share * (1 - share) / variance if variance > 0 else states
    low, high = wilson(float(share), min(max(effective, states), total))
    return [round(float(share), 3), round(low, 3), round(high, 3)]


def measured(seen: Watched, variant: Variant) -> dict[str, Triple]:
    """What one batch of flows tells of one variant; a state fails with the first of its tokens and heads."""
    first, start = seen.failures(variant), seen.at_start(variant)
    whole = np.asarray(start.all(axis=(1, 2)))
    failing = seen.failing(variant)
    falls, failed = (np.asarray(heads.any(axis=0)) for heads in (failing & seen.falling, failing))
    return {
        "pairs at the start": share_among(start, np.ones_like(start)),
        "pairs that keep it": share_among(np.isinf(first), start),
        "pair fails at": quartiles(first[start]) if start.any() else [None] * 3,
        "states at the start": share_among(whole, np.ones_like(whole)),
        "state fails at": quartiles(first[whole].min(axis=(1, 2))) if whole.any() else [None] * 3,
        "settled at": quartiles(seen.settled),
        "failing heads that fall": share_among(falls, failed),
    }


# -- controls ------------------------------------------------------------------------------------


def controls(random: np.random.Generator, threshold: Threshold, **changes: bool) -> dict[str, bool]:
    """Flows with known answers: the solved cases, the theorems for orthogonal heads, and numbers by hand."""
    orthogonal = draw(Cell("orthogonal subspaces", 6, 8, 2, 1.0), random, STATES)
    seen = watch(orthogonal, ("A", "C"), TIMES, **changes)
    sizes = np.linalg.norm(orthogonal.head_output, axis=-1).sum(axis=-2)[:, None, :]
    along = orthogonal.n * inner(orthogonal.head_output, orthogonal.velocity[:, None]) / sizes**2
    alone = watch(draw(Cell("GOE", 6, 8, 1, 1.0), random, STATES), ("A",), TIMES, **changes)
    return {
        **{
            f"{case.kind} heads, n = {case.n}, H = {case.heads}: (A) lasts as long as predicted": _as_predicted(
                case, threshold, **changes
            )
            for case in SOLVED
        },
        "the margin of (C) is n <f, xdot>": bool(np.allclose(seen.margins["C"][0], along, rtol=0, atol=1e-12)),
        "no orthogonal head's energy falls while it has (A) at every token": not np.any(
            seen.falling & (seen.margins["A"] >= 0).all(axis=-1)
        ),
        "a single head never fails": bool(np.all(np.isinf(alone.failures("A")))),
        "first failures by hand": _by_hand(),
    }


def _as_predicted(case: Solved, threshold: Threshold, **changes: bool) -> bool:
    times = case.lasts() * np.linspace(0, 1.5, 61)
    found = first_negative(times, watch(case.orthonormal(), ("A",), times, **changes).margins["A"])
    return bool(np.all(np.abs(found - case.lasts(threshold)) < EXACT * case.lasts()))


def _by_hand() -> bool:
    """Two tokens of one head: one fails half-way to time 1, the other at time 3/2; their mean would fail at 7/6."""
    margins = np.array([[1.0, 1.0], [-1.0, 2.0], [-3.0, -2.0]])[:, None, None, :]
    falling = np.array([False, False, True])[:, None, None]
    told = measured(Watched(np.arange(3.0), {"A": margins}, np.array([1.25]), falling, np.zeros(1)), "A")
    return (
        told["pair fails at"] == [0.5, 0.5, 0.5]  # the second comes after settling: never
        and told["state fails at"] == [0.5, 0.5, 0.5]
        and told["pairs that keep it"][0] == 0.5
        and told["failing heads that fall"][0] == 0
    )


# -- tables --------------------------------------------------------------------------------------


def cells() -> list[Cell]:
    """One-at-a-time around BASE, for every ensemble."""
    points = [{**BASE, axis: value} for axis, values in AXES.items() for value in values]
    distinct = list({tuple(point.items()): point for point in points}.values())
    return [Cell(name, int(p["n"]), int(p["d"]), int(p["H"]), p["beta"]) for name in NAMES for p in distinct]


def table(*, seed: int, depth: int = 1) -> list[dict[str, Any]]:
    """One row for each cell and variant: (A) everywhere, the others at BASE."""
    rows = []
    for cell, child in zip(cells(), np.random.SeedSequence(seed).spawn(len(cells())), strict=True):
        base = all(getattr(cell, key) == value for key, value in BASE.items())
        variants: tuple[Variant, ...] = VARIANTS if base else ("A",)
        model = draw(cell, np.random.Generator(np.random.PCG64(child)), STATES * depth)
        seen = watch(model, variants, TIMES)
        size = {"ensemble": cell.ensemble, "n": cell.n, "d": cell.d, "H": cell.H, "beta": cell.beta}
        rows += [{**size, "variant": variant, **measured(seen, variant)} for variant in variants]
    return rows


def predictions(*, seed: int, depth: int = 1) -> list[dict[str, Any]]:
    """Measured over predicted time for tokens uniform on S^{d-1}: every pair, and the first pair of a state."""
    near = [(Solved(kind, n, NEAR_HEADS, NEAR_BETA), d) for kind in KINDS for n in NEAR["n"] for d in NEAR["d"]]
    rows = []
    for (case, d), child in zip(near, np.random.SeedSequence(seed).spawn(len(near)), strict=True):
        model = case.near_orthogonal(np.random.Generator(np.random.PCG64(child)), STATES * depth, d)
        predicted = case.lasts()
        times = predicted * np.linspace(0, 3, 41)
        ratio = first_negative(times, watch(model, ("A",), times).margins["A"]) / predicted
        rows.append(
            {
                **{"heads": case.kind, "n": case.n, "d": d},
                **{"predicted": rounded(predicted), "gamma then": rounded(case.last_gamma())},
                **{"pair": quartiles(ratio), "state": quartiles(ratio.min(axis=(1, 2)))},
            }
        )
    return rows


def order(rows: list[dict[str, Any]], kind: Kind, n: int) -> float:
    """p of width ~ d^-p, for the width between the quartiles of measured over predicted."""
    widths = [row["pair"][2] - row["pair"][1] for row in rows if (row["heads"], row["n"]) == (kind, n)]
    return -float(np.polyfit(np.log(NEAR["d"]), np.log(widths), 1)[0])


# -- the check -----------------------------------------------------------------------------------


def kept(
    family: Family,
    *,
    seed: int,
    depth: int = 1,
    tangential_squared: bool = True,
    others_only: bool = True,
    threshold: Threshold = "A",
) -> Finding:
    """Refutes: "where a token of a head has (A) at the start, the flow keeps it until it has settled".

    Passes when every control comes out as known, most pairs lose (A) in every cell (upper ends of the intervals), and
    the times near the solved cases are those predicted, up to CLOSE in the median, at the largest d. The states
    are those of the definitions (USA on the sphere, V = M), whatever the `family`.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    known = controls(random, threshold, tangential_squared=tangential_squared, others_only=others_only)
    failed = [name for name, came_out in known.items() if not came_out]
    if failed:
        return Finding(False, f"the measure fails a control: {'; '.join(failed)}", {"controls": known})
    rows, near = table(seed=seed, depth=depth), predictions(seed=seed + 1, depth=depth)
    lost = [row for row in rows if row["variant"] == "A"]
    largest = [row["pair"][0] for row in near if row["d"] == NEAR["d"][-1]]
    base = [row for row in lost if all(row[key] == value for key, value in BASE.items())]
    orders = [order(near, kind, n) for kind in KINDS for n in NEAR["n"]]
    passed = all(row["pairs that keep it"][2] < MOST for row in lost) and all(abs(m - 1) < CLOSE for m in largest)
    return Finding(
        passed,
        f"no: of the (token, head) pairs with (A) at the start {_per_cent(lost, 'pairs that keep it')} keep it until"
        f" the flow has settled ({len(lost)} cells); at n = d = 16, H = 4, beta = 1 half of them fail within"
        f" {_between(base, 'pair fails at')} time scales, a flow settles in {_between(base, 'settled at')}, and"
        f" {_per_cent(base, 'failing heads that fall')} of the failing heads lose energy while they fail. Near"
        f" orthonormal tokens the solved cases predict the time: measured over predicted has median"
        f" {min(largest):.3g} to {max(largest):.3g} at d = {NEAR['d'][-1]}, and quartiles that close in as d^-p,"
        f" p = {min(orders):.2f} to {max(orders):.2f}",
        {
            "controls": known,
            "series": [shown.along_axes(rows, AXES, BASE, NAMES), shown.against_dimension(near, NEAR)],
            "table": [shown.variants(rows, BASE), shown.cells(rows), shown.predictions(near)],
        },
    )


def _per_cent(rows: list[dict[str, Any]], key: str) -> str:
    """The least and the largest share in these rows."""
    shares = [100 * row[key][0] for row in rows]
    return f"{min(shares):.2g} to {max(shares):.2g} %"


def _between(rows: list[dict[str, Any]], key: str) -> str:
    """The least and the largest median in these rows."""
    medians = [row[key][0] for row in rows]
    return f"{min(medians):.2g} to {max(medians):.2g}"
