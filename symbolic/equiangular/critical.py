"""The critical inverse temperature of equiangular tokens, and what does and does not change there."""

from __future__ import annotations

from typing import Any

from sympy import Expr, Integer, Symbol, exp, log

from symbolic.derivation import Derivation
from symbolic.equiangular import drift, own_pull, softmax_velocity, strength, usa_velocity
from symbolic.language import Z, beta, ddt, dot, f, heads, n, project, tokens, x, z
from symbolic.model import head_energy, head_output, moved
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof, general
from symbolic.rules import EQUIANGULAR_SCALAR, OUTPUT_ORTHOGONALITY, UNIT_TOKENS

h, i = Symbol("h"), Symbol("i")
a = Symbol("alpha", positive=True)
c = Symbol("c", positive=True)
d = Symbol("delta", positive=True)  # 1 - c*^2
m = Symbol("m", positive=True)  # n - 1
g = Symbol("s", positive=True)  # 1 - gamma, for gamma < 1
q = Symbol("q", positive=True)  # 1 + (n-1) gamma, for gamma > -1/(n-1)
r = Symbol("r", positive=True)


# -- the critical inverse temperature -------------------------------------------------------------


def beta_star(*, half: bool = True, self_counted: bool = False) -> Derivation:
    """Theorem 19: beta* = 1/(2 alpha) ln[c*^2 (n-1)/(1-c*^2)], the one beta with c(beta) = c* at gamma = 0.

    half=False : 1/alpha for 1/(2 alpha). self_counted : n for n - 1.
    """
    proof = Proof(Polynomials("gamma = 0, general n >= 2, alpha > 0", {c: 1 - d}))
    grown = exp(2 * a * beta)
    proof.note(r"Write m for n - 1 and $\delta$ for $1 - c_*^2$.")
    proof.note(r"At $\gamma = 0$, $c(\beta)^2 = e^{2\alpha\beta}/(e^{2\alpha\beta} + n - 1)$ (equiangular.fraction).")
    proof.equal(
        r"$c(\beta)^2 = c_*^2$ reads $e^{2\alpha\beta} (1 - c_*^2) = c_*^2 (n-1)$",
        grown - c**2 * (grown + m),
        grown * d - c**2 * m,
    )
    ratio = c**2 * (m + 1 if self_counted else m) / d
    star = log(ratio) / ((2 if half else 1) * a)
    proof.equal(
        r"$\beta^* = \frac{1}{2\alpha} \ln\frac{c_*^2 (n-1)}{1 - c_*^2}$ solves it",
        exp(2 * a * star) * d,
        c**2 * m,
    )
    later = exp(2 * a * Symbol("beta_2", positive=True))
    proof.positive(
        r"$\beta_2 > \beta$ and $\alpha > 0$: $e^{2\alpha\beta_2} > e^{2\alpha\beta}$, and $c(\beta_2)^2 - c(\beta)^2$,"
        r" times both denominators, is $(n-1)(e^{2\alpha\beta_2} - e^{2\alpha\beta}) > 0$: one solution at most",
        later * (grown + m) - grown * (later + m),
        m * Symbol("gap", positive=True),
        {Symbol("gap", positive=True): later - grown, m: m},
    )
    proof.equal(
        r"The slope: $dc^2/d\beta = 2\alpha\, c^2 (1 - c^2) > 0$",
        grown.diff(beta) * (grown + m) - grown * (grown + m).diff(beta),
        2 * a * grown * m,
    )
    proof.equal(
        r"$\frac{c_*^2 (n-1)}{1 - c_*^2} - 1 = \frac{n c_*^2 - 1}{1 - c_*^2}$: so $\beta^* > 0$ iff $n > 1/c_*^2$",
        ratio - 1,
        ((m + 1) * c**2 - 1) / d,
    )
    return proof.derivation("beta* is the only solution, positive iff n > 1/c*^2, for general n, alpha and c*.")


def beta_star_general(*, gap: bool = True, shadow_sign: int = -1) -> Derivation:
    """beta*(gamma) = 1/(alpha(1-gamma)) ln[r - (n-1) gamma], r = c*/sqrt(1-c*^2) sqrt((n-1)(1-gamma)(1+(n-1)gamma)).

    gap=False : 1/alpha for 1/(alpha (1-gamma)). shadow_sign=+1 : r + (n-1) gamma.
    """
    width = m * g * (1 + m * (1 - g))  # (n-1)(1-gamma)(1+(n-1)gamma)
    shadow = m * (1 - g)  # (n-1) gamma
    proof = Proof(Polynomials("general n >= 2, -1/(n-1) < gamma < 1, alpha > 0", {r: (1 - d) / d * width}))
    proof.note(r"Write m for n - 1, s for $1 - \gamma$, q for $1 + (n-1)\gamma$ and $\delta$ for $1 - c_*^2$.")
    proof.note(
        r"Let $u = e^{\beta\alpha(1-\gamma)}$, $w = u + (n-1)\gamma$, $K = (n-1)(1-\gamma)(1+(n-1)\gamma) > 0$:"
        r" the signed radial fraction $\rho/|f|$ is $w/\sqrt{w^2 + K}$ (equiangular.fraction)."
    )
    proof.note(r"$r > 0$ is given by $r^2 (1 - c_*^2) = c_*^2 K$.")
    bracket = r + shadow_sign * shadow
    proof.equal(
        r"At $u = r - (n-1)\gamma$, that is $w = r$: $c_*^2 (w^2 + K) = w^2$",
        (1 - d) * ((bracket + shadow) ** 2 + width),
        (bracket + shadow) ** 2,
    )
    logarithm = Symbol("ln u", real=True)
    star = logarithm / (a * g if gap else a)
    proof.equal(
        r"$\beta^* = \frac{\ln u}{\alpha(1-\gamma)}$ has $e^{\beta^*\alpha(1-\gamma)} = u$", star * a * g, logarithm
    )
    proof.note(
        r"As $\beta$ runs through the reals u runs through all positive numbers: $\beta^*$ exists iff"
        r" $r - (n-1)\gamma > 0$, which always holds for $\gamma \le 0$."
    )
    _increasing(proof, shadow, width)
    weight = 1 + shadow  # 1 + (n-1) gamma
    proof.equal(
        r"At $\beta = 0$, $w = 1 + (n-1)\gamma$ and $w^2 + K = n w$: $c(0)^2 = (1 + (n-1)\gamma)/n$",
        weight**2 + width,
        (m + 1) * weight,
    )
    proof.equal(
        r"$r^2 - (1+(n-1)\gamma)^2 = \frac{1+(n-1)\gamma}{1-c_*^2} (n c_*^2 - 1 - (n-1)\gamma)$: so $\beta^* > 0$,"
        r" that is $r - (n-1)\gamma > 1$, iff $c(0) < c_*$, iff $\gamma < (n c_*^2 - 1)/(n-1)$",
        r**2 - weight**2,
        weight / d * ((m + 1) * (1 - d) - weight),
    )
    return proof.derivation(
        "beta*(gamma) is the only solution; where it exists and where it is positive, for general n, gamma and c*."
    )


def _increasing(proof: Proof, shadow: Expr, width: Expr) -> None:
    """The signed radial fraction grows with w, and w with beta."""
    w, length, size = Symbol("w", real=True), Symbol("l", positive=True), Symbol("K", positive=True)
    slope = Proof(Polynomials("w of either sign", {length: w**2 + size}))
    slope.equal(
        r"For every real w, with $l = \sqrt{w^2 + K}$ and $l' = w/l$: $l^3 (w/l)' = K > 0$. The signed fraction grows"
        r" strictly with w, and w with $\beta$, since $\alpha(1-\gamma) > 0$; where $w \le 0$ it is no $c_* > 0$",
        length**3 * (length - w * (w / length)) / length**2,
        size,
    )
    proof.follow(slope)
    above = Symbol("u-1", nonnegative=True)
    proof.positive(
        r"For $\beta \ge 0$ the shadow is positive: $w = (u - 1) + (1 + (n-1)\gamma) > 0$",
        1 + above + shadow,
        above + q,
        {q: 1 + shadow, above: above},
    )
    proof.equal(r"$K = (n-1)(1-\gamma)(1+(n-1)\gamma) > 0$", width, (m * g * q).xreplace({q: 1 + shadow}))


# -- what the certificate governs -----------------------------------------------------------------


def certificate_not_transition(*, transition: bool = False, tokens_power: int = 2) -> Derivation:
    """gamma' > 0 and dE_h/dt > 0 at every beta > 0 for positive scalar heads; Bessel for orthogonal outputs.

    transition=True : claims a change of sign of gamma' at beta*. tokens_power=1 : 1/n for 1/n^2 in dE_h/dt.
    """
    proof = general(*EQUIANGULAR_SCALAR)
    _clustering(proof, transition)
    both = heads(strength)
    proof.equal(
        r"The outputs' tangential parts are parallel: $P f_i^h = \alpha_h e^{\beta\alpha_h\gamma} P \sum_j x_j$",
        dot(z, project(x(i), head_output(h, i))),
        strength(h) * dot(z, project(x(i), tokens(x))),
    )
    k = Symbol("k")
    proof.equal(
        r"$\langle f_i^h, f_i^k\rangle = \alpha_h e^{\beta\alpha_h\gamma} \alpha_k e^{\beta\alpha_k\gamma}"
        r" [w_h w_k + (n-1)(1-\gamma)(1+(n-1)\gamma)]$ with $w_h = e^{\beta\alpha_h(1-\gamma)} + (n-1)\gamma$, which"
        r" is more than $1 + (n-1)\gamma > 0$: the outputs are never orthogonal",
        dot(head_output(h, i), head_output(k, i)),
        strength(h) * strength(k) * (own_pull(h) * own_pull(k) + (n - 1) * drift()),
    )
    proof.equal(
        r"USA: $dE_h/dt = \frac{n-1}{n^2} (1-\gamma)(1+(n-1)\gamma)\, \alpha_h e^{\beta\alpha_h\gamma}"
        r" \sum_k \alpha_k e^{\beta\alpha_k\gamma}$",
        ddt(head_energy(h, moved(usa_velocity))),
        (n - 1) / n**tokens_power * drift() * strength(h) * both,
    )
    proof.equal(
        r"SA: $dE_h/dt = \frac{n-1}{n^2} (1-\gamma)(1+(n-1)\gamma)\, \alpha_h e^{\beta\alpha_h\gamma}"
        r" \sum_i \sum_k \alpha_k e^{\beta\alpha_k\gamma} / Z_i^k$",
        ddt(head_energy(h, moved(softmax_velocity))),
        (n - 1) / n**tokens_power * drift() * strength(h) * tokens(lambda i: heads(lambda k: strength(k) / Z(k, i))),
    )
    proof.note(
        r"Every factor is positive for $\alpha_h > 0$, $-1/(n-1) < \gamma < 1$, $n \ge 2$: $dE_h/dt > 0$ at every"
        r" $\beta$, for both, and $dE_h/dt = \frac{n-1}{2n} \alpha_h e^{\beta\alpha_h\gamma} \gamma'$."
    )
    _bessel(proof)
    return proof.derivation("Neither gamma' nor any dE_h/dt changes sign at beta*, for general n, d and H.")


def _clustering(proof: Proof, transition: bool) -> None:
    """Each head's part of gamma' is positive."""
    E, u, size = (Symbol(name, positive=True) for name in ("e^(beta alpha gamma)", "e^(beta alpha (1-gamma))", "n"))
    inverse, side = Symbol("1/(u+n-1)", positive=True), Symbol("beta-beta*", real=True)
    lemma = Proof(Polynomials("general n >= 2, -1/(n-1) < gamma < 1"))
    lemma.note(r"Write m for n - 1, s for $1 - \gamma$ and q for $1 + (n-1)\gamma$.")
    sign = side if transition else Integer(1)
    gamma = 1 - g
    known = {q: 1 + m * gamma, g: g, a: a}
    lemma.positive(
        r"USA: each head's part of $\gamma'$, $\frac2n (1-\gamma)(1+(n-1)\gamma)\, \alpha_h e^{\beta\alpha_h\gamma}$",
        sign * 2 * (1 - gamma) * (1 + m * gamma) * a * E / size,
        sign * 2 * g * q * a * E / size,
        known,
    )
    lemma.positive(r"SA: the denominator $e^{\beta\alpha_h(1-\gamma)} + n - 1$", u + m, u + m, {u: u, m: m})
    lemma.positive(
        r"SA: each head's part of $\gamma'$, $2 (1-\gamma)(1+(n-1)\gamma)\, \alpha_h$ over the denominator",
        sign * 2 * (1 - gamma) * (1 + m * gamma) * a * inverse,
        sign * 2 * g * q * a * inverse,
        known,
    )
    proof.follow(lemma)


def _bessel(proof: Proof) -> None:
    """sum_h c_h^2 <= 1 for mutually orthogonal outputs, none of them zero."""
    lemma = general(UNIT_TOKENS, OUTPUT_ORTHOGONALITY, sizes="general d, H")

    def share(k: Any) -> Expr:
        return dot(x(i), f(k, i)) / dot(f(k, i), f(k, i))

    rest = x(i) - heads(lambda k: share(k) * f(k, i))
    lemma.equal(
        r"Mutually orthogonal outputs: $1 - \sum_h c_h^2 = |x - \sum_h \frac{\langle x, f^h\rangle}{|f^h|^2} f^h|^2"
        r" \ge 0$ (Bessel). With equal norms and fractions this is $H c^2 \le 1$, variant (B)",
        dot(rest, rest),
        1 - heads(lambda k: dot(x(i), f(k, i)) * share(k)),
    )
    proof.follow(lemma)
