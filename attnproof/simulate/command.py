"""`attnproof simulate`: follow one flow, keep the result, draw it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

REJECTED, USAGE, MISSING, LIMIT = 1, 2, 3, 4


def simulate(
    config: Annotated[str, typer.Argument(metavar="CONFIG.toml", help="A config as in examples/.")],
    resume: Annotated[bool, typer.Option("--resume", help="Go on from the checkpoint, where there is one.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a result that is there.")] = False,
    checkpoint_every: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Between two checkpoints; 0: at each saved time.")
    ] = 10,
    certify: Annotated[
        bool, typer.Option("--certify", help="Prove how far the tokens and energies are from the exact flow.")
    ] = False,
    plot: Annotated[
        bool, typer.Option("--plot", help="Draw the result, a PNG (or SVG) beside it; an earlier one is replaced.")
    ] = False,
    animate: Annotated[bool, typer.Option("--animate", help="Animate the tokens, d = 2 or 3: a GIF (or MP4).")] = False,
) -> None:
    """Follow the flow of a config; the result is a .npz with all that is needed to repeat it."""
    from attnproof.simulate import animation, archive, reading, session, summary
    from attnproof.simulate import certify as certificates
    from attnproof.simulate import plot as plots
    from attnproof.simulate.progress import Progress
    from attnproof.simulate.table import ConfigError

    progress = Progress()
    try:
        told = reading.read(Path(config))
        path = session.place(told)
        if animate:
            animation.check(told)
        if certify:
            certificates.check(told)
        kept = session.earlier(path, told) if path.exists() and not force else None
        if path.exists() and not force and not (kept and (plot or animate or resume or certify)):
            takers = "--certify, --plot, --animate and --resume take it as it is"
            same = f"it is the result of this very config ({takers}); " if kept else ""
            _fail(f"{path} is there already: {same}--force replaces it", USAGE)
        options = session.Options(resume, force, checkpoint_every)
        arrays = kept or session.simulate(told, path, options, progress)
        if certify and "token_error" not in arrays:
            arrays = session.certified(told, path, progress)
    except ConfigError as error:
        _fail(f"{config}: {error}" if not str(error).startswith(config) else str(error), error.code)
    except animation.NoWriter as error:
        _fail(str(error), MISSING)
    except archive.Corrupted as error:
        reason = str(error).removeprefix(f"{path}: ")
        _fail(f"{path} is there already, and is no result that can be read: {reason}; --force replaces it", USAGE)
    except session.Stopped as error:
        _fail(str(error), error.code)
    for line in summary.lines(arrays, told.output.file):
        typer.echo(line)
    if plot:
        typer.echo(f"  {'drawn':<22}{plots.write(arrays, path.with_suffix(f'.{told.output.plot}')).name}")
    if animate:
        written = animation.write(arrays, path.with_suffix(f".{told.output.animation}"))
        typer.echo(f"  {'animated':<22}{written.name}")
    if wrong := summary.broken(arrays):
        for line in wrong:
            typer.echo(f"attnproof: {line}", err=True)
        raise typer.Exit(REJECTED)
    if certify and (missing := summary.uncertified(arrays)):
        for line in missing:
            typer.echo(f"attnproof: {line}", err=True)
        raise typer.Exit(LIMIT)


def _fail(message: str, code: int) -> NoReturn:
    typer.echo(f"attnproof: {message}", err=True)
    raise typer.Exit(code)
