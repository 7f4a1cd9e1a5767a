"""Off the equiangular family: perturbations, flows of Gram matrices, measured orders."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from attnproof import figures
from numeric.arithmetic import Array, Balls, Floats
from numeric.ensembles import sphere_tokens
from numeric.equiangular import (
    Parameters,
    attraction,
    deviation_maps,
    deviations,
    gram_rate,
    off_family,
    subspaces,
    survival,
    transverse,
)
from numeric.equiangular.gram_flow import GramFlow, first_times, mean_product, uniform_grams
from numeric.equiangular.transverse import REPRESENTATIONS, eigenvalue, pattern
from numeric.flow import FlowError
from numeric.model import Model
from numeric.state import Attention
from numeric.statement import certified
from numeric.states import Family, states

ANY = Family(symmetric=True, aligned=True, equiangular="any")
POSITIVE = Family(symmetric=True, aligned=True, equiangular="any", strengths="positive")
SEVERAL = Family(symmetric=True, aligned=True, equiangular="any", strengths="positive", fewest_heads=2)
attentions = pytest.mark.parametrize("attention", ["usa", "softmax"])


def generator(seed: int = 3) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def scalar_model(tokens: Array, strengths: tuple[float, ...], beta: float, attention: Attention) -> Model:
    heads = np.array(strengths)[:, None, None] * np.eye(tokens.shape[-1])
    return Model(Floats(), tokens, heads, heads, beta, attention)


class TestPatterns:
    @pytest.mark.parametrize("n", [2, 3, 4, 6])
    def test_representations(self, n: int) -> None:
        found = {kind: pattern(kind, n) for kind in REPRESENTATIONS}
        for delta in found.values():
            assert np.array_equal(delta, delta.T)
            assert not np.any(np.diag(delta))
        assert np.any(found["trivial"])
        assert np.any(found["standard"]) == (n >= 3)
        assert np.any(found["two-row"]) == (n >= 4)
        assert found["standard"].sum() == 0
        assert not np.any(found["two-row"].sum(axis=0))
        assert (found["standard"] * found["two-row"]).sum() == 0

    def test_a_direction_moves_the_gram_matrix_along_delta(self) -> None:
        state = next(state for state in states(ANY, seed=1, count=20) if state.n == 4)
        model, delta = Model.of(state, Floats()), pattern("standard", 4)
        moving = transverse.direction(model, delta)
        products = moving @ model.tokens.T
        assert products + products.T == pytest.approx(transverse.gap(Parameters.of(model)) * delta)


class TestSpectrum:
    @attentions
    def test_the_jacobian_of_the_gram_flow_has_these_eigenvalues(self, attention: Attention) -> None:
        n, gamma, beta, strengths = 6, 0.3, 1.3, np.array([0.7, -0.4, 1.1])
        first, second = np.triu_indices(n, k=1)

        def rate(entries: Array) -> Array:
            gram = np.eye(n)
            gram[first, second] = gram[second, first] = entries
            return GramFlow(gram[None, None], strengths, beta, attention).rate()[0, 0][first, second]

        middle, step = np.full(len(first), gamma), 1e-6
        columns = [(rate(middle + step * e) - rate(middle - step * e)) / (2 * step) for e in np.eye(len(first))]
        found = np.sort(np.linalg.eigvals(np.array(columns).T).real)
        p = Parameters(Floats(), n, np.array([gamma]), strengths, beta)
        times = {"trivial": 1, "standard": n - 1, "two-row": n * (n - 3) // 2}
        claimed = [float(eigenvalue(p, attention, kind)[0]) for kind in REPRESENTATIONS for _ in range(times[kind])]
        assert found == pytest.approx(np.sort(claimed), abs=1e-6)

    def test_it_is_certified(self) -> None:
        assert certified(transverse.spectrum, ANY, seed=1).passed

    @pytest.mark.parametrize("changes", [{"sign": 1}, {"exponential": False}, {"normalised": False}, {"left_out": 1}])
    def test_planted_errors_are_caught(self, changes: dict[str, Any]) -> None:
        assert not certified(transverse.spectrum, ANY, seed=1, **changes).passed
        assert not deviations.growth_along(ANY, seed=1, **changes).passed

    def test_deviations_grow_by_it(self) -> None:
        finding = deviations.growth_along(ANY, seed=1)
        assert finding.passed, finding.summary
        (shown,) = figures.of({"numbers": finding.numbers}, "test")
        assert all(line["values"][-1] == -1 for panel in shown["panels"] for line in panel["lines"])


class TestAttraction:
    def test_it_is_certified(self) -> None:
        assert certified(attraction.attraction, POSITIVE, seed=1).passed

    @pytest.mark.parametrize("changes", [{"grows": -1}, {"exponential": False}, {"root": 4}])
    def test_planted_errors_are_caught(self, changes: dict[str, Any]) -> None:
        assert not certified(attraction.attraction, POSITIVE, seed=1, **changes).passed
        assert not deviations.gains(POSITIVE, seed=1, **changes).passed

    def test_it_needs_positive_strengths(self) -> None:
        assert not certified(attraction.attraction, ANY, seed=1).passed

    def test_the_gain_of_a_standard_deviation(self) -> None:
        n, b = 32, 1.0
        power = (n - 2) / (2 * (n - 1)) + b * n / (2 * (n - 1) ** 2)
        known = n**power * np.exp(b * (n - 2) / (2 * (n - 1)))
        assert deviation_maps.gain(n, b, "usa", "standard") == pytest.approx(known)
        assert deviation_maps.gain(n, b, "usa", "two-row") == pytest.approx(n ** (b / (n - 1)))
        assert 1 < deviation_maps.gain(n, b, "softmax", "standard") < known


class TestSubspaces:
    def test_tokens_are_balanced(self) -> None:
        state = next(state for state in states(SEVERAL, seed=1, count=20) if state.heads == 3)
        model = Model.of(state, Floats())
        spread = subspaces.spread(model)
        strength = model.score_matrices[0, 0, 0]
        gram = model.tokens @ model.tokens.T
        for h in range(3):
            assert spread.tokens @ spread.score_matrices[h] @ spread.tokens.T == pytest.approx(strength * gram / 3)
            assert not np.any(spread.score_matrices[h] @ spread.score_matrices[h - 1])

    def test_it_is_certified_and_seen_along_flows(self) -> None:
        assert certified(subspaces.orthogonal_subspaces, SEVERAL, seed=1).passed
        finding = subspaces.subspaces_flow(SEVERAL, seed=1)
        assert finding.passed, finding.summary
        rows = {(n, heads): (scalar, critical) for n, heads, scalar, critical in finding.numbers["table"]["rows"]}
        assert rows[8, 2] == (0.732, 3.12)

    @pytest.mark.parametrize("changes", [{"shared": False}, {"root": False}, {"summed": True}])
    def test_planted_errors_are_caught(self, changes: dict[str, Any]) -> None:
        assert not certified(subspaces.orthogonal_subspaces, SEVERAL, seed=1, **changes).passed
        assert not subspaces.subspaces_flow(SEVERAL, seed=1, **changes).passed

    def test_beta_star_in_balls(self) -> None:
        with Balls(128).working():
            state = next(state for state in states(SEVERAL, seed=1, count=20) if state.n == 5)
            p = Parameters.of(Model.of(state, Balls(128)))
            found = subspaces.beta_star(p, 2)[0]
        assert float(found.rad()) < 1e-30


class TestGramFlow:
    @attentions
    def test_one_block_is_the_flow_of_the_tokens(self, attention: Attention) -> None:
        tokens = sphere_tokens(generator(), 1, 5, 3)[0]
        model = scalar_model(tokens, (0.5, -1.2), 1.7, attention)
        flow = GramFlow((tokens @ tokens.T)[None, None], np.array([0.5, -1.2]), 1.7, attention)
        assert flow.rate()[0, 0] == pytest.approx(gram_rate(model))
        assert flow.radial_fraction()[0] == pytest.approx(model.radial_fraction.mean())
        assert flow.at(0.4).radial_fraction()[0] == pytest.approx(model.with_beta(0.4).radial_fraction.mean())

    @attentions
    def test_blocks_are_heads_on_orthogonal_subspaces(self, attention: Attention) -> None:
        tokens = sphere_tokens(generator(), 1, 4, 6)[0]
        scores = 1.5 * np.array([np.diag([1.0] * 3 + [0.0] * 3), np.diag([0.0] * 3 + [1.0] * 3)])
        model = Model(Floats(), tokens, scores, scores, 0.8, attention)
        grams = np.stack([part @ part.T for part in (tokens[:, :3], tokens[:, 3:])])[None]
        flow = GramFlow(grams, np.array([1.5]), 0.8, attention)
        assert flow.rate().sum(axis=1)[0] == pytest.approx(gram_rate(model))
        assert flow.radial_fraction()[0] == pytest.approx(model.radial_fraction.mean())

    def test_uniform_grams_have_the_moments_of_uniform_tokens(self) -> None:
        grams = uniform_grams(generator(), 4000, 3, (5, 7))
        whole = grams.sum(axis=1)
        assert np.diagonal(whole, axis1=1, axis2=2) == pytest.approx(1.0)
        products = whole[:, 0, 1]
        assert abs(products.mean()) < 0.02
        assert (products**2).mean() == pytest.approx(1 / 12, rel=0.1)
        assert (products**4).mean() == pytest.approx(3 / (12 * 14), rel=0.2)
        assert grams[:, 0, 0, 0].mean() == pytest.approx(5 / 12, rel=0.02)

    def test_a_subspace_too_small_is_refused(self) -> None:
        with pytest.raises(ValueError, match="got 2 for n=3"):
            uniform_grams(generator(), 1, 3, (5, 2))

    def test_first_times(self) -> None:
        times = np.linspace(0, 2, 41)
        means = np.stack([times**2, times], axis=1)
        assert first_times(times, means, (0.25, 1.0)) == pytest.approx(np.array([[0.5, 1], [0.25, 1]]))
        with pytest.raises(FlowError, match="1 flows have not reached 3"):
            first_times(times, means, (3.0,))

    def test_the_mean_along_a_flow(self) -> None:
        flow = GramFlow(uniform_grams(generator(), 2, 4, (9,)), np.ones(1), 1.0)
        means = flow.means_along(np.linspace(0, 1e-3, 3))
        slopes = (means[-1] - means[0]) / 1e-3
        assert slopes == pytest.approx(mean_product(flow.rate()), rel=1e-2)


class TestMeasuredOrders:
    def test_a_known_order(self) -> None:
        sizes = np.array([1.0, 2.0, 4.0])
        errors = sizes[:, None] ** 1.5 * np.linspace(1, 2, 8)
        order = off_family.measured_order(sizes, errors)
        assert order.slope == pytest.approx(1.5)
        assert order.half == pytest.approx(0, abs=1e-9)
        assert order.near(1.5, 0.1)
        assert not order.near(1.0, 0.1)

    def test_scatter_widens_the_interval(self) -> None:
        sizes = np.array([1.0, 2.0])
        errors = np.stack([np.ones(8), 2.0 ** np.array([1, 2] * 4)])
        order = off_family.measured_order(sizes, errors)
        assert order.slope == pytest.approx(1.5)
        assert not order.near(1.5, 0.25)

    def test_root_mean_square_by_group(self) -> None:
        errors = np.repeat(np.arange(8.0), 2)[:, None] * np.array([1, -1])
        assert off_family.root_mean_square(errors) == pytest.approx(np.arange(8.0)[:, None] * np.ones(2))

    @attentions
    def test_predicted_times_solve_the_equation(self, attention: Attention) -> None:
        prediction = off_family.Prediction.of(16, 2, attention)
        flow = GramFlow(np.eye(16)[None, None], np.ones(2), 1.0, attention)
        times = prediction.readings()
        reached = first_times(times, flow.means_along(times), off_family.LEVELS)
        assert reached == pytest.approx(prediction.times(np.zeros(1)), rel=1e-5)

    def test_predicted_beta_on_the_family(self) -> None:
        prediction = off_family.Prediction.of(8, 1)
        found = off_family.crossing_beta(
            lambda at: GramFlow(np.eye(8)[None, None], np.ones(1), at).radial_fraction(), 1, 6.0
        )
        assert found == pytest.approx(prediction.critical(np.zeros(1), off_family.C_STAR))

    @pytest.mark.parametrize("ensemble", ["GOE", "Ginibre"])
    def test_no_perturbation_no_error(self, ensemble: str) -> None:
        errors = off_family.head_errors(generator(), 8, 0.0, ensemble)
        assert np.abs(errors["all"]).max() < 1e-5


class TestSurvival:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(survival, "MEMBERS", 2)
        monkeypatch.setattr(survival, "DIMENSIONS", (1024, 65536))
        monkeypatch.setattr(survival, "HIGH_DIMENSIONS", (65536, 262144))
        monkeypatch.setattr(survival, "PERTURBATIONS", (0.01, 0.02))
        monkeypatch.setattr(survival, "TOKENS", (8,))

    def test_orders_are_as_claimed(self) -> None:
        finding = survival.survival(Family(), seed=2)
        assert finding.passed, finding.summary
        (shown,) = figures.of({"numbers": finding.numbers}, "test")
        assert len(shown["panels"]) == 4
        orders, constants = finding.numbers["table"]
        assert len(orders["rows"]) == 24
        assert constants["rows"][0][2] == pytest.approx(-1 / 2, abs=0.2)

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"dimension_order": 0.5}, "uniform tokens, USA: rate: measured order -1"),
            ({"strength_order": 2}, "heads I + eps G, symmetric: rate: measured order 1"),
            ({"factor": 1}, "not -1/2"),
        ],
    )
    def test_planted_errors_are_caught(self, changes: dict[str, Any], told: str) -> None:
        finding = survival.survival(Family(), seed=2, **changes)
        assert not finding.passed
        assert told in finding.summary
