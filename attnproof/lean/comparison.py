"""The ties as part of the check: each main theorem that has one says what `numeric` computes, or it does not pass.

What is evaluated is its statement in Challenge.lean, which the check compares with the theorem's type, so that a
change of a proof changes nothing here. What came of it is kept under the content of all that it depends on: the
tie, Challenge.lean, the core, and every Python file that has a part in the comparison.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
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
    project: Project, listed: Collection[Listed], stated: Constants, key: str, cache: Cache
) -> dict[str, Compared]:
    """What came of each listed theorem that has a tie, by its full name.

    stated : the statements as Challenge.lean has them, with the declarations that they rest on, the core's among
    them; key : the content key of all that.
    """
    ties = {f"{project.root}.{name}": tie for name, tie in entries(project.folder).items()}
    keys = {
        entry.name: digest(
            "tie", ties[entry.name], key, entry.name, source_digest("attnproof.lean.ties"), library_versions()
        )
        for entry in listed
        if entry.name in ties
    }
    kept = {name: cache.get(place) for name, place in keys.items()}
    found = {name: Compared(str(came["says"]), str(came["reason"])) for name, came in kept.items() if came}
    for name, came in _compared(project, [name for name in keys if name not in found], stated):
        found[name] = came
        cache.put(keys[name], {"says": came.says, "reason": came.reason})
    return found


def _compared(project: Project, names: Collection[str], stated: Constants) -> Iterator[tuple[str, Compared]]:
    if not names:
        return
    from attnproof.lean import ties  # loads numeric: only where something is left to compare

    try:
        table = ties.read(project.folder)
    except (TypeError, KeyError, ValueError) as error:
        raise Rejected(f"{TIES}: {error}") from error
    reader = ties.reader(stated)
    for name in names:
        came = ties.tied(table[name.removeprefix(f"{project.root}.")], stated.get(name), reader)
        states = "1 state" if came.states == 1 else f"{came.states} states"
        yield name, Compared(f"{came.says} at {states}", came.reason)
