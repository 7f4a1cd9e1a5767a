from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from attnproof import figures
from numeric.arithmetic import Floats
from numeric.model import VARIANTS, Model
from numeric.radial import typical
from numeric.radial.typical import Cell
from numeric.states import Family

PAIR = np.array([[[[1.0, 0.0], [0.0, -1.0]], [[0.0, 2.0], [2.0, 0.0]]]])  # tr M_1 M_2 = 0, |M_1 M_2|_2 = 2


def generator() -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(3))


class TestMeasures:
    def test_the_largest_product_of_known_heads(self) -> None:
        assert typical.largest_product(PAIR) == pytest.approx(1.0)
        assert typical.largest_product(PAIR, "trace") == pytest.approx(0.0)
        assert typical.largest_product(PAIR[:, :1]) == 0

    def test_the_largest_cosine_of_known_outputs(self) -> None:
        angle = 0.3
        values = np.array([np.eye(2), [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]])[None]
        model = Model(Floats(), np.array([[[1.0, 0.0]]]), np.zeros((1, 2, 2, 2)), values, 1.0)
        assert typical.largest_cosine(model) == pytest.approx(np.cos(angle))
        assert typical.largest_cosine(typical.draw("GOE", generator(), 3, 4, 3, 1, 1.0)).tolist() == [0, 0, 0]

    @pytest.mark.parametrize("variant", VARIANTS)
    def test_relative_margins_have_the_sign_of_the_margins(self, variant: Any) -> None:
        model = typical.draw("Ginibre", generator(), 20, 4, 3, 3, 1.0)
        margin = typical.relative_margin(model, variant)
        assert np.array_equal(margin >= 0, model.dominance(variant) >= 0)
        assert np.abs(margin).max() <= 1
        assert np.all(typical.relative_margin(model, variant, others_only=False) <= margin)

    def test_ranks(self) -> None:
        full = np.eye(2)[None, None].repeat(2, axis=1)
        assert typical.rank_excludes(full).tolist() == [True]
        assert typical.rank_excludes(full, "max").tolist() == [False]
        assert typical.rank_excludes(full * np.array([[[[1.0, 0.0]]]])).tolist() == [False]


class TestTable:
    def test_every_ensemble_goes_through_the_base_once_and_along_each_axis(self) -> None:
        cells = typical.cells()
        points = 1 + sum(len(values) - 1 for values in typical.AXES.values())
        assert len(cells) == len(set(cells)) == 5 * points

    def test_a_cell_does_not_depend_on_the_others(self) -> None:
        cells = [Cell("GOE", 4, 16, 4, 1.0), Cell("orthogonal subspaces", 16, 4, 4, 1.0)]
        together, alone = typical.table(seed=1, only=cells), typical.table(seed=1, only=cells[1:])
        assert together[1] == alone[0]
        assert together[0]["orthogonal heads"] == [0, 0, 0.037]
        assert alone[0]["orthogonal heads"] == [1, 0.963, 1]
        assert alone[0]["median largest product"] == 0

    def test_variants_follow_one_another_for_orthogonal_heads(self) -> None:
        (row,) = typical.table(seed=1, only=[Cell("orthogonal subspaces", 16, 4, 4, 1.0)])
        shares = [row[f"{variant}, tokens"][0] for variant in VARIANTS]
        assert shares == sorted(shares)

    def test_conditions(self) -> None:
        rows = {row["ensemble"]: row for row in typical.conditions(generator(), 20)}
        assert rows["GOE"]["score symmetry"][0] == 1
        assert rows["GOE"]["median |M - M^T| / |M|"] == 0
        assert rows["Ginibre"]["score symmetry"][0] == 0
        assert all(row["value alignment"][0] == 0 for row in rows.values())


class TestTypical:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        axes = {"n": (4, 16), "d": (8, 16), "H": (1, 4), "beta": (1.0, 3.0)}
        monkeypatch.setattr(typical, "AXES", axes)
        monkeypatch.setattr(typical, "STATES", 50)

    def test_it_refutes(self) -> None:
        finding = typical.typical(Family(), seed=1)
        assert finding.passed, finding.summary
        assert all(finding.numbers["controls"].values())
        assert len(finding.numbers["rows"]) == 25
        assert finding == typical.typical(Family(), seed=1)
        (shown,) = figures.of({"numbers": finding.numbers}, "test")
        assert [panel["title"] for panel in shown["panels"]] == ["against d", "against H", "against beta", "against n"]
        assert all(len(line["values"]) == 2 for panel in shown["panels"] for line in panel["lines"])

    def test_it_does_not_where_the_conditions_are_met(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(typical.BASE, "H", 1)
        assert not typical.typical(Family(), seed=1).passed

    @pytest.mark.parametrize(
        ("changes", "control"),
        [
            ({"orthogonality": "trace"}, "heads with a common frame"),
            ({"others_only": False}, "a single head dominates"),
            ({"bound": "max"}, "ranks exclude two heads of full rank"),
        ],
    )
    def test_planted_errors_fail_a_control(self, changes: dict[str, Any], control: str) -> None:
        finding = typical.typical(Family(), seed=1, **changes)
        assert not finding.passed
        assert control in finding.summary
        assert "rows" not in finding.numbers


class TestControls:
    def failing(self) -> list[str]:
        known = typical.controls(generator(), 20, "norm", True, "sum")
        return [name for name, came_out in known.items() if not came_out]

    def test_they_come_out_as_known(self) -> None:
        assert self.failing() == []

    @pytest.mark.parametrize(
        ("changed", "by", "control"),
        [
            ("falling", lambda model: model.energy_rate > 0, "of two orthogonal heads off balance"),
            ("falling", lambda model: model.energy_rate <= 0, "the row of three heads"),
            ("largest_cosine", lambda model: np.zeros(len(model.tokens)), "the row of three heads"),
        ],
    )
    def test_a_wrong_measure_fails_a_control(
        self, monkeypatch: pytest.MonkeyPatch, changed: str, by: Any, control: str
    ) -> None:
        monkeypatch.setattr(typical, changed, by)
        assert any(name.startswith(control) for name in self.failing())

    def test_the_least_pair_for_the_largest_fails_controls(self, monkeypatch: pytest.MonkeyPatch) -> None:
        true = typical.largest_product

        def least(matrices: Any, orthogonality: Any = "norm") -> Any:
            pairs = [matrices[:, [h, k]] for h in range(matrices.shape[1]) for k in range(h)]
            return np.min([true(pair, orthogonality) for pair in pairs], axis=0)

        monkeypatch.setattr(typical, "largest_product", least)
        assert {name.split(" ")[0] for name in self.failing()} >= {"heads", "the"}

    @pytest.mark.parametrize(
        ("one", "other"), [(one, other) for k, one in enumerate(VARIANTS) for other in VARIANTS[k + 1 :]]
    )
    def test_exchanged_variants_fail_their_controls(
        self, monkeypatch: pytest.MonkeyPatch, one: str, other: str
    ) -> None:
        true, names = Model.dominance, {one: other, other: one}
        monkeypatch.setattr(Model, "dominance", lambda self, variant: true(self, names.get(variant, variant)))
        assert {f"the margins of variant {name} at three heads by hand" for name in (one, other)} <= set(self.failing())
