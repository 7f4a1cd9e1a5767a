"""Exact states and families in which a statement that looks natural fails.

Everything is written in coordinates, differentiated by SymPy, and decided by the polynomial normal
form; a sign is a rational number, or rests on e^u >= 1 + u. No floating point.
"""

from __future__ import annotations

from typing import Any, Literal

from sympy import Expr, Matrix, Rational, Symbol, exp, eye, sstr

from symbolic.derivation import Derivation
from symbolic.explicit import Coordinates, column, crossed_heads, dot, exceeds
from symbolic.language import beta, ddt, n, other_heads, project, tokens, x
from symbolic.language import dot as inner
from symbolic.model import drive, head_energy, head_output, moved
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof, general
from symbolic.rules import HEAD_ORTHOGONALITY, SCORE_SYMMETRY, UNIT_TOKENS, VALUE_ALIGNMENT

Rate = Literal["derivative", "dissipation"]
a, b = Symbol("a", positive=True), Symbol("b", positive=True)


def _chosen(model: Coordinates, rate: Rate) -> Any:
    """dE/dt by the chain rule, or the dissipation (1/n) sum |xdot|^2 that it is under conditions 3 and 4."""
    if rate == "derivative":
        return model.total_rate()
    return sum(dot(velocity, velocity) for velocity in model.velocities) / model.n


def needs_symmetry(*, symmetrised: bool = False, rate: Rate = "derivative") -> Derivation:
    """Without condition 3 the energy can fall: n = 1, M = [[0, -2], [1, 0]], x = (1, 0)."""
    proof = Proof(Polynomials("one state: n=1, d=2, H=1"))
    score = Matrix([[0, -2], [1, 0]])
    if symmetrised:
        score = (score + score.T) / 2
    proof.note("M = [[0, -2], [1, 0]], V = M, one token x = (1, 0): <x, M x> = 0, so the kernel is 1 and v = M x.")
    found = {}
    for geometry in ("flat", "sphere"):
        model = Coordinates([column("x1 x2")], [score], geometry=geometry)
        value = found[geometry] = _chosen(model, rate).subs(model.at([(1, 0)]))
        proof.holds(f"{geometry} flow: dE/dt = {value} < 0", value.is_Rational and value < 0)
    proof.note("With (M + M^T)/2 in place of M conditions 3 and 4 hold, and dE/dt >= 0 for every n.")
    return proof.derivation(
        f"An exact state in which dE/dt = {found['sphere']} on both flows.",
        rates={geometry: str(value) for geometry, value in found.items()},
    )


def needs_alignment(*, aligned: bool = False, rate: Rate = "derivative") -> Derivation:
    """Without condition 4 the energy can fall: M = -I, V = I, two orthonormal tokens."""
    proof = Proof(Polynomials("one state: n=2, d=2, H=1"))
    score = -eye(2)
    proof.note("M = -I, V = I, tokens (1, 0) and (0, 1): P v_1 = x_2 / 2, while <x_2, grad_{x_1} E> = -1/4.")
    model = Coordinates([column("x11 x12"), column("x21 x22")], [score], [score if aligned else eye(2)])
    value = _chosen(model, rate).subs(model.at([(1, 0), (0, 1)])).expand()
    proof.holds(f"sphere flow: dE/dt = {value} < 0", value.is_Rational and value < 0)
    return proof.derivation(f"An exact state in which dE/dt = {value} on the sphere.", rates={"sphere": str(value)})


def softmax_many_heads(
    *,
    attention: Literal["softmax", "usa"] = "softmax",
    heads: int = 2,
    signs: Literal["ours", "swapped"] = "ours",
) -> Derivation:
    """SA, H = 2: dE/dt = s^2 c^2 (b - a)(b e^{beta b s^2} - a e^{beta a c^2}), which can be negative."""
    model = crossed_heads(a, b, 2, heads, attention=attention)
    c, s = model.tokens[0]
    proof = Proof(Polynomials("a family: n=1, d=2, H=2, general a, b, beta", model.unit()))
    gap = b * exp(beta * b * s**2) - a * exp(beta * a * c**2)
    difference = b - a if signs == "ours" else a - b
    proof.note(
        r"One token x = (c, s), $M_1$ = diag(a, 0), $M_2$ = diag(0, b), V = M. The softmax weight of one token is 1."
    )
    proof.equal(
        r"$dE/dt = s^2 c^2 (b - a)(b e^{\beta b s^2} - a e^{\beta a c^2})$",
        model.total_rate(),
        s**2 * c**2 * difference * gap,
    )
    state = {a: Rational(1), b: Rational(6, 5), beta: Rational(1), c: Rational(4, 5), s: Rational(3, 5)}
    low, high = (a * c**2).subs(state), (b * s**2).subs(state)
    proof.holds("At a = 1, b = 6/5, beta = 1, (c, s) = (4/5, 3/5): |x| = 1", (c**2 + s**2).subs(state) == 1)
    proof.holds(f"b - a = {difference.subs(state)} > 0", difference.subs(state) > 0)
    proof.holds(
        f"e^({low}) > (6/5) e^({high}), for e^u >= 1 + u at u = {low - high} gives {1 + low - high} > 6/5:"
        " the last factor is negative",
        exceeds(state[a], low, state[b], high),
    )
    return proof.derivation(
        "With two softmax heads dE/dt has a closed form, negative at an exact rational state.",
        state={sstr(name): str(value) for name, value in state.items()},
    )


def obstruction(*, geometry: Literal["sphere", "flat"] = "sphere", shadow: bool = True) -> Derivation:
    """With orthogonal heads a head's energy can fall on the sphere, by its shadow; on the flat flow never.

    n = 1, d = 2: dE_1/dt = -a e^{beta a c^2} s^2 c^2 (b e^{beta b s^2} - a e^{beta a c^2}).
    """
    proof = general(SCORE_SYMMETRY, VALUE_ALIGNMENT, HEAD_ORTHOGONALITY, UNIT_TOKENS)
    h = Symbol("h")

    def bracket(i: Any) -> Expr:
        shadows = [inner(x(i), head_output(h, i)), other_heads(h, lambda k: inner(x(i), head_output(k, i)))]
        tangential = project(x(i), head_output(h, i))
        return inner(tangential, tangential) - (shadows[0] * shadows[1] if shadow else 0)

    proof.equal(
        r"$M_h M_k = 0$, flat flow: $dE_h/dt = n^{-3} \sum_i |f_i^h|^2 \ge 0$",
        ddt(head_energy(h, moved(drive))),
        tokens(lambda i: inner(head_output(h, i), head_output(h, i))) / n**3,
    )
    proof.equal(
        r"$M_h M_k = 0$, sphere: $dE_h/dt = n^{-3} \sum_i [\tau^2 - \rho^h \sum_{k \ne h} \rho^k]$:"
        " only the shadow term can make it negative",
        ddt(head_energy(h, moved(lambda i: project(x(i), drive(i)) if geometry == "sphere" else drive(i)))),
        tokens(bracket) / n**3,
    )
    witness = _falling_head(geometry)
    proof.follow(witness)
    return proof.derivation(
        "With orthogonal heads a head's energy can fall on the sphere, by its shadow term; on the flat flow never.",
        witness=witness.normal.sizes,
    )


def _falling_head(geometry: Literal["sphere", "flat"]) -> Proof:
    """Two orthogonal heads and a token at which the first head's energy falls."""
    model = crossed_heads(a, b, 2, geometry=geometry)
    c, s = model.tokens[0]
    proof = Proof(Polynomials("a family: n=1, d=2, H=2, general a, b, beta", model.unit()))
    proof.note(r"One token x = (c, s), $M_1$ = diag(a, 0), $M_2$ = diag(0, b), V = M, a, b > 0.")
    proof.holds("$M_1 M_2 = 0$", (model.scores[0] * model.scores[1]).is_zero_matrix)
    phi_1, phi_2 = a * exp(beta * a * c**2), b * exp(beta * b * s**2)
    proof.equal(
        r"$dE_1/dt = -a e^{\beta a c^2} s^2 c^2 (b e^{\beta b s^2} - a e^{\beta a c^2})$",
        model.rate(0),
        -phi_1 * s**2 * c**2 * (phi_2 - phi_1),
    )
    state = {a: Rational(1), b: Rational(1), beta: Rational(1), c: Rational(3, 5), s: Rational(4, 5)}
    low, high = (a * c**2).subs(state), (b * s**2).subs(state)
    proof.holds("At a = b = 1, beta = 1, (c, s) = (3/5, 4/5): |x| = 1", (c**2 + s**2).subs(state) == 1)
    proof.holds(f"e^({high}) > e^({low}), for e^u >= 1 + u: so dE_1/dt < 0", exceeds(state[b], high, state[a], low))
    return proof
