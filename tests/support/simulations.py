"""Configs of `attnproof simulate` as text."""

from __future__ import annotations

import json
from typing import Any

LEAST: dict[str, dict[str, Any]] = {"tokens": {"n": 6, "d": 3}, "model": {"beta": 1.0}, "integrate": {"end": 2}}


def toml(tables: dict[str, dict[str, Any]]) -> str:
    lines = []
    for name, table in tables.items():
        lines += [f"[{name}]", *(f"{key} = {_value(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    return value.text if isinstance(value, Raw) else json.dumps(value)


class Raw:
    def __init__(self, text: str) -> None:
        self.text = text


def with_(**changes: dict[str, Any]) -> str:
    """The least config with some keys changed; None takes one away."""
    tables = {name: dict(LEAST.get(name, {})) for name in {**LEAST, **changes}}
    for name, change in changes.items():
        tables[name] |= change
    return toml({name: {key: value for key, value in t.items() if value is not None} for name, t in tables.items()})
