"""A config is read from TOML, checked in full before any work.

[tokens]     n, d, batch, seed; kind: "uniform" on the sphere, "near-orthogonal" (noise), "equiangular" (gamma),
             "values" (values)
[heads]      count, seed; kind: "scalar" (strengths), "goe", "psd", "low-rank", "orthogonal-subspaces", "ginibre",
             "values" (score_matrices); values: "aligned", V_h = M_h, or a kind of their own (value_strengths,
             value_matrices)
[model]      beta, attention, geometry, mask
[integrate]  method, step or rtol and atol, end and count or times, precision, backend, threads or device
[events]     gamma, one_cluster, equilibrium
[output]     file, plot, animation

All numbers are dimensionless; times are those of the model.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from attnproof.simulate.config import Config, Events, Flow, Heads, Integrate, Output, Tokens
from attnproof.simulate.table import ConfigError, Table, shown
from numeric.engine.backend import LIBRARIES
from numeric.engine.stepping import FIXED, METHODS
from numeric.state import Attention, Geometry

MOST_BYTES = 64 * 2**20  # of a config
MOST = 10**9  # tokens, dimensions, trajectories, heads, times: what memory allows is less
MOST_STRENGTHS = 10**6
MOST_NOISE = 1e9  # beside orthonormal tokens: what is left of these is far below rounding
MOST_STEPS = 10**9  # of the fixed method
MOST_TIME = 1e9
MOST_SEED = 2**63 - 1
TOKENS = ("uniform", "near-orthogonal", "equiangular", "values")
HEADS = ("scalar", "goe", "psd", "low-rank", "orthogonal-subspaces", "ginibre", "values")
FINEST = {"float64": 1e-13, "float32": 1e-6}  # the least rtol that rounding leaves a meaning
ROUGH = {"float64": (1e-9, 1e-10), "float32": (1e-5, 1e-6)}  # rtol and atol when nothing is said


def read(path: Path) -> Config:
    """The config in a file; ConfigError names the first key that is wrong."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(content) > MOST_BYTES:
        raise ConfigError(f"{path}: larger than {MOST_BYTES} bytes, the most that is read")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8: byte 0x{content[error.start]:02x} at position {error.start}") from None
    return parse(text, stem=path.stem)


def parse(text: str, *, stem: str = "flow") -> Config:
    """The config that a TOML text describes; the result is called `stem`.npz where it does not say."""
    try:
        content = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:  # ValueError: an integer of too many digits, too
        raise ConfigError(f"not TOML: {error}") from None
    return document(content, stem=stem, text=text)


def document(content: Mapping[str, Any], *, stem: str = "flow", text: str = "") -> Config:
    """The config that is described by the tables of a TOML text. ConfigError as `read`."""
    top = Table(content, "", ("tokens", "heads", "model", "integrate", "events", "output"))
    for needed in ("tokens", "model", "integrate"):
        if needed not in top:
            raise ConfigError(f"[{needed}] is missing: a config has [tokens], [model] and [integrate] at least")
    model = _model(content["model"])
    tokens = _tokens(content["tokens"], model)
    heads = _heads(content.get("heads", {}), tokens.d)
    integrate = _integrate(content["integrate"])
    events = _events(content.get("events", {}), tokens, model)
    return Config(tokens, heads, model, integrate, events, _output(content.get("output", {}), tokens.d, stem), text)


def _model(content: Any) -> Flow:
    table = Table(content, "model", ("beta", "attention", "geometry", "mask"))
    return Flow(
        table.number("beta", above=0),
        table.choice("attention", get_args(Attention), "usa"),
        table.choice("geometry", get_args(Geometry), "sphere"),
        table.choice("mask", ("none", "causal"), "none"),
    )


def _tokens(content: Any, model: Flow) -> Tokens:
    table = Table(content, "tokens", ("n", "d", "kind", "batch", "seed", "gamma", "noise", "values"))
    kind = table.choice("kind", TOKENS, "values" if "values" in table else "uniform")
    _only(table, kind, {"gamma": "equiangular", "noise": "near-orthogonal", "values": "values"})
    seed = table.integer("seed", 0, most=MOST_SEED)
    batch = table.integer("batch", least=1, most=MOST) if "batch" in table else None
    if kind == "values":
        values = table.array("values", 2, "a list of n tokens, each a list of d numbers")
        n, d = len(values), len(values[0])
        for key, size in (("n", n), ("d", d)):
            if key in table and table.integer(key) != size:
                table.wrong(key, f"{size}, as tokens.values has it, or left out")
        if batch:
            table.wrong("batch", 'left out with kind = "values": every trajectory would be the same')
        for index, token in enumerate(values):
            if model.geometry == "sphere" and not any(token):
                raise ConfigError(f"tokens.values[{index}] is zero: it has no direction on the sphere")
        return Tokens(n, d, kind, None, seed, values=values)
    n, d = (table.integer(key, least=1, most=MOST) for key in ("n", "d"))
    if kind != "uniform" and n > d:
        table.wrong("n", f'at most tokens.d = {d} with kind = "{kind}"')
    if kind == "equiangular":
        least = -1 / (n - 1) if n > 1 else -1.0
        return Tokens(n, d, kind, batch, seed, gamma=table.number("gamma", above=least, most=1))
    if kind == "near-orthogonal":
        return Tokens(n, d, kind, batch, seed, noise=table.number("noise", 0.1, least=0, most=MOST_NOISE))
    return Tokens(n, d, kind, batch, seed)


def _only(table: Table, kind: str, owners: dict[str, str]) -> None:
    for key, owner in owners.items():
        if key in table and kind != owner:
            table.wrong(key, f'left out: it belongs to kind = "{owner}", and {table.place("kind")} is "{kind}"')


def _heads(content: Any, d: int) -> Heads:
    keys = ("count", "kind", "values", "seed", "strengths", "score_matrices", "value_strengths", "value_matrices")
    table = Table(content, "heads", keys)
    kind = table.choice("kind", HEADS, "values" if "score_matrices" in table else "scalar")
    values = table.choice("values", ("aligned", *HEADS), "aligned")
    _only(table, kind, {"strengths": "scalar", "score_matrices": "values"})
    for key, owner in (("value_strengths", "scalar"), ("value_matrices", "values")):
        if key in table and values != owner:
            table.wrong(key, f'left out: it belongs to values = "{owner}", and heads.values is "{values}"')
    found = {
        "strengths": _strengths(table, "strengths") if kind == "scalar" else None,
        "score_matrices": _matrices(table, "score_matrices", d) if kind == "values" else None,
        "value_strengths": _strengths(table, "value_strengths") if values == "scalar" else None,
        "value_matrices": _matrices(table, "value_matrices", d) if values == "values" else None,
    }
    told = {key: len(value) for key, value in found.items() if value is not None}
    count = table.integer("count", max(told.values(), default=1), least=1, most=MOST)
    for key, length in told.items():
        if length != count:
            raise ConfigError(f"heads.{key} must have heads.count = {count} entries, got {length}")
    for key, own in (("strengths", kind), ("value_strengths", values)):
        if own == "scalar" and found[key] is None:
            if count > MOST_STRENGTHS:
                table.wrong("count", f'at most {MOST_STRENGTHS} with kind or values "scalar"')
            found[key] = (1.0,) * count
    return Heads(count, kind, values, table.integer("seed", 0, most=MOST_SEED), **found)


def _strengths(table: Table, key: str) -> tuple[float, ...] | None:
    return table.numbers(key, fewest=1) if key in table else None


def _matrices(table: Table, key: str, d: int) -> Any:
    right = f"a list of heads, each a {d} x {d} matrix: a list of {d} rows of {d} numbers"
    matrices = table.array(key, 3, right)
    if len(matrices[0]) != d or len(matrices[0][0]) != d:
        raise ConfigError(
            f"{table.place(key)} must be {right}; got heads of {len(matrices[0])} rows of {len(matrices[0][0])}"
        )
    return matrices


def _integrate(content: Any) -> Integrate:
    keys = ("method", "step", "rtol", "atol", "end", "count", "times", "precision", "backend", "threads", "device")
    table = Table(content, "integrate", keys)
    method = table.choice("method", METHODS, FIXED if "step" in table else "DOP853")
    precision = table.choice("precision", tuple(FINEST), "float64")
    where = precision, *_backend(table)
    times = _times(table)
    end = times[-1] if times else table.number("end", above=0, most=MOST_TIME)
    count = len(times) if times else table.integer("count", 101, least=2, most=MOST)
    if method == FIXED:
        for key in ("rtol", "atol"):
            if key in table:
                table.wrong(key, f'left out: method "{FIXED}" has a fixed step')
        step = table.number("step", above=0)
        if step > end:
            table.wrong("step", f"at most the end of the flow, {end:g}")
        if end / step > MOST_STEPS:
            table.wrong("step", f"at least {end / MOST_STEPS:g}: at most {MOST_STEPS:.0e} steps are taken")
        return Integrate(method, step, None, None, end, count, times, *where)
    if "step" in table:
        table.wrong("step", f'left out: method "{method}" finds its steps from rtol and atol')
    finest, (rtol, atol) = FINEST[precision], ROUGH[precision]
    rtol = table.number("rtol", rtol, least=finest, most=0.1)
    atol = table.number("atol", atol, above=0, most=0.1)
    return Integrate(method, None, rtol, atol, end, count, times, *where)


def _backend(table: Table) -> tuple[str, int | None, str | None]:
    """What computes the velocities, by how many threads or on which device."""
    backend = table.choice("backend", ("numpy", *LIBRARIES), "numpy")
    if backend == "numpy":
        if "device" in table:
            table.wrong("device", f'left out: it belongs to a backend of {", ".join(LIBRARIES)}, and this is "numpy"')
        return backend, table.integer("threads", 1, least=1, most=1024), None
    if "threads" in table:
        table.wrong("threads", f'left out: it belongs to backend = "numpy", and this is "{backend}"')
    device = table.text("device", right="the name of a device") if "device" in table else None
    return backend, None, device


def _times(table: Table) -> tuple[float, ...] | None:
    if "times" not in table:
        return None
    for key in ("end", "count"):
        if key in table:
            table.wrong(key, "left out: integrate.times says both")
    times = table.numbers("times", fewest=2)
    if times[0] != 0:
        raise ConfigError(f"integrate.times must begin with 0, the start, got {shown(times[0])}")
    for index, (before, time) in enumerate(pairwise(times)):
        if not before < time:
            raise ConfigError(
                f"integrate.times[{index + 1}] must be more than {before:g}, the one before, got {time:g}"
            )
    return times


def _events(content: Any, tokens: Tokens, model: Flow) -> Events:
    table = Table(content, "events", ("gamma", "one_cluster", "equilibrium"))
    most = 1.0 if model.geometry == "sphere" else 1e300
    gamma = table.numbers("gamma", (), least=-most, most=most)
    if gamma and tokens.n < 2:
        table.wrong("gamma", "left out: one token has no pairs")
    if len(set(gamma)) < len(gamma):
        table.wrong("gamma", "a list in which no number is twice")
    return Events(
        gamma,
        _switched(table, "one_cluster", 0.999, least=-1, most=1),
        _switched(table, "equilibrium", 1e-9, above=0),
    )


def _switched(table: Table, key: str, default: float, **bounds: float) -> float | None:
    """A number, or false for none."""
    return None if table.off(key) else table.number(key, default, **bounds)


def _output(content: Any, d: int, stem: str) -> Output:
    table = Table(content, "output", ("file", "plot", "animation"))
    file = table.text("file", f"{stem}.npz", right='a file name that ends in ".npz"')
    if not file.endswith(".npz") or file.endswith("/.npz") or file == ".npz" or "\0" in file:
        table.wrong("file", 'a file name that ends in ".npz"')
    return Output(
        file,
        table.choice("plot", ("png", "svg"), "png"),
        table.choice("animation", ("gif", "mp4"), "gif"),
    )
