"""Steps along a flow: SciPy's adaptive methods by name, or fixed steps of order 8."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from numpy.polynomial.chebyshev import chebpts1, chebvander

from numeric.arithmetic import Array
from numeric.engine import runge_kutta
from numeric.engine.system import System
from numeric.engine.velocity import Velocity
from numeric.flow import FlowError

# SciPy's methods, with the degree in time of the polynomial by which each interpolates a step, at the most
ADAPTIVE = {"RK23": 3, "RK45": 4, "DOP853": 7, "Radau": 3, "BDF": 5, "LSODA": 12}
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
    numbers = velocities.reshape(*velocities.shape[:-2], -1)
    return np.asarray(np.vecdot(numbers, numbers) / velocities.shape[-2])


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
        self._stage = runge_kutta.InPlace(tokens)

    def advance(self) -> None:
        """One step of length h."""
        self._from, self.before = self.tokens, self.time
        moved, slopes = runge_kutta.step(self._velocity, self._from, self._h, self._stage)
        self.tokens = self._settled(moved, self._h)
        self.dissipated = self.dissipated + runge_kutta.quadrature([dissipation(k) for k in slopes], self._h)
        self._left -= 1
        self.time = self._end if not self._left else self.before + self._h

    def at(self, times: Array, members: Array) -> Array:
        """Shorter steps from the same start."""
        start = self._from.reshape(-1, *self._from.shape[-2:])[members]
        velocity = of_members(self._system, self._velocity, members, self._from)
        steps = times - self.before
        return self._settled(runge_kutta.step(velocity, start, steps[:, None, None])[0], float(steps.max()))

    def _settled(self, moved: Array, step: float) -> Array:
        """Back on the sphere. FlowError for tokens that are not finite or have lost their direction to rounding."""
        if not np.all(np.isfinite(moved)):
            raise self._lost(step, "that are not finite")
        if not self._on_sphere:
            return moved
        norms = np.linalg.norm(moved, axis=-1, keepdims=True)
        shortest, longest = norms.min(), norms.max()
        if not (shortest > np.sqrt(np.finfo(moved.dtype).eps) and np.isfinite(longest)):  # inf: its square overflows
            raise self._lost(step, f"of norm {shortest:.3g} to {longest:.3g}, far from the sphere")
        return moved / norms

    def _lost(self, step: float, tokens: str) -> FlowError:
        beyond = f"a step of {step:.4g} ends in tokens {tokens}; take a smaller step"
        return FlowError(f"the flow could not be followed beyond t={self.before:.6g}: {beyond}")


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
        self._degree = ADAPTIVE[method]
        self._nodes = chebpts1(self._degree + 1)
        self.before, self.time, self.tokens = span[0], span[0], tokens
        self._samples: Array | None = None
        self.dissipated = np.zeros(self._shape[:-2])

    def _derivative(self, _: float, y: Array) -> Array:
        u = y[: self._size].reshape(self._shape)
        speed = np.linalg.norm(u, axis=-1, keepdims=True) if self._on_sphere else 1.0
        moved = self._velocity(u / speed)
        return np.concatenate([(speed * moved).ravel(), dissipation(moved).ravel()])

    def advance(self) -> None:
        """One step of the method's own length."""
        self.before = self.time
        self._samples = None
        with warnings.catch_warnings(action="ignore"):  # what is wrong is in `told`
            told = self._solver.step()
        if self._solver.status == "failed":
            raise FlowError(f"the flow could not be followed beyond t={self.time:.6g}: {told}")
        self.time = float(self._solver.t)
        if not self.time > self.before:  # LSODA goes on like this for ever
            raise FlowError(
                f"the flow could not be followed beyond t={self.time:.6g}: the steps have no length any more"
            )
        self.tokens, self.dissipated = self._split(self._solver.y)

    def at(self, times: Array, members: Array) -> Array:
        """The method's own interpolation, evaluated for these members alone."""
        if self._samples is None:
            self._samples = self._sampled()
        steps = 2 * (times - self.before) / (self.time - self.before) - 1
        weights = chebvander(steps, self._degree) @ np.linalg.inv(chebvander(self._nodes, self._degree))
        return self._on(np.einsum("km,mknd->knd", weights, self._samples[:, members]))

    def _sampled(self) -> Array:
        """The integrated curve at the Chebyshev nodes of the last step, which determine it: (nodes, members, n, d)."""
        between = self._solver.dense_output()  # costs velocities of its own
        samples = np.empty((len(self._nodes), self._size))
        for sample, node in zip(samples, self._nodes, strict=True):
            sample[:] = between(self.before + (self.time - self.before) * (node + 1) / 2)[: self._size]
        return samples.reshape(len(samples), -1, *self._shape[-2:])

    def _on(self, u: Array) -> Array:
        return u / np.linalg.norm(u, axis=-1, keepdims=True) if self._on_sphere else u

    def _split(self, y: Array) -> tuple[Array, Array]:
        u = y[: self._size].reshape(self._shape)
        return self._on(u), y[self._size :].reshape(self._shape[:-2])


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
