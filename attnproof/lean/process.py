"""One Lean process: started in its own session, inside limits, its messages read back as data."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

LAUNCH = Path(__file__).with_name("launch.py")
OUT_OF_MEMORY = re.compile(
    r"out of memory|excessive memory|cannot allocate memory|bad_alloc|failed to create thread", re.IGNORECASE
)
STACK_TRACE = re.compile(r"^(backtrace:|.*\.so\S*\(.*\)|.*\[0x[0-9a-f]+\]).*$", re.MULTILINE)


class LimitHit(RuntimeError):
    """A Lean process ran into the time or the memory limit."""


@dataclass(frozen=True)
class Limits:
    """What one Lean process may use.

    seconds : wall time.
    megabytes : resident memory. (Address space says nothing: Lean's allocator reserves it by the gigabyte.)
    """

    seconds: float = 300.0
    megabytes: int = 2048


@dataclass(frozen=True)
class Message:
    """One message of Lean, as its --json output gives it."""

    severity: str  # error, warning, information
    text: str
    line: int
    column: int

    def __str__(self) -> str:
        """As a compiler writes it."""
        return f"{self.line}:{self.column}: {self.severity}: {self.text}"


@dataclass(frozen=True)
class Output:
    """What a process left behind. `other` is everything on standard output that is no message."""

    code: int
    messages: tuple[Message, ...]
    other: str
    errors: str

    @property
    def problems(self) -> tuple[str, ...]:
        """Every reason to call the run a failure, in the order of the file; empty when it is clean."""
        found = [str(message) for message in self.messages if message.severity != "information"]
        if self.errors.strip():
            found.append(STACK_TRACE.sub("", self.errors).strip()[:2000] or "Lean panicked")
        if self.other.strip():
            found.append(f"unexpected output: {self.other.strip()[:2000]}")
        if self.code and not found:
            found.append(f"Lean ended with exit code {self.code}")
        return tuple(found)


def run(
    library: Path | None,
    arguments: Sequence[str],
    *,
    limits: Limits,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Output:
    """Run Lean's `lean_main` from `library`, or `arguments` as a command, and wait for its end.

    Raises LimitHit after the time or memory limit. The output goes through files, so that its size is limited too.
    """
    command = [sys.executable, "-I", str(LAUNCH), str(library or "-"), *arguments]
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith(("LEAN_", "PYTHON"))}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            env={**surroundings, **(environment or {})},
            cwd=folder,
            start_new_session=True,
        )
        with _Guard(process, limits) as guard:
            code = process.wait()
        out.seek(0)
        err.seek(0)
        output = _read(code, out.read().decode(errors="replace"), err.read().decode(errors="replace"))
    if guard.reason:
        raise LimitHit(guard.reason)
    if -code in (signal.SIGXFSZ, signal.SIGKILL):
        raise LimitHit(f"ended by signal {signal.Signals(-code).name}")
    told = output.errors + "".join(message.text for message in output.messages if message.severity == "error")
    if code and OUT_OF_MEMORY.search(told):
        raise LimitHit("no memory left")
    return output


class _Guard:
    """Ends a process, with its children, at its limits, and when the block that waits for it is left early."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits) -> None:
        self.process, self.limits = process, limits
        self.reason = ""
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()
        if self.process.poll() is None:
            self._end()
            self.process.wait()

    def _watch(self) -> None:
        end = time.monotonic() + self.limits.seconds
        while not self.over.wait(min(0.2, self.limits.seconds)):
            used = resident(self.process.pid)
            if used > self.limits.megabytes:
                self.reason = f"{used} MB of memory, {self.limits.megabytes} are allowed"
            elif time.monotonic() > end:
                self.reason = f"no end after {self.limits.seconds:g} s"
            if self.reason:
                return self._end()

    def _end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)  # it leads its own session: nothing else is in this group


def resident(pid: int) -> int:
    """The resident memory of a process in MB; 0 where the system doesn't tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


def _read(code: int, out: str, errors: str) -> Output:
    messages, other = [], []
    for line in out.splitlines():
        try:
            messages.append(_message(json.loads(line)))
        except (ValueError, KeyError, TypeError):
            other.append(line)
    return Output(code, tuple(messages), "\n".join(other), errors)


def _message(data: dict[str, Any]) -> Message:
    return Message(str(data["severity"]), str(data["data"]), int(data["pos"]["line"]), int(data["pos"]["column"]))
