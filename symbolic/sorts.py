"""Indices have a sort, tokens or heads; what confuses the two is refused."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from sympy import Expr, KroneckerDelta, Symbol, preorder_traversal

from symbolic.expansion import Term
from symbolic.language import H, M, V, Z, alpha, f, n, sigma, w, x, y

SORTS = {x: (n,), w: (n,), y: (H,), f: (H, n), M: (H,), V: (H,), Z: (H, n), sigma: (H, n), alpha: (H,)}
NAMES = {n: "a token", H: "a head"}


def check_sorts(terms: Iterable[Term]) -> None:
    """TypeError where one index counts tokens in one place and heads in another, or a delta compares the two."""
    terms = list(terms)
    parts = [part for term in terms for atom, _ in term.powers for part in preorder_traversal(atom)]
    sorts: dict[Expr, Expr] = {}

    def learn(index: Expr, size: Expr) -> None:
        if sorts.setdefault(index, size) != size:
            raise TypeError(f"index {index} is both {NAMES[n]} and {NAMES[H]}")

    for index, size in chain.from_iterable(term.bound for term in terms):
        learn(index, size)
    for part in parts:
        for index, size in zip(part.args, SORTS.get(part.func, ()), strict=False):
            learn(index, size)
    deltas = [part.args for part in parts if isinstance(part, KroneckerDelta)]
    for index in chain.from_iterable(deltas):
        if not isinstance(index, Symbol):
            raise TypeError(f"a Kronecker delta compares indices, not {index}")
    for _ in deltas:  # a chain of them passes a sort on
        for left, right in deltas:
            for known, other in ((left, right), (right, left)):
                if known in sorts:
                    learn(other, sorts[known])
