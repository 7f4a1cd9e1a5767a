"""The velocity in tiles against the model that is written for any arithmetic."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from numeric.arithmetic import Floats
from numeric.engine import scalar, symmetric
from numeric.engine import tiles as cutting
from numeric.engine.system import System
from numeric.engine.tiles import later, tiles
from numeric.engine.velocity import NumPyVelocity
from numeric.model import Model

KINDS = ("generic", "symmetric", "scalar")
ATTENTION = ("usa", "softmax", "relu")


def drawn(kind: str, *, batch: int = 3, n: int = 17, d: int = 4, heads: int = 3, seed: int = 1) -> tuple:
    random = np.random.Generator(np.random.PCG64(seed))
    tokens = random.standard_normal((batch, n, d))
    tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
    scores, values = random.standard_normal((2, heads, d, d))
    if kind == "symmetric":
        scores = scores + scores.swapaxes(1, 2)
    if kind == "scalar":
        scores, values = (random.standard_normal((heads, 1, 1)) * np.eye(d) for _ in range(2))
    return tokens, scores, values


@pytest.fixture(autouse=True)
def scalar_heads_share_their_products(monkeypatch):
    monkeypatch.setattr(scalar, "LEAST_DIMENSIONS", 4)


@pytest.fixture(params=["one tile", "many tiles"])
def cut(request, monkeypatch):
    if request.param == "many tiles":
        monkeypatch.setattr(cutting, "TILE_BYTES", 512)
        monkeypatch.setattr(cutting, "ROWS", 9)
        monkeypatch.setattr(cutting, "STEP", 3)
        monkeypatch.setattr(symmetric, "LEAST_TOKENS", 2)


@pytest.mark.parametrize("geometry", ["sphere", "flat"])
@pytest.mark.parametrize("attention", ATTENTION)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_velocity_of_the_model(kind, attention, geometry, cut):
    tokens, scores, values = drawn(kind)
    system = System(scores, values, 1.3, attention, geometry)
    expected = Model(Floats(), tokens, scores, values, 1.3, attention, geometry).velocity
    assert NumPyVelocity(system)(tokens) == pytest.approx(expected, abs=1e-13)
    assert NumPyVelocity(system)(tokens[0]) == pytest.approx(expected[0], abs=1e-13)
    assert NumPyVelocity(system, dtype=np.float32)(tokens) == pytest.approx(expected, abs=2e-4)


@pytest.mark.parametrize("attention", ATTENTION)
@pytest.mark.parametrize("kind", KINDS)
def test_causal_tokens_see_what_came_before_them(kind, attention, cut):
    tokens, scores, values = drawn(kind)
    found = NumPyVelocity(System(scores, values, 1.3, attention, causal=True))(tokens)
    for i in range(tokens.shape[1]):
        before = Model(Floats(), tokens[:, : i + 1], scores, values, 1.3, attention, "flat").velocity[:, i]
        drive = before * (1 if attention == "softmax" else (i + 1) / tokens.shape[1])
        expected = drive - np.vecdot(tokens[:, i], drive)[:, None] * tokens[:, i]
        assert found[:, i] == pytest.approx(expected, abs=1e-13)


def test_small_scalar_heads_are_heads_like_others():
    tokens, scores, values = drawn("scalar", d=3)
    expected = Model(Floats(), tokens, scores, values, 1.3).velocity
    assert NumPyVelocity(System(scores, values, 1.3))(tokens) == pytest.approx(expected, abs=1e-13)


@pytest.mark.parametrize("kind", KINDS)
def test_any_number_of_threads_gives_the_same_bits(kind, cut):
    tokens, scores, values = drawn(kind, n=300)
    system = System(scores, values, 1.3, "softmax")
    assert np.array_equal(NumPyVelocity(system)(tokens), NumPyVelocity(system, threads=3)(tokens))


@pytest.mark.parametrize("attention", ATTENTION)
@pytest.mark.parametrize("kind", KINDS)
def test_what_one_call_gave_no_other_call_touches(kind, attention, cut):
    tokens, scores, values = drawn(kind)
    velocity, before = NumPyVelocity(System(scores, values, 1.3, attention)), tokens.copy()
    first = velocity(tokens)
    kept = first.copy()
    velocity(-tokens[:, ::-1])
    with ThreadPoolExecutor(4) as pool:
        others = list(pool.map(velocity, [tokens] * 20))
    assert np.array_equal(first, kept)
    assert np.array_equal(tokens, before)
    assert all(np.array_equal(other, first) for other in others)


def test_trajectories_may_have_heads_and_temperatures_of_their_own():
    tokens, scores, values = drawn("generic")
    own, beta = np.stack([scores, 2 * scores, -scores]), np.array([0.5, 1.0, 2.0])
    found = NumPyVelocity(System(own, np.stack([values] * 3), beta))(tokens)
    for b in range(3):
        assert found[b] == pytest.approx(NumPyVelocity(System(own[b], values, beta[b]))(tokens[b]), abs=1e-13)


@pytest.mark.parametrize("kind", KINDS)
def test_softmax_of_huge_logits_is_finite(kind):
    tokens, scores, values = drawn(kind)
    cold = System(scores, values, 1e6, "softmax")
    expected = Model(Floats(), tokens, scores, values, 1e6, "softmax").velocity
    assert NumPyVelocity(cold)(tokens) == pytest.approx(expected, abs=1e-9)
    assert np.all(np.isfinite(NumPyVelocity(cold, dtype=np.float32)(tokens)))
    assert NumPyVelocity(replace(cold, geometry="flat"))(30 * tokens).shape == tokens.shape


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("causal", [False, True])
def test_tiles_cover_every_logit_that_counts_once(cut, causal, whole):
    for batch, heads, n in ((1, 1, 1), (5, 2, 7), (2, 3, 40), (40, 1, 3)):
        seen = np.zeros((batch, heads * n, n), dtype=int)
        for tile in tiles(batch, heads * n, n, cutting.numbers(8), causal=causal, whole=whole):
            assert len(tile.columns) == 1 or not whole
            for columns in tile.columns:
                seen[tile.members, tile.rows, columns] += 1
        tokens = np.arange(heads * n) // heads
        counts = np.arange(n) <= np.where(causal, tokens, n)[:, None]
        assert np.all(seen[:, counts] == 1)
        assert np.all(seen <= 1)


def test_a_causal_tile_hides_what_comes_later():
    heads, n = 3, 40
    for tile in tiles(1, heads * n, n, 125, causal=True):
        for columns in tile.columns:
            hidden = later(tile, columns, heads)
            for row, mask in zip(range(tile.rows.start, tile.rows.stop), hidden, strict=True):
                assert [j <= row // heads for j in range(columns.start, columns.stop)] == [not hide for hide in mask]


@pytest.mark.parametrize(
    ("scores", "values", "beta", "said"),
    [
        (np.ones((2, 3)), np.ones((2, 3)), 1.0, "must have shape"),
        (np.ones((1, 2, 3)), np.ones((1, 2, 3)), 1.0, "must have shape"),
        (np.ones((1, 2, 2)), np.ones((2, 2, 2)), 1.0, "shape of the score matrices"),
        (np.full((1, 2, 2), np.nan), np.ones((1, 2, 2)), 1.0, "finite"),
        (np.ones((1, 2, 2)), np.ones((1, 2, 2)), 0.0, "beta must be"),
        (np.ones((1, 2, 2)), np.ones((1, 2, 2)), np.inf, "beta must be"),
    ],
)
def test_what_is_no_system_is_refused(scores, values, beta, said):
    with pytest.raises(ValueError, match=said):
        System(scores, values, beta)


def test_tokens_of_another_dimension_are_refused():
    tokens, scores, values = drawn("generic")
    with pytest.raises(ValueError, match=r"shape \(\.\.\., n, 4\), got \(3, 17, 3\)"):
        NumPyVelocity(System(scores, values, 1.0))(tokens[..., :3])


@pytest.mark.parametrize("attention", ["usa", "softmax"])
def test_memory_stays_linear_in_the_tokens(attention):
    tokens, scores, values = drawn("generic", batch=1, n=3000, heads=1, d=2)
    rooms = NumPyVelocity(System(scores, values, 1.0, attention))
    tracemalloc.start()
    rooms(tokens)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * cutting.TILE_BYTES < tokens.shape[1] ** 2 * 8 / 50
