"""`attnproof simulate` as a user types it: what it prints, what it writes, how it leaves."""

from __future__ import annotations

import json
import os
import platform
import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from simulations import with_
from typer.testing import CliRunner, Result

from attnproof.cli import app
from attnproof.simulate import archive, bits, checkpoint, result, session
from numeric.arithmetic import Floats
from numeric.engine.run import Run
from numeric.model import Model

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def simulate(*options: str, **changes: Any) -> Result:
    changes = {"integrate": {"count": 5}} | changes
    Path("flow.toml").write_text(with_(**changes))
    return RUNNER.invoke(app, ["simulate", "flow.toml", *options], env={"COLUMNS": "200"})


def files() -> set[str]:
    return {path.name for path in Path().iterdir()} - {"flow.toml"}


def test_a_result_has_all_that_is_needed_to_repeat_it() -> None:
    done = simulate(tokens={"batch": 2, "seed": 5}, heads={"kind": "goe", "count": 2}, events={"gamma": [0.1]})
    assert done.exit_code == 0, done.output
    assert files() == {"flow.npz"}
    kept = result.load("flow.npz")
    assert str(kept["config_toml"]) == Path("flow.toml").read_text()
    told = result.config_of(kept)
    assert (told["tokens"]["seed"], told["heads"]["seed"]) == (5, 0)
    assert json.loads(str(kept["versions"])) == bits.versions() | {"python": platform.python_version()}
    assert kept["tokens"].shape == (5, 2, 6, 3)
    model = Model(Floats(), kept["tokens"][-1], kept["score_matrices"], kept["value_matrices"], 1.0)
    assert kept["energy"][-1] == pytest.approx(model.energy, rel=1e-12)
    assert kept["entropy"][-1] == pytest.approx(model.entropy.mean(axis=-1), rel=1e-12)
    assert np.all(kept["inner_products"].sum(axis=-1) == 15)
    assert kept["inner_product_edges"].shape == (kept["inner_products"].shape[-1] + 1,)
    assert kept["clusters"].shape == kept["mean_inner_product"].shape == kept["dissipated"].shape == (5, 2)
    gained = kept["energy"].sum(axis=-1) - kept["energy"][0].sum(axis=-1)
    assert kept["dissipated"] == pytest.approx(gained, abs=1e-9)
    assert list(kept["events"]) == ["gamma 0.1", "one cluster 0.999", "equilibrium 1e-09"]
    assert kept["event_times"].shape == (3, 2)
    assert {one["name"] for one in result.invariants_of(kept)} >= {"norm", "dissipation balance"}
    assert "flow.npz: 2 times n = 6, d = 3, H = 2; 5 times to t = 2" in done.stdout
    assert "one cluster 0.999     not by t = 2" in done.stdout


def test_the_same_config_gives_the_same_bytes() -> None:
    assert simulate().exit_code == 0
    first = Path("flow.npz").read_bytes()
    assert simulate("--force").exit_code == 0
    assert Path("flow.npz").read_bytes() == first
    assert simulate("--force", tokens={"seed": 1}).exit_code == 0
    assert Path("flow.npz").read_bytes() != first


def test_a_result_is_not_replaced_unasked() -> None:
    Path("flow.npz").write_text("mine")
    refused = simulate()
    assert refused.exit_code == 2
    said = (
        "flow.npz is there already, and is no result that can be read: not a file that was written whole (BadZipFile)"
    )
    assert f"{said}; --force replaces it" in refused.stderr
    assert simulate("--plot").exit_code == 2
    assert Path("flow.npz").read_text() == "mine"
    assert simulate("--force").exit_code == 0
    again = simulate()
    assert again.exit_code == 2
    assert "it is the result of this very config" in again.stderr


def test_a_result_of_another_config_is_not_replaced() -> None:
    assert simulate().exit_code == 0
    assert "flow.npz is there already: --force replaces it" in simulate(model={"beta": 2.0}).stderr


@pytest.mark.parametrize("name", ["score_matrices", "steps", "not_certified", "format"])
def test_a_result_with_an_array_missing_is_told(name: str) -> None:
    assert simulate("--certify").exit_code == 0
    arrays = result.load("flow.npz")
    assert set(arrays) == {*result.KEPT, *result.CERTIFIED}
    del arrays[name]
    archive.write(Path("flow.npz"), arrays)
    before = Path("flow.npz").read_bytes()
    told = f"a result without {name}" if name != "format" else "not a result of attnproof simulate, format 1"
    with pytest.raises(archive.Corrupted, match=told):
        result.load("flow.npz")
    for options in ([], ["--certify"], ["--plot"]):
        refused = simulate(*options)
        assert refused.exit_code == 2
        assert f"is no result that can be read: {told}; --force replaces it" in refused.stderr
    assert Path("flow.npz").read_bytes() == before


def test_a_result_that_is_there_can_be_drawn() -> None:
    assert simulate().exit_code == 0
    before = Path("flow.npz").stat()
    drawn = simulate("--plot")
    assert drawn.exit_code == 0, drawn.output
    assert files() == {"flow.npz", "flow.png"}
    assert Path("flow.npz").stat().st_mtime_ns == before.st_mtime_ns
    assert simulate("--plot", model={"beta": 2.0}).exit_code == 2


def test_a_result_of_another_machine_can_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(result, "versions", lambda _: "other libraries")
        assert simulate().exit_code == 0
    assert str(result.load("flow.npz")["versions"]) == "other libraries"
    assert simulate("--plot").exit_code == 0
    assert "flow.png" in files()


def test_a_run_that_is_done_needs_no_resuming() -> None:
    assert simulate().exit_code == 0
    before = Path("flow.npz").stat().st_mtime_ns
    done = simulate("--resume")
    assert done.exit_code == 0
    assert "5 times to t = 2" in done.stdout
    assert Path("flow.npz").stat().st_mtime_ns == before


def signalled(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> Result:
    """A run that gets SIGTERM when a function of a module returns."""
    function = getattr(module, name)

    def then_stopped(*arguments: Any) -> Any:
        found = function(*arguments)
        os.kill(os.getpid(), signal.SIGTERM)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(module, name, then_stopped)
        return simulate()


def test_a_signal_before_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = signalled(monkeypatch, session.setting, "run")
    assert stopped.exit_code == 143
    assert "interrupted before the start" in stopped.stderr
    assert files() == set()


def test_a_signal_after_the_last_time_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = signalled(monkeypatch, session.result, "of")
    assert stopped.exit_code == 143
    assert "interrupted at t = 2, which flow.checkpoint.npz keeps" in stopped.stderr
    assert files() == {"flow.checkpoint.npz"}
    assert simulate("--resume").exit_code == 0
    resumed = Path("flow.npz").read_bytes()
    assert simulate("--force").exit_code == 0
    assert Path("flow.npz").read_bytes() == resumed


def test_a_signal_while_the_result_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = signalled(monkeypatch, session.archive, "write")
    assert stopped.exit_code == 143
    assert "interrupted; flow.npz is written" in stopped.stderr
    assert files() == {"flow.npz"}
    assert simulate("--resume").exit_code == 0


def test_times_that_floats_cannot_tell_apart_are_refused() -> None:
    refused = simulate(integrate={"end": 5e-324})
    assert refused.exit_code == 2
    assert "integrate.end = 4.94066e-324 must be large enough for 101 times" in refused.stderr


def test_a_place_that_is_no_file_is_refused() -> None:
    Path("loop.npz").symlink_to("loop.npz")
    for file in ("loop.npz", "x" * 300 + ".npz"):
        refused = simulate(output={"file": file})
        assert refused.exit_code == 2
        assert "output.file must be a file that can be written" in refused.stderr


def stopped_after(legs: int, monkeypatch: pytest.MonkeyPatch, **changes: Any) -> Result:
    """A run that is interrupted on its way to the time after so many."""
    follow, done = Run.follow, []

    def interrupted(self: Run, told: Any = None) -> Any:
        if len(done) == legs:
            raise session.Interrupted(2)
        done.append(self)
        return follow(self, told)

    with monkeypatch.context() as patch:
        patch.setattr(Run, "follow", interrupted)
        return simulate("--resume", **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"integrate": {"count": 5, "step": 0.1, "precision": "float32"}},
        {"integrate": {"count": 5, "method": "LSODA"}},
    ],
)
def test_an_interrupted_run_goes_on_to_the_same_bytes(changes: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    changes |= {"tokens": {"batch": 2}, "events": {"gamma": [0.02]}}
    assert simulate(**changes).exit_code == 0
    whole = Path("flow.npz").read_bytes()
    Path("flow.npz").unlink()
    for _ in range(3):
        stopped = stopped_after(1, monkeypatch, **changes)
        assert stopped.exit_code == 130
        assert "flow.checkpoint.npz keeps: --resume goes on from it" in stopped.stderr
        assert files() == {"flow.checkpoint.npz"}
    done = simulate("--resume", **changes)
    assert done.exit_code == 0
    assert "going on from t = 1.5, time 4 of 5" in done.stderr
    assert Path("flow.npz").read_bytes() == whole
    assert files() == {"flow.npz"}


def test_nothing_to_keep_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = stopped_after(0, monkeypatch)
    assert stopped.exit_code == 130
    assert "there is no checkpoint flow.checkpoint.npz: starting at the beginning" in stopped.stderr
    assert "interrupted at t = 0: nothing to keep yet" in stopped.stderr
    assert files() == set()


def test_a_checkpoint_of_another_config_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped_after(1, monkeypatch)
    refused = simulate("--resume", model={"beta": 2.0})
    assert refused.exit_code == 2
    assert "flow.checkpoint.npz is the checkpoint of another config" in refused.stderr
    monkeypatch.setattr(checkpoint, "versions", lambda _: "other libraries")
    assert "this is other libraries: the result could not be repeated" in simulate("--resume").stderr


@pytest.mark.parametrize("damage", ["cut", "flipped", "a result", "empty"])
def test_a_corrupted_checkpoint_is_told(damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped_after(2, monkeypatch)
    path = Path("flow.checkpoint.npz")
    content = bytearray(path.read_bytes())
    if damage == "cut":
        content = content[: len(content) // 2]
    elif damage == "flipped":
        content[content.find(b"tokens.npy") + 300] ^= 1
    elif damage == "empty":
        content.clear()
    else:
        np.savez(path, tokens=np.zeros(3))
        content = bytearray(path.read_bytes())
    path.write_bytes(content)
    refused = simulate("--resume")
    assert refused.exit_code == 4
    assert "it cannot be used: start without --resume" in refused.stderr
    assert path.read_bytes() == bytes(content)
    anew = simulate()
    assert anew.exit_code == 0
    assert "starting at the beginning; flow.checkpoint.npz" in anew.stderr
    assert files() == {"flow.npz"}


def test_checkpoints_are_written_when_they_are_due(monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    write = checkpoint.Checkpoint.write
    monkeypatch.setattr(
        checkpoint.Checkpoint, "write", lambda self, run: (written.append(run.reached), write(self, run))
    )
    assert simulate("--checkpoint-every", "0").exit_code == 0
    assert written == [1, 2, 3]  # not at the start, not at the end
    assert simulate("--force", "--checkpoint-every", "1000").exit_code == 0
    assert written == [1, 2, 3]
    assert simulate("--checkpoint-every", "-1").exit_code == 2


def test_a_broken_invariant_is_told_and_rejected() -> None:
    broken = simulate(heads={"strengths": [1, 2.5]}, integrate={"step": 0.04, "count": 5})
    assert broken.exit_code == 1
    assert "dissipation balance   BROKEN: " in broken.stdout
    assert "dissipation balance was broken: " in broken.stderr
    assert files() == {"flow.npz"}


def test_a_flow_that_blows_up_keeps_what_was_reached() -> None:
    blown = simulate(model={"geometry": "flat"}, integrate={"end": 4, "count": 41})
    assert blown.exit_code == 4
    assert "the flow could not be followed beyond t=" in blown.stderr
    assert "which flow.checkpoint.npz keeps" in blown.stderr
    assert files() == {"flow.checkpoint.npz"}


def test_one_process_at_a_time_writes_a_result() -> None:
    from attnproof.simulate.lock import alone

    with alone(Path("flow.npz").resolve()):
        busy = simulate()
    assert busy.exit_code == 4
    assert "another process is writing it" in busy.stderr
    assert simulate().exit_code == 0


def test_a_full_disk_is_told_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = session.shutil.disk_usage(".")
    monkeypatch.setattr(session.shutil, "disk_usage", lambda _: usage._replace(free=1000))
    full = simulate()
    assert full.exit_code == 4
    assert "1 kB are free" in full.stderr
    assert files() == set()


@pytest.mark.parametrize(
    ("options", "changes", "code", "said"),
    [
        ([], {"output": {"file": "nowhere/x.npz"}}, 2, "output.file must be a file in a folder that exists"),
        ([], {"model": {"beta": -1}}, 2, "flow.toml: model.beta must be a finite number > 0, got -1"),
        ([], {"tokens": {"n": 10**9}}, 2, "flow.toml: tokens.n: the run needs about"),
        ([], {"model": {"beta": 1e6}}, 2, "flow.toml: model.beta = 1e+06: the velocity is not finite"),
        (["--animate"], {"tokens": {"d": 4}}, 2, "tokens.d must be 2 or 3 for --animate, got 4"),
    ],
)
def test_what_is_wrong_is_told_before_any_work(options: list[str], changes: Any, code: int, said: str) -> None:
    refused = simulate(*options, **changes)
    assert refused.exit_code == code
    assert said in refused.stderr
    assert files() == set()


def test_no_config() -> None:
    refused = RUNNER.invoke(app, ["simulate", "none.toml"])
    assert refused.exit_code == 2
    assert "attnproof: none.toml: cannot be read: No such file or directory" in refused.stderr
