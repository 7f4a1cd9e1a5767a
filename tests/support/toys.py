"""Toy claims, so that the machinery is tested apart from the mathematics."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from attnproof.claim import Check, Claim, Condition, Corrected, Planted, Source
from attnproof.evidence import Covers, Outcome, Route, Strength
from numeric.states import Family


@dataclass
class Found:
    passed: bool
    summary: str = "looked"
    numbers: dict[str, Any] = field(default_factory=dict)
    steps: tuple[str, ...] = ()


def square_is(*, power: int = 2) -> Found:
    return Found(3**power == 9, f"3^{power}", {"power": power}, ("multiply 3 by 3",))


def sampled_square(family: Family, *, seed: int, depth: int, power: int = 2) -> Found:
    return Found(all(k**power == k * k for k in range(5 * depth)), f"{5 * depth} numbers")


def never_fails(family: Family, *, seed: int, depth: int, power: int = 2) -> Found:
    return Found(True)


def raises(family: Family, *, seed: int, depth: int, power: int = 2) -> Found:
    raise ZeroDivisionError("a | b")


SYMBOLIC = Check(Route.SYMBOLIC, "square_is", square_is, Strength.EXACT_ALGEBRA, Covers.EVERY)
SAMPLED = Check(Route.CERTIFIED, "sampled_square", sampled_square, Strength.CERTIFIED_ENCLOSURE, Covers.SAMPLED)
DEAF = Check(Route.SEARCHED, "never_fails", never_fails, Strength.PROPERTY_TESTED, Covers.SAMPLED)
BROKEN = Check(Route.SIMULATED, "raises", raises, Strength.SIMULATED, Covers.SAMPLED)
AGAINST = Check(Route.SYMBOLIC, "square_is", square_is, Strength.EXACT_ALGEBRA, Covers.ONE, Outcome.COUNTEREXAMPLE)
WRONG = (Planted("a cube", {"power": 3}), Planted("no power", {"power": 1}))
CONDITION = Condition("positive", "beta is positive.", r"\beta > 0", lambda state: state.beta > 0)
IMPOSSIBLE = Condition("absurd", "beta is negative.", r"\beta < 0", lambda state: state.beta < 0)


def claim(name: str, *checks: Check, **more: Any) -> Claim:
    arguments = {"planted": WRONG, "conditions": (CONDITION,), **more}
    return Claim(f"toy.{name}", f"The {name} claim", f"It is {name}.", "3^2 = 9", Source("ours"), checks, **arguments)


TOYS = (
    claim("good", SYMBOLIC, SAMPLED),
    claim("refuted", AGAINST, corrected=Corrected("Nine.", "9", ("toy.good",)), by_hand="Count on your fingers."),
)
