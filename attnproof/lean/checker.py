"""The whole check: build, audit, compare with the lists and with the challenge."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from attnproof.cache import Cache, digest, source_digest
from attnproof.files import home, write_text
from attnproof.lean import (
    accelerated,
    assumptions,
    audit,
    challenge,
    comparison,
    conformance,
    diagnosis,
    formalization,
    graph,
    lake,
    sources,
    theorems,
    variant,
)
from attnproof.lean.build import STRICT, Builder, Compiled, Lenience, NotCompiled, core_texts
from attnproof.lean.comparison import Compared
from attnproof.lean.olean import BadOlean, Constant, Module
from attnproof.lean.printing import Readable
from attnproof.lean.process import Limits
from attnproof.lean.result import Result, Theorem, restored
from attnproof.lean.sources import Project, Rejected
from attnproof.lean.store import Store
from attnproof.lean.theorems import Listed
from attnproof.lean.toolchain import LEAN, Choice, Toolchain, find

CHALLENGE = "Challenge"

Registry = Mapping[str, tuple[str, str]]  # the title and the source of each claim, by id


@dataclass(frozen=True)
class Built:
    """A project that compiled.

    leaves : the axioms of what lies outside the project.
    outer : the declarations of the core, where they can be read (with the wheel).
    generated : the files that are generated from it, by their names in the project.
    compared : what came of comparing the statements with `numeric`, by theorem; nothing is compared with lake.
    keys : what was compiled, by content; empty with lake.
    whole : False for what was left of a project that did not compile.
    """

    modules: Mapping[str, Module]
    ileans: Mapping[str, Path]
    leaves: audit.Axioms
    outer: Mapping[str, Constant]
    challenge: Module
    path: Sequence[Path]
    folder: Path | None
    problems: Sequence[str]
    generated: Mapping[str, str]
    compared: Mapping[str, Compared] = field(default_factory=dict)
    keys: Sequence[Mapping[str, str]] = ()
    whole: bool = True


@dataclass(frozen=True)
class Job:
    """What a run is given."""

    project: Project
    toolchain: Toolchain
    store: Store
    limits: Limits
    jobs: int
    work: Path
    told: Callable[[str], None]

    def builder(self, lenience: Lenience = STRICT) -> Builder:
        """Compiles in this run's folder."""
        return Builder(self.toolchain, self.store, self.work, self.limits, self.jobs, self.told, lenience)


def project_folder() -> Path:
    """The Lean project of this checkout."""
    return home() / "lean"


def cache_folder() -> Path:
    """Where compiled modules are kept."""
    return home() / ".attnproof" / "lean"


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
    folder = folder or project_folder()
    toolchain = find(with_)
    checker = {"kind": toolchain.kind, "lean": LEAN, "says": toolchain.says}
    listed: tuple[Listed, ...] = ()
    try:
        listed = theorems.read(folder)
        project = sources.read(folder)
        sources.inspect(project, words=words)
        store = Store(cache or cache_folder())
        with tempfile.TemporaryDirectory(prefix="attnproof-lean-") as work:
            job = Job(project, toolchain, store, limits or Limits(), jobs, Path(work), told)
            built = _by_wheel(job, listed, second_core=second_core) if toolchain.kind == "wheel" else _by_lake(job)
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


def _challenge_text(job: Job) -> str:
    try:
        return (job.project.folder / f"{CHALLENGE}.lean").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Rejected(f"{CHALLENGE}.lean can't be read: {error}") from error


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


def _by_wheel(job: Job, listed: Collection[Listed], *, second_core: bool) -> Built:
    core, declared, leaves = core_of(job)
    stated = job.builder(challenge.STATED).compile("challenge", {CHALLENGE: _challenge_text(job)}, [core])
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


def _by_lake(job: Job) -> Built:
    package = lake.build(job.toolchain, job.project, job.store, job.limits)
    modules = {name: Module(lake.compiled(package, name, ".olean")) for name in job.project.modules}
    clean = lake.clean_copy(job.toolchain, package, job.work / "clean")
    names = [name for name in audit.outside(audit.constants(modules.values())) if audit.nameable(name)]
    leaves = dict.fromkeys(audit.outside(audit.constants(modules.values())), frozenset[str]())
    leaves |= audit.ask(job.toolchain, names, (), work=clean, path=(), folder=clean, limits=job.limits)
    problems = conformance.run(job.toolchain, job.project.folder, clean, job.limits)
    ileans = {name: lake.compiled(package, name, ".ilean") for name in modules}
    file = clean / f"{CHALLENGE}.lean"
    file.write_text(_challenge_text(job), encoding="utf-8")
    output = job.toolchain.lean([str(file), "-o", str(file.with_suffix(".olean"))], limits=job.limits, folder=clean)
    if wrong := [problem for problem in output.problems if not challenge.STATED.allows(problem)]:
        raise Rejected(*(f"{CHALLENGE}:{problem}" for problem in wrong))
    posed = Module(file.with_suffix(".olean"))
    return Built(modules, ileans, leaves, {}, posed, (), package, problems, {})


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
