"""A run that is stopped: what existed stays, nothing is half-written, and no process is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "attnproof", "verify", "--fresh", "--jobs", "2", "--only", "radial.*"]


def alive(session: int) -> list[str]:
    """The processes of a session that still run (Linux)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(entry.parent.name)
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for left-over processes in /proc")
@pytest.mark.parametrize(
    ("signals", "to_group", "code"),
    [
        ([signal.SIGINT], True, 130),
        ([signal.SIGINT, signal.SIGINT, signal.SIGINT], True, 130),
        ([signal.SIGTERM], False, 143),
        ([signal.SIGKILL], False, -signal.SIGKILL),
    ],
    ids=["Ctrl-C", "Ctrl-C three times", "SIGTERM", "SIGKILL"],
)
@pytest.mark.parametrize("checks", [0, 1], ids=["while workers start", "while checks run"])
def test_a_stopped_run_leaves_nothing_behind(
    tmp_path: Path, signals: list[signal.Signals], to_group: bool, code: int, checks: int
) -> None:
    out = tmp_path / "out.json"
    out.write_text("mine")
    process = subprocess.Popen(
        [*COMMAND, "--json", str(out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    if checks:
        process.stderr.readline()  # the first check is done
    else:
        while len(alive(process.pid)) < 3:  # the workers have been started
            time.sleep(0.02)
    for number in signals:
        os.killpg(process.pid, number) if to_group else process.send_signal(number)
        time.sleep(0.2)
    _, complaints = process.communicate(timeout=60)
    assert process.returncode == code
    if code > 0:  # a parent that was killed outright says nothing, but what it was starting may
        assert "Traceback" not in complaints
    assert ("interrupted" in complaints) == (code == 130)
    assert out.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
    deadline = time.monotonic() + 20
    while alive(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert alive(process.pid) == []
