"""What `numeric.radial` and the model compute where the radial theorems are evaluated."""

from __future__ import annotations

from typing import Any

from attnproof.lean.counterparts.points import Changes, Computed, Point, Sides
from numeric import radial, witness
from numeric.arithmetic import Array
from numeric.model import Variant, inner, project


def _head_rates(point: Point, changes: Changes) -> Array:
    """dE_h/dt, on the flow that a planted error may have exchanged."""
    return radial.head_rates(point.model.on(changes.get("geometry", point.model.geometry)))


def projected(point: Point) -> tuple[Array, ...]:
    """u, w, P u, P w at one token, for the outputs u, w of the first and the last head."""
    x, (u, w) = point.model.tokens[[point.i]], point.model.head_output[[0, -1], point.i]
    return u, w, project(x, u[None])[0], project(x, w[None])[0]


def _twice(point: Point, changes: Changes) -> Sides:
    pu, (n, d) = projected(point)[2], point.model.tokens.shape
    residual = radial.projection(point.model, **changes).vanishing[: n * d].reshape(n, d)[point.i]
    return [(pu + residual, pu)]


def _length(point: Point, changes: Changes) -> Any:
    return radial.projection(point.model, **changes).nonnegative[point.i]


def _claimed(point: Point, changes: Changes) -> Any:
    return (_head_rates(point, {}) - radial.dominance(point.model, **changes).vanishing)[point.h]


def _obstructed(point: Point, changes: Changes) -> Sides:
    first, second = point.model.score_matrices
    return [(first @ second, 0 * first), (_head_rates(point, changes)[0], 0)]


def _margin(variant: Variant) -> Computed:
    return lambda p, c: [(p.model.dominance(variant)[p.h, p.i],)]


COMPUTED: dict[str, Computed] = {
    "symmetric": lambda p, c: [(inner(projected(p)[2], projected(p)[1]), inner(projected(p)[0], projected(p)[3]))],
    "twice": _twice,
    "product": lambda p, c: [
        (
            inner(projected(p)[2], projected(p)[3]),
            inner(*projected(p)[:2]) - p.model.radial_shadow[0, p.i] * p.model.radial_shadow[-1, p.i],
        )
    ],
    "length": lambda p, c: [(inner(projected(p)[2], projected(p)[2]), _length(p, c))],
    "length >= 0": lambda p, c: [(0, _length(p, c))],
    "decomposed rate": lambda p, c: [(_head_rates(p, {})[p.h], radial.decomposed_rate(p.model, **c)[p.h])],
    "outputs": lambda p, c: [(inner(*projected(p)[:2]), 0)],
    "head rate": lambda p, c: [(0, radial.head_rates(p.model)[p.h])],
    "first head": lambda p, c: [
        (_head_rates(p, c)[0], witness._two_axes_first(p.model, c.get("shadow", True))[0]),
    ],
    "obstructed": _obstructed,
    "margin E": _margin("E"),
    "margin B": _margin("B"),
    "margin C": _margin("C"),
    "claimed rate": lambda p, c: [(0, _claimed(p, c))],
    "robust": lambda p, c: [(radial.robust(p.model, **c).nonnegative[p.h],)],
}
