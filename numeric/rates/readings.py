"""The three readings of "super-additive clustering rates", each tried on un-normalised attention and on softmax."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from numeric.arithmetic import Balls
from numeric.rates import LAWS, LawName, clustering
from numeric.rates.clustering import BITS, SIZES, TEMPERATURES, Case, cases, reciprocals
from numeric.rates.times import Heads, rate_of
from numeric.statement import Finding
from numeric.states import Family

STATES = 40  # for each attention at depth 1
GAMMAS = tuple(map(Fraction, ("1/10", "1/2", "9/10")))
NAMES: dict[LawName, str] = {"usa": "USA", "softmax": "SA"}
# reading, attention: the claim that settles it, and what is proved there
SETTLED: dict[tuple[str, LawName], tuple[str, str]] = {
    ("equal", "usa"): (
        "rates.jensen",
        "gap >= beta gamma e^(beta gamma a) sum (alpha_h - a)^2; equality iff gamma = 0 or equal strengths",
    ),
    ("equal", "softmax"): (
        "rates.softmax-fails",
        "n = 32, beta = 1: 1/2, 3/2 slower than 1, 1; holds where all alpha_h beta (1 - gamma) >= x_c(n)"
        " (rates.softmax-convex)",
    ),
    ("one", "usa"): (
        "rates.superadditive",
        "gap >= beta gamma sum_(h != k) alpha_h alpha_k e^(beta gamma alpha_h); equality iff gamma = 0 or one head",
    ),
    ("one", "softmax"): ("rates.softmax-subadditive", "reversed for every gamma < 1; equality iff one head"),
    ("times", "usa"): ("rates.times", "equality iff equal strengths"),
    ("times", "softmax"): ("rates.times", "equality iff equal strengths"),
}
READINGS = {
    "equal": "rate >= that of equal heads of the same mean",
    "one": "rate of one head with all strength >= rate",
    "times": "1/T >= sum_h 1/T_h",
}


def times(family: Family, *, seed: int, depth: int = 1, factor: int = 1, sign: int = 1) -> Finding:
    """The third reading as `clustering.times` proves it, with a table of all three."""
    finding = clustering.times(family, seed=seed, depth=depth, factor=factor, sign=sign)
    if not finding.passed:
        return finding
    return replace(finding, numbers={**finding.numbers, "table": table(seed=seed, depth=depth)})


def table(*, seed: int, depth: int = 1) -> dict[str, Any]:
    """For each reading and attention: in how many cases it holds, by enclosures, and the range of the ratio."""
    return {
        "caption": "Three readings of super-additivity, each tried where strengths differ and gamma > 0, by enclosures;"
        " the ratio is that of the side claimed to be larger to the other",
        "columns": ["reading", "attention", "holds in", "ratio", "verdict", "claim", "what is proved"],
        "rows": [_row(reading, law, _ratios(reading, law, seed, depth)) for reading in READINGS for law in LAWS],
    }


def _row(reading: str, law: LawName, ratios: list[flint.arb]) -> list[str]:
    holding = sum(bool(ratio > 1) for ratio in ratios)
    if not all(ratio > 1 or ratio < 1 for ratio in ratios):
        raise ArithmeticError(f"{reading}, {law}: an enclosure leaves it open which side is larger")
    middles = [float(ratio.mid()) for ratio in ratios]
    proved_by, words = SETTLED[reading, law]
    return [
        READINGS[reading],
        NAMES[law],
        f"{holding} of {len(ratios)}",
        f"{min(middles):.6g} to {max(middles):.6g}",
        "holds" if holding == len(ratios) else "false",
        proved_by,
        words,
    ]


def _ratios(reading: str, law: LawName, seed: int, depth: int) -> list[flint.arb]:
    """Left side over right side, > 1 where the reading holds."""
    if reading == "times":
        return [_of_times(case) for case in cases(seed=seed, depth=depth) if case.law == law and not case.alike]
    sides: Callable[[Heads], tuple[Heads, Heads]] = (
        (lambda heads: (heads, heads.alike())) if reading == "equal" else (lambda heads: (heads.together(), heads))
    )
    return [_of_rates(sides(heads), gamma, law) for heads, gamma in _drawn(seed, STATES * depth)]


def _of_rates(sides: tuple[Heads, Heads], gamma: Fraction, law: LawName) -> flint.arb:
    with Balls(BITS).working():
        left, right = (rate_of(LAWS[law], heads.read(Balls(BITS)))(Balls(BITS).number(gamma)) for heads in sides)
        return left / right


def _of_times(case: Case) -> flint.arb:
    together, inverses = reciprocals(case)
    with Balls(BITS).working():
        return 1 / (together * sum(inverses, start=flint.arb(0)))


def _drawn(seed: int, count: int) -> list[tuple[Heads, Fraction]]:
    """Heads with different strengths, and a gamma > 0."""
    random = np.random.Generator(np.random.PCG64(seed))
    return [
        (
            Heads(SIZES[k % len(SIZES)], TEMPERATURES[k % len(TEMPERATURES)], _strengths(random, 2 + k % 3)),
            GAMMAS[k // 3 % len(GAMMAS)],
        )
        for k in range(count)
    ]


def _strengths(random: np.random.Generator, count: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(int(k), 4) for k in random.choice(np.arange(1, 13), size=count, replace=False))
