"""Softmax heads against equal heads of the same mean strength: where they are faster, where slower, and a witness.

phi(a) = a / (e^{c a} + n - 1) = psi(x)/c with x = c a, c = beta (1 - gamma), is convex in x >= x_c(n), the root of
(x - 2) e^x = (x + 2)(n - 1), and concave below it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any

import flint
import numpy as np
from scipy.optimize import brentq

from numeric.arithmetic import Arithmetic, Array, Balls, Floats, Intervals
from numeric.rates import LAWS, LawName, curvature, lambert_w
from numeric.rates.clustering import BITS, FLOWS, Case, enclosed, flow_time
from numeric.rates.times import Heads, measured_time, rate_of, riemann_time
from numeric.state import Vector
from numeric.statement import Finding
from numeric.states import Family
from numeric.statistics import rounded
from numeric.witness import Enclosed

TOKENS = (2, 4, 8, 32, 128, 512)
NEAR = Fraction(1, 8)  # how far from the threshold the sign of Jensen's gap is proved
BRACKET = Fraction(1, 10**9)  # the width in which a threshold is enclosed
CELLS = 1000  # of the second library's sums
END = Fraction(9, 10)
UNEQUAL = Heads(32, Fraction(1), (Fraction(1, 2), Fraction(3, 2)))
MAPPED = (4, 32, 256)  # tokens


def psi(x: Array, n: int, arithmetic: Arithmetic) -> Array:
    """x / (e^x + n - 1)."""
    return np.asarray(x / (arithmetic.exp(x) + (n - 1)))


def both(quantity: Any) -> Enclosed:
    """A number, as a function of the arithmetic, by both libraries."""
    with Balls(BITS).working():
        ball = quantity(Balls(BITS)).item()
    return Enclosed(ball, quantity(Intervals()).item())


# -- the threshold -------------------------------------------------------------------------------


def threshold(n: int, *, offset: int = 2) -> tuple[Fraction, Fraction]:
    """A stretch that holds x_c(n): both libraries prove the sign of `curvature` at either end.

    ArithmeticError where there is none between 0 and 2 (n - 1) + 6.
    """

    def bends(x: Fraction) -> Enclosed:
        return both(lambda arithmetic: curvature(arithmetic.array([x]), n, arithmetic, offset=offset))

    low, high = Fraction(0), Fraction(2 * n + 4)
    while float(bends(high / 2).ball.mid()) > 0:
        high /= 2  # until e^x is no large number
    while high - low > BRACKET:
        middle = (low + high) / 2
        low, high = (low, middle) if bends(middle).ball > 0 else (middle, high)
    if not (bends(low).negative and bends(high).positive):
        raise ArithmeticError(f"no proof that the curvature changes its sign between {low} and {high} for n = {n}")
    return low, high


def gap(x: Fraction, n: int) -> Enclosed:
    """psi(x - d) + psi(x + d) - 2 psi(x), d = NEAR/2."""

    def difference(arithmetic: Arithmetic) -> Array:
        left, middle, right = (
            psi(arithmetic.array([place]), n, arithmetic) for place in (x - NEAR / 2, x, x + NEAR / 2)
        )
        return left + right - 2 * middle

    return both(difference)


def thresholds(family: Family, *, seed: int, depth: int = 1, offset: int = 2, sign: int = 1) -> Finding:
    """x_c(n) enclosed; Jensen's gap of two heads is negative just below it and positive just above."""
    rows = []
    for n in TOKENS:
        low, high = threshold(n, offset=offset)
        below, above = gap(low - NEAR, n), gap(high + NEAR, n)
        proved = (below.negative and above.positive) if sign == 1 else (below.positive and above.negative)
        if not proved:
            told = ", ".join(f"{side.ball.str(3, radius=False)}" for side in (below, above))
            return Finding(False, f"n={n}: Jensen's gaps below and above x_c = {float(low):.6g} are {told}")
        with Balls(BITS).working():
            best = 1 + lambert_w(np.array([flint.arb(n - 1) / flint.arb(1).exp()]), Balls(BITS)).item()
        rows.append([n, rounded(float(low), 6), rounded(float(best.mid()), 6)])
    return Finding(
        True,
        f"x_c(n) enclosed for {len(rows)} n by two libraries, from {rows[0][1]:g} at n = {rows[0][0]} to"
        f" {rows[-1][1]:g} at n = {rows[-1][0]}; the gap of two heads has the right sign on either side",
        {
            "table": {
                "caption": "Softmax thresholds in x = alpha beta (1 - gamma): a head's rate is convex in its strength"
                " from x_c on, and largest at 1 + W((n-1)/e) (rates.lambert)",
                "columns": ["n", "x_c", "1 + W((n-1)/e)"],
                "rows": rows,
            }
        },
    )


def lambert_brackets(family: Family, *, seed: int, depth: int = 1, per_head: bool = True, shift: int = 1) -> Finding:
    """W by Arb, and by the second library from its equation alone: a function that grows changes its sign within.

    For the equivalent strength a of two heads the function is H g(a) - R; for the fastest softmax strength it is
    (x - 1) e^x - (n - 1).
    """
    proved, widest = 0, 0.0
    for n, strengths in zip(TOKENS, PAIRS * 2, strict=True):
        with Balls(BITS).working():
            p = Heads(n, Fraction(1), strengths).read(Balls(BITS), gamma=Fraction(1, 2))
            s = p.beta * p.gamma
            z = s * (p.strengths * Balls.exp(s * p.strengths)).sum() / (len(strengths) if per_head else 1)
            equal = (lambert_w(z, p.arithmetic) / s).item()
            best = (shift + lambert_w(np.array([flint.arb(n - 1) / flint.arb(1).exp()]), p.arithmetic)).item()
        for name, root, function in (
            ("equivalent strength", equal, partial(_surplus, strengths=strengths)),
            ("fastest strength", best, partial(_slope, n=n)),
        ):
            low, high = (Fraction(float(root.mid())) + side * BRACKET for side in (-1, 1))
            if not (function(low).sup < 0 < function(high).inf):
                return Finding(False, f"the second library finds no {name} at {root.str(8)} (n={n})")
            proved, widest = proved + 1, max(widest, float(root.rad()))
    return Finding(
        widest < NARROW,
        f"{proved} values of W by Arb; the second library proves that the equation's root is within {float(BRACKET):g}",
        {"values": proved, "balls narrower than": NARROW},
    )


PAIRS = tuple((Fraction(a, 2), Fraction(b, 2)) for a, b in ((1, 3), (1, 1), (1, 8)))
NARROW = 1e-40


def _surplus(strength: Fraction, strengths: Vector) -> Any:
    """H g(a) - sum_h g(alpha_h), g(a) = a e^{a/2}, in intervals."""
    arithmetic = Intervals()
    one, all_of_them = (arithmetic.array(values) for values in ([strength], strengths))
    g = [values * arithmetic.exp(values / 2) for values in (one, all_of_them)]
    return len(strengths) * g[0].item() - g[1].sum()


def _slope(x: Fraction, n: int) -> Any:
    """(x - 1) e^x - (n - 1), in intervals."""
    arithmetic = Intervals()
    at = arithmetic.array([x])
    return ((at - 1) * arithmetic.exp(at) - (n - 1)).item()


# -- the witness ---------------------------------------------------------------------------------


def _pair(law: LawName, spread: int) -> tuple[Case, Case]:
    """The unequal heads of the witness, their deviations multiplied by `spread`, and the equal ones."""
    mean = UNEQUAL.alike()
    moved = tuple(m + spread * (s - m) for s, m in zip(UNEQUAL.strengths, mean.strengths, strict=True))
    cases = (Case(heads, law, Fraction(0), END) for heads in (replace(UNEQUAL, strengths=moved), mean))
    return next(cases), next(cases)


def slower(family: Family, *, seed: int, depth: int = 1, law: LawName = "softmax", spread: int = 1) -> Finding:
    """n = 32, beta = 1: strengths 1/2, 3/2 have a smaller rate at gamma = 0 and a longer time to 9/10 than 1, 1."""
    unequal, equal = _pair(law, spread)
    rates = [both(lambda arithmetic, c=case: LAWS[law](c.heads.read(arithmetic))) for case in (unequal, equal)]
    times = [_time(case) for case in (unequal, equal)]
    proved = {
        "the rate at gamma = 0 is smaller": _less(rates[0], rates[1]),
        "the time to gamma = 9/10 is longer": _less(times[1], times[0]),
    }
    lacking = [name for name, holds in proved.items() if not holds]
    names = ("strengths 1/2, 3/2", "strengths 1, 1") if spread == 1 else ("unequal", "equal")
    enclosures = {
        f"{quantity}, {name}": value.as_json()
        for quantity, values in (("d gamma/dt at 0", rates), ("T from 0 to 9/10", times))
        for name, value in zip(names, values, strict=True)
    }
    if lacking:
        return Finding(False, f"not proved: {'; '.join(lacking)}", enclosures)
    longer = rounded(100 * (float(times[0].ball.mid()) / float(times[1].ball.mid()) - 1))
    return Finding(
        True,
        f"n = 32, beta = 1: two heads of strengths 1/2 and 3/2 start slower than two of strength 1 and need {longer} %"
        " longer from gamma = 0 to 9/10",
        enclosures,
        {"enclosed": enclosures},
    )


def _time(case: Case) -> Enclosed:
    within = riemann_time(LAWS[case.law], case.heads.read(Intervals()), case.start, case.end, cells=CELLS)
    return Enclosed(enclosed(case, case.heads), within)


def _less(one: Enclosed, other: Enclosed) -> bool:
    """Do both libraries prove one < other, with enclosures that meet?"""
    apart = one.interval.sup < other.interval.inf and one.ball < other.ball
    return bool(apart and one.consistent and other.consistent)


def slower_flows(family: Family, *, seed: int, depth: int = 1, law: LawName = "softmax", spread: int = 1) -> Finding:
    """The same by integrating all 32 tokens under either pair of heads; the times are the enclosed ones."""
    cases = _pair(law, spread)
    unequal, equal = times = [flow_time(case, case.heads) for case in cases]
    for time, case in zip(times, cases, strict=True):
        if not abs(time / float(enclosed(case, case.heads).mid()) - 1) < FLOWS:
            return Finding(False, f"the flow takes {time:.6g}, which its enclosure does not hold: {case}")
    return Finding(
        unequal > equal * (1 + FLOWS),
        f"integrated with 32 tokens, gamma reaches 9/10 at t = {unequal:.6g} under strengths 1/2 and 3/2, at"
        f" {equal:.6g} under equal ones",
        {"T, unequal": rounded(unequal, 6), "T, equal": rounded(equal, 6)},
    )


# -- the map -------------------------------------------------------------------------------------


def early_gap(beta: Any, spread: Any, n: int) -> Array:
    """phi(1 - s) + phi(1 + s) - 2 phi(1) at gamma = 0, times beta, for floats or arrays of them."""
    x = np.asarray(beta)
    return psi(x * (1 - spread), n, Floats()) + psi(x * (1 + spread), n, Floats()) - 2 * psi(x, n, Floats())


def softmax_map(family: Family, *, seed: int, depth: int = 1, offset: int = 2, sign: int = 1) -> Finding:
    """On a grid of beta and spread the gap's sign is that of the range; two flows, one for each range, agree."""
    betas, spreads = np.linspace(0.25, 20, 80)[:, None], np.linspace(0.05, 0.95, 19)
    decided = 0
    for n in MAPPED:
        bends = [curvature(betas * (1 + side * spreads), n, Floats(), offset=offset) for side in (-1, 1)]
        convex, concave = bends[0] >= 0, bends[1] <= 0
        gaps = sign * early_gap(betas, spreads, n)
        wrong = (convex & (gaps < 0)) | (concave & (gaps > 0))
        decided += int((convex | concave).sum())
        if np.any(wrong):
            row, column = np.argwhere(wrong)[0]
            return Finding(
                False, f"n={n}, beta={betas[row, 0]:.3g}, spread {spreads[column]:.3g}: the sign is not that claimed"
            )
        if np.any(np.abs(np.diff(np.sign(gaps), axis=0)).sum(axis=0) > 2):
            return Finding(False, f"n={n}: the sign of the gap changes more than once in beta")
    for heads, end, faster in FLOWN:
        unequal, equal = (flow_time(Case(each, "softmax", Fraction(0), end), each) for each in (heads, heads.alike()))
        if not sign * faster * (equal - unequal) > FLOWS * equal:
            return Finding(False, f"n={heads.n}, beta={heads.beta}: T = {unequal:.6g}, equal heads {equal:.6g}")
    return Finding(
        True,
        f"the gap has the sign of its range at {decided} of {len(MAPPED) * gaps.size} points (beta, spread), and no"
        " sign is claimed at the others; one crossing in beta for each spread; two integrated flows agree",
        {"points decided": decided, "series": [map_figure()]},
    )


# heads wholly in the convex range up to the end, and wholly in the concave one: are they faster (1) or slower (-1)?
FLOWN = (
    (Heads(8, Fraction(8), (Fraction(3, 4), Fraction(5, 4))), Fraction(1, 10), 1),
    (Heads(8, Fraction(1), (Fraction(1, 4), Fraction(7, 4))), END, -1),
)


def map_figure() -> dict[str, Any]:
    """The inverse temperature above which two heads 1 - s, 1 + s are faster than two of strength 1, against s."""
    spreads = [k / 10 for k in range(1, 10)]
    return {
        "figure": "rates-softmax-map",
        "title": "Above its line, softmax heads of strengths 1 - s and 1 + s are faster than two of strength 1",
        "caption": "left: rate at gamma = 0 (as s goes to 0 a line tends to beta = x_c(n)); right: time from gamma = 0"
        " to 9/10",
        "panels": [
            {
                "title": title,
                "x": {"name": "spread s of the strengths", "unit": "dimensionless", "values": spreads},
                "y": {"name": "inverse temperature beta", "unit": "dimensionless", "range": [0, 10]},
                "lines": [
                    {"name": f"n = {n}", "values": [rounded(_crossing(function, s, n)) for s in spreads]}
                    for n in MAPPED
                ],
            }
            for title, function in (("early rate", early_gap), ("clustering time", _time_gap))
        ],
    }


def _crossing(function: Any, spread: float, n: int) -> float:
    """The beta at which a gap that is negative for small beta and positive for large beta vanishes."""
    return float(brentq(lambda beta: float(function(beta, spread, n)), 2, 12, xtol=1e-5))


def _time_gap(beta: float, spread: float, n: int) -> float:
    """log T of equal heads - log T of unequal ones."""
    read = Heads(n, Fraction(beta), (Fraction(1), Fraction(1))).read(Floats())
    equal, unequal = (
        measured_time(rate_of(LAWS["softmax"], replace(read, strengths=np.array([1 - s, 1 + s]))), 0, float(END))
        for s in (0.0, spread)
    )
    return float(np.log(equal / unequal))
