"""Builds the project with lake, on a copy of its own in the cache, so that nothing left from elsewhere is used."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from attnproof.cache import digest
from attnproof.lean import audit, challenge, conformance
from attnproof.lean.job import CHALLENGE, Built, Job
from attnproof.lean.olean import Module
from attnproof.lean.process import Limits, run
from attnproof.lean.sources import Project, Rejected
from attnproof.lean.store import Store
from attnproof.lean.toolchain import Toolchain

PACKAGE = "package"
SETTINGS = ("lakefile.toml", "lean-toolchain")


def built(job: Job) -> Built:
    """The project as lake builds it, its axioms and statements as the same Lean tells them."""
    package = build(job.toolchain, job.project, job.store, job.limits)
    modules = {name: Module(compiled(package, name, ".olean")) for name in job.project.modules}
    clean = clean_copy(job.toolchain, package, job.work / "clean")
    names = [name for name in audit.outside(audit.constants(modules.values())) if audit.nameable(name)]
    leaves = dict.fromkeys(audit.outside(audit.constants(modules.values())), frozenset[str]())
    leaves |= audit.ask(job.toolchain, names, (), work=clean, path=(), folder=clean, limits=job.limits)
    problems = conformance.run(job.toolchain, job.project.folder, clean, job.limits)
    ileans = {name: compiled(package, name, ".ilean") for name in modules}
    file = clean / f"{CHALLENGE}.lean"
    file.write_text(job.challenge_text(), encoding="utf-8")
    output = job.toolchain.lean([str(file), "-o", str(file.with_suffix(".olean"))], limits=job.limits, folder=clean)
    if wrong := [problem for problem in output.problems if not challenge.STATED.allows(problem)]:
        raise Rejected(*(f"{CHALLENGE}:{problem}" for problem in wrong))
    posed = Module(file.with_suffix(".olean"))
    return Built(modules, ileans, leaves, {}, posed, (), package, problems, {})


def build(toolchain: Toolchain, project: Project, store: Store, limits: Limits) -> Path:
    """The folder of the built package. `lake build --wfail`: a warning fails."""
    settings = {
        name: (project.folder / name).read_text(encoding="utf-8") for name in ("lakefile.toml", "lean-toolchain")
    }
    files = {name.replace(".", "/") + ".lean": text for name, text in project.modules.items()} | settings
    key = digest(toolchain.identity, sorted(files.items()))
    kept = store.get(key)
    if kept is None:
        with store.making(key) as folder:
            package = folder / PACKAGE
            _copy(files, package)
            whole = replace(limits, seconds=limits.seconds * len(project.modules))
            output = run(None, ["lake", "build", "--wfail"], limits=whole, folder=package)
            if output.code:
                raise Rejected(f"lake build: {(output.other + output.errors).strip()[-4000:]}")
        kept = store.get(key)
    if kept is None:
        raise Rejected("what lake built is gone from the cache")
    return kept / PACKAGE


def clean_copy(toolchain: Toolchain, package: Path, folder: Path) -> Path:
    """An empty package of the same toolchain: what runs there sees Lean's own Init and nothing of the project."""
    folder.mkdir()
    shutil.copy(package / "lean-toolchain", folder)
    (folder / "lakefile.toml").write_text('name = "nothing"\n', encoding="utf-8")
    return folder


def compiled(package: Path, name: str, suffix: str) -> Path:
    """A compiled module of the package."""
    library = package / ".lake" / "build" / "lib"
    for root in (library / "lean", library):
        path = (root / name.replace(".", "/")).with_suffix(suffix)
        if path.is_file():
            return path
    raise Rejected(f"{name}: lake left no {suffix} file; does the root import it?")


def _copy(files: Mapping[str, str], package: Path) -> None:
    for name, text in files.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
