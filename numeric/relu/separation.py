"""The times that softmax and ReLU attention take from gamma_0 = d^{-1/2} to a fixed gamma_1, in three equations.

One head of strength alpha > 0, n equiangular tokens, kappa = beta alpha^2 (arXiv 2605.04279). "frozen": linearised at
gamma = 0, softmax by its drive there, ReLU by its linear growth. "own linear term": softmax with the slope of its drive
as well. "full": the equations for gamma themselves. With s = 1/gamma, so that s_0 = sqrt(d), the full times share
L = ln [(n-1+s_1)(s_0-1) / ((n-1+s_0)(s_1-1))]. Times are dimensionless. Keywords are the places of planted errors.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import flint

from numeric.arithmetic import Arithmetic, Array, Balls
from numeric.equiangular import Parameters, softmax_rate, usa_rate
from numeric.rates.times import Heads, Law, Rate, enclosed_time, rate_of
from numeric.relu import acute_rate, coupling, exact_time
from numeric.state import Attention
from numeric.statement import Finding
from numeric.states import Family

BITS = 192
NARROW = 1e-20  # what an enclosure of an identity must be narrower than
Pairs = dict[str, tuple[Any, Any]]
LAWS: dict[Attention, Law] = {"usa": usa_rate, "softmax": softmax_rate, "relu": acute_rate}
NAMES: dict[Attention, str] = {"softmax": "SA", "usa": "USA", "relu": "ReLU"}
LINEAR: tuple[Attention, ...] = ("usa", "softmax")  # those with a drive at gamma = 0


@dataclass(frozen=True)
class Race:
    """One head of strength alpha on n tokens, from gamma_0 = 1/root_d to gamma_1 = `target`; root_d is sqrt(d)."""

    n: int
    root_d: Fraction
    target: Fraction = Fraction(1, 2)
    alpha: Fraction = Fraction(1)
    beta: Fraction = Fraction(1)

    @property
    def start(self) -> Fraction:
        """gamma_0."""
        return 1 / self.root_d

    @property
    def heads(self) -> Heads:
        """The head, and n."""
        return Heads(self.n, self.beta, (self.alpha,))

    def read(self, arithmetic: Arithmetic) -> tuple[Parameters, Array]:
        """The parameters at gamma_0, and gamma_1: as numbers of an arithmetic."""
        return self.heads.read(arithmetic, self.start), arithmetic.array([self.target])

    def time(self, attention: Attention) -> flint.arb:
        """The time in the full equation, enclosed by quadrature."""
        rate = rate_of(LAWS[attention], self.heads.read(Balls(BITS)))
        return enclosed_time(rate, self.start, self.target)


# -- closed forms: (p at gamma_0, gamma_1) to a time (1,) -------------------------------------------


def frozen_time(p: Parameters, end: Array, attention: Attention, *, own: bool = True) -> Array:
    """Softmax with its drive at gamma = 0: n (g1-g0)/(2 alpha) (USA), (e^{alpha beta}+n-1)(g1-g0)/(2 alpha) (SA).

    own=False takes 1 for e^{alpha beta}.
    """
    weight = p.arithmetic.exp(p.beta * p.strengths) if attention == "softmax" and own else 1
    return (weight + (p.n - 1)) * (end - p.gamma) / (2 * p.strengths)


def growth_time(p: Parameters, end: Array, *, half: bool = True, strength_power: int = 2) -> Array:
    """ReLU with its linear growth at gamma = 0: (n/(4 kappa)) ln d + (n/(2 kappa)) ln gamma_1, d = gamma_0^{-2}."""
    log_d = -2 * p.arithmetic.log(p.gamma)
    logs = log_d / (2 if half else 1) + p.arithmetic.log(end)
    return p.n / (2 * coupling(p, strength_power=strength_power)) * logs


def linear_term(p: Parameters, attention: Attention, *, strangers: int = 2, exponential: bool = True) -> Array:
    """c in gammadot = a (1 + c gamma) + O(gamma^2): n-2+u (USA), n-2+u E/(E+n-1) (SA), u = alpha beta, E = e^u."""
    reach = p.beta * p.strengths
    weight = p.arithmetic.exp(reach)
    share = weight / (weight + (p.n - 1)) if attention == "softmax" else 1
    return p.n - strangers + (reach * share if exponential else 0 * reach)


def linear_time(p: Parameters, end: Array, attention: Attention, **changes: Any) -> Array:
    """Softmax with its own linear term: ln((1 + c g1)/(1 + c g0)) / (a c), a the drive at gamma = 0."""
    slope = linear_term(p, attention, **changes)
    unit = frozen_time(replace(p, gamma=0 * end), 1 + 0 * end, attention)  # 1/a
    return unit / slope * p.arithmetic.log((1 + slope * end) / (1 + slope * p.gamma))


def softmax_log(p: Parameters, end: Array, *, sign: int = 1) -> Array:
    """L = ln(n-1+s1) + ln(s0-1) - ln(n-1+s0) - ln(s1-1), s = 1/gamma."""
    log, first, last = p.arithmetic.log, 1 / p.gamma, 1 / end
    return log(p.n - 1 + last) + log(first - 1) - sign * (log(p.n - 1 + first) + log(last - 1))


def full_relu_time(p: Parameters, end: Array, *, strangers: int = 1, sign: int = 1) -> Array:
    """The full equation of ReLU: [L + n ln((n-1+s0)/(n-1+s1))] / (2 kappa)."""
    others = p.n - strangers
    extra = p.n * p.arithmetic.log((others + 1 / p.gamma) / (others + 1 / end))
    return (softmax_log(p, end, sign=sign) + extra) / (2 * coupling(p))


def full_softmax_window(p: Parameters, end: Array, attention: Attention, *, sign: int = 1) -> tuple[Array, Array]:
    """Bounds of the full times: e^{-u g1} <= 2 alpha T/L <= 1 (USA), 1 <= 2 alpha T/L <= (e^u+n-1)/n (SA)."""
    middle = softmax_log(p, end, sign=sign) / (2 * p.strengths)
    reach, exp = p.beta * p.strengths, p.arithmetic.exp
    if attention == "usa":
        return middle * exp(-reach * end), middle
    return middle, middle * (exp(reach) + (p.n - 1)) / p.n


# -- the closed forms against enclosed quadratures -------------------------------------------------

GRID = tuple(
    Race(n, Fraction(root_d), target, alpha, beta)
    for n, root_d, target, alpha, beta in (
        (2, 4, Fraction(1, 2), Fraction(3, 2), Fraction(1)),
        (8, 32, Fraction(9, 10), Fraction(1, 2), Fraction(2)),
        (32, 8, Fraction(1, 2), Fraction(2), Fraction(1, 2)),
        (512, 1024, Fraction(99, 100), Fraction(3, 4), Fraction(3)),
    )
)

FLOWN = (  # with all their tokens
    Race(4, Fraction(8), Fraction(1, 2), Fraction(3, 2), Fraction(1)),
    Race(16, Fraction(4), Fraction(9, 10), Fraction(2), Fraction(1, 2)),
    Race(48, Fraction(32), Fraction(1, 2), Fraction(3, 4), Fraction(3, 2)),
)
LATE = tuple(  # alpha beta = 1/2, 9/10, 11/10, 3
    Race(3, Fraction(2), alpha=Fraction(3, 2), beta=reach / Fraction(3, 2))
    for reach in (Fraction(1, 2), Fraction(9, 10), Fraction(11, 10), Fraction(3))
)


def _slope_at_zero(law: Law, p: Parameters) -> tuple[Any, Any]:
    """The drive at gamma = 0 and its derivative there, by power series."""
    at_zero = replace(p, gamma=0 * p.gamma)
    slope = p.arithmetic.slope(lambda t: law(replace(p, gamma=0 * p.gamma + t)))
    return law(at_zero).item(), slope.item()


def _line(start: Any, slope: Any) -> Rate:
    """The linear rate start + slope gamma."""
    return lambda gamma: start + slope * gamma


def _agreed(compared: Pairs, bounded: Pairs, summary: str) -> Finding:
    """Passed if every pair of enclosures meets narrowly, and of every bound the first is provably the smaller."""
    wrong = [name for name, (one, other) in compared.items() if not one_number(one, other)]
    wrong += [name for name, (low, high) in bounded.items() if not low <= high]
    numbers = {"identities": len(compared), "inequalities": len(bounded), "width": NARROW}
    return Finding(not wrong, f"not so: {wrong[0]}" if wrong else summary, numbers)


def one_number(one: Any, other: Any) -> bool:
    """Can two balls be one number, as far as narrow enclosures show?"""
    difference = flint.arb(one) - other
    return bool(difference.contains(0) and 2 * flint.arb(difference.rad()) < NARROW)


def exact_time_quadrature(family: Family, *, seed: int, depth: int = 1, **changes: Any) -> Finding:
    """The closed form of ReLU's time against the enclosed integral of d gamma / rate."""
    compared: Pairs = {}
    arithmetic = Balls(BITS)
    with arithmetic.working():
        for race in GRID:
            claimed = exact_time(*race.read(arithmetic), **changes).item()
            compared[f"T at n = {race.n}"] = (race.time("relu"), claimed)
        return _agreed(compared, {}, f"T is the integral of 1/rate at n = {_sizes(GRID)}, enclosed to {NARROW:g}")


def _sizes(races: tuple[Race, ...]) -> str:
    return ", ".join(str(race.n) for race in races)


def linearised(family: Family, *, seed: int, depth: int = 1, own: bool = True, **changes: Any) -> Finding:
    """Frozen drive and linear growth: the closed forms against quadratures of rates read off by power series."""
    arithmetic = Balls(BITS)
    compared: Pairs = {}
    bounded: Pairs = {}
    with arithmetic.working():
        for race in GRID:
            p, end = race.read(arithmetic)
            for attention in LINEAR:
                drive, _ = _slope_at_zero(LAWS[attention], p)
                time = enclosed_time(_line(drive, 0), race.start, race.target)
                claimed = frozen_time(p, end, attention, own=own).item()
                compared[f"{attention}, frozen drive, n = {race.n}"] = (time, claimed)
                above = (p.arithmetic.exp(p.beta * p.strengths) + (race.n - 1)) / (2 * p.strengths)
                bounded[f"{attention} is O(n), n = {race.n}"] = (claimed, above.item())
            drive, slope = _slope_at_zero(acute_rate, p)
            compared[f"ReLU's drive at gamma = 0, n = {race.n}"] = (drive, 0)
            time = enclosed_time(_line(0, slope), race.start, race.target)
            compared[f"ReLU, linear growth, n = {race.n}"] = (time, growth_time(p, end, **changes).item())
        return _agreed(
            compared, bounded, "frozen drives and linear growth take the claimed times, by enclosed quadrature"
        )


def own_linear_term(family: Family, *, seed: int, depth: int = 1, **changes: Any) -> Finding:
    """Softmax with its own linear term: the closed form against quadrature, and its bounds of order ln n and ln d."""
    arithmetic = Balls(BITS)
    compared: Pairs = {}
    bounded: Pairs = {}
    with arithmetic.working():
        for race in GRID:
            p, end = race.read(arithmetic)
            for attention in LINEAR:
                drive, slope = _slope_at_zero(LAWS[attention], p)
                time = enclosed_time(_line(drive, slope), race.start, race.target)
                compared[f"{attention}, n = {race.n}"] = (time, linear_time(p, end, attention, **changes).item())
                if race.n >= 3:
                    bounded |= {
                        f"{attention} is O({name}), n = {race.n}": (time, bound)
                        for name, bound in zip(("ln n", "ln d"), linear_bounds(p, end, attention), strict=True)
                    }
        return _agreed(compared, bounded, "softmax with its own linear term takes O(ln n) and O(ln d), enclosed")


def linear_bounds(p: Parameters, end: Array, attention: Attention) -> tuple[Any, Any]:
    """For n >= 3: 3/(2 alpha) (USA) or (e^u + 2)/(2 alpha) (SA), times ln(1 + (n-2+u) g1) and ln(g1/g0)."""
    reach, log = p.beta * p.strengths, p.arithmetic.log
    factor = (3 if attention == "usa" else p.arithmetic.exp(reach) + 2) / (2 * p.strengths)
    return (factor * log(1 + (p.n - 2 + reach) * end)).item(), (factor * log(end / p.gamma)).item()


def full(family: Family, *, seed: int, depth: int = 1, strangers: int = 1, sign: int = 1) -> Finding:
    """The full equations: ReLU's closed form against quadrature, softmax's quadratures within their windows."""
    arithmetic = Balls(BITS)
    compared: Pairs = {}
    bounded: Pairs = {}
    with arithmetic.working():
        for race in GRID:
            p, end = race.read(arithmetic)
            claimed = full_relu_time(p, end, strangers=strangers, sign=sign).item()
            compared[f"ReLU, n = {race.n}"] = (race.time("relu"), claimed)
            for attention in LINEAR:
                low, high = full_softmax_window(p, end, attention, sign=sign)
                time = race.time(attention)
                bounded[f"{attention}, from below, n = {race.n}"] = (low.item(), time)
                bounded[f"{attention}, from above, n = {race.n}"] = (time, high.item())
        return _agreed(compared, bounded, "the full times are as claimed, softmax's within its window, all enclosed")
