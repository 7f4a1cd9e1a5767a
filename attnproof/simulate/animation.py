"""The tokens in motion, for d = 2 and 3, beside the energy: a GIF, or an MP4 where there is ffmpeg."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from attnproof.figures import COLOURS, STYLE
from attnproof.simulate import scene
from attnproof.simulate.config import Config
from attnproof.simulate.plot import headline
from attnproof.simulate.table import ConfigError
from numeric.arithmetic import Array

MOST_FRAMES = 120
REST = 20  # frames that the last one stays
RATE = 20  # frames a second
TRAIL = 6  # frames
SIZE, DPI = (7.2, 3.9), 100


class NoWriter(Exception):
    """ffmpeg is missing."""


def check(config: Config) -> None:
    """ConfigError where there is nothing to animate, NoWriter where what writes it is missing."""
    if config.tokens.d not in (2, 3):
        raise ConfigError(f"tokens.d must be 2 or 3 for --animate, got {config.tokens.d}; --plot draws any d")
    if config.output.animation == "mp4" and ffmpeg() is None:
        raise NoWriter(
            'output.animation = "mp4" needs ffmpeg, which is not installed; get it by: '
            'python -m pip install imageio-ffmpeg; "gif" needs nothing'
        )


def ffmpeg() -> str | None:
    """Where ffmpeg is, None where it is not."""
    if find_spec("imageio_ffmpeg") is None or shutil.which("ffmpeg"):
        return shutil.which("ffmpeg")
    from imageio_ffmpeg import get_ffmpeg_exe

    try:
        return str(get_ffmpeg_exe())
    except RuntimeError:  # the package has none for this machine
        return None


def write(arrays: Mapping[str, Array], path: Path) -> Path:
    """Animate a result to a .gif or .mp4 file."""
    import matplotlib as mpl
    from matplotlib.animation import FFMpegWriter, PillowWriter
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    beside = path.with_name(f".part.{path.name}")  # the ending tells the writer what to write
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE)
        mpl.rcParams["animation.ffmpeg_path"] = ffmpeg() or "ffmpeg"
        figure = Figure(figsize=SIZE)
        FigureCanvasAgg(figure)
        show = _stage(figure, arrays)
        writer = (FFMpegWriter if path.suffix == ".mp4" else PillowWriter)(fps=RATE)
        try:
            with writer.saving(figure, str(beside), DPI):
                for frame in frames(len(arrays["times"])):
                    show(frame)
                    writer.grab_frame()
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    return path


def frames(count: int) -> list[int]:
    """The saved times that are shown, at most MOST_FRAMES, and the last of them for a while."""
    chosen = np.unique(np.linspace(0, count - 1, min(count, MOST_FRAMES)).round().astype(int)).tolist()
    return [*chosen, *[count - 1] * REST]


def _stage(figure: Any, arrays: Mapping[str, Array]) -> Any:
    """Draw what stays; a function that moves the rest to a time."""
    from matplotlib.collections import LineCollection
    from matplotlib.colors import to_rgba_array

    times, seen = arrays["times"], scene.scene(arrays)
    figure.text(0.5, 0.97, headline(arrays), ha="center", va="top", fontsize=9.5)
    left = figure.add_axes((0.01, 0.02, 0.5, 0.88))
    scene.stage(left, seen, scene.extent(seen))
    colours = to_rgba_array(seen.colours)
    dots = left.scatter(seen.across[0], seen.up[0], linewidths=0.4, edgecolors="white", zorder=3, clip_on=False)
    trails = left.add_collection(LineCollection([], linewidths=0.9, alpha=0.35, zorder=2))
    clock = left.text(0.02, 0.96, "", transform=left.transAxes, fontsize=10)
    upper, lower = (0.6, 0.57, 0.37, 0.29), (0.6, 0.13, 0.37, 0.29)
    pens = [
        _curve(figure, upper, times, scene.first(arrays, "energy", 2).sum(axis=-1), "energy", 0),
        _curve(figure, lower, times, scene.first(arrays, "mean_inner_product", 1), "mean inner product", 1),
    ]

    def show(frame: int) -> None:
        order, (sizes, opacity) = scene.order(seen, frame), scene.appearance(seen, frame)
        points = np.stack([seen.across, seen.up], axis=-1)
        dots.set_offsets(points[frame][order])
        dots.set_sizes(sizes[order])
        dots.set_facecolors(np.concatenate([colours[order, :3], opacity[order, None]], axis=1))
        past = points[max(0, frame - TRAIL) : frame + 1].swapaxes(0, 1)
        if frame and seen.d == 2 and seen.on_sphere:
            past = scene.ways(seen, times, frame)
        trails.set_segments(list(past))
        trails.set_color(seen.colours)
        clock.set_text(f"t = {times[frame]:.2f}")
        for dot, values in pens:
            dot.set_data([times[frame]], [values[frame]])

    return show


def _curve(figure: Any, box: Any, times: Array, values: Array, name: str, style: int) -> Any:
    axes = figure.add_axes(box)
    axes.plot(times, values, color=COLOURS[style], linewidth=1.5)
    axes.set_xlim(0, times[-1])
    axes.set_title(name, loc="left")
    if style:
        axes.set_xlabel("time t")
    [dot] = axes.plot([times[0]], [values[0]], "o", color=COLOURS[style], markersize=6, clip_on=False)
    return dot, values
