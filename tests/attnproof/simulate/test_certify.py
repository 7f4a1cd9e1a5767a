"""`attnproof simulate --certify`: what it proves, keeps and says, how it is refused, and that it can fail."""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from simulations import with_
from typer.testing import CliRunner, Result

from attnproof.cli import app
from attnproof.simulate import archive, certify, reading, result
from attnproof.simulate.progress import Progress
from attnproof.simulate.table import ConfigError
from numeric.arithmetic import Array

PAIR: dict[str, dict[str, Any]] = {
    "tokens": {"n": 2, "d": 2, "seed": 3},
    "integrate": {"end": 0.5, "count": 3, "rtol": 1e-7},
}
# the third token turns towards the second, and its score with the first crosses 0 near t = 0.9
KINK: dict[str, dict[str, Any]] = {
    "tokens": {"n": None, "d": None, "values": [[0.6, 0.8], [0, 1], [-0.923, 0.385]]},
    "model": {"attention": "relu"},
    "integrate": {"times": [0, 0.4, 0.8, 1.2], "end": None},
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def simulate(*options: str, **changes: Any) -> Result:
    Path("flow.toml").write_text(with_(**(PAIR | changes)))
    return CliRunner().invoke(app, ["simulate", "flow.toml", *options], env={"COLUMNS": "200"})


def kept() -> dict[str, Array]:
    return result.load("flow.npz")


def certified_line(done: Result) -> str:
    return next(line for line in done.stdout.splitlines() if line.startswith("  certified"))


def test_it_proves_keeps_and_says_the_bounds() -> None:
    done = simulate("--certify", tokens=PAIR["tokens"] | {"batch": 2}, heads={"kind": "psd", "count": 2})
    assert done.exit_code == 0, done.output
    arrays = kept()
    assert arrays["token_error"].shape == (3, 2)
    assert arrays["energy_error"].shape == (3, 2, 2)
    assert list(arrays["not_certified"]) == ["", ""]
    assert np.all(arrays["token_error"][0] < 1e-15)
    assert np.all((arrays["token_error"] > 0) & (arrays["token_error"] < 1e-6))
    token, energy = (float(certified_line(done).split("within ")[k].split()[0].strip(",")) for k in (1, 2))
    for told, name in ((token, "token_error"), (energy, "energy_error")):
        assert arrays[name].max() <= told <= 1.1 * arrays[name].max()  # two digits, rounded up
    assert certified_line(done).endswith("to t = 0.5")


def test_a_result_that_is_there_is_certified_and_a_certified_one_taken_as_it_is() -> None:
    assert simulate().exit_code == 0
    before = kept()
    done = simulate("--certify")
    assert done.exit_code == 0, done.output
    after = kept()
    assert set(after) - set(before) == {"token_error", "energy_error", "not_certified"}
    assert archive.digest({name: after[name] for name in before}) == archive.digest(before)
    assert after["token_error"].shape == (3,)
    first = Path("flow.npz").read_bytes()
    again = simulate("--certify")
    assert (again.exit_code, again.stdout) == (0, done.stdout)
    assert simulate("--certify", "--force").exit_code == 0
    assert Path("flow.npz").read_bytes() == first
    assert "--certify, --plot" in simulate().stderr


def test_one_saved_token_that_was_changed() -> None:
    """The file is whole, the checksum right, and one number off by 1e-6."""
    simulate()
    arrays = kept()
    arrays["tokens"] = arrays["tokens"].copy()
    arrays["tokens"][1, 0, 0] += 1e-6
    archive.write(Path("flow.npz"), arrays)
    done = simulate("--certify")
    assert kept()["token_error"][1] == pytest.approx(1e-6, rel=1e-2)
    assert kept()["token_error"][2] < 1e-7
    assert "every saved token is within 1e-06 of" in certified_line(done)


def test_a_flow_of_another_beta() -> None:
    """The config that is certified says beta = 1, the run had 1.0000001."""
    fine = PAIR["integrate"] | {"rtol": 1e-11, "atol": 1e-12}
    simulate(integrate=fine, model={"beta": 1.0000001})
    wrong = kept()
    simulate("--certify", "--force", integrate=fine)
    right = kept()
    assert right["token_error"][-1] < 1e-11
    apart = np.linalg.norm(wrong["tokens"][-1] - right["tokens"][-1], axis=-1).max()
    for name in result.CERTIFIED:
        del right[name]
    archive.write(Path("flow.npz"), right | {name: wrong[name] for name in ("tokens", "energy")})
    simulate("--certify", integrate=fine)
    assert kept()["token_error"][-1] == pytest.approx(apart, rel=1e-2)
    assert apart > 1e-9


def test_where_the_enclosure_ends_it_says_when_and_why() -> None:
    done = simulate("--certify", **KINK)
    assert done.exit_code == 4
    assert "to t = 0.8" in certified_line(done)
    assert "not certified beyond t = 0.8: a score <x_i, M_h x_j> may change its sign" in done.stderr
    assert np.isfinite(kept()["token_error"]).tolist() == [True, True, True, False]
    assert np.all(np.isinf(kept()["energy_error"][3:]))
    again = simulate("--certify", **KINK)
    assert (again.exit_code, again.stdout) == (4, done.stdout)
    assert simulate("--resume", **KINK).exit_code == 0


def test_what_is_too_large_is_refused_before_any_work() -> None:
    refused = simulate("--certify", tokens={"n": 3000, "d": 16}, integrate={"count": 101})
    assert refused.exit_code == 2
    assert "tokens.n: --certify would take at least" in refused.stderr
    assert "batch 1 x n 3000 x d 16 x H 1 at 101 times" in refused.stderr
    assert not Path("flow.npz").exists()


def test_too_many_trajectories_are_refused_before_any_work() -> None:
    def check(batch: int) -> None:
        certify.check(reading.parse(with_(tokens={"n": 12, "d": 3, "batch": batch}, integrate={"count": 3})))

    with pytest.raises(ConfigError, match=r"tokens\.batch: --certify would take at least") as refused:
        check(1000)
    most = int(str(refused.value).split("steps each): ")[1].split()[0])
    check(most)
    with pytest.raises(ConfigError, match=r"tokens\.batch"):
        check(most + 1)


def test_the_work_is_shared_by_the_trajectories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certify, "WORK", 300_000)
    done = simulate("--certify", tokens=PAIR["tokens"] | {"batch": 2}, integrate={"end": 6.0, "count": 13})
    assert done.exit_code == 4
    counts = np.isfinite(kept()["token_error"]).sum(axis=0)
    assert np.all((counts > 1) & (counts < 13))
    assert "trajectory 0: the budget of steps is spent" in done.stderr
    assert "trajectory 1: the budget of steps is spent" in done.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"])
def test_a_signal_leaves_the_result_as_it_was(monkeypatch: pytest.MonkeyPatch, number: int, code: int) -> None:
    simulate()
    before = Path("flow.npz").read_bytes()

    def at(_: Progress, moment: float) -> None:
        if moment > 0.1:
            os.kill(os.getpid(), number)

    with monkeypatch.context() as patched:
        patched.setattr(Progress, "at", at)
        stopped = simulate("--certify")
    assert stopped.exit_code == code
    assert "flow.npz is whole and has no bounds" in stopped.stderr
    assert Path("flow.npz").read_bytes() == before
    assert simulate("--certify").exit_code == 0


def test_bounds_that_find_no_room_leave_the_result_as_it_was() -> None:
    simulate()
    before, (soft, hard) = Path("flow.npz").read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, hard))
    try:
        full = simulate("--certify")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert full.exit_code == 4
    assert "flow.npz: cannot be written: File too large; it stands and has no bounds" in full.stderr
    assert Path("flow.npz").read_bytes() == before


def test_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attnproof.simulate.progress.PAUSE", 0.0)
    lines = simulate("--certify").stderr.splitlines()
    assert any(line.startswith("certified: t = ") and "of 0.5" in line for line in lines)


def test_causal_flat_and_float32() -> None:
    for changes in (
        {"model": {"mask": "causal"}},
        {"model": {"geometry": "flat", "attention": "softmax"}},
        {"integrate": {"precision": "float32", "rtol": 1e-5, "end": 0.5, "count": 3}},
    ):
        done = simulate("--certify", "--force", **changes)
        assert done.exit_code == 0, done.output
        assert 0 < kept()["token_error"][-1] < (1e-4 if "integrate" in changes else 1e-6)


def test_a_saved_token_that_is_not_finite_has_no_bound() -> None:
    simulate()
    arrays = kept()
    arrays["tokens"] = arrays["tokens"].copy()
    arrays["tokens"][1, 0, 0] = np.nan
    archive.write(Path("flow.npz"), arrays)
    done = simulate("--certify")
    assert done.exit_code == 4, done.output
    assert np.isfinite(kept()["token_error"]).tolist() == [True, False, True]
    assert "not certified beyond t = 0: the saved tokens at the next time are not finite" in done.stderr
    assert certified_line(done).endswith("to t = 0")


def test_a_first_token_without_a_direction_is_refused() -> None:
    simulate()
    arrays = kept()
    arrays["tokens"] = arrays["tokens"].copy()
    arrays["tokens"][0, 1] = 0
    archive.write(Path("flow.npz"), arrays)
    before = Path("flow.npz").read_bytes()
    refused = simulate("--certify")
    assert refused.exit_code == 2
    assert "no exact flow starts there: token 1 at time 0 is zero: it has no direction on the sphere" in refused.stderr
    assert Path("flow.npz").read_bytes() == before
