"""When the project does not compile: which theorems that concerns, and which it does not.

Declarations with an error lose their proof (or, if their statement is at fault, are taken out), until the rest
compiles; what then rests on `sorryAx`, or is gone, is what failed. This decides nothing but what a reader is
told: the run has failed already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from attnproof.lean.build import Lenience
from attnproof.lean.sources import code

LENIENT = Lenience("diagnosis", lambda problem: ": error: " not in problem)
ROUNDS = 12
MODIFIERS = r"(?:(?:private|protected|noncomputable|scoped|local)\s+)*"
COMMAND = re.compile(
    rf"^(?:@\[[^\]]*\]\s*)*{MODIFIERS}(?P<kind>theorem|lemma|def|abbrev|instance|example|structure|class|inductive|"
    r"namespace|section|end|open|variable|universe|set_option|macro_rules|macro|syntax|notation|infix\w*|prefix|"
    r"postfix|attribute|export|declare_\w+|mutual|import|#\w+)\b",
    re.MULTILINE,
)
POSITION = re.compile(r"(\d+):\d+: error")
OPEN, CLOSE = "([{⟨⟪", ")]}⟩⟫"


def without(text: str, problems: Sequence[str], before: str) -> str:
    """The text with the proofs, or else the commands, taken out at the places of the errors.

    before : the text as it was written; what has lost its proof already is taken out.
    """
    bare = code(text)
    starts = [(found.start(), found["kind"]) for found in COMMAND.finditer(bare)]
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    edits: dict[int, tuple[int, str]] = {}  # where a piece starts: where it ends, what replaces it
    for problem in problems:
        found = POSITION.match(problem)
        if found is None or int(found[1]) > len(lines):
            continue
        place = lines[int(found[1]) - 1]
        inside = [k for k, (start, _) in enumerate(starts) if start <= place]
        if not inside:
            continue
        start, kind = starts[inside[-1]]
        end = starts[inside[-1] + 1][0] if inside[-1] + 1 < len(starts) else len(text)
        proof = proof_of(bare, start, end) if kind in ("theorem", "lemma") else None
        if proof is not None and text[start:end] in before:
            edits[proof] = (end, ":= sorry")
        else:
            edits[start] = (end, "")
    for start, (end, new) in sorted(edits.items(), reverse=True):
        # comments and line ends stay, so that what follows keeps its line
        kept = "".join(c if b.isspace() else "" for b, c in zip(bare[start:end], text[start:end], strict=True))
        text = text[:start] + new + kept + text[end:]
    return text


def proof_of(bare: str, start: int, end: int) -> int | None:
    """Where a theorem's proof starts: at the first `:=` (or `|` of an alternative) outside all brackets."""
    depth = 0
    for place in range(start, end):
        if bare[place] in OPEN:
            depth += 1
        elif bare[place] in CLOSE:
            depth -= 1
        elif depth == 0 and (bare.startswith(":=", place) or re.match(r"\n\s*\|", bare[place:end])):
            return place
    return None


def compiles(texts: Mapping[str, str], failures: Callable[[Mapping[str, str]], Mapping[str, Sequence[str]]]) -> bool:
    """Whether it came to compile, with as little taken out as it takes.

    failures : compiles, and gives the errors of each module that has any.
    """
    current = dict(texts)
    for _ in range(ROUNDS):
        found = failures(current)
        if not found:
            return True
        following = {name: without(current[name], problems, texts[name]) for name, problems in found.items()}
        if following.items() <= current.items():
            return False
        current |= following
    return False
