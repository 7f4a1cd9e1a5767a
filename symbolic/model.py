"""The definitions of arXiv 2605.04279 for general n, d and H, in the language of indexed sums."""

from __future__ import annotations

from sympy import Expr, KroneckerDelta, exp

from symbolic.language import Indexed, M, V, beta, dot, heads, n, t, tokens, x


def still(i: Expr) -> Expr:
    """The tokens where they are."""
    return x(i)


def moved(direction: Indexed) -> Indexed:
    """The tokens x_i + t direction_i."""
    return lambda i: x(i) + t * direction(i)


def kernel(h: Expr, i: Expr, j: Expr, at: Indexed = still) -> Expr:
    """exp(beta <x_i, M_h x_j>)."""
    return exp(beta * dot(at(i), M(h, at(j))))


def head_energy(h: Expr, at: Indexed = still, *, half: bool = True, self_pairs: bool = True) -> Expr:
    """E_h = 1/(2 beta n^2) sum_ij exp(beta <x_i, M_h x_j>)."""
    pairs = tokens(lambda i: tokens(lambda j: (1 if self_pairs else 1 - KroneckerDelta(i, j)) * kernel(h, i, j, at)))
    return pairs / ((2 if half else 1) * beta * n**2)


def head_output(h: Expr, i: Expr) -> Expr:
    """f_i^h = sum_j exp(beta <x_i, M_h x_j>) V_h x_j (USA)."""
    return tokens(lambda j: kernel(h, i, j) * V(h, x(j)))


def drive(i: Expr) -> Expr:
    """v_i = (1/n) sum_h f_i^h (USA)."""
    return heads(lambda h: head_output(h, i)) / n
