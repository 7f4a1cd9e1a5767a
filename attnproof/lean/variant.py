"""A second core, with everything reducible that can be.

Where the offline core leaves a definition as it is, Lean's own Init may let tactics see through it. A proof
that passes only because something stays folded (a goal that `rw` does not close by itself, say) is found by
checking the theorem files against a core in which nothing stays folded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attnproof.lean.olean import Module
from attnproof.lean.sources import code

DEFINITION = re.compile(
    r"^(?P<attributes>@\[(?P<list>[^\]]*)\]\s*)?(?:(?:protected|noncomputable|private)\s+)*def\s+(?P<name>\S+)",
    re.MULTILINE,
)


ATTRIBUTE = re.compile(r"^attribute \[(?:implicit_|instance_)?reducible\] (?P<names>[^\n]*)\n", re.MULTILINE)


FOLDED = frozenset(["Not"])  # `@[symm]` on Ne.symm would not see that its statement is about `≠`


def reducible(texts: Mapping[str, str], folded: frozenset[str] = FOLDED) -> dict[str, str]:
    """The core with `@[reducible]` on every definition, but those named in `folded`."""
    return {name: _module(text, folded) for name, text in texts.items()}


def _module(text: str, folded: frozenset[str]) -> str:
    bare = code(text)
    made, pieces, place = set(), [], 0
    for found in DEFINITION.finditer(bare):
        if found["name"] in folded:
            continue
        made.add(found["name"].split(".")[-1])
        if re.search(r"\breducible\b", found["list"] or ""):
            continue
        pieces.append(text[place : found.start()])
        if found["attributes"]:
            pieces.append(f"@[reducible, {text[found.start('list') : found.end('attributes')]}")
            place = found.end("attributes")
        else:
            pieces.append("@[reducible] ")
            place = found.start()
    changed = "".join([*pieces, text[place:]])

    def attribute(found: re.Match[str]) -> str:
        """What a later command would set: only for what is not reducible from the start."""
        left = [name for name in found["names"].split() if name.split(".")[-1] not in made and name not in folded]
        return f"attribute [reducible] {' '.join(left)}\n" if left else "\n"

    return ATTRIBUTE.sub(attribute, changed)


def count(modules: Mapping[str, Module]) -> int:
    """How many definitions are reducible."""
    return sum(
        1
        for module in modules.values()
        for item in module.held("reducibilityCore")
        if module.natural(module.fields(item)[1]) == 0
    )
