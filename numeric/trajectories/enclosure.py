"""Where a flow takes the tokens in a short time, enclosed: equal Taylor steps with a rigorous remainder, in Arb balls.

One step of length h from a box X of tokens:

1. find a box B that no trajectory from X leaves within h: X + [0, h] F(B) inside B, F the velocity
   (Picard and Lindelof: Tucker, Validated Numerics, section 6);
2. the Taylor coefficients c_0, ..., c_{K-1} of the flow from X, and c_K of the flow from B;
3. x(h) lies in c_0 + c_1 h + ... + c_{K-1} h^{K-1} + c_K h^K (Lagrange's remainder).

The coefficients come from the model itself, evaluated on power series. Boxes carried along like this
widen at every step, also where the flow contracts: `numeric.trajectories.tube` is for long times.
"""

from __future__ import annotations

from fractions import Fraction

import flint

from numeric.arithmetic import Array, Balls, entrywise
from numeric.model import Model
from numeric.state import State
from numeric.trajectories.taylor import Field, taylor


def enclose(
    state: State, time: Fraction, *, order: int = 16, step: Fraction = Fraction(1, 64), bits: int = 192
) -> Array:
    """Balls (n, d) that contain the tokens at `time`, from `state` at time 0 along its own flow.

    order : the number K of Taylor terms before the remainder.
    step : the longest step; ArithmeticError where it is too long for step 1 above.
    """
    arithmetic = Balls(bits)
    with arithmetic.working():
        model = Model.of(state, arithmetic)
        return follow(lambda tokens: model.at(tokens).velocity, model.tokens, time, arithmetic, order=order, step=step)


def follow(field: Field, tokens: Array, time: Fraction, arithmetic: Balls, *, order: int, step: Fraction) -> Array:
    """Balls that contain every trajectory of `field` from the box `tokens` at `time`, by equal steps."""
    steps = -(-time // step)  # rounded up
    for _ in range(steps):
        tokens = taylor_step(field, tokens, arithmetic.number(time / steps), arithmetic, order)
    return tokens


def taylor_step(field: Field, tokens: Array, h: flint.arb, arithmetic: Balls, order: int) -> Array:
    """Balls that contain the trajectories from the box `tokens` at time h > 0."""
    everywhere = enclosing_box(field, tokens, h)
    remainder = taylor(field, everywhere, arithmetic, order + 1)[order]
    total = remainder
    for coefficient in reversed(taylor(field, tokens, arithmetic, order)):
        total = total * h + coefficient
    return total


def enclosing_box(field: Field, tokens: Array, h: flint.arb, *, attempts: int = 12) -> Array:
    """A box B with tokens + [0, h] field(B) inside B: no trajectory from the box `tokens` leaves it before h."""
    during = flint.arb(0).union(h)
    image = tokens + during * field(tokens)
    for _ in range(attempts):
        box = entrywise(_widened)(image)
        image = tokens + during * field(box)
        if all(outer.is_finite() and outer.contains(inner) for outer, inner in zip(box.flat, image.flat, strict=True)):
            return image
    raise ArithmeticError(f"no box holds the trajectories for a step of {h.str(3, radius=False)}: take a smaller step")


def _widened(ball: flint.arb) -> flint.arb:
    return ball + flint.arb(0, flint.arb(ball.rad()) / 4)
