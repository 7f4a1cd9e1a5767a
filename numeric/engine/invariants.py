"""What must hold along a run, watched while it runs: a run that breaks it says when and by how much.

norm                 on the sphere | |x_i| - 1 | stays at rounding
energy               where the theory says so the energy never falls: symmetric scores, V = M, no mask, un-normalised
                     attention or softmax with one head (claims energy.sphere, energy.flat, energy.softmax-one-head)
dissipation balance  un-normalised, under the same conditions: E(t) - E(0) = integral of (1/n) sum_i |xdot_i|^2
finite               every token is a number
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from numeric.arithmetic import Array
from numeric.engine.system import System


@dataclass
class Invariant:
    """The worst that was seen of one invariant: `worst` at `time`, against what is allowed."""

    name: str
    allowed: float
    worst: float = 0.0
    time: float = 0.0

    @property
    def kept(self) -> bool:
        """Was it never worse than allowed?"""
        return bool(self.worst <= self.allowed)

    def see(self, value: float, time: float) -> None:
        """Take note of one more value."""
        if not value <= self.worst:  # NaN is worse than anything
            self.worst, self.time = (value if np.isfinite(value) else np.inf), time

    def as_json(self) -> dict[str, Any]:
        """For the result file."""
        return {
            "name": self.name,
            "kept": self.kept,
            "worst": self.worst,
            "time": self.time,
            "allowed": self.allowed,
        }


class Invariants:
    """The invariants that apply to a system, at tolerance `accuracy` of the integration (relative)."""

    def __init__(self, system: System, energy: Array, *, accuracy: float, precision: float) -> None:
        """Begin with the energies (..., H) at the start; `precision` is the rounding unit of the arithmetic."""
        gradient = _gradient_flow(system)
        usa = system.attention == "usa"
        self._start = self._last = energy.sum(axis=-1)
        self._scale = np.abs(self._start)
        self.norm = Invariant("norm", 64 * precision) if system.geometry == "sphere" else None
        told = bool(np.all(np.isfinite(self._start)))  # of an energy beyond float64 nothing can be said
        grows = told and gradient and (usa or (system.attention == "softmax" and system.heads == 1))
        self.energy = Invariant("energy never falls", accuracy) if grows else None
        self.balance = Invariant("dissipation balance", accuracy) if told and gradient and usa else None
        self.finite = Invariant("finite", 0.0)

    def see(self, time: float, tokens: Array, energy: Array, dissipated: Array) -> None:
        """Look at one state of the run: tokens (..., n, d), energies (..., H), dissipated energy (...)."""
        self.finite.see(float(np.count_nonzero(~np.isfinite(tokens))), time)
        if self.norm:
            self.norm.see(float(np.abs(np.linalg.norm(tokens, axis=-1) - 1).max()), time)
        total = energy.sum(axis=-1)
        scale = self._scale + np.abs(total)
        beyond = ~np.isfinite(scale)
        with np.errstate(invalid="ignore"):
            fallen = np.where(beyond, 0, (self._last - total) / scale)
            difference = np.where(beyond, 0, np.abs(total - self._start - dissipated) / scale)
        if self.energy:
            self.energy.see(float(fallen.max()), time)
        if self.balance:
            self.balance.see(float(difference.max()), time)
        self._last = total

    def go_on(self, energy: Array) -> None:
        """Take energies (..., H) as the last that were seen."""
        self._last = energy.sum(axis=-1)

    def all(self) -> list[Invariant]:
        """Those that apply."""
        return [one for one in (self.finite, self.norm, self.energy, self.balance) if one]


def _gradient_flow(system: System) -> bool:
    """Are the scores symmetric and the values aligned, without a mask (Conditions 3 and 4)?"""
    symmetric = np.array_equal(system.score_matrices, np.swapaxes(system.score_matrices, -1, -2))
    return symmetric and np.array_equal(system.score_matrices, system.value_matrices) and not system.causal
