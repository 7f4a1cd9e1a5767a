"""The kernel computes with Nat.add and its like by name, not by definition: the core's must be what it takes them for.

Each equation is proved by `rfl` on variables, where the kernel has nothing to compute with but the definition;
together they determine the function.
"""

from __future__ import annotations

from collections.abc import Collection

EQUATIONS = {
    "Nat.pred": ("Nat.pred Nat.zero = Nat.zero", "Nat.pred (Nat.succ n) = n"),
    "Nat.add": ("Nat.add n Nat.zero = n", "Nat.add n (Nat.succ m) = Nat.succ (Nat.add n m)"),
    "Nat.sub": ("Nat.sub n Nat.zero = n", "Nat.sub n (Nat.succ m) = Nat.pred (Nat.sub n m)"),
    "Nat.mul": ("Nat.mul n Nat.zero = Nat.zero", "Nat.mul n (Nat.succ m) = Nat.add (Nat.mul n m) n"),
    "Nat.pow": ("Nat.pow n Nat.zero = Nat.succ Nat.zero", "Nat.pow n (Nat.succ m) = Nat.mul (Nat.pow n m) n"),
    "Nat.beq": (
        "Nat.beq Nat.zero Nat.zero = true",
        "Nat.beq Nat.zero (Nat.succ m) = false",
        "Nat.beq (Nat.succ n) Nat.zero = false",
        "Nat.beq (Nat.succ n) (Nat.succ m) = Nat.beq n m",
    ),
    "Nat.ble": (
        "Nat.ble Nat.zero Nat.zero = true",
        "Nat.ble Nat.zero (Nat.succ m) = true",
        "Nat.ble (Nat.succ n) Nat.zero = false",
        "Nat.ble (Nat.succ n) (Nat.succ m) = Nat.ble n m",
    ),
}
# The kernel accelerates these as well; a core that has one of them needs equations for it above.
OTHERS = frozenset(
    f"Nat.{name}" for name in ("div", "mod", "gcd", "land", "lor", "xor", "shiftLeft", "shiftRight", "log2")
)


def unchecked(declared: Collection[str]) -> list[str]:
    """The accelerated functions that the core has and no equation speaks of."""
    return sorted(OTHERS.intersection(declared))


def source(declared: Collection[str]) -> str:
    """A Lean file that proves the equations of those that the core has."""
    lines = ["set_option autoImplicit false", "set_option linter.all false"]
    for name, equations in EQUATIONS.items():
        if name in declared:
            lines += [f"example (n m : Nat) : {equation} := Eq.refl _" for equation in equations]
    return "\n".join([*lines, ""])
