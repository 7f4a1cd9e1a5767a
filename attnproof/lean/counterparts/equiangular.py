"""What the model and `numeric.equiangular` compute where the equiangular theorems are evaluated.

The tokens are e_i + shift (1, ..., 1), normalised, under scalar heads. Off the family the model's own side of an
equation is evaluated at tokens in general position, the other one at an angle that they do not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np

from attnproof.lean.counterparts.points import DIGITS, Breaks, Changes, Computed, Numbers, Sample, Sides
from numeric import equiangular, radial
from numeric.arithmetic import Array, Digits
from numeric.equiangular import Parameters
from numeric.model import Model, inner, project
from numeric.state import Attention, Number, State, matrix
from numeric.states import equiangular_tokens, scalar_heads

ARITHMETIC = Digits(DIGITS)
Case = tuple[str, int, int, tuple[str, ...], str]  # shift, n, d, strengths, beta
CASES: tuple[Case, ...] = (
    ("1/2", 3, 4, ("1", "-3/4"), "13/10"),
    ("-1/5", 3, 3, ("1/2",), "1/2"),
    ("0", 2, 2, ("2", "1/3"), "7/3"),
)
ACUTE: tuple[Case, ...] = (("1/2", 3, 4, ("1", "3/4"), "13/10"), ("0", 2, 2, ("1/2",), "7/3"))
ONE_HEAD: tuple[Case, ...] = (("1/2", 3, 4, ("1",), "13/10"), ("1/4", 2, 2, ("-3/4",), "7/3"))
ORTHONORMAL: tuple[Case, ...] = (("0", 3, 3, ("5/4",), "1/2"), ("0", 4, 4, ("-2/3",), "7/5"))
GENERAL = (((1, 2, 0), (0, 1, -1), (2, 0, 1)), ("1", "-3/4"), "13/10")


def number(value: Number) -> Any:
    """An exact number to the digits of the states."""
    return ARITHMETIC.number(Fraction(value))


def numbers(values: Sequence[Number]) -> Array:
    """Exact numbers to the digits of the states."""
    return ARITHMETIC.array(values)


def root(x: Any) -> Any:
    """The square root of one number."""
    return ARITHMETIC.sqrt(np.array([x]))[0]


def logarithm(x: Any) -> Any:
    """The natural logarithm of one number."""
    return ARITHMETIC.log(np.array([x]))[0]


ZERO = number(0)

# -- equiangular tokens ------------------------------------------------------------------------------


def model(case: Case, attention: Attention = "usa") -> Model:
    """Equiangular tokens under scalar heads."""
    shift, n, d, strengths, beta = case
    tokens = equiangular_tokens(Fraction(shift), n, d)
    return Model.of(scalar_heads(Fraction(beta), tokens, matrix([strengths])[0], attention), ARITHMETIC)


def general(heads: int, attention: Attention = "usa") -> Model:
    """Tokens that are neither equiangular nor of length one."""
    tokens, strengths, beta = GENERAL
    state = scalar_heads(Fraction(beta), matrix(tokens), matrix([strengths[:heads]])[0], attention)
    return (made := Model.of(state, ARITHMETIC)).at(made.tokens * 3 / 2)


def place(at: Model, gamma: Any = None, **more: Any) -> Numbers:
    """A model with the names that theorems have for its parts; `gamma` instead of the tokens' own angle."""
    strengths = at.score_matrices[:, 0, 0]
    values = {
        **{"n": at.n, "d": at.tokens.shape[-1], "H": at.heads, "X": at.tokens, "β": at.beta[0], "α": strengths},
        **{"γ": Parameters.of(at).gamma[0] if gamma is None else gamma, "h": at.heads - 1, "i": at.n - 1, "j": 0},
    }
    return Numbers(values | more, at)


def along(cases: Sequence[Case], attention: Attention = "usa") -> Sample:
    """Equiangular tokens; outside, tokens in general position."""
    return Sample(
        lambda: (place(model(case, attention)) for case in cases),
        lambda: iter([place(general(2, attention), gamma=number("1/3"))]),
    )


def under_one_head(cases: Sequence[Case]) -> Sample:
    """The same with one head, whose strength is a number."""

    def alone(at: Model, gamma: Any = None) -> Numbers:
        return place(at, gamma, α=at.score_matrices[0, 0, 0])

    return Sample(
        lambda: (alone(model(case)) for case in cases),
        lambda: iter([alone(general(1), gamma=number("1/3"))]),
    )


def parameters(at: Numbers) -> Parameters:
    """What the closed forms depend on: the angle is the given one."""
    strengths = at.model.score_matrices[:, 0, 0]
    return Parameters(ARITHMETIC, at.model.n, np.array([at.values["γ"]]), strengths, at.model.beta)


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
    """c^2 of one scalar head on n equiangular tokens: a model with these, its tokens from their angle."""
    own = root(ZERO + (1 - gamma))  # x_i = own e_i + shared (1, ..., 1) has length one
    shared = (root((1 - gamma) * (1 + (n - 1) * gamma)) - (1 - gamma)) / (own * n)
    identity = numbers([int(k % (n + 1) == 0) for k in range(n * n)]).reshape(n, n)
    head = (alpha * identity)[None]
    return fraction(Model(ARITHMETIC, own * identity + shared, head, head, numbers([0]) + beta))


def critical(n: int, gamma: Any, alpha: Any, square: Any, near: Any) -> Any:
    """The inverse temperature at which c^2 is `square`, found on the model."""
    context = number(1).context
    return context.findroot(lambda beta: fraction_of(n, gamma, alpha, beta) - square, near)


# -- the critical inverse temperature ----------------------------------------------------------------

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
    for case in (("1/2", 3, 4, ("1",), "13/10"), ("1/4", 2, 2, ("-3/4",), "7/3")):
        at = model(case)
        gamma, alpha = Parameters.of(at).gamma[0], at.score_matrices[0, 0, 0]
        for square in (fraction(at), number("9/10")):
            r = root(square * (at.n - 1) * equiangular.drift(Parameters.of(at))[0] / (1 - square))
            yield place(at, α=alpha, c=root(square), r=r, L=logarithm(r - (at.n - 1) * gamma))


def _two_temperatures(gap: int) -> Iterator[Numbers]:
    for n, alpha, beta, _ in AT_TEMPERATURES:
        yield Numbers({"n": n, "α": abs(number(alpha)), "β": number(beta), "β'": number(beta) + gap})


def _found(at: Numbers, gamma: Any, c: Any) -> Any:
    v = at.values
    return critical(v["n"], gamma, v["α"], c**2, v["β"])


def _equal(a: Any, b: Any) -> tuple[int, ...]:
    return (int(mpmath.almosteq(a, b, rel_eps=1e-25)),)


def _fraction_met(at: Numbers, changes: Changes) -> Sides:
    v = at.values
    n, c, (alpha, beta) = v["n"], v["c"], (v["α"], v["β"])
    found = model_of(n, alpha, beta)
    radial_part, rest = (inner(u, u)[0, 0] / alpha**2 for u in (found.radial_shadow[..., None], found.tangential))
    met = _equal(fraction(found), c * c) * 2
    return [(fraction(found), c * c), (radial_part * (1 - c * c), c * c * rest), met]


def model_of(n: int, alpha: Any, beta: Any) -> Model:
    """Orthonormal tokens under one scalar head."""
    identity = numbers([int(k % (n + 1) == 0) for k in range(n * n)]).reshape(n, n)
    return Model(ARITHMETIC, identity, (alpha * identity)[None], (alpha * identity)[None], np.array([beta]))


def _one_beta(at: Numbers, changes: Changes) -> Sides:
    v = at.values
    met = fraction_of(v["n"], ZERO, v["α"], v["β"])
    return [(critical(v["n"], ZERO, v["α"], met, v["β"] + 1), v["β'"])]


def _at_critical(at: Numbers, gamma: Any) -> Sides:
    v = at.values
    has, found = fraction_of(v["n"], gamma, v["α"], v["β"]), _found(at, gamma, v["c"])
    return [(has, v["c"] ** 2), (v["β"], found), _equal(has, v["c"] ** 2) + _equal(v["β"], found)]


def _critical_sign(at: Numbers, changes: Changes) -> Sides:
    v = at.values
    exponent, size = 2 * v["α"] * _found(at, ZERO, v["c"]), v["n"] * v["c"] ** 2
    return [(0, exponent), (1, size), (int(exponent > 0), int(size > 1))]


# -- thresholds --------------------------------------------------------------------------------------

ROWS: tuple[tuple[tuple[str, ...], tuple[tuple[int, ...], ...]], ...] = (  # one token, outputs of norm 3
    (("2/3", "1/3", "2/3"), ((1, 2, 2), (-1, 2, 2))),
    (("2/3", "1/3", "2/3"), ((2, -2, 1), (-2, 2, 1), (1, 2, 2))),
)
LEVEL = (  # the same with shadows of one size
    (("1", "0", "0"), ((1, 2, 2), (1, -2, 2), (-1, 2, -2))),
    (("1", "0", "0"), ((2, 1, 2), (2, -1, 2), (-2, 2, 1))),
)


def _outputs(token: Sequence[Number], outputs: Sequence[Sequence[int]]) -> Model:
    """One token x and value matrices f x^T under scores of zero: head h has the output f_h."""
    x = matrix([token])[0]
    values = tuple(tuple(tuple(entry * other for other in x) for entry in f) for f in outputs)
    none = tuple(tuple(Fraction(0) for _ in x) for _ in x)
    return Model.of(State(Fraction(1), (x,), (none,) * len(values), values), ARITHMETIC)


def _thresholds(rows: Sequence[Any]) -> Iterator[Numbers]:
    for row in rows:
        at = _outputs(*row)
        for h in range(at.heads):
            r, others = at.norm(at.head_output)[h, 0], at.norm(at.others(at.head_output))[h, 0]
            values = {"d": at.tokens.shape[-1], "H": at.heads, "x": at.tokens[0], "f": at.head_output[:, 0], "r": r}
            values |= {"c": at.radial_fraction[h, 0], "h": h, "m": others / r, "ε": number("1/10")}
            yield Numbers(values, at)


def _dominated(variant: Any) -> Computed:
    def sides(at: Numbers, changes: Changes) -> Sides:
        margin, r = at.model.dominance(variant)[at.values["h"], 0], at.values["r"]
        if variant == "B":
            size = at.model.heads * at.model.radial_fraction[at.values["h"], 0] ** 2
            return [(margin,), (size, 1), (int(margin >= 0), int(size <= 1))]
        return [(margin,), (-margin / r**2, 0), (int(margin >= 0),) * 2]

    return sides


def _nearly_orthogonal(at: Numbers, changes: Changes) -> Sides:
    m, h, r = at.model, at.values["h"], at.values["r"]
    margin = m.dominance("A")[h, 0] - at.values["ε"] * r * m.others(m.norm(m.head_output))[h, 0]
    return [(0, margin), (-margin / r**2, 0), (int(margin >= 0),) * 2]


def threshold(m: Any) -> Any:
    """The positive root of c^2 + m c - 1, found."""
    return number(1).context.findroot(lambda c: c**2 + m * c - 1, number("1/2"))


def _roots() -> Iterator[Numbers]:
    for m in map(number, ("1", "5/2")):
        c = threshold(m)
        yield Numbers({"m": m, "c": c, "d": c, "s": 2 * c + m})


def _golden() -> Iterator[Numbers]:
    yield Numbers({"φ": number(1).context.phi * 1})


def _two_heads() -> Iterator[Numbers]:
    """Two outputs of norm 5 with the fraction 3/5 = 1/φ."""
    yield Numbers({"φ": number("5/3")}, _outputs(("1", "0"), ((3, 4), (3, -4))))


def _golden_margin(at: Numbers, changes: Changes) -> Sides:
    return [(-at.model.dominance("A")[0, 0] / 25 if at.model else 0, 0)]


# -- the tables --------------------------------------------------------------------------------------


def _turned(given: dict[str, Any], shift: str) -> dict[str, Any]:
    """The same with tokens at another angle."""
    tokens = model((shift, given["n"], given["d"], ("1",), "1")).tokens
    return {**given, "X": tokens, "γ": inner(tokens[0], tokens[1])}


def _together(given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "X": np.array([given["X"][0]] * given["n"], dtype=object), "γ": number(1)}


def _moved(name: str, by: Any) -> Any:
    return lambda given: {**given, name: given[name] + by}


BREAKS: Breaks = {
    "another angle": _moved("γ", number("1/7")),
    "the same token twice": lambda given: {**given, "j": given["i"]},
    "other velocities": lambda given: {**given, "q": given["q"] + 1},
    "alpha = 0": lambda given: {**given, "α": 0 * given["α"], **({"β'": given["β"] + 1} if "β'" in given else {})},
    "gamma < 0": lambda given: _turned(given, "-1/8"),
    "gamma = 1": _together,
    "no head": lambda given: {**given, "H": 0, "α": given["α"][:0]},
    "a head that repels": lambda given: {**given, "α": -given["α"]},
    "one token": lambda given: {**given, "n": 1, "β'": given["β"] + 1},
    "no gain in beta": lambda given: {**given, "β'": given["β"] - number("1/5")},
    "another beta": _moved("β'", 1),
    "another fraction": _moved("c", number("1/5")),
    "another logarithm": _moved("L", 1),
    "another r": _moved("r", 1),
    "a negative r": lambda given: {**given, "r": -given["r"], "L": 1},
    "a fraction above 1": lambda given: {**given, "n": 0, "c": number(2), "L": logarithm(number("4/3"))},
    "a negative norm": lambda given: {**given, "r": -given["r"], "c": -given["c"]},
    "a negative root": lambda given: {**given, "d": -1 / given["d"]},
    "no root": _moved("d", 1),
    "a negative m": lambda given: {**given, "m": -given["m"], **{x: 1 / given[x] for x in ("c", "d") if x in given}},
    "a negative square root": lambda given: {**given, "s": -given["s"]},
    "another square root": _moved("s", 1),
    "a negative phi": lambda given: {**given, "φ": 1 - given["φ"]},
    "another phi": _moved("φ", 1),
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
    "fractions": Sample(lambda: map(Numbers, _temperatures())),
    "two temperatures": Sample(lambda: _two_temperatures(1)),
    "one temperature": Sample(lambda: _two_temperatures(0)),
    "critical": Sample(_critical),
    "critical, general": Sample(_critical_general),
    "equal norms": Sample(lambda: _thresholds(ROWS)),
    "equal shadows": Sample(lambda: _thresholds(LEVEL)),
    "thresholds": Sample(_roots),
    "golden ratio": Sample(_golden, _two_heads),
}

COMPUTED: dict[str, Computed] = {
    "pulled": _pulled,
    "equiangular rate": lambda p, c: [(own_rate(p), equiangular.usa_rate(parameters(p), **c)[0])],
    "equiangular softmax rate": lambda p, c: [(own_rate(p), equiangular.softmax_rate(parameters(p), **c)[0])],
    "equiangular rate > 0": lambda p, c: [(0, own_rate(p))],
    "scalar head rate": lambda p, c: [(0, radial.head_rates(p.model)[p.values["h"]])],
    "fraction": lambda p, c: [
        (
            fraction(p.model, p.values["i"]),
            fraction_of(p.model.n, p.values["γ"], p.values["α"], p.values["β"]),
        )
    ],
    "orthonormal fraction": lambda p, c: [
        (fraction(p.model, p.values["i"]), fraction(model_of(p.model.n, p.values["α"], p.values["β"])))
    ],
    "fraction met": _fraction_met,
    "two fractions": lambda p, c: [
        tuple(fraction_of(p.values["n"], ZERO, p.values["α"], p.values[beta]) for beta in ("β", "β'"))
    ],
    "one beta": _one_beta,
    "critical beta": lambda p, c: _at_critical(p, ZERO),
    "critical beta, general": lambda p, c: _at_critical(p, p.values["γ"]),
    "critical sign": _critical_sign,
    "threshold A": _dominated("A"),
    "threshold E": _dominated("E"),
    "threshold B": _dominated("B"),
    "threshold, nearly orthogonal": _nearly_orthogonal,
    "one root": lambda p, c: [(threshold(p.values["m"]), threshold(p.values["m"]))],
    "root": lambda p, c: [(0, threshold(p.values["m"])), (threshold(p.values["m"]), 1), (0, 0)],
    "golden margin": _golden_margin,
}
