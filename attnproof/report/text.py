"""Texts of the ledger as GitHub-flavoured Markdown: what they say is shown, never obeyed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

_SPAN = re.compile(r"(`[^`]+`|\$[^$`\s](?:[^$`]*[^$`\s])?\$)")  # `code` and $TeX$ inside prose
_SPECIAL = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~])       # a backslash that would escape
    | [`$~]                     # a backtick or a dollar without its partner; what strikes through
    | (?<![ ])\* | \*(?![ ])    # emphasis, not a product between spaces
    | (?<!\w)_ | _(?!\w)        # emphasis, not the index in x_i
    | \](?=[(\[:])              # a link
    | <(?=[A-Za-z/!?])          # a tag
    | &(?=\#?\w+;)              # an entity
    """,
    re.VERBOSE,
)
_ESCAPED = {"$": "<span>$</span>", "<": "&lt;", "&": "&amp;"}  # all else by a backslash
_OPENED = re.compile(  # a numbered list; a heading, list, rule, quote, task or footnote
    r"^(\d+(?=[.)](?:\s|$))|(?=[#+\-](?:[\s#+\-]|$)|[>=]|\[(?:[ xX]\]|\^)))"
)
_INNER = re.compile(r"<(?=\S)([^<>=]*,[^<>=]*)(?<=\S)>")  # <x, y> for an inner product
_OPERATOR = re.compile(r"\\operatorname\{(\w+)\}")
_INDEXED = re.compile(r"\\operatorname\{(\w+)\}(?=[_^])")  # no space before its index
_PAPER = re.compile(r"arXiv (\d{4}\.\d{4,5})")


def prose(text: str) -> str:
    """One paragraph: `code` and $TeX$ as they are meant, everything else literal."""
    parts = _SPAN.split(" ".join(text.split()))
    parts[1::2] = [part if part.startswith("`") else formula(part[1:-1]) for part in parts[1::2]]
    parts[0::2] = [_SPECIAL.sub(lambda found: _ESCAPED.get(found[0], "\\" + found[0]), part) for part in parts[0::2]]
    return _OPENED.sub(r"\1\\", "".join(parts))


def cell(text: str) -> str:
    """Prose that keeps its pipes inside one cell of a table."""
    return prose(text).replace("|", r"\|")


def formula(tex: str) -> str:
    """TeX inside a line, in the form in which GitHub leaves backslashes and underscores alone."""
    return f"$`{brackets(' '.join(tex.split()))}`$"


def brackets(tex: str) -> str:
    """TeX that GitHub renders: <x, y> in angle brackets, no \\operatorname, no backtick (which ends a formula)."""
    tex = _INDEXED.sub(r"\\mathrm{\1}", _INNER.sub(r"\\langle \1 \\rangle", tex))
    return _OPERATOR.sub(r"\\mathrm{\1}\\,", tex).replace("`", "'")


def alternative(title: str) -> str:
    """The text that stands for a picture: nothing that Markdown reads."""
    return " ".join(re.sub(r"[^\w\s.,:;()=+'-]", " ", title).split())


def source(work: str) -> str:
    """A source, arXiv numbers linked."""
    return _PAPER.sub(r"[arXiv \1](https://arxiv.org/abs/\1)", prose(work))


def anchor(claim_id: str) -> str:
    """The link to the section whose heading is this id, as GitHub makes it."""
    return f"[`{claim_id}`](#{claim_id.replace('.', '')})"


def series(words: Sequence[str]) -> str:
    """a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def scalar(value: Any) -> str:
    """A text, a number or any small datum, to be read."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else _flat(value).removesuffix(".0")


def state(data: dict[str, Any]) -> str:
    """A state as JSON that a reader can paste into a file: one line a key, one line a head."""
    lines = []
    for key, value in data.items():
        if key == "heads":
            inner = ",\n".join(f"  {_flat(head)}" for head in value)
            lines.append(f' "heads": [\n{inner}\n ]')
        else:
            lines.append(f" {_flat(key)}: {_flat(value)}")
    return "{\n" + ",\n".join(lines) + "\n}"


def _flat(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
