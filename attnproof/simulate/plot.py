"""The picture of a result: tokens at four moments, energies, inner products, clusters, entropy."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from attnproof.figures import COLOURS, DASHES, STYLE
from attnproof.simulate import scene
from attnproof.simulate.result import config_of
from numeric.arithmetic import Array

MOMENTS = 4  # at which the tokens are shown
MOST_HEADS = 5  # with a line of their own; more are drawn in one faint colour
LOG = 1000  # energies that differ by more are on a logarithmic axis
SIZE = (9.0, 8.2)  # inches
DPI = 150
EVENT = "#555555"


def write(arrays: Mapping[str, Array], path: Path) -> Path:
    """Draw a result to a .png or .svg file; the same result gives the same bytes."""
    import matplotlib as mpl  # here, because it takes half a second that no other command should wait for

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE)
        stream = BytesIO()
        kind = path.suffix[1:]
        nobody = {"Date": None, "Creator": None} if kind == "svg" else {"Software": None}
        picture(arrays).savefig(stream, format=kind, dpi=DPI, metadata=nobody)
    put(path, stream.getvalue())
    return path


def put(path: Path, content: bytes) -> None:
    """Write beside, then rename."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def picture(arrays: Mapping[str, Array]) -> Any:
    """The figure."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=SIZE)
    figure.text(0.5, 0.988, headline(arrays), ha="center", va="top", fontsize=10)
    seen = scene.scene(arrays)
    figure.text(0.5, 0.957, caption(arrays, seen), ha="center", va="top", fontsize=9)
    upper = figure.add_gridspec(1, MOMENTS, left=0.03, right=0.97, bottom=0.66, top=0.905, wspace=0.06)
    for column, moment in enumerate(_moments(scene.first(arrays, "tokens", 3))):
        _tokens(figure.add_subplot(upper[column]), seen, arrays["times"], moment)
    lower = figure.add_gridspec(2, 2, left=0.075, right=0.955, bottom=0.06, top=0.595, hspace=0.42, wspace=0.2)
    _energies(figure.add_subplot(lower[0, 0]), arrays)
    _inner_products(figure, figure.add_subplot(lower[0, 1]), arrays)
    _clusters(figure.add_subplot(lower[1, 0]), arrays)
    _entropies(figure.add_subplot(lower[1, 1]), arrays)
    return figure


def headline(arrays: Mapping[str, Array]) -> str:
    """The parameters, in one line."""
    told = config_of(arrays)
    tokens, model = told["tokens"], told["model"]
    parts = [
        f"n = {tokens['n']}",
        f"d = {tokens['d']}",
        f"H = {told['heads']['count']}",
        rf"$\beta$ = {model['beta']:g}",
    ]
    parts += [f"{tokens['batch']} trajectories"] if "batch" in tokens else []
    words = {"usa": "un-normalised attention", "softmax": "softmax attention", "relu": "ReLU attention"}
    parts += [words[model["attention"]]] + (["flat"] if model["geometry"] == "flat" else [])
    return ", ".join(parts + (["causal mask"] if model["mask"] == "causal" else []))


def caption(arrays: Mapping[str, Array], seen: scene.Scene) -> str:
    """What the tokens' pictures show."""
    parts = [f"tokens on {seen.title}" if seen.on_sphere and seen.d <= 3 else f"tokens, {seen.title}"]
    parts += ["first trajectory"] if arrays["tokens"].ndim == 4 else []
    parts += ["their past drawn inwards"] if seen.d == 2 and seen.on_sphere else []
    which = f"{scene.MOST_CLUSTERS} largest clusters" if scene.REST in seen.colours else "clusters"
    return f"{', '.join(parts)}; colours: the {which} at t = {seen.cluster_time:.4g}"


def _moments(x: Array) -> list[int]:
    """Times that cut the way of all tokens into equal parts, as far as the saved times allow."""
    way = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(x, axis=0), axis=-1).sum(axis=-1))])
    wanted = [int(np.abs(way - share * way[-1]).argmin()) for share in np.linspace(0, 1, MOMENTS)]
    return [0, *wanted[1:-1], len(x) - 1]


def _tokens(axes: Any, seen: scene.Scene, times: Array, moment: int) -> None:
    """The tokens at a moment, and faintly the way that they came."""
    from matplotlib.collections import LineCollection

    reach = scene.extent(seen, moment)
    scene.stage(axes, seen, reach)
    order, (sizes, opacity) = scene.order(seen, moment), scene.appearance(seen, moment)
    if moment and seen.on_sphere:
        past = scene.ways(seen, times, moment)
        faint = 0.35 * min(1.0, 64 / len(seen.colours))
        axes.add_collection(LineCollection(list(past), colors=seen.colours, linewidths=0.6, alpha=faint, zorder=2))
    axes.scatter(
        *(seen.across[moment][order], seen.up[moment][order], sizes[order]),
        c=seen.colours[order],
        alpha=opacity[order],
        linewidths=0.4,
        edgecolors="white",
        zorder=3,
        clip_on=False,
    )
    axes.set_title(f"t = {times[moment]:.4g}" + ("" if seen.on_sphere else f", to ±{reach:.3g}"), loc="center")


def _energies(axes: Any, arrays: Mapping[str, Array]) -> None:
    times, energy = arrays["times"], arrays["energy"]
    heads = energy.shape[-1]
    if heads > 1:
        _line(axes, times, energy.sum(axis=-1), "total", 4, width=2.2)
    for h in range(heads):
        if heads <= MOST_HEADS:
            _line(axes, times, energy[..., h], f"head {h + 1}" if heads > 1 else None, h if h < 4 else 5)
        else:
            _line(axes, times, energy[..., h], "each head" if h == 0 else None, 7)
    known = energy[np.isfinite(energy) & (energy > 0)]
    if not known.size:
        axes.text(0.5, 0.5, "beyond float64", ha="center", transform=axes.transAxes)
    elif known.max() > LOG * known.min():
        axes.set_yscale("log")
    _finish(axes, arrays, "energy")
    _mark(axes, arrays, named=False)
    if heads > 1:
        _legend(axes)


def _inner_products(figure: Any, axes: Any, arrays: Mapping[str, Array]) -> None:
    """The share of the pairs by inner product and time."""
    from matplotlib.colors import LinearSegmentedColormap, PowerNorm

    counts = np.asarray(arrays["inner_products"], dtype=float)
    counts = counts.sum(axis=1) if counts.ndim == 3 else counts
    total = counts.sum(axis=-1, keepdims=True)
    if not np.all(total):
        axes.text(0.5, 0.5, "one token has no pairs", ha="center", transform=axes.transAxes)
        axes.axis("off")
        return
    shade = LinearSegmentedColormap.from_list("pairs", ["#FFFFFF", "#9CCBE8", COLOURS[0], "#002F4D"])
    mesh = axes.pcolormesh(
        *(_edges(arrays["times"]), arrays["inner_product_edges"], (counts / total).T),
        cmap=shade,
        norm=PowerNorm(0.4, 0, 1),
        rasterized=True,
    )
    bar = figure.colorbar(mesh, ax=axes, pad=0.02, ticks=[0, 0.01, 0.1, 0.3, 1])
    bar.ax.set_yticklabels(["0", "0.01", "0.1", "0.3", "1"])
    bar.set_label("share of the pairs")
    bar.outline.set_visible(False)
    mean = arrays["mean_inner_product"]
    mean = mean if mean.ndim == 1 else mean.mean(axis=1)
    axes.plot(arrays["times"], np.clip(mean, -1, 1), color=COLOURS[1], linewidth=1.3, label="mean")
    _legend(axes)
    axes.grid(visible=False)
    beyond = ", ±1 and beyond" if config_of(arrays)["model"]["geometry"] == "flat" else ""
    _finish(axes, arrays, f"inner product{beyond}", range_=(-1, 1))


def _clusters(axes: Any, arrays: Mapping[str, Array]) -> None:
    from matplotlib.ticker import MaxNLocator

    _line(axes, arrays["times"], arrays["clusters"], None, 0, steps=True)
    n = arrays["tokens"].shape[-2]
    if n > 20:
        axes.set_yscale("log")
        ticks = [k for k in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000) if k < n / 1.4] + [n]
        axes.set_yticks(ticks, [f"{k}" for k in ticks])
        axes.set_yticks([], minor=True)
        axes.set_ylim(0.9, 1.15 * n)
    else:
        axes.set_ylim(0, n + 0.5)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    _finish(axes, arrays, f"clusters (cosine ≥ {float(arrays['cluster_closeness']):g})")
    _mark(axes, arrays)


def _entropies(axes: Any, arrays: Mapping[str, Array]) -> None:
    entropy, n = arrays["entropy"], arrays["tokens"].shape[-2]
    heads = entropy.shape[-1]
    for h in range(heads):  # in the colours of the energies
        _line(axes, arrays["times"], entropy[..., h], None, (h if h < 4 else 5) if heads <= MOST_HEADS else 7)
    causal = config_of(arrays)["model"]["mask"] == "causal"
    top = np.mean(np.log(np.arange(1, n + 1))) if causal else np.log(n)
    if n > 1:
        axes.axhline(top, color="#000000", linewidth=0.8, linestyle=(0, (1, 2)), label="uniform attention")
    relu = config_of(arrays)["model"]["attention"] == "relu"
    _finish(axes, arrays, "entropy of the softmax weights (nats)" if relu else "attention entropy (nats)")
    if n > 1:
        _legend(axes)


def _line(
    axes: Any, times: Array, values: Array, name: str | None, style: int, *, width: float = 1.5, steps: bool = False
) -> None:
    """One line; of several trajectories the median, with the band from 10 % to 90 %."""
    colour = COLOURS[style]
    drawn = {"color": colour, "linewidth": width, "linestyle": DASHES[style], "label": name}
    if style == 7:
        drawn |= {"linestyle": "-", "linewidth": 0.6, "alpha": 0.6}
    drawn |= {"drawstyle": "steps-post"} if steps else {}
    if values.ndim == 1:
        axes.plot(times, values, **drawn)
        return
    low, middle, high = np.quantile(values, (0.1, 0.5, 0.9), axis=1)
    axes.plot(times, middle, **drawn)
    axes.fill_between(times, low, high, color=colour, alpha=0.18, linewidth=0, step="post" if steps else None)


def _finish(axes: Any, arrays: Mapping[str, Array], name: str, range_: tuple[float, float] | None = None) -> None:
    axes.set_xlim(0, arrays["times"][-1])
    axes.set_xlabel("time t")
    axes.set_title(name, loc="left")
    if range_:
        axes.set_ylim(*range_)


def _legend(axes: Any) -> None:
    """One row above the panel, at the right: nothing is covered."""
    axes.legend(
        loc="lower right",
        bbox_to_anchor=(1.01, 0.985),
        ncols=MOST_HEADS + 1,
        fontsize=7.5,
        handlelength=1.8,
        columnspacing=1.0,
        handletextpad=0.5,
        borderpad=0,
    )


def _mark(axes: Any, arrays: Mapping[str, Array], *, named: bool = True) -> None:
    """A thin line at each event; of several trajectories, at the median of those in which it came."""
    end = float(arrays["times"][-1])
    for name, moments in zip(arrays["events"], arrays["event_times"], strict=True):
        came = moments[~np.isnan(moments)]
        if not came.size:
            continue
        at = float(np.median(came))
        axes.axvline(at, color=EVENT, linewidth=0.7, linestyle=(0, (3, 2)), zorder=1)
        left = at < 0.06 * end
        if not named:
            continue
        axes.text(
            *(at, 0.02, f" {_short(str(name))} "),
            transform=axes.get_xaxis_transform(),
            rotation=90,
            ha="left" if left else "right",
            va="bottom",
            fontsize=6.5,
            color=EVENT,
        )


def _short(name: str) -> str:
    kind, value = name.rsplit(" ", 1)
    return {"gamma": rf"$\gamma$ = {value}", "one cluster": "one cluster", "equilibrium": "equilibrium"}.get(kind, name)


def _edges(times: Array) -> Array:
    """Around each time, halfway to its neighbours."""
    middles = (times[1:] + times[:-1]) / 2
    return np.concatenate([times[:1], middles, times[-1:]])
