"""The measured orders at which the closed forms come true as a configuration nears the equiangular family."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from numeric.arithmetic import Array
from numeric.equiangular import ATTENTIONS
from numeric.equiangular.off_family import (
    GROUPS,
    QUANTITIES,
    Order,
    head_errors,
    measured_order,
    root_mean_square,
    subspace_errors,
    token_errors,
)
from numeric.statement import Finding
from numeric.states import Family
from numeric.statistics import rounded

MEMBERS = 4  # states in each group at depth 1
MARGIN = 0.15  # of a measured order, its whole interval included
RATE_MARGIN = 0.1  # of d times the mean relative error of the rate
DIMENSIONS = (256, 1024, 4096, 16384, 65536)
HIGH_DIMENSIONS = (4096, 16384, 65536, 262144)  # two subspaces lose their balance at late times, less so in high d
LOW_DIMENSION = 256
TOKENS = (4, 16, 64)
ONE_DIMENSION = 4096
PERTURBATIONS = (0.005, 0.01, 0.02, 0.04, 0.08)


@dataclass(frozen=True)
class Experiment:
    """Errors at several sizes, and the order that is claimed of each kind of error.

    errors : (random, states, size, factor=...) to relative errors (states, QUANTITIES) by kind.
    """

    name: str
    axis: str
    sizes: tuple[float, ...]
    errors: Callable[..., dict[str, Array]]
    claimed: dict[str, float]


SOFTMAX = "uniform tokens, SA"  # as USA to the eye: in the table, not in the figure
KINDS = {
    "mean": "",
    "zero": ", at gamma = 0",
    "all": "",
    "even": ", mean over +G and -G",
}


def experiments(dimension_order: float, strength_order: float) -> Iterator[Experiment]:
    """In the order in which they are run."""
    shrinking = {"mean": -dimension_order, "zero": -dimension_order / 2}
    growing = {"all": strength_order, "even": 2.0}
    yield Experiment("uniform tokens, USA", "d", DIMENSIONS, token_errors, shrinking)
    for ensemble, name in (("GOE", "symmetric"), ("Ginibre", "not symmetric")):
        errors = partial(head_errors, ensemble=ensemble)
        yield Experiment(f"heads I + eps G, {name}", "eps", PERTURBATIONS, errors, growing)
    yield Experiment(SOFTMAX, "d", DIMENSIONS, partial(token_errors, attention="softmax"), shrinking)
    yield Experiment("orthogonal subspaces", "d", HIGH_DIMENSIONS, subspace_errors, {"mean": -dimension_order})


def survival(
    family: Family,
    *,
    seed: int,
    depth: int = 1,
    dimension_order: float = 1,
    strength_order: float = 1,
    factor: int = 2,
) -> Finding:
    """Every measured order against the claimed one; the states are those of `numeric.equiangular.off_family`.

    dimension_order : r where an error is claimed to be of order d^{-r}. strength_order : likewise eps^r.
    factor : in the claimed rate of gamma.
    """
    states = GROUPS * MEMBERS * depth
    rows: list[list[Any]] = []
    panels, checked = [], 0
    numbers: dict[str, Any] = {"states of each size": states}
    tried = list(experiments(dimension_order, strength_order))
    for experiment, child in zip(tried, np.random.SeedSequence(seed).spawn(len(tried)), strict=True):
        found = [  # each size from the same draws: its order has less noise
            experiment.errors(np.random.Generator(np.random.PCG64(child)), states, size, factor=factor)
            for size in experiment.sizes
        ]
        if experiment.errors is token_errors:
            constant = float(found[-1]["mean"][:, 0].mean() * experiment.sizes[-1])
            numbers["d times the mean relative error of the rate, USA"] = rounded(constant, 2)
            if not abs(constant + 1 / 2) < RATE_MARGIN:
                return Finding(False, f"d times the mean error of the rate is {constant:.3g}, not -1/2", numbers)
        panel: dict[str, Any] = {}
        for kind, order in experiment.claimed.items():
            errors = np.array([root_mean_square(at[kind]) for at in found])  # (sizes, groups, quantities)
            size_of = np.sqrt((errors**2).mean(axis=1))
            for place, quantity in enumerate(QUANTITIES):
                measured = measured_order(np.array(experiment.sizes), errors[..., place])
                told = f"{experiment.name}: {quantity}{KINDS[kind]}"
                if not measured.near(order, MARGIN):
                    return Finding(False, f"{told}: measured order {measured}, claimed {order:g}", numbers)
                checked += 1
                if kind in ("mean", "all") or quantity == QUANTITIES[1]:
                    rows.append(_row(experiment, told, size_of[:, place], measured, order))
                    panel[quantity + KINDS[kind]] = size_of[:, place]
        panels.append(_panel(experiment, panel))
    low = subspace_errors(np.random.Generator(np.random.PCG64(seed)), states, LOW_DIMENSION, factor=factor)
    late = rounded(float(np.sqrt((low["mean"][:, 2] ** 2).mean())), 2)
    numbers[f"relative error of the time to 9/10 on subspaces, d = {LOW_DIMENSION}"] = late
    return Finding(
        True,
        f"all {checked} measured orders have their 95 % intervals within {MARGIN:g} of the claimed ones",
        {
            **numbers,
            "table": [
                {
                    "caption": (
                        "Relative error (root mean square) of the closed forms and its order in d or eps (95 %"
                        " intervals over 8 groups of states); alpha = 1, beta = 1, H = 2, n = 16 (heads I + eps G:"
                        " n = 8, d = 16; subspaces: n = 8, beta = 2)"
                    ),
                    "columns": ["measured", "sizes", "error there", "order", "claimed"],
                    "rows": rows,
                },
                constants_table(seed, depth),
            ],
            "series": [_figure(panels)],
        },
    )


def constants_table(seed: int, depth: int) -> dict[str, Any]:
    """How the errors of uniform tokens depend on the number of tokens: d times their means at one d."""
    rows: list[list[Any]] = []
    for n in TOKENS:
        means = []
        for attention in ATTENTIONS:
            random = np.random.Generator(np.random.PCG64(seed))
            errors = token_errors(random, GROUPS * depth, ONE_DIMENSION, n=n, attention=attention)["mean"]
            means.append([rounded(float(mean) * ONE_DIMENSION, 2) for mean in errors.mean(axis=0)])
        rows.append([n, means[0][3], *means[0][:3], *means[1][:3]])
    return {
        "caption": (
            "d times the mean relative error against the number of tokens: below 1 for rate and times, growing for"
            f" beta*, which is the same for USA and SA (uniform tokens, d = {ONE_DIMENSION}, {GROUPS * depth} states;"
            " alpha = 1, beta = 1, H = 2)"
        ),
        "columns": ["n", "beta*", *(f"{quantity}, {name}" for name in ("USA", "SA") for quantity in QUANTITIES[:3])],
        "rows": rows,
    }


def _row(experiment: Experiment, told: str, errors: Array, measured: Order, order: float) -> list[Any]:
    first, last = experiment.sizes[0], experiment.sizes[-1]
    between = f"{rounded(float(errors[0]), 2):g} to {rounded(float(errors[-1]), 2):g}"
    return [told, f"{experiment.axis} = {first:g} to {last:g}", between, str(measured), f"{order:g}"]


def _panel(experiment: Experiment, lines: dict[str, Array]) -> dict[str, Any]:
    return {
        "title": experiment.name,
        "x": {
            "name": experiment.axis,
            "unit": "dimensionless",
            "scale": "log",
            "values": [float(size) for size in experiment.sizes],
        },
        "y": {"name": "relative error", "unit": "dimensionless", "scale": "log"},
        "lines": [
            {"name": name, "values": [rounded(float(error), 4) for error in errors]} for name, errors in lines.items()
        ],
    }


def _figure(panels: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "figure": "off-family",
        "title": "How the closed forms come true near the equiangular family",
        "caption": (
            "root mean square of the relative error; alpha = 1, beta = 1, H = 2; heads I + eps G on n = 8 orthonormal"
            " tokens in d = 16; subspaces: n = 8, beta = 2; else n = 16"
        ),
        "panels": [panel for panel in panels if panel["title"] != SOFTMAX],
    }
