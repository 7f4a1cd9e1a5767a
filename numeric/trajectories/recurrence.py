"""The Taylor coefficients of a trajectory by recurrences, each new one in the time of a few matrix products.

With x' = F(x), coefficient k of F needs x_0, ..., x_k only, and (k + 1) x_{k+1} is coefficient k of F. What is
in between keeps its coefficients: sums of products a_k b_{m-k} are one product of matrices that hold all k, and
E = e^l obeys m E_m = sum_k k l_k E_{m-k} (Griewank and Walther, Evaluating Derivatives, chapter 13).

The formulas are those of `numeric.model` a second time. Nothing rests on them: `tube` encloses the defect of what they
give with the model itself.
"""

from __future__ import annotations

import flint
import numpy as np

from numeric.arithmetic import Array
from numeric.model import Model, transposed
from numeric.trajectories.taylor import Coefficients, middle


def recurred(model: Model, tokens: Array, terms: int) -> Coefficients:
    """The first coefficients of the trajectory of G from `tokens` (n, d), rounded. G keeps lengths on the sphere."""
    if model.geometry == "flat":
        return _Recurrence(model, tokens).coefficients(terms)
    lengths = model.norm(tokens)[:, None]
    return [middle(x * lengths) for x in _Recurrence(model, middle(tokens / lengths)).coefficients(terms)]


class _Recurrence:
    """The known coefficients: of the tokens x (n, d) and, head by head, of what the velocity is made of."""

    def __init__(self, model: Model, tokens: Array) -> None:
        self.model = model.at(tokens)
        self.scale = 1 if model.attention == "softmax" else flint.arb(1) / model.n
        self.x = [tokens]
        self.keys: list[Array] = []  # M x_j, (H, n, d)
        self.moved: list[Array] = []  # V x_j, (H, n, d)
        self.logits: list[Array] = []  # (H, n, n)
        self.weights: list[Array] = []  # (H, n, n), of softmax before they are divided by their sums
        self.sums: list[Array] = []  # (H, n, 1), of the weights, for softmax
        self.outputs: list[Array] = []  # f, (H, n, d)
        self.drives: list[Array] = []  # v, (n, d)
        self.radial: list[Array] = []  # <x_i, v_i>, (n, 1)

    def coefficients(self, terms: int) -> Coefficients:
        """Of x, so many."""
        while len(self.x) < terms:
            self.x.append(middle(self._velocity() / len(self.x)))
        return self.x

    def _velocity(self) -> Array:
        """Coefficient m of the velocity, from m + 1 coefficients of x."""
        model, x = self.model, self.x
        self.keys.append(x[-1] @ transposed(model.score_matrices))
        self.moved.append(x[-1] @ transposed(model.value_matrices))
        heads = range(model.heads)
        logits = [_convolved(x, [transposed(key[h]) for key in self.keys]) for h in heads]
        self.logits.append(middle(np.stack(logits) * model.beta))
        self.weights.append(middle(self._weights()))
        outputs = np.stack([_convolved([w[h] for w in self.weights], [y[h] for y in self.moved]) for h in heads])
        if model.attention == "softmax":
            self.sums.append(self.weights[-1].sum(axis=-1)[..., None])
            outputs = outputs - _last(self.sums[1:], self.outputs)
            outputs = outputs / self.sums[0]
        self.outputs.append(middle(outputs))
        self.drives.append(self.outputs[-1].sum(axis=0) * self.scale)
        if model.geometry == "flat":
            return self.drives[-1]
        self.radial.append(_last(x, self.drives).sum(axis=-1)[:, None])
        return np.asarray(self.drives[-1] - _last(self.radial, x))

    def _weights(self) -> Array:
        """Coefficient m of e^l, up to a factor for each row of softmax, or of max(0, l) where no l changes its sign."""
        model, m = self.model, len(self.logits) - 1
        if model.attention == "relu":
            return np.asarray(self.logits[m] * (model.weights != 0))
        if m == 0:
            return model.weights
        return _last([k * self.logits[k] for k in range(1, m + 1)], self.weights) / m


def _last(a: Coefficients, b: Coefficients) -> Array:
    """sum_k a_k b_{m-k}, entry by entry."""
    return np.asarray(sum(one * other for one, other in zip(a, reversed(b), strict=True)))


def _convolved(a: Coefficients, b: Coefficients) -> Array:
    """sum_k a_k b_{m-k}, products of matrices."""
    left, right = np.concatenate(a, axis=1), np.concatenate(b[::-1], axis=0)
    product = _matrix(left) * _matrix(right)
    return np.array(product.entries(), dtype=object).reshape(len(left), right.shape[1])


def _matrix(entries: Array) -> flint.arb_mat:
    rows, columns = entries.shape
    return flint.arb_mat(rows, columns, entries.ravel().tolist())
