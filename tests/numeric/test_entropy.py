"""The entropy statements hold as claimed, and no planted error passes on any numeric route."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from configurations import BITS, balls, configurations, equal, laws
from hypothesis import given

from numeric import entropy, search, statement
from numeric.arithmetic import Balls, Floats
from numeric.entropy import balances as entropy_flows
from numeric.entropy import falls as entropy_falls
from numeric.equiangular import Parameters
from numeric.flow import integrate
from numeric.model import Model, inner
from numeric.state import State, aligned, diagonal
from numeric.statement import Finding, Says, certified, precise
from numeric.states import Family
from numeric.trajectories.enclosure import enclose

ANY = Family(equiangular="any")
POSITIVE = Family(equiangular="any", strengths="positive")
ONE_HEAD = Family(symmetric=True, aligned=True, most_heads=1)
Changes = dict[str, Any]
STATEMENTS: dict[Says, tuple[Family, list[Changes]]] = {
    entropy.production_identity: (Family(), [{"sign": 1}, {"centred": False}, {"uniform": True}]),
    entropy.equiangular: (ANY, [{"alpha_power": 1}, {"beta_power": 1}, {"others": False}]),
    entropy.growth: (POSITIVE, [{"sign": -1}, {"own_weight": False}]),
}
Check = Callable[..., Finding]
CHECKS: dict[Check, tuple[Family, list[Changes]]] = {
    entropy_flows.production_balance: STATEMENTS[entropy.production_identity],
    entropy_flows.equiangular_balance: STATEMENTS[entropy.equiangular],
    entropy_flows.growth_flow: STATEMENTS[entropy.growth],
    entropy_falls.monotone: (ONE_HEAD, [{"sign": 1}, {"time": -1}]),
    partial(entropy_falls.stretch, until=8 * entropy_falls.STEP): (ONE_HEAD, [{"sign": 1}, {"time": -1}]),
    entropy_falls.forever: (ONE_HEAD, [{"sign": 1}, {"time": -1}]),
    entropy_falls.rank_one: (ONE_HEAD, [{"sign": 1}, {"strength_power": 1}]),
    entropy_flows.forever_flow: (ONE_HEAD, [{"sign": 1}, {"time": -1}]),
    entropy_flows.rank_one_flow: (ONE_HEAD, [{"sign": 1}, {"strength_power": 1}]),
}
ROUTES = pytest.mark.parametrize("route", [precise, certified])


def name(value: Any) -> str:
    return getattr(getattr(value, "func", value), "__name__", str(value))


@pytest.fixture(autouse=True)
def _few_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough to meet every size, temperature and kind of token, and every kind of head."""
    monkeypatch.setattr(statement, "STATES", 14)


@ROUTES
@pytest.mark.parametrize("says", STATEMENTS, ids=name)
def test_the_statement_holds(says: Says, route: Check) -> None:
    finding = route(says, STATEMENTS[says][0], seed=3)
    assert finding.passed, finding.summary


@ROUTES
@pytest.mark.parametrize(("says", "changes"), [(f, c) for f, (_, all_) in STATEMENTS.items() for c in all_], ids=name)
def test_a_planted_error_is_rejected(says: Says, changes: Changes, route: Check) -> None:
    finding = route(says, STATEMENTS[says][0], seed=3, **changes)
    assert not finding.passed
    assert finding.witness is not None


@pytest.mark.parametrize("check", CHECKS, ids=name)
def test_the_check_passes(check: Check) -> None:
    finding = check(CHECKS[check][0], seed=3, depth=1)
    assert finding.passed, finding.summary


@pytest.mark.parametrize(("check", "changes"), [(f, c) for f, (_, all_) in CHECKS.items() for c in all_], ids=name)
def test_the_check_catches_a_planted_error(check: Check, changes: Changes) -> None:
    assert not check(CHECKS[check][0], seed=3, depth=1, **changes).passed


# -- searches ------------------------------------------------------------------------------------


def test_entropies_that_all_fall_are_found_at_two_tokens_already() -> None:
    found = search.find(entropy_falls.never_all_fall, ONE_HEAD, seed=3)
    assert found.passed
    assert "n=2, d=2, H=1" in found.summary
    assert not search.find(entropy_falls.never_all_fall, ONE_HEAD, seed=3, sign=1).passed
    assert not search.find(entropy_falls.never_all_fall, ONE_HEAD, seed=3, time=-1).passed


def test_growth_needs_heads_that_attract() -> None:
    found = search.hunt(entropy.growth, POSITIVE, seed=3, without={"positive strengths": {"strengths": "any"}})
    assert found.passed, found.summary
    assert not certified(entropy.growth, ANY, seed=3).passed


# -- the formulas --------------------------------------------------------------------------------


@laws
@given(configurations())
def test_the_formula_is_the_derivative_in_an_arbitrary_direction(state: State) -> None:
    with Balls(BITS).working():
        model = balls(state)
        direction = model.arithmetic.array(np.arange(model.tokens.size).reshape(model.tokens.shape) * 3 % 5 - 1)
        assert equal(entropy.entropy_slope(model, direction), entropy.production(model, direction))


@laws
@given(configurations())
def test_the_formula_is_the_model_s_own_along_its_flow(state: State) -> None:
    with Balls(BITS).working():
        model = balls(state)
        difference = entropy.production(model, model.velocity) - model.entropy_rate
        assert all(ball.contains(0) for ball in difference.flat)


def test_the_flows_are_six_and_differ() -> None:
    heads = [[["1", "-1/2"], ["0", "2"]], [["1/2", "1"], ["-1", "1"]]]
    model = Model.of(aligned("1/2", [[1, 0], [3, 4], [-1, 2]], heads), Floats())
    velocities = [flow.velocity for flow in entropy.flows(model)]
    assert len(velocities) == 6
    assert all(not np.allclose(a, b) for k, a in enumerate(velocities) for b in velocities[:k])
    unit = [inner(v, v).sum() for v in (entropy.unit_speed(model, velocity) for velocity in velocities)]
    assert all(0 < square < 1 for square in unit)


def test_self_weight_and_shortfall_by_hand() -> None:
    model = Model.of(aligned(2, diagonal(1, 1, 1), [diagonal(3, 3, 3)]), Floats())
    weight = entropy.self_weight(Parameters.of(model))
    assert weight == pytest.approx(1 / (1 + 2 * np.exp(-6)))
    assert model.attention_matrix[0, 0, 0] == pytest.approx(weight[0])
    rest = (1 - weight[0]) / 2
    by_hand = np.log(3) + weight[0] * np.log(weight[0]) + 2 * rest * np.log(rest)
    assert entropy.shortfall(model) == pytest.approx(np.full((1, 3), by_hand))


# -- entropies that fall -------------------------------------------------------------------------


def test_the_stretch_stops_where_an_entropy_rises() -> None:
    finding = entropy_falls.stretch(ONE_HEAD, seed=1, depth=1, until=entropy_falls.STEP)
    assert finding.passed
    assert len(finding.witness["also"]) == 3
    late = aligned(1, [[1, 0], ["12/13", "5/13"]], [entropy_falls.IDENTITY])  # two tokens: S rises
    assert not entropy_falls._follow(late, entropy_falls.STEP, -1, 1)[2]


def test_the_enclosed_end_of_the_stretch_is_where_the_flow_goes() -> None:
    end_time = entropy_falls.STRETCH / 8
    start, end, falls = entropy_falls._follow(entropy_falls.SKEW, end_time, -1, 1)
    again = enclose(entropy_falls.SKEW, end_time)
    assert falls
    assert all(a.overlaps(b) for a, b in zip(end.flat, again.flat, strict=True))
    path = integrate(Model.of(entropy_falls.SKEW, Floats()), (0, float(end_time)))
    assert np.allclose(path.model.tokens[-1], [[float(ball.mid()) for ball in row] for row in end], atol=1e-9)
    assert start.shape == (3, 2)


def test_starts_that_fall_for_ever_lie_within_the_bound() -> None:
    for state in entropy_falls.STARTS:
        assert float(entropy_falls.start_margin(Model.of(state, Floats()))[0]) > 0
        assert sum(entry**2 for entry in state.tokens[0]) == 1
    wide = entropy_falls.mirror_start(entropy_falls.STARTS[0].beta, entropy_falls.STARTS[0].beta * 10)
    assert float(entropy_falls.start_margin(Model.of(wide, Floats()))[0]) < 0


def test_a_rank_one_head_has_its_strength_as_trace() -> None:
    for state in entropy_falls.BALANCED.values():
        model = Model.of(state, Floats())
        assert np.linalg.matrix_rank(model.score_matrices[0]) == 1
        places = model.tokens @ model.score_matrices[0] @ model.tokens.T / entropy_falls.strength(model)
        assert np.abs(places) == pytest.approx(np.full((state.n, state.n), places[0, 0]))
        assert (np.sign(places[0]) > 0).sum() == state.n / 2


def test_reversed_in_time() -> None:
    model = Model.of(entropy_falls.MIRROR, Floats())
    assert np.allclose(entropy_flows.reversed_in_time(model).velocity, -model.velocity)


def test_both_tokens_at_the_poles_of_a_rank_one_head_keep_their_entropies() -> None:
    """Why |m_i| < 1 is asked: here |m_i| e^{beta a m_i^2} > 1, and nothing moves."""
    poles = aligned(1, [[1, 0], [-1, 0]], [entropy_falls.rank_one_head("1", "1", "0")])
    assert entropy_falls.rates(Model.of(poles, Floats())).tolist() == [[0, 0]]
