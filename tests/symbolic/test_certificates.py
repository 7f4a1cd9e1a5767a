"""Multipliers for `poly_from`: found, checked, printed as Lean reads them; nothing is made up."""

from __future__ import annotations

import pytest
import sympy

from symbolic import certificates
from symbolic.certificates import NoCertificate, line, multipliers
from symbolic.leanterms import BadTerm, Polynomial, equation, shown


def found(goal: str, *given: str) -> str:
    named = [text.partition(":") for text in given]
    return line(equation(goal), [equation(rest, name) for name, _, rest in named])


@pytest.mark.parametrize(
    ("goal", "given", "told"),
    [
        ("x * x * y + z = z + x * z", ["h: x * y = z"], "poly_from x * h"),
        ("x = z", ["h: x * y = z", "k: y = 1"], "poly_from 1 * h + (-x) * k"),
        ("x - 3 = 2", ["h: x = y", "k: y = z", "m: z = 5"], "poly_from 1 * h + 1 * k + 1 * m"),
        ("x + 1 = 1 + x", ["h: x = 0"], "poly"),
        ("(x + y) / z = x / z + y * z⁻¹", [], "poly"),
        ("x = 3", ["h: 2 * x = 6", "e: 2 * 2⁻¹ = 1"], "poly_from 2⁻¹ * h + (-x + 3) * e"),
        ("3 * x = 9 * y", ["h: 2 * x = 6 * y", "e: 4 * q = 1"], "poly_from (6 * q) * h + (-3 * x + 9 * y) * e"),
        ("f x * ⟪x, y⟫ ^ 2 = f x", ["h: ⟪x, y⟫ = 1"], "poly_from (f x * ⟪x, y⟫ + f x) * h"),
        ("a * (b * c)⁻¹ * (b * c) = a", ["e: b * c * (b * c)⁻¹ = 1"], "poly_from a * e"),
    ],
)
def test_the_line(goal: str, given: list[str], told: str) -> None:
    assert found(goal, *given) == told


def as_sympy(polynomial: Polynomial) -> sympy.Expr:
    return sympy.Add(
        *(c * sympy.Mul(*(sympy.Symbol(atom) ** power for atom, power in m)) for m, c in polynomial.items())
    )


def test_the_multipliers_give_the_goal_by_sympy_too() -> None:
    goal = equation("(l - 1 / n * k - (n - 1) / n * m) * (g * (1 - g) * (1 + (n - 1) * g)) = 1")
    given = [
        equation(text) for text in ("l * g = 1", "k * (1 - g) = -1", "m * (1 + (n - 1) * g) = n - 1", "n * n⁻¹ = 1")
    ]
    made = multipliers(goal, given)
    total = sum(as_sympy(c) * as_sympy(h.polynomial) for c, h in zip(made, given, strict=True))
    assert sympy.expand(total - as_sympy(goal.polynomial)) == 0
    assert all(made)


@pytest.mark.parametrize(
    ("goal", "given", "told"),
    [
        ("x = 1", ["h: x * y = y"], "no multipliers with integer coefficients"),
        ("x = 2", ["h: x = 1"], "no multipliers"),
        ("x = 3", ["h: 2 * x = 6"], "with fractions there are some: give `e: 2 * 2⁻¹ = 1`"),
        ("x = 0", [], "no multipliers"),
    ],
)
def test_where_there_are_none_that_is_said(goal: str, given: list[str], told: str) -> None:
    with pytest.raises(NoCertificate, match="no multipliers") as refusal:
        found(goal, *given)
    assert told in str(refusal.value)


def test_wrong_multipliers_are_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    right = certificates._solved
    monkeypatch.setattr(
        certificates, "_solved", lambda *given: (answer := right(*given)) and [value + 1 for value in answer]
    )
    with pytest.raises(ArithmeticError, match="the multipliers leave"):
        found("x * z = y * z", "h: x = y")


@pytest.mark.parametrize(
    ("text", "polynomial"),
    [
        ("2 * x - 3 = x", "x - 3"),
        ("-x ^ 2 * y = -(x * x) * y + 1", "-1"),
        ("(x - y) ^ 2 = 0", "x ^ 2 - 2 * x * y + y ^ 2"),
        ("exp (β * α) / nat n = 0", "(nat n)⁻¹ * exp (β * α)"),
        ("x / (y + 1) = 1 / 2", "(y + 1)⁻¹ * x - 2⁻¹"),
        ("L₀.eps * γ' = 0", "L₀.eps * γ'"),
        ("x⁻¹⁻¹ = 0", "x⁻¹⁻¹"),
        ("f x⁻¹ (y) = 0 * x", "f x⁻¹ (y)"),
    ],
)
def test_terms_are_read_as_lean_reads_them(text: str, polynomial: str) -> None:
    assert shown(equation(text).polynomial) == polynomial
    assert equation(f"{polynomial} = 0").polynomial == equation(text).polynomial


@pytest.mark.parametrize("text", ["x", "x = ", "x = y = z", "x ^ y = 1", "(x = 1", "⟪x⟫ = 1", "x ≤ 1", "x = 1)", "= 1"])
def test_what_is_no_equation_is_refused(text: str) -> None:
    with pytest.raises(BadTerm, match=r"expected|follow|numeral|no part"):
        equation(text)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["b = a⁻¹", "--from", "e: a * a⁻¹ = 1", "--from", "h: a * b = 1"], 0, "poly_from (-b) * e + a⁻¹ * h\n"),
        (["x = 1", "--from", "h: x = 2"], 1, "certificates: no multipliers"),
        (["x = 1", "--from", "x = 2"], 2, "must be NAME: EQUATION"),
        (["x ="], 2, "a term was expected, got 'the end'"),
    ],
)
def test_the_command(arguments: list[str], code: int, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert certificates.main(arguments) == code
    captured = capsys.readouterr()
    assert told in captured.out + captured.err
    assert bool(captured.out) == (code == 0)
