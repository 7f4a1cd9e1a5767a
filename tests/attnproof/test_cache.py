"""The cache serves what it was given, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from attnproof.cache import Cache, digest, library_versions, source_digest
from attnproof.files import write_text

KEY = digest("a task")
ENTRY = {"summary": "holds", "numbers": {"states": 3}}


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def entry_file(cache: Cache) -> Path:
    [path] = cache.folder.glob("*.json")
    return path


def test_what_was_put_is_got(cache: Cache) -> None:
    assert cache.get(KEY) is None
    cache.put(KEY, ENTRY)
    assert cache.get(KEY) == ENTRY
    assert cache.get(digest("another task")) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"states": 3', '"states": 4'),
        lambda text: "",
        lambda text: "[1, 2]",
        lambda text: "{}",
        lambda text: "\x00\x01",
    ],
    ids=["truncated", "edited", "empty", "a list", "no seal", "binary"],
)
def test_a_corrupt_entry_is_thrown_away_and_rebuilt(cache: Cache, damage) -> None:  # type: ignore[no-untyped-def]
    cache.put(KEY, ENTRY)
    path = entry_file(cache)
    path.write_text(damage(path.read_text()))
    assert cache.get(KEY) is None
    assert not path.exists()
    cache.put(KEY, ENTRY)
    assert cache.get(KEY) == ENTRY


def test_a_corrupt_entry_that_another_run_throws_away_first(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.put(KEY, ENTRY)
    path = entry_file(cache)

    def meanwhile(entry: object) -> str:
        path.unlink()
        return "another seal"

    monkeypatch.setattr("attnproof.cache.digest", meanwhile)
    assert cache.get(KEY) is None


def test_the_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "home" / "cache")
    cache.put(KEY, ENTRY)
    assert cache.get(KEY) == ENTRY


def test_a_digest_is_of_the_content() -> None:
    assert digest({"a": 1, "b": Fraction(1, 2)}) == digest({"b": "1/2", "a": 1})
    assert len({digest({"a": 1}), digest({"a": 2}), digest({"b": 1}), digest(1, 2), digest(2, 1)}) == 5


def test_bytes_that_are_not_utf8_count_as_corrupt(cache: Cache) -> None:
    cache.put(KEY, ENTRY)
    entry_file(cache).write_bytes(b"\xff\xfe")
    assert cache.get(KEY) is None


def test_the_source_digest_reaches_through_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Editing a module changes the digest of every module that imports it, directly or not."""
    package = tmp_path / "numeric"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "leaf.py").write_text("VALUE = 1\n")
    (package / "middle.py").write_text("from numeric import leaf\n")
    (package / "top.py").write_text("import json\nimport numeric.middle\nfrom numeric.middle import leaf\n")
    (package / "apart.py").write_text("import os\n")
    (package / "wide.py").write_text("import numeric.middle\nimport numeric.apart\nimport numeric.apart\n")
    (package / "ring.py").write_text("from numeric import ring\nfrom numeric.deep import inner\n")
    (package / "deep").mkdir()
    (package / "deep" / "__init__.py").write_text("")
    (package / "deep" / "inner.py").write_text("from numeric import leaf, ring\n")
    import importlib.util as util

    def find(name: str, real=util.find_spec):  # type: ignore[no-untyped-def]
        if name.split(".")[0] != "numeric":
            return real(name)
        path = tmp_path.joinpath(*name.split("."))
        if (path / "__init__.py").exists():
            return util.spec_from_file_location(name, path / "__init__.py", submodule_search_locations=[str(path)])
        return util.spec_from_file_location(name, f"{path}.py") if Path(f"{path}.py").exists() else None

    monkeypatch.setattr("attnproof.cache.find_spec", find)
    reached = {f"numeric.{name}" for name in ("top", "middle", "leaf", "wide", "ring", "deep.inner")}
    names = {*reached, "numeric.apart"}
    source_digest.cache_clear()
    before = {name: source_digest(name) for name in names}
    (package / "leaf.py").write_text("VALUE = 2\n")
    source_digest.cache_clear()
    after = {name: source_digest(name) for name in names}
    source_digest.cache_clear()
    assert {name for name in names if before[name] != after[name]} == reached


def test_keys_and_entries_are_the_same_in_any_locale(cache: Cache) -> None:
    entry = {"summary": "Łojasiewicz"}
    cache.put(KEY, entry)
    here = [cache.get(KEY), source_digest("symbolic.energy")]
    program = (
        "import json, pathlib, sys; from attnproof.cache import Cache, source_digest\n"
        f"found = Cache(pathlib.Path({str(cache.folder)!r})).get({KEY!r})\n"
        "print(json.dumps([found, source_digest('symbolic.energy')]))"
    )
    ascii_only = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    result = subprocess.run([sys.executable, "-c", program], env=ascii_only, capture_output=True, check=True)
    assert json.loads(result.stdout) == here
    assert here[0] == entry


def test_library_versions_are_told() -> None:
    assert {"sympy", "mpmath", "python-flint", "numpy"} <= set(library_versions())


def test_a_write_that_fails_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.json"
    write_text(path, "old")

    def full_disk(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(OSError, match="No space"):
        write_text(path, json.dumps({"new": 1}))
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["ledger.json"]


def test_a_link_is_followed_and_a_pipe_is_written_to(tmp_path: Path) -> None:
    target = tmp_path / "target.json"
    link = tmp_path / "link.json"
    link.symlink_to(target)
    write_text(link, "new")
    assert (link.is_symlink(), target.read_text()) == (True, "new")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_text(pipe, "told")
    assert os.read(reader, 10) == b"told"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_packages_own_file_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    before, read = source_digest.__wrapped__("numeric.energy.monotone"), Path.read_text

    def changed(path: Path, **more: str) -> str:
        return read(path, **more) + "\n" * (path.parts[-2:] == ("numeric", "__init__.py"))

    monkeypatch.setattr(Path, "read_text", changed)
    assert source_digest.__wrapped__("numeric.energy.monotone") != before
