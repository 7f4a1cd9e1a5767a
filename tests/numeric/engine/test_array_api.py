"""The velocity in any array library against the one in NumPy; array_api_strict refuses what the standard lacks."""

from __future__ import annotations

import array_api_strict
import numpy as np
import pytest

from numeric.engine import tiles
from numeric.engine.array_api import ArrayVelocity, to_numpy
from numeric.engine.backend import ArrayBackend, NumPyBackend
from numeric.engine.events import equilibrium, gamma_reached
from numeric.engine.run import Method, Run
from numeric.engine.runge_kutta import step
from numeric.engine.system import System
from numeric.engine.velocity import NumPyVelocity


def in_strict(tokens: np.ndarray, dtype: str = "float64"):
    return array_api_strict.asarray(tokens, dtype=getattr(array_api_strict, dtype))


def in_torch(tokens: np.ndarray, dtype: str = "float64"):
    torch = pytest.importorskip("torch", reason="torch is not installed: pip install attnproof[benchmark]")
    return torch.asarray(tokens, dtype=getattr(torch, dtype))


def in_jax(tokens: np.ndarray, dtype: str = "float64"):
    jax = pytest.importorskip("jax", reason="jax is not installed: pip install attnproof[benchmark]")
    jax.config.update("jax_enable_x64", True)
    return jax.numpy.asarray(tokens, dtype=dtype)


LIBRARIES = {"array_api_strict": in_strict, "torch": in_torch, "jax.numpy": in_jax}


@pytest.fixture(params=LIBRARIES)
def brought(request):
    return LIBRARIES[request.param]


def drawn(*, batch: tuple[int, ...] = (3,), n: int = 11, d: int = 4, heads: int = 2) -> tuple:
    random = np.random.Generator(np.random.PCG64(3))
    tokens = random.standard_normal((*batch, n, d))
    return tokens / np.linalg.norm(tokens, axis=-1, keepdims=True), *random.standard_normal((2, heads, d, d))


@pytest.fixture(params=["one tile", "many tiles"])
def tile_bytes(request, monkeypatch):
    if request.param == "one tile":
        return tiles.TILE_BYTES
    monkeypatch.setattr(tiles, "ROWS", 9)
    monkeypatch.setattr(tiles, "STEP", 3)
    return 512


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("geometry", ["sphere", "flat"])
@pytest.mark.parametrize("attention", ["usa", "softmax", "relu"])
def test_it_is_the_velocity_in_numpy(attention, geometry, causal, brought, tile_bytes):
    tokens, scores, values = drawn()
    system = System(scores, values, 1.3, attention, geometry, causal=causal)
    expected = NumPyVelocity(system)(tokens)
    for dtype, error in (("float64", 1e-13), ("float32", 1e-4)):
        like = brought(tokens, dtype)
        found = ArrayVelocity(system, like, tile_bytes=tile_bytes)(like)
        assert found.dtype == like.dtype
        assert to_numpy(found) == pytest.approx(expected, abs=error)


@pytest.mark.parametrize("batch", [(), (2, 3)])
def test_any_leading_axes(batch, brought):
    tokens, scores, values = drawn(batch=batch)
    system = System(scores, values, 1.3, "softmax")
    like = brought(tokens)
    assert to_numpy(ArrayVelocity(system, like)(like)) == pytest.approx(NumPyVelocity(system)(tokens), abs=1e-13)


def test_heads_and_temperatures_of_their_own(brought):
    tokens, scores, values = drawn()
    own = System(np.stack([scores, 2 * scores, -scores]), np.stack([values] * 3), np.array([0.5, 1.0, 2.0]))
    like = brought(tokens)
    assert to_numpy(ArrayVelocity(own, like)(like)) == pytest.approx(NumPyVelocity(own)(tokens), abs=1e-13)


@pytest.mark.parametrize(("beta", "geometry"), [(1e6, "sphere"), (1e3, "flat")])
def test_softmax_of_huge_logits_is_finite(beta, geometry, brought, tile_bytes):
    tokens, scores, values = drawn()
    cold = System(scores, values, beta, "softmax", geometry)
    like = brought(tokens)
    found = to_numpy(ArrayVelocity(cold, like, tile_bytes=tile_bytes)(like))
    assert found == pytest.approx(NumPyVelocity(cold)(tokens), abs=1e-9)


def test_a_step_of_order_8_needs_nothing_more(brought):
    tokens, scores, values = drawn()
    system = System(scores, values, 1.3)
    like = brought(tokens)
    moved, _ = step(ArrayVelocity(system, like), like, 0.01)
    assert to_numpy(moved) == pytest.approx(step(NumPyVelocity(system), tokens, 0.01)[0], abs=1e-13)


def test_jax_compiles_it():
    tokens, scores, values = drawn()
    like = in_jax(tokens)
    import jax

    for attention in ("usa", "softmax", "relu"):
        system = System(scores, values, 1.3, attention, causal=True)
        found = jax.jit(ArrayVelocity(system, like))(like)
        assert to_numpy(found) == pytest.approx(NumPyVelocity(system)(tokens), abs=1e-13)


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_run_in_another_library(library):
    tokens, scores, values = drawn(batch=())
    LIBRARIES[library](tokens)  # skips where it is not installed
    system = System(scores, values, 1.3)
    ends = []
    for backend in (NumPyBackend(), ArrayBackend(library)):
        run = Run(system, tokens, [0.0, 0.05], method=Method("RK8", step=0.01), velocity=backend.velocity(system))
        run.advance()
        ends.append(run.tokens[-1])
    assert ends[1] == pytest.approx(ends[0], abs=1e-13)


@pytest.mark.parametrize("library", ["array_api_strict", "torch"])
def test_events_of_trajectories_with_heads_of_their_own_in_another_library(library):
    tokens, *_ = drawn()
    LIBRARIES[library](tokens)  # skips where it is not installed
    heads = np.array([0.5, 1.0, 1.5])[:, None, None, None] * np.eye(4)
    system, watched = System(heads, heads, 1.0), [gamma_reached(0.3), equilibrium(0.2)]
    came = []
    for backend in (NumPyBackend(), ArrayBackend(library)):
        run = Run(
            system, tokens, [0.0, 3.0], method=Method("DOP853"), events=watched, velocity=backend.velocity(system)
        )
        run.advance()
        came.append(np.stack(list(run.events.values())))
    assert came[1] == pytest.approx(came[0], abs=1e-8, nan_ok=True)
    assert np.isfinite(came[0]).any()


def test_float32_goes_all_the_way():
    tokens, scores, values = drawn()
    system = System(scores, values, 1.3)
    for backend in (NumPyBackend("float32"), ArrayBackend("array_api_strict", dtype="float32")):
        assert backend.velocity(system)(tokens).dtype == np.float32


def test_integers_are_refused():
    _, scores, values = drawn()
    with pytest.raises(TypeError, match="must be floating-point numbers"):
        ArrayVelocity(System(scores, values, 1.0), array_api_strict.asarray([[0, 1, 0, 0]]))


def test_a_library_that_is_not_installed_is_named():
    _, scores, values = drawn()
    with pytest.raises(ImportError, match="no_such_library"):
        ArrayBackend("no_such_library").velocity(System(scores, values, 1.0))
