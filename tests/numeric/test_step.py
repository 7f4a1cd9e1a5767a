"""One step of a tube, part by part: each bound holds for what it is of, and what has none is refused."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from types import SimpleNamespace

import flint
import mpmath
import numpy as np
import pytest

from numeric.arithmetic import Balls
from numeric.model import Model, inner
from numeric.state import aligned, diagonal
from numeric.trajectories import tube
from numeric.trajectories.taylor import coefficient, middle, series, size, taylor, upper
from numeric.trajectories.tube import COARSE, Tube, tubes

IDENTITY = diagonal(1, 1)
PAIR = aligned("3/2", [[1, 0], ["3/5", "4/5"]], [IDENTITY])


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
    """Of large numbers, which lose more than the last of the bits."""
    with flint.ctx.workprec(200):
        p = [np.array([[flint.arb(2**20) / 3]]), np.array([[flint.arb(2**20) / 7]])]
        exact = tube.at(p, flint.arb(1) / 10)
    step = SimpleNamespace(p=p, arithmetic=Balls(60), tube=Tube(Fraction(0), p[0], flint.arb(0)))
    reached = tube._Step._moved(step, Fraction(1, 10), flint.arb((1, -90)))
    with flint.ctx.workprec(200):
        assert 2.0**-50 < apart(exact, reached.centre) <= reached.radius < 2.0**-36
