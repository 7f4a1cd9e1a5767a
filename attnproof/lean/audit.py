"""What every declaration rests on.

Two independent readings must agree: the kernel's terms, read from the compiled modules, and Lean's own
`#print axioms`. The second alone would not do, since a project's macro can print what it likes; a macro
can't change what the first one reads.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attnproof.lean.olean import Constant, Module
from attnproof.lean.printing import PLAIN, quoted
from attnproof.lean.process import Limits
from attnproof.lean.sources import Rejected
from attnproof.lean.toolchain import Toolchain

ALLOWED = frozenset(["propext", "Classical.choice", "Quot.sound"])
CORE_ONLY = frozenset(["sorryAx"])  # the elaborator wants it to exist; nothing may use it
COMPILED_TWIN = "._unsafe_rec"  # what Lean compiles a recursive definition to; the kernel lets no proof use it

# Extensions in which a project has no entry: they replace code, run code at import, or add commands and tactics.
STRANGE = re.compile(r"externAttr|implementedBy|[iI]nitAttr|CSimp|ElabAttribute|[sS]improc")

NONE = re.compile(r"'(?P<name>.+)' does not depend on any axioms")
SOME = re.compile(r"'(?P<name>.+)' depends on axioms: \[(?P<axioms>[^\]]*)\]")

Axioms = Mapping[str, frozenset[str]]


def constants(modules: Iterable[Module]) -> dict[str, Constant]:
    """The declarations of several modules."""
    return {name: constant for module in modules for name, constant in module.constants.items()}


def closure(project: Mapping[str, Constant], leaves: Axioms) -> dict[str, frozenset[str]]:
    """The axioms that each declaration rests on; `leaves` tells those of what lies outside.

    Goes backwards, from each axiom to all that mention what mentions it.
    """
    mentioned_by: dict[str, list[str]] = defaultdict(list)
    first: dict[str, set[str]] = defaultdict(set)
    for name, constant in project.items():
        if constant.kind == "axiom":
            first[name].add(name)
        for other in constant.references:
            if other in project:
                mentioned_by[other].append(name)
            else:
                for axiom in leaves[other]:
                    first[axiom].add(name)
    found: dict[str, set[str]] = defaultdict(set)
    for axiom, waiting in first.items():
        reached: set[str] = set()
        todo = list(waiting)
        while todo:
            name = todo.pop()
            if name not in reached:
                reached.add(name)
                todo += mentioned_by[name]
        for name in reached:
            found[name].add(axiom)
    return {name: frozenset(found[name]) for name in project}


def outside(project: Mapping[str, Constant]) -> list[str]:
    """What the project mentions and does not declare."""
    return sorted({other for constant in project.values() for other in constant.references} - set(project))


def core(declared: Mapping[str, Constant]) -> dict[str, frozenset[str]]:
    """The axioms of the offline core's declarations; rejects a core with other axioms than Lean's three."""
    axioms = {name for name, constant in declared.items() if constant.kind == "axiom" and constant.safe}
    if axioms != ALLOWED | CORE_ONLY:
        strange = ", ".join(sorted(axioms ^ (ALLOWED | CORE_ONLY)))
        raise Rejected(f"the offline core has not exactly Lean's axioms: {strange}")
    if missing := outside(declared):
        raise Rejected(f"the offline core is not whole: {', '.join(missing)}")
    return closure(declared, {})


def structure(project: Mapping[str, Constant], modules: Mapping[str, Module]) -> list[str]:
    """The declarations that a project must not have, whatever they are used for."""
    problems = []
    for name, constant in project.items():
        if constant.kind in ("axiom", "opaque", "quotient"):
            problems.append(f"{name}: a declaration of kind {constant.kind}")
        elif not constant.safe and not (
            name.endswith(COMPILED_TWIN) and project.get(name.removesuffix(COMPILED_TWIN)) is not None
        ):
            problems.append(f"{name}: unsafe or partial")
    for name, module in modules.items():
        for entry in module.entries:
            if entry.items and STRANGE.search(entry.extension):
                problems.append(f"{name}: has entries in {entry.extension}")
    return problems


def nameable(name: str) -> bool:
    """Whether a command can name it: not private, no part made by a macro."""
    return not name.startswith("_private") and all(PLAIN.fullmatch(part) for part in name.split("."))


def ask(
    toolchain: Toolchain,
    names: Sequence[str],
    imports: Sequence[str],
    *,
    work: Path,
    path: Sequence[Path],
    folder: Path | None,
    limits: Limits,
) -> dict[str, frozenset[str]]:
    """Lean's own answer for each name. One message for each line of the file, in its place, or it is rejected."""
    header = [f"import {module}" for module in imports]
    file = work / f"Audit{len(names)}_{len(imports)}.lean"
    file.write_text("\n".join([*header, *(f"#print axioms {quoted(name)}" for name in names), ""]), encoding="utf-8")
    output = toolchain.lean([str(file)], limits=limits, path=path, folder=folder)
    if output.problems:
        raise Rejected(*(f"audit:{problem}" for problem in output.problems[:20]))
    if [message.line for message in output.messages] != list(range(len(header) + 1, len(header) + len(names) + 1)):
        raise Rejected(f"audit: {len(output.messages)} answers to {len(names)} questions, or not in their order")
    answers = {}
    for name, message in zip(names, output.messages, strict=True):
        answer = NONE.fullmatch(message.text) or SOME.fullmatch(message.text)
        if answer is None or answer["name"].replace("«", "").replace("»", "") != name:
            raise Rejected(f"audit: no answer about {name}: {message.text[:200]!r}")
        listed = answer.groupdict().get("axioms") or ""
        answers[name] = frozenset(axiom.strip() for axiom in listed.split(",") if axiom.strip())
    return answers


def disagreements(read: Axioms, answered: Axioms) -> list[str]:
    """Where what Lean printed is not what the compiled modules say."""
    return [
        f"{name}: Lean prints {shown(axioms)}, the compiled module says {shown(read[name])}"
        for name, axioms in answered.items()
        if axioms != read[name]
    ]


def excess(read: Axioms) -> list[str]:
    """The declarations that rest on more than the three axioms."""
    return [f"{name}: rests on {shown(axioms - ALLOWED)}" for name, axioms in read.items() if axioms - ALLOWED]


def shown(axioms: Iterable[str]) -> str:
    """A set of axioms in words."""
    return ", ".join(sorted(axioms)) or "no axioms"
