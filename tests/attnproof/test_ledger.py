"""The ledger is validated when it is written and when it is read."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from toys import TOYS, claim

from attnproof import ledger, runner
from attnproof.cache import Cache
from attnproof.claim import Condition
from numeric.states import Family, states


@pytest.fixture
def built(register):  # type: ignore[no-untyped-def]
    home = register(*TOYS)
    todo = runner.tasks(TOYS, planted=True, depth=1)
    found = runner.run(todo, jobs=1, cache=Cache(home / "cache"), fresh=False, done=lambda task, evidence: None)
    return ledger.build(TOYS, found, planted=True, depth=1)


def test_what_is_written_is_read(built, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "ledger.json"
    ledger.write(built, path)
    assert ledger.read(path) == built
    assert path.read_text(encoding="utf-8") == ledger.dumps(built)


def test_the_text_of_a_ledger_is_indented_utf8() -> None:
    assert ledger.dumps({"by": ["Łojasiewicz"]}) == '{\n "by": [\n  "Łojasiewicz"\n ]\n}\n'


def test_a_ledger_is_read_as_utf8_in_any_locale(built, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ledger.write(damaged(built, ("claims", 0, "title"), "Łojasiewicz"), tmp_path / "ledger.json")
    assert ledger.read(tmp_path / "ledger.json")["claims"][0]["title"] == "Łojasiewicz"
    program = f"from attnproof import ledger\nledger.read(ledger.Path({str(tmp_path / 'ledger.json')!r}))"
    ascii_only = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    result = subprocess.run([sys.executable, "-c", program], env=ascii_only, capture_output=True, check=False)
    assert b"speaks of claims that this version does not know: toy.good, toy.refuted" in result.stderr


def test_conditions_are_tried_on_the_states_of_the_published_seed() -> None:
    tried = []
    seen = Condition("seen", "Seen.", "x", lambda state: tried.append(state) is not None)
    assert not ledger.satisfiable(claim("watched", conditions=(seen,)))
    assert tried == states(Family(), seed=runner.SEED)


def damaged(ledger_: dict, path: tuple, value: object) -> dict:  # type: ignore[type-arg]
    copied = copy.deepcopy(ledger_)
    *way, last = path
    place = copied
    for step in way:
        place = place[step]
    place[last] = value
    return copied


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("schema",), "attnproof-ledger-0", "schema"),
        (("claims", 0, "verdict"), "proved", "verdict"),
        (("claims", 0, "evidence", 0, "outcome"), "fine", "outcome"),
        (("claims", 0, "planted", 0, "caught"), "yes", "caught"),
        (("claims", 0, "id"), "No Id", "id"),
        (("claims", 0, "stray"), 1, "stray"),
        (("depth",), 0, "depth"),
    ],
)
def test_what_breaks_the_schema_is_refused_with_its_place(built, tmp_path, path, value, told) -> None:  # type: ignore[no-untyped-def]
    wrong = damaged(built, path, value)
    with pytest.raises(ledger.LedgerError, match=told):
        ledger.write(wrong, tmp_path / "ledger.json")
    assert not (tmp_path / "ledger.json").exists()
    (tmp_path / "ledger.json").write_text(json.dumps(wrong))
    with pytest.raises(ledger.LedgerError, match=told):
        ledger.read(tmp_path / "ledger.json")


def test_what_is_wrong_is_told_in_at_most_300_characters(built) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ledger.LedgerError) as refused:
        ledger.validate(damaged(built, ("claims", 0, "verdict"), "x" * 1000))
    assert str(refused.value) == f"not a ledger: at $.claims[0].verdict: '{'x' * 299}"


def test_a_missing_ledger_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ledger.LedgerError, match="attnproof verify"):
        ledger.read(tmp_path / "ledger.json")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[]"])
def test_what_is_no_ledger_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ledger.json").write_bytes(content)
    with pytest.raises(ledger.LedgerError, match="is not JSON" if content != b"[]" else "not a ledger"):
        ledger.read(tmp_path / "ledger.json")


def test_claims_of_another_version_are_refused(built, register, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ledger.write(built, tmp_path / "ledger.json")
    register(*TOYS[:1])
    with pytest.raises(ledger.LedgerError, match=r"does not know: toy\.refuted$"):
        ledger.read(tmp_path / "ledger.json")
    register()
    with pytest.raises(ledger.LedgerError, match=r"does not know: toy\.good, toy\.refuted$"):
        ledger.read(tmp_path / "ledger.json")


def test_an_entry_tells_the_claim_and_its_correction(built) -> None:  # type: ignore[no-untyped-def]
    good, refuted = built["claims"]
    assert good["corrected"] is None
    assert refuted["corrected"] == {"statement": "Nine.", "tex": "9", "follows_from": ["toy.good"]}
    assert (refuted["id"], refuted["title"], refuted["statement"]) == (
        "toy.refuted",
        "The refuted claim",
        "It is refuted.",
    )
    assert (refuted["source"], refuted["by_hand"]) == (
        {"work": "ours", "place": "", "known": ""},
        "Count on your fingers.",
    )
    assert refuted["conditions"] == [{"name": "positive", "words": "beta is positive.", "tex": r"\beta > 0"}]


def test_evidence_stands_in_the_order_of_the_checks_however_it_came(built, register) -> None:  # type: ignore[no-untyped-def]
    home = register(*TOYS)
    todo = runner.tasks(TOYS, planted=True, depth=1)
    found = runner.run(todo, jobs=1, cache=Cache(home / "cache"), fresh=False, done=lambda task, evidence: None)
    assert ledger.build(TOYS, dict(reversed(found.items())), planted=True, depth=1) == built


def test_failed_claims_are_named(built) -> None:  # type: ignore[no-untyped-def]
    assert ledger.failed(built) == []
    assert ledger.failed(damaged(built, ("claims", 1, "verdict"), "failed")) == ["toy.refuted"]


def test_a_ledger_that_lacks_claims_is_refused(built, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "ledger.json").write_text(ledger.dumps({**built, "claims": built["claims"][:1]}))
    with pytest.raises(ledger.LedgerError, match=r"lacks toy\.refuted: `attnproof verify"):
        ledger.read(tmp_path / "ledger.json")
    (tmp_path / "ledger.json").write_text(ledger.dumps({**built, "claims": []}))
    with pytest.raises(ledger.LedgerError, match=r"lacks toy\.good, toy\.refuted: `attnproof verify"):
        ledger.read(tmp_path / "ledger.json")
