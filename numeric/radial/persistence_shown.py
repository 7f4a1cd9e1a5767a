"""What `numeric.radial.persistence` measured, as tables and figures for a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = dict[str, Any]
SIZE = ("n", "d", "H", "beta")


def _told(entry: Any) -> Any:
    """A share or a median with its interval as "0.12 (0.1 to 0.15)"; a time that is never reached as "never"."""
    if not isinstance(entry, list):
        return entry
    if entry == [None] * 3:
        return "-"
    value, low, high = ("never" if part is None else f"{part:g}" for part in entry)
    return f"{value} ({low} to {high})"


def _table(caption: str, rows: Sequence[Row], columns: Sequence[str]) -> dict[str, Any]:
    return {
        "caption": caption,
        "columns": list(columns),
        "rows": [[_told(row[key]) for key in columns] for row in rows],
    }


def variants(rows: Sequence[Row], base: Mapping[str, float]) -> dict[str, Any]:
    """All variants at the base point."""
    chosen = [row for row in rows if all(row[key] == value for key, value in base.items())]
    point = ", ".join(f"{key} = {value:g}" for key, value in base.items())
    columns = (
        *("ensemble", "variant", "pairs at the start", "pairs that keep it", "pair fails at"),
        *("states at the start", "state fails at", "failing heads that fall"),
    )
    return _table(
        f"All variants along the flow, {point}: shares (95 % intervals), times in time scales (median and quartiles);"
        " never: not before the flow has settled",
        chosen,
        columns,
    )


def cells(rows: Sequence[Row]) -> dict[str, Any]:
    """Variant (A) everywhere."""
    columns = (
        *("ensemble", *SIZE, "pairs at the start", "pairs that keep it", "pair fails at", "state fails at"),
        *("settled at", "failing heads that fall"),
    )
    chosen = [row for row in rows if row["variant"] == "A"]
    return _table(
        "Variant (A) along the flow; a flow has settled with 99 % of the energy that it gains in 15 time scales;"
        " failing heads that fall: of the heads that fail (A) at some token, those that lose energy meanwhile",
        chosen,
        columns,
    )


def predictions(near: Sequence[Row]) -> dict[str, Any]:
    """Measured over predicted."""
    return _table(
        "How long (A) lasts from uniform tokens over the solved case's time; H = 2, beta = 1/2 (median, quartiles)",
        near,
        ("heads", "n", "d", "predicted", "gamma then", "pair", "state"),
    )


def along_axes(
    rows: Sequence[Row], axes: Mapping[str, Sequence[float]], base: Mapping[str, float], names: Sequence[str]
) -> dict[str, Any]:
    """When a pair loses (A), against each size and the temperature."""

    def line(name: str, axis: str) -> dict[str, Any]:
        points = [{**base, axis: value, "ensemble": name, "variant": "A"} for value in axes[axis]]
        found = [row["pair fails at"] for point in points for row in rows if point.items() <= _plain(row).items()]
        return {"name": name, **{key: [told[i] for told in found] for i, key in enumerate(("values", "low", "high"))}}

    return {
        "figure": "dominance-lost",
        "title": "When a token of a head loses Radial Dominance (variant A) along the flow",
        "caption": "median and quartiles over the pairs that have it at the start; n = d = 16, H = 4, beta = 1"
        " unless said; time scale 1/(max |v| (1 + 2 beta max |M|)) at the start; USA, V = M",
        "panels": [
            {
                "title": f"against {axis}",
                "x": {"name": axis, "unit": "dimensionless", "scale": "log", "values": list(values)},
                "y": {"name": "first failure", "unit": "time scales"},
                "lines": [line(name, axis) for name in names],
            }
            for axis, values in axes.items()
        ],
    }


def _plain(row: Row) -> Row:
    return {key: value for key, value in row.items() if not isinstance(value, list)}


def against_dimension(near: Sequence[Row], sizes: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    """Measured over predicted time against d."""

    def line(kind: str, of: str, n: int) -> dict[str, Any]:
        found = [row[of] for row in near if (row["heads"], row["n"]) == (kind, n)]
        name = f"{kind} heads, {'every pair' if of == 'pair' else 'first pair of a state'}"
        return {"name": name, **{key: [told[i] for told in found] for i, key in enumerate(("values", "low", "high"))}}

    return {
        "figure": "dominance-predicted",
        "title": "How long Radial Dominance (variant A) lasts, over what the equiangular formula predicts",
        "caption": "median and quartiles; uniform tokens in dimension d, H = 2, beta = 1/2; scalar heads I, split heads"
        " the projections on two halves of the coordinates; USA, V = M",
        "panels": [
            {
                "title": f"n = {n}",
                "x": {"name": "d", "unit": "dimensionless", "scale": "log", "values": list(sizes["d"])},
                "y": {"name": "measured / predicted", "unit": "dimensionless", "range": [0, 1.5]},
                "lines": [line(kind, of, n) for kind in ("scalar", "split") for of in ("pair", "state")],
            }
            for n in sizes["n"]
        ],
    }
