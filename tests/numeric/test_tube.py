"""The tube holds the flow for long times, is narrow, and refuses what it cannot prove."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import flint
import mpmath
import numpy as np
import pytest

from numeric.arithmetic import Floats
from numeric.engine.system import System
from numeric.flow import integrate
from numeric.model import Model, inner
from numeric.state import State, aligned, diagonal
from numeric.states import Family, draw
from numeric.trajectories import enclosure
from numeric.trajectories.floats import start_of
from numeric.trajectories.taylor import Budget, NotReachedError
from numeric.trajectories.tube import enclose, tubes

IDENTITY = diagonal(1, 1)
PAIR = aligned("3/2", [[1, 0], ["3/5", "4/5"]], [IDENTITY])
# the third token turns towards the second, and its score with the first crosses 0 near t = 0.8965
KINK = aligned(1, [["3/5", "4/5"], [0, 1], ["-12/13", "5/13"]], [IDENTITY], attention="relu")
BLOW_UP = aligned(1, [[3, 4]], [IDENTITY], geometry="flat")


def drawn(attention, seed, size=(4, 3, 2), **kinds) -> State:
    random = np.random.Generator(np.random.PCG64(seed))
    return draw(Family(attention=attention), random, size, Fraction(1), **kinds)


def gamma(tokens):
    with flint.ctx.workprec(256):
        return inner(tokens[0], tokens[1])


def width(tokens):
    return max(float(ball.rad()) for ball in tokens.flat)


# -- against closed forms ------------------------------------------------------------------------


@pytest.mark.parametrize("attention", ["usa", "softmax"])
def test_the_time_that_two_tokens_take(attention):
    """gammadot = (1 - gamma^2) e^{beta gamma} (USA), 2 (1 - gamma^2) / (e^{beta (1 - gamma)} + 1): a quadrature."""
    time, beta = Fraction(1), mpmath.mpf(3) / 2
    reached = gamma(enclose(PAIR.under(attention), time, bits=100))
    assert reached.rad() < 1e-25

    def duration(g):
        weight = mpmath.exp(beta * g) if attention == "usa" else 2 / (mpmath.exp(beta * (1 - g)) + 1)
        return 1 / ((1 - g * g) * weight)

    with mpmath.workdps(35):
        end = mpmath.mpf(reached.str(35, radius=False))
        assert abs(mpmath.quad(duration, [mpmath.mpf(3) / 5, 0.8, 0.95, end]) - time) < mpmath.mpf(10) ** -24


def test_two_tokens_under_relu():
    """gammadot = beta gamma (1 - gamma^2), so gamma^2 / (1 - gamma^2) grows as e^{2 beta t}."""
    reached = gamma(enclose(PAIR.under("relu"), Fraction(2), bits=80))
    with flint.ctx.workprec(256):
        odds = flint.arb(flint.fmpq(9, 16)) * flint.arb(6).exp()
        assert (odds / (1 + odds)).sqrt().overlaps(reached)
    assert reached.rad() < 1e-20


def test_one_token_that_grows():
    """Flat, M = I, n = 1: r' = r e^{r^2}, so the time from 1 to r is (E_1(1) - E_1(r^2)) / 2."""
    tokens = enclose(BLOW_UP, Fraction(1, 10), bits=100)
    with flint.ctx.workprec(200):
        square = inner(tokens, tokens).item()
    with mpmath.workdps(30):
        passed = (mpmath.e1(1) - mpmath.e1(mpmath.mpf(square.str(30, radius=False)))) / 2
        assert abs(passed - mpmath.mpf(1) / 10) < mpmath.mpf(10) ** -22


# -- against other integrators -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "time"),
    [
        (drawn("usa", 3, (3, 2, 2)), 1),
        (drawn("softmax", 4, (2, 2, 2)), 1),
        (drawn("softmax", 5, (2, 2, 1)).on("flat"), 1),
        (drawn("relu", 0, (2, 2, 1), kind="scalar"), 3),
    ],
    ids=["usa", "softmax", "flat", "relu"],
)
def test_it_holds_what_dop853_finds(state, time):
    found = integrate(Model.of(state, Floats()), [0, time], rtol=1e-12, atol=1e-13).model.tokens[-1]
    enclosed = enclose(state, Fraction(time), bits=60)
    assert width(enclosed) < 1e-11
    assert np.abs(enclosed.astype(float) - found).max() < 1e-10


@pytest.mark.parametrize("state", [PAIR, drawn("softmax", 6, (2, 2, 2), kind="semidefinite")], ids=["usa", "softmax"])
def test_equal_steps_in_boxes_agree(state):
    time = Fraction(1, 8)
    ours, boxes = enclose(state, time, bits=80), enclosure.enclose(state, time, order=24)
    with flint.ctx.workprec(256):
        assert all(a.overlaps(b) for a, b in zip(ours.flat, boxes.flat, strict=True))
    assert width(ours) < 1e-18


@pytest.mark.parametrize("changes", [{"beta": "2"}, {"attention": "softmax"}, {"geometry": "flat"}])
def test_another_flow_is_outside(changes):
    beta = changes.pop("beta", "3/2")
    other = aligned(beta, PAIR.tokens, PAIR.score_matrices, **changes)
    ours, theirs = (enclose(state, Fraction(1, 20), bits=50) for state in (PAIR, other))
    assert not all(a.overlaps(b) for a, b in zip(ours.flat, theirs.flat, strict=True))


# -- long times ----------------------------------------------------------------------------------


def test_where_tokens_cluster_the_radius_stops_growing():
    """n = 4, d = 3, to T = 100: at most 2.3 times the radius of T = 5."""
    state = drawn("usa", 5, (4, 3, 1), kind="scalar")
    radii = {}
    for reached in tubes(partial(Model.of, state), [Fraction(100)], bits=36):
        radii[float(reached.time)] = float(reached.radius)
    early = max(radius for time, radius in radii.items() if time <= 5)
    assert max(radii) == 100
    assert radii[100.0] < 2.3 * early < 1e-6
    assert len(radii) < 400


def test_more_bits_make_the_last_radius_as_small_as_wanted():
    coarse, fine = (enclose(PAIR, Fraction(1), bits=bits) for bits in (40, 80))
    assert width(fine) < 2.0**-30 * width(coarse)
    assert all(a.overlaps(b) for a, b in zip(coarse.flat, fine.flat, strict=True))


def test_steps_end_at_every_time_that_is_asked_for():
    """A time every 1/7 costs a step each, but does not keep the steps short; each tube holds that of one long way."""
    times = [Fraction(0), Fraction(1, 10**6), *(Fraction(k, 7) for k in range(1, 8))]
    found = {tube.time: tube for tube in tubes(partial(Model.of, PAIR), times, bits=70)}
    alone = list(tubes(partial(Model.of, PAIR), [Fraction(1)], bits=70))
    assert set(times) <= set(found)
    assert len(found) <= len(alone) + 2 * len(times)
    for time in (times[1], times[4], times[-1]):
        with flint.ctx.workprec(128):
            once = enclose(PAIR, time, bits=70)
            assert all(a.overlaps(b) for a, b in zip(found[time].balls().flat, once.flat, strict=True))
        assert float(found[time].radius) < 1e-17


def test_no_time_is_no_motion():
    tokens = enclose(PAIR, Fraction(0), bits=80)
    with flint.ctx.workprec(128):
        assert (5 * tokens[1, 0]).contains(3)
    assert 0 < width(tokens) < 2.0**-79


@pytest.mark.parametrize(("attention", "geometry"), [("usa", "sphere"), ("softmax", "flat"), ("relu", "sphere")])
def test_what_starts_in_the_tube_stays_in_it(attention, geometry):
    """Trajectories from 0.95 of the first radius off, followed by narrow tubes; some part about as fast as it grows."""
    random = np.random.Generator(np.random.PCG64(9))
    heads, x = random.normal(size=(2, 1, 2, 2)), np.abs(random.normal(size=(3, 2)))
    if attention == "relu":
        heads = np.abs(heads)  # so that no score changes its sign
    x /= 2 * np.linalg.norm(x, axis=-1, keepdims=True)
    length, system = 2 if geometry == "sphere" else 1, System(*heads, 1.1, attention, geometry)
    times = [Fraction(k, 8) for k in range(1, 4)]
    wide = {tube.time: tube for tube in tubes(start_of(system, x), times, bits=20)}
    shares = []
    for _ in range(4):
        off = random.normal(size=x.shape)
        if geometry == "sphere":
            off -= 4 * (off * x).sum(axis=-1, keepdims=True) * x
        off *= 0.95 * 2.0**-20 / length / np.linalg.norm(off)
        for reached in tubes(start_of(system, x + off), times, bits=60):
            if reached.time in times:
                with flint.ctx.workprec(100):
                    apart = (reached.centre - wide[reached.time].centre).ravel()
                    shares.append(float(inner(apart, apart).sqrt() / wide[reached.time].radius))
    assert 0.4 < max(shares) < 1


def test_the_tube_grows_as_fast_as_what_is_in_it_and_hardly_faster():
    """Flat, n = d = 1, M = 1: x' = x e^{x^2}, so trajectories from near 1 part at the rate (1 + 2 x^2) e^{x^2} > 8."""
    one = np.ones((1, 1, 1))
    system, times = System(one, one, 1.0, "usa", "flat"), [Fraction(1, 20)]
    *_, wide = tubes(start_of(system, np.ones((1, 1))), times, bits=20)
    *_, near = tubes(start_of(system, np.array([[1 + 0.97 * 2.0**-20]])), times, bits=60)
    assert float(wide.radius) > 1.5 * 2.0**-20
    with flint.ctx.workprec(100):
        assert 0.9 < float((near.centre - wide.centre).item() / wide.radius) < 1


# -- refusals ------------------------------------------------------------------------------------


def test_a_score_that_changes_its_sign_ends_a_relu_tube():
    with pytest.raises(NotReachedError, match="may change its sign, and ReLU is not smooth") as refused:
        enclose(KINK, Fraction(3), bits=50)
    assert float(refused.value.time) == pytest.approx(0.896486, abs=1e-5)
    assert not refused.value.wide
    assert width(enclose(KINK, Fraction(4, 5), bits=50)) < 1e-10


def test_an_orthogonal_pair_rests_on_its_kink():
    """The score is exactly 0 along the way, and the gain of its weight, in [0, 1], bounds what is near."""
    orthogonal = aligned(1, [[1, 0], [0, 1]], [IDENTITY], attention="relu")
    tokens = enclose(orthogonal, Fraction(2), bits=50)
    assert all(ball.contains(entry) for ball, entry in zip(tokens.flat, (1, 0, 0, 1), strict=True))
    assert 1e-15 < width(tokens) < 1e-13


def test_tokens_that_reach_infinity_are_followed_up_to_there():
    with pytest.raises(NotReachedError) as refused:
        enclose(BLOW_UP, Fraction(1), bits=30)
    assert float(refused.value.time) < float(mpmath.e1(1) / 2)
    assert float(refused.value.time) == pytest.approx(float(mpmath.e1(1) / 2), abs=1e-3)
    assert refused.value.wide


def test_what_moves_too_fast_is_refused_at_once():
    hot = aligned(10**6, [[1, 2], [2, 1]], [IDENTITY])
    with pytest.raises(NotReachedError, match="shorter than 2"):
        enclose(hot, Fraction(1))


def test_the_budget_ends_a_long_flow():
    with pytest.raises(NotReachedError, match="the budget of steps is spent"):
        enclose(PAIR, Fraction(100), budget=Budget(100_000))
