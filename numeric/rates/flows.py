"""Rates of several heads along integrated flows of all tokens, and against flows of other heads from the same start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from math import e
from typing import Any, Literal

import numpy as np
from scipy.optimize import brentq, minimize_scalar

from numeric.arithmetic import Array, Floats
from numeric.equiangular import drift
from numeric.flow import integrate
from numeric.model import Model
from numeric.rates import LAWS, jensen, lambert_w, pair_rate, softmax_subadditive, superadditive
from numeric.rates.clustering import equiangular_model
from numeric.rates.times import Heads, measured_time, rate_of
from numeric.state import Attention
from numeric.statement import Finding, Says
from numeric.states import Family
from numeric.statistics import rounded

SIZES = (2, 6, 12)  # tokens
TEMPERATURES = tuple(map(Fraction, ("1/10", "1", "3")))
STARTS = (0.0, 0.3)
END = 0.9
LOOKS = 12  # times at which a flow is looked at
TOLERANCE = 1e-9  # relative, of what float64 and the integrator leave
INVERTED = 1e-8  # relative, of a strength found by bisection
FLAT = 1e-5  # of the place of a maximum, where the function is flat


def drawn(seed: int, depth: int) -> Iterator[tuple[Heads, float]]:
    """Heads with two to four different strengths, and the gamma at which their flow starts."""
    random = np.random.Generator(np.random.PCG64(seed))
    for n in SIZES:
        for number, beta in enumerate(TEMPERATURES * depth):
            quarters = random.choice(np.arange(1, 9), size=2 + number % 3, replace=False)
            yield Heads(n, beta, tuple(Fraction(int(k), 4) for k in quarters)), STARTS[number % 2]


def _time(heads: Heads, start: float, attention: Attention) -> float:
    """The time at which gamma reaches END."""
    law = LAWS["softmax" if attention == "softmax" else "usa"]
    return measured_time(rate_of(law, heads.read(Floats())), start, END)


def _gamma(model: Model) -> Array:
    return np.asarray((model.tokens[..., 0, :] * model.tokens[..., 1, :]).sum(axis=-1))


def _along(
    says: Says, others: Callable[[Heads], Heads], lead: int, family: Family, seed: int, depth: int, **changes: Any
) -> Finding:
    """The statement at LOOKS times of each flow; gamma(t) ahead of that of other heads (`lead` 1), or behind (-1)."""
    flows, widest = 0, 0.0
    for heads, start in drawn(seed, depth):
        both = (heads, others(heads))
        times = np.linspace(0, min(_time(each, start, family.attention) for each in both), LOOKS)
        path, other = (integrate(equiangular_model(each, start, family.attention), times) for each in both)
        for tokens in path.model.tokens:
            here = path.model.at(tokens)
            statement, scale = says(here, **changes), float(pair_rate(here).item())
            if np.any(np.abs(statement.vanishing) > TOLERANCE * max(scale, 1)):
                return Finding(False, f"a residual of {np.abs(statement.vanishing).max():.3g} along a flow: {heads}")
            if np.any(statement.nonnegative < -TOLERANCE * scale):
                return Finding(False, f"{statement.nonnegative.min():.3g} where no negative is claimed: {heads}")
        ahead = lead * (_gamma(path.model) - _gamma(other.model))
        if np.any(ahead < -TOLERANCE):
            return Finding(False, f"gamma is {-ahead.min():.3g} on the wrong side: {heads}")
        flows, widest = flows + 1, max(widest, float(ahead.max()))
    word = "ahead of" if lead > 0 else "behind"
    told = "equal heads" if others is Heads.alike else "one head"
    return Finding(
        True,
        f"holds at {LOOKS} times of each of {flows} integrated flows; gamma stays {word} that of {told}, by"
        f" up to {widest:.2g}",
        {"flows": flows, "largest distance in gamma": rounded(widest, 2)},
    )


def jensen_flows(
    family: Family, *, seed: int, depth: int = 1, gap: int = 1, mean: Literal["mean", "sum"] = "mean"
) -> Finding:
    """USA: the rate and its lower bound along flows; gamma stays ahead of that of equal heads of the same mean."""
    return _along(jensen, Heads.alike, 1, family, seed, depth, gap=gap, mean=mean)


def superadditive_flows(
    family: Family, *, seed: int, depth: int = 1, exponent: Literal["sum", "mean"] = "sum", sign: int = 1
) -> Finding:
    """USA: the rate and its upper bound along flows; gamma stays behind that of one head with the whole strength."""
    return _along(superadditive, Heads.together, -1, family, seed, depth, exponent=exponent, sign=sign)


def softmax_subadditive_flows(family: Family, *, seed: int, depth: int = 1, sign: int = 1, factor: int = 1) -> Finding:
    """SA: the rate and its lower bound along flows; gamma stays ahead of that of one head with the whole strength."""
    return _along(softmax_subadditive, Heads.together, 1, family, seed, depth, sign=sign, factor=factor)


# -- Lambert's function --------------------------------------------------------------------------


def lambert_flows(family: Family, *, seed: int, depth: int = 1, per_head: bool = True, shift: int = 1) -> Finding:
    """Strengths found by trial on the n-token system against the closed forms.

    USA: the strength of equal heads that have the rate of the flow, found by bisection; SA: the strength of one head
    with the largest rate at orthonormal tokens, found by Brent's search.
    """
    equal = [_equal_error(heads, start, per_head) for heads, start in drawn(seed, depth)]
    fastest = [_fastest_error(n, beta, shift) for n in SIZES for beta in (0.5, 2.0)]
    passed = max(equal) < INVERTED and max(fastest) < FLAT
    told = "agree with" if passed else f"differ by up to {max(equal):.2g} and {max(fastest):.2g} from"
    return Finding(
        passed,
        f"the strength of equal heads with the rate measured on {len(equal)} flows, and the fastest softmax strength"
        f" found by search at {len(fastest)} settings, {told} the closed forms",
        {"relative error below": INVERTED, "relative error of the fastest strength below": FLAT},
    )


def _equal_error(heads: Heads, start: float, per_head: bool) -> float:
    """Halfway along the flow: the relative error of W(beta gamma R/H)/(beta gamma), R read off the measured rate."""
    path = integrate(equiangular_model(heads, start, "usa"), (0, _time(heads, start, "usa") / 2))
    here = path.model.at(path.model.tokens[-1])
    gamma, rate = float(_gamma(here)), float(pair_rate(here).item())
    count = len(heads.strengths)

    def surplus(strength: float) -> float:
        equal = replace(heads, strengths=(Fraction(strength),) * count)
        return float(pair_rate(equiangular_model(equal, gamma, "usa")).item()) - rate

    found = brentq(surplus, float(min(heads.strengths)), float(max(heads.strengths)), xtol=1e-13)
    p = heads.read(Floats(), gamma=Fraction(gamma))
    s = float(heads.beta) * gamma
    summed = rate * heads.n / (2 * drift(p))
    closed = lambert_w(s * summed / (count if per_head else 1), Floats()).item() / s
    return float(abs(closed / found - 1))


def _fastest_error(n: int, beta: float, shift: int) -> float:
    """The relative error of (shift + W((n-1)/e))/beta as the strength of the fastest softmax head at gamma = 0."""

    def slowness(strength: float) -> float:
        one = Heads(n, Fraction(beta), (Fraction(strength),))
        return -float(pair_rate(equiangular_model(one, 0.0, "softmax")).item())

    best = minimize_scalar(slowness, bounds=(0, 12 / beta), options={"xatol": 1e-10}).x
    closed = (shift + lambert_w(np.array([(n - 1) / e]), Floats()).item()) / beta
    return float(abs(closed / best - 1))
