"""What a result says, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Context

import numpy as np

from attnproof.simulate.result import config_of, invariants_of
from numeric.arithmetic import Array


def lines(arrays: Mapping[str, Array], name: str) -> Iterator[str]:
    """The size, from where to where it went, the events, the invariants."""
    tokens, times = config_of(arrays)["tokens"], arrays["times"]
    batch = f"{tokens['batch']} times " if "batch" in tokens else ""
    heads = arrays["energy"].shape[-1]
    size = f"{batch}n = {tokens['n']}, d = {tokens['d']}, H = {heads}"
    yield f"{name}: {size}; {len(times)} times to t = {times[-1]:g} in {int(arrays['steps'])} steps"
    total = arrays["energy"].sum(axis=-1)
    yield _row("energy", f"{_spread(total[0])} -> {_spread(total[-1])}")
    yield _row("mean inner product", " -> ".join(_spread(arrays["mean_inner_product"][k]) for k in (0, -1)))
    yield _row("clusters", " -> ".join(_spread(arrays["clusters"][k]) for k in (0, -1)))
    for event, moments in zip(arrays["events"], arrays["event_times"], strict=True):
        yield _row(str(event), _came(moments, float(times[-1])))
    for one in invariants_of(arrays):
        yield _row(one["name"], "kept" + _worst(one) if one["kept"] else f"BROKEN{_worst(one)}")
    if "token_error" in arrays:
        yield _row("certified", _certified(arrays))


def broken(arrays: Mapping[str, Array]) -> list[str]:
    """One line for each invariant that was broken: when, by how much."""
    return [f"{one['name']} was broken{_worst(one)}" for one in invariants_of(arrays) if not one["kept"]]


def uncertified(arrays: Mapping[str, Array]) -> list[str]:
    """One line for each trajectory that the bounds do not follow to its end: from when on, and why."""
    times, counts, reasons = arrays["times"], _certified_counts(arrays), np.atleast_1d(arrays["not_certified"])
    return [
        f"not certified beyond t = {times[count - 1]:g}{f', trajectory {b}' if len(counts) > 1 else ''}: {reasons[b]}"
        for b, count in enumerate(counts)
        if count < len(times)
    ]


def _certified(arrays: Mapping[str, Array]) -> str:
    """The largest of the bounds, up to the last time that all have."""
    count = int(_certified_counts(arrays).min())
    token, energy = (_at_most(arrays[f"{name}_error"][:count].max()) for name in ("token", "energy"))
    end = arrays["times"][count - 1]
    return f"every saved token is within {token} of the exact flow, every energy within {energy}, to t = {end:g}"


def _certified_counts(arrays: Mapping[str, Array]) -> Array:
    """How many of the times each trajectory has bounds at, up to the first without."""
    error = arrays["token_error"]
    return np.asarray(np.logical_and.accumulate(np.isfinite(error.reshape(len(error), -1))).sum(axis=0))


def _at_most(bound: float) -> str:
    """Two digits, rounded up."""
    return f"{float(Context(prec=2, rounding=ROUND_CEILING).create_decimal(float(bound))):.2g}"


def _row(name: str, text: str) -> str:
    return f"  {name:<22}{text}"


def _worst(one: dict[str, float]) -> str:
    if not one["worst"]:
        return ""
    return f": {one['worst']:.2g} at t = {one['time']:.4g}, allowed {one['allowed']:.2g}"


def _came(moments: Array, end: float) -> str:
    came = moments[~np.isnan(moments)]
    if not came.size:
        return f"not by t = {end:g}"
    return f"t = {_spread(came)}" + (f", in {came.size} of {moments.size}" if moments.size > 1 else "")


def _spread(values: Array) -> str:
    """A number; of several, the median with the least and the most."""
    flat = np.ravel(values)
    median = f"{np.median(flat):.6g}"
    return median if flat.size == 1 else f"{median} ({flat.min():.4g} to {flat.max():.4g})"
