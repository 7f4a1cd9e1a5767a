"""Small sweeps, as text and as processes."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from attnproof.cli import app

SMALL = """
[sweep]
seed = 7
starts = 8
statistics = ["mean_inner_product", "final_energy"]
[tokens]
n = 6
d = 3
[model]
attention = "softmax"
[integrate]
step = 0.25
end = 2
count = 3
[grid]
beta = { from = 0.5, to = 4, count = 12 }
"""
SLOW = SMALL.replace('energy"]', 'energy", "dozing:doze"]').replace("count = 12", "count = 36")  # 0.05 s a point
SUPPORT = os.pathsep.join(filter(None, [str(Path(__file__).parent), os.environ.get("PYTHONPATH")]))
ENVIRONMENT = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": SUPPORT}  # dozing.py is there
COMMAND = [sys.executable, "-m", "attnproof", "sweep"]


def put(folder: Path, text: str = SMALL, name: str = "s.toml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def start(folder: Path, *arguments: str, **more: Any) -> subprocess.Popen[str]:
    """`attnproof sweep s.toml ...` in a folder, in a session of its own."""
    return subprocess.Popen(
        [*COMMAND, "s.toml", *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **more,
    )


def here(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """The same in this process: exit code, output and errors."""
    with chdir(folder):
        found = CliRunner().invoke(app, ["sweep", "s.toml", *arguments])
    return found.exit_code, found.stdout, found.stderr


def sweep(folder: Path, *arguments: str, **more: Any) -> tuple[int, str, str]:
    """In a process of its own."""
    process = start(folder, *arguments, **more)
    out, errors = process.communicate(timeout=120)
    return process.returncode, out, errors


def lines(folder: Path) -> int:
    """Of the journal: how many points are finished."""
    journal = folder / "s.parquet.journal"
    return journal.read_bytes().count(b"\n") if journal.exists() else 0
