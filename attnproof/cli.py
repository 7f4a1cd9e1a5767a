"""The command line: `attnproof verify | report | claims | explain | evaluate | critical | simulate | sweep | doctor |
lean`.

Checks what papers claim on self-attention as a flow of tokens, each claim on independent routes.

Exit codes: 0 all as expected, 1 something was rejected, 2 wrong usage or input, 3 a needed tool is missing, 4 a limit
was hit, 130 interrupted. Results go to standard output, the rest to standard error.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from attnproof import __version__
from attnproof.lean import command as lean_command
from attnproof.simulate import command as simulate_command
from attnproof.sweep import command as sweep_command

REJECTED, USAGE, MISSING, LIMIT = 1, 2, 3, 4

AsJson = Annotated[bool, typer.Option("--json", help="As JSON, to standard output.")]

app = typer.Typer(
    help="\n\n".join(__doc__.split("\n\n")[1:]),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"attnproof {__version__}")
        raise typer.Exit


@app.callback()
def attnproof(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """The options that stand before a command."""


def main() -> None:
    """The entry point of the `attnproof` command."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy is imported: one thread, one result
    if sys.argv[1:2] != ["simulate"]:  # one process, whose library may want all cores; a sweep has one for each core
        for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
            os.environ.setdefault(name, "1")
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # so that workers are stopped too
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read our output has gone
    except ImportError as error:
        print(f"attnproof: {error}; `attnproof doctor` tells what is missing", file=sys.stderr)
        sys.exit(MISSING)
    except OSError as error:
        print(f"attnproof: {error}", file=sys.stderr)
        sys.exit(LIMIT)


def fail(message: str, code: int) -> NoReturn:
    """Say what is wrong, in one line, and leave."""
    typer.echo(f"attnproof: {message}", err=True)
    raise typer.Exit(code)


def _print_json(data: Any) -> None:
    typer.echo(json.dumps(data, indent=1, ensure_ascii=False))


@app.command()
def verify(
    only: Annotated[list[str] | None, typer.Option(metavar="ID", help="A claim's id, or a pattern: radial.*")] = None,
    planted: Annotated[bool, typer.Option("--planted", help="Plant every wrong variant: each must be caught.")] = False,
    depth: Annotated[int, typer.Option(min=1, help="Multiplies every sampling budget.")] = 1,
    json_to: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help="This run's ledger; - for stdout.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; by default one for each core.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Compute everything anew.")] = False,
    keep_report: Annotated[bool, typer.Option("--keep-report", help="Leave REPORT.md and figures alone.")] = False,
) -> None:
    """Check the claims; on a whole run with --planted, rewrite the ledger, REPORT.md and the figures."""
    from attnproof import doctor

    if wrong := doctor.unfit():
        fail(f"{'; '.join(wrong)}: `attnproof doctor` tells how to get what is needed", MISSING)
    from attnproof import claims, ledger, screen, session
    from attnproof.files import cores

    try:
        selected = session.select(only)
    except LookupError as error:
        fail(str(error.args[0]), USAGE)
    destination = _destination(json_to)
    try:
        result = session.verify(
            selected,
            planted=planted,
            depth=depth,
            jobs=jobs or cores(),
            fresh=fresh,
            progress=screen.progress,
        )
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # we are leaving: once is enough
        fail("interrupted; what was finished is kept, and the next run goes on from there", 130)
    except session.WorkerLost as error:
        fail(str(error), LIMIT)
    if destination is not None:
        ledger.write(result, destination)
    if json_to == "-":
        typer.echo(ledger.dumps(result), nl=False)
    else:
        screen.summary(result)
    whole = len(selected) == len(claims.CLAIMS)
    if whole and planted:
        for line in session.publish(result, keep_report=keep_report):
            typer.echo(line, err=True)
    elif whole:
        typer.echo(
            "The ledger and REPORT.md are left as they are: they also tell what was planted (--planted).", err=True
        )
    if ledger.failed(result):
        raise typer.Exit(REJECTED)


def _destination(json_to: str | None) -> Path | None:
    """The file that --json names, refused before any work when it can't be written."""
    if json_to is None or json_to == "-":
        return None
    path = Path(json_to)
    if path.is_dir() or not path.resolve().parent.is_dir():
        fail(f"--json {json_to}: not a file in an existing folder", USAGE)
    if not os.access(path if path.exists() else path.resolve().parent, os.W_OK):
        fail(f"--json {json_to}: not writable", USAGE)
    return path


@app.command()
def report(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 when REPORT.md or a figure is out of date.")
    ] = False,
) -> None:
    """Render REPORT.md and its figures from the ledger."""
    from attnproof import session
    from attnproof.figures import FigureError
    from attnproof.ledger import LedgerError

    try:
        stale = session.render(check=check)
    except (LedgerError, FigureError) as error:
        fail(str(error), USAGE)
    for path in stale:
        typer.echo(f"{path}: {'not what the ledger gives' if check else 'brought up to date'}")
    if check and stale:
        raise typer.Exit(REJECTED)
    if not stale:
        typer.echo("REPORT.md and its figures are what the ledger gives")


@app.command("claims")
def list_claims(as_json: AsJson = False) -> None:
    """List the claims: id, title, source, and the routes that check each."""
    from attnproof import claims, screen

    if as_json:
        _print_json([screen.outline(claim) for claim in claims.CLAIMS])
    else:
        screen.listing(claims.CLAIMS)


@app.command()
def explain(claim_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Tell one claim in full: statement, source, conditions, evidence, planted errors, how to check it by hand."""
    from attnproof import screen, session
    from attnproof.ledger import LedgerError

    try:
        [claim] = session.select([claim_id])
    except (LookupError, ValueError) as error:
        fail(str(error.args[0]) if isinstance(error, LookupError) else f"{claim_id} names several claims", USAGE)
    try:
        screen.explain(claim, session.entry(claim.id))
    except LedgerError as error:
        fail(str(error), USAGE)


@app.command("evaluate")
def evaluate_state(
    state: Annotated[
        str, typer.Argument(metavar="STATE.json", help="A file in the format of the README; - for standard input.")
    ],
    digits: Annotated[int, typer.Option(min=1, help="Correct digits of every number.")] = 15,
    certified: Annotated[bool, typer.Option("--certified", help="Each number as an enclosure {mid, rad}.")] = False,
) -> None:
    """Evaluate your own tokens and heads: energies, rates, shadows, dominance margins, entropies, conditions."""
    from attnproof import evaluate

    try:
        _print_json(evaluate.evaluate(evaluate.read(state), digits=digits, certified=certified))
    except evaluate.InputError as error:
        fail(str(error), USAGE)
    except evaluate.LimitError as error:
        fail(str(error), LIMIT)


@app.command("critical")
def critical_temperature(
    n: Annotated[str, typer.Option("--n", metavar="N", help="The number of tokens, at least 2.")],
    heads: Annotated[str, typer.Option(metavar="H", help="The number of heads.")] = "2",
    alpha: Annotated[str, typer.Option(metavar="A", help="The strength of every head, > 0.")] = "1",
    gamma: Annotated[str, typer.Option(metavar="G", help="The tokens' common inner product.")] = "0",
    variant: Annotated[str, typer.Option(metavar="A|E|B", help="The variant of Radial Dominance.")] = "A",
    eps: Annotated[str, typer.Option(metavar="E", help="The largest cosine of two heads' outputs (variant A).")] = "0",
    digits: Annotated[int, typer.Option(min=1, help="Correct digits of every number.")] = 15,
    as_json: AsJson = False,
) -> None:
    """The critical inverse temperature of equiangular tokens: c*, beta*, the margin on either side."""
    from attnproof import critical
    from attnproof.evaluate import InputError, LimitError

    try:
        question = critical.read(n=n, heads=heads, alpha=alpha, gamma=gamma, variant=variant, eps=eps)
        told = critical.answer(question, digits=digits)
    except InputError as error:
        fail(str(error), USAGE)
    except LimitError as error:
        fail(str(error), LIMIT)
    if as_json:
        _print_json(told)
        return
    for line in critical.lines(told):
        typer.echo(line)


@app.command("doctor")
def doctor_command(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, to standard output.")] = False,
) -> None:
    """Say what is installed, what is missing, what that switches off, and the command that gets it."""
    from rich.console import Console

    from attnproof import doctor

    findings = doctor.examine()
    if as_json:
        _print_json(doctor.as_json(findings))
    else:
        doctor.render(findings, Console())
    if doctor.fatal(findings):
        raise typer.Exit(MISSING)


app.command("lean")(lean_command.lean)
app.command("simulate")(simulate_command.simulate)
app.command("sweep")(sweep_command.sweep)
