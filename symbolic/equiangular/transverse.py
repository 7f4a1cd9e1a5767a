"""The Gram matrix near the equiangular family: its linearisation, diagonalised for every n and H.

For a tangent direction w the Gram matrix moves by Delta_ij = <w_i, x_j> + <x_i, w_j>, symmetric with zero diagonal,
and r_i = sum_k Delta_ik are its row sums. With L = 1 + (n-1) gamma and, over the heads,

    USA   p = (1/n) sum_h alpha_h e^{beta alpha_h gamma},  p' = (beta/n) sum_h alpha_h^2 e^{beta alpha_h gamma},  s = 0
    SA    p = sum_h alpha_h q_h,  p' = beta sum_h alpha_h^2 q_h,  s = beta sum_h alpha_h^2 q_h^2,
          q_h = 1/(e^{beta alpha_h (1-gamma)} + n-1)

the rate of Delta_ij is shape * Delta_ij + mixing * (r_i + r_j), shape = 2 [(1-gamma) p' - L p] and
mixing = (1-gamma) [p + gamma p' - L s].
"""

from __future__ import annotations

from typing import Any, Literal

from sympy import Expr, Function, KroneckerDelta, Rational, Symbol, exp

from symbolic.derivation import Derivation
from symbolic.language import Z, alpha, beta, ddt, dot, gamma, heads, n, project, t, tokens, w, x
from symbolic.model import head_output, kernel, moved
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof, general
from symbolic.rules import EQUIANGULAR_SCALAR, SCALAR_HEADS, UNIT_TOKENS, VALUE_ALIGNMENT, Rule

Attention = Literal["usa", "softmax"]
i, j, h = Symbol("i"), Symbol("j"), Symbol("h")
ROW = 1 + (n - 1) * gamma  # L, the row sum of the Gram matrix


class zeta(Function):
    """The partition Z_i^h of equiangular tokens, the same in every row."""


class entry(Function):
    """An arbitrary number for each token."""


TANGENT = Rule("tangent direction", "<w_i, x_i> = 0: the tokens stay on the sphere.", dot(w(i), x(i)), 0 * n)
EQUAL_PARTITIONS = Rule("equal partitions", "Z_i^h = zeta_h for equiangular tokens.", Z(h, i), zeta(h))


def perturbation(i: Expr, j: Expr) -> Expr:
    """Delta_ij."""
    return dot(w(i), x(j)) + dot(x(i), w(j))


def row_sum(i: Expr) -> Expr:
    """r_i."""
    return tokens(lambda k: perturbation(i, k))


# -- the claimed coefficients, for one head ------------------------------------------------------------


def shape(p: Expr, slope: Expr, *, sign: int = -1, exponential: bool = True) -> Expr:
    """2 [(1-gamma) p' - L p], the rate of deviations with zero row sums."""
    return 2 * ((1 - gamma) * (slope if exponential else 0) + sign * ROW * p)


def mixing(p: Expr, slope: Expr, own: Expr, *, exponential: bool = True, normalised: bool = True) -> Expr:
    """(1-gamma) [p + gamma p' - L s]."""
    turning = gamma * slope if exponential else 0
    return (1 - gamma) * (p + turning - (ROW * own if normalised else 0))


def _head(attention: Attention, k: Expr) -> tuple[Expr, Expr, Expr]:
    """p, p' and s of head k."""
    off = exp(beta * alpha(k) * gamma)
    if attention == "usa":
        return alpha(k) * off / n, beta * alpha(k) ** 2 * off / n, 0 * n
    weight = off / zeta(k)
    return alpha(k) * weight, beta * alpha(k) ** 2 * weight, beta * alpha(k) ** 2 * weight**2


# -- the derivation ------------------------------------------------------------------------------------


def spectrum(*, sign: int = -1, exponential: bool = True, normalised: bool = True, left_out: int = 2) -> Derivation:
    """USA and SA: the linearisation, and its eigenvalues on the three representations of the permutations."""
    proof = general(SCALAR_HEADS, VALUE_ALIGNMENT, UNIT_TOKENS)
    _gram_alone(proof)
    for attention in ("usa", "softmax"):
        lemma = general(*EQUIANGULAR_SCALAR, TANGENT, EQUAL_PARTITIONS)
        _linearised(lemma, attention, sign, exponential, normalised)
        proof.follow(lemma)
    _representations(proof, left_out)
    algebra = Proof(Polynomials("general n, one head at a time"))
    _along_the_family(algebra, sign, exponential, normalised)
    proof.follow(algebra)
    return proof.derivation(
        "The linearised Gram matrix has three eigenvalues, for general n, d and H, un-normalised and softmax.",
    )


def _gram_alone(proof: Proof) -> None:
    def velocity(k: Any) -> Expr:
        return project(x(k), heads(lambda m: head_output(m, k)) / n)

    def half(i: Expr, j: Expr) -> Expr:
        def product(m: Expr, k: Expr) -> Expr:
            return (
                alpha(m)
                * exp(beta * alpha(m) * dot(x(i), x(k)))
                * (dot(x(k), x(j)) - dot(x(i), x(k)) * dot(x(i), x(j)))
            )

        return heads(lambda m: tokens(lambda k: product(m, k))) / n

    at = moved(velocity)
    proof.equal(
        r"$\dot G_{ij} = F_{ij} + F_{ji}$, $F_{ij} = \sum_h \alpha_h \sum_k W_{ik}^h (G_{kj} - G_{ik} G_{ij})$ with"
        r" $W = e^{\beta\alpha_h G_{ik}}/n$ (USA): the Gram matrix G moves by itself; SA: $W = e^{\beta\alpha_h"
        r" G_{ik}}/Z_i^h$",
        ddt(dot(at(i), at(j))),
        half(i, j) + half(j, i),
    )


def _linearised(proof: Proof, attention: Attention, sign: int, exponential: bool, normalised: bool) -> None:
    """d/dt of Gdot along x + t w, against the claimed operator."""
    at = moved(w)

    def partition_slope(m: Expr, k: Expr) -> Expr:
        return beta * alpha(m) * tokens(lambda r: kernel(m, k, r) * perturbation(k, r))

    def drive(k: Any) -> Expr:
        def output(m: Expr) -> Expr:
            found = tokens(lambda r: kernel(m, k, r, at) * alpha(m) * at(r))
            if attention == "usa":
                return found / n
            return found * (1 / Z(m, k) - t * partition_slope(m, k) / Z(m, k) ** 2)

        return heads(output)

    if attention == "softmax":
        proof.equal(
            r"SA: $Z_i^{h\prime} = \beta\alpha_h \sum_r e^{\beta\alpha_h G_{ir}} \Delta_{ir}$, and $(1/Z)' = -Z'/Z^2$",
            ddt(tokens(lambda r: kernel(h, i, r, at))),
            partition_slope(h, i),
        )
        proof.equal(
            r"SA: $\zeta_h = e^{\beta\alpha_h} + (n-1) e^{\beta\alpha_h\gamma}$, so $q_h = e^{\beta\alpha_h\gamma}/"
            r"\zeta_h = 1/(e^{\beta\alpha_h(1-\gamma)} + n - 1)$",
            tokens(lambda r: kernel(h, i, r)),
            exp(beta * alpha(h)) + (n - 1) * exp(beta * alpha(h) * gamma),
        )
    else:
        proof.note(
            r"Differentiate $\dot G_{ij}$ along $x_i + t w_i$, $\langle w_i, x_i\rangle = 0$, at equiangular tokens."
        )

    v = drive(i)
    half = dot(v, at(j)) - dot(at(i), v) * dot(at(i), at(j))

    def coefficient(of: Any) -> Expr:
        return heads(lambda m: of(*_head(attention, m)))

    alone = coefficient(lambda p, slope, _: shape(p, slope, sign=sign, exponential=exponential))
    mixed = coefficient(lambda p, slope, own: mixing(p, slope, own, exponential=exponential, normalised=normalised))
    pull = coefficient(lambda p, *_: p)
    proof.equal(
        rf"{'USA' if attention == 'usa' else 'SA'}: $F_{{ij}}' = \frac\lambda2 \Delta_{{ij}} + (\mu - p) r_i + p r_j$"
        r" for $i \ne j$, $\lambda = 2[(1-\gamma) p' - (1+(n-1)\gamma) p]$, $\mu = (1-\gamma)[p + \gamma p' -"
        r" (1+(n-1)\gamma) s]$",
        ddt(half),
        (1 - KroneckerDelta(i, j)) * (alone * perturbation(i, j) / 2 + (mixed - pull) * row_sum(i) + pull * row_sum(j)),
    )
    proof.note(r"Exchange i and j and add: $\dot\Delta_{ij} = \lambda \Delta_{ij} + \mu (r_i + r_j)$.")


def _representations(proof: Proof, left_out: int) -> None:
    def rows(body: Any) -> Expr:
        return tokens(lambda k: (1 - KroneckerDelta(i, k)) * body(k))

    proof.equal(
        r"Trivial, $\Delta_{ij} = 1$ off the diagonal: $r_i = n - 1$, the eigenvalue is $\lambda + 2(n-1)\mu$",
        rows(lambda _: 1 + 0 * n),
        n - 1,
    )
    proof.equal(
        r"Standard, $\Delta_{ij} = a_i + a_j$: $r_i = (n-2) a_i + \sum_k a_k$, so where $\sum_k a_k = 0$ the eigenvalue"
        r" is $\lambda + (n-2)\mu$",
        rows(lambda k: entry(i) + entry(k)),
        (n - left_out) * entry(i) + tokens(entry),
    )
    proof.note(r"Zero row sums, $r_i = 0$ (representation (n-2,2), n >= 4): the eigenvalue is $\lambda$.")
    proof.equal(
        r"These are all: the dimensions $1 + (n-1) + n(n-3)/2$ add up to $n(n-1)/2$",
        1 + (n - 1) + n * (n - 3) / 2,
        n * (n - 1) / 2,
    )


def _along_the_family(proof: Proof, sign: int, exponential: bool, normalised: bool) -> None:
    """Trivial: the eigenvalue is d gammadot/d gamma, head by head, gammadot = 2 (1-gamma) L p."""
    strength = Symbol("alpha")
    options = {"exponential": exponential}
    off = exp(beta * strength * gamma)
    for name, p, slope, own, steeper in (
        ("USA", strength * off / n, beta * strength**2 * off / n, 0 * n, 0 * n),
        ("SA", *_softmax_head(strength)),
    ):
        flow = 2 * (1 - gamma) * ROW
        total = shape(p, slope, sign=sign, **options) + 2 * (n - 1) * mixing(
            p, slope, own, normalised=normalised, **options
        )
        proof.equal(
            rf"{name}: along the family $\lambda + 2(n-1)\mu = d\dot\gamma/d\gamma$,"
            r" $\dot\gamma = 2(1-\gamma)(1+(n-1)\gamma) p$",
            total,
            flow.diff(gamma) * p + flow * (slope + steeper),
        )
        if name == "SA":
            partition = exp(beta * strength) + (n - 1) * off
            proof.equal(
                r"SA: $dq/d\gamma = \beta\alpha q (1 - (n-1) q)$, by the quotient rule on $e^{\beta\alpha\gamma}"
                r"/\zeta$",
                off.diff(gamma) * partition - off * partition.diff(gamma),
                beta * strength * off * (partition - (n - 1) * off),
            )
        late = {gamma: Rational(1)}
        proof.equal(
            rf"{name}: as $\gamma \to 1$, $\lambda \to -2np$: all eigenvalues have the late rate, since",
            (shape(p, slope, sign=sign, **options) + 2 * n * p).subs(late),
            0 * n,
        )
        proof.equal(r"$\mu \to 0$", mixing(p, slope, own).subs(late), 0 * n)


def _softmax_head(strength: Symbol) -> tuple[Expr, Expr, Expr, Expr]:
    """p, p', s and (dp/dgamma - p') of one softmax head: dq/dgamma = beta alpha q (1 - (n-1) q)."""
    q = Symbol("q", positive=True)
    slope, own = beta * strength**2 * q, beta * strength**2 * q**2
    return strength * q, slope, own, -(n - 1) * own
