"""The engine against what others compute: Kuramoto's model, quadrature of one-dimensional equations, published numbers.

Right sides here are written by themselves, in angles or in the common inner product; none of ours enters.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.integrate import quad, solve_ivp

from numeric.engine import events
from numeric.engine.run import Method, Run
from numeric.engine.system import System
from numeric.engine.velocity import NumPyVelocity

TIGHT = Method("DOP853", rtol=1e-12, atol=1e-13)
EYE = np.eye(2)


def circle(angles: np.ndarray) -> np.ndarray:
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1)


def difference(x: np.ndarray) -> float:
    """The angle between the first two tokens."""
    return float(np.arctan2(x[0, 0] * x[1, 1] - x[0, 1] * x[1, 0], x[0] @ x[1]))


def one_head(beta: float, matrix: np.ndarray = EYE, values: np.ndarray | None = None, **given: object) -> System:
    return System(matrix[None], (matrix if values is None else values)[None], beta, **given)


def followed(system: System, start: np.ndarray, times: list[float], **given: object) -> Run:
    run = Run(system, start, times, **{"method": TIGHT} | given)
    while not run.done:
        run.advance()
    return run


# -- the Kuramoto model, the limit beta -> 0 on the circle -----------------------------------------


def kuramoto(angles: np.ndarray, end: float) -> np.ndarray:
    """theta_i' = (1/n) sum_j sin(theta_j - theta_i), by SciPy, in angles."""

    def rate(_: float, theta: np.ndarray) -> np.ndarray:
        return np.sin(theta[None, :] - theta[:, None]).mean(axis=1)

    return solve_ivp(rate, (0, end), angles, method="Radau", rtol=1e-12, atol=1e-13).y[:, -1]


ANGLES = np.random.Generator(np.random.PCG64(8)).uniform(0, 2 * np.pi, 9)


@pytest.mark.parametrize("attention", ["usa", "softmax"])
def test_without_temperature_it_is_the_kuramoto_model(attention):
    found = followed(one_head(1e-12, attention=attention), circle(ANGLES), [0, 1, 3]).tokens[-1]
    assert found == pytest.approx(circle(kuramoto(ANGLES, 3)), abs=1e-10)


def test_the_way_to_the_kuramoto_model_is_linear_in_beta():
    limit = circle(kuramoto(ANGLES, 1))
    far, near = (
        np.abs(followed(one_head(beta), circle(ANGLES), [0, 1]).tokens[-1] - limit).max() for beta in (1e-3, 1e-4)
    )
    assert 1e-5 < near < 1e-3
    assert far / near == pytest.approx(10, rel=0.01)


@pytest.mark.parametrize("apart", [0.3, 1.5, 3.0])
def test_two_oscillators_meet_as_the_tangent_of_half_their_angle(apart):
    """phi' = -sin phi, so tan(phi / 2) = tan(phi_0 / 2) e^-t."""
    run = followed(one_head(1e-12), circle(np.array([0.0, apart])), [0, 1, 4])
    for time, x in zip(run.times, run.tokens, strict=True):
        assert np.tan(difference(x) / 2) == pytest.approx(np.tan(apart / 2) * np.exp(-time), rel=1e-9)


# -- one-dimensional equations by quadrature -------------------------------------------------------


def waiting(rate: Callable[[float], float], first: float, last: float) -> float:
    return quad(lambda at: 1 / rate(at), first, last, epsabs=1e-13, epsrel=1e-13)[0]


@pytest.mark.parametrize("beta", [0.5, 3.0])
def test_two_tokens_on_the_circle(beta):
    """Un-normalised: phi' = -e^(beta cos phi) sin phi."""
    expected = waiting(lambda phi: -np.exp(beta * np.cos(phi)) * np.sin(phi), 2.5, 0.5)
    found = followed(one_head(beta), circle(np.array([0.0, 2.5])), [0, expected])
    assert difference(found.tokens[-1]) == pytest.approx(0.5, abs=1e-9)


@pytest.mark.parametrize("attention", ["usa", "softmax"])
@pytest.mark.parametrize(("n", "beta"), [(2, 1.0), (8, 1.0), (8, 6.0), (40, 2.0)])
def test_equiangular_tokens_reach_their_angles_on_time(n, beta, attention):
    """From orthogonal tokens under one head M = I, arXiv 2312.10794, section 6 (softmax), and the same with 1/n."""

    def rate(gamma: float) -> float:
        weight = np.exp(beta * gamma)
        total = n if attention == "usa" else np.exp(beta) + (n - 1) * weight
        return 2 * weight * (1 - gamma) * ((n - 1) * gamma + 1) / total

    expected = {gamma: waiting(rate, 0, gamma) for gamma in (0.1, 0.5, 0.9)}
    wanted = [events.gamma_reached(gamma) for gamma in expected]
    eye = np.eye(n)
    found = followed(one_head(beta, eye, attention=attention), eye, [0, 1.1 * expected[0.9]], events=wanted).events
    assert {name: float(time) for name, time in found.items()} == pytest.approx(
        {f"gamma {gamma}": time for gamma, time in expected.items()}, abs=1e-9
    )


@pytest.mark.parametrize("beta", [1.0, 3.0])
def test_the_second_token_under_a_causal_mask(beta):
    """The first token rests; phi' = -w sin phi, w = 1 / (1 + e^(beta (1 - cos phi))) the second's weight on it."""
    expected = waiting(lambda phi: -np.sin(phi) / (1 + np.exp(beta * (1 - np.cos(phi)))), 3.0, 0.1)
    start = circle(np.array([0.0, 3.0]))
    found = followed(one_head(beta, attention="softmax", causal=True), start, [0, expected]).tokens[-1]
    assert found[0] == pytest.approx(start[0], abs=1e-15)
    assert difference(found) == pytest.approx(0.1, abs=2e-9)


# -- published numbers -----------------------------------------------------------------------------


def jacobian(system: System, angles: np.ndarray) -> np.ndarray:
    """d theta_i' / d theta_j on the circle, by central differences of the engine's velocity."""
    velocity, h = NumPyVelocity(system), 1e-5

    def rates(theta: np.ndarray) -> np.ndarray:
        x = circle(theta)
        v = velocity(x)
        return x[:, 0] * v[:, 1] - x[:, 1] * v[:, 0]

    steps = h * np.eye(len(angles))
    return np.stack([(rates(angles + s) - rates(angles - s)) / (2 * h) for s in steps], axis=1)


@pytest.mark.parametrize(("a", "b", "phi"), [(1.0, 2.0, 0.0), (1.0, 2.0, np.pi / 2), (0.5, 3.0, np.pi / 2)])
def test_two_antipodal_clusters_escape_at_the_published_rate(a, b, phi):
    """Menon and Murray, on bipodal states: one positive eigenvalue e^-gamma, gamma = <y, K y> at the cluster y."""
    angles = phi + np.repeat([0, np.pi], 4)
    system = one_head(1.0, np.diag([a, b]), values=EYE)
    eigenvalues = np.sort(np.linalg.eigvals(jacobian(system, angles)).real)
    gamma = a * np.cos(phi) ** 2 + b * np.sin(phi) ** 2
    assert eigenvalues[-1] == pytest.approx(np.exp(-gamma), rel=1e-7)
    assert eigenvalues[-2] < 1e-7


@pytest.mark.parametrize(("beta", "meet"), [(-0.16, True), (-0.6, True), (-0.75, False)])
def test_three_tokens_meet_above_the_published_threshold_only(beta, meet):
    """arXiv 2507.22857: no global synchronisation on the circle for beta < -2/3; the triangle is what stays."""
    triangle = 2 * np.pi / 3 * np.arange(3) + np.array([0.0, 1e-3, -2e-3])
    run = followed(one_head(-beta, -EYE, values=EYE), circle(triangle), [0, 400], method=Method(rtol=1e-9))
    gram = run.tokens[-1] @ run.tokens[-1].T
    assert gram[np.triu_indices(3, 1)] == pytest.approx(np.full(3, 1.0 if meet else -0.5), abs=1e-6)


@pytest.mark.parametrize("beta", [0.16, 1.0])
def test_all_starts_on_the_circle_meet_where_it_is_proved(beta):
    """The same paper: almost every start synchronises for beta >= -0.16."""
    sign = -1 if beta == 0.16 else 1
    starts = np.random.Generator(np.random.PCG64(3)).uniform(0, 2 * np.pi, (64, 7))
    run = followed(one_head(beta, sign * EYE, values=EYE), circle(starts), [0, 200], method=Method("RK8", step=0.2))
    assert np.all(run.tokens[-1] @ run.tokens[-1].swapaxes(1, 2) > 1 - 1e-9)
