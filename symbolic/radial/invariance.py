"""Radial Dominance at t = 0 does not persist along the flow: a proof for a whole family, no integration."""

from __future__ import annotations

from sympy import Expr, Rational, Symbol, exp, log, sstr

from symbolic.derivation import Derivation
from symbolic.explicit import Coordinates, crossed_heads, dot, exceeds
from symbolic.language import beta
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof

a, b = Symbol("a", positive=True), Symbol("b", positive=True)
r_0, s = Symbol("r_0", positive=True), Symbol("s", positive=True)
HIGHEST = b * exp(beta * b / 2)  # of phi_2, where q <= 1/2
LIMIT = (a - b) / (2 * HIGHEST)  # of r = y/(1-y): below it phi_2 < m
DECAY = 2 * b  # r falls at this rate at least
T = log(r_0 * 2 * b * exp(beta * b / 2) / (a - b)) / (2 * b)


def dominance_not_invariant(*, rate_sign: int = 1, heads: int = 2, after: Expr = T) -> Derivation:
    """Variant (A) holds for both heads at t = 0, yet dE_2/dt < 0 for all t >= 0 with t > T: no variant persists.

    n = 1, d = 3, M_1 = diag(a, 0, 0), M_2 = diag(0, b, 0), a > b > 0; p, q, y are the squared coordinates,
    p >= q > 0, y > 0 at t = 0. after : T, in terms of a, b, beta and r_0 = y/(1-y) at t = 0.
    """
    model = crossed_heads(a, b, 3, heads)
    x1, x2, x3 = model.tokens[0]
    p, q, y = x1**2, x2**2, x3**2
    e_1, e_2 = exp(beta * a * p), exp(beta * b * q)
    phi = (a * e_1, b * e_2)
    m = phi[0] * p + phi[1] * q
    proof = Proof(Polynomials("a family: n=1, d=3, H=2, general a > b > 0, beta", model.unit()))
    proof.note(
        r"One token with $p = x_1^2 \ge q = x_2^2 > 0$, $y = x_3^2 > 0$; $\phi_1 = a e^{\beta a p}$,"
        r" $\phi_2 = b e^{\beta b q}$, $m = \phi_1 p + \phi_2 q$."
    )
    _motion(proof, model, phi, m, rate_sign)
    proof.note(r"Each coordinate keeps its sign, so q > 0 for ever.")
    proof.equal(
        r"While $p \ge q$: $\phi_1 - \phi_2 = (a - b) e^{\beta a p} + b (e^{\beta a p} - e^{\beta b q}) \ge a - b > 0$",
        phi[0] - phi[1],
        (a - b) * e_1 + b * (e_1 - e_2),
    )
    p_dot, q_dot, y_dot = (2 * place * speed for place, speed in zip(model.tokens[0], model.velocities[0], strict=True))
    proof.equal(
        r"$(\log p/q)' = 2(\phi_1 - \phi_2) > 0$: $p \ge q$ persists",
        p_dot * q - p * q_dot,
        2 * p * q * (phi[0] - phi[1]),
    )
    slack = (a - b) * p + a * (e_1 - 1) * p + b * (e_2 - 1) * q
    proof.equal(
        r"$m - b(1-y) = (a-b) p + a(e^{\beta a p} - 1) p + b (e^{\beta b q} - 1) q \ge 0$", m - b * (1 - y), slack
    )
    proof.equal(
        r"$y' = -2b y(1-y) - 2y (m - b(1-y))$, so $r = y/(1-y)$ has $r' \le -2 b r$ and $r \le r_0 e^{-2bt}$",
        y_dot,
        -DECAY * y * (1 - y) - 2 * y * slack,
    )
    _falls(proof, (p, q, y), phi, m)
    _time(proof, y, after)
    proof.note("With one token dE_2/dt is the margin of (C), so (C) fails then, and (A), (E), (B), which imply it.")
    proof.note(
        r"(A) for head 1 is $\tau_1^2 \ge |\rho_1||f^2|$, that is $\phi_1 (1-p) \ge \phi_2 |x_2|$; for head 2 it is"
        r" $\phi_2 (1-q) \ge \phi_1 |x_1|$."
    )
    proof.note(r"At $x_3 = 1$ they read a > 0 and b > 0: (A) holds strictly nearby, for every a > b > 0. For instance:")
    state = {
        x1: Rational(10, 51),
        x2: Rational(10, 51),
        x3: Rational(49, 51),
        a: Rational(2),
        b: Rational(1),
        beta: Rational(1),
    }
    _start(proof, model, state)
    return proof.derivation(
        "From an exact state with (A) for both heads, dE_2/dt < 0 for all t >= 0 with t > T.",
        state={sstr(name): str(value) for name, value in state.items()},
        T=sstr(after.subs(r_0, y / (1 - y)).subs(state)),
    )


def _falls(proof: Proof, squares: tuple[Expr, Expr, Expr], phi: tuple[Expr, Expr], m: Expr) -> None:
    """phi_2 < m, that is dE_2/dt < 0, wherever p >= q > 0, y > 0 and r < LIMIT."""
    p, q, y = squares
    lead, first, third = (Symbol(name, positive=True) for name in ("a-b", "p", "y"))
    ahead, grown, apart, below = (Symbol(name, nonnegative=True) for name in ("p-q", "e1-1", "e1-e2", "B-phi2"))
    room = Symbol("L(1-y)-y", positive=True)
    e_1, e_2 = phi[0] / a, phi[1] / b
    known = {lead: a - b, first: p, third: y, ahead: p - q}
    proof.positive(
        r"$\beta a p - \beta b q = \beta ((a-b) p + b (p-q)) > 0$: $e^{\beta a p} > e^{\beta b q}$ (and both are > 1)",
        beta * (a * p - b * q),
        beta * (lead * first + b * ahead),
        known,
    )
    proof.positive(
        r"$1/2 - q = (p - q + y)/2 > 0$: $\phi_2 < B = b e^{\beta b/2}$", Rational(1, 2) - q, (ahead + third) / 2, known
    )
    proof.positive(
        r"$m - \phi_2 = [(a-b)(e^{\beta a p} - 1) + b (e^{\beta a p} - e^{\beta b q})] p + (a-b)(p-q)/2"
        r" + (B - \phi_2) y + B (L (1-y) - y) > 0$ where $L = (a-b)/(2B)$ and $r < L$, that is $y < L (1-y)$:"
        r" there $dE_2/dt < 0$",
        m - phi[1],
        (lead * grown + b * apart) * first + lead * ahead / 2 + below * third + HIGHEST * room,
        {**known, grown: e_1 - 1, apart: e_1 - e_2, below: HIGHEST - phi[1], room: LIMIT * (1 - y) - y},
    )


def _time(proof: Proof, y: Expr, after: Expr) -> None:
    """r < LIMIT from T on: r_0 e^{-2bT} = LIMIT."""
    proof.equal(
        r"$T = \frac{1}{2b} \ln\frac{2b e^{\beta b/2} r_0}{a-b}$: $r_0 e^{-2bT} = (a-b)/(2b e^{\beta b/2}) = L$",
        r_0 * exp(-DECAY * after),
        LIMIT,
    )
    lead, rest = Symbol("a-b", positive=True), Symbol("1-y", positive=True)
    held, gone = Symbol("r_0 e^(-2bt)(1-y) - y", nonnegative=True), Symbol("1 - e^(-2bs)", positive=True)
    bound = r_0 * exp((-DECAY * (after + s)).expand())
    proof.positive(
        r"At $t = T + s \ge 0$, s > 0: $L(1-y) - y = [r_0 e^{-2bt} (1-y) - y] + L (1 - e^{-2bs})(1-y) > 0$,"
        r" that is $r < L$",
        LIMIT * (1 - y) - y,
        held + lead / (2 * HIGHEST) * gone * rest,
        {lead: a - b, rest: 1 - y, held: bound * (1 - y) - y, gone: 1 - exp(-DECAY * s)},
    )


def _motion(proof: Proof, model: Coordinates, phi: tuple[Expr, Expr], m: Expr, rate_sign: int) -> None:
    """The velocity, the rates and the margins of one token under two crossed heads."""
    growth = (phi[0] - m, phi[1] - m, -m)
    for k, (place, speed) in enumerate(zip(model.tokens[0], model.velocities[0], strict=True)):
        rate = rf"\phi_{k + 1} - m" if k < 2 else "-m"
        proof.equal(rf"$\dot x_{k + 1} = ({rate}) x_{k + 1}$", speed, growth[k] * place)
    for h in model.heads:
        place, name = model.tokens[0][h], h + 1
        output, other = model.output(h, 0), model.output(1 - h, 0)
        tangential = model.project(0, output)
        tau_square = dot(tangential, tangential)
        proof.equal(
            rf"$dE_{name}/dt = \phi_{name} x_{name}^2 (\phi_{name} - m)$",
            model.rate(h),
            rate_sign * phi[h] * place**2 * growth[h],
        )
        proof.equal(
            rf"$dE_{name}/dt = \tau^2 - \rho_1 \rho_2$, the margin of (C)",
            model.rate(h),
            tau_square - dot(model.tokens[0], output) * dot(model.tokens[0], other),
        )
        proof.equal(
            rf"$\tau_{name}^2 = \phi_{name}^2 x_{name}^2 (1 - x_{name}^2)$",
            tau_square,
            (phi[h] * place) ** 2 * (1 - place**2),
        )
        proof.equal(rf"$\rho_{name} = \phi_{name} x_{name}^2$", dot(model.tokens[0], output), phi[h] * place**2)
        proof.equal(rf"$|f^{name}|^2 = \phi_{name}^2 x_{name}^2$", dot(output, output), (phi[h] * place) ** 2)


def _start(proof: Proof, model: Coordinates, state: dict[Symbol, Rational]) -> None:
    """(A) strictly for both heads at an exact token."""
    token = [place.subs(state) for place in model.tokens[0]]
    strengths = (state[a], state[b])
    squares = [place**2 for place in token]
    proof.holds(f"x = {token} is on the sphere, p >= q > 0", sum(squares) == 1 and squares[0] >= squares[1] > 0)
    for h, k in ((0, 1), (1, 0)):
        own, other = (state[beta] * strengths[m] * squares[m] for m in (h, k))
        proof.holds(
            f"a = {state[a]}, b = {state[b]}, beta = {state[beta]}: (A) holds strictly for head {h + 1},"
            f" by e^u >= 1 + u at u = {own - other}",
            exceeds(strengths[h] * (1 - squares[h]), own, strengths[k] * abs(token[k]), other),
        )
