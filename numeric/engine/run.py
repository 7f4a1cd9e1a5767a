"""A run: a flow followed through chosen times, with events, invariants, and a state from which it can go on.

Between two of the times the method starts afresh, so a run that is stopped at one of them and taken up again gives the
same bits as one that was not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from numeric.arithmetic import Array
from numeric.engine.events import Event, Watch
from numeric.engine.invariants import Invariants
from numeric.engine.observables import OBSERVED, Observed, observe
from numeric.engine.stepping import FIXED, METHODS, stepper
from numeric.engine.system import System
from numeric.engine.velocity import NumPyVelocity, Velocity


@dataclass(frozen=True)
class Method:
    """How a flow is integrated: `step`, a time, is for RK8; `rtol` and `atol` are for the adaptive methods."""

    name: str = "DOP853"
    step: float | None = None
    rtol: float = 1e-9
    atol: float = 1e-10

    def __post_init__(self) -> None:
        if self.name not in METHODS:
            raise ValueError(f"method must be one of {', '.join(METHODS)}, got {self.name!r}")
        if self.name == FIXED and not (self.step and self.step > 0):
            raise ValueError(f"method {FIXED} needs a step > 0, got {self.step}")

    @property
    def accuracy(self) -> float:
        """What the invariants allow for, relative to the energy."""
        return 1e-6 if self.name == FIXED else max(1e-9, 1000 * self.rtol)


@dataclass(frozen=True)
class Leg:
    """The way from one of the times to the next, followed and not yet kept."""

    time: float
    tokens: Array
    observed: Observed
    dissipated: Array
    steps: int
    watch: Watch


class Run:
    """A flow of tokens (..., n, d) through `times`; `advance` goes to the next of them.

    tokens, observed, dissipated : one entry for each time that was reached; the energy that was dissipated since
        the start, the integral of (1/n) sum_i |xdot_i|^2, has the shape (...,)
    events : the time of each event, NaN until it comes, (...,)
    invariants : what must hold, and the worst that was seen
    """

    def __init__(
        self,
        system: System,
        tokens: Array,
        times: Sequence[float],
        *,
        method: Method | None = None,
        events: Sequence[Event] = (),
        velocity: Velocity | None = None,
    ) -> None:
        """Stand at the first time. ValueError for times that do not increase or a velocity that is not finite."""
        self.times = np.asarray(times, dtype=float)
        if self.times.ndim != 1 or len(self.times) < 2 or not np.all(np.diff(self.times) > 0):
            raise ValueError(f"times must be at least two and increase, got {times}")
        self.system, self.method = system, method or Method()
        self.velocity = velocity or NumPyVelocity(system)
        with np.errstate(over="ignore", invalid="ignore"):
            moving = self.velocity(tokens)
        if not np.all(np.isfinite(moving)):
            raise ValueError("the velocity is not finite at the start: beta times the strengths is too large")
        self.tokens, self.observed = [tokens], [observe(system, tokens)]
        self.dissipated, self.steps = [np.zeros(tokens.shape[:-2])], 0
        self._watch = Watch(events, system, self.velocity, tokens, moving, float(self.times[0]))
        precision = float(np.finfo(tokens.dtype).eps)
        self._invariants = Invariants(
            system, self.observed[0].energy, accuracy=max(self.method.accuracy, 1e3 * precision), precision=precision
        )

    @property
    def reached(self) -> int:
        """The index of the last time that was reached."""
        return len(self.tokens) - 1

    @property
    def done(self) -> bool:
        """Is the last time reached?"""
        return self.reached == len(self.times) - 1

    @property
    def events(self) -> dict[str, Array]:
        """When each event came."""
        return self._watch.times

    @property
    def invariants(self) -> list[Any]:
        """What was watched."""
        return self._invariants.all()

    def advance(self) -> None:
        """Go to the next time. FlowError where the flow cannot be followed."""
        self.keep(self.follow())

    def follow(self, told: Callable[[float], None] | None = None) -> Leg:
        """The way to the next time; the run stays where it is until `keep`. `told` hears of the time at each step."""
        span = (float(self.times[self.reached]), float(self.times[self.reached + 1]))
        steps = stepper(
            self.system,
            self.velocity,
            self.tokens[-1],
            span,
            method=self.method.name,
            step=self.method.step,
            rtol=self.method.rtol,
            atol=self.method.atol,
        )
        count, watch = 0, self._watch.copy()
        with np.errstate(over="ignore", invalid="ignore"):
            while steps.time < span[1]:
                steps.advance()
                count += 1
                watch.look(steps)
                if told:
                    told(steps.time)
        observed = observe(self.system, steps.tokens)
        return Leg(span[1], steps.tokens, observed, self.dissipated[-1] + steps.dissipated, count, watch)

    def keep(self, leg: Leg) -> None:
        """Stand at the end of a leg that `follow` gave."""
        self.tokens.append(leg.tokens)
        self.observed.append(leg.observed)
        self.dissipated.append(leg.dissipated)
        self.steps += leg.steps
        self._watch = leg.watch
        self._invariants.see(leg.time, leg.tokens, leg.observed.energy, leg.dissipated)

    # -- what a checkpoint keeps ------------------------------------------------------------------

    def state(self) -> dict[str, Array]:
        """All that was reached, as arrays: what `restore` goes on from."""
        kept = {
            "tokens": np.stack(self.tokens),
            "dissipated": np.stack(self.dissipated),
            "steps": np.asarray(self.steps),
            "invariants": np.array([[one.worst, one.time] for one in self.invariants]),
        }
        kept |= {f"event: {name}": times for name, times in self.events.items()}
        kept |= {name: np.stack([getattr(seen, name) for seen in self.observed]) for name in OBSERVED}
        return kept

    def restore(self, state: Mapping[str, Array]) -> None:
        """Go back to a state of the same run. ValueError when it is of another one."""
        tokens = state["tokens"]
        if tokens.shape[1:] != self.tokens[0].shape or not np.array_equal(tokens[0], self.tokens[0]):
            raise ValueError("the checkpoint is of a run with other tokens at the start")
        if len(tokens) > len(self.times):
            raise ValueError(f"the checkpoint has {len(tokens)} times, the run {len(self.times)}")
        self.tokens = list(tokens)
        self.observed = [Observed.of(**{name: state[name][k] for name in OBSERVED}) for k in range(len(tokens))]
        self.dissipated, self.steps = list(state["dissipated"]), int(state["steps"])
        for one, (worst, time) in zip(self.invariants, state["invariants"], strict=True):
            one.worst, one.time = float(worst), float(time)
        for name in self.events:
            self._watch.times[name] = np.array(state[f"event: {name}"])
        self._invariants.go_on(self.observed[-1].energy)
