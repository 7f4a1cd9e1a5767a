"""What a sweep says, checked in full before any work: its points, each a config of `attnproof simulate`.

[sweep]    seed, starts, statistics, closeness
[tokens] [heads] [model] [integrate] [events]: what all points share, as `attnproof simulate` reads them; the seeds of
           tokens and heads come from sweep.seed, tokens.batch from sweep.starts, and no event is looked for that is
           not named
[grid]     for each name of NAMES a list, or {from, to, count, scale}: every combination, the last name runs fastest
[random]   count, and for each name a list to choose from, or {from, to, scale}: so many points, drawn from sweep.seed
[plot]     value, x, y, contour, title: see picture.py
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import exp, floor, inf, log, prod
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from attnproof.simulate import bits, reading, setting
from attnproof.simulate.config import Config
from attnproof.simulate.table import ConfigError, Table, shown
from attnproof.sweep.statistics import Statistics

FORMAT = 1  # of a row: raise it when the same point gives other numbers
MOST_POINTS = 10**6
NAMES = {
    "n": ("tokens", "n"),
    "d": ("tokens", "d"),
    "tokens": ("tokens", "kind"),
    "gamma": ("tokens", "gamma"),
    "noise": ("tokens", "noise"),
    "H": ("heads", "count"),
    "heads": ("heads", "kind"),
    "values": ("heads", "values"),
    "strengths": ("heads", "strengths"),
    "beta": ("model", "beta"),
    "attention": ("model", "attention"),
    "geometry": ("model", "geometry"),
    "mask": ("model", "mask"),
    "step": ("integrate", "step"),
}
WHOLE = ("n", "d", "H")
ALWAYS = ("n", "d", "H", "beta", "attention", "geometry", "mask", "tokens", "heads")  # columns of every sweep
SHARED = ("tokens", "heads", "model", "integrate", "events")
DIGITS = 12  # of a value between two ends: 0.3, not 0.30000000000000004


@dataclass(frozen=True)
class Point:
    """One point: its place in the sweep, what is varied, and its config, seeds included.

    key : a digest of all that its row depends on, and not of its place
    """

    place: int
    varied: Mapping[str, Any]
    config: Config
    key: str

    def columns(self) -> dict[str, Any]:
        """What the point is, by the names of NAMES."""
        names = dict.fromkeys((*ALWAYS, *self.varied))
        found = {name: getattr(getattr(self.config, NAMES[name][0]), NAMES[name][1]) for name in names}
        return found | {"seed": self.config.tokens.seed}

    def __str__(self) -> str:
        told = ", ".join(f"{name} = {shown(value)}" for name, value in self.varied.items())
        return f"point {self.place} ({told})"


@dataclass(frozen=True)
class Sweep:
    """A whole sweep. `document` is what its file says, `plot` what is drawn."""

    document: Mapping[str, Any]
    seed: int
    starts: int
    statistics: Statistics
    points: tuple[Point, ...]
    plot: Mapping[str, Any]

    @cached_property
    def varied(self) -> tuple[str, ...]:
        """The names that are varied."""
        return tuple(self.points[0].varied)

    def about(self) -> str:
        """What the sweep is, as JSON: the file without its picture, and the versions that the numbers depend on."""
        told = {key: value for key, value in self.document.items() if key != "plot"}
        versions = bits.versions(self.points[0].config.integrate.backend)
        return json.dumps({"format": FORMAT, "sweep": told, "versions": versions}, sort_keys=True)


def read(path: Path) -> Sweep:
    """The sweep in a file. ConfigError names the first key that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    return parse(text, folder=path.resolve().parent)


def parse(text: str, *, folder: Path) -> Sweep:
    """The sweep that a TOML text describes; Python modules that it names are looked for in `folder` too."""
    try:
        document = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"not TOML: {error}") from None
    top = Table(document, "", ("sweep", *SHARED, "grid", "random", "plot"))
    if "sweep" not in top:
        raise ConfigError("[sweep] is missing: it has seed, starts and statistics")
    if ("grid" in top) == ("random" in top):
        raise ConfigError(
            "a sweep has [grid] or [random], " + ("not both" if "grid" in top else "this one has neither")
        )
    table = Table(document["sweep"], "sweep", ("seed", "starts", "statistics", "closeness"))
    seed, starts = (
        table.integer("seed", 0, most=reading.MOST_SEED),
        table.integer("starts", 1, least=1, most=reading.MOST),
    )
    statistics = Statistics.read(document["sweep"], folder)
    shared = _shared(document, starts)
    combinations = _grid(document["grid"]) if "grid" in top else _random(document["random"], seed)
    points = tuple(_points(combinations, shared, seed, statistics))
    statistics.check(points[0].config)
    plot = Table(document.get("plot", {}), "plot", ("value", "x", "y", "contour", "title"))
    for key in ("value", "x", "y", "title"):
        if key in plot:
            plot.text(key, right="a text")
    if "contour" in plot:
        plot.number("contour")
    return Sweep(document, seed, starts, statistics, points, document.get("plot", {}))


def as_toml(config: Config) -> str:
    """The config of a point as `attnproof simulate` reads it."""
    return _toml({name: table for name, table in config.resolved().items() if name != "output"})


# -- what all points share ------------------------------------------------------------------------


def _shared(document: Mapping[str, Any], starts: int) -> dict[str, dict[str, Any]]:
    """The tables of a point's config before anything is varied."""
    tables: dict[str, dict[str, Any]] = {}
    for name in SHARED:
        content = document.get(name, {})
        if not isinstance(content, dict):
            raise ConfigError(f"{name} must be a table, [{name}], got {shown(content)}")
        tables[name] = dict(content)
    for name, key, instead in (
        ("tokens", "seed", "sweep.seed"),
        ("heads", "seed", "sweep.seed"),
        ("tokens", "batch", "sweep.starts"),
    ):
        if key in tables[name]:
            raise ConfigError(f"{name}.{key} must be left out: {instead} says it for every point")
    if "values" not in tables["tokens"]:
        tables["tokens"]["batch"] = starts
    elif starts > 1:
        raise ConfigError(f"sweep.starts must be 1 with tokens.values: every start would be the same, got {starts}")
    tables["events"] = {"one_cluster": False, "equilibrium": False} | tables["events"]
    return tables


def _points(
    combinations: Sequence[Mapping[str, Any]], shared: Mapping[str, dict[str, Any]], seed: int, statistics: Statistics
) -> Iterator[Point]:
    seen: dict[str, int] = {}
    about = ""
    for place, varied in enumerate(combinations):
        tables = {name: dict(table) for name, table in shared.items()}
        for name, value in varied.items():
            part, key = NAMES[name]
            if key in shared[part] and not place:
                raise ConfigError(f"{part}.{key} must be left out: the sweep varies {name}")
            tables[part][key] = value
        if type(varied.get("strengths")) in (int, float):  # the same for every head
            count = tables["heads"].get("count", 1)
            right = type(count) is int and 0 < count <= reading.MOST_STRENGTHS  # where it is not, it is told below
            tables["heads"]["strengths"] = [varied["strengths"]] * (count if right else 1)
        try:
            config = _seeded(reading.document(tables), seed)
        except ConfigError as error:
            told = ", ".join(f"{name} = {shown(value)}" for name, value in varied.items())
            raise ConfigError(f"point {place} ({told}): {error}") from None
        about = about or _about(config, statistics)
        key = hashlib.sha256(f"{about} {_told(config, *SHARED)} {config.tokens.seed}".encode()).hexdigest()
        if key in seen:
            raise ConfigError(f"points {seen[key]} and {place} are the same: a value is told twice")
        seen[key] = place
        yield Point(place, varied, config, key)


def _about(config: Config, statistics: Statistics) -> str:
    """What all rows depend on beside their configs. MissingLibrary or ConfigError for a backend that is not there."""
    setting.backend(config)
    return json.dumps([FORMAT, bits.versions(config.integrate.backend), statistics.fingerprint()])


def _seeded(config: Config, seed: int) -> Config:
    """The config with seeds from the sweep's seed and the point's own coordinates: tokens, heads and model."""
    digest = hashlib.sha256(_told(config, "tokens", "heads", "model").encode()).digest()
    words = np.random.SeedSequence([seed, int.from_bytes(digest, "big")]).generate_state(2, np.uint64)
    tokens, heads = (int(word >> np.uint64(1)) for word in words)
    return replace(config, tokens=replace(config.tokens, seed=tokens), heads=replace(config.heads, seed=heads), text="")


def _told(config: Config, *names: str) -> str:
    """Some tables of a config, defaults too, without what does not change the flow or is drawn."""
    return json.dumps(
        {
            name: {
                key: value
                for key, value in vars(getattr(config, name)).items()
                if value is not None and key not in ("seed", "threads")
            }
            for name in names
        },
        sort_keys=True,
    )


def _toml(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """Tables of numbers, texts, booleans and lists of them, as TOML: what JSON writes of these is TOML."""
    lines = []
    for name, table in tables.items():
        lines += [f"[{name}]", *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


# -- what is varied -------------------------------------------------------------------------------


def _names(table: Table, content: Mapping[str, Any], kind: str) -> list[str]:
    names = [key for key in content if key in NAMES]
    if not names:
        raise ConfigError(f"[{kind}] varies nothing: name one of {', '.join(NAMES)}")
    return names


def _grid(content: Any) -> list[dict[str, Any]]:
    table = Table(content, "grid", tuple(NAMES))
    names = _names(table, content, "grid")
    axes = [_axis(name, content[name]) for name in names]
    size = prod(map(len, axes))
    if size > MOST_POINTS:
        raise ConfigError(f"[grid] has {size} points, at most {MOST_POINTS} are computed")
    return [dict(zip(names, values, strict=True)) for values in product(*axes)]


def _axis(name: str, told: Any) -> list[Any]:
    place = f"grid.{name}"
    if isinstance(told, list):
        return _list(place, told)
    table, low, high, scale = _range(place, told, ("from", "to", "count", "scale"))
    count = table.integer("count", least=2)
    if count > MOST_POINTS:
        table.wrong("count", f"at most {MOST_POINTS}")
    spaced = np.geomspace(low, high, count) if scale == "log" else np.linspace(low, high, count)
    values = [_rounded(value) for value in spaced]
    if name in WHOLE:
        for value in values:
            if value != int(value):
                raise ConfigError(f"{place}: {name} must be whole, from {low:g} to {high:g} in {count} gives {value:g}")
        return [int(value) for value in values]
    return values


def _random(content: Any, seed: int) -> list[dict[str, Any]]:
    table = Table(content, "random", ("count", *NAMES))
    count = table.integer("count", least=1, most=MOST_POINTS)
    names = _names(table, content, "random")
    different = prod(_different(name, content[name]) for name in names)
    if count > different:
        _too_many(count, different)
    draws = [_draws(name, content[name], seed) for name in names]
    found: dict[str, dict[str, Any]] = {}
    for _ in range(100 * count):  # what was drawn before is drawn anew
        point = {name: draw() for name, draw in zip(names, draws, strict=True)}
        found.setdefault(json.dumps(point, default=str), point)
        if len(found) == count:
            return list(found.values())
    _too_many(count, len(found))


def _too_many(count: int, different: float) -> NoReturn:
    raise ConfigError(f"random.count must be at most the number of different points, here {different}, got {count}")


def _different(name: str, told: Any) -> float:
    """How many values of one name there are to draw from."""
    if isinstance(told, list):
        return len({json.dumps(value, default=str) for value in _list(f"random.{name}", told)})
    _, low, high, _ = _range(f"random.{name}", told, ("from", "to", "scale"))
    return int(high) - int(low) + 1 if name in WHOLE else inf


def _draws(name: str, told: Any, seed: int) -> Callable[[], Any]:
    """Values of one name, drawn one after the other from a stream of its own."""
    word = int.from_bytes(hashlib.sha256(name.encode()).digest(), "big")
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, word])))
    place = f"random.{name}"
    if isinstance(told, list):
        options = _list(place, told)
        return lambda: options[floor(random.random() * len(options))]
    _, low, high, scale = _range(place, told, ("from", "to", "scale"))
    last = high
    if name in WHOLE:
        if low != int(low) or high != int(high):
            raise ConfigError(f"{place}: from and to must be whole, got {low:g} and {high:g}")
        high += 1
    if scale == "log":
        low, high = log(low), log(high)
    turned: Callable[[float], float] = exp if scale == "log" else float

    def draw() -> Any:
        value = turned(low + (high - low) * random.random())
        return min(floor(value + 1e-9), int(last)) if name in WHOLE else _rounded(value)

    return draw


def _list(place: str, told: list[Any]) -> list[Any]:
    if not told:
        raise ConfigError(f"{place} must be a list of at least one value, got []")
    return told


def _range(place: str, told: Any, keys: tuple[str, ...]) -> tuple[Table, float, float, str]:
    if not isinstance(told, dict):
        raise ConfigError(f"{place} must be a list, or a table of {', '.join(keys)}, got {shown(told)}")
    table = Table(told, place, keys)
    scale = table.choice("scale", ("linear", "log"), "linear")
    low = table.number("from", above=0) if scale == "log" else table.number("from")
    return table, low, table.number("to", above=low), scale


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
