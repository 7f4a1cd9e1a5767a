"""The flow of the tokens as power series in time.

A trajectory that is followed by approximation leaves the sphere, so it follows a field that is defined
around it, too:

    G(u)_i = |u_i| velocity(u / |u|)_i  on the sphere,  G = velocity on the flat flow.

On the sphere G is the velocity. Off it G keeps every |u_i|, and the symmetric part of its derivative is
that of the flow along the sphere: an error across the sphere neither grows nor makes others grow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from numeric.arithmetic import Array, Balls, entrywise
from numeric.model import Model

LEAST_ORDER = 6
SHORTEST = Fraction(1, 2**64)  # step, as a part of the time asked for
TOO_SHORT = "its steps have become shorter than 2^-64 of the time asked for"
MAX_WORK = 5 * 10**8  # of products of coefficients: about two minutes

Field = Callable[[Array], Array]  # the velocities of tokens (n, d), in balls or in power series
Start = Callable[[Balls], Model]  # the tokens at time 0, normalised on the sphere, and what moves them
Coefficients = list[Array]  # arrays (n, d): x(t) = sum_k coefficients[k] t^k

middle = entrywise(lambda ball: flint.arb(ball.mid()))


class NotReachedError(ArithmeticError):
    """The flow could not be followed to the time that was asked for.

    time : how far it was followed, and the reason that it was not further. wide : whether its enclosure grew too
    wide, so that more bits help.
    """

    def __init__(self, time: Fraction, reason: str, *, wide: bool = False) -> None:
        super().__init__(f"the flow is followed up to time {float(time):.6g} and not further: {reason}")
        self.time, self.reason, self.wide = time, reason, wide


def work(n: int, d: int, heads: int, order: int) -> int:
    """Of one step of K terms, about in products of coefficients: measured:

    n^2 d H (K^3 / 100 + K^2 + 8 K + 100) + 3 (n d)^3.
    """
    return n**2 * d * heads * (order**3 // 100 + order**2 + 8 * order + 100) + 3 * (n * d) ** 3


@dataclass
class Budget:
    """How much work is left: the products of coefficients that steps take."""

    left: int = MAX_WORK

    def spend(self, model: Model, order: int, time: Fraction) -> None:
        """Take one step's work off; NotReachedError when none is left."""
        n, d = model.tokens.shape
        self.left -= work(n, d, model.heads, order)
        if self.left < 0:
            raise NotReachedError(time, "the budget of steps is spent")


def ambient(model: Model) -> Field:
    """The field G of the model's heads, for tokens (n, d) of any lengths but 0."""
    if model.geometry == "flat":
        return lambda tokens: model.at(tokens).velocity

    def field(tokens: Array) -> Array:
        lengths = model.norm(tokens)[:, None]
        return model.at(tokens / lengths).velocity * lengths

    return field


def series(coefficients: Coefficients) -> Array:
    """An array (n, d) of power series, to as many terms as `Balls.series` holds."""
    whole = np.empty(coefficients[0].shape, dtype=object)
    for place in np.ndindex(whole.shape):
        entries: Any = [coefficient[place] for coefficient in coefficients]
        whole[place] = flint.arb_series(entries)
    return whole


def coefficient(whole: Array, k: int) -> Array:
    """The coefficients of t^k of an array of power series.

    ArithmeticError where a series is not known so far: FLINT gives 0 there, and knows fewer terms of a quotient of two
    series that start with a common zero.
    """

    def told(entry: flint.arb_series) -> flint.arb:
        if entry.prec <= k:
            raise ArithmeticError(f"the coefficient of t^{k} of a series that is known up to O(t^{entry.prec})")
        return entry[k]

    return np.asarray(entrywise(told)(whole))


def taylor(field: Field, tokens: Array, arithmetic: Balls, terms: int) -> Coefficients:
    """The first coefficients of the trajectories from `tokens`: (k + 1) x_{k+1} is coefficient k of F(x)."""
    known = [tokens]
    for order in range(1, terms):
        with arithmetic.series(order):
            known.append(coefficient(field(series(known)), order - 1) / order)
    return known


def derivative(coefficients: Coefficients) -> Coefficients:
    """The coefficients of the derivative of a polynomial."""
    return [k * coefficient for k, coefficient in enumerate(coefficients)][1:]


def at(coefficients: Coefficients, time: flint.arb) -> Array:
    """The value of a polynomial at a time."""
    total = coefficients[-1]
    for lower in reversed(coefficients[:-1]):
        total = total * time + lower
    return total


def shifted(coefficients: Coefficients, start: flint.arb) -> Coefficients:
    """The coefficients of p(start + s) in powers of s, by repeated synthetic division."""
    rest = list(coefficients)
    for k in range(len(rest)):
        for j in range(len(rest) - 2, k - 1, -1):
            rest[j] = rest[j] + start * rest[j + 1]
    return rest


def upper(ball: flint.arb) -> flint.arb:
    """The upper end of a ball, exact."""
    return flint.arb(ball.upper())


def size(balls: Array) -> flint.arb:
    """An upper bound, exact, of the Euclidean norm of all entries together."""
    return upper(sum((ball.abs_upper() ** 2 for ball in balls.flat), start=flint.arb(0)).sqrt())


def radius(balls: Array) -> flint.arb:
    """An upper bound, exact, of the Euclidean distance of what the balls hold from their middles."""
    return size(np.asarray(entrywise(lambda ball: flint.arb(ball.rad()))(balls)))


def order_for(tolerance: flint.arb, terms: float) -> int:
    """The number of terms K for steps to this tolerance: so many for each factor e that it is below 1."""
    return max(LEAST_ORDER, int(-terms * float(tolerance.log())))


def longest(tolerance: flint.arb, sizes: Mapping[int, flint.arb]) -> Fraction:
    """The step h at which size h^power first reaches a quarter of the tolerance, for the sizes by their powers."""
    steps = [(tolerance / (4 * size)).root(power) for power, size in sizes.items() if size > 0]
    shortest = min((flint.arb(step.lower()) for step in steps), default=flint.arb((1, 40)))
    mantissa, exponent = (int(part) for part in shortest.man_exp())
    surplus = max(mantissa.bit_length() - 10, 0)  # short numbers keep the times short
    return Fraction(mantissa >> surplus) * Fraction(2) ** (exponent + surplus)
