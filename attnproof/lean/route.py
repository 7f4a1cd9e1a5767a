"""Lean as a route of the ledger: a claim's theorems, and the planted errors that its kernel must refuse."""

from __future__ import annotations

import tempfile
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from attnproof.cache import digest
from attnproof.evidence import NotRun
from attnproof.lean import checker, folders, sources, wheel
from attnproof.lean.build import NotCompiled
from attnproof.lean.job import Job
from attnproof.lean.process import LimitHit, Limits
from attnproof.lean.result import Result
from attnproof.lean.sources import Rejected
from attnproof.lean.store import Store
from attnproof.lean.theorems import Listed
from attnproof.lean.theorems import read as listed_theorems
from attnproof.lean.toolchain import HOW_TO_GET, NoChecker, find

PLANTED = "planted.toml"


@dataclass(frozen=True)
class Finding:
    """What the checker found about one claim."""

    passed: bool
    summary: str
    numbers: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Mutation:
    """A planted error of a claim, as a change of one Lean module: `old`, which occurs once, becomes `new`."""

    claim: str
    name: str
    module: str
    old: str
    new: str


def mutations(folder: Path) -> tuple[Mutation, ...]:
    """The planted errors of the project in `folder`."""
    entries = tomllib.loads((folder / PLANTED).read_text(encoding="utf-8"))["planted"]
    return tuple(Mutation(**entry) for entry in entries)


def fingerprint() -> str:
    """What the evidence of this route depends on: every file of the Lean project, and the checker."""
    folder = folders.project()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    try:
        identity = find().identity
    except NoChecker as reason:
        identity = str(reason)
    return digest(identity, [(str(path.relative_to(folder)), path.read_bytes().hex()) for path in files])


def proves(claim: str, *, planted: str | None = None) -> Finding:
    """Are the theorems of `claim` proved; or, with a planted error, is its Lean counterpart refused?

    Raises NotRun when there is no Lean here.
    """
    return _proved(claim) if planted is None else _refused(claim, planted)


def prepare(jobs: int) -> None:
    """Compile the project, `jobs` modules at a time, so that the claims find it done."""
    with suppress(NotRun):  # each claim says so for itself
        _check(jobs)


@cache
def _checked() -> Result:
    return _check(1)


def _check(jobs: int) -> Result:
    if not folders.project().is_dir():
        raise NotRun("the Lean project is part of a checkout, and this is none")
    try:
        return checker.check(jobs=jobs)
    except NoChecker as reason:
        raise NotRun(f"no Lean here ({'; '.join(str(reason).splitlines())}); to get one: {HOW_TO_GET[0]}") from None
    except LimitHit as error:
        raise NotRun(f"a limit was hit: {error}") from None


def _proved(claim: str) -> Finding:
    result = _checked()
    theorems = result.of(claim)
    if result.problems:
        return Finding(False, f"the Lean project does not pass: {result.problems[0][:300]}")
    names = [theorem.name.split(".", 1)[1] for theorem in theorems]
    numbers = {
        "axioms": ", ".join(sorted({axiom for theorem in theorems for axiom in theorem.axioms})) or "none",
        "assumed of the scalars": ", ".join(sorted({name for theorem in theorems for name in theorem.assumes})),
        "table": {
            "caption": "Theorems",
            "columns": ["theorem", "says", "compared with"],
            "rows": [
                [f"`{name}`", theorem.meaning, theorem.compared or "–"]
                for name, theorem in zip(names, theorems, strict=True)
            ],
        },
    }
    if below := [other for above, other in result.graph["edges"] if above == claim]:
        numbers["proofs rest on"] = below  # the report draws it
    if failed := [theorem for theorem in theorems if not theorem.ok]:
        return Finding(False, f"does not pass: {failed[0].name} ({failed[0].reason})", numbers)
    count = "1 theorem" if len(names) == 1 else f"{len(names)} theorems"
    return Finding(bool(names), f"{count} for every size; checked by {result.checker['says']}", numbers)


def _refused(claim: str, planted: str) -> Finding:
    """Compile what the claim's theorems need, with the error planted: it must not pass."""
    try:
        toolchain = find("wheel")
    except NoChecker as reason:
        raise NotRun(f"errors are planted with the wheel only: {reason}") from None
    folder = folders.project()
    [mutation] = [item for item in mutations(folder) if (item.claim, item.name) == (claim, planted)]
    project = sources.read(folder)
    text = project.modules[mutation.module]
    if text.count(mutation.old) != 1:
        raise Rejected(f"{PLANTED}: {claim}, {planted}: its text must occur once in {mutation.module}")
    wrong = {**project.modules, mutation.module: text.replace(mutation.old, mutation.new)}
    modules = _needed([entry for entry in listed_theorems(folder) if entry.claim == claim], project.imports)
    with tempfile.TemporaryDirectory(prefix="attnproof-lean-") as work:
        store = Store(folders.cache())
        job = Job(project, toolchain, store, Limits(), 1, Path(work), lambda module: None)
        core, _, _ = wheel.core_of(job)
        try:
            job.builder().compile("planted", {name: wrong[name] for name in sorted(modules)}, [core])
        except NotCompiled as error:
            [module, problems] = next(iter(error.failures.items()))
            return Finding(False, f"{module} is refused: {problems[0].splitlines()[0][:200]}")
    return Finding(True, f"{mutation.module} passes with the error in it")


def _needed(theorems: list[Listed], imports: dict[str, tuple[str, ...]]) -> set[str]:
    """The modules of the theorems and all that they import."""
    needed: set[str] = set()
    waiting = [entry.module for entry in theorems]
    while waiting:
        name = waiting.pop()
        if name in imports and name not in needed:
            needed.add(name)
            waiting += imports[name]
    return needed
