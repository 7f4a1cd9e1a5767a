"""How long softmax and ReLU attention take from gamma_0 = d^{-1/2} to a fixed gamma_1, in every reading.

One head of strength alpha > 0, n >= 2 equiangular tokens, kappa = beta alpha^2, u = alpha beta, E = e^u. In
s = 1/gamma, so that s_0 = sqrt(d), the nonlinear times share L = ln [(n-1+s_1)(s_0-1) / ((n-1+s_0)(s_1-1))].
An inequality is an identity whose right side is >= 0 by the signs of its symbols, or e^y >= 1 + y.
"""

from __future__ import annotations

from sympy import Expr, Integer, Rational, Symbol, diff, exp, expand, expand_log, latex, log

from symbolic.derivation import Derivation
from symbolic.language import beta, n
from symbolic.proof import Proof
from symbolic.relu import a, calculus, coupling, relu_drive, softmax_drive, usa_drive, vanishes

g = Symbol("gamma", positive=True)
g0, g1 = Symbol("gamma_0", positive=True), Symbol("gamma_1", positive=True)
s0, s1 = Symbol("s_0", positive=True), Symbol("s_1", positive=True)
d, c, start = Symbol("d", positive=True), Symbol("c", positive=True), Symbol("a", positive=True)
u = beta * a
E = exp(u)
N = n - 1
# names for what is positive (or >= 0) in an inequality
gap, below_one, others, more = (
    *(Symbol("gap", positive=True), Symbol("q", positive=True)),
    *(Symbol("N", positive=True), Symbol("m", nonnegative=True)),
)
LINEAR = {"USA": usa_drive, "SA": softmax_drive}


def _same_logs(proof: Proof, step: str, left: Expr, right: Expr) -> None:
    """Both sides expanded into logarithms of symbols, which are then names."""
    difference = expand_log(left - right)
    names = {part: Symbol(f"log{k}") for k, part in enumerate(sorted(difference.atoms(log), key=str))}
    proof.equal(step, expand(difference.xreplace(names)), Integer(0))


def _is_time(proof: Proof, step: str, time: Expr, rate: Expr) -> None:
    """`time` is 0 at gamma_1 = gamma_0, and its derivative in gamma_1 is 1/rate(gamma_1)."""
    vanishes(proof, rf"{step}: $dT/d\gamma_1 = 1/\dot\gamma$", diff(time, g1) * rate.subs(g, g1) - 1)
    proof.equal(rf"{step}: T = 0 at $\gamma_1 = \gamma_0$", time.subs(g1, g0), Integer(0))


def _exceeds(proof: Proof, step: str, larger: Expr, smaller: Expr, by: Expr) -> None:
    """larger >= smaller: the difference is `by`, which is >= 0 by the signs of its symbols."""
    vanishes(proof, step, larger - smaller - by)
    proof.holds(rf"... where ${latex(by)} \ge 0$ by the signs of its letters", bool(by.is_nonnegative))


# -- linearised at gamma = 0 -----------------------------------------------------------------------


def separation(*, half: bool = True, strength_power: int = 2, own: bool = True) -> Derivation:
    """Softmax's drive frozen at gamma = 0 takes O(n); ReLU's linear growth (n/(4 kappa)) ln d + (n/(2 kappa)) ln g1."""
    proof = calculus()
    frozen = {"USA": n * (g1 - g0) / (2 * a), "SA": ((E if own else 1) + N) * (g1 - g0) / (2 * a)}
    for name, drive in LINEAR.items():
        _is_time(proof, rf"{name}, the drive frozen at $\gamma = 0$", frozen[name], drive(Integer(0)))
    proof.equal(r"ReLU: the drive vanishes at $\gamma = 0$", relu_drive(Integer(0)), Integer(0))
    slope = diff(relu_drive(g), g).subs(g, 0)
    grows = n / (2 * coupling(strength_power)) * log(g1 / g0)
    _is_time(proof, r"ReLU, growth at the slope at $\gamma = 0$", expand_log(grows), slope * g)
    _same_logs(
        proof,
        r"With $\gamma_0 = d^{-1/2}$: $T = \frac{n}{4\kappa} \ln d + \frac{n}{2\kappa} \ln\gamma_1$",
        grows.subs(g0, d ** Rational(-1, 2)),
        n / ((4 if half else 2) * coupling()) * log(d) + n / (2 * coupling()) * log(g1),
    )
    proof.note(
        r"$\gamma_1 - \gamma_0 < 1$, so USA takes less than $\frac{n}{2\alpha}$ and SA less than"
        r" $\frac{n - 1 + e^{\alpha\beta}}{2\alpha}$, whatever d: O(n) against $\Theta(n \ln d)$."
    )
    return proof.derivation("Frozen drives take O(n), linear growth n ln d / (4 kappa), for general n, d, alpha, beta.")


def separation_linear(*, strangers: int = 2, exponential: bool = True) -> Derivation:
    """Softmax with its own linear term, gammadot = a (1 + c gamma): T = ln((1 + c g1)/(1 + c g0)) / (a c) = O(ln n)."""
    proof = calculus()
    slopes = {"USA": u, "SA": u * E / (E + N)}
    for name, drive in LINEAR.items():
        relative = n - strangers + (slopes[name] if exponential else 0)
        vanishes(
            proof,
            rf"{name}: $\dot\gamma = a (1 + c\gamma) + O(\gamma^2)$ with $a = {latex(drive(Integer(0)))}$,"
            rf" $c = {latex(relative)}$",
            diff(drive(g), g).subs(g, 0) - relative * drive(Integer(0)),
        )
    time = (log(1 + c * g1) - log(1 + c * g0)) / (start * c)
    _is_time(proof, r"$\dot\gamma = a(1 + c\gamma)$", time, start * (1 + c * g))
    ratio = (1 + c * (g0 + gap)) / (1 + c * g0)
    _exceeds(
        proof,
        r"$1 + c\gamma_1 \ge \frac{1+c\gamma_1}{1+c\gamma_0}$",
        1 + c * (g0 + gap),
        ratio,
        c * g0 * (1 + c * (g0 + gap)) / (1 + c * g0),
    )
    _exceeds(
        proof,
        r"$\frac{\gamma_1}{\gamma_0} \ge \frac{1+c\gamma_1}{1+c\gamma_0}$, with $\gamma_1 = \gamma_0 + gap$",
        (g0 + gap) / g0,
        ratio,
        gap / (g0 * (1 + c * g0)),
    )
    big = 3 + more  # n
    _exceeds(
        proof,
        r"$n = 3 + m$, USA: $\frac{1}{ac} \le \frac{3}{2\alpha}$, since $3c \ge n$",
        3 * (big - strangers + u),
        big,
        2 * more + 3 * u,
    )
    _exceeds(
        proof,
        r"$n = 3 + m$, SA: $\frac{1}{ac} \le \frac{e^u + 2}{2\alpha}$, since $c \ge n - 2$ and"
        r" $(e^u + 2)(n - 2) \ge e^u + n - 1$",
        (E + 2) * (big - strangers),
        E + big - 1,
        more * (E + 1),
    )
    proof.note(
        r"Hence, for $n \ge 3$, T is at most $\frac{3}{2\alpha}$ (USA), $\frac{e^{\alpha\beta}+2}{2\alpha}$ (SA) times"
        r" $\ln\min(1 + (n - 2 + \alpha\beta)\gamma_1,\ \gamma_1\sqrt d)$: O(ln n) and O(ln d), not of order n."
    )
    return proof.derivation(
        "With its own linear term softmax takes O(ln min(n, sqrt d)), for general n, d, alpha, beta."
    )


# -- the full equations ----------------------------------------------------------------------------


def _softmax_log(sign: int = 1) -> Expr:
    """L = ln (n-1+s_1) + ln (s_0-1) - ln (n-1+s_0) - ln (s_1-1)."""
    return log(N + s1) + log(s0 - 1) + sign * (-log(N + s0) - log(s1 - 1))


def _in_gamma(expr: Expr) -> Expr:
    return expr.xreplace({s0: 1 / g0, s1: 1 / g1})


def separation_full(*, strangers: int = 1, sign: int = 1) -> Derivation:
    """The full equations: 2 kappa T_ReLU = L + n ln((n-1+s0)/(n-1+s1)); 2 alpha T = L between explicit factors."""
    proof = calculus()
    shared = _softmax_log(sign)
    extra = n * (log(n - strangers + s0) - log(n - strangers + s1))
    step = r"ReLU: $2\kappa T = L + n \ln\frac{n-1+s_0}{n-1+s_1}$"
    vanishes(
        proof,
        rf"{step}: $dT/d\gamma_1 = 1/\dot\gamma$",
        diff(_in_gamma(shared + extra), g1) * relu_drive(g1) / (2 * coupling()) - 1,
    )
    _same_logs(proof, rf"{step}: T = 0 at $\gamma_1 = \gamma_0$", (shared + extra).subs(s1, s0), Integer(0))
    slope = diff(_in_gamma(shared), g1)
    vanishes(
        proof, r"USA: $2\alpha / \dot\gamma = e^{-u\gamma} L'(\gamma)$", slope - 2 * a / usa_drive(g1) * exp(u * g1)
    )
    vanishes(
        proof,
        r"SA: $2\alpha / \dot\gamma = \frac{e^{u(1-\gamma)} + n - 1}{n} L'(\gamma)$",
        slope * (exp(u * (1 - g1)) + N) / n - 2 * a / softmax_drive(g1),
    )
    proof.note(
        r"$e^{-u\gamma_1} \le e^{-u\gamma} \le 1$ and $n \le e^{u(1-\gamma)} + n - 1 \le e^u + n - 1$ on the way;"
        r" $L' > 0$. So $e^{-u\gamma_1} L \le 2\alpha T_{USA} \le L \le 2\alpha T_{SA} \le \frac{e^u + n - 1}{n} L$."
    )
    _logarithms(proof)
    _in_powers_of_n(proof)
    return proof.derivation(
        "The full times in closed form (ReLU) and between explicit bounds (USA, SA), for general n, d."
    )


def _logarithms(proof: Proof) -> None:
    """Both logarithms between bounds that show their orders; n = 1 + N, s_1 = 1 + q, s_0 = s_1 + gap."""
    low, high = 1 + below_one, 1 + below_one + gap
    proof.note(r"From here $n = 1 + N$, $s_1 = 1 + q$, $s_0 = s_1 + gap$, all letters positive.")
    _exceeds(
        proof,
        r"$\frac{s_0-1}{s_1-1} \ge e^L$: L is at most $\ln\frac{s_0-1}{s_1-1}$, whatever n",
        (high - 1) / (low - 1),
        (others + low) * (high - 1) / ((others + high) * (low - 1)),
        (gap + below_one) * gap / (below_one * (others + high)),
    )
    _exceeds(
        proof,
        r"$\frac{n-1+s_1}{s_1-1} \ge e^L$: L is at most $\ln\frac{n-1+s_1}{s_1-1}$, whatever d",
        (others + low) / (low - 1),
        (others + low) * (high - 1) / ((others + high) * (low - 1)),
        (others + low) * (others + 1) / (below_one * (others + high)),
    )
    proof.note(r"$\frac{y}{1+y} \le \ln(1+y) \le y$, which is $e^z \ge 1 + z$ at z = ln(1+y) and at its negative:")
    _exceeds(
        proof,
        r"$n\ln\frac{n-1+s_0}{n-1+s_1} \le n\,\frac{s_0-s_1}{n-1+s_1} \le s_0 - s_1$, whatever n",
        gap,
        (1 + others) * gap / (others + low),
        below_one * gap / (others + low),
    )
    _exceeds(
        proof,
        r"$n\ln\frac{n-1+s_0}{n-1+s_1} \ge n\,\frac{s_0-s_1}{n-1+s_0} \ge \frac12 (s_0-s_1)$ where $n = s_0 + m$",
        (high + more) * gap / (2 * high + more - 1),
        gap / 2,
        (1 + more) * gap / (2 * (1 + 2 * (gap + below_one) + more)),
    )


def _in_powers_of_n(proof: Proof) -> None:
    """ReLU's second logarithm between bounds that show its order where sqrt(d) is a power of n."""
    low, high = 1 + below_one, 1 + below_one + gap
    _exceeds(
        proof,
        r"$\frac{n-1+s_0}{n-1+s_1} \le 1 + \frac{s_0}{n}$",
        1 + high / (1 + others),
        (others + high) / (others + low),
        (below_one * high + low * (1 + others)) / ((1 + others) * (others + low)),
    )
    _exceeds(
        proof,
        r"$\frac{n-1+s_0}{n-1+s_1} \ge \frac{s_0}{n-1+s_1}$",
        (others + high) / (others + low),
        high / (others + low),
        others / (others + low),
    )
    proof.note(
        r"So $n\ln\frac{s_0}{n-1+s_1} \le 2\kappa T - L \le n\ln(1 + s_0/n)$: at $s_0 = \sqrt d = n^p$ this is about"
        r" $(p-1)\, n \ln n$ for $p > 1$, of order $n \ln d = 2p\, n \ln n$, and at most $n \ln 2$ for $p \le 1$."
    )


def separation_nonlinear(*, relu_factor: bool = True, softmax_factor: bool = True) -> Derivation:
    """Bounds without n, so that neither order is kept, also at d = n: ReLU's [ln((s0-1)/(s1-1)) + s0-s1]/(2 kappa)."""
    proof = calculus()
    shared = _softmax_log()
    extra = n * (log(N + s0) - log(N + s1))
    relu = relu_drive(g1) if relu_factor else 2 * coupling() * g1 / n
    vanishes(
        proof,
        r"ReLU: $2\kappa T = L + n \ln\frac{n-1+s_0}{n-1+s_1}$",
        diff(_in_gamma(shared + extra), g1) * relu / (2 * coupling()) - 1,
    )
    for name, drive, factor in (
        ("USA", usa_drive, exp(-u * g1)),
        ("SA", softmax_drive, (exp(u * (1 - g1)) + N) / n),
    ):
        rate = drive(g1) if softmax_factor else drive(Integer(0))
        vanishes(
            proof,
            rf"{name}: $2\alpha T = \int {latex(factor)}\, dL$, and the factor is at most $e^u$",
            diff(_in_gamma(shared), g1) * factor - 2 * a / rate,
        )
    _logarithms(proof)
    proof.note(
        r"So at fixed d the times stay below $\frac{1}{2\kappa}[\ln\frac{\sqrt d-1}{s_1-1} + \sqrt d - s_1]$ (ReLU) and"
        r" $\frac{e^{\alpha\beta}}{2\alpha} \ln\frac{\sqrt d-1}{s_1-1}$ (softmax) for every n, while n and n ln d grow"
        r" without bound: neither is of that order."
    )
    proof.note(
        r"n tokens at one acute angle are linearly independent: as a dimension $d \ge n$. At d = n the bounds are of"
        r" order $\sqrt n$ (ReLU) and $\ln n$ (softmax), still below n and $n \ln n$."
    )
    return proof.derivation(
        "Both times have bounds without n, of order sqrt d and ln d: even at d = n, the least dimension, they are not"
        " of the orders n ln d and n."
    )


# -- who is faster ---------------------------------------------------------------------------------


def crossover(*, power: int = 1, strength_power: int = 2) -> Derivation:
    """USA is at least e times as fast as ReLU at every angle; SA is overtaken once, exactly if alpha beta > 1."""
    proof = calculus()
    relu = relu_drive(g, strength_power=strength_power)
    common = 2 * a * (1 - g) * (1 + N * g) / n
    euler = exp(Integer(power))
    # e^power is a number to the normal form: named, since it is no rational
    named = Symbol("e", positive=True)
    proof.equal(
        r"USA $- e\,\cdot$ ReLU $= \frac{2\alpha}{n}(1-\gamma)(1+(n-1)\gamma)\,(e^y - e y)$, $y = u\gamma$",
        usa_drive(g) - named * relu,
        expand(common * (exp(u * g) - named * u * g)),
    )
    proof.holds(r"$e^y \ge e\,y$: $e^{y-1} \ge 1 + (y-1)$; equality at $y = 1$ alone", bool(euler <= exp(1)))
    _softmax_sign(proof, relu, common)
    return proof.derivation("ReLU never beats USA; it beats SA exactly beyond one angle, if alpha beta > 1.")


def _softmax_sign(proof: Proof, relu: Expr, common: Expr) -> None:
    """The sign of ReLU - SA is that of h(gamma) = u gamma (e^{u(1-gamma)} + n - 1) - n."""
    h = u * g * (exp(u * (1 - g)) + N) - n
    vanishes(
        proof,
        r"(ReLU - SA) $(e^{u(1-\gamma)} + n - 1)$ is a positive multiple of"
        r" $h(\gamma) = u\gamma\,(e^{u(1-\gamma)} + n - 1) - n$",
        (relu - softmax_drive(g)) * (exp(u * (1 - g)) + N) - common * h,
    )
    left = Symbol("r", nonnegative=True)  # 1 - u
    apart = Symbol("p", positive=True)
    angle = 1 / (1 + apart)
    proof.note(
        r"$u \le 1$: $\gamma e^{u(1-\gamma)} \le \gamma e^{1-\gamma} \le 1$, again by $e^{\gamma-1} \ge \gamma$."
    )
    _exceeds(
        proof,
        r"So $h \le u + u(n-1)\gamma - n < 0$ for $\gamma < 1$ (with $u = 1 - r$, $n = 1 + N$, $\gamma = 1/(1+p)$):"
        r" SA is faster at every angle",
        1 + others,
        (1 - left) * (1 + others * angle),
        left * (1 + others * angle) + others * apart * angle,
    )
    proof.equal(r"h(0) = -n", h.subs(g, 0), -n)
    slope = u * exp(u * (1 - g)) * (1 - u * g) + u * N
    proof.equal(
        r"$h' = u e^{u(1-\gamma)}(1 - u\gamma) + u(n-1)$: h rises on $[0, 1/u]$", expand(diff(h, g)), expand(slope)
    )
    rest = Symbol("rest", nonnegative=True)  # u gamma - 1
    factor = Symbol("w", positive=True)  # e^{u(1-gamma)} - 1
    _exceeds(
        proof,
        r"$u\gamma = 1 + rest$, $e^{u(1-\gamma)} = 1 + w$: $h \ge w > 0$ on $[1/u, 1)$",
        (1 + rest) * (factor + n) - n,
        factor,
        rest * (factor + n),
    )
    proof.note(
        r"So for $u > 1$ one $\gamma_c \in (0, 1/u)$ separates: SA faster below it, ReLU beyond it. The difference"
        r" $T_{ReLU} - T_{SA}$ of the times from $\gamma_0$ to a $\gamma_1 > \gamma_c$ is negative at $\gamma_0 ="
        r" \gamma_c$, and grows as $\gamma_0$ falls from there to 0, to $\infty$ (linear growth against a positive"
        r" drive): it has one zero, one $d = \gamma_0^{-2}$."
    )
