"""The equiangular claims, derived from the Gram matrix alone: for general n, d and H, without coordinates."""

from __future__ import annotations

from typing import Any

from sympy import Expr, Integer, KroneckerDelta, Symbol, exp

from symbolic.derivation import Derivation
from symbolic.language import Z, alpha, beta, ddt, dot, gamma, heads, n, project, tokens, x
from symbolic.model import drive, head_output, kernel, moved
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof, general
from symbolic.rules import EQUIANGULAR_SCALAR

h, i, j = Symbol("h"), Symbol("i"), Symbol("j")


def drift(*, self_counted: bool = False, gap: bool = True) -> Expr:
    """(1 - gamma)(1 + (n - 1) gamma). The keywords put n for n - 1, or drop (1 - gamma)."""
    others = n if self_counted else n - 1
    return ((1 - gamma) if gap else 1) * (1 + others * gamma)


def strength(head: Any, *, weighted: bool = True) -> Expr:
    """alpha_h e^{beta alpha_h gamma}, what head h gives each other token. `weighted` keeps the first alpha_h."""
    return (alpha(head) if weighted else 1) * exp(beta * alpha(head) * gamma)


def usa_velocity(i: Any) -> Expr:
    """P_{x_i} (1/n) sum_h f_i^h."""
    return project(x(i), drive(i))


def softmax_velocity(i: Any) -> Expr:
    """P_{x_i} sum_h f_i^h / Z_i^h, the partition an atom."""
    return project(x(i), heads(lambda h: head_output(h, i) / Z(h, i)))


def own_pull(head: Any) -> Expr:
    """u + (n - 1) gamma with u = e^{beta alpha_h (1-gamma)}: the radial shadow over alpha_h e^{beta alpha_h gamma}."""
    return exp(beta * alpha(head) * (1 - gamma)) + (n - 1) * gamma


def _gram_rate(velocity: Any) -> Expr:
    at = moved(velocity)
    return ddt(dot(at(i), at(j)))


def invariant(*, factor: int = 2, self_counted: bool = False, weighted: bool = True) -> Derivation:
    """gamma' for USA and SA: every inner product of two tokens changes at the same rate.

    factor : 2 in both equations. self_counted : n for n - 1 in 1 + (n - 1) gamma. weighted=False : alpha_h dropped
    before the exponential (USA) and in the numerator (SA).
    """
    proof = general(*EQUIANGULAR_SCALAR)
    rate = factor * drift(self_counted=self_counted)
    proof.note(r"$\langle x_i, x_j\rangle' = \langle \dot x_i, x_j\rangle + \langle x_i, \dot x_j\rangle$.")
    proof.equal(
        r"USA: $\langle x_i, x_j\rangle' = \frac2n (1-\gamma)(1+(n-1)\gamma) \sum_h \alpha_h e^{\beta\alpha_h\gamma}$"
        r" for $i \ne j$, and 0 for $i = j$",
        _gram_rate(usa_velocity),
        (1 - KroneckerDelta(i, j)) * rate / n * heads(lambda h: strength(h, weighted=weighted)),
    )
    proof.equal(
        r"SA: $\langle x_i, x_j\rangle' = (1-\gamma)(1+(n-1)\gamma) \sum_h \alpha_h e^{\beta\alpha_h\gamma}"
        r" (1/Z_i^h + 1/Z_j^h)$ for $i \ne j$, and 0 for $i = j$",
        _gram_rate(softmax_velocity),
        (1 - KroneckerDelta(i, j))
        * (rate / 2)
        * heads(lambda h: strength(h, weighted=weighted) * (1 / Z(h, i) + 1 / Z(h, j))),
    )
    proof.equal(
        r"The partition is the same at every token: $Z_i^h = e^{\beta\alpha_h\gamma}"
        r" (e^{\beta\alpha_h(1-\gamma)} + n - 1) > 0$",
        tokens(lambda j: kernel(h, i, j)),
        exp(beta * alpha(h) * gamma) * (exp(beta * alpha(h) * (1 - gamma)) + n - 1),
    )
    proof.note(
        r"So SA: $\gamma' = 2 (1-\gamma)(1+(n-1)\gamma) \sum_h \alpha_h / (e^{\beta\alpha_h(1-\gamma)} + n - 1)$."
    )
    proof.note(
        "Under scalar heads the rates of the inner products are functions of the inner products alone. The solution of"
        " the equation for gamma solves these equations, and their solution is unique: the tokens stay equiangular."
    )
    return proof.derivation("Equiangular tokens stay equiangular, with one equation for gamma, for general n, d and H.")


def fraction(*, self_counted: bool = False, gap: bool = True) -> Derivation:
    """c^2 = (u + (n-1) gamma)^2 / [(u + (n-1) gamma)^2 + (n-1)(1-gamma)(1+(n-1) gamma)], u = e^{beta alpha (1-gamma)}.

    self_counted : n for n - 1 as the weight of the tangential part. gap=False : its (1 - gamma) dropped.
    """
    proof = general(*EQUIANGULAR_SCALAR)
    own = own_pull(h)
    tangential = (n if self_counted else n - 1) * drift(gap=gap)
    output = head_output(h, i)
    proof.equal(
        r"With $u = e^{\beta\alpha_h(1-\gamma)}$ the radial shadow is"
        r" $\rho = \alpha_h e^{\beta\alpha_h\gamma} (u + (n-1)\gamma)$",
        dot(x(i), output),
        strength(h) * own,
    )
    proof.equal(
        r"$|f|^2 = (\alpha_h e^{\beta\alpha_h\gamma})^2 [(u + (n-1)\gamma)^2 + (n-1)(1-\gamma)(1+(n-1)\gamma)]$",
        dot(output, output),
        strength(h) ** 2 * (own**2 + tangential),
    )
    proof.note(
        r"The second term of the bracket vanishes at $\gamma = 1$, where the first is positive, and at"
        r" $\gamma = -1/(n-1)$, where the first vanishes only with u = 1, that is with $\beta\alpha_h = 0$."
        r" So for $\beta > 0$ the output vanishes only with $\alpha_h$, and $c^2 = \rho^2/|f|^2$."
    )
    _orthonormal(proof, self_counted)
    return proof.derivation("The radial fraction of equiangular tokens under a scalar head, for general n and d.")


def _orthonormal(proof: Proof, self_counted: bool) -> None:
    """gamma = 0: c^2 = e^{2 alpha beta} / (e^{2 alpha beta} + n - 1)."""
    a = Symbol("alpha", real=True)
    at_zero = Proof(Polynomials("gamma = 0, general n, alpha, beta"))
    u, tangential = exp(a * beta), (n if self_counted else n - 1) * drift().subs(gamma, Integer(0))
    at_zero.equal(
        r"At $\gamma = 0$: $c^2 = e^{2\alpha\beta}/(e^{2\alpha\beta} + n - 1)$",
        u**2 * (exp(2 * a * beta) + n - 1),
        exp(2 * a * beta) * (u**2 + tangential),
    )
    proof.follow(at_zero)
