"""One run at a time writes a result: a lock that the system lets go of when its process ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Busy(Exception):
    """Another process writes the same result."""


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock of `path`. Busy where another process holds it; no lock on systems that have none."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    beside = path.with_name(f".{path.name}.lock")
    while True:
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with suppress(FileNotFoundError):
                if os.fstat(descriptor).st_ino == beside.stat().st_ino:
                    break
        except BlockingIOError:
            os.close(descriptor)
            raise Busy(f"{path}: another process is writing it") from None
        os.close(descriptor)  # its file was taken away by the process that held it before
    try:
        yield
    finally:
        beside.unlink(missing_ok=True)
        os.close(descriptor)
