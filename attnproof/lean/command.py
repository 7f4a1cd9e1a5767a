"""`attnproof lean`: check the Lean project and say what is proved, from which axioms, under which assumptions."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Annotated, Any, NoReturn, cast

import typer

from attnproof.files import cores
from attnproof.lean import assumptions, checker, dojo, folders, theorems
from attnproof.lean.process import LimitHit, Limits
from attnproof.lean.registry import registry
from attnproof.lean.result import Result
from attnproof.lean.sources import Rejected
from attnproof.lean.toolchain import HOW_TO_GET, Choice, NoChecker

REJECTED, USAGE, MISSING, LIMIT = 1, 2, 3, 4
LONGEST, MOST = 1500, 20  # characters of one message of Lean, and messages


def lean(
    with_: Annotated[str, typer.Option("--with", metavar="auto|lake|wheel", help="Which Lean checks.")] = "auto",
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Modules compiled at a time; as many as there are cores if left out.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=1, help="The longest that one module may take.")] = 300,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, to standard output.")] = False,
    trace: Annotated[
        bool, typer.Option("--trace", help="Every theorem with what it uses; through lean-dojo where that can run.")
    ] = False,
    second_core: Annotated[
        bool, typer.Option("--second-core", help="Check against a core with everything reducible as well (wheel).")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Write formalization.yaml and offline/Conformance.lean anew.")
    ] = False,
    surface: Annotated[
        bool, typer.Option("--assumptions", help="Print the assumption surface as assumptions.toml has it.")
    ] = False,
) -> None:
    """Check the Lean project: every theorem with its claim, its axioms and what it assumes."""
    if with_ not in ("auto", "lake", "wheel"):
        _fail(f"--with {with_}: not one of auto, lake, wheel", USAGE)
    if with_ == "lake" and second_core:
        _fail("--second-core goes with the wheel: lake has Lean's own Init", USAGE)
    if trace:
        typer.echo(f"attnproof: {dojo.obstacle() or dojo.caution()}", err=True)
    try:
        result = checker.check(
            cast(Choice, with_),
            jobs=jobs or cores(),
            limits=Limits(seconds),
            claims=registry(folders.cache() / "registry"),
            write=write,
            second_core=second_core,
            told=lambda module: typer.echo(f"  {module}", err=True),
        )
    except NoChecker as reason:
        _would_have_checked(reason)
    except LimitHit as error:
        _fail(str(error), LIMIT)
    if trace:
        _print_trace(result, seconds)
    elif as_json:
        typer.echo(json.dumps(result.as_json(), indent=1, ensure_ascii=False))
    elif surface:
        typer.echo(assumptions.as_toml(result.assumptions), nl=False)
    else:
        _print(result)
    if not result.ok:
        for problem in result.problems[:MOST]:
            typer.echo(f"attnproof: {problem[:LONGEST]}", err=True)
        if len(result.problems) > MOST:
            typer.echo(f"attnproof: and {len(result.problems) - MOST} more (--json has all)", err=True)
        raise typer.Exit(REJECTED)


def _print(result: Result) -> None:
    typer.echo(f"Checked by {result.checker['says']}.\n")
    wide = max((len(theorem.name) for theorem in result.theorems), default=0)
    claims = max((len(theorem.claim) for theorem in result.theorems), default=0)
    for theorem in result.theorems:
        verdict = "OK    " if theorem.ok else "FAILED"
        rests = ", ".join(theorem.axioms) or "no axioms"
        typer.echo(f"{verdict} {theorem.claim:{claims}}  {theorem.name:{wide}}  {theorem.reason or rests}")
    typer.echo("\nAssumed, beside the axioms (the fields of the project's classes):")
    for name, fields in result.assumptions.items():
        typer.echo(f"  {name}")
        for field in fields:
            typer.echo(f"    {field}")
    proved = sum(theorem.ok for theorem in result.theorems)
    compared = sum(bool(theorem.compared) for theorem in result.theorems)
    typer.echo(
        f"\n{proved} of {len(result.theorems)} theorems proved; {result.audited} declarations audited; "
        f"{compared} statements compared with what numeric computes."
    )


def _print_trace(result: Result, seconds: float) -> None:
    """The theorems as data: lean-dojo's account where it has one, always that of the compiled files."""
    data: dict[str, Any] = {"theorems": [theorem.as_json() for theorem in result.traced], "graph": result.graph}
    if result.traced and not dojo.obstacle():
        try:
            data["lean_dojo"] = dojo.trace(folders.project(), seconds * len(result.traced))
        except dojo.DojoFailed as error:
            typer.echo(f"attnproof: lean-dojo gave up: {error}", err=True)
    typer.echo(json.dumps(data, indent=1, ensure_ascii=False))


def _would_have_checked(reason: NoChecker) -> NoReturn:
    """No Lean here: what would have been checked, and the ways to get one."""
    typer.echo("attnproof: no Lean to check with, so nothing is checked:", err=True)
    for line in str(reason).splitlines():
        typer.echo(f"  {line}", err=True)
    with suppress(Rejected):
        listed = theorems.read(folders.project())
        typer.echo(f"These {len(listed)} theorems would have been checked:")
        for entry in listed:
            typer.echo(f"  {entry.claim}  {entry.name}: {entry.meaning}")
    typer.echo("Either of these gives a Lean:", err=True)
    for way in HOW_TO_GET:
        typer.echo(f"  {way}", err=True)
    raise typer.Exit(MISSING)


def _fail(message: str, code: int) -> NoReturn:
    typer.echo(f"attnproof: {message}", err=True)
    raise typer.Exit(code)
