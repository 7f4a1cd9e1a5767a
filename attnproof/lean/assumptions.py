"""The assumption surface: the fields of all classes of the project.

A theorem about every ordered field assumes what the class of ordered fields says. `#print axioms` does not
tell that, so the fields are read from the compiled modules and compared with `assumptions.toml`: a field
that is new, gone or changed fails until the list says the same.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from attnproof.lean.olean import PI, Constant, Module
from attnproof.lean.printing import Readable, fresh
from attnproof.lean.sources import Rejected
from attnproof.lean.terms import INSTANCE, Constants, binder, binders, spine, strip

LIST = "assumptions.toml"

Surface = dict[str, tuple[str, ...]]


def surface(modules: Iterable[Module], everything: Constants, root: str) -> Surface:
    """The fields, with their types, of each class that the modules declare."""
    printer = Readable(everything, root)
    found: Surface = {}
    for module in modules:
        for item in module.held("classExtension"):
            name = module.name(module.fields(item)[0])
            constant = everything.get(name)
            if constant is not None and constant.kind == "inductive":
                found[name] = tuple(
                    line for made in constant.constructors() for line in _fields(everything[made], constant, printer)
                )
            elif constant is not None:  # a definition that was declared a class: its body is what it assumes
                found[name] = (f"{constant.kind} : {printer.statement(constant)}",)
    return found


def _fields(constructor: Constant, inductive: Constant, printer: Readable) -> list[str]:
    module, pointer = constructor.module, constructor.type
    parameters = inductive.module.natural(inductive.fields[1])
    scope: tuple[str, ...] = ()
    lines = []
    while module.tag(pointer := strip(module, pointer)) == PI:
        name, type_, pointer, _ = binder(module, pointer)
        called = fresh(name, scope)
        if len(scope) >= parameters:
            lines.append(f"{called} : {printer.term(module, type_, scope)}")
        scope = (*scope, called)
    return lines


def assumed(statement: Constant, classes: Iterable[str]) -> tuple[str, ...]:
    """The classes that a statement asks of its variables, as far as it names them itself."""
    module, known, found = statement.module, set(classes), []
    for _, type_, info in binders(module, statement.type):
        head = spine(module, type_)[0]
        if info == INSTANCE and module.fields(head) and (name := module.name(module.fields(head)[0])) in known:
            found.append(name)
    return tuple(found)


def read(folder: Path) -> Surface:
    """The listed surface."""
    try:
        data = tomllib.loads((folder / LIST).read_text(encoding="utf-8"))
        return {str(entry["name"]): tuple(map(str, entry["fields"])) for entry in data.get("class", [])}
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise Rejected(f"{LIST}: {error!r}") from error


def compared(found: Surface, folder: Path) -> list[str]:
    """Where the classes are not what the list says."""
    try:
        return differences(found, read(folder))
    except Rejected as error:
        return [*error.problems, "`attnproof lean --assumptions` prints what it would have to say"]


def differences(found: Surface, listed: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What the classes have and the list lacks, and the other way round."""
    lines = []
    for name in sorted(found.keys() | listed.keys()):
        declared, expected = found.get(name), listed.get(name)
        if declared is None:
            lines.append(f"{name}: listed in {LIST}, and no class of the project")
        elif expected is None:
            lines.append(f"{name}: a class that {LIST} does not list, with the fields {'; '.join(declared)}")
        else:
            lines += [f"{name}: the field `{line}` is not in {LIST}" for line in declared if line not in expected]
            lines += [f"{name}: {LIST} has `{line}`, the class has not" for line in expected if line not in declared]
    return lines


def as_toml(found: Surface) -> str:
    """The list, as the file has it."""
    head = "# What the theorems assume: the fields of all classes of the project. A new one fails until it stands here."
    lines = [head]
    for name, fields in found.items():
        lines += ["", "[[class]]", f"name = {json.dumps(name)}", "fields = ["]
        lines += [f"  {json.dumps(field, ensure_ascii=False)}," for field in fields]
        lines.append("]")
    return "\n".join(lines) + "\n"
