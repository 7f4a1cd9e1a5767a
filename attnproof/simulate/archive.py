"""Arrays in a .npz file: the same arrays give the same bytes, it is written whole or not at all, and a fault is seen.

A result and a checkpoint are ordinary .npz files: `numpy.load` opens them.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np

from numeric.arithmetic import Array

CHECKSUM = "sha256"  # the array that holds the digest of the others
THE_DAY = (1980, 1, 1, 0, 0, 0)  # of every entry: the first that zip knows


class Corrupted(Exception):
    """A file that is not what was written."""


def part(path: Path) -> Path:
    """Where a file is written before it takes its name."""
    return path.with_name(f".{path.name}.part")


def write(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write beside, then rename; on any fault what stood at `path` stays. OSError when the disk is full."""
    beside = part(path)
    try:
        with beside.open("wb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
                for name, array in (*arrays.items(), (CHECKSUM, np.array(digest(arrays)))):
                    entry = zipfile.ZipInfo(f"{name}.npy", THE_DAY)
                    entry.external_attr = 0o644 << 16
                    with archive.open(entry, "w", force_zip64=True) as out:
                        np.lib.format.write_array(out, np.asarray(array, order="C"), allow_pickle=False)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def read(path: Path) -> dict[str, Array]:
    """The arrays of a file; Corrupted where it is not as it was written, OSError where it cannot be read."""
    with path.open("rb") as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                if archive.testzip() is not None:
                    raise Corrupted(f"{path}: a part of it has the wrong checksum")
            stream.seek(0)
            with np.load(stream, allow_pickle=False) as loaded:
                arrays = {name: loaded[name] for name in loaded.files}
            told = str(arrays.pop(CHECKSUM))
        except Corrupted:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a damaged file makes of its reader
            raise Corrupted(f"{path}: not a file that was written whole ({type(error).__name__})") from None
    if told != digest(arrays):
        raise Corrupted(f"{path}: its content has the wrong checksum")
    return arrays


def digest(arrays: Mapping[str, Array]) -> str:
    """SHA-256 of names, types, shapes and entries."""
    found = hashlib.sha256()
    for name in sorted(arrays):
        array = np.asarray(arrays[name], order="C")
        found.update(f"{name} {array.dtype.str} {array.shape} ".encode())
        found.update(array.reshape(-1).view(np.uint8).data)
    return found.hexdigest()
