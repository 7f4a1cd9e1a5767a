"""The thresholds of Radial Dominance: outputs of one norm, at one token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Literal

import numpy as np

from attnproof.lean.counterparts.points import Breaks, Changes, Computed, Numbers, Sample, Sides, known
from attnproof.lean.counterparts.tokens import ARITHMETIC, moved, number
from numeric.equiangular import threshold as closed
from numeric.model import Model, Variant
from numeric.state import Number, State, matrix

ROWS: tuple[tuple[tuple[str, ...], tuple[tuple[int, ...], ...]], ...] = (  # one token, outputs of norm 3
    (("2/3", "1/3", "2/3"), ((1, 2, 2), (-1, 2, 2))),
    (("2/3", "1/3", "2/3"), ((2, -2, 1), (-2, 2, 1), (1, 2, 2))),
)
LEVEL = (  # the same with shadows of one size
    (("1", "0", "0"), ((1, 2, 2), (1, -2, 2), (-1, 2, -2))),
    (("1", "0", "0"), ((2, 1, 2), (2, -1, 2), (-2, 2, 1))),
)


def _outputs(token: Sequence[Number], outputs: Sequence[Sequence[int]]) -> Model:
    """One token x and value matrices f x^T under scores of zero: head h has the output f_h."""
    x = matrix([token])[0]
    values = tuple(tuple(tuple(entry * other for other in x) for entry in f) for f in outputs)
    none = tuple(tuple(Fraction(0) for _ in x) for _ in x)
    return Model.of(State(Fraction(1), (x,), (none,) * len(values), values), ARITHMETIC)


def _thresholds(rows: Sequence[Any]) -> Iterator[Numbers]:
    for row in rows:
        at = _outputs(*row)
        for h in range(at.heads):
            r, others = at.norm(at.head_output)[h, 0], at.norm(at.others(at.head_output))[h, 0]
            values = {"d": at.tokens.shape[-1], "H": at.heads, "x": at.tokens[0], "f": at.head_output[:, 0], "r": r}
            values |= {"c": at.radial_fraction[h, 0], "h": h, "m": others / r, "ε": number("1/10")}
            yield Numbers(values, at)


def claimed(at: Numbers, variant: Literal["A", "B"], changes: Changes, eps: Any = 0) -> Any:
    """The margin of a variant over r^2, in the claimed closed form."""
    fraction = np.array([at.values["c"]])
    return closed.margin(ARITHMETIC, fraction, at.values["H"], variant, eps, **known(closed.margin, changes))[0]


def _sums(at: Numbers, changes: Changes) -> Sides:
    margin, polynomial = _margin(at, "A"), -claimed(at, "A", changes)
    return [(margin,), (polynomial, 0), (int(margin >= 0), int(polynomial <= 0))]


def _norm_of_sum(at: Numbers, changes: Changes) -> Sides:
    margin = _margin(at, "E")
    return [(margin,), (-margin / at.values["r"] ** 2, 0), (int(margin >= 0),) * 2]


def _equal_shadows(at: Numbers, changes: Changes) -> Sides:
    margin, size = _margin(at, "B"), 1 - claimed(at, "B", changes)
    return [(margin,), (size, 1), (int(margin >= 0), int(size <= 1))]


def _margin(at: Numbers, variant: Variant) -> Any:
    return at.model.dominance(variant)[at.values["h"], 0]


def _nearly_orthogonal(at: Numbers, changes: Changes) -> Sides:
    m, r, eps = at.model, at.values["r"], at.values["ε"]
    margin = _margin(at, "A") - eps * r * m.others(m.norm(m.head_output))[at.values["h"], 0]
    polynomial = -claimed(at, "A", changes, eps ** changes.get("epsilon_power", 1))
    return [(0, margin), (polynomial, 0), (int(margin >= 0), int(polynomial <= 0))]


def threshold(m: Any) -> Any:
    """The positive root of c^2 + m c - 1, found."""
    return number(1).context.findroot(lambda c: c**2 + m * c - 1, number("1/2"))


def _roots() -> Iterator[Numbers]:
    for m in map(number, ("1", "5/2")):
        c = threshold(m)
        yield Numbers({"m": m, "c": c, "d": c, "s": 2 * c + m})


def _golden() -> Iterator[Numbers]:
    yield Numbers({"φ": number(1).context.phi * 1})


def _two_heads() -> Iterator[Numbers]:
    """Two outputs of norm 5 with the fraction 3/5 = 1/φ."""
    yield Numbers({"φ": number("5/3")}, _outputs(("1", "0"), ((3, 4), (3, -4))))


def _golden_margin(at: Numbers, changes: Changes) -> Sides:
    return [(-at.model.dominance("A")[0, 0] / 25 if at.model else 0, 0)]


BREAKS: Breaks = {
    "a negative norm": lambda given: {**given, "r": -given["r"], "c": -given["c"]},
    "a negative root": lambda given: {**given, "d": -1 / given["d"]},
    "no root": moved("d", 1),
    "a negative m": lambda given: {**given, "m": -given["m"], **{x: 1 / given[x] for x in ("c", "d") if x in given}},
    "a negative square root": lambda given: {**given, "s": -given["s"]},
    "another square root": moved("s", 1),
    "a negative phi": lambda given: {**given, "φ": 1 - given["φ"]},
    "another phi": moved("φ", 1),
}

STATES: dict[str, Sample] = {
    "equal norms": Sample(lambda: _thresholds(ROWS)),
    "equal shadows": Sample(lambda: _thresholds(LEVEL)),
    "thresholds": Sample(_roots),
    "golden ratio": Sample(_golden, _two_heads),
}

COMPUTED: dict[str, Computed] = {
    "threshold A": _sums,
    "threshold E": _norm_of_sum,
    "threshold B": _equal_shadows,
    "threshold, nearly orthogonal": _nearly_orthogonal,
    "one root": lambda p, c: [(threshold(p.values["m"]), threshold(p.values["m"]))],
    "root": lambda p, c: [(0, threshold(p.values["m"])), (threshold(p.values["m"]), 1), (0, 0)],
    "golden margin": _golden_margin,
}
