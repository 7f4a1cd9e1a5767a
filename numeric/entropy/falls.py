"""Flows along which attention entropy falls: certified starts, a certified stretch, and integrated flows.

H = 1, V = M. The keywords of every check are the planted errors: sign=+1 takes dS/dt for +Cov, time=-1
runs the flow backwards, strength_power=1 takes a for a^2 in the closed form of a score matrix of rank one.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import itemgetter

import flint
import numpy as np

from numeric.arithmetic import Array, Balls, entrywise
from numeric.entropy import entropy_slope, production
from numeric.model import Model
from numeric.state import Attention, State, aligned, diagonal
from numeric.statement import Finding, Statement
from numeric.states import Family
from numeric.trajectories.enclosure import enclosing_box, taylor_step
from numeric.trajectories.taylor import series, taylor
from numeric.witness import BITS, Case, concluded, total_rate

BOTH: tuple[Attention, ...] = ("usa", "softmax")
IDENTITY = diagonal(1, 1)
# x and y in mirror image about the axis of z: what Lean's entropy_not_monotone speaks of
MIRROR = aligned(1, [["12/13", "5/13"], ["12/13", "-5/13"], [-1, 0]], [IDENTITY])
# near 0, 40 and 200 degrees: no symmetry, so that the flow leads to one cluster in the end
SKEW = aligned(1, [[1, 0], ["105/137", "88/137"], ["-140/149", "-51/149"]], [IDENTITY])
STRETCH = Fraction(1)  # how long every entropy is proved to fall from SKEW
STEP, ORDER = Fraction(1, 64), 8  # the longest step of that proof, and its number of Taylor terms


def row(i: int, quantity: Callable[[Model], Array]) -> Callable[[Model], Array]:
    """Entry i of the first head's rows of a quantity (H, n), as an array of one entry."""
    return lambda model: quantity(model)[0, i : i + 1]


def rates(model: Model, *, sign: int = -1, time: int = 1) -> Array:
    """dS_i/dt by the formula, along the flow or (time=-1) against it: (H, n)."""
    return time * production(model, model.velocity, sign=sign)


def differentiated(model: Model, time: int) -> Array:
    """dS_i/dt: in balls by differentiating the entropies, in the second library by the model's own formula."""
    slope = entropy_slope(model, model.velocity) if isinstance(model.arithmetic, Balls) else model.entropy_rate
    return time * slope


def _all_fall(case: Case, name: str, sign: int, time: int) -> dict[str, bool]:
    """Enclose every dS_i/dt and dE/dt of a case; what must be proved of them."""
    proved: dict[str, bool] = {}
    for i in range(case.state.n):
        what = f"dS_{i + 1}/dt ({name})"
        found = case.enclose(what, row(i, lambda model: rates(model, sign=sign, time=time)))
        again = Case(case.state).enclose(what, row(i, lambda model: differentiated(model, time)))
        proved[f"{what} < 0"] = found.negative
        proved[f"{what} is the derivative of the entropy"] = found.is_also(again)
    energy = case.enclose(f"dE/dt ({name})", lambda model: time * total_rate(model))
    return {**proved, f"dE/dt > 0 ({name})": energy.positive}


# -- entropy.monotone ----------------------------------------------------------------------------


def monotone(family: Family, *, seed: int, depth: int, sign: int = -1, time: int = 1) -> Finding:
    """H = 1, M = I, beta = 1, n = 3, d = 2: every dS_i/dt < 0 while dE/dt > 0, at two starts, USA and softmax."""
    cases: list[Case] = []
    proved: dict[str, bool] = {}
    for start, state in (("mirror image", MIRROR), ("no symmetry", SKEW)):
        for attention in BOTH:
            cases.append(Case(state.under(attention)))
            proved |= _all_fall(cases[-1], f"{start}, {attention}", sign, time)
    return concluded("every dS_i/dt < 0 while dE/dt > 0: three tokens on the circle, H = 1, M = I", proved, *cases)


def stretch(
    family: Family, *, seed: int, depth: int, sign: int = -1, time: int = 1, until: Fraction = STRETCH
) -> Finding:
    """From SKEW every entropy falls during the whole of [0, until]: dS_i/dt < 0 on boxes that hold the trajectory."""
    cases: list[Case] = []
    proved: dict[str, bool] = {}
    numbers: dict[str, str] = {}
    for attention in BOTH:
        state = SKEW.under(attention)
        start, end, falls = _follow(state, until, sign, time)
        first, last = Case(state, start), Case(state, end)
        proved[f"every dS_i/dt < 0 at all times ({attention})"] = falls
        for i in range(state.n):
            before = first.enclose(f"S_{i + 1}(0), {attention}", row(i, lambda model: model.entropy))
            after = last.enclose(f"S_{i + 1}({until}), {attention}", row(i, lambda model: model.entropy))
            separate = before.consistent and after.consistent and after.interval.sup < before.interval.inf
            proved[f"S_{i + 1} is less at t = {until} ({attention})"] = bool(separate and after.ball < before.ball)
        cases += [first, last]
    return concluded(
        f"every entropy falls throughout 0 <= t <= {until}, without any symmetry", proved, *cases, **numbers
    )


def _follow(state: State, until: Fraction, sign: int, time: int) -> tuple[Array, Array, bool]:
    """The tokens at 0 and at `until`, enclosed, and whether every dS_i/dt < 0 on every box between."""
    arithmetic = Balls(BITS)
    with arithmetic.working():
        model = Model.of(state, arithmetic)

        def field(tokens: Array) -> Array:
            return time * model.at(tokens).velocity

        def rate_coefficients(tokens: Array) -> list[Array]:
            coefficients = taylor(field, tokens, arithmetic, ORDER + 1)
            with arithmetic.series(ORDER + 1):
                moving = rates(model.at(series(coefficients)), sign=sign, time=time)
                return [entrywise(itemgetter(k))(moving) for k in range(ORDER + 1)]

        start = tokens = model.tokens
        steps = -(-until // STEP)
        h = arithmetic.number(until / steps)
        during, falls = flint.arb(0).union(h), True
        for _ in range(steps):
            total = rate_coefficients(enclosing_box(field, tokens, h))[ORDER]  # Lagrange's remainder
            for coefficient in reversed(rate_coefficients(tokens)[:ORDER]):
                total = total * during + coefficient
            falls = falls and all(rate < 0 for rate in np.ravel(total))
            if not falls:
                break
            tokens = taylor_step(field, tokens, h, arithmetic, ORDER)
        return start, tokens, falls


def never_all_fall(model: Model, *, sign: int = -1, time: int = 1) -> Statement:
    """What is false: wherever dE/dt > 0 some dS_i/dt is not negative (one head)."""
    claimed, derived = rates(model, sign=sign, time=time), time * entropy_slope(model, model.velocity)
    return Statement(
        vanishing=(claimed - derived)[..., 0, :],
        nonnegative=model.arithmetic.largest(claimed[..., 0, :]),
        hypotheses=time * model.energy_slope(model.velocity),
    )


# -- entropy.forever -----------------------------------------------------------------------------


def mirror_start(beta: Fraction, half_tangent: Fraction) -> State:
    """x and y = (cos t, +-sin t) with this tan(t / 2), and z = (-1, 0), under H = 1, M = V = I."""
    t = half_tangent
    c, s = (1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)
    return aligned(beta, [[c, s], [c, -s], [-1, 0]], [IDENTITY])


STARTS = (
    mirror_start(Fraction(1, 10), Fraction(1, 5)),
    mirror_start(Fraction(1), Fraction(1, 11)).under("softmax"),
    mirror_start(Fraction(3), Fraction(1, 81)),
    mirror_start(Fraction(3), Fraction(1, 81)).under("softmax"),
)


def start_margin(model: Model) -> Array:
    """e^{-2 beta}/8 - (1 - c): where it is not negative the entropies fall for ever."""
    return model.arithmetic.exp(-2 * model.beta) / 8 - (1 - model.tokens[..., 0, :1])


def forever(family: Family, *, seed: int, depth: int, sign: int = -1, time: int = 1) -> Finding:
    """At starts with 1 - c <= e^{-2 beta}/8, beta = 1/10, 1, 3: every dS_i/dt < 0, dE/dt > 0, USA and softmax."""
    cases: list[Case] = []
    proved: dict[str, bool] = {}
    for state in STARTS:
        name = f"beta = {state.beta}, {state.attention}"
        case = Case(state)
        proved[f"1 - c <= e^(-2 beta)/8 ({name})"] = case.enclose(f"margin ({name})", start_margin).positive
        proved |= _all_fall(case, name, sign, time)
        cases.append(case)
    return concluded("every dS_i/dt < 0 while dE/dt > 0, at starts of the family for three beta", proved, *cases)


# -- entropy.rank-one ----------------------------------------------------------------------------


def rank_one_head(strength: str, *direction: str) -> list[list[Fraction]]:
    """a u u^T for the unit vector u."""
    u = [Fraction(entry) for entry in direction]
    return [[Fraction(strength) * p * q for q in u] for p in u]


# tokens in mirror image about u = 0: attracting, repelling, and two on either side
BALANCED = {
    "n = 2, a = 2": aligned(1, [[1, 3], ["-13/5", "-9/5"]], [rank_one_head("2", "3/5", "4/5")]),
    "n = 2, a = -1": aligned("1/2", [[1, 3], ["-13/5", "-9/5"]], [rank_one_head("-1", "3/5", "4/5")]),
    "n = 4, a = 3/2": aligned(
        1, [[3, 4, 5], [0, 5, 5], [5, 0, -5], [-3, 4, -5]], [rank_one_head("3/2", "0", "0", "1")]
    ),
}
TWO_SIDES = aligned(2, [["3/5", 0, "4/5"], [0, "8/17", "-15/17"]], [rank_one_head("1", "0", "0", "1")])


def strength(model: Model) -> Array:
    """a of a score matrix a u u^T: its trace, (..., 1)."""
    return np.diagonal(model.score_matrices[..., 0, :, :], axis1=-2, axis2=-1).sum(axis=-1, keepdims=True)


def balanced_rate(model: Model, *, sign: int = -1, strength_power: int = 2) -> Array:
    """dS/dt = -4 a^2 beta^2 p (1 - p) q qdot, q = <x_1, u>^2, p = 1/(1 + e^{-2 beta a q}), at every token: (..., 1)."""
    a = strength(model)
    first = (..., slice(0, 1), slice(None))
    image = (model.tokens[first] @ model.score_matrices[..., 0, :, :])[..., 0, :]
    q = (image * model.tokens[..., 0, :]).sum(axis=-1, keepdims=True) / a
    q_rate = (image * model.velocity[..., 0, :]).sum(axis=-1, keepdims=True) * 2 / a
    p = 1 / (1 + model.arithmetic.exp(model.beta * a * q * (-2)))
    return sign * 4 * a**strength_power * model.beta**2 * p * (1 - p) * q * q_rate


def room_on_own_side(i: int) -> Callable[[Model], Array]:
    """|m_i| e^{beta a m_i^2} - 1, where m_i is the last coordinate and M = diag(0, ..., 0, a)."""

    def margin(model: Model) -> Array:
        m = model.tokens[i, -1:]
        return model.arithmetic.magnitude(m) * model.arithmetic.exp(model.beta * strength(model) * m * m) - 1

    return margin


def rank_one(family: Family, *, seed: int, depth: int, sign: int = -1, strength_power: int = 2) -> Finding:
    """M = V = a u u^T: dS/dt in closed form where tokens are mirror images; dS_i/dt < 0 there and on two sides."""
    cases: list[Case] = []
    proved: dict[str, bool] = {}
    for attention in BOTH:
        for name, state in BALANCED.items():
            label = f"{name}, {attention}"
            case = Case(state.under(attention))
            form = case.enclose(
                f"closed form ({label})", lambda m: balanced_rate(m, sign=sign, strength_power=strength_power)
            )
            proved |= _all_fall(case, label, sign, 1)
            for i in range(state.n):
                proved[f"dS_{i + 1}/dt is the closed form ({label})"] = case.enclosed[
                    f"dS_{i + 1}/dt ({label})"
                ].is_also(form)
            cases.append(case)
        case = Case(TWO_SIDES.under(attention))
        for i in range(2):
            margin = case.enclose(f"|m_{i + 1}| e^(beta a m^2) - 1 ({attention})", room_on_own_side(i))
            proved[f"token {i + 1} is pulled to its own side ({attention})"] = margin.positive
        proved |= _all_fall(case, f"two sides, {attention}", sign, 1)
        cases.append(case)
    return concluded(
        "every dS_i/dt < 0 while dE/dt > 0, for n = 2 and 4, a of either sign, and off the mirror image", proved, *cases
    )
