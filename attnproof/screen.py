"""What a terminal shows: progress, the summary table, a claim in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from attnproof.claim import Claim
from attnproof.evidence import Evidence, Outcome
from attnproof.ledger import Ledger
from attnproof.runner import Task
from attnproof.verdict import Verdict

COLOURS = {
    Verdict.ESTABLISHED: "green",
    Verdict.CONDITIONAL: "green",
    Verdict.REFUTED: "magenta",
    Verdict.CONJECTURE: "yellow",
    Verdict.OPEN: "yellow",
    Verdict.NOT_CHECKED: "yellow",
    Verdict.FAILED: "bold red",
}


@contextmanager
def progress(total: int) -> Iterator[Callable[[Task, Evidence], None]]:
    """A bar on a terminal, one plain line a check elsewhere; both on standard error."""
    console = Console(stderr=True)
    if not console.is_terminal:
        count = 0

        def line(task: Task, evidence: Evidence) -> None:
            nonlocal count
            count += 1
            console.print(Text(f"[{count}/{total}] {task.label}: {_told(task, evidence)}"), soft_wrap=True)

        yield line
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        running = bar.add_task("checking", total=total)
        yield lambda task, evidence: bar.update(running, advance=1, description=task.claim)


def _told(task: Task, evidence: Evidence) -> str:
    if task.planted is None:
        return str(evidence.outcome)
    return "caught" if evidence.outcome is Outcome.REJECTED else f"NOT CAUGHT ({evidence.outcome})"


def summary(ledger: Ledger) -> None:
    """The table at the end of a run, and why anything failed."""
    console = _console()
    table = _table("claim", "verdict", "strength", "routes", "planted caught")
    for entry in ledger["claims"]:
        caught = sum(wrong["caught"] for wrong in entry["planted"])
        table.add_row(
            entry["id"],
            Text(entry["verdict"].split(" (")[0], COLOURS[Verdict(entry["verdict"])]),
            entry["strength"] or "",
            " ".join(dict.fromkeys(item["route"] for item in entry["evidence"])),
            f"{caught} of {len(entry['planted'])}" if entry["planted"] else "not run",
        )
    console.print(table)
    for entry in ledger["claims"]:
        for reason in entry["reasons"]:
            console.print(Text(f"{entry['id']} failed: {reason}", "red"), soft_wrap=True)


def _console() -> Console:
    """A terminal as wide as it is; elsewhere wide enough that a table's rows stay lines."""
    console = Console()
    return console if console.is_terminal else Console(width=180)


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(first, no_wrap=True)
    for name in others:
        table.add_column(name)
    return table


def outline(claim: Claim) -> dict[str, Any]:
    """A claim as `attnproof claims --json` lists it."""
    return {
        "id": claim.id,
        "title": claim.title,
        "statement": claim.statement,
        "tex": claim.tex,
        "source": str(claim.source),
        "conditions": [condition.name for condition in claim.conditions],
        "routes": list(dict.fromkeys(str(check.route) for check in claim.checks)),
        "planted": [wrong.name for wrong in claim.planted],
    }


def listing(claims: Sequence[Claim]) -> None:
    """The claims, one a row."""
    table = _table("claim", "title", "source", "routes")
    for claim in claims:
        table.add_row(claim.id, claim.title, str(claim.source), " ".join(outline(claim)["routes"]))
    _console().print(table)


def explain(claim: Claim, entry: dict[str, Any] | None) -> None:
    """One claim in full, with the evidence of the kept ledger where there is one."""
    console = Console()

    def say(heading: str, *lines: str) -> None:
        console.print(Text(heading, "bold"))
        for line in lines:
            console.print(Text(f"  {line}"), soft_wrap=True)

    say(f"{claim.id}: {claim.title}", claim.statement, claim.tex)
    say("Source", str(claim.source), *([claim.source.known] if claim.source.known else []))
    say("Conditions", *([f"{item.name}: {item.words}" for item in claim.conditions] or ["none"]))
    if claim.corrected:
        say("Corrected", claim.corrected.statement, f"follows from {', '.join(claim.corrected.follows_from)}")
    if entry is None:
        say("Evidence", f"none yet: attnproof verify --only {claim.id} --planted")
        say("Checks", *(f"{check.route}: {check.name}" for check in claim.checks))
        say("Planted errors", *(wrong.name for wrong in claim.planted))
    else:
        say("Verdict", f"{entry['verdict']}" + (f", by {entry['strength']}" if entry["strength"] else ""))
        say("Why it failed", *entry["reasons"]) if entry["reasons"] else None
        for item in entry["evidence"]:
            say(f"{item['route']} ({item['covers']}, {item['strength']})", item["summary"], *item["steps"])
        say(
            "Planted errors",
            *(
                f"{wrong['name']}: " + (f"caught by {', '.join(wrong['by'])}" if wrong["caught"] else "NOT CAUGHT")
                for wrong in entry["planted"]
            ),
        )
    if claim.by_hand:
        say("By hand", claim.by_hand)
