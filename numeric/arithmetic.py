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


class Arithmetic:
    """What the model asks of an arithmetic; arrays keep NumPy's shapes."""

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
        exact = np.asarray(values, dtype=object)
        entries = np.empty(exact.shape, dtype=object)
        entries.flat = [self.number(Fraction(value)) for value in exact.flat]
        return entries

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

    def shift(self, x: Array) -> Array:
        """A representative of each row's maximum, kept as a column: the shift of a softmax."""
        return x.max(axis=-1, keepdims=True)

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

    def slope(self, curve: Curve) -> Array:
        return np.asarray(curve(1j * self._step).imag / self._step)


class Digits(Arithmetic):
    """mpmath numbers to a stated number of decimal digits, in a context of their own."""

    name = "mpmath"

    def __init__(self, digits: int) -> None:
        self._context = mpmath.MPContext()
        self._context.dps = digits
        self.exp = np.frompyfunc(self._context.exp, 1, 1)
        self.log = np.frompyfunc(self._context.log, 1, 1)
        self.sqrt = np.frompyfunc(self._context.sqrt, 1, 1)

    def number(self, value: Fraction) -> Any:
        return self._context.mpf(value.numerator) / value.denominator

    def slope(self, curve: Curve) -> Array:
        shape = np.shape(curve(self._context.mpf(0)))
        slopes = np.empty(shape, dtype=object)
        for index in np.ndindex(shape):
            slopes[index] = self._context.diff(lambda t, at=index: curve(t)[at], 0)
        return slopes


def _ball_sqrt(x: Any) -> Any:
    """The root of a ball that is mathematically >= 0 but may reach below zero by rounding."""
    if isinstance(x, flint.arb) and x.contains(0):
        return flint.arb(0).union(flint.arb(x.upper()).sqrt()) if x.upper() > 0 else flint.arb(0)
    return x.sqrt()


class Balls(Arithmetic):
    """Arb balls: every entry encloses the true value."""

    name = "Arb"
    exp = staticmethod(np.frompyfunc(lambda x: x.exp(), 1, 1))
    log = staticmethod(np.frompyfunc(lambda x: x.log(), 1, 1))
    sqrt = staticmethod(np.frompyfunc(_ball_sqrt, 1, 1))

    def __init__(self, bits: int) -> None:
        self.bits = bits

    @contextmanager
    def working(self) -> Iterator[None]:
        with flint.ctx.workprec(self.bits):
            yield

    def number(self, value: Fraction) -> flint.arb:
        return flint.arb(flint.fmpq(value.numerator, value.denominator))

    def shift(self, x: Array) -> Array:
        # Any exact number near the maximum serves: a softmax does not depend on its shift.
        middle = np.frompyfunc(lambda ball: flint.arb(ball.mid()), 1, 1)(x)
        return np.asarray(np.maximum.reduce(middle, axis=-1, keepdims=True))

    def slope(self, curve: Curve) -> Array:
        before = flint.ctx.cap
        flint.ctx.cap = 2
        try:
            time = np.empty((), dtype=object)  # boxed: NumPy would take a bare series for a sequence
            time[()] = flint.arb_series([0, 1])
            series = curve(time)
            return np.asarray(np.frompyfunc(lambda s: s[1], 1, 1)(series))
        finally:
            flint.ctx.cap = before


class Intervals(Arithmetic):
    """Tight float64 intervals of CORE-MATH (crival): an unrelated second enclosure."""

    name = "CORE-MATH intervals"
    exp = staticmethod(np.frompyfunc(ival.exp, 1, 1))
    log = staticmethod(np.frompyfunc(ival.log, 1, 1))
    sqrt = staticmethod(np.frompyfunc(ival.sqrt, 1, 1))

    def number(self, value: Fraction) -> ival.Interval:
        return ival.Interval(value)


def _rational_exp(x: flint.fmpq) -> flint.fmpq:
    if x != 0:
        raise ValueError(f"exp is rational only at 0, got exp({x})")
    return flint.fmpq(1)


class Rationals(Arithmetic):
    """Exact rationals (FLINT), for states whose exponents all vanish."""

    name = "exact rationals"

    def number(self, value: Fraction) -> flint.fmpq:
        return flint.fmpq(value.numerator, value.denominator)

    exp = staticmethod(np.frompyfunc(_rational_exp, 1, 1))
    sqrt = staticmethod(np.frompyfunc(lambda x: x.sqrt(), 1, 1))  # DomainError if irrational
