"""What a simulation says while it works."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console
from simulations import with_

from attnproof.simulate import progress, reading, setting
from attnproof.simulate.progress import Progress


def told(times: list[float], *, terminal: bool, clock: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(progress.time, "monotonic", clock)
    stream = io.StringIO()
    shown = Progress(Console(file=stream, force_terminal=terminal, width=100))
    run = setting.run(reading.parse(with_(integrate={"end": 10})))
    with shown.following(run):
        for time in times:
            shown.at(time)
    return stream.getvalue()


def test_lines_come_now_and_then_with_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter(range(0, 100, 2))
    lines = told([1, 2, 3, 4, 5, 6], terminal=False, clock=lambda: next(seconds), monkeypatch=monkeypatch)
    assert lines.splitlines() == ["t = 3 of 10, 30%, about 14 s left", "t = 6 of 10, 60%, about 8 s left"]


def test_a_terminal_has_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress.Bar, "refresh", lambda self: self.console.print(self.get_renderable()))
    stream = io.StringIO()
    shown = Progress(Console(file=stream, force_terminal=True, width=100))
    run = setting.run(reading.parse(with_(integrate={"end": 10})))
    with shown.following(run):
        shown.at(4.0)
    assert "t = 4 of 10" in stream.getvalue()
    assert "40%" in stream.getvalue()
