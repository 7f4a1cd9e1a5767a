"""What the engine is meant to reach, against what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from right_hand_side import LARGE

BATCH = ((32, 3, 2), 64)


@dataclass(frozen=True)
class Goal:
    """`measured` is to be at most, or at least, `wanted`; None: it could not be measured."""

    HEAD: ClassVar[list[str]] = ["", "wanted", "measured", "met"]

    what: str
    wanted: float
    measured: float | None
    at_least: bool = False
    unit: str = ""

    @property
    def met(self) -> bool | None:
        """Was it reached?"""
        if self.measured is None:
            return None
        return self.measured >= self.wanted if self.at_least else self.measured <= self.wanted

    def row(self) -> list[str]:
        """For the table."""
        sign = ">=" if self.at_least else "<="
        measured = "not measured" if self.measured is None else f"{self.measured:.2f}{self.unit}"
        return [
            self.what,
            f"{sign} {self.wanted:g}{self.unit}",
            measured,
            {True: "yes", False: "no", None: "-"}[self.met],
        ]


def goals(
    sides: Mapping[Any, Mapping[str, float]],
    errors: Mapping[float, Mapping[str, float | None]],
    scale: Mapping[str, float | None],
) -> list[Goal]:
    """All of them, from the measured ratios."""
    found = []
    limits: list[tuple[Any, int | None, int, float]] = [
        *((size, None, 1, 1.10) for size in LARGE),
        ((256, 16, 4), None, 1, 1.2),
        ((32, 3, 2), None, 1, 2.0),
    ]
    limits += [(*BATCH, 1, 1.3), *((size, None, 2, 1.2) for size in LARGE)]
    for size, batch, threads, wanted in limits:
        for attention in ("usa", "softmax"):
            many = f", {batch} at once" if batch else ""
            what = f"right-hand side over its bound, {size}{many}, {attention}, general heads, {threads} thread"
            by = sides[size, batch, "general", attention, threads]
            found.append(Goal(what + "s" * (threads > 1), wanted, by["attnproof"]))
    for size in LARGE:
        for heads in ("general", "symmetric"):
            for attention in ("usa", "softmax"):
                by = sides[size, None, heads, attention, 1]
                where = f"{size}, {heads} heads, {attention}"
                plain = by["plain NumPy"] / by["attnproof"]
                found.append(Goal(f"times faster than plain NumPy, {where}", 1.5, plain, at_least=True))
                if attention == "softmax":
                    torch = by["torch SDPA"] / by["attnproof"] if "torch SDPA" in by else None
                    found.append(Goal(f"times faster than torch SDPA, {where}", 1.4, torch, at_least=True))
                jax = [by[name] for name in ("JAX heads at once", "JAX scan") if name in by]
                slower = by["attnproof"] / min(jax) if jax else None
                found.append(Goal(f"time over that of the quicker JAX form, {where}", 1.1, slower))
    for error, by_name in errors.items():
        peers = [ratio for name, ratio in by_name.items() if ratio and not name.startswith("attnproof")]
        what = f"best peer's time to an error of {error:.0e} over the engine's"
        found.append(Goal(what, 1.0, min(peers) if peers else None, at_least=True))
    return [
        *found,
        Goal("throughput of 64 runs at (32, 3, 2) together over one at a time", 5, scale["together"], at_least=True),
        Goal("sweep: throughput of 2 workers over 1", 1.8, scale["workers"], at_least=True),
        Goal("the same over that of two bare processes", 0.95, scale["workers over bare"], at_least=True),
        Goal("sweep: bookkeeping a point, of 10,000", 1, scale["bookkeeping"], unit=" ms"),
        Goal("peak memory at (20000, 64, 4), one right-hand side", 1.5, scale["memory"], unit=" GiB"),
    ]
