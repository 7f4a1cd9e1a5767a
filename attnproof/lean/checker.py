"""The whole check: build, audit, compare with the lists and with the challenge."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from attnproof.cache import Cache, digest, source_digest
from attnproof.files import write_text
from attnproof.lean import (
    assumptions,
    audit,
    challenge,
    comparison,
    folders,
    formalization,
    graph,
    lake,
    sources,
    theorems,
    wheel,
)
from attnproof.lean.job import Built, Job
from attnproof.lean.olean import BadOlean
from attnproof.lean.printing import Readable
from attnproof.lean.process import Limits
from attnproof.lean.result import Result, Theorem, restored
from attnproof.lean.sources import Rejected
from attnproof.lean.store import Store
from attnproof.lean.theorems import Listed
from attnproof.lean.toolchain import LEAN, Choice, find

Registry = Mapping[str, tuple[str, str]]  # the title and the source of each claim, by id


def check(
    with_: Choice = "auto",
    *,
    folder: Path | None = None,
    jobs: int = 1,
    limits: Limits | None = None,
    claims: Registry | None = None,
    cache: Path | None = None,
    write: bool = False,
    second_core: bool = False,
    words: bool = True,
    told: Callable[[str], None] = lambda line: None,
) -> Result:
    """Check the project in `folder`.

    claims : title and source of each claim that theorems may be listed for. With None any claim will do, and
        the files that are generated from the registry are not looked at.
    write : write the generated files (formalization.yaml, offline/Conformance.lean) instead of comparing them.
    second_core : check the theorem files against a second core as well, with everything reducible that can be.
    words : False to let forbidden words through, which shows that the audit needs no help from them.
    told : hears the name of each module that is compiled.

    Raises NoChecker when there is no Lean, LimitHit when a module runs out of time or memory. Everything else
    that is wrong is in the result.
    """
    folder = folder or folders.project()
    toolchain = find(with_)
    checker = {"kind": toolchain.kind, "lean": LEAN, "says": toolchain.says}
    listed: tuple[Listed, ...] = ()
    try:
        listed = theorems.read(folder)
        project = sources.read(folder)
        sources.inspect(project, words=words)
        store = Store(cache or folders.cache())
        with tempfile.TemporaryDirectory(prefix="attnproof-lean-") as work:
            job = Job(project, toolchain, store, limits or Limits(), jobs, Path(work), told)
            built = wheel.built(job, listed, second_core=second_core) if toolchain.kind == "wheel" else lake.built(job)
            result = _judged(job, built, listed, checker, claims)
        if claims is not None and built.whole:
            files = {**built.generated, formalization.FILE: formalization.text(listed, claims)}
            result = replace(result, problems=(*result.problems, *_settle(folder, files, write=write)))
        store.prune()
    except (Rejected, BadOlean) as error:
        reasons = {entry.name: "not checked" for entry in listed}
        problems = error.problems if isinstance(error, Rejected) else (str(error),)
        return Result(checker, _unreached(listed, reasons), 0, {}, problems, {}, ())
    return result


def _settle(folder: Path, files: Mapping[str, str], *, write: bool) -> list[str]:
    """Bring the generated files up to date, or say which are not."""
    problems = []
    for name, expected in files.items():
        path = folder / name
        if path.is_file() and path.read_text(encoding="utf-8") == expected:
            continue
        if write:
            write_text(path, expected)
        else:
            problems.append(f"{name} is not what it is generated from gives: `attnproof lean --write` writes it")
    return problems


def _unreached(listed: Collection[Listed], reasons: Mapping[str, str]) -> tuple[Theorem, ...]:
    return tuple(
        Theorem(entry.name, entry.claim, entry.module, entry.meaning, "", (), (), "", reasons[entry.name])
        for entry in listed
    )


def _second_reading(job: Job, built: Built, axioms: audit.Axioms) -> Sequence[str]:
    """Where Lean's own account of the axioms is another one."""
    names = [name for name in sorted(axioms) if audit.nameable(name)]
    try:
        answered = audit.ask(
            job.toolchain,
            names,
            sorted(built.modules),
            work=job.work,
            path=built.path,
            folder=built.folder,
            limits=job.limits,
        )
    except Rejected as error:
        return error.problems
    return audit.disagreements(axioms, answered)


def _judged(
    job: Job, built: Built, listed: Collection[Listed], checker: dict[str, str], claims: Registry | None
) -> Result:
    """The judgement of what compiled, kept, where nothing is wrong, under all that it is made from."""
    if not built.keys or built.problems:
        return _judge(job, built, listed, checker, claims)
    files = [job.project.folder / name for name in (theorems.LIST, assumptions.LIST)]
    lists = [file.read_bytes().hex() for file in files if file.is_file()]
    compared = [(name, came.says, came.reason) for name, came in sorted(built.compared.items())]
    known = None if claims is None else sorted(claims)
    stray = comparison.stray(job.project, listed)
    key = digest("judged", built.keys, lists, compared, stray, known, checker, source_digest(__name__))
    cache = Cache(job.store.folder / "judged")
    kept = cache.get(key)
    if kept is not None:
        return restored(kept)
    result = _judge(job, built, listed, checker, claims)
    if result.ok:
        cache.put(key, result.as_kept())
    return result


def _judge(
    job: Job, built: Built, listed: Collection[Listed], checker: dict[str, str], claims: Registry | None
) -> Result:
    project = audit.constants(built.modules.values())
    axioms = audit.closure(project, built.leaves)
    problems = list(built.problems)
    if built.whole:
        problems += [*audit.structure(project, built.modules), *audit.excess(axioms)]
        problems += _second_reading(job, built, axioms)
    everything = {**built.outer, **project}
    surface = assumptions.surface(built.modules.values(), everything, job.project.root)
    problems += assumptions.compared(surface, job.project.folder)
    reasons = challenge.problems([entry.name for entry in listed], built.challenge, project)
    reasons |= theorems.problems(listed, built.modules, project, claims)
    problems += comparison.stray(job.project, listed)
    named = {entry.name for entry in listed}
    problems += [f"{name}: {reason}" for name, reason in reasons.items() if name not in named]
    printer = Readable(everything, job.project.root)
    judged = []
    for entry in listed:
        constant = project.get(entry.name)
        rests = axioms.get(entry.name, frozenset())
        reason = reasons.get(entry.name, "")
        if not built.whole and (constant is None or rests & audit.CORE_ONLY):
            reason = "does not compile, or rests on something that does not"
        elif not reason and rests - audit.ALLOWED:
            reason = f"rests on {audit.shown(rests - audit.ALLOWED)}"
        elif not reason and entry.name in built.compared:
            reason = built.compared[entry.name].reason
        judged.append(
            Theorem(
                entry.name,
                entry.claim,
                entry.module,
                entry.meaning,
                printer.statement(constant) if constant else "",
                tuple(sorted(rests)),
                assumptions.assumed(constant, surface) if constant else (),
                built.compared[entry.name].says if entry.name in built.compared else "",
                reason,
            )
        )
    traced = graph.trace(built.ileans, project) if built.whole else ()
    edges = graph.of_claims(listed, project)
    return Result(checker, tuple(judged), len(project), surface, tuple(problems), edges, traced)
