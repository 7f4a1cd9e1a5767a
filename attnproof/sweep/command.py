"""`attnproof sweep`: compute the points of a sweep, keep each when it is finished, write one file, draw it."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from importlib.util import find_spec
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from attnproof.sweep.design import Point, Sweep
    from attnproof.sweep.points import Row
    from attnproof.sweep.schedulers import Scheduler

REJECTED, USAGE, MISSING, LIMIT = 1, 2, 3, 4
PAUSE = 5.0  # seconds between two lines off a terminal
LINE = re.compile(rb'^[0-9a-f]+ \{"key": "([0-9a-f]+)"', re.MULTILINE)  # of a journal
TORN = re.compile(rb"[0-9a-f]*( (\{[^\n]*)?)?")  # the only line of one


def sweep(
    file: Annotated[str, typer.Argument(metavar="SWEEP.toml", help="A sweep as in examples/.")],
    out: Annotated[
        str | None, typer.Option(metavar="FILE.parquet", help="The result; by default SWEEP.parquet, here.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; by default one for each core.")] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Of a dask.distributed scheduler: tcp://host:8786.")
    ] = None,
    point: Annotated[int | None, typer.Option(min=0, metavar="K", help="Compute one point, print its row.")] = None,
    config: Annotated[bool, typer.Option("--config", help="With --point: print it for `attnproof simulate`.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Compute everything anew.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Compute failed points anew.")] = False,
    plot: Annotated[bool, typer.Option("--plot", help="Draw the result: a PNG beside it.")] = False,
) -> None:
    """Compute statistics over a grid or random points; what is finished is never computed again."""
    from attnproof.simulate.table import ConfigError
    from attnproof.sweep import design
    from attnproof.sweep.schedulers import ADDRESS

    try:
        if scheduler is not None and not ADDRESS.fullmatch(scheduler):
            raise ConfigError(f"--scheduler must be an address such as tcp://127.0.0.1:8786, got {scheduler}")
        if scheduler is not None and jobs is not None:
            raise ConfigError("--jobs belongs to this machine: leave it out with --scheduler")
        others = {"out": out, "jobs": jobs, "scheduler": scheduler, "fresh": fresh, "retry": retry, "plot": plot}
        for name, given in others.items():
            if point is not None and given not in (None, False):
                raise ConfigError(f"--{name} must be left out with --point, which computes one point and keeps nothing")
        if config and point is None:
            raise ConfigError("--config belongs to --point")
        path = _place(Path(out) if out is not None else Path(f"{Path(file).stem}.parquet"))
        told = design.read(Path(file))
        if point is not None:
            _one(told, point, as_config=config)
            return
        _need("pyarrow", "the Parquet file")
        if scheduler is not None:
            _need("distributed", "--scheduler")
        if plot:
            from attnproof.sweep import picture

            picture.check(told)
        _check_there(told, path, fresh=fresh)
        _check_sizes(told, told.points, 1 if scheduler else jobs)
    except ConfigError as error:
        _fail(str(error) if str(error).startswith(file) else f"{file}: {error}", error.code)
    except KeyboardInterrupt:
        _fail("interrupted; nothing was written", 130)
    except MemoryError:
        _fail("not enough memory: take fewer starts, tokens or times", LIMIT)
    problems = _run(told, path, jobs=jobs, address=scheduler, fresh=fresh, retry=retry, plot=plot)
    if problems:
        raise typer.Exit(REJECTED)


def _one(told: Sweep, place: int, *, as_config: bool) -> None:
    """Compute one point by itself."""
    from attnproof.simulate.table import ConfigError
    from attnproof.sweep import design, points

    if place >= len(told.points):
        raise ConfigError(f"--point must be from 0 to {len(told.points) - 1}, got {place}")
    chosen = told.points[place]
    if as_config:
        typer.echo(design.as_toml(chosen.config), nl=False)
        return
    _check_sizes(told, [chosen], 1)
    row = points.row(chosen.key, chosen.config, told.statistics)
    found = _finite({"point": place} | chosen.columns() | asdict(row))
    typer.echo(json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False))
    if row.problem or row.broken:
        raise typer.Exit(REJECTED)


def _finite(value: Any) -> Any:
    """JSON has no infinity: "inf", "-inf" and "nan" are texts."""
    if isinstance(value, dict):
        return {key: _finite(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(entry) for entry in value]
    return value if not isinstance(value, float) or isfinite(value) else str(value)


def _place(path: Path) -> Path:
    """Where the result goes. ConfigError where nothing can be written."""
    from attnproof.simulate.table import ConfigError

    path = path.resolve()
    if path.suffix != ".parquet":
        raise ConfigError(f"--out must be a name that ends in .parquet, got {path}")
    if (path.exists() and not path.is_file()) or not path.parent.is_dir():
        raise ConfigError(f"--out must be a file in a folder that exists, got {path}")
    if not os.access(path.parent, os.W_OK):
        raise ConfigError(f"--out: the folder {path.parent} is not writable")
    return path


def _check_there(told: Sweep, path: Path, *, fresh: bool) -> None:
    """ConfigError where a file stands in the way that no sweep wrote, or, without `fresh`, another sweep.

    It is the same sweep that has the same tables but for [grid], [random] and [plot], or a point that is in the
    journal. A table that cannot be read is the journal's: it was damaged.
    """
    from pyarrow import parquet

    from attnproof.simulate.table import ConfigError
    from attnproof.sweep import store

    journal = store.journal_of(path)
    try:
        content = journal.read_bytes() if journal.exists() else b""
    except OSError as error:
        raise ConfigError(f"{journal}: {error.strerror}") from None
    keys = {key.decode() for key in LINE.findall(content)}
    if not keys and not TORN.fullmatch(content):
        raise ConfigError(f"{journal} is in the way: it was not written by a sweep; --out takes another name")
    if not path.exists():
        return
    foreign = ConfigError(f"{path} is there already and was not written by a sweep; --out takes another name")
    try:
        metadata = parquet.read_schema(path).metadata or {}
    except (OSError, ValueError):
        if not keys:
            raise foreign from None
        return
    if b"attnproof.sweep" not in metadata:
        raise foreign
    before = json.loads(metadata[b"attnproof.sweep"])["sweep"]
    shared = [
        {name: table for name, table in document.items() if name not in ("grid", "random", "plot")}
        for document in (before, told.document)
    ]
    if shared[0] != shared[1] and keys.isdisjoint(one.key for one in told.points) and not fresh:
        raise ConfigError(
            f"{path} is there already, the result of another sweep: --out takes another name, --fresh replaces it"
        )


def _check_sizes(told: Sweep, chosen: Sequence[Point], jobs: int | None) -> None:
    """ConfigError where this machine has too little memory for the largest points, as many at a time as there are."""
    from attnproof.files import cores
    from attnproof.simulate import size
    from attnproof.simulate.table import ConfigError

    at_a_time, there = min(jobs or cores(), len(chosen)), size.memory()
    largest = max(chosen, key=lambda point: size.working_bytes(point.config))
    needed = size.working_bytes(largest.config)
    if needed * at_a_time > there:
        raise ConfigError(
            f"{largest} with sweep.starts = {told.starts} needs about {size.in_words(needed)}, {at_a_time} at a time; "
            f"this machine has {size.in_words(there)}: take fewer starts, tokens or times, or --jobs 1"
        )


def _need(module: str, what: str) -> None:
    from attnproof import doctor

    if find_spec(module) is None:
        [finding] = [one for one in doctor.examine() if one.name == module]
        _fail(f"{what} needs {module}, which is missing; get it by: {finding.command}", MISSING)


def _run(
    told: Sweep, path: Path, *, jobs: int | None, address: str | None, fresh: bool, retry: bool, plot: bool
) -> bool:
    """Compute what is not kept, write the file; are there points that failed?"""
    from attnproof.simulate.interrupts import Interrupted, Interrupts
    from attnproof.simulate.lock import Busy, alone
    from attnproof.sweep import schedulers, store

    journal = None
    kept = f"what is finished is kept in {store.journal_of(path).name}, and the next run goes on from there"
    try:
        with alone(path), Interrupts() as interrupts:
            try:
                journal = store.Journal(store.journal_of(path), fresh=fresh)
                if journal.damaged:
                    _say(f"{journal.damaged} damaged lines of {journal.path.name}: their points are computed again")
                if retry:
                    journal.forget([key for key, row in journal.rows.items() if row.problem])
                todo = _largest_first(one for one in told.points if one.key not in journal.rows)
                if todo:
                    with _progress(len(told.points), len(told.points) - len(todo)) as show:
                        workers = _scheduler(told, todo, jobs, address)
                        try:
                            for rows in schedulers.compute(todo, workers):
                                with interrupts.held():
                                    journal.add(rows)
                                show(len(rows))
                        finally:
                            with interrupts.held():
                                workers.close()
                with interrupts.held():
                    store.write(told, journal.rows, path)
            finally:
                if journal:
                    journal.close()
            failed = [one for one in told.points if journal.rows[one.key].problem]
            broken = [one for one in told.points if journal.rows[one.key].broken]
            typer.echo(f"{path.name}: {len(told.points)} points, {len(todo)} computed now, {len(failed)} failed")
            for one, what in [(one, journal.rows[one.key].problem) for one in failed[:3]] + [
                (one, f"an invariant did not hold: {journal.rows[one.key].broken}") for one in broken[:3]
            ]:
                _say(f"{one}: {what}")
            for more, word in ((failed, "failed"), (broken, "did not keep an invariant")):
                if len(more) > 3:
                    _say(f"{len(more) - 3} more points {word}: see the columns problem and broken")
            if plot:
                _draw(told, journal.rows, path.with_suffix(".png"), REJECTED if failed or broken else USAGE)
            return bool(failed or broken)
    except Interrupted as signal:
        _fail(f"interrupted; {kept}", signal.code)
    except schedulers.Lost as error:
        _fail(f"{error}; {kept}", LIMIT)
    except schedulers.Unfit as error:
        _fail(f"{error}; {kept}", MISSING)
    except Busy as error:
        _fail(str(error), LIMIT)
    except OSError as error:
        _fail(f"{error.filename or path}: {error.strerror or error}; {kept}", LIMIT)
    except MemoryError:
        _fail(f"not enough memory: take fewer starts, or --jobs 1; {kept}", LIMIT)


def _draw(told: Sweep, rows: Mapping[str, Row], path: Path, code: int) -> None:
    """Draw, or leave with `code`."""
    from attnproof.sweep import picture

    try:
        typer.echo(f"drawn: {picture.write(told, rows, path).name}")
    except ValueError as error:
        _fail(f"nothing is drawn: {error}", code)


def _largest_first(todo: Iterable[Point]) -> list[Point]:
    """By memory, which tells the work too: a large point at the end would leave the other workers without any."""
    from attnproof.simulate import size

    return sorted(todo, key=lambda point: size.working_bytes(point.config), reverse=True)


def _scheduler(told: Sweep, todo: list[Point], jobs: int | None, address: str | None) -> Scheduler:
    from attnproof.files import cores
    from attnproof.sweep import schedulers

    if address:
        return schedulers.Cluster(told.statistics, address, _say)
    jobs = min(jobs or cores(), len(todo))
    return schedulers.Here(told.statistics) if jobs == 1 else schedulers.Processes(told.statistics, jobs)


@contextmanager
def _progress(total: int, done: int) -> Iterator[Callable[[int], None]]:
    """A bar with the time left on a terminal, a line now and then elsewhere; on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console, first, began = Console(stderr=True), done, time.monotonic()
    if console.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("points", total=total, completed=done)
            yield lambda count: bar.update(task, advance=count)
        return
    last = began

    def line(count: int) -> None:
        nonlocal done, last
        done, now = done + count, time.monotonic()
        if now - last >= PAUSE:
            last = now
            left = (now - began) * (total - done) / (done - first)
            _say(f"[{done}/{total}] about {left:.0f} s left")

    yield line


def _say(message: str) -> None:
    typer.echo(message, err=True)


def _fail(message: str, code: int) -> NoReturn:
    typer.echo(f"attnproof: {message}", err=True)
    raise typer.Exit(code)
