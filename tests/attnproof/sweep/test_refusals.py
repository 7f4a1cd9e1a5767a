"""What a sweep refuses before any work: values of the wrong kind, points that cannot be, files that are not its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sweeps
from sweeps import SMALL, put

from attnproof.simulate import size
from attnproof.simulate.table import ConfigError
from attnproof.sweep import design

GRID = "beta = { from = 0.5, to = 4, count = 12 }"
HEADS = SMALL.replace("[model]", "[heads]\ncount = 2\n[model]\nbeta = 1").replace(GRID, "strengths = [1, [1, 2]]")
FEW = SMALL.replace(GRID, "beta = [1, 2]")
RANDOM = SMALL.replace(f"[grid]\n{GRID}", "[random]\ncount = 100000\nbeta = [1]")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SMALL.replace(GRID, "beta = [2020-01-01, 2]"), "point 0 (beta = 2020-01-01): model.beta must be a finite"),
        (SMALL.replace("n = 6", "n = 2020-01-01"), "tokens.n must be a whole number"),
        (RANDOM.replace("[1]", "[2020-01-01, 1]").replace("100000", "2"), "model.beta must be a finite number"),
        (
            SMALL.replace(GRID, "beta = [1, nan]"),
            "point 1 (beta = nan): model.beta must be a finite number > 0, got nan",
        ),
        (SMALL.replace(GRID, "beta = [inf]"), "model.beta must be a finite number > 0, got inf"),
        (SMALL.replace(GRID, "beta = [{a = 1}]"), "model.beta must be a finite number > 0, got {'a': 1}"),
        (SMALL.replace("n = 6", 'n = 6\n"a b" = 1'), "tokens.a b: no such key"),
        (HEADS.replace("count = 2", "count = 1.5"), "heads.count must be a whole number"),
        (HEADS.replace("[1, [1, 2]]", "[nan]"), "heads.strengths[0] must be a finite number, got nan"),
        (HEADS.replace("count = 2", "").replace("[1, [1, 2]]", '[1]\nH = ["a"]'), "heads.count must be a whole number"),
        (HEADS.replace("count = 2", "").replace("[1, [1, 2]]", "[1]\nH = [1000000000000]"), "heads.count must be"),
        (SMALL.replace(GRID, "beta = [1]\nH = [1000000000]"), "heads.count must be at most 1000000 with kind"),
        (RANDOM.replace("[1]", '[1]\nattention = ["usa"]').replace('attention = "softmax"', ""), "points, here 1, got"),
    ],
)
def test_a_wrong_value_is_named_at_once(text, told):
    began = time.perf_counter()
    with pytest.raises(ConfigError) as error:
        design.parse(text, folder=Path())
    assert told in str(error.value)
    assert time.perf_counter() - began < 2  # count = 100000 of two points took 42 s


def test_a_draw_is_never_beyond_the_last(monkeypatch):
    """Even where the rounding of exp and log carries the largest random number over it."""
    monkeypatch.setattr(design, "exp", lambda _: 8.0)
    draw = design._draws("n", {"from": 4, "to": 7, "scale": "log"}, 1)
    assert [draw() for _ in range(9)] == [7] * 9


@pytest.mark.parametrize(
    "option", ["--plot", "--fresh", "--retry", "--out=a.parquet", "--jobs=1", "--scheduler=tcp://h:1"]
)
def test_a_point_alone_takes_no_options_of_the_whole(tmp_path, option):
    put(tmp_path)
    code, out, errors = sweeps.here(tmp_path, "--point", "1", option)
    assert (code, out) == (2, "")
    assert f"{option.partition('=')[0]} must be left out with --point" in errors


def test_a_point_alone_needs_its_memory(tmp_path, monkeypatch):
    put(tmp_path, FEW)
    monkeypatch.setattr(size, "memory", lambda: 10**5)
    code, out, errors = sweeps.here(tmp_path, "--point", "1")
    assert (code, out) == (2, "")
    assert "point 1 (beta = 2) with sweep.starts = 8 needs about" in errors


def test_an_energy_beyond_any_float_is_printed_as_json(tmp_path):
    put(tmp_path, SMALL.replace(GRID, "beta = [900]"))
    code, out, _ = sweeps.here(tmp_path, "--point", "0")
    row = json.loads(out, parse_constant=pytest.fail)
    assert (code, row["values"]["final_energy"]) == (0, "inf")  # the tokens are as they should be: no failure


@pytest.mark.parametrize("name", ["s.toml", "s.png", "s", ".parquet"])
def test_a_result_is_called_parquet(tmp_path, name):
    path = put(tmp_path, FEW)
    code, _, errors = sweeps.here(tmp_path, "--out", name)
    assert code == 2
    assert "--out must be a name that ends in .parquet" in errors
    assert path.read_text() == FEW


@pytest.mark.parametrize("fresh", [(), ("--fresh",)])
@pytest.mark.parametrize("name", ["s.parquet", "s.parquet.journal"])
def test_a_file_of_somebody_else_stays(tmp_path, name, fresh):
    put(tmp_path, FEW)
    if name == "s.parquet":
        pq.write_table(pa.table({"mine": [1]}), tmp_path / name)
    else:
        (tmp_path / name).write_text("my journal\nof many days\n")
    before = (tmp_path / name).read_bytes()
    code, out, errors = sweeps.here(tmp_path, *fresh)
    assert (code, out) == (2, "")
    assert "not written by a sweep; --out takes another name" in errors
    assert (tmp_path / name).read_bytes() == before


def test_what_is_no_parquet_and_has_no_journal_stays(tmp_path):
    put(tmp_path, FEW)
    (tmp_path / "s.parquet").write_text("mine")
    assert sweeps.here(tmp_path)[0] == 2
    assert (tmp_path / "s.parquet").read_text() == "mine"


def test_a_folder_in_the_place_of_the_journal_is_named(tmp_path):
    put(tmp_path, FEW)
    (tmp_path / "s.parquet.journal").mkdir()
    code, _, errors = sweeps.here(tmp_path)
    assert code == 2
    assert "s.parquet.journal: Is a directory" in errors


def test_the_result_of_another_sweep_stays_and_a_grown_grid_replaces_its_own(tmp_path):
    put(tmp_path, FEW)
    assert sweeps.here(tmp_path, "--jobs", "1")[0] == 0
    path = tmp_path / "s.parquet"
    before, journal = path.read_bytes(), (tmp_path / "s.parquet.journal").read_bytes()
    other = FEW.replace("seed = 7", "seed = 8")
    put(tmp_path, other)
    code, _, errors = sweeps.here(tmp_path, "--jobs", "1")
    assert code == 2
    assert "s.parquet is there already, the result of another sweep: --out takes another name, --fresh" in errors
    assert (path.read_bytes(), (tmp_path / "s.parquet.journal").read_bytes()) == (before, journal)
    for grown, computed in (
        (FEW.replace("[1, 2]", "[3, 4]"), "2 points, 2 computed"),  # no point in common, but the same tables
        (FEW.replace("n = 6\n", "").replace("[1, 2]", "[1, 2]\nn = [6, 7]"), "4 points, 2 computed"),  # a new axis
    ):
        put(tmp_path, grown)
        assert computed in sweeps.here(tmp_path, "--jobs", "1")[1]
    (tmp_path / "s.parquet.journal").unlink()
    put(tmp_path, grown.replace("[6, 7]", "[6]"))
    assert "2 points, 2 computed" in sweeps.here(tmp_path, "--jobs", "1")[1]
    put(tmp_path, other)
    assert "2 points, 2 computed" in sweeps.here(tmp_path, "--jobs", "1", "--fresh")[1]


@pytest.mark.parametrize("content", [b"", b"3f", b"0123456789abcdef", b'0123456789abcdef {"key": "12'])
def test_a_journal_with_one_torn_line_is_its_own(tmp_path, content):
    put(tmp_path, FEW)
    (tmp_path / "s.parquet.journal").write_bytes(content)
    assert "2 points, 2 computed" in sweeps.here(tmp_path, "--jobs", "1")[1]


SHOW = "import os, sys; sys.argv[1:] = [{!r}, '--help']; from attnproof.cli import main; import atexit; "
SHOW += "atexit.register(lambda: print(*(os.environ.get(f'{{one}}_NUM_THREADS') for one in ('OMP', 'MKL')))); main()"


@pytest.mark.parametrize(("command", "told"), [("sweep", "1 3"), ("simulate", "None 3")])
def test_a_sweep_has_one_thread_in_each_process_unless_it_is_told(command, told):
    environment = {key: value for key, value in os.environ.items() if key != "OMP_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", SHOW.format(command)],
        env=environment | {"MKL_NUM_THREADS": "3"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == told
