"""The rates of several heads: what equiangular tokens feel of each, read off the model's own Gram matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from attnproof.lean.counterparts.points import Breaks, Changes, Computed, Numbers, Sample, Sides
from attnproof.lean.counterparts.tokens import ARITHMETIC, ZERO, at_angle, moved, number, numbers
from numeric import equiangular
from numeric.equiangular import Parameters

STRENGTHS = (("1", "1/3", "2"), ("1/2", "0"))
ANGLES = (("1/4", "13/10"), ("2/3", "1/2"))  # gamma, beta


def pull(at: Numbers, strengths: Sequence[Any]) -> Any:
    """sum_h alpha_h e^{beta alpha_h gamma}: d gamma/dt on the model, without the factor that all heads share."""
    found = at_angle(2, at.values["γ"], strengths, at.values["β"])
    return equiangular.gram_rate(found)[0, 1] * found.n / (2 * equiangular.drift(Parameters.of(found))[0])


def _several() -> Iterator[Numbers]:
    for strengths, (gamma, beta) in zip(STRENGTHS, ANGLES, strict=True):
        alpha = numbers(strengths)
        values = {"H": len(alpha), "α": alpha, "a": alpha.sum() / len(alpha), "b": alpha[-1], "h": 0}
        yield Numbers({**values, "γ": number(gamma), "β": number(beta)})


def _equal() -> Iterator[Numbers]:
    for at in _several():
        yield Numbers({**at.values, "α": 0 * at.values["α"] + at.values["a"]})


def _jensen(at: Numbers, changes: Changes) -> Sides:
    return [(_homogeneous(at), pull(at, at.values["α"]))]


def _homogeneous(at: Numbers) -> Any:
    return pull(at, [at.values["a"]] * at.values["H"])


def _gap(at: Numbers, changes: Changes) -> Sides:
    v = at.values
    second = v["β"] * v["γ"] * pull(at, [v["a"]]) / v["a"]  # a e^{beta a gamma} over a
    spread = v["H"] * np.mean(v["α"] ** 2) - v["H"] * v["a"] ** 2
    return [(_homogeneous(at) + second * spread, pull(at, v["α"]))]


def _times() -> Iterator[Numbers]:
    for heads in (2, 3):
        w = numbers([Fraction(k + 1, 4) for k in range(heads + 1)])
        r = numbers([Fraction((5 * k * k + 3 * k) % 11 + 1, 3) for k in range(heads * len(w))]).reshape(heads, len(w))
        yield Numbers({"m": len(w), "H": heads, "w": w, "r": r})


def _faster_together(at: Numbers, changes: Changes) -> Sides:
    w, r = at.values["w"], at.values["r"]
    return [(sum(1 / (w / rate).sum() for rate in r), 1 / (w / r.sum(axis=0)).sum())]


def _softmax(at: Numbers, changes: Changes) -> Sides:
    """Half of d gamma/dt of 32 orthonormal tokens at beta = 1, where the factor of the angle is one."""
    zero, one = numbers([0]), numbers([1])
    rates = (
        equiangular.softmax_rate(Parameters(ARITHMETIC, 32, zero, numbers(strengths), one))[0] / 2
        for strengths in (("1/2", "3/2"), ("1", "1"))
    )
    return [tuple(rates)]


def _lambert() -> Iterator[Numbers]:
    for heads, w, (gamma, beta) in ((2, "3/4", ANGLES[0]), (3, "5/3", ANGLES[1])):
        values = {"H": heads, "w": number(w), "γ": number(gamma), "β": number(beta)}
        rate = values["w"] * exponential(values["w"]) * heads / (values["β"] * values["γ"])
        yield Numbers({**values, "R": rate})


def exponential(x: Any) -> Any:
    """e^x of one number."""
    return ARITHMETIC.exp(np.array([x]))[0]


def _equivalent(at: Numbers, changes: Changes) -> Sides:
    v = at.values
    return [(pull(at, [v["w"] / (v["β"] * v["γ"])] * v["H"]), v["R"])]


def _best() -> Iterator[Numbers]:
    for x, y in (("3/2", "1"), ("2", "9/4")):
        best = number(x)
        yield Numbers({"x": best, "y": number(y), "N": exponential(best) * (best - 1)})


def _early(at: Numbers, changes: Changes) -> Sides:
    """x / (e^x + N): half of the rate of n = N + 1 orthonormal tokens, at beta = 1."""
    zero, one = numbers([0]), numbers([1])
    rates = (
        equiangular.softmax_rate(Parameters(ARITHMETIC, at.values["N"] + 1, zero, np.array([x]), one))[0] / 2
        for x in (at.values["y"], at.values["x"])
    )
    return [tuple(rates)]


def _spread(given: dict[str, Any]) -> dict[str, Any]:
    """Unequal strengths of the same mean."""
    more = np.array([given["a"] / 2, *[0 * given["a"]] * (given["H"] - 2), -given["a"] / 2])
    return {**given, "α": given["α"] + more}


BREAKS: Breaks = {
    "beta gamma < 0": lambda given: {**given, "β": -given["β"]},
    "beta gamma = 0": lambda given: {**given, "β": ZERO},
    "beta gamma = 0, unequal strengths": lambda given: {**_spread(given), "β": ZERO},
    "unequal strengths": _spread,
    "another mean": moved("a", 1),
    "a < 0": lambda given: {**given, "a": -given["a"]},
    "b < 0": lambda given: {**given, "b": -given["b"] - 1},
    "a strength below 0": lambda given: {**given, "α": -given["α"], "a": -given["a"]},
    "no quadrature point": lambda given: {**given, "m": 0, "w": given["w"][:0], "r": given["r"][:, :0]},
    "no rates": lambda given: {**given, "H": 0, "r": given["r"][:0]},
    "weights below 0": lambda given: {**given, "w": -given["w"]},
    "rates below 0": lambda given: {**given, "r": -given["r"]},
    "no heads": lambda given: {**given, "H": 0},
    "another rate": moved("R", 1),
    "another N": moved("N", 1),
    "N < 0": lambda given: {**given, "x": number("1/2"), "N": -exponential(number("1/2")) / 2},
}

STATES: dict[str, Sample] = {
    "several strengths": Sample(_several),
    "equal strengths": Sample(_equal),
    "quadrature": Sample(_times),
    "32 tokens": Sample(lambda: iter([Numbers({})])),
    "Lambert": Sample(_lambert),
    "best early rate": Sample(_best),
}

COMPUTED: dict[str, Computed] = {
    "super-additive, two": lambda p, c: [
        (pull(p, [p.values["a"], p.values["b"]]), pull(p, [p.values["a"] + p.values["b"]])),
    ],
    "super-additive": lambda p, c: [(pull(p, p.values["α"]), pull(p, [p.values["α"].sum()]))],
    "Jensen": _jensen,
    "Jensen's gap": _gap,
    "a strength": lambda p, c: [(p.values["α"][p.values["h"]], p.values["a"])],
    "faster together": _faster_together,
    "softmax against equal heads": _softmax,
    "equivalent strength": _equivalent,
    "early rates": _early,
}
