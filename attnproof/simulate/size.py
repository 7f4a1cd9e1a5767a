"""What a run will take, in bytes, said before any work."""

from __future__ import annotations

import os
from dataclasses import replace
from math import log10
from pathlib import Path

from attnproof.simulate.config import Config
from attnproof.simulate.table import ConfigError
from numeric.engine.observables import BINS

# copies of the state that a method holds at a time, its stages among them
COPIES = {"RK8": 18, "RK23": 20, "RK45": 26, "DOP853": 40, "Radau": 28, "BDF": 30, "LSODA": 46}
KEPT = 3  # copies of what is saved: as it came, stacked, being looked at
ROOM = 2**23  # of tiles and buffers, for each thread
# bytes for each entry of the Jacobian of the methods that have one: itself, factors, room
JACOBIAN = {"Radau": 56, "BDF": 40, "LSODA": 8}


def saved_bytes(config: Config) -> int:
    """Of one saved time: tokens, energies and entropies by head, histogram, and a few numbers more."""
    tokens, batch = config.tokens, config.tokens.batch or 1
    return batch * 8 * (tokens.n * tokens.d + 2 * config.heads.count + BINS + 4)


def result_bytes(config: Config) -> int:
    """Of the result."""
    return config.integrate.count * saved_bytes(config) + 16 * config.heads.count * config.tokens.d**2 + 2**14


def working_bytes(config: Config) -> int:
    """The most memory that is used at a time, roughly, beside Python and its libraries."""
    tokens, heads, method = config.tokens, config.heads, config.integrate.method
    state = (tokens.batch or 1) * tokens.n * tokens.d
    matrices = heads.count * tokens.d**2 * 8 * 8
    velocity = 8 * state * (3 * heads.count + 4) + ROOM * (config.integrate.threads or 1)
    stepping = 8 * state * COPIES[method] + state**2 * JACOBIAN.get(method, 0)
    kept = KEPT * config.integrate.count * saved_bytes(config)
    return matrices + velocity + stepping + kept


def check(config: Config) -> None:
    """ConfigError where the machine has less memory than is needed, with both numbers and the key to change."""
    needed, there = working_bytes(config), memory()
    if needed <= there:
        return
    tokens, told = config.tokens, config.integrate
    state = (tokens.batch or 1) * tokens.n * tokens.d
    numbers = f"batch {tokens.batch or 1} x n {tokens.n} x d {tokens.d} = {state} numbers"
    smaller = {  # why, and the config with the least there could be
        "integrate.method": (
            f"{told.method} keeps a matrix of {state} x {state}; RK8 and DOP853 do not",
            replace(config, integrate=replace(told, method="DOP853")),
        ),
        "integrate.count": (
            f"{numbers} at each of {told.count} times",
            replace(config, integrate=replace(told, count=2)),
        ),
        "heads.count": (f"H {config.heads.count} heads", replace(config, heads=replace(config.heads, count=1))),
        "tokens.batch": (numbers, replace(config, tokens=replace(tokens, batch=None))),
        "tokens.n": (numbers, replace(config, tokens=replace(tokens, n=1))),
        "tokens.d": (numbers, replace(config, tokens=replace(tokens, d=1))),
    }
    enough = [key for key, (_, other) in smaller.items() if working_bytes(other) <= there]
    what = enough[0] if enough else min(smaller, key=lambda key: working_bytes(smaller[key][1]))
    told_of = f"the run needs about {in_words(needed)}, this machine has {in_words(there)}"
    raise ConfigError(f"{what}: {told_of} ({smaller[what][0]})")


def memory() -> int:
    """The memory that a process may use here: the machine's, or its group's where that is less."""
    if not hasattr(os, "sysconf"):
        return 2**62
    found = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    for place in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            found.append(int(Path(place).read_text()))
        except (OSError, ValueError):  # not there, or "max"
            continue
    return min(found)


def in_words(size: int) -> str:
    """2 ** 31 as "2.1 GB"."""
    power = min(int(log10(max(size, 1)) // 3), 6)
    return f"{size / 1000**power:.3g} {('bytes', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB')[power]}"
