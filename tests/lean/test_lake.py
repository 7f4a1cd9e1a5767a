"""The lake route and lean-dojo, with stand-ins in the place of programs that can't be had everywhere."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from attnproof.lean import audit, checker, conformance, dojo, toolchain
from attnproof.lean.build import Builder, Compiled, core_texts
from attnproof.lean.olean import Module
from attnproof.lean.process import Limits
from attnproof.lean.result import Result
from attnproof.lean.sources import read
from attnproof.lean.store import Store

Toy = Any  # the class in conftest.py, which tests can't import
STAND_IN = Path(__file__).with_name("stand_in_lake.py")


def program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def compiled_core(toy: Toy, work: Path) -> Compiled:
    """The core as a tree of its own."""
    builder = Builder(toolchain.find("wheel"), Store(toy.cache), work, Limits(), 1)
    return builder.compile("core", core_texts(toy.folder / "offline"))


@pytest.fixture
def lake(toy: Toy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path with a `lake`."""
    core = compiled_core(toy, tmp_path / "work")
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    program(bin_, "lake", f'#!/bin/sh\nexec {sys.executable} {STAND_IN} "$@"\n')
    monkeypatch.setenv("PATH", str(bin_), prepend=":")
    monkeypatch.setenv("STAND_IN_CORE", str(core.tree))
    monkeypatch.setenv("STAND_IN_LIBRARY", str(toolchain.library_path()))
    project = read(toy.folder)
    builder = Builder(toolchain.find("wheel"), Store(toy.cache), tmp_path / "work2", Limits(), 1)
    built = builder.compile("project", project.modules, [core])
    declared = audit.constants(Module(core.olean(name)) for name in core.keys)
    text = conformance.source(audit.constants(Module(built.olean(name)) for name in project.modules), declared)
    toy.write(conformance.FILE, text)
    return bin_


def check(toy: Toy, **more: Any) -> Result:
    return checker.check("lake", folder=toy.folder, cache=toy.cache, limits=Limits(60), **more)


def test_lake_and_the_wheel_agree(toy: Toy, lake: Path) -> None:
    by_lake, by_wheel = check(toy), toy.check()
    assert by_lake.ok, by_lake.problems
    assert by_lake.checker["kind"] == "lake"
    assert by_lake.audited == by_wheel.audited
    assert [t.as_json() | {"statement": ""} for t in by_lake.theorems] == [
        t.as_json() | {"statement": ""} for t in by_wheel.theorems
    ]


def test_auto_takes_lake_where_it_is(toy: Toy, lake: Path) -> None:
    assert toolchain.find("auto").kind == "lake"


def test_auto_leaves_elan_in_peace(toy: Toy, lake: Path) -> None:
    """elan would fetch the toolchain; nobody asked for that."""
    program(lake, "elan", "#!/bin/sh\necho leanprover/lean4:v4.9.0\n")
    assert toolchain.find("auto").kind == "wheel"
    assert toolchain.find("lake").kind == "lake"


def test_another_version_is_no_checker(toy: Toy, lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAND_IN_VERSION", "4.34.0")
    with pytest.raises(toolchain.NoChecker, match=r"Lean 4\.35\.0 is needed"):
        toolchain.find("lake")


def test_an_error_under_lake(toy: Toy, lake: Path, reasons: Callable[[Result], str]) -> None:
    toy.change("Toy/Main.lean", "double n + 2 := by", "double n + 1 := by")
    assert "error: Toy/Main.lean" in reasons(check(toy))


def test_an_axiom_under_lake(toy: Toy, lake: Path, reasons: Callable[[Result], str]) -> None:
    toy.add("Toy/Basic.lean", "axiom far : ∀ p : Prop, p")
    toy.change("Toy/Main.lean", "exact Unital.mul_one 1", "exact Toy.far _")
    assert "Toy.square_one: rests on Toy.far" in reasons(check(toy, words=False))


def test_an_init_that_differs(toy: Toy, lake: Path, reasons: Callable[[Result], str]) -> None:
    toy.change(conformance.FILE, ":= @Nat.succ\n", ":= @Nat.zero\n")
    told = reasons(check(toy))
    assert conformance.FILE in told
    assert "Type mismatch" in told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("theorem and_assoc :", "theorem and_associative :", "and_assoc"),  # a name that is gone
        ("@[reducible] def GT.gt", "def GT.gt", "rfl"),  # what was seen through
        ("theorem eq_true (h : p)", "theorem eq_true {_q : Prop} (h : p)", "eq_true"),  # a type
    ],
)
def test_the_conformance_file_sees_a_difference(toy: Toy, tmp_path: Path, old: str, new: str, said: str) -> None:
    """The file, for a project that mentions three constants, run against a core with one change."""
    core = compiled_core(toy, tmp_path / "before")
    declared = audit.constants(Module(core.olean(name)) for name in core.keys)
    mentions = SimpleNamespace(references=frozenset(["and_assoc", "GT.gt", "eq_true"]), kind="theorem")
    toy.write("Conformance.lean", conformance.source({"Toy.x": mentions}, declared))  # type: ignore[dict-item]
    lean, file = toolchain.find("wheel"), str(toy.folder / "Conformance.lean")
    assert lean.lean([file], limits=Limits(60), path=[core.tree]).problems == ()
    [changed] = [p for p in (toy.folder / "offline").rglob("*.lean") if old in p.read_text(encoding="utf-8")]
    changed.write_text(changed.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    other = compiled_core(toy, tmp_path / "after")
    problems = lean.lean([file], limits=Limits(60), path=[other.tree]).problems
    assert problems
    assert said in "\n".join(problems)


DOJO = """
from pathlib import Path
class LeanGitRepo:
    def __init__(self, url, commit):
        assert len(commit) == 40 and Path(url, "lean-toolchain").is_file() and Path(url, ".git").is_dir()
        self.url = Path(url)
class Theorem:
    def __init__(self, name, path):
        self.theorem, self.file_path = self, path
        self.full_name = name
    def get_theorem_statement(self): return "theorem " + self.full_name
    def get_premise_full_names(self): return ["Toy.square", "Toy.square"]
    def get_traced_tactics(self): return [1, 2]
class Traced:
    def __init__(self, repo): self.repo = repo
    def get_traced_theorems(self):
        return [Theorem("Toy.square_one", p.relative_to(self.repo.url)) for p in self.repo.url.rglob("Main.lean")]
def trace(repo, dst_dir, build_deps):
    assert build_deps is False and not Path(dst_dir).exists()
    return Traced(repo)
"""


@pytest.fixture
def lean_dojo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of the name, with the few things that are called."""
    site = tmp_path / "site"
    (site / "lean_dojo").mkdir(parents=True)
    (site / "lean_dojo" / "__init__.py").write_text(DOJO, encoding="utf-8")
    (site / "lean_dojo-4.20.0.dist-info").mkdir()
    (site / "lean_dojo-4.20.0.dist-info" / "METADATA").write_text(
        "Name: lean-dojo\nVersion: 4.20.0\n", encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", str(site), prepend=":")
    monkeypatch.syspath_prepend(site)
    return site


def test_lean_dojo_is_not_installed(plain: Toy) -> None:
    assert dojo.obstacle() == "lean-dojo is not installed: pip install 'attnproof[dojo]'"


def test_lean_dojo_without_lake(lean_dojo: Path) -> None:
    if shutil.which("lake"):
        pytest.skip("there is a lake here")
    assert "needs lake" in dojo.obstacle()
    assert "\n" not in dojo.obstacle()


def test_lean_dojo_traces_a_copy(toy: Toy, lake: Path, lean_dojo: Path) -> None:
    assert dojo.obstacle() == ""
    assert "lean-dojo 4.20.0" in dojo.caution()
    [traced] = dojo.trace(toy.folder, 60)
    assert traced == {
        "name": "Toy.square_one",
        "file": "Toy/Main.lean",
        "statement": "theorem Toy.square_one",
        "premises": ["Toy.square"],
        "tactics": 2,
    }
    assert not (toy.folder / ".git").exists()


def test_lean_dojo_gives_up(toy: Toy, lake: Path, lean_dojo: Path) -> None:
    (lean_dojo / "lean_dojo" / "__init__.py").write_text("raise RuntimeError('no such toolchain')", encoding="utf-8")
    with pytest.raises(dojo.DojoFailed, match="no such toolchain"):
        dojo.trace(toy.folder, 60)
