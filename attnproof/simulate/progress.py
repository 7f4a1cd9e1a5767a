"""How far a run is: a bar with the time left on a terminal, a plain line now and then elsewhere; on standard error."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from numeric.engine.run import Run

PAUSE = 5.0  # seconds between two lines
LONG = 1e8  # seconds


class Progress:
    """What a simulation says while it works."""

    def __init__(self, console: Console | None = None) -> None:
        """To standard error, or to a console."""
        self._console = console or Console(stderr=True)
        self._show: Callable[[float], None] = lambda _: None

    def say(self, message: str) -> None:
        """One line."""
        self._console.print(Text(message), soft_wrap=True)

    def at(self, moment: float) -> None:
        """The run has come to this time."""
        self._show(moment)

    def following(self, run: Run) -> AbstractContextManager[None]:
        """Show how far the run is."""
        return self.between(float(run.times[run.reached]), float(run.times[-1]))

    @contextmanager
    def between(self, first: float, end: float, doing: str = "") -> Iterator[None]:
        """Show where between two times that is which `at` is told; `doing` says what is done."""
        if not self._console.is_terminal:
            self._show = _Lines(lambda line: self.say(doing + line), first, end)
            yield
            return
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        with Bar(*columns, console=self._console, transient=True) as bar:
            task = bar.add_task("", total=end)
            bar.update(task, completed=first)
            self._show = lambda t: bar.update(task, completed=t, description=f"{doing}t = {t:.4g} of {end:g}")
            yield


class _Lines:
    """A line whenever PAUSE seconds have passed, with the time left at the speed so far."""

    def __init__(self, say: Callable[[str], None], first: float, end: float) -> None:
        self._say, self._first, self._end = say, first, end
        self._began = self._last = time.monotonic()

    def __call__(self, moment: float) -> None:
        now = time.monotonic()
        if now - self._last < PAUSE or moment <= self._first:
            return
        self._last = now
        left = (now - self._began) * ((self._end - moment) / (moment - self._first))
        soon = f"about {left:.0f} s left" if left < LONG else "a very long time left"
        self._say(f"t = {moment:.4g} of {self._end:g}, {moment / self._end:.0%}, {soon}")
