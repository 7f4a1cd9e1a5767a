"""The small readers: compiled modules, source texts, the cache."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from attnproof.lean import toolchain
from attnproof.lean.diagnosis import without
from attnproof.lean.olean import BadOlean, Module
from attnproof.lean.process import Limits
from attnproof.lean.result import restored
from attnproof.lean.sources import Rejected, code, imported, read
from attnproof.lean.store import Store

Toy = Any  # the class in conftest.py, which tests can't import

TEXT = """\
theorem a (h : x := 1) : p := by
  exact h
-- a word

theorem b : q
  | 0 => rfl

def c := 1
"""


@pytest.mark.parametrize("damage", [lambda d: d[:-8], lambda d: d[:100], lambda d: b"", lambda d: b"x" + d[1:]])
def test_a_damaged_module_is_not_read(toy: Toy, tmp_path: Path, damage: Any) -> None:
    assert toy.check().ok
    path = tmp_path / "module.olean"
    path.write_bytes(damage(next(toy.cache.glob("*/module.olean")).read_bytes()))
    with pytest.raises(BadOlean):
        Module(path)


def test_a_proof_is_taken_out_and_the_lines_stay() -> None:
    first = without(TEXT, ["2:3: error: no"], TEXT)
    assert first.splitlines()[0].rstrip() == "theorem a (h : x := 1) : p := sorry"
    assert first.count("\n") == TEXT.count("\n")
    assert first[first.index("theorem b") :] == TEXT[TEXT.index("theorem b") :]
    second = without(first, ["1:3: error: no"], TEXT)  # its statement is at fault
    assert "theorem a" not in second
    assert "-- a word" in second


def test_a_proof_by_cases_and_a_definition() -> None:
    assert "theorem b : q:= sorry" in without(TEXT, ["6:3: error: no"], TEXT)
    assert "def c" not in without(TEXT, ["8:0: error: no"], TEXT)
    assert without(TEXT, ["3:0: warning: no"], TEXT) == TEXT


def test_headers() -> None:
    assert imported("/- import A -/\nimport B -- import C\nimport D.E\n\ndef x := 1\nimport F") == ("B", "D.E")
    assert imported("prelude\nimport Init.Base") == ("Init.Base",)
    assert code('a "-- b" -- c\n').rstrip() == "a"


def test_modules_that_import_each_other(plain: Toy) -> None:
    plain.change("Toy/Basic.lean", "set_option", "import Toy.Main\nset_option")
    with pytest.raises(Rejected, match="import each other"):
        read(plain.folder).order()


def test_a_cache_entry_that_was_changed_is_dropped(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    with store.making("key") as folder:
        (folder / "module.olean").write_bytes(b"right")
    kept = store.get("key")
    assert kept is not None
    (kept / "module.olean").write_bytes(b"wrong")
    assert store.get("key") is None
    assert not kept.exists()


def test_what_failed_is_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    with pytest.raises(RuntimeError), store.making("key"):
        raise RuntimeError
    assert store.get("key") is None
    assert list(store.folder.iterdir()) == []


def test_what_was_judged_comes_back_as_it_was(toy: Toy) -> None:
    first, again = toy.check(), toy.check()
    assert first.ok
    assert restored(first.as_kept()) == first == again


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("theorems.toml", 'claim = "toy.square"', 'claim = "toy.other"'),
        ("assumptions.toml", '"mul_one : ∀ a : K, a * 1 = a"', '"mul_one : ∀ a : K, 1 * a = a"'),
    ],
)
def test_a_judgement_is_not_kept_for_other_lists(toy: Toy, name: str, old: str, new: str) -> None:
    before = toy.check()
    toy.change(name, old, new)
    assert toy.check() != before


def test_the_wheels_lean_runs_at_trust_level_0(monkeypatch: pytest.MonkeyPatch, wheel: None) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(toolchain, "run", lambda library, arguments, **more: called.append(list(arguments)))
    toolchain.find("wheel").lean(["File.lean"], limits=Limits())
    assert called == [["--json", "-t0", "File.lean"]]
