from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from numeric.arithmetic import Floats
from numeric.model import Model
from numeric.radial import clusters
from numeric.state import aligned, diagonal
from numeric.statement import certified, precise
from numeric.states import Family

FAMILY = Family(symmetric=True, aligned=True, orthogonal=True, fewest_heads=2)
WRONG: list[dict[str, Any]] = [{"half": False}, {"tokens_power": 1}]


def test_the_floor_by_hand() -> None:
    model = Model.of(aligned(2, [[1, 0], [0, 1]], [diagonal(1, 3), diagonal(0, 0)]), Floats())
    assert clusters.floor(model) == pytest.approx([1 / 4 + 4 / 8, 1 / 4])
    assert clusters.energy_floor(model).nonnegative == pytest.approx([(np.exp(2) + np.exp(6) + 2) / 16 - 3 / 4, 0])


@pytest.mark.parametrize("route", [precise, certified])
def test_no_energy_is_below_it(route: Any) -> None:
    assert route(clusters.energy_floor, FAMILY, seed=1).passed
    assert not any(route(clusters.energy_floor, FAMILY, seed=1, **changes).passed for changes in WRONG)


def test_heads_are_semidefinite_and_orthogonal() -> None:
    matrices = clusters.draw(np.random.Generator(np.random.PCG64(1)), 5, 3, 7, 3, 1.0).score_matrices
    assert np.linalg.eigvalsh(matrices).min() > -1e-12
    assert np.abs(matrices[:, 0] @ matrices[:, 1]).max() < 1e-12


class TestOneCluster:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clusters, "SIZES", clusters.SIZES[:2])
        monkeypatch.setattr(clusters, "STATES", 6)

    def test_all_energies_but_one_fall(self) -> None:
        finding = clusters.one_cluster(FAMILY, seed=1)
        assert finding.passed, finding.summary
        assert 0 < finding.numbers["one cluster"] <= 12
        assert finding.numbers["one cluster"] == finding.numbers["fail (A)"] == finding.numbers["fall"]

    @pytest.mark.parametrize("changes", WRONG)
    def test_planted_errors(self, changes: dict[str, Any]) -> None:
        assert "below its floor" in clusters.one_cluster(FAMILY, seed=1, **changes).summary

    def test_without_a_cluster_nothing_is_confirmed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clusters, "TIMES", np.array([0.0, 0.01]))
        assert not clusters.one_cluster(FAMILY, seed=1).passed

    def test_a_single_acting_head_keeps_dominance(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """With one head alone nothing is lost: the theorem needs two that act."""
        monkeypatch.setattr(clusters, "SIZES", ((4, 4, 1, 1.0),))
        finding = clusters.one_cluster(FAMILY, seed=1)
        assert not finding.passed
        assert finding.numbers["fail (A)"] == 0 < finding.numbers["one cluster"]
