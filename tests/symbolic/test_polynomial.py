"""The polynomial normal form over explicit atoms."""

from __future__ import annotations

import pytest
from sympy import Rational, exp, expand, sin, sqrt, symbols

from symbolic.polynomial import Polynomials

a, b, c, s = symbols("a b c s", real=True)
CIRCLE = Polynomials("circle", {s: 1 - c**2})


@pytest.mark.parametrize(
    "expr",
    [
        0,
        s**2 + c**2 - 1,
        s**4 - (1 - c**2) ** 2,
        exp(a + b) - exp(a) * exp(b),
        exp(2 * a) * exp(-a) / exp(a) - 1,
        exp(a * (b + c)) - exp(a * b) * exp(a * c),
        exp(a / 2) ** 2 * exp(-a / 2) - exp(a / 2),
        exp(2) * exp(a) - exp(a + 2),
        (a**2 - 1) / a - a + 1 / a,
        (a + 1) / a**2 - 1 / a - a**-2,
        (a + b) ** 3 - expand((a + b) ** 3),
        s / s**3 * s**2 - 1,
    ],
)
def test_identities(expr):
    assert CIRCLE.residue(expr) == 0


@pytest.mark.parametrize(
    ("expr", "left"),
    [
        (s**2, 1 - c**2),
        (exp(a + b) + exp(a), exp(a) * exp(b) + exp(a)),
        (Rational(1, 3) / a, Rational(1, 3) / a),
        (s**3 * exp(-a), s * exp(-a) - s * c**2 * exp(-a)),
    ],
)
def test_what_is_left(expr, left):
    assert expand(CIRCLE.residue(expr) - left) == 0
    assert CIRCLE.residue(expr) != 0


def test_it_is_conservative_where_a_squared_symbol_has_an_inverse():
    assert CIRCLE.residue((1 - c**2) / s**2 - 1) != 0  # true, and not proved


def test_relations_are_named():
    assert CIRCLE.used == {"s^2 = 1 - c**2"}
    assert Polynomials("free").used == set()


@pytest.mark.parametrize("expr", [sqrt(a), 1 / (a + 1), sin(a), a**b])
def test_what_is_no_polynomial_is_refused(expr):
    with pytest.raises(TypeError):
        CIRCLE.residue(expr)
