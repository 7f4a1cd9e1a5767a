"""`integrate.backend`: the same flow in another array library, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from simulations import with_
from sweeps import SMALL
from typer.testing import CliRunner, Result

from attnproof.cli import app
from attnproof.simulate import bits, reading, result, setting
from attnproof.simulate.table import ConfigError, MissingLibrary
from attnproof.sweep import design, points, schedulers
from numeric.engine import backend

EVENTS = {"gamma": [0.4, 0.9], "one_cluster": 0.9, "equilibrium": 0.1}
STRICT, GONE = "array_api_strict", "no_such_library"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library that follows the standard to the letter, which the tests have, and one that nobody has."""
    monkeypatch.chdir(tmp_path)
    for name in (STRICT, GONE):
        monkeypatch.setitem(backend.LIBRARIES, name, name)


def flow(name: str, **integrate: Any) -> str:
    if name == "torch":
        pytest.importorskip("torch", reason="torch is not installed: pip install attnproof[benchmark]")
    integrate = {"count": 3, "end": 4} | integrate | {"backend": name}
    return with_(tokens={"batch": 3}, model={"attention": "softmax"}, integrate=integrate, events=EVENTS)


def simulated(text: str, *options: str) -> Result:
    Path("flow.toml").write_text(text)
    return CliRunner().invoke(app, ["simulate", "flow.toml", *options])


@pytest.mark.parametrize("integrate", [{}, {"step": 0.05}], ids=["DOP853", "RK8"])
@pytest.mark.parametrize("name", [STRICT, "torch"])
def test_it_is_the_same_flow_with_the_same_events(name: str, integrate: dict[str, Any]) -> None:
    found, expected = [], []
    for library, kept in ((name, found), ("numpy", expected)):
        done = simulated(flow(library, **integrate), "--force")
        assert done.exit_code == 0, done.output
        kept.append(result.load("flow.npz"))
    [there], [here] = found, expected
    assert there["tokens"] == pytest.approx(here["tokens"], abs=1e-9)
    assert there["event_times"] == pytest.approx(here["event_times"], abs=1e-6, nan_ok=True)
    assert np.isfinite(there["event_times"]).any(axis=-1).all()  # each event comes
    assert str(there["digest"]) != str(here["digest"])
    assert name in str(there["versions"])


def test_float32_there() -> None:
    assert simulated(flow(STRICT, precision="float32", step=0.1, end=0.4)).exit_code == 0
    assert result.load("flow.npz")["tokens"].dtype == np.float32


def test_a_run_goes_on_there_to_the_same_bytes() -> None:
    text = flow(STRICT, step=0.1, end=0.4)
    assert simulated(text).exit_code == 0
    whole = Path("flow.npz").read_bytes()
    one = setting.run(reading.parse(text))
    one.advance()
    other = setting.run(reading.parse(text))
    other.restore(one.state())
    other.advance()
    assert np.array_equal(other.tokens[-1], result.load("flow.npz")["tokens"][-1])
    assert simulated(text, "--force").exit_code == 0
    assert Path("flow.npz").read_bytes() == whole


def test_a_library_that_is_not_installed_is_named_with_what_brings_it() -> None:
    done = simulated(flow(GONE))
    assert done.exit_code == 3
    assert f"integrate.backend = \"{GONE}\": No module named '{GONE}'" in done.stderr
    assert f'python -m pip install "attnproof[array-api]" {GONE}' in done.stderr
    assert {path.name for path in Path().iterdir()} == {"flow.toml"}


@pytest.mark.parametrize(
    ("device", "precision", "said"),
    [
        ("device9", "float64", "array_api_strict has no device device9 here, it has array_api_strict.Device("),
        ("array_api_strict.Device('device1')", "float32", "gives no float32 on the device array_api_strict.Device("),
        ("array_api_strict.Device('no_float64')", "float64", "gives no float64 on the device array_api_strict.Device("),
    ],
)
def test_a_device_that_is_not_there_is_a_plain_error(device: str, precision: str, said: str) -> None:
    done = simulated(flow(STRICT, device=device, precision=precision))
    assert done.exit_code == 2
    assert f'integrate.backend = "{STRICT}": ' in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize("device", ["cuda:9", "cuda", "nowhere", "meta"])
def test_devices_that_torch_does_not_have(device: str) -> None:
    text = flow("torch", device=device)
    import torch

    if device == "cuda" and torch.cuda.is_available():
        pytest.skip("there is one")
    with pytest.raises(ConfigError, match=f"torch gives no float64 on the device {device}: "):
        setting.backend(reading.parse(text))


@pytest.mark.parametrize(("name", "device"), [(STRICT, "array_api_strict.Device('CPU_DEVICE')"), ("torch", "cpu")])
def test_a_device_by_its_name(name: str, device: str) -> None:
    told = reading.parse(flow(name, device=device, step=0.5))
    found = setting.backend(told)
    assert isinstance(found, backend.ArrayBackend)
    assert str(found.like().device) == device
    assert setting.run(told).velocity(np.eye(6, 3)) == pytest.approx(
        setting.run(reading.parse(flow("numpy", step=0.5))).velocity(np.eye(6, 3)), abs=1e-12
    )


# -- in a sweep -----------------------------------------------------------------------------------


def swept(name: str) -> design.Sweep:
    return design.parse(SMALL.replace("step = 0.25", f'step = 0.25\nbackend = "{name}"'), folder=Path())


def test_a_sweep_there_has_rows_of_its_own() -> None:
    there, here = swept(STRICT), swept("numpy")
    assert not {point.key for point in there.points} & {point.key for point in here.points}
    assert f'"{STRICT}"' in there.about()
    rows = [points.row(one.key, one.config, sweep.statistics) for sweep in (there, here) for one in sweep.points[:1]]
    assert not rows[0].problem
    assert rows[0].values["mean_inner_product"] == pytest.approx(rows[1].values["mean_inner_product"], abs=1e-12)
    again = reading.parse(design.as_toml(there.points[0].config))
    assert again.integrate == there.points[0].config.integrate


def test_a_sweep_is_refused_before_any_point() -> None:
    with pytest.raises(MissingLibrary, match=GONE):
        swept(GONE)
    Path("s.toml").write_text(SMALL.replace("step = 0.25", f'step = 0.25\nbackend = "{GONE}"'))
    done = CliRunner().invoke(app, ["sweep", "s.toml"])
    assert done.exit_code == 3
    assert GONE in done.stderr
    assert {path.name for path in Path().iterdir()} == {"s.toml"}


def test_a_worker_of_another_kind_is_told() -> None:
    sweep = swept(STRICT)
    work = [(sweep.points[0].key, sweep.points[0].config)]
    wanted = bits.versions(STRICT)
    rows, _ = schedulers._on_worker(work, sweep.statistics, wanted)
    assert len(rows) == 1
    for name in (STRICT, "device", "kernels"):
        with pytest.raises(schedulers.Unfit, match=f"a worker has {name} .* and not Z80: the bytes"):
            schedulers._on_worker(work, sweep.statistics, wanted | {name: "Z80"})
