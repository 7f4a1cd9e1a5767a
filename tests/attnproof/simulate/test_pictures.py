"""Pictures and animations: what is drawn is what the result says."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from simulations import with_

from attnproof.figures import COLOURS
from attnproof.simulate import animation, plot, reading, result, scene, session
from attnproof.simulate.progress import Progress
from numeric.arithmetic import Array
from numeric.engine.observables import clusters

CASES: dict[str, dict[str, Any]] = {
    "circle": {"tokens": {"n": 30, "d": 2}, "model": {"beta": 4}, "integrate": {"count": 9, "end": 2}},
    "sphere": {"tokens": {"n": 9}, "heads": {"kind": "psd", "count": 2}, "events": {"gamma": [0.1, 0.3]}},
    "batch": {"tokens": {"n": 8, "d": 12, "batch": 3}, "heads": {"kind": "goe", "count": 7}},
    "flat": {"model": {"geometry": "flat"}, "integrate": {"end": 0.2, "count": 6}},
    "causal relu": {"model": {"mask": "causal", "attention": "relu"}, "tokens": {"n": 5, "d": 1}},
    "one token": {"tokens": {"n": 1, "d": 3}},
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def simulated(name: str) -> dict[str, Array]:
    told = reading.parse(with_(**{"integrate": {"count": 9, "end": 3}} | CASES[name]))
    return session.simulate(told, session.place(told), session.Options(), Progress())


@pytest.mark.parametrize("name", CASES)
def test_every_kind_of_result_can_be_drawn(name: str) -> None:
    arrays = simulated(name)
    figure = plot.picture(arrays)
    told = [text.get_text() for text in figure.texts]
    tokens = result.config_of(arrays)["tokens"]
    assert told[0].startswith(f"n = {tokens['n']}, d = {tokens['d']}, H = ")
    titles = [axes.get_title("left") or axes.get_title() for axes in figure.axes]
    assert [title[:4] for title in titles[: plot.MOMENTS]] == ["t = "] * plot.MOMENTS
    assert titles[0].startswith("t = 0")
    energy = figure.axes[plot.MOMENTS]
    total = arrays["energy"].sum(axis=-1)
    total = total if total.ndim == 1 else np.median(total, axis=1)
    assert energy.lines[0].get_ydata() == pytest.approx(total)


def test_the_same_result_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plot, "DPI", 40)
    arrays = simulated("sphere")
    for kind, begins in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        one, other = (plot.write(arrays, Path(f"{k}.{kind}")).read_bytes() for k in "ab")
        assert one == other
        assert one.startswith(begins)
    assert {path.suffix for path in Path().iterdir()} == {".png", ".svg", ".npz"}


def test_energies_of_many_sizes_are_on_a_logarithmic_axis() -> None:
    arrays = simulated("flat")
    assert plot.picture(arrays).axes[plot.MOMENTS].get_yscale() == "linear"
    arrays["energy"] = arrays["energy"] * 10.0 ** np.arange(6)[:, None]
    assert plot.picture(arrays).axes[plot.MOMENTS].get_yscale() == "log"
    axes = plot.picture(arrays | {"energy": np.full_like(arrays["energy"], np.inf)}).axes[plot.MOMENTS]
    assert [text.get_text() for text in axes.texts] == ["beyond float64"]


def test_events_are_marked_where_they_came() -> None:
    arrays = simulated("sphere")
    axes = plot.picture(arrays).axes[plot.MOMENTS + 3]
    marked = [line.get_xdata()[0] for line in axes.lines[1:]]
    came = {name: time for name, time in zip(arrays["events"], arrays["event_times"], strict=True) if time == time}
    assert set(came) >= {"gamma 0.1", "gamma 0.3"}
    assert marked == list(came.values())
    assert [text.get_text().strip() for text in axes.texts][:2] == [r"$\gamma$ = 0.1", r"$\gamma$ = 0.3"]


def test_the_histogram_is_the_share_of_the_pairs() -> None:
    arrays = simulated("batch")
    [mesh] = plot.picture(arrays).axes[plot.MOMENTS + 1].collections
    shares = np.asarray(mesh.get_array()).reshape(64, 9)
    assert shares.sum(axis=0) == pytest.approx(1)
    assert shares[:, 4] * 3 * 28 == pytest.approx(arrays["inner_products"][4].sum(axis=0))


def test_the_sphere_is_seen_from_outside_without_distortion() -> None:
    arrays = simulated("sphere")
    seen = scene.scene(arrays)
    drawn = np.stack([seen.across, seen.up, seen.depth], axis=-1)
    x = arrays["tokens"]
    assert drawn @ drawn.swapaxes(1, 2) == pytest.approx(x @ x.swapaxes(1, 2))  # the same angles
    assert np.linalg.det(np.linalg.lstsq(x[0], drawn[0])[0]) == pytest.approx(1)  # a rotation, not a mirror
    end = drawn[-1].sum(axis=0)
    assert end / np.linalg.norm(end) == pytest.approx([*scene.TILT, np.sqrt(1 - np.square(scene.TILT).sum())])
    sizes, opacity = scene.appearance(seen, 0)
    assert list(np.argsort(sizes)) == list(np.argsort(opacity)) == list(scene.order(seen, 0))
    assert list(np.argsort(seen.depth[0])) == list(scene.order(seen, 0))


def test_principal_components_have_the_share_that_is_told() -> None:
    arrays = simulated("batch")
    seen = scene.scene(arrays)
    x = arrays["tokens"][:, 0]
    values = np.linalg.svd(x.reshape(-1, 12), compute_uv=False) ** 2
    assert seen.share == pytest.approx(values[:3].sum() / values.sum())
    drawn = np.stack([seen.across, seen.up, seen.depth], axis=-1)
    assert np.square(drawn).sum() == pytest.approx(values[:3].sum())
    assert f"{seen.share:.0%} of the variance" in seen.title


def test_colours_are_of_the_clusters() -> None:
    arrays = simulated("circle")
    seen = scene.scene(arrays)
    assert arrays["clusters"][-1] <= scene.MOST_CLUSTERS
    when = int(np.argmin(np.abs(arrays["times"] - seen.cluster_time)))
    labels = clusters(arrays["tokens"][when])
    assert np.array_equal(labels[:, None] == labels, seen.colours[:, None] == seen.colours)
    assert Counter(seen.colours)[COLOURS[0]] == np.bincount(labels).max()
    assert arrays["clusters"][when] == len(set(seen.colours)) <= scene.MOST_CLUSTERS


def test_ways_on_the_circle_lead_outwards() -> None:
    arrays = simulated("circle")
    seen = scene.scene(arrays)
    radius = np.linalg.norm(scene.ways(seen, arrays["times"], 8), axis=-1)
    assert radius[:, 0] == pytest.approx(scene.INNER)
    assert radius[:, -1] == pytest.approx(1)
    assert np.all(np.diff(radius, axis=1) > 0)


@pytest.mark.parametrize("name", ["circle", "flat"])
def test_an_animation_shows_each_time_and_rests(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(animation, "DPI", 30)
    monkeypatch.setattr(animation, "REST", 3)
    path = animation.write(simulated(name), Path("it.gif"))
    times = 9 if name == "circle" else 6
    with Image.open(path) as moving:
        lasts = []
        for frame in range(moving.n_frames):
            moving.seek(frame)
            lasts.append(moving.info["duration"])
    assert moving.n_frames == times
    assert sum(lasts) == 1000 / animation.RATE * (times + animation.REST)
    assert {entry.name for entry in Path().iterdir()} == {"it.gif", "flow.npz"}


def test_many_times_are_thinned_to_the_end() -> None:
    chosen = animation.frames(1000)
    assert len(chosen) == animation.MOST_FRAMES + animation.REST
    assert (chosen[0], chosen[-1]) == (0, 999)


def test_mp4_needs_ffmpeg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(animation.NoWriter, match="needs ffmpeg, which is not installed"):
        animation.check(reading.parse(with_(output={"animation": "mp4"})))


def test_an_mp4_has_the_frames() -> None:
    if (ffmpeg := animation.ffmpeg()) is None:
        pytest.skip("no ffmpeg: pip install imageio-ffmpeg")
    path = animation.write(simulated("circle"), Path("it.mp4"))
    counted = [ffmpeg, "-i", str(path), "-map", "0:v", "-f", "null", "-"]  # decodes every frame
    done = subprocess.run(counted, capture_output=True, text=True, check=True)
    assert re.findall(r"frame= *([0-9]+)", done.stderr)[-1] == str(9 + animation.REST)
    width, height = (round(inches * animation.DPI) for inches in animation.SIZE)
    assert f"{width}x{height}" in done.stderr
    assert f"{animation.RATE} fps" in done.stderr
    assert {entry.name for entry in Path().iterdir()} == {"it.mp4", "flow.npz"}
