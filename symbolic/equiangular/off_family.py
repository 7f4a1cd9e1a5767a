"""What is proved of the closed forms off the equiangular family: at which order they begin to fail."""

from __future__ import annotations

from typing import Any

from sympy import Expr, Integer, KroneckerDelta, Rational, Symbol, exp

from symbolic.derivation import Derivation
from symbolic.equiangular.transverse import ROW, TANGENT, perturbation, row_sum
from symbolic.language import alpha, beta, ddt, dot, gamma, heads, n, project, tokens, x
from symbolic.model import drive, moved
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof, general
from symbolic.rules import EQUIANGULAR_SCALAR

i, j = Symbol("i"), Symbol("j")
strength, g = Symbol("alpha", positive=True), Symbol("g", real=True)
shape, mixing = Symbol("lambda"), Symbol("mu")


def first_orders(*, dimension_order: float = 1, strength_order: float = 1, factor: int = 2) -> Derivation:
    """The rate of the mean inner product: no term linear in transverse deviations, for random tokens one in 1/d.

    dimension_order, strength_order : r where an error is claimed to be of order d^{-r} or eps^r. factor : in the
    claimed rate of gamma.
    """
    proof = general(*EQUIANGULAR_SCALAR, TANGENT)
    _on_the_family(proof, factor)
    _no_linear_term(proof)
    local = Proof(Polynomials("general n, one head at a time"))
    order = _uniform_tokens(local)
    local.holds(
        r"The first term left is that of $g^2$, with $E[g^2] = 1/d$: the error is of order $d^{-1}$",
        Rational(order, 2) == Rational(str(dimension_order)),
        f"the leading order is d^-{Rational(order, 2)}",
    )
    _strengths(local, strength_order)
    proof.follow(local)
    return proof.derivation("Off the family the rate errs at second order in transverse deviations, at first in eps.")


def _on_the_family(proof: Proof, factor: int) -> None:
    def velocity(k: Any) -> Expr:
        return project(x(k), drive(k))

    at = moved(velocity)
    proof.equal(
        r"On the family $\dot\gamma = \frac2n (1-\gamma)(1+(n-1)\gamma) \sum_h \alpha_h e^{\beta\alpha_h\gamma}$ (USA)",
        ddt(dot(at(i), at(j))),
        (1 - KroneckerDelta(i, j))
        * (factor * (1 - gamma) * ROW / n)
        * heads(lambda m: alpha(m) * exp(beta * alpha(m) * gamma)),
    )


def _no_linear_term(proof: Proof) -> None:
    """The sum of the linearised rates over the pairs is a multiple of the sum of the deviations."""

    def linearised(i: Expr, j: Expr) -> Expr:
        mixed = mixing * (row_sum(i) + row_sum(j))
        return (1 - KroneckerDelta(i, j)) * (shape * perturbation(i, j) + mixed)

    proof.equal(
        r"$\sum_{i \ne j} [\lambda\Delta_{ij} + \mu(r_i + r_j)] = (\lambda + 2(n-1)\mu) \sum_{i \ne j} \Delta_{ij}$:"
        r" at the mean inner product the sum is zero, and the rate of the mean has no term linear in $\Delta$",
        tokens(lambda i: tokens(lambda j: linearised(i, j))),
        (shape + 2 * (n - 1) * mixing) * tokens(lambda i: tokens(lambda j: perturbation(i, j))),
    )
    proof.note("The same holds of every smooth function of the Gram matrix that no permutation of the tokens changes.")


def _uniform_tokens(proof: Proof) -> int:
    """E[dG_ij/dt] for independent uniform tokens, in powers of g = <x_i, x_j>; the first power that does not vanish."""
    proof.note(
        r"Uniform tokens, $i \ne j$: in $F_{ij} = \frac1n \sum_h \alpha_h \sum_k e^{\beta\alpha_h G_{ik}} (G_{kj} -"
        r" G_{ik} G_{ij})$ the term k = i is zero, and those with $k \ne i, j$ change sign with $x_j \to -x_j$: their"
        r" mean is zero. What is left is k = j, exactly: $E \dot G_{ij} = \frac2n E[(1 - g^2) \sum_h \alpha_h"
        r" e^{\beta\alpha_h g}]$."
    )
    kept = strength * exp(beta * strength * g) * (1 - g**2)
    at_zero = [(kept.diff(g, k) if k else kept).subs(g, Integer(0)) for k in range(5)]
    proof.equal(r"At $g^0$: the closed form at $\gamma = 0$", at_zero[0], strength)
    proof.note(r"Odd powers of g have mean 0.")
    proof.equal(
        r"At $g^2$: $(\alpha^2\beta^2/2 - 1)\alpha$, so the relative error of the rate is $(\alpha^2\beta^2/2 - 1)/d +"
        r" O(1/d^2)$",
        at_zero[2] / 2,
        strength * (strength**2 * beta**2 / 2 - 1),
    )
    return next(order for order in (2, 4) if at_zero[order] != 0)


def _strengths(proof: Proof, strength_order: float) -> None:
    pull = strength * exp(beta * strength * gamma)
    slope = pull.diff(strength)
    proof.equal(
        r"Heads $\alpha I + \epsilon G$: for G = I this is $\alpha + \epsilon$, and $\frac{d}{d\alpha} \alpha"
        r" e^{\beta\alpha\gamma} = (1 + \beta\alpha\gamma) e^{\beta\alpha\gamma} > 0$ for $\gamma \ge 0$",
        slope,
        (1 + beta * strength * gamma) * exp(beta * strength * gamma),
    )
    first = 1 if slope.subs(gamma, Integer(0)) != 0 else 2
    proof.holds(
        r"So the rate errs at first order in $\epsilon$, and no better order holds for all G",
        first == strength_order,
        f"the leading order is eps^{first}",
    )
