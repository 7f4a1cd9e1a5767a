"""What a derivation found, and the steps by which it did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Derivation:
    """The outcome of one exact derivation.

    passed : does everything claimed reduce to zero, or follow by a named step?
    summary : one sentence.
    steps : the derivation as a reader follows it, one line a step.
    numbers : facts worth keeping: "sizes" ("general n, d, H" or "spot check n=2, d=2, H=2"),
        "rules" (the rewrite rules used), "residue" (what is left where zero was claimed).
    """

    passed: bool
    summary: str
    steps: tuple[str, ...] = ()
    numbers: dict[str, Any] = field(default_factory=dict)
