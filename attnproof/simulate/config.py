"""What a config says, with every default filled in; `reading` makes one of a TOML text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from numeric.state import Attention, Geometry


@dataclass(frozen=True)
class Tokens:
    """Where the tokens start: n of them in d dimensions, `batch` times."""

    n: int
    d: int
    kind: str
    batch: int | None
    seed: int
    gamma: float | None = None
    noise: float | None = None
    values: Any = None


@dataclass(frozen=True)
class Heads:
    """The score matrices, and the value matrices where they are not the same."""

    count: int
    kind: str
    values: str
    seed: int
    strengths: tuple[float, ...] | None = None
    score_matrices: Any = None
    value_strengths: tuple[float, ...] | None = None
    value_matrices: Any = None


@dataclass(frozen=True)
class Flow:
    """The flow: [model]."""

    beta: float
    attention: Attention
    geometry: Geometry
    mask: str


@dataclass(frozen=True)
class Integrate:
    """How it is followed: either `times`, or `count` equal times from 0 to `end`.

    backend : what computes the velocities: "numpy", by `threads` threads, or a library of LIBRARIES, on a `device`
    """

    method: str
    step: float | None
    rtol: float | None
    atol: float | None
    end: float
    count: int
    times: tuple[float, ...] | None
    precision: str
    backend: str
    threads: int | None
    device: str | None


@dataclass(frozen=True)
class Events:
    """What is looked for; None is not looked for."""

    gamma: tuple[float, ...]
    one_cluster: float | None
    equilibrium: float | None


@dataclass(frozen=True)
class Output:
    """Where the result goes, and what pictures are made of, when they are asked for."""

    file: str
    plot: str
    animation: str


@dataclass(frozen=True)
class Config:
    """A whole config, and the text that it came from."""

    tokens: Tokens
    heads: Heads
    model: Flow
    integrate: Integrate
    events: Events
    output: Output
    text: str

    def resolved(self) -> dict[str, Any]:
        """Every key that has a value, defaults too: read again, it is the same config."""
        tables = {part.name: asdict(getattr(self, part.name)) for part in fields(self) if part.name != "text"}
        if self.integrate.times:
            tables["integrate"] |= {"end": None, "count": None}
        if self.events.one_cluster is None:
            tables["events"]["one_cluster"] = False
        if self.events.equilibrium is None:
            tables["events"]["equilibrium"] = False
        return {
            name: {key: value for key, value in table.items() if value is not None} for name, table in tables.items()
        }

    def digest(self) -> str:
        """The same for configs that give the same trajectory."""
        resolved = self.resolved()
        del resolved["output"]
        resolved["integrate"].pop("threads", None)
        return hashlib.sha256(json.dumps(resolved, sort_keys=True).encode()).hexdigest()
