"""Where a flow takes the tokens in a long time, enclosed: a tube about an approximate trajectory.

One step of length h, for all trajectories u of the field G (`taylor`) with |u(0) - x| <= r, x exact:

1. p(t) = sum_{k <= K} a_k t^k, the Taylor coefficients at x, rounded. It is near a trajectory only: its
   defect is d = p' - G(p).
2. |d| <= D on [0, h], by the power series of d at 0 up to order L and Lagrange's remainder.
3. mu >= every eigenvalue of (J + J^T) / 2, J = DG, over a box of half-width R about p([0, h]) (`growth`).
4. While |u - p| < R, the distance grows at most at the rate mu |u - p| + D (Dahlquist 1958; Hairer,
   Norsett, Wanner, Solving ODEs I, theorem I.10.6), so it is at most
   b = e^{max(mu, 0) h} (r + h D) on [0, h], and at most e^{mu h} r + e^{max(mu, 0) h} h D at h.
   If b < R, no trajectory leaves the box before h, and the next step starts at p(h). Steps 3 and 4 are taken in
   PARTS of [0, h], each with a box and a mu of its own.

At a ReLU kink G has no derivative, but it is Lipschitz, so its trajectories are unique, and step 4 holds: along the
segment from p to u, s -> G(p + s (u - p)) is absolutely continuous, and for almost every s its derivative is J (u - p),
J in the closed form (`growth`) with gains in {0, 1}, as l' = 0 for almost every s at which a score l is 0. So the
integral over s gives <u - p, G(u) - G(p)> <= mu |u - p|^2, which is all that the theorem needs.

The rate mu belongs to the flow, not to the arithmetic: where the tokens cluster it falls to 0, and the
radius stops growing, while a box carried along entry by entry would grow as everywhere else. What the
radius grows before that is met by precision. The tokens at time 0 are known to any number of bits, so
whatever factor the flow puts on the first radius 2^-bits, enough bits make the last one as small as is
wanted; no frame of axes (Lohner's QR factorisation) has to be carried along.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

import flint
import numpy as np

from numeric.arithmetic import Array, Balls, UncertainSign
from numeric.model import Model
from numeric.state import State
from numeric.trajectories.growth import growth_rate
from numeric.trajectories.recurrence import recurred
from numeric.trajectories.taylor import (
    SHORTEST,
    TOO_SHORT,
    Budget,
    NotReachedError,
    Start,
    ambient,
    at,
    coefficient,
    derivative,
    longest,
    middle,
    order_for,
    radius,
    series,
    shifted,
    size,
    upper,
)

COARSE = Balls(64)  # for boxes and bounds, of which a few digits count
GUARD_BITS = 32  # of working precision, beyond those of the first radius
LOCAL = flint.arb((1, -8))  # what a step may add to the radius, as a part of it
TERMS = 0.35  # K for each factor e of the tolerance; longer steps have wider boxes, and a larger mu
ROOM = 8  # R, in units of r
PARTS = 3  # of a step, each with its own mu
GROWTH = 1  # the largest mu h of a step: beyond, a shorter step has a smaller mu
WIDEST = flint.arb((1, -16))  # the radius at which more bits are needed


@dataclass(frozen=True)
class Tube:
    """All tokens u, (n, d), with |u - centre| <= radius over all entries together, at `time`; both exact."""

    time: Fraction
    centre: Array
    radius: flint.arb

    def balls(self) -> Array:
        """The tokens, each entry within the radius (and rounded to the working precision)."""
        return np.asarray(self.centre + flint.arb(0, self.radius))


def enclose(state: State, time: Fraction, *, bits: int = 128, budget: Budget | None = None) -> Array:
    """Balls (n, d) that contain the tokens at `time` >= 0, from `state` at time 0 along its own flow.

    bits : the first radius is about 2^-bits; the last one is that times the growth of the flow.
    Raises NotReachedError as `tubes` does.
    """
    *_, reached = tubes(partial(Model.of, state), [time], bits=bits, budget=budget)
    with Balls(bits + GUARD_BITS).working():
        return reached.balls()


def tubes(start: Start, times: Sequence[Fraction], *, bits: int = 128, budget: Budget | None = None) -> Iterator[Tube]:
    """The tubes around the tokens at 0 and after every step; steps end at each of the increasing `times` >= 0.

    Raises NotReachedError where the flow leaves every bound, where a ReLU score may change its sign, where
    the tube grows wider than WIDEST, or where the budget is spent.
    """
    budget = budget or Budget()
    arithmetic = Balls(bits + GUARD_BITS)
    with arithmetic.working():
        fine = start(arithmetic)
    with COARSE.working():
        coarse = start(COARSE)
        tube = Tube(Fraction(0), middle(fine.tokens), upper(radius(fine.tokens) + flint.arb((1, -bits))))
    yield tube
    part = Fraction(1)  # of the step that the coefficients suggest
    for time in times:
        while tube.time < time:
            order = order_for(tube.radius * LOCAL, TERMS)
            budget.spend(fine, order, tube.time)
            tube, part = _Step(fine, coarse, arithmetic, tube, order).taken(time, part)
            yield tube


class _Step:
    """One step from a tube: p, the sizes of the coefficients of its defect, and what the step may add."""

    def __init__(self, fine: Model, coarse: Model, arithmetic: Balls, tube: Tube, order: int) -> None:
        self.coarse, self.arithmetic, self.tube, self.order = coarse, arithmetic, tube, order
        self.tolerance = tube.radius * LOCAL
        try:
            with arithmetic.working():
                self.p = [tube.centre, *recurred(fine, tube.centre, order + 1)[1:]]  # exactly from x on
                self.defects = self._defects(fine)
        except (ArithmeticError, ValueError) as error:
            raise NotReachedError(tube.time, _reason(error)) from None

    def _defects(self, fine: Model) -> list[flint.arb]:
        """The sizes of the coefficients of d = p' - G(p), twice as many as p has."""
        terms = 2 * self.order
        with self.arithmetic.series(terms):
            rates = ambient(fine)(series(self.p))
            slopes = derivative(self.p) + [0 * self.p[0]] * (terms - self.order)
            return [size(slope - coefficient(rates, k)) for k, slope in enumerate(slopes)]

    def taken(self, end: Fraction, part: Fraction) -> tuple[Tube, Fraction]:
        """The tube after the longest step that is proved, and which part the next one tries of what is suggested."""
        remaining = end - self.tube.time
        # the first coefficients of the defect beyond those of p make up the tolerance
        suggested = longest(self.tolerance, dict(enumerate(self.defects[self.order :], start=self.order + 1)))
        h = first = min(remaining, part * suggested)
        reason = TOO_SHORT
        while h == remaining or h > SHORTEST * end:
            try:
                bound, reason = self._bound(h), TOO_SHORT
            except (ArithmeticError, ValueError) as error:
                bound, reason = None, _reason(error)
            if bound is not None:
                # a step that was short because a time was near says nothing against longer ones
                part = max(part, min(Fraction(1), 2 * h / suggested)) if h == first else h / suggested
                return self._moved(h, bound), part
            h /= 2
        raise NotReachedError(self.tube.time, reason)

    def _bound(self, step: Fraction) -> flint.arb | None:
        """What |u - p| is at most after a step, or None where that is not shown."""
        with COARSE.working():
            return self._bound_at(COARSE.number(step))

    def _bound_at(self, h: flint.arb) -> flint.arb | None:
        during = flint.arb(0).union(h)
        moved = shifted(self.p, during)
        order = len(self.defects)
        with COARSE.series(order + 1):
            remainder = size(coefficient(ambient(self.coarse)(series(moved)), order))
        terms = (*self.defects, remainder)
        added = h * sum((defect * h**k for k, defect in enumerate(terms)), start=flint.arb(0))
        if not added < self.tolerance:
            return None
        return self._grown(h, added)

    def _grown(self, h: flint.arb, added: flint.arb) -> flint.arb | None:
        """Step 4, part by part, with D h = added."""
        part, half_width, growth, bound = h / PARTS, ROOM * self.tube.radius, flint.arb(0), self.tube.radius
        for k in range(PARTS):
            box = at(self.p, (k * part).union((k + 1) * part)) + flint.arb(0, half_width)
            growth += (rate := growth_rate(self.coarse, box) * part)
            most = rate.exp().max(flint.arb(1))
            if not (growth < GROWTH and most * (bound + added / PARTS) < half_width):
                return None
            bound = rate.exp() * bound + most * added / PARTS
        return upper(bound)

    def _moved(self, h: Fraction, bound: flint.arb) -> Tube:
        with self.arithmetic.working():
            reached = at(self.p, self.arithmetic.number(h))
        with COARSE.working():
            wide = upper(bound + radius(reached) + flint.arb((1, -self.arithmetic.bits)))
        if not wide < WIDEST:
            raise NotReachedError(self.tube.time, "the enclosure grew too wide", wide=True)
        return Tube(self.tube.time + h, middle(reached), wide)


def _reason(error: Exception) -> str:
    """Why a step cannot be taken, when its box is too wide: FLINT divides by no series that may start at 0."""
    if isinstance(error, UncertainSign):
        return f"a score <x_i, M_h x_j> may change its sign, and ReLU is not smooth there ({error})"
    return TOO_SHORT
