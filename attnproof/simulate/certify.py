"""How far a result is from the exact flow, proved: the flow of its first tokens under its heads, float by float."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from attnproof.simulate.config import Config
from attnproof.simulate.progress import Progress
from attnproof.simulate.result import config_of
from attnproof.simulate.table import ConfigError
from numeric.arithmetic import Array
from numeric.engine.system import System
from numeric.trajectories.distance import distances, least_work
from numeric.trajectories.floats import start_of
from numeric.trajectories.taylor import MAX_WORK, Budget

WORK = 10 * MAX_WORK  # for all trajectories together
FEWEST = 20  # steps of a trajectory; measured: about 10 to 100 for a unit of time, n = 2 to 12 on the sphere


def check(config: Config) -> None:
    """ConfigError where WORK is less than FEWEST steps of each trajectory, or one from each time to the next."""
    tokens, heads, batch, times = config.tokens, config.heads.count, config.tokens.batch or 1, config.integrate.count
    one = least_work(tokens.n, tokens.d, heads, max(times - 1, FEWEST))
    if batch * one > WORK:
        alone = one > WORK
        key = "tokens.n" if alone else "tokens.batch"
        most = "it is for a few dozen tokens" if alone else f"{WORK // one} trajectories are the most"
        raise ConfigError(
            f"{key}: --certify would take at least {batch * one / WORK:.2g} times the work that it may (batch {batch} "
            f"x n {tokens.n} x d {tokens.d} x H {heads} at {times} times, at least {FEWEST} steps each): {most}"
        )


def bounds(arrays: Mapping[str, Array], progress: Progress) -> dict[str, Array]:
    """The arrays that a certified result has beside those of a result."""
    told, times = config_of(arrays)["model"], arrays["times"]
    system = System(
        arrays["score_matrices"],
        arrays["value_matrices"],
        told["beta"],
        told["attention"],
        told["geometry"],
        causal=told["mask"] == "causal",
    )
    shape = arrays["tokens"].shape[1:-2]  # (B,), or () where there is no batch
    tokens = arrays["tokens"].reshape(len(times), -1, *arrays["tokens"].shape[-2:])
    energies = arrays["energy"].reshape(len(times), -1, system.heads)
    batch, left, found = tokens.shape[1], WORK, []
    for b in range(batch):
        budget = Budget(left // (batch - b))
        left -= budget.left
        with progress.between(0.0, float(times[-1]), f"certified{f', {b + 1} of {batch}' * (batch > 1)}: "):
            start, moments = start_of(system, tokens[0, b]), [Fraction(time) for time in times]
            found.append(distances(start, moments, tokens[:, b], energies[:, b], budget=budget, seen=progress.at))
        left += max(budget.left, 0)
    return {
        "token_error": np.stack([one.tokens for one in found], axis=1).reshape(len(times), *shape),
        "energy_error": np.stack([one.energies for one in found], axis=1).reshape(len(times), *shape, system.heads),
        "not_certified": np.array([one.reason or "" for one in found]).reshape(shape),
    }
