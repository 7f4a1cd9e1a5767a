"""One statement, not two: what a Lean theorem says of a state is what `numeric` computes there.

A statement is evaluated (`attnproof.lean.meaning`) at states that the claim speaks of. Its hypotheses must hold
there, its conclusion must hold, and each side of it must be the number that `numeric` finds by code of its
own. Where a condition of the claim is broken, a hypothesis must fail, and the two sides of an identity must
still be the two numbers (else "a = a" would pass for "a = b" wherever the theorem holds). So a statement that
was weakened, that became vacuous, lost a hypothesis or was given another formula is found, and so is a changed
formula of `numeric`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from attnproof.lean.meaning import (
    PROOF,
    SCALARS,
    Arrow,
    Comparison,
    Evaluator,
    Former,
    Made,
    Unreadable,
    Value,
    index,
    indices,
    now,
    table,
)
from attnproof.lean.olean import Constant
from attnproof.lean.terms import Constants
from numeric import energy, radial, witness
from numeric.arithmetic import Array, Digits
from numeric.model import Model, Variant, inner, project
from numeric.state import State, aligned, diagonal
from numeric.states import Family, draw

DIGITS, TOLERANCE = 40, 1e-20
SEED = 44  # draws states that tell the variants of Radial Dominance from each other
SIZES = ((2, 2, 2), (1, 3, 2), (3, 2, 1))  # (n, d, H)
MORE_HEADS = ((1, 3, 3), (1, 2, 2), (2, 2, 2))
TEMPERATURES = tuple(map(Fraction, ("13/10", "1/2", "7/3")))

Changes = Mapping[str, Any]
Sides = Sequence[tuple[Any, ...]]  # of each part of a conclusion: (left, right), or (right - left,)


# -- what a statement says -------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """A part of a conclusion: left = right, left ≤ right or left < right, and whether it holds."""

    relation: str
    left: Array
    right: Array

    @property
    def holds(self) -> bool:
        """Whether it is true, up to rounding."""
        if self.relation == "=":
            return close(self.left, self.right)
        strict = self.relation == "<"
        return bool(np.all(self.left < self.right if strict else self.left <= self.right + TOLERANCE))


def close(a: Any, b: Any) -> bool:
    """Whether two arrays of numbers agree."""
    a, b = np.asarray(a, dtype=object), np.asarray(b, dtype=object)
    if a.shape != b.shape:
        return False
    return bool(np.all(abs(a - b) <= TOLERANCE * (1 + abs(a) + abs(b))))


def entries(type_: Value, value: Value) -> Any:
    """A value as a number or nested lists of numbers, by its type."""
    if isinstance(type_, Arrow) and (places := indices(type_.domain.get())) is not None:
        return [entries(type_.body.at(place), value.at(place)) for place in places]
    if isinstance(value, Made):
        if value.maker == "Fin.mk":
            return value.fields[0].get()
        return [entries(None, held.get()) for held in value.fields]
    if isinstance(value, Former) or hasattr(value, "at"):
        raise Unreadable("no number")
    return value


def parts(claim: Value) -> list[Part]:
    """The parts of a conjunction of equations and inequalities; nothing else has parts."""
    if isinstance(claim, Comparison):
        return [Part("<" if claim.strict else "≤", np.asarray(claim.left), np.asarray(claim.right))]
    if isinstance(claim, Former) and claim.name == "And":
        return [part for side in claim.arguments for part in parts(side.get())]
    if isinstance(claim, Former) and claim.name == "Eq":
        type_, left, right = (argument.get() for argument in claim.arguments)
        return [Part("=", *(np.asarray(entries(type_, side), dtype=object) for side in (left, right)))]
    return []


def holds(claim: Value) -> bool:
    """Whether a proposition without quantifiers over scalars is true, up to rounding."""
    if isinstance(claim, Arrow):
        domain = claim.domain.get()
        places = indices(domain)
        if places is not None:
            return all(holds(claim.body.at(place)) for place in places)
        return not holds(domain) or holds(claim.body.at(now(PROOF)))
    if isinstance(claim, Former) and claim.name in ("True", "False"):
        return claim.name == "True"
    if isinstance(claim, Former) and claim.name == "Nat.le":
        smaller, larger = (argument.get() for argument in claim.arguments)
        return bool(smaller <= larger)
    if isinstance(claim, Former) and claim.name == "Or":
        return any(holds(side.get()) for side in claim.arguments)
    if isinstance(claim, Former) and claim.name == "Iff":
        return len({holds(side.get()) for side in claim.arguments}) == 1
    found = parts(claim)
    if not found:
        raise Unreadable(f"not decided: {getattr(claim, 'name', claim)}")
    return all(part.holds for part in found)


@dataclass(frozen=True)
class Said:
    """A statement at one state: the first hypothesis that fails there, or the parts of its conclusion."""

    unmet: str = ""
    parts: tuple[Part, ...] = ()


def said(evaluator: Evaluator, statement: Constant, given: Mapping[str, Value], *, despite: bool = False) -> Said:
    """A theorem, or a definition that states one, with `given` for its variables, by name.

    despite : look at the conclusion even where a hypothesis fails.
    """
    pointer = statement.type if statement.kind == "theorem" else statement.value
    if pointer is None:
        raise Unreadable(f"{statement.name} states nothing")
    try:
        return _said(evaluator.code(statement.module, pointer)(None), evaluator, dict(given), despite=despite)
    except (TypeError, AttributeError, IndexError, ArithmeticError, RecursionError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error


def _said(claim: Value, evaluator: Evaluator, waiting: dict[str, Value], *, despite: bool) -> Said:
    while isinstance(claim, Arrow):
        if claim.name in waiting:
            argument = now(waiting.pop(claim.name))
        elif claim.instance:
            argument = now(evaluator.instance(claim.domain.get().name))
        elif despite or holds(claim.domain.get()):
            argument = now(PROOF)
        else:
            return Said(claim.name)
        claim = claim.body.at(argument)
    if waiting:
        raise Unreadable(f"it does not speak of {', '.join(waiting)}")
    return Said("", tuple(parts(claim)))


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


def _projected(point: Point) -> tuple[Array, ...]:
    """u, w, P u, P w at one token, for the outputs u, w of the first and the last head."""
    x, (u, w) = point.model.tokens[[point.i]], point.model.head_output[[0, -1], point.i]
    return u, w, project(x, u[None])[0], project(x, w[None])[0]


def _twice(point: Point, changes: Changes) -> Sides:
    pu, (n, d) = _projected(point)[2], point.model.tokens.shape
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
    "symmetric": lambda p, c: [(inner(_projected(p)[2], _projected(p)[1]), inner(_projected(p)[0], _projected(p)[3]))],
    "twice": _twice,
    "product": lambda p, c: [
        (
            inner(_projected(p)[2], _projected(p)[3]),
            inner(*_projected(p)[:2]) - p.model.radial_shadow[0, p.i] * p.model.radial_shadow[-1, p.i],
        )
    ],
    "length": lambda p, c: [(inner(_projected(p)[2], _projected(p)[2]), _length(p, c))],
    "length >= 0": lambda p, c: [(0, _length(p, c))],
    "decomposed rate": lambda p, c: [(_head_rates(p, {})[p.h], radial.decomposed_rate(p.model, **c)[p.h])],
    "outputs": lambda p, c: [(inner(*_projected(p)[:2]), 0)],
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


# -- the table, lean/ties.toml ----------------------------------------------------------------------

TWO_AXES = (
    aligned("1/2", [["4/5", "3/5"]], [diagonal(1, 0), diagonal(0, "6/5")]),
    aligned("13/10", [["-5/13", "12/13"]], [diagonal("-3/4", 0), diagonal(0, "2/3")]),
)
SKEW = tuple(aligned(beta, [[1, 0]], [[[0, -2], [1, 0]]]) for beta in (1, "7/3"))
MISALIGNED = tuple(State(Fraction(beta), diagonal(1, 1), (diagonal(-1, -1),), (diagonal(1, 1),)) for beta in (1, "7/3"))
STATES: dict[str, Family | tuple[State, ...]] = {
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


@dataclass(frozen=True)
class Tie:
    """A theorem and what computes the same: an entry of ties.toml.

    variables : the names of its variables, but for the type of the scalars.
    relations : the relation of each part of its conclusion.
    computed : what `numeric` has for the parts, by its name in COMPUTED; says : that function, for a reader.
    states : where, by name in STATES. without : the conditions, by names in BREAKS, that its hypotheses are.
    dominance : the variant of Radial Dominance that its hypotheses ask for as well; at_token : at one token only.
    """

    theorem: str
    variables: str
    relations: str
    computed: str
    says: str
    states: str
    without: tuple[str, ...] = ()
    dominance: Variant | None = None
    at_token: bool = False

    def applies(self, point: Point) -> bool:
        """Whether its hypotheses hold at a member of its states."""
        if self.dominance is None:
            return True
        margins = point.model.dominance(self.dominance)[point.h]
        return bool(np.all(margins[point.i if self.at_token else slice(None)] >= -TOLERANCE))

    def given(self, point: Point) -> dict[str, Any]:
        """Its variables' values; some names stand for others here than elsewhere."""
        given, matrices = point.given(), point.model.score_matrices
        if self.states.startswith("two axes"):
            a, b, (c, s) = matrices[0, 0, 0], matrices[-1, 1, 1], point.model.tokens[0]
            return {**given, "a": a, "b": b, "c": c, "s": s}
        if self.at_token:
            return {**given, "s": given["s"][point.i], "r": given["r"][point.i]}
        if "y" in self.variables:
            return {**given, "x": point.model.tokens[0]}
        if "N" in self.variables:
            return {**given, "M": matrices[0]}
        return given | ({"w": _projected(point)[1]} if "u w" in self.variables else {})

    def points(self, seed: int) -> Iterator[Point]:
        """The states to evaluate it at."""
        within = STATES[self.states]
        if isinstance(within, Family):
            contested = self.dominance is not None
            return points(within, MORE_HEADS if contested else SIZES, seed=seed, count=9 if contested else 3)
        random = np.random.Generator(np.random.PCG64(seed))
        return (point(state, random) for state in within)

    def outside(self, seed: int) -> Iterator[Point]:
        """A state that no condition holds at, where both sides of an identity are still what they are."""
        within = STATES[self.states]
        if isinstance(within, Family) and self.dominance is None:
            [at] = points(replace(within, symmetric=False, orthogonal=False), SIZES, seed=seed, count=1)
            yield replace(at, model=at.model.at(at.model.tokens * 3 / 2))


@cache
def read(folder: Path) -> dict[str, Tie]:
    """The ties of the project in `folder`, by theorem."""
    entries = tomllib.loads((folder / "ties.toml").read_text(encoding="utf-8"))["tie"]
    ties = [Tie(**{**entry, "without": tuple(entry.get("without", ()))}) for entry in entries]
    return {tie.theorem: tie for tie in ties}


# -- the comparison --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tied:
    """What came of one theorem.

    states : where its hypotheses hold and every number agreed. silent : where, as it must, it says nothing.
    says : what the numbers were compared with. reason : why it is not tied; empty when it is.
    """

    states: int
    silent: int
    says: str
    reason: str = ""

    @property
    def ok(self) -> bool:
        """Whether theorem and formula say the same."""
        return not self.reason


def tied(tie: Tie, statement: Constant | None, declared: Constants, *, seed: int = SEED, **changes: Any) -> Tied:
    """Compare a theorem, or a definition that states it, with what `numeric` computes.

    declared : the declarations that it rests on, the core's among them; changes : a planted error of its claim.
    """
    states = silent = 0
    if statement is None:
        return Tied(states, silent, tie.says, "not stated")
    evaluator = Evaluator(declared, Digits(DIGITS).number(Fraction(1)).context.exp, holds)
    try:
        for at in tie.points(seed):
            given, wanted = tie.given(at), tie.applies(at)
            found = said(evaluator, statement, _values(tie, given))
            reason = "" if found.unmet else "its hypotheses hold where the claim's conditions fail"
            if reason := _difference(tie, found, at, changes) if wanted else reason:
                return Tied(states, silent, tie.says, f"{reason} (n={at.model.n}, H={at.model.heads})")
            states, silent = states + wanted, silent + (not wanted)
            for condition in tie.without if wanted and states == 1 else ():
                if not _silent(evaluator, statement, _values(tie, BREAKS[condition](given))):
                    return Tied(states, silent, tie.says, f"it speaks of states with {condition}")
                silent += 1
        for at in tie.outside(seed):
            found = said(evaluator, statement, _values(tie, tie.given(at)), despite=True)
            if reason := _difference(tie, found, at, changes, true=False):
                return Tied(states, silent, tie.says, f"outside the claim's conditions: {reason}")
    except Unreadable as error:
        return Tied(states, silent, tie.says, f"not evaluated: {error}")
    return Tied(states, silent, tie.says, "" if states else "no state meets its hypotheses")


def _silent(evaluator: Evaluator, statement: Constant, values: Mapping[str, Value]) -> bool:
    """Whether a hypothesis fails; where none does, the conclusion may divide by zero."""
    try:
        return bool(said(evaluator, statement, values).unmet)
    except Unreadable:
        return False


def _values(tie: Tie, given: Mapping[str, Any]) -> dict[str, Value]:
    """What is given, as the evaluator takes it."""
    values: dict[str, Value] = {"K": Former(SCALARS)}
    for name in tie.variables.split():
        values[name] = index(given[name]) if name in ("h", "i") else table(given[name])
    return values


def _difference(tie: Tie, found: Said, at: Point, changes: Changes, *, true: bool = True) -> str:
    """Why a statement does not say what is computed; empty when it does. `true` : its conclusion must hold as well."""
    if found.unmet:
        return f"its hypothesis {found.unmet} fails where the claim's conditions hold"
    if "".join(part.relation for part in found.parts) != tie.relations:
        return f"its conclusion is no {' and '.join(tie.relations)}"
    for part, numbers in zip(found.parts, COMPUTED[tie.computed](at, changes), strict=True):
        if true and not part.holds:
            return f"{_shown(part.left)} {part.relation} {_shown(part.right)} is false"
        sides = (part.left, part.right) if len(numbers) == 2 else (part.right - part.left,)
        for side, number in zip(sides, numbers, strict=True):
            if not close(side, number):
                return f"Lean says {_shown(side)}, {tie.says} {_shown(number)}"
    return ""


def _shown(numbers: Any) -> str:
    return ", ".join(f"{float(x):.4g}" for x in np.ravel(np.asarray(numbers, dtype=object)))
