"""Configs: defaults, and every way to be wrong, told by the name of the key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from simulations import LEAST, Raw, toml, with_

from attnproof.simulate import reading, size
from attnproof.simulate.table import ConfigError

NAMES = ("circle", "sphere", "near-orthogonal-64", "two-orthogonal-heads", "causal", "known-error")
EXAMPLES = [Path(__file__).parents[3] / "examples" / f"{name}.toml" for name in NAMES]


def test_what_is_left_out_has_a_default_that_is_recorded() -> None:
    resolved = reading.parse(with_(), stem="mine").resolved()
    assert resolved["tokens"] == {"n": 6, "d": 3, "kind": "uniform", "seed": 0}
    assert resolved["heads"] == {"count": 1, "kind": "scalar", "values": "aligned", "seed": 0, "strengths": (1.0,)}
    assert resolved["model"] == {"beta": 1.0, "attention": "usa", "geometry": "sphere", "mask": "none"}
    assert resolved["integrate"] == {
        **{"method": "DOP853", "rtol": 1e-9, "atol": 1e-10, "end": 2.0, "count": 101},
        **{"precision": "float64", "backend": "numpy", "threads": 1},
    }
    assert resolved["events"] == {"gamma": (), "one_cluster": 0.999, "equilibrium": 1e-9}
    assert resolved["output"] == {"file": "mine.npz", "plot": "png", "animation": "gif"}
    assert reading.parse(with_(integrate={"step": 0.1})).integrate.method == "RK8"
    assert reading.parse(with_(integrate={"precision": "float32"})).integrate.rtol == 1e-5


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_resolved_config_is_the_same_config(path: Path) -> None:
    told = reading.read(path)
    size.check(told)
    again = reading.parse(toml(json.loads(json.dumps(told.resolved()))))
    assert again.digest() == told.digest()
    assert again.resolved() == told.resolved()
    assert told.output.file == f"{path.stem}.npz"


def test_the_digest_is_of_what_the_trajectory_depends_on() -> None:
    told = reading.parse(with_()).digest()
    assert (
        reading.parse("# a remark\n" + with_(output={"file": "other.npz"}, integrate={"threads": 2})).digest() == told
    )
    assert reading.parse(with_(model={"beta": 1.5})).digest() != told
    there = reading.parse(with_(integrate={"backend": "torch"}))
    assert there.digest() != told
    assert reading.parse(with_(integrate={"backend": "torch", "device": "cuda:1"})).digest() != there.digest()
    assert reading.parse(with_(tokens={"seed": 1})).digest() != told
    assert reading.parse(with_(events={"equilibrium": 1e-8})).digest() != told


def test_a_config_for_another_library_is_the_same_when_it_is_read_again() -> None:
    told = reading.parse(with_(integrate={"backend": "cupy", "device": "cuda:0", "step": 0.1}))
    assert (told.integrate.threads, told.integrate.device) == (None, "cuda:0")
    again = reading.parse(toml(json.loads(json.dumps(told.resolved()))))
    assert again.resolved() == told.resolved()
    assert size.working_bytes(told) > 0


def test_events_can_be_switched_off() -> None:
    told = reading.parse(with_(events={"one_cluster": False, "equilibrium": False}))
    assert (told.events.one_cluster, told.events.equilibrium) == (None, None)


EYE = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tokens = 3", "[tokens], [model] and [integrate] at least"),
        ("[tokens", "not TOML: "),
        (with_(tokens=LEAST["tokens"], noise={}), "noise: no such key; there are tokens, heads"),
        ("tokens = 3\nmodel = 1\nintegrate = 2", "model must be a table, [model], got 1"),
        (with_(tokens={"n": None}), "tokens.n is missing: it must be a whole number from 1 to 1000000000"),
        (with_(tokens={"m": 3}), "tokens.m: no such key; there are n, d"),
        (with_(tokens={"sed": 3}), "tokens.sed: no such key; did you mean seed?"),
        (with_(tokens={"n": 0}), "tokens.n must be a whole number from 1 to 1000000000, got 0"),
        (with_(tokens={"n": 2.5}), "tokens.n must be a whole number from 1 to 1000000000, got 2.5"),
        (with_(tokens={"n": True}), "tokens.n must be a whole number from 1 to 1000000000, got true"),
        (with_(tokens={"n": "8"}), 'tokens.n must be a whole number from 1 to 1000000000, got "8"'),
        (with_(tokens={"seed": -1}), "tokens.seed must be a whole number from 0 to "),
        (with_(tokens={"batch": 0}), "tokens.batch must be a whole number from 1 to 1000000000, got 0"),
        (with_(tokens={"kind": "cube"}), 'tokens.kind must be one of "uniform", "near-orthogonal"'),
        (with_(tokens={"kind": "equiangular", "gamma": 0.5}), "tokens.n must be at most tokens.d = 3"),
        (with_(tokens={"kind": "equiangular", "d": 8}), "tokens.gamma is missing"),
        (with_(tokens={"kind": "equiangular", "d": 8, "gamma": -0.2}), "gamma must be a finite number > -0.2 and <= 1"),
        (with_(tokens={"kind": "equiangular", "d": 8, "gamma": 1.5}), "<= 1, got 1.5"),
        (with_(tokens={"gamma": 0.5}), 'tokens.gamma must be left out: it belongs to kind = "equiangular"'),
        (with_(tokens={"kind": "near-orthogonal", "d": 8, "noise": -1}), "tokens.noise must be a finite number >= 0"),
        (with_(tokens={"values": EYE}), "tokens.n must be 3, as tokens.values has it"),
        (with_(tokens={"n": 3, "batch": 2, "values": EYE}), "tokens.batch must be left out"),
        (with_(tokens={"n": None, "values": [[1, 0, 0], [0, 1]]}), "tokens.values[1] must have length 3"),
        (with_(tokens={"n": None, "values": [[1, 0, 0], [0, 0, 0]]}), "tokens.values[1] is zero"),
        (with_(tokens={"n": None, "values": [[1, 0, "x"]]}), 'tokens.values[0][2] must be a finite number, got "x"'),
        (with_(tokens={"n": None, "values": []}), "tokens.values must be a list of n tokens"),
        (with_(heads={"count": 2, "strengths": [1.0]}), "heads.strengths must have heads.count = 2 entries, got 1"),
        (with_(heads={"strengths": [1.0, "x"]}), 'heads.strengths[1] must be a finite number, got "x"'),
        (with_(heads={"kind": "goe", "strengths": [1.0]}), 'strengths must be left out: it belongs to kind = "scalar"'),
        (with_(heads={"kind": "values"}), "heads.score_matrices is missing: it must be a list of heads, each a 3 x 3"),
        (with_(heads={"score_matrices": [[[1]]]}), "heads.score_matrices must be a list of heads, each a 3 x 3 matrix"),
        (with_(heads={"value_strengths": [1]}), 'it belongs to values = "scalar", and heads.values is "aligned"'),
        (with_(heads={"score_matrices": [EYE], "values": "values", "value_matrices": [EYE] * 2}), "= 2 entries, got 1"),
        (with_(model={"beta": 0}), "model.beta must be a finite number > 0, got 0"),
        (with_(model={"beta": -1.0}), "model.beta must be a finite number > 0, got -1.0"),
        (with_(model={"beta": Raw("nan")}), "model.beta must be a finite number > 0, got nan"),
        (with_(model={"beta": Raw("inf")}), "model.beta must be a finite number > 0, got inf"),
        (with_(model={"beta": Raw("1" + "0" * 400)}), "model.beta must be a finite number > 0, got 1000"),
        (with_(model={"beta": "3 s"}), 'model.beta must be a finite number > 0, got "3 s"'),
        (with_(model={"attention": "hard"}), 'model.attention must be one of "usa", "softmax", "relu", got "hard"'),
        (with_(model={"geometry": ["flat"]}), 'model.geometry must be one of "sphere", "flat"'),
        (with_(model={"mask": "full"}), 'model.mask must be one of "none", "causal"'),
        (with_(integrate={"end": None}), "integrate.end is missing"),
        (with_(integrate={"end": 0}), "integrate.end must be a finite number > 0 and <= 1e+09, got 0"),
        (with_(integrate={"count": 1}), "integrate.count must be a whole number from 2 to 1000000000, got 1"),
        (with_(integrate={"method": "Euler"}), 'integrate.method must be one of "RK8", "RK23"'),
        (with_(integrate={"method": "RK8"}), "integrate.step is missing"),
        (with_(integrate={"step": 3}), "integrate.step must be at most the end of the flow, 2, got 3"),
        (with_(integrate={"step": 1e-12}), "integrate.step must be at least 2e-09"),
        (with_(integrate={"step": 0.1, "rtol": 1e-6}), "integrate.rtol must be left out"),
        (with_(integrate={"method": "RK45", "step": 0.1}), "integrate.step must be left out"),
        (with_(integrate={"rtol": 1e-20}), "integrate.rtol must be a finite number >= 1e-13"),
        (with_(integrate={"rtol": 1e-9, "precision": "float32"}), "integrate.rtol must be a finite number >= 1e-06"),
        (with_(integrate={"precision": "float16"}), 'integrate.precision must be one of "float64", "float32"'),
        (with_(integrate={"threads": 0}), "integrate.threads must be a whole number from 1"),
        (with_(integrate={"backend": "torhc"}), 'integrate.backend must be one of "numpy", "torch", "jax"'),
        (with_(integrate={"backend": 3}), 'integrate.backend must be one of "numpy", "torch"'),
        (with_(integrate={"device": "cuda"}), "integrate.device must be left out: it belongs to a backend of torch"),
        (with_(integrate={"backend": "jax", "threads": 2}), 'threads must be left out: it belongs to backend ='),
        (with_(integrate={"backend": "jax", "device": 0}), "integrate.device must be the name of a device, got 0"),
        (with_(integrate={"times": [0, 1]}), "integrate.end must be left out: integrate.times says both"),
        (with_(integrate={"end": None, "times": [1, 2]}), "integrate.times must begin with 0, the start, got 1"),
        (with_(integrate={"end": None, "times": [0, 2, 2]}), "integrate.times[2] must be more than 2"),
        (with_(integrate={"end": None, "times": [0]}), "integrate.times must be a list of at least 2 numbers"),
        (with_(events={"gamma": [2]}), "events.gamma[0] must be a finite number >= -1 and <= 1, got 2"),
        (with_(events={"gamma": 0.5}), "events.gamma must be a list of numbers"),
        (with_(events={"gamma": [0.5, 0.5]}), "events.gamma must be a list in which no number is twice"),
        (with_(tokens={"n": 1}, events={"gamma": [0.5]}), "events.gamma must be left out: one token has no pairs"),
        (with_(events={"one_cluster": True}), "events.one_cluster must be a finite number >= -1 and <= 1, got true"),
        (with_(events={"equilibrium": 0}), "events.equilibrium must be a finite number > 0"),
        (with_(output={"file": "result.txt"}), 'output.file must be a file name that ends in ".npz", got "result.txt"'),
        (with_(output={"plot": "pdf"}), 'output.plot must be one of "png", "svg"'),
        (with_(integrate={"end": 1e10}), "integrate.end must be a finite number > 0 and <= 1e+09, got 10000000000.0"),
        ("[tokens]\nn = " + "9" * 5000, "not TOML: Exceeds the limit"),
        ("[tokens]\nd = 2\nn = 0x" + "f" * 9000 + "\n[model]\nbeta = 1\n[integrate]\nend = 1", "got an integer of th"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        reading.parse(text)
    assert said in str(caught.value)


def test_a_number_that_is_not_finite_in_a_list() -> None:
    with pytest.raises(ConfigError, match=r"tokens\.values\[0\]\[1\] must be a finite number, got nan"):
        reading.parse("[tokens]\nvalues = [[1.0, nan]]\n[model]\nbeta = 1\n[integrate]\nend = 1\n")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"tokens": {"n": 10**9, "d": 10**9}}, "tokens.d: the run needs about"),
        ({"tokens": {"n": 10**9, "d": 10**3}}, "tokens.n: the run needs about"),
        ({"tokens": {"n": 50, "d": 100}, "heads": {"count": 10**6}}, "heads.count: the run needs about"),
        ({"integrate": {"count": 10**9}}, "integrate.count: the run needs about"),
        ({"tokens": {"n": 30000, "d": 64}, "integrate": {"method": "LSODA", "count": 2}}, "1920000 x 1920000; RK8"),
    ],
)
def test_what_does_not_fit_into_memory_is_refused_with_the_number(changes: Any, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        size.check(reading.parse(with_(**changes)))
    assert said in str(caught.value)
    assert "this machine has" in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        reading.read(tmp_path / "none.toml")
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        reading.read(tmp_path)
    (tmp_path / "latin.toml").write_bytes(b"# \xe4")
    with pytest.raises(ConfigError, match="not UTF-8: byte 0xe4 at position 2"):
        reading.read(tmp_path / "latin.toml")


def test_the_config_of_the_readme_is_the_example() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    block = readme.split("## Simulate a flow\n")[1].split("```toml\n")[1].split("```")[0]
    assert reading.parse(block).digest() == reading.read(EXAMPLES[0]).digest()
