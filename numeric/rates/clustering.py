"""Clustering times of several heads against those of each head alone: 1/T >= sum_h 1/T_h.

Every check takes the keywords of a planted error: `factor` before the sum, `sign` of the inequality.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import cycle, islice
from typing import Any

import flint
import ival
import numpy as np

from numeric.arithmetic import Array, Balls, Digits, Floats, Intervals
from numeric.flow import integrate
from numeric.model import Model
from numeric.rates import LAWS, LawName
from numeric.rates.times import WIDTH, Heads, enclosed_time, interval_cells, measured_time, precise_time, rate_of
from numeric.state import Attention
from numeric.statement import Finding
from numeric.states import Family
from numeric.statistics import rounded

CASES = 12  # at depth 1
BITS = 192  # in which rates are read
DIGITS = 40  # working digits of the precise route; 30 are claimed
CELLS = 400  # of the second library's sums
FLOWS = 1e-8  # relative: what integrated times stay within
STEP = 1e-5  # relative: how far the end of a flow may be from where its time is read; the square is lost
ROUNDS = 8
SMALL = 32  # tokens of a flow
# The lengths of the cycles are pairwise coprime, but that each of these has both attentions.
SIZES = (2, 8, 32, 128, 3)
TEMPERATURES = tuple(map(Fraction, ("1", "4", "1/10")))
STRETCHES = ((Fraction(0), Fraction(9, 10)), (Fraction(1, 4), Fraction(1, 2)))


@dataclass(frozen=True)
class Case:
    """Heads, their attention, and the stretch of gamma."""

    heads: Heads
    law: LawName
    start: Fraction
    end: Fraction

    @property
    def alike(self) -> bool:
        """Are all strengths equal?"""
        return len(set(self.heads.strengths)) == 1

    def __str__(self) -> str:
        return f"{self.law}, {self.heads}, gamma from {self.start} to {self.end}"


def cases(*, seed: int, depth: int = 1) -> list[Case]:
    """Seeded cases with two to four heads, each third one with equal strengths."""
    random = np.random.Generator(np.random.PCG64(seed))
    laws: tuple[LawName, ...] = ("usa", "softmax", "softmax", "usa")
    drawn = []
    for number, (n, beta, law) in enumerate(
        islice(zip(cycle(SIZES), cycle(TEMPERATURES), cycle(laws), strict=False), CASES * depth)
    ):
        strengths = tuple(
            Fraction(int(k), 4) for k in random.choice(np.arange(1, 13), size=2 + number % 3, replace=False)
        )
        if number % 3 == 2:
            strengths = strengths[:1] * len(strengths)
        drawn.append(Case(Heads(n, beta, strengths), law, *STRETCHES[number % 7 % 2]))
    return drawn


# -- certified -----------------------------------------------------------------------------------


def enclosed(case: Case, heads: Heads) -> flint.arb:
    """The time of these heads on the case's stretch."""
    with Balls(BITS).working():
        rate = rate_of(LAWS[case.law], heads.read(Balls(BITS)))
    return enclosed_time(rate, case.start, case.end)


def reciprocals(case: Case) -> tuple[flint.arb, list[flint.arb]]:
    """T, and every 1/T_h."""
    together = enclosed(case, case.heads)
    with Balls(BITS).working():
        return together, [1 / enclosed(case, head) for head in case.heads.apart()]


def defect(case: Case, weights: list[Fraction]) -> ival.Interval:
    """sum_h l_h^2 T_h - T = integral of sum_h (l_h/r_h - 1/R)^2 r_h, enclosed by the second library, sum_h l_h = 1."""
    arithmetic = Intervals()
    law, gammas = LAWS[case.law], interval_cells(case.start, case.end, CELLS)

    def over_cells(heads: Heads) -> Array:
        return law(replace(heads.read(arithmetic), gamma=gammas))

    together = 1 / over_cells(case.heads)
    integrand = 0 * together
    for weight, head in zip(weights, case.heads.apart(), strict=True):
        rates = over_cells(head)
        integrand = integrand + arithmetic.magnitude(arithmetic.array([weight]) / rates - together) ** 2 * rates
    step = arithmetic.number((case.end - case.start) / CELLS)
    return step * integrand.sum()


def times(family: Family, *, seed: int, depth: int = 1, factor: int = 1, sign: int = 1) -> Finding:
    """1/T > sum_h 1/T_h where strengths differ, by enclosures; where they are equal the two can't be told apart.

    The second library confirms each strict sign by another formula: with rational l_h next to 1/(T_h S), S = sum 1/T_h,
    it proves sum_h l_h^2 T_h - T > 0, and the ball of sum_h l_h^2 T_h - 1/S is below a millionth of that.
    """
    strict, equal, margins = 0, 0, []
    for case in cases(seed=seed, depth=depth):
        together, inverses = reciprocals(case)
        with Balls(BITS).working():
            inverse_sum = sum(inverses, start=flint.arb(0))
            margin = sign * (1 - factor * together * inverse_sum)  # (1/T - sum 1/T_h) T
        if case.alike:
            equal += 1
            if not (margin.contains(0) and 2 * flint.arb(margin.rad()) < WIDTH):
                return Finding(False, f"equal strengths, but 1 - T sum 1/T_h is {margin.str(8)}: {case}")
            continue
        strict += 1
        if not margin > 0:
            return Finding(False, f"(1/T - sum 1/T_h) T is {margin.str(8)}: {case}")
        if not _confirmed(case, together, inverses):
            return Finding(False, f"the second library does not prove 1/T > sum 1/T_h: {case}")
        margins.append(float(margin.mid()))
    numbers: dict[str, Any] = {
        "cases with different strengths": strict,
        "cases with equal strengths": equal,
        "least (1/T - sum 1/T_h) T": rounded(min(margins)),
        "greatest (1/T - sum 1/T_h) T": rounded(max(margins)),
    }
    if not equal:
        return Finding(False, "no case with equal strengths: nothing shows the equality", numbers)
    return Finding(
        True,
        f"1/T exceeds sum 1/T_h on {strict} cases, by enclosures of two libraries, and cannot be told from it"
        f" within {WIDTH:g} on {equal} with equal strengths",
        numbers,
    )


def _confirmed(case: Case, together: flint.arb, inverses: list[flint.arb]) -> bool:
    with Balls(BITS).working():
        inverse_sum = sum(inverses, start=flint.arb(0))
        weights = [Fraction(round(float((inverse / inverse_sum).mid()) * 2**40), 2**40) for inverse in inverses]
        weights[-1] = 1 - sum(weights[:-1], Fraction(0))
        squares = [Balls(BITS).number(weight) ** 2 for weight in weights]
        spent = sum((square / inverse for square, inverse in zip(squares, inverses, strict=True)), start=flint.arb(0))
        over = spent - 1 / inverse_sum
        by_balls = spent - together
    second = defect(case, weights)
    meets = second.inf <= float(by_balls.upper()) and second.sup >= float(by_balls.lower())
    return bool(second.inf > 0 and abs(over) < second.inf * 1e-6 and meets)


# -- precise and simulated -----------------------------------------------------------------------


def times_precise(family: Family, *, seed: int, depth: int = 1, factor: int = 1, sign: int = 1) -> Finding:
    """The same by mpmath, to 30 digits."""
    arithmetic, compared = Digits(DIGITS), 0
    tolerance = arithmetic.number(Fraction(1, 10**30))
    for case in cases(seed=seed, depth=depth):
        law = LAWS[case.law]
        together, *apart = (
            precise_time(rate_of(law, heads.read(arithmetic)), case.start, case.end, arithmetic)
            for heads in (case.heads, *case.heads.apart())
        )
        margin = sign * (1 - factor * together * sum(1 / alone for alone in apart))
        holds = abs(margin) < tolerance if case.alike else margin > tolerance
        compared += 1
        if not holds:
            return Finding(False, f"(1/T - sum 1/T_h) T is {float(margin):.3g}: {case}")
    return Finding(True, f"holds on {compared} cases to 30 digits", {"cases": compared, "digits": 30})


def equiangular_model(heads: Heads, gamma: float, attention: Attention) -> Model:
    """n tokens in n dimensions at one gamma, in float64."""
    n = heads.n
    tokens = np.linalg.cholesky((1 - gamma) * np.eye(n) + gamma)
    strengths = np.array([float(strength) for strength in heads.strengths])
    matrices = strengths[:, None, None] * np.eye(n)
    return Model(Floats(), tokens, matrices, matrices, float(heads.beta), attention)


def flow_time(case: Case, heads: Heads) -> float:
    """The time at which all pairs of the n tokens reach the end of the stretch, by integrating all of them.

    The flow is followed to the time of the quadrature, and from there by the rate to the end: a step as small as the
    two differ. Where that is no small step the flow is followed to the new time. ArithmeticError where the tokens don't
    stay equiangular, or don't reach the end.
    """
    rate = rate_of(LAWS[case.law], heads.read(Floats()))
    end = measured_time(rate, float(case.start), float(case.end))
    start, last = equiangular_model(heads, float(case.start), case.law), float(case.end)
    for _ in range(ROUNDS):
        tokens = integrate(start, (0, end)).model.tokens[-1]
        reached = (tokens @ tokens.T.copy())[~np.eye(heads.n, dtype=bool)]
        if np.ptp(reached) > FLOWS:
            raise ArithmeticError(f"the tokens spread by {np.ptp(reached):.3g} from equal angles: {case}")
        step = (last - float(reached.mean())) / rate(last)
        if abs(step) < STEP * end:
            return end + step
        end = max(end + step, end / 2)
    raise ArithmeticError(f"the flow does not reach gamma = {case.end} near the time of the quadrature: {case}")


def times_flows(family: Family, *, seed: int, depth: int = 1, factor: int = 1, sign: int = 1) -> Finding:
    """The same for times of integrated flows of all n tokens, each of them compared with its quadrature."""
    flows, worst = 0, 0.0
    small = [case for case in cases(seed=seed, depth=depth) if case.heads.n <= SMALL]
    for case in small:
        found = [flow_time(case, heads) for heads in (case.heads, *case.heads.apart())]
        quadratures = [enclosed(case, heads) for heads in (case.heads, *case.heads.apart())]
        for time, ball in zip(found, quadratures, strict=True):
            flows, worst = flows + 1, max(worst, abs(time / float(ball.mid()) - 1))
        if worst > FLOWS:
            return Finding(False, f"a measured time differs from its quadrature by {worst:.2g} of it: {case}")
        margin = sign * (1 - factor * found[0] * sum(1 / time for time in found[1:]))
        if not (abs(margin) < FLOWS if case.alike else margin > FLOWS):
            return Finding(False, f"(1/T - sum 1/T_h) T is {margin:.3g}: {case}")
    return Finding(
        True,
        f"on {flows} integrated flows of up to {SMALL} tokens the times agree with their enclosures (relative error"
        f" below {FLOWS:g}), and 1/T >= sum 1/T_h in {len(small)} cases",
        {"flows": flows, "cases": len(small), "relative error below": FLOWS, "series": [spread_figure()]},
    )


# -- a figure ------------------------------------------------------------------------------------


def spread_figure() -> dict[str, Any]:
    """T of two heads of strengths 1 - s and 1 + s, over T of two heads of strength 1, against s."""
    spreads = [k / 20 for k in range(21)]
    panels: tuple[tuple[LawName, str, dict[str, Any]], ...] = (
        ("usa", "un-normalised attention", {"range": [0.6, 1.05]}),
        ("softmax", "softmax", {"scale": "log"}),
    )
    return {
        "figure": "rates-spread",
        "title": "Clustering time against the spread of the strengths",
        "caption": "two heads of strengths 1 - s and 1 + s; gamma from 0 to 9/10, n = 32; T over its value at s = 0",
        "panels": [
            {
                "title": title,
                "x": {"name": "spread s of the strengths", "unit": "dimensionless", "values": spreads},
                "y": {"name": "T(s) / T(0)", "unit": "dimensionless", **scale},
                "lines": [_spread_line(law, beta, spreads) for beta in (1, 4, 8)],
            }
            for law, title, scale in panels
        ],
    }


def _spread_line(law: LawName, beta: int, spreads: list[float]) -> dict[str, Any]:
    read = Heads(32, Fraction(beta), (Fraction(1), Fraction(1))).read(Floats())
    times = [
        measured_time(rate_of(LAWS[law], replace(read, strengths=np.array([1 - s, 1 + s]))), 0, 0.9) for s in spreads
    ]
    return {"name": f"beta = {beta}", "values": [rounded(time / times[0], 4) for time in times]}
