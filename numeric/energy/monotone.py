"""How often energies fall: total energies without a condition, per-head energies along flows.

A rate counts as negative when it is clearly so beside what the outputs could do at most: rounding at an
equilibrium is not taken for a fall.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Literal

import numpy as np

from numeric import energy, radial
from numeric.arithmetic import Array
from numeric.chart import Chart
from numeric.energy.balances import TOLERANCE
from numeric.energy.series import heads_figure
from numeric.flow import Path, Rate, integrate, safe_time
from numeric.model import Model, inner, transposed
from numeric.state import Attention, Geometry, aligned, diagonal
from numeric.statement import Finding, Says, Statement
from numeric.states import Family
from numeric.statistics import Share

NEGLIGIBLE = 1e-9  # of the largest rate, at one state
NEGLIGIBLE_ALONG = 1e-6  # of the largest rate, along an integrated flow
SIZES = ((2, 2, 1), (3, 3, 2), (4, 2, 2), (2, 4, 3))  # (n, d, H)
TEMPERATURES = (0.3, 1.0, 3.0)

RateBy = Literal["derivative", "dissipation"]
Signs = Literal["ours", "swapped"]


def largest_rate(model: Model) -> Array:
    """n^-3 sum_i (sum_h |f_i^h|)^2, which bounds every |dE_h/dt|: (..., 1)."""
    sizes = np.linalg.norm(model.head_output, axis=-1).sum(axis=-2)
    return inner(sizes, sizes)[..., None] / model.n**3


# -- what would hold if a condition were not needed ----------------------------------------------


def without_symmetry(model: Model, *, symmetrised: bool = False, rate: RateBy = "derivative") -> Statement:
    """dE/dt >= 0 for the heads as they are; `symmetrised` puts (M + M^T)/2 for every score and value matrix."""
    if symmetrised:
        scores, values = ((m + transposed(m)) / 2 for m in (model.score_matrices, model.value_matrices))
        model = _with(model, scores, values)
    return Statement(nonnegative=_rate(model, rate))


def without_alignment(model: Model, *, aligned: bool = False, rate: RateBy = "derivative") -> Statement:
    """dE/dt >= 0 for the heads as they are; `aligned` puts V_h = M_h."""
    if aligned:
        model = _with(model, model.score_matrices, model.score_matrices)
    return Statement(nonnegative=_rate(model, rate))


def softmax_many_heads(
    model: Model, *, attention: Attention = "softmax", heads: int = 2, signs: Signs = "ours"
) -> Statement:
    """dE/dt = n^-2 sum_i <sum_h Z_i^h P s_i^h, sum_h P s_i^h> >= 0 for the first `heads` heads under `attention`."""
    model = _with(model, model.score_matrices[..., :heads, :, :], model.value_matrices[..., :heads, :, :], attention)
    outputs = model.tangential if attention == "softmax" else model.tangential / model.n
    weights = model.partition if attention == "softmax" else 0 * model.partition + model.n
    growth = inner((weights[..., None] * outputs).sum(axis=-3), outputs.sum(axis=-3)).sum(axis=-1, keepdims=True)
    claimed = (1 if signs == "ours" else -1) * growth / model.n**2
    rate = energy.energy_rate(model)
    return Statement(vanishing=rate - claimed, nonnegative=rate)


def _rate(model: Model, rate: RateBy) -> Array:
    return energy.energy_rate(model) if rate == "derivative" else energy.dissipation(model.velocity) / model.n


def _with(model: Model, score_matrices: Array, value_matrices: Array, attention: Attention | None = None) -> Model:
    return Model(
        model.arithmetic,
        model.tokens,
        score_matrices,
        value_matrices,
        model.beta,
        attention or model.attention,
        model.geometry,
    )


def needs_symmetry_frequency(
    family: Family, *, seed: int, depth: int = 1, symmetrised: bool = False, rate: RateBy = "derivative"
) -> Finding:
    """How often dE/dt < 0 at random states with V_h = M_h not symmetric."""
    dropped = replace(family, symmetric=False, aligned=True)
    return _frequency(dropped, partial(without_symmetry, symmetrised=symmetrised, rate=rate), seed, depth)


def needs_alignment_frequency(
    family: Family, *, seed: int, depth: int = 1, aligned: bool = False, rate: RateBy = "derivative"
) -> Finding:
    """How often dE/dt < 0 at random states with M_h symmetric and V_h another symmetric matrix."""
    dropped = replace(family, symmetric=True, aligned=False)
    return _frequency(dropped, partial(without_alignment, aligned=aligned, rate=rate), seed, depth)


def softmax_many_heads_frequency(
    family: Family,
    *,
    seed: int,
    depth: int = 1,
    attention: Attention = "softmax",
    heads: int = 2,
    signs: Signs = "ours",
) -> Finding:
    """How often dE/dt < 0 at random states under softmax attention with several heads."""
    several = replace(family, symmetric=True, aligned=True, fewest_heads=2)
    says = partial(softmax_many_heads, attention=attention, heads=heads, signs=signs)
    return _frequency(several, says, seed, depth)


def _frequency(family: Family, says: Says, seed: int, depth: int) -> Finding:
    """How often the statement's inequality breaks at random states; its identities must hold at all of them."""
    random = np.random.Generator(np.random.PCG64(seed))
    falls, holds = [], True
    for n, d, heads in SIZES:
        for beta in TEMPERATURES:
            chart = Chart(family, n, d, family.heads_near(heads), beta)
            model = chart.model(chart.draw(random, 100 * depth))
            statement = says(model)
            # a rate of softmax attention carries a factor Z beside the outputs
            small = NEGLIGIBLE * (largest_rate(model) + model.partition.sum(axis=(-1, -2))[:, None])
            falls.append((statement.nonnegative < -small)[:, 0])
            holds = holds and (not statement.vanishing.size or bool(np.all(np.abs(statement.vanishing) < small)))
    found, states = Share.of(np.concatenate(falls)), sum(map(len, falls))
    return Finding(
        found.share > 0 and holds,
        f"dE/dt < 0 at {found} of {states} random states" + ("" if holds else "; its claimed form is wrong"),
        {"states": states, **found.as_json()},
    )


# -- per-head energies along flows ---------------------------------------------------------------


def obstruction_flow(
    family: Family, *, seed: int, depth: int = 1, geometry: Geometry = "sphere", shadow: bool = True
) -> Finding:
    """Orthogonal heads: on the sphere some head's energy falls while the total rises, on the flat flow none falls.

    The falls must be those of the per-head rate with its radial shadows: the integral of the claimed
    rate is compared with every E_h(T) - E_h(0).
    """
    orthogonal = replace(family, symmetric=True, aligned=True, orthogonal=True, fewest_heads=2)
    chart = Chart(orthogonal, 3, 4, 2, 1.0)
    model = chart.model(chart.draw(np.random.Generator(np.random.PCG64(seed)), 40 * depth))
    claimed = partial(radial.decomposed_rate, shadow_sign=-1 if shadow else 0)
    path = _watch(model.on(geometry), claimed)
    grown = path.model.energy[-1] - path.model.energy[0]
    explained = bool(np.all(np.abs(grown - path.integrals[-1]) < TOLERANCE * np.abs(grown).max(axis=-1, keepdims=True)))
    falling, flat_falling = _falling(path.model), _falling(_watch(model.on("flat")).model)
    total_rises = bool(np.all(grown.sum(axis=-1) > 0))
    share, flat_share = Share.of(falling.any(axis=-1)), Share.of(flat_falling.any(axis=-1))
    passed = explained and total_rises and share.share > 0 and flat_share.share == 0
    numbers = {"flows": len(falling), **share.as_json(), "flat share": flat_share.share, "explained": explained}
    if passed:
        one_token = aligned(1, [["4/5", "3/5"]], [diagonal(1, 0), diagonal(0, 2)])
        numbers["series"] = [heads_figure(one_token, until=0.6)]
    return Finding(
        passed,
        f"on {share} of {len(falling)} {geometry} flows with orthogonal heads some head's energy falls while the total"
        f" rises, on the flat flow on {flat_share.share:.0%}; the claimed rates {'' if explained else 'do not '}add up"
        " to the changes",
        numbers,
    )


def dominance_lost(family: Family, *, seed: int, depth: int = 1, rate_sign: int = 1, heads: int = 2) -> Finding:
    """Of the random starts at which every token of every head has variant A: how many later lose monotonicity.

    At the start every dE_h/dt >= 0 (Theorem 17); a start is lost when some dE_h/dt < 0 later on.
    """
    orthogonal = replace(family, symmetric=True, aligned=True, orthogonal=True)
    chart = Chart(orthogonal, 2, 4, heads, 1.0)
    points = chart.draw(np.random.Generator(np.random.PCG64(seed)), 800 * depth)
    dominant = np.all(chart.model(points).dominance("A") >= 0, axis=(-1, -2))
    model = chart.model(points[dominant][: 100 * depth])
    at_start = rate_sign * model.energy_rate >= -NEGLIGIBLE * largest_rate(model)
    if not np.all(at_start):
        return Finding(False, "a per-head rate is negative at a start with Radial Dominance")
    lost = Share.of(_falling(_watch(model).model, rate_sign).any(axis=-1))
    return Finding(
        lost.share > 0,
        f"of {len(points)} random starts {dominant.sum()} have Radial Dominance; on {lost} of {len(model.tokens)}"
        f" flows from these some per-head energy falls later",
        {"starts": len(points), "dominant": int(dominant.sum()), "flows": len(model.tokens), **lost.as_json()},
    )


def _watch(model: Model, rate: Rate | None = None, samples: int = 60) -> Path:
    """The flow at `samples` times up to its safe time, denser early: some members are much faster than others."""
    return integrate(model, [0, *np.geomspace(1e-3, 1, samples) * safe_time(model)], rate=rate)


def _falling(along: Model, sign: int = 1) -> Array:
    """Does dE_h/dt become negative, at one of the times (T, B): (B, H)."""
    return np.asarray((sign * along.energy_rate < -NEGLIGIBLE_ALONG * largest_rate(along)).any(axis=0))
