"""A run that was interrupted, on disk: what it is of, and what `Run.restore` goes on from."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from attnproof.simulate import archive
from attnproof.simulate.config import Config
from attnproof.simulate.result import versions
from attnproof.simulate.table import ConfigError
from numeric.engine.run import Run

SHARE = 10  # writing checkpoints takes at most one part in so many of the time


class Checkpoint:
    """The checkpoint of a run at `path`, written where `every` seconds have passed since the last."""

    def __init__(self, path: Path, config: Config, every: float) -> None:
        """Nothing is read or written yet."""
        self.path, self._config, self._every = path, config, every
        self._last, self._took, self.reached = time.monotonic(), 0.0, 0

    def restore(self, run: Run) -> None:
        """Bring a run to where the checkpoint is.

        archive.Corrupted for a damaged one; ConfigError for one of another config or of other libraries.
        """
        arrays = archive.read(self.path)
        try:
            digest, told = str(arrays.pop("digest")), str(arrays.pop("versions"))
        except KeyError:
            raise archive.Corrupted(f"{self.path}: not a checkpoint") from None
        if digest != self._config.digest():
            raise ConfigError(f"{self.path} is the checkpoint of another config: start without --resume to replace it")
        here = versions(self._config)
        if told != here:
            raise ConfigError(
                f"{self.path} was written by {told}, this is {here}: the result could not be repeated; "
                "start without --resume"
            )
        try:
            run.restore(arrays)
        except (KeyError, ValueError) as error:
            raise archive.Corrupted(f"{self.path}: not a checkpoint of this run: {error}") from None
        self.reached = run.reached

    def due(self) -> bool:
        """Has enough time passed since the last?"""
        return time.monotonic() - self._last >= max(self._every, (SHARE - 1) * self._took if self._every else 0)

    def write(self, run: Run) -> None:
        """Write one now. OSError when the disk is full; the one before then stays."""
        if run.reached == self.reached and self.path.exists():
            return
        began = time.monotonic()
        about = {"digest": np.array(self._config.digest()), "versions": np.array(versions(self._config))}
        archive.write(self.path, about | run.state())
        self._last, self.reached = time.monotonic(), run.reached
        self._took = self._last - began

    def remove(self) -> None:
        """The run is done."""
        self.path.unlink(missing_ok=True)
