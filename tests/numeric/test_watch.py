from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from numeric.flow import integrate, time_scale, time_scales
from numeric.model import VARIANTS, Model
from numeric.radial import typical
from numeric.radial.watch import NEGLIGIBLE, Watched, first_negative, in_own_time, margin, relative, watch

TIMES = np.array([0.0, 1.0, 3.0])


def drawn(states: int = 4, heads: int = 2) -> Any:
    random = np.random.Generator(np.random.PCG64(5))
    return typical.draw("orthogonal subspaces", random, states, 5, 6, heads, 1.0)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([1, -1, 5], 0.5),
        ([1, 1, -3], 1.5),
        ([1, 1, 1], np.inf),
        ([-1, 1, -1], 0),
        ([0, -1, -1], 0),
        ([1, -NEGLIGIBLE / 2, -1], 1),
        ([2, 1, -1], 2),
    ],
)
def test_the_first_negative_value(values: list[float], found: float) -> None:
    assert first_negative(TIMES, np.array(values)[:, None])[0] == pytest.approx(found, abs=1e-5)


@pytest.mark.parametrize("variant", VARIANTS)
def test_margins(variant: Any) -> None:
    model = drawn()
    assert np.array_equal(margin(model, variant), model.dominance(variant))
    shadow, size = np.abs(model.radial_shadow), np.linalg.norm(model.head_output, axis=-1)
    assert margin(model, variant, others_only=False) == pytest.approx(model.dominance(variant) - shadow * size)
    tau = np.linalg.norm(model.tangential, axis=-1)
    assert margin(model, variant, tangential_squared=False) == pytest.approx(model.dominance(variant) - tau**2 + tau)
    assert np.abs(relative(model, variant)).max() <= 1


def test_each_flow_in_its_own_time() -> None:
    model = drawn()
    scales = time_scales(model)
    assert time_scale(model) <= scales.min() * (1 + 1e-12)
    assert np.ptp(scales) > 0.01 * scales.min()
    own = in_own_time(model)
    assert time_scales(own) == pytest.approx(1)
    moved = integrate(own, (0, 0.5)).model.tokens[1]
    for k, scale in enumerate(scales):
        one = Model(model.arithmetic, model.tokens[k], model.score_matrices[k], model.value_matrices[k], 1.0)
        assert integrate(one, (0, 0.5 * scale)).model.tokens[1] == pytest.approx(moved[k], abs=1e-8)


def test_a_flow_watched() -> None:
    times = np.linspace(0, 12, 25)
    seen = watch(in_own_time(drawn()), ("A", "C"), times)
    assert seen.margins["A"].shape == (25, 4, 2, 5)
    assert seen.falling.shape == (25, 4, 2)
    assert np.all((seen.settled > 0) & (seen.settled < 12))
    assert np.all(seen.failures("A") <= seen.failures("C"))
    assert np.all(seen.speed < 1)
    # a failure is where the margin passes zero
    k = int(np.argmin(seen.failures("A").ravel()))
    when, path = seen.failures("A").ravel()[k], seen.margins["A"].reshape(25, -1)[:, k]
    assert when == 0 or path[times < when][-1] >= -NEGLIGIBLE > path[times >= when][0]


def test_what_comes_after_settling_does_not_count() -> None:
    margins = np.array([1.0, 1.0, -1.0])[:, None, None, None]
    late = Watched(TIMES, {"A": margins}, np.array([1.5]), np.zeros((3, 1, 1), dtype=bool), np.zeros(1))
    assert np.isinf(late.failures("A")).all()
    assert not late.failing("A").any()
    soon = Watched(TIMES, {"A": margins}, np.array([3.5]), np.zeros((3, 1, 1), dtype=bool), np.zeros(1))
    assert soon.failures("A").item() == pytest.approx(2, abs=1e-5)
    assert soon.failing("A")[:, 0, 0].tolist() == [False, False, True]
