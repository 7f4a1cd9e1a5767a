"""One simulation: what is refused before any work, the run with its checkpoints, and the result in its place."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from attnproof.simulate import archive, certify, result, setting, size
from attnproof.simulate.checkpoint import Checkpoint
from attnproof.simulate.config import Config
from attnproof.simulate.interrupts import Interrupted, Interrupts
from attnproof.simulate.lock import Busy, alone
from attnproof.simulate.progress import Progress
from attnproof.simulate.table import ConfigError, shown
from numeric.arithmetic import Array
from numeric.engine.observables import OBSERVED
from numeric.engine.run import Run
from numeric.flow import FlowError
from numeric.trajectories.floats import NoStartError

ROOM = 2  # times the size of the result: itself and a checkpoint


class Stopped(Exception):
    """A limit was hit, or a signal came; `code` is what the process leaves with."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Options:
    """What the command line says beside the config."""

    resume: bool = False
    force: bool = False
    checkpoint_every: float = 10.0


USAGE, LIMIT = 2, 4


def place(config: Config) -> Path:
    """Where the result goes; ConfigError where nothing can be written."""
    try:
        path = Path(config.output.file).resolve()
        path.exists()
    except (OSError, RuntimeError) as error:  # too long a name, links in a circle
        raise ConfigError(
            f"output.file must be a file that can be written, got {shown(config.output.file)}: {error}"
        ) from None
    if path.is_dir() or not path.parent.is_dir():
        raise ConfigError(f"output.file must be a file in a folder that exists, got {path}")
    if not os.access(path.parent, os.W_OK):
        raise ConfigError(f"output.file: the folder {path.parent} is not writable")
    return path


def checkpoint_of(path: Path) -> Path:
    """The checkpoint that belongs to a result."""
    return path.with_name(f"{path.stem}.checkpoint.npz")


def earlier(path: Path, config: Config) -> dict[str, Array] | None:
    """The result that is there, when it is that of this config, computed by whatever libraries.

    archive.Corrupted where it is no result that can be read.
    """
    try:
        arrays = result.load(path)
    except OSError as error:
        raise archive.Corrupted(f"{path}: it cannot be read: {error.strerror}") from None
    return arrays if str(arrays["digest"]) == config.digest() else None


def simulate(config: Config, path: Path, options: Options, progress: Progress) -> dict[str, Array]:
    """Follow the flow, write the result to `path` and return it. ConfigError, Stopped."""
    size.check(config)
    free, wanted = shutil.disk_usage(path.parent).free, ROOM * size.result_bytes(config)
    if free < wanted:
        needed = f"the result and a checkpoint need {size.in_words(wanted)}, {size.in_words(free)} are free"
        raise Stopped(f"{path.parent}: {needed}", LIMIT)
    try:
        with alone(path), Interrupts() as interrupts:
            run = setting.run(config)
            checkpoint = Checkpoint(checkpoint_of(path), config, options.checkpoint_every)
            try:
                _begin(run, checkpoint, options, progress)
                with progress.following(run):
                    _follow(run, checkpoint, interrupts, progress)
                arrays = result.of(config, run)
            except Interrupted as signal:
                raise Stopped(f"interrupted at {_kept(run, checkpoint)}", signal.code) from None
            except FlowError as error:
                raise Stopped(f"{error}; {_kept(run, checkpoint)}", LIMIT) from None
            try:
                with interrupts.held():
                    _put(arrays, run, path, checkpoint)
            except Interrupted as signal:
                raise Stopped(f"interrupted; {path.name} is written", signal.code) from None
            return arrays
    except Interrupted as signal:
        raise Stopped("interrupted before the start", signal.code) from None
    except Busy as error:
        raise Stopped(str(error), LIMIT) from None


def _begin(run: Run, checkpoint: Checkpoint, options: Options, progress: Progress) -> None:
    """Go on from the checkpoint where that is wished and there is one."""
    archive.part(checkpoint.path).unlink(missing_ok=True)  # of a run that was killed while it wrote
    if not checkpoint.path.exists():
        if options.resume:
            progress.say(f"there is no checkpoint {checkpoint.path.name}: starting at the beginning")
        return
    if not options.resume:
        progress.say(
            f"starting at the beginning; {checkpoint.path.name}, from which --resume goes on, will be replaced"
        )
        return
    try:
        checkpoint.restore(run)
    except archive.Corrupted as error:
        raise Stopped(f"{error}; it cannot be used: start without --resume", LIMIT) from None
    progress.say(f"going on from t = {run.times[run.reached]:g}, time {run.reached + 1} of {len(run.times)}")


def _follow(run: Run, checkpoint: Checkpoint, interrupts: Interrupts, progress: Progress) -> None:
    while not run.done:
        leg = run.follow(progress.at)
        for name in OBSERVED:  # computed now, while a signal may still stop it
            getattr(leg.observed, name)
        with interrupts.held():
            run.keep(leg)
            if not run.done and checkpoint.due():
                try:
                    checkpoint.write(run)
                except OSError as error:
                    stands = "; the one before stands: --resume goes on from it" if checkpoint.path.exists() else ""
                    raise Stopped(f"{checkpoint.path}: cannot be written: {error.strerror}{stands}", LIMIT) from None


def _kept(run: Run, checkpoint: Checkpoint) -> str:
    """Write a checkpoint of what was reached, and say how to go on."""
    reached = f"t = {run.times[run.reached]:g}"
    if not run.reached:
        return f"{reached}: nothing to keep yet, as checkpoints are of the times that integrate asks for"
    try:
        checkpoint.write(run)
    except OSError as error:
        return f"{reached}; {checkpoint.path} cannot be written: {error.strerror}"
    return f"{reached}, which {checkpoint.path.name} keeps: --resume goes on from it"


def _put(arrays: dict[str, Array], run: Run, path: Path, checkpoint: Checkpoint) -> None:
    """The result in its place, of which no checkpoint is needed any more."""
    try:
        archive.write(path, arrays)
    except OSError as error:
        raise Stopped(f"{path}: cannot be written: {error.strerror}; {_kept(run, checkpoint)}", LIMIT) from None
    checkpoint.remove()


def certified(config: Config, path: Path, progress: Progress) -> dict[str, Array]:
    """The result at `path` with the bounds of `certify`, in its place. Stopped, with the result as it was."""
    has = "no bounds"
    try:
        with alone(path), Interrupts() as interrupts:
            arrays = earlier(path, config)
            if arrays is None:
                raise Stopped(f"{path}: another run has replaced it", LIMIT)
            arrays |= certify.bounds(arrays, progress)
            with interrupts.held():
                archive.write(path, arrays)
                has = "its bounds"
    except Interrupted as signal:
        raise Stopped(f"interrupted: {path.name} is whole and has {has}", signal.code) from None
    except OSError as error:
        raise Stopped(f"{path}: cannot be written: {error.strerror}; it stands and has {has}", LIMIT) from None
    except archive.Corrupted as error:
        raise Stopped(f"{error}: it was replaced, or damaged, meanwhile", LIMIT) from None
    except NoStartError as error:
        raise Stopped(f"{path}: no exact flow starts there: {error}", USAGE) from None
    except Busy as error:
        raise Stopped(str(error), LIMIT) from None
    return arrays
