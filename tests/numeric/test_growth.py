"""The rate at which trajectories part: the closed form of the derivative against the model's own, and its bound."""

from __future__ import annotations

from fractions import Fraction

import flint
import numpy as np
import pytest

from numeric.arithmetic import Balls
from numeric.model import Model
from numeric.states import Family, draw
from numeric.trajectories import growth
from numeric.trajectories.taylor import ambient

ARITHMETIC = Balls(96)
LENGTHS = np.array([[flint.arb(length)] for length in (0.8125, 1.015625, 1.25)])


def model_of(attention, geometry, seed=2, size=(3, 3, 2)):
    """Random heads with V_h != M_h, neither symmetric."""
    random = np.random.Generator(np.random.PCG64(seed))
    state = draw(Family(attention=attention, aligned=False, symmetric=False), random, size, Fraction(13, 10))
    with ARITHMETIC.working():
        return Model.of(state.on(geometry), ARITHMETIC)


def slow_jacobian(field, box):
    """DG over the box, column by column, by series of two terms through the field itself."""
    columns = []
    for place in np.ndindex(box.shape):
        along = np.full(box.shape, flint.arb(0), dtype=object)
        along[place] = flint.arb(1)
        columns.append(list(ARITHMETIC.slope(lambda t, along=along: field(box + t * along)).flat))
    return flint.arb_mat(columns).transpose()


def closed_form(model, box):
    blocks = growth.on_sphere(model, box) if model.geometry == "sphere" else growth.drive_slopes(model.at(box))
    n, d = box.shape
    return flint.arb_mat(n * d, n * d, blocks.swapaxes(1, 2).ravel().tolist())


def symmetric(slopes):
    return np.array(((slopes + slopes.transpose()) / 2).entries())


def cases(test):
    test = pytest.mark.parametrize("geometry", ["sphere", "flat"])(test)
    return pytest.mark.parametrize("attention", ["usa", "softmax", "relu"])(test)


@cases
def test_the_closed_form_is_the_derivative(attention, geometry):
    """At a point off the sphere, of unequal lengths, to 22 digits; over a box about as wide as the slow form is."""
    model = model_of(attention, geometry)
    with ARITHMETIC.working():
        for half_width, tolerance in ((0, 1e-22), (1e-6, 1e-2)):
            box = model.tokens * LENGTHS + flint.arb(0, half_width)
            slow, fast = symmetric(slow_jacobian(ambient(model), box)), symmetric(closed_form(model, box))
            assert all(a.overlaps(b) for a, b in zip(slow, fast, strict=True))
            assert max(float(ball.rad()) for ball in fast) < tolerance
            assert max(float(b.rad()) for b in fast) < 3 * max(float(b.rad()) for b in slow)


@cases
def test_the_rate_bounds_every_difference_quotient(attention, geometry):
    """<a - b, G(a) - G(b)> <= mu |a - b|^2 for pairs in a wide box, also where a ReLU score changes its sign."""
    model, random = model_of(attention, geometry, seed=5), np.random.Generator(np.random.PCG64(3))
    field = ambient(model)
    with ARITHMETIC.working():
        centre, half_width = np.array([[float(x) for x in row] for row in model.tokens]), 0.05
        mu = float(growth.growth_rate(model, ARITHMETIC.array(centre) + flint.arb(0, half_width)))
        worst = -np.inf
        for _ in range(30):
            a, b = (centre + half_width * random.choice([-1, 1], centre.shape) for _ in range(2))
            slope = (field(ARITHMETIC.array(a)) - field(ARITHMETIC.array(b))).astype(float)
            worst = max(worst, float(((a - b) * slope).sum() / ((a - b) ** 2).sum()))
    assert worst < mu < np.inf


def test_a_relu_score_of_either_sign_has_every_gain_between():
    """One token, flat, M = V = 1: v = x max(0, x^2) has slope 3 x^2; with M = -1 it is 0."""
    one, minus = (np.array([[[flint.arb(sign)]]]) for sign in (1, -1))
    for score, box, least, most in (
        (one, flint.arb(2), 12, 12.001),
        (minus, flint.arb(2), 0, 0),
        (one, flint.arb(0, 1), 3, 10),
    ):
        flat = Model(ARITHMETIC, np.array([[flint.arb(1)]]), score, one, np.array([flint.arb(1)]), "relu", "flat")
        assert least <= float(growth.growth_rate(flat, np.array([[box]]))) <= most


def test_a_score_that_is_positive_in_a_part_of_the_box_only():
    """M = 1, V = -1: tokens x < 0 < y do not see one another, and x' = -x^3 / 2 pulls hardly together near 0."""
    one = np.array([[[flint.arb(1)]]])
    box = np.array([[flint.arb(0, 0.1)], [flint.arb(2, 0.1)]])
    flat = Model(ARITHMETIC, box, one, -one, np.array([flint.arb(1)]), "relu", "flat")
    assert 0 <= float(growth.growth_rate(flat, box)) < 2


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("stretch", [(0.9, 1.1), (1.1, 0.9), (0.9, 0.9), (1.1, 1.1)])
def test_any_frame_gives_a_bound(monkeypatch, stretch, sign):
    """Here one that is not orthonormal, of matrices that are definite."""
    entries = sign * np.array([[2.0, 0.5], [0.5, 3.0]])
    frame = np.linalg.eigh(entries)[1] * stretch
    monkeypatch.setattr(np.linalg, "eigh", lambda a: (None, frame))
    bound = float(growth.largest_eigenvalue(flint.arb_mat(entries.tolist())))
    assert np.linalg.eigvalsh(entries).max() <= bound < 20


@pytest.mark.parametrize("seed", range(4))
def test_the_largest_eigenvalue_is_bounded_closely_from_above(seed):
    random = np.random.Generator(np.random.PCG64(seed))
    entries = random.normal(size=(5, 5))
    entries += entries.T
    spread = np.abs(random.normal(size=(5, 5))) * 1e-3
    spread += spread.T
    balls = flint.arb_mat(5, 5, [flint.arb(a, r) for a, r in zip(entries.flat, spread.flat, strict=True)])
    bound = float(growth.largest_eigenvalue(balls))
    worst = max(
        np.linalg.eigvalsh(entries + np.outer(signs, signs) * spread).max() for signs in random.choice([-1, 1], (50, 5))
    )
    assert worst < bound < np.linalg.eigvalsh(entries).max() + 1.001 * spread.sum(axis=1).max()


def test_matrices_without_a_bound():
    assert growth.largest_eigenvalue(flint.arb_mat(2, 2, [0, 0, 0, 0])) == 0
    for bad in ("nan", "inf"):
        assert not growth.largest_eigenvalue(flint.arb_mat(2, 2, [1, flint.arb(bad), 0, 1])).is_finite()
