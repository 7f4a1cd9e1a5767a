"""Runs the checks of claims, through the cache, on several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache as once
from functools import partial
from multiprocessing import active_children, get_context
from typing import Any

from attnproof import claims
from attnproof.cache import Cache, digest, library_versions, source_digest
from attnproof.claim import Check, Claim
from attnproof.evidence import Evidence, NotRun, Outcome, Route
from attnproof.lean import route as lean
from attnproof.workers import end_with_parent, leaving_interrupts_to_the_parent

SEED = 260504279  # the main paper's number


@dataclass(frozen=True)
class Task:
    """One check of one claim, as claimed or with one planted error."""

    claim: str
    check: int
    planted: int | None
    depth: int

    @property
    def label(self) -> str:
        """What a progress line calls it."""
        claim = claims.by_id(self.claim)
        check = claim.checks[self.check]
        wrong = "" if self.planted is None else f", planted: {claim.planted[self.planted].name}"
        return f"{self.claim} {check.route} {check.name}{wrong}"


def tasks(selected: Sequence[Claim], *, planted: bool, depth: int) -> list[Task]:
    """Everything that is to run, in the order of the ledger."""
    found = []
    for claim in selected:
        for number in range(len(claim.checks)):
            found.append(Task(claim.id, number, None, depth))
            if planted:
                found += [Task(claim.id, number, wrong, depth) for wrong in range(len(claim.planted))]
    return found


def run(
    todo: Sequence[Task], *, jobs: int, cache: Cache, fresh: bool, done: Callable[[Task, Evidence], None]
) -> dict[Task, Evidence]:
    """Run the tasks; `done` hears of each as it ends. Cached evidence serves again unless `fresh`."""
    found: dict[Task, Evidence] = {}
    waiting = []
    _lean_fingerprint.cache_clear()
    for task in todo:
        kept = None if fresh else _kept(cache, task)
        if kept is None:
            waiting.append(task)
        else:
            found[task] = kept
            done(task, kept)
    for task, evidence in _compute(waiting, jobs):
        found[task] = evidence
        if evidence.outcome not in (Outcome.BROKEN, Outcome.NOT_RUN):
            cache.put(_key(task), evidence.as_json())
        done(task, evidence)
    return found


def _kept(cache: Cache, task: Task) -> Evidence | None:
    """The evidence of an earlier run; None when there is none that can be read."""
    try:
        entry = cache.get(_key(task))
        return None if entry is None else Evidence.from_json(entry)
    except (KeyError, TypeError, ValueError):
        return None  # sealed, but by another version of this code


def _compute(todo: Sequence[Task], jobs: int) -> Iterator[tuple[Task, Evidence]]:
    kernel = [task for task in todo if _check_of(task).route is Route.LEAN]
    others = [task for task in todo if task not in kernel]
    if jobs == 1 or len(others) < 2:
        yield from ((task, execute(task)) for task in others)
    else:
        yield from _in(ProcessPoolExecutor(jobs, get_context("spawn"), end_with_parent), others)
    if kernel:  # Lean brings its own processes
        lean.prepare(jobs)
        yield from _in(ThreadPoolExecutor(jobs), kernel)


def _in(pool: Executor, todo: Sequence[Task]) -> Iterator[tuple[Task, Evidence]]:
    try:
        with leaving_interrupts_to_the_parent():
            futures = {pool.submit(execute, task): task for task in todo}
        for future in as_completed(futures):
            yield futures[future], future.result()
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in active_children():
            worker.terminate()
        raise
    pool.shutdown()


def execute(task: Task) -> Evidence:
    """Run one check, here and now. An error inside it is evidence too: the check is broken."""
    check = _check_of(task)
    try:
        finding = _call(task)
    except NotRun as reason:
        return _evidence(check, Outcome.NOT_RUN, str(reason), task)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told in the ledger
        return _evidence(check, Outcome.BROKEN, f"{type(error).__name__}: {error}", task)
    outcome = check.finds if finding.passed else Outcome.REJECTED
    return _evidence(
        check,
        outcome,
        finding.summary,
        task,
        numbers=finding.numbers,
        steps=tuple(getattr(finding, "steps", ())),
        witness=getattr(finding, "witness", None),
    )


def _check_of(task: Task) -> Check:
    return claims.by_id(task.claim).checks[task.check]


def _call(task: Task) -> Any:
    claim, check = claims.by_id(task.claim), _check_of(task)
    wrong = None if task.planted is None else claim.planted[task.planted]
    changes = wrong.changes if wrong else {}
    if check.route is Route.LEAN:
        return check.function(planted=wrong and wrong.name)
    if check.route is Route.SYMBOLIC:
        return check.function(**changes)
    return check.function(claim.family, seed=SEED, depth=task.depth, **changes)


def _evidence(check: Check, outcome: Outcome, summary: str, task: Task, **more: Any) -> Evidence:
    drawn = check.route not in (Route.SYMBOLIC, Route.LEAN)
    return Evidence(
        check.route,
        check.name,
        outcome,
        check.strength,
        check.covers,
        summary,
        rests_on=check.rests_on,
        seed=SEED if drawn else None,
        budget={"depth": task.depth} if drawn else {},
        versions=library_versions(),
        **more,
    )


def _key(task: Task) -> str:
    claim = claims.by_id(task.claim)
    check = claim.checks[task.check]
    wrong = None if task.planted is None else claim.planted[task.planted]
    parts = [
        task.claim,
        check.route,
        check.name,
        [check.strength, check.covers, check.finds, check.rests_on],
        repr(claim.family),
        [wrong.name, wrong.changes] if wrong else None,
        task.depth,
        SEED,
        _sources(check.function),
        library_versions(),
        _lean_fingerprint() if check.route is Route.LEAN else "",
    ]
    return digest(*parts)


@once
def _lean_fingerprint() -> str:
    """Taken once a run: it reads every file of the Lean project."""
    return lean.fingerprint()


def _sources(function: Callable[..., Any]) -> list[str]:
    """What a check's function depends on: its module's sources, and what it is bound to."""
    if not isinstance(function, partial):
        return [source_digest(function.__module__)]
    bound = [*function.args, *function.keywords.items()]
    return [*_sources(function.func), *(line for part in bound for line in _bound(part))]


def _bound(part: Any) -> list[str]:
    return _sources(part) if callable(part) else [repr(part)]
