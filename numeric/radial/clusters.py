"""Semidefinite orthogonal heads that end in one cluster: all but one of their energies fall on the way."""

from __future__ import annotations

from typing import Any

import numpy as np

from numeric.arithmetic import Array, Floats
from numeric.ensembles import positive_semidefinite, sphere_tokens
from numeric.flow import integrate
from numeric.model import Model, inner
from numeric.radial.watch import NEGLIGIBLE, in_own_time
from numeric.statement import Finding, Statement
from numeric.states import Family
from numeric.statistics import Share

SIZES = ((4, 6, 2, 1.0), (8, 8, 3, 0.5), (12, 12, 4, 2.0))  # (n, d, H, beta)
STATES = 20  # flows of each size at depth 1
TIMES = np.concatenate([[0.0], np.geomspace(0.05, 200.0, 60)])  # time scales
TOGETHER = 1e-2  # a cluster: no cosine of two tokens is farther below 1


def floor(model: Model, *, half: bool = True, tokens_power: int = 2) -> Array:
    """1/(2 beta) + <X, M_h X>/(2 n^2) with X = sum_i x_i, which no E_h is below: (..., H)."""
    total = model.tokens.sum(axis=-2)[..., None, None, :]
    square = (total @ model.score_matrices @ total.swapaxes(-1, -2))[..., 0, 0]
    return 1 / ((2 if half else 1) * model.beta) + square / (2 * model.n**tokens_power)


def energy_floor(model: Model, **changes: Any) -> Statement:
    """E_h >= 1/(2 beta) + <X, M_h X>/(2 n^2); where head h does not act this is an equality, E_h = 1/(2 beta)."""
    silent = Model(
        model.arithmetic,
        model.tokens,
        0 * model.score_matrices,
        0 * model.value_matrices,
        model.beta,
        model.attention,
        model.geometry,
    )
    lowest = floor(model, **changes)
    square = (model.tokens.sum(axis=-2) ** 2).sum(axis=-1)
    return Statement(
        vanishing=silent.energy - floor(silent, **changes),
        nonnegative=model.energy - lowest,
        occurs={"tokens that do not add up to 0": int(np.sum(model.arithmetic.positive(square - NEGLIGIBLE)))},
    )


def draw(random: np.random.Generator, states: int, n: int, d: int, heads: int, beta: float) -> Model:
    """Uniform tokens under Wishart heads on H disjoint sets of coordinates, each flow in its own time scale."""
    mine = np.arange(d) % heads == np.arange(heads)[:, None]
    matrices = positive_semidefinite(random, states, heads, d) * (mine[:, :, None] & mine[:, None, :])
    return in_own_time(Model(Floats(), sphere_tokens(random, states, n, d), matrices, matrices, beta))


def one_cluster(family: Family, *, seed: int, depth: int = 1, **changes: Any) -> Finding:
    """Of the flows that end in one cluster each fails (A), and all energies but one fall at some time.

    And no energy is ever below its floor. The heads are semidefinite and orthogonal, whatever the `family`.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    gathered, lost, fallen, flows = [], [], [], 0
    for n, d, heads, beta in SIZES:
        path = integrate(draw(random, STATES * depth, n, d, heads, beta), TIMES, rtol=1e-6, atol=1e-8)
        low = (path.model.energy - floor(path.model, **changes)).min()
        if low < -NEGLIGIBLE:
            return Finding(False, f"an energy is {-low:.2g} below its floor (n={n}, d={d}, H={heads})")
        end = path.model.tokens[-1]
        together = (end @ end.swapaxes(-1, -2)).min(axis=(-1, -2)) > 1 - TOGETHER
        sizes = np.linalg.norm(path.model.head_output, axis=-1).sum(axis=-2)
        falls = (path.model.energy_rate < -NEGLIGIBLE * inner(sizes, sizes)[..., None] / n**3).any(axis=0)
        flows += len(together)
        gathered.append(together)
        lost.append((path.model.dominance("A").min(axis=(0, 2, 3)) < 0)[together])
        fallen.append((falls.sum(axis=-1) >= heads - 1)[together])
    cluster, loses, falls = (np.concatenate(found) for found in (gathered, lost, fallen))
    passed = bool(cluster.any() and loses.all() and falls.all())
    return Finding(
        passed,
        f"{cluster.sum()} of {flows} flows end in one cluster ({Share.of(cluster)}); of these {loses.sum()} fail (A) at"
        f" some time, and on {falls.sum()} at least H - 1 energies fall",
        {"flows": flows, "one cluster": int(cluster.sum()), "fail (A)": int(loses.sum()), "fall": int(falls.sum())},
    )
