"""The definitions by loops agree with the model, and with no model whose shared parts are broken."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from numeric import model as arrays
from numeric.arithmetic import Floats, Rationals
from numeric.model import VARIANTS, Model
from numeric.reference import Reference, definitions
from numeric.state import State, aligned, diagonal
from numeric.statement import certified, precise
from numeric.states import Family, states

ROUTES = pytest.mark.parametrize("route", [precise, certified])
KERNEL, PARTITION, DOMINANCE = Model.kernel.func, Model.partition.func, Model.dominance  # type: ignore[attr-defined]
WEIGHTS = Model.weights.func  # type: ignore[attr-defined]
BILINEAR, OTHERS, PROJECT = Model._bilinear, Model.others, arrays.project

# outputs (1, 2, 2), (2, 1, -2), (-2, 3, 6) at the token (1, 0, 0), where every logit is 0
THREE_HEADS = State(
    Fraction(1),
    ((Fraction(1), Fraction(0), Fraction(0)),),
    (diagonal(0, 1, 0), diagonal(0, 0, 1), diagonal(0, 1, 1)),
    tuple(tuple((Fraction(f), Fraction(0), Fraction(0)) for f in f) for f in ((1, 2, 2), (2, 1, -2), (-2, 3, 6))),
)


@ROUTES
@pytest.mark.parametrize("family", [Family(), Family(attention="softmax", geometry="flat", fewest_heads=2)])
def test_the_model_is_what_the_definitions_say(route: Any, family: Family) -> None:
    finding = route(definitions, family, seed=260504279)
    assert finding.passed, finding.summary
    assert finding.numbers["values compared"] > 5000


def test_every_attention_is_held_against_its_definition(monkeypatch: pytest.MonkeyPatch) -> None:
    def doubled(self: Model) -> Any:
        return (1 + (self.attention == "relu")) * WEIGHTS(self)

    monkeypatch.setattr(Model, "weights", property(doubled))
    assert not precise(definitions, Family(), seed=3).passed


@ROUTES
@pytest.mark.parametrize("changes", [{"transposed": True}, {"self_pairs": False}, {"projected": False}])
def test_a_wrong_definition_is_rejected(route: Any, changes: dict[str, bool]) -> None:
    finding = route(definitions, Family(), seed=3, **changes)
    assert not finding.passed
    assert finding.witness is not None


def swapped(one: str, other: str) -> Callable[[Model, Any], Any]:
    names = {one: other, other: one}
    return lambda self, variant: DOMINANCE(self, names.get(variant, variant))


def without_diagonal(self: Model) -> Any:
    return KERNEL(self) * (1 - np.eye(self.n, dtype=int))


BROKEN: dict[str, tuple[Any, str, Any]] = {
    "no projection": (arrays, "project", lambda x, u: u),
    "the opposite projection": (arrays, "project", lambda x, u: 2 * u - PROJECT(x, u)),
    "M transposed": (Model, "_bilinear", lambda self, left, right: np.swapaxes(BILINEAR(self, right, left), -1, -2)),
    "kernel doubled": (Model, "kernel", property(lambda self: 2 * KERNEL(self))),
    "kernel without its diagonal": (Model, "kernel", property(without_diagonal)),
    "partition over the wrong axis": (Model, "partition", property(lambda self: self.kernel.sum(axis=-2))),
    "all heads for the others": (Model, "others", lambda self, x: OTHERS(self, x) + x),
    **{
        f"{one} and {other} exchanged": (Model, "dominance", swapped(one, other))
        for k, one in enumerate(VARIANTS)
        for other in VARIANTS[k + 1 :]
    },
}


@ROUTES
@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_model_is_rejected(monkeypatch: pytest.MonkeyPatch, route: Any, broken: str) -> None:
    monkeypatch.setattr(*BROKEN[broken])
    assert not route(definitions, Family(), seed=3).passed


# -- the definitions themselves, by hand -----------------------------------------------------------


def test_the_margins_of_three_heads_by_hand() -> None:
    reference = Reference(Model.of(THREE_HEADS, Floats()))
    assert reference.radial_shadow == [[1], [2], [-2]]
    assert [reference.square_tau(h, 0) for h in range(3)] == [8, 5, 45]
    by_hand = {
        "A": [8 - 1 * (3 + 7), 5 - 2 * (3 + 7), 45 - 2 * (3 + 3)],
        "E": [8 - 1 * 32**0.5, 5 - 2 * 90**0.5, 45 - 2 * 18**0.5],
        "B": [8 - 1 * 4, 5 - 2 * 3, 45 - 2 * 3],
        "C": [8 - 1 * 0, 5 - 2 * -1, 45 + 2 * 3],
    }
    for variant in VARIANTS:
        assert np.ravel(reference.dominance(variant)) == pytest.approx(by_hand[variant])


def test_the_rates_of_two_heads_by_hand() -> None:
    """Heads diag(1, 0), diag(0, 2) at (4/5, 3/5), as in `radial.obstruction`."""
    reference = Reference(Model.of(aligned(1, [["4/5", "3/5"]], [diagonal(1, 0), diagonal(0, 2)]), Floats()))
    cc, ss = 16 / 25, 9 / 25
    a, b = np.exp(cc), 2 * np.exp(2 * ss)
    assert reference.energy_rate == pytest.approx([-a * cc * ss * (b - a), -b * cc * ss * (a - b)])
    assert reference.energy == pytest.approx([np.exp(cc) / 2, np.exp(2 * ss) / 2])


def test_one_token_has_its_exact_rate() -> None:
    rational = Model.of(aligned(1, [[1, 0]], [[[0, -2], [1, 0]]]), Rationals())
    assert [str(rate) for rate in Reference(rational).energy_rate] == ["-1/2"]


def test_the_sample_tells_scores_from_values_and_from_their_transposes() -> None:
    sample = states(Family(), seed=260504279, count=40)
    assert sum(state.score_matrices != state.value_matrices for state in sample) > 30
    asymmetric = [m for state in sample for m in state.score_matrices if m != tuple(zip(*m, strict=True))]
    assert len(asymmetric) > 20
