"""From a file to an exact state; whatever is not a state is refused before any work."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn, TypeVar, get_args

from attnproof.evaluate.errors import InputError
from numeric.state import Attention, Geometry, Matrix, State, Vector

Word = TypeVar("Word", bound=str)

MAX_BYTES = 4 * 2**20
MAX_NESTING = 16  # a state needs 5
MAX_TOKENS = 256
MAX_DIMENSION = 128
MAX_HEADS = 64
MAX_SIZE = 2_000_000  # of n d H (n + d), the multiplications of the scores
MAX_PRODUCTS = 10_000_000  # of H^2 d^3, the multiplications of the products of two heads
MAX_NUMBER_LENGTH = 1000
MAX_EXPONENT = 1000

MAX_TIME = 10**6
MAX_TIMES = 1000
MAX_DIGITS = 1000

_KEYS = ("beta", "tokens", "heads", "attention", "geometry", "flow")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE]([+-]?[0-9]+))?")
_FRACTION = re.compile(r"[+-]?[0-9]+/([0-9]+)")
_BRACKETS = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)|([\[{])|([\]}])', re.DOTALL)
_A_NUMBER = 'a number such as 0.5, "1/3" or "2e-3"'
_SHOWN = 40  # characters of a wrong value that an error shows


@dataclass(frozen=True)
class Flow:
    """The wish for the state at `times`, to `digits` digits (None: as many as all else); `listed`: not just one."""

    times: tuple[Fraction, ...]
    digits: int | None = None
    listed: bool = False


class _Literal(str):
    """The text of a JSON number, kept so that 0.1 means 1/10."""


class _NotFinite(str):
    """NaN, Infinity or -Infinity, which Python's JSON accepts and JSON does not."""


class _Pairs(list[tuple[str, Any]]):
    """A JSON object, kept as pairs so that duplicate keys can be told with their place."""


def read(path: str | Path) -> bytes:
    """The content of a file, or of standard input for "-", of at most MAX_BYTES."""
    try:
        if str(path) == "-":
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(path).open("rb") as stream:
                content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{_ascii(str(path))}: cannot be read: {reason}") from None
    return content


def parse(document: str | bytes) -> State:
    """The state that a JSON document describes; InputError names the first place that is wrong."""
    return request(document)[0]


def request(document: str | bytes) -> tuple[State, Flow | None]:
    """The state that a JSON document describes, and what it asks of the flow; InputError as in `parse`."""
    text = _decoded(document)
    _check_nesting(text)
    try:
        content = json.loads(
            text, parse_float=_Literal, parse_int=_Literal, parse_constant=_NotFinite, object_pairs_hook=_Pairs
        )
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg} at line {error.lineno} column {error.colno}") from None
    fields = _object(content, "the document", "", known=_KEYS, needed=("beta", "tokens", "heads"))
    return _state(fields), _flow(fields["flow"]) if "flow" in fields else None


def _decoded(document: str | bytes) -> str:
    size = len(document)
    if size > MAX_BYTES:
        raise InputError(f"the document is larger than {MAX_BYTES} bytes, the most that is read")
    if isinstance(document, str):
        return document
    try:
        return document.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8: byte 0x{document[error.start]:02x} at position {error.start}") from None


def _check_nesting(text: str) -> None:
    depth = 0
    for match in _BRACKETS.finditer(text):
        depth += (match[1] is not None) - (match[2] is not None)
        if depth > MAX_NESTING:
            line = text.count("\n", 0, match.start()) + 1
            raise InputError(f"nested too deeply: more than {MAX_NESTING} levels at line {line}, a state has 5")


# -- the parts of a state ------------------------------------------------------------------------


def _state(fields: dict[str, Any]) -> State:
    tokens = _tokens(fields["tokens"])
    d = len(tokens[0])
    heads = _array(fields["heads"], "heads", "one or more heads")
    _at_most("heads", len(heads), MAX_HEADS, "heads")
    size, products = len(tokens) * d * len(heads) * (len(tokens) + d), len(heads) ** 2 * d**3
    _at_most("the document", size, MAX_SIZE, "for n d H (n + d), with n tokens in d dimensions and H heads")
    if len(heads) > 1:
        _at_most("heads", products, MAX_PRODUCTS, "for H^2 d^3, with H heads in d dimensions")
    matrices = [_head(head, f"heads[{h}]", d) for h, head in enumerate(heads)]
    return State(
        _beta(fields["beta"]),
        tokens,
        tuple(score for score, _ in matrices),
        tuple(value for _, value in matrices),
        _choice(fields, "attention", get_args(Attention)),
        _choice(fields, "geometry", get_args(Geometry)),
    )


def _beta(value: Any) -> Fraction:
    beta = _number(value, "beta")
    if beta <= 0:
        _refuse("beta", value, "a number greater than 0")
    return beta


def _tokens(value: Any) -> Matrix:
    rows = _array(value, "tokens", "one or more tokens")
    _at_most("tokens", len(rows), MAX_TOKENS, "tokens")
    d = len(_array(rows[0], "tokens[0]", "one or more coordinates"))
    _at_most("tokens[0]", d, MAX_DIMENSION, "coordinates")
    tokens = _matrix(rows, "tokens", len(rows), d, "as tokens[0] has")
    for i, token in enumerate(tokens):
        if not any(token):
            raise InputError(f"tokens[{i}]: the zero vector has no direction, expected a non-zero token")
    return tokens


def _head(value: Any, place: str, d: int) -> tuple[Matrix, Matrix]:
    fields = _object(value, place, f"{place}.", known=("score", "value"), needed=("score",))
    score = _square(fields["score"], f"{place}.score", d)
    return score, _square(fields["value"], f"{place}.value", d) if "value" in fields else score


def _square(value: Any, place: str, d: int) -> Matrix:
    return _matrix(_array(value, place, f"{d} rows"), place, d, d, "for tokens of this dimension")


def _matrix(rows: list[Any], place: str, height: int, width: int, why: str) -> Matrix:
    if len(rows) != height:
        raise InputError(f"{place}: got {_count(len(rows), 'row')}, expected {height} {why}")
    return tuple(_row(row, f"{place}[{i}]", width, why) for i, row in enumerate(rows))


def _row(value: Any, place: str, width: int, why: str) -> Vector:
    entries = _array(value, place, _count(width, "number"))
    if len(entries) != width:
        raise InputError(f"{place}: got {_count(len(entries), 'number')}, expected {width} {why}")
    return tuple(_number(entry, f"{place}[{j}]") for j, entry in enumerate(entries))


def _choice(fields: dict[str, Any], key: str, choices: tuple[Word, ...]) -> Word:
    """One of some words, the first when the key is left out."""
    value = fields.get(key, choices[0])
    if not isinstance(value, str) or isinstance(value, (_Literal, _NotFinite)) or value not in choices:
        *first, last = (f'"{choice}"' for choice in choices)
        _refuse(key, value, f"{', '.join(first)} or {last}")
    return value


def _flow(value: Any) -> Flow:
    fields = _object(value, "flow", "flow.", known=("time", "times", "digits"), needed=())
    if ("time" in fields) == ("times" in fields):
        raise InputError(f"flow: got {'both' if 'time' in fields else 'neither'} of time and times, expected one")
    listed = "times" in fields
    times = _times(fields["times"]) if listed else (_time(fields["time"], "flow.time"),)
    if "digits" not in fields:
        return Flow(times, listed=listed)
    digits = _number(fields["digits"], "flow.digits")
    if digits.denominator != 1 or not 1 <= digits <= MAX_DIGITS:
        _refuse("flow.digits", fields["digits"], f"a whole number from 1 to {MAX_DIGITS}")
    return Flow(times, int(digits), listed)


def _time(value: Any, place: str) -> Fraction:
    time = _number(value, place)
    if not 0 <= time <= MAX_TIME:
        _refuse(place, value, f"a number from 0 to {MAX_TIME}")
    return time


def _times(value: Any) -> tuple[Fraction, ...]:
    entries = _array(value, "flow.times", "one or more times")
    _at_most("flow.times", len(entries), MAX_TIMES, "times")
    times = tuple(_time(entry, f"flow.times[{k}]") for k, entry in enumerate(entries))
    for k, (before, time) in enumerate(pairwise(times), start=1):
        if not before < time:
            _refuse(f"flow.times[{k}]", entries[k], f"more than {_shown(entries[k - 1])}, the one before")
    return times


# -- the parts of JSON ---------------------------------------------------------------------------


def _object(value: Any, place: str, prefix: str, *, known: tuple[str, ...], needed: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, _Pairs):
        _refuse(place, value, f"an object with the keys {', '.join(known)}")
    fields: dict[str, Any] = {}
    for key, entry in value:
        if key not in known:
            raise InputError(f"{place}: unknown key {_ascii(key)}, expected {', '.join(known)}")
        if key in fields:
            raise InputError(f"{prefix}{key}: given twice, expected once")
        fields[key] = entry
    for key in needed:
        if key not in fields:
            raise InputError(f"{prefix}{key}: missing, expected in {place}")
    return fields


def _array(value: Any, place: str, expected: str) -> list[Any]:
    if not isinstance(value, list) or isinstance(value, _Pairs) or not value:
        _refuse(place, value, f"an array of {expected}")
    return value


def _number(value: Any, place: str) -> Fraction:
    if not isinstance(value, str) or isinstance(value, _NotFinite):
        _refuse(place, value, _A_NUMBER)
    if len(value) > MAX_NUMBER_LENGTH:
        raise InputError(f"{place}: a number of {len(value)} characters, expected at most {MAX_NUMBER_LENGTH}")
    if fraction := _FRACTION.fullmatch(value):
        if not int(fraction[1]):
            _refuse(place, value, "a fraction with a non-zero denominator")
    elif decimal := _DECIMAL.fullmatch(value):
        if abs(int(decimal[1] or 0)) > MAX_EXPONENT:
            _refuse(place, value, f"an exponent between -{MAX_EXPONENT} and {MAX_EXPONENT}")
    else:
        _refuse(place, value, _A_NUMBER)
    return Fraction(value)


# -- messages ------------------------------------------------------------------------------------


def _refuse(place: str, value: Any, expected: str) -> NoReturn:
    raise InputError(f"{place}: got {_shown(value)}, expected {expected}")


def _at_most(place: str, got: int, limit: int, what: str) -> None:
    if got > limit:
        raise InputError(f"{place}: got {got}, expected at most {limit} {what}")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _shown(value: Any) -> str:
    if isinstance(value, _Pairs):
        return "an object"
    if isinstance(value, list):
        return "an array" if value else "an empty array"
    if isinstance(value, (_Literal, _NotFinite)):
        return value if len(value) <= _SHOWN else f"{value[:_SHOWN]}..."
    return _ascii(value)


def _ascii(value: Any) -> str:
    """A JSON scalar as JSON writes it, in ASCII on one line, cut when it is long."""
    text = json.dumps(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def exact_number(text: str, name: str) -> Fraction:
    """A decimal or a fraction that stands alone, as on a command line; InputError says what `name` got."""
    return _number(text, name)
