"""What a piece of evidence holds besides its summary: small numbers, lists, tables, a state in full.

A table is `numbers["table"]`, or each of a list of them there:

    {"caption": "...", "columns": ["ensemble", "share"], "rows": [["GOE", 0.12], ...]}

with one text or number for each column in each row. A witness is a state in the input format of
`attnproof evaluate`, under the key "state" or beside the witness's other keys (its enclosures).
"""

from __future__ import annotations

import json
import re
from typing import Any

from attnproof.report.text import scalar

DRAWN = ("series", "table")  # shown as figures and tables, not as numbers
SHORT = 120  # characters of a text that still reads as a number
STATE = ("beta", "tokens", "heads", "attention", "geometry")


class TableError(ValueError):
    """Data of a table that does not follow the convention of this module."""


def notes(evidence: dict[str, Any]) -> list[tuple[str, str]]:
    """The small scalars (name, value) that the summary does not say already."""
    small = [(key, scalar(value)) for key, value in _numbers(evidence) if isinstance(value, str | int | float)]
    return [(key, text) for key, text in small if len(text) <= SHORT and not _said(evidence["summary"], key, text)]


def lists(evidence: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """The lists of texts, such as the rewrite rules that a derivation used."""
    return [
        (key, value)
        for key, value in _numbers(evidence)
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value)
    ]


def tables(evidence: dict[str, Any]) -> list[dict[str, Any]]:
    """The tables, checked."""
    given = evidence["numbers"].get("table", [])
    found = given if isinstance(given, list) else [given]
    for table in found:
        if not isinstance(table, dict) or set(table) != {"caption", "columns", "rows"}:
            raise TableError(f"{evidence['check']}: a table is caption, columns and rows, got {str(table)[:100]}")
        for row in table["rows"]:
            if len(row) != len(table["columns"]):
                raise TableError(f"{evidence['check']}: {len(table['columns'])} columns, but the row {row}")
            if not all(isinstance(entry, str | int | float) for entry in row):
                raise TableError(f"{evidence['check']}: neither a text nor a number in the row {row}")
    return found


def state(evidence: dict[str, Any]) -> dict[str, Any] | None:
    """The witness as `attnproof evaluate` reads it, if it is a state."""
    witness = evidence["witness"] or {}
    data = witness.get("state", witness)
    return {key: data[key] for key in STATE if key in data} if "tokens" in data else None


def findings(evidence: dict[str, Any]) -> list[tuple[str, str]]:
    """What the witness holds besides the state, such as the enclosures of two libraries: (name, value)."""
    witness = evidence["witness"] or {}
    return [pair for key, value in witness.items() if key not in ("state", *STATE) for pair in _flat(key, value)]


def _numbers(evidence: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(key, value) for key, value in evidence["numbers"].items() if key not in DRAWN]


def _flat(name: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [pair for key, inner in value.items() for pair in _flat(f"{name}: {key}", inner)]
    return [(name, scalar(value) if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False))]


def _said(summary: str, name: str, text: str) -> bool:
    """Does the summary hold this value, and, where the value is short, a word of its name?"""
    value = re.search(rf"(?<![\w.\-]){re.escape(text)}(?!\w|\.\d)", summary)
    return bool(value) and (len(text) > 3 or any(re.search(rf"\b{re.escape(word)}", summary) for word in name.split()))
