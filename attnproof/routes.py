"""How a claims file says which checks it has: one constructor for each kind of check."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from attnproof.claim import Check
from attnproof.evidence import Covers, Outcome, Route, Strength
from attnproof.lean import route as lean
from numeric import search, statement
from numeric.statement import Says


def derived(
    derivation: Callable[..., Any],
    *,
    covers: Covers = Covers.EVERY,
    finds: Outcome = Outcome.HOLDS,
    rests_on: tuple[str, ...] = (),
) -> Check:
    """An exact derivation: for every n, d and H, unless it `covers` one state."""
    name = derivation.__name__
    return Check(Route.SYMBOLIC, name, derivation, Strength.EXACT_ALGEBRA, covers, finds, rests_on)


def confirmed(says: Says) -> tuple[Check, Check]:
    """The statement evaluated on sampled states, by mpmath and by Arb."""
    name = says.__name__
    return (
        Check(Route.PRECISE, name, partial(statement.precise, says), Strength.HIGH_PRECISION, Covers.SAMPLED),
        Check(Route.CERTIFIED, name, partial(statement.certified, says), Strength.CERTIFIED_ENCLOSURE, Covers.SAMPLED),
    )


def certified(
    experiment: Callable[..., Any],
    *,
    covers: Covers = Covers.ONE,
    finds: Outcome = Outcome.HOLDS,
    rests_on: tuple[str, ...] = (),
) -> Check:
    """A witness: exact data with a sign proved by enclosures of two libraries."""
    name = f"{experiment.__name__} witness"
    return Check(Route.CERTIFIED, name, experiment, Strength.CERTIFIED_ENCLOSURE, covers, finds, rests_on)


def simulated(experiment: Callable[..., Any], *, finds: Outcome = Outcome.HOLDS) -> Check:
    """Integrated flows, Taylor slopes or Monte Carlo."""
    name = experiment.__name__
    return Check(Route.SIMULATED, name, experiment, Strength.SIMULATED, Covers.SAMPLED, finds)


def searched(says: Says, *, without: dict[str, dict[str, Any]] | None = None) -> Check:
    """A hunt for counterexamples; `without` names conditions that, dropped, must let it find one."""
    name = says.__name__
    hunt = partial(search.hunt, says, without=without or {})
    return Check(Route.SEARCHED, name, hunt, Strength.PROPERTY_TESTED, Covers.SAMPLED)


def sought(says: Says, *, finds: Outcome = Outcome.HOLDS) -> Check:
    """A hunt that must find a state where the inequality of `says` breaks, certified by Arb."""
    hunt = partial(search.find, says)
    return Check(Route.SEARCHED, says.__name__, hunt, Strength.CERTIFIED_ENCLOSURE, Covers.ONE, finds)


def formalised(claim: str, *, covers: Covers = Covers.EVERY, finds: Outcome = Outcome.HOLDS) -> Check:
    """The theorems that `lean/theorems.toml` lists for this claim."""
    return Check(Route.LEAN, "theorems", partial(lean.proves, claim), Strength.LEAN_KERNEL, covers, finds)
