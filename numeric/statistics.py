"""Shares with their confidence intervals, and numbers rounded for a report."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

NORMAL_95 = 1.959963984540054  # the two-sided 95 % quantile of the standard normal law


def rounded(value: float, digits: int = 3) -> float:
    """`value` to `digits` significant digits: what does not depend on the machine."""
    return float(f"{value:.{digits}g}")


def wilson(share: float, size: float, *, quantile: float = NORMAL_95) -> tuple[float, float]:
    """Wilson's score interval of an observed share in a sample of (effective) size `size` > 0.

    Source: E. B. Wilson, J. Amer. Statist. Assoc. 22 (1927).
    """
    if not size > 0:
        raise ValueError(f"a share needs a sample, got size={size}")
    square = quantile**2 / size
    centre = (share + square / 2) / (1 + square)
    half = quantile / (1 + square) * sqrt(share * (1 - share) / size + square / (4 * size))
    return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True)
class Share:
    """How often something held in a sample, with its 95 % interval."""

    share: float
    low: float
    high: float

    @classmethod
    def of(cls, holds: Any) -> Share:
        """From booleans (states, ...): the states are independent, what one state holds need not be.

        The effective size p (1 - p) / Var(mean of the states' shares) lies between the number of
        states (all entries of a state alike) and the number of entries (all independent).
        """
        entries = np.asarray(holds, dtype=float)
        each = entries.reshape(len(entries), -1).mean(axis=1)
        share, states = float(each.mean()), len(each)
        variance = float(each.var()) / max(states - 1, 1)
        effective = share * (1 - share) / variance if variance > 0 else states
        return cls(share, *wilson(share, min(max(effective, states), entries.size)))

    def as_json(self) -> dict[str, Any]:
        """Rounded to three decimals."""
        return {"share": round(self.share, 3), "low": round(self.low, 3), "high": round(self.high, 3)}

    def __str__(self) -> str:
        """In per cent, with the interval."""
        return f"{100 * self.share:.1f} % ({100 * self.low:.1f} to {100 * self.high:.1f})"
