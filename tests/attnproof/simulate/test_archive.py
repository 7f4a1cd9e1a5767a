"""Files: the same bytes, whole or not at all, and no damage goes unseen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from attnproof.simulate import archive

ARRAYS = {
    "tokens": np.arange(24, dtype=np.float32).reshape(2, 3, 4)[:, ::2],
    "text": np.array("β = 1"),
    "number": np.array(7),
    "none": np.zeros((0, 3)),
    "names": np.array(["gamma 0.5", "x"]),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    archive.write(tmp_path / "it.npz", ARRAYS)
    return tmp_path / "it.npz"


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> bool:
    return one.keys() == other.keys() and all(
        np.array_equal(one[key], other[key])
        and one[key].dtype == other[key].dtype
        and one[key].shape == other[key].shape
        for key in one
    )


def test_what_is_read_is_what_was_written(path: Path) -> None:
    assert same(archive.read(path), ARRAYS)
    with np.load(path) as loaded:
        assert set(loaded.files) == {*ARRAYS, archive.CHECKSUM}
    assert [entry.name for entry in path.parent.iterdir()] == ["it.npz"]


def test_the_same_arrays_are_the_same_bytes(path: Path) -> None:
    before = path.read_bytes()
    archive.write(path, {key: array.copy() for key, array in ARRAYS.items()})
    assert path.read_bytes() == before


def test_every_damaged_byte_is_seen_or_changes_nothing(path: Path) -> None:
    content, seen = path.read_bytes(), 0
    for place in range(0, len(content), 5):
        damaged = bytearray(content)
        damaged[place] ^= 0x15
        path.write_bytes(damaged)
        try:
            assert same(archive.read(path), ARRAYS)
        except archive.Corrupted:
            seen += 1
    assert seen > len(content) / 5 / 2


@pytest.mark.parametrize("share", [0, 0.3, 0.99])
def test_a_cut_file_is_seen(path: Path, share: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(archive.Corrupted):
        archive.read(path)


def test_other_arrays_under_the_same_checksum_are_seen(path: Path) -> None:
    with np.load(path) as loaded:
        arrays = {name: loaded[name] for name in loaded.files}
    np.savez(path, **{**arrays, "number": np.array(8)})
    with pytest.raises(archive.Corrupted, match="its content has the wrong checksum"):
        archive.read(path)


def test_what_cannot_be_written_leaves_what_was_there(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(TypeError, match="array of references"):
        archive.write(path, {"good": np.zeros(10), "bad": np.array([object()])})
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == ["it.npz"]
