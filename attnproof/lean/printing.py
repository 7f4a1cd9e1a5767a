"""Prints the kernel's terms: `readable` for people, `explicit` for Lean to read back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attnproof.lean.olean import BVAR, CONST, LAMBDA, LET, LITERAL, PI, PROJECTION, SORT, Constant, Module
from attnproof.lean.terms import (
    BRACKETS,
    EXPLICIT,
    INSTANCE,
    Constants,
    binder,
    binders,
    level,
    literal,
    spine,
    strip,
    used,
)

# symbol, number of arguments, precedence of the whole, of the left and of the right operand
INFIX = {
    "HAdd.hAdd": ("+", 6, 65, 65, 66),
    "HSub.hSub": ("-", 6, 65, 65, 66),
    "HMul.hMul": ("*", 6, 70, 70, 71),
    "HDiv.hDiv": ("/", 6, 70, 70, 71),
    "HSMul.hSMul": ("•", 6, 73, 74, 73),
    "HPow.hPow": ("^", 6, 75, 76, 75),
    "Eq": ("=", 3, 50, 51, 51),
    "Ne": ("≠", 3, 50, 51, 51),
    "LE.le": ("≤", 4, 50, 51, 51),
    "LT.lt": ("<", 4, 50, 51, 51),
    "GE.ge": ("≥", 4, 50, 51, 51),
    "GT.gt": (">", 4, 50, 51, 51),
    "And": ("∧", 2, 35, 36, 35),
    "Or": ("∨", 2, 30, 31, 30),
    "Iff": ("↔", 2, 20, 21, 21),
    "Prod": ("×", 2, 35, 36, 35),
}
ARROW, APPLIED, ATOM = 25, 1023, 1024
PLAIN = re.compile(r"[^\W\d][\w'!?]*")


class Readable:
    """Prints terms as a reader expects them: infix operators, implicit arguments left out.

    constants : where the types of constants are looked up, to know which arguments are implicit.
    root : the namespace that is left out of names.
    """

    def __init__(self, constants: Constants, root: str = "") -> None:
        """Set what is looked up and left out."""
        self.constants = constants
        self.prefix = f"{root}." if root else ""

    def statement(self, constant: Constant) -> str:
        """The type of a constant."""
        return self.term(constant.module, constant.type, ())

    def short(self, name: str) -> str:
        """A name without the project's own namespace."""
        return name.removeprefix(self.prefix)

    def term(self, module: Module, pointer: int, scope: tuple[str, ...], room: int = 0) -> str:
        """A term under the bound names `scope`, in parentheses if `room` asks for more than its precedence."""
        text, precedence = self._term(module, strip(module, pointer), scope)
        return f"({text})" if precedence < room else text

    def _term(self, module: Module, pointer: int, scope: tuple[str, ...]) -> tuple[str, int]:
        tag = module.tag(pointer)
        if tag == PI:
            return self._pi(module, pointer, scope)
        if tag == LAMBDA:
            name, _, body, _ = binder(module, pointer)
            name = fresh(name, scope)
            return f"fun {name} => {self.term(module, body, (*scope, name))}", 0
        if tag == LET:
            bound_name, _, value, body = module.fields(pointer)[:4]
            called = fresh(module.name(bound_name), scope)
            shown = self.term(module, value, scope)
            return f"let {called} := {shown}; {self.term(module, body, (*scope, called))}", 0
        return self._applied(module, pointer, scope)

    def _pi(self, module: Module, pointer: int, scope: tuple[str, ...]) -> tuple[str, int]:
        name, type_, body, info = binder(module, pointer)
        if info == EXPLICIT and not used(module, body):
            left = self.term(module, type_, scope, ARROW + 1)
            body = strip(module, body)
            return f"{left} → {self.term(module, body, (*scope, '_'), 0 if module.tag(body) == PI else ARROW)}", ARROW
        groups: list[tuple[str, str, int]] = []  # variables, their type, how they are given
        while module.tag(pointer := strip(module, pointer)) == PI:
            name, type_, body, info = binder(module, pointer)
            if info == EXPLICIT and not used(module, body):
                break
            shown, called = self.term(module, type_, scope), fresh(name, scope)
            if groups and groups[-1][1:] == (shown, info) and info != INSTANCE:
                groups[-1] = (f"{groups[-1][0]} {called}", shown, info)
            else:
                groups.append((called, shown, info))
            scope, pointer = (*scope, called), body
        rest = self.term(module, pointer, scope)
        if len(groups) == 1 and groups[0][2] == EXPLICIT:
            return f"∀ {groups[0][0]} : {groups[0][1]}, {rest}", 0
        return f"∀ {' '.join(bound(*group) for group in groups)}, {rest}", 0

    def _applied(self, module: Module, pointer: int, scope: tuple[str, ...]) -> tuple[str, int]:
        head, arguments = spine(module, pointer)
        name = module.name(module.fields(head)[0]) if module.tag(head) == CONST else ""
        if name in INFIX and len(arguments) == INFIX[name][1]:
            symbol, _, whole, left, right = INFIX[name]
            first, second = arguments[-2:]
            return f"{self.term(module, first, scope, left)} {symbol} {self.term(module, second, scope, right)}", whole
        if name == "Neg.neg" and len(arguments) == 3:
            return f"-{self.term(module, arguments[2], scope, 75)}", 75
        if name == "Inv.inv" and len(arguments) == 3:
            return f"{self.term(module, arguments[2], scope, ATOM)}⁻¹", ATOM
        if name == "Not" and len(arguments) == 1:
            return f"¬{self.term(module, arguments[0], scope, 40)}", 40
        if name == "OfNat.ofNat" and len(arguments) == 3:
            return self._term(module, strip(module, arguments[1]), scope)
        if name == "Exists" and len(arguments) == 2 and module.tag(strip(module, arguments[1])) == LAMBDA:
            inner, type_, body, _ = binder(module, strip(module, arguments[1]))
            called = fresh(inner, scope)
            return f"∃ {called} : {self.term(module, type_, scope)}, {self.term(module, body, (*scope, called))}", 0
        shown = [self.term(module, argument, scope, ATOM) for argument in self._given(name, arguments)]
        text = self._head(module, head, scope)
        return (" ".join([text, *shown]), APPLIED) if shown else (text, ATOM)

    def _given(self, name: str, arguments: tuple[int, ...]) -> list[int]:
        """The arguments that are written."""
        constant = self.constants.get(name)
        if constant is None:
            return list(arguments)
        infos = [info for _, _, info in binders(constant.module, constant.type)]
        infos += [EXPLICIT] * (len(arguments) - len(infos))
        return [argument for argument, info in zip(arguments, infos, strict=False) if info == EXPLICIT]

    def _head(self, module: Module, pointer: int, scope: tuple[str, ...]) -> str:
        tag, fields = module.tag(pointer), module.fields(pointer)
        if tag == BVAR:
            return scope[-1 - module.natural(fields[0])]
        if tag == SORT:
            return sort(level(module, fields[0]))
        if tag == CONST:
            return self.short(module.name(fields[0]))
        if tag == LITERAL:
            known = literal(module, fields[0])
            return str(known) if isinstance(known, int) else f'"{known}"'
        if tag == PROJECTION:
            return f"{self.term(module, fields[2], scope, ATOM)}.{module.natural(fields[1]) + 1}"
        return self.term(module, pointer, scope, ATOM)


def bound(called: str, type_: str, info: int) -> str:
    """A group of bound variables with their type."""
    left, right = BRACKETS[info]
    return f"{left}{type_}{right}" if info == INSTANCE else f"{left}{called} : {type_}{right}"


def sort(universe: str) -> str:
    """A sort, as it is usually written."""
    if universe == "0":
        return "Prop"
    if found := re.fullmatch(r"\((.+)\+1\)", universe):
        return f"Type {found[1]}"
    return {"1": "Type"}.get(universe, f"Sort {universe}")


def fresh(name: str, scope: tuple[str, ...]) -> str:
    """A name for a bound variable that the scope does not have; a machine-made name becomes `x`."""
    name = name if PLAIN.fullmatch(name) else "x"
    while name in scope:
        name += "'"
    return name


class Explicit:
    """Prints terms with every argument, so that Lean reads exactly the same term.

    levels : what the constant's universe parameters are called.
    """

    def __init__(self, levels: Mapping[str, str]) -> None:
        """Set the names of the universe parameters."""
        self.levels = levels

    def term(self, module: Module, pointer: int, depth: int = 0) -> str:
        """A term with `depth` variables bound around it, called x0, x1, ..."""
        pointer = strip(module, pointer)
        tag, fields = module.tag(pointer), module.fields(pointer)
        if tag in (PI, LAMBDA):
            _, type_, body, info = binder(module, pointer)
            left, right = BRACKETS[info]
            variable = f"{left}x{depth} : {self.term(module, type_, depth)}{right}"
            rest = self.term(module, body, depth + 1)
            if tag == PI:
                return f"(∀ {variable}, {rest})"
            return f"({'' if info == EXPLICIT else '@'}fun {variable} => {rest})"
        if tag == LET:
            _, type_, value, body = fields[:4]
            shown = f"x{depth} : {self.term(module, type_, depth)} := {self.term(module, value, depth)}"
            return f"(let {shown}; {self.term(module, body, depth + 1)})"
        head, arguments = spine(module, pointer)
        if arguments:
            plain = "@" if module.tag(head) == BVAR else ""  # a variable's implicit arguments are written out as well
            return f"({plain}{' '.join(self.term(module, part, depth) for part in (head, *arguments))})"
        if tag == BVAR:
            return f"x{depth - 1 - module.natural(fields[0])}"
        if tag == SORT:
            return f"(Sort {self.level(module, fields[0])})"
        if tag == CONST:
            given = [self.level(module, item) for item in module.list(fields[1])]
            return "@" + quoted(module.name(fields[0])) + (f".{{{', '.join(given)}}}" if given else "")
        if tag == LITERAL:
            known = literal(module, fields[0])
            return f"(nat_lit {known})" if isinstance(known, int) else f'"{known}"'
        if tag == PROJECTION:
            return f"({self.term(module, fields[2], depth)}).{module.natural(fields[1]) + 1}"
        raise ValueError(f"a term with tag {tag}")

    def level(self, module: Module, pointer: int) -> str:
        """A universe level."""
        return level(module, pointer, self.levels)


def quoted(name: str) -> str:
    """A name as Lean reads it, its odd parts in «»."""
    return ".".join(part if PLAIN.fullmatch(part) else f"«{part}»" for part in name.split("."))
