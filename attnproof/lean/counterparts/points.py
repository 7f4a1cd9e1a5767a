"""Where statements are evaluated: states of attention, and plain numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from inspect import signature
from typing import Any, Protocol

import numpy as np

from numeric import radial
from numeric.arithmetic import Array, Digits
from numeric.model import Model
from numeric.state import State, aligned, diagonal
from numeric.states import Family, draw

DIGITS = 40
TEMPERATURES = tuple(map(Fraction, ("13/10", "1/2", "7/3")))

Changes = Mapping[str, Any]
Sides = Sequence[tuple[Any, ...]]  # of each part of a conclusion: (left, right), or (right - left,)
Computed = Callable[[Any, Changes], Sides]  # of a point and a planted error
Breaks = dict[str, Callable[[dict[str, Any]], dict[str, Any]]]  # ways to break a condition: what is given, changed


def known(function: Callable[..., Any], changes: Changes) -> Changes:
    """The keywords of a planted error that a function has; its claim may have formulas of other keywords."""
    return {name: value for name, value in changes.items() if name in signature(function).parameters}


class Place(Protocol):
    """Where a theorem is evaluated."""

    @property
    def meets(self) -> bool:
        """Whether the theorem's hypotheses hold there, but for those that `Tie.dominance` names."""
        ...

    def given(self) -> dict[str, Any]:
        """Numbers and arrays for the variables of the theorems, by the names that these have."""
        ...

    def __str__(self) -> str:
        """For a reader."""
        ...


@dataclass(frozen=True)
class Numbers:
    """Values for the variables of a theorem, and what `numeric` computes from.

    meets : whether the theorem's hypotheses hold there.
    """

    values: dict[str, Any]
    model: Any = None
    meets: bool = True

    def given(self) -> dict[str, Any]:
        """The values."""
        return self.values

    def __str__(self) -> str:
        """The sizes and the scalars."""
        plain = {name: value for name, value in self.values.items() if not hasattr(value, "__len__")}
        return ", ".join(f"{name}={float(value):.4g}" for name, value in plain.items() if hasattr(value, "__float__"))


@dataclass(frozen=True)
class Sample:
    """Places of a theorem, each a function without arguments.

    outside : where its conditions fail and both sides of an identity are still what they are.
    """

    inside: Callable[[], Iterator[Numbers]]
    outside: Callable[[], Iterator[Numbers]] = field(default=lambda: iter(()))


# -- states ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    """A state of attention and what else a theorem speaks of: head h, token i, directions W of the tokens."""

    state: State
    model: Model
    h: int
    i: int
    W: Array
    meets: bool = True

    def __str__(self) -> str:
        """The sizes."""
        return f"n={self.model.n}, H={self.model.heads}"

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


def _asymmetric(given: dict[str, Any]) -> dict[str, Any]:
    skew = np.zeros(given["M"].shape[-2:], dtype=int)
    skew[0, 1] = 1
    return {**given, "M": given["M"] + skew}


BREAKS: Breaks = {
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


SEED = 44  # draws states that tell the variants of Radial Dominance from each other
SIZES = ((2, 2, 2), (1, 3, 2), (3, 2, 1))  # (n, d, H)
MORE_HEADS = ((1, 3, 3), (1, 2, 2), (2, 2, 2))


TWO_AXES = (
    aligned("1/2", [["4/5", "3/5"]], [diagonal(1, 0), diagonal(0, "6/5")]),
    aligned("13/10", [["-5/13", "12/13"]], [diagonal("-3/4", 0), diagonal(0, "2/3")]),
)
SKEW = tuple(aligned(beta, [[1, 0]], [[[0, -2], [1, 0]]]) for beta in (1, "7/3"))
MISALIGNED = tuple(State(Fraction(beta), diagonal(1, 1), (diagonal(-1, -1),), (diagonal(1, 1),)) for beta in (1, "7/3"))
STATES: dict[str, Family | tuple[State, ...] | Sample] = {
    "any": Family(),
    "sphere": Family(symmetric=True, aligned=True),
    "flat": Family(symmetric=True, aligned=True, geometry="flat"),
    "softmax": Family(symmetric=True, aligned=True, attention="softmax", most_heads=1),
    "several": Family(symmetric=True, aligned=True, fewest_heads=2),
    "several, flat": Family(symmetric=True, aligned=True, fewest_heads=2, geometry="flat"),
    "orthogonal": Family(symmetric=True, aligned=True, orthogonal=True, fewest_heads=2),
    "orthogonal, flat": Family(symmetric=True, aligned=True, orthogonal=True, fewest_heads=2, geometry="flat"),
    "two axes": TWO_AXES,
    "two axes, softmax": tuple(state.under("softmax") for state in TWO_AXES),
    "falls": (aligned(1, [["4/5", "3/5"]], [diagonal(1, 0), diagonal(0, "6/5")], "softmax"),),
    "obstructed": (aligned(1, [["3/5", "4/5"]], [diagonal(1, 0), diagonal(0, 1)]),),
    "skew": SKEW,
    "skew, flat": tuple(state.on("flat") for state in SKEW),
    "misaligned": MISALIGNED,
}
