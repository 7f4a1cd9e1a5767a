"""Steps: what lies within one, and steps that are too large."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from numeric.engine.run import Method, Run
from numeric.engine.stepping import ADAPTIVE, AdaptiveSteps, FixedSteps
from numeric.engine.system import System
from numeric.engine.velocity import NumPyVelocity
from numeric.flow import FlowError

EYE = np.eye(3)[None]
MEMBERS = np.array([4, 0, 0, 3])


def drawn(*batch: int, n: int = 6, dtype: str = "float64") -> np.ndarray:
    tokens = np.random.Generator(np.random.PCG64(5)).standard_normal((*batch, n, 3))
    return (tokens / np.linalg.norm(tokens, axis=-1, keepdims=True)).astype(dtype)


def followed(method: str, geometry: str) -> AdaptiveSteps:
    system = System(EYE, EYE, 2.0, "softmax", geometry)
    return AdaptiveSteps(system, NumPyVelocity(system), drawn(5), (0.0, 9.0), method, 1e-7, 1e-8)


@pytest.mark.parametrize("geometry", ["sphere", "flat"])
@pytest.mark.parametrize("method", ADAPTIVE)
def test_within_a_step_is_what_scipy_says(method, geometry):
    found = followed(method, geometry)
    while found.time < 9:
        found.advance()
        dense = found._solver.dense_output()
        times = found.before + (found.time - found.before) * np.array([0.0, 0.3, 0.77, 1.0])
        for tokens, time, member in zip(found.at(times, MEMBERS), times, MEMBERS, strict=True):
            u = dense(time)[: found.tokens.size].reshape(found.tokens.shape)[member]
            norms = np.linalg.norm(u, axis=-1, keepdims=True) if geometry == "sphere" else 1
            assert tokens == pytest.approx(u / norms, rel=1e-11, abs=1e-13)


def test_a_step_is_sampled_once_however_many_ask():
    found, asked = followed("DOP853", "sphere"), []
    found.advance()
    dense = found._solver.dense_output()

    def counted() -> Callable[[float], np.ndarray]:
        return lambda time: asked.append(time) or dense(time)

    found._solver.dense_output = counted
    for share in (0.1, 0.6):
        found.at(np.full(4, found.before + share * (found.time - found.before)), MEMBERS)
    assert len(asked) == ADAPTIVE["DOP853"] + 1


def fixed(geometry: str, velocity: Callable[[np.ndarray], np.ndarray], dtype: str = "float64") -> FixedSteps:
    return FixedSteps(System(EYE, EYE, 1.0, "usa", geometry), velocity, drawn(dtype=dtype), (0.25, 1.25), 1.0)


@pytest.mark.parametrize(("dtype", "huge"), [("float64", 1e170), ("float32", 1e25)])
def test_tokens_whose_norm_overflows_are_not_taken_for_zero(dtype, huge):
    too_far = fixed("sphere", lambda x: np.full_like(x, huge), dtype)
    said = r"beyond t=0\.25: a step of 1 ends in tokens of norm inf to inf, far from the sphere; take a smaller step"
    with np.errstate(over="ignore"), pytest.raises(FlowError, match=said):
        too_far.advance()
    assert too_far.time == 0.25
    flat = fixed("flat", lambda x: np.full_like(x, huge), dtype)
    with np.errstate(over="ignore"):
        flat.advance()  # a length like any other
    assert flat.tokens == pytest.approx(np.full((6, 3), huge), rel=1e-6)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_tokens_that_lose_their_direction_are_told(dtype):
    start = drawn(dtype=dtype)
    one = np.zeros_like(start)
    one[2] = -start[2]  # a step of length 1 takes the third token to 0, but for rounding
    with pytest.raises(FlowError, match=r"ends in tokens of norm \S+ to 1, far from the sphere; take a smaller step"):
        fixed("sphere", lambda x: one, dtype).advance()
    flat = fixed("flat", lambda x: one, dtype)
    flat.advance()  # in the plain 0 is a place like any other
    assert flat.tokens[2] == pytest.approx(np.zeros(3), abs=1e-6)


@pytest.mark.parametrize("geometry", ["sphere", "flat"])
def test_tokens_that_are_not_finite_are_told_within_a_step_too(geometry):
    steps = fixed(geometry, np.zeros_like)
    steps.advance()
    steps._velocity = lambda x: np.full_like(x, np.nan)
    with pytest.raises(FlowError, match=r"a step of 0\.5 ends in tokens that are not finite; take a smaller step"):
        steps.at(np.array([0.5, 0.75]), np.array([0, 0]))


@pytest.mark.parametrize(("geometry", "said"), [("sphere", "far from the sphere"), ("flat", "that are not finite")])
def test_the_first_step_that_is_too_large_is_told(geometry, said):
    """Norms overflow before the tokens do: from good steps to bad ones, bisected."""
    low, high, told = 0.1, 3.0, ""
    while high - low > 1e-9:
        step = (low + high) / 2
        run = Run(System(EYE, EYE, 1.0, "usa", geometry), drawn(), [0.0, step], method=Method("RK8", step=step))
        try:
            run.advance()
        except FlowError as error:
            high, told = step, str(error)
        else:
            low = step
            assert np.all(np.isfinite(run.tokens[-1]))
            assert geometry == "flat" or np.linalg.norm(run.tokens[-1], axis=-1) == pytest.approx(1)
    assert low > 0.1
    assert said in told


@pytest.mark.parametrize("method", ADAPTIVE)
def test_no_method_goes_on_for_ever_where_the_flow_blows_up(method):
    system = System(EYE, EYE, 3.0, "usa", "flat")
    run = Run(system, drawn(), [0.0, 5.0], method=Method(method))
    with pytest.raises(FlowError, match="could not be followed beyond t="):
        run.advance()
