"""Laws of the model: symmetries, scalings, and one formula in every arithmetic."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import flint
import numpy as np
import pytest
from configurations import BITS, balls, configurations, equal, laws
from hypothesis import given
from hypothesis import strategies as st

from numeric.arithmetic import Balls, Digits, Floats, Intervals, Rationals
from numeric.model import VARIANTS, Model, inner, project, transposed
from numeric.state import State, aligned, diagonal, transpose
from numeric.states import Family, product

MODERATE = tuple(map(Fraction, ("1", "1/1000000", "13/10")))
SPHERE = Family(geometry="sphere")
GRADIENT_CASE = Family(symmetric=True, aligned=True)
PER_HEAD = ("energy", "energy_rate", "entropy", "entropy_rate", "radial_shadow", "partition", "attention_matrix")
EVERYTHING = (*PER_HEAD, "weights", "logits", "kernel", "logit_rate", "head_output", "tangential", "drive", "velocity")


def rotated(state: State, random: np.random.Generator) -> tuple[State, tuple]:
    """The state in another orthonormal frame Q (two reflections, exact), with Q."""
    frame = diagonal(*[1] * state.d)
    for _ in range(2):
        normal = [Fraction(int(random.integers(1, 7))) for _ in range(state.d)]
        square = sum(a * a for a in normal)
        mirror = tuple(
            tuple((i == j) - 2 * normal[i] * normal[j] / square for j in range(state.d)) for i in range(state.d)
        )
        frame = product(frame, mirror)

    def turned(rows):
        return product(product(frame, rows), transpose(frame))

    return (
        replace(
            state,
            tokens=product(state.tokens, transpose(frame)),
            score_matrices=tuple(map(turned, state.score_matrices)),
            value_matrices=tuple(map(turned, state.value_matrices)),
        ),
        frame,
    )


@laws
@given(configurations(), st.integers(0, 99))
def test_a_rotation_turns_vectors_and_keeps_numbers(state, seed):
    turned, frame = rotated(state, np.random.Generator(np.random.PCG64(seed)))
    with Balls(BITS).working():
        before, after = balls(state), balls(turned)
        back = Balls(BITS).array(frame)
        for name in PER_HEAD:
            assert equal(getattr(before, name), getattr(after, name)), name
        for variant in VARIANTS:
            assert equal(before.dominance(variant), after.dominance(variant), width=1e-30), variant
        for name in ("velocity", "head_output", "tangential"):
            assert equal(getattr(before, name) @ transposed(back), getattr(after, name)), name


@laws
@given(configurations(), st.randoms(use_true_random=False))
def test_renaming_tokens_renames_what_belongs_to_them(state, random):
    order = random.sample(range(state.n), state.n)
    renamed = replace(state, tokens=tuple(state.tokens[i] for i in order))
    with Balls(BITS).working():
        before, after = balls(state), balls(renamed)
        assert equal(before.energy, after.energy)
        assert equal(before.energy_rate, after.energy_rate)
        assert equal(before.velocity[order], after.velocity)
        for name in ("entropy", "entropy_rate", "radial_shadow"):
            assert equal(getattr(before, name)[:, order], getattr(after, name)), name
        assert equal(before.attention_matrix[:, order][:, :, order], after.attention_matrix)


@laws
@given(configurations(), st.randoms(use_true_random=False))
def test_renaming_heads_renames_what_belongs_to_them(state, random):
    order = random.sample(range(state.heads), state.heads)
    renamed = replace(
        state,
        score_matrices=tuple(state.score_matrices[h] for h in order),
        value_matrices=tuple(state.value_matrices[h] for h in order),
    )
    with Balls(BITS).working():
        before, after = balls(state), balls(renamed)
        assert equal(before.velocity, after.velocity)
        for name in (*PER_HEAD, "head_output"):
            assert equal(getattr(before, name)[order], getattr(after, name)), name
        for variant in VARIANTS:
            assert equal(before.dominance(variant)[order], after.dominance(variant), width=1e-30), variant


@laws
@given(configurations(SPHERE))
def test_on_the_sphere_velocities_are_orthogonal_to_tokens(state):
    with Balls(BITS).working():
        model = balls(state)
        assert equal(inner(model.tokens, model.velocity), 0)
        assert equal(inner(model.tokens, model.tokens), 1)
        assert equal(model.velocity, project(model.tokens, model.drive))
        free = model.on("flat")
        assert equal(free.velocity, free.drive)
        assert equal(free.velocity, model.drive)
        assert equal(free.on("sphere").velocity, model.velocity)


def test_another_geometry_or_other_tokens_keep_the_attention():
    state = aligned("13/10", [[1, 2], [3, -2]], [diagonal(1, 2), diagonal(-1, 3)], attention="softmax")
    model = Model.of(state, Floats())
    assert Model.of(state.on("flat"), Floats()).velocity == pytest.approx(model.drive)
    turned = model.at(model.tokens[::-1])
    for other in (model.on("flat"), model.on("flat").on("sphere"), turned, turned.on("flat").at(model.tokens)):
        assert other.attention == "softmax"
        assert (other.n, other.heads, other.beta) == (2, 2, model.beta)
    assert turned.head_output == pytest.approx(model.head_output[:, ::-1])
    assert (turned.geometry, turned.on("flat").at(model.tokens).geometry) == ("sphere", "flat")


@laws
@given(configurations(), st.sampled_from((2, Fraction(1, 3), 7)))
def test_heat_can_be_moved_from_beta_to_the_scores(state, factor):
    """beta -> c beta and M -> M / c leave the weights as they are; energies shrink by c."""
    cooler = replace(
        state,
        beta=factor * state.beta,
        score_matrices=tuple(
            tuple(tuple(entry / factor for entry in row) for row in rows) for rows in state.score_matrices
        ),
    )
    with Balls(BITS).working():
        before, after = balls(state), balls(cooler)
        for name in ("kernel", "attention_matrix", "velocity", "entropy", "entropy_rate", "radial_shadow"):
            assert equal(getattr(before, name), getattr(after, name)), name
        ratio = Balls(BITS).number(Fraction(factor))
        assert equal(before.energy, ratio * after.energy)
        assert equal(before.energy_rate, ratio * after.energy_rate)


@laws
@given(configurations())
def test_two_precisions_agree(state):
    with Balls(BITS).working():
        coarse = {name: getattr(balls(state), name) for name in EVERYTHING}
    with Balls(2 * BITS).working():
        fine = {name: getattr(Model.of(state, Balls(2 * BITS)), name) for name in EVERYTHING}
    for name in EVERYTHING:
        assert all(
            a.overlaps(b) and b.rad() <= a.rad() for a, b in zip(coarse[name].flat, fine[name].flat, strict=True)
        )


@laws
@given(configurations(temperatures=MODERATE))
def test_digits_floats_and_intervals_agree_with_balls(state):
    digits, floats, intervals = (Model.of(state, a) for a in (Digits(50), Floats(), Intervals()))
    with Balls(256).working():
        model = Model.of(state, Balls(256))
        for name in EVERYTHING:
            rows = [getattr(m, name).ravel() for m in (model, digits, floats, intervals)]
            size = 1 + float(abs(max(rows[0], key=abs)))
            for ball, number, double, interval in zip(*rows, strict=True):
                assert abs(flint.arb(str(number)) - ball) < 1e-40 * size, name
                assert double == pytest.approx(float(ball), rel=1e-10, abs=1e-12 * size), name
                assert ball.overlaps(flint.arb(float(interval.inf)).union(float(interval.sup))), name
                assert interval.sup - interval.inf < 1e-9 * size, name


@laws
@given(configurations())
def test_at_zero_logits_the_model_is_rational(state):
    """Zero scores: every weight is 1, so rationals are exact, and the balls hold them."""
    zero = tuple(tuple((Fraction(0),) * state.d for _ in range(state.d)) for _ in range(state.heads))
    points = product(state.tokens, diagonal(*[0] * (state.d - 1), 1))  # onto an axis: rational norms
    flat = replace(
        state, score_matrices=zero, tokens=tuple(p if any(p) else diagonal(*[1] * state.d)[-1] for p in points)
    )
    exact = Model.of(flat, Rationals())
    with Balls(BITS).working():
        for name in ("kernel", "partition", "energy", "energy_rate", "radial_shadow", "tangential", "logit_rate"):
            assert equal(getattr(balls(flat), name), getattr(exact, name)), name
        assert equal(balls(flat).velocity, exact.velocity)


@laws
@given(configurations())
def test_rates_are_the_slopes_along_the_velocity(state):
    with Balls(BITS).working():
        model = balls(state)
        slope = model.arithmetic.slope
        assert equal(model.energy_slope(model.velocity), model.energy_rate)
        for name in ("logit", "entropy"):
            along = slope(lambda t, name=name: getattr(model.at(model.tokens + t * model.velocity), PLURAL[name]))
            assert equal(along, getattr(model, f"{name}_rate")), name


PLURAL = {"logit": "logits", "entropy": "entropy"}


@laws
@given(configurations(temperatures=MODERATE))
def test_slopes_agree_between_arithmetics(state):
    digits, floats = Model.of(state, Digits(40)), Model.of(state, Floats())
    assert np.all(
        np.abs(digits.energy_slope(digits.velocity) - digits.energy_rate) < 10**-35 * (1 + np.abs(digits.energy_rate))
    )
    assert floats.energy_slope(floats.velocity) == pytest.approx(floats.energy_rate, rel=1e-9, abs=1e-9)


@laws
@given(configurations())
def test_weights_and_entropy_are_in_range(state):
    with Balls(BITS).working():
        model = balls(state)
        assert equal(model.attention_matrix.sum(axis=-1), 1)
        assert equal(model.attention_matrix * model.partition[..., None], model.kernel)
        assert not any(entropy < 0 for entropy in model.entropy.flat)
        assert not any(entropy > flint.arb(state.n).log() for entropy in model.entropy.flat)
        direct = -(model.attention_matrix * Balls.log(model.attention_matrix)).sum(axis=-1)
        assert equal(model.entropy, direct)


def test_softmax_at_huge_logits_overflows_nothing():
    """exp(10^6) is no float; weights and entropies do not depend on the shift that keeps it away."""
    hot = aligned(10**6, [[1, 0], ["3/5", "4/5"]], [diagonal(1, 1), diagonal(-1, -1)], attention="softmax")
    model = Model.of(hot, Floats())
    assert model.attention_matrix.tolist() == [np.eye(2).tolist(), np.eye(2)[::-1].tolist()]
    assert not np.any(model.entropy)
    assert not np.any(model.entropy_rate)


@laws
@given(configurations())
def test_attention_scales_the_output_by_its_weights(state):
    with Balls(BITS).working():
        usa, softmax = balls(state.under("usa")), balls(state.under("softmax"))
        assert equal(usa.head_output, softmax.head_output * usa.partition[..., None])
        assert equal(usa.drive * state.n, usa.head_output.sum(axis=0))
        assert equal(softmax.drive, softmax.head_output.sum(axis=0))


@laws
@given(configurations(GRADIENT_CASE))
def test_dominance_margins_are_their_definitions(state):
    with Balls(BITS).working():
        model = balls(state)
        for h in range(state.heads):
            others = [k for k in range(state.heads) if k != h]
            for i, x in enumerate(model.tokens):
                f = model.head_output[:, i]
                rho = [inner(x, f[k]) for k in range(state.heads)]
                total = sum((f[k] for k in others), start=0 * f[h])
                right = {
                    "A": abs(rho[h]) * sum((norm(f[k]) for k in others), start=flint.arb(0)),
                    "E": abs(rho[h]) * norm(total),
                    "B": abs(rho[h]) * sum((abs(rho[k]) for k in others), start=flint.arb(0)),
                    "C": rho[h] * sum((rho[k] for k in others), start=flint.arb(0)),
                }
                tangential = inner(f[h], f[h]) - rho[h] ** 2
                for variant in VARIANTS:
                    margin = model.dominance(variant)[h, i]
                    assert equal(margin, tangential - right[variant], width=1e-30), variant


def norm(vector):
    return Balls.sqrt(inner(vector, vector))


def test_radial_fraction_is_the_cosine_with_the_token():
    model = Model.of(aligned(1, [["3/5", "4/5"]], [diagonal(1, 0), diagonal(-1, -1)]), Floats())
    assert model.radial_fraction == pytest.approx(np.array([[0.6], [1.0]]))


def test_a_batch_is_a_row_of_models():
    states = [aligned("13/10", [[1, k], [k, -2]], [diagonal(1, 2), diagonal(-1, k)]) for k in range(3)]
    models = [Model.of(state, Floats()) for state in states]
    batch = Model(
        Floats(),
        np.stack([m.tokens for m in models]),
        np.stack([m.score_matrices for m in models]),
        np.stack([m.value_matrices for m in models]),
        np.array([1.3]),
    )
    for name in EVERYTHING:
        assert getattr(batch, name) == pytest.approx(np.stack([getattr(m, name) for m in models]), rel=1e-14), name
    for variant in VARIANTS:
        expected = np.stack([m.dominance(variant) for m in models])
        assert batch.dominance(variant) == pytest.approx(expected, abs=1e-13), variant


@pytest.mark.parametrize("attention", ["usa", "softmax"])
def test_a_small_model_by_hand(attention):
    """Two orthonormal tokens, M = I, V = diag(1, 2), beta = 1: weights e and 1."""
    state = State(Fraction(1), diagonal(1, 1), (diagonal(1, 1),), (diagonal(1, 2),), attention)
    model, e = Model.of(state, Floats()), np.e
    z, over = (e + 1, 2) if attention == "usa" else (1, 1)
    weights = z / (e + 1)
    assert model.energy == pytest.approx([(2 * e + 2) / 8])
    assert model.head_output[0] == pytest.approx(weights * np.array([[e, 2], [1, 2 * e]]))
    assert model.velocity == pytest.approx(weights / over * np.array([[0, 2], [1, 0]]))
    assert model.radial_shadow == pytest.approx(weights * np.array([[e, 2 * e]]))
    # <x_1, x_2> grows at the sum of the two speeds; dE/dt = 2 kernel * that / (2 n^2)
    assert model.energy_rate == pytest.approx([3 * weights / over / 4])


def test_a_small_relu_model_by_hand():
    """M = diag(2, -1), V = diag(1, 2), beta = 3, tokens (1, 0), (3/5, 4/5): scores 2, 6/5, 6/5, 2/25."""
    state = State(Fraction(3), ((1, 0), (3, 4)), (diagonal(2, -1),), (diagonal(1, 2),), "relu", "flat")
    model = Model.of(state, Floats())
    assert model.weights[0] == pytest.approx(3 * np.array([[2, 1.2], [1.2, 0.08]]))
    assert model.head_output[0] == pytest.approx(3 * np.array([[2 + 0.72, 1.92], [1.2 + 0.048, 0.128]]))
    assert model.velocity == pytest.approx(model.head_output[0] / 2)
    turned = Model.of(replace(state, score_matrices=(diagonal(2, -3),)), Floats())
    assert turned.weights[0] == pytest.approx(3 * np.array([[2, 1.2], [1.2, 0]]))  # 18/25 - 48/25 < 0
    assert turned.energy == pytest.approx(np.exp([6, 3.6, 3.6, -3.6]).sum(keepdims=True) / 24)


@laws
@given(configurations(Family(attention="relu")))
def test_relu_weights_are_the_positive_parts_of_the_logits(state):
    with Balls(BITS).working():
        model = balls(state)
        assert equal(model.weights, (model.logits + abs(model.logits)) / 2)
        assert equal(model.drive * state.n, model.head_output.sum(axis=0))
        assert equal(model.energy, balls(state.under("usa")).energy)
        assert equal(model.entropy, balls(state.under("softmax")).entropy)


def test_relu_weights_are_rational():
    state = aligned("3/2", [["3/5", "4/5"], ["-4/5", "3/5"]], [diagonal(2, 1), diagonal(-1, 1)], attention="relu")
    exact = Model.of(state, Rationals())
    assert [str(entry) for entry in exact.weights[0].ravel()] == ["51/25", "0", "0", "123/50"]
    with Balls(BITS).working():
        assert equal(balls(state).velocity, exact.velocity)


@laws
@given(configurations(temperatures=MODERATE), st.sampled_from(MODERATE))
def test_another_temperature_changes_nothing_else(state, beta):
    with Balls(BITS).working():
        other = balls(state).with_beta(Balls(BITS).array([beta]))
        meant = balls(replace(state, beta=beta))
        assert (other.attention, other.geometry) == (state.attention, state.geometry)
        for name in ("kernel", "velocity", "energy", "energy_rate", "entropy"):
            assert equal(getattr(other, name), getattr(meant, name)), name


def test_which_side_a_matrix_acts_from():
    """M = V = [[0, 1], [0, 0]] takes e_2 to e_1: the only logit is <e_1, M e_2> = 1."""
    state = aligned(1, diagonal(1, 1), [[[0, 1], [0, 0]]])
    model = Model.of(state, Floats())
    assert model.logits.tolist() == [[[0, 1], [0, 0]]]
    assert model.head_output == pytest.approx(np.array([[[np.e, 0], [1, 0]]]))
    assert model.entropy[0, 1] == pytest.approx(np.log(2))
