"""Whatever is not a state is refused with one line that names the place, the value and what would be right."""

from __future__ import annotations

import io
import json
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from attnproof.evaluate import InputError, evaluate, parse, read, reading
from attnproof.evaluate.reading import Flow, request

EYE = [[1, 0], [0, 1]]
GOOD: dict[str, Any] = {"beta": 1, "tokens": [[1, 0], [0, 1]], "heads": [{"score": EYE}]}


def changed(**changes: Any) -> str:
    return json.dumps({**GOOD, **changes})


def without(key: str) -> str:
    return json.dumps({name: value for name, value in GOOD.items() if name != key})


def heads(*parts: Any) -> str:
    return changed(heads=list(parts))


REFUSED = [
    # not a document
    ("", "not JSON: Expecting value at line 1 column 1"),
    (changed()[:-1], "not JSON: Expecting ',' delimiter at line 1"),
    (changed() + " x", "not JSON: Extra data at line 1"),
    ('{"beta": "1', "not JSON: Unterminated string"),
    (b"\xff\xfe", "not UTF-8: byte 0xff at position 0"),
    ("[" * 100_000, "nested too deeply: more than 16 levels at line 1, a state has 5"),
    ('{"a":\n' * 100, "nested too deeply: more than 16 levels at line 17"),
    (" " * (reading.MAX_BYTES + 1), f"the document is larger than {reading.MAX_BYTES} bytes, the most that is read"),
    # not a state
    ("[]", "the document: got an empty array, expected an object with the keys beta, tokens, heads"),
    ("null", "the document: got null, expected an object"),
    (without("beta"), "beta: missing, expected in the document"),
    (without("tokens"), "tokens: missing, expected in the document"),
    (without("heads"), "heads: missing, expected in the document"),
    (changed(betta=1), 'the document: unknown key "betta", expected beta, tokens, heads, attention, geometry, flow'),
    ('{"beta": 1, "beta": 2, "tokens": [[1]], "heads": [{"score": [[1]]}]}', "beta: given twice, expected once"),
    # beta and numbers
    (changed(beta=0), "beta: got 0, expected a number greater than 0"),
    (changed(beta="-1/2"), 'beta: got "-1/2", expected a number greater than 0'),
    (changed(beta=True), "beta: got true, expected a number such as 0.5"),
    (changed(beta=None), "beta: got null, expected a number such as 0.5"),
    (changed(beta=[1]), "beta: got an array, expected a number such as 0.5"),
    (changed(beta={}), "beta: got an object, expected a number such as 0.5"),
    (changed(beta=float("nan")), "beta: got NaN, expected a number such as 0.5"),
    (changed(beta=float("-inf")), "beta: got -Infinity, expected a number such as 0.5"),
    (changed(beta="inf"), 'beta: got "inf", expected a number such as 0.5'),
    (changed(beta="1_000"), 'beta: got "1_000", expected a number such as 0.5'),
    (changed(beta="\u0661"), 'beta: got "\\u0661", expected a number such as 0.5'),
    (changed(beta=" 1"), 'beta: got " 1", expected a number such as 0.5'),
    (changed(beta=""), 'beta: got "", expected a number such as 0.5'),
    (changed(beta="x" * 99), 'beta: got "xxx'),
    (changed(beta="1/0"), 'beta: got "1/0", expected a fraction with a non-zero denominator'),
    (changed(beta="1e999999999"), 'beta: got "1e999999999", expected an exponent between -1000 and 1000'),
    (changed().replace("1", "1e-999999999", 1), "beta: got 1e-999999999, expected an exponent between"),
    (changed(beta="1" * 1001), "beta: a number of 1001 characters, expected at most 1000"),
    (changed().replace("1", "1" * 100_000, 1), "beta: a number of 100000 characters, expected at most 1000"),
    # tokens
    (changed(tokens=[]), "tokens: got an empty array, expected an array of one or more tokens"),
    (changed(tokens={}), "tokens: got an object, expected an array of one or more tokens"),
    (changed(tokens=[[]]), "tokens[0]: got an empty array, expected an array of one or more coordinates"),
    (changed(tokens=[1]), "tokens[0]: got 1, expected an array of one or more coordinates"),
    (changed(tokens=[[1, 0], [1]]), "tokens[1]: got 1 number, expected 2 as tokens[0] has"),
    (changed(tokens=[[1, 0], "x"]), 'tokens[1]: got "x", expected an array of 2 numbers'),
    (changed(tokens=[[1, 0], [0, "0/7"]]), "tokens[1]: the zero vector has no direction, expected a non-zero token"),
    (changed(tokens=[[1, 0], [1, False]]), "tokens[1][1]: got false, expected a number such as"),
    (changed(tokens=[[1, 0]] * 257), "tokens: got 257, expected at most 256 tokens"),
    (changed(tokens=[[1] * 129]), "tokens[0]: got 129, expected at most 128 coordinates"),
    # heads
    (changed(heads=[]), "heads: got an empty array, expected an array of one or more heads"),
    (heads(EYE), "heads[0]: got an array, expected an object with the keys score, value"),
    (heads({"value": EYE}), "heads[0].score: missing, expected in heads[0]"),
    (heads({"score": EYE}, {"score": EYE, "query": EYE}), 'heads[1]: unknown key "query", expected score, value'),
    (heads({"score": EYE, "value": None}), "heads[0].value: got null, expected an array of 2 rows"),
    (heads({"score": [[1, 0]]}), "heads[0].score: got 1 row, expected 2 for tokens of this dimension"),
    (heads({"score": [[1, 0], [0, 1, 2]]}), "heads[0].score[1]: got 3 numbers, expected 2 for tokens of this"),
    (heads({"score": EYE, "value": [[0, 1], [1, "a"]]}), 'heads[0].value[1][1]: got "a", expected a number'),
    (heads(*[{"score": EYE}] * 65), "heads: got 65, expected at most 64 heads"),
    (
        '{"beta": 1, "tokens": [[1]], "heads": [{"score": [[1]], "score": [[1]]}]}',
        "heads[0].score: given twice, expected once",
    ),
    (changed(tokens=[[1] * 64] * 256, heads=[{}]), "the document: got 5242880, expected at most 2000000 for n d H"),
    (changed(tokens=[[1] * 64], heads=[{}] * 64), "heads: got 1073741824, expected at most 10000000 for H^2 d^3"),
    # words
    (changed(attention="ReLU"), 'attention: got "ReLU", expected "usa", "softmax" or "relu"'),
    (changed(attention=1), 'attention: got 1, expected "usa", "softmax" or "relu"'),
    (changed(geometry=None), 'geometry: got null, expected "sphere" or "flat"'),
    (changed(geometry=["flat"]), 'geometry: got an array, expected "sphere" or "flat"'),
    # flow
    (changed(flow="3/2"), 'flow: got "3/2", expected an object with the keys time, times, digits'),
    (changed(flow={}), "flow: got neither of time and times, expected one"),
    (changed(flow={"time": 1, "steps": 3}), 'flow: unknown key "steps", expected time, times, digits'),
    (changed(flow={"time": "-1/2"}), 'flow.time: got "-1/2", expected a number from 0 to 1000000'),
    (changed(flow={"time": 1000001}), "flow.time: got 1000001, expected a number from 0 to 1000000"),
    (changed(flow={"time": float("nan")}), "flow.time: got NaN, expected a number such as 0.5"),
    (changed(flow={"time": [1]}), "flow.time: got an array, expected a number such as 0.5"),
    (changed(flow={"time": 1, "digits": 0}), "flow.digits: got 0, expected a whole number from 1 to 1000"),
    (changed(flow={"time": 1, "digits": "5/2"}), 'flow.digits: got "5/2", expected a whole number from 1 to 1000'),
    (changed(flow={"time": 1, "digits": 1001}), "flow.digits: got 1001, expected a whole number from 1 to 1000"),
    (changed(flow={"time": 1, "digits": None}), "flow.digits: got null, expected a number such as 0.5"),
    (
        '{"beta": 1, "flow": {"time": 1, "time": 2}, "tokens": [[1]], "heads": [{"score": [[1]]}]}',
        "flow.time: given twice",
    ),
]


@pytest.mark.parametrize(("document", "line"), REFUSED, ids=range(len(REFUSED)))
def test_refused_with_its_place(document: str | bytes, line: str) -> None:
    start = time.perf_counter()
    with pytest.raises(InputError) as refused:
        evaluate(document)
    message = str(refused.value)
    assert message.startswith(line)
    assert "\n" not in message
    assert message.isascii()
    assert len(message) < 200
    assert time.perf_counter() - start < 5  # before any work


@pytest.mark.parametrize("digits", [0, -3, 1001])
def test_digits_out_of_range(digits: int) -> None:
    with pytest.raises(InputError, match=f"digits: got {digits}, expected a whole number from 1 to 1000"):
        evaluate(changed(), digits=digits)


def test_many_escaped_quotes_are_read_in_linear_time() -> None:
    start = time.perf_counter()
    with pytest.raises(InputError, match="not JSON"):
        parse('"' + '\\"' * (reading.MAX_BYTES // 2 - 1))
    assert time.perf_counter() - start < 5


def test_brackets_in_strings_do_not_nest() -> None:
    with pytest.raises(InputError, match=r"^beta: got"):
        parse(changed(beta="[" * 30 + '"'))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", Fraction(1, 10)),
        ('"0.1"', Fraction(1, 10)),
        ('"1/3"', Fraction(1, 3)),
        ('"+2/6"', Fraction(1, 3)),
        ("1e-3", Fraction(1, 1000)),
        ('".5E1"', Fraction(5)),
        ('"7."', Fraction(7)),
        ("1e1000", Fraction(10**1000)),
        ("12345678901234567890.000000000000000001", Fraction(12345678901234567890 * 10**18 + 1, 10**18)),
    ],
)
def test_numbers_are_exact(text: str, value: Fraction) -> None:
    assert parse(f'{{"beta": {text}, "tokens": [[1]], "heads": [{{"score": [[-1]]}}]}}').beta == value


def test_defaults_and_choices() -> None:
    state = parse(changed())
    assert (state.attention, state.geometry) == ("usa", "sphere")
    assert state.value_matrices == state.score_matrices
    state = parse(changed(attention="softmax", geometry="flat", heads=[{"score": EYE, "value": [[0, 1], [2, 3]]}]))
    assert (state.attention, state.geometry) == ("softmax", "flat")
    assert state.value_matrices == (((0, 1), (2, 3)),)


def test_what_a_flow_asks_for() -> None:
    assert request(changed())[1] is None
    state, flow = request(changed(attention="relu", flow={"time": "3/2"}))
    assert state == parse(changed(attention="relu"))
    assert flow == Flow((Fraction(3, 2),))
    assert request(changed(flow={"time": 0, "digits": "1e2"}))[1] == Flow((Fraction(0),), 100)
    listed = request(changed(flow={"times": [0, "1/3"]}))[1]
    assert listed == Flow((Fraction(0), Fraction(1, 3)), listed=True)


def test_a_byte_order_mark_is_read_over() -> None:
    assert parse(b"\xef\xbb\xbf" + changed().encode()) == parse(changed())


def test_what_a_state_writes_is_read_back() -> None:
    state = parse(changed(beta="22/7", attention="softmax"))
    assert parse(json.dumps(state.as_json())) == state


def test_files_and_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "state.json"
    path.write_text(changed())
    assert read(path) == read(str(path)) == changed().encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"abc")))
    assert read("-") == b"abc"


def test_a_huge_file_is_not_read_to_its_end() -> None:
    assert len(read("/dev/zero")) == reading.MAX_BYTES + 1


@pytest.mark.parametrize(("name", "reason"), [("absent.json", "No such file"), (".", "Is a directory"), ("\0", "null")])
def test_files_that_cannot_be_read(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(InputError, match=f"cannot be read: .*{reason}"):
        read(tmp_path / name)
