"""Multipliers for Lean's tactic `poly_from`: goal = c_1 e_1 + ... + c_k e_k, found here and checked by expansion.

    python -m symbolic.certificates 'b = a⁻¹' --from 'e: a * a⁻¹ = 1' --from 'h: a * b = 1'
    poly_from (-b) * e + a⁻¹ * h

The multipliers are sought among the monomials that can cancel something: those that take a term of a hypothesis to
a monomial of the goal, then to what the first ones bring in, and so on, a round at a time. Each round is a linear
system over the rationals, solved by FLINT. Exit codes: 0 found, 1 none found, 2 bad input.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from math import lcm

import flint

from symbolic.leanterms import (
    ONE,
    BadTerm,
    Equation,
    Monomial,
    Polynomial,
    added,
    degree,
    equation,
    multiplied,
    shown,
    times,
)

ROUNDS = 4
LARGEST = 3000  # candidates of one linear system


class NoCertificate(ValueError):
    """No multipliers up to the round and the degree that were tried."""


def multipliers(goal: Equation, hypotheses: Sequence[Equation], *, rounds: int = ROUNDS) -> list[Polynomial]:
    """Integer polynomials c_k with goal = sum_k c_k e_k; raises NoCertificate where none are found."""
    candidates: list[tuple[int, Monomial]] = []
    monomials = dict.fromkeys(goal.polynomial)
    limit = max(map(degree, monomials), default=0) + max((_size(h.polynomial) for h in hypotheses), default=0)
    fractions = False
    for _ in range(rounds + 1):
        found = _solved(goal.polynomial, [h.polynomial for h in hypotheses], candidates)
        if found is not None:
            scale = lcm(*(int(value.q) for value in found))
            made: list[Polynomial] = [{} for _ in hypotheses]
            for (number, monomial), value in zip(candidates, found, strict=True):
                made[number] = added(made[number], {monomial: int(value.p) * scale // int(value.q)})
            whole = made if scale == 1 else _divided(goal, hypotheses, made, scale)
            if whole is not None:
                return _checked(goal, hypotheses, whole)
            fractions = True
        more = _more(hypotheses, monomials, set(candidates), limit)
        if not more or len(candidates) + len(more) > LARGEST:
            break
        candidates += more
        for number, monomial in more:
            monomials |= dict.fromkeys(times(monomial, other) for other in hypotheses[number].polynomial)
    told = f"no multipliers with integer coefficients were found in {rounds} rounds, up to degree {limit}"
    hint = "; with fractions there are some: give `e: 2 * 2⁻¹ = 1`, or its like, as a hypothesis" if fractions else ""
    raise NoCertificate(told + hint)


def _divided(
    goal: Equation, hypotheses: Sequence[Equation], made: list[Polynomial], scale: int
) -> list[Polynomial] | None:
    """Multipliers of the goal from those of `scale` times the goal, by a hypothesis that N t = 1, N a multiple of it.

    goal = t sum_k (N c_k) e_k - goal (N t - 1).
    """
    for number, hypothesis in enumerate(hypotheses):
        terms = {monomial: value for monomial, value in hypothesis.polynomial.items() if monomial != ONE}
        [(inverse, multiple), *more] = terms.items() or [(ONE, 0)]
        if hypothesis.polynomial.get(ONE) == -1 and not more and multiple and multiple % scale == 0:
            whole = [multiplied({inverse: multiple // scale}, factor) for factor in made]
            whole[number] = added(whole[number], goal.polynomial, -1)
            return whole
    return None


def line(goal: Equation, hypotheses: Sequence[Equation], *, rounds: int = ROUNDS) -> str:
    """The tactic that closes the goal."""
    terms = [
        f"{_enclosed(shown(factor))} * {hypothesis.name}"
        for factor, hypothesis in zip(multipliers(goal, hypotheses, rounds=rounds), hypotheses, strict=True)
        if factor
    ]
    return f"poly_from {' + '.join(terms)}" if terms else "poly"


def _checked(goal: Equation, hypotheses: Sequence[Equation], made: list[Polynomial]) -> list[Polynomial]:
    """The multipliers, once expansion gives the goal back."""
    rest = goal.polynomial
    for factor, hypothesis in zip(made, hypotheses, strict=True):
        rest = added(rest, multiplied(factor, hypothesis.polynomial), -1)
    if rest:
        raise ArithmeticError(f"the multipliers leave {shown(rest)}")
    return made


def _more(
    hypotheses: Sequence[Equation], monomials: dict[Monomial, None], known: set[tuple[int, Monomial]], limit: int
) -> list[tuple[int, Monomial]]:
    """The multipliers, low degrees first, that take a term of a hypothesis to one of the monomials."""
    found = {
        (number, quotient)
        for monomial in monomials
        for number, hypothesis in enumerate(hypotheses)
        for term in hypothesis.polynomial
        if (quotient := _quotient(monomial, term)) is not None
        and degree(quotient) + _size(hypothesis.polynomial) <= limit
    }
    return sorted(found - known, key=lambda item: (degree(item[1]), item))


def _solved(
    goal: Polynomial, hypotheses: Sequence[Polynomial], candidates: Sequence[tuple[int, Monomial]]
) -> list[flint.fmpq] | None:
    """Rational coefficients for the candidates; those that nothing determines are zero."""
    columns = [{times(monomial, other): value for other, value in hypotheses[k].items()} for k, monomial in candidates]
    rows = {monomial: row for row, monomial in enumerate(dict.fromkeys(m for part in (goal, *columns) for m in part))}
    system = flint.fmpq_mat(len(rows), len(columns) + 1)
    for place, column in enumerate((*columns, goal)):
        for monomial, value in column.items():
            system[rows[monomial], place] = value
    reduced, rank = system.rref()
    solution = [flint.fmpq(0)] * len(columns)
    for row in range(rank):
        pivot = next(place for place in range(len(columns) + 1) if reduced[row, place] != 0)
        if pivot == len(columns):
            return None
        solution[pivot] = reduced[row, len(columns)]
    return solution


def _quotient(monomial: Monomial, divisor: Monomial) -> Monomial | None:
    powers = dict(monomial)
    for atom, power in divisor:
        powers[atom] = powers.get(atom, 0) - power
    if min(powers.values(), default=0) < 0:
        return None
    return tuple(sorted((atom, power) for atom, power in powers.items() if power))


def _size(polynomial: Polynomial) -> int:
    return max(map(degree, polynomial), default=0)


def _enclosed(term: str) -> str:
    """As a factor: in parentheses unless it is one atom or numeral."""
    one = equation(f"{term} = 0").polynomial
    plain = len(one) == 1 and [*one.values()] == [1] and sum(power for _, power in next(iter(one))) == 1
    return term if one == {ONE: 1} or (plain and " " not in term) else f"({term})"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m symbolic.certificates", description="Multipliers for `poly_from`.")
    parser.add_argument("goal", help="the equation to close, in Lean's notation")
    parser.add_argument(
        "--from", dest="given", metavar="NAME: EQUATION", action="append", default=[], help="one it has"
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how far to look, {ROUNDS} if left out")
    options = parser.parse_args(arguments)
    try:
        named = [text.partition(":") for text in options.given]
        if wrong := [text for text, (name, _, rest) in zip(options.given, named, strict=True) if not rest or not name]:
            raise BadTerm(f"--from {wrong[0]!r}: must be NAME: EQUATION, as in 'e: a * a⁻¹ = 1'")
        hypotheses = [equation(rest, name.strip()) for name, _, rest in named]
        print(line(equation(options.goal), hypotheses, rounds=options.rounds))
    except BadTerm as error:
        print(f"certificates: {error}", file=sys.stderr)
        return 2
    except NoCertificate as error:
        print(f"certificates: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
