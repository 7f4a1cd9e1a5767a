"""Equiangular tokens under scalar heads, and tokens in general position: what several families are evaluated at."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from attnproof.lean.counterparts.points import DIGITS, Numbers, Sample
from numeric.arithmetic import Array, Digits
from numeric.equiangular import Parameters
from numeric.model import Model
from numeric.state import Attention, Number, matrix
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


def under_one_head(cases: Sequence[Case], attention: Attention = "usa") -> Sample:
    """The same with one head, whose strength is a number."""

    def alone(at: Model, gamma: Any = None) -> Numbers:
        return place(at, gamma, α=at.score_matrices[0, 0, 0])

    return Sample(
        lambda: (alone(model(case, attention)) for case in cases),
        lambda: iter([alone(general(1, attention), gamma=number("1/3"))]),
    )


def parameters(at: Numbers) -> Parameters:
    """What the closed forms depend on: the angle is the given one."""
    strengths = at.model.score_matrices[:, 0, 0]
    return Parameters(ARITHMETIC, at.model.n, np.array([at.values["γ"]]), strengths, at.model.beta)


def at_angle(n: int, gamma: Any, strengths: Sequence[Any], beta: Any, attention: Attention = "usa") -> Model:
    """n tokens with the inner product `gamma` under scalar heads: x_i = own e_i + shared (1, ..., 1)."""
    own = root(ZERO + (1 - gamma))
    shared = (root(ZERO + 1 + (n - 1) * gamma) - own) / n
    identity = numbers([int(k % (n + 1) == 0) for k in range(n * n)]).reshape(n, n)
    heads = np.array([alpha * identity for alpha in strengths], dtype=object)
    return Model(ARITHMETIC, own * identity + shared, heads, heads, np.array([ZERO + beta]), attention)


def moved(name: str, by: Any) -> Any:
    """Changes one value by a number."""
    return lambda given: {**given, name: given[name] + by}
