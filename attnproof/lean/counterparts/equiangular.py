"""What the model and `numeric.equiangular` compute where the theorems on equiangular tokens are evaluated.

Off the family the model's own side of an equation is evaluated at tokens in general position, the other one at an
angle that they do not have.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from attnproof.lean.counterparts.points import Breaks, Changes, Computed, Numbers, Sample, Sides, known
from attnproof.lean.counterparts.tokens import (
    ACUTE,
    CASES,
    ONE_HEAD,
    ORTHONORMAL,
    along,
    at_angle,
    general,
    model,
    moved,
    number,
    numbers,
    parameters,
    place,
    under_one_head,
)
from numeric import equiangular, radial
from numeric.arithmetic import Array
from numeric.model import Model, inner, project


def pulled(at: Model, gamma: Any = None) -> Numbers:
    """Velocities p_i x_i + q sum_k x_k."""
    p, q = numbers([Fraction(k - 1, 3) for k in range(at.n)]), number("3/5")
    v = p[:, None] * at.tokens + q * at.tokens.sum(axis=0)
    return place(at, gamma, p=p, q=q, v=v)


def gram_rate(at: Numbers, velocity: Array) -> Any:
    """d<x_i, x_j>/dt of tokens that move with `velocity`."""
    x, (i, j) = at.model.tokens, (at.values["i"], at.values["j"])
    return inner(velocity[i], x[j]) + inner(x[i], velocity[j])


def _pulled(at: Numbers, changes: Changes) -> Sides:
    return [
        (
            gram_rate(at, project(at.model.tokens, at.values["v"])),
            2 * at.values["q"] * equiangular.drift(parameters(at))[0],
        )
    ]


def own_rate(at: Numbers) -> Any:
    """d<x_i, x_j>/dt along the flow."""
    return equiangular.gram_rate(at.model)[at.values["i"], at.values["j"]]


def fraction(at: Model, i: int = 0) -> Any:
    """c^2 of the first head at a token."""
    return at.radial_fraction[0, i] ** 2


def fraction_of(n: int, gamma: Any, alpha: Any, beta: Any) -> Any:
    """c^2 of one scalar head on n equiangular tokens."""
    return fraction(at_angle(n, gamma, [alpha], beta))


def _turned(given: dict[str, Any], shift: str) -> dict[str, Any]:
    """The same with tokens at another angle."""
    tokens = model((shift, given["n"], given["d"], ("1",), "1")).tokens
    return {**given, "X": tokens, "γ": inner(tokens[0], tokens[1])}


def _together(given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "X": np.array([given["X"][0]] * given["n"], dtype=object), "γ": number(1)}


def _orthonormal(at: Numbers, changes: Changes) -> Sides:
    form = equiangular.orthonormal_fraction
    return [(fraction(at.model, at.values["i"]), form(parameters(at), **known(form, changes))[0])]


BREAKS: Breaks = {
    "another angle": moved("γ", number("1/7")),
    "the same token twice": lambda given: {**given, "j": given["i"]},
    "other velocities": lambda given: {**given, "q": given["q"] + 1},
    "alpha = 0": lambda given: {**given, "α": 0 * given["α"], **({"β'": given["β"] + 1} if "β'" in given else {})},
    "gamma < 0": lambda given: _turned(given, "-1/8"),
    "gamma = 1": _together,
    "no head": lambda given: {**given, "H": 0, "α": given["α"][:0]},
    "a head that repels": lambda given: {**given, "α": -given["α"]},
}

STATES: dict[str, Sample] = {
    "equiangular": along(CASES),
    "equiangular, softmax": along(CASES, "softmax"),
    "acute": Sample(along(ACUTE).inside),
    "acute, softmax": Sample(along(ACUTE, "softmax").inside),
    "equiangular, pulled": Sample(
        lambda: (pulled(model(case)) for case in CASES), lambda: iter([pulled(general(2), number("1/3"))])
    ),
    "equiangular, one head": under_one_head(ONE_HEAD),
    "orthonormal, one head": Sample(under_one_head(ORTHONORMAL).inside),
}

COMPUTED: dict[str, Computed] = {
    "pulled": _pulled,
    "equiangular rate": lambda p, c: [(own_rate(p), equiangular.usa_rate(parameters(p), **c)[0])],
    "equiangular softmax rate": lambda p, c: [(own_rate(p), equiangular.softmax_rate(parameters(p), **c)[0])],
    "equiangular rate > 0": lambda p, c: [(0, own_rate(p))],
    "scalar head rate": lambda p, c: [(0, radial.head_rates(p.model)[p.values["h"]])],
    "fraction": lambda p, c: [
        (fraction(p.model, p.values["i"]), equiangular.fraction(parameters(p), **c)[0]),
    ],
    "orthonormal fraction": _orthonormal,
}
