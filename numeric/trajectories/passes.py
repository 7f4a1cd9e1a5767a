"""An enclosure again with more bits, until it is narrow enough."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from numeric.trajectories.taylor import NotReachedError

Result = TypeVar("Result")

MORE_BITS = 32  # of the second pass; each further one adds twice as many
PROGRESS = Fraction(101, 100)  # with more bits a tube that grows too wide must reach further, or it ends there
PASSES = 8


class NotNarrowError(ArithmeticError):
    """No pass was narrow enough; `bits` is what the next would have had."""

    def __init__(self, bits: int) -> None:
        super().__init__(bits)
        self.bits = bits


def narrowed(attempt: Callable[[int], Result], enough: Callable[[Result], bool], *, bits: int) -> Result:
    """The first attempt (at so many bits) that is narrow enough.

    Raises NotReachedError where more bits do not help, NotNarrowError where PASSES passes did not suffice.
    """
    more, reached = MORE_BITS, Fraction(0)
    for _ in range(PASSES):
        try:
            result = attempt(bits)
        except NotReachedError as error:
            if not error.wide or error.time < reached * PROGRESS:
                raise
            reached = error.time
        else:
            if enough(result):
                return result
        bits, more = bits + more, 2 * more
    raise NotNarrowError(bits)
