"""How a rule applies to a term: matching, and the forms that equal rules reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sympy import Expr, Symbol

from symbolic.language import VectorSymbol, is_vector
from symbolic.rules import Rule

Binding = dict[Expr, Expr]


def match(pattern: Expr, expr: Expr, binding: Binding | None = None) -> Binding | None:
    """What the symbols of the pattern stand for in expr; None where it does not match.

    A VectorSymbol stands for any vector, every other symbol for an index.
    """
    binding = {} if binding is None else binding
    if isinstance(pattern, Symbol):
        fits = is_vector(expr) if isinstance(pattern, VectorSymbol) else isinstance(expr, Symbol)
        return binding if fits and binding.setdefault(pattern, expr) == expr else None
    if pattern.func != expr.func or len(pattern.args) != len(expr.args):
        return None
    if not pattern.args:  # numbers
        return binding if pattern == expr else None
    for part, piece in zip(pattern.args, expr.args, strict=True):
        if match(part, piece, binding) is None:
            return None
    return binding


def rewrites(expr: Expr, left: Expr, right: Expr) -> Iterator[Expr]:
    """Everything that one use of left -> right, anywhere inside expr, makes of it."""
    binding = match(left, expr)
    if binding is not None:
        yield right.xreplace(binding)
    for place, part in enumerate(expr.args):
        for new in rewrites(part, left, right):
            yield expr.func(*expr.args[:place], new, *expr.args[place + 1 :])


def equal_forms(expr: Expr, rules: Iterable[Rule], used: Callable[[Rule], None]) -> list[Expr]:
    """All that the `both_ways` rules reach from expr, itself included."""
    both_ways = [rule for rule in rules if rule.both_ways]
    reached = {expr: None}  # a dict, for its order
    waiting = [expr]
    while waiting:
        current = waiting.pop()
        for rule in both_ways:
            for left, right in ((rule.left, rule.right), (rule.right, rule.left)):
                for new in rewrites(current, left, right):
                    if new not in reached:
                        used(rule)
                        reached[new] = None
                        waiting.append(new)
    return list(reached)
