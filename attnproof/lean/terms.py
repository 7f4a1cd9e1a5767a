"""Terms of compiled modules: compared with each other, printed for readers, printed for Lean to read back.

The printers start from the kernel's term, so a statement reads as what was proved, whatever notation the
project has put on top.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from attnproof.lean.olean import (
    APP,
    BVAR,
    LAMBDA,
    LET,
    LITERAL,
    METADATA,
    PI,
    PROJECTION,
    SORT,
    Constant,
    Module,
)

EXPLICIT, IMPLICIT, STRICT, INSTANCE = range(4)
BRACKETS = (("(", ")"), ("{", "}"), ("⦃", "⦄"), ("[", "]"))

Constants = Mapping[str, Constant]


def level(module: Module, pointer: int, names: Mapping[str, str] | None = None) -> str:
    """A universe level."""
    base = 0
    while not pointer & 1 and module.tag(pointer) == 1:
        base, (pointer,) = base + 1, module.fields(pointer)
    if pointer & 1:
        return str(base)
    tag, fields = module.tag(pointer), module.fields(pointer)
    if tag in (2, 3):
        left, right = (level(module, part, names) for part in fields)
        text = f"({'max' if tag == 2 else 'imax'} {left} {right})"
    else:
        parameter = module.name(fields[0])
        text = names[parameter] if names else parameter
    return f"({text}+{base})" if base else text


def binder(module: Module, pointer: int) -> tuple[str, int, int, int]:
    """A binder's name, type, body, and how its argument is given (EXPLICIT, ...)."""
    name, type_, body = module.fields(pointer)
    return module.name(name), type_, body, module.scalars(pointer)[8]


def strip(module: Module, pointer: int) -> int:
    """The term under its metadata."""
    while module.tag(pointer) == METADATA:
        pointer = module.fields(pointer)[1]
    return pointer


def spine(module: Module, pointer: int) -> tuple[int, tuple[int, ...]]:
    """The head of an application and its arguments."""
    arguments = []
    while module.tag(pointer := strip(module, pointer)) == APP:
        pointer, argument = module.fields(pointer)
        arguments.append(argument)
    return pointer, tuple(reversed(arguments))


def binders(module: Module, pointer: int) -> list[tuple[str, int, int]]:
    """The binders of a type: name, type, how the argument is given."""
    found = []
    while module.tag(pointer := strip(module, pointer)) == PI:
        name, type_, pointer, info = binder(module, pointer)
        found.append((name, type_, info))
    return found


def used(module: Module, pointer: int) -> bool:
    """Whether the body of a binder mentions what it binds."""
    waiting, seen = [(pointer, 0)], set()
    while waiting:
        item = waiting.pop()
        if item in seen:
            continue
        seen.add(item)
        term, depth = item
        tag, fields = module.tag(term), module.fields(term)
        if tag == BVAR and module.natural(fields[0]) == depth:
            return True
        if tag == APP:
            waiting += [(part, depth) for part in fields]
        elif tag in (LAMBDA, PI):
            waiting += [(fields[1], depth), (fields[2], depth + 1)]
        elif tag == LET:
            waiting += [(fields[1], depth), (fields[2], depth), (fields[3], depth + 1)]
        elif tag == METADATA:
            waiting.append((fields[1], depth))
        elif tag == PROJECTION:
            waiting.append((fields[2], depth))
    return False


@dataclass
class Comparison:
    """Whether terms of two modules are the same, up to the names of bound variables and metadata.

    may_differ : whether two constants of different names may be meant to be the same.
    mentioned : the pairs of constants that stand in the same place.
    """

    left: Module
    right: Module
    levels: Mapping[str, str]  # the left's universe parameters, as the right calls them
    may_differ: Callable[[str, str], bool] = field(default=lambda left, right: False)
    mentioned: set[tuple[str, str]] = field(default_factory=set)
    known: set[tuple[int, int]] = field(default_factory=set)

    def same(self, first: int, second: int) -> bool:
        """Compare two terms."""
        waiting = [(first, second)]
        while waiting:
            a, b = waiting.pop()
            a, b = strip(self.left, a), strip(self.right, b)
            if (a, b) in self.known:
                continue
            self.known.add((a, b))
            tag = self.left.tag(a)
            if tag != self.right.tag(b):
                return False
            of_a, of_b = self.left.fields(a), self.right.fields(b)
            if tag == APP:
                waiting += [(of_a[0], of_b[0]), (of_a[1], of_b[1])]
            elif tag in (LAMBDA, PI):
                if self.left.scalars(a)[8] != self.right.scalars(b)[8]:
                    return False
                waiting += [(of_a[1], of_b[1]), (of_a[2], of_b[2])]
            elif tag == LET:
                waiting += [(of_a[k], of_b[k]) for k in (1, 2, 3)]
            elif not self._same_leaf(tag, of_a, of_b):
                return False
            elif tag == PROJECTION:
                waiting.append((of_a[2], of_b[2]))
        return True

    def _same_leaf(self, tag: int, a: tuple[int, ...], b: tuple[int, ...]) -> bool:
        if tag == BVAR:
            return self.left.natural(a[0]) == self.right.natural(b[0])
        if tag == SORT:
            return self._same_level(a[0], b[0])
        if tag == LITERAL:
            return literal(self.left, a[0]) == literal(self.right, b[0])
        names = self.left.name(a[0]), self.right.name(b[0])
        if names[0] != names[1] and not self.may_differ(*names):
            return False
        self.mentioned.add(names)
        if tag == PROJECTION:
            return self.left.natural(a[1]) == self.right.natural(b[1])
        given = list(self.left.list(a[1])), list(self.right.list(b[1]))
        return len(given[0]) == len(given[1]) and all(map(self._same_level, *given))

    def _same_level(self, a: int, b: int) -> bool:
        return level(self.left, a, self.levels) == level(self.right, b)


def literal(module: Module, pointer: int) -> int | str:
    """The value of a literal."""
    (held,) = module.fields(pointer)
    return module.natural(held) if module.tag(pointer) == 0 else module.string(held)
