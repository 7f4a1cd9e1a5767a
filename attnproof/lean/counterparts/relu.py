"""ReLU attention on equiangular tokens, and how fast each kind of attention brings the last of the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from attnproof.lean.counterparts.equiangular import own_rate
from attnproof.lean.counterparts.points import Breaks, Changes, Computed, Numbers, Sample, Sides
from attnproof.lean.counterparts.tokens import (
    ARITHMETIC,
    ONE_HEAD,
    ZERO,
    Case,
    at_angle,
    moved,
    number,
    numbers,
    parameters,
    under_one_head,
)
from attnproof.lean.meaning import dual
from numeric import equiangular, relu
from numeric.arithmetic import Array
from numeric.equiangular import Parameters
from numeric.state import Attention

ACUTE: tuple[Case, ...] = (ONE_HEAD[0], ("1/4", 2, 2, ("3/4",), "7/3"))
OBTUSE: tuple[Case, ...] = (("-1/5", 3, 4, ("1",), "13/10"), ("-1/4", 2, 2, ("3/4",), "7/3"))


def relu_rate(n: int, gamma: Any, alpha: Any, beta: Any) -> Any:
    """d gamma/dt of n equiangular tokens under ReLU attention, on the model."""
    return equiangular.gram_rate(at_angle(n, gamma, [alpha], beta, "relu"))[0, 1]


def _ode(at: Numbers, changes: Changes) -> Sides:
    return [(own_rate(at), relu.relu_rate(parameters(at), **changes)[0])]


# -- the exact time ----------------------------------------------------------------------------------


def _antiderivative() -> Iterator[Numbers]:
    for n, kappa, gamma in ((3, "5/4", "1/4"), (2, "-2/3", "3/5")):
        k, g = number(kappa), number(gamma)
        logs = zip(("L₀", "L₁", "L₂"), (g, 1 - g, 1 + (n - 1) * g), (1, -1, n - 1), strict=True)
        values = {name: dual(ARITHMETIC.log(np.array([at]))[0], slope / at) for name, at, slope in logs}
        yield Numbers({"n": n, "κ": k, "γ": g, **values})


def _no_logarithms() -> Iterator[Numbers]:
    """Any three numbers for the slopes of the logarithms."""
    for at in _antiderivative():
        slopes = [number("1/2"), number("1/3"), number("3/5")]
        values = {name: dual(ZERO, slope) for name, slope in zip(("L₀", "L₁", "L₂"), slopes, strict=True)}
        yield Numbers({**at.values, **values, "slopes": slopes}, meets=False)


def _time_slope(at: Numbers, changes: Changes) -> Sides:
    """dT/dgamma times d gamma/dt on the model (strength 1, beta = kappa)."""
    v = at.values
    n, rate = v["n"], v["κ"] * relu_rate(v["n"], v["γ"], 1, 1)  # linear in beta
    p = Parameters(ARITHMETIC, n, *(np.array([value]) for value in (v["γ"], number(1), v["κ"])))
    if at.meets:
        slope = ARITHMETIC.slope(lambda t: relu.antiderivative(replace(p, gamma=p.gamma + t), **changes))[0]
    else:
        first, second, third = v["slopes"]
        slope = n / (2 * v["κ"]) * (first - second / n - third * (n - 1) / n)
    return [(slope * rate, 1)]


# -- late rates --------------------------------------------------------------------------------------

Law = Callable[[Parameters], Array]


def _late(law: Law, n: int, alpha: Any, beta: Any) -> Any:
    """The rate at which 1 - gamma falls near gamma = 1: the slope of d gamma/dt along 1 - t."""

    def rate(t: Any) -> Any:
        return law(Parameters(ARITHMETIC, n, np.array([1 - t]), np.array([alpha]), np.array([beta])))

    return ARITHMETIC.slope(rate)[0]


def late_relu(n: int, kappa: Any) -> Any:
    """The same for ReLU: d gamma/dt is a cubic in gamma that vanishes at 0 and 1, known by two more values."""
    at_third, at_two_thirds = (kappa * relu_rate(n, number(Fraction(k, 3)), 1, 1) for k in (1, 2))
    return 9 * at_two_thirds - at_third * 9 / 2


def late(at: Numbers, attention: Attention, changes: Changes) -> Any:
    """The claimed late rate of one head."""
    v = at.values
    p = Parameters(ARITHMETIC, 2, *(np.array([value]) for value in (number(1), v["α"], v["β"])))
    return relu.late_rates(p, **changes)[attention][0]


def _temperatures() -> Iterator[Numbers]:
    for n, alpha, beta in ((3, "5/4", "1/2"), (2, "2/3", "2")):
        a, b = number(alpha), number(beta)
        yield Numbers({"n": n, "α": a, "β": b, "κ": b * a**2})


def _faster(at: Numbers, changes: Changes) -> Sides:
    v = at.values
    softmax, other = late(at, "softmax", changes), late(at, "relu", changes)
    return [(softmax, other), (1, v["α"] * v["β"]), (int(softmax < other), int(v["α"] * v["β"] > 1))]


BREAKS: Breaks = {
    "kappa = 0": lambda given: {**given, "κ": 0 * given["κ"]},
    "gamma > 0": lambda given: given | dict(zip(("X", "γ"), _opposite(given), strict=True)),
    "no logarithm": lambda given: {**given, "L₁": dual(ZERO, ZERO)},
    "other logarithms": lambda given: {**given, "γ": given["γ"] / 2},
    "a head that does nothing": lambda given: {**given, "α": 0 * given["α"]},
    "kappa alone": moved("κ", 1),
}


def _opposite(given: dict[str, Any]) -> tuple[Array, Any]:
    """As many tokens at an acute angle."""
    found = at_angle(given["n"], number("1/3"), [1], 1).tokens
    room = numbers([0] * given["n"] * (given["d"] - given["n"])).reshape(given["n"], -1)
    return np.concatenate([found, room], axis=1), number("1/3")


STATES: dict[str, Sample] = {
    "acute, ReLU": under_one_head(ACUTE, "relu"),
    "obtuse, ReLU": Sample(under_one_head(OBTUSE, "relu").inside),
    "antiderivative": Sample(_antiderivative, _no_logarithms),
    "two tokens that meet": Sample(_temperatures),
}

COMPUTED: dict[str, Computed] = {
    "ReLU rate": _ode,
    "no ReLU rate": _ode,
    "slope of the time": _time_slope,
    "late, USA": lambda p, c: [
        (_late(equiangular.usa_rate, p.values["n"], p.values["α"], p.values["β"]), late(p, "usa", c))
    ],
    "late, softmax": lambda p, c: [
        (_late(equiangular.softmax_rate, p.values["n"], p.values["α"], p.values["β"]), late(p, "softmax", c))
    ],
    "late, ReLU": lambda p, c: [(late_relu(p.values["n"], p.values["κ"]), late(p, "relu", c))],
    "late, ReLU against softmax": _faster,
    "late, ReLU against USA": lambda p, c: [(late(p, "relu", c), late(p, "usa", c))],
}
