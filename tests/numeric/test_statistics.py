from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest

from numeric.statistics import Share, rounded, wilson


@pytest.mark.parametrize(("hits", "size"), [(0, 10), (3, 10), (10, 10), (57, 400)])
def test_wilson_against_scipy(hits: int, size: int) -> None:
    expected = binomtest(hits, size).proportion_ci(method="wilson")
    assert wilson(hits / size, size) == pytest.approx((expected.low, expected.high), abs=1e-12)


@pytest.mark.parametrize("size", [0, -1, float("nan")])
def test_a_share_of_nothing_is_refused(size: float) -> None:
    with pytest.raises(ValueError, match="needs a sample"):
        wilson(0.5, size)


def test_a_share_of_independent_states() -> None:
    share = Share.of(np.array([True, False, False, True]))
    assert share.share == 0.5
    assert (share.low, share.high) == pytest.approx(wilson(0.5, 4))


def test_entries_of_one_state_that_agree_count_once() -> None:
    alike = Share.of(np.repeat([[True], [False], [False], [True]], 100, axis=1))
    assert (alike.low, alike.high) == pytest.approx(wilson(0.5, 4))


def test_independent_entries_count_each() -> None:
    random = np.random.Generator(np.random.PCG64(1))
    share = Share.of(random.random((400, 10)) < 0.3)
    low, high = wilson(share.share, 4000)
    assert share.high - share.low == pytest.approx(high - low, rel=0.15)


def test_always_and_never_count_the_states() -> None:
    share = Share.of(np.ones((50, 7), dtype=bool))
    assert (share.share, share.high) == (1, 1)
    assert share.low == pytest.approx(wilson(1, 50)[0])
    assert Share.of(np.zeros((1, 3), dtype=bool)).low == 0


def test_how_it_reads() -> None:
    share = Share(0.12345, 0.1, 0.2)
    assert str(share) == "12.3 % (10.0 to 20.0)"
    assert share.as_json() == {"share": 0.123, "low": 0.1, "high": 0.2}
    assert rounded(123456.0) == 123000.0
    assert rounded(0.00123456, 2) == 0.0012
