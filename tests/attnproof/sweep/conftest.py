"""What several of these tests hold their results against."""

from __future__ import annotations

import pytest
import sweeps


@pytest.fixture(scope="session")
def slow(tmp_path_factory):
    """The bytes of a serial run of SLOW."""
    folder = tmp_path_factory.mktemp("serial")
    sweeps.put(folder, sweeps.SLOW)
    assert sweeps.here(folder, "--jobs", "1")[0] == 0
    return (folder / "s.parquet").read_bytes()
