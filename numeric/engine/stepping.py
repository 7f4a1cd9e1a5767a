"""Steps along a flow: SciPy's adaptive methods by name, or fixed steps of order 8."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from numeric.arithmetic import Array
from numeric.engine import runge_kutta
from numeric.engine.system import System
from numeric.engine.velocity import Velocity
from numeric.flow import FlowError

ADAPTIVE = ("RK23", "RK45", "DOP853", "Radau", "BDF", "LSODA")
FIXED = "RK8"
METHODS = (FIXED, *ADAPTIVE)


class Stepper(Protocol):
    """What follows a flow from one time towards a bound, step by step.

    Between `before` and `time`, the two ends of the last step, `at` gives the tokens of some members of the batch.
    `dissipated` is the integral of (1/n) sum_i |xdot_i|^2 since the start, (...).
    """

    time: float
    before: float
    tokens: Array
    dissipated: Array

    def advance(self) -> None:
        """Take one step, which ends at the bound at the latest."""

    def at(self, times: Array, members: Array) -> Array:
        """Each of k members (indices into the flattened batch) at a time of its own within the last step: (k, n, d)."""


def of_members(system: System, velocity: Velocity, members: Array, others: Array) -> Velocity:
    """The velocity of some members of a batch; where each has heads of its own, among `others`, the tokens of all."""
    if system.score_matrices.ndim == 3 and np.ndim(system.beta) == 0:
        return velocity

    def among(tokens: Array) -> Array:
        everyone = others.reshape(-1, *others.shape[-2:]).copy()
        everyone[members] = tokens
        return velocity(everyone)[members]

    return among


def dissipation(velocities: Array) -> Array:
    """(1/n) sum_i |xdot_i|^2: (...)."""
    return np.asarray(np.square(velocities).sum(axis=(-1, -2)) / velocities.shape[-2])


class FixedSteps:
    """Order 8 with steps of equal length, on the sphere exactly but for rounding."""

    def __init__(
        self, system: System, velocity: Velocity, tokens: Array, span: tuple[float, float], step: float
    ) -> None:
        """Cut the span into equal steps no longer than `step`."""
        count = max(1, -int(-(span[1] - span[0]) // step))
        self._h, self._end, self._left = (span[1] - span[0]) / count, span[1], count
        self._system, self._velocity, self._on_sphere = system, velocity, system.geometry == "sphere"
        self.time = self.before = span[0]
        self.tokens = self._from = tokens
        self.dissipated = np.zeros(tokens.shape[:-2])

    def advance(self) -> None:
        """One step of length h."""
        self._from, self.before = self.tokens, self.time
        moved, slopes = runge_kutta.step(self._velocity, self._from, self._h)
        if not np.all(np.isfinite(moved)):
            beyond = f"a step of {self._h:.4g} ends in tokens that are not finite"
            raise FlowError(f"the flow could not be followed beyond t={self.before:.6g}: {beyond}")
        self.tokens = self._settled(moved)
        self.dissipated = self.dissipated + runge_kutta.quadrature([dissipation(k) for k in slopes], self._h)
        self._left -= 1
        self.time = self._end if not self._left else self.before + self._h

    def at(self, times: Array, members: Array) -> Array:
        """Shorter steps from the same start."""
        start = self._from.reshape(-1, *self._from.shape[-2:])[members]
        velocity = of_members(self._system, self._velocity, members, self._from)
        return self._settled(runge_kutta.step(velocity, start, (times - self.before)[:, None, None])[0])

    def _settled(self, tokens: Array) -> Array:
        return tokens / np.linalg.norm(tokens, axis=-1, keepdims=True) if self._on_sphere else tokens


class AdaptiveSteps:
    """One of SciPy's methods, with the tokens' norms taken out and the dissipation as one more component.

    On the sphere the integrated curve is u with u' = |u| P_x v(x), x = u / |u| (see `numeric.flow`).
    """

    def __init__(
        self,
        system: System,
        velocity: Velocity,
        tokens: Array,
        span: tuple[float, float],
        method: str,
        rtol: float,
        atol: float,
    ) -> None:
        """Begin at span[0]."""
        import scipy.integrate  # here, because it takes 0.4 s that fixed steps should not wait for

        self._shape, self._size = tokens.shape, tokens.size
        self._velocity, self._on_sphere = velocity, system.geometry == "sphere"
        start = np.concatenate([tokens.ravel(), np.zeros(int(np.prod(self._shape[:-2])))])
        solver: Callable[..., Any] = getattr(scipy.integrate, method)
        self._solver = solver(self._derivative, span[0], start, span[1], rtol=rtol, atol=atol)
        self.before, self.time, self.tokens = span[0], span[0], tokens
        self._between: Callable[[float], Array] | None = None
        self.dissipated = np.zeros(self._shape[:-2])

    def _derivative(self, _: float, y: Array) -> Array:
        u = y[: self._size].reshape(self._shape)
        speed = np.linalg.norm(u, axis=-1, keepdims=True) if self._on_sphere else 1.0
        moved = self._velocity(u / speed)
        return np.concatenate([(speed * moved).ravel(), dissipation(moved).ravel()])

    def advance(self) -> None:
        """One step of the method's own length."""
        self.before = self.time
        self._between = None
        told = self._solver.step()
        if self._solver.status == "failed":
            raise FlowError(f"the flow could not be followed beyond t={self.time:.6g}: {told}")
        self.time = float(self._solver.t)
        self.tokens, self.dissipated = self._split(self._solver.y)

    def at(self, times: Array, members: Array) -> Array:
        """The method's own interpolation."""
        if self._between is None:
            self._between = self._solver.dense_output()  # costs velocities of its own
        between, shape = self._between, self._shape[-2:]
        found = [self._split(between(time))[0].reshape(-1, *shape)[k] for time, k in zip(times, members, strict=True)]
        return np.stack(found)

    def _split(self, y: Array) -> tuple[Array, Array]:
        u = y[: self._size].reshape(self._shape)
        tokens = u / np.linalg.norm(u, axis=-1, keepdims=True) if self._on_sphere else u
        return tokens, y[self._size :].reshape(self._shape[:-2])


def stepper(
    system: System,
    velocity: Velocity,
    tokens: Array,
    span: tuple[float, float],
    *,
    method: str,
    step: float | None,
    rtol: float,
    atol: float,
) -> Stepper:
    """The stepper of a method of METHODS; `step` is for the fixed one, the tolerances for the adaptive ones."""
    if method == FIXED:
        if step is None or not step > 0:
            raise ValueError(f"method {FIXED} needs a step > 0, got {step}")
        return FixedSteps(system, velocity, tokens, span, step)
    if method not in ADAPTIVE:
        raise ValueError(f"method must be one of {', '.join(METHODS)}, got {method!r}")
    return AdaptiveSteps(system, velocity, tokens, span, method, rtol, atol)
