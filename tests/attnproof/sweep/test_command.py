"""`attnproof sweep` as people run it: one file with the same bytes, whatever happened on the way."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
import sweeps
from sweeps import SLOW, SMALL, put

from attnproof.simulate import reading

EXAMPLE = Path(__file__).parents[3] / "examples" / "phase-diagram.toml"


def test_killed_interrupted_damaged_and_the_same_bytes(tmp_path, slow):
    put(tmp_path, SLOW)
    for number, jobs in ((signal.SIGKILL, "1"), (signal.SIGINT, "2")):
        enough = sweeps.lines(tmp_path) + 3
        process = sweeps.start(tmp_path, "--jobs", jobs)
        while sweeps.lines(tmp_path) < enough and process.poll() is None:
            time.sleep(0.01)
        before = sweeps.lines(tmp_path)
        os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
        _, errors = process.communicate(timeout=60)
        assert sweeps.lines(tmp_path) >= before
        assert not (tmp_path / "s.parquet").exists()
        assert "Traceback" not in errors
        if number == signal.SIGINT:
            assert process.returncode == 130
            assert "interrupted; what is finished is kept in s.parquet.journal" in errors
    journal = tmp_path / "s.parquet.journal"
    finished = sweeps.lines(tmp_path)
    content = bytearray(journal.read_bytes())
    content[content.index(b"\n") + 200] ^= 1  # in the second line
    journal.write_bytes(content)
    code, out, errors = sweeps.here(tmp_path, "--jobs", "2")
    assert code == 0
    assert "1 damaged lines of s.parquet.journal" in errors
    assert f"36 points, {36 - finished + 1} computed now, 0 failed" in out
    assert (tmp_path / "s.parquet").read_bytes() == slow
    (tmp_path / "s.parquet").write_bytes(b"damaged")
    code, out, _ = sweeps.here(tmp_path)
    assert (code, "36 points, 0 computed now" in out) == (0, True)
    assert (tmp_path / "s.parquet").read_bytes() == slow
    assert {path.name for path in tmp_path.iterdir()} == {"s.toml", "s.parquet", "s.parquet.journal"}


def test_a_longer_grid_takes_what_is_there_and_a_point_comes_out_alone(tmp_path):
    first = SMALL.replace("{ from = 0.5, to = 4, count = 12 }", "[1, 2]")
    put(tmp_path, first)
    assert "2 points, 2 computed now" in sweeps.here(tmp_path, "--jobs", "1")[1]
    put(tmp_path, first.replace("[1, 2]", "[3, 2, 1]"))
    assert "3 points, 1 computed now" in sweeps.here(tmp_path, "--jobs", "1")[1]
    table = pq.read_table(tmp_path / "s.parquet").to_pylist()
    assert [row["beta"] for row in table] == [3, 2, 1]
    code, out, _ = sweeps.here(tmp_path, "--point", "1")
    row = json.loads(out)
    assert (code, row["beta"], row["seed"]) == (0, 2, table[1]["seed"])
    assert row["values"]["final_energy"] == table[1]["final_energy"]
    _, out, _ = sweeps.here(tmp_path, "--point", "1", "--config")
    assert reading.parse(out).tokens.seed == row["seed"]


def test_the_largest_points_come_first_and_the_table_keeps_the_order(tmp_path):
    put(
        tmp_path,
        SMALL.replace("n = 6\n", "").replace("beta = { from = 0.5, to = 4, count = 12 }", "beta = [1]\nn = [3, 40, 8]"),
    )
    assert sweeps.here(tmp_path, "--jobs", "1")[0] == 0
    table = pq.read_table(tmp_path / "s.parquet")
    assert table["n"].to_pylist() == [3, 40, 8]
    finished = [json.loads(line.split(" ", 1)[1]) for line in (tmp_path / "s.parquet.journal").read_text().splitlines()]
    energies = dict(zip(table["final_energy"].to_pylist(), table["n"].to_pylist(), strict=True))
    assert [energies[row["values"]["final_energy"]] for row in finished] == [40, 8, 3]


OWN = """
def f(run):
    if run.system.beta == 2:
        raise RuntimeError("not at two")
    return {"mine": float("nan") if run.system.beta == 3 else run.system.beta}
"""


def test_points_that_fail_are_told_and_the_others_are_kept(tmp_path):
    (tmp_path / "own.py").write_text(OWN)
    text = SMALL.replace("{ from = 0.5, to = 4, count = 12 }", "[1, 2, 3, 4]").replace("final_energy", "own:f")
    put(tmp_path, text)
    code, out, errors = sweeps.here(tmp_path, "--jobs", "2")
    assert code == 1
    assert "4 points, 4 computed now, 2 failed" in out
    assert "point 1 (beta = 2): own:f failed:" in errors
    assert "RuntimeError: not at two" in errors
    assert "point 2 (beta = 3): own:f: mine is NaN" in errors
    table = pq.read_table(tmp_path / "s.parquet")
    assert table["status"].to_pylist() == ["ok", "failed", "failed", "ok"]
    assert table["mine"].to_pylist() == [1, None, None, 4]
    code, out, _ = sweeps.here(tmp_path, "--jobs", "1")
    assert (code, "0 computed now, 2 failed" in out) == (1, True)
    assert "2 computed now, 2 failed" in sweeps.here(tmp_path, "--jobs", "1", "--retry")[1]


def test_a_full_disk(tmp_path):
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    put(tmp_path)
    code, _, errors = sweeps.sweep(tmp_path, "--jobs", "1", preexec_fn=full)
    assert code == 4
    assert "s.parquet: File too large; what is finished is kept in s.parquet.journal" in errors
    finished = sweeps.lines(tmp_path)
    assert 0 < finished < 12
    code, out, _ = sweeps.here(tmp_path, "--jobs", "1")
    assert (code, f"12 points, {12 - finished} computed now" in out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "text", "code", "told"),
    [
        ((), SMALL.replace("beta =", "betta ="), 2, "s.toml: grid.betta: no such key; did you mean beta"),
        ((), SMALL.replace("starts = 8", "starts = 100000000"), 2, "sweep.starts = 100000000 needs about"),
        (("--out", "no/such/folder.parquet"), SMALL, 2, "--out must be a file in a folder that exists"),
        (("--point", "12"), SMALL, 2, "--point must be from 0 to 11, got 12"),
        (("--scheduler", "tcp://h:1", "--jobs", "2"), SMALL, 2, "--jobs belongs to this machine"),
        (("--scheduler", "nonsense"), SMALL, 2, "--scheduler must be an address such as tcp://127.0.0.1:8786"),
        (("--plot",), SMALL.replace("beta = {", "H = [1, 2]\nbeta = {"), 2, "[plot] must have all that varies"),
    ],
)
def test_what_is_wrong_is_told_before_any_work(tmp_path, arguments, text, code, told):
    put(tmp_path, text)
    found, out, errors = sweeps.here(tmp_path, *arguments)
    assert (found, out) == (code, "")
    assert told in errors
    assert [path.name for path in tmp_path.iterdir()] == ["s.toml"]


@pytest.mark.parametrize(("module", "arguments"), [("pyarrow", []), ("distributed", ["--scheduler", "tcp://h:1"])])
def test_what_is_missing_is_told_with_what_gets_it(tmp_path, monkeypatch, module, arguments):
    put(tmp_path)
    monkeypatch.setitem(sys.modules, module, None)  # as where it is not installed
    code, _, errors = sweeps.here(tmp_path, *arguments)
    assert code == 3
    assert f"needs {module}, which is missing; get it by: " in errors
    assert f'-m pip install "{module}>=' in errors


def test_the_phase_diagram_quickly(tmp_path):
    """Few starts and temperatures of the example: hot tokens all meet, cold ones stay in several clusters."""
    text = EXAMPLE.read_text().replace("starts = 2048", "starts = 12").replace("count = 45", "count = 3")
    put(tmp_path, text.replace("count = 61", "count = 16").replace("step = 0.5", "step = 1"))
    code, out, errors = sweeps.here(tmp_path, "--jobs", "1", "--plot")
    assert code == 0, errors
    assert "drawn: s.png" in out
    assert (tmp_path / "s.png").read_bytes().startswith(b"\x89PNG")
    table = pq.read_table(tmp_path / "s.parquet")
    together = np.array(table["pairs_together"].to_pylist())
    assert together.shape == (3, 16)
    assert np.all(together[:, 0] < 0.1)
    assert together[0, -1] == 1 > 0.8 > together[2, -1] > 0.1
    assert np.all(np.diff(together[0]) > -0.02)
    assert np.all(np.array(table["one_cluster"].to_pylist()) <= together)
