"""A Lean file that compares the offline core with Lean's own Init, as far as the project depends on it.

Generated from the compiled core, kept as `offline/Conformance.lean`, and run by `attnproof lean --with lake`
where the real Init is. It states, for every constant that the project mentions and every constant in their
types: the exact type, every argument written out; for an inductive type the constructors and the recursor
(which fix their number, order and types) and the projections (which fix the field names); what `rfl` must see
through at reducible transparency, and what it must not; and names of the core that must stay unused.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attnproof.lean.olean import LAMBDA, PROJECTION, Constant
from attnproof.lean.printing import PLAIN, Explicit, quoted
from attnproof.lean.process import Limits
from attnproof.lean.sources import OFFLINE
from attnproof.lean.terms import binder, strip
from attnproof.lean.toolchain import Toolchain

FILE = f"{OFFLINE}/Conformance.lean"
REDUCIBLE = 0
FAILS = "example : True := by\n  fail_if_success\n    {}\n  exact True.intro"
HEAD = """/-!
Generated from the offline core: compares it with the `Init` that this file is run against.
`attnproof lean --with lake` runs it with Lean's own.
-/
set_option autoImplicit false
set_option linter.all false
"""


def wanted(project: Mapping[str, Constant], core: Mapping[str, Constant]) -> list[str]:
    """What the project mentions of the core, with what their types mention, and all about inductive types."""
    found: set[str] = set()
    waiting = [name for constant in project.values() for name in constant.references if name in core]
    while waiting:
        name = waiting.pop()
        if name in found or name not in core:
            continue
        found.add(name)
        constant = core[name]
        waiting += constant.module.mentioned((constant.type,))
        if constant.kind == "inductive":
            waiting += [*constant.constructors(), f"{name}.rec"]
            waiting += [other for other in core if _projection(core[other], name)]
        elif constant.kind in ("constructor", "recursor"):
            waiting.append(name.rpartition(".")[0])
    return sorted(found)


def _projection(constant: Constant, structure: str) -> bool:
    if constant.name.rpartition(".")[0] != structure:
        return False
    held = constant.module.held("projectionFnInfoExt")
    return any(constant.module.name(constant.module.fields(item)[0]) == constant.name for item in held)


def source(project: Mapping[str, Constant], core: Mapping[str, Constant]) -> str:
    """The file."""
    names = [name for name in wanted(project, core) if _comparable(name)]
    most = max((len(core[name].levels) for name in names), default=0)
    lines = [f"universe {' '.join(f'u{k}' for k in range(most))}" if most else ""]
    lines += ["", "/-! Names and types -/"]
    lines += [f"noncomputable example : {_type(core[name])} := {_itself(core[name])}" for name in names]
    lines += ["", "/-! What is seen through at reducible transparency, and what is not -/"]
    status = reducibility(core)
    lines += [_transparency(core[name], status.get(name)) for name in names if _plain(core[name])]
    lines += ["", "/-! Names that only the project has -/"]
    lines += [FAILS.format(f"have := @{quoted(name)}") for name in own(project)]
    return HEAD + "\n".join([*lines, ""])


def reducibility(core: Mapping[str, Constant]) -> dict[str, int]:
    """How far tactics unfold each definition: 0 is reducible; most have no entry."""
    found = {}
    for module in {id(constant.module): constant.module for constant in core.values()}.values():
        for item in module.held("reducibilityCore"):
            name, status = module.fields(item)
            found[module.name(name)] = module.natural(status)
    return found


def own(project: Mapping[str, Constant]) -> list[str]:
    """The names right under the project's namespace: none may exist outside of it, where it would be ambiguous."""
    kinds = ("inductive", "definition")
    found = {name.split(".")[1] for name, constant in project.items() if constant.kind in kinds and "." in name}
    return sorted(name for name in found if PLAIN.fullmatch(name))


def _levels(constant: Constant) -> dict[str, str]:
    return {level: f"u{k}" for k, level in enumerate(constant.levels)}


def _type(constant: Constant) -> str:
    return Explicit(_levels(constant)).term(constant.module, constant.type)


def _itself(constant: Constant) -> str:
    levels = ", ".join(_levels(constant).values())
    return f"@{quoted(constant.name)}" + (f".{{{levels}}}" if levels else "")


def _plain(constant: Constant) -> bool:
    """Whether it is a definition whose value can be written down: no projection, no recursion, nothing private."""
    if constant.kind != "definition" or constant.value is None or _body(constant) == PROJECTION:
        return False
    if constant.name == "rfl":  # a proof: any two are equal, seen through or not
        return False
    mentioned = constant.module.mentioned((constant.value,))
    return all(_comparable(name) and not name.endswith((".rec", "casesOn", "brecOn")) for name in mentioned)


def _body(constant: Constant) -> int:
    """The tag of what a definition gives for its arguments."""
    module, pointer = constant.module, strip(constant.module, constant.value or constant.type)
    while module.tag(pointer) == LAMBDA:
        pointer = strip(module, binder(module, pointer)[2])
    return module.tag(pointer)


def _transparency(constant: Constant, status: int | None) -> str:
    assert constant.value is not None
    value = Explicit(_levels(constant)).term(constant.module, constant.value)
    equation = f"@Eq.{{_}} ({_type(constant)}) {_itself(constant)} {value}"
    if status == REDUCIBLE:
        return f"example : {equation} := by with_reducible rfl"
    return FAILS.format(f"have : {equation} := by with_reducible rfl")


def _comparable(name: str) -> bool:
    """Whether it is a name that both sides can have: nothing that Lean numbers as it comes."""
    return not any(part.startswith(("_", "match_")) for part in name.split("."))


def run(toolchain: Toolchain, folder: Path, work: Path, limits: Limits) -> list[str]:
    """Run the kept file where Lean's own Init is; what it says, line by line."""
    path = folder / FILE
    if not path.is_file():
        return [f"{FILE} is missing"]
    output = toolchain.lean([str(path)], limits=limits, folder=work)
    return [f"{FILE}:{problem}" for problem in output.problems]
