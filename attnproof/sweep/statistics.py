"""What is told of a point: statistics from the list below, or functions of the user's own.

A function f(run) gets the finished `numeric.engine.run.Run`, its tokens one array (starts, n, d) for each time, and
returns a dict of numbers; None says that there is none. An exception or NaN in it makes the point failed.

A cosine that differs from `closeness` by no more than rounding can counts as equal: see ROUNDING.
"""

from __future__ import annotations

import re
import signal
import traceback
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from math import isnan
from numbers import Real
from pathlib import Path
from typing import Any

import numpy as np

from attnproof.simulate.config import Config
from attnproof.simulate.interrupts import Interrupted
from attnproof.simulate.table import ConfigError, Table, shown
from attnproof.sweep import modules
from numeric.arithmetic import Array, Floats
from numeric.engine.observables import cluster_count
from numeric.engine.run import Run
from numeric.model import Model

Values = dict[str, Any]  # of one point: a number or None, or a list with one for each time
CLOSENESS = 0.999
ROUNDING = 8  # machine precisions; with closeness = 1 equal tokens are together, whatever n and d
ENTRY = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*")
SLICE_BYTES = 1 << 26  # of an array that is made of many starts at a time
QUARTERS = {"q25": 0.25, "median": 0.5, "q75": 0.75}


class Failed(Exception):
    """A statistic that did not come out; the text says why, with the traceback."""


def _starts(tokens: Array) -> Array:
    """(starts, n, d), also where there is but one."""
    return tokens.reshape(-1, *tokens.shape[-2:])


def _over_time(run: Run, seen: Callable[[Array], Any]) -> list[float]:
    return [float(seen(_starts(tokens))) for tokens in run.tokens]


def _smallest_cosine(tokens: Array) -> Array:
    """With the first token: (starts,)."""
    unit = tokens / np.linalg.norm(tokens, axis=-1, keepdims=True)
    return np.asarray(np.vecdot(unit, unit[:, :1]).min(axis=-1))


def _pairs_together(tokens: Array, closeness: float) -> float | None:
    starts, n, _ = tokens.shape
    if n < 2:
        return None
    unit = tokens / np.linalg.norm(tokens, axis=-1, keepdims=True)
    step = max(1, SLICE_BYTES // (8 * n * n))
    together = 0
    for first in range(0, starts, step):
        part = unit[first : first + step]
        cosines = part @ part.swapaxes(1, 2).copy()
        themselves = np.diagonal(cosines, axis1=1, axis2=2)  # of the same product: another rounds in another way
        together += int(np.count_nonzero(cosines >= closeness) - np.count_nonzero(themselves >= closeness))
    return float(together / (starts * n * (n - 1)))


def _energy(run: Run) -> list[float]:
    return [float(seen.energy.sum(axis=-1).mean()) for seen in run.observed]


def _margins(run: Run) -> Values:
    """Margins of the variant A of Radial Dominance at t = 0, over all tokens, heads and starts."""
    tokens, system, least = _starts(run.tokens[0]), run.system, []
    step = max(1, SLICE_BYTES // (8 * system.heads * tokens.shape[1] ** 2))
    for first in range(0, len(tokens), step):
        part = tokens[first : first + step].astype(float)
        scores, values = system.score_matrices, system.value_matrices
        model = Model(Floats(), part, scores, values, system.beta, system.attention, system.geometry)
        least.append(model.dominance("A").min(axis=(-1, -2)))
    smallest = np.concatenate(least)
    return {"dominance_margin": float(smallest.min()), "dominance_share": float((smallest >= 0).mean())}


def _event_times(run: Run) -> Values:
    """For each event the share of the starts in which it came, and the quartiles of its time over all starts."""
    found: Values = {}
    for event, times in run.events.items():
        name = "time_" + re.sub(r"[^0-9A-Za-z.+-]+", "_", event)
        late = np.sort(np.where(np.isnan(times), np.inf, times).ravel())
        found[f"{name}_reached"] = float(np.isfinite(late).mean())
        for quarter, share in QUARTERS.items():
            time = float(np.quantile(late, share, method="inverted_cdf"))
            found[f"{name}_{quarter}"] = time if np.isfinite(time) else None  # it comes after the end
    return found


BUILT_IN: Mapping[str, Callable[[Run, float], Values]] = {
    # at each time, a mean over the starts
    "energy": lambda run, _: {"energy": _energy(run)},
    "entropy": lambda run, _: {"entropy": [float(seen.entropy.mean()) for seen in run.observed]},
    "mean_inner_product": lambda run, _: {
        "mean_inner_product": [float(seen.mean_inner_product.mean()) for seen in run.observed]
    },
    "cluster_count": lambda run, closeness: {
        "cluster_count": _over_time(run, lambda x: cluster_count(x, closeness=closeness).mean())
    },
    # at each time, the fraction of the starts in which all tokens are in one cluster
    "one_cluster": lambda run, closeness: {
        "one_cluster": _over_time(run, lambda x: (_smallest_cosine(x) >= closeness).mean())
    },
    # at each time, the fraction of the pairs i < j with <x_i, x_j> >= closeness
    "pairs_together": lambda run, closeness: {
        "pairs_together": [_pairs_together(_starts(tokens), closeness) for tokens in run.tokens]
    },
    # one number
    "final_energy": lambda run, _: {"final_energy": float(run.observed[-1].energy.sum(axis=-1).mean())},
    "final_cluster_count": lambda run, closeness: {
        "final_cluster_count": float(cluster_count(_starts(run.tokens[-1]), closeness=closeness).mean())
    },
    "dominance_margin": lambda run, _: _margins(run),
    "event_times": lambda run, _: _event_times(run),
}


@dataclass(frozen=True)
class Statistics:
    """The statistics of a sweep, by name or "package.module:function"; modules are looked for in `folder` too."""

    names: tuple[str, ...]
    closeness: float
    folder: str
    digests: modules.Digests  # of the user's modules, as they were loaded

    @classmethod
    def read(cls, content: Mapping[str, Any], folder: Path) -> Statistics:
        """From the content of [sweep]. ConfigError for a name that is not known and a function that cannot be had."""
        right = f'a list of names, each one of {", ".join(BUILT_IN)}, or "package.module:function"'
        table, names = Table(content, "sweep", tuple(content)), content.get("statistics")
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            table.wrong("statistics", right)
        if len(set(names)) < len(names):
            table.wrong("statistics", "a list in which no name is twice")
        closeness = table.number("closeness", CLOSENESS, least=-1, most=1)
        for name in names:
            if name not in BUILT_IN and not ENTRY.fullmatch(name):
                raise ConfigError(f"sweep.statistics must be {right}, got {shown(name)}")
        entries = [name for name in names if name not in BUILT_IN]
        try:
            digests = modules.load(entries, str(folder)) if entries else ()
        except ImportError as error:
            raise ConfigError(f"sweep.statistics: {error}") from None
        return cls(tuple(names), closeness, str(folder), digests)

    def fingerprint(self) -> list[Any]:
        """What the values depend on."""
        return [self.names, self.closeness, self.digests]

    def check(self, config: Config) -> None:
        """ConfigError where a statistic has nothing to speak of."""
        events = config.events
        if (
            "event_times" in self.names
            and not events.gamma
            and events.one_cluster is None
            and events.equilibrium is None
        ):
            raise ConfigError("sweep.statistics: event_times needs [events]: gamma, one_cluster or equilibrium")

    def of(self, run: Run, taken: Collection[str] = ()) -> Values:
        """All of them, of a finished run; no name may be one of `taken`. Failed; Unfit: see modules.functions."""
        entries = [name for name in self.names if name not in BUILT_IN]
        own = modules.functions(entries, self.folder, self.digests) if entries else {}
        closeness = self.closeness - ROUNDING * float(np.finfo(run.tokens[0].dtype).eps)
        found: Values = {}
        for name in self.names:
            if name in BUILT_IN:
                with np.errstate(all="ignore"):  # of a flow that overflows, its invariants tell
                    values = BUILT_IN[name](run, closeness)
            else:
                values = _checked(name, own[name], run)
            for key in values:
                if key in found or key in taken:
                    raise Failed(f"{name}: the table has a column {key!r} already: it must have another name")
            found |= values
        return found


def _checked(name: str, function: Callable[[Run], Any], run: Run) -> Values:
    """The values of the user's own function."""
    try:
        values = function(run)
        if not isinstance(values, Mapping):
            raise Failed(f"{name} must return a dict of numbers, got {type(values).__name__}")
        return {_name(name, key): _number(f"{name}: {key}", value) for key, value in values.items()}
    except (Failed, Interrupted):
        raise
    except BaseException as error:  # sys.exit too: it is told with the point
        if isinstance(error, KeyboardInterrupt) and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            raise  # Ctrl-C; where that is heard in another way, the function itself raised it
        raise Failed(f"{name} failed:\n{_told(error)}") from None


def _name(name: str, key: Any) -> str:
    if not isinstance(key, str) or not key or not key.isprintable():
        raise Failed(f"{name} must return a dict with names, got the key {key!r}")
    return key


def _number(place: str, value: Any) -> float | None:
    """A number, or an array of one without axes."""
    plain = value.item() if getattr(value, "shape", None) == () else value
    if plain is None:
        return None
    if not isinstance(plain, Real):
        raise Failed(f"{place} must be a number, got {type(value).__name__}")
    number = float(plain)
    if isnan(number):
        raise Failed(f"{place} is NaN")
    return number


def _told(error: BaseException) -> str:
    """The traceback within the user's code, without folders and addresses: the same on every machine."""
    frames = traceback.extract_tb(error.__traceback__)[1:]
    lines = [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}: {frame.line or ''}" for frame in frames]
    last = "".join(traceback.format_exception_only(error)).strip()
    return modules.writable(re.sub(r"0x[0-9a-f]+", "0x...", "\n".join([*lines, last])))
