"""What becomes of Radial Dominance: at rest no margin is positive, and exact states lose (A) on the way there."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from numeric.arithmetic import Array
from numeric.equiangular.threshold import Threshold, threshold
from numeric.model import VARIANTS, Model, Variant, inner
from numeric.radial import CLEARLY
from numeric.radial.split import split_state
from numeric.radial.watch import margin
from numeric.statement import Finding, Statement
from numeric.states import Family
from numeric.trajectories.enclosure import enclose
from numeric.witness import Case, Enclosed, concluded, head_rates

TIME = Fraction(1)
APART = Fraction(1, 4)  # the cosine of two tokens is below it when (A) is lost


def equilibrium(model: Model, *, tangential_squared: bool = True, others_only: bool = True) -> Statement:
    """Orthogonal outputs: the margin of (C) is n <f_i^h, xdot_i>, and those of (A), (E), (B) are at most that."""
    changes = {"tangential_squared": tangential_squared, "others_only": others_only}
    moving = inner(model.head_output, model.velocity[..., None, :, :]) * model.n
    claimed = margin(model, "C", **changes)
    below = [moving - margin(model, variant, **changes) for variant in VARIANTS if variant != "C"]
    positive = model.arithmetic.positive
    return Statement(
        vanishing=(claimed - moving).reshape(*claimed.shape[:-2], -1),
        nonnegative=np.concatenate([gap.reshape(*gap.shape[:-2], -1) for gap in below], axis=-1),
        occurs={"margins of (C) below 0": int(np.sum(positive(-moving - CLEARLY)))},
    )


def kept(
    family: Family,
    *,
    seed: int,
    depth: int,
    tangential_squared: bool = True,
    others_only: bool = True,
    threshold: Threshold = "A",
) -> Finding:
    """Two states with (A) at every head and token at t = 0. Uneven heads: at t = 1 it is lost and dE_2/dt < 0.

    Equal heads on orthonormal tokens: the margin is L^2 (c* - c)(c + c* + H - 1), and negative at gamma = 5/6.
    """
    changes = {"tangential_squared": tangential_squared, "others_only": others_only}

    def at(case: Case, name: str, variant: Variant, head: int, token: int) -> Enclosed:
        return case.enclose(name, lambda model: margin(model, variant, **changes)[head, token : token + 1])

    state = split_state(2, (1, "1/2"), Fraction(1, 4), shift=Fraction(-1, 4))
    tokens, again = enclose(state, TIME, order=14, step=Fraction(1, 16)), enclose(state, TIME, order=10, step=TIME / 25)
    start, later = Case(state), Case(state, tokens)
    first, last = (Case(split_state(3, (1, 1), Fraction(1), shift=Fraction(shift))) for shift in (0, 1))
    by_fraction = first.enclose("closed form, equal heads", lambda model: _by_fraction(model, threshold))
    equal = at(first, "A margin, equal heads, t = 0", "A", 0, 0)
    proved = {
        f"head {h + 1} dominates at token {i + 1} at t = 0": at(
            start, f"A margin of head {h + 1} at token {i + 1}, t = 0", "A", h, i
        ).positive
        for h in range(2)
        for i in range(2)
    } | {
        "head 2 does not dominate at t = 1": at(later, "A margin of head 2, t = 1", "A", 1, 0).negative,
        "dE_2/dt < 0 at t = 1": later.enclose("dE_2/dt, t = 1", lambda model: head_rates(model)[1:]).negative,
        "the tokens are still apart at t = 1": later.enclose("1/4 - <x_1, x_2>, t = 1", _room).positive,
        "equal heads: the margin is L^2 (c* - c)(c + c* + H - 1)": equal.is_also(by_fraction),
        "equal heads dominate orthonormal tokens": equal.positive,
        "equal heads do not at gamma = 5/6": at(last, "A margin, equal heads, gamma = 5/6", "A", 0, 0).negative,
        "equal heads: dE_1/dt > 0 at gamma = 5/6": last.enclose(
            "dE_1/dt, equal heads, gamma = 5/6", lambda model: head_rates(model)[:1]
        ).positive,
        "two enclosures of the tokens overlap": all(
            one.overlaps(other) for one, other in zip(tokens.flat, again.flat, strict=True)
        ),
    }
    return concluded(
        "orthogonal heads dominate at every token at t = 0; at t = 1, with <x_1, x_2> < 1/4, head 2 does not, and"
        " dE_2/dt < 0 (enclosed)",
        proved,
        start,
        later,
        first,
        last,
    )


def _room(model: Model) -> Array:
    """APART less the cosine of two tokens."""
    return model.arithmetic.array([APART]) - inner(model.tokens[:1], model.tokens[1:2])


def _by_fraction(model: Model, variant: Threshold) -> Array:
    """L^2 (c* - c)(c + c* + H - 1) of the first head at the first token: the margin of (A) for outputs all alike."""
    length = model.norm(model.head_output)[0, :1]
    c, star = model.radial_fraction[0, :1], threshold(model.arithmetic, model.heads, variant)
    return length**2 * (star - c) * (c + star + (model.heads - 1))
