"""How long Radial Dominance lasts: what becomes of it at an equilibrium, and flows that lose it on the way.

For orthogonal outputs the margin of (C) is n <f_i^h, xdot_i>, so it dies with the motion; the margins of (B), (E)
and (A) lie below it.
"""

from __future__ import annotations

from typing import Any, Literal

from sympy import Expr, Integer, KroneckerDelta, Symbol, exp

from symbolic.derivation import Derivation
from symbolic.language import (
    H,
    M,
    V,
    beta,
    ddt,
    dot,
    f,
    gamma,
    heads,
    n,
    norm,
    other_heads,
    project,
    sigma,
    tokens,
    u,
    x,
    z,
)
from symbolic.model import drive, head_energy, head_output, kernel, moved
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof, general
from symbolic.rules import (
    EQUIANGULAR,
    OUTPUT_ORTHOGONALITY,
    SCORE_SYMMETRY,
    SIGNS,
    UNIT_TOKENS,
    VALUE_ALIGNMENT,
    Rule,
)

Threshold = Literal["A", "B"]  # whose c*: that of (A) solves c^2 + (H-1) c = 1, that of (B) is 1/sqrt(H)

h, i, j, k = Symbol("h"), Symbol("i"), Symbol("j"), Symbol("k")

# -- equilibria ----------------------------------------------------------------------------------------


def equilibrium(*, tangential_squared: bool = True, others_only: bool = True) -> Derivation:
    """Orthogonal outputs: the margin of (C) is n <f_i^h, xdot_i>, so 0 at equilibria; who keeps (A) or (E) there."""
    proof = general(UNIT_TOKENS, OUTPUT_ORTHOGONALITY, SIGNS)

    def rho(head: Any) -> Expr:
        return dot(x(i), f(head, i))

    def tangent(head: Any) -> Expr:
        return project(x(i), f(head, i))

    proof.note(
        r"$f_i^k$ are any vectors with $<f_i^h, f_i^k> = 0$ for $h \ne k$; $\dot x_i = \frac1n P \sum_k f_i^k$;"
        r" $\rho^k = <x_i, f_i^k>$; sums over $k \ne h$."
    )
    own = dot(tangent(h), tangent(h)) if tangential_squared else norm(tangent(h))
    others = other_heads(h, rho) if others_only else heads(rho)
    proof.equal(
        r"Margin of (C): $\tau^2 - \rho^h \sum \rho^k = <f_i^h, P \sum_{all\ k} f_i^k> = n <f_i^h, \dot x_i>$",
        own - rho(h) * others,
        dot(f(h, i), project(x(i), heads(lambda k: f(k, i)))),
    )
    proof.note(
        r"Where $\dot x_i = 0$ it vanishes, for every head. The margins of (A), (E) and (B) are at most that of (C)"
        r" (radial.dominance), so none is positive."
    )
    _at_rest(proof, rho, tangent)
    return proof.derivation(
        "At an equilibrium with orthogonal outputs every (C) margin is 0; (A) or (E) holds there for a head at a token"
        " exactly if its own output or every other one is 0. For general n, d and H."
    )


def _at_rest(proof: Proof, rho: Any, tangent: Any) -> None:
    """Where the (C) margin is 0: (A) or (E) needs f^h = 0 or f^k = 0 for every other k."""
    short = other_heads(h, lambda k: norm(f(k, i)) - sigma(h, i) * rho(k))
    proof.equal(
        r"(C) less (A): $|\rho^h| \sum |f^k| - \rho^h \sum \rho^k = |\rho^h| \sum (|f^k| - \sigma \rho^k)$ with"
        r" $\sigma \rho^h = |\rho^h|$, $\sigma^2 = 1$; each term is >= 0",
        sigma(h, i) * rho(h) * other_heads(h, lambda k: norm(f(k, i))) - rho(h) * other_heads(h, rho),
        sigma(h, i) * rho(h) * short,
    )
    total = other_heads(h, lambda k: f(k, i))
    proof.equal(
        r"(C) less (E), with $F = \sum f^k$: $|\rho^h| |F| - \rho^h <x, F>$, and $|F|^2 - <x, F>^2 = |P F|^2$",
        dot(total, total) - dot(x(i), total) ** 2,
        dot(project(x(i), total), project(x(i), total)),
    )
    proof.equal(
        r"If $\rho^h = 0$, the (C) margin is $\tau^2 = |f^h|^2$: so $f^h = 0$",
        dot(tangent(h), tangent(h)),
        dot(f(h, i), f(h, i)) - rho(h) ** 2,
    )
    proof.equal(
        r"If $\rho^h \ne 0$ and nothing is lost, $P F = 0$ (for (A): every $P f^k = 0$): then"
        r" $0 = <f^h, F> = <f^h, P F> + \rho^h <x, F>$ gives $<x, F> = 0$",
        dot(f(h, i), total),
        dot(f(h, i), project(x(i), total)) + rho(h) * dot(x(i), total),
    )
    proof.equal("(the left side is 0, for orthogonal outputs),", dot(f(h, i), total), Integer(0))
    proof.equal(
        r"so F = 0, and $|F|^2 = \sum |f^k|^2$: every other output is 0",
        dot(total, total),
        other_heads(h, lambda k: norm(f(k, i)) ** 2),
    )
    proof.note(r"Conversely, if $f^h = 0$ or every $f^k = 0$, then $\tau = 0$ at rest and both sides of (A) are 0.")
    proof.note(
        "Margins are continuous: a flow that converges to an equilibrium with two non-zero outputs at one token fails"
        " (A) and (E) there from some time on."
    )


# -- clusters ------------------------------------------------------------------------------------------


def one_cluster(*, half: bool = True, tokens_power: int = 2) -> Derivation:
    """Semidefinite orthogonal heads, two of which act at the start: a flow that ends in one cluster loses (A).

    For E_h >= 1/(2 beta) + <X, M_h X>/(2 n^2), with equality at a cluster that head h does not act on.
    """
    proof = general(SCORE_SYMMETRY, VALUE_ALIGNMENT)
    total = tokens(x)
    convex = tokens(lambda i: tokens(lambda j: kernel(h, i, j) - 1 - beta * dot(x(i), M(h, x(j)))))
    share = 2 if half else 1
    proof.equal(
        r"$E_h = \frac1{2\beta} + \frac{<X, M_h X>}{2n^2} + \frac1{2\beta n^2} \sum_{ij} (e^{s_{ij}} - 1 - s_{ij})$"
        r" with $X = \sum_i x_i$, $s_{ij} = \beta <x_i, M_h x_j>$",
        head_energy(h),
        1 / (share * beta) + dot(total, M(h, total)) / (2 * n**tokens_power) + convex / (2 * beta * n**2),
    )
    proof.note(
        r"$e^s \ge 1 + s$, with equality at s = 0 alone. For $M_h \succeq 0$ so $E_h \ge 1/(2\beta)$, with equality"
        r" only if all $<x_i, M_h x_i> = 0$, that is all $M_h x_i = 0$: head h does not act."
    )

    def together(_: Any) -> Expr:
        return z

    at_cluster = exp(beta * dot(z, M(h, z)))
    proof.equal(
        r"Where all tokens are z: $E_h = e^{\beta <z, M_h z>}/(2\beta)$,",
        head_energy(h, together),
        at_cluster / (2 * beta),
    )
    proof.equal(
        r"and $f^h = n e^{\beta <z, M_h z>} M_h z$ (its product with any u): 0 exactly if $M_h z = 0$,"
        r" and then $E_h = 1/(2\beta)$",
        dot(u, tokens(lambda j: kernel(h, i, j, together) * V(h, together(j)))),
        n * at_cluster * dot(u, M(h, z)),
    )
    proof.note(
        r"Let all tokens tend to z, and let every head have (A) at every token at all times. No energy falls"
        r" (radial.dominance); z is an equilibrium with (A), so at most one output there is not 0 (radial.equilibrium)."
    )
    proof.note(
        r"The other energies, H - 1 at least, tend to $1/(2\beta)$ and started there or above: they were there, and"
        r" their heads did not act. With two heads that act this cannot be."
    )
    return proof.derivation(
        "No flow of semidefinite orthogonal heads, two of which act at the start, keeps (A) and ends in one cluster."
        " For general n, d and H."
    )


# -- split tokens: every head sees the same equiangular tokens, in a subspace of its own -----------------

a = Symbol("a", positive=True)  # the strength of every head

PROJECTIONS = Rule(
    "orthogonal projections",
    "M_h is a times a projection, onto orthogonal subspaces: M_h M_k = a M_h for h = k, else 0.",
    M(h, M(k, u)),
    KroneckerDelta(h, k) * a * M(h, u),
)
SPLIT = Rule(
    "split tokens",
    "<x_i, M_h x_j> = (a/H) <x_i, x_j>, the same for every head.",
    dot(x(i), M(h, x(j))),
    a / H * (gamma + (1 - gamma) * KroneckerDelta(i, j)),
)
SELF, OTHER = exp(beta * a / H), exp(beta * a * gamma / H)
SPLIT_KERNEL = Rule(
    "kernel of split tokens",
    "It is e^{beta a/H} at i = j and e^{beta a gamma/H} elsewhere.",
    exp(beta * dot(x(i), M(h, x(j)))),
    OTHER + (SELF - OTHER) * KroneckerDelta(i, j),
)
SPLIT_RULES = (SPLIT_KERNEL, SPLIT, EQUIANGULAR, PROJECTIONS, SCORE_SYMMETRY, VALUE_ALIGNMENT)


def kept(*, tangential_squared: bool = True, others_only: bool = True, threshold: Threshold = "A") -> Derivation:
    """(A) holds at the start at every head and token, and the flow loses it before the tokens meet.

    Split equiangular tokens, for every H >= 2, a, beta > 0 and n >= 1 + (H-1) e^{2 beta a/H}, from gamma = 0.
    """
    proof = general(*SPLIT_RULES)
    proof.note(
        r"H orthogonal projections $\Pi_h$, $M_h = a \Pi_h$, and tokens with $<x_i, \Pi_h x_j> = \gamma/H$,"
        r" $|\Pi_h x_i|^2 = 1/H$: for instance $x_i = (y_i, ..., y_i)/\sqrt H$, $y_i$ equiangular."
    )
    _split_flow(proof)
    _split_outputs(proof, tangential_squared, others_only)
    fractions = _fractions(threshold)
    proof.follow(fractions)
    return proof.derivation(
        "Orthogonal heads, orthonormal tokens, (A) at every head and token: gamma rises to 1, and (A) is lost at some"
        " gamma < 1. For every H >= 2, beta and n >= 1 + (H-1) e^(2 beta a/H).",
        fractions=fractions.normal.sizes,
    )


def _split_flow(proof: Proof) -> None:
    """The family is invariant, and gamma moves as for one scalar head at inverse temperature beta/H."""

    def velocity(m: Any) -> Expr:
        return project(x(m), drive(m))

    at = moved(velocity)
    rate = 2 * a / n * (1 - gamma) * (1 + (n - 1) * gamma) * OTHER
    apart = 1 - KroneckerDelta(i, j)
    proof.equal(
        r"The flow keeps the form: $d<x_i, x_j>/dt = \gamma' = \frac{2a}{n} (1-\gamma)(1+(n-1)\gamma)"
        r" e^{\beta a\gamma/H}$ for $i \ne j$, 0 for i = j",
        ddt(dot(at(i), at(j))),
        apart * rate,
    )
    proof.equal(
        r"$d<x_i, M_h x_j>/dt = (a/H) \gamma'$, 0 for i = j, for every head",
        ddt(dot(at(i), M(h, at(j)))),
        apart * rate * a / H,
    )
    proof.note(r"$\gamma' > 0$ on [0, 1): gamma rises from 0 and passes every value below 1 in finite time.")


def _shadow(at: Expr) -> Expr:
    """Of every head at every token, where gamma is `at`."""
    return a / H * (SELF + (n - 1) * at * exp(beta * a * at / H))


def _length_squared(at: Expr) -> Expr:
    """|f|^2 of every head at every token, where gamma is `at`."""
    other = exp(beta * a * at / H)
    return a**2 / H * ((SELF + (n - 1) * at * other) ** 2 + (n - 1) * (1 - at) * (1 + (n - 1) * at) * other**2)


def _split_outputs(proof: Proof, tangential_squared: bool, others_only: bool) -> None:
    """rho, |f| and tau do not depend on head and token; the margin of (A) in rho and L = |f|."""
    rho, L = _shadow(gamma), Symbol("L", positive=True)
    output = head_output(h, i)
    proof.equal(
        r"$\rho = \frac aH (e^{\beta a/H} + (n-1)\gamma e^{\beta a\gamma/H})$, positive, at every head and token",
        dot(x(i), output),
        rho,
    )
    proof.equal(
        r"$L^2 = |f|^2 = \frac{a^2}{H} [(e^{\beta a/H} + (n-1)\gamma e^{\beta a\gamma/H})^2"
        r" + (n-1)(1-\gamma)(1+(n-1)\gamma) e^{2\beta a\gamma/H}]$",
        dot(output, output),
        _length_squared(gamma),
    )
    tangential = project(x(i), output)
    proof.equal(
        r"$\tau^2 = L^2 - \rho^2$",
        dot(tangential, tangential) if tangential_squared else norm(tangential),
        _length_squared(gamma) - rho**2,
    )
    over = (lambda body: other_heads(h, body)) if others_only else heads
    proof.equal(
        r"(A) asks $\tau^2 \ge \rho \sum_{k \ne h} |f^k| = (H-1) \rho L$", over(lambda _: rho * L), (H - 1) * rho * L
    )
    proof.note(r"With $c = \rho/L$ its margin is $L^2 (1 - c^2 - (H-1) c)$.")


def _fractions(threshold: Threshold) -> Proof:
    """1 - c^2 - (H-1) c changes its sign at c*: negative at gamma = 1, positive at gamma = 0 for large n."""
    c, root, s = Symbol("c", positive=True), Symbol("r", positive=True), Symbol("sqrt(H)", positive=True)
    proof = Proof(
        Polynomials("one fraction c, general n and H >= 2", {root: (H - 1) ** 2 + 4 if threshold == "A" else H})
    )
    star = (root - (H - 1)) / 2 if threshold == "A" else root / H
    name = r"c^* = (\sqrt{(H-1)^2+4} - (H-1))/2" if threshold == "A" else r"c^* = 1/\sqrt H"
    proof.equal(
        rf"${name}$: $1 - c^2 - (H-1)c = (c^* - c)(c + c^* + H - 1)$, so (A) holds exactly while $c \le c^*$",
        1 - c**2 - (H - 1) * c,
        (star - c) * (c + star + H - 1),
    )
    one, zero = Integer(1), Integer(0)
    proof.equal(r"At $\gamma = 1$: $H \rho^2 = L^2$, so $c = 1/\sqrt H$", H * _shadow(one) ** 2, _length_squared(one))
    proof.equal(
        r"There $H (1 - c^2 - (H-1) c) = -(H-1)(\sqrt H - 1) < 0$: (A) fails, and so already at some $\gamma < 1$",
        s**2 * (1 - 1 / s**2 - (s**2 - 1) / s),
        -(s**2 - 1) * (s - 1),
    )
    square = exp(2 * beta * a / H)
    proof.equal(
        r"At $\gamma = 0$, with $E = e^{\beta a/H}$: $H (E^2 + n - 1) \rho^2 = E^2 L^2$",
        H * (square + n - 1) * _shadow(zero) ** 2,
        square * _length_squared(zero),
    )
    proof.note(r"$n - 1 \ge (H-1) E^2$ says $E^2 + n - 1 \ge H E^2$, and then $c^2 \le 1/H^2$.")
    proof.equal(
        r"At c = 1/H: $H^2 (1 - c^2 - (H-1) c) = H - 1 > 0$, and smaller c gives more: (A) holds strictly at the start",
        H**2 * (1 - 1 / H**2 - (H - 1) / H),
        H - 1,
    )
    return proof
