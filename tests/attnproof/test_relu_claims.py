"""What the ReLU claims assume: their condition decides, and their families meet all conditions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from attnproof.claims import relu
from attnproof.conditions import STRICTLY_ACUTE
from numeric.states import equiangular_tokens, scalar_heads, states


@pytest.mark.parametrize(("shift", "acute"), [("1/2", True), ("8", True), ("0", False), ("-1/8", False)])
def test_strictly_acute(shift: str, acute: bool) -> None:
    tokens = equiangular_tokens(Fraction(shift), 3, 4)
    assert STRICTLY_ACUTE.holds(scalar_heads(Fraction(1), tokens, (Fraction(1),))) is acute
    together = ((Fraction(1), Fraction(2)),) * 2
    assert not STRICTLY_ACUTE.holds(scalar_heads(Fraction(1), together, (Fraction(1),)))


@pytest.mark.parametrize("claim", relu.CLAIMS, ids=lambda claim: claim.id)
def test_the_family_meets_the_conditions_but_for_the_angle(claim) -> None:
    drawn = states(claim.family, seed=1)
    assert all(state.attention == "relu" for state in drawn)
    for condition in claim.conditions:
        met = [condition.holds(state) for state in drawn]
        assert all(met) or (condition is STRICTLY_ACUTE and any(met))
