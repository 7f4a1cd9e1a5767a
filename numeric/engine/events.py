"""Moments that a run looks for: the first time at which something about the tokens comes true."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np

from numeric.arithmetic import Array
from numeric.engine.stepping import Stepper, of_members
from numeric.engine.system import System
from numeric.engine.velocity import Velocity

SHARE = 2.0**-48  # of a step: to this, or to rounding, its time is known
NO_BRACKET = -1  # what `find_root` says where the event has come by the start of the step already, but for rounding


@dataclass(frozen=True)
class Event:
    """`level(tokens, velocities)` of shape (...,): the event is the first time at which it is >= 0."""

    name: str
    level: Callable[[Array, Array], Array]


def gamma_reached(value: float) -> Event:
    """The mean inner product of the pairs reaches `value`."""

    def level(tokens: Array, _: Array) -> Array:
        n = tokens.shape[-2]
        total = np.square(tokens.sum(axis=-2)).sum(axis=-1) - np.square(tokens).sum(axis=(-1, -2))
        return np.asarray(total / (n * (n - 1)) - value)

    return Event(f"gamma {float(value)}", level)


def clustered(closeness: float = 0.999) -> Event:
    """All tokens are in one cluster: the smallest cosine with the first of them reaches `closeness`."""

    def level(tokens: Array, _: Array) -> Array:
        first = tokens[..., :1, :]
        lengths = np.linalg.norm(tokens, axis=-1) * np.linalg.norm(first, axis=-1)
        cosines = (tokens * first).sum(axis=-1) / np.where(
            lengths == 0, np.inf, lengths
        )  # a zero token is in no cluster
        return np.asarray(cosines.min(axis=-1) - closeness)

    return Event(f"one cluster {float(closeness)}", level)


def equilibrium(speed: float = 1e-9) -> Event:
    """No token moves faster than `speed`."""

    def level(_: Array, velocities: Array) -> Array:
        return np.asarray(speed - np.linalg.norm(velocities, axis=-1).max(axis=-1))

    return Event(f"equilibrium {float(speed)}", level)


class Watch:
    """The times of some events along a run, NaN until they come: `times[name]` of shape (...,)."""

    def __init__(
        self, events: Sequence[Event], system: System, velocity: Velocity, start: Array, moving: Array, time: float
    ) -> None:
        """Look at the start, tokens and their velocities."""
        self.events, self._system, self._velocity = events, system, velocity
        self.times = {}
        for event in events:
            now = event.level(start, moving) >= 0
            self.times[event.name] = np.where(now, time, np.nan)

    def copy(self) -> Watch:
        """A watch that knows the same and goes its own way."""
        other = copy(self)
        other.times = {name: times.copy() for name, times in self.times.items()}
        return other

    def look(self, stepper: Stepper) -> None:
        """After a step: for the members in which an event has come, find its time within the step."""
        waiting = [event for event in self.events if np.any(np.isnan(self.times[event.name]))]
        if not waiting:
            return
        moving = self._velocity(stepper.tokens)
        for event in waiting:
            times = self.times[event.name]
            new = np.isnan(times) & (event.level(stepper.tokens, moving) >= 0)
            if np.any(new):
                times[new] = self._found(event, stepper, np.flatnonzero(new))

    def _found(self, event: Event, stepper: Stepper, members: Array) -> Array:
        """The times of the event in some members, each within the last step: (k,)."""
        from scipy.optimize.elementwise import find_root  # here, because its import takes time that few steps need

        def level(times: Array, of: Array) -> Array:
            tokens = stepper.at(times, of)
            return event.level(tokens, of_members(self._system, self._velocity, of, stepper.tokens)(tokens))

        within = {"xatol": SHARE * (stepper.time - stepper.before), "fatol": 0.0}
        found = find_root(level, (stepper.before, stepper.time), args=(members,), tolerances=within)
        come = np.where(found.f_bracket[0] >= 0, found.bracket[0], found.bracket[1])
        return np.asarray(np.where(found.status == NO_BRACKET, stepper.before, come))
