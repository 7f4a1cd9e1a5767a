"""Many trajectories together, many tokens, many points."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from right_hand_side import drawn
from timing import interleaved, timed

from numeric.engine.run import Method, Run
from numeric.engine.system import System

ROUNDS = 2

SWEEP = """
[sweep]
seed = 1
starts = {starts}
statistics = ["pairs_together"]

[tokens]
n = {n}
d = 2

[model]
attention = "softmax"

[integrate]
step = 0.5
end = {end}
count = 2

[grid]
beta = {{ from = 0.1, to = 9, count = {points} }}
"""

MEMORY = """
import resource, numpy as np
from right_hand_side import drawn
from numeric.engine.system import System
from numeric.engine.velocity import NumPyVelocity
tokens, matrices = drawn(20_000, 64, 4, symmetric=False)
found = NumPyVelocity(System(matrices, matrices, 1.0, {attention!r}))(tokens)
assert np.all(np.isfinite(found))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def together() -> float:
    """Throughput of 64 runs of (32, 3, 2) as one batch, over that of one run at a time."""
    tokens, matrices = drawn(32, 3, 2, batch=64, symmetric=True)
    system, method = System(matrices, matrices, 1.0), Method("RK8", step=0.05)

    def alone() -> None:
        for one in tokens:
            Run(system, one, [0.0, 0.5], method=method).advance()

    best = interleaved(
        {"alone": alone, "together": Run(system, tokens, [0.0, 0.5], method=method).follow}, seconds=10.0
    )
    return best["alone"] / best["together"]


def memory() -> float:
    """Peak of a process that evaluates one right-hand side at (20000, 64, 4), in GiB: the larger of two attentions."""
    peaks = []
    for attention in ("usa", "softmax"):
        told = [sys.executable, "-c", MEMORY.format(attention=attention)]
        done = subprocess.run(told, cwd=Path(__file__).parent, check=True, capture_output=True, text=True)
        peaks.append(int(done.stdout) / (1 << 20 if sys.platform == "linux" else 1 << 30))
    return max(peaks)


def sweep(text: str, jobs: int) -> float:
    """Seconds of a whole `attnproof sweep`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sweep.toml"
        path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "attnproof", "sweep", str(path), "--jobs", str(jobs)]
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        return time.perf_counter() - start


def only_with_sweeps(measure: Callable[[], float]) -> Callable[[], float | None]:
    """Nothing is measured where Parquet files can't be written."""
    return lambda: measure() if find_spec("pyarrow") else None


@only_with_sweeps
def sweep_workers() -> float:
    """Throughput of two workers over that of one, start of the program included."""
    text = SWEEP.format(starts=128, n=32, end=10, points=24)
    best = {jobs: min(sweep(text, jobs) for _ in range(ROUNDS)) for jobs in (1, 2)}
    return best[1] / best[2]


@only_with_sweeps
def bookkeeping() -> float:
    """Milliseconds a point that a sweep of 10,000 small points takes beyond computing them."""
    from attnproof.sweep import design, points

    count = 10_000
    text = SWEEP.format(starts=1, n=2, end=0.5, points=count)
    told = design.parse(text, folder=Path())

    def bare() -> None:
        for point in told.points:
            points.row(point.key, point.config, told.statistics)

    whole, empty, alone = (
        min(one() for _ in range(ROUNDS))
        for one in (lambda: sweep(text, 1), lambda: sweep(text.replace(str(count), "2"), 1), lambda: timed(bare))
    )
    return 1000 * (whole - empty - alone) / count
