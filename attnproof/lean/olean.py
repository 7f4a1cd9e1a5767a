"""Reads compiled modules (`.olean`) without Lean.

What Lean's own commands print, a project's macros and notations can imitate; what the kernel accepted they
can't. This reader takes the declarations from the file itself: names, kinds, types, values, and the entries
of Lean's environment extensions (classes, structures, doc strings).

The format is that of Lean 4.35: a header of 88 bytes, then objects at 8-byte boundaries, each with a header
word (16 bits of size, 8 bits of field count, 8 bits of tag in its upper half), then its fields: pointers
relative to the base address of the file, or small numbers with the lowest bit set.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

MAGIC = b"olean\x02\x01"
BASE, ROOT, HEADER = 0x50, 0x58, 0x58
ARRAY, STRING, BIG = 246, 249, 250

KINDS = ("axiom", "definition", "theorem", "opaque", "quotient", "inductive", "constructor", "recursor")
BVAR, FVAR, MVAR, SORT, CONST, APP, LAMBDA, PI, LET, LITERAL, METADATA, PROJECTION = range(12)


class BadOlean(ValueError):
    """The file is no compiled module of the Lean version that is read here."""


class Entry(NamedTuple):
    """An entry of an environment extension: the extension, and pointers to what it holds."""

    extension: str
    items: tuple[int, ...]


@dataclass(frozen=True)
class Constant:
    """A declaration as the kernel has it. `type` and `value` are pointers into its module."""

    module: Module
    name: str
    kind: str
    levels: tuple[str, ...]
    type: int
    value: int | None
    safe: bool
    fields: tuple[int, ...]

    def parts(self) -> tuple[int, ...]:
        """The terms it consists of."""
        return (self.type,) if self.value is None else (self.type, self.value)

    @cached_property
    def references(self) -> frozenset[str]:
        """Every constant that its type, its value or (for an inductive type) its constructors mention."""
        found = self.module.mentioned(self.parts())
        if self.kind == "inductive":
            found |= set(self.constructors())
        elif self.kind in ("constructor", "recursor"):
            found.add(self.name.rpartition(".")[0])
        return frozenset(found)

    def constructors(self) -> tuple[str, ...]:
        """The constructors of an inductive type, in order."""
        return tuple(self.module.name(item) for item in self.module.list(self.fields[4]))


class Module:
    """One compiled module.

    constants : its declarations by name.
    entries : the entries of each environment extension.
    """

    def __init__(self, path: Path) -> None:
        """Read the file."""
        data = path.read_bytes()
        if data[: len(MAGIC)] != MAGIC or len(data) <= HEADER or len(data) % 8:
            raise BadOlean(f"{path.name}: not a compiled module of Lean 4.35")
        self.data = data
        self.words = array("Q", data)
        if sys.byteorder == "big":
            self.words.byteswap()
        self.base = self.words[BASE // 8]
        self.names: dict[int, str] = {}
        try:
            self._load()
        except (IndexError, ValueError, RecursionError) as error:
            raise BadOlean(f"{path.name}: damaged ({error})") from error

    def _load(self) -> None:
        root = (self.words[ROOT // 8] - self.base) >> 3
        if 8 * root + (self.words[root] >> 32 & 0xFFFF) != len(self.data):
            raise ValueError("cut off: the last object is not where the file ends")
        imports, _, constants, _, entries = self.fields(self.words[ROOT // 8])
        self.imports = tuple(self.name(self.fields(item)[0]) for item in self.items(imports))
        found = (self._constant(item) for item in self.items(constants))
        self.constants = {constant.name: constant for constant in found}
        pairs = (self.fields(item) for item in self.items(entries))
        self.entries = tuple(Entry(self.name(name), self.items(held)) for name, held in pairs)

    # objects

    def tag(self, pointer: int) -> int:
        """The tag of an object; for a constructor, its index. A small number has the tag that its value is."""
        return pointer >> 1 if pointer & 1 else self.words[(pointer - self.base) >> 3] >> 56

    def fields(self, pointer: int) -> tuple[int, ...]:
        """The pointer fields of a constructor."""
        if pointer & 1:
            return ()
        at = (pointer - self.base) >> 3
        return tuple(self.words[at + 1 : at + 1 + (self.words[at] >> 48 & 0xFF)])

    def scalars(self, pointer: int) -> bytes:
        """The bytes behind the pointer fields of a constructor."""
        at = pointer - self.base
        header = self.words[at >> 3]
        return self.data[at + 8 + 8 * (header >> 48 & 0xFF) : at + (header >> 32 & 0xFFFF)]

    def items(self, pointer: int) -> tuple[int, ...]:
        """The elements of an array."""
        at = (pointer - self.base) >> 3
        if self.words[at] >> 56 != ARRAY:
            raise ValueError("an array was expected")
        return tuple(self.words[at + 3 : at + 3 + self.words[at + 1]])

    def list(self, pointer: int) -> Iterator[int]:
        """The elements of a list."""
        while not pointer & 1:
            head, pointer = self.fields(pointer)
            yield head

    def string(self, pointer: int) -> str:
        """A string."""
        at = pointer - self.base
        if self.words[at >> 3] >> 56 != STRING:
            raise ValueError("a string was expected")
        return self.data[at + 32 : at + 31 + self.words[(at >> 3) + 1]].decode("utf-8")

    def natural(self, pointer: int) -> int:
        """A natural number, small or big."""
        if pointer & 1:
            return pointer >> 1
        at = (pointer - self.base) >> 3
        if self.words[at] >> 56 != BIG:
            raise ValueError("a number was expected")
        limbs = self.words[at + 1] >> 32  # GMP's size, above its allocation
        where = (self.words[at + 2] - self.base) >> 3
        return sum(self.words[where + k] << (64 * k) for k in range(limbs))

    def name(self, pointer: int) -> str:
        """A dotted name; the anonymous one is empty."""
        if pointer & 1:
            return ""
        known = self.names.get(pointer)
        if known is None:
            prefix, last = self.fields(pointer)
            text = self.string(last) if self.tag(pointer) == 1 else str(self.natural(last))
            before = self.name(prefix)
            known = self.names[pointer] = f"{before}.{text}" if before else text
        return known

    # declarations

    def _constant(self, pointer: int) -> Constant:
        kind = KINDS[self.tag(pointer)]
        (held,) = self.fields(pointer)
        fields = self.fields(held)
        name, levels, type_ = self.fields(fields[0])
        flags = self.scalars(held)
        if kind == "definition":
            safe = flags[0] == 1  # unsafe, safe, partial
        elif kind in ("axiom", "opaque"):
            safe = flags[0] == 0
        elif kind in ("inductive", "recursor"):
            safe = flags[1] == 0
        else:
            safe = kind != "constructor" or flags[0] == 0
        value = fields[1] if kind in ("definition", "theorem", "opaque") else None
        parameters = tuple(self.name(item) for item in self.list(levels))
        return Constant(self, self.name(name), kind, parameters, type_, value, safe, fields)

    def mentioned(self, terms: tuple[int, ...]) -> set[str]:
        """The constants in the terms."""
        words, base, found = self.words, self.base, set()
        seen, waiting = set(terms), list(terms)
        while waiting:
            at = (waiting.pop() - base) >> 3
            tag = words[at] >> 56
            parts: tuple[int, ...]
            if tag == APP:
                parts = (words[at + 1], words[at + 2])
            elif tag in (LAMBDA, PI):
                parts = (words[at + 2], words[at + 3])
            elif tag == CONST:
                found.add(self.name(words[at + 1]))
                continue
            elif tag == LET:
                parts = (words[at + 2], words[at + 3], words[at + 4])
            elif tag == METADATA:
                parts = (words[at + 2],)
            elif tag == PROJECTION:
                found.add(self.name(words[at + 1]))
                parts = (words[at + 3],)
            elif tag == LITERAL:
                found.add("Nat" if self.tag(words[at + 1]) == 0 else "String")
                continue
            elif tag in (BVAR, SORT):
                continue
            else:
                raise BadOlean(f"a term with tag {tag}")
            for part in parts:
                if part not in seen:
                    seen.add(part)
                    waiting.append(part)
        return found

    def held(self, extension: str) -> tuple[int, ...]:
        """The entries of the environment extension whose name ends so."""
        return tuple(item for entry in self.entries if entry.extension.endswith(extension) for item in entry.items)
