"""The normal form of indexed sums, which decides identities for general n, d and H.

An expression of `symbolic.language` becomes a combination, with rational coefficients, of
monomials: products of integer powers of atoms (inner products, exponentials, n, beta, ...) summed
over bound indices. Bilinearity expands, products of sums are renamed apart, a Kronecker delta
collapses its sum, the directed rules rewrite until none applies; then every monomial is replaced
by the least of its equal forms (over all names of its bound indices, few as they are, and over the
`both_ways` rules). What is equal by the rules becomes the same monomial, so an identity holds when
every coefficient is zero. Nothing is simplified by guesswork.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain, permutations, product
from operator import itemgetter
from typing import Any

from sympy import Add, Dummy, Expr, KroneckerDelta, Mul, Pow, Sum, Symbol

from symbolic import rules as known
from symbolic.expansion import Bound, Expansion, Powers, Term
from symbolic.language import H, n
from symbolic.rewriting import equal_forms, match, rewrites
from symbolic.rules import Rule
from symbolic.sorts import check_sorts

LETTERS = {n: "i", H: "h"}  # how canonical indices are called
Monomial = tuple[Bound, Powers]


@cache
def _canonical_name(size: Expr, number: int) -> Symbol:
    """The canonical name of a bound index: one Dummy each, which no formula can contain."""
    return Dummy(f"{LETTERS[size]}{number}")


def _text(named: tuple[tuple[str, int, Expr], ...]) -> list[tuple[str, int]]:
    return [(name, power) for name, power, _ in named]


class NormalForm:
    """The normal form modulo the laws and the given conditions. `used` names the rules applied."""

    def __init__(self, *conditions: Rule, sizes: str = "general n, d, H") -> None:
        """Take the conditions that the claim assumes."""
        self.sizes = sizes
        self._expand = Expansion(self._use)
        self.rules = (*known.REWRITING, *conditions)
        self.used: set[str] = set()
        self._forms: dict[Expr, list[Expr]] = {}
        self._least: dict[Expr, tuple[str, Expr]] = {}

    def __call__(self, expr: Expr) -> dict[Monomial, Any]:
        """Each monomial with its coefficient, none of them zero."""
        found: dict[Monomial, Any] = {}
        terms = self._expand(expr)
        check_sorts(terms)
        for term in terms:
            if term.vector is not None:
                raise TypeError(f"a vector, {term.vector}, where a scalar belongs")
            for reduced in self._reduce(term):
                monomial = self._canonical(reduced)
                found[monomial] = found.get(monomial, 0) + reduced.coefficient
        return {monomial: coefficient for monomial, coefficient in found.items() if coefficient}

    def residue(self, expr: Expr) -> Expr:
        """The normal form as an expression: 0 exactly where the identity expr = 0 holds by the rules."""
        terms = []
        for (bound, powers), coefficient in self(expr).items():
            body = Mul(coefficient, *(atom**power for atom, power in powers))
            terms.append(Sum(body, *((index, 1, size) for index, size in bound)) if bound else body)
        return Add(*terms)

    def _use(self, rule: Rule) -> None:
        self.used.add(rule.name)

    # -- reduction: deltas collapse, directed rules rewrite ----------------------------------------

    def _reduce(self, term: Term) -> Iterator[Term]:
        for number, (atom, power) in enumerate(term.powers):
            rest = replace(term, powers=term.powers[:number] + term.powers[number + 1 :])
            changed = self._collapsed(rest, atom, power) if isinstance(atom, KroneckerDelta) else None
            if changed is None:
                changed = self._rewritten(rest, atom, power)
            if changed is not None:
                for new in changed:
                    yield from self._reduce(new)
                return
        yield term

    def _collapsed(self, rest: Term, delta: Expr, power: int) -> list[Term] | None:
        """delta_ab g(b) = delta_ab g(a); where b is bound, its sum is g(a)."""
        bound = dict(rest.bound)
        kept, gone = delta.args if delta.args[1] in bound else reversed(delta.args)
        if gone in bound:
            self._use(known.EXCLUSION)
            del bound[gone]
            powers: Powers = ()
        elif power > 1 or gone in rest.body.free_symbols:
            powers = ((delta, 1),)
        else:
            return None
        again = self._expand(rest.body.xreplace({gone: kept}))
        return [term * Term(powers=powers, bound=tuple(bound.items())) for term in again]

    def _rewritten(self, rest: Term, atom: Expr, power: int) -> list[Term] | None:
        directed = [rule for rule in self.rules if not rule.both_ways]
        for form in self._equal_forms(atom):
            for rule in directed:
                squared = isinstance(rule.left, Pow)
                if squared and power >= 2:
                    binding = match(rule.left.base, form)
                    if binding is not None:
                        self._use(rule)
                        new = rule.right.xreplace(binding) * form ** (power - 2)
                        return [rest * term for term in self._expand(new)]
                if not squared:
                    for new in rewrites(form, rule.left, rule.right):
                        if new != form:
                            self._use(rule)
                            return [rest * term for term in self._expand(new**power)]
        return None

    # -- canonical names ---------------------------------------------------------------------------

    def _canonical(self, term: Term) -> Monomial:
        free = set().union(*(atom.free_symbols for atom, _ in term.powers))
        for _, size in (pair for pair in term.bound if pair[0] not in free):
            self._use(known.CONSTANT)
            term = term * Term(powers=((size, 1),))
        groups: dict[Expr, list[Symbol]] = {}
        for index, size in term.bound:
            if index in free:
                groups.setdefault(size, []).append(index)
        names = {size: [_canonical_name(size, k) for k in range(1, len(g) + 1)] for size, g in groups.items()}
        choices = [[list(zip(g, order, strict=True)) for order in permutations(names[s])] for s, g in groups.items()]
        if any(len(group) > 1 for group in groups.values()):
            self._use(known.RENAMING)
        least = min((self._named(term.powers, dict(chain(*choice))) for choice in product(*choices)), key=_text)
        bound = tuple((name, size) for size in sorted(names, key=str) for name in names[size])
        return bound, tuple((atom, power) for _, power, atom in least)

    def _named(self, powers: Powers, names: dict[Symbol, Symbol]) -> tuple[tuple[str, int, Expr], ...]:
        merged: dict[tuple[str, Expr], int] = {}
        for atom, power in powers:
            least = self._least_form(atom.xreplace(names))
            merged[least] = merged.get(least, 0) + power
        return tuple(
            sorted(((name, power, atom) for (name, atom), power in merged.items() if power), key=itemgetter(0, 1))
        )

    def _least_form(self, atom: Expr) -> tuple[str, Expr]:
        if atom not in self._least:
            self._least[atom] = min(((str(form), form) for form in self._equal_forms(atom)), key=itemgetter(0))
        return self._least[atom]

    def _equal_forms(self, atom: Expr) -> list[Expr]:
        if atom not in self._forms:
            self._forms[atom] = equal_forms(atom, self.rules, self._use)
        return self._forms[atom]
