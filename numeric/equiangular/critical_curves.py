"""Tables and figures of c*(H) and beta*, each made from numbers that are checked on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import Any

import flint
import numpy as np
from scipy.optimize import brentq

from numeric.arithmetic import Arithmetic, Balls, Intervals
from numeric.equiangular import Parameters
from numeric.equiangular.critical import beta_star_of, bracket, orthonormal_beta_star
from numeric.equiangular.flow import parameters, tokens_model
from numeric.equiangular.threshold import THRESHOLDS, Threshold, exceeds, margin, threshold
from numeric.statement import Finding
from numeric.states import Family
from numeric.statistics import rounded

# -- c*(H) -------------------------------------------------------------------------------------------

BITS = 192
SHOWN_HEADS = (2, 3, 4, 5, 8, 16, 64)
SHOWN_TOKENS = 64
NEAR = Fraction(1, 10**9)  # how close to c* the sign of the margin is proved


def threshold_table(
    family: Family, *, seed: int, depth: int = 1, self_counted: bool = False, squared: bool = True
) -> Finding:
    """c*(H) of each variant, with the sign of the margin proved on either side of it, and beta* at n = 64.

    The signs are proved by Arb and by CORE-MATH intervals, and by the exact comparison `exceeds`. For two heads
    c* of (A) and (E) is 1 / golden ratio.
    """
    rows: list[list[Any]] = []
    for heads in SHOWN_HEADS:
        roots = [_root(heads, variant) for variant in THRESHOLDS]
        for variant, root in zip(THRESHOLDS, roots, strict=True):
            if not _changes_sign(heads, variant, root, self_counted, squared):
                return Finding(
                    False, f"H = {heads}, ({variant}): the margin does not change sign at c* = {float(root)}"
                )
        stars = [_shown_star(heads, variant) for variant in THRESHOLDS]
        rows.append([heads, *(f"{float(root):.6f}" for root in roots), *stars])
    with Balls(BITS).working():
        golden = threshold(Balls(BITS), 2, "A").item() * (1 + flint.arb(5).sqrt()) / 2
    table = {
        "caption": f"c*(H) by variant, and the beta* at which a head of strength 1 has the radial fraction c*(H), n ="
        f" {SHOWN_TOKENS}, gamma = 0 (–: no positive beta*)",
        "columns": ["H", *(f"c* ({v})" for v in THRESHOLDS), *(f"beta* ({v})" for v in THRESHOLDS)],
        "rows": rows,
    }
    return Finding(
        bool(golden.contains(1)),
        f"the margin changes sign within {float(NEAR):g} of c*(H), proved by two interval libraries, for (A), (E), (B)"
        f" and H = {', '.join(map(str, SHOWN_HEADS))}; c*(2) of (A) and (E) is the inverse golden ratio",
        {"table": table},
    )


def _root(heads: int, variant: Threshold) -> Fraction:
    """c*(H) rounded down to a multiple of NEAR."""
    with Balls(BITS).working():
        ball = threshold(Balls(BITS), heads, variant).item()
    return floor(Fraction(float(ball)) / NEAR) * NEAR


def _changes_sign(heads: int, variant: Threshold, root: Fraction, self_counted: bool, squared: bool) -> bool:
    """Is the margin > 0 a little below c* and < 0 a little above it, as two libraries and `exceeds` see it?"""

    def sign(arithmetic: Arithmetic, c: Fraction) -> int:
        with arithmetic.working():
            value = margin(
                arithmetic, arithmetic.array([c]), heads, variant, self_counted=self_counted, squared=squared
            )
            return int(arithmetic.positive(value).item()) - int(arithmetic.positive(-value).item())

    below, above = root - NEAR, root + 2 * NEAR
    seen = [(sign(library, below), sign(library, above)) for library in (Balls(BITS), Intervals())]
    exact = (exceeds(below**2, heads, variant), exceeds(above**2, heads, variant))
    return all(signs == (1, -1) for signs in (*seen, exact))


def _shown_star(heads: int, variant: Threshold) -> str:
    """beta* at n = SHOWN_TOKENS, alpha = 1 and gamma = 0, to six decimals; a dash where it is not positive."""
    if exceeds(Fraction(1, SHOWN_TOKENS), heads, variant) <= 0:
        return "–"
    arithmetic = Balls(BITS)
    with arithmetic.working():
        one = arithmetic.array([1])
        p = Parameters(arithmetic, SHOWN_TOKENS, 0 * one, one, one)
        return f"{float(orthonormal_beta_star(p, threshold(arithmetic, heads, variant)).item()):.6f}"


# -- beta*(gamma) ------------------------------------------------------------------------------------

CURVES = (8, 32, 128, 512)
GAMMAS = np.linspace(0, 0.45, 91)
SOLVED = ((8, 1.0, (-0.1, 0.0, 0.1, 0.25, 0.3, 0.35, 0.45)), (32, 1.5, (0.0, 0.1, 0.25, 0.35, 0.45)))  # n, alpha
WIDEST = 30.0  # |beta| within which the model is asked
CLOSE = 1e-8


def beta_star_curve(family: Family, *, seed: int, depth: int = 1, gap: bool = True, shadow_sign: int = -1) -> Finding:
    """beta*(gamma) against the root of rho/|f| = c* in the model itself, and as curves (alpha = 1); H = 2, variant (A).

    Where the formula has no beta*, the model has none between -WIDEST and WIDEST either.
    """
    formula = _formula(gap, shadow_sign)
    compared = 0
    for n, strength, gammas in SOLVED:
        for gamma in gammas:
            claimed, found = formula(n, gamma, strength), _solved(n, gamma, strength)
            if (claimed is None) != (found is None) or (found is not None and not abs(claimed - found) < CLOSE):
                return Finding(
                    False,
                    f"n = {n}, alpha = {strength}, gamma = {gamma}: claimed is {claimed}, in the model it is {found}",
                )
            compared += 1
    lines = [{"name": f"n = {n}", "values": [_told(formula(n, float(gamma), 1.0)) for gamma in GAMMAS]} for n in CURVES]
    figure = {
        "figure": "beta-star-gamma",
        "title": "The critical inverse temperature of equiangular tokens",
        "caption": "H = 2, variant (A), alpha = 1. Variant (A) holds below the curve, for beta < beta*; where the curve"
        " is below 0 or absent (beyond its steep end, where no beta reaches c*), it holds at no beta > 0",
        "x": {"name": "gamma", "unit": "dimensionless", "values": [rounded(float(gamma), 4) for gamma in GAMMAS]},
        "y": {"name": "beta*", "unit": "dimensionless", "range": [-4, 6]},
        "lines": lines,
    }
    return Finding(
        True,
        f"the formula and the root of rho/|f| = c* in the model agree to within {CLOSE:g} at {compared} (n, gamma),"
        " also on where there is none",
        {"series": [figure]},
    )


def _formula(gap: bool, shadow_sign: int) -> Callable[[int, float, float], Any]:
    def star(n: int, gamma: float, strength: float) -> float | None:
        p = parameters(n, gamma, (strength,), 1.0)
        argument = bracket(p, threshold(p.arithmetic, 2, "A"), shadow_sign=shadow_sign)
        return float(beta_star_of(p, argument, gap=gap)[0]) if argument > 0 else None

    return star


def _solved(n: int, gamma: float, strength: float) -> float | None:
    """The beta at which the model's rho/|f| is c*, by bisection; None where there is none."""
    p = parameters(n, gamma, (strength,), 1.0)
    c = threshold(p.arithmetic, 2, "A").item()

    def excess(beta: float) -> float:
        model = tokens_model(replace(p, beta=beta))
        output = model.head_output[0, 0]
        return float(model.tokens[0] @ output / np.linalg.norm(output) - c)

    if excess(-WIDEST) > 0 or excess(WIDEST) < 0:
        return None
    return float(brentq(excess, -WIDEST, WIDEST, xtol=1e-12))


def _told(value: float | None) -> float | None:
    return None if value is None else rounded(value, 4)
