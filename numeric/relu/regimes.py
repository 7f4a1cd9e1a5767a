"""Are the times of softmax and ReLU attention of the quoted orders, n and n log d? The table of regimes.

The times are those of `numeric.relu.separation`, linearised and full. Every check is called as check(family, seed=...,
depth=..., **keywords), the keywords being the planted errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import log
from typing import Any

import numpy as np

from numeric.arithmetic import Array, Balls, Intervals
from numeric.rates.times import riemann_time
from numeric.relu import coupling, separation
from numeric.relu.flow import TOLERANCE, angle_after, model_at
from numeric.relu.separation import BITS, LAWS, NAMES, Race, frozen_time, full_relu_time, growth_time, linear_time
from numeric.state import Attention
from numeric.statement import Finding
from numeric.states import Family
from numeric.statistics import rounded

# -- the quoted orders in the full equations -------------------------------------------------------

FIXED = Race(16, Fraction(32))  # d = 1024, gamma_1 = 1/2, alpha = beta = 1
EVEN = tuple(replace(FIXED, n=4**k, root_d=Fraction(2**k)) for k in range(2, 11, 2))  # d = n, the least, up to 2^20


def nonlinear(
    family: Family, *, seed: int, depth: int = 1, relu_factor: bool = True, softmax_factor: bool = True
) -> Finding:
    """d = n from 16 to 2^20: every time stays below its bound, of order ln n or sqrt(n), so none is of order n.

    Fewer dimensions do not hold n tokens at one acute angle, which are linearly independent.

    The keywords drop the factor (1-gamma)(1+(n-1) gamma) of ReLU, or softmax's, as the linearisation does.
    """
    proved: dict[str, bool] = {}
    along: list[dict[Attention, Any]] = []
    with Balls(BITS).working():
        for race in EVEN:
            limit = bounds(race)
            along.append(_times(race, relu_factor, softmax_factor))
            proved |= {f"{NAMES[name]}, n = {race.n}": bool(time < limit[name]) for name, time in along[-1].items()}
            closed = full_relu_time(*race.read(Balls(BITS))).item()
            proved[f"ReLU's closed form, n = {race.n}"] = separation.one_number(race.time("relu"), closed)
    again = _again(EVEN[-1], relu_factor, softmax_factor)
    proved |= {f"{NAMES[name]}, second library": bool(again[name].sup < float(limit[name])) for name in again}
    wrong = [name for name, holds in proved.items() if not holds]
    if wrong:
        return Finding(False, f"not below its bound, or not as claimed: {wrong[0]}", {"facts": len(proved)})
    first, final = along[0], along[-1]
    told = ", ".join(
        f"{NAMES[name]} from {float(first[name]):.4g} to {float(final[name]):.4g} (bound {float(limit[name]):.4g})"
        for name in limit
    )
    return Finding(
        True,
        f"at d = n no time is of order n: while n goes from {EVEN[0].n} to {EVEN[-1].n}, {told}",
        {"facts": len(proved), "table": _regimes(), "series": [_figure()]},
    )


def bounds(race: Race) -> dict[Attention, Any]:
    """What the full times stay below, whatever n: [ln((s0-1)/(s1-1)) + s0-s1]/(2 kappa), e^u ln(...)/(2 alpha)."""
    p, end = race.read(Balls(BITS))
    first, last = 1 / p.gamma, 1 / end
    logarithm = p.arithmetic.log((first - 1) / (last - 1))
    softmax = (p.arithmetic.exp(p.beta * p.strengths) * logarithm / (2 * p.strengths)).item()
    return {"softmax": softmax, "usa": softmax, "relu": ((logarithm + first - last) / (2 * coupling(p))).item()}


def _times(race: Race, relu_factor: bool, softmax_factor: bool) -> dict[Attention, Any]:
    """By quadrature of the full equations, or without a factor by the linearised closed forms."""
    p, end = race.read(Balls(BITS))
    times: dict[Attention, Any] = {
        name: race.time(name) if softmax_factor else frozen_time(p, end, name).item() for name in separation.LINEAR
    }
    return times | {"relu": race.time("relu") if relu_factor else growth_time(p, end).item()}


def _again(race: Race, relu_factor: bool, softmax_factor: bool) -> dict[Attention, Any]:
    """The same by the second library: softmax between Riemann sums, ReLU by its closed form."""
    p, end = race.read(Intervals())
    times: dict[Attention, Any] = {
        name: riemann_time(LAWS[name], p, race.start, race.target, cells=400)
        if softmax_factor
        else frozen_time(p, end, name).item()
        for name in separation.LINEAR
    }
    return times | {"relu": (full_relu_time if relu_factor else growth_time)(p, end).item()}


def nonlinear_flow(
    family: Family, *, seed: int, depth: int = 1, relu_factor: bool = True, softmax_factor: bool = True
) -> Finding:
    """All tokens integrated at d = 1024 and n = 8, 16, 32, 64: at the claimed time gamma is gamma_1."""
    told = []
    for n in (8, 16, 32, 64):
        race = replace(FIXED, n=n)
        times = {name: float(time) for name, time in _times(race, relu_factor, softmax_factor).items()}
        for name, time in times.items():
            found = angle_after(model_at(race, float(race.start), name), time)
            if not abs(found - float(race.target)) < TOLERANCE:
                return Finding(False, f"{NAMES[name]}: after {time:.4g} gamma is {found:.4g} (n={n})")
        told.append(f"{times['relu']:.3g}")
    return Finding(
        True,
        f"integrated tokens: ReLU's times at d = 1024 are {', '.join(told)} for n = 8, 16, 32, 64, far from doubling",
    )


# -- the table of regimes --------------------------------------------------------------------------


@dataclass(frozen=True)
class Equation:
    """Softmax (SA) and ReLU in one reading: a race to its two times, and their leading forms, said and computed."""

    name: str
    softmax: Callable[[Race], float]
    softmax_form: str
    softmax_leads: Callable[[Race], float]
    relu: Callable[[Race], float]
    relu_form: str
    relu_leads: Callable[[Race], float]


def _float(form: Callable[..., Array], *given: Any) -> Callable[[Race], float]:
    """A closed form of `numeric.relu.separation` as a number."""

    def time(race: Race) -> float:
        with Balls(BITS).working():
            return float(form(*race.read(Balls(BITS)), *given).item())

    return time


def _alpha2(race: Race) -> float:
    return 2 * float(race.alpha)


def _kappa2(race: Race) -> float:
    return 2 * float(race.beta * race.alpha**2)


def _n_over(race: Race) -> float:
    return race.n * float(race.target - race.start) / _alpha2(race)


def _log_n(race: Race) -> float:
    return log((1 + race.n * float(race.target)) / (1 + race.n * float(race.start))) / _alpha2(race)


def _shared_log(race: Race) -> float:
    with Balls(BITS).working():
        return float(separation.softmax_log(*race.read(Balls(BITS))).item()) / _alpha2(race)


def _n_log_d(race: Race) -> float:
    return race.n * log(float(race.target * race.root_d)) / _kappa2(race)


def _n_log_ratio(race: Race) -> float:
    return race.n * float(np.log1p(float(race.root_d / race.n))) / _kappa2(race)


FROZEN = Equation(
    name="linearised at gamma = 0, drive frozen",
    softmax=_float(frozen_time, "softmax"),
    softmax_form="n (gamma_1 - gamma_0)/(2 alpha)",
    softmax_leads=_n_over,
    relu=_float(growth_time),
    relu_form="(n/(2 kappa)) ln(gamma_1 sqrt d)",
    relu_leads=_n_log_d,
)
OWN_LINEAR_TERM = replace(
    FROZEN,
    name="softmax with its own linear term",
    softmax=_float(linear_time, "softmax"),
    softmax_form="(1/(2 alpha)) ln((1 + n gamma_1)/(1 + n gamma_0))",
    softmax_leads=_log_n,
)
FULL = Equation(
    name="full",
    softmax=lambda race: float(race.time("softmax")),
    softmax_form="L/(2 alpha)",
    softmax_leads=_shared_log,
    relu=_float(full_relu_time),
    relu_form="(n/(2 kappa)) ln(1 + sqrt(d)/n)",
    relu_leads=_n_log_ratio,
)
EQUATIONS = (FROZEN, OWN_LINEAR_TERM, FULL)
FAR = 2**40
PATHS = {
    "d = n from 2^6 to 2^40": (Race(64, Fraction(8)), Race(FAR, Fraction(2**20))),
    "sqrt d = n from 2^6 to 2^40": (Race(64, Fraction(64)), Race(FAR, Fraction(FAR))),
    "n = 2^6, sqrt d from 2^16 to 2^40": (Race(64, Fraction(2**16)), Race(64, Fraction(FAR))),
}
KEPT = 3.0  # a quotient that changes by less over so long a path keeps its order


def _regimes() -> dict[str, Any]:
    """Regime, leading forms, constants, verdict: one row for each equation and path."""
    rows = []
    for equation in EQUATIONS:
        for path, races in PATHS.items():
            end = races[1]
            softmax = [equation.softmax(race) for race in races]
            relu = [equation.relu(race) for race in races]
            per_n = [time / race.n for time, race in zip(softmax, races, strict=True)]
            per_n_log_d = [time / (race.n * 2 * log(race.root_d)) for time, race in zip(relu, races, strict=True)]
            rows.append(
                [
                    *(equation.name, path),
                    *(equation.softmax_form, _digits(softmax[1] / equation.softmax_leads(end)), _ends(per_n)),
                    *(equation.relu_form, _digits(relu[1] / equation.relu_leads(end)), _ends(per_n_log_d)),
                    verdict(per_n, per_n_log_d),
                ]
            )
    return {
        "caption": "Times from gamma_0 = 1/sqrt(d) to gamma_1 = 1/2, alpha = beta = 1, kappa = beta alpha^2; L = "
        "ln[(n-1+s_1)(s_0-1)/((n-1+s_0)(s_1-1))], s = 1/gamma. Quotients at both ends of each path; an order is kept "
        f"where its quotient changes by less than a factor {KEPT:g}",
        "columns": [
            *("equation", "path", "softmax (SA): form", "T/form at the end", "T/n"),
            *("ReLU: form", "T/form at the end", "T/(n ln d)", "O(n) against O(n log d)"),
        ],
        "rows": rows,
    }


def verdict(softmax: list[float], relu: list[float]) -> str:
    """Are T/n and T/(n ln d) of constant order from the first to the last entry?"""
    found = {
        "softmax is o(n)": softmax[-1] * KEPT < softmax[0],
        "softmax exceeds O(n)": softmax[-1] > KEPT * softmax[0],
        "ReLU is o(n log d)": relu[-1] * KEPT < relu[0],
        "ReLU exceeds O(n log d)": relu[-1] > KEPT * relu[0],
    }
    return "; ".join(name for name, holds in found.items() if holds) or "both orders kept"


def _digits(value: float) -> str:
    return f"{value:.3g}"


def _ends(values: Iterable[float]) -> str:
    return " to ".join(map(_digits, values))


def _figure() -> dict[str, Any]:
    """T against n at d = n, and against d at n = 64."""
    against_n = [replace(FIXED, n=4**k, root_d=Fraction(2**k)) for k in range(2, 11)]
    against_d = [replace(FIXED, n=64, root_d=Fraction(2**k)) for k in range(3, 15)]
    return {
        "figure": "relu-softmax-times",
        "title": "Clustering times of softmax and ReLU attention, linearised and full",
        "caption": "from gamma_0 = 1/sqrt(d) to gamma_1 = 1/2; alpha = beta = 1; left d = n, right n = 64",
        "panels": [
            _panel("against n, d = n", "n", [float(race.n) for race in against_n], against_n),
            _panel("against d, n = 64", "d", [float(race.root_d**2) for race in against_d], against_d),
        ],
    }


def _panel(title: str, name: str, at: list[float], races: list[Race]) -> dict[str, Any]:
    lines: dict[str, Callable[[Race], float]] = {
        "SA, drive frozen": FROZEN.softmax,
        "SA, own linear term": OWN_LINEAR_TERM.softmax,
        "SA, full": FULL.softmax,
        "ReLU, linear growth": FROZEN.relu,
        "ReLU, full": FULL.relu,
    }
    return {
        "title": title,
        "x": {"name": name, "unit": "dimensionless", "scale": "log", "values": at},
        "y": {"name": "time T", "unit": "dimensionless", "scale": "log"},
        "lines": [{"name": line, "values": [rounded(time(race), 4) for race in races]} for line, time in lines.items()],
    }
