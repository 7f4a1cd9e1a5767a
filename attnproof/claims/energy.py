"""The energy claims of arXiv 2605.04279."""

from __future__ import annotations

from attnproof.claim import Claim, Planted, Source
from attnproof.conditions import SCORE_SYMMETRY, VALUE_ALIGNMENT
from attnproof.routes import confirmed, derived, searched
from numeric import energy as numeric
from numeric.states import Family
from symbolic import energy as symbolic

PAPER = "arXiv 2605.04279"
GRADIENT_CASE = Family(symmetric=True, aligned=True)

CLAIMS = (
    Claim(
        id="energy.sphere",
        title="The energy grows along the sphere flow",
        statement="Along the sphere flow dE/dt = (1/n) sum_i |xdot_i|^2, so the multi-head energy never decreases.",
        tex=r"\frac{dE}{dt} = \frac1n \sum_{i=1}^n |\dot x_i|^2 \ge 0, \qquad \dot x_i = P_{x_i} v_i",
        source=Source(PAPER, "Theorem 11", "the formula is quoted in a public review"),
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT),
        family=GRADIENT_CASE,
        checks=(
            derived(symbolic.sphere),
            *confirmed(numeric.sphere),
            searched(
                numeric.sphere,
                without={"score symmetry": {"symmetric": False}, "value alignment": {"aligned": False}},
            ),
        ),
        planted=(
            Planted("the projection P forgotten", {"projected": False}),
            Planted("the factor 1/n dropped", {"tokens_power": 0}),
            Planted("1/n^2 for 1/n", {"tokens_power": 2}),
        ),
        by_hand="Differentiate E along the flow: the gradient is v_i / n, and <v, P v> = |P v|^2.",
    ),
)
