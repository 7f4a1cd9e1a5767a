"""The picture of a sweep: which one there is, where its cells are, and what is told where there is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import sweeps
from sweeps import SMALL, put

from attnproof.simulate.table import ConfigError
from attnproof.sweep import design, picture
from attnproof.sweep.points import Row

GRID = "beta = { from = 0.5, to = 4, count = 12 }"
MAP = SMALL.replace(GRID, 'H = [1, 2, 4]\nbeta = { from = 0.01, to = 100, count = 5, scale = "log" }')
FINAL = MAP.replace('"mean_inner_product", ', "")
OWN = 'def f(run):\n    return {"a{b}_$c$": run.system.beta, "none": None}\n'


def parsed(text: str, plot: str = "", folder: Path = Path()) -> design.Sweep:
    return design.parse(f"{text}[plot]\n{plot}\n", folder=folder)


def drawn(sweep: design.Sweep, values: dict) -> object:
    return picture.picture(sweep, {point.key: Row(point.key, values=values) for point in sweep.points})


def test_the_cells_of_a_log_axis_are_equal_and_all_of_them_are_seen():
    sweep = parsed(FINAL)
    assert picture.axes_of(sweep) == ("H", "beta")
    axes = drawn(sweep, {"final_energy": 1.0}).axes[0]
    corners = axes.collections[0].get_coordinates()
    assert np.allclose(corners[:, 0, 1], 10 ** np.arange(-2.5, 3))  # around 0.01, ..., 100
    assert np.allclose(corners[0, :, 0], [0.5, 1.5, 3, 5])  # around 1, 2, 4
    assert axes.get_yscale() == "log"
    low, high = axes.get_ylim()
    assert (low, high) == pytest.approx((10**-2.5, 10**2.5))


@pytest.mark.parametrize(
    ("text", "plot", "axes"),
    [
        (FINAL, 'x = "beta"', ("beta", "H")),
        (FINAL, 'y = "H"', ("beta", "H")),
        (FINAL, 'x = "beta"\ny = "H"', ("beta", "H")),
        (SMALL, "", ("time", "beta")),
        (SMALL, 'x = "beta"', ("beta", "time")),
        (SMALL, 'value = "final_energy"', ("beta",)),
    ],
)
def test_an_axis_that_is_not_named_is_the_other_one(text, plot, axes):
    sweep = parsed(text, plot)
    picture.check(sweep)
    assert picture.axes_of(sweep) == axes


@pytest.mark.parametrize(
    ("text", "plot", "told"),
    [
        (SMALL, 'value = "nonsense"', "plot.value must be a column of sweep.statistics, mean_inner_product, final_en"),
        (SMALL, 'value = "energy"', "got energy"),
        (SMALL, 'value = "dominance_share"', "got dominance_share"),
        (SMALL, 'value = "final_energy"\ny = "H"', "plot.y must be left out: only beta varies; got H"),
        (
            SMALL,
            'value = "final_energy"\nx = "H"',
            "must have all that varies as x and y, two at the most: beta; got H",
        ),
        (FINAL, 'x = "beta"\ny = "beta"', "two at the most: H, beta; got beta, beta"),
        (MAP, "", "two at the most: H, beta, time; got time, H"),
    ],
)
def test_a_picture_that_cannot_be_is_refused(text, plot, told):
    with pytest.raises(ConfigError) as error:
        picture.check(parsed(text, plot))
    assert told in str(error.value)


def test_columns_that_have_other_names_than_their_statistics():
    text = SMALL.replace('"final_energy"', '"dominance_margin", "event_times"') + "[events]\nequilibrium = 1e-3\n"
    for value in ("dominance_share", "time_equilibrium_median"):
        picture.check(parsed(text, f'value = "{value}"'))


def test_the_users_words_are_no_formulas(tmp_path):
    (tmp_path / "words.py").write_text(OWN)
    text = SMALL.replace('["mean_inner_product", "final_energy"]', '["words:f"]').replace("count = 12", "count = 2")
    put(tmp_path, text + "[plot]\nvalue = 'a{b}_$c$'\ntitle = 'US$ {x} \\frac{ $'\n")
    code, out, errors = sweeps.here(tmp_path, "--jobs", "1", "--plot")
    assert code == 0, errors
    assert "drawn: s.png" in out
    sweep = design.read(tmp_path / "s.toml")
    axes = drawn(sweep, {"a{b}_$c$": 1.0}).axes[0]
    assert (axes.get_title("left"), axes.get_ylabel()) == ("US$ {x} \\frac{ $", "a{b} $c$")


def test_what_nothing_can_be_drawn_of_is_told_and_the_table_stands(tmp_path):
    (tmp_path / "words2.py").write_text(OWN)
    text = SMALL.replace('["mean_inner_product", "final_energy"]', '["words2:f"]').replace("count = 12", "count = 2")
    for value in ("none", "nothing"):
        put(tmp_path, text + f"[plot]\nvalue = '{value}'\n")
        code, out, errors = sweeps.here(tmp_path, "--jobs", "1", "--plot")
        assert code == 2
        assert "s.parquet: 2 points" in out
        assert errors == f"attnproof: nothing is drawn: plot.value: no point has a finite {value}\n"
        assert (tmp_path / "s.parquet").exists()
        assert not (tmp_path / "s.png").exists()


def test_infinite_values_leave_holes():
    sweep = parsed(FINAL)
    rows = {
        point.key: Row(point.key, values={"final_energy": float(place or "inf")})
        for place, point in enumerate(sweep.points)
    }
    seen = picture.samples(sweep, rows, "final_energy", ("H", "beta"))
    assert np.isnan(seen[0, 2])
    assert np.all(np.isfinite(seen[1:]))
    assert picture.picture(sweep, rows).axes[0].collections[0].get_clim() == (1, len(seen) - 1)
