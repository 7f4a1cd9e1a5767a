"""Every point exactly once, whoever computes it and whoever dies meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import pytest
from sweeps import SMALL, here, put, start

from attnproof.sweep import design
from attnproof.sweep.points import Row
from attnproof.sweep.schedulers import ADDRESS, Here, Processes, compute

TEXT = SMALL.replace("{ from = 0.5, to = 4, count = 12 }", "[0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 1.7, 2, 2.5, 3, 3.5, 4]")
DEADLY = """
import os, signal, sys
from pathlib import Path
def once(run):
    flag = Path(sys.path[0]) / "died"
    if run.system.beta > 2 and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return {"x": 1}
def at_two(run):
    if run.system.beta == 2:
        os._exit(3)
    return {"x": 1}
def unless_told(run):
    if run.system.beta == 4 and not (Path(__file__).with_name("told")).exists():
        os._exit(3)
    return {"x": 1}
def never(run):
    return {"x": 1}
"""


def small(folder: Path, which: str = "never") -> design.Sweep:
    (folder / "deadly.py").write_text(DEADLY)
    return design.read(put(folder, TEXT.replace('"final_energy"', f'"deadly:{which}"')))


@pytest.fixture(autouse=True)
def _own_path(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "deadly", raising=False)


def test_each_point_once_and_the_same_on_processes(tmp_path):
    sweep = small(tmp_path)
    alone = [row for rows in compute(sweep.points, Here(sweep.statistics)) for row in rows]
    assert [row.key for row in alone] == [point.key for point in sweep.points]
    pool = Processes(sweep.statistics, 2)
    try:
        together = [row for rows in compute(sweep.points, pool) for row in rows]
    finally:
        pool.close()
    assert sorted(row.key for row in together) == sorted(row.key for row in alone)
    assert {row.key: row for row in together} == {row.key: row for row in alone}


def test_a_worker_starts_without_what_points_do_not_need():
    slow = ("scipy.integrate", "sympy", "matplotlib", "pyarrow", "typer", "rich", "jsonschema", "distributed")
    told = f"import sys, attnproof.sweep.points; print([name for name in {slow} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_small_points_go_in_chunks(tmp_path):
    sweep = design.parse(SMALL.replace("end = 2", "end = 0.5").replace("count = 12", "count = 300"), folder=tmp_path)
    chunks = [len(rows) for rows in compute(sweep.points, Here(sweep.statistics))]
    assert sum(chunks) == 300
    assert len(chunks) < 60
    assert max(chunks) > 5


def test_what_a_lost_process_had_is_computed_by_another(tmp_path):
    sweep = small(tmp_path, "once")
    pool = Processes(sweep.statistics, 2)
    try:
        found = [row.key for rows in compute(sweep.points, pool) for row in rows]
    finally:
        pool.close()
    assert (tmp_path / "died").exists()
    assert sorted(found) == sorted(point.key for point in sweep.points)


def test_a_point_that_kills_its_process_is_failed_and_the_others_go_on(tmp_path):
    sweep = small(tmp_path, "at_two")
    [deadly] = [point.key for point in sweep.points if point.config.model.beta == 2]
    pool = Processes(sweep.statistics, 1)
    try:
        pool.submit(sweep.points)  # one chunk
        found = {row.key: row for _ in sweep.points for row in pool.finished()[1]}
        assert pool.under_way() == 0
    finally:
        pool.close()
    assert not active_children()
    assert found.keys() == {point.key for point in sweep.points}
    assert found.pop(deadly) == Row(deadly, "its process died")
    assert all(row.values["x"] == 1 for row in found.values())


def test_a_sweep_with_a_deadly_point_is_finished_and_the_point_taken_anew(tmp_path):
    small(tmp_path, "unless_told")
    code, out, errors = here(tmp_path, "--jobs", "2")
    assert (code, "12 points, 12 computed now, 1 failed" in out) == (1, True), errors
    assert "point 11 (beta = 4): its process died" in errors
    (tmp_path / "told").touch()
    code, out, _ = here(tmp_path, "--jobs", "2", "--retry")
    assert (code, "12 points, 1 computed now, 0 failed" in out) == (0, True)


CHILDREN = """
import multiprocessing, pathlib, time
def sleeps(run):
    child = multiprocessing.get_context("fork").Process(target=time.sleep, args=(1000,))
    child.start()
    pathlib.Path(__file__).with_name("begun").write_text(str(child.pid))
    time.sleep(1000)
"""


def _is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="tells of processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_what_a_statistic_has_started_ends_with_the_sweep(tmp_path, number):
    (tmp_path / "children.py").write_text(CHILDREN)
    put(tmp_path, SMALL.replace('"final_energy"', '"children:sleeps"'))
    process = start(tmp_path, "--jobs", "2")
    begun = tmp_path / "begun"
    while not (begun.exists() and begun.read_text()) and process.poll() is None:
        time.sleep(0.01)
    child = int(begun.read_text())
    assert not _is_gone(child)
    process.send_signal(number)
    process.communicate(timeout=60)
    deadline = time.monotonic() + 10
    while not _is_gone(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert _is_gone(child)


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("tcp://127.0.0.1:65535", True),
        ("[::1]:8786", True),
        ("host:0", True),
        ("tcp://127.0.0.1:65536", False),
        ("tcp://127.0.0.1:99999", False),
        ("tcp://127.0.0.1", False),
    ],
)
def test_addresses(address, right):
    assert bool(ADDRESS.fullmatch(address)) == right


def test_a_killed_idle_process_is_replaced(tmp_path):
    sweep = small(tmp_path)
    pool = Processes(sweep.statistics, 1)
    try:
        pool.submit(sweep.points[:1])
        pool.finished()
        for child in active_children():
            os.kill(child.pid or 0, signal.SIGKILL)
            child.join()
        pool.submit(sweep.points[1:2])
        assert [row.key for row in pool.finished()[1]] == [sweep.points[1].key]
    finally:
        pool.close()
