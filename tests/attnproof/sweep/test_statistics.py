"""Each statistic against its definition, and functions of the user's own that come out and that do not."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from pathlib import Path

import numpy as np
import pytest
from sweeps import SMALL, put

from attnproof.simulate import setting
from attnproof.sweep import design, points
from attnproof.sweep.statistics import BUILT_IN
from numeric.arithmetic import Floats
from numeric.model import Model

ALL = SMALL.replace('["mean_inner_product", "final_energy"]', str(list(BUILT_IN)).replace("'", '"'))
ALL = ALL.replace("[model]", "[heads]\ncount = 2\nkind = 'psd'\n[events]\ngamma = [0.3]\none_cluster = 0.9\n[model]")


@pytest.fixture(scope="module")
def finished():
    sweep = design.parse(ALL.replace("end = 2", "end = 12"), folder=Path.cwd())
    point = sweep.points[4]
    run = setting.run(point.config)
    while not run.done:
        run.advance()
    return run, points.row(point.key, point.config, sweep.statistics)


def test_all_of_the_list_come_out(finished):
    _, row = finished
    assert (row.problem, row.broken) == ("", "")
    assert {"energy", "entropy", "one_cluster", "time_gamma_0.3_median", "dominance_share"} <= set(row.values)


def test_means_over_the_starts_at_each_time(finished):
    run, row = finished
    for t, tokens in enumerate(run.tokens):
        system = run.system
        model = Model(Floats(), tokens, system.score_matrices, system.value_matrices, system.beta, "softmax")
        assert row.values["energy"][t] == pytest.approx(model.energy.sum(axis=-1).mean())
        assert row.values["entropy"][t] == pytest.approx(model.entropy.mean())
        gram = tokens @ tokens.swapaxes(-1, -2)
        pairs = gram[:, *np.triu_indices(6, 1)]
        assert row.values["mean_inner_product"][t] == pytest.approx(pairs.mean())
        assert row.values["pairs_together"][t] == pytest.approx((pairs >= 0.999).mean())
        assert row.values["one_cluster"][t] == (gram[:, 0].min(axis=-1) >= 0.999).mean()
    assert row.values["final_energy"] == row.values["energy"][-1]
    assert row.values["final_cluster_count"] == row.values["cluster_count"][-1]
    assert row.values["cluster_count"][0] == 6 > row.values["cluster_count"][-1]
    assert 0 == row.values["pairs_together"][0] < row.values["pairs_together"][-1]


def test_margins_at_the_start(finished):
    run, row = finished
    system = run.system
    model = Model(Floats(), run.tokens[0], system.score_matrices, system.value_matrices, system.beta, "softmax")
    margins = model.dominance("A")
    assert row.values["dominance_margin"] == pytest.approx(margins.min())
    assert row.values["dominance_share"] == (margins.min(axis=(-1, -2)) >= 0).mean()


def test_quartiles_count_the_starts_in_which_the_event_is_yet_to_come(finished):
    run, row = finished
    times = np.sort(run.events["gamma 0.3"])  # NaN last
    came = np.isfinite(times)
    assert 0 < came.sum() <= 8
    assert row.values["time_gamma_0.3_reached"] == came.mean()
    for name, place in (("q25", 1), ("median", 3), ("q75", 5)):  # of eight, in order
        expected = times[place] if came[place] else None
        assert row.values[f"time_gamma_0.3_{name}"] == expected


def test_one_token_has_no_pairs():
    text = SMALL.replace("n = 6", "n = 1").replace('"final_energy"', '"pairs_together"')
    point = design.parse(text, folder=Path.cwd()).points[0]
    row = points.row(point.key, point.config, design.parse(text, folder=Path.cwd()).statistics)
    assert row.values["pairs_together"] == [None] * 3


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_equal_tokens_are_together_with_closeness_one(precision):
    """The cosine of equal tokens is rounded, above 1 or below; the pairs (i, i) are counted in the same product."""
    tokens = np.random.default_rng(0).standard_normal((20, 7, 33)).astype(precision)
    told = design.parse(ALL.replace("[sweep]", "[sweep]\ncloseness = 1"), folder=Path.cwd())
    run = setting.run(told.points[0].config)
    names = ("pairs_together", "one_cluster", "cluster_count")
    for together, x in ((1, np.repeat(tokens[:, :1], 7, axis=1)), (0, tokens)):
        run.tokens[:] = [x]
        values = replace(told.statistics, names=names).of(run)
        assert [values[name] for name in names] == [[together], [together], [1 if together else 7]]


OWN = """
import sys
import numpy as np
def good(run):
    return {"spread": np.float32(0.5), "count": np.array(len(run.tokens)), "none": None, "far": float("inf")}
def fails(run):
    return helper(run.system.beta)
def helper(beta):
    raise ValueError(f"beta is {beta}, {object()}")
def is_nan(run):
    return {"fine": 1, "odd": float("nan")}
def text(run):
    return {"name": "x"}
def number(run):
    return 3
def unnamed(run):
    return {1: 2}
def same(run):
    return {"final_energy": 1}
def surrogate_name(run):
    return {"\\udc80": 1}
def surrogate(run):
    raise ValueError("\\udc80")
def digits(run):
    return {"x": "3.5"}
def digits_of_numpy(run):
    return {"x": np.str_("3.5")}
def imaginary(run):
    return {"x": np.complex128(1)}
class NoFloat(float):
    def __float__(self):
        raise RuntimeError("no number")
def no_float(run):
    return {"x": NoFloat(1)}
def leaves(run):
    sys.exit(0)
def beta(run):
    return {"beta": 1}
def seed(run):
    return {"seed": 1}
def broken(run):
    return {"broken": 1}
"""


def row_of(folder: Path, name: str) -> points.Row:
    (folder / f"own_{folder.name}.py").write_text(OWN)
    path = put(folder, SMALL.replace('"mean_inner_product"', f'"own_{folder.name}:{name}"'))
    sweep = design.read(path)
    return points.row(sweep.points[0].key, sweep.points[0].config, sweep.statistics)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    path = tmp_path / tmp_path.name.replace("[", "_").replace("]", "_").replace("-", "_")
    path.mkdir()
    return path


def test_a_function_of_ones_own(folder):
    row = row_of(folder, "good")
    assert row.problem == ""
    assert {key: row.values[key] for key in ("spread", "count", "none", "far")} == {
        "spread": 0.5,
        "count": 3.0,
        "none": None,
        "far": inf,
    }
    assert row.values["final_energy"] > 0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("is_nan", "odd is NaN"),
        ("text", "name must be a number, got str"),
        ("number", "must return a dict of numbers, got int"),
        ("unnamed", "got the key 1"),
        ("surrogate_name", r"got the key '\udc80'"),
        ("digits", "x must be a number, got str"),
        ("digits_of_numpy", "x must be a number, got str_"),
        ("imaginary", "x must be a number, got complex128"),
        ("no_float", 'in __float__: raise RuntimeError("no number")\nRuntimeError: no number'),
        ("leaves", "in leaves: sys.exit(0)\nSystemExit: 0"),
        ("surrogate", r"ValueError: \udc80"),
        ("beta", "the table has a column 'beta' already"),
        ("seed", "the table has a column 'seed' already"),
        ("broken", "the table has a column 'broken' already"),
    ],
)
def test_what_does_not_come_out_makes_the_point_failed(folder, name, told):
    row = row_of(folder, name)
    assert told in row.problem
    assert row.values == {}
    row.problem.encode()


def test_a_second_value_of_the_same_name(folder):
    (folder / "clash.py").write_text(OWN)
    path = put(folder, SMALL.replace('"final_energy"', '"final_energy", "clash:same"'))
    sweep = design.read(path)
    assert "'final_energy' already" in points.row("k", sweep.points[0].config, sweep.statistics).problem


def test_the_traceback_is_the_same_on_every_machine(folder):
    problem = row_of(folder, "fails").problem
    lines = problem.splitlines()
    assert lines[0].endswith(":fails failed:")
    assert lines[1:3] == [
        f"  own_{folder.name}.py:7 in fails: return helper(run.system.beta)",
        f'  own_{folder.name}.py:9 in helper: raise ValueError(f"beta is {{beta}}, {{object()}}")',
    ]
    assert lines[3] == "ValueError: beta is 0.5, <object object at 0x...>"
    assert str(folder) not in problem


def test_a_changed_function_is_another_statistic(folder):
    row_of(folder, "good")
    before = design.read(folder / "s.toml")
    module = folder / f"own_{folder.name}.py"
    module.write_text(OWN + "\n# changed\n")
    after = design.read(folder / "s.toml")
    assert not {point.key for point in before.points} & {point.key for point in after.points}


def test_a_flow_that_cannot_be_followed_is_a_failed_point():
    text = SMALL.replace('attention = "softmax"', 'attention = "usa"\ngeometry = "flat"')
    sweep = design.parse(text, folder=Path.cwd())
    row = points.row("k", sweep.points[-1].config, sweep.statistics)
    assert "could not be followed beyond" in row.problem
    assert row.values == {}
