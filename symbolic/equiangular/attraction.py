"""Deviations from the equiangular family, measured against 1 - gamma: they never shrink, and grow by a bounded factor.

Everything is linear in p, p' and s (`symbolic.equiangular.transverse`), sums over heads; each step is decided for one
head, with weight q > 0 of another token (USA e^{beta alpha gamma}/n; SA at most 1/n) and strength alpha > 0.
"""

from __future__ import annotations

from sympy import Expr, Integer, Rational, Symbol, exp, log

from symbolic.derivation import Derivation
from symbolic.equiangular.transverse import ROW, mixing, shape
from symbolic.language import beta, gamma, n
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof

a, q = Symbol("alpha", positive=True), Symbol("q", positive=True)
b = Symbol("b", positive=True)  # beta max alpha
L = Symbol("L", positive=True)  # 1 + (n-1) gamma
N = Symbol("N", positive=True)  # n - 1
PULL, STEEP, OWN = a * q, beta * a**2 * q, beta * a**2 * q**2
LEFT = Symbol("1-gamma", positive=True)
MORE = Symbol("n-2", nonnegative=True)
WEAKER = Symbol("b-beta*alpha", nonnegative=True)
LIGHTER = Symbol("1/n-q", nonnegative=True)
MEANS = {L: ROW, LEFT: 1 - gamma, MORE: n - 2, WEAKER: b - beta * a, LIGHTER: 1 / n - q}


def relative_growth(*, grows: int = 1, exponential: bool = True, root: int = 2) -> Derivation:
    """0 <= d log(A/(1-gamma))/dt <= d log K/dt for both transverse representations, USA and SA.

    grows: the sign of the lower bound. exponential, root: in log K, the exponential factor and the root of
    1 + (n-1) gamma to which a standard deviation grows.
    """
    proof = Proof(Polynomials("general n, each head of any number"))
    proof.note(r"$-1/(n-1) < \gamma < 1$, so $L = 1 + (n-1)\gamma > 0$ and $1-\gamma > 0$; $\alpha > 0$; $n \ge 3$.")
    _lower(proof, grows)
    _upper(proof)
    _integrated(proof, exponential, root)
    _signs(proof)
    return proof.derivation(
        "A deviation divided by 1 - gamma never shrinks, and gains at most K, for general n, d and H, USA and SA."
    )


def _relative(softmax: bool, times: Expr) -> Expr:
    """eigenvalue + gammadot/(1-gamma), gammadot = 2 (1-gamma) L p; times = 0 (two-row) or n - 2 (standard)."""
    own = OWN if softmax else Integer(0)
    return shape(PULL, STEEP) + times * mixing(PULL, STEEP, own) + 2 * ROW * PULL


def _at_least_zero(proof: Proof, step: str, expr: Expr, by: Expr) -> None:
    """expr >= 0, since it equals `by`, which the signs of its symbols make non-negative."""
    proof.equal(step, expr, by.xreplace(MEANS))
    proof.holds("No term is negative", bool(by.is_nonnegative))


def _lower(proof: Proof, grows: int) -> None:
    _at_least_zero(
        proof,
        r"Zero row sums: $\lambda + \dot\gamma/(1-\gamma) = 2(1-\gamma) p' \ge 0$",
        grows * _relative(False, Integer(0)),
        2 * LEFT * STEEP,
    )
    _at_least_zero(
        proof,
        r"Standard, USA: $(n-1) [\lambda + (n-2)\mu + \dot\gamma/(1-\gamma)] = (1-\gamma)[(n-1)(n-2) p + (n + (n-2) L)"
        r" p'] \ge 0$",
        grows * (n - 1) * _relative(False, n - 2),
        LEFT * ((MORE + 1) * MORE * PULL + (n + MORE * L) * STEEP),
    )
    _at_least_zero(
        proof,
        r"Standard, SA: the further $-(n-2) L s$ is outweighed, since $q \le 1/n$ (that is $e^{\beta\alpha(1-\gamma)}"
        r" \ge 1$): $n(n-1) [\ldots] = (1-\gamma)[n(n-1)(n-2) p + (n^2 + (n-2) L (1 + n(n-1)(1/n - q))) p'] \ge 0$",
        grows * n * (n - 1) * _relative(True, n - 2),
        LEFT * (n * (MORE + 1) * MORE * PULL + (n**2 + MORE * L * (1 + n * (MORE + 1) * LIGHTER)) * STEEP),
    )


def _upper(proof: Proof) -> None:
    flow = 2 * (1 - gamma) * PULL  # gammadot / L
    _at_least_zero(
        proof,
        r"With $b = \beta \max_h \alpha_h$: $\dot\gamma\, b/L - [\lambda + \dot\gamma/(1-\gamma)] = 2(1-\gamma)(b p -"
        r" p') \ge 0$, zero where all strengths are equal",
        flow * b - _relative(False, Integer(0)),
        2 * LEFT * PULL * WEAKER,
    )
    for name, softmax in (("USA", False), ("SA", True)):
        _at_least_zero(
            proof,
            rf"Standard, {name}: $(n-1)$ times $\dot\gamma\, [b (1 + (n-2)\gamma/2) + (n-2)/2]/L - [\lambda + (n-2)\mu"
            r" + \dot\gamma/(1-\gamma)]$ is $(1-\gamma)(n + (n-2) L)(b p - p')"
            + (r" + (n-1)(n-2)(1-\gamma) L s \ge 0$" if softmax else r" \ge 0$"),
            (n - 1) * (flow * (b * (1 + (n - 2) * gamma / 2) + (n - 2) / 2) - _relative(softmax, n - 2)),
            LEFT * ((n + MORE * L) * PULL * WEAKER + ((MORE + 1) * MORE * L * OWN if softmax else 0)),
        )


def _integrated(proof: Proof, exponential: bool, root: int) -> None:
    """d log K/d gamma, as (n-1) d/dL, since gamma = (L - 1)/(n - 1)."""
    angle, left = (L - 1) / N, N - 1
    power = left / (root * N) + b * (N + 1) / (2 * N**2)
    proof.equal(
        r"$\frac{d}{d\gamma} \ln L^{b/(n-1)} = b/L$",
        N * (b / N * log(L)).diff(L),
        b / L,
    )
    proof.equal(
        r"$\ln K = \left[\frac{n-2}{2(n-1)} + \frac{bn}{2(n-1)^2}\right] \ln L + \frac{b(n-2)}{2(n-1)}\gamma$ has the"
        r" derivative $[b(1 + (n-2)\gamma/2) + (n-2)/2]/L$",
        N * (power * log(L) + (b * left / (2 * N) * angle if exponential else 0)).diff(L),
        (b * (1 + left * angle / 2) + left / 2) / L,
    )
    proof.note(
        r"From gamma = 0 to 1, L runs from 1 to n: a deviation over $1-\gamma$ gains at most $n^{b/(n-1)}$ (zero row"
        r" sums) or $n^{(n-2)/(2(n-1)) + bn/(2(n-1)^2)} e^{b(n-2)/(2(n-1))}$ (standard), about $\sqrt n\, e^{b/2}$."
    )


def _signs(proof: Proof) -> None:
    """USA with equal strengths, beta alpha = b: where the eigenvalues change sign."""
    weight = exp(b * gamma)
    steep = b * weight  # p = e^{b gamma} up to a factor
    alone = shape(weight, steep)
    standard = alone + (n - 2) * mixing(weight, steep, Integer(0))
    proof.equal(
        r"USA, equal strengths, $b = \alpha\beta$: $\lambda = 2p [(b - 1) - (b + n - 1)\gamma]$, negative exactly for"
        r" $\gamma > (b-1)/(b+n-1)$",
        alone,
        2 * weight * ((b - 1) - (b + n - 1) * gamma),
    )
    quadratic = (n - 4 + 2 * b) * (1 - gamma) - 2 * n * gamma + (n - 2) * b * gamma * (1 - gamma)
    proof.equal(
        r"$\lambda + (n-2)\mu = p [(n-4+2b)(1-\gamma) - 2n\gamma + (n-2) b \gamma(1-\gamma)]$: a concave quadratic,"
        r" $n - 4 + 2b$ at 0 and $-2n$ at 1, so for $n - 4 + 2b > 0$ positive up to one gamma, negative beyond",
        standard,
        weight * quadratic,
    )
    proof.equal("Its second derivative is $-2(n-2)b$", quadratic.diff(gamma, 2), -2 * (n - 2) * b)
    proof.equal("At gamma = 1 it is $-2n$", quadratic.subs(gamma, Rational(1)), -2 * n)
