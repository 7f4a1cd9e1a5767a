"""Heads a P_h on H orthogonal subspaces that share every inner product: the flow of one head of strength a at beta/H.

The state is made from a model with scalar heads: its tokens x_i in R^d become (x_i, ..., x_i)/sqrt(H) in R^{Hd}, and
head h is a times the projection on the h-th copy of R^d, a the strength of the model's first head.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from numeric.arithmetic import Array, Floats
from numeric.chart import chart_of
from numeric.equiangular import ATTENTIONS, Parameters, fraction_square, gram_rate
from numeric.equiangular.critical import orthonormal_beta_star
from numeric.equiangular.threshold import threshold
from numeric.flow import integrate, time_scale
from numeric.model import Model, transposed
from numeric.statement import Finding, Statement
from numeric.states import Family
from numeric.statistics import rounded

SIZES = ((3, 2, 0.5), (5, 3, 1.0), (8, 2, 2.0))  # n, H, beta
MEMBERS = 4
SPAN = 4  # time scales that a flow is followed
TOLERANCE = 1e-7  # of an inner product


def spread(model: Model) -> Model:
    """The tokens spread evenly over H subspaces, a head a P_h on each."""
    arithmetic, heads, d = model.arithmetic, model.heads, model.tokens.shape[-1]
    tokens = np.concatenate([model.tokens] * heads, axis=-1) / arithmetic.sqrt(arithmetic.array([heads]))
    parts = np.eye(heads, dtype=int)
    projections = np.stack([np.kron(np.diag(part), np.eye(d, dtype=int)) for part in parts])
    scores = model.score_matrices[..., :1, :1, :1] * projections
    return Model(arithmetic, tokens, scores, scores, model.beta, model.attention, model.geometry)


def one_head(model: Model, *, shared: bool = True) -> Model:
    """The model's first head alone, at beta/H (shared=False : at beta)."""
    head = model.score_matrices[..., :1, :, :]
    beta = model.beta / model.heads if shared else model.beta
    return Model(model.arithmetic, model.tokens, head, head, beta, model.attention, model.geometry)


def block_rate(model: Model, place: int, d: int) -> Array:
    """d<P x_i, P x_j>/dt for the projection P on coordinates place d to (place + 1) d: (..., n, n)."""
    mine = slice(place * d, (place + 1) * d)
    products = model.velocity[..., mine] @ transposed(model.tokens[..., mine])
    return products + transposed(products)


def beta_star(p: Parameters, heads: int, *, root: bool = True) -> Array:
    """H/(2a) ln[H c*^2 (n-1)/(1 - H c*^2)], c* = c*(H) of variant (A), for orthonormal tokens: of shape (..., H)."""
    c = threshold(p.arithmetic, heads, "A")
    return heads * orthonormal_beta_star(p, c * p.arithmetic.sqrt(p.arithmetic.array([heads])) if root else c)


def orthogonal_subspaces(model: Model, *, shared: bool = True, root: bool = True, summed: bool = False) -> Statement:
    """Rates of all Gram matrices (USA and SA), c^2 of every head, and the margin of (A) at beta* (orthonormal tokens).

    shared=False : beta for beta/H. root=False : c_h = c for c_h = c/sqrt(H). summed : the heads' rates added up.
    """
    heads, d = model.heads, model.tokens.shape[-1]
    vanishing = []
    for attention in ATTENTIONS:
        state, single = spread(model.under(attention)), one_head(model.under(attention), shared=shared)
        claimed = gram_rate(single) * (heads if summed else 1)
        vanishing.append(gram_rate(state) - claimed)
        vanishing.append(block_rate(state, heads - 1, d) - claimed / heads)
    state, single = spread(model), one_head(model, shared=shared)
    vanishing.append(fraction_square(state) - fraction_square(single) / (heads if root else 1))
    p = Parameters.of(model)
    upright = spread(model.at(model.arithmetic.array(np.eye(model.n, d, dtype=int))))
    critical = beta_star(p, heads, root=root)[..., :1]
    vanishing.append(upright.with_beta(critical[..., None, None]).dominance("A"))
    return Statement(vanishing=np.concatenate([part.reshape(*part.shape[:-2], -1) for part in vanishing], axis=-1))


# -- along flows -------------------------------------------------------------------------------------


def subspaces_flow(
    family: Family, *, seed: int, depth: int = 1, shared: bool = True, root: bool = True, summed: bool = False
) -> Finding:
    """The Gram matrix of spread tokens against that of the one head, along flows; (A) on either side of beta*."""
    random = np.random.Generator(np.random.PCG64(seed))
    flows, worst = 0, 0.0
    for n, heads, beta in SIZES:
        chart = chart_of(family, n, n, heads, beta)
        points = chart.draw(random, MEMBERS * depth) / 2
        drawn = chart.model(points)
        for attention in ATTENTIONS:
            model = drawn.under(attention)
            single = one_head(model, shared=shared)
            until = SPAN * time_scale(single)
            ends = []
            for each, time in ((spread(model), until), (single, until * (heads if summed else 1))):
                tokens = integrate(each, (0, time)).model.tokens[-1]
                ends.append(tokens @ transposed(tokens).copy())
            flows, worst = flows + MEMBERS * depth, max(worst, float(np.abs(ends[0] - ends[1]).max()))
            if not worst < TOLERANCE:
                return Finding(False, f"n = {n}, H = {heads}: the Gram matrices part by {worst:.2g}", {"flows": flows})
    rows = list(_table(root))
    wrong = [row for row in rows if not row[-1]]
    if wrong:
        n, heads = wrong[0][:2]
        return Finding(False, f"n = {n}, H = {heads}: (A) does not switch off at the claimed beta*")
    return Finding(
        True,
        f"the Gram matrix of {flows} flows on subspaces is that of one head at beta/H to {TOLERANCE:g}; (A) holds just"
        " below the claimed beta* and fails just above",
        {
            "flows": flows,
            "table": {
                "caption": (
                    "beta* of heads of strength 1 at orthonormal tokens (0: (A) fails at every beta > 0), by Theorem 19"
                    " with c*(H) for scalar heads, and on orthogonal subspaces"
                ),
                "columns": ["n", "H", "scalar heads", "orthogonal subspaces"],
                "rows": [row[:-1] for row in rows],
            },
        },
    )


def _table(root: bool) -> Any:
    """n, H, both beta*, and whether (A) of the spread heads changes from holding to failing there."""
    for n in (4, 8, 32, 128):
        for heads in (2, 3, 4):
            identity = np.broadcast_to(np.eye(n), (heads, n, n))
            model = Model(Floats(), np.eye(n), identity, identity, 1.0)
            p = Parameters.of(model)
            scalar = float(orthonormal_beta_star(p, threshold(Floats(), heads, "A"))[0])
            critical = float(beta_star(p, heads, root=root)[0])
            state, right = spread(model), True
            if critical > 0:
                below, above = (state.with_beta(critical * factor).dominance("A") for factor in (0.99, 1.01))
                right = bool(np.all(below > 0) and np.all(above < 0))
            yield [n, heads, rounded(max(scalar, 0.0)), rounded(max(critical, 0.0)), right]
