from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from numeric.arithmetic import Floats
from numeric.model import VARIANTS, Model
from numeric.radial import equilibrium
from numeric.state import aligned, diagonal
from numeric.statement import certified, precise
from numeric.states import Family

FAMILY = Family(aligned=True, orthogonal=True, fewest_heads=2)
AT_REST = Model.of(aligned(1, [[1, 1]], [diagonal(1, 0), diagonal(0, 1)]), Floats())
WRONG: list[dict[str, Any]] = [{"tangential_squared": False}, {"others_only": False}]


def test_a_token_at_rest_by_hand() -> None:
    phi = np.exp(0.5)
    assert np.abs(AT_REST.velocity).max() < 1e-15
    margins = {variant: AT_REST.dominance(variant)[:, 0] / phi**2 for variant in VARIANTS}
    assert margins["C"] == pytest.approx([0, 0], abs=1e-15)
    assert margins["B"] == pytest.approx([0, 0], abs=1e-15)
    assert margins["A"] == pytest.approx(margins["E"])
    assert margins["A"] == pytest.approx([1 / 4 - 1 / np.sqrt(8)] * 2)


def test_one_output_alone_keeps_dominance_at_rest() -> None:
    model = Model.of(aligned(1, [[1, 0]], [diagonal(1, 0), diagonal(0, 1)]), Floats())
    assert model.dominance("A").tolist() == [[0], [0]]


@pytest.mark.parametrize("route", [precise, certified])
def test_the_statement(route: Any) -> None:
    assert route(equilibrium.equilibrium, FAMILY, seed=1).passed
    assert not route(equilibrium.equilibrium, Family(aligned=True, fewest_heads=2), seed=1).passed
    assert not any(route(equilibrium.equilibrium, FAMILY, seed=1, **changes).passed for changes in WRONG)


class TestKept:
    def test_it_is_lost(self) -> None:
        finding = equilibrium.kept(FAMILY, seed=1, depth=1)
        assert finding.passed, finding.summary
        assert finding.witness is not None
        assert len(finding.witness["also"]) == 3

    @pytest.mark.parametrize("changes", [*WRONG, {"threshold": "B"}])
    def test_planted_errors(self, changes: dict[str, Any]) -> None:
        finding = equilibrium.kept(FAMILY, seed=1, depth=1, **changes)
        assert not finding.passed
        assert "equal heads: the margin" in finding.summary

    def test_too_early_it_is_not(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(equilibrium, "TIME", Fraction(1, 100))
        assert "head 2 does not dominate" in equilibrium.kept(FAMILY, seed=1, depth=1).summary
