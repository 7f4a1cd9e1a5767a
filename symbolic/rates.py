"""The rates at which equiangular tokens cluster, head by head: sums compared for general H, by ordinary calculus.

USA: gamma' = (2/n) (1 - gamma)(1 + (n-1) gamma) sum_h g(alpha_h),  g(a) = a e^{s a},        s = beta gamma.
SA:  gamma' = 2 (1 - gamma)(1 + (n-1) gamma) sum_h phi(alpha_h),     phi(a) = a / (e^{c a} + N), c = beta (1 - gamma).

N = n - 1. The factor before the sum is positive for 0 <= gamma < 1, so rates compare as the sums do. Keywords are the
places where a planted error can enter; the defaults are what is claimed.
"""

from __future__ import annotations

from typing import Literal

from sympy import Dummy, Expr, Function, Rational, Symbol, exp

from symbolic.derivation import Derivation
from symbolic.language import H, alpha, beta, gamma, heads, other_heads
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof, general

h = Symbol("h")
s = beta * gamma
x, N = Symbol("x", positive=True), Symbol("N", positive=True)
a, c, y = Symbol("a"), Symbol("c"), Symbol("y", positive=True)
Law = Literal["softmax", "usa"]


class weight(Function):
    """l_h, a constant for each head."""


class rate(Function):
    """r_h, the rate of head h alone at one gamma: positive."""


class time(Function):
    """T_h, the time that head h alone takes: positive."""


def _total() -> Expr:
    """sum_h alpha_h."""
    return heads(alpha)


def jensen(*, gap: int = 1, mean: Literal["mean", "sum"] = "mean") -> Derivation:
    """USA: sum_h g(alpha_h) >= H g(a) + gap beta gamma e^{beta gamma a} sum_h (alpha_h - a)^2, a the mean."""
    proof = general(sizes="general H")
    u = s * (alpha(h) - a)
    middle = _total() / H if mean == "mean" else _total()
    proof.equal(
        r"With $u = \beta\gamma(\alpha_h - a)$: $\alpha_h e^{\beta\gamma\alpha_h} = \alpha_h e^{\beta\gamma a}"
        r" [(1 + u) + (e^u - 1 - u)]$",
        alpha(h) * exp(s * alpha(h)),
        alpha(h) * exp(s * a) * ((1 + u) + (exp(u) - 1 - u)),
    )
    proof.note(
        r"$e^u \ge 1 + u$, with equality at u = 0 only, and $\alpha_h \ge 0$: so"
        r" $\alpha_h e^{\beta\gamma\alpha_h} \ge e^{\beta\gamma a} \alpha_h (1 + u)$."
    )
    proof.equal(
        r"Sum over the heads, a their mean: $\sum_h \alpha_h (1 + \beta\gamma(\alpha_h - a))"
        r" = H a + \beta\gamma \sum_h (\alpha_h - a)^2$",
        heads(lambda k: alpha(k) * (1 + s * (alpha(k) - middle))),
        H * middle + gap * s * heads(lambda k: (alpha(k) - middle) ** 2),
    )
    proof.note(
        r"Hence $\sum_h \alpha_h e^{\beta\gamma\alpha_h} - H a e^{\beta\gamma a} \ge \beta\gamma e^{\beta\gamma a}"
        r" \sum_h (\alpha_h - a)^2 \ge 0$ for $\beta\gamma \ge 0$."
    )
    proof.equal(r"Equality at $\gamma = 0$: both sides are $\sum_h \alpha_h = H a$", _total(), H * middle)
    proof.note(
        r"Equality at equal strengths: each is a. For $\beta\gamma > 0$ the bound is positive as soon as one strength"
        " is not a, so there is no other case."
    )
    return proof.derivation("The tangent of the exponential at the mean, head by head, for general H.")


def superadditive(*, exponent: Literal["sum", "mean"] = "sum", sign: int = 1) -> Derivation:
    """USA: g(S) - sum_h g(alpha_h) >= beta gamma sum_{h != k} alpha_h alpha_k e^{beta gamma alpha_h}, S the sum."""
    proof = general(sizes="general H")
    reached = Symbol("S")
    u = s * (reached - alpha(h))
    whole = _total() if exponent == "sum" else _total() / H
    proof.equal(
        r"With $S = \sum_k \alpha_k$, $u = \beta\gamma(S - \alpha_h)$: $\alpha_h e^{\beta\gamma S}"
        r" - \alpha_h e^{\beta\gamma\alpha_h} = \alpha_h e^{\beta\gamma\alpha_h} [u + (e^u - 1 - u)]$",
        alpha(h) * exp(s * reached) - alpha(h) * exp(s * alpha(h)),
        alpha(h) * exp(s * alpha(h)) * (u + (exp(u) - 1 - u)),
    )
    proof.note(r"$e^u \ge 1 + u$ and $\alpha_h \ge 0$; the sum over the heads of the left side is $g(S) - \sum_h g$.")
    proof.equal(
        r"What is left on the right: $\sum_h \alpha_h e^{\beta\gamma\alpha_h} (S - \alpha_h)"
        r" = \sum_{h \ne k} \alpha_h \alpha_k e^{\beta\gamma\alpha_h}$",
        heads(lambda k: alpha(k) * exp(s * alpha(k)) * (whole - alpha(k))),
        sign * heads(lambda k: other_heads(k, lambda m: alpha(k) * alpha(m) * exp(s * alpha(k)))),
    )
    proof.note(
        r"Hence $g(S) - \sum_h g(\alpha_h) \ge \beta\gamma \sum_{h \ne k} \alpha_h \alpha_k e^{\beta\gamma\alpha_h}"
        r" \ge 0$, all factors being $\ge 0$."
    )
    proof.note(
        r"It is 0 only if $\beta\gamma = 0$ or $\alpha_h \alpha_k = 0$ for all $h \ne k$; then g(S) is the sum, for"
        r" g(0) = 0 and at $\beta\gamma = 0$ g is the identity. For two heads: $ab = 0$ or $\beta\gamma = 0$."
    )
    return proof.derivation("g(S) exceeds the sum by products of two strengths, for general H.")


def softmax_subadditive(*, sign: int = 1, factor: int = 1) -> Derivation:
    """SA: sum_h phi(alpha_h) >= phi(S), S the sum of the strengths."""
    proof = general(sizes="general n, H")
    reached, common = Symbol("S"), Symbol("D_S")
    own = Function("D")  # D_h = e^{c alpha_h} + N
    u = c * (reached - alpha(h))
    proof.note(r"$D_h = e^{c\alpha_h} + N$ and $D_S = e^{cS} + N$ are positive, $c = \beta(1-\gamma)$, N = n - 1.")
    proof.equal(
        r"$\sum_h \alpha_h / D_h - S / D_S = \sum_h \alpha_h (D_S - D_h) / (D_h D_S)$",
        heads(lambda k: alpha(k) / own(k)) - factor * _total() / common,
        sign * heads(lambda k: alpha(k) * (common - own(k)) / (own(k) * common)),
    )
    proof.equal(
        r"$D_S - D_h = e^{c\alpha_h} [u + (e^u - 1 - u)]$ with $u = c(S - \alpha_h)$",
        (exp(c * reached) + N) - (exp(c * alpha(h)) + N),
        exp(c * alpha(h)) * (u + (exp(u) - 1 - u)),
    )
    proof.note(
        r"$e^u \ge 1 + u \ge 1$ for $S \ge \alpha_h$: every term is $\ge 0$, and positive as soon as c > 0,"
        r" $\alpha_h > 0$ and another strength is positive. Equality only at $c = 0$ or with at most one strength that"
        " is not 0."
    )
    return proof.derivation("Every denominator grows when the strengths are put in one head, for general n and H.")


def times(*, factor: int = 1, sign: int = 1) -> Derivation:
    """1/T >= factor sum_h 1/T_h, by Cauchy and Schwarz with the weights that fit; equality for proportional rates."""
    proof = general(sizes="general n, H")
    together, inverse = Symbol("R"), Symbol("S")
    proof.equal(
        r"For any $l_h$, $r_h > 0$, $R > 0$: $\sum_h (l_h/r_h - 1/R)^2 r_h = \sum_h l_h^2/r_h - \frac2R \sum_h l_h"
        r" + \frac1{R^2} \sum_h r_h$",
        sign * heads(lambda k: (weight(k) / rate(k) - 1 / together) ** 2 * rate(k)),
        heads(lambda k: weight(k) ** 2 / rate(k)) - 2 * heads(weight) / together + heads(rate) / together**2,
    )
    proof.note(
        r"With $\sum_h l_h = 1$ and $R = \sum_h r_h$ the right side is $\sum_h l_h^2/r_h - 1/R$: so"
        r" $1/R \le \sum_h l_h^2/r_h$."
    )
    proof.note(
        r"Integrate over gamma from $\gamma_0$ to $\gamma_1$, the $l_h$ constant: rates add up, so"
        r" $T = \int 1/R \le \sum_h l_h^2 T_h$ with $T_h = \int 1/r_h$."
    )
    proof.equal(
        r"Take $l_h = 1/(T_h S)$, $S = \sum_k 1/T_k$: $\sum_h l_h = S/S = 1$",
        inverse * heads(lambda k: 1 / (time(k) * inverse)),
        heads(lambda k: 1 / time(k)),
    )
    proof.equal(
        r"and $\sum_h l_h^2 T_h = S^{-2} \sum_h 1/T_h = 1/S$: so $T \le 1/S$",
        factor * heads(lambda k: (1 / (time(k) * inverse)) ** 2 * time(k)),
        heads(lambda k: 1 / time(k)) / inverse**2,
    )
    proof.note(
        r"Equality: the integrand $\sum_h (l_h/r_h - 1/R)^2 r_h$ is continuous and $\ge 0$, so it vanishes throughout:"
        r" $r_h = l_h R$, the rates are constant multiples of each other, and $\log r_h - \log r_k$ does not move."
    )
    _slopes(proof)
    return proof.derivation("T <= 1/S for positive rates that add up; equality for proportional ones only.")


def _slopes(proof: Proof) -> None:
    """Two heads have the same d log r / d gamma only if their strengths are equal."""
    slopes = Proof(Polynomials("general n"))
    strength = Symbol("alpha", positive=True)
    grown = strength * exp(beta * strength * gamma)
    slopes.equal(
        r"USA: $d \log r_h / d\gamma = \beta\alpha_h$ and what all heads share",
        grown.diff(gamma),
        beta * strength * grown,
    )
    own = exp(beta * strength * (1 - gamma)) + N
    slopes.equal(
        r"SA: $d \log r_h / d\gamma = \beta\alpha_h e^{x}/(e^{x} + N)$ and what all heads share,"
        r" $x = \beta\alpha_h(1-\gamma)$",
        -own.diff(gamma),
        beta * strength * exp(beta * strength * (1 - gamma)),
    )
    rest = 1 + N * exp(-x)
    slopes.positive(
        r"which is $x/(1 + N e^{-x})/(1-\gamma)$, and that grows with x: $(1 + N e^{-x})^2$ times its derivative is"
        r" $1 + N e^{-x}(1 + x) > 0$",
        rest - x * rest.diff(x),
        1 + N * exp(-x) * (1 + x),
        {},
    )
    proof.follow(slopes)
    proof.note(r"So rates of strengths that differ are not proportional on any stretch of $\gamma < 1$, $\beta > 0$.")


def softmax_convex(*, offset: int = 2, sign: int = 1) -> Derivation:
    """SA: phi is convex where (x - 2) e^x >= (x + 2)(n - 1), x = beta alpha (1 - gamma), concave where <=."""
    proof = Proof(Polynomials("general n, H"))
    below = exp(x) + N
    first = below - x * below.diff(x)  # psi' = first / below^2
    second = first.diff(x) * below - 2 * first * below.diff(x)  # psi'' = second / below^3
    bend = (x - offset) * exp(x) - (x + 2) * N
    proof.note(r"$\phi(a) = \psi(x)/c$ with $\psi(x) = x/(e^x + N)$, $x = c a$: $\phi'' = c\,\psi''$, c > 0.")
    proof.equal(
        r"Quotient rule, twice: $(e^x + N)^3 \psi'' = e^x [(x-2) e^x - (x+2) N]$",
        second,
        sign * exp(x) * bend,
    )
    top, bottom = (x - 2) * exp(x), x + 2
    proof.positive(
        r"$F(x) = (x-2) e^x/(x+2)$ grows: $(x+2)^2 F' = x^2 e^x > 0$",
        top.diff(x) * bottom - top * bottom.diff(x),
        x**2 * exp(x),
        {},
    )
    proof.note(r"F(2) = 0 < N, and F exceeds N at $x = 2N + 6$, where $e^x \ge 1 + x = 2N + 7$:")
    far = 2 * N + 6
    proof.positive(
        r"$(x-2)(2N+7) - (x+2) N = 2N^2 + 14N + 28$ there",
        (far - 2) * (2 * N + 7) - (far + 2) * N,
        2 * N**2 + 14 * N + 28,
        {},
    )
    proof.note(
        r"So F takes the value N once, at $x_c(n) > 2$: $\psi$ is strictly concave on $[0, x_c]$, strictly convex from"
        r" $x_c$ on."
    )
    proof.note(
        r"On an interval where $\psi'' \ge 0$: $\psi(p) - \psi(q) - \psi'(q)(p - q) = \int_q^p (p - t)\psi''(t)\,dt"
        r" \ge 0$; with q the mean of the $x_h$ the sum over the heads is Jensen's inequality. Where $\psi'' \le 0$"
        " it is reversed, and equality needs equal strengths."
    )
    return proof.derivation("Jensen's inequality on either side of one threshold, for general n and H.")


def softmax_fails(*, law: Law = "softmax", spread: int = 1) -> Derivation:
    """SA at beta = 1, gamma = 0: strengths 1/2 and 3/2 are slower than 1 and 1, for every n >= 2.

    spread : the strengths are 1 - spread/2 and 1 + spread/2.
    """
    proof = Proof(Polynomials("two states: H=2, general n"))
    half = Rational(spread, 2)
    low, high = (1 - half, 1 + half)

    def under(strength: Expr) -> Expr:
        """What the rate divides the strength by; at gamma = 0 USA divides by 1."""
        return y ** (2 * strength) + N if law == "softmax" else y**0

    proof.note(
        r"With $y = e^{1/2}$ the rates are $\frac{1/2}{y+N} + \frac{3/2}{y^3+N}$ and $\frac{2}{y^2+N}$, N = n - 1."
    )
    t, w = Symbol("t", positive=True), Symbol("w", nonnegative=True)
    proof.positive(
        r"Their difference, cleared of denominators: $4(y+N)(y^3+N) - (y^3+N+3(y+N))(y^2+N) = y t [y^2(1+w) + N(2+3t)]$"
        " with $t = y - 1$, $w = 2 - y$",
        2 * (2 * under(low) * under(high) - (low * under(high) + high * under(low)) * under(Rational(1))),
        y * t * (y**2 * (1 + w) + N * (2 + 3 * t)),
        {t: y - 1, w: 2 - y},
    )
    proof.note(r"$y = e^{1/2} \ge 3/2 > 1$ and $1/y = e^{-1/2} \ge 1/2$, both by $e^u \ge 1 + u$: t > 0 and $w \ge 0$.")
    return proof.derivation(
        "At gamma = 0, beta = 1 two softmax heads of strengths 1/2 and 3/2 are slower than two of strength 1, any n."
    )


def lambert(*, per_head: bool = True, shift: int = 1) -> Derivation:
    """USA: H g(a) = R at a = W(beta gamma R / H)/(beta gamma). SA: phi is largest where x = shift + W((n-1)/e)."""
    proof = Proof(Polynomials("general n, H"))
    w, count = Symbol("w"), Symbol("H", positive=True)
    measured = count * w * exp(w) / s if per_head else w * exp(w) / s
    proof.note(r"$w = W(\beta\gamma R/H)$ means $w e^w = \beta\gamma R/H$: $R = H w e^w/(\beta\gamma)$.")
    strength = w / s
    proof.equal(
        r"USA: H heads of strength $a = w/(\beta\gamma)$ have the rate $H a e^{\beta\gamma a} = R$",
        count * strength * exp(s * strength),
        measured,
    )
    proof.positive(
        r"$(w e^w)' = (1 + w) e^w > 0$ for w > 0: there is one such a, and it grows with R",
        (x * exp(x)).diff(x),
        (1 + x) * exp(x),
        {},
    )
    proof.note(
        r"mean $\le a \le$ largest strength: $H g(\mathrm{mean}) \le R$ (rates.jensen) $\le H g(\max)$ and g grows;"
        " equality only at equal strengths."
    )
    z = Dummy("z", positive=True)  # another point
    euler = Symbol("e", positive=True)
    tokens = euler * (x - shift) * exp(x) / euler**shift  # N = e W e^W at W = x - shift
    u = z - x
    proof.note(r"SA: $x = 1 + W((n-1)/e)$ means $(x-1) e^{x-1} = (n-1)/e$: $N = (x-1) e^x$.")
    proof.equal(
        r"For every z: $x (e^z + N) - z (e^x + N) = x e^x [e^u - 1 - u]$ with $u = z - x$",
        x * (exp(z) + tokens) - z * (exp(x) + tokens),
        x * exp(x) * (exp(u) - 1 - u),
    )
    proof.note(
        r"$e^u \ge 1 + u$, equality at z = x only: $z/(e^z + N) < x/(e^x + N)$ for every other z. Divide by $\beta$."
    )
    proof.equal(
        r"The largest early rate: $e^x + N = x e^x$, so $\alpha/(e^{\alpha\beta} + N) = e^{-x}/\beta$",
        exp(x) + tokens,
        x * exp(x),
    )
    return proof.derivation("Both forms from w e^w alone, for general n and H.")
