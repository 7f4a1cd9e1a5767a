"""Certified counterexamples: exact states, with signs proved by two unrelated enclosures.

A sign counts as proved when the Arb ball and the CORE-MATH interval both exclude zero on that
side, and meet. A witness takes the arguments of every numeric check, but as its state is fixed it
needs no family, seed or depth; its keywords are the planted errors of its claim.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal

import flint
import ival
import numpy as np

from numeric import energy
from numeric.arithmetic import Arithmetic, Array, Balls, Intervals, Rationals, entrywise
from numeric.found import ASYMMETRIC, SCALAR_HEADS
from numeric.model import Model, inner
from numeric.reference import Reference
from numeric.state import Attention, Geometry, Matrix, State, aligned, diagonal, transpose
from numeric.statement import Finding
from numeric.states import Family
from numeric.trajectories.enclosure import enclose

BITS = 256  # working precision of the balls
NARROW = 1e-40  # what an enclosure of an identity must be narrower than
NEAR = 1e-9  # what an enclosure of moved tokens must be narrower than

Quantity = Callable[[Model], Array]  # one number of a model, as an array of one entry
Rate = Literal["derivative", "dissipation"]


@dataclass(frozen=True)
class Enclosed:
    """One real number as each library encloses it."""

    ball: flint.arb
    interval: ival.Interval

    @property
    def negative(self) -> bool:
        """Do both libraries prove it < 0?"""
        return self.consistent and self.ball < 0 and self.interval.sup < 0

    @property
    def positive(self) -> bool:
        """Do both libraries prove it > 0?"""
        return self.consistent and self.ball > 0 and self.interval.inf > 0

    @property
    def consistent(self) -> bool:
        """Have the two enclosures a point in common?"""
        return not ival.Interval.disjoint(interval_around(self.ball), self.interval)

    def is_also(self, other: Enclosed) -> bool:
        """Can the two be one number, as far as both libraries see, with narrow balls?"""
        with Balls(BITS).working():
            difference = self.ball - other.ball
        narrow = 2 * flint.arb(difference.rad()) < NARROW
        return bool(difference.contains(0) and narrow and not ival.Interval.disjoint(self.interval, other.interval))

    def as_json(self) -> dict[str, str]:
        """As it is told in evidence."""
        low, high = float(self.interval.inf), float(self.interval.sup)
        return {Balls.name: self.ball.str(20), Intervals.name: f"[{low!r}, {high!r}]"}


def interval_around(ball: flint.arb) -> ival.Interval:
    """The smallest interval of doubles around an Arb ball."""
    ends = [Fraction(int(end.p), int(end.q)) for end in (ball.lower().fmpq(), ball.upper().fmpq())]
    return ival.Interval(*ends)


@dataclass
class Case:
    """One configuration, and what was enclosed of it.

    tokens : balls (n, d) that hold the tokens; those of the state, normalised, where there are none.
    """

    state: State
    tokens: Array | None = None
    enclosed: dict[str, Enclosed] = field(default_factory=dict)

    def enclose(self, name: str, quantity: Quantity) -> Enclosed:
        """The quantity by both libraries, kept under `name`."""
        with Balls(BITS).working():
            ball = quantity(self._model(Balls(BITS))).item()
        self.enclosed[name] = Enclosed(ball, quantity(self._model(Intervals())).item())
        return self.enclosed[name]

    def _model(self, arithmetic: Arithmetic) -> Model:
        model = Model.of(self.state, arithmetic)
        if self.tokens is None:
            return model
        return model.at(self.tokens if isinstance(arithmetic, Balls) else entrywise(interval_around)(self.tokens))

    def as_json(self) -> dict[str, Any]:
        """The state in full, the tokens where they are not its own, and the enclosures."""
        moved = {} if self.tokens is None else {"tokens": [[x.str(12) for x in token] for token in self.tokens]}
        return {"state": self.state.as_json(), **moved, "enclosed": {k: v.as_json() for k, v in self.enclosed.items()}}


def concluded(summary: str, proved: dict[str, bool], *cases: Case, **numbers: str) -> Finding:
    """Passed if everything was proved; the first case is the one in full."""
    lacking = [name for name, holds in proved.items() if not holds]
    told = summary if not lacking else f"not proved: {'; '.join(lacking)}"
    enclosures = {name: value.as_json() for case in cases for name, value in case.enclosed.items()}
    witness = {**cases[0].as_json(), "also": [case.as_json() for case in cases[1:]]}
    return Finding(not lacking, told, {**enclosures, **numbers}, witness)


# -- quantities ----------------------------------------------------------------------------------


def head_rates(model: Model) -> Array:
    """dE_h/dt: in balls by differentiating the energies, in the second library by the chain rule."""
    return model.energy_slope(model.velocity) if isinstance(model.arithmetic, Balls) else model.energy_rate


def total_rate(model: Model) -> Array:
    """dE/dt."""
    return head_rates(model).sum(axis=-1, keepdims=True)


def rate_by_loops(model: Model) -> Array:
    """dE/dt by the definitions of `numeric.reference`, which share nothing with the model."""
    return np.array([sum(Reference(model).energy_rate)], dtype=object)


def _rate(kind: Rate) -> Quantity:
    """dE/dt, or what would equal it under Conditions 3 and 4: (1/n) sum_i |xdot_i|^2."""
    return total_rate if kind == "derivative" else lambda model: energy.dissipation(model.velocity) / model.n


def _two_axes(model: Model) -> tuple[Array, ...]:
    """a, b, s^2, c^2, e^{beta a c^2}, e^{beta b s^2}: the token (c, s) under heads diag(a, 0) and diag(0, b)."""
    a, b = model.score_matrices[0, 0, :1], model.score_matrices[-1, 1, 1:2]
    c, s = model.tokens[0, 0:1], model.tokens[0, 1:2]
    exp_a = model.arithmetic.exp(model.beta * a * c * c)
    exp_b = model.arithmetic.exp(model.beta * b * s * s)
    return a, b, s * s, c * c, exp_a, exp_b


# -- the conditions of the energy claims ---------------------------------------------------------


def needs_symmetry(
    family: Family, *, seed: int, depth: int, symmetrised: bool = False, rate: Rate = "derivative"
) -> Finding:
    """Without Condition 3 the energy can fall: at one token exactly dE/dt = -1/2, on either flow."""
    small = aligned(1, [[1, 0]], [[[0, -2], [1, 0]]])
    states = {"one token, sphere": small, "one token, flat": small.on("flat"), "three tokens, sphere": ASYMMETRIC}
    if symmetrised:
        states = {name: _symmetrised(state) for name, state in states.items()}
    cases = {name: Case(state) for name, state in states.items()}
    proved = {
        f"dE/dt < 0 ({name})": case.enclose(f"dE/dt ({name})", _rate(rate)).negative for name, case in cases.items()
    }
    for name, case in cases.items():
        again = case.enclose(f"dE/dt by the definitions ({name})", rate_by_loops)
        proved[f"dE/dt is that of the definitions ({name})"] = case.enclosed[f"dE/dt ({name})"].is_also(again)
        chained = case.enclose(f"dE/dt by the chain rule ({name})", lambda model: model.energy_rate.sum(keepdims=True))
        proved[f"dE/dt is that of the chain rule ({name})"] = case.enclosed[f"dE/dt ({name})"].is_also(chained)
    exact = [_exact_rate(state, rate) for name, state in states.items() if name.startswith("one token")]
    proved["dE/dt = -1/2 exactly at one token"] = exact == [Fraction(-1, 2)] * 2
    numbers = {"dE/dt (one token, exact)": ", ".join(map(str, exact))}
    return concluded(
        "dE/dt = -1/2 exactly at one token with M = V = [[0, -2], [1, 0]]", proved, *cases.values(), **numbers
    )


def _symmetrised(state: State) -> State:
    halves = tuple(_symmetric_part(rows) for rows in state.score_matrices)
    return replace(state, score_matrices=halves, value_matrices=halves)


def _symmetric_part(rows: Matrix) -> Matrix:
    return tuple(
        tuple((a + b) / 2 for a, b in zip(row, column, strict=True))
        for row, column in zip(rows, transpose(rows), strict=True)
    )


def _exact_rate(state: State, rate: Rate) -> Fraction:
    """dE/dt in exact rationals, by the chain rule."""
    value = _rate(rate)(Model.of(state, Rationals())).item()
    return Fraction(int(value.p), int(value.q))


def needs_alignment(
    family: Family, *, seed: int, depth: int, aligned: bool = False, rate: Rate = "derivative"
) -> Finding:
    """Without Condition 4 the energy can fall: two orthonormal tokens, M = -I, V = I, dE/dt = -1/4.

    On the flat flow f_i = e^-beta x_i + x_j keeps its own direction, and dE/dt = -(1 + e^{-2 beta})/4.
    """
    score = diagonal(-1, -1)
    value = score if aligned else diagonal(1, 1)
    state = State(Fraction(1), diagonal(1, 1), (score,), (value,))
    case, flat = Case(state), Case(state.on("flat"))
    found = case.enclose("dE/dt", _rate(rate))
    # the exponentials e^-beta of the diagonal meet a factor that vanishes: the value is rational
    quarter = case.enclose("-1/4", lambda model: model.arithmetic.array([Fraction(-1, 4)]))
    falls = flat.enclose("dE/dt (flat)", _rate(rate))
    formula = flat.enclose("-(1 + e^(-2 beta))/4", lambda model: -(1 + model.arithmetic.exp(-2 * model.beta)) / 4)
    proved = {
        "dE/dt < 0": found.negative,
        "dE/dt = -1/4 within enclosures": found.is_also(quarter),
        "dE/dt < 0 (flat)": falls.negative,
        "dE/dt = -(1 + e^(-2 beta))/4 (flat)": falls.is_also(formula),
    }
    return concluded(
        "dE/dt < 0, and -1/4 to 40 digits, at two orthonormal tokens with M = -I, V = I", proved, case, flat
    )


def softmax_many_heads(
    family: Family,
    *,
    seed: int,
    depth: int,
    heads: int = 2,
    signs: Literal["ours", "swapped"] = "ours",
    attention: Attention = "softmax",
) -> Finding:
    """Softmax attention, two heads, Conditions 3 and 4: the energy can fall, also with positive scalar heads."""
    two_axes = aligned(1, [["4/5", "3/5"]], [diagonal(1, 0), diagonal(0, "6/5")])
    one, six = (Case(_first_heads(state, heads).under(attention)) for state in (two_axes, SCALAR_HEADS))
    rate = one.enclose("dE/dt", total_rate)
    formula = one.enclose("closed form", lambda model: _two_axes_total(model, signs))
    scalar = six.enclose("dE/dt (scalar heads)", total_rate)
    proved = {
        "dE/dt < 0 at one token": rate.negative,
        "dE/dt = s^2 c^2 (b - a)(b e^(beta b s^2) - a e^(beta a c^2))": rate.is_also(formula),
        "dE/dt < 0 at six tokens under 8 I and I": scalar.negative,
    }
    return concluded("dE/dt < 0 at one token, and at six on the circle under 8 I and I", proved, one, six)


def _first_heads(state: State, heads: int) -> State:
    return replace(state, score_matrices=state.score_matrices[:heads], value_matrices=state.value_matrices[:heads])


def _two_axes_total(model: Model, signs: str) -> Array:
    """s^2 c^2 (b - a)(b e^{beta b s^2} - a e^{beta a c^2})."""
    a, b, ss, cc, exp_a, exp_b = _two_axes(model)
    difference = (b - a) if signs == "ours" else (a - b)
    return ss * cc * difference * (b * exp_b - a * exp_a)


# -- radial shadows ------------------------------------------------------------------------------


def obstruction(
    family: Family, *, seed: int, depth: int, geometry: Geometry = "sphere", shadow: bool = True
) -> Finding:
    """Heads diag(1, 0) and diag(0, 2) are orthogonal, yet dE_1/dt < 0 on the sphere; on the flat flow it is > 0."""
    state = aligned(1, [["4/5", "3/5"]], [diagonal(1, 0), diagonal(0, 2)])
    falling = Case(state.on(geometry))
    other = Case(state.on("flat" if geometry == "sphere" else "sphere"))
    rate = falling.enclose(f"dE_1/dt ({geometry})", lambda model: head_rates(model)[:1])
    formula = falling.enclose("closed form", lambda model: _two_axes_first(model, shadow))
    rising = other.enclose(f"dE_1/dt ({other.state.geometry})", lambda model: head_rates(model)[:1])
    proved = {
        f"dE_1/dt < 0 on the {geometry}": rate.negative,
        "dE_1/dt = -a e^(beta a c^2) s^2 c^2 (b e^(beta b s^2) - a e^(beta a c^2))": rate.is_also(formula),
        "dE_1/dt > 0 on the other flow": rising.positive,
    }
    return concluded("dE_1/dt < 0 on the sphere under orthogonal heads, > 0 on the flat flow", proved, falling, other)


def _two_axes_first(model: Model, shadow: bool) -> Array:
    """-a e^{beta a c^2} s^2 c^2 (b e^{beta b s^2} - a e^{beta a c^2}); b enters by the shadow alone."""
    a, b, ss, cc, exp_a, exp_b = _two_axes(model)
    other = b * exp_b if shadow else 0 * b
    return -a * exp_a * ss * cc * (other - a * exp_a)


def dominance_not_invariant(
    family: Family, *, seed: int, depth: int, rate_sign: int = 1, heads: int = 2, time: Fraction = Fraction(2, 5)
) -> Finding:
    """Near the common kernel of diag(2, 0, 0) and diag(0, 1, 0) every head dominates; later dE_2/dt < 0."""
    state = _first_heads(aligned(1, [["2/7", "3/7", "6/7"]], [diagonal(2, 0, 0), diagonal(0, 1, 0)]), heads)
    tokens, again = enclose(state, time), enclose(state, time, order=12, step=Fraction(1, 100))
    start, later = Case(state), Case(state, tokens)
    margins = {h: start.enclose(f"A margin of head {h}, t = 0", _margin(h)) for h in range(1, heads + 1)}
    margin = later.enclose(f"A margin of head {heads}, t = {time}", _margin(heads))
    rate = later.enclose(f"dE_{heads}/dt, t = {time}", lambda model: rate_sign * head_rates(model)[-1:])
    proved = {f"head {h} dominates at t = 0": margins[h].positive for h in margins} | {
        f"head {heads} does not dominate at t = {time}": margin.negative,
        f"dE_{heads}/dt < 0 at t = {time}": rate.negative,
        **_same_trajectory(tokens, again),
    }
    return concluded(f"all heads dominate at t = 0, yet dE_2/dt < 0 at t = {time} (enclosed)", proved, start, later)


def _same_trajectory(tokens: Array, again: Array) -> dict[str, bool]:
    """What two enclosures of the same tokens on the sphere must show, by another order and another step."""
    with Balls(BITS).working():
        one, other = (inner(x, x) - 1 for x in (tokens, again))
        return {
            "two enclosures of the tokens overlap": all(
                x.overlaps(y) for x, y in zip(tokens.flat, again.flat, strict=True)
            ),
            "both enclosures are narrow": all(2 * flint.arb(x.rad()) < NEAR for x in (*tokens.flat, *again.flat)),
            "both enclosures meet the sphere": all(x.contains(0) for x in (*one.flat, *other.flat)),
        }


def _margin(head: int) -> Quantity:
    """The margin of dominance variant A at the only token, for a head counted from 1."""
    return lambda model: model.dominance("A")[head - 1]
