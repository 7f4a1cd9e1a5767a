"""Hypothesis strategies for exact states, and what it means that two evaluations agree."""

from __future__ import annotations

import os
from typing import Any, get_args

import flint
import numpy as np
from hypothesis import Phase, settings
from hypothesis import strategies as st

from numeric.arithmetic import Array, Balls
from numeric.model import Model
from numeric.state import Attention, State
from numeric.states import HEADS, SIZES, TEMPERATURES, TOKENS, Family, draw

BITS = 2400  # enough for squares of exponentials of 300 digits
laws = settings(derandomize=True, deadline=None, max_examples=40)
if "MUTANT_UNDER_TEST" in os.environ:  # that a mutant is caught is enough, a small example is not needed
    laws = settings(laws, phases=(Phase.explicit, Phase.generate))


@st.composite
def configurations(pick: st.DrawFn, family: Family | None = None, **bounds: Any) -> State:
    """A member of the family (by default any attention and geometry, no condition), drawn as the suite draws them."""
    if family is None:
        family = Family(
            attention=pick(st.sampled_from(get_args(Attention))),
            geometry=pick(st.sampled_from(("sphere", "flat"))),
            aligned=pick(st.booleans()),
            symmetric=pick(st.booleans()),
        )
    n, d, heads = pick(st.sampled_from(SIZES))
    random = np.random.Generator(np.random.PCG64(pick(st.integers(0, 2**32))))
    size = (n, d, min(max(heads, family.fewest_heads), family.most_heads))
    beta = pick(st.sampled_from(bounds.get("temperatures", TEMPERATURES)))
    return draw(family, random, size, beta, tokens=pick(st.sampled_from(TOKENS)), kind=pick(st.sampled_from(HEADS)))


def balls(state: State) -> Model:
    """The model in balls; to be used inside `Balls(BITS).working()`."""
    return Model.of(state, Balls(BITS))


def equal(left: Array, right: Array, *, width: float = 1e-40) -> bool:
    """Do arrays of balls enclose the same numbers, as far as narrow balls can tell?"""
    differences = np.ravel(left - right)
    return all(ball.contains(0) and 2 * flint.arb(ball.rad()) < width for ball in differences)
