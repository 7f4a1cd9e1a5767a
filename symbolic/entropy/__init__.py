"""The entropy claims: S_i = -sum_j A_ij ln A_ij = ln Z_i - (1/Z_i) sum_j e^{s_ij} s_ij, s_ij = beta <x_i, M_h x_j>.

For one row i of one head h, sums over the tokens j, and a motion x_i + t w_i that may be any:

    A = sum e^s s,   B = sum e^s s r,   C = sum e^s r = Zdot,   r = ds/dt,   Cov = B/Z - (A/Z)(C/Z).

Each function derives one claim; its keywords are the places where a planted error can enter.
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, Function, Integer, KroneckerDelta, Symbol, exp, log

from symbolic.derivation import Derivation
from symbolic.equiangular import drift
from symbolic.language import Indexed, M, Z, alpha, beta, ddt, dot, gamma, heads, n, project, t, tokens, w, x
from symbolic.model import head_output, kernel, moved, still
from symbolic.proof import Proof, general
from symbolic.rules import EQUIANGULAR_SCALAR

h, i, j = Symbol("h"), Symbol("i"), Symbol("j")
speed = Symbol("gammadot", real=True)  # d gamma/dt


class share(Function):
    """What head h counts in the velocity: 1/n (USA), 1/Z_h (softmax, where all rows have the same Z_h)."""

    is_positive = True


def score(k: Expr, at: Indexed = still) -> Expr:
    """s_ik = beta <x_i, M_h x_k>."""
    return beta * dot(at(i), M(h, at(k)))


def weighted(body: Indexed, at: Indexed = still) -> Expr:
    """sum_k e^{s_ik} body(k)."""
    return tokens(lambda k: kernel(h, i, k, at) * body(k))


def production(*, sign: int = -1, centred: bool = True, uniform: bool = False) -> Derivation:
    """dS_i/dt = -Cov_{j ~ A_i}(s_ij, sdot_ij) along any motion of the tokens."""
    proof = general()
    at, total = moved(w), Z(h, i)

    def rate(k: Expr) -> Expr:
        return beta * (dot(w(i), M(h, x(k))) + dot(x(i), M(h, w(k))))

    proof.note(r"One row: $p_j = e^{s_j}/Z$, $s_j = \beta <x_i, M_h x_j>$, $S = \ln Z - \frac1Z \sum_j e^{s_j} s_j$.")
    proof.equal(
        r"Along $x_i + t w_i$, w arbitrary: $r_j = \dot s_j = \beta(<w_i, M_h x_j> + <x_i, M_h w_j>)$",
        ddt(score(j, at)),
        rate(j),
    )
    scores, rates = weighted(score), weighted(rate)
    together = weighted(lambda k: score(k) * rate(k))
    proof.equal(r"$\dot Z = \sum_j e^{s_j} r_j$", ddt(weighted(lambda k: Integer(1), at)), rates)
    later = total + t * rates
    covariance = together / total - (scores * rates / total**2 if centred else 0)
    if uniform:
        mean = tokens(score) * tokens(rate) / n**2
        covariance = tokens(lambda k: score(k) * rate(k)) / n - mean
    proof.equal(
        r"$dS/dt = \frac{\dot Z}{Z} - \frac1Z\sum_j e^{s_j}(r_j + s_j r_j) + \frac{\dot Z}{Z^2}\sum_j e^{s_j} s_j"
        r" = -(\sum_j p_j s_j r_j - \sum_j p_j s_j \sum_j p_j r_j)$",
        ddt(log(later) - weighted(lambda k: score(k, at), at) / later),
        sign * covariance,
    )
    whole = weighted(lambda k: Integer(1))
    proof.equal(
        r"With $Z = \sum_j e^{s_j}$ that is $-\sum_j p_j (s_j - \bar s)(r_j - \bar r)$ (times $Z^3$)",
        weighted(lambda k: (whole * score(k) - scores) * (whole * rate(k) - rates)),
        whole * (whole * together - scores * rates),
    )
    return proof.derivation("dS/dt is minus the covariance of the scores and their rates, for any motion.")


# -- equiangular tokens --------------------------------------------------------------------------

own, other = exp(beta * alpha(h)), exp(beta * alpha(h) * gamma)  # e^{s_ij} at j = i and elsewhere


def _row(proof: Proof) -> tuple[Expr, Expr]:
    """Z_i, and -Z_i^2 Cov, of an equiangular row whose gamma has the rate `speed`."""
    whole = weighted(lambda k: Integer(1))
    proof.equal(
        r"$Z = e^{\alpha\beta} + (n-1) e^{\alpha\beta\gamma}$, the same for every token", whole, own + (n - 1) * other
    )

    def rate(k: Expr) -> Expr:
        return beta * alpha(h) * speed * (1 - KroneckerDelta(i, k))

    then = gamma + t * speed
    proof.equal(
        r"$s_{ij} = \alpha\beta(\gamma + (1-\gamma)\delta_{ij})$,"
        r" $\dot s_{ij} = \alpha\beta\dot\gamma(1-\delta_{ij})$",
        score(j) + ddt(beta * alpha(h) * (then + (1 - then) * KroneckerDelta(i, j))),
        beta * alpha(h) * (gamma + (1 - gamma) * KroneckerDelta(i, j)) + rate(j),
    )
    minus = weighted(score) * weighted(rate) - whole * weighted(lambda k: score(k) * rate(k))
    return whole, minus


def equiangular(*, alpha_power: int = 2, beta_power: int = 2, others: bool = True) -> Derivation:
    """dS/dt = alpha^2 beta^2 p (1 - p) (1 - gamma) gammadot, while the tokens stay equiangular in any way."""
    proof = general(*EQUIANGULAR_SCALAR)
    whole, minus = _row(proof)
    proof.equal(
        r"$p = e^{\alpha\beta}/Z = 1/(1 + (n-1) e^{-\alpha\beta(1-\gamma)})$ (times Z)",
        own * (1 + (n - 1) * exp(beta * alpha(h) * gamma - beta * alpha(h))),
        whole,
    )
    proof.equal(r"$1 - p = (n-1) e^{\alpha\beta\gamma}/Z$ (times Z)", whole - own, (n - 1) * other)
    rest = (n - 1) * other if others else whole
    proof.equal(
        r"$dS/dt = -Cov(s, \dot s) = \alpha^2\beta^2 p(1-p)(1-\gamma)\dot\gamma$ (times $Z^2$)",
        minus,
        alpha(h) ** alpha_power * beta**beta_power * own * rest * (1 - gamma) * speed,
    )
    proof.note(r"All factors but $\dot\gamma$ are $\ge 0$: S never decreases while $\gamma$ does not.")
    return proof.derivation("Equiangular tokens have one entropy per head, with one rate, for general n, d and H.")


def growth(*, sign: int = 1, own_weight: bool = True) -> Derivation:
    """Positive strengths: dS/dt >= 0 under USA and softmax, and 0 <= ln n - S <= alpha beta (1 - gamma) -> 0."""
    proof = general(*EQUIANGULAR_SCALAR)
    whole, minus = _row(proof)

    def velocity(k: Any) -> Expr:
        return project(x(k), heads(lambda m: share(m) * head_output(m, k)))

    at = moved(velocity)
    pull = heads(lambda m: share(m) * alpha(m) * exp(beta * alpha(m) * gamma))
    proof.equal(
        r"$\dot\gamma = 2 (1-\gamma)(1+(n-1)\gamma)\sum_h c_h \alpha_h e^{\beta\alpha_h\gamma}$ with $c_h = 1/n$ (USA),"
        r" $1/Z_h$ (softmax)",
        ddt(dot(at(i), at(j))),
        (1 - KroneckerDelta(i, j)) * 2 * drift() * pull,
    )
    proof.note(
        r"$\alpha_h > 0$: $\dot\gamma > 0$ for $-1/(n-1) < \gamma < 1$, so $\gamma$ increases, and to 1, the only zero"
        r" of its rate above its start."
    )
    a, q, m, few = (Symbol(name, positive=True) for name in ("alpha", "e^(alpha beta)", "e^(alpha beta gamma)", "n-1"))
    gap, rising = (Symbol(name, positive=True) for name in ("1-gamma", "d gamma/dt"))
    proof.positive(
        r"$dS/dt = \alpha^2\beta^2 p(1-p)(1-\gamma)\dot\gamma > 0$ (times $Z^2$), n > 1",
        sign * minus,
        a**2 * beta**2 * q * few * m * gap * rising,
        {a: alpha(h), q: own, m: other, few: n - 1, gap: 1 - gamma, rising: speed},
    )
    count = n if own_weight else n - 1
    proof.equal(
        r"$S \le \ln n$: $\ln n - S = \sum_j p_j \ln(n p_j) \ge \sum_j p_j (1 - \frac{1}{n p_j})"
        r" = \sum_j (p_j - \frac1n) = 0$, by $\ln y \ge 1 - 1/y$ (times n Z)",
        weighted(lambda k: count) - tokens(lambda k: whole),
        Integer(0),
    )
    proof.equal(
        r"$S - \ln(Z e^{-\alpha\beta}) = (1-p) \alpha\beta(1-\gamma) \ge 0$ (times Z)",
        whole * beta * alpha(h) - weighted(score),
        (n - 1) * other * beta * alpha(h) * (1 - gamma),
    )
    proof.equal(
        r"$Z e^{-\alpha\beta} - n y = 1 - y \ge 0$ for $y = e^{-\alpha\beta(1-\gamma)} \le 1$:"
        r" $S \ge \ln n - \alpha\beta(1-\gamma)$",
        whole / own - n * other / own,
        1 - other / own,
    )
    proof.note(r"So $S_h(t)$ increases, and $0 \le \ln n - S_h \le \alpha_h\beta(1-\gamma) \to 0$.")
    return proof.derivation("With positive strengths the entropy of every head increases to ln n, for general n, d, H.")
