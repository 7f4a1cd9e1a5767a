"""Exact rational instances: n tokens, d = 3, H heads, every vector and matrix concrete.

The evaluator knows nothing of the normal form: sums are loops, inner products are sums of
products. exp is evaluated as q -> 2^q, which is a homomorphism as exp is, with exact values at
integers; beta clears the denominators. Norms are exact since all vectors are multiples of
rational unit vectors.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import isqrt, prod
from random import Random

import pytest
from sympy import Abs, Expr, KroneckerDelta, Pow, Sum, Symbol, exp

from symbolic.language import H, M, V, VectorSymbol, Word, Z, alpha, beta, ddt, dot, gamma, n, norm, relu, sigma, t, x

FRAME = [[Fraction(k, 3) for k in row] for row in ((1, 2, 2), (2, 1, -2), (2, -2, 1))]
SIMPLICES = [  # three rational unit vectors with one inner product
    [[Fraction(p if i == j else q, r) for i in range(3)] for j in range(3)]
    for p, q, r in ((1, 2, 3), (-1, 2, 3), (7, 4, 9), (-7, 4, 9))
]
AXES = [[Fraction(int(i == j)) for j in range(3)] for i in range(3)]


def inner(p, q):
    if not isinstance(p, list) or not isinstance(q, list):
        assert p == 0 or q == 0  # the zero vector
        return Fraction(0)
    return sum((a * b for a, b in zip(p, q, strict=True)), start=Fraction(0))


class Instance:
    """One concrete state; `conditions` names the hypotheses it satisfies."""

    def __init__(self, seed, conditions=(), tokens=2, heads=2):
        self.random = Random(seed)
        self.conditions = set(conditions)
        self.sizes = {n: tokens, H: heads}
        self.symbol = cache(self._symbol)
        self.vector = cache(self._vector)
        self.matrix = cache(self._matrix)
        self.simplex = self.random.choice(SIMPLICES)
        self.strength = cache(lambda h: Fraction(self.random.choice((-1, 1)) * self.random.randint(1, 3)))
        self.sign = cache(lambda h, i: self.random.choice((-1, 1)))
        self.partition = cache(lambda h, i: self._scale())

    def _scale(self):
        return Fraction(self.random.randint(1, 9), self.random.randint(1, 4))

    def _symbol(self, name, places):
        if name in ("h", "k", "i", "j"):  # a free index
            return self.random.randrange(places)
        return self._scale() * self.random.choice((-1, 1))

    def _vector(self, kind, *indices):
        if kind is x and self.conditions & {"equiangular tokens", "two values", "two values of ReLU"}:
            return self.simplex[indices[0]]
        unit = self.random.choice(FRAME + AXES)
        if kind is x and "unit tokens" in self.conditions:
            return unit
        if kind.__name__ == "f" and "output orthogonality" in self.conditions:
            unit = FRAME[sum(indices) % 3]
        length = self.random.choice((-1, 1)) * self.random.randint(1, 9)
        return [length * entry for entry in unit]

    def _matrix(self, kind, head):
        if kind is V and "value alignment" in self.conditions:
            return self.matrix(M, head)
        if self.conditions & {"scalar heads", "two values", "two values of ReLU"}:
            return [[self.strength(head) * entry for entry in axis] for axis in AXES]
        if "head orthogonality" in self.conditions:
            row, strength = FRAME[head % 3], self.random.randint(-3, 3)
            return [[strength * p * q for q in row] for p in row]
        rows = [[self.random.randint(-2, 2) for _ in range(3)] for _ in range(3)]
        if "score symmetry" in self.conditions:
            rows = [[rows[max(i, j)][min(i, j)] for j in range(3)] for i in range(3)]
        return rows

    def __call__(self, expr: Expr, env=None):
        """The value of expr: a Fraction, a list (a vector) or an int (an index)."""
        env = env or {}
        at = lambda part: self(part, env)  # noqa: E731
        if expr.is_Rational:
            return Fraction(int(expr.p), int(expr.q))
        if expr in env:
            return env[expr]
        if isinstance(expr, VectorSymbol):
            return self.vector(VectorSymbol, expr.name)
        if isinstance(expr, Symbol):
            return self._named_symbol(expr)
        if expr.is_Add:
            values = [at(part) for part in expr.args]
            vector = isinstance(next((v for v in values if v), 0), list)
            return [sum(entries) for entries in zip(*(v for v in values if v), strict=True)] if vector else sum(values)
        if expr.is_Mul:
            values = [at(part) for part in expr.args]
            scalar = prod(v for v in values if not isinstance(v, list))
            [vector] = [v for v in values if isinstance(v, list)] or [None]
            return scalar if vector is None else [scalar * entry for entry in vector]
        if isinstance(expr, Sum):
            return self._sum(expr.args[0], expr.args[1:], env)
        return self._function(expr, [*expr.args], at, env)

    def _named_symbol(self, expr):
        if expr == beta:
            return Fraction(81)
        if expr == gamma:
            return inner(*self.simplex[:2])
        if expr in self.sizes:
            return Fraction(self.sizes[expr])
        return self.symbol(expr.name, min(self.sizes.values()))

    def _sum(self, body, limits, env):
        if not limits:
            return self(body, env)
        *rest, (index, _, size) = limits
        values = [self._sum(body, rest, {**env, index: place}) for place in range(self.sizes[size])]
        return [sum(entries) for entries in zip(*values, strict=True)] if isinstance(values[0], list) else sum(values)

    def _function(self, expr, args, at, env):
        if isinstance(expr, exp):
            exponent = at(args[0])
            assert exponent.denominator == 1
            return Fraction(2) ** int(exponent)
        if isinstance(expr, Pow):
            return at(args[0]) ** int(args[1])
        if isinstance(expr, Word):
            return self.vector(type(expr), *map(at, args))
        if isinstance(expr, (M, V)):
            vector = at(args[1])
            return [inner(row, vector) for row in self.matrix(type(expr), at(args[0]))]
        if isinstance(expr, ddt):  # exact for quadratics
            return (self(args[0], {**env, t: Fraction(1)}) - self(args[0], {**env, t: Fraction(-1)})) / 2
        values = [at(part) for part in args]
        if isinstance(expr, dot):
            return inner(*values)
        if isinstance(expr, KroneckerDelta):
            return Fraction(int(values[0] == values[1]))
        if isinstance(expr, norm):
            square = inner(values[0], values[0])
            root = Fraction(isqrt(square.numerator), isqrt(square.denominator))
            assert root * root == square
            return root
        if isinstance(expr, sigma):
            return self.sign(*values)
        if isinstance(expr, alpha):
            return self.strength(*values)
        if isinstance(expr, relu):
            return max(Fraction(0), *values)
        if isinstance(expr, Z):
            return self.partition(*values)
        assert isinstance(expr, Abs), expr
        return abs(values[0])


@pytest.fixture(scope="session")
def instance():
    return Instance
