"""How fast two trajectories part at most: the logarithmic norm of the field G (`taylor`) over a box of tokens.

The derivative of v, head by head, with l_ij = beta <x_i, M x_j>, f_i = sum_j w_ij V x_j, c_ij = V x_j (softmax:
V x_j - f_i), and dw_ij = g_ij dl_ij (softmax: up to what the f_i in c_ij takes off), g = w, for ReLU 1 where l > 0:

    dv_i = (1/n) sum_h sum_j (w_ij V + beta g_ij c_ij (M^T x_i)^T) dx_j + beta g_ij c_ij (M x_j)^T dx_i

(softmax without 1/n). On the flat flow G = v. Around the sphere, with x_i = u_i / |u_i| and P_i = 1 - x_i x_i^T, the
symmetric part of DG is that of the blocks

    (|u_i| / |u_j|) P_i (dv_i / dx_j) P_j - [i = j] <x_i, v_i> P_i:

how P_i turns with u_i, and how |u_i| scales, are antisymmetric together.
"""

from __future__ import annotations

import flint
import numpy as np

from numeric.arithmetic import Array, entrywise
from numeric.model import Model, inner, transposed
from numeric.trajectories.taylor import upper


def growth_rate(model: Model, box: Array) -> flint.arb:
    """mu with |u - w|' <= mu |u - w| for any two trajectories of the model's field in the box (n, d)."""
    n, d = box.shape
    blocks = on_sphere(model, box) if model.geometry == "sphere" else drive_slopes(model.at(box))
    slopes = flint.arb_mat(n * d, n * d, blocks.swapaxes(1, 2).ravel().tolist())
    return largest_eigenvalue((slopes + slopes.transpose()) / 2)


def on_sphere(model: Model, box: Array) -> Array:
    """The blocks (n, n, d, d) of the field around the sphere, up to an antisymmetric matrix."""
    lengths = model.norm(box)
    here = model.at(box / lengths[:, None])
    x, own = here.tokens, np.arange(here.n)
    blocks = drive_slopes(here)
    rows, columns = x[:, None, :, None], x[None, :, None, :]
    blocks = blocks - rows * (rows * blocks).sum(axis=2)[:, :, None, :]
    blocks = blocks - (blocks * columns).sum(axis=3)[..., None] * columns
    blocks = blocks * (lengths[:, None] / lengths)[:, :, None, None]
    across = np.identity(x.shape[1], dtype=int) - x[:, :, None] * x[:, None, :]
    blocks[own, own] -= inner(x, here.drive)[:, None, None] * across
    return blocks


def drive_slopes(model: Model) -> Array:
    """dv_i / dx_j, in blocks (n, n, d, d)."""
    x, own = model.tokens, np.arange(model.n)
    moved = (x @ transposed(model.value_matrices))[:, None]  # (H, 1, n, d)
    if model.attention == "softmax":
        moved = moved - model.head_output[:, :, None]
    pull = _gains(model)[..., None] * moved * model.beta  # (H, n, n, d)
    asked = x @ model.score_matrices  # M^T x_i
    blocks = (pull[..., None] * asked[:, :, None, None] + _values(model)).sum(axis=0)
    keys = x @ transposed(model.score_matrices)  # M x_j
    blocks[own, own] += (transposed(pull) @ keys[:, None]).sum(axis=0)
    return blocks if model.attention == "softmax" else blocks / model.n


def _values(model: Model) -> Array:
    """w_ij V."""
    return np.asarray(model.weights[..., None, None] * model.value_matrices[:, None, None])


def _gains(model: Model) -> Array:
    """g: of ReLU 1 where a weight is > 0, 0 where it is exactly 0, and all between where that is not certain.

    At l = 0 itself any gain will do: along a segment it multiplies l', which is 0 almost everywhere there (`tube`).
    """
    if model.attention != "relu":
        return model.weights
    zero, one = flint.arb(0), flint.arb(1)
    gain = entrywise(lambda weight: one if weight > 0 else zero if weight.is_zero() else zero.union(one))
    return np.asarray(gain(model.weights))


def largest_eigenvalue(symmetric: flint.arb_mat) -> flint.arb:
    """An upper bound of x^T A x / x^T x, for every symmetric A in a matrix of balls of centre C.

    x^T A x <= x^T C x + w |x|^2, w the largest row sum of the radii. With x = Q y, Q near the eigenvectors of C,
    x^T C x = y^T (Q^T C Q) y <= g |y|^2 by Gershgorin's theorem, and |x|^2 = y^T (Q^T Q) y is between
    (1 - e) |y|^2 and (1 + e) |y|^2.
    """
    rows = symmetric.nrows()
    if not all(ball.is_finite() for ball in symmetric.entries()):
        return flint.arb("inf")
    scale = max(flint.arb(abs(ball).upper()) for ball in symmetric.entries())
    if scale == 0:
        return scale
    centre = flint.arb_mat(rows, rows, [flint.arb(ball.mid()) for ball in symmetric.entries()])
    floats = np.array([float((ball / scale).mid()) for ball in centre.entries()]).reshape(rows, rows)
    frame = flint.arb_mat(np.linalg.eigh(floats)[1].tolist())
    turned, gram = frame.transpose() * centre * frame, frame.transpose() * frame
    width, largest, skew = flint.arb(0), flint.arb("-inf"), flint.arb(0)
    for i in range(rows):
        apart = [j for j in range(rows) if j != i]
        width = width.max(sum((flint.arb(symmetric[i, j].rad()) for j in range(rows)), start=flint.arb(0)))
        largest = largest.max(turned[i, i] + sum((abs(turned[i, j]) for j in apart), start=flint.arb(0)))
        skew = skew.max(abs(gram[i, i] - 1) + sum((abs(gram[i, j]) for j in apart), start=flint.arb(0)))
    return flint.arb("inf") if not skew < 1 else upper((largest / (1 - skew)).max(largest / (1 + skew)) + width)
