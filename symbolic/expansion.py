"""How an expression of `symbolic.language` becomes a list of terms: sums of products of atoms.

The structural laws of `symbolic.rules` are carried out here: bilinearity, linearity, the exponent
law, products of sums with their bound indices renamed apart, Leibniz.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from sympy import (
    Add,
    Dummy,
    Expr,
    Integer,
    KroneckerDelta,
    Mul,
    Pow,
    Sum,
    Symbol,
    exp,
    log,
    preorder_traversal,
)

from symbolic import rules as known
from symbolic.language import H, LinearMap, VectorSymbol, Word, ddt, dot, n, t
from symbolic.rules import Rule

Powers = tuple[tuple[Expr, int], ...]
Bound = tuple[tuple[Symbol, Expr], ...]  # (index, size) pairs
SMOOTH = (Add, Mul, Pow, exp, log, Sum, dot, LinearMap)  # what may move in t: analytic, and no norm or absolute value


@dataclass(frozen=True)
class Term:
    """coefficient * product of atom^power * vector, summed over the bound indices."""

    coefficient: Any = Integer(1)  # noqa: RUF009 - immutable
    powers: Powers = ()
    bound: Bound = ()
    vector: Expr | None = None

    def __mul__(self, other: Term) -> Term:
        """The product; the bound indices of the two must differ."""
        if self.vector is not None and other.vector is not None:
            raise TypeError(f"product of two vectors, {self.vector} and {other.vector}; write dot(u, v)")
        powers = dict(self.powers)
        for atom, power in other.powers:
            powers[atom] = powers.get(atom, 0) + power
        return Term(
            self.coefficient * other.coefficient,
            tuple((atom, power) for atom, power in powers.items() if power),
            self.bound + other.bound,
            self.vector if other.vector is None else other.vector,
        )

    @property
    def body(self) -> Expr:
        """The scalar summand."""
        return Mul(self.coefficient, *(atom**power for atom, power in self.powers))


class Expansion:
    """Expands; `use` hears of each law that is applied."""

    def __init__(self, use: Callable[[Rule], None]) -> None:
        """Keep whom to tell."""
        self.use = use

    def __call__(self, expr: Expr) -> list[Term]:
        """The terms of expr, each with bound indices of its own."""
        if expr.is_Rational:
            return [Term(expr)] if expr else []
        if expr.is_Add:
            return [term for part in expr.args for term in self(part)]
        if expr.is_Mul:
            return self._product(self(part) for part in expr.args)
        if isinstance(expr, (Word, VectorSymbol)):
            return [Term(vector=expr)]
        for kind, expand in (
            (exp, self._expand_exp),
            (Pow, self._expand_power),
            (Sum, self._expand_sum),
            (dot, self._expand_dot),
            (LinearMap, self._expand_map),
            (ddt, self._expand_ddt),
        ):
            if isinstance(expr, kind):
                return expand(expr)
        return [Term(powers=((expr, 1),))]

    def _product(self, factors: Iterable[list[Term]]) -> list[Term]:
        return reduce(lambda left, right: [p * q for p in left for q in right], factors, [Term()])

    def _expand_exp(self, expr: Expr) -> list[Term]:
        factors = Term()
        terms = self(expr.args[0])
        for term in terms:
            if term.bound or term.vector is not None or not term.coefficient.is_Integer:
                raise TypeError(f"the exponent of {expr} must be a sum of scalars with integer coefficients")
            exponent = exp(replace(term, coefficient=Integer(1)).body)
            factors *= Term(powers=((exponent, int(term.coefficient)),))
        if len(terms) != 1:
            self.use(known.EXPONENT)
        return [factors]

    def _expand_power(self, expr: Expr) -> list[Term]:
        base, power = expr.args
        if not power.is_Integer:
            raise TypeError(f"power of {expr} must be an integer")
        if power > 0:
            return self._product(self(base) for _ in range(int(power)))  # each with bound indices of its own
        terms = self(base)
        if len(terms) != 1 or terms[0].bound or terms[0].vector is not None or base.has(KroneckerDelta):
            raise TypeError(f"cannot divide by {base}: only by a product of atoms")
        [term] = terms
        inverse = Term(1 / term.coefficient, tuple((atom, -exponent) for atom, exponent in term.powers))
        return self._product([[inverse]] * int(-power))

    def _expand_sum(self, expr: Expr) -> list[Term]:
        body, *limits = expr.args
        if any(first != 1 or size not in (n, H) for _, first, size in limits):
            raise TypeError(f"{expr} must be over all tokens or all heads")
        bound = tuple((Dummy(index.name), size) for index, _, size in limits)
        # where limits repeat an index, the innermost binds it: the first
        fresh = {limit[0]: new for limit, (new, _) in reversed(list(zip(limits, bound, strict=True)))}
        return [replace(term, bound=term.bound + bound) for term in self(body.xreplace(fresh))]

    def _expand_dot(self, expr: Expr) -> list[Term]:
        left, right = map(self, expr.args)
        if len(left) * len(right) != 1:
            self.use(known.BILINEARITY)
        return [self._dot_of_terms(p, q) for p in left for q in right]

    def _dot_of_terms(self, left: Term, right: Term) -> Term:
        if left.vector is None or right.vector is None:
            raise TypeError(f"dot needs two vectors, got {left.vector or left.body} and {right.vector or right.body}")
        both = ((dot(left.vector, right.vector), 1),)
        return replace(left, vector=None) * replace(right, vector=None) * Term(powers=both)

    def _expand_map(self, expr: Expr) -> list[Term]:
        head, argument = expr.args
        terms = self(argument)
        if len(terms) != 1:
            self.use(known.LINEARITY)
        if any(term.vector is None for term in terms):
            raise TypeError(f"{expr.func} must be applied to a vector, got {argument}")
        return [replace(term, vector=expr.func(head, term.vector)) for term in terms]

    def _expand_ddt(self, expr: Expr) -> list[Term]:
        self.use(known.LEIBNIZ)
        moving = [part for part in preorder_traversal(expr.args[0]) if part != t and part.has(t)]
        if any(not isinstance(part, SMOOTH) or (part.is_Pow and not part.exp.is_Integer) for part in moving):
            raise TypeError(f"no rule differentiates {expr.args[0]}")
        at_start = (part.args[0].xreplace({t: Integer(0)}) for part in moving if isinstance(part, log))
        if not all(argument.is_positive for argument in at_start):
            raise TypeError(f"a logarithm moves whose argument is not known to be positive: {expr.args[0]}")
        return self(expr.args[0].diff(t).xreplace({t: Integer(0)}))
