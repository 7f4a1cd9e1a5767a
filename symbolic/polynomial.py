"""The normal form of explicit expressions: polynomials over named atoms, in FLINT.

Every symbol is a generator, and so is exp(m) for each monomial m of an exponent. A reciprocal g^-1
is a generator with the relation g g^-1 = 1, and relations s^2 = r, such as s^2 = 1 - c^2, are
divided out. Each reduction subtracts a multiple of a relation, so a remainder of zero proves the
identity: there is no false zero. The converse is not claimed: where no squared symbol s has an
inverse the leading monomials are coprime and the remainder is unique, but with s^-1 present a true
identity may leave one.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx
from sympy import Add, Expr, Mul, Pow, Rational, Symbol, exp, sympify


class Polynomials:
    """Proves expr = 0 modulo s^2 = squares[s], for symbols s that no square mentions. Conservative: no false zero."""

    def __init__(self, sizes: str, squares: Mapping[Symbol, Expr] | None = None) -> None:
        """Take the relations."""
        self.sizes = sizes
        self.squares = dict(squares or {})
        self.used = {f"{s}^2 = {square}" for s, square in self.squares.items()}

    def residue(self, expr: Expr) -> Expr:
        """What is left of expr: if 0, then expr = 0 by the relations."""
        expr = sympify(expr)
        return _Ring([expr, *self.squares.values()], self.squares).normal(expr)


class _Ring:
    """The polynomial ring over the atoms of some expressions."""

    def __init__(self, exprs: list[Expr], squares: Mapping[Symbol, Expr]) -> None:
        self._atoms: list[Expr] = [*squares]  # first, so that their squares lead
        for expr in exprs:
            self._collect(expr)
        inverses = [1 / atom for atom in self._atoms]
        self._context = fmpq_mpoly_ctx.get([f"g{k}" for k in range(2 * len(self._atoms))], Ordering.lex)
        generators = self._context.gens()
        self._generators = dict(zip([*self._atoms, *inverses], generators, strict=True))
        self._relations = [self._generators[s] ** 2 - self._polynomial(square) for s, square in squares.items()]
        self._relations += [self._generators[a] * self._generators[1 / a] - 1 for a in self._atoms]

    def normal(self, expr: Expr) -> Expr:
        remainder = self._polynomial(expr)
        before = None
        while remainder != before:
            before = remainder
            for relation in self._relations:
                remainder = remainder % relation
        names = list(self._generators)
        return Add(
            *(
                Mul(Rational(int(c.p), int(c.q)), *(g**e for g, e in zip(names, powers, strict=True) if e))
                for powers, c in remainder.to_dict().items()
            )
        )

    def _collect(self, expr: Expr) -> None:
        if isinstance(expr, exp):
            for exponential, _ in _factors(expr):
                self._add(exponential)
        elif expr.is_Symbol:
            self._add(expr)
        else:
            for part in expr.args:
                self._collect(part)

    def _add(self, atom: Expr) -> None:
        if atom not in self._atoms:
            self._atoms.append(atom)

    def _polynomial(self, expr: Expr) -> Any:
        if expr.is_Rational:
            return self._context.constant(fmpq(int(expr.p), int(expr.q)))
        if expr in self._generators:
            return self._generators[expr]
        if isinstance(expr, exp):
            return prod((self._power(atom, power) for atom, power in _factors(expr)), start=self._context.constant(1))
        if expr.is_Add:
            return sum((self._polynomial(part) for part in expr.args), start=self._context.constant(0))
        if expr.is_Mul:
            return prod((self._polynomial(part) for part in expr.args), start=self._context.constant(1))
        if isinstance(expr, Pow) and expr.exp.is_Integer:
            return self._power(expr.base, int(expr.exp))
        raise TypeError(f"not a polynomial in symbols, exponentials and their reciprocals: {expr}")

    def _power(self, base: Expr, power: int) -> Any:
        if power >= 0:
            return self._polynomial(base) ** power
        if base not in self._generators:
            raise TypeError(f"cannot divide by {base}: only by a symbol or an exponential")
        return self._generators[1 / base] ** -power


def _factors(exponential: Expr) -> list[tuple[Expr, int]]:
    """exp(sum of c m) as powers of exp(m), with exp(|c| m) where c is no integer."""
    factors = []
    for term in exponential.args[0].expand().as_ordered_terms():
        coefficient, monomial = term.as_coeff_Mul()
        if not coefficient.is_Integer or monomial == 1:
            coefficient, monomial = (1, term) if coefficient > 0 else (-1, -term)
        factors.append((exp(monomial), int(coefficient)))
    return factors
