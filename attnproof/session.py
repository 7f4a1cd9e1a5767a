"""One run of the suite: which claims, with which cache, and where its results go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from attnproof import claims, ledger, report, runner
from attnproof.cache import Cache
from attnproof.claim import Claim
from attnproof.evidence import Evidence
from attnproof.files import home
from attnproof.runner import Task

Progress = Callable[[int], AbstractContextManager[Callable[[Task, Evidence], None]]]


class WorkerLost(RuntimeError):
    """A worker process died under a check."""


def select(patterns: Sequence[str] | None) -> tuple[Claim, ...]:
    """The claims that the patterns name, with the claims they rest on; all when there is no pattern."""
    if not patterns:
        return claims.CLAIMS
    known = [claim.id for claim in claims.CLAIMS]
    wanted: set[str] = set()
    for pattern in patterns:
        matching = {name for name in known if fnmatchcase(name, pattern)}
        if not matching:
            near = get_close_matches(pattern, known, n=3)
            hint = f"did you mean {' or '.join(near)}?" if near else "`attnproof claims` lists them"
            raise LookupError(f"no claim is called {pattern}: {hint}")
        wanted |= matching
    return tuple(claim for claim in claims.CLAIMS if claim.id in wanted)


def with_foundations(selected: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims together with those that their verdicts rest on, in the order of the ledger."""
    wanted = {claim.id for claim in selected}
    for claim in reversed(claims.CLAIMS):  # a claim rests only on earlier ones
        if claim.id in wanted:
            wanted |= set(claim.foundations())
    return tuple(claim for claim in claims.CLAIMS if claim.id in wanted)


def verify(
    selected: Sequence[Claim], *, planted: bool, depth: int, jobs: int, fresh: bool, progress: Progress
) -> ledger.Ledger:
    """Run the checks and judge the claims."""
    checked = with_foundations(selected)
    todo = runner.tasks(checked, planted=planted, depth=depth)
    cache = Cache(home() / ".attnproof" / "cache")
    try:
        with progress(len(todo)) as done:
            found = runner.run(todo, jobs=jobs, cache=cache, fresh=fresh, done=done)
    except BrokenProcessPool as error:
        raise WorkerLost(f"a worker process died, perhaps for want of memory; try --jobs 1 ({error})") from error
    return ledger.build(checked, found, planted=planted, depth=depth)


def ledger_path() -> Path:
    """Where the ledger of the last whole run stands."""
    return home() / "ledger.json"


def publish(result: ledger.Ledger, *, keep_report: bool) -> list[str]:
    """Keep the ledger of a whole run and render it, unless the report is to stay; tells what was written."""
    ledger.write(result, ledger_path())
    lines = [f"{ledger_path().name}: written"]
    if not keep_report:
        lines += [f"{path}: brought up to date" for path in report.write(result, home())]
    return lines


def render(*, check: bool) -> list[str]:
    """Bring the report up to the kept ledger, or only say (`check`) which of its files are not."""
    current = ledger.read(ledger_path())
    return report.stale(current, home()) if check else report.write(current, home())


def entry(claim_id: str) -> dict[str, Any] | None:
    """What the kept ledger says of a claim, if there is a ledger and it knows the claim."""
    if not ledger_path().exists():
        return None
    entries = {item["id"]: item for item in ledger.read(ledger_path())["claims"]}
    return entries.get(claim_id)
