"""A project of two short files, to be attacked; the offline core is compiled once for all tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from attnproof.files import home
from attnproof.lean import checker
from attnproof.lean.process import Limits
from attnproof.lean.result import Result
from attnproof.lean.toolchain import NoChecker, find

LEAN = home() / "lean"
TOOLCHAIN = "leanprover/lean4:v4.35.0\n"

BASIC = """\
set_option autoImplicit false
namespace Toy

/-- A multiplication with a right unit. -/
class Unital (K : Type) extends Mul K, One K where
  mul_one : ∀ a : K, a * 1 = a

/-- The square. -/
def square {K : Type} [Mul K] (a : K) : K := a * a

/-- Twice as many. -/
def double : Nat → Nat
  | 0 => 0
  | n + 1 => double n + 2
"""
MAIN = """\
import Toy.Basic
set_option autoImplicit false
namespace Toy

/-- A step on the way. -/
theorem square_eq {K : Type} [Unital K] (a : K) : square a = a * a := rfl

/-- **The square of one.** -/
theorem square_one {K : Type} [Unital K] : square (1 : K) = 1 := by
  rw [square_eq]
  exact Unital.mul_one 1

/-- **Twice the next.** -/
theorem double_succ (n : Nat) : double (n + 1) = double n + 2 := by
  rfl

end Toy
"""
CHALLENGE = (
    BASIC
    + """
def square_one : Prop := ∀ {K : Type} [Unital K], square (1 : K) = 1
def double_succ : Prop := ∀ n : Nat, double (n + 1) = double n + 2
end Toy
"""
)
THEOREMS = """\
[[theorem]]
name = "Toy.square_one"
claim = "toy.square"
module = "Toy.Main"
meaning = "1 squared is 1"

[[theorem]]
name = "Toy.double_succ"
claim = "toy.double"
module = "Toy.Main"
meaning = "doubling goes up by 2"
"""
ASSUMPTIONS = """\
[[class]]
name = "Toy.Unital"
fields = ["toMul : Mul K", "toOne : One K", "mul_one : ∀ a : K, a * 1 = a"]
"""
FILES = {
    "lakefile.toml": 'name = "toy"\ndefaultTargets = ["Toy"]\n\n[[lean_lib]]\nname = "Toy"\n',
    "lean-toolchain": TOOLCHAIN,
    "Toy.lean": "import Toy.Main\n",
    "Toy/Basic.lean": BASIC + "\nend Toy\n",
    "Toy/Main.lean": MAIN,
    "Challenge.lean": CHALLENGE,
    "theorems.toml": THEOREMS,
    "assumptions.toml": ASSUMPTIONS,
}


@dataclass
class Toy:
    """The project, in a folder of its own, and a cache shared with the other tests."""

    folder: Path
    cache: Path

    def write(self, name: str, text: str) -> None:
        """Replace a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace a piece of a file, which must be there."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def add(self, name: str, text: str, before: str = "\nend Toy") -> None:
        """Add to a file of the project, before its end."""
        self.change(name, before, f"\n{text}\n{before}")

    def check(self, seconds: float = 60, **more: object) -> Result:
        """Run the whole check with the wheel."""
        options = {"folder": self.folder, "cache": self.cache, "limits": Limits(seconds), **more}
        return checker.check("wheel", **options)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def wheel() -> None:
    """Skips, and says so, only where ATTNPROOF says that there is no wheel; elsewhere its absence fails."""
    try:
        find("wheel")
    except NoChecker as reason:
        if os.environ.get("ATTNPROOF") == "no-lean":
            pytest.skip(f"ATTNPROOF=no-lean: {reason}")
        pytest.fail(f"{reason}\n(ATTNPROOF=no-lean skips these tests)")


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all workers of a session: a module is kept under the digest of what it depends on."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "lean-cache"


@pytest.fixture
def plain(tmp_path: Path, cache: Path) -> Toy:
    """The project without a core, for tests that run no Lean."""
    toy = Toy(tmp_path / "toy", cache)
    for name, text in FILES.items():
        toy.write(name, text)
    return toy


@pytest.fixture
def toy(wheel: None, plain: Toy) -> Toy:
    """The project with the offline core."""
    shutil.copytree(LEAN / "offline", plain.folder / "offline", ignore=shutil.ignore_patterns("Conformance.lean"))
    return plain


@pytest.fixture
def reasons() -> Callable[[Result], str]:
    """Everything that a result says is wrong, in one text."""

    def told(result: Result) -> str:
        return "\n".join([*result.problems, *(f"{t.name}: {t.reason}" for t in result.theorems if not t.ok)])

    return told
