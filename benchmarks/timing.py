"""Forms of one computation timed against each other: in turn, again and again, the best of each."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

LEAST_ROUNDS = 3


def interleaved(forms: Mapping[str, Callable[[], Any]], *, seconds: float) -> dict[str, float]:
    """The best time of each form in rounds of all of them, one after the other, for about so long."""
    for form in forms.values():
        form()  # what is compiled or laid out at first is not counted
    best, rounds, end = dict.fromkeys(forms, float("inf")), 0, time.perf_counter() + seconds
    while rounds < LEAST_ROUNDS or time.perf_counter() < end:
        for name, form in forms.items():
            best[name] = min(best[name], timed(form))
        rounds += 1
    return best


def timed(form: Callable[[], Any]) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    form()
    return time.perf_counter() - start
