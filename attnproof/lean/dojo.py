"""The same trace through lean-dojo, where a toolchain exists that it can use.

lean-dojo (the extra `dojo`) needs lake, git and a toolchain. It clones a repository, builds it, and runs a Lean
program of its own in it, so it gets a repository of its own: a temporary copy of the project, committed there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from attnproof.lean.sources import read
from attnproof.lean.toolchain import LEAN, NoChecker, find

PACKAGE = "lean-dojo"
WRITTEN_FOR = "4.20"  # lean-dojo's own version number follows the Lean that it was written for
COPIED = ("lakefile.toml", "lean-toolchain")

# Runs in a process of its own: lean-dojo sets up logging, a cache and worker processes as it is imported.
SCRIPT = """
import json, sys
from lean_dojo import LeanGitRepo, trace
traced = trace(LeanGitRepo(sys.argv[1], sys.argv[2]), dst_dir=sys.argv[3], build_deps=False)
json.dump([{
    "name": theorem.theorem.full_name,
    "file": str(theorem.file_path),
    "statement": theorem.get_theorem_statement(),
    "premises": sorted(set(theorem.get_premise_full_names())),
    "tactics": len(theorem.get_traced_tactics()),
} for theorem in traced.get_traced_theorems()], open(sys.argv[4], "w"))
"""


class DojoFailed(RuntimeError):
    """lean-dojo did not come to an end; the text has its last words."""


def obstacle() -> str:
    """Why lean-dojo can't run here, in one line; empty when nothing speaks against trying."""
    try:
        version(PACKAGE)
    except PackageNotFoundError:
        return "lean-dojo is not installed: pip install 'attnproof[dojo]'"
    if shutil.which("git") is None:
        return "lean-dojo needs git"
    try:
        find("lake")
    except NoChecker as reason:
        return f"lean-dojo needs lake with its toolchain, the wheel does not do: {str(reason).splitlines()[0]}"
    return ""


def caution() -> str:
    """What to expect of the lean-dojo that is installed, in one line."""
    return (
        f"lean-dojo {version(PACKAGE)} runs a Lean program written for Lean {WRITTEN_FOR} inside the project's "
        f"Lean {LEAN}: where that does not compile it gives nothing, and tactic states are not kept here"
    )


def trace(folder: Path, seconds: float) -> list[dict[str, Any]]:
    """Each theorem with its statement, premises and number of tactics, as lean-dojo has it."""
    with tempfile.TemporaryDirectory(prefix="attnproof-dojo-") as work:
        repository, target, answer = Path(work, "lean"), Path(work, "traced"), Path(work, "theorems.json")
        commit = _repository(folder, sorted(read(folder).modules), repository)
        surroundings = {**os.environ, "CACHE_DIR": str(Path(work, "cache")), "DISABLE_REMOTE_CACHE": "1"}
        command = [sys.executable, "-c", SCRIPT, str(repository), commit, str(target), str(answer)]
        try:
            ended = subprocess.run(
                command, capture_output=True, text=True, timeout=seconds, check=False, cwd=work, env=surroundings
            )
        except subprocess.TimeoutExpired as error:
            raise DojoFailed(f"no end after {seconds:g} s") from error
        if ended.returncode or not answer.is_file():
            raise DojoFailed((ended.stderr.strip().splitlines() or ["no reason given"])[-1])
        return list(json.loads(answer.read_text(encoding="utf-8")))


def _repository(folder: Path, modules: list[str], repository: Path) -> str:
    """Copy the project into a repository of its own; the commit."""
    for name in (*COPIED, *(f"{module.replace('.', '/')}.lean" for module in modules)):
        target = repository / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / name, target)
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "The Lean project"]):
        _git(repository, *arguments)
    return _git(repository, "rev-parse", "HEAD").strip()


def _git(repository: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=attnproof", "-c", "user.email=attnproof@localhost", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(repository), *identity, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
