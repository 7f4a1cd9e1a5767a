"""Split tokens: H heads that see equiangular tokens, each in a subspace of its own; how long (A) lasts there.

Heads a Pi_h with orthogonal projections Pi_h, and x_i = (y_i, ..., y_i) / sqrt(H) with equiangular y_i, keep

    <x_i, M_h x_j> = (a/H) <x_i, x_j>,    <x_i, x_j> = gamma  (i != j)

along the flow. gamma moves as under one scalar head a at inverse temperature beta/H, and every radial fraction is the
equiangular one at beta/H, divided by sqrt(H): the head sees only the share 1/H of a token's square. Scalar heads a I
on equiangular tokens are the other exactly solved case. (A) lasts while c <= c*(H).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
from scipy.optimize import brentq

from numeric.arithmetic import Array, Floats
from numeric.equiangular import Parameters, fraction, usa_rate
from numeric.equiangular.threshold import Threshold, threshold
from numeric.model import Model, transposed
from numeric.rates.times import measured_time, rate_of
from numeric.state import State, aligned, diagonal
from numeric.states import equiangular_tokens

Kind = Literal["scalar", "split"]
KINDS: tuple[Kind, ...] = ("scalar", "split")
GRID = 2001  # values of gamma between which the first crossing of c* is looked for


@dataclass(frozen=True)
class Solved:
    """Equiangular tokens under H equal heads, all scalar or all split, of strength 1 (USA on the sphere)."""

    kind: Kind
    n: int
    heads: int
    beta: float

    @property
    def blocks(self) -> int:
        """Into how many subspaces the heads split the tokens."""
        return self.heads if self.kind == "split" else 1

    @property
    def dimension(self) -> int:
        """How many dimensions hold the tokens in general position, up to a rotation within each subspace."""
        return self.n * self.blocks

    def parameters(self, gamma: Array) -> Parameters:
        """The scalar heads that move gamma (K, 1) alike: all H at beta, or for split heads a single one at beta/H."""
        strengths = np.ones(self.heads // self.blocks)
        return Parameters(Floats(), self.n, gamma, strengths, self.beta / self.blocks)

    def radial_fraction(self, gamma: Array) -> Array:
        """c = |rho|/|f| of every head at every token, for each gamma: (K,) to (K,)."""
        squares = fraction(self.parameters(gamma[:, None]))[:, 0]
        return np.asarray(np.sqrt(squares / self.blocks))

    def last_gamma(self, variant: Threshold = "A") -> float:
        """The first gamma >= 0 at which c reaches c*: 0 if it does at the start, 1 if never before the tokens meet."""
        [star] = threshold(Floats(), self.heads, variant)
        gammas = np.linspace(0, 1, GRID)[:-1]
        beyond = self.radial_fraction(gammas) >= star
        if not beyond.any():
            return 1.0
        first = int(beyond.argmax())
        if not first:
            return 0.0

        def gap(gamma: float) -> float:
            return float(self.radial_fraction(np.array([gamma]))[0] - star)

        return float(brentq(gap, gammas[first - 1], gammas[first]))

    def lasts(self, variant: Threshold = "A") -> float:
        """How long (A) lasts from orthonormal tokens: the time from gamma = 0 to `last_gamma`."""
        last = self.last_gamma(variant)
        if last in (0.0, 1.0):
            return 0.0 if last == 0 else float("inf")
        return measured_time(rate_of(usa_rate, self.parameters(np.zeros((1, 1)))), 0.0, last)

    def model(self, tokens: Array) -> Model:
        """The heads on tokens (B, n, dimension): I, or the projections on the blocks of n coordinates."""
        owner, identity = np.arange(self.dimension) // self.n, np.eye(self.dimension)
        heads = np.stack([identity * (owner == h % self.blocks) for h in range(self.heads)])
        matrices = np.broadcast_to(heads, (len(tokens), *heads.shape))
        return Model(Floats(), tokens, matrices, matrices, self.beta)

    def orthonormal(self) -> Model:
        """The exactly solved start: a batch of one."""
        return self.model(np.hstack([np.eye(self.n)] * self.blocks)[None] / np.sqrt(self.blocks))

    def near_orthogonal(self, random: np.random.Generator, states: int, d: int) -> Model:
        """Tokens uniform on S^{d-1}, rotated into `dimension` dimensions: d >= n, and d/H >= n for split heads.

        A head of split tokens is the projection on d/H of the d coordinates. Only inner products within the subspaces
        enter, so the triangular factor of each block does for the block.
        """
        if d % self.blocks or d < self.dimension:
            raise ValueError(f"d must be a multiple of {self.blocks} and at least {self.dimension}, got {d}")
        drawn = random.standard_normal((states, self.blocks, d // self.blocks, self.n))
        triangular = transposed(np.asarray(np.linalg.qr(drawn, mode="r")))
        tokens = np.concatenate([triangular[:, block] for block in range(self.blocks)], axis=-1)
        return self.model(tokens / np.linalg.norm(tokens, axis=-1, keepdims=True))


def split_state(n: int, strengths: tuple[int | str, ...], beta: Fraction, shift: Fraction = Fraction(0)) -> State:
    """Exact split tokens in R^{Hn}, equiangular as `equiangular_tokens` says, under the heads strength_h Pi_h."""
    blocks = equiangular_tokens(shift, n, n)
    heads = [
        diagonal(*(strength if k == h else 0 for k in range(len(strengths)) for _ in range(n)))
        for h, strength in enumerate(strengths)
    ]
    return aligned(beta, [token * len(strengths) for token in blocks], heads)
