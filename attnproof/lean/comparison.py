"""The ties as part of the check: each main theorem that has one says what `numeric` computes, or it does not pass.

What came of a theorem is kept under the content of all that it depends on: its tie, the modules that it rests
on, and every Python file that has a part in the comparison.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attnproof.cache import Cache, digest, library_versions, source_digest
from attnproof.lean.sources import Project, Rejected
from attnproof.lean.terms import Constants
from attnproof.lean.theorems import Listed

TIES = "ties.toml"


@dataclass(frozen=True)
class Compared:
    """What a theorem was compared with, and why it is not the same; `reason` is empty when it is."""

    says: str
    reason: str


def entries(folder: Path) -> dict[str, dict[str, Any]]:
    """The entries of ties.toml by theorem; none where there is no such file."""
    if not (folder / TIES).is_file():
        return {}
    try:
        listed = tomllib.loads((folder / TIES).read_text(encoding="utf-8"))["tie"]
        found = {str(entry["theorem"]): dict(entry) for entry in listed}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise Rejected(f"{TIES}: {error!r}") from error
    if len(found) != len(listed):
        raise Rejected(f"{TIES}: a theorem is tied twice")
    return found


def stray(project: Project, listed: Collection[Listed]) -> list[str]:
    """The ties of theorems that are not listed."""
    names = {entry.name for entry in listed}
    tied = [f"{project.root}.{name}" for name in entries(project.folder)]
    return [f"{name}: tied in {TIES}, and theorems.toml does not list it" for name in tied if name not in names]


def compare(
    project: Project, listed: Collection[Listed], declared: Constants, keys: Mapping[str, str], cache: Cache
) -> dict[str, Compared]:
    """What came of each listed theorem that has a tie, by its full name.

    declared : the declarations of the project and of the core; keys : the content key of each module, with all
    that it imports.
    """
    ties = entries(project.folder)
    found: dict[str, Compared] = {}
    missing: dict[str, tuple[Listed, str]] = {}
    for entry in listed:
        tie = ties.get(entry.name.removeprefix(f"{project.root}."))
        if tie is None or entry.module not in keys or entry.name not in declared:
            continue
        key = digest("tie", tie, keys[entry.module], source_digest("attnproof.lean.ties"), library_versions())
        kept = cache.get(key)
        if kept is None:
            missing[entry.name] = entry, key
        else:
            found[entry.name] = Compared(str(kept["says"]), str(kept["reason"]))
    if missing:
        found |= _compared(project, missing, declared, cache)
    return found


def _compared(
    project: Project, missing: Mapping[str, tuple[Listed, str]], declared: Constants, cache: Cache
) -> dict[str, Compared]:
    from attnproof.lean import ties  # loads numeric: only where something is left to compare

    try:
        table = ties.read(project.folder)
    except (TypeError, KeyError, ValueError) as error:
        raise Rejected(f"{TIES}: {error}") from error
    reader, found = ties.reader(declared), {}
    for name, (_, key) in missing.items():
        came = ties.tied(table[name.removeprefix(f"{project.root}.")], declared[name], reader)
        states = "1 state" if came.states == 1 else f"{came.states} states"
        found[name] = Compared(f"{came.says} at {states}", came.reason)
        cache.put(key, {"says": found[name].says, "reason": found[name].reason})
    return found
