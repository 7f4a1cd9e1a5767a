"""Reads Lean terms as polynomials over named atoms, and prints polynomials as Lean terms.

What the tactic `poly` takes for an atom is one here: a name, an application (`exp (β * α)`, `nat n`), an inner
product `⟪x, y⟫`, and every inverse `y⁻¹`, a numeral's too. `x / y` is `x * y⁻¹`. Coefficients are integers, since
`poly` works in every commutative ring.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

NUMBER = re.compile(r"\d+")
TOKEN = re.compile(r"\s*(\d+|[^\W\d][\w.'!?₀-₉ᵢⱼₖ]*|⁻¹|[-+*/^=(),⟪⟫])")

Monomial = tuple[tuple[str, int], ...]  # atoms with their powers, sorted
Polynomial = Mapping[Monomial, int]
ONE: Monomial = ()


class BadTerm(ValueError):
    """A text that is no polynomial equation in Lean's notation."""


@dataclass(frozen=True)
class Equation:
    """`left - right`, and the name of the hypothesis that says it vanishes."""

    name: str
    polynomial: Polynomial


def equation(text: str, name: str = "") -> Equation:
    """The equation `left = right`."""
    reader = _Reader(text)
    left = reader.sum()
    reader.expect("=")
    right = reader.sum()
    if reader.token:
        raise BadTerm(f"{text!r}: nothing may follow the right side, got {reader.token!r}")
    return Equation(name, added(left, right, -1))


def added(a: Polynomial, b: Polynomial, factor: int = 1) -> Polynomial:
    """a + factor b."""
    total = dict(a)
    for monomial, coefficient in b.items():
        total[monomial] = total.get(monomial, 0) + factor * coefficient
    return {monomial: coefficient for monomial, coefficient in total.items() if coefficient}


def times(a: Monomial, b: Monomial) -> Monomial:
    """The product of two monomials."""
    powers = dict(a)
    for atom, power in b:
        powers[atom] = powers.get(atom, 0) + power
    return tuple(sorted(powers.items()))


def multiplied(a: Polynomial, b: Polynomial) -> Polynomial:
    """a b."""
    total: Polynomial = {}
    for monomial, coefficient in a.items():
        total = added(total, {times(monomial, other): value for other, value in b.items()}, coefficient)
    return total


def shown(polynomial: Polynomial) -> str:
    """A Lean term."""
    text = ""
    for monomial in sorted(polynomial, key=lambda factors: (-degree(factors), [(atom, -n) for atom, n in factors])):
        coefficient = polynomial[monomial]
        factors = [atom if power == 1 else f"{atom} ^ {power}" for atom, power in monomial]
        if abs(coefficient) != 1 or not factors:
            factors.insert(0, str(abs(coefficient)))
        sign = ("-" if coefficient < 0 else "") if not text else (" - " if coefficient < 0 else " + ")
        text += sign + " * ".join(factors)
    return text or "0"


def degree(monomial: Monomial) -> int:
    """The sum of its powers."""
    return sum(power for _, power in monomial)


class _Reader:
    """A descent over the tokens of one text; each method reads one kind of term."""

    def __init__(self, text: str) -> None:
        self.text, self.place, self.token, self.start = text, 0, "", 0
        self.advance()

    def advance(self) -> str:
        """The token that was next."""
        read, rest = self.token, self.text[self.place :]
        found = TOKEN.match(rest)
        if found is None and rest.strip():
            raise BadTerm(f"{self.text!r}: no part of a term: {rest.strip()[:20]!r}")
        self.token = found[1] if found else ""
        self.start = self.place + (found.start(1) if found else 0)
        self.place += found.end() if found else len(rest)
        return read

    def expect(self, token: str) -> None:
        if self.token != token:
            raise BadTerm(f"{self.text!r}: {token!r} was expected, got {self.token or 'the end'!r}")
        self.advance()

    def sum(self) -> Polynomial:
        total = self.product()
        while self.token in ("+", "-"):
            sign = 1 if self.advance() == "+" else -1
            total = added(total, self.product(), sign)
        return total

    def product(self) -> Polynomial:
        total = self.signed()
        while self.token in ("*", "/"):
            if self.advance() == "*":
                total = multiplied(total, self.signed())
            else:
                start = self.start
                self.signed()
                total = multiplied(total, _atom(f"{self._operand(start)}⁻¹"))
        return total

    def signed(self) -> Polynomial:
        if self.token == "-":
            self.advance()
            return multiplied({ONE: -1}, self.signed())
        base = self.applied()
        if self.token != "^":
            return base
        self.advance()
        if not NUMBER.fullmatch(self.token):
            raise BadTerm(f"{self.text!r}: a power must be a numeral, got {self.token!r}")
        total: Polynomial = {ONE: 1}
        for _ in range(int(self.advance())):
            total = multiplied(total, base)
        return total

    def applied(self) -> Polynomial:
        """A primary, or a name applied to primaries, which is an atom."""
        start, named = self.start, self.token[:1].isalpha()
        value = self.primary()
        if not named or not self._begins():
            return value
        while self._begins():
            self.primary()
        return _atom(self._since(start))

    def primary(self) -> Polynomial:
        start = self.start
        value = self._closed()
        while self.token == "⁻¹":
            value = _atom(f"{self._operand(start)}⁻¹")
            self.advance()
        return value

    def _closed(self) -> Polynomial:
        start = self.start
        if self.token == "(":
            self.advance()
            value = self.sum()
            self.expect(")")
            return value
        if self.token == "⟪":
            self.advance()
            self.sum()
            self.expect(",")
            self.sum()
            self.expect("⟫")
            return _atom(self._since(start))
        if NUMBER.fullmatch(self.token):
            number = int(self.advance())
            return {ONE: number} if number else {}
        if self.token[:1].isalpha():
            return _atom(self.advance())
        raise BadTerm(f"{self.text!r}: a term was expected, got {self.token or 'the end'!r}")

    def _begins(self) -> bool:
        """Whether a primary begins here."""
        return bool(self.token) and (self.token in ("(", "⟪") or self.token[0].isalnum())

    def _since(self, start: int) -> str:
        return " ".join(self.text[start : self.start if self.token else len(self.text)].split())

    def _operand(self, start: int) -> str:
        """What was read since `start`, in parentheses unless it is closed by itself."""
        read = self._since(start)
        closed = re.fullmatch(r"[\w.'!?]+(⁻¹)*|⟪[^⟪⟫]*⟫", read) or _enclosed(read)
        return read if closed else f"({read})"


def _enclosed(text: str) -> bool:
    """Whether one pair of parentheses holds the whole text."""
    depth = 0
    for place, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0:
            return place == len(text) - 1 and text.startswith("(")
    return False


def _atom(name: str) -> Polynomial:
    return {((name, 1),): 1}
