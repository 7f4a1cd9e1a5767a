"""The list of main theorems, `theorems.toml`, against what the files declare."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from attnproof.lean.olean import Constant, Module
from attnproof.lean.sources import Rejected

LIST = "theorems.toml"
MAIN = "**"  # a theorem whose docstring starts so is a main theorem


@dataclass(frozen=True)
class Listed:
    """A main theorem: its full name, the claim it serves, its module, and what it means, in words."""

    name: str
    claim: str
    module: str
    meaning: str


def read(folder: Path) -> tuple[Listed, ...]:
    """The list; every entry has the four fields, and no name comes twice."""
    try:
        data = tomllib.loads((folder / LIST).read_text(encoding="utf-8"))
        found = tuple(
            Listed(*(str(entry[key]) for key in ("name", "claim", "module", "meaning"))) for entry in data["theorem"]
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise Rejected(f"theorems.toml: {error!r}") from error
    names = [listed.name for listed in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Rejected(f"theorems.toml: listed twice: {', '.join(twice)}")
    if not found:
        raise Rejected("theorems.toml lists no theorem: nothing would be checked")
    return found


def problems(
    listed: Collection[Listed],
    modules: Mapping[str, Module],
    project: Mapping[str, Constant],
    claims: Collection[str] | None,
) -> dict[str, str]:
    """What is wrong with the list, by theorem: missing, no theorem, elsewhere, of no claim, or not listed."""
    found = {}
    for entry in listed:
        constant = project.get(entry.name)
        if constant is None:
            found[entry.name] = "listed in theorems.toml, and not in the files"
        elif constant.kind != "theorem":
            found[entry.name] = f"listed as a theorem, and a {constant.kind}"
        elif entry.module not in modules or entry.name not in modules[entry.module].constants:
            found[entry.name] = f"not in {entry.module}, where theorems.toml has it"
        elif claims is not None and entry.claim not in claims:
            found[entry.name] = f"listed for {entry.claim!r}, and there is no such claim"
    names = {entry.name for entry in listed}
    for module in modules.values():
        for item in module.held("docStringExt"):
            subject, text = module.fields(item)
            name = module.name(subject)
            marked = module.string(text).lstrip().startswith(MAIN)
            if marked and name not in names and name in project and project[name].kind == "theorem":
                found[name] = f"its docstring starts with {MAIN}, as a main theorem's, and theorems.toml lacks it"
    return found
