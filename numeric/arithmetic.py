"""The arithmetics in which the model is evaluated.

The model (`numeric.model`) is written once, over NumPy arrays whose entries are floats, mpmath
numbers, Arb balls, IEEE 1788 intervals or exact rationals. An arithmetic supplies what NumPy's
operators do not: how exact rationals enter, `exp`, `log` and `sqrt`, and the slope of a curve.

==============  =======================  ==============================================
arithmetic      entries                  slope of a curve
==============  =======================  ==============================================
``Floats()``    float64                  complex step
``Digits(d)``   mpmath, d digits         mpmath's own high-precision differentiation
``Balls(p)``    Arb balls, p bits        power series to first order (no truncation error)
``Intervals``   CORE-MATH intervals      none: a second library that confirms signs
``Rationals``   FLINT rationals          none: exact wherever every exponent is zero
==============  =======================  ==============================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import flint
import ival
import mpmath
import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Curve = Callable[[Any], Array]


def entrywise(function: Callable[[Any], Any]) -> Callable[[Array], Array]:
    """`function` applied to every entry of an array of objects."""
    return np.frompyfunc(function, 1, 1)


class UncertainSign(ArithmeticError):
    """max(0, x) as a power series, where an enclosure does not tell the sign of x."""


class Arithmetic:
    """What the model asks of an arithmetic; arrays keep NumPy's shapes.

    What raises NotImplementedError here has no common form: each arithmetic gives its own, and one that cannot
    (no logarithm is rational) refuses by it.
    """

    name = ""

    @contextmanager
    def working(self) -> Iterator[None]:
        """Hold the working precision for the time of a `with` block."""
        yield

    def number(self, value: Fraction) -> Any:
        """The exact rational `value` as an entry (rounded, or enclosed, to the precision)."""
        raise NotImplementedError

    def array(self, values: Any) -> Array:
        """Nested sequences of exact rationals as an array of entries."""
        return entrywise(lambda value: self.number(Fraction(value)))(np.asarray(values, dtype=object))

    def exp(self, x: Array) -> Array:
        """Entrywise exponential."""
        raise NotImplementedError

    def log(self, x: Array) -> Array:
        """Entrywise natural logarithm."""
        raise NotImplementedError

    def sqrt(self, x: Array) -> Array:
        """Entrywise square root of entries that are mathematically non-negative."""
        raise NotImplementedError

    def magnitude(self, x: Array) -> Array:
        """Entrywise absolute value."""
        return np.abs(x)

    def positive_part(self, x: Array) -> Array:
        """Entrywise max(0, x) = (x + |x|) / 2; of an enclosure: of all its numbers."""
        return (x + self.magnitude(x)) / 2

    def positive(self, x: Array) -> NDArray[np.bool_]:
        """Where an entry is > 0; of an enclosure: where all of it is."""
        return np.asarray(x > 0, dtype=bool)

    def largest(self, x: Array) -> Array:
        """The maximum along the last axis, kept as an axis of length 1."""
        return np.asarray(x.max(axis=-1, keepdims=True))

    def shift(self, x: Array) -> Array:
        """Any number near the maximum along the last axis, kept as a column: a softmax does not depend on it."""
        return self.largest(x)

    def slope(self, curve: Curve) -> Array:
        """d/dt of `curve(t)` at t = 0, for a curve that is analytic near 0."""
        raise NotImplementedError


class Floats(Arithmetic):
    """float64 arrays: the arithmetic of flows and searches."""

    name = "float64"
    _step = 1e-100  # a complex step has no cancellation, so it may be this small

    def number(self, value: Fraction) -> float:
        return float(value)

    def array(self, values: Any) -> Array:
        return np.asarray(values, dtype=np.float64)

    def exp(self, x: Array) -> Array:
        return np.exp(x)

    def log(self, x: Array) -> Array:
        return np.log(x)

    def sqrt(self, x: Array) -> Array:
        return np.sqrt(x)

    def positive_part(self, x: Array) -> Array:
        # of a complex step the real part decides: the derivative on the side where x lies
        return np.where(x.real > 0, x, 0) if np.iscomplexobj(x) else np.maximum(x, 0)

    def slope(self, curve: Curve) -> Array:
        return np.asarray(curve(1j * self._step).imag / self._step)


class Digits(Arithmetic):
    """mpmath numbers to a stated number of decimal digits, in a context of their own."""

    name = "mpmath"

    def __init__(self, digits: int) -> None:
        self._context = mpmath.MPContext()
        self._context.dps = digits

    def number(self, value: Fraction) -> Any:
        return self._context.mpf(value.numerator) / value.denominator

    def exp(self, x: Array) -> Array:
        return entrywise(self._context.exp)(x)

    def log(self, x: Array) -> Array:
        return entrywise(self._context.log)(x)

    def sqrt(self, x: Array) -> Array:
        return entrywise(self._context.sqrt)(x)

    def slope(self, curve: Curve) -> Array:
        return np.asarray(self._context.diff(curve, 0))  # entrywise: mpmath only adds and scales


def _ball_sqrt(x: Any) -> Any:
    """The root of a ball that is mathematically >= 0 but may reach below zero by rounding."""
    if isinstance(x, flint.arb) and x.contains(0):
        return flint.arb(0).union(x.upper().sqrt())
    return x.sqrt()


def _ball_positive_part(x: Any) -> Any:
    """max(0, x): what a ball of both signs has above 0, and a series on the side where it starts."""
    start = x[0] if isinstance(x, flint.arb_series) else x
    if start > 0:
        return x
    if start < 0 or not (x.length() if isinstance(x, flint.arb_series) else x):
        return 0 * x
    if isinstance(x, flint.arb_series):
        raise UncertainSign(f"max(0, x) where the sign of x is not certain: x = {start.str(3)}")
    return flint.arb(0).union(x.upper())


def _middle(x: Any) -> flint.arb:
    """The exact midpoint of a ball, or of the value at t = 0 of a series."""
    return flint.arb((x[0] if isinstance(x, flint.arb_series) else x).mid())


class Balls(Arithmetic):
    """Arb balls: every entry encloses the true value. Entries may also be power series in time."""

    name = "Arb"

    def __init__(self, bits: int) -> None:
        self.bits = bits

    @contextmanager
    def working(self) -> Iterator[None]:
        with flint.ctx.workprec(self.bits):
            yield

    @contextmanager
    def series(self, terms: int) -> Iterator[None]:
        """Hold every power series made in a `with` block to its first `terms` coefficients."""
        before = flint.ctx.cap
        flint.ctx.cap = terms
        try:
            yield
        finally:
            flint.ctx.cap = before

    def number(self, value: Fraction) -> flint.arb:
        return flint.arb(flint.fmpq(value.numerator, value.denominator))

    @staticmethod
    def exp(x: Array) -> Array:
        return entrywise(lambda ball: ball.exp())(x)

    @staticmethod
    def log(x: Array) -> Array:
        return entrywise(lambda ball: ball.log())(x)

    @staticmethod
    def sqrt(x: Array) -> Array:
        return entrywise(_ball_sqrt)(x)

    def positive_part(self, x: Array) -> Array:
        return entrywise(_ball_positive_part)(x)

    def largest(self, x: Array) -> Array:
        return np.asarray(np.frompyfunc(flint.arb.max, 2, 1).reduce(x, axis=-1, keepdims=True))

    def shift(self, x: Array) -> Array:
        return self.largest(entrywise(_middle)(x))

    def slope(self, curve: Curve) -> Array:
        with self.series(2):
            time = np.empty((), dtype=object)  # boxed: NumPy would take a bare series for a sequence
            time[()] = flint.arb_series([0, 1])
            return entrywise(lambda series: series[1])(curve(time))


class Intervals(Arithmetic):
    """Tight float64 intervals of CORE-MATH (crival): an unrelated second enclosure."""

    name = "CORE-MATH intervals"

    def number(self, value: Fraction) -> ival.Interval:
        return ival.Interval(value)

    @staticmethod
    def exp(x: Array) -> Array:
        return entrywise(ival.exp)(x)

    @staticmethod
    def log(x: Array) -> Array:
        return entrywise(ival.log)(x)

    @staticmethod
    def sqrt(x: Array) -> Array:
        return entrywise(ival.sqrt)(x)

    def positive_part(self, x: Array) -> Array:
        return entrywise(lambda interval: ival.max(interval, ival.Interval(0)))(x)

    def positive(self, x: Array) -> NDArray[np.bool_]:
        return np.asarray(entrywise(lambda interval: interval.inf > 0)(x), dtype=bool)

    def largest(self, x: Array) -> Array:
        return np.asarray(np.frompyfunc(ival.max, 2, 1).reduce(x, axis=-1, keepdims=True))

    def shift(self, x: Array) -> Array:
        return self.largest(entrywise(lambda interval: ival.Interval(interval.mid))(x))


def _rational_exp(x: flint.fmpq) -> flint.fmpq:
    if x != 0:
        raise ValueError(f"exp is rational only at 0, got exp({x})")
    return flint.fmpq(1)


class Rationals(Arithmetic):
    """Exact rationals (FLINT), for states whose exponents all vanish."""

    name = "exact rationals"

    def number(self, value: Fraction) -> flint.fmpq:
        return flint.fmpq(value.numerator, value.denominator)

    @staticmethod
    def exp(x: Array) -> Array:
        return entrywise(_rational_exp)(x)

    @staticmethod
    def sqrt(x: Array) -> Array:
        return entrywise(lambda square: square.sqrt())(x)  # DomainError where it is irrational
