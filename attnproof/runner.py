"""Runs the checks of claims, through the cache, on several processes."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Any

from attnproof import claims
from attnproof.cache import Cache, digest, library_versions, source_digest
from attnproof.claim import Check, Claim
from attnproof.evidence import Evidence, Outcome, Route

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
    for task in todo:
        entry = None if fresh else cache.get(_key(task))
        if entry is None:
            waiting.append(task)
        else:
            found[task] = Evidence.from_json(entry)
            done(task, found[task])
    for task, evidence in _compute(waiting, jobs):
        found[task] = evidence
        if evidence.outcome is not Outcome.BROKEN:
            cache.put(_key(task), evidence.as_json())
        done(task, evidence)
    return found


def _compute(todo: Sequence[Task], jobs: int) -> Iterator[tuple[Task, Evidence]]:
    if jobs == 1 or len(todo) < 2:
        yield from ((task, execute(task)) for task in todo)
        return
    # A worker leaves Ctrl-C to the parent, which stops the pool and keeps what is finished.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN))
    try:
        futures = {pool.submit(execute, task): task for task in todo}
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def execute(task: Task) -> Evidence:
    """Run one check, here and now. An error inside it is evidence too: the check is broken."""
    claim = claims.by_id(task.claim)
    check = claim.checks[task.check]
    changes = {} if task.planted is None else claim.planted[task.planted].changes
    try:
        finding = _call(claim, check, task.depth, changes)
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


def _call(claim: Claim, check: Check, depth: int, changes: dict[str, Any]) -> Any:
    if check.route is Route.SYMBOLIC:
        return check.function(**changes)
    return check.function(claim.family, seed=SEED, depth=depth, **changes)


def _evidence(check: Check, outcome: Outcome, summary: str, task: Task, **more: Any) -> Evidence:
    drawn = check.route is not Route.SYMBOLIC
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
    changes = {} if task.planted is None else claim.planted[task.planted].changes
    parts = [
        task.claim,
        check.route,
        check.name,
        [check.strength, check.covers, check.finds, check.rests_on],
        repr(claim.family),
        changes,
        task.depth,
        SEED,
        _sources(check.function),
        library_versions(),
    ]
    return digest(*parts)


def _sources(function: Callable[..., Any]) -> list[str]:
    """What a check's function depends on: its module's sources, and what it is bound to."""
    if not isinstance(function, partial):
        return [source_digest(function.__module__)]
    bound = [*function.args, *function.keywords.items()]
    return [*_sources(function.func), *(line for part in bound for line in _bound(part))]


def _bound(part: Any) -> list[str]:
    return _sources(part) if callable(part) else [repr(part)]
