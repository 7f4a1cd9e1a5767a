"""Off the equiangular family: how far the closed forms for rate, times and beta* are from measured flows.

Three ways off the family, each with a size that shrinks:
    tokens      uniform on S^{d-1}, scalar heads: deviations of order 1/sqrt(d)
    heads       I + eps G on orthonormal tokens, V = M, G from the GOE (symmetric) or Ginibre's ensemble (not)
    subspaces   uniform tokens, heads P_h on H = 2 orthogonal subspaces: predicted by one head at beta/H
Measured in each state: the rate of the mean inner product (over pairs) at the start, the times at which it reaches
1/2 and 9/10, and beta*, where the mean radial fraction (over tokens and heads) is c*(2), the threshold of Radial
Dominance (A) for two heads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from scipy.stats import t as student

from numeric.arithmetic import Array, Floats
from numeric.ensembles import ENSEMBLES
from numeric.equiangular import RATES, Parameters, gram_rate
from numeric.equiangular.critical import beta_star_of, bracket
from numeric.equiangular.gram_flow import GramFlow, first_times, mean_product, uniform_grams
from numeric.equiangular.threshold import threshold
from numeric.flow import integrate
from numeric.model import Model, transposed
from numeric.state import Attention

LEVELS = (0.5, 0.9)
QUANTITIES = ("rate", "time to 1/2", "time to 9/10", "beta*")
C_STAR = float(threshold(Floats(), 2, "A")[0])
HEADS = 2
GROUPS = 8  # of independent states: each gives one slope
SAMPLES = 121  # times at which a flow is read, up to SPAN times what the closed form says of the last level
SPAN = 1.5
NODES = np.polynomial.legendre.leggauss(64)


# -- the closed forms ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Prediction:
    """The closed forms of equiangular tokens, as functions of a mean inner product of any shape."""

    at: Parameters
    attention: Attention = "usa"
    factor: int = 2

    @classmethod
    def of(cls, n: int, heads: int, attention: Attention = "usa", factor: int = 2) -> Prediction:
        """`heads` heads I at beta = 1."""
        return cls(Parameters(Floats(), n, np.zeros(1), np.ones(heads), 1.0), attention, factor)

    def _there(self, gamma: Array) -> Parameters:
        return replace(self.at, gamma=np.asarray(gamma)[..., None])

    def rate(self, gamma: Array) -> Array:
        """The claimed d gamma/dt."""
        return np.asarray(RATES[self.attention](self._there(gamma), factor=self.factor)[..., 0])

    def times(self, start: Array) -> Array:
        """The times from gamma = start to each of LEVELS, by Gauss' quadrature: (..., levels)."""
        nodes, weights = NODES
        spans = np.asarray(LEVELS) - start[..., None]
        gammas = start[..., None, None] + spans[..., None] * (nodes + 1) / 2
        return np.asarray((weights / self.rate(gammas)).sum(axis=-1) * spans / 2)

    def readings(self) -> Array:
        """Times at which a flow that starts near gamma = 0 is read."""
        last = replace(self, factor=2).times(np.zeros(1)).max()
        return np.linspace(0, SPAN * float(last), SAMPLES)

    def critical(self, gamma: Array, c: float) -> Array:
        """beta*(gamma) for the threshold c."""
        there = self._there(gamma)
        return np.asarray(beta_star_of(there, bracket(there, np.array([c])))[..., 0])

    def all(self, gamma: Array, subspaces: int = 1) -> Array:
        """The four QUANTITIES (B, 4). On K subspaces a radial fraction is 1/sqrt(K) of one head's at beta/K."""
        critical = subspaces * self.critical(gamma, C_STAR * sqrt(subspaces))
        return np.column_stack([self.rate(gamma), self.times(gamma), critical])


def crossing_beta(fraction: Callable[[Array], Array], members: int, most: float) -> Array:
    """Where a fraction that grows with beta passes C_STAR, by bisection in [0, most]: (members,)."""
    low, high = np.zeros(members), np.full(members, most)
    for _ in range(40):
        middle = (low + high) / 2
        below = fraction(middle) < C_STAR
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


# -- the experiments: relative errors of the closed forms, (states, QUANTITIES) -----------------------


def token_errors(
    random: np.random.Generator, states: int, d: int, *, n: int = 16, attention: Attention = "usa", factor: int = 2
) -> dict[str, Array]:
    """Uniform tokens, two heads I at beta = 1, against the closed forms at the mean inner product and at 0."""
    flow = GramFlow(uniform_grams(random, states, n, (d,)), np.ones(HEADS), 1.0, attention)
    return _gram_errors(flow, Prediction.of(n, HEADS, attention, factor))


def subspace_errors(
    random: np.random.Generator, states: int, d: int, *, n: int = 8, factor: int = 2
) -> dict[str, Array]:
    """Uniform tokens, heads on two halves of the coordinates at beta = 2, against one head at beta = 1."""
    flow = GramFlow(uniform_grams(random, states, n, (d // HEADS,) * HEADS), np.ones(1), float(HEADS))
    return _gram_errors(flow, Prediction.of(n, 1, factor=factor))


def _gram_errors(flow: GramFlow, prediction: Prediction) -> dict[str, Array]:
    gamma, subspaces = mean_product(flow.grams), flow.grams.shape[1]
    times = prediction.readings()
    reached = first_times(times, flow.means_along(times), LEVELS)
    beta = crossing_beta(lambda at: flow.at(at).radial_fraction(), len(gamma), 6.0 * subspaces)
    found = np.column_stack([mean_product(flow.rate()), reached, beta])
    return {
        "mean": found / prediction.all(gamma, subspaces) - 1,
        "zero": found / prediction.all(0 * gamma, subspaces) - 1,
    }


def head_errors(
    random: np.random.Generator, states: int, eps: float, ensemble: str, *, n: int = 8, d: int = 16, factor: int = 2
) -> dict[str, Array]:
    """Heads I + eps G_h, h = 1, 2, at beta = 1 on orthonormal tokens; "even" is the part of an error even in G."""
    noise = ENSEMBLES[ensemble](random, states, HEADS, d)
    matrices = np.eye(d) + eps * np.concatenate([noise, -noise])
    model = Model(Floats(), np.broadcast_to(np.eye(n, d), (2 * states, n, d)), matrices, matrices, 1.0)
    prediction = Prediction.of(n, HEADS, factor=factor)

    def fraction(beta: Array) -> Array:
        return np.asarray(model.with_beta(beta[:, None, None, None]).radial_fraction.mean(axis=(-1, -2)))

    times = prediction.readings()
    tokens = integrate(model, times, rtol=1e-8, atol=1e-10).model.tokens
    means = mean_product((tokens @ transposed(tokens).copy())[..., None, :, :])
    rate = mean_product(gram_rate(model)[:, None])
    found = np.column_stack([rate, first_times(times, means, LEVELS), crossing_beta(fraction, 2 * states, 6.0)])
    errors = found / prediction.all(np.zeros(2 * states)) - 1
    return {"all": errors, "even": (errors[:states] + errors[states:]) / 2}


# -- measured orders ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Order:
    """The log-log slope of an error against a size, with its 95 % interval over groups of states."""

    slope: float
    half: float

    def near(self, order: float, margin: float) -> bool:
        """Is the whole interval within `margin` of `order`?"""
        return abs(self.slope - order) + self.half < margin

    def __str__(self) -> str:
        return f"{self.slope:.2f} ({self.slope - self.half:.2f} to {self.slope + self.half:.2f})"


def root_mean_square(errors: Array) -> Array:
    """The root mean square over the states of each group: (states, ...) to (GROUPS, ...)."""
    return np.asarray(np.sqrt((errors.reshape(GROUPS, -1, *errors.shape[1:]) ** 2).mean(axis=1)))


def measured_order(sizes: Array, errors: Array) -> Order:
    """The slope of log error (sizes, GROUPS) against log size in each group; their mean, and Student's interval."""
    slopes = np.polyfit(np.log(sizes), np.log(errors), 1)[0]
    half = student.ppf(0.975, len(slopes) - 1) * slopes.std(ddof=1) / sqrt(len(slopes))
    return Order(float(slopes.mean()), float(half))
