"""A run that ends while it writes the Parquet file: what stood there stays, and the next run writes the same bytes."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys

import pytest
import sweeps
from sweeps import SMALL, put

# In each folder `attnproof sweep s.toml`, from one process that has imported it. The folder's name says what happens:
# the system kills it at the n-th byte of a file, or refuses the byte; or it is killed just before it renames the part,
# which an audit hook is told of. Printed: how it ended.
ENDS = """
import os, resource, signal, sys
from contextlib import chdir
import attnproof.sweep.store
from attnproof.cli import main

def end(what, number):
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if what in ("killed", "full"):
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if what == "killed" else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
        return
    sys.addaudithook(lambda event, _: event == what and os.kill(os.getpid(), signal.SIGKILL))

sys.argv = ["attnproof", "sweep", "s.toml"]
for folder in os.listdir():
    child = os.fork()
    if not child:
        what, number = folder.split("-")
        with chdir(folder):
            end(what, int(number))
            main()
    print(folder, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A folder whose points are all in the journal, while the Parquet file is that of fewer; and the new bytes."""
    folder = tmp_path_factory.mktemp("finished")
    found = []
    for beta in ("[1]", "[1, 2]"):
        put(folder, SMALL.replace("{ from = 0.5, to = 4, count = 12 }", beta))
        assert sweeps.here(folder, "--jobs", "1")[0] == 0
        found.append((folder / "s.parquet").read_bytes())
    before, after = found
    (folder / "s.parquet").write_bytes(before)
    return folder, after


def test_killed_or_out_of_space_while_it_writes_the_table(tmp_path, finished):
    folder, after = finished
    before, journal = ((folder / name).read_bytes() for name in ("s.parquet", "s.parquet.journal"))
    places = (1, len(after) // 2, len(after) - 1)
    ended = {f"killed-{place}": -signal.SIGXFSZ for place in places} | {f"full-{place}": 4 for place in places}
    ended |= {"os.rename-0": -signal.SIGKILL, f"full-{len(after)}": 0}
    for name in ended:
        shutil.copytree(folder, tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-c", ENDS],
        cwd=tmp_path,
        env=sweeps.ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    told = dict(line.split() for line in done.stdout.splitlines() if "parquet" not in line)
    assert told == {name: str(code) for name, code in ended.items()}, done.stderr
    assert done.stderr.count("s.parquet: File too large; what is finished is kept in s.parquet.journal") == 3
    for name, code in ended.items():
        there, part = tmp_path / name, tmp_path / name / ".s.parquet.part"
        assert (there / "s.parquet").read_bytes() == (before if code else after)
        assert (there / "s.parquet.journal").read_bytes() == journal
        assert part.exists() == (code < 0)
        if "killed" in name:
            assert len(part.read_bytes()) <= int(name.split("-")[1])
        elif code < 0:
            assert part.read_bytes() == after
        status, out, _ = sweeps.here(there)
        assert (status, "2 points, 0 computed now, 0 failed" in out) == (0, True)
        assert (there / "s.parquet").read_bytes() == after
        assert {path.name for path in there.iterdir()} == {"s.toml", "s.parquet", "s.parquet.journal"}
