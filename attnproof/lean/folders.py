"""Where the Lean project is, and where what was compiled is kept."""

from __future__ import annotations

from pathlib import Path

from attnproof.files import home


def project() -> Path:
    """The Lean project of this checkout."""
    return home() / "lean"


def cache() -> Path:
    """The folder of compiled modules."""
    return home() / ".attnproof" / "lean"
