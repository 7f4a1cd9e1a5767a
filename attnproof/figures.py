"""Figures, drawn from data of the ledger: a new figure needs data, no new code.

A piece of evidence that has something to show carries `numbers["series"]`, a list of figures:

    {"figure": "energy-along-flow",               file name without .svg: a-z, 0-9, single hyphens; unique
     "title": "Energy along a flow",              what the figure shows, said above it
     "caption": "n = 6, d = 3, H = 2, beta = 1",  the parameters, said below it
     "x": {"name": "time t", "unit": "dimensionless", "values": [0, 0.1, ...], "scale": "linear"},
     "y": {"name": "energy", "unit": "dimensionless", "scale": "linear", "range": [0, 1]},
     "lines": [{"name": "E(t)", "values": [...], "low": [...], "high": [...]}, ...]}

or, for panels side by side, `"panels": [{"title", "x", "y", "lines"}, ...]` in place of `x`, `y` and
`lines`. `scale` ("linear" or "log", linear if left out), `range` (of y), a panel's `title`, and the
interval `low` <= value <= `high` are optional. Each line has one value for each x; null is a gap.
The x of a log axis, and the y of one, are positive. Names may hold `$...$` in matplotlib's mathtext.
A line keeps its look in every panel by its name: at most eight names a figure. Of lines that are
meant to lie on each other, the first is drawn wider.
The schema is figures.schema.json; `shown` and `of` check it and the rest of the above.

The same data gives the same bytes: a fixed salt, no date, glyphs as paths from matplotlib's own font,
nobody's matplotlibrc, and axes at dyadic fractions, whose arithmetic is exact on any processor.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from io import StringIO
from math import ceil, isfinite, nan
from typing import Any

import jsonschema

# Okabe and Ito's colours, which colour-blind readers can tell apart; yellow, too pale on white, left out.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00", "#56B4E9", "#7F7F7F")
DASHES = ("-", (0, (4, 2)), (0, (1, 1.2)), (0, (6, 2, 1, 2)), "-", (0, (4, 2)), (0, (1, 1.2)), (0, (6, 2, 1, 2)))
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
FEW = 20  # up to so many points are drawn as points, with error bars; more as a line, with a band
STYLE: Any = {
    "axes.grid": True,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "axes.titlesize": 9,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "legend.handlelength": 2.8,
    "path.simplify": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "attnproof",
}
METADATA = {"Date": None, "Creator": None}  # either would change with the day or the version
WIDTH, WIDE, PANEL_HEIGHT = 6.75, 9.0, 3.25  # inches: of one panel, of several, and of each row of panels
ROOM_LEFT, ROOM_RIGHT, ROOM_ABOVE, ROOM_BELOW = 0.8125, 0.1875, 0.1875, 0.5625  # inches around a panel
TITLE_ROW, LEGEND_ROW, LEGEND_HANDLE, LETTER = 0.1875, 0.25, 0.75, 0.065  # inches that text takes


class FigureError(ValueError):
    """Data of a figure that does not follow the convention of this module."""


def shown(ledger: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every figure of a ledger by its name, which no two may share."""
    found: dict[str, dict[str, Any]] = {}
    for claim in ledger["claims"]:
        for evidence in claim["evidence"]:
            place = f"{claim['id']}, {evidence['route']}"
            for figure in of(evidence, place):
                if figure["figure"] in found:
                    raise FigureError(f"{place}: a second figure is called {figure['figure']}")
                found[figure["figure"]] = figure
    return found


def of(evidence: dict[str, Any], place: str) -> list[dict[str, Any]]:
    """The figures that one piece of evidence carries, checked; FigureError names `place` and what is wrong there."""
    series = evidence["numbers"].get("series", [])
    error = jsonschema.exceptions.best_match(_validator().iter_errors(series))
    if error is not None:
        raise FigureError(f"{place}: series{error.json_path[1:]}: {error.message[:300]}")
    for figure in series:
        if len(_names(figure)) > len(COLOURS):
            raise FigureError(f"{place}: figure {figure['figure']}: more than {len(COLOURS)} names of lines")
        for number, panel in enumerate(panels(figure)):
            for wrong in _wrong(panel):
                raise FigureError(f"{place}: figure {figure['figure']}, panel {number + 1}: {wrong}")
    return list(series)


@cache
def _validator() -> Any:
    text = files("attnproof").joinpath("figures.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def panels(figure: dict[str, Any]) -> list[dict[str, Any]]:
    """The panels of a figure: its own, or itself as the only one."""
    return list(figure.get("panels", [figure]))


def _wrong(panel: dict[str, Any]) -> Iterator[str]:
    """What the schema can't say: lengths, finite numbers, ordered intervals, positive logarithms."""
    x, y = panel["x"], panel["y"]
    yield from _unfit("x", x["values"], x)
    bottom, top = y.get("range", (1, 2))
    yield from _unfit("the range of y", (bottom, top), y)
    if not bottom < top:
        yield f"the range of y must rise, got {bottom} to {top}"
    for line in panel["lines"]:
        columns = [line[key] for key in ("low", "values", "high") if key in line]
        for column in columns:
            if len(column) != len(x["values"]):
                yield f"line {line['name']!r} has {len(column)} values where x has {len(x['values'])}"
            yield from _unfit(f"line {line['name']!r}", column, y)
        for point in zip(*columns, strict=True):
            known = [value for value in point if value is not None]
            if known != sorted(known):
                yield f"line {line['name']!r} must have low <= value <= high, got {point}"


def _unfit(what: str, values: Sequence[float | None], axis: dict[str, Any]) -> Iterator[str]:
    for value in values:
        if value is not None and not isfinite(value):
            yield f"{what} must be finite, got {value}"
        if value is not None and axis.get("scale") == "log" and not value > 0:
            yield f"{what} must be positive on a log axis, got {value}"


def svg(figure: dict[str, Any]) -> str:
    """A checked figure as SVG text: its panels in rows of three (four: of two), one legend above them."""
    import matplotlib as mpl  # here, because it takes half a second that no other command should wait for
    from matplotlib.figure import Figure

    drawn, names = panels(figure), _names(figure)
    columns = 2 if len(drawn) == 4 else min(3, len(drawn))
    rows = ceil(len(drawn) / columns)
    width = WIDTH if columns == 1 else WIDE
    fitting = max(1, int(width / (LEGEND_HANDLE + LETTER * max(map(len, names)))))
    legend_rows = ceil(len(names) / fitting)
    legend_columns = ceil(len(names) / legend_rows)
    titled = drawn[0] is not figure
    height = rows * PANEL_HEIGHT + LEGEND_ROW * legend_rows
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE)
        picture = Figure(figsize=(width, height))
        handles: dict[str, Any] = {}
        for number, panel in enumerate(drawn):
            row, column = divmod(number, columns)
            left = (column * width / columns + ROOM_LEFT) / width
            bottom = ((rows - 1 - row) * PANEL_HEIGHT + ROOM_BELOW) / height
            across = (width / columns - ROOM_LEFT - ROOM_RIGHT) / width
            upright = (PANEL_HEIGHT - ROOM_BELOW - ROOM_ABOVE - TITLE_ROW * titled) / height
            axes = picture.add_axes((_dyadic(left), _dyadic(bottom), _dyadic(across), _dyadic(upright)))
            handles |= _draw(axes, panel, names)
            if titled:
                axes.set_title(panel.get("title", ""), loc="left")
        picture.legend(handles.values(), handles, loc="upper left", bbox_to_anchor=(0.0625, 1), ncols=legend_columns)
        stream = StringIO()
        try:
            picture.savefig(stream, format="svg", metadata={**METADATA, "Title": figure["title"]})
        except ValueError as error:  # mathtext that does not parse
            raise FigureError(f"figure {figure['figure']}: {' '.join(str(error).split())}") from None
    return stream.getvalue()


def _dyadic(fraction: float) -> float:
    return round(64 * fraction) / 64


def _names(figure: dict[str, Any]) -> list[str]:
    """The names of its lines; a line keeps the style of its name in every panel."""
    return list(dict.fromkeys(line["name"] for panel in panels(figure) for line in panel["lines"]))


def _draw(axes: Any, panel: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Draw one panel; what stands for each line in the legend."""
    from matplotlib.ticker import LogFormatter

    x, y = panel["x"], panel["y"]
    handles = {line["name"]: _line(axes, x["values"], line, names) for line in panel["lines"]}
    axes.set_xscale(x.get("scale", "linear"))
    axes.set_yscale(y.get("scale", "linear"))
    axes.set_xlabel(f"{x['name']} ({x['unit']})")
    axes.set_ylabel(f"{y['name']} ({y['unit']})")
    if "range" in y:
        axes.set_ylim(*y["range"])
    if y.get("scale") == "log":
        axes.yaxis.set_major_formatter(LogFormatter())
        axes.yaxis.set_minor_formatter(LogFormatter(minor_thresholds=(1, 0.4)))
    if x.get("scale") == "log" and len(x["values"]) <= 8:  # the values themselves read better than powers of ten
        axes.set_xticks(x["values"], [f"{value:g}" for value in x["values"]])
        axes.set_xticks([], minor=True)
    return handles


def _line(axes: Any, x: Sequence[float], line: dict[str, Any], names: Sequence[str]) -> Any:
    number, few = names.index(line["name"]), len(x) <= FEW
    values, low, high = ([nan if v is None else v for v in line.get(key, [])] for key in ("values", "low", "high"))
    style = {
        "color": COLOURS[number],
        "linestyle": DASHES[number],
        "linewidth": 1.5 if few or number else 3,
        "marker": MARKERS[number] if few else None,
        "markersize": 4,
        "clip_on": not few,  # a point on the edge is seen in full
    }
    if low and few:
        down = [value - end for value, end in zip(values, low, strict=True)]
        up = [end - value for value, end in zip(values, high, strict=True)]
        return axes.errorbar(x, values, yerr=(down, up), capsize=2, elinewidth=1, **style)
    [drawn] = axes.plot(x, values, **style)
    if low:
        axes.fill_between(x, low, high, color=COLOURS[number], alpha=0.2, linewidth=0)
    return drawn
