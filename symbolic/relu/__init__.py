"""ReLU attention on equiangular tokens: the equation for gamma, its exact time, its late phase.

Weights beta max(0, <x_i, M_h x_j>), prefactor 1/n. The equations are derived from the Gram matrix alone, for general
n and d; what follows from them is calculus in one variable, decided by the polynomial normal form.
"""

from __future__ import annotations

from typing import Any

from sympy import (
    Expr,
    Integer,
    KroneckerDelta,
    Max,
    Rational,
    Symbol,
    diff,
    exp,
    expand,
    fraction,
    latex,
    log,
    together,
)

from symbolic.derivation import Derivation
from symbolic.language import M, V, alpha, beta, ddt, dot, gamma, heads, n, project, relu, tokens, x
from symbolic.model import moved
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof, general
from symbolic.rules import RELU_EQUIANGULAR_SCALAR

i, j, h = Symbol("i"), Symbol("j"), Symbol("h")
a = Symbol("alpha", positive=True)  # the strength of a single head
g = Symbol("gamma", positive=True)
delta = Symbol("delta", positive=True)  # 1 - gamma
SIZES = "general n, alpha, beta"


def calculus() -> Proof:
    """A proof in one variable."""
    return Proof(Polynomials(SIZES))


def vanishes(proof: Proof, step: str, expr: Expr) -> None:
    """A rational function is zero: its numerator over one common denominator is the polynomial 0."""
    proof.equal(step, expand(fraction(together(expr))[0]), Integer(0))


# -- the drives: d gamma/dt of one head of strength alpha ------------------------------------------


def drift(at: Expr, own: int = 1) -> Expr:
    """(1 - gamma)(1 + (n - 1) gamma)."""
    return (1 - at) * (1 + (n - own) * at)


def coupling(strength_power: int = 2) -> Expr:
    """kappa = beta alpha^2."""
    return beta * a**strength_power


def usa_drive(at: Expr) -> Expr:
    """USA: (2/n) (1 - gamma)(1 + (n-1) gamma) alpha e^{beta alpha gamma}."""
    return 2 * drift(at) * a * exp(beta * a * at) / n


def softmax_drive(at: Expr) -> Expr:
    """SA: 2 (1 - gamma)(1 + (n-1) gamma) alpha / (e^{beta alpha (1-gamma)} + n - 1)."""
    return 2 * drift(at) * a / (exp(beta * a * (1 - at)) + n - 1)


def relu_drive(at: Expr, *, strength_power: int = 2, own: int = 1) -> Expr:
    """ReLU, gamma >= 0: (2 kappa/n) gamma (1 - gamma)(1 + (n-1) gamma)."""
    return 2 * coupling(strength_power) * at * drift(at, own) / n


# -- the equation ----------------------------------------------------------------------------------


def _head_output(head: Expr, k: Expr) -> Expr:
    return tokens(lambda m: beta * relu(dot(x(k), M(head, x(m)))) * V(head, x(m)))


def _gram_rate(drive: Any) -> Expr:
    """d<x_i, x_j>/dt on the sphere under the drive."""
    at = moved(lambda k: project(x(k), drive(k)))
    return ddt(dot(at(i), at(j)))


def ode(*, strength_power: int = 2, own: int = 1, rectified: bool = True) -> Derivation:
    """One head, alpha >= 0: d gamma/dt = (2 kappa/n) gamma (1-gamma)(1+(n-1) gamma), and 0 for gamma <= 0."""
    proof = general(*RELU_EQUIANGULAR_SCALAR, sizes="general n, d; H=1")
    pull = beta * alpha(h) * relu(alpha(h) * gamma)
    proof.equal(
        r"For $i \ne j$: $d\langle x_i, x_j\rangle/dt = \frac2n (1-\gamma)(1+(n-1)\gamma)\,"
        r" \beta\alpha \max(0, \alpha\gamma)$, for either sign of $\alpha$ and $\gamma$",
        _gram_rate(lambda k: _head_output(h, k) / n),
        (1 - KroneckerDelta(i, j)) * 2 * drift(gamma) / n * pull,
    )
    signs = calculus()
    strength, acute, obtuse = (
        *(Symbol("a", nonnegative=True), Symbol("g", nonnegative=True)),
        Symbol("g", nonpositive=True),
    )
    signs.equal(
        r"$\alpha, \gamma \ge 0$: $\beta\alpha\max(0, \alpha\gamma) = \kappa\gamma$ with $\kappa = \beta\alpha^2$, so"
        r" $\dot\gamma = \frac{2\kappa}{n} \gamma (1-\gamma)(1+(n-1)\gamma)$",
        2 * drift(acute) / n * beta * strength * Max(0, strength * acute),
        2 * beta * strength**strength_power / n * acute * drift(acute, own),
    )
    signs.equal(
        r"$\alpha \ge 0 \ge \gamma$: $\max(0, \alpha\gamma) = 0$, so $\dot\gamma = 0$",
        2 * drift(obtuse) / n * beta * strength * Max(0, strength * obtuse),
        Integer(0) if rectified else 2 * beta * strength**2 / n * obtuse * drift(obtuse),
    )
    proof.follow(signs)
    return proof.derivation(
        "Under ReLU attention gamma obeys one equation, and stands still for gamma <= 0, for general n and d."
    )


def ode_heads(*, strength_power: int = 2, same_side: bool = True) -> Derivation:
    """Any heads: d gamma/dt = (2/n) gamma (1-gamma)(1+(n-1) gamma) beta sum over alpha_h gamma > 0 of alpha_h^2."""
    proof = general(*RELU_EQUIANGULAR_SCALAR)
    proof.equal(
        r"For $i \ne j$: $d\langle x_i, x_j\rangle/dt = \frac2n (1-\gamma)(1+(n-1)\gamma)\, \beta"
        r" \sum_h \alpha_h \max(0, \alpha_h\gamma)$",
        _gram_rate(lambda k: heads(lambda head: _head_output(head, k)) / n),
        (1 - KroneckerDelta(i, j))
        * (2 * drift(gamma) / n * beta)
        * heads(lambda head: alpha(head) * relu(alpha(head) * gamma)),
    )
    signs = calculus()
    strength, angle = Symbol("a", nonnegative=True), Symbol("g", nonnegative=True)
    for of_head in (1, -1):
        for of_angle in (1, -1):
            counts = of_head == of_angle or not same_side
            head, at = of_head * strength, of_angle * angle
            pull = r"\alpha_h^2\gamma" if counts else "0"
            signs.equal(
                rf"$\alpha_h {'>' if of_head > 0 else '<'} 0$, $\gamma {'>' if of_angle > 0 else '<'} 0$:"
                rf" $\alpha_h \max(0, \alpha_h\gamma) = {pull}$",
                head * Max(0, head * at),
                at * (of_head * strength) ** strength_power if counts else Integer(0),
            )
    proof.follow(signs)
    proof.note(
        r"For $\gamma > 0$ only attracting heads count and gamma grows; for $\gamma < 0$ only repelling heads count and"
        r" gamma falls: no heads at all let tokens at obtuse angles cluster."
    )
    return proof.derivation("The equation for gamma under any heads, for general n, d and H.")


# -- the exact time --------------------------------------------------------------------------------


def time_from_rest(at: Expr, *, own: int = 1, last_sign: int = -1) -> Expr:
    """(n/(2 kappa)) [ln gamma - (1/n) ln(1-gamma) - ((n-1)/n) ln(1+(n-1) gamma)], up to a constant."""
    logs = log(at) - log(1 - at) / n + last_sign * (n - own) / n * log(1 + (n - 1) * at)
    return n / (2 * coupling()) * logs


def exact_time(*, own: int = 1, last_sign: int = -1) -> Derivation:
    """T' = 1/gammadot for the claimed antiderivative; in s = 1/gamma it has two logarithms."""
    proof = calculus()
    time = time_from_rest(g, own=own, last_sign=last_sign)
    proof.note(
        r"$T' = 1/\dot\gamma$; each logarithm differentiates to a reciprocal, and one denominator clears them all."
    )
    vanishes(
        proof,
        r"$(1-\gamma)(1+(n-1)\gamma) + \frac1n\gamma(1+(n-1)\gamma) - \frac{(n-1)^2}{n}\gamma(1-\gamma) = 1$",
        diff(time, g) * relu_drive(g) - 1,
    )
    s = Symbol("s", positive=True)
    two_logs = ((n - 1) * log(n - 1 + s) + log(s - 1)) / (2 * coupling())
    vanishes(
        proof,
        r"With s = 1/gamma: $2\kappa T = (n-1) \ln\frac{n-1+s_0}{n-1+s_1} + \ln\frac{s_0-1}{s_1-1}$, since"
        r" $\dot s = -s^2\dot\gamma$ and both have one derivative in s",
        diff(time.xreplace({g: 1 / s}), s) + diff(two_logs, s),
    )
    proof.note(r"At $\gamma_1 = \gamma_0$ both are 0. For $0 < \gamma < 1$ the rate is positive, so T is the time.")
    return proof.derivation("The antiderivative of 1/gammadot, for general n.")


# -- late ------------------------------------------------------------------------------------------


def late_rates(*, strength_power: int = 2, exponential: bool = True) -> dict[str, Expr]:
    """The rates at which 1 - gamma decays near gamma = 1, as claimed."""
    return {
        "SA": 2 * a,
        "USA": 2 * a * (exp(beta * a) if exponential else 1),
        "ReLU": 2 * coupling(strength_power),
    }


def late(*, strength_power: int = 2, exponential: bool = True) -> Derivation:
    """Rates of 1 - gamma near 1: SA 2 alpha, USA 2 alpha e^{alpha beta}, ReLU 2 beta alpha^2, and their order."""
    proof = calculus()
    claimed = late_rates(strength_power=strength_power, exponential=exponential)
    _late_slopes(proof, claimed)
    _late_windows(proof, claimed)
    proof.equal(
        r"ReLU - SA $= 2\alpha(\alpha\beta - 1)$: positive exactly for $\alpha\beta > 1$",
        claimed["ReLU"] - claimed["SA"],
        2 * a * (a * beta - 1),
    )
    proof.equal(
        r"USA - ReLU $= 2\alpha(e^u - u)$ with $u = \alpha\beta$; $e^u \ge 1 + u > u$: always positive",
        claimed["USA"] - claimed["ReLU"],
        2 * a * (exp(beta * a) - a * beta),
    )
    return proof.derivation("The three late rates and their order, for general n, alpha > 0 and beta.")


def _late_slopes(proof: Proof, claimed: dict[str, Expr]) -> None:
    """The claimed rates are the slopes of the three equations at gamma = 1."""
    for name, drive in {"SA": softmax_drive, "USA": usa_drive, "ReLU": relu_drive}.items():
        proof.equal(
            rf"{name}: $\dot\gamma = {latex(claimed[name])}\,\delta + O(\delta^2)$ with $\delta = 1 - \gamma$",
            diff(drive(1 - delta), delta).subs(delta, 0),
            claimed[name],
        )


def _late_windows(proof: Proof, claimed: dict[str, Expr]) -> None:
    """Two-sided bounds: how near to gamma = 1 the late rates are seen."""
    u = beta * a
    spread = 1 - (n - 1) * delta / n
    proof.note(r"With $N = n - 1$, $1 + N\gamma = n\,(1 - N\delta/n)$, and $1-\delta \le 1 - N\delta/n \le 1$.")
    proof.equal(
        r"USA: $\dot\gamma/\delta = r\, e^{-u\delta} (1 - N\delta/n)$, $1 - u\delta \le e^{-u\delta} \le 1$",
        expand(usa_drive(1 - delta)),
        expand(claimed["USA"] * delta * exp(-u * delta) * spread),
    )
    vanishes(
        proof,
        r"SA: $\dot\gamma/\delta = r\, \frac{n}{e^{u\delta} + N} (1 - N\delta/n)$, and"
        r" $e^{-u\delta} \le \frac{n}{e^{u\delta}+N} \le 1$ for $1 \le e^{u\delta}$",
        softmax_drive(1 - delta) - claimed["SA"] * delta * n / (exp(u * delta) + n - 1) * spread,
    )
    proof.equal(
        r"ReLU: $\dot\gamma/\delta = r\, (1-\delta)(1 - N\delta/n)$",
        relu_drive(1 - delta),
        claimed["ReLU"] * delta * (1 - delta) * spread,
    )
    proof.note(
        r"So $r\delta\,(1 - (1+u)\delta) \le \dot\gamma \le r\delta$ for SA and USA,"
        r" $r\delta\,(1 - 2\delta) \le \dot\gamma \le r\delta$ for ReLU: r is the late rate."
    )


def late_faster(*, strength_power: int = 2, exponential: bool = True) -> Derivation:
    """ReLU is not the faster one later: against USA for every alpha and beta, against SA for alpha beta <= 1."""
    proof = calculus()
    claimed = late_rates(strength_power=strength_power, exponential=exponential)
    _late_slopes(proof, claimed)
    one_half = {a: Rational(3, 2), beta: Rational(1, 3)}
    rates = {name: rate.subs(one_half) for name, rate in claimed.items()}
    proof.holds(
        f"At alpha = 3/2, beta = 1/3: ReLU {rates['ReLU']} < SA {rates['SA']}", bool(rates["ReLU"] < rates["SA"])
    )
    proof.equal(
        r"USA - ReLU $= 2\alpha(e^u - u)$, $u = \alpha\beta$, and $e^u \ge 1 + u > u$",
        claimed["USA"] - claimed["ReLU"],
        2 * a * (exp(beta * a) - a * beta),
    )
    return proof.derivation("Against USA ReLU is always slower later; at alpha beta = 1/2 also against SA.")
