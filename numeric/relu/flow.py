"""ReLU attention integrated: whole systems of tokens against what is claimed for gamma.

Every check is called as check(family, seed=..., depth=..., **keywords), the keywords being the planted errors.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp

from numeric.arithmetic import Array, Floats
from numeric.energy.balances import batches
from numeric.equiangular import Parameters, gram_rate
from numeric.flow import Path, integrate, safe_time
from numeric.model import Model, transposed
from numeric.rates.times import Law
from numeric.relu import exact_time, late_rates, relu_heads_rate, relu_rate, separation
from numeric.relu.separation import LINEAR, Race
from numeric.state import Attention
from numeric.statement import Finding
from numeric.states import Family

TOLERANCE = 1e-7  # absolute, of an inner product: where gamma grows, so does an error
CLOSE = 0.01  # relative, of a late rate: it is met to (1 + alpha beta) delta
EARLY = 0.01  # relative, of a linearised time: the equations are linear to n gamma
MARKS = 6  # times at which a flow is read


# -- equiangular tokens --------------------------------------------------------------------------


def tokens_at(gamma: float, n: int) -> Array:
    """n unit vectors in R^n with inner products gamma in [-1/(n-1), 1]: sqrt(1-gamma) e_i + b (1, ..., 1)."""
    own = np.sqrt(1 - gamma)
    return np.asarray(own * np.eye(n) + (np.sqrt(1 + (n - 1) * gamma) - own) / n)


def model_at(race: Race, gamma: float, attention: Attention) -> Model:
    """The tokens of a race at an angle of their way."""
    head = float(race.alpha) * np.eye(race.n)[None]
    return Model(Floats(), tokens_at(gamma, race.n), head, head, float(race.beta), attention)


def inner_products(path: Path) -> Array:
    """<x_i, x_j> for i != j along a path: (T, ..., n (n-1))."""
    tokens = path.model.tokens
    n = tokens.shape[-2]
    return np.asarray((tokens @ transposed(tokens).copy())[..., ~np.eye(n, dtype=bool)])


def angle_after(model: Model, time: float) -> float:
    """The mean inner product of different tokens after a time > 0."""
    return float(inner_products(integrate(model, (0, time)))[-1].mean())


# -- the equation --------------------------------------------------------------------------------


def ode_flow(family: Family, *, seed: int, depth: int = 1, **changes: Any) -> Finding:
    """The system of all tokens against the equation for gamma, one attracting head; obtuse angles stand still."""
    return _against_equation(family, seed, depth, lambda p: relu_rate(p, **changes), part=0.3)


def ode_heads_flow(family: Family, *, seed: int, depth: int = 1, **changes: Any) -> Finding:
    """The system of all tokens against the equation for gamma under any heads.

    For a tenth of the time: repelling heads drive obtuse tokens off the equiangular family, so that rounding grows.
    """
    return _against_equation(family, seed, depth, lambda p: relu_heads_rate(p, **changes), part=0.1)


def _against_equation(family: Family, seed: int, depth: int, law: Law, *, part: float) -> Finding:
    """Every inner product of every flow, over a `part` of its safe time, against its own scalar equation."""
    flows, obtuse, fastest = 0, 0, 0.0
    for model in batches(family, seed, 10 * depth):
        times = np.linspace(0, part * safe_time(model), MARKS)
        found = inner_products(integrate(model, times))
        claimed = _solved(law, Parameters.of(model), times)
        error = float(np.abs(found - claimed).max())
        if not error < TOLERANCE:
            return Finding(
                False, f"gamma is off by {error:.2g} (n={model.n}, H={model.heads})", {"error": f"{error:.2g}"}
            )
        flows += len(found[0])
        obtuse += int(np.sum(claimed[0] < 0))
        fastest = max(fastest, float(np.abs(claimed[-1] - claimed[0]).max()))
    met = 0 < obtuse < flows and fastest > 0.1
    return Finding(
        met,
        f"on {flows} flows, {obtuse} of them from obtuse angles, every inner product follows the equation for gamma to"
        f" {TOLERANCE:g}",
        {"flows": flows, "obtuse": obtuse, "error below": TOLERANCE},
    )


def _solved(law: Law, p: Parameters, times: Array) -> Array:
    """gamma (T, B, 1) from p.gamma (B, 1) along the law."""
    solution = solve_ivp(
        lambda _, gamma: law(replace(p, gamma=gamma[:, None])).ravel(),
        (times[0], times[-1]),
        p.gamma.ravel(),
        method="DOP853",
        t_eval=times,
        rtol=1e-11,
        atol=1e-12,
    )
    return np.asarray(solution.y.T[..., None])


# -- the exact time and the late phase -----------------------------------------------------------


def exact_time_flow(family: Family, *, seed: int, depth: int = 1, **changes: Any) -> Finding:
    """The system of all tokens after the claimed time: gamma is where it should be."""
    for race in separation.FLOWN:
        p, end = race.read(Floats())
        time = exact_time(p, end, **changes).item()
        found = angle_after(model_at(race, float(race.start), "relu"), time) if time > 0 else float(race.start)
        if not abs(found - float(race.target)) < TOLERANCE:
            return Finding(False, f"after the claimed time gamma is {found:.4g}, not {race.target} (n={race.n})")
    sizes = ", ".join(str(race.n) for race in separation.FLOWN)
    return Finding(
        True,
        f"after the claimed time gamma is gamma_1 to {TOLERANCE:g}, n = {sizes} tokens integrated",
        {"flows": len(separation.FLOWN), "error below": TOLERANCE},
    )


def measured_late_rate(race: Race, attention: Attention) -> float:
    """-d ln(1-gamma)/dt over one e-folding or so, from 1-gamma = 1/2000."""
    start = 1 - 5e-4
    time = 0.5 / late_rates(race.read(Floats())[0])[attention].item()
    ratio = (1 - start) / (1 - angle_after(model_at(race, start, attention), time))
    return float(np.log(ratio) / time)


def late_flow(family: Family, *, seed: int, depth: int = 1, **changes: Any) -> Finding:
    """The decay of 1-gamma late on integrated flows against the claimed rates, and which attention is the faster."""
    rows = []
    for race in separation.LATE:
        claimed = late_rates(race.read(Floats())[0], **changes)
        found = {attention: measured_late_rate(race, attention) for attention in claimed}
        wrong = [name for name in claimed if not abs(found[name] / claimed[name].item() - 1) < CLOSE]
        if wrong:
            return Finding(False, f"{wrong[0]}: 1-gamma decays at the rate {found[wrong[0]]:.4g}, not the claimed one")
        beats = {name: bool(found["relu"] > found[name]) for name in ("softmax", "usa")}
        if beats != {"softmax": race.alpha * race.beta > 1, "usa": False}:
            return Finding(False, f"the order of the rates is not as claimed at alpha beta = {race.alpha * race.beta}")
        rows.append(
            [str(race.alpha * race.beta), *(f"{found[name]:.2f}" for name in found)]
            + ["ReLU faster" if beats[name] else "ReLU slower" for name in beats]
        )
    race = separation.LATE[0]
    return Finding(
        True,
        f"the claimed rates are those of integrated flows to {CLOSE:.0%}; ReLU is faster than SA exactly for"
        " alpha beta > 1, never than USA",
        {
            "flows": 3 * len(rows),
            "table": {
                "caption": f"Late decay rates of 1 - gamma, measured on flows from 1 - gamma = 1/2000 (n = {race.n}, "
                f"alpha = {race.alpha})",
                "columns": ["alpha beta", "SA", "USA", "ReLU", "against SA", "against USA"],
                "rows": rows,
            },
        },
    )


# -- the times -----------------------------------------------------------------------------------


def linearised_flow(family: Family, *, seed: int, depth: int = 1, own: bool = True, **changes: Any) -> Finding:
    """Near gamma = 0 the tokens take the linearised times: softmax from 0 to small, ReLU over a factor 10."""
    small = 1e-5
    for race in separation.FLOWN:
        p, end = race.read(Floats())
        starts = {"usa": 0.0, "softmax": 0.0, "relu": small}
        ends = {"usa": small, "softmax": small, "relu": 10 * small}
        times = {
            name: separation.frozen_time(replace(p, gamma=0 * end), 0 * end + small, name, own=own).item()
            for name in LINEAR
        }
        near = replace(p, gamma=0 * end + small)
        times["relu"] = separation.growth_time(near, 0 * end + 10 * small, **changes).item()
        for name, time in times.items():
            found = angle_after(model_at(race, starts[name], name), time) if time > 0 else 0.0
            if not abs(found / ends[name] - 1) < EARLY:
                return Finding(False, f"{name}: after the claimed time gamma is {found:.3g}, not {ends[name]:g}")
    return Finding(
        True,
        f"integrated tokens with gamma below 10^-4 take the linearised times to {EARLY:.0%}",
        {"flows": 3 * len(separation.FLOWN)},
    )


def linear_term_flow(family: Family, *, seed: int, depth: int = 1, **changes: Any) -> Finding:
    """gamma' = a + b gamma integrated, with a and b measured on the tokens at gamma = 0 and 10^-6."""
    step = 1e-6
    for race in separation.FLOWN:
        p, end = race.read(Floats())
        for name in LINEAR:
            here, there = (gram_rate(model_at(race, gamma, name))[0, 1] for gamma in (0.0, step))
            slope = (there - here) / step
            time = separation.linear_time(p, end, name, **changes).item()
            solution = solve_ivp(
                lambda _, gamma, a=here, b=slope: a + b * gamma, (0, time), [float(race.start)], rtol=1e-9, atol=1e-12
            )
            found = float(solution.y[0, -1])
            if not abs(found / float(race.target) - 1) < EARLY:
                return Finding(False, f"{name}: after the claimed time gamma is {found:.4g}, not {race.target}")
    return Finding(
        True,
        f"gamma' = a + b gamma, a and b measured on the tokens, takes the claimed times to {EARLY:.0%}",
        {"equations": len(LINEAR) * len(separation.FLOWN)},
    )


def full_flow(family: Family, *, seed: int, depth: int = 1, strangers: int = 1, sign: int = 1) -> Finding:
    """All tokens integrated: ReLU reaches gamma_1 at its claimed time, softmax within its window."""
    for race in separation.FLOWN:
        p, end = race.read(Floats())
        time = separation.full_relu_time(p, end, strangers=strangers, sign=sign).item()
        found = angle_after(model_at(race, float(race.start), "relu"), time) if time > 0 else 0.0
        if not abs(found - float(race.target)) < TOLERANCE:
            return Finding(False, f"ReLU: after the claimed time gamma is {found:.4g}, not {race.target} (n={race.n})")
        for name in LINEAR:
            model = model_at(race, float(race.start), name)
            low, high = separation.full_softmax_window(p, end, name, sign=sign)
            if not 0 < low.item() < high.item():
                return Finding(False, f"{name}: the window is empty")
            if not angle_after(model, low.item()) < float(race.target) < angle_after(model, high.item()):
                return Finding(False, f"{name}: gamma_1 is not reached within the window (n={race.n})")
    sizes = ", ".join(str(race.n) for race in separation.FLOWN)
    return Finding(
        True,
        f"integrated tokens reach gamma_1 at ReLU's closed time, and within softmax's windows (n = {sizes})",
        {"flows": 5 * len(separation.FLOWN)},
    )
