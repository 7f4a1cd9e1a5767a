"""Trajectories along which the entropy of every token falls for all time, in closed form.

Three tokens on the circle, x = (c, s), y = (c, -s), z = (-1, 0), with H = 1, M = V = I; and tokens on both
sides of a hyperplane with a score matrix of rank one. Un-normalised attention and softmax differ by a
positive factor of each velocity, `share`: 1/n or 1/Z_i. Signs rest on e^u >= 1 + u and on exp increasing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sympy import Expr, Integer, Matrix, Rational, Symbol, exp, latex, sstr

from symbolic.derivation import Derivation
from symbolic.explicit import dot
from symbolic.language import beta
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof

c, s = Symbol("c", positive=True), Symbol("s", positive=True)
share, far_share = Symbol("share", positive=True), Symbol("share_z", positive=True)


def minus_covariance(scores: list[Expr], rates: list[Expr], sign: int, times: Expr | int = 1) -> Expr:
    """-Z^2 Cov(s, r) of one row, each entry there `times` times: -(Z sum e^s s r - sum e^s s sum e^s r)."""
    weights = [times * exp(score) for score in scores]
    mean_score, mean_rate = (sum(p * v for p, v in zip(weights, values, strict=True)) for values in (scores, rates))
    together = sum(p * a * b for p, a, b in zip(weights, scores, rates, strict=True))
    return sign * (sum(weights) * together - mean_score * mean_rate)


@dataclass(frozen=True)
class Mirror:
    """Three tokens on the circle in mirror image, H = 1, M = V = I; time=-1 runs the flow backwards."""

    time: int = 1

    tokens = (Matrix([c, s]), Matrix([c, -s]), Matrix([-1, 0]))
    gram = ((1, 2 * c**2 - 1, -c), (2 * c**2 - 1, 1, -c), (-c, -c, 1))
    near, far = exp(beta * (2 * c**2 - 1)), exp(-beta * c)  # the kernels of (x, y) and of (x, z)

    @property
    def pull(self) -> Expr:
        """U = 2 c e^{beta (2c^2 - 1)} - e^{-beta c}."""
        return 2 * c * self.near - self.far

    @cached_property
    def velocities(self) -> list[Matrix]:
        """share_i P_{x_i} sum_j e^{beta <x_i, x_j>} x_j."""
        moved = []
        for i, token in enumerate(self.tokens):
            drive = sum((exp(beta * g) * other for g, other in zip(self.gram[i], self.tokens, strict=True)), 0 * token)
            factor = far_share if i == 2 else share
            moved.append((self.time * factor * (drive - dot(token, drive) * token)).expand())
        return moved

    def rate(self, i: int, j: int) -> Expr:
        """d<x_i, x_j>/dt."""
        return dot(self.velocities[i], self.tokens[j]) + dot(self.tokens[i], self.velocities[j])

    def production(self, i: int, sign: int) -> Expr:
        """Z_i^2 dS_i/dt."""
        return minus_covariance([beta * g for g in self.gram[i]], [beta * self.rate(i, j) for j in range(3)], sign)


def _mirror(proof: Proof, model: Mirror) -> None:
    """The motion of the three tokens and the energy."""
    x, y, z = model.tokens
    proof.note("x = (c, s), y = (c, -s), z = (-1, 0) with 0 < c < 1; H = 1, M = V = I, n = 3, d = 2.")
    proof.note(
        r"A velocity is share$_i P_{x_i} \sum_j e^{\beta<x_i, x_j>} x_j$: share = 1/3 (USA), 1/Z$_i$ (softmax),"
        " alike for x and y."
    )
    named = {"x": x, "y": y, "z": z}
    for left_name, right_name, value in (("x", "y", 2 * c**2 - 1), ("x", "z", -c), ("y", "z", -c), ("x", "x", 1)):
        left, right = named[left_name], named[right_name]
        proof.equal(rf"$<{left_name}, {right_name}> = {latex(value)}$", dot(left, right), value)
    moved = model.velocities
    for k in range(2):
        proof.equal(rf"$\dot z_{k + 1} = 0$", moved[2][k], Integer(0))
        proof.equal(rf"$\dot x_{k + 1} = {'-' * k}\dot y_{k + 1}$", moved[0][k], (-1) ** k * moved[1][k])
    grows = share * (1 - c**2) * model.pull
    proof.equal(r"$\dot c = s^2$ share U, $U = 2c e^{\beta(2c^2-1)} - e^{-\beta c}$", moved[0][0], grows)
    proof.equal(r"$d<x,z>/dt = -s^2$ share U: away from z", model.rate(0, 2), -grows)
    proof.equal(r"$d<x,y>/dt = 4 c s^2$ share U: x and y towards each other", model.rate(0, 1), 4 * c * grows)
    rate = sum(exp(beta * model.gram[i][j]) * model.rate(i, j) for i in range(3) for j in range(3)) / 18
    proof.equal(r"$dE/dt = \frac29 s^2$ share $U^2$", rate, Rational(2, 9) * share * (1 - c**2) * model.pull**2)


def _pulled(proof: Proof, model: Mirror) -> None:
    """U > 0 where c > 1/2."""
    apart, half, ahead = (Symbol(name, positive=True) for name in ("A-B", "2c-1", "c+1"))
    proof.positive(
        r"$\beta(2c^2-1) + \beta c = \beta(2c-1)(c+1) > 0$ for c > 1/2: $A = e^{\beta(2c^2-1)} > B = e^{-\beta c}$",
        beta * (2 * c**2 - 1) + beta * c,
        beta * half * ahead,
        {half: 2 * c - 1, ahead: c + 1},
    )
    proof.positive(
        "U = 2c (A - B) + (2c - 1) B > 0: c increases towards 1 for ever, and E increases",
        model.pull,
        2 * c * apart + half * model.far,
        {apart: model.near - model.far, half: 2 * c - 1},
    )


def _bracket(model: Mirror) -> Expr:
    """G e^beta with dS_x/dt = -beta^2 s^2 share U G e^beta / Z_x^2, the part whose sign needs an argument."""
    a = 2 * c**2 - 1
    attraction = 8 * c * (1 - c**2) * exp(beta) * model.near
    return (1 + c) * exp(beta) * model.far + (a + c) * (1 + 4 * c) * model.near * model.far - attraction


def _rows(proof: Proof, model: Mirror, sign: int) -> None:
    common = beta**2 * share * (1 - c**2) * model.pull
    proof.equal(
        r"$Z_z^2\, dS_z/dt = -2\beta^2 s^2$ share U $(1+c) e^{\beta} B$: negative",
        model.production(2, sign),
        -2 * common * (1 + c) * exp(beta) * model.far,
    )
    for i, name in enumerate("xy"):
        proof.equal(
            rf"$Z_{name}^2\, dS_{name}/dt = -\beta^2 s^2$ share U G, $G = (1+c) e^\beta B + (2c-1)(c+1)(1+4c) A B"
            r" - 8c(1-c^2) e^\beta A$",
            model.production(i, sign),
            -common * _bracket(model),
        )


def monotone(*, sign: int = -1, time: int = 1) -> Derivation:
    """USA and softmax, H = 1, M = I, beta = 1: from c = 12/13 on every dS_i/dt < 0 and dE/dt > 0, for all t >= 0."""
    model = Mirror(time)
    proof = Proof(Polynomials("one trajectory: n=3, d=2, H=1, beta=1", {s: 1 - c**2}))
    _mirror(proof, model)
    _pulled(proof, model)
    _rows(proof, model, sign)
    kept = (1 + c) + (2 * c - 1) * (c + 1) * (1 + 4 * c) * exp(2 * beta * c**2 - 2 * beta)
    last = 8 * c * (1 - c**2) * exp(beta * (2 * c**2 - 1) + beta * c)
    proof.equal(
        r"$G / (e^\beta B) = (1+c) + (2c-1)(c+1)(1+4c) e^{-2\beta(1-c^2)} - 8c(1-c^2) e^{\beta(2c^2+c-1)}$",
        _bracket(model),
        exp(beta) * model.far * (kept - last),
    )
    start = {c: Rational(12, 13), beta: Rational(1)}
    least = ((1 + c) + (2 * c - 1) * (c + 1) * (1 + 4 * c) * (1 - 2 * beta * (1 - c**2))).subs(start)
    power = (beta * (2 * c**2 + c - 1)).subs(start)
    most = (8 * c * (1 - c**2)).subs(start) / (1 - power / 8) ** 8
    proof.holds(
        r"At c = 12/13, beta = 1: $e^{-v} \ge 1 - v$ bounds the first two terms below, and"
        rf" $e^u \le (1 - u/8)^{{-8}}$, u = {power}, the last above: G > 0",
        bool(least > most > 0 and power < 8),
    )
    proof.equal(
        r"$\frac{d}{dc} \ln$ of the last term is $\frac1c - \frac{2c}{1-c^2} + \beta(4c+1)$ (times c (1 - c^2))",
        last.diff(c) * c * (1 - c**2),
        last * (1 - c**2 - 2 * c**2 + beta * (4 * c + 1) * c * (1 - c**2)),
    )
    low = start[c]
    proof.holds(
        "For 12/13 <= c < 1 that is at most 13/12 + 5 - 312/25 < 0: the last term falls while c grows; the others rise",
        bool(1 / low + 5 < 2 * low / (1 - low**2)),
    )
    proof.note(
        "So G > 0 for all t >= 0: every dS_i/dt < 0 and dE/dt > 0, for ever. At c = 12/13 the state is rational."
    )
    proof.note(
        "n = 3, d = 2 are the smallest sizes for M = I: one token has S = 0; two tokens are equiangular, with"
        " $\\dot\\gamma \\ge 0$, so their entropy never falls; on S^0 (d = 1) no token moves."
    )
    return proof.derivation("An exact start of H = 1, M = I from which every entropy falls for ever while E grows.")


def forever(*, sign: int = -1, time: int = 1) -> Derivation:
    """H = 1, M = I, every beta > 0: from 0 < 1 - c <= e^{-2 beta}/8 on every dS_i/dt < 0, for all t >= 0."""
    model = Mirror(time)
    proof = Proof(Polynomials("a family: n=3, d=2, H=1, general beta", {s: 1 - c**2}))
    _mirror(proof, model)
    proof.note(r"Let $0 < 1 - c \le e^{-2\beta}/8$; then c > 7/8.")
    _pulled(proof, model)
    _rows(proof, model, sign)
    left, wide = Symbol("1-c", positive=True), Symbol("2c+3", positive=True)
    proof.positive(
        r"$2\beta - \beta(2c^2-1) - \beta c = \beta(1-c)(2c+3) > 0$: $B > e^{-2\beta} A$",
        2 * beta - beta * (2 * c**2 - 1) - beta * c,
        beta * left * wide,
        {left: 1 - c, wide: 2 * c + 3},
    )
    above, room, half = (
        Symbol("B-e^(-2beta)A", positive=True),
        Symbol("e^(-2beta)-8(1-c)", nonnegative=True),
        Symbol("2c-1", positive=True),
    )
    proof.positive(
        r"$G = (1+c) e^\beta [(B - e^{-2\beta}A) + A (e^{-2\beta} - 8(1-c)) + 8(1-c)^2 A] + (2c-1)(c+1)(1+4c) AB > 0$",
        _bracket(model),
        (1 + c) * exp(beta) * (above + model.near * (room + 8 * left**2))
        + half * (c + 1) * (1 + 4 * c) * model.near * model.far,
        {
            above: model.far - exp(-2 * beta) * model.near,
            room: exp(-2 * beta) - 8 * (1 - c),
            left: 1 - c,
            half: 2 * c - 1,
        },
    )
    proof.note("c only grows, so the condition persists: every dS_i/dt < 0 and dE/dt > 0 for all t >= 0.")
    return proof.derivation("For every beta there are starts of H = 1, M = I from which every entropy falls for ever.")


# -- a score matrix of rank one: M = V = a u u^T -------------------------------------------------

a = Symbol("a", real=True, nonzero=True)
k, m, mu, nu = (Symbol(name, positive=True) for name in ("k", "m", "mu", "nu"))


@dataclass(frozen=True)
class RankOne:
    """Tokens whose products with u are `places`, each there `times` times; only these enter.

    xdot_i = share_i P_{x_i} sum_j e^{beta a m_i m_j} a m_j u, and <u, P_x u> = 1 - m^2.
    """

    places: tuple[Expr, ...]
    shares: tuple[Expr, ...]
    times: Expr | int = 1

    def score(self, i: int, j: int) -> Expr:
        """beta a m_i m_j."""
        return beta * a * self.places[i] * self.places[j]

    def move(self, i: int) -> Expr:
        """dm_i/dt."""
        here = range(len(self.places))
        pull = sum(self.times * exp(self.score(i, j)) * a * self.places[j] for j in here)
        return self.shares[i] * (1 - self.places[i] ** 2) * pull

    def rate(self, i: int, j: int) -> Expr:
        """d(beta a m_i m_j)/dt."""
        return beta * a * (self.move(i) * self.places[j] + self.places[i] * self.move(j))

    def production(self, i: int, sign: int) -> Expr:
        """Z_i^2 dS_i/dt."""
        here = range(len(self.places))
        scores, rates = [self.score(i, j) for j in here], [self.rate(i, j) for j in here]
        return minus_covariance(scores, rates, sign, self.times)


def rank_one(*, sign: int = -1, strength_power: int = 2) -> Derivation:
    """M = V = a u u^T: on both sides of the hyperplane u = 0 the entropy falls for all time, USA and softmax."""
    proof = Proof(Polynomials("families: n = 2k tokens in mirror image, and two tokens; any d >= 2, a, beta; H=1"))
    proof.note(r"$M = V = a u u^T$, |u| = 1, $m_i = <x_i, u>$: $s_{ij} = \beta a m_i m_j$, and only the $m_i$ matter.")
    proof.note(r"$\dot m_i =$ share$_i (1 - m_i^2) \sum_j e^{s_{ij}} a m_j$, for $<u, P_x u> = 1 - m^2$.")
    _balanced(proof, sign, strength_power)
    _two(proof, sign)
    return proof.derivation("With a score matrix of rank one entropies fall for ever, also on an open set of starts.")


def _balanced(proof: Proof, sign: int, strength_power: int) -> None:
    """k tokens at m, k at -m."""
    proof.note("First: k tokens with m_i = m, k with m_i = -m, 0 < m < 1, n = 2k, any a != 0.")
    model = RankOne((m, -m), (share, share), k)
    up, down = exp(beta * a * m**2), exp(-beta * a * m**2)
    proof.equal("The mirror image persists", model.move(1), -model.move(0))
    square_rate = 2 * m * model.move(0)
    pull, rest = Symbol("a(e^g-e^-g)", positive=True), Symbol("1-m^2", positive=True)
    known = {pull: a * (up - down), rest: 1 - m**2}
    proof.positive(
        r"$q = m^2$ grows: $\dot q = 2q(1-q)$ share k $a(e^g - e^{-g}) > 0$, $g = \beta a q$, which has the sign of a",
        square_rate,
        2 * m**2 * rest * share * k * pull,
        known,
    )
    proof.equal(
        r"$dS_i/dt = -4a^2\beta^2 p(1-p)\, q \dot q$, $p = 1/(1+e^{-2\beta a q})$, $Z = k(e^g + e^{-g})$ (times $Z^2$)",
        model.production(0, sign),
        -4 * a**strength_power * beta**2 * k**2 * m**2 * square_rate,
    )
    energy = sum(exp(model.score(i, j)) * model.rate(i, j) * k**2 for i in range(2) for j in range(2))
    proof.positive(
        r"$2\beta n^2\, dE/dt = 2k^2\beta\, a(e^g - e^{-g})\, \dot q > 0$",
        energy,
        2 * k**2 * beta * pull * 2 * m**2 * rest * share * k * pull,
        known,
    )
    proof.note(
        r"So $q \to 1$ and $S_i = \ln k - p \ln p - (1-p)\ln(1-p)$ falls for ever, to its value at"
        r" $p = 1/(1+e^{-2\beta a})$."
    )


def _two(proof: Proof, sign: int) -> None:
    """Two tokens at mu and -nu."""
    proof.note(
        r"Second: a > 0, two tokens with $m_1 = \mu$, $m_2 = -\nu$, $0 < \mu, \nu < 1$, $\mu e^{\beta a\mu^2} > 1$"
        r" and $\nu e^{\beta a\nu^2} > 1$: an open set, never empty."
    )
    model = RankOne((mu, -nu), (share, far_share))
    for i, (near, other, factor) in enumerate(((mu, nu, share), (nu, mu, far_share))):
        lead, held = Symbol("own pull - 1", positive=True), Symbol("1-e^(-beta a mu nu)", positive=True)
        rest, ahead, strength = (
            Symbol("1-m^2", positive=True),
            Symbol("1-|m_j|", positive=True),
            Symbol("a", positive=True),
        )
        opposed = exp(-beta * a * mu * nu)
        proof.positive(
            rf"$|m_{i + 1}|$ grows: its own pull exceeds 1, the other's is $e^{{-\beta a\mu\nu}}|m_j| < 1$",
            (-1) ** i * model.move(i),
            factor * rest * strength * (lead + held + opposed * ahead),
            {
                rest: 1 - near**2,
                strength: a,
                lead: near * exp(beta * a * near**2) - 1,
                held: 1 - opposed,
                ahead: 1 - other,
            },
        )
        grown = [(-1) ** j * model.move(j) for j in range(2)]
        spread = 2 * near * grown[i] + other * grown[i] + near * grown[1 - i]
        proof.equal(
            rf"$Z_{i + 1}^2\, dS_{i + 1}/dt = -a^2\beta^2 e^{{\beta a(m^2 - \mu\nu)}} m(\mu+\nu)"
            r" \frac{d}{dt}[m(\mu+\nu)] < 0$, m = " + sstr(near),
            model.production(i, sign),
            -(a**2) * beta**2 * exp(beta * a * near**2 - beta * a * mu * nu) * near * (mu + nu) * spread,
        )
    proof.note(r"$m e^{\beta a m^2}$ grows with m, so the set is never left: both entropies fall for all t >= 0.")
