"""Which points a sweep has, what they are called by, and what is refused before any work."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from sweeps import SMALL

from attnproof.simulate import reading
from attnproof.simulate.table import ConfigError
from attnproof.sweep import design, points

HERE = Path(__file__).parent
GRID = "beta = { from = 0.5, to = 4, count = 12 }"


def parsed(text: str = SMALL) -> design.Sweep:
    return design.parse(text, folder=HERE)


def varied(sweep: design.Sweep, name: str) -> list:
    return [point.varied[name] for point in sweep.points]


def test_the_readme_shows_the_example():
    root = HERE.parents[2]
    shown = re.search(r"```toml\n(# examples/phase-diagram.toml.*?)```", (root / "README.md").read_text(), re.DOTALL)
    assert shown
    told = parsed(shown[1])
    example = design.read(root / "examples" / "phase-diagram.toml")
    assert [point.key for point in told.points] == [point.key for point in example.points]


def test_a_grid_is_every_combination_the_last_fastest():
    sweep = parsed(SMALL.replace(GRID, "H = [1, 2]\nbeta = { from = 0.1, to = 0.3, count = 3 }"))
    assert [tuple(point.varied.values()) for point in sweep.points] == [
        *((1, 0.1), (1, 0.2), (1, 0.3)),
        *((2, 0.1), (2, 0.2), (2, 0.3)),
    ]
    last = sweep.points[-1].config
    assert (last.heads.count, last.model.beta, last.tokens.batch) == (2, 0.3, 8)
    assert (last.events.one_cluster, last.events.equilibrium, last.events.gamma) == (None, None, ())


def test_scales_and_whole_numbers():
    sweep = parsed(SMALL.replace(GRID, 'beta = { from = 0.01, to = 100, count = 5, scale = "log" }'))
    assert varied(sweep, "beta") == [0.01, 0.1, 1, 10, 100]
    text = SMALL.replace("n = 6\n", "").replace("[model]", "[model]\nbeta = 1")
    sizes = varied(parsed(text.replace(GRID, "n = { from = 2, to = 10, count = 5 }")), "n")
    assert sizes == [2, 4, 6, 8, 10]
    assert all(type(n) is int for n in sizes)


def test_a_seed_belongs_to_the_coordinates_not_to_the_place():
    whole, part = parsed(), parsed(SMALL.replace(GRID, "beta = [4, 0.5]"))
    seeds = {point.config.model.beta: point.config.tokens.seed for point in whole.points}
    assert len(set(seeds.values())) == 12
    for point in part.points:
        assert point.config.tokens.seed == seeds[point.config.model.beta]
        assert point.config.tokens.seed != point.config.heads.seed
    other = parsed(SMALL.replace("seed = 7", "seed = 8"))
    assert not {point.config.tokens.seed for point in other.points} & set(seeds.values())


def test_a_key_is_of_all_that_a_row_depends_on():
    def keys(text: str) -> list[str]:
        return [point.key for point in parsed(text).points]

    first = keys(SMALL)
    assert keys(SMALL + "[plot]\ntitle = 'new'\n") == first
    assert keys(SMALL.replace("attention", "mask = 'none'\nattention")) == first  # a default that is written out
    assert keys(SMALL.replace("[model]", "[heads]\nkind = 'scalar'\n[model]")) == first
    for old, new in (("step = 0.25", "step = 0.125"), ("end = 2", "end = 3"), ('"final_energy"', '"energy"')):
        assert not set(keys(SMALL.replace(old, new))) & set(first)
    seeds = [point.config.tokens.seed for point in parsed(SMALL.replace("step = 0.25", "step = 0.125")).points]
    assert seeds == [point.config.tokens.seed for point in parsed().points]  # the same starts, followed otherwise


def test_the_config_of_a_point_is_one_that_simulate_reads():
    point = parsed().points[3]
    again = reading.parse(design.as_toml(point.config))
    assert again.digest() == point.config.digest()


RANDOM = SMALL.split("[grid]")[0] + '[random]\ncount = {}\nbeta = {{ from = 0.1, to = 9, scale = "log" }}\n'


def test_random_points_are_the_seeds_and_the_first_of_more():
    few, many = parsed(RANDOM.format(20)), parsed(RANDOM.format(400))
    assert [point.key for point in many.points[:20]] == [point.key for point in few.points]
    betas = np.array(varied(many, "beta"))
    assert 0.1 <= betas.min() < 0.2 < 4.5 < betas.max() <= 9
    assert np.median(betas) == pytest.approx(np.sqrt(0.9), rel=0.3)  # even in the logarithm
    other = parsed(RANDOM.format(20).replace("seed = 7", "seed = 8"))
    assert not set(varied(other, "beta")) & set(varied(few, "beta"))


def test_random_whole_numbers_and_choices():
    text = SMALL.split("[grid]")[0].replace("n = 6\n", "").replace('attention = "softmax"\n', "beta = 1\n")
    sweep = parsed(text + '[random]\ncount = 9\nn = {from = 4, to = 6}\nattention = ["usa", "softmax", "relu"]\n')
    assert {tuple(point.varied.values()) for point in sweep.points} == {
        (n, attention) for n in (4, 5, 6) for attention in ("usa", "softmax", "relu")
    }
    logs = parsed(text + '[random]\ncount = 4\nH = [1]\nn = {from = 4, to = 7, scale = "log"}\n')
    assert sorted(varied(logs, "n")) == [4, 5, 6, 7]


def test_strengths_are_a_number_for_all_heads_or_one_for_each():
    text = SMALL.replace("[model]", "[heads]\ncount = 2\n[model]\nbeta = 1")
    sweep = parsed(text.replace(GRID, "strengths = [0.5, [1, 2]]"))
    assert [point.config.heads.strengths for point in sweep.points] == [(0.5, 0.5), (1.0, 2.0)]
    assert [point.columns()["strengths"] for point in sweep.points] == [(0.5, 0.5), (1.0, 2.0)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[sweep]", "[swep]", "swep: no such key; did you mean sweep"),
        ("seed = 7", "seed = -1", "sweep.seed must be a whole number"),
        ("starts = 8", "starts = 0", "sweep.starts must be a whole number from 1 to 1000000000, got 0"),
        ("starts = 8", "start = 8", "sweep.start: no such key; did you mean starts"),
        ('"final_energy"', '"finalenergy"', "sweep.statistics must be a list of names"),
        ('"final_energy"', '"mean_inner_product"', "sweep.statistics must be a list in which no name is twice"),
        ('["mean_inner_product", "final_energy"]', "[]", "sweep.statistics must be"),
        ('"final_energy"', '"event_times"', "event_times needs [events]"),
        ('"final_energy"', '"no_such_module:f"', "No module named 'no_such_module'"),
        ('"final_energy"', '"math:pi"', "pi is not a function"),
        ('"final_energy"', '"math:nothing"', "no attribute 'nothing'"),
        ("starts = 8", "starts = 8\ncloseness = 2", "sweep.closeness must be"),
        ("n = 6", "n = 6\nseed = 3", "tokens.seed must be left out: sweep.seed"),
        ("n = 6", "n = 6\nbatch = 3", "tokens.batch must be left out: sweep.starts"),
        ("n = 6", "n = 0", "point 0 (beta = 0.5): tokens.n must be a whole number"),
        ("n = 6", 'n = 6\nkind = "equiangular"\ngamma = 0.1', "tokens.n must be at most tokens.d = 3"),
        ("step = 0.25", 'step = "1 s"', "integrate.step must be"),
        ("[model]", "[model]\nbeta = 1", "model.beta must be left out: the sweep varies beta"),
        ("[grid]", "[grids]", "grids: no such key; did you mean grid"),
        ("[grid]", "[random]\ncount = 2\nH = [1]\n[grid]", "[grid] or [random], not both"),
        (f"[grid]\n{GRID}", "", "[grid] or [random], this one has neither"),
        (GRID, "", "[grid] varies nothing"),
        (GRID, "betas = [1]", "grid.betas: no such key; did you mean beta"),
        (GRID, "beta = []", "grid.beta must be a list of at least one value"),
        (GRID, "beta = 3", "grid.beta must be a list, or a table of from, to, count, scale, got 3"),
        (GRID, "beta = [1, 1.0]", "points 0 and 1 are the same"),
        (GRID, "beta = [1, 0]", "point 1 (beta = 0): model.beta must be a finite number > 0"),
        (GRID, "beta = {from = 1, to = 2}", "grid.beta.count is missing"),
        (GRID, "beta = {from = 2, to = 1, count = 3}", "grid.beta.to must be a finite number > 2"),
        (GRID, 'beta = {from = 0, to = 1, count = 3, scale = "log"}', "grid.beta.from must be a finite number > 0"),
        (GRID, "beta = {from = 1, to = 2, count = 2000000}", "grid.beta.count must be at most 1000000"),
        (GRID, "beta = {from = 1, to = 2, count = 5000}\nH = {from = 1, to = 5000, count = 5000}", "25000000 points"),
        (GRID, "H = {from = 1, to = 2, count = 3}", "grid.H: H must be whole"),
        (GRID, GRID + '\n[plot]\ncontour = "half"', "plot.contour must be a finite number"),
        ("[grid]", "[[grid", "not TOML"),
    ],
)
def test_what_is_wrong_is_named(old, new, told):
    assert old in SMALL
    with pytest.raises(ConfigError) as error:
        parsed(SMALL.replace(old, new, 1))
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("random", "told"),
    [
        ("count = 7\nH = {from = 1, to = 6}", "at most the number of different points, here 6, got 7"),
        ("count = 0\nH = [1]", "random.count must be"),
        ("count = 2\nH = {from = 1.5, to = 3}", "random.H: from and to must be whole"),
        ("count = 2", "[random] varies nothing"),
    ],
)
def test_random_points_that_cannot_be(random, told):
    with pytest.raises(ConfigError) as error:
        parsed(SMALL.split("[grid]")[0].replace("[model]", "[model]\nbeta = 1") + f"[random]\n{random}\n")
    assert told in str(error.value)


def test_one_start_of_given_tokens():
    text = SMALL.replace("starts = 8", "starts = 1").replace("n = 6\nd = 3", "values = [[1, 0], [0, 1]]")
    point = parsed(text).points[0]
    row = points.row(point.key, point.config, parsed(text).statistics)
    assert row.problem == ""
    assert row.values["mean_inner_product"][0] == 0
    with pytest.raises(
        ConfigError, match=r"sweep\.starts must be 1 with tokens\.values: every start would be the same, got 2"
    ):
        parsed(text.replace("starts = 1", "starts = 2"))
