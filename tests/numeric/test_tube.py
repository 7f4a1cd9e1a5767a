"""The tube holds the flow for long times, is narrow, and refuses what it cannot prove."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from types import SimpleNamespace

import flint
import mpmath
import numpy as np
import pytest

from numeric.arithmetic import Balls, Floats
from numeric.engine.system import System
from numeric.flow import integrate
from numeric.model import Model, inner
from numeric.state import State, aligned, diagonal
from numeric.states import Family, draw
from numeric.trajectories import enclosure, tube
from numeric.trajectories.floats import start_of
from numeric.trajectories.taylor import Budget, NotReachedError, coefficient, middle, series, size, taylor, upper
from numeric.trajectories.tube import COARSE, Tube, enclose, tubes

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


# -- the parts -----------------------------------------------------------------------------------


def test_the_field_around_the_sphere_keeps_lengths_and_is_the_flow_on_it():
    arithmetic = Balls(128)
    with arithmetic.working():
        model = Model.of(PAIR, arithmetic)
        field = tube.ambient(model)
        assert all(a.overlaps(b) for a, b in zip(field(model.tokens).flat, model.velocity.flat, strict=True))
        longer = 3 * model.tokens
        assert all(product.contains(0) for product in inner(longer, field(longer)))
        assert all(a.overlaps(3 * b) for a, b in zip(field(longer).flat, model.velocity.flat, strict=True))


def test_shifted_coefficients_are_those_about_another_time():
    arithmetic = Balls(128)
    with arithmetic.working():
        p = taylor(lambda x: x, np.array([[flint.arb(1)]]), arithmetic, 8)
        later = tube.shifted(p, flint.arb(1) / 4)
        for s in (0, 1, 2):
            assert (tube.at(later, flint.arb(s)) - tube.at(p, s + flint.arb(1) / 4)).item().contains(0)


def test_norms_and_upper_ends_are_rounded_up():
    assert 5 <= size(np.array([flint.arb(3), flint.arb(-4)])) < 5.01
    assert 1.5 <= upper(flint.arb(1, 0.5)) < 1.51


def test_a_coefficient_that_a_series_does_not_know_is_refused():
    """t / t is known to one term less than t."""
    with Balls(64).series(4):
        t = series([np.array([flint.arb(0)]), np.array([flint.arb(1)])])
        assert coefficient(t, 3)[0] == 0
        assert coefficient(t / t, 0)[0] == 1
        with pytest.raises(ArithmeticError, match="known up to"):
            coefficient(t / t, 3)


def defect(state, p, t):
    """|p'(t) - G(p(t))| for one head with M = V = 1 and USA weights, by mpmath."""
    rows = range(len(p[0]))
    u = [[mpmath.polyval([a[i, j] for a in reversed(p)], t) for j in range(p[0].shape[1])] for i in rows]
    slope = [
        [mpmath.polyval([k * p[k][i, j] for k in range(len(p) - 1, 0, -1)], t) for j in range(len(u[i]))] for i in rows
    ]
    total = mpmath.mpf(0)
    for i in rows:
        lengths = [mpmath.norm(a) if state.geometry == "sphere" else 1 for a in u]
        x = [[c / length for c in a] for a, length in zip(u, lengths, strict=True)]
        scores = [mpmath.exp(mpmath.mpf(float(state.beta)) * mpmath.fdot(x[i], a)) / len(u) for a in x]
        drive = [mpmath.fdot(scores, column) for column in zip(*x, strict=True)]
        radial = mpmath.fdot(x[i], drive) if state.geometry == "sphere" else 0
        velocity = [lengths[i] * (v - radial * c) for v, c in zip(drive, x[i], strict=True)]
        total += sum((s - v) ** 2 for s, v in zip(slope[i], velocity, strict=True))
    return mpmath.sqrt(total)


@pytest.mark.parametrize("state", [aligned(1, [[1]], [diagonal(1)], geometry="flat"), PAIR], ids=["growing", "pair"])
def test_what_a_step_adds_is_at_least_its_defect_times_its_length(monkeypatch, state):
    """Where one token grows, x' = x e^{x^2}, no coefficient of the defect cancels another: every one is needed."""
    monkeypatch.setattr(tube._Step, "_grown", lambda step, h, added: added)
    fine = Balls(128)
    with fine.working():
        model = Model.of(state, fine)
        start = Tube(Fraction(0), middle(model.tokens), flint.arb((1, -20)))
    for h, times in ((Fraction(1, 50), 1.05), (Fraction(1, 20), 1.5)):
        with COARSE.working():
            step = tube._Step(model, Model.of(state, COARSE), fine, start, 2)
            step.tolerance = flint.arb(1)
        with mpmath.workdps(30):
            p = [np.vectorize(lambda ball: mpmath.mpf(ball.str(40, radius=False)), otypes=[object])(a) for a in step.p]
            most = h * max(defect(state, p, mpmath.mpf(k) * h.numerator / h.denominator / 50) for k in range(51))
            added = mpmath.mpf(step._bound(h).str(30, radius=False))
            assert most * (1 - mpmath.mpf(10) ** -15) <= added < times * most
        step.tolerance = flint.arb(float(added) / 2)
        assert step._bound(h) is None


def grown(monkeypatch, rates, added, boxes=None):
    """What 2^-20 becomes in a step of length 3 along p(t) = (1 + t, 2 - t^2), with mu as told in each part."""
    left = list(rates)

    def growth_rate(_, box):
        if boxes is not None:
            boxes.append(box)
        return flint.arb(left.pop(0))

    monkeypatch.setattr(tube, "growth_rate", growth_rate)
    p = [np.array([[flint.arb(a), flint.arb(b)]]) for a, b in ((1, 2), (1, 0), (0, -1))]
    step = SimpleNamespace(p=p, coarse=None, tube=Tube(Fraction(0), p[0], flint.arb((1, -20))))
    found = tube._Step._grown(step, flint.arb(3), flint.arb(added * 2.0**-20))
    return None if found is None else float(found) * 2**20


def test_the_box_of_every_part_holds_what_may_pass_there(monkeypatch):
    boxes, most = [], 8 * 2.0**-20
    assert grown(monkeypatch, (0, 0, 0), 1, boxes) == pytest.approx(2)
    assert len(boxes) == 3
    for k, box in enumerate(boxes):
        for t in np.linspace(k, k + 1, 9):
            for sign in (1, -1):
                assert box[0, 0].contains(1 + t + sign * most)
                assert box[0, 1].contains(2 - t * t + sign * most)


def test_a_bound_grows_part_by_part(monkeypatch):
    e = np.exp
    assert grown(monkeypatch, (-1, -2, -3), 3) == pytest.approx(((e(-1) + 1) * e(-2) + 1) * e(-3) + 1, rel=1e-12)
    assert grown(monkeypatch, (0.2, 0.3, 0.4), 1.5) == pytest.approx(
        ((1.5 * e(0.2) + 0.5) * e(0.3) + 0.5) * e(0.4), rel=1e-12
    )
    assert grown(monkeypatch, (0.5, 0.5, 0.1), 0) is None  # as a shorter step has a smaller mu


@pytest.mark.parametrize(
    ("rates", "most"),
    [((0, 0, 0), 7), ((-9, 0, 0), 8 - np.exp(-9)), ((0, 0, -9), 7), ((0, 0, 0.9), 8 * np.exp(-0.9) - 1)],
)
def test_what_may_leave_the_box_has_no_bound(monkeypatch, rates, most):
    """R = 8 r. In a part with mu < 0 the distance may still grow by what is added, before it falls."""
    assert grown(monkeypatch, rates, 0.999 * most) is not None
    assert grown(monkeypatch, rates, 1.001 * most) is None


def apart(tokens, centre):
    return size(np.asarray(tokens - centre))


def test_the_first_radius_holds_what_rounding_takes_off_the_tokens(monkeypatch):
    """With fewer bits in the arithmetic than in the radius."""
    monkeypatch.setattr(tube, "GUARD_BITS", -10)
    state = aligned(1, [[1, 2], [3, 5]], [IDENTITY])
    first = next(tubes(partial(Model.of, state), [], bits=50))
    with flint.ctx.workprec(200):
        exact = Model.of(state, Balls(200)).tokens
        assert 2.0**-50 < apart(exact, first.centre) <= first.radius < 2.0**-36


def test_the_radius_after_a_step_holds_what_rounding_takes_off_its_end():
    with flint.ctx.workprec(200):
        p = [np.array([[flint.arb(1) / 3]]), np.array([[flint.arb(1) / 7]])]
        exact = tube.at(p, flint.arb(1) / 10)
    step = SimpleNamespace(p=p, arithmetic=Balls(30), tube=Tube(Fraction(0), p[0], flint.arb(0)))
    reached = tube._Step._moved(step, Fraction(1, 10), flint.arb((1, -60)))
    with flint.ctx.workprec(200):
        assert 2.0**-45 < apart(exact, reached.centre) <= reached.radius < 2.0**-25
