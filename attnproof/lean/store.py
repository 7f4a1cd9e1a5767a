"""Compiled modules kept from earlier runs, keyed by the content of everything they depend on."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SEAL = "seal.json"
SEALED = (".olean", ".ilean", ".lean", ".toml")  # lake may touch files of its own beside them
MONTH = 30 * 24 * 3600


class Store:
    """A folder for each key, sealed by the digests of the files in it: a file that was changed is not served."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which is made when something is first kept."""
        self.folder = folder

    def get(self, key: str) -> Path | None:
        """The folder kept under the key; None when there is none, or when its files are not what was kept."""
        found = self.folder / key
        try:
            sealed = json.loads((found / SEAL).read_text(encoding="utf-8"))
            if sealed == digests(found) and sealed:
                os.utime(found)
                return found
        except (OSError, ValueError):
            pass  # no seal, or none that can be read: as good as nothing
        shutil.rmtree(found, ignore_errors=True)
        return None

    @contextmanager
    def making(self, key: str) -> Iterator[Path]:
        """An empty folder to fill; when the block ends without an error it is kept under the key."""
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=self.folder, prefix="making-"))
        try:
            yield beside
            (beside / SEAL).write_text(json.dumps(digests(beside)), encoding="utf-8")
            try:
                beside.rename(self.folder / key)
            except OSError:  # another run kept it first
                if self.get(key) is None:
                    beside.rename(self.folder / key)
        finally:
            shutil.rmtree(beside, ignore_errors=True)

    def prune(self) -> None:
        """Remove what no run has used for a month, and what an interrupted run left."""
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if time.time() - path.stat().st_mtime > MONTH:
                shutil.rmtree(path, ignore_errors=True)


def digests(folder: Path) -> dict[str, str]:
    """The digest of every Lean file in the folder, compiled or not."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in SEALED
    }
