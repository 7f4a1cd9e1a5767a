"""What is kept of a run: all that is needed to look at it and to repeat it, as the arrays of one .npz file.

=====================  ==========================================================================================
array                  holds, for T times, a batch B (left out where the config has none), n tokens, H heads
=====================  ==========================================================================================
format                 the version of this list
config_toml, config    the config as it was written; every key with its default, as JSON
digest                 of what in the config the trajectory depends on
versions               of attnproof, Python and the libraries, and what they run on here (see bits.py), as JSON
times                  (T,), in the model's own time
tokens                 (T, B, n, d); float32 where precision is and the steps are fixed: the adaptive methods add up in
                       float64, whatever the precision of the velocities
score_matrices         (H, d, d), and value_matrices
energy, entropy        (T, B, H): E_h and the mean entropy of the rows of the softmax weights of head h
mean_inner_product     (T, B): over the pairs i < j
inner_products         (T, B, bins): how many pairs are between two of inner_product_edges, (bins + 1,)
clusters               (T, B): greedy clusters of cosine >= cluster_closeness
dissipated             (T, B): the integral of (1/n) sum_i |xdot_i|^2 since the start
events                 the names of E events; event_times, (E, B), NaN for what did not come
invariants             as JSON: name, kept, worst, at what time, allowed
steps                  how many the method took
token_error            (T, B), after --certify: an upper bound, proved, of max_i |x_i - x_i^true|; inf where none is
energy_error           (T, B, H), after --certify: the same of |E_h - E_h^true|
not_certified          (B,), after --certify: why there are no bounds at later times; empty where there are at all
=====================  ==========================================================================================
"""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from attnproof.simulate import archive, bits
from attnproof.simulate.config import Config
from numeric.arithmetic import Array
from numeric.engine.observables import BINS, cluster_count
from numeric.engine.run import Run

FORMAT = 1
KEPT = (
    *("format", "config_toml", "config", "digest", "versions", "times", "tokens", "score_matrices", "value_matrices"),
    *("energy", "entropy", "mean_inner_product", "inner_products", "inner_product_edges", "clusters"),
    *("cluster_closeness", "dissipated", "events", "event_times", "invariants", "steps"),
)
CERTIFIED = ("token_error", "energy_error", "not_certified")  # all of them or none
CLOSENESS = 0.999  # of the clusters that are counted, where no event says another


def versions(config: Config) -> str:
    """What the bits of a result can depend on, as JSON."""
    return json.dumps({"python": platform.python_version()} | bits.versions(config.integrate.backend))


def of(config: Config, run: Run) -> dict[str, Array]:
    """The result of a run that is done."""
    kept, told = run.state(), run.events
    closeness = CLOSENESS if config.events.one_cluster is None else config.events.one_cluster
    return {
        "format": np.array(FORMAT),
        "config_toml": np.array(config.text),
        "config": np.array(json.dumps(config.resolved())),
        "digest": np.array(config.digest()),
        "versions": np.array(versions(config)),
        "times": run.times,
        "tokens": kept["tokens"],
        "score_matrices": run.system.score_matrices,
        "value_matrices": run.system.value_matrices,
        **{name: kept[name] for name in ("energy", "entropy", "mean_inner_product", "inner_products", "dissipated")},
        "inner_product_edges": np.linspace(-1, 1, BINS + 1),
        "clusters": cluster_count(kept["tokens"], closeness=closeness),
        "cluster_closeness": np.array(closeness),
        "events": np.array(list(told), dtype=str),
        "event_times": np.array([told[name] for name in told]).reshape(len(told), *kept["dissipated"].shape[1:]),
        "invariants": np.array(json.dumps([one.as_json() for one in run.invariants])),
        "steps": kept["steps"],
    }


def load(path: str | Path) -> dict[str, Array]:
    """The arrays of a result. archive.Corrupted where it is not as it was written, or one is missing."""
    arrays = archive.read(Path(path))
    if str(arrays.get("format")) != str(FORMAT):
        raise archive.Corrupted(f"{path}: not a result of attnproof simulate, format {FORMAT}")
    wanted = KEPT + CERTIFIED * any(name in arrays for name in CERTIFIED)
    if missing := [name for name in wanted if name not in arrays]:
        raise archive.Corrupted(f"{path}: a result without {', '.join(missing)}")
    return arrays


def config_of(arrays: Mapping[str, Array]) -> dict[str, Any]:
    """The config of a result, every key with its default."""
    return dict(json.loads(str(arrays["config"])))


def invariants_of(arrays: Mapping[str, Array]) -> list[dict[str, Any]]:
    """What must hold, and the worst that was seen."""
    return list(json.loads(str(arrays["invariants"])))
