"""One point, from its config to its row."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from attnproof.simulate import setting
from attnproof.simulate.config import Config
from attnproof.simulate.table import ConfigError
from attnproof.sweep.design import NAMES
from attnproof.sweep.statistics import Failed, Statistics
from numeric.flow import FlowError

COLUMNS = (*NAMES, "point", "seed", "status", "problem", "broken", "times")  # of every table, or of some: no statistic


@dataclass(frozen=True)
class Row:
    """What came out at the point `key`.

    problem : why there are no values, or "" : the point has not failed
    broken : which invariants did not hold along the run, and by how much, or ""
    values : by column a number or None, or a list of one for each time
    """

    key: str
    problem: str = ""
    broken: str = ""
    values: dict[str, Any] = field(default_factory=dict)


def row(key: str, config: Config, statistics: Statistics) -> Row:
    """Follow the flow of one point and look at it. Unfit: see Statistics.of."""
    try:
        run = setting.run(config)
        while not run.done:
            run.advance()
        values = statistics.of(run, COLUMNS)
    except (ConfigError, FlowError, Failed) as error:
        return Row(key, str(error))
    broken = [
        f"{one.name}: {one.worst:.3g} at t = {one.time:g}, allowed {one.allowed:.3g}"
        for one in run.invariants
        if not one.kept
    ]
    return Row(key, "", "; ".join(broken), values)


Work = Sequence[tuple[str, Config]]  # keys and configs of some points


def rows(work: Work, statistics: Statistics) -> tuple[list[Row], float]:
    """The rows of some points, and how many seconds they took."""
    began = time.perf_counter()
    found = [row(key, config, statistics) for key, config in work]
    return found, time.perf_counter() - began
