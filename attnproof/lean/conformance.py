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

from attnproof.lean.olean import Constant
from attnproof.lean.printing import Explicit, quoted
from attnproof.lean.process import Limits
from attnproof.lean.sources import OFFLINE
from attnproof.lean.toolchain import Toolchain

FILE = f"{OFFLINE}/Conformance.lean"
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
    lines, most = [], 0
    for name in names:
        constant = core[name]
        most = max(most, len(constant.levels))
        levels = {level: f"u{k}" for k, level in enumerate(constant.levels)}
        given = f".{{{', '.join(levels.values())}}}" if levels else ""
        type_ = Explicit(levels).term(constant.module, constant.type)
        lines.append(f"noncomputable example : {type_} := @{quoted(name)}{given}")
    universes = " ".join(f"u{k}" for k in range(most))
    return "\n".join([HEAD + (f"universe {universes}" if most else ""), *lines, ""])


def _comparable(name: str) -> bool:
    return not name.startswith("_") and "_private" not in name and "match_" not in name


def run(toolchain: Toolchain, folder: Path, work: Path, limits: Limits) -> list[str]:
    """Run the kept file where Lean's own Init is; what it says, line by line."""
    path = folder / FILE
    if not path.is_file():
        return [f"{FILE} is missing"]
    output = toolchain.lean([str(path)], limits=limits, folder=work)
    return [f"{FILE}:{problem}" for problem in output.problems]
