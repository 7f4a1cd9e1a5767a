"""`doctor` on this installation, and on tools that are missing, old, new or broken."""

from __future__ import annotations

import io
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from attnproof import doctor
from attnproof.doctor import LIBRARIES, Finding, Library

ROOT = Path(__file__).parents[2]


def examined(library: Library) -> Finding:
    return doctor._library(library)


def told(findings: list[Finding]) -> str:
    stream = io.StringIO()
    doctor.render(findings, Console(file=stream, width=200))
    return stream.getvalue()


def test_this_installation_is_sound() -> None:
    findings = doctor.examine()
    assert not doctor.fatal(findings)
    assert {finding.name for finding in findings} >= {"python", "python-flint", "crival", "BLAS threads", "checkout"}
    assert all(finding.found for finding in findings if finding.needed)
    text = told(findings)
    assert all(finding.name in text for finding in findings)
    assert [entry["name"] for entry in doctor.as_json(findings)] == [finding.name for finding in findings]


def test_the_libraries_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = {library.distribution + library.wanted for library in LIBRARIES if library.needed}
    assert needed == set(project["dependencies"])
    assert project["requires-python"] == doctor._python((3, 11, 0)).wanted


def test_missing() -> None:
    finding = examined(Library("no-such-distribution", "nothing", "1.0", "the route"))
    assert (finding.state, finding.found, finding.fatal) == ("missing", "", True)
    assert finding.command.endswith('-m pip install "no-such-distribution>=1.0"')
    text = told([finding])
    assert "no-such-distribution is missing" in text
    assert "switches off: the route" in text
    assert f"get it by: {finding.command}" in text
    assert not examined(Library("no-such-distribution", "nothing", "1.0", "speed", needed=False)).fatal


def test_too_old_and_too_new() -> None:
    old = examined(Library("numpy", "numpy", "99", "the model"))
    assert old.state == "too old"
    assert doctor.fatal([old])
    new = examined(Library("mpmath", "mpmath", "0.1", "digits", below="1.0"))
    assert new.state == "too new"
    assert new.command.endswith('"mpmath>=0.1,<1.0"')


def test_broken() -> None:
    assert examined(Library("numpy", "numpy", "1", "the model", works=lambda module: False)).state == "broken"
    unimportable = examined(Library("numpy", "no_such_module", "1", "the model"))
    assert unimportable.state == "broken"
    assert "ModuleNotFoundError" in unimportable.found


class _Ball:
    """A ball whose negative is itself, as with a wrong arb.neg()."""

    def __init__(self, *parts: float) -> None:
        pass

    def neg(self) -> _Ball:
        return self

    def __add__(self, other: _Ball) -> _Ball:
        return self

    def contains(self, number: int) -> bool:
        return False


@pytest.mark.parametrize(("low", "high"), [(2.72, 2.73), (2.0, 2.1), (2.0, 3.0)])
def test_wrong_enclosures_are_noticed(low: float, high: float) -> None:
    wide: Any = SimpleNamespace(Interval=lambda x: x, exp=lambda x: SimpleNamespace(inf=low, sup=high))
    assert not doctor._encloses(wide)


def test_a_wrong_negation_is_noticed() -> None:
    assert not doctor._negates(SimpleNamespace(arb=_Ball))


def test_python() -> None:
    assert doctor._python((3, 10, 4)).fatal
    assert doctor._python((3, 10, 4)).found.startswith("3.10.4")
    assert not doctor._python((3, 13, 0)).fatal


@pytest.mark.parametrize(
    ("environment", "state", "found"),
    [
        ({}, "note", "as many as cores"),
        ({"OPENBLAS_NUM_THREADS": "1"}, "ok", "OPENBLAS_NUM_THREADS=1"),
        ({"OMP_NUM_THREADS": "1"}, "ok", "OMP_NUM_THREADS=1"),
        ({"MKL_NUM_THREADS": "4"}, "note", "MKL_NUM_THREADS=4"),
    ],
)
def test_threads(environment: dict[str, str], state: str, found: str) -> None:
    finding = doctor._threads(environment)
    assert (finding.state, finding.found, finding.fatal) == (state, found, False)


def test_checkouts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor._checkout(tmp_path).found == "not a git checkout"
    (tmp_path / ".git").mkdir()
    assert doctor._checkout(tmp_path).found == "git cannot read it"
    (tmp_path / ".git").rmdir()
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    (tmp_path / "a").write_text("1")
    subprocess.run([*git, "add", "a"], check=True)
    subprocess.run([*git, "commit", "-qm", "a"], check=True)
    clean = doctor._checkout(tmp_path)
    assert clean.state == "ok"
    assert clean.found.endswith(", no changed files")
    (tmp_path / "a").write_text("2")
    changed = doctor._checkout(tmp_path)
    assert changed.state == "note"
    assert changed.found.endswith(", 1 changed files")
    monkeypatch.setenv("PATH", "")
    assert doctor._checkout(tmp_path).found == "git is not installed"


@pytest.mark.parametrize(("text", "numbers"), [("1.14.0rc1", (1, 14, 0)), ("2", (2,)), ("unknown", ())])
def test_versions(text: str, numbers: tuple[int, ...]) -> None:
    assert doctor._numbers(text) == numbers


def test_nothing_but_the_standard_library_is_imported_first() -> None:
    libraries = {library.module for library in LIBRARIES}
    code = f"import attnproof.doctor, sys; sys.exit(bool({libraries!r} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
