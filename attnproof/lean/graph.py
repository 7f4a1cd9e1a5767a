"""What rests on what: the constants a theorem uses, the theorems behind a theorem, the claims behind a claim."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attnproof.lean.olean import Constant
from attnproof.lean.theorems import Listed


@dataclass(frozen=True)
class Traced:
    """A theorem as it stands in its file.

    position : line and column of its name, from 1.
    premises : the constants that its text names (statement and proof).
    rests_on : the declarations of the project in its kernel term, statement and proof, directly.
    """

    name: str
    module: str
    position: tuple[int, int]
    premises: tuple[str, ...]
    rests_on: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """As data."""
        return {
            "name": self.name,
            "module": self.module,
            "position": list(self.position),
            "premises": list(self.premises),
            "rests_on": list(self.rests_on),
        }


def trace(ileans: Mapping[str, Path], project: Mapping[str, Constant]) -> tuple[Traced, ...]:
    """Every theorem of the project, by module and position, from the `.ilean` files and the kernel's terms."""
    found = []
    for module, path in ileans.items():
        data = json.loads(path.read_text(encoding="utf-8"))
        premises: dict[str, set[str]] = {}
        for key, reference in data["references"].items():
            subject = json.loads(key)
            if "c" in subject:
                for usage in reference["usages"]:
                    if len(usage) > 4:  # inside a declaration: the fifth entry names it
                        premises.setdefault(usage[4], set()).add(subject["c"]["n"])
        for name, place in data["decls"].items():
            constant = project.get(name)
            if constant is not None and constant.kind == "theorem":
                rests = sorted(other for other in constant.references if other in project and other != name)
                line, column = place[4] + 1, place[5] + 1
                found.append(Traced(name, module, (line, column), tuple(sorted(premises.get(name, ()))), tuple(rests)))
    return tuple(sorted(found, key=lambda theorem: (theorem.module, theorem.position)))


def behind(name: str, project: Mapping[str, Constant]) -> set[str]:
    """Every declaration of the project that one rests on, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for other in project[waiting.pop()].references:
            if other in project and other not in found:
                found.add(other)
                waiting.append(other)
    return found


def between(listed: Collection[Listed], project: Mapping[str, Constant]) -> dict[str, tuple[str, ...]]:
    """For each main theorem: the other main theorems that it rests on, without those these rest on in turn."""
    names = {entry.name for entry in listed if entry.name in project}
    reach = {name: (behind(name, project) & names) - {name} for name in sorted(names)}
    return {
        name: tuple(sorted(other for other in below if not any(other in reach[third] for third in below - {other})))
        for name, below in reach.items()
    }


def of_claims(listed: Collection[Listed], project: Mapping[str, Constant]) -> dict[str, Any]:
    """The dependency graph that the report draws: claims, their theorems, and which claim's proofs use which's."""
    claim_of = {entry.name: entry.claim for entry in listed}
    resting = between(listed, project)
    edges = sorted(
        {
            (claim_of[name], claim_of[other])
            for name, below in resting.items()
            for other in below
            if claim_of[name] != claim_of[other]
        }
    )
    return {
        "claims": {
            claim: sorted(entry.name for entry in listed if entry.claim == claim)
            for claim in sorted({entry.claim for entry in listed})
        },
        "theorems": {name: list(below) for name, below in resting.items()},
        "edges": [list(edge) for edge in edges],
    }
