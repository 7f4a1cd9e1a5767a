"""The ledger is validated when it is written and when it is read."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from toys import TOYS

from attnproof import ledger, runner
from attnproof.cache import Cache


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
    assert path.read_text() == ledger.dumps(built)


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


def test_a_missing_ledger_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ledger.LedgerError, match="attnproof verify"):
        ledger.read(tmp_path / "ledger.json")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[]"])
def test_what_is_no_ledger_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ledger.json").write_bytes(content)
    with pytest.raises(ledger.LedgerError):
        ledger.read(tmp_path / "ledger.json")


def test_claims_of_another_version_are_refused(built, register, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ledger.write(built, tmp_path / "ledger.json")
    register(*TOYS[:1])
    with pytest.raises(ledger.LedgerError, match=r"toy\.refuted"):
        ledger.read(tmp_path / "ledger.json")


def test_failed_claims_are_named(built) -> None:  # type: ignore[no-untyped-def]
    assert ledger.failed(built) == []
    assert ledger.failed(damaged(built, ("claims", 1, "verdict"), "failed")) == ["toy.refuted"]
