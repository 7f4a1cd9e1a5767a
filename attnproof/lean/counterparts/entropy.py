"""What `numeric.entropy` computes where the entropy theorems are evaluated: of the first head, at one token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from attnproof.lean.counterparts.points import Breaks, Changes, Computed, Numbers, Sample, Sides
from attnproof.lean.counterparts.tokens import (
    ARITHMETIC,
    ONE_HEAD,
    ZERO,
    Case,
    general,
    model,
    moved,
    number,
    place,
)
from attnproof.lean.meaning import Made, dual
from numeric import energy, entropy
from numeric.arithmetic import Array
from numeric.equiangular import Parameters
from numeric.model import Model, inner
from numeric.state import aligned

GENERAL = aligned(
    "13/10", [["1", "2"], ["-1", "3"], ["2", "1"]], [[["1", "1/2"], ["1/2", "-1"]], [["1", "0"], ["0", "2"]]]
)
CIRCLE = aligned(1, [["12/13", "5/13"], ["12/13", "-5/13"], ["-1", "0"]], [[["1", "0"], ["0", "1"]]])
CASES: tuple[Case, ...] = (*ONE_HEAD, ("0", 3, 3, ("1/2",), "1/2"))


def scores(at: Model, moved_by: Array, i: int) -> tuple[Array, Array]:
    """The scores of one row of the first head, and their rates."""
    images = at.tokens @ at.score_matrices[0]  # the matrix is symmetric
    rates = images @ moved_by[i] + moved_by @ images[i]
    return at.logits[0, i], rates * at.beta[0]


def normaliser(values: Array, rates: Array) -> Made:
    """log sum_j e^{s_j} and its rate."""
    weights = ARITHMETIC.exp(values)
    total = weights.sum()
    return dual(ARITHMETIC.log(np.array([total]))[0], (weights * rates).sum() / total)


def _duals(values: Array, rates: Array) -> list[Made]:
    return [dual(value, rate) for value, rate in zip(values, rates, strict=True)]


# -- any motion of the scores ------------------------------------------------------------------------


def _rows(shift: Any = ZERO) -> Iterator[Numbers]:
    """Rows of a state in general position; with a `shift`, weights whose sum is e^-shift."""
    at = Model.of(GENERAL, ARITHMETIC)
    for i in (0, 2):
        values, rates = scores(at, at.velocity, i)
        L = normaliser(values, rates)
        re, eps = (part.get() for part in L.fields)
        yield Numbers({"n": at.n, "s": _duals(values, rates), "L": dual(re + shift, eps), "i": i, "shift": shift}, at)


def _production(at: Numbers, changes: Changes) -> Sides:
    m, i, shift = at.model, at.values["i"], at.values["shift"]
    share = ARITHMETIC.exp(np.array([-shift]))[0]
    left = share * entropy.entropy_slope(m, m.velocity)[0, i]
    if not shift:
        return [(left, entropy.production(m, m.velocity, **changes)[0, i])]
    weights, (values, rates) = share * m.attention_matrix[0, i], scores(m, m.velocity, i)
    means = (weights * values).sum(), (weights * rates).sum()
    return [(left, -(weights * (values - means[0]) * (rates - means[1])).sum())]


# -- equiangular tokens ------------------------------------------------------------------------------


def _moving(at: Model, velocity: Array, gamma: Any = None) -> Numbers:
    """One row of scalar heads along a motion of the tokens."""
    i = at.n - 1
    found = place(at, gamma, α=at.score_matrices[0, 0, 0], W=velocity)
    weight = entropy.self_weight(_parameters(found))[0]
    rate = inner(velocity[i], at.tokens[0]) + inner(at.tokens[i], velocity[0])
    return place(at, gamma, **{**found.values, "p": weight, "γ'": rate, "L": normaliser(*scores(at, velocity, i))})


def _parameters(at: Numbers) -> Parameters:
    v = at.values
    return Parameters(ARITHMETIC, at.model.n, np.array([v["γ"]]), np.array([v["α"]]), at.model.beta)


def _equiangular() -> Iterator[Numbers]:
    for case in CASES:
        at = model(case)
        at = model((*case[:3], (str(abs(at.score_matrices[0, 0, 0])),), case[4])) if case[3][0].startswith("-") else at
        yield _moving(at, at.velocity)


def _elsewhere() -> Iterator[Numbers]:
    at = general(1)
    yield _moving(at, at.velocity, number("1/3"))


def _slope(at: Numbers) -> Any:
    return entropy.entropy_slope(at.model, at.values["W"])[0, at.values["i"]]


def _closed_form(at: Numbers, changes: Changes) -> Sides:
    rate = np.array([at.values["γ'"]])
    return [(_slope(at), entropy.equiangular_rate(_parameters(at), rate, **changes)[0])]


def _self_weight(at: Numbers, changes: Changes) -> Sides:
    """e^{beta alpha} / Z: the weight of a token of length one on itself."""
    m, v = at.model, at.values
    one = ARITHMETIC.exp(np.array([v["β"] * v["α"]]))[0] / m.partition[0, v["i"]]
    return [(one, entropy.self_weight(_parameters(at))[0])]


# -- the circle --------------------------------------------------------------------------------------


def _circle() -> Iterator[Numbers]:
    at = Model.of(CIRCLE, ARITHMETIC)
    yield Numbers({"L": [normaliser(*scores(at, at.velocity, i)) for i in range(at.n)]}, at)


def _falls(at: Numbers, changes: Changes) -> Sides:
    slopes = entropy.entropy_slope(at.model, at.model.velocity)[0]
    return [(0, energy.energy_rate(at.model)[0]), *((slope, 0) for slope in slopes)]


def _stretched(given: dict[str, Any]) -> dict[str, Any]:
    """The tokens move off the sphere as well."""
    return {**given, "W": given["W"] + given["X"]}


def _backwards(given: dict[str, Any]) -> dict[str, Any]:
    re, eps = (part.get() for part in given["L"].fields)
    return {**given, "W": -given["W"], "γ'": -given["γ'"], "L": dual(re, -eps)}


def _unnormalised(given: dict[str, Any]) -> dict[str, Any]:
    re, eps = (part.get() for part in given["L"].fields)
    return {**given, "L": dual(re + 1, eps)}


BREAKS: Breaks = {
    "weights of another sum": _unnormalised,
    "another rate of gamma": moved("γ'", 1),
    "another weight": moved("p", 1),
    "tokens that leave the sphere": _stretched,
    "tokens that part": _backwards,
}

STATES: dict[str, Sample] = {
    "rows": Sample(_rows, lambda: _rows(number("1/2"))),
    "equiangular, moving": Sample(_equiangular, _elsewhere),
    "circle": Sample(_circle),
}

COMPUTED: dict[str, Computed] = {
    "production": _production,
    "equiangular production": _closed_form,
    "production >= 0": lambda p, c: [(0, _slope(p))],
    "self-weight": _self_weight,
    "entropy falls": _falls,
}
