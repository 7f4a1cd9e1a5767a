from __future__ import annotations

import numpy as np
import pytest

from numeric import energy
from numeric.arithmetic import Floats
from numeric.flow import FlowError, integrate, safe_time, time_scale
from numeric.model import Model
from numeric.state import Geometry


def one_token(geometry: Geometry = "sphere", angle: float = 0.5, strength: float = 1.0) -> Model:
    """The token (cos t, sin t) under the single head diag(strength, 0), beta = 1."""
    head = np.diag([strength, 0.0])[None]
    return Model(Floats(), np.array([[np.cos(angle), np.sin(angle)]]), head, head, 1.0, "usa", geometry)


def two_tokens(angle: float, beta: float) -> Model:
    """Two tokens on the circle, `angle` apart, M = V = I."""
    tokens = np.array([[1.0, 0.0], [np.cos(angle), np.sin(angle)]])
    return Model(Floats(), tokens, np.eye(2)[None], np.eye(2)[None], beta)


class TestIntegrate:
    def test_a_flat_flow_with_a_known_solution(self) -> None:
        # M = 0, V = I: f = x, so x(t) = e^t x(0)
        tokens = np.array([[0.6, 0.8]])
        model = Model(Floats(), tokens, np.zeros((1, 2, 2)), np.eye(2)[None], 1.0, "usa", "flat")
        path = integrate(model, [0, 0.5, 1.0])
        assert np.allclose(path.model.tokens[-1], np.e * tokens, rtol=1e-10, atol=0)
        assert path.model.tokens.shape == (3, 1, 2)
        assert path.integrals.shape == (3, 0)

    def test_two_tokens_follow_the_scalar_equation_of_their_angle(self) -> None:
        # M = V = I, n = 2: gammadot = (1 - gamma^2) e^{beta gamma}, gamma = <x_1, x_2>
        beta, path = 1.5, integrate(two_tokens(2.0, 1.5), np.linspace(0, 1.0, 5))
        gamma = np.sum(path.model.tokens[:, 0] * path.model.tokens[:, 1], axis=-1)
        grid = np.linspace(gamma[0], gamma[-1], 20001)
        inverse = np.exp(-beta * grid) / (1 - grid**2)
        elapsed = np.sum((inverse[1:] + inverse[:-1]) / 2 * np.diff(grid))
        assert elapsed == pytest.approx(1.0, rel=1e-7)

    def test_tokens_stay_on_the_sphere_however_long(self) -> None:
        path = integrate(two_tokens(3.0, 1.0), [0, 500.0])
        assert np.abs(np.linalg.norm(path.model.tokens, axis=-1) - 1).max() < 4e-16

    def test_a_quadrature_rides_along(self) -> None:
        path = integrate(two_tokens(2.0, 1.0), [0, 1, 2.0], rate=energy.sphere_rate)
        assert path.integrals.shape == (3, 1)
        assert path.integrals[0, 0] == 0
        grown = path.model.energy.sum(axis=-1) - path.model.energy[0].sum()
        assert np.allclose(path.integrals[:, 0], grown, rtol=1e-10, atol=1e-14)

    def test_batches_share_their_times(self) -> None:
        both = np.stack([two_tokens(1.0, 1.0).tokens, two_tokens(2.0, 1.0).tokens])
        model = two_tokens(1.0, 1.0)
        path = integrate(model.at(both), [0, 1.0])
        alone = integrate(two_tokens(2.0, 1.0), [0, 1.0])
        assert path.model.tokens.shape == (2, 2, 2, 2)
        assert np.allclose(path.model.tokens[-1, 1], alone.model.tokens[-1], atol=1e-9)

    @pytest.mark.parametrize("times", [[0], [0, 0], [1, 0], [[0, 1]]])
    def test_times_that_do_not_increase_are_refused(self, times: list[float]) -> None:
        with pytest.raises(ValueError, match="at least two and increase"):
            integrate(one_token(), times)

    def test_a_flat_flow_that_reaches_infinity_is_told(self) -> None:
        # x' = e^{x^2} x reaches infinity before t = 1
        with pytest.raises(FlowError, match=r"the flat flow could not be followed from t=.* to t=5"):
            integrate(one_token("flat"), [0, 0.01, 5.0])

    def test_also_when_no_time_was_reached(self) -> None:
        with pytest.raises(FlowError, match="could not be followed from t=0 to t=5"):
            integrate(one_token("flat"), [0, 5.0])

    def test_a_start_that_is_not_finite_is_refused(self) -> None:
        broken = one_token()
        with pytest.raises(ValueError, match="not finite at the start"):
            integrate(broken.at(broken.tokens * np.nan), [0, 1.0])


class TestTimeScale:
    def test_it_is_the_time_of_the_fastest_token_and_logit(self) -> None:
        model = one_token(angle=0.0, strength=1.0)  # v = e x: speed e; logits change by 2 |v| at most
        assert time_scale(model) == pytest.approx(1 / (3 * np.e))

    def test_the_flat_flow_is_watched_briefly(self) -> None:
        scale = time_scale(one_token())
        assert safe_time(one_token()) == 100 * scale
        assert safe_time(one_token("flat")) == 0.3 * scale
