"""Float tokens and heads as exactly what they are: the model from which an enclosure starts."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from numeric.arithmetic import Array, Balls
from numeric.engine.system import System
from numeric.model import Model, inner
from numeric.trajectories.taylor import Start


class NoStartError(ValueError):
    """Tokens from which no flow starts."""


class Causal(Model):
    """The model under the causal mask: token i attends to the tokens j <= i only."""

    @cached_property
    def weights(self) -> Array:
        """The weights, exactly 0 where j > i."""
        seen = np.tri(self.n, dtype=int)
        if self.attention != "softmax":
            return np.asarray(super().weights * seen)
        stable = self.arithmetic.exp(self.logits - self.arithmetic.shift(self.logits)) * seen
        return np.asarray(stable / stable.sum(axis=-1)[..., None])


def start_of(system: System, tokens: Array) -> Start:
    """The model at float tokens (n, d), every number exact; on the sphere at their directions, or NoStartError."""
    for i, token in enumerate(tokens):
        if not np.all(np.isfinite(token)):
            raise NoStartError(f"token {i} at time 0 is not finite")
        if system.geometry == "sphere" and not np.any(token):
            raise NoStartError(f"token {i} at time 0 is zero: it has no direction on the sphere")

    def start(arithmetic: Balls) -> Model:
        x = arithmetic.array(tokens)
        if system.geometry == "sphere":
            x = x / arithmetic.sqrt(inner(x, x))[:, None]
        return (Causal if system.causal else Model)(
            arithmetic,
            x,
            arithmetic.array(system.score_matrices),
            arithmetic.array(system.value_matrices),
            arithmetic.array([system.beta]),
            system.attention,
            system.geometry,
        )

    return start
