"""Where the suite keeps things, and writing them so that nothing is ever half-written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def home() -> Path:
    """The checkout that this package runs from; installed elsewhere, a folder of its own in the current one."""
    checkout = Path(__file__).resolve().parent.parent
    return checkout if (checkout / "pyproject.toml").is_file() else Path.cwd() / "attnproof-results"


def cores() -> int:
    """How many processes may run at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def write_text(path: Path, text: str) -> None:
    """Write beside, then rename: a reader sees the old content or the new, never a part.

    A link is followed. What is no regular file (a pipe, a device) is written to as it is.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
