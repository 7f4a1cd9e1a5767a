"""Every point exactly once, whoever computes it and whoever dies meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path

import pytest
from sweeps import SMALL, put

from attnproof.sweep import design
from attnproof.sweep.schedulers import Here, Lost, Processes, compute

DEADLY = """
import os, signal, sys
from pathlib import Path
def once(run):
    flag = Path(sys.path[0]) / "died"
    if run.system.beta > 2 and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return {"x": 1}
def always(run):
    if run.system.beta > 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return {"x": 1}
def never(run):
    return {"x": 1}
"""


def small(folder: Path, which: str = "never") -> design.Sweep:
    (folder / "deadly.py").write_text(DEADLY)
    return design.read(put(folder, SMALL.replace('"final_energy"', f'"deadly:{which}"')))


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


def test_processes_that_die_again_and_again_are_no_accident(tmp_path):
    sweep = small(tmp_path, "always")
    pool = Processes(sweep.statistics, 1)
    with pytest.raises(Lost, match="3 processes in a row died; under way was what begins with point"):
        list(compute(sweep.points, pool))
    pool.close()
    assert not active_children()


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
