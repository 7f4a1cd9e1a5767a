"""Heads, temperature and flow: what moves the tokens, as float arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from numeric.arithmetic import Array
from numeric.state import Attention, Geometry


@dataclass(frozen=True, eq=False)
class System:
    """H heads in d dimensions, dimensionless.

    score_matrices, value_matrices : M_h and V_h, of shape (H, d, d), or (B, H, d, d) for B trajectories that each
        have heads of their own
    beta : inverse temperature, > 0; a number, or (B,)
    attention : "usa", "softmax" or "relu"; geometry : "sphere" or "flat" (see `numeric.model`)
    causal : token i attends to the tokens j <= i only

    ValueError for shapes that do not fit, entries that are not finite, or beta <= 0.
    """

    score_matrices: Array
    value_matrices: Array
    beta: Any
    attention: Attention = "usa"
    geometry: Geometry = "sphere"
    causal: bool = False

    def __post_init__(self) -> None:
        scores, values = self.score_matrices, self.value_matrices
        if scores.ndim not in (3, 4) or scores.shape[-1] != scores.shape[-2] or 0 in scores.shape:
            raise ValueError(f"score matrices must have shape (H, d, d) or (B, H, d, d), got {scores.shape}")
        if values.shape != scores.shape:
            raise ValueError(
                f"value matrices must have the shape of the score matrices, {scores.shape}, got {values.shape}"
            )
        if not (np.all(np.isfinite(scores)) and np.all(np.isfinite(values))):
            raise ValueError("every entry of the score and value matrices must be finite")
        if not (np.all(np.isfinite(self.beta)) and np.all(np.asarray(self.beta) > 0)):
            raise ValueError(f"beta must be finite and > 0, got {self.beta}")

    @property
    def heads(self) -> int:
        """The number of heads H."""
        return int(self.score_matrices.shape[-3])

    @property
    def d(self) -> int:
        """The dimension."""
        return int(self.score_matrices.shape[-1])

    def scaled_scores(self) -> Array:
        """beta M_h: (H, d, d) or (B, H, d, d)."""
        return np.asarray(np.reshape(self.beta, (*np.shape(self.beta), 1, 1, 1)) * self.score_matrices)

    def strengths(self) -> tuple[Array, Array] | None:
        """(alpha_h, nu_h) where every M_h = alpha_h I and V_h = nu_h I, else None: (H,) each."""
        if self.score_matrices.ndim != 3:
            return None
        alphas, nus = self.score_matrices[:, 0, 0], self.value_matrices[:, 0, 0]
        identity = np.eye(self.d)
        scalar = np.array_equal(self.score_matrices, alphas[:, None, None] * identity) and np.array_equal(
            self.value_matrices, nus[:, None, None] * identity
        )
        return (alphas, nus) if scalar else None
