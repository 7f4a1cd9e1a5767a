"""The language of the general derivations: SymPy expressions over tokens, heads and vectors.

=====================  ===========================================================================
`n`, `H`, `beta`       number of tokens, number of heads, inverse temperature
`t`                    time: `ddt(expr)` is the derivative of expr in t, at t = 0
`x(i)`, `w(i)`         token i, an arbitrary direction for token i: vectors in R^d, d never named
`f(h, i)`              an arbitrary head output
`u`, `v`, `z`          arbitrary vectors
`M(h, u)`, `V(h, u)`   score and value matrix of head h applied to u
`dot(u, v)`            the inner product <u, v>
`norm(u)`              |u|
`Z(h, i)`              the partition sum_j exp(beta <x_i, M_h x_j>)
`alpha(h)`, `gamma`    strength of a scalar head, common inner product of equiangular tokens
`relu(s)`              max(0, s)
`sigma(h, i)`          the sign of the radial shadow rho_i^h, 1 or -1
`tokens(body)`         sum over i = 1..n of body(i); `heads(body)` over h = 1..H of body(h)
=====================  ===========================================================================

A sum binds a `Dummy`, so formulas nest without capturing each other's indices.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Dummy, Expr, Function, KroneckerDelta, Sum, Symbol

n = Symbol("n", integer=True, positive=True)
H = Symbol("H", integer=True, positive=True)
beta = Symbol("beta", positive=True)
t = Symbol("t", real=True)
gamma = Symbol("gamma", real=True)

Indexed = Callable[[Any], Any]  # a formula with one free index


class VectorSymbol(Symbol):
    """An arbitrary vector of R^d."""


class Word(Function):
    """A vector that carries indices."""


class x(Word):
    """Token i."""


class w(Word):
    """An arbitrary direction in which token i moves."""


class f(Word):
    """The output of head h at token i, where only its inner products matter."""


class y(Word):
    """An arbitrary vector for each head."""


class LinearMap(Function):
    """A matrix of head h applied to a vector."""

    def _eval_derivative(self, s: Any) -> Any:
        head, vector = self.args
        return self.func(head, vector.diff(s))


class M(LinearMap):
    """The score matrix of head h."""


class V(LinearMap):
    """The value matrix of head h."""


class dot(Function):
    """The inner product of two vectors. Its derivative is Leibniz's rule."""

    is_real = True

    def _eval_derivative(self, s: Any) -> Any:
        left, right = self.args
        return dot(left.diff(s), right) + dot(left, right.diff(s))


class norm(Function):
    """The Euclidean norm."""

    is_nonnegative = True


class sigma(Function):
    """The sign of rho_i^h: |rho_i^h| = sigma(h, i) rho_i^h."""

    is_real = True


class alpha(Function):
    """The strength of head h, where heads are scalar: M_h = alpha_h I."""

    is_real = True


class relu(Function):
    """The positive part max(0, s) of a scalar."""

    is_nonnegative = True


class Z(Function):
    """The partition of row i in head h: a sum of exponentials, so positive."""

    is_positive = True


class ddt(Function):
    """The derivative in t at t = 0 of its argument."""


u, v, z = VectorSymbol("u"), VectorSymbol("v"), VectorSymbol("z")


def is_vector(expr: Expr) -> bool:
    """Is this one vector, or a combination of vectors?"""
    if isinstance(expr, (VectorSymbol, Word, LinearMap)):
        return True
    return isinstance(expr, Expr) and (expr.is_Add or expr.is_Mul) and any(map(is_vector, expr.args))


def tokens(body: Indexed) -> Expr:
    """sum_{i=1}^n body(i)."""
    i = Dummy("i")
    return Sum(body(i), (i, 1, n))


def heads(body: Indexed) -> Expr:
    """sum_{h=1}^H body(h)."""
    h = Dummy("h")
    return Sum(body(h), (h, 1, H))


def other_heads(h: Expr, body: Indexed) -> Expr:
    """sum_{h' != h} body(h')."""
    return heads(lambda k: (1 - KroneckerDelta(h, k)) * body(k))


def project(at: Expr, vector: Expr, sign: int = -1) -> Expr:
    """P_x u = u - <x, u> x."""
    return vector + sign * dot(at, vector) * at
