"""The critical inverse temperature: where the model's radial fraction has a given value, found on the model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import mpmath
import numpy as np

from attnproof.lean.counterparts.equiangular import fraction, fraction_of
from attnproof.lean.counterparts.points import Breaks, Changes, Computed, Numbers, Sample, Sides, known
from attnproof.lean.counterparts.tokens import (
    ARITHMETIC,
    ONE_HEAD,
    ZERO,
    at_angle,
    logarithm,
    model,
    moved,
    number,
    place,
    root,
)
from numeric import equiangular
from numeric.equiangular import Parameters
from numeric.equiangular import critical as numeric
from numeric.model import inner


def critical(n: int, gamma: Any, alpha: Any, square: Any, near: Any) -> Any:
    """The inverse temperature at which c^2 is `square`, found on the model."""
    context = number(1).context
    return context.findroot(lambda beta: fraction_of(n, gamma, alpha, beta) - square, near)


AT_TEMPERATURES = ((3, "5/4", "1/2", "3/5"), (4, "-2/3", "7/5", "1/2"))  # n, alpha, beta, and a c that is not met there


def _temperatures(gamma: Any = ZERO) -> Iterator[dict[str, Any]]:
    """n, α, β with c² met there, then with another c."""
    for n, alpha, beta, other in AT_TEMPERATURES:
        values = {"n": n, "α": number(alpha), "β": number(beta)}
        met = fraction_of(n, gamma, values["α"], values["β"])
        for c in (root(met), number(other)):
            yield {**values, "c": c}


def _critical() -> Iterator[Numbers]:
    for values in _temperatures():
        n, square = values["n"], values["c"] ** 2
        yield Numbers({**values, "L": logarithm(square * (n - 1) / (1 - square))})


def _critical_general() -> Iterator[Numbers]:
    for case in ONE_HEAD:
        at = model(case)
        gamma, alpha = Parameters.of(at).gamma[0], at.score_matrices[0, 0, 0]
        for square in (fraction(at), number("9/10")):
            r = root(square * (at.n - 1) * equiangular.drift(Parameters.of(at))[0] / (1 - square))
            yield place(at, α=alpha, c=root(square), r=r, L=logarithm(r - (at.n - 1) * gamma))


def _two_temperatures(gap: int) -> Iterator[Numbers]:
    for n, alpha, beta, _ in AT_TEMPERATURES:
        yield Numbers({"n": n, "α": abs(number(alpha)), "β": number(beta), "β'": number(beta) + gap})


def beta_star(at: Numbers, gamma: Any, changes: Changes) -> Any:
    """The claimed inverse temperature at which the radial fraction is c."""
    v = at.values
    p = Parameters(ARITHMETIC, v["n"], *(np.array([value]) for value in (gamma, v["α"], v["β"])))
    c = np.array([v["c"]])
    if not gamma:
        return numeric.orthonormal_beta_star(p, c, **known(numeric.orthonormal_beta_star, changes))[0]
    bracketed = numeric.bracket(p, c, **known(numeric.bracket, changes))
    return numeric.beta_star_of(p, bracketed, **known(numeric.beta_star_of, changes))[0]


def _equal(a: Any, b: Any) -> tuple[int, ...]:
    return (int(mpmath.almosteq(a, b, rel_eps=1e-25)),)


def _fraction_met(at: Numbers, changes: Changes) -> Sides:
    v = at.values
    n, c, (alpha, beta) = v["n"], v["c"], (v["α"], v["β"])
    found = at_angle(n, ZERO, [alpha], beta)
    radial_part, rest = (inner(u, u)[0, 0] / alpha**2 for u in (found.radial_shadow[..., None], found.tangential))
    met = _equal(fraction(found), c * c) * 2
    return [(fraction(found), c * c), (radial_part * (1 - c * c), c * c * rest), met]


def _one_beta(at: Numbers, changes: Changes) -> Sides:
    v = at.values
    met = fraction_of(v["n"], ZERO, v["α"], v["β"])
    return [(critical(v["n"], ZERO, v["α"], met, v["β"] + 1), v["β'"])]


def _at_critical(at: Numbers, gamma: Any, changes: Changes) -> Sides:
    v = at.values
    has, found = fraction_of(v["n"], gamma, v["α"], v["β"]), beta_star(at, gamma, changes)
    return [(has, v["c"] ** 2), (v["β"], found), _equal(has, v["c"] ** 2) + _equal(v["β"], found)]


def _critical_sign(at: Numbers, changes: Changes) -> Sides:
    v = at.values
    exponent, size = 2 * v["α"] * beta_star(at, ZERO, changes), v["n"] * v["c"] ** 2
    return [(0, exponent), (1, size), (int(exponent > 0), int(size > 1))]


BREAKS: Breaks = {
    "one token": lambda given: {**given, "n": 1, "β'": given["β"] + 1},
    "no gain in beta": lambda given: {**given, "β'": given["β"] - number("1/5")},
    "another beta": moved("β'", 1),
    "another fraction": moved("c", number("1/5")),
    "another logarithm": moved("L", 1),
    "another r": moved("r", 1),
    "a negative r": lambda given: {**given, "r": -given["r"], "L": 1},
    "a fraction above 1": lambda given: {**given, "n": 0, "c": number(2), "L": logarithm(number("4/3"))},
}

STATES: dict[str, Sample] = {
    "fractions": Sample(lambda: map(Numbers, _temperatures())),
    "two temperatures": Sample(lambda: _two_temperatures(1)),
    "one temperature": Sample(lambda: _two_temperatures(0)),
    "critical": Sample(_critical),
    "critical, general": Sample(_critical_general),
}

COMPUTED: dict[str, Computed] = {
    "fraction met": _fraction_met,
    "two fractions": lambda p, c: [
        tuple(fraction_of(p.values["n"], ZERO, p.values["α"], p.values[beta]) for beta in ("β", "β'"))
    ],
    "one beta": _one_beta,
    "critical beta": lambda p, c: _at_critical(p, ZERO, c),
    "critical beta, general": lambda p, c: _at_critical(p, p.values["γ"], c),
    "critical sign": _critical_sign,
}
