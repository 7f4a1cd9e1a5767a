from __future__ import annotations

import numpy as np
import pytest

from numeric import ensembles
from numeric.ensembles import ENSEMBLES
from numeric.model import transposed


def generator() -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(7))


@pytest.mark.parametrize("name", ENSEMBLES)
@pytest.mark.parametrize(("heads", "d"), [(1, 1), (3, 2), (2, 5)])
def test_shapes_and_seeds(name: str, heads: int, d: int) -> None:
    first, second = (ENSEMBLES[name](generator(), 6, heads, d) for _ in range(2))
    assert first.shape == (6, heads, d, d)
    assert np.array_equal(first, second)


@pytest.mark.parametrize("name", [name for name in ENSEMBLES if name != "Ginibre"])
def test_symmetric_ensembles(name: str) -> None:
    matrices = ENSEMBLES[name](generator(), 4, 3, 7)
    assert np.allclose(matrices, transposed(matrices), atol=1e-15)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("GOE", -1, 1), ("positive semidefinite", 0, 1), ("orthogonal subspaces", -1, 1), ("low rank", 0, 1)],
)
def test_spectra_have_unit_scale(name: str, low: float, high: float) -> None:
    spectrum = np.linalg.eigvalsh(ENSEMBLES[name](generator(), 3, 2, 200))
    assert spectrum.min() == pytest.approx(low, abs=0.1)
    assert spectrum.max() == pytest.approx(high, abs=0.1)


def test_the_control_has_unit_spectral_radius() -> None:
    spectrum = np.linalg.eigvals(ensembles.ginibre(generator(), 2, 1, 200))
    assert np.abs(spectrum).max() == pytest.approx(1, abs=0.1)


def test_ranks() -> None:
    assert np.all(np.linalg.matrix_rank(ensembles.low_rank(generator(), 3, 2, 12)) == 3)
    assert np.all(np.linalg.matrix_rank(ensembles.low_rank(generator(), 3, 2, 3)) == 1)
    subspaces = np.linalg.matrix_rank(ensembles.orthogonal_subspaces(generator(), 3, 2, 5))
    assert np.array_equal(subspaces, [[3, 2]] * 3)


def test_orthogonal_subspaces_share_one_frame_a_state() -> None:
    matrices = ensembles.orthogonal_subspaces(generator(), 4, 3, 6)
    for h, k in ((0, 1), (0, 2), (1, 2)):
        assert np.abs(matrices[:, h] @ matrices[:, k]).max() < 1e-14
    assert np.abs(matrices[0, 0] @ matrices[1, 1]).max() > 1e-2


def test_tokens_are_uniform_on_the_sphere() -> None:
    tokens = ensembles.sphere_tokens(generator(), 2000, 5, 3)
    assert np.allclose(np.linalg.norm(tokens, axis=-1), 1)
    assert np.abs(tokens.mean(axis=(0, 1))).max() < 0.02
    second_moment = np.einsum("bni,bnj->ij", tokens, tokens) / 10000
    assert np.allclose(second_moment, np.eye(3) / 3, atol=0.02)
