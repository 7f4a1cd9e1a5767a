"""Builds with the wheel: the offline core, the statements and the project, and what can be read off them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from attnproof.cache import Cache, digest
from attnproof.lean import accelerated, audit, challenge, comparison, conformance, diagnosis, sources, variant
from attnproof.lean.build import Compiled, NotCompiled, core_texts
from attnproof.lean.job import CHALLENGE, Built, Job
from attnproof.lean.olean import Constant, Module
from attnproof.lean.sources import Rejected
from attnproof.lean.theorems import Listed


def core_of(job: Job) -> tuple[Compiled, dict[str, Constant], audit.Axioms]:
    """The compiled offline core, its declarations, and the axioms each rests on."""
    texts = core_texts(job.project.folder / sources.OFFLINE)
    compiled = job.builder().compile("core", texts)
    declared = audit.constants(Module(compiled.olean(name)) for name in texts)
    leaves = audit.core(declared)
    if unchecked := accelerated.unchecked(declared):
        raise Rejected(f"the core has {', '.join(unchecked)}, which the kernel computes by name, unchecked")
    job.builder().compile("accelerated", {"Accelerated": accelerated.source(declared)}, [compiled])
    return compiled, declared, leaves


def built(job: Job, listed: Collection[Listed], *, second_core: bool) -> Built:
    """The project as the wheel's Lean compiles it. NotCompiled where no part of it can be read."""
    core, declared, leaves = core_of(job)
    stated = job.builder(challenge.STATED).compile("challenge", {CHALLENGE: job.challenge_text()}, [core])
    posed = Module(stated.olean(CHALLENGE))
    with ThreadPoolExecutor(1) as beside:  # while Lean, in processes of its own, compiles the project
        compared = beside.submit(
            comparison.compare,
            job.project,
            listed,
            {**declared, **posed.constants},
            stated.keys[CHALLENGE],
            Cache(job.store.folder / "compared"),
        )
        try:
            project = job.builder().compile("project", job.project.modules, [core])
        except NotCompiled as error:
            project = _what_compiles(job, core, error)
            modules = {name: Module(project.olean(name)) for name in job.project.modules}
            return Built(
                modules, {}, leaves, declared, posed, (), None, error.problems, {}, compared.result(), whole=False
            )
    problems = _against_second_core(job) if second_core else ()
    modules = {name: Module(project.olean(name)) for name in job.project.modules}
    ileans = {name: project.ilean(name) for name in modules}
    generated = {conformance.FILE: _conformance(job, [core, project], modules, declared)}
    path = [core.tree, project.tree]
    keys = [part.keys for part in (core, stated, project)]
    return Built(modules, ileans, leaves, declared, posed, path, None, problems, generated, compared.result(), keys)


def _conformance(
    job: Job, compiled: Sequence[Compiled], modules: Mapping[str, Module], declared: Mapping[str, Constant]
) -> str:
    """The text of the conformance file, kept under the content of all it is made from."""
    makers = [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))]
    key = digest("conformance", makers, [sorted(part.keys.items()) for part in compiled])
    cache = Cache(job.store.folder / "generated")
    kept = cache.get(key)
    if kept is None:
        kept = {"text": conformance.source(audit.constants(modules.values()), declared)}
        cache.put(key, kept)
    return str(kept["text"])


def _against_second_core(job: Job) -> Sequence[str]:
    """What the theorem files say where everything is reducible that can be."""
    texts = variant.reducible(core_texts(job.project.folder / sources.OFFLINE))
    core = job.builder().compile("second-core", texts)
    try:
        job.builder().compile("second-project", job.project.modules, [core])
    except NotCompiled as error:
        return [f"against the second core: {problem}" for problem in error.problems]
    return ()


def _what_compiles(job: Job, core: Compiled, error: NotCompiled) -> Compiled:
    """The project without what does not compile, to tell which theorems that leaves standing."""
    lenient = job.builder(lenience=diagnosis.LENIENT)
    attempts: list[Compiled] = []

    def failures(texts: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
        try:
            attempts.append(lenient.compile(f"diagnosis{len(attempts)}", texts, [core]))
        except NotCompiled as again:
            attempts.append(core)
            return again.failures
        return {}

    if not diagnosis.compiles(job.project.modules, failures):
        raise error
    return attempts[-1]
