"""What `numeric` computes where a Lean statement is evaluated, and the states at which it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from numeric import energy, radial, witness
from numeric.arithmetic import Array, Digits
from numeric.model import Model, Variant, inner, project
from numeric.state import State
from numeric.states import Family, draw

DIGITS = 40
TEMPERATURES = tuple(map(Fraction, ("13/10", "1/2", "7/3")))

Changes = Mapping[str, Any]
Sides = Sequence[tuple[Any, ...]]  # of each part of a conclusion: (left, right), or (right - left,)


# -- states ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    """A state and what else a theorem speaks of: head h, token i, directions W of the tokens."""

    state: State
    model: Model
    h: int
    i: int
    W: Array

    def given(self) -> dict[str, Any]:
        """Numbers and arrays for the variables of the theorems, by the names that these have."""
        m, h, i = self.model, self.h, self.i
        outputs, norms = m.head_output, m.norm(m.head_output)
        return {
            **{"n": m.n, "d": m.tokens.shape[-1], "H": m.heads, "h": h, "i": i, "β": m.beta[0]},
            **{"M": m.score_matrices, "V": m.value_matrices, "N": m.score_matrices[-1], "X": m.tokens},
            **{
                "W": self.W,
                "w": self.W[i],
                "x": m.tokens[i],
                "y": m.tokens[-1],
                "f": outputs[:, i],
                "u": outputs[0, i],
            },
            **{"ε": radial.overlap_cosine(m)[0], "s": np.swapaxes(norms, 0, 1), "r": m.norm(m.others(outputs))[h]},
        }


def points(family: Family, sizes: Sequence[tuple[int, int, int]], *, seed: int, count: int) -> Iterator[Point]:
    """Generic small members of a family."""
    random = np.random.Generator(np.random.PCG64(seed))
    for k in range(count):
        n, d, heads = sizes[k % len(sizes)]
        size = n, d, min(max(heads, family.fewest_heads), family.most_heads)
        yield point(draw(family, random, size, TEMPERATURES[k % len(TEMPERATURES)]), random)


def point(state: State, random: np.random.Generator) -> Point:
    """A state with a head, a token and directions."""
    arithmetic = Digits(DIGITS)
    moved = [[Fraction(int(random.integers(-6, 7)), 4) for _ in range(state.d)] for _ in range(state.n)]
    h, i = int(random.integers(state.heads)), int(random.integers(state.n))
    return Point(state, Model.of(state, arithmetic), h, i, arithmetic.array(moved))


# Ways to break a condition: what is given, changed.
def _asymmetric(given: dict[str, Any]) -> dict[str, Any]:
    skew = np.zeros(given["M"].shape[-2:], dtype=int)
    skew[0, 1] = 1
    return {**given, "M": given["M"] + skew}


BREAKS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "beta = 0": lambda given: {**given, "β": 0 * given["β"]},
    "no token": lambda given: {**given, "n": 0},
    "an asymmetric score matrix": _asymmetric,
    "tokens off the sphere": lambda given: {**given, **{x: 2 * given[x] for x in ("X", "x", "y", "c") if x in given}},
    "heads that are not orthogonal": lambda given: {
        **given,
        **{x: given[x] + np.eye(given["d"], dtype=int) for x in ("M", "N") if x in given},
        **{x: given[x] + 1 for x in ("f",) if x in given},
    },
    "tokens that are not orthogonal": lambda given: {**given, "y": given["x"]},
    "too small an overlap": lambda given: {**given, "ε": given["ε"] / 2},
    "wrong norms": lambda given: {**given, **{x: given[x] + 1 for x in ("r", "s") if x in given}},
}


# -- what numeric computes --------------------------------------------------------------------------

Computed = Callable[[Point, Changes], Sides]


def _rate(model: Model) -> Any:
    return energy.energy_rate(model)[0]


def _head_rates(point: Point, changes: Changes) -> Array:
    """dE_h/dt, on the flow that a planted error may have exchanged."""
    return radial.head_rates(point.model.on(changes.get("geometry", point.model.geometry)))


def _along(point: Point, changes: Changes, moved: Array) -> Sides:
    slope = point.model.energy_slope(moved).sum()
    return [(slope, inner(energy.gradient(point.model, **changes), moved).sum())]


def _only_token(point: Point) -> Array:
    return point.W * (np.arange(point.model.n) == point.i)[:, None]


def _exact(point: Point, changes: Changes, state: State, rate: Fraction) -> Sides:
    """A rate that a witness has in exact numbers."""
    model = Model.of(state, point.model.arithmetic)
    return [(witness._rate(changes.get("rate", "derivative"))(model)[0], rate)]


def _skew(point: Point, changes: Changes) -> Sides:
    state = witness._symmetrised(point.state) if changes.get("symmetrised") else point.state
    return _exact(point, changes, state, Fraction(-1, 2))


def _misaligned(point: Point, changes: Changes) -> Sides:
    scores = point.state.score_matrices
    state = replace(point.state, value_matrices=scores) if changes.get("aligned") else point.state
    return _exact(point, changes, state, Fraction(-1, 4))


def _two_heads(point: Point, changes: Changes) -> Any:
    return _rate(Model.of(witness._first_heads(point.state, changes.get("heads", 2)), point.model.arithmetic))


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
    "gradient": lambda p, c: _along(p, c, p.W),
    "gradient at a token": lambda p, c: _along(p, c, _only_token(p)),
    "flat rate": lambda p, c: [(_rate(p.model), energy.flat_rate(p.model, **c)[0])],
    "sphere rate": lambda p, c: [(_rate(p.model), energy.sphere_rate(p.model, **c)[0])],
    "softmax rate": lambda p, c: [(_rate(p.model), energy.softmax_rate(p.model, **c)[0])],
    "rate": lambda p, c: [(0, _rate(p.model))],
    "length kept": lambda p, c: [(2 * inner(p.model.tokens, p.model.velocity)[p.i], 0)],
    "two heads": lambda p, c: [(_two_heads(p, c), witness._two_axes_total(p.model, c.get("signs", "ours"))[0])],
    "two heads fall": lambda p, c: [(_two_heads(p, c), 0)],
    "skew": _skew,
    "misaligned": _misaligned,
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
