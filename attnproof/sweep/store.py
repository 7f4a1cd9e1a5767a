"""What is finished, kept: a journal with one sealed line a point, and the Parquet file that is made of it at the end.

A line is written when its point is finished, with its own checksum, and never changed. A run that is killed leaves at
most one torn line, which the next run leaves out; so it does with a line that was damaged, and computes that point
again. Lines are found by the points' keys: a point that is in another sweep too is not computed again, nor counted
twice. The Parquet file is written beside and renamed; the same rows give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from attnproof.simulate.archive import part
from attnproof.sweep.design import NAMES, WHOLE, Sweep
from attnproof.sweep.points import Row

SEAL = 16  # hexadecimal digits of a line's checksum


def journal_of(path: Path) -> Path:
    """The journal that belongs to a Parquet file."""
    return path.with_name(f"{path.name}.journal")


class Journal:
    """The rows of finished points, by key. `damaged` counts the lines that could not be read."""

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        """Read what is there; damaged lines are taken out, or with `fresh` all. OSError."""
        self.path, self.rows, self.damaged = path, dict[str, Row](), 0
        part(path).unlink(missing_ok=True)  # of a run that was killed while it wrote
        content = b"" if fresh or not path.exists() else path.read_bytes()
        good = []
        for line in content.splitlines(keepends=True):
            row = _opened(line)
            if row is None:
                self.damaged += 1
            else:
                good.append(line)
                self.rows[row.key] = row
        if self.damaged or fresh:
            _put(path, b"".join(good))
        self._stream = path.open("ab", buffering=0)

    def forget(self, keys: Iterable[str]) -> None:
        """Take out some rows: their points will be computed anew, and the last line of a key counts."""
        for key in keys:
            del self.rows[key]

    def add(self, rows: Sequence[Row]) -> None:
        """Keep rows, on the disk when this returns. On OSError (a full disk) the journal is as it was before."""
        lines = b"".join(map(_sealed, rows))
        size = self._stream.tell()
        try:
            written = 0
            while written < len(lines):
                written += self._stream.write(lines[written:]) or 0
            os.fsync(self._stream.fileno())
        except OSError:
            with suppress(OSError):
                self._stream.truncate(size)
            raise
        self.rows |= {row.key: row for row in rows}

    def close(self) -> None:
        """Write no more."""
        self._stream.close()


def _sealed(row: Row) -> bytes:
    text = json.dumps(asdict(row))
    return f"{_seal(text)} {text}\n".encode()


def _opened(line: bytes) -> Row | None:
    """The row of a line, or None where it is not as it was written."""
    try:
        seal, text = line.decode().rstrip("\n").split(" ", 1)
        return Row(**json.loads(text)) if line.endswith(b"\n") and seal == _seal(text) else None
    except (ValueError, TypeError):
        return None


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:SEAL]


def _put(path: Path, content: bytes) -> None:
    beside = part(path)
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


# -- the table --------------------------------------------------------------------------------------


def table(sweep: Sweep, rows: Mapping[str, Row]) -> Any:
    """One row a point, in the order of the sweep, as a pyarrow Table: what the point is, then what came out.

    point, the names of design.NAMES, seed
    status : "ok", "failed" (problem says why), or "broken" (an invariant did not hold along the run: broken says which)
    times : those of the lists; then the statistics, in the order of the sweep, a user's own by name
    """
    import pyarrow as pa

    found = [rows[point.key] for point in sweep.points]
    coordinates = [point.columns() for point in sweep.points]
    columns: dict[str, Any] = {"point": pa.array(range(len(found)), pa.int64())}
    for name in coordinates[0]:
        columns[name] = pa.array([_plain(name, one.get(name)) for one in coordinates])
    columns["status"] = pa.array(["failed" if row.problem else "broken" if row.broken else "ok" for row in found])
    columns["problem"] = pa.array([row.problem for row in found])
    columns["broken"] = pa.array([row.broken for row in found])
    columns["times"] = pa.array([times(point.config) for point in sweep.points], pa.list_(pa.float64()))
    for name in value_names(rows[point.key] for point in sweep.points):
        values = [row.values.get(name) for row in found]
        kind = pa.list_(pa.float64()) if any(isinstance(value, list) for value in values) else pa.float64()
        columns[name] = pa.array(values, kind)
    return pa.table(columns).replace_schema_metadata({"attnproof.sweep": sweep.about()})


def value_names(rows: Iterable[Row]) -> list[str]:
    """The columns of the statistics: those of the first row in its order, then what later rows have beside."""
    names: dict[str, None] = {}
    for row in rows:
        names |= dict.fromkeys(row.values)
    return list(names)


def _plain(name: str, value: Any) -> Any:
    if name in NAMES and name not in WHOLE and isinstance(value, int):
        return float(value)
    if isinstance(value, list | tuple):
        return [float(entry) for entry in value]
    return value


def times(config: Any) -> list[float]:
    """The times of a point."""
    from attnproof.simulate import setting

    return [float(time) for time in setting.times(config)]


def write(sweep: Sweep, rows: Mapping[str, Row], path: Path) -> None:
    """Write the table to a Parquet file, beside and then renamed. OSError."""
    import pyarrow.parquet as pq

    beside = part(path)
    try:
        with beside.open("wb") as stream:
            pq.write_table(table(sweep, rows), stream, compression="zstd", write_page_checksum=True)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
