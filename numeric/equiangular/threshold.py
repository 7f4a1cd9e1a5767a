"""The thresholds c*(H) of Radial Dominance on the radial fraction c, for outputs of equal norm.

With outputs of norm r, shadow c r, and H heads the margins of the variants are

(A) r^2 (1 - c^2 - (H-1) c)    (E) r^2 (1 - c^2 - sqrt(H-1) c)    (B) r^2 (1 - H c^2)

for outputs that are, for (E), orthogonal and, for (B), of equal shadow. The paper's formula for general H is unknown.
The margins that these are compared with are the model's own, at states in which H heads are balanced (`balanced`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, get_args

import numpy as np

from numeric.arithmetic import Arithmetic, Array
from numeric.model import Model, inner
from numeric.radial import head_rates, overlap_cosine
from numeric.statement import Statement

Threshold = Literal["A", "E", "B"]  # (C) is (B) where shadows are equal
THRESHOLDS: tuple[Threshold, ...] = get_args(Threshold)


# -- closed forms ----------------------------------------------------------------------------------


def margin(
    arithmetic: Arithmetic,
    c: Array,
    heads: int,
    variant: Threshold,
    eps: Any = 0,
    *,
    self_counted: bool = False,
    squared: bool = True,
) -> Array:
    """The margin of a variant over r^2, of the shape of c; `eps` (variant A) is the largest cosine of two outputs.

    1 - c^2 - m (c + eps) with m = H - 1 (A), sqrt(H-1) (E); 1 - H c^2 (B).
    self_counted : H for H - 1. squared=False : c for c^2 as the first term.
    """
    first, others = c**2 if squared else c, heads if self_counted else heads - 1
    if variant == "B":
        return 1 - first - others * c**2
    return 1 - first - _slope(arithmetic, others, variant) * (c + eps)


def threshold(arithmetic: Arithmetic, heads: int, variant: Threshold, eps: Any = 0) -> Array:
    """c*(H), the positive root of the margin in c: of shape (1,), or of eps. Needs (H - 1) eps < 1; eps with A only.

    2 s / (m + sqrt(m^2 + 4 s)) with s = 1 - m eps, which is (sqrt(m^2 + 4) - m)/2 for eps = 0; 1/sqrt(H) for (B).
    """
    if variant == "B":
        return 1 / arithmetic.sqrt(arithmetic.array([heads]))
    slope = _slope(arithmetic, heads - 1, variant)
    room = 1 - slope * eps
    return 2 * room / (slope + arithmetic.sqrt(slope**2 + 4 * room))


def _slope(arithmetic: Arithmetic, others: int, variant: Threshold) -> Array:
    """m of shape (1,): H - 1 for (A), its square root for (E)."""
    count = arithmetic.array([others])
    return arithmetic.sqrt(count) if variant == "E" else count


def exceeds(square: Fraction, heads: int, variant: Threshold, eps: Fraction = Fraction(0)) -> int:
    """The sign of c*(H)^2 - square for a rational 0 <= square <= 1: 1, 0 or -1, exactly.

    The margin falls in c, so this is its sign at c = sqrt(square), that of p - sqrt(s) with rational p and s.
    """
    others = heads - 1
    if variant == "B":
        return _sign(1 - heads * square)
    plain = 1 - square - others * eps
    root_square = (others if variant == "E" else others**2) * square
    return _sign(plain**2 - root_square) if plain >= 0 else -1


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


# -- balanced heads --------------------------------------------------------------------------------


def balanced(model: Model, shift: Array) -> tuple[Model, Array]:
    """One token under H heads M_h = V_h = g_h g_h^T whose outputs have equal norm and shadow; and c, of shape (..., 1).

    The g_h are the unit vectors along e_h + shift (e_1 + ... + e_H) in R^(H+1), orthonormal where the shift (..., 1)
    is 0; the token is (t, ..., t, s). Its c = <x, g_h> runs over all that is possible for such g_h, with t from
    `model`'s first coordinate. H and beta are the model's.
    """
    arithmetic, heads = model.arithmetic, model.heads
    count = arithmetic.array([heads])
    along = arithmetic.magnitude(model.tokens[..., 0, :1])  # |x| without its last coordinate
    part = along / arithmetic.sqrt(count)
    last = arithmetic.sqrt(1 - along**2)
    token = np.concatenate([*[part] * heads, last], axis=-1)
    length = arithmetic.sqrt(1 + 2 * shift + count * shift**2)
    frame = arithmetic.array(np.eye(heads, heads + 1, dtype=int))  # (H, H+1)
    inside = arithmetic.array(np.eye(heads + 1, dtype=int)[:heads].sum(axis=0))  # (H+1,)
    axes = (frame + (shift * inside)[..., None, :]) / length[..., None]
    scores = axes[..., :, :, None] * axes[..., :, None, :]
    state = Model(arithmetic, token[..., None, :], scores, scores, model.beta, "usa", "sphere")
    return state, part * (1 + count * shift) / length


# -- the statements ----------------------------------------------------------------------------------


def dominance_threshold(model: Model, *, self_counted: bool = False, squared: bool = True) -> Statement:
    """Orthogonal balanced heads: each variant's margin over r^2 is the claimed one, and >= 0 iff c <= c*(H).

    And c*(H) is a root in (0, 1], of (A) at most that of (E), of (E) at most that of (B).
    """
    arithmetic, heads = model.arithmetic, model.heads
    state, c = balanced(model, 0 * model.tokens[..., 0, :1])
    acting, square = _squares(state)
    size = model.norm(state.head_output)[..., 0]
    roots = [threshold(arithmetic, heads, variant) + 0 * c for variant in THRESHOLDS]
    vanishing, signs = [(state.radial_shadow[..., 0] - c * size) / square], []
    for variant, root in zip(THRESHOLDS, roots, strict=True):
        found = state.dominance(variant)[..., 0] / square
        claimed = margin(arithmetic, c, heads, variant, **_as(self_counted, squared))
        vanishing.append(found - np.where(acting, claimed, 0 * claimed))
        vanishing.append(margin(arithmetic, root, heads, variant, **_as(self_counted, squared)))
        signs += [found * (root - c), root, 1 - root]
    return Statement(
        vanishing=np.concatenate(vanishing, axis=-1),
        nonnegative=np.concatenate([*signs, roots[1] - roots[0], roots[2] - roots[1]], axis=-1),
    )


def _squares(state: Model) -> tuple[Array, Array]:
    """Which outputs of one token are not zero, and r^2 of every head, 1 where it is 0: (..., H)."""
    squares = inner(state.head_output, state.head_output)[..., 0]
    acting = state.arithmetic.positive(squares)
    return acting, np.where(acting, squares, 0 * squares + 1)


def _as(self_counted: bool, squared: bool) -> dict[str, bool]:
    return {"self_counted": self_counted, "squared": squared}


def dominance_threshold_eps(model: Model, *, epsilon_power: int = 1, self_counted: bool = False) -> Statement:
    """Balanced heads that overlap by eps: the bound of a head's rate over r^2 is the claimed margin, >= 0 iff c <= c*.

    The bound is tau^2 - |rho| sum |f^h'| - eps |f| sum |f^h'|, eps the model's largest cosine. c* is a root of the
    margin, and <= c* at eps = 0; where (H - 1) eps >= 1 there is no positive c*: the bound is never positive.
    """
    arithmetic, heads = model.arithmetic, model.heads
    turn = model.tokens[..., -1, -1:]
    shift = (1 + turn) / 2 - 1 / (2 * arithmetic.array([heads]))  # from -1/(2H): overlaps of both signs
    state, c = balanced(model, shift)
    acting, square = _squares(state)
    size = model.norm(state.head_output)
    eps = overlap_cosine(state)
    bound = (state.dominance("A") - eps[..., None] * size * state.others(size))[..., 0] / square
    claimed = margin(arithmetic, c, heads, "A", eps**epsilon_power, self_counted=self_counted)
    room = arithmetic.positive(1 - (heads - 1) * eps)
    root = np.where(room, threshold(arithmetic, heads, "A", np.where(room, eps, 0 * eps)), 0 * eps)
    at_root = margin(arithmetic, root, heads, "A", eps**epsilon_power, self_counted=self_counted)
    return Statement(
        vanishing=np.concatenate(
            [bound - np.where(acting, claimed, 0 * claimed), np.where(room, at_root, 0 * root)], axis=-1
        ),
        nonnegative=np.concatenate(
            [
                head_rates(state) / square - bound,
                bound * (root - c),
                threshold(arithmetic, heads, "A") - root,
            ],
            axis=-1,
        ),
        occurs={"c* > 0": int(np.sum(room)), "no c* > 0": int(np.sum(~room))},
    )
