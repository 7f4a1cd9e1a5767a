"""Ways to make a false or unproved theorem pass. Each must be rejected, and for the right reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from attnproof.lean import toolchain
from attnproof.lean.process import LimitHit
from attnproof.lean.result import Result
from attnproof.lean.sources import forbidden

Toy = Any  # the class in conftest.py, which tests can't import
Told = Callable[[Result], str]
BASIC, MAIN = "Toy/Basic.lean", "Toy/Main.lean"


def test_the_project_passes(toy: Toy) -> None:
    result = toy.check()
    assert result.ok, result.problems
    assert [theorem.name for theorem in result.theorems] == ["Toy.square_one", "Toy.double_succ"]
    assert result.audited > 20
    assert result.told("toy.square").startswith(
        "Toy.square_one; axioms: none; assumes: Toy.Unital; checked by Lean 4.35"
    )
    assert result.told("toy.other") == ""


def test_a_false_theorem(toy: Toy, reasons: Told) -> None:
    toy.change(MAIN, "double (n + 1) = double n + 2", "double (n + 1) = double n + 1")
    result = toy.check()
    assert not result.ok
    assert "Toy.Main:15:2: error" in reasons(result)


def test_a_sign_fails_exactly_its_theorem(toy: Toy) -> None:
    toy.change(MAIN, "double (n + 1) = double n + 2", "double (n + 1) = double n + 1")
    result = toy.check()
    assert {theorem.name: theorem.ok for theorem in result.theorems} == {
        "Toy.square_one": True,
        "Toy.double_succ": False,
    }
    assert not result.ok


def test_sorry_inside_a_term(toy: Toy, reasons: Told) -> None:
    toy.change(MAIN, "exact Unital.mul_one 1", "exact Eq.trans (Unital.mul_one 1) sorry")
    assert "forbidden word 'sorry'" in reasons(toy.check())


def test_sorry_that_no_word_shows(toy: Toy, reasons: Told) -> None:
    """With the words let through, the audit must still see it."""
    toy.change(MAIN, "exact Unital.mul_one 1", "exact sorry")
    toy.change(MAIN, "set_option autoImplicit false\n", "set_option autoImplicit false\nset_option warn.sorry false\n")
    result = toy.check(words=False)
    assert "Toy.square_one: rests on sorryAx" in reasons(result)
    assert {theorem.name: theorem.ok for theorem in result.theorems} == {
        "Toy.square_one": False,
        "Toy.double_succ": True,
    }


@pytest.mark.parametrize("words", [True, False])
def test_an_axiom_two_files_away(toy: Toy, reasons: Told, words: bool) -> None:
    toy.write("Toy/Far.lean", "axiom Toy.far : ∀ p : Prop, p\n")
    toy.change(BASIC, "set_option autoImplicit false\n", "import Toy.Far\nset_option autoImplicit false\n")
    toy.change(MAIN, "exact Unital.mul_one 1", "exact Toy.far _")
    told = reasons(toy.check(words=words))
    if words:
        assert "forbidden word 'axiom'" in told
    else:
        assert "Toy.far: a declaration of kind axiom" in told
        assert "Toy.square_one: rests on Toy.far" in told


def test_an_unused_axiom(toy: Toy, reasons: Told) -> None:
    toy.add(BASIC, "axiom idle : False")
    assert "Toy.idle: a declaration of kind axiom" in reasons(toy.check(words=False))


@pytest.mark.parametrize(
    ("proof", "said"),
    [
        (
            "set_option linter.defProp false in\nunsafe def boom : Nat → False := fun n => boom n",
            "boom: unsafe or partial",
        ),
        ("unsafe def boom (n : Nat) : Nat := boom n", "boom: unsafe or partial"),
        ("opaque boom : Nat", "boom: a declaration of kind opaque"),
        ("unsafe axiom boom : False", "boom: a declaration of kind axiom"),
    ],
)
def test_what_the_kernel_does_not_look_into(toy: Toy, reasons: Told, proof: str, said: str) -> None:
    toy.add(BASIC, proof)
    assert "forbidden word" in reasons(toy.check())
    assert said in reasons(toy.check(words=False))


@pytest.mark.parametrize("proof", ["partial def boom : False := boom", "opaque boom : False"])
def test_a_proof_of_false_that_needs_no_end(toy: Toy, reasons: Told, proof: str) -> None:
    toy.add(BASIC, proof)
    assert "Toy.Basic:" in reasons(toy.check(words=False))
    assert "error" in reasons(toy.check(words=False))


def test_unsafe_used_in_a_theorem(toy: Toy, reasons: Told) -> None:
    toy.add(BASIC, "unsafe def boom : False := boom")
    toy.change(MAIN, "exact Unital.mul_one 1", "exact boom.elim")
    assert "Toy.Main:" in reasons(toy.check(words=False))


@pytest.mark.parametrize(
    "declaration",
    [
        "inductive _root_.False : Prop where | intro",
        "theorem _root_.propext : True := trivial",
        "def _root_.Nat.add := 0",
    ],
)
def test_a_core_constant_declared_again(toy: Toy, reasons: Told, declaration: str) -> None:
    toy.add(BASIC, declaration)
    assert "already been declared" in reasons(toy.check())


def test_a_core_constant_shadowed(toy: Toy, reasons: Told) -> None:
    """Inside the namespace, `Eq` would be the project's own: the statement is then another one."""
    toy.add(BASIC, "def Eq {A : Type} (_ _ : A) : Prop := True")
    toy.change(
        MAIN, "square (1 : K) = 1 := by\n  rw [square_eq]\n  exact Unital.mul_one 1", "Eq (square (1 : K)) 1 := trivial"
    )
    assert "Toy.square_one: its type is not the one that Challenge.lean states" in reasons(toy.check())


def test_notation_that_changes_what_is_stated(toy: Toy, reasons: Told) -> None:
    toy.add(BASIC, 'def same {A : Type} (_ _ : A) : Prop := True\nscoped infix:50 (priority := high) " ≟ " => same')
    toy.add(BASIC, "scoped macro_rules | `($a = $b) => `($a ≟ $b)")
    toy.change(MAIN, "by\n  rw [square_eq]\n  exact Unital.mul_one 1", "trivial")
    toy.change(
        MAIN,
        "theorem square_eq {K : Type} [Unital K] (a : K) : square a = a * a := rfl",
        "theorem other : True := trivial",
    )
    toy.change(MAIN, "by\n  rfl", "trivial")
    assert "Challenge.lean states" in reasons(toy.check())


def test_a_core_module_of_its_own(toy: Toy, reasons: Told) -> None:
    toy.write("Init/Extra.lean", "theorem boom : True := trivial\n")
    toy.change(BASIC, "set_option autoImplicit false\n", "import Init.Extra\nset_option autoImplicit false\n")
    assert "Init.Extra: lies outside the library Toy" in reasons(toy.check())


def test_a_core_with_an_axiom_of_its_own(toy: Toy, reasons: Told) -> None:
    path = toy.folder / "offline" / "Init.lean"
    path.write_text(path.read_text(encoding="utf-8") + "\naxiom boom : False\n", encoding="utf-8")
    assert "the offline core has not exactly Lean's axioms: boom" in reasons(toy.check())


def test_a_theorem_renamed(toy: Toy, reasons: Told) -> None:
    toy.change(MAIN, "theorem double_succ", "theorem double_next")
    told = reasons(toy.check())
    assert "Toy.double_succ: listed in theorems.toml, and not in the files" in told
    assert "Toy.double_next: its docstring starts with **" in told


def test_a_theorem_that_became_a_definition(toy: Toy, reasons: Told) -> None:
    toy.change(
        MAIN, "theorem double_succ (n : Nat) : double (n + 1) = double n + 2 := by\n  rfl", "def double_succ := 2"
    )
    assert "listed as a theorem, and a definition" in reasons(toy.check())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("double (n + 1) = double n + 2 := by\n  rfl", "n = n := rfl"),
        ("double_succ (n : Nat) :", "double_succ (n : Nat) (_ : False) :"),
        ("double (n + 1) = double n + 2", "double n + 2 = double (n + 1)"),
    ],
)
def test_a_statement_weakened(toy: Toy, reasons: Told, old: str, new: str) -> None:
    toy.change(MAIN, old, new)
    assert "Toy.double_succ: its type is not the one that Challenge.lean states" in reasons(toy.check())


def test_a_definition_changed(toy: Toy, reasons: Told) -> None:
    toy.change(BASIC, "| n + 1 => double n + 2", "| n + 1 => double n + 1 + 1")
    told = reasons(toy.check())
    assert "Toy.double_succ: Toy.double._f: not defined as in Challenge.lean" in told
    assert "square_one" not in told


@pytest.mark.parametrize("field", ["wrong : ∀ p : Prop, p", "never : (1 : K) * 1 = 1 → False"])
def test_a_field_that_makes_the_class_inconsistent(toy: Toy, reasons: Told, field: str) -> None:
    toy.change(BASIC, "a * 1 = a\n", f"a * 1 = a\n  {field}\n")
    toy.change("Challenge.lean", "a * 1 = a\n", f"a * 1 = a\n  {field}\n")
    assert f"Toy.Unital: the field `{field.split(' :')[0]} : " in reasons(toy.check())


def test_a_class_that_is_not_listed(toy: Toy, reasons: Told) -> None:
    toy.add(BASIC, "structure Magic : Prop where\n  anything : ∀ p : Prop, p\nattribute [class] Magic")
    assert "Toy.Magic: a class that assumptions.toml does not list" in reasons(toy.check())


def test_a_stale_compiled_module(toy: Toy, reasons: Told) -> None:
    """The cache is asked for what the sources say now; and a changed file in it is not served."""
    assert toy.check().ok
    toy.change(MAIN, "double (n + 1) = double n + 2", "double (n + 1) = double n + 1")
    assert not toy.check().ok
    toy.change(MAIN, "double (n + 1) = double n + 1", "double (n + 1) = double n + 2")
    assert toy.check().ok


def test_a_compiled_module_exchanged_in_the_cache(toy: Toy, tmp_path: Path) -> None:
    toy.cache = tmp_path / "cache"
    assert toy.check().ok
    compiled: list[str] = []
    for path in toy.cache.glob("*/module.olean"):
        path.write_bytes(path.read_bytes()[:-8])
    assert toy.check(told=compiled.append).ok
    assert {"Init", "Init.Base", "Toy.Basic", "Toy.Main", "Toy"} <= set(compiled)


@pytest.mark.parametrize(
    "macro",
    [
        # prints what the audit is waiting for
        "macro_rules | `(command| #print axioms $_) => "
        "`(command| #print \"'Toy.square_one' does not depend on any axioms\")",
        "macro_rules | `(command| #print axioms $_) => `(command| section)",
        # prints a true answer, to another question
        "macro_rules | `(command| #print axioms Toy.square_one) => `(command| #print axioms Toy.double_succ)",
    ],
)
def test_output_that_imitates_the_audit(toy: Toy, reasons: Told, macro: str) -> None:
    toy.add(BASIC, f"theorem far : ∀ p : Prop, p := sorry\nend Toy\n{macro}\nnamespace Toy")
    toy.change(BASIC, "set_option autoImplicit false\n", "set_option autoImplicit false\nset_option warn.sorry false\n")
    toy.change(MAIN, "exact Unital.mul_one 1", "exact Toy.far _")
    told = reasons(toy.check(words=False))
    assert "Toy.square_one: rests on sorryAx" in told


def test_messages_in_the_file_do_not_reach_the_audit(toy: Toy) -> None:
    toy.add(MAIN, "#print \"'Toy.square_one' does not depend on any axioms\"\n#check square_one")
    assert toy.check().ok


def test_a_file_that_never_ends(toy: Toy) -> None:
    toy.add(MAIN, "theorem slow : True := by\n  repeat (have h := trivial)")
    with pytest.raises(LimitHit, match=r"Toy\.Main: no end after 2 s"):
        toy.check(seconds=2)


@pytest.mark.parametrize("text", ["theorem broken : True :=", "theorem : : :=", '"', "/- never closed"])
def test_a_syntax_error(toy: Toy, reasons: Told, text: str) -> None:
    toy.write(MAIN, "import Toy.Basic\n" + text)
    assert "Toy.Main:" in reasons(toy.check())


def test_a_warning(toy: Toy, reasons: Told) -> None:
    toy.add(MAIN, "theorem idle (n : Nat) : True := trivial")
    assert "warning" in reasons(toy.check())


def test_a_truncated_wheel(toy: Toy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = toolchain.library_path()
    cut = tmp_path / whole.name
    with whole.open("rb") as stream:
        cut.write_bytes(stream.read(1 << 20))
    monkeypatch.setattr(toolchain, "library_path", lambda: cut)
    with pytest.raises(toolchain.NoChecker, match="truncated, altered or of another version"):
        toy.check()


def test_a_module_that_nothing_imports(toy: Toy, reasons: Told) -> None:
    toy.write("Toy/Alone.lean", "theorem Toy.alone : True := trivial\n")
    assert "Toy does not import, directly or not: Toy.Alone" in reasons(toy.check())


def test_nothing_listed(toy: Toy, reasons: Told) -> None:
    toy.write("theorems.toml", "theorem = []\n")
    result = toy.check()
    assert not result.ok
    assert "nothing would be checked" in reasons(result)


def test_a_claim_that_does_not_exist(toy: Toy, reasons: Told) -> None:
    assert "there is no such claim" in reasons(toy.check(claims={"toy.square": ("Squares", "ours")}))


TIE = """\
[[tie]]
theorem = "{theorem}"
variables = "n"
relations = "="
computed = "{computed}"
says = "numeric.energy.flat_rate"
states = "flat"
"""


def test_a_theorem_that_is_not_what_is_computed(toy: Toy) -> None:
    toy.write("ties.toml", TIE.format(theorem="double_succ", computed="flat rate"))
    square, double = toy.check().theorems
    assert square.ok
    assert not square.compared
    assert double.reason.startswith("Lean says")
    assert double.compared == "numeric.energy.flat_rate at 0 states"


@pytest.mark.parametrize(
    ("theorem", "computed", "said"),
    [
        ("double_none", "flat rate", "Toy.double_none: tied in ties.toml, and theorems.toml does not list it"),
        ("double_succ", "nothing", "ties.toml: double_succ: no computed is called 'nothing'"),
    ],
)
def test_a_tie_of_nothing(toy: Toy, reasons: Told, theorem: str, computed: str, said: str) -> None:
    toy.write("ties.toml", TIE.format(theorem=theorem, computed=computed))
    assert said in reasons(toy.check())


@pytest.mark.parametrize("text", ["[[tie]", "tie = 1", "[[tie]]\nname = 1", "[other]"])
def test_ties_that_cannot_be_read(toy: Toy, reasons: Told, text: str) -> None:
    toy.write("ties.toml", text)
    assert "ties.toml: " in reasons(toy.check())


def test_a_challenge_that_leaves_one_out(toy: Toy, reasons: Told) -> None:
    toy.change("Challenge.lean", "def double_succ : Prop := ∀ n : Nat, double (n + 1) = double n + 2\n", "")
    assert "Toy.double_succ: Challenge.lean does not state it" in reasons(toy.check())


def test_options_in_the_lakefile(plain: Toy, wheel: None, reasons: Told) -> None:
    plain.add("lakefile.toml", "leanOptions = { debug.skipKernelTC = true }", before="[[lean_lib]]")
    assert "options and dependencies are not part of this project" in reasons(plain.check())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("-- sorry\n/- axiom /- unsafe -/ sorry -/ theorem a : True := trivial", []),
        ('def s := "sorry \\" axiom"', []),
        ('def s := r#"sorry " axiom"# def c := \'"\' def d := sorry', ["sorry"]),
        ("theorem a' : True := sorry\ndef b := 'x'", ["sorry"]),
        ("/-- sorry -/ theorem a : True := by admit", ["admit"]),
        ("example := «sorry»", ["sorry"]),
        ("set_option debug.skipKernelTC true", ["set_option debug.skipKernelTC", "skipKernelTC"]),
        ("/- skipKernelTC -/", ["skipKernelTC"]),
        ('@[simp, extern "x"] def a := 1', ["extern"]),
        ("@[init] def a := 1", ["@[init"]),
        ("#eval 1", ["#eval"]),
        ("def e := Expr.eval", []),
        ("def sorryful := partially", []),
        ('def t := s!"{"\\""} sorry"', ['s!"', "sorry"]),
        ("module\nimport A", ["module"]),
    ],
)
def test_forbidden_words(text: str, words: list[str]) -> None:
    assert sorted({word for _, word in forbidden(text)}) == sorted(words)
