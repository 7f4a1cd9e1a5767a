"""What is seen of a state, against the model and by hand."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from numeric.arithmetic import Floats
from numeric.engine import tiles
from numeric.engine.observables import BINS, OBSERVED, cluster_count, clusters, observe
from numeric.engine.system import System
from numeric.model import Model


def drawn(n: int = 11) -> tuple:
    random = np.random.Generator(np.random.PCG64(2))
    tokens = random.standard_normal((2, n, 3))
    return tokens / np.linalg.norm(tokens, axis=-1, keepdims=True), random.standard_normal((2, 3, 3))


@pytest.mark.parametrize("tile", [1 << 19, 256])
def test_energies_and_entropies_are_the_models(tile, monkeypatch):
    monkeypatch.setattr(tiles, "TILE_BYTES", tile)
    tokens, heads = drawn()
    seen = observe(System(heads, heads, 1.3), tokens)
    model = Model(Floats(), tokens, heads, heads, 1.3)
    assert seen.energy == pytest.approx(model.energy, rel=1e-13)
    assert seen.entropy == pytest.approx(model.entropy.mean(axis=-1), rel=1e-12)
    gram = tokens @ tokens.swapaxes(-1, -2)
    pairs = gram[:, *np.triu_indices(11, 1)]
    assert seen.mean_inner_product == pytest.approx(pairs.mean(axis=-1))
    assert [list(row) for row in seen.inner_products] == [
        list(np.histogram(row, bins=BINS, range=(-1, 1))[0]) for row in pairs
    ]


def test_the_mask_counts_in_the_entropy():
    tokens, heads = drawn()
    seen = observe(System(heads, heads, 1.3, causal=True), tokens[0])
    rows = [Model(Floats(), tokens[0, : i + 1], heads, heads, 1.3).entropy[:, i] for i in range(11)]
    assert seen.entropy == pytest.approx(np.mean(rows, axis=0), rel=1e-12)
    assert observe(System(heads, heads, 1.3), tokens[0]).energy == pytest.approx(seen.energy)


def test_one_token():
    tokens, heads = drawn(n=1)
    seen = observe(System(heads, heads, 1.3), tokens)
    assert np.all(seen.mean_inner_product == 1)
    assert np.all(seen.entropy == 0)
    assert seen.inner_products.sum() == 0


def test_each_trajectory_has_its_own_temperature():
    tokens, heads = drawn()
    both = observe(System(np.stack([heads, 2 * heads]), np.stack([heads, heads]), np.array([1.0, 0.5])), tokens)
    assert both.energy[1] == pytest.approx(observe(System(2 * heads, heads, 0.5), tokens[1]).energy)


def test_clusters_by_hand():
    angles = np.array([0.0, 0.01, 2.0, 0.02, 2.01, 4.0])
    tokens = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    assert list(clusters(tokens)) == [0, 0, 1, 0, 1, 2]
    assert list(clusters(5 * tokens)) == [0, 0, 1, 0, 1, 2]
    assert list(clusters(tokens, closeness=1.0)) == [0, 1, 2, 3, 4, 5]
    assert cluster_count(tokens) == 3
    assert list(cluster_count(np.stack([tokens, np.ones_like(tokens)]))) == [3, 1]


def test_clusters_of_many_tokens_are_those_of_the_definition():
    random = np.random.Generator(np.random.PCG64(3))
    tokens = random.standard_normal((3, 150, 2))
    for member, count in zip(tokens, cluster_count(tokens, closeness=0.995), strict=True):
        unit = member / np.linalg.norm(member, axis=-1, keepdims=True)
        expected = np.full(150, -1)
        for i in range(150):
            if expected[i] < 0:
                expected[(unit @ unit[i] >= 0.995) & (expected < 0)] = expected.max() + 1
        assert list(clusters(member, closeness=0.995)) == list(expected)
        assert count == expected.max() + 1


@pytest.mark.parametrize("causal", [False, True])
def test_looking_at_many_tokens_keeps_no_matrix_of_all_pairs(causal):
    n = 3000
    tokens = np.random.Generator(np.random.PCG64(2)).standard_normal((n, 2))
    tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
    seen = observe(System(np.eye(2)[None], np.eye(2)[None], 1.3, "softmax", causal=causal), tokens)
    tracemalloc.start()
    for name in OBSERVED:
        getattr(seen, name)
    cluster_count(tokens)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < n**2 * 8 / 10
