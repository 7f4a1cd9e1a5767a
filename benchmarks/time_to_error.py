"""The time that each integrator needs to reach a given error, as ratios to the engine's.

(n, d, H) = (256, 16, 4), T = 5, USA on the sphere with symmetric heads. Each way is run down a ladder of tolerances
(or steps); the cheapest run within the error counts. The error is the largest in any coordinate at T.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np
import scipy.integrate
from peers import Form, in_jax, in_torch, installed, plain
from right_hand_side import drawn
from timing import interleaved

from numeric.arithmetic import Array
from numeric.engine.run import Method, Run
from numeric.engine.system import System
from numeric.flow import FlowError

SIZE, END = (256, 16, 4), 5.0
ERRORS = (1e-6, 1e-9, 1e-12)
STEPS = (8, 10, 12, 14, 16, 18, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160)
TOLERANCES = tuple(10.0 ** (-k / 2) for k in range(8, 28))


@dataclass(frozen=True)
class Way:
    """An integrator: `solve(setting)` gives the tokens at END; the settings go from cheap to precise."""

    name: str
    solve: Callable[[Any], Array]
    settings: Sequence[Any]


def engine(system: System, tokens: Array, method: Method) -> Array:
    """As a user runs it, with everything that is watched."""
    run = Run(system, tokens, [0.0, END], method=method)
    run.advance()
    return run.tokens[-1]


def ways(system: System, tokens: Array, matrices: Array) -> list[Way]:
    """The engine's two methods, and the peers that are installed."""
    shape = tokens.shape

    def scipy_with(method: str) -> Callable[[float], Array]:
        @np.errstate(over="ignore", invalid="ignore")  # where a loose tolerance leaves the sphere
        def right(_: float, y: Array) -> Array:
            return plain(y.reshape(shape), matrices, matrices, softmax=False).ravel()

        def solve(tolerance: float) -> Array:
            told = {"method": method, "rtol": max(tolerance, 3e-14), "atol": tolerance}
            return np.asarray(scipy.integrate.solve_ivp(right, (0, END), tokens.ravel(), **told).y[:, -1]).reshape(
                shape
            )

        return solve

    found = [
        Way("attnproof RK8", lambda steps: engine(system, tokens, Method("RK8", step=END / steps)), STEPS),
        Way(
            "attnproof DOP853",
            lambda t: engine(system, tokens, Method("DOP853", rtol=max(t, 3e-14), atol=t)),
            TOLERANCES,
        ),
        Way("SciPy DOP853", scipy_with("DOP853"), TOLERANCES),
        Way("SciPy LSODA", scipy_with("LSODA"), TOLERANCES),
    ]
    if installed("diffrax"):
        found.append(Way("diffrax Dopri8", in_diffrax(tokens, matrices), TOLERANCES))
    if installed("torchdiffeq"):
        found.append(Way("torchdiffeq dopri8", in_torchdiffeq(tokens, matrices), TOLERANCES))
    return found


def in_diffrax(tokens: Array, matrices: Array) -> Callable[[float], Array]:
    """Compiled, float64, the tolerances as arguments; right-hand side: the quicker of the two forms in JAX."""
    import jax
    import jax.numpy as jnp
    from diffrax import Dopri8, ODETerm, PIDController, diffeqsolve

    right = [in_jax(matrices, matrices, softmax=False, scan=scan) for scan in (False, True)]
    x = jnp.array(tokens)

    def called(form: Form) -> Callable[[], Any]:
        return lambda: jax.block_until_ready(form(x))

    best = interleaved({str(k): called(form) for k, form in enumerate(right)}, seconds=0.5)
    velocity = right[int(min(best, key=lambda name: best[name]))]
    term = ODETerm(lambda t, y, args: velocity(y))

    def solve(tolerance: Any) -> Any:
        steps = PIDController(rtol=tolerance, atol=tolerance)
        return diffeqsolve(term, Dopri8(), 0.0, END, None, x, stepsize_controller=steps, max_steps=4000).ys[-1]

    compiled = jax.jit(solve)
    return lambda tolerance: np.asarray(compiled(tolerance))


def in_torchdiffeq(tokens: Array, matrices: Array) -> Callable[[float], Array]:
    """float64, without gradients."""
    import torch
    from torchdiffeq import odeint

    velocity = in_torch(matrices, matrices, softmax=False)
    x, times = torch.tensor(tokens), torch.tensor([0.0, END], dtype=torch.float64)

    def solve(tolerance: float) -> Array:
        with torch.no_grad():
            ends = odeint(lambda t, y: velocity(y), x, times, rtol=tolerance, atol=tolerance, method="dopri8")
        return np.asarray(ends[-1])

    return solve


def ladder(way: Way, reference: Array) -> list[tuple[float, float, Any]]:
    """Time, error and setting, from the cheapest setting down to the first that reaches the least error."""
    way.solve(way.settings[-1])  # what is compiled is not counted
    found = []
    for setting in way.settings:
        start = perf_counter()
        try:
            end = way.solve(setting)
        except (FlowError, AssertionError, RuntimeError):  # as solvers say that their steps are no good
            continue
        time, error = perf_counter() - start, float(np.abs(end - reference).max())
        found.append((time, error, setting))
        if error <= min(ERRORS):
            break
    return found


def ratios(*, seconds: float) -> tuple[list[str], dict[float, dict[str, float | None]]]:
    """The names, and by error the time of each over the engine's best; None: no setting reached the error."""
    tokens, matrices = drawn(*SIZE, symmetric=True)
    system = System(matrices, matrices, 1.0)
    reference = engine(system, tokens, Method("RK8", step=END / 256))
    check = engine(system, tokens, Method("DOP853", rtol=3e-14, atol=1e-14))
    if not np.abs(reference - check).max() < min(ERRORS) / 3:
        raise RuntimeError("the two references differ")
    known = ways(system, tokens, matrices)
    tried = {way.name: ladder(way, reference) for way in known}
    found: dict[float, dict[str, float | None]] = {}
    for error in ERRORS:
        forms: dict[str, Callable[[], Any]] = {}
        for way in known:
            within = [(time, setting) for time, off, setting in tried[way.name] if off <= error]
            if within:
                forms[way.name] = partial(way.solve, min(within)[1])
        best = interleaved(forms, seconds=seconds)
        own = min(time for name, time in best.items() if name.startswith("attnproof"))
        found[error] = {way.name: best[way.name] / own if way.name in best else None for way in known}
    return [way.name for way in known], found
