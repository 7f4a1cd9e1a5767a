"""A simulation in a process of its own that is killed, stopped, or out of disk: nothing finished is lost."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from simulations import with_
from typer.testing import CliRunner, Result

from attnproof.cli import app
from attnproof.simulate import archive

CONFIG = with_(tokens={"n": 12, "seed": 2}, integrate={"step": 0.004, "end": 2, "count": 121}, events={"gamma": [0.5]})
OFTEN = ("--checkpoint-every", "0")


def started(folder: Path, *options: str) -> subprocess.Popen[str]:
    """A process of its own that runs the simulation."""
    command = [sys.executable, "-m", "attnproof", "simulate", "flow.toml", *options]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)


def simulate(folder: Path, *options: str, limit: int | None = None) -> Result:
    """The same in this process, where no file may become longer than `limit` bytes."""
    before, (soft, hard) = Path.cwd(), resource.getrlimit(resource.RLIMIT_FSIZE)
    os.chdir(folder)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit or soft, hard))
        return CliRunner().invoke(app, ["simulate", "flow.toml", *options])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        os.chdir(before)


def finished(folder: Path, *options: str) -> str:
    """Run to the end in this process, and return what it said."""
    done = simulate(folder, *options)
    assert done.exit_code == 0, done.output
    return done.stderr


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The result of a run that nothing happened to."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "flow.toml").write_text(CONFIG)
    finished(folder)
    return (folder / "flow.npz").read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "flow.toml").write_text(CONFIG)
    return tmp_path


def reached(folder: Path) -> int:
    return len(archive.read(folder / "flow.checkpoint.npz")["tokens"]) - 1


def underway(folder: Path, process: subprocess.Popen[str], more: int) -> None:
    """Wait until some more checkpoints have been written."""
    path = folder / "flow.checkpoint.npz"
    first = last = path.stat().st_ino if path.exists() else 0
    while more and process.poll() is None:
        time.sleep(0.001)
        now = path.stat().st_ino if path.exists() else first
        more -= now != last
        last = now


def test_killed_at_any_moment_it_goes_on_to_the_same_bytes(folder: Path, whole: bytes) -> None:
    random, before = np.random.Generator(np.random.PCG64(6)), 0
    for _ in range(2):
        process = started(folder, *OFTEN, "--resume")
        underway(folder, process, int(random.integers(2, 20)))
        time.sleep(float(random.uniform(0, 0.01)))  # into a step, an observation, or a write
        process.kill()
        _, told = process.communicate()
        assert process.returncode == -signal.SIGKILL, told
        assert not (folder / "flow.npz").exists()
        assert reached(folder) > before
        before = reached(folder)
    (folder / ".flow.checkpoint.npz.part").write_bytes(b"half of a checkpoint")
    told = finished(folder, "--resume")
    assert f"time {before + 1} of 121" in told
    assert (folder / "flow.npz").read_bytes() == whole
    assert {path.name for path in folder.iterdir()} == {"flow.toml", "flow.npz"}


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"])
def test_stopped_it_keeps_what_was_reached(folder: Path, whole: bytes, number: int, code: int) -> None:
    process = started(folder, *OFTEN)
    underway(folder, process, 5)
    for _ in range(3):  # an impatient user
        process.send_signal(number)
    _, told = process.communicate()
    assert process.returncode == code, told
    assert "flow.checkpoint.npz keeps: --resume goes on from it" in told
    assert "Traceback" not in told
    assert 5 <= reached(folder) < 120
    assert {path.name for path in folder.iterdir()} == {"flow.toml", "flow.checkpoint.npz"}
    finished(folder, "--resume")
    assert (folder / "flow.npz").read_bytes() == whole


def test_out_of_disk_it_leaves_nothing_half_written(folder: Path, whole: bytes) -> None:
    full = simulate(folder, *OFTEN, limit=30_000)  # less than a checkpoint of the whole run
    assert full.exit_code == 4, full.output
    assert "flow.checkpoint.npz: cannot be written: File too large; the one before stands" in full.stderr
    kept = reached(folder)
    assert 0 < kept < 120
    assert {path.name for path in folder.iterdir()} == {"flow.toml", "flow.checkpoint.npz"}
    told = finished(folder, "--resume")
    assert f"time {kept + 1} of 121" in told
    assert (folder / "flow.npz").read_bytes() == whole


def test_a_result_that_finds_no_room_leaves_a_checkpoint(folder: Path, whole: bytes) -> None:
    checkpoint = len(whole) - 1000  # the result has more in it than the checkpoint
    full = simulate(folder, "--checkpoint-every", "1000", limit=checkpoint)
    assert full.exit_code == 4, full.output
    assert "flow.npz: cannot be written: File too large; t = 2, which flow.checkpoint.npz keeps" in full.stderr
    finished(folder, "--resume")
    assert (folder / "flow.npz").read_bytes() == whole
