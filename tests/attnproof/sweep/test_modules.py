"""A user's modules are those on the disk, whoever had one of their name before and however quickly they change."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sweeps import SMALL, here, lines, put

from attnproof.simulate.table import ConfigError
from attnproof.sweep import design, points
from attnproof.sweep.modules import Unfit
from attnproof.sweep.points import Row

TEXT = SMALL.replace('"mean_inner_product", "final_energy"', '"told_twice:f"').replace("count = 12", "count = 2")
SOURCE = "def f(run):\n    return {'x': 1}\n"
HELPED = "import functools, told_by\nf = functools.partial(told_by.g, 1)\n"


def sweep_of(folder: Path, source: str = SOURCE, **more: str) -> design.Sweep:
    folder.mkdir(exist_ok=True)
    for name, text in {"told_twice": source, **more}.items():
        (folder / f"{name}.py").write_text(text)
        os.utime(folder / f"{name}.py", (10**9, 10**9))
    return design.read(put(folder, TEXT))


def row_of(sweep: design.Sweep) -> Row:
    return points.row(sweep.points[0].key, sweep.points[0].config, sweep.statistics)


def test_a_process_that_had_the_module_computes_with_the_new_one(tmp_path, monkeypatch):
    """Of the same size, in the same second, so that compiled code would be taken for new."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    first = sweep_of(tmp_path)
    assert row_of(first).values == {"x": 1}
    second = sweep_of(tmp_path, SOURCE.replace("1", "2"))
    assert second.points[0].key != first.points[0].key
    assert row_of(second).values == {"x": 2}
    with pytest.raises(Unfit, match=r"a worker's told_twice\.py is not the one with which the sweep began"):
        row_of(first)
    assert row_of(second).values == {"x": 2}


def test_modules_of_the_same_name_in_two_folders(tmp_path):
    one = sweep_of(tmp_path / "one")
    other = sweep_of(tmp_path / "other", HELPED, told_by="def g(x, run):\n    return {'x': 2 * x}\n")
    for _ in range(2):
        assert row_of(one).values == {"x": 1}
        assert row_of(other).values == {"x": 2}
    assert str(tmp_path / "one") not in sys.path


def test_the_worker_of_a_cluster_has_the_same_modules_elsewhere(tmp_path, monkeypatch):
    sweep = sweep_of(tmp_path / "here", HELPED, told_by="def g(x, run):\n    return {'x': 1}\n")
    (tmp_path / "here").rename(tmp_path / "there")
    with pytest.raises(Unfit, match="a worker cannot do the work: told_twice:f: ModuleNotFoundError"):
        row_of(replace(sweep, statistics=replace(sweep.statistics, folder="/no/such/folder")))
    monkeypatch.syspath_prepend(tmp_path / "there")
    elsewhere = replace(sweep, statistics=replace(sweep.statistics, folder=str(tmp_path / "nowhere")))
    assert row_of(elsewhere).values == {"x": 1}
    (tmp_path / "there" / "told_by.py").write_text("def g(x, run):\n    return {'x': 2}\n")
    sweep_of(tmp_path / "else")  # this process had another sweep meanwhile
    with pytest.raises(Unfit, match=r"a worker's told_by\.py is not"):
        row_of(elsewhere)


def test_rows_are_computed_anew_when_a_module_that_is_imported_changes(tmp_path):
    for value in (1, 2):
        sweep_of(tmp_path, HELPED, told_by=f"def g(x, run):\n    return {{'x': {value}}}\n", apart="")
        code, out, errors = here(tmp_path, "--jobs", "1")
        assert (code, "2 points, 2 computed now" in out) == (0, True), errors
    (tmp_path / "apart.py").write_text("not_imported = True")
    assert "0 computed now" in here(tmp_path, "--jobs", "1")[1]
    assert lines(tmp_path) == 4


def test_what_is_installed_is_not_loaded_again(tmp_path):
    before = dict(sys.modules)
    source = "import numpy, attnproof.sweep.points, xml.dom.minidom\n" + SOURCE
    for _ in range(2):
        sweep = sweep_of(tmp_path, source)
        assert [name for name, _ in sweep.statistics.digests] == ["told_twice"]
    assert all(sys.modules[name] is module for name, module in before.items() if not name.startswith("told_"))
    named = design.parse(TEXT.replace("told_twice:f", "json.decoder:scanstring"), folder=tmp_path)
    assert [name for name, _ in named.statistics.digests] == ["json.decoder"]


def test_a_package(tmp_path):
    (tmp_path / "told_package").mkdir()
    (tmp_path / "told_package" / "__init__.py").write_text("scale = 3\n")
    (tmp_path / "told_package" / "inner.py").write_text("from . import scale\ndef f(run):\n    return {'x': scale}\n")
    sweep = design.read(put(tmp_path, TEXT.replace("told_twice:f", "told_package.inner:f")))
    assert [name for name, _ in sweep.statistics.digests] == ["told_package", "told_package.inner"]
    assert row_of(sweep).values == {"x": 3}


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("import sys\nsys.exit(0)\n", "SystemExit: 0"),
        ("def f(run:\n", "SyntaxError: "),
        ("import no_such_module\n", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("raise ValueError('\\udc80')\n", "ValueError: \\udc80"),
        ("f = 3\n", "f is not a function"),
    ],
)
def test_a_module_that_cannot_be_loaded(tmp_path, source, told):
    with pytest.raises(ConfigError, match=r"sweep\.statistics: told_twice:f: ") as error:
        sweep_of(tmp_path, source)
    assert told in str(error.value)
    str(error.value).encode()


@pytest.mark.parametrize(("left", "told"), [("sys.exit(0)", "SystemExit: 0"), ("raise KeyboardInterrupt", "Keyboard")])
def test_a_point_in_which_the_process_would_be_left_is_failed(tmp_path, left, told):
    sweep_of(tmp_path, f"import sys\ndef f(run):\n    if run.system.beta > 1:\n        {left}\n    return {{'x': 1}}\n")
    code, out, errors = here(tmp_path, "--jobs", "1")
    assert (code, "2 points, 2 computed now, 1 failed" in out) == (1, True)
    assert told in errors
