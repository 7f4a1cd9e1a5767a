"""From balls to decimal strings."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from attnproof.evaluate.quantities import is_zero

Written = str | dict[str, str] | None
_RADIUS_DIGITS = 3
_PLAIN_EXPONENTS = range(-5, 21)  # outside, a number is written with an exponent
_EXACT_BITS = 4096  # longer dyadic numbers are not worth writing in full


def number(ball: flint.arb | None, digits: int, *, certified: bool) -> Written:
    """The number as a decimal string, or as {"mid", "rad"} with the true value within mid +- rad.

    D + 1 digits are written: the last one keeps the rounding below 10^-D. What is exactly zero is
    "0"; what cannot be told from zero is written "0e-D".
    """
    if ball is None:
        return None
    middle, exponent, radius, radius_exponent = _decimal(ball, digits)
    if certified:
        return {"mid": scientific(middle, exponent), "rad": scientific(radius, radius_exponent)}
    return scientific(middle, exponent) if middle or is_zero(ball) else f"0e-{digits}"


def _decimal(ball: flint.arb, digits: int) -> tuple[int, int, int, int]:
    """(m, e, r, s) with the ball inside m 10^e +- r 10^s, m of D + 1 digits or exact."""
    exact = _exact_decimal(ball, digits)
    if exact:
        return *exact, 0, 0
    if ball.contains(0):  # within 10^-D of zero, by the accuracy asked for
        middle, radius, exponent = (int(part) for part in ball.mid_rad_10exp(digits + 1))
        return 0, 0, *_rounded_up(abs(middle) + radius, exponent)
    middle, radius, exponent = (int(part) for part in ball.mid_rad_10exp(digits + 10))
    surplus = max(len(str(abs(middle))) - (digits + 1), 0)
    rounded = _rounded(middle, surplus)
    if len(str(abs(rounded))) > digits + 1:  # 9.99... became 10.00...
        rounded, surplus = rounded // 10, surplus + 1
    error = abs(middle - rounded * 10**surplus) + radius
    return rounded, exponent + surplus, *_rounded_up(error, exponent)


def _exact_decimal(ball: flint.arb, digits: int) -> tuple[int, int] | None:
    """m 10^e for an exact ball that D + 1 digits can write, else None."""
    if not ball.is_exact():
        return None
    mantissa, exponent = (int(part) for part in ball.man_exp())
    if abs(exponent) > _EXACT_BITS or mantissa.bit_length() > _EXACT_BITS:
        return None
    value = Fraction(mantissa) * Fraction(2) ** exponent
    places = max(-exponent, 0)  # m / 2^k with m odd has k decimal places, the last one a 5
    whole = int(value * 10**places)
    return (whole, -places) if len(str(abs(whole))) <= digits + 1 else None


def _rounded(middle: int, surplus: int) -> int:
    """The nearest integer to middle / 10^surplus."""
    unit = 10**surplus
    magnitude = (2 * abs(middle) + unit) // (2 * unit)
    return magnitude if middle >= 0 else -magnitude


def _rounded_up(error: int, exponent: int) -> tuple[int, int]:
    """An upper bound of few digits for error * 10^exponent."""
    surplus = max(len(str(error)) - _RADIUS_DIGITS, 0)
    return -(-error // 10**surplus), exponent + surplus


def scientific(mantissa: int, exponent: int) -> str:
    """mantissa * 10^exponent, plain where that is short, with the digits of the mantissa and no others."""
    sign, figures = "-" if mantissa < 0 else "", str(abs(mantissa))
    leading = exponent + len(figures) - 1
    if not mantissa:
        return "0"
    if exponent <= 0 and leading in _PLAIN_EXPONENTS:
        if leading < 0:
            return f"{sign}0.{'0' * (-leading - 1)}{figures}"
        point = leading + 1
        return sign + figures[:point] + ("." + figures[point:] if point < len(figures) else "")
    tail = "." + figures[1:] if len(figures) > 1 else ""
    return f"{sign}{figures[0]}{tail}e{leading}"


def nested(values: Any, digits: int, *, certified: bool) -> Any:
    """An array of balls as nested lists of written numbers."""
    if values.ndim == 0:
        return number(values.item(), digits, certified=certified)
    return [
        nested(values[k : k + 1].reshape(values.shape[1:]), digits, certified=certified) for k in range(len(values))
    ]


def by_head(totalled: list[Any]) -> dict[str, Any]:
    """Written numbers, the total in front, by their names."""
    return {"total": totalled[0], "heads": totalled[1:]}
