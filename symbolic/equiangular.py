"""The equiangular claims, derived from the Gram matrix alone: for general n, d and H, without coordinates."""

from __future__ import annotations

from typing import Any

from sympy import Expr, KroneckerDelta, Symbol, exp

from symbolic.derivation import Derivation
from symbolic.language import alpha, beta, ddt, dot, gamma, heads, n, project, x
from symbolic.model import drive, moved
from symbolic.proof import general
from symbolic.rules import EQUIANGULAR_SCALAR

i, j = Symbol("i"), Symbol("j")


def drift() -> Expr:
    """(1 - gamma)(1 + (n - 1) gamma)."""
    return (1 - gamma) * (1 + (n - 1) * gamma)


def invariant(*, factor: int = 2) -> Derivation:
    """USA: d<x_i, x_j>/dt = (2/n) (1 - gamma)(1 + (n-1) gamma) sum_h alpha_h e^{beta alpha_h gamma} for i != j."""
    proof = general(*EQUIANGULAR_SCALAR)

    def velocity(k: Any) -> Expr:
        return project(x(k), drive(k))

    at = moved(velocity)
    proof.equal(
        r"$d\langle x_i, x_j\rangle/dt = \frac2n (1-\gamma)(1+(n-1)\gamma) \sum_h \alpha_h e^{\beta\alpha_h\gamma}$"
        r" for $i \ne j$, and 0 for $i = j$",
        ddt(dot(at(i), at(j))),
        (1 - KroneckerDelta(i, j)) * factor * drift() / n * heads(lambda h: alpha(h) * exp(beta * alpha(h) * gamma)),
    )
    return proof.derivation("Equiangular tokens stay equiangular, with one equation for gamma, for general n, d and H.")
