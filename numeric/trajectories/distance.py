"""How far saved tokens and energies are from the exact flow: bounds that are proved, at each saved time.

The exact trajectory is in a tube of centre c and radius r (`tube`), so |x_i - x_i^true| <= |x_i - c_i| + r, and the
energies of the exact tokens are those of some tokens in the tube.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import flint
import numpy as np

from numeric.arithmetic import Array, Balls, entrywise
from numeric.trajectories.passes import NotNarrowError, narrowed
from numeric.trajectories.taylor import Budget, NotReachedError, Start, order_for, work
from numeric.trajectories.tube import GUARD_BITS, LOCAL, TERMS, Tube, tubes

BITS = 80  # of the first pass: a flow may put a factor of 2^30 on its first radius before a second is needed
SHARE = 8  # the radius is at most one part in so many of the error, or
FINE = 2.0**-48  # this


@dataclass(frozen=True)
class Distances:
    """Upper bounds at each of T times; inf where none is proved.

    tokens : (T,), of max_i |x_i - x_i^true|; energies : (T, H), of |E_h - E_h^true|; of what is not finite inf
    reason : why not every time has a bound of its tokens, None when every one has
    """

    tokens: Array
    energies: Array
    reason: str | None

    @property
    def reached(self) -> int:
        """How many of the times have bounds, up to the first that has none."""
        return int(np.logical_and.accumulate(np.isfinite(self.tokens)).sum())


def distances(
    start: Start,
    times: Sequence[Fraction],
    tokens: Array,
    energies: Array,
    *,
    budget: Budget,
    seen: Callable[[float], None] = lambda time: None,
) -> Distances:
    """The distances of float tokens (T, n, d) and energies (T, H) at increasing times from 0 on.

    Again with more bits until the tube is narrow beside the distances; what a pass has proved stays. `seen` hears how
    far a pass is.
    """
    found = Distances(np.full(len(times), np.inf), np.full(energies.shape, np.inf), None)

    def attempt(bits: int) -> bool:
        """Is the tube narrow at all times?"""
        narrow, k = True, 0
        for tube in tubes(start, times, bits=bits, budget=budget):
            seen(float(tube.time))
            if tube.time != times[k]:
                continue
            with Balls(bits + GUARD_BITS).working():
                token, energy = _away(start, tube, bits, tokens[k], energies[k])
            narrow = narrow and float(tube.radius) <= max(FINE, token / SHARE)
            found.tokens[k] = min(token, found.tokens[k])
            found.energies[k] = np.minimum(energy, found.energies[k])
            k += 1
        return narrow

    reason = None
    try:
        narrowed(attempt, bool, bits=BITS)
    except NotReachedError as error:
        reason = error.reason
    except NotNarrowError:
        pass  # the bounds are wider than they might be, and hold
    if found.reached == len(times):
        return found
    if not np.all(np.isfinite(tokens[found.reached])):
        reason = "the saved tokens at the next time are not finite"
    return Distances(found.tokens, found.energies, reason)


def least_work(n: int, d: int, heads: int, steps: int) -> int:
    """What `distances` takes off the budget at least for so many steps: one from each time to the next, or more."""
    order = order_for(flint.arb((1, -BITS)) * LOCAL, TERMS)
    return steps * work(n, d, heads, order)


def _away(start: Start, tube: Tube, bits: int, tokens: Array, energies: Array) -> tuple[float, Array]:
    """The distances at one time, rounded up."""
    model = start(Balls(bits + GUARD_BITS))
    energy = model.at(tube.balls()).energy
    token = float("inf")
    if np.all(np.isfinite(tokens)):
        token = _most(model.norm(model.arithmetic.array(tokens) - tube.centre) + flint.arb(0, tube.radius))
    return token, np.array([_most(energy[h : h + 1] - float(told)) for h, told in enumerate(energies)])


def _most(balls: Array) -> float:
    """max |ball|, rounded up to a float; inf where there is none."""
    return max(entrywise(_rounded_up)(balls))


def _rounded_up(ball: flint.arb) -> float:
    most = flint.arb(ball.abs_upper())
    if not most.is_finite():
        return float("inf")
    above = float(most)
    while not flint.arb(above) >= most:
        above = float(np.nextafter(above, np.inf))
    return above
