"""The engine against its bound and its peers, as ratios within one run: python benchmarks/engine.py [--write]

Every number is a ratio of two best times (or a peak of memory), so it means the same on other machines. `--write` puts
the tables into benchmarks/README.md. Peers: `pip install attnproof[benchmark]`; one that is missing is named.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import environment  # before NumPy is imported
import right_hand_side as rhs
import time_to_error
from goals import Goal, goals
from peers import NAMES, installed
from scale import bookkeeping, memory, sweep_workers, together

README = Path(__file__).with_name("README.md")
START, END = "<!-- written by engine.py -->", "<!-- end -->"


def table(head: list[str], rows: list[list[str]]) -> str:
    """Markdown; the first column is text."""
    rule = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *rows])


def shown(ratio: float | None) -> str:
    """Two decimals, or a dash."""
    return "-" if ratio is None else f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"


def progress(what: str) -> None:
    """To standard error: the tables go to standard output."""
    print(what, file=sys.stderr, flush=True)


def right_hand_sides(quick: bool) -> dict[Any, dict[str, float]]:
    """By (size, batch, heads, attention, threads)."""
    found: dict[Any, dict[str, float]] = {}
    cases = [(size, None, threads) for threads in (1, 2) for size in rhs.SIZES if threads == 1 or size in rhs.LARGE]
    for size, batch, threads in [*cases, ((32, 3, 2), 64, 1)]:
        for heads in rhs.HEADS:
            for attention in rhs.ATTENTION:
                progress(f"right-hand side {size} {batch or 1} {heads} {attention} threads {threads}")
                seconds = (40.0 if size[0] > 2000 else 8.0) / (8 if quick else 1)
                by = rhs.measured(size, heads, attention, batch=batch, threads=threads, seconds=seconds)
                progress(", ".join(f"{name} {ratio:.2f}" for name, ratio in by.items()))
                found[size, batch, heads, attention, threads] = by
    return found


def tables(quick: bool) -> str:
    """All of it, in Markdown."""
    missing = [name for name in ("torch", "jax", "diffrax", "torchdiffeq") if not installed(name)]
    progress("memory")
    scale: dict[str, float | None] = {"memory": memory()}  # at first: a child's peak counts from that of its parent
    sides = right_hand_sides(quick)
    rows = [
        [f"{size}{f' x {batch}' if batch else ''}", heads, attention, str(threads), shown(by["attnproof"])]
        + [shown(by.get(name)) for name in NAMES]
        for (size, batch, heads, attention, threads), by in sides.items()
    ]
    parts = [
        "## Right-hand side: time over that of the bound",
        "The bound: the matrix products and exponentials of general heads alone, in the same tiles, by as many "
        "threads. Symmetric heads (M_h = M_h^T, as in the paper's Condition 3) need only half of the exponentials.",
        table(["(n, d, H)", "heads", "attention", "threads", "attnproof", *NAMES], rows),
    ]
    progress("time to a given error")
    names, errors = time_to_error.ratios(seconds=2.0 if quick else 15.0)
    parts += [
        "## Time to a given error, over the engine's best",
        "(n, d, H) = (256, 16, 4), T = 5, USA, symmetric heads; for each the cheapest tolerance or step that reaches "
        "the error, largest over the coordinates at T. SciPy has the plain NumPy right-hand side.",
        table(["error", *names], [[f"{e:.0e}", *(shown(by[name]) for name in names)] for e, by in errors.items()]),
    ]
    progress(parts[-1] + "\nbatch, sweep")
    scale["together"] = together()
    environment.use(None)
    scale |= {**sweep_workers(), "bookkeeping": bookkeeping()}
    progress(str(scale))
    found = [goal.row() for goal in goals(sides, errors, scale)]
    parts += ["## What was aimed at", table(Goal.HEAD, found)]
    if missing:
        parts.append(f"Not measured, as not installed: {', '.join(missing)}.")
    return "\n\n".join(parts)


def main() -> None:
    """Print the tables; with --write, put them into README.md."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    told = parser.parse_args()
    command = " ".join(["python benchmarks/engine.py", *sys.argv[1:]])
    text = f"Made by `{command}`.\n\n{tables(told.quick)}"
    print(text)
    if told.write:
        before, _, rest = README.read_text(encoding="utf-8").partition(START)
        after = rest.partition(END)[2]
        README.write_text(f"{before}{START}\n\n{text}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
