"""Clustering times: the time that gamma takes from one value to another, T = integral of d gamma / rate(gamma).

A rate is a function of one number gamma: a complex Arb ball, an mpmath number, an interval or a float. `rate_of` makes
one of a law for Parameters (`numeric.equiangular`); any other function of gamma will do as well.

===================  =====================  ====================================================================
function             numbers                what it promises
===================  =====================  ====================================================================
``enclosed_time``    complex Arb balls      a ball that contains T: rigorous quadrature (Petras; Johansson 2018)
``precise_time``     mpmath                 T to about the working precision, by tanh-sinh quadrature: no proof
``riemann_time``     CORE-MATH intervals    an interval that contains T: lower and upper sums over equal cells
``measured_time``    float64                T to about 1e-12 of it, by Gauss-Kronrod quadrature: no proof
===================  =====================  ====================================================================
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import flint
import ival
import numpy as np
from scipy.integrate import quad

from numeric.arithmetic import Arithmetic, Array, Balls, Digits, Intervals
from numeric.equiangular import Parameters
from numeric.state import Vector

Rate = Callable[[Any], Any]  # gamma to d gamma / dt, one number to one number
Law = Callable[[Parameters], Array]  # as `usa_rate`, `softmax_rate`

WIDTH = 1e-20  # what an enclosed time is narrower than
CELLS = 2000  # of the second library's sums


@dataclass(frozen=True)
class Heads:
    """n equiangular tokens under scalar heads of exact strengths at an exact inverse temperature."""

    n: int
    beta: Fraction
    strengths: Vector

    def __str__(self) -> str:
        strengths = ", ".join(map(str, self.strengths))
        return f"n={self.n}, beta={self.beta}, strengths {strengths}"

    def read(self, arithmetic: Arithmetic, gamma: Fraction = Fraction(0)) -> Parameters:
        """The same as numbers of an arithmetic, at one gamma."""
        read = arithmetic.array
        return Parameters(arithmetic, self.n, read([gamma]), read(self.strengths), read([self.beta]))

    def apart(self) -> list[Heads]:
        """Each head as if it were alone."""
        return [replace(self, strengths=(strength,)) for strength in self.strengths]

    def together(self) -> Heads:
        """One head with the sum of the strengths."""
        return replace(self, strengths=(sum(self.strengths, Fraction(0)),))

    def alike(self) -> Heads:
        """As many equal heads of the same mean strength."""
        mean = sum(self.strengths, Fraction(0)) / len(self.strengths)
        return replace(self, strengths=(mean,) * len(self.strengths))


def rate_of(law: Law, p: Parameters) -> Rate:
    """The law as a function of gamma alone; the gamma of `p` plays no part."""

    def rate(gamma: Any) -> Any:
        return law(replace(p, gamma=np.asarray([gamma]))).item()

    return rate


def enclosed_time(rate: Rate, start: Fraction, end: Fraction, *, width: float = WIDTH) -> flint.arb:
    """A ball narrower than `width` that contains the integral of 1/rate from `start` to `end`.

    rate : on complex balls, meromorphic (sums, products, quotients, exp: no root, no absolute value). A ball that
        meets a pole or a zero of the rate is divided by and so comes out infinite; that is all that the quadrature
        needs to know of where the integrand is analytic, so its `analytic` flag is not asked for.
    Raises ValueError where the rate is not positive on the way, ArithmeticError where no ball is narrow enough.
    """
    _check_order(start, end)
    bits = 128
    for _ in range(4):
        with Balls(bits).working():
            first, last = (flint.acb(Balls(bits).number(place)) for place in (start, end))
            _check_positive(rate, first, last)
            time = flint.acb.integral(lambda gamma, analytic: 1 / rate(gamma), first, last).real
        if not time.is_finite():  # a zero of the rate on the way: more bits won't help
            break
        if 2 * flint.arb(time.rad()) < width:
            return time
        bits *= 2
    raise ArithmeticError(f"no enclosure of the time from {start} to {end} narrower than {width:g}: {time.str(5)}")


def _check_order(start: Fraction, end: Fraction) -> None:
    if not start < end:
        raise ValueError(f"a clustering time needs gamma_0 < gamma_1, got {start} and {end}")


def _check_positive(rate: Rate, *places: flint.acb) -> None:
    """At the ends; a sign change between them makes the integral infinite."""
    for place in places:
        value = rate(place).real
        if not value > 0:
            raise ValueError(f"gamma does not pass {place.real.str(5)}: its rate there is {value.str(5)}")


def precise_time(rate: Rate, start: Fraction, end: Fraction, arithmetic: Digits) -> Any:
    """The integral of 1/rate in the numbers of `arithmetic`, which the rate must take too."""
    _check_order(start, end)
    ends = [arithmetic.number(place) for place in (start, end)]
    return ends[0].context.quad(lambda gamma: 1 / rate(gamma), ends)


def riemann_time(law: Law, p: Parameters, start: Fraction, end: Fraction, *, cells: int = CELLS) -> ival.Interval:
    """The integral of 1/rate within sums over equal cells, by the second interval library; `p` in `Intervals()`."""
    _check_order(start, end)
    step = (end - start) / cells
    rates = law(replace(p, gamma=interval_cells(start, end, cells))).ravel()
    if not np.all(p.arithmetic.positive(rates)):
        raise ValueError(f"the rate is not positive on all {cells} cells from {start} to {end}")
    return Intervals().number(step) * (1 / rates).sum()


def interval_cells(start: Fraction, end: Fraction, cells: int) -> Array:
    """Intervals (cells, 1) that cover [start, end]."""
    step = (end - start) / cells
    covered = np.empty((cells, 1), dtype=object)
    covered[:, 0] = [ival.Interval(start + k * step, start + (k + 1) * step) for k in range(cells)]
    return covered


def measured_time(rate: Rate, start: float, end: float) -> float:
    """The integral of 1/rate in float64."""
    value, _ = quad(lambda gamma: 1 / rate(gamma), start, end, epsabs=0, epsrel=1e-12, limit=200)
    return float(value)
