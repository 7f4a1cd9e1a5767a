"""The project itself, against the offline core and against the second one."""

from __future__ import annotations

from pathlib import Path

import pytest

from attnproof.lean import accelerated, checker, folders
from attnproof.lean.build import core_texts
from attnproof.lean.registry import registry
from attnproof.lean.variant import reducible


def test_every_theorem_is_proved(wheel: None) -> None:
    """From the checkout's own cache, so that `attnproof lean` and the tests compile each file once."""
    folder = folders.cache()
    result = checker.check("wheel", claims=registry(folder / "registry"), second_core=True, jobs=2)
    assert result.ok, [*result.problems, *(f"{t.name}: {t.reason}" for t in result.theorems if not t.ok)]
    assert len(result.theorems) >= 40


def test_the_second_core_is_another_one() -> None:
    texts = core_texts(folders.project() / "offline")
    changed = reducible(texts)
    assert changed["Init.Notation"] == texts["Init.Notation"]
    assert changed["Init.Base"].count("@[reducible") > 2 * texts["Init.Base"].count("@[reducible")


@pytest.mark.parametrize(
    ("function", "wrong"),
    [
        ("Nat.add", ("Nat.succ (Nat.add n m)", "Nat.add n m")),
        ("Nat.mul", ("Nat.add (Nat.mul n m) n", "Nat.mul n m")),
        ("Nat.ble", ("Nat.ble Nat.zero (Nat.succ m) = true", "Nat.ble Nat.zero (Nat.succ m) = false")),
    ],
)
def test_a_wrong_equation_is_not_proved(
    wheel: None, toy: object, tmp_path: Path, function: str, wrong: tuple[str, str]
) -> None:
    """The equations of the accelerated functions are proved from their definitions, not from the acceleration."""
    from attnproof.lean.build import Builder, NotCompiled
    from attnproof.lean.process import Limits
    from attnproof.lean.store import Store
    from attnproof.lean.toolchain import find

    builder = Builder(find("wheel"), Store(toy.cache), tmp_path, Limits(), 1)  # type: ignore[attr-defined]
    core = builder.compile("core", core_texts(folders.project() / "offline"))
    right = accelerated.source([function])
    builder.compile("right", {"Accelerated": right}, [core])
    assert wrong[0] in right
    with pytest.raises(NotCompiled):
        builder.compile("wrong", {"Accelerated": right.replace(*wrong)}, [core])
