"""Which attention is the faster one: late, at every angle, and from which d on.

One head of strength alpha > 0 on equiangular tokens; times as in `numeric.relu.separation`. Every check is called as
check(family, seed=..., depth=..., **keywords), the keywords being the planted errors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from math import exp, log
from typing import Any

import flint
import ival
import numpy as np
from scipy.optimize import brentq

from numeric.arithmetic import Arithmetic, Array, Balls, Floats, Intervals
from numeric.equiangular import Parameters, softmax_rate
from numeric.model import Model
from numeric.rates.times import enclosed_time, interval_cells, measured_time, rate_of
from numeric.relu import angle_rate, coupling, exact_time, late_rates, relu_rate
from numeric.relu.flow import CLOSE, TOLERANCE, angle_after, measured_late_rate, model_at
from numeric.relu.separation import BITS, GRID, LATE, NAMES, Race, frozen_time, growth_time, one_number
from numeric.state import Attention
from numeric.statement import Finding
from numeric.states import Family, equiangular_tokens, scalar_heads
from numeric.witness import Case

# -- late ----------------------------------------------------------------------------------------

SLOW = LATE[0]  # alpha beta = 1/2
HALF_WAY = Fraction(1, 2)


def pulls(p: Parameters) -> dict[Attention, Array]:
    """d gamma/dt divided by (1-gamma) (1+(n-1) gamma), for gamma >= 0 and one head: n pull at gamma = 1 is late."""
    alpha, exponential = p.strengths, p.arithmetic.exp
    reach = p.beta * alpha
    return {
        "softmax": 2 * alpha / (exponential(reach * (1 - p.gamma)) + (p.n - 1)),
        "usa": 2 * alpha * exponential(reach * p.gamma) / p.n,
        "relu": 2 * coupling(p) * p.gamma / p.n,
    }


def late_faster(family: Family, *, seed: int, depth: int = 1, **changes: Any) -> Finding:
    """At alpha beta = 1/2 ReLU is slower than SA and than USA at every gamma in [1/2, 1]: not faster later."""
    proved: dict[str, bool] = {}
    names: tuple[Attention, ...] = ("softmax", "usa")
    for arithmetic, cells in ((Balls(BITS), _ball_cells(64)), (Intervals(), interval_cells(HALF_WAY, Fraction(1), 64))):
        with arithmetic.working():
            p = SLOW.heads.read(arithmetic, Fraction(1))
            last, claimed = pulls(p), late_rates(p, **changes)
            proved |= {
                f"{name}'s late rate ({arithmetic.name})": _meet(SLOW.n * last[name].item(), claimed[name].item())
                for name in claimed
            }
            all_way = pulls(replace(p, gamma=cells))
            for name in names:
                ahead = arithmetic.positive(all_way[name] - all_way["relu"])
                proved[f"ReLU slower than {name} on [1/2, 1] ({arithmetic.name})"] = bool(np.all(ahead))
    case = Case(scalar_heads(SLOW.beta, equiangular_tokens(Fraction(8), SLOW.n, SLOW.n), (SLOW.alpha,), "relu"))
    case.enclose("d gamma/dt under ReLU", angle_rate)
    for name in names:
        lead = case.enclose(f"d gamma/dt under {NAMES[name]}, less that", partial(_lead, name))
        proved[f"ReLU slower than {NAMES[name]} on the tokens"] = lead.positive
    wrong = [name for name, holds in proved.items() if not holds]
    rates = {name: rate.item() for name, rate in late_rates(SLOW.read(Floats())[0], **changes).items()}
    told = ", ".join(f"{label} {rates[name]:.3g}" for name, label in NAMES.items())
    return Finding(
        not wrong,
        f"not proved: {wrong[0]}"
        if wrong
        else f"at alpha = {SLOW.alpha}, beta = {SLOW.beta} ReLU is slower than SA and USA at every gamma from 1/2 to 1;"
        f" late rates: {told}",
        {"facts": len(proved)},
        case.as_json(),
    )


def _lead(attention: Attention, model: Model) -> Array:
    """By how much d gamma/dt under `attention` exceeds that of the model: (1,)."""
    return angle_rate(model.under(attention)) - angle_rate(model)


def _ball_cells(cells: int) -> Array:
    """Balls (cells, 1) that cover [1/2, 1]."""
    width = HALF_WAY / cells
    covered = np.empty((cells, 1), dtype=object)
    for k in range(cells):
        middle, radius = HALF_WAY + (k + HALF_WAY) * width, width / 2
        ends = (flint.fmpq(place.numerator, place.denominator) for place in (middle, radius))
        covered[k, 0] = flint.arb(*map(flint.arb, ends))
    return covered


def _meet(one: Any, other: Any) -> bool:
    """Have two enclosures of one library a point in common?"""
    return one_number(one, other) if isinstance(one, flint.arb) else not ival.Interval.disjoint(one, other)


def late_faster_flow(family: Family, *, seed: int, depth: int = 1, **changes: Any) -> Finding:
    """At alpha beta = 1/2 the measured late rates are in the order ReLU < SA < USA, and as claimed."""
    claimed = late_rates(SLOW.read(Floats())[0], **changes)
    found = {name: measured_late_rate(SLOW, name) for name in claimed}
    told = ", ".join(f"{label} {found[name]:.2f}" for name, label in NAMES.items())
    right = all(abs(found[name] / claimed[name].item() - 1) < CLOSE for name in claimed)
    ordered = found["relu"] < found["softmax"] < found["usa"]
    return Finding(right and ordered, f"measured late rates at alpha beta = {SLOW.alpha * SLOW.beta}: {told}")


# -- the crossover -------------------------------------------------------------------------------

SIZES = (8, 32, 128, 512)
REACHES = (Fraction(3, 2), Fraction(4))  # alpha beta
ALPHA = Fraction(3, 2)
TARGET = Fraction(9, 10)
NARROW = 1e-7  # relative: how closely d is enclosed


def crossover(family: Family, *, seed: int, depth: int = 1, power: int = 1, strength_power: int = 2) -> Finding:
    """ReLU's time is more than e times USA's; ReLU and SA take the same time from one d alone, if alpha beta > 1."""
    wrong = _usa_lead(power)
    rows = []
    for reach in REACHES:
        for n in SIZES:
            race = Race(n, Fraction(2), TARGET, ALPHA, reach / ALPHA)
            wrong += _not_relu_time(race, strength_power)
            if wrong:
                return Finding(False, f"not so: {wrong[0]}")
            rows.append(_row(race))
    crossing = [row[3] for row in rows]
    return Finding(
        True,
        f"ReLU needs more than e times USA's time; with SA it changes places at the gamma_0 of the table, each"
        f" enclosed to {NARROW:g} of it",
        {
            "crossover points": len(crossing),
            "table": {
                "caption": "The gamma_0 from which ReLU and SA take the same time to gamma_1 ="
                f" {TARGET}, alpha = {ALPHA}: from larger gamma_0 ReLU is faster. Its speed is the higher one beyond"
                " gamma_c. As a dimension d = gamma_0^-2 must be at least n",
                "columns": [
                    *("alpha beta", "n", "gamma_c", "gamma_0^-2, full equations", "T there"),
                    "gamma_0^-2, linearised",
                ],
                "rows": rows,
            },
        },
    )


def _usa_lead(power: int) -> list[str]:
    """T_ReLU > e T_USA on every race of the grid, and where alpha beta gamma is about 1, where it is sharp."""
    sharp = Race(8, Fraction(4), Fraction(3, 10), Fraction(3, 2), Fraction(8, 3))
    with Balls(BITS).working():
        lead = flint.arb(power).exp()
        return [
            f"T_ReLU > e^{power} T_USA at n = {race.n}"
            for race in (*GRID, sharp)
            if not race.time("relu") > lead * race.time("usa")
        ]


def _not_relu_time(race: Race, strength_power: int) -> list[str]:
    """The closed form of ReLU's time against the quadrature of the claimed rate."""
    with Balls(BITS).working():
        p, end = race.read(Balls(BITS))
        claimed = partial(relu_rate, rectified=False, strength_power=strength_power)
        time = enclosed_time(rate_of(claimed, p), race.start, race.target)
        return [] if one_number(time, exact_time(p, end).item()) else [f"ReLU's time at n = {race.n}"]


def _row(race: Race) -> list[Any]:
    """alpha beta, n, gamma_c, d of the full equations, the time there, d of the linearised equations."""
    angle = critical_angle(race)
    start = even_start(race, angle)
    time = exact_time(*race_from(race, start).read(Floats())).item()
    return [
        *(str(race.alpha * race.beta), race.n, f"{float(angle):.4f}", _squared(start), f"{time:.4g}"),
        _squared(_even_linear_start(race)),
    ]


def _squared(gamma: Fraction) -> str:
    """d = gamma^-2, to four digits."""
    return f"{float(1 / gamma**2):.4g}"


def race_from(race: Race, gamma: Fraction) -> Race:
    """The same race from another gamma_0."""
    return replace(race, root_d=1 / gamma)


def critical_angle(race: Race) -> Fraction:
    """gamma_c in (0, 1/(alpha beta)), where ReLU and SA are equally fast; for alpha beta > 1."""

    def excess(arithmetic: Arithmetic, gamma: Fraction) -> Any:
        speeds = pulls(race_from(race, gamma).read(arithmetic)[0])
        return (speeds["relu"] - speeds["softmax"]).item()

    return _root(excess, Fraction(1, 10**9), 1 / (race.alpha * race.beta))


def even_start(race: Race, angle: Fraction) -> Fraction:
    """gamma_0 below the critical angle from which ReLU and SA take the same time in the full equations."""

    def excess(arithmetic: Arithmetic, gamma: Fraction) -> Any:
        here = race_from(race, gamma)
        p, end = here.read(arithmetic)
        if isinstance(arithmetic, Balls):
            return exact_time(p, end).item() - here.time("softmax")
        time = measured_time(rate_of(softmax_rate, p), float(gamma), float(race.target))
        return exact_time(p, end).item() - time

    return _root(excess, Fraction(1, 10**60), angle)


def _even_linear_start(race: Race) -> Fraction:
    """The same in the linearised equations: linear growth against the frozen drive."""

    def excess(arithmetic: Arithmetic, gamma: Fraction) -> Any:
        p, end = race_from(race, gamma).read(arithmetic)
        return (growth_time(p, end) - frozen_time(p, end, "softmax")).item()

    reach = float(race.alpha * race.beta)
    steepest = race.n / (reach * (exp(reach) + race.n - 1))  # where the difference has its only extremum
    return _root(excess, Fraction(1, 10**60), Fraction(steepest))


def _root(excess: Callable[[Arithmetic, Fraction], Any], low: Fraction, high: Fraction) -> Fraction:
    """Where `excess` changes sign in (low, high), enclosed to NARROW / 2 of it by Arb; ArithmeticError if it isn't."""
    logarithm = brentq(lambda y: excess(Floats(), Fraction(exp(y))), log(low), log(high), xtol=1e-12)
    root = Fraction(exp(logarithm))
    ends = [root * (1 + sign * Fraction(NARROW) / 4) for sign in (-1, 1)]
    with Balls(BITS).working():
        below, above = (excess(Balls(BITS), end) for end in ends)
        if not below * above < 0:
            raise ArithmeticError(f"no sign change enclosed near {float(root):.6g}")
    return root


def crossover_flow(family: Family, *, seed: int, depth: int = 1, power: int = 1, strength_power: int = 2) -> Finding:
    """All tokens integrated: SA or ReLU arrives first as d is above or below the crossover; USA by T_ReLU / e."""
    even = Race(8, Fraction(2), TARGET, ALPHA, 4 / ALPHA)
    start = even_start(even, critical_angle(even))
    arrived = []
    runs: tuple[tuple[Race, Attention | None], ...] = (  # and who arrives first, if that is to be seen
        (race_from(even, start * Fraction(9, 10)), "softmax"),
        (race_from(even, start * Fraction(10, 9)), "relu"),
        (Race(8, Fraction(4), Fraction(3, 10), ALPHA, 4 / ALPHA), None),
    )
    for race, first in runs:
        p, end = race.read(Floats())
        scale = coupling(p, strength_power=strength_power) / coupling(p)
        time = (exact_time(p, end) / scale).item()
        relu, softmax = (angle_after(model_at(race, float(race.start), name), time) for name in ("relu", "softmax"))
        usa = angle_after(model_at(race, float(race.start), "usa"), time / exp(power))
        target = float(race.target)
        if not abs(relu - target) < TOLERANCE:
            return Finding(False, f"after the claimed time ReLU has gamma = {relu:.4g}, not {race.target}")
        if not usa > target:
            return Finding(False, f"USA is not there at T_ReLU / e^{power}: gamma = {usa:.4g}, not {race.target}")
        if first and (softmax > target) != (first == "softmax"):
            return Finding(False, f"{NAMES[first]} does not arrive first from gamma_0^-2 = {_squared(race.start)}")
        arrived.append(first)
    return Finding(
        len(arrived) == 3,
        f"integrated tokens (n = 8, alpha beta = 4): SA arrives first from gamma_0 a tenth below {float(start):.4g},"
        " ReLU from a ninth above; USA always before T_ReLU / e",
        {"flows": 3 * len(arrived)},
    )
