"""Heads a P_h on H orthogonal subspaces: balanced tokens move as under one head of strength a at beta/H.

Balanced: every subspace sees the same Gram matrix, <x_i, P_h x_j> = <x_i, x_j>/H for all i, j and h.
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, Function, Integer, KroneckerDelta, Symbol, exp

from symbolic.derivation import Derivation
from symbolic.language import H, M, beta, ddt, dot, heads, n, project, t, tokens, u, x
from symbolic.model import drive, head_output, kernel, moved
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof, general
from symbolic.rules import SCORE_SYMMETRY, VALUE_ALIGNMENT, Rule

a = Symbol("a", positive=True)
i, j, h, k = (Symbol(name) for name in "ijhk")

PROJECTIONS = Rule(
    "orthogonal subspaces", "M_h = a P_h: M_h M_k = a delta_hk M_h.", M(h, M(k, u)), a * KroneckerDelta(h, k) * M(h, u)
)
BALANCED = Rule("balance", "<x_i, M_h x_j> = a <x_i, x_j>/H.", dot(x(i), M(h, x(j))), a * dot(x(i), x(j)) / H)
SHARED_KERNEL = Rule(
    "shared kernel",
    "By balance, e^{beta <x_i, M_h x_j>} = e^{beta a <x_i, x_j>/H}.",
    exp(beta * dot(x(i), M(h, x(j)))),
    exp(beta * a * dot(x(i), x(j)) / H),
)
BALANCED_SUBSPACES = (SHARED_KERNEL, BALANCED, PROJECTIONS, SCORE_SYMMETRY, VALUE_ALIGNMENT)


class unbalance(Function):
    """delta_k, what subspace k has beyond 1/H of a token's square."""


def orthogonal_subspaces(*, shared: bool = True, root: bool = True, summed: bool = False) -> Derivation:
    """Balance persists, and the Gram matrix moves as under one head of strength a at beta/H (USA and SA).

    shared=False : that head at beta. root=False : c_h = c for c_h = c/sqrt(H). summed : H such heads.
    """
    proof = general(*BALANCED_SUBSPACES)
    share, times = (H if shared else 1), (H if summed else 1)

    def weight(r: Expr, s: Expr) -> Expr:
        return times * a * exp(beta * a * dot(x(r), x(s)) / share)

    _motion(proof, weight)
    proof.equal(
        r"SA: $Z_i^h = \sum_r e^{(\beta/H) a G_{ir}}$ for every h, the partition of that head: the same holds with"
        r" normalised weights",
        tokens(lambda r: kernel(h, i, r)),
        tokens(lambda r: weight(i, r)) / a,
    )
    _outputs(proof, weight, root)
    _instability(proof)
    limit = Proof(Polynomials("general H >= 2"))
    _threshold(limit)
    proof.follow(limit)
    return proof.derivation(
        "On H orthogonal subspaces in balance the flow is that of one head at beta/H, for general n, d and H."
    )


def _motion(proof: Proof, weight: Any) -> None:
    def velocity(r: Any) -> Expr:
        return project(x(r), drive(r))

    def half(r: Expr, s: Expr) -> Expr:
        return tokens(lambda q: weight(r, q) * (dot(x(q), x(s)) - dot(x(r), x(q)) * dot(x(r), x(s)))) / n

    at = moved(velocity)
    proof.equal(
        r"USA: $\dot G_{ij} = F_{ij} + F_{ji}$, $F_{ij} = \frac{a}{n}\sum_r e^{(\beta/H) a G_{ir}} (G_{rj} - G_{ir}"
        r" G_{ij})$: one head of strength a at $\beta/H$",
        ddt(dot(at(i), at(j))),
        half(i, j) + half(j, i),
    )
    proof.equal(
        r"$\frac{d}{dt}\langle x_i, M_k x_j\rangle = \frac{a}{H} \dot G_{ij}$ for every k: balance persists",
        ddt(dot(at(i), M(k, at(j)))),
        a / H * (half(i, j) + half(j, i)),
    )


def _outputs(proof: Proof, weight: Any, root: bool) -> None:
    """rho_i^h and |f_i^h| against those of the one head; different outputs are orthogonal."""
    proof.equal(
        r"$\rho_i^h = \frac1H \rho_i$, with $\rho_i$ of the one head at $\beta/H$",
        dot(x(i), head_output(h, i)),
        tokens(lambda r: weight(i, r) * dot(x(i), x(r))) / H,
    )
    proof.equal(
        r"$|f_i^h|^2 = \frac1H |f_i|^2$, so $c_i^h = c_i/\sqrt H$",
        dot(head_output(h, i), head_output(h, i)),
        tokens(lambda r: tokens(lambda s: weight(i, r) * weight(i, s) * dot(x(r), x(s)))) / (H if root else H**2),
    )
    proof.equal(
        r"$\langle f_i^h, f_i^k\rangle = 0$ for $h \ne k$: the outputs are orthogonal",
        (1 - KroneckerDelta(h, k)) * dot(head_output(h, i), head_output(k, i)),
        Integer(0),
    )


def _instability(proof: Proof) -> None:
    """USA, all tokens at one x: p_k = |P_k x|^2 near 1/H."""

    def share(m: Expr) -> Expr:
        return 1 / H + t * unbalance(m)

    def growth(m: Expr) -> Expr:
        return a * exp(beta * a * share(m))

    proof.equal(
        r"USA, merged tokens, $p_k = |P_k x|^2 = 1/H + \delta_k$, $\sum_k \delta_k = 0$: $\dot p_k = 2 p_k (\phi_k -"
        r" \sum_m p_m \phi_m)$, $\phi_k = a e^{\beta a p_k}$, gives $\dot\delta_k = \frac{2\beta a^2}{H} e^{\beta a/H}"
        r" \delta_k$: balance is lost at late times",
        ddt(2 * share(k) * (growth(k) - heads(lambda m: share(m) * growth(m)))),
        2 / H * beta * a**2 * exp(beta * a / H) * unbalance(k)
        - 2 / H * (beta * a**2 / H + a) * exp(beta * a / H) * heads(unbalance),
    )


def _threshold(proof: Proof) -> None:
    """sqrt(H) c*(H) < 1 for H >= 2, so that beta* exists."""
    r, above = Symbol("sqrt(H)", positive=True), Symbol("sqrt(H)-1", positive=True)
    margin = 1 - r**-2 - (r**2 - 1) / r
    proof.positive(
        r"The margin $1 - c^2 - (H-1) c$ of (A) is negative at $c = 1/\sqrt H$: $c^*(H) < 1/\sqrt H$",
        -margin * r**2,
        above * (r + 1) * above,
        {above: r - 1},
    )
    proof.note(
        r"(A) holds while $c/\sqrt H \le c^*(H)$, so the closed forms for $\beta^*$ hold with $\sqrt H c^*(H)$ for"
        r" $c^*$ and $\beta/H$ for $\beta$: for orthonormal tokens"
        r" $\beta^* = \frac{H}{2a} \ln\frac{H c^{*2} (n-1)}{1 - H c^{*2}}$."
    )
