"""Tokens as a picture: the circle for d = 2, the sphere from outside for d = 3, else three principal components."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from attnproof.figures import COLOURS
from attnproof.simulate.result import config_of
from numeric.arithmetic import Array
from numeric.engine.observables import clusters

LINE, FAINT = "#999999", "#DDDDDD"
MOST_CLUSTERS = 7  # with a colour of their own; the rest is grey
REST = "#7F7F7F"
INNER = 0.35  # the radius at which a way on the circle begins
TILT = (0.35, 0.25)  # how far right and up of the middle the tokens end, of the radius


@dataclass(frozen=True)
class Scene:
    """The first trajectory of a result, ready to be drawn.

    across, up, depth : of each token at each time, (T, n); depth is towards the eye, 0 for d = 2
    colours : of each token; cluster_time is the time whose clusters they tell
    """

    across: Array
    up: Array
    depth: Array
    colours: Array
    cluster_time: float
    on_sphere: bool
    d: int
    share: float  # of the variance that three principal components have; 1 for d <= 3

    @property
    def title(self) -> str:
        """What is seen."""
        if self.d <= 3:
            return {1: "the line", 2: "the circle", 3: "the sphere"}[self.d] if self.on_sphere else f"d = {self.d}"
        return f"three principal components ({self.share:.0%} of the variance)"


def scene(arrays: Mapping[str, Array]) -> Scene:
    """Look at a result."""
    x = first(arrays, "tokens", 3)
    d, on_sphere = x.shape[-1], config_of(arrays)["model"]["geometry"] == "sphere"
    labels, when = _labels(x, float(arrays["cluster_closeness"]))
    colours = np.array([COLOURS[k] if k < MOST_CLUSTERS else REST for k in labels])
    seen, share = x, 1.0
    if d > 3:
        seen, share = _components(x)
    if d < 2:
        seen = np.concatenate([x, np.zeros_like(x)], axis=-1)
    if d >= 3:
        seen = seen @ _camera(seen[-1]).T
    depth = seen[..., 2] if d >= 3 else np.zeros(seen.shape[:-1])
    return Scene(seen[..., 0], seen[..., 1], depth, colours, float(arrays["times"][when]), on_sphere, d, share)


def first(arrays: Mapping[str, Array], name: str, ndim: int) -> Array:
    """An array of the first trajectory: without the axis of the batch, the second."""
    array = np.asarray(arrays[name])
    return array if array.ndim == ndim else np.asarray(array[:, 0])


def _labels(x: Array, closeness: float) -> tuple[Array, int]:
    """The clusters at the last time that has several, but few, by size; else those at the end."""
    for when in range(len(x) - 1, -1, -1):
        labels = clusters(x[when], closeness=closeness)
        if 1 < labels.max() + 1 <= MOST_CLUSTERS:
            break
    else:
        when = len(x) - 1
        labels = clusters(x[when], closeness=closeness)
    sizes = np.bincount(labels)
    return np.argsort(np.argsort(-sizes, kind="stable"))[labels], when


def _components(x: Array) -> tuple[Array, float]:
    """The first three principal components of all tokens at all times, about the origin, and their share."""
    flat = x.reshape(-1, x.shape[-1]).astype(float)
    values, vectors = np.linalg.eigh(flat.T @ flat)
    top = vectors[:, ::-1][:, :3]
    top = top * np.where(top[np.abs(top).argmax(axis=0), range(3)] < 0, -1, 1)
    return x @ top, float(values[::-1][:3].sum() / values.sum())


def _camera(end: Array) -> Array:
    """Rows: right, up, towards the eye. Where the tokens end together is in front, right of and above the middle."""
    middle = end.sum(axis=0)
    length = np.linalg.norm(middle)
    target = middle / length if length > 1e-6 * len(end) else np.array([1.0, 0.0, 0.0])
    wish = np.array([*TILT, np.sqrt(1 - TILT[0] ** 2 - TILT[1] ** 2)])
    return _frame(wish, np.array([0.0, 1.0, 0.0])).T @ _frame(target, np.array([0.0, 0.0, 1.0]))


def _frame(direction: Array, upright: Array) -> Array:
    """An orthonormal frame, as rows, whose third is the direction and whose second is nearest to `upright`."""
    if abs(direction @ upright) > 0.99:
        upright = np.roll(upright, 1)
    up = upright - (upright @ direction) * direction
    up /= np.linalg.norm(up)
    return np.stack([np.cross(up, direction), up, direction])


def stage(axes: Any, picture: Scene, extent: float) -> None:
    """What stands behind the tokens: a circle with a grid of the sphere, or empty space."""
    axes.set_aspect("equal")
    axes.axis("off")
    axes.set_xlim(-1.08 * extent, 1.08 * extent)
    axes.set_ylim(-1.08 * extent, 1.08 * extent)
    if not picture.on_sphere:
        axes.axhline(0, color=FAINT, linewidth=0.6, zorder=0)
        axes.axvline(0, color=FAINT, linewidth=0.6, zorder=0)
        return
    angle = np.linspace(0, 2 * np.pi, 241)
    axes.plot(np.cos(angle), np.sin(angle), color=LINE, linewidth=0.8, zorder=1)
    if picture.d == 3:
        for curve in _graticule(angle):
            axes.plot(*np.where(curve[2] >= 0, curve[:2], np.nan), color=FAINT, linewidth=0.5, zorder=0)


def _graticule(angle: Array) -> list[Array]:
    """Circles of latitude and longitude, (3, points), about an axis that leans towards the eye."""
    lean = np.radians(25)
    turn = np.array([[1, 0, 0], [0, np.cos(lean), -np.sin(lean)], [0, np.sin(lean), np.cos(lean)]])
    found = []
    for latitude in np.radians([-60, -30, 0, 30, 60]):
        ring = np.cos(latitude) * np.stack([np.cos(angle), 0 * angle, np.sin(angle)])
        found.append(turn @ (ring + np.array([[0], [np.sin(latitude)], [0]])))
    for longitude in np.radians(range(0, 180, 30)):
        ring = np.stack([np.cos(longitude) * np.cos(angle), np.sin(angle), np.sin(longitude) * np.cos(angle)])
        found.append(turn @ ring)
    return found


def extent(picture: Scene, times: slice | int = slice(None)) -> float:
    """How far the tokens reach at some times; 1 on the sphere."""
    if picture.on_sphere:
        return 1.0
    return float(np.maximum(np.abs(picture.across[times]), np.abs(picture.up[times])).max()) or 1.0


def appearance(picture: Scene, time: int) -> tuple[Array, Array]:
    """Sizes and opacities of the tokens at a time: what is behind the sphere is smaller and fainter."""
    n = len(picture.colours)
    base = float(np.clip(1200 / n, 8, 42))
    nearness = (1 + np.clip(picture.depth[time] / extent(picture), -1, 1)) / 2 if picture.d >= 3 else np.ones(n)
    return base * (0.45 + 0.55 * nearness), 0.25 + 0.65 * nearness


def ways(picture: Scene, times: Array, moment: int) -> Array:
    """The way of each token up to a moment, (n, moment + 1, 2); on the circle the past is drawn inwards."""
    past = np.stack([picture.across[: moment + 1].T, picture.up[: moment + 1].T], axis=-1)
    if picture.d == 2 and picture.on_sphere:
        past = past * (INNER + (1 - INNER) * times[: moment + 1] / times[moment])[:, None]
    return np.asarray(past)


def order(picture: Scene, time: int) -> Array:
    """The tokens from the back to the front."""
    return np.argsort(picture.depth[time], kind="stable")
