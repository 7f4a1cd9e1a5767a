"""Where the suite keeps things, and writing them so that nothing is ever half-written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def home() -> Path:
    """The checkout that this package runs from, or the current folder when it runs from elsewhere."""
    checkout = Path(__file__).resolve().parent.parent
    return checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()


def write_text(path: Path, text: str) -> None:
    """Write beside, then rename: a reader sees the old content or the new, never a part."""
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
