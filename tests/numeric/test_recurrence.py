"""Taylor coefficients by recurrences: those of the model itself; where they are wrong the tube is wide, and holds."""

from __future__ import annotations

from fractions import Fraction

import flint
import numpy as np
import pytest

from numeric.arithmetic import Balls
from numeric.engine.system import System
from numeric.state import aligned, diagonal
from numeric.trajectories import recurrence, tube
from numeric.trajectories.floats import start_of
from numeric.trajectories.taylor import ambient, middle, size, taylor

ARITHMETIC = Balls(128)


@pytest.mark.parametrize("causal", [False, True], ids=["all", "causal"])
@pytest.mark.parametrize("geometry", ["sphere", "flat"])
@pytest.mark.parametrize("attention", ["usa", "softmax", "relu"])
def test_they_are_those_of_the_model_on_power_series(attention, geometry, causal):
    random = np.random.Generator(np.random.PCG64(4))
    scores, values = random.normal(size=(2, 2, 3, 3))
    system = System(scores, values, 1.25, attention, geometry, causal=causal)
    with ARITHMETIC.working():
        model = start_of(system, random.normal(size=(4, 3)))(ARITHMETIC)
        tokens = middle(model.tokens * flint.arb("1.01"))
        exact, quick = taylor(ambient(model), tokens, ARITHMETIC, 12), recurrence.recurred(model, tokens, 12)
        assert len(quick) == 12
        for a, b in zip(exact, quick, strict=True):
            assert float(size(middle(a) - b)) < 1e-18 * float(size(a))


@pytest.mark.parametrize("which", [0, 1, 2])
def test_the_tube_holds_the_flow_also_with_wrong_coefficients(monkeypatch, which):
    """An error of 1e-7 of one of them makes the tube wide, not wrong; that of x_0 never comes in."""
    state, time = aligned("3/2", [[1, 0], ["3/5", "4/5"]], [diagonal(1, 1)]), Fraction(1, 16)
    exact, before = tube.enclose(state, time, bits=100), tube.enclose(state, time, bits=30)

    def wrong(model, tokens, terms):
        p = recurrence.recurred(model, tokens, terms)
        p[which] = middle(p[which] + flint.arb(1e-7))
        return p

    monkeypatch.setattr(tube, "recurred", wrong)
    after = tube.enclose(state, time, bits=30)
    assert all(a.contains(b) for a, b in zip(after.flat, exact.flat, strict=True))
    if which == 1:
        assert float(after[0, 0].rad()) > 2 * float(before[0, 0].rad())
    elif not which:
        assert all(a.overlaps(b) and a.rad() == b.rad() for a, b in zip(after.flat, before.flat, strict=True))
