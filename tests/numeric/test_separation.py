"""Times of softmax and ReLU attention in three equations, their orders, and who is faster."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import flint
import numpy as np
import pytest

from numeric.arithmetic import Balls, Floats, Intervals
from numeric.equiangular import drift
from numeric.rates.times import interval_cells, measured_time, rate_of
from numeric.relu import faster, regimes, separation
from numeric.relu.separation import GRID, LAWS, LINEAR, Race
from numeric.states import Family

SEED = 7
FAMILY = Family(attention="relu", equiangular="acute", strengths="positive", most_heads=1)
CHECKS = {
    separation.exact_time_quadrature: [{"own": 0}, {"last_sign": 1}],
    separation.linearised: [{"half": False}, {"strength_power": 1}, {"own": False}],
    separation.own_linear_term: [{"strangers": 1}, {"exponential": False}],
    separation.full: [{"strangers": 0}, {"sign": -1}],
    regimes.nonlinear: [{"relu_factor": False}, {"softmax_factor": False}],
    regimes.nonlinear_flow: [{"relu_factor": False}, {"softmax_factor": False}],
    faster.late_faster: [{"strength_power": 1}, {"exponential": False}],
    faster.late_faster_flow: [{"strength_power": 1}, {"exponential": False}],
    faster.crossover: [{"power": 2}, {"strength_power": 1}],
    faster.crossover_flow: [{"power": 2}, {"strength_power": 1}],
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_it_holds_and_every_planted_error_is_caught(check):
    found = check(FAMILY, seed=SEED)
    assert found.passed, found.summary
    for changes in CHECKS[check]:
        assert not check(FAMILY, seed=SEED, **changes).passed, changes


# -- the closed forms ----------------------------------------------------------------------------


@pytest.mark.parametrize("race", GRID, ids=lambda race: f"n={race.n}")
def test_closed_forms_against_float_quadrature(race):
    p, end = race.read(Floats())
    times = {name: measured_time(rate_of(LAWS[name], p), float(race.start), float(race.target)) for name in LAWS}
    assert separation.full_relu_time(p, end).item() == pytest.approx(times["relu"], rel=1e-10)
    for name in LINEAR:
        low, high = separation.full_softmax_window(p, end, name)
        assert low.item() < times[name] < high.item()
        assert float(race.time(name)) == pytest.approx(times[name], rel=1e-10)
        assert separation.linear_time(p, end, name).item() < separation.frozen_time(p, end, name).item()


def test_linear_growth_in_terms_of_d():
    race = Race(10, Fraction(100), alpha=Fraction(2), beta=Fraction(1, 2))  # d = 10^4, kappa = 2
    time = separation.growth_time(*race.read(Floats())).item()
    assert time == pytest.approx(10 / 8 * np.log(1e4) + 10 / 4 * np.log(0.5))


def test_without_the_exponential_softmax_takes_just_the_shared_logarithm():
    race = Race(6, Fraction(8), beta=Fraction(1, 10**9))
    p, end = race.read(Floats())
    for name in LINEAR:
        assert float(race.time(name)) == pytest.approx(separation.softmax_log(p, end).item() / 2, rel=1e-8)


def test_enclosures_that_are_wide_or_apart_are_not_one_number():
    assert separation.one_number(flint.arb(1), flint.arb(1))
    assert not separation.one_number(flint.arb(1), flint.arb(1, 0.1))
    assert not separation.one_number(flint.arb(1), flint.arb(1 + 2**-40))


def test_a_bound_that_is_not_proved_is_told():
    found = separation._agreed({}, {"one below two": (flint.arb(1), 2), "three below two": (flint.arb(3), 2)}, "fine")
    assert not found.passed
    assert found.summary == "not so: three below two"
    overlapping = {"cannot be told": (flint.arb(1, 1), flint.arb(1, 1))}
    assert not separation._agreed({}, overlapping, "fine").passed


# -- the regimes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("softmax", "relu", "said"),
    [
        ([1.0, 1.2], [2.0, 1.5], "both orders kept"),
        ([1.0, 0.1], [2.0, 1.5], "softmax is o(n)"),
        ([1.0, 1.0], [2.0, 0.1], "ReLU is o(n log d)"),
        ([1.0, 0.1], [2.0, 0.1], "softmax is o(n); ReLU is o(n log d)"),
        ([0.1, 1.0], [0.1, 2.0], "softmax exceeds O(n); ReLU exceeds O(n log d)"),
    ],
)
def test_verdicts_are_computed(softmax, relu, said):
    assert regimes.verdict(softmax, relu) == said


def test_the_table_of_regimes():
    table = regimes._regimes()
    verdicts = {(row[0], row[1].split()[0]): row[-1] for row in table["rows"]}
    assert len(table["rows"]) == len(verdicts) == 9
    assert all(len(row) == len(table["columns"]) for row in table["rows"])
    frozen, own, full = (equation.name for equation in regimes.EQUATIONS)
    assert {verdicts[frozen, path] for path in ("d", "sqrt", "n")} == {"both orders kept"}
    assert verdicts[own, "d"] == verdicts[own, "sqrt"] == "softmax is o(n)"
    assert verdicts[full, "d"] == verdicts[full, "sqrt"] == "softmax is o(n); ReLU is o(n log d)"
    assert verdicts[full, "n"] == verdicts[own, "n"] == "both orders kept"
    leading = [float(row[place]) for row in table["rows"] for place in (3, 6)]
    assert leading == pytest.approx([1] * 18, abs=0.07)  # the forms lead


def test_every_race_of_the_refutation_fits_into_its_dimension():
    """n tokens at one acute angle are linearly independent: d >= n."""
    races = [*regimes.EVEN, *(race for races in regimes.PATHS.values() for race in races), regimes.FIXED]
    assert all(race.root_d**2 >= race.n for race in races)
    for panel in regimes._figure()["panels"]:
        assert min(panel["x"]["values"]) >= 16


def test_the_refutation_takes_relu_from_quadrature(monkeypatch):
    wrong = lambda *read: 2 * separation.full_relu_time(*read)  # noqa: E731 - in the closed form alone
    monkeypatch.setattr(regimes, "full_relu_time", wrong)
    race = regimes.EVEN[0]
    with Balls(192).working():
        right = separation.full_relu_time(*race.read(Balls(192))).item()
        assert separation.one_number(regimes._times(race, True, True)["relu"], right)
    assert not regimes.nonlinear(FAMILY, seed=SEED).passed


def test_times_at_fixed_d_rise_to_their_bounds():
    races = [replace(regimes.FIXED, n=n) for n in (16, 64, 256, 1024)]
    with Balls(192).working():
        bound = regimes.bounds(regimes.FIXED)["relu"]
        times = [separation.full_relu_time(*race.read(Balls(192))).item() for race in races]
        assert all(one < other for one, other in pairwise(times))
        assert times[-1] < bound < times[-1] + 0.5


# -- who is faster -------------------------------------------------------------------------------


@pytest.mark.parametrize("race", GRID, ids=lambda race: f"n={race.n}")
def test_the_laws_are_the_pulls_times_the_common_factor(race):
    p, _ = race.read(Floats())
    for name, pull in faster.pulls(p).items():
        assert (pull * drift(p)).item() == pytest.approx(LAWS[name](p).item(), rel=1e-14)


def test_cells_cover_the_last_half():
    cells = [ball for [ball] in faster._ball_cells(8)]
    assert cells[0].contains(flint.arb(0.5))
    assert cells[-1].contains(flint.arb(1))
    assert all(one.overlaps(other) for one, other in pairwise(cells))
    assert len(interval_cells(Fraction(1, 2), Fraction(1), 8)) == 8


def test_the_critical_angle_separates_the_speeds():
    race = Race(32, Fraction(2), Fraction(9, 10), Fraction(1), Fraction(4))
    angle = faster.critical_angle(race)
    assert 0 < angle < Fraction(1, 4)
    for factor, ahead in ((Fraction(99, 100), "softmax"), (Fraction(101, 100), "relu")):
        speeds = faster.pulls(faster.race_from(race, angle * factor).read(Floats())[0])
        assert max(("softmax", "relu"), key=lambda name: speeds[name].item()) == ahead


def test_no_critical_angle_for_small_alpha_beta():
    with pytest.raises(ValueError, match="sign"):
        faster.critical_angle(Race(8, Fraction(2), alpha=Fraction(1), beta=Fraction(1, 2)))


def test_from_the_even_start_both_take_the_same_time():
    race = Race(8, Fraction(2), Fraction(9, 10), Fraction(1), Fraction(4))
    even = faster.race_from(race, faster.even_start(race, faster.critical_angle(race)))
    p, end = even.read(Floats())
    assert float(even.time("softmax")) == pytest.approx(separation.full_relu_time(p, end).item(), rel=1e-9)


def test_a_root_that_arb_does_not_confirm_is_refused():
    def excess(arithmetic, gamma):
        return float(gamma) - 0.5 if isinstance(arithmetic, Floats) else flint.arb(1)

    with pytest.raises(ArithmeticError, match="no sign change"):
        faster._root(excess, Fraction(1, 10), Fraction(1))


def test_the_second_library_meets_where_the_numbers_agree():
    one, other = (Intervals().number(Fraction(k)) for k in (1, 2))
    assert faster._meet(one, one)
    assert not faster._meet(one, other)
