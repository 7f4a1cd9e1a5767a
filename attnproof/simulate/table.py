"""One table of a TOML config, read key by key: a wrong key is named, with what was got and what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from math import inf, isfinite
from typing import Any, NoReturn, TypeVar

Word = TypeVar("Word", bound=str)

LONGEST = 60  # characters of a wrong value that an error shows
NEEDED: Any = object()  # a default that says that there is none


class ConfigError(ValueError):
    """A config that is wrong; the text names the key, what was got, and what would be right."""

    code = 2  # that the process leaves with


class MissingLibrary(ConfigError):
    """A config that needs a library which is not installed; the text names what brings it."""

    code = 3


class Table:
    """A table `name` of a config, with the only keys that it may have."""

    def __init__(self, content: Any, name: str, known: Sequence[str]) -> None:
        """ConfigError for what is no table, or has a key that is not known."""
        self.name = name
        if not isinstance(content, dict):
            raise ConfigError(f"{name} must be a table, [{name}], got {shown(content)}")
        for key in content:
            if key not in known:
                raise ConfigError(f"{self.place(key)}: no such key{_likely(key, known)}")
        self._content: dict[str, Any] = content

    def place(self, key: str) -> str:
        """The key as errors name it."""
        return f"{self.name}.{key}" if self.name else key

    def wrong(self, key: str, right: str) -> NoReturn:
        """Say of a key that is there what would be right."""
        raise ConfigError(f"{self.place(key)} must be {right}, got {shown(self._content.get(key))}")

    def __contains__(self, key: str) -> bool:
        return key in self._content

    def off(self, key: str) -> bool:
        """Is the key there, and false?"""
        return self._content.get(key) is False

    def _get(self, key: str, default: Any, right: str) -> Any:
        if key in self._content:
            return self._content[key]
        if default is NEEDED:
            raise ConfigError(f"{self.place(key)} is missing: it must be {right}")
        return default

    def integer(self, key: str, default: Any = NEEDED, *, least: int = 0, most: int | None = None) -> int:
        """A whole number within bounds."""
        right = f"a whole number >= {least}" if most is None else f"a whole number from {least} to {most}"
        value = self._get(key, default, right)
        if type(value) is not int or value < least or (most is not None and value > most):
            self.wrong(key, right)
        return value

    def number(
        self, key: str, default: Any = NEEDED, *, above: float = -inf, least: float = -inf, most: float = inf
    ) -> float:
        """A finite number, > above, >= least and <= most."""
        right = _range(above, least, most)
        value = self._get(key, default, right)
        if not is_number(value) or not above < value <= most or value < least:
            self.wrong(key, right)
        return float(value)

    def numbers(
        self,
        key: str,
        default: Any = NEEDED,
        *,
        above: float = -inf,
        least: float = -inf,
        most: float = inf,
        fewest: int = 0,
    ) -> tuple[float, ...]:
        """A list of such numbers."""
        right = f"a list of {f'at least {fewest} ' if fewest else ''}numbers, each {_range(above, least, most)}"
        values = self._get(key, default, right)
        if not isinstance(values, list | tuple) or len(values) < fewest:
            self.wrong(key, right)
        for index, value in enumerate(values):
            if not is_number(value) or not above < value <= most or value < least:
                place = f"{self.place(key)}[{index}]"
                raise ConfigError(f"{place} must be {_range(above, least, most)}, got {shown(value)}")
        return tuple(map(float, values))

    def choice(self, key: str, options: Sequence[Word], default: Any = NEEDED) -> Word:
        """One of some words."""
        right = "one of " + ", ".join(f'"{option}"' for option in options)
        value = self._get(key, default, right)
        if value not in options or not isinstance(value, str):
            self.wrong(key, right)
        return options[options.index(value)]

    def text(self, key: str, default: Any = NEEDED, *, right: str) -> str:
        """A text that is not empty."""
        value = self._get(key, default, right)
        if not isinstance(value, str) or not value.strip():
            self.wrong(key, right)
        return value

    def array(self, key: str, depth: int, right: str) -> Any:
        """Numbers in lists of equal lengths, `depth` of them one in the other."""
        value = self._get(key, NEEDED, right)
        shape: list[int] = []
        inner = value
        for _ in range(depth):
            if not isinstance(inner, list) or not inner:
                self.wrong(key, right)
            shape.append(len(inner))
            inner = inner[0]
        self._check_array(value, tuple(shape), self.place(key))
        return value

    def _check_array(self, value: Any, shape: tuple[int, ...], place: str) -> None:
        if not shape:
            if not is_number(value):
                raise ConfigError(f"{place} must be a finite number, got {shown(value)}")
            return
        if not isinstance(value, list):
            raise ConfigError(f"{place} must be a list of length {shape[0]}, got {shown(value)}")
        if len(value) != shape[0]:
            raise ConfigError(f"{place} must have length {shape[0]}, as the first of its kind, got length {len(value)}")
        for index, entry in enumerate(value):
            self._check_array(entry, shape[1:], f"{place}[{index}]")


def is_number(value: Any) -> bool:
    """A finite number, and no boolean."""
    try:
        return type(value) in (int, float) and isfinite(value)
    except OverflowError:  # an integer beyond any float
        return False


def shown(value: Any) -> str:
    """A value as TOML writes it, cut when it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    try:
        text = f'"{value}"' if isinstance(value, str) else "nothing" if value is None else str(value)
    except ValueError:  # Python writes no integer of thousands of digits
        return "an integer of thousands of digits"
    text = text.encode("unicode_escape").decode("ascii")
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def _range(above: float, least: float, most: float) -> str:
    bounds = [f"> {above:g}"] if above > -inf else [f">= {least:g}"] if least > -inf else []
    bounds += [f"<= {most:g}"] if most < inf else []
    return " ".join(["a finite number", " and ".join(bounds)]).strip()


def _likely(key: str, known: Sequence[str]) -> str:
    near = get_close_matches(key, known, 1)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"
