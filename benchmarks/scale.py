"""Many trajectories together, many tokens, many points."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
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

BARE = """
import sys
from pathlib import Path
from attnproof.sweep import design, points
told = design.read(Path(sys.argv[1]))
for one in told.points[int(sys.argv[2]) :: int(sys.argv[3])]:
    points.row(one.key, one.config, told.statistics)
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


def bare(text: str, processes: int) -> float:
    """Seconds in which so many processes compute the points of a sweep, each its share, and keep nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sweep.toml"
        path.write_text(text, encoding="utf-8")
        commands = [[sys.executable, "-c", BARE, str(path), str(k), str(processes)] for k in range(processes)]
        start = time.perf_counter()
        for one in [subprocess.Popen(command) for command in commands]:
            if one.wait():
                raise RuntimeError(f"a process that computes points ended with {one.returncode}")
        return time.perf_counter() - start


def sweep_workers() -> dict[str, float | None]:
    """Throughput of a sweep on two workers: over that on one, and this ratio over that of two bare processes to one.

    A sweep as people run it, but short: 120 points of 512 starts, about 25 s on one worker. The bare processes tell
    what two at once reach on this machine. The start of the programs is in every time. None without Parquet.
    """
    if not find_spec("pyarrow"):
        return {"workers": None, "workers over bare": None}
    text, both = SWEEP.format(starts=512, n=32, end=10, points=120), (1, 2)
    rounds = [[how(text, count) for how in (sweep, bare) for count in both] for _ in range(ROUNDS)]
    one, two, bare_one, bare_two = map(min, zip(*rounds, strict=True))
    return {"workers": one / two, "workers over bare": one / two / (bare_one / bare_two)}


def bookkeeping() -> float | None:
    """Milliseconds a point that a sweep of 10,000 small points takes beyond computing them; None without Parquet."""
    if not find_spec("pyarrow"):
        return None
    from attnproof.sweep import design, points

    count = 10_000
    text = SWEEP.format(starts=1, n=2, end=0.5, points=count)
    told = design.parse(text, folder=Path())

    def alone() -> None:
        for point in told.points:
            points.row(point.key, point.config, told.statistics)

    few = text.replace(str(count), "2")
    rounds = [(sweep(text, 1), sweep(few, 1), timed(alone)) for _ in range(ROUNDS)]
    whole, empty, computed = map(min, zip(*rounds, strict=True))
    return 1000 * (whole - empty - computed) / count
