"""How long a whole run takes, from nothing and from a warm cache: python benchmarks/verify.py

Runs `attnproof verify --planted` in turn with --fresh and from the cache it leaves, and prints for
each the wall time, its ratio to a fixed piece of work in the same run, and the peak memory of the
largest process.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from attnproof.files import cores

JOBS = (1, 2)


def yardstick() -> float:
    """Seconds for a fixed piece of work on this machine: what the ratios are relative to."""
    code = "from flint import arb, ctx; ctx.prec = 4000\nfor k in range(1, 40000): arb(k).log().exp()"
    return timed([sys.executable, "-c", code])


def timed(command: list[str]) -> float:
    """Wall seconds of a command that must succeed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    attnproof = [str(Path(sys.executable).with_name("attnproof")), "verify", "--planted", "--keep-report"]
    unit = yardstick()
    table = Table("run", "jobs", "seconds", "ratio to the yardstick")
    for jobs in JOBS:
        for name, options in (("from nothing", ["--fresh"]), ("from the cache", [])):
            seconds = timed([*attnproof, "--jobs", str(jobs), *options])
            table.add_row(name, str(jobs), f"{seconds:.1f}", f"{seconds / unit:.1f}")
    console = Console()
    console.print(table)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    console.print(f"largest process: {peak:.0f} MiB; yardstick: {unit:.2f} s; cores: {cores()}")


if __name__ == "__main__":
    main()
