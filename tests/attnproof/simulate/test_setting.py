"""What is drawn from a config."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from simulations import with_

from attnproof.simulate import reading, setting
from attnproof.simulate.table import ConfigError


def start(**tokens: Any) -> np.ndarray:
    return setting.start(reading.parse(with_(tokens={"n": 5, "d": 8, **tokens})).tokens, on_sphere=True)


def matrices(**heads: Any) -> np.ndarray:
    return setting.system(reading.parse(with_(heads=heads))).score_matrices


@pytest.mark.parametrize("gamma", [-0.2, 0.0, 0.4, 1.0])
def test_equiangular_tokens_are(gamma: float) -> None:
    x = start(kind="equiangular", gamma=gamma, batch=2)
    assert x.shape == (2, 5, 8)
    assert x @ x.swapaxes(1, 2) == pytest.approx((1 - gamma) * np.broadcast_to(np.eye(5), (2, 5, 5)) + gamma, abs=1e-14)
    assert not np.allclose(x[0], x[1]) or gamma == 1


@pytest.mark.parametrize("noise", [0.0, 0.2])
def test_near_orthogonal_tokens_are_as_near_as_the_noise_says(noise: float) -> None:
    x = start(kind="near-orthogonal", noise=noise, n=60, d=60)
    off = (x @ x.T)[np.triu_indices(60, 1)]
    assert np.linalg.norm(x, axis=-1) == pytest.approx(1)
    assert np.sqrt(np.mean(off**2)) == pytest.approx(noise * np.sqrt(2 / 60), rel=0.1, abs=1e-14)


def test_tokens_of_ones_own_are_normalised_on_the_sphere_only() -> None:
    told = reading.parse(with_(tokens={"n": None, "d": None, "values": [[3, 4, 0], [0, 0, 1e300]]})).tokens
    assert setting.start(told, on_sphere=True) == pytest.approx(np.array([[0.6, 0.8, 0], [0, 0, 1]]))
    assert setting.start(told, on_sphere=False)[0] == pytest.approx([3, 4, 0])


def test_seeds_say_what_is_drawn() -> None:
    assert np.array_equal(start(seed=3), start(seed=3))
    assert not np.array_equal(start(seed=3), start(seed=4))
    assert np.array_equal(matrices(kind="goe", seed=3), matrices(kind="goe", seed=3))
    assert not np.array_equal(matrices(kind="goe", seed=3), matrices(kind="goe", seed=4))


def test_tokens_scores_and_values_of_one_seed_have_streams_of_their_own() -> None:
    told = reading.parse(with_(tokens={"n": 3}, heads={"kind": "ginibre", "values": "ginibre"}))
    x, system = setting.start(told.tokens, on_sphere=True), setting.system(told)
    scores, values = system.score_matrices[0], system.value_matrices[0]
    assert not np.allclose(scores, values)
    for matrix in (scores, values):
        assert not np.allclose(x, matrix / np.linalg.norm(matrix, axis=-1, keepdims=True))


@pytest.mark.parametrize("kind", ["goe", "psd", "low-rank", "orthogonal-subspaces"])
def test_heads_are_of_their_kind(kind: str) -> None:
    heads = matrices(kind=kind, count=2)
    assert heads.shape == (2, 3, 3)
    assert heads == pytest.approx(heads.swapaxes(1, 2))
    if kind in ("psd", "low-rank"):
        assert np.linalg.eigvalsh(heads).min() > -1e-12
    if kind == "low-rank":
        assert np.linalg.matrix_rank(heads).max() == 1
    if kind == "orthogonal-subspaces":
        assert heads[0] @ heads[1] == pytest.approx(np.zeros((3, 3)), abs=1e-14)


def test_scalar_heads_and_values() -> None:
    told = reading.parse(with_(heads={"strengths": [1, -2], "values": "scalar", "value_strengths": [0.5, 3]}))
    system = setting.system(told)
    assert np.array_equal(system.score_matrices, [np.eye(3), -2 * np.eye(3)])
    assert np.array_equal(system.value_matrices, [0.5 * np.eye(3), 3 * np.eye(3)])
    aligned = setting.system(reading.parse(with_(heads={"kind": "goe"})))
    assert np.array_equal(aligned.score_matrices, aligned.value_matrices)


def test_a_flow_that_overflows_at_the_start_names_beta() -> None:
    with pytest.raises(ConfigError, match=r"model\.beta = 100000: the velocity is not finite at the start"):
        setting.run(reading.parse(with_(model={"beta": 1e5})))


def test_the_run_is_as_told() -> None:
    run = setting.run(reading.parse(with_(integrate={"step": 0.5, "precision": "float32", "count": 3})))
    assert run.tokens[0].dtype == np.float32
    assert list(run.times) == [0, 1, 2]
    run.advance()
    assert run.steps == 2
    assert run.tokens[1].dtype == np.float32
    assert set(run.events) == {"one cluster 0.999", "equilibrium 1e-09"}
