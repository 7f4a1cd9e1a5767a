"""Figures are data: what is given is drawn, the same bytes anywhere; what can't be drawn is refused with its place."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import pytest

from attnproof import figures
from attnproof.figures import FigureError

SVG = "{http://www.w3.org/2000/svg}"
TIMES = [0.1 * step for step in range(31)]
ENERGY: dict[str, Any] = {
    "figure": "energy-along-flow",
    "title": "Energy along a flow",
    "caption": "n = 6, beta = 1",
    "x": {"name": "time $t$", "unit": "dimensionless", "values": TIMES},
    "y": {"name": "energy", "unit": "dimensionless"},
    "lines": [{"name": "$E(t)$", "values": TIMES}, {"name": "dissipated", "values": TIMES}],
}
SHARES: dict[str, Any] = {
    "figure": "dominance",
    "title": "How often",
    "caption": "n = 4",
    "panels": [
        {
            "title": "against $d$",
            "x": {"name": "$d$", "unit": "dimensionless", "values": [2, 4, 8], "scale": "log"},
            "y": {"name": "share", "unit": "dimensionless", "range": [0, 1]},
            "lines": [
                {"name": "GOE", "values": [0.5, 0.4, 0.3], "low": [0.4, 0.3, 0.2], "high": [0.6, 0.5, 0.4]},
                {"name": "low rank", "values": [0.2, None, 0.1], "low": [0.1, None, 0], "high": [0.3, None, 0.2]},
            ],
        },
        {
            "x": {"name": "time", "unit": "dimensionless", "values": TIMES},
            "y": {"name": "rate", "unit": "dimensionless", "scale": "log"},
            "lines": [
                {
                    "name": "GOE",
                    "values": [1 + time for time in TIMES],
                    "low": [0.5 + time for time in TIMES],
                    "high": [2 + time for time in TIMES],
                }
            ],
        },
    ],
}


def evidence(*series: dict[str, Any]) -> dict[str, Any]:
    return {"route": "simulated", "numbers": {"series": list(series)}}


def changed(figure: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    copied = json.loads(json.dumps(figure))  # no list is shared, unlike in a deep copy
    *way, last = path
    place: Any = copied
    for step in way:
        place = place[step]
    place[last] = value
    return copied


# -- what is drawn -------------------------------------------------------------------------------


@pytest.mark.parametrize("figure", [ENERGY, SHARES], ids=["energy", "shares"])
def test_the_same_data_gives_the_same_picture(figure: dict[str, Any]) -> None:
    drawn = figures.svg(figure)
    assert drawn == figures.svg(copy.deepcopy(figure))
    assert drawn != figures.svg(changed(figure, ("title",), "Another title"))
    root = ElementTree.fromstring(drawn)
    assert root.tag == f"{SVG}svg"
    assert not list(root.iter(f"{SVG}text"))  # glyphs are paths: no reader's font can move them


def paths(drawn: str, colour: str) -> list[ElementTree.Element]:
    """What is drawn in a colour: lines, bands, error bars and markers."""
    root = ElementTree.fromstring(drawn)
    return [
        element
        for element in root.iter()
        if element.tag in (f"{SVG}path", f"{SVG}use") and colour.lower() in element.get("style", "").lower()
    ]


def test_each_line_is_drawn_with_a_look_of_its_own() -> None:
    drawn = figures.svg(ENERGY)
    solid, dashed = (paths(drawn, figures.COLOURS[number])[0].get("style", "") for number in (0, 1))
    assert "dasharray" not in solid
    assert "dasharray" in dashed
    assert "stroke-width: 3" in solid  # wider: the second can lie on it and both be seen
    assert len(paths(drawn, figures.COLOURS[0])) == 2  # the line, and its key in the legend
    assert not paths(drawn, figures.COLOURS[2])


def test_the_looks_differ_without_colour_and_there_is_one_for_every_line() -> None:
    assert len(set(figures.COLOURS)) == len(figures.MARKERS) == len(set(figures.MARKERS)) == len(figures.DASHES) == 8
    assert all(a != b for a, b in zip(figures.DASHES, figures.DASHES[1:], strict=False))


def test_a_line_keeps_its_look_in_every_panel() -> None:
    swapped = changed(SHARES, ("panels", 1, "lines", 0, "name"), "low rank")
    for figure, look in ((SHARES, 0), (swapped, 1)):
        long = [
            path for path in paths(figures.svg(figure), figures.COLOURS[look]) if path.get("d", "").count("L") == 30
        ]
        assert len(long) == 1  # the one line of the second panel


def test_intervals_are_drawn() -> None:
    without = copy.deepcopy(SHARES)
    for panel in without["panels"]:
        for line in panel["lines"]:
            del line["low"], line["high"]
    for colour in figures.COLOURS[:2]:
        assert len(paths(figures.svg(SHARES), colour)) > len(paths(figures.svg(without), colour))


def test_panels_go_in_rows_of_three() -> None:
    def size(figure: dict[str, Any]) -> tuple[float, ...]:
        return tuple(map(float, ElementTree.fromstring(figures.svg(figure)).get("viewBox", "").split()))[2:]

    three, four, five = (size({**SHARES, "panels": SHARES["panels"][:1] * count}) for count in (3, 4, 5))
    assert three[0] == four[0] == five[0] > size(ENERGY)[0]
    assert four[1] == five[1] == three[1] + 72 * figures.PANEL_HEIGHT


def test_many_points_on_a_log_axis_keep_its_own_ticks() -> None:
    figures.svg(changed(ENERGY, ("x",), {**ENERGY["x"], "scale": "log", "values": [1 + time for time in TIMES]}))


def test_nothing_of_the_day_the_version_or_the_reader_s_style_is_left_in_it() -> None:
    drawn = figures.svg(ENERGY)
    assert "Matplotlib" not in drawn
    assert "dc:date" not in drawn
    with mpl.rc_context({"font.size": 30, "axes.grid": False, "svg.fonttype": "none", "svg.hashsalt": None}):
        assert figures.svg(ENERGY) == drawn
        assert mpl.rcParams["font.size"] == 30  # and the reader's style is left as it was


def test_the_bytes_do_not_depend_on_the_processor() -> None:
    program = f"from attnproof import figures; print(figures.svg({SHARES!r}), end='')"
    oldest = {"OPENBLAS_CORETYPE": "Prescott", "PYTHONPATH": str(Path(figures.__file__).parent.parent)}  # no fused sums
    ran = subprocess.run([sys.executable, "-c", program], env={**os.environ, **oldest}, capture_output=True, check=True)
    assert ran.stdout.decode() == figures.svg(SHARES)


# -- what is refused -----------------------------------------------------------------------------


def test_evidence_without_series_has_no_figures() -> None:
    assert figures.of({"numbers": {}}, "here") == []
    assert figures.of(evidence(ENERGY, SHARES), "here") == [ENERGY, SHARES]


@pytest.mark.parametrize(
    ("figure", "path", "value", "told"),
    [
        (ENERGY, ("figure",), "../evil", "figure"),
        (ENERGY, ("figure",), "Energy", "figure"),
        (ENERGY, ("title",), "", "title"),
        (ENERGY, ("stray",), 1, "stray"),
        (ENERGY, ("panels",), [], "series"),
        (ENERGY, ("lines",), [], "lines"),
        (ENERGY, ("x", "unit"), None, "unit"),
        (ENERGY, ("x", "values", 0), "0", "values"),
        (ENERGY, ("x", "values", 0), float("nan"), "panel 1: x must be finite, got nan"),
        (ENERGY, ("y", "range"), [1, 0], "the range of y must rise, got 1 to 0"),
        (ENERGY, ("lines", 0, "values"), [1.0], r"line '\$E\(t\)\$' has 1 values where x has 31"),
        (ENERGY, ("lines", 1, "values", 3), float("inf"), "line 'dissipated' must be finite, got inf"),
        (ENERGY, ("lines", 1, "low"), [0] * 31, "high"),
        (ENERGY, ("y", "scale"), "log", "must be positive on a log axis, got 0"),
        (SHARES, ("panels", 0, "x", "values", 0), 0, "panel 1: x must be positive on a log axis, got 0"),
        (SHARES, ("panels", 0, "lines", 0, "low", 1), 0.45, r"must have low <= value <= high, got \(0.45, 0.4, 0.5\)"),
        (SHARES, ("panels", 1, "y", "range"), [0, 1], "panel 2: the range of y must be positive on a log axis, got 0"),
    ],
)
def test_what_breaks_the_convention_is_refused_with_its_place(
    figure: dict[str, Any], path: tuple[str | int, ...], value: Any, told: str
) -> None:
    with pytest.raises(FigureError, match=told) as error:
        figures.of(evidence(changed(figure, path, value)), "energy.sphere, simulated")
    assert str(error.value).startswith("energy.sphere, simulated: ")


def test_more_names_than_looks_are_refused() -> None:
    panels = [
        {**ENERGY, "lines": [{"name": f"{panel} {line}", "values": TIMES} for line in range(5)]} for panel in range(2)
    ]
    for panel in panels:
        del panel["figure"], panel["title"], panel["caption"]
    with pytest.raises(FigureError, match="dominance: more than 8 names of lines"):
        figures.of(evidence({**SHARES, "panels": panels}), "here")


def test_two_figures_of_one_name_are_refused() -> None:
    claims = [{"id": name, "evidence": [evidence(ENERGY)]} for name in ("energy.flat", "energy.sphere")]
    assert list(figures.shown({"claims": claims[:1]})) == ["energy-along-flow"]
    with pytest.raises(FigureError, match=r"energy\.sphere, simulated: a second figure is called energy-along-flow"):
        figures.shown({"claims": claims})


def test_mathtext_that_does_not_parse_is_refused() -> None:
    with pytest.raises(FigureError, match=r"figure energy-along-flow: .*nonsense"):
        figures.svg(changed(ENERGY, ("lines", 0, "name"), r"$\nonsense$"))
