"""Runs: closed forms, events, invariants, and going on from a checkpoint."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad

from numeric.engine import events
from numeric.engine.run import Method, Run
from numeric.engine.stepping import METHODS, FixedSteps, stepper
from numeric.engine.system import System
from numeric.engine.velocity import NumPyVelocity
from numeric.flow import FlowError

EYE = np.eye(3)
FIXED = Method("RK8", step=0.02)


def method(name: str) -> Method:
    return FIXED if name == "RK8" else Method(name, rtol=1e-8 if name in ("Radau", "BDF") else 1e-10, atol=1e-11)


def scalar(*strengths: float, beta: float = 1.0, **given: object) -> System:
    heads = np.stack([strength * EYE for strength in strengths])
    return System(heads, heads, beta, **given)


def equiangular(gamma: float) -> np.ndarray:
    """Three unit tokens with the inner product gamma."""
    return np.linalg.cholesky((1 - gamma) * EYE + gamma).copy()


def finished(run: Run) -> Run:
    while not run.done:
        run.advance()
    return run


def drawn(n: int = 12, batch: tuple[int, ...] = ()) -> np.ndarray:
    tokens = np.random.Generator(np.random.PCG64(4)).standard_normal((*batch, n, 3))
    return tokens / np.linalg.norm(tokens, axis=-1, keepdims=True)


def hitting_time(low: float, high: float, strengths: tuple[float, ...], beta: float) -> float:
    """The one-dimensional equation of equiangular tokens, written here by itself: n = 3, un-normalised."""

    def rate(gamma: float) -> float:
        return 2 / 3 * (1 - gamma) * (1 + 2 * gamma) * sum(a * np.exp(beta * a * gamma) for a in strengths)

    return quad(lambda gamma: 1 / rate(gamma), low, high, epsabs=1e-13)[0]


@pytest.mark.parametrize("name", METHODS)
def test_equiangular_tokens_arrive_on_time(name):
    system, start = scalar(1.0, 0.4, beta=1.5), equiangular(0.1)
    found = finished(
        Run(
            system, start, [0, 1, 3], method=method(name), events=[events.gamma_reached(0.5), events.gamma_reached(0.9)]
        )
    )
    for gamma in (0.5, 0.9):
        expected = hitting_time(0.1, gamma, (1.0, 0.4), 1.5)
        assert found.events[f"gamma {gamma}"] == pytest.approx(expected, abs=1e-6 if name in ("Radau", "BDF") else 1e-8)
    assert all(one.kept for one in found.invariants)
    assert {one.name for one in found.invariants} == {"finite", "norm", "energy never falls", "dissipation balance"}


def test_a_batch_is_its_members():
    system, start = scalar(1.0, 0.5), drawn(batch=(3,))
    together = finished(Run(system, start, [0, 2], method=FIXED, events=[events.gamma_reached(0.5)]))
    for b in range(3):
        alone = finished(Run(system, start[b], [0, 2], method=FIXED, events=[events.gamma_reached(0.5)]))
        assert together.tokens[-1][b] == pytest.approx(alone.tokens[-1], abs=1e-13)
        assert together.events["gamma 0.5"][b] == pytest.approx(alone.events["gamma 0.5"], abs=1e-10, nan_ok=True)


@pytest.mark.parametrize("name", ["RK8", "DOP853"])
def test_events_of_trajectories_with_heads_of_their_own(name):
    strengths, start = np.array([0.5, 1.0, 1.5]), drawn(batch=(3,))
    heads = strengths[:, None, None, None] * np.eye(start.shape[-1])
    watched = [events.gamma_reached(0.5), events.clustered(0.9), events.equilibrium(0.1)]
    together = finished(Run(System(heads, heads, 1.0), start, [0, 3], method=method(name), events=watched))
    for b in range(3):
        alone = finished(Run(System(heads[b], heads[b], 1.0), start[b], [0, 3], method=method(name), events=watched))
        for event in watched:
            got, expected = together.events[event.name][b], alone.events[event.name]
            assert got == pytest.approx(float(expected), abs=1e-7, nan_ok=True)
    assert np.isfinite(together.events["gamma 0.5"]).any()


@pytest.mark.parametrize("name", METHODS)
def test_a_run_that_was_interrupted_gives_the_same_bits(name):
    def fresh() -> Run:
        return Run(
            scalar(1.0, 0.5),
            drawn(),
            [0, 0.5, 1, 2, 4],
            method=method(name),
            events=[events.clustered(), events.equilibrium(1e-2)],
        )

    whole = finished(fresh())
    stopped = fresh()
    stopped.advance()
    stopped.advance()
    resumed = fresh()
    resumed.restore(stopped.state())
    assert resumed.reached == 2
    finished(resumed)
    one, other = whole.state(), resumed.state()
    assert one.keys() == other.keys()
    assert all(np.array_equal(one[key], other[key], equal_nan=True) for key in one)


def test_a_leg_that_is_not_kept_changes_nothing():
    run = Run(scalar(1.0), drawn(), [0, 4], method=FIXED, events=[events.gamma_reached(0.5)])
    before, seen = run.state(), []
    leg = run.follow(seen.append)
    assert all(np.array_equal(before[key], run.state()[key], equal_nan=True) for key in before)
    assert np.isnan(run.events["gamma 0.5"])
    assert seen == sorted(seen)
    assert seen[-1] == 4
    assert len(seen) == leg.steps
    run.keep(leg)
    assert run.done
    assert run.events["gamma 0.5"] < 4


def test_energies_beyond_float64_break_nothing():
    run = finished(Run(scalar(1.0, beta=800.0, attention="softmax"), drawn(), [0, 0.5], method=Method("RK45")))
    assert np.all(np.isinf(run.observed[-1].energy))
    assert all(one.kept for one in run.invariants)
    assert {one.name for one in run.invariants} == {"finite", "norm"}


def test_a_checkpoint_of_another_run_is_refused():
    run = Run(scalar(1.0), drawn(), [0, 1, 2])
    with pytest.raises(ValueError, match="other tokens"):
        Run(scalar(1.0), drawn()[::-1].copy(), [0, 1, 2]).restore(run.state())
    long = finished(Run(scalar(1.0), drawn(), [0, 1, 2]))
    with pytest.raises(ValueError, match="3 times, the run 2"):
        Run(scalar(1.0), drawn(), [0, 1]).restore(long.state())


def test_a_broken_invariant_says_when_and_by_how_much():
    rough = finished(Run(scalar(1.0, 3.0), drawn(), [0, 0.5, 1], method=Method("RK8", step=0.05)))
    [balance] = [one for one in rough.invariants if one.name == "dissipation balance"]
    assert not balance.kept
    assert balance.allowed < balance.worst < 0.1
    assert balance.time in (0.5, 1.0)


@pytest.mark.parametrize(
    ("system", "watched"),
    [
        (scalar(1.0, attention="softmax"), {"finite", "norm", "energy never falls"}),
        (scalar(1.0, 2.0, attention="softmax"), {"finite", "norm"}),
        (scalar(1.0, attention="relu"), {"finite", "norm"}),
        (scalar(1.0, causal=True), {"finite", "norm"}),
        (scalar(1.0, geometry="flat"), {"finite", "energy never falls", "dissipation balance"}),
        (System(EYE[None], -EYE[None], 1.0), {"finite", "norm"}),
        (System(EYE[None] + np.eye(3, k=1), EYE[None] + np.eye(3, k=1), 1.0), {"finite", "norm"}),
    ],
)
def test_only_what_the_theory_says_is_watched(system, watched):
    assert {one.name for one in Run(system, drawn(), [0, 1]).invariants} == watched


def test_equilibrium_and_clusters_come_in_order():
    found = finished(
        Run(scalar(1.0), drawn(), [0, 20], events=[events.gamma_reached(0.9), events.clustered(), events.equilibrium()])
    )
    times = [found.events[name] for name in ("gamma 0.9", "one cluster 0.999", "equilibrium 1e-09")]
    assert times == sorted(times)
    assert not np.isnan(times[-1])


def test_an_event_at_the_start_is_at_the_start():
    run = Run(scalar(1.0), equiangular(0.6), [1, 2], events=[events.gamma_reached(0.5)])
    assert run.events["gamma 0.5"] == 1


def test_a_flow_that_blows_up_is_told():
    with pytest.raises(FlowError, match="could not be followed beyond"):
        finished(Run(scalar(2.0, geometry="flat"), 2 * drawn(), [0, 50], method=Method("DOP853")))
    with pytest.raises(FlowError, match=r"beyond t=0: a step of 0\.5 ends in tokens that are not finite"):
        finished(Run(scalar(1.0, 3.0), drawn(), [0, 1], method=Method("RK8", step=0.5)))
    with pytest.raises(ValueError, match="not finite at the start"):
        Run(scalar(1.0, beta=1e5), drawn(), [0, 1])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "Euler"}, "method must be one of RK8"),
        ({"name": "RK8"}, "needs a step > 0"),
        ({"name": "RK8", "step": -1.0}, "needs a step > 0"),
    ],
)
def test_what_is_no_method_is_refused(given, said):
    with pytest.raises(ValueError, match=said):
        Method(**given)
    velocity = NumPyVelocity(scalar(1.0))
    with pytest.raises(ValueError, match=said):
        stepper(scalar(1.0), velocity, drawn(), (0, 1), method=given["name"], step=given.get("step"), rtol=1, atol=1)


@pytest.mark.parametrize("times", [[0], [0, 0], [1, 0], [[0, 1]]])
def test_times_that_do_not_increase_are_refused(times):
    with pytest.raises(ValueError, match="at least two and increase"):
        Run(scalar(1.0), drawn(), times)


def test_fixed_steps_end_where_they_should():
    steps = FixedSteps(scalar(1.0), NumPyVelocity(scalar(1.0)), drawn(), (0.3, 1.0), 0.3)
    seen = []
    while steps.time < 1.0:
        steps.advance()
        seen.append(steps.time)
    assert len(seen) == 3
    assert seen[-1] == 1.0
    assert steps.at(np.array([1.0]), np.array([0]))[0] == pytest.approx(steps.tokens, abs=1e-15)
