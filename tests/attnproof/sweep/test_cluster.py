"""A scheduler and two workers on loopback: one worker is killed half way, then the scheduler."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import sweeps
from sweeps import SLOW, SMALL, put

ALONE = ["--host", "127.0.0.1", "--no-dashboard"]


def ended(processes: list[subprocess.Popen[str]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.wait()


def launched(folder: Path, name: str, *arguments: str) -> subprocess.Popen[str]:
    once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}  # one worker is lost before the scheduler gives up
    with (folder / f"{name}.log").open("w") as log:
        return subprocess.Popen(
            [*arguments, *ALONE], stdout=log, stderr=log, text=True, cwd=folder, env=sweeps.ENVIRONMENT | once
        )


@pytest.fixture
def cluster(tmp_path, request):
    """The address, and the processes: scheduler, and as many workers as there are names; a nursed one comes again."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    file = folder / "scheduler.json"
    processes = [
        launched(
            folder, "scheduler", sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0",
            "--scheduler-file", str(file),
        )
    ]  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        address = json.loads(file.read_text())["address"]
        for name in request.param:
            processes.append(
                launched(
                    folder, name, sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1",
                    *(["--death-timeout", "60"] if name == "nursed" else ["--no-nanny"]),
                )
            )  # fmt: skip
        yield address, processes
    finally:
        ended(processes)


def wait_for(folder: Path, count: int, process: subprocess.Popen[str]) -> None:
    while sweeps.lines(folder) < count and process.poll() is None:
        time.sleep(0.01)


@pytest.mark.parametrize("cluster", [("first", "second")], indirect=True)
def test_a_worker_lost_then_the_scheduler_lost(tmp_path, cluster, slow):
    address, (scheduler, first, _second) = cluster
    far = tmp_path / "far"
    far.mkdir()
    put(far, SLOW)
    process = sweeps.start(far, "--scheduler", address)
    wait_for(far, 6, process)
    first.send_signal(signal.SIGKILL)
    out, errors = process.communicate(timeout=120)
    assert (process.returncode, "36 points, 36 computed now, 0 failed" in out) == (0, True), errors
    assert "Traceback" not in errors
    keys = [json.loads(line.split(" ", 1)[1])["key"] for line in (far / "s.parquet.journal").read_text().splitlines()]
    assert len(keys) == len(set(keys)) == 36
    assert (far / "s.parquet").read_bytes() == slow

    process = sweeps.start(far, "--scheduler", address, "--fresh")
    wait_for(far, 36, process)  # of the run before, until the journal is begun anew
    while sweeps.lines(far) >= 36 and process.poll() is None:
        time.sleep(0.01)
    wait_for(far, 4, process)
    scheduler.send_signal(signal.SIGKILL)
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 4
    told = [line for line in errors.splitlines() if "s left" not in line]
    assert told == [
        f"attnproof: the scheduler at {address} is lost; what is finished is kept in s.parquet.journal, "
        "and the next run goes on from there"
    ]
    finished = sweeps.lines(far)
    assert 4 <= finished < 36
    (far / "s.parquet").unlink()
    code, out, errors = sweeps.sweep(far, "--scheduler", address)
    assert (code, sweeps.lines(far)) == (4, finished)
    assert f"no scheduler answers at {address}" in errors
    code, out, _ = sweeps.here(far, "--jobs", "1")
    assert (code, f"{36 - finished} computed now" in out) == (0, True)
    assert (far / "s.parquet").read_bytes() == slow


@pytest.mark.parametrize("cluster", [("only",)], indirect=True)
def test_when_no_worker_is_left_the_sweep_waits_and_can_be_interrupted(tmp_path, cluster):
    address, (_, only) = cluster
    (tmp_path / "deadly.py").write_text("import os\ndef f(run):\n    os._exit(1)\n")
    put(tmp_path, SMALL.replace('"final_energy"', '"deadly:f"'))
    process = sweeps.start(tmp_path, "--scheduler", address)
    assert process.stderr is not None
    assert process.stderr.readline() == f"the scheduler at {address} has no workers: waiting for one\n"
    assert only.wait(10) == 1
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted; what is finished is kept" in errors


OWN = """
import os
def f(run):
    if run.system.beta == 2:
        os._exit(1)
    return {"x": 1}
"""


@pytest.mark.parametrize("cluster", [("nursed",)], indirect=True)
def test_a_point_that_kills_workers_is_failed_and_a_worker_computes_with_the_module_as_it_is_now(tmp_path, cluster):
    address, _ = cluster
    text = SMALL.replace("{ from = 0.5, to = 4, count = 12 }", "[1, 2, 3]").replace("final_energy", "own:f")
    for source, code, status, x in (
        (OWN, 1, ["ok", "failed", "ok"], [1, None, 1]),
        (OWN.replace("os._exit(1)", "return {'x': 2}"), 0, ["ok"] * 3, [1, 2, 1]),
    ):
        (tmp_path / "own.py").write_text(source)
        put(tmp_path, text)
        found, out, errors = sweeps.here(tmp_path, "--scheduler", address)
        assert (found, "3 points, 3 computed now" in out) == (code, True), errors
        table = pq.read_table(tmp_path / "s.parquet")
        assert (table["status"].to_pylist(), table["x"].to_pylist()) == (status, x)
        assert table["problem"][1].as_py() == ("its process died" if code else "")


def test_an_address_of_a_kind_that_cannot_be_had_here(tmp_path):
    put(tmp_path)
    code, _, errors = sweeps.sweep(tmp_path, "--scheduler", "tls://127.0.0.1:9")
    assert (code, errors.count("\n")) == (4, 1)
    assert "attnproof: cannot connect to tls://127.0.0.1:9: TypeError: TLS expects" in errors
