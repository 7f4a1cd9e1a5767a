"""What a piece of evidence holds besides its summary: small numbers, lists, tables, a state in full.

A table is `numbers["table"]`, or each of a list of them there:

    {"caption": "...", "columns": ["ensemble", "share"], "rows": [["GOE", 0.12], ...]}

with one text or number for each column in each row. A witness is a case: a state in the input format
of `attnproof evaluate`, under the key "state" or bare, with what was found there (enclosures by the
name of the quantity, then of the library), and under "also" the further cases.
"""

from __future__ import annotations

import re
from math import isclose
from typing import Any

from attnproof.report.text import scalar

DRAWN = ("series", "table")  # shown as figures and tables, not as numbers
SHORT = 120  # characters of a text that still reads as a number
_WORDS = re.compile(r"[\w+\-/^]+(?:\.\d[\w+\-]*)?")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?")
STATE = ("beta", "tokens", "heads", "attention", "geometry")


class TableError(ValueError):
    """Data of a table that does not follow the convention of this module."""


def notes(evidence: dict[str, Any]) -> list[tuple[str, str]]:
    """The small scalars (name, value) that the summary does not say already."""
    small = [(key, value) for key, value in _numbers(evidence) if isinstance(value, str | int | float)]
    return [
        (key, scalar(value))
        for key, value in small
        if len(scalar(value)) <= SHORT and not _said(evidence["summary"], value)
    ]


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


def cases(evidence: dict[str, Any]) -> list[dict[str, Any]]:
    """Each case of the witness: its "state" or None, and "rows", what was found there: (quantity, {how: value})."""
    witness = evidence["witness"] or {}
    return [_case(case) for case in (witness, *witness.get("also", ())) if case]


def _case(case: dict[str, Any]) -> dict[str, Any]:
    bare = {} if "state" in case else {key: case[key] for key in STATE if key in case}
    rows = [row for key, value in case.items() if key not in ("state", "also", *bare) for row in _rows(key, value)]
    return {"state": case.get("state", bare) or None, "rows": rows}


def _rows(name: str, value: Any) -> list[tuple[str, dict[str, str]]]:
    if not isinstance(value, dict):
        return [(name, {"value": _told(value)})]
    if all(isinstance(inner, dict) for inner in value.values()):
        return [row for key, inner in value.items() for row in _rows(key, inner)]
    return [(name, {key: _told(inner) for key, inner in value.items()})]


def _told(value: Any) -> str:
    if isinstance(value, list):
        return f"({', '.join(map(_told, value))})"
    return scalar(value)


def _numbers(evidence: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(key, value) for key, value in evidence["numbers"].items() if key not in DRAWN]


def _said(summary: str, value: Any) -> bool:
    """Does the summary hold this text's words, or this number as it is or in per cent?"""
    words = set(_WORDS.findall(summary))
    if isinstance(value, str):
        return set(_WORDS.findall(value)) <= words
    numbers = [float(word) for word in words if _NUMBER.fullmatch(word)]
    return not isinstance(value, bool) and any(isclose(value * scale, said) for said in numbers for scale in (1, 100))
