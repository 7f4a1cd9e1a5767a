"""From a config to the system and the tokens at the start, drawn by PCG64 from the seeds.

Tokens, score matrices and value matrices each have a stream of their own, so that none follows another by having the
same seed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from attnproof.simulate.config import Config, Tokens
from attnproof.simulate.table import ConfigError, MissingLibrary
from numeric import ensembles
from numeric.arithmetic import Array
from numeric.engine import events
from numeric.engine.backend import LIBRARIES, ArrayBackend, Backend, NumPyBackend
from numeric.engine.run import Method, Run
from numeric.engine.system import System

DRAWN = {
    "goe": ensembles.goe,
    "psd": ensembles.positive_semidefinite,
    "low-rank": ensembles.low_rank,
    "orthogonal-subspaces": ensembles.orthogonal_subspaces,
    "ginibre": ensembles.ginibre,
}
TOKENS, SCORES, VALUES = range(3)  # the streams of random numbers


def run(config: Config) -> Run:
    """The run that a config describes, at its start. ConfigError where the flow overflows there, or as `backend`."""
    here, told, velocities = system(config), config.integrate, backend(config)
    dtype = np.dtype(told.precision)
    method = Method(told.method) if told.step is None else Method(told.method, step=told.step)
    if told.rtol is not None and told.atol is not None:
        method = Method(told.method, rtol=told.rtol, atol=told.atol)
    moments = times(config)
    if not np.all(np.diff(moments) > 0):
        raise ConfigError(f"integrate.end = {told.end:g} must be large enough for {told.count} times in float64")
    try:
        return Run(
            here,
            start(config.tokens, on_sphere=config.model.geometry == "sphere").astype(dtype),
            moments.tolist(),
            method=method,
            events=watched(config),
            velocity=velocities.velocity(here),
        )
    except ValueError as error:
        raise ConfigError(f"model.beta = {config.model.beta:g}: {error}") from None


def backend(config: Config) -> Backend:
    """What computes the velocities. MissingLibrary; ConfigError for a device or a precision that it does not have."""
    told = config.integrate
    if told.backend not in LIBRARIES:
        return NumPyBackend(told.precision, told.threads or 1)
    found = ArrayBackend(LIBRARIES[told.backend], told.device, told.precision)
    asked = f'integrate.backend = "{told.backend}"'
    try:
        found.like()
    except ImportError as error:
        get = f'python -m pip install "attnproof[array-api]" {told.backend}'
        raise MissingLibrary(f"{asked}: {error}; get what is missing by: {get}") from None
    except ValueError as error:
        raise ConfigError(f"{asked}: {error}") from None
    return found


def times(config: Config) -> Array:
    """The times at which the result has the tokens."""
    told = config.integrate
    return np.array(told.times) if told.times else np.linspace(0, told.end, told.count)


def watched(config: Config) -> list[events.Event]:
    """The events that are looked for."""
    told = config.events
    found = [events.gamma_reached(value) for value in told.gamma]
    if told.one_cluster is not None:
        found.append(events.clustered(told.one_cluster))
    if told.equilibrium is not None:
        found.append(events.equilibrium(told.equilibrium))
    return found


def system(config: Config) -> System:
    """The heads, the temperature and the flow."""
    heads, d = config.heads, config.tokens.d
    scores = _matrices(heads.kind, heads.count, d, heads.strengths, heads.score_matrices, _stream(heads.seed, SCORES))
    values = scores
    if heads.values != "aligned":
        random = _stream(heads.seed, VALUES)
        values = _matrices(heads.values, heads.count, d, heads.value_strengths, heads.value_matrices, random)
    model = config.model
    return System(scores, values, model.beta, model.attention, model.geometry, causal=model.mask == "causal")


def _stream(seed: int, which: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(which,))))


def _matrices(kind: str, count: int, d: int, strengths: Any, explicit: Any, random: np.random.Generator) -> Array:
    """(H, d, d)"""
    if kind == "values":
        return np.array(explicit, dtype=float)
    if kind == "scalar":
        return np.asarray(np.array(strengths)[:, None, None] * np.eye(d))
    return DRAWN[kind](random, 1, count, d)[0]


def start(tokens: Tokens, *, on_sphere: bool) -> Array:
    """The tokens at time 0: (n, d), or (batch, n, d)."""
    n, d, batch = tokens.n, tokens.d, tokens.batch or 1
    random = _stream(tokens.seed, TOKENS)
    if tokens.kind == "values":
        x = np.array(tokens.values, dtype=float)
        return _unit(x / np.abs(x).max(axis=-1, keepdims=True)) if on_sphere else x
    if tokens.kind == "uniform":
        x = ensembles.sphere_tokens(random, batch, n, d)
    else:
        frame = np.linalg.qr(random.standard_normal((batch, d, n)))[0].swapaxes(1, 2)  # n orthonormal rows
        x = _equiangular(frame, tokens.gamma) if tokens.gamma is not None else _near(frame, tokens.noise or 0, random)
    return x if tokens.batch else x[0]


def _near(frame: Array, noise: float, random: np.random.Generator) -> Array:
    """Orthonormal tokens, each moved by a normal vector of length about `noise`, on the sphere."""
    return _unit(frame + noise * random.standard_normal(frame.shape) / np.sqrt(frame.shape[-1]))


def _equiangular(frame: Array, gamma: float) -> Array:
    """x_i = a q_i + b sum_k q_k, a^2 = 1 - gamma, (a + n b)^2 = 1 + (n - 1) gamma: <x_i, x_j> = gamma."""
    n = frame.shape[-2]
    a = np.sqrt(1 - gamma)
    b = (np.sqrt(1 + (n - 1) * gamma) - a) / n
    return _unit(a * frame + b * frame.sum(axis=-2, keepdims=True))


def _unit(x: Array) -> Array:
    return np.asarray(x / np.linalg.norm(x, axis=-1, keepdims=True))
