"""What is finished is kept, whatever happens to the process, the disk or the file."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sweeps import SMALL

from attnproof.simulate import bits
from attnproof.sweep import design, points, store
from attnproof.sweep.points import Row


def rows(count: int, size: int = 3) -> list[Row]:
    return [Row(f"key {k}", values={"a": k / 7, "b": [0.1 * k] * size, "none": None}) for k in range(count)]


def kept(path: Path) -> store.Journal:
    journal = store.Journal(path)
    journal.close()
    return journal


@pytest.fixture
def journal(tmp_path):
    path = tmp_path / "j"
    writer = store.Journal(path)
    writer.add(rows(5)[:2])
    writer.add(rows(5)[2:])
    writer.close()
    return path


def test_what_is_written_is_read_to_the_last_bit(journal):
    assert kept(journal).rows == {row.key: row for row in rows(5)}


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_torn_line_is_left_out(journal, cut):
    content = journal.read_bytes()
    journal.write_bytes(content[:-cut])
    again = store.Journal(journal)
    assert again.damaged == 1
    assert set(again.rows) == {f"key {k}" for k in range(4)}
    again.add(rows(5)[4:])  # on a line of its own
    again.close()
    assert journal.read_bytes() == content
    assert kept(journal).damaged == 0


def test_every_damaged_byte_is_noticed(journal):
    content = journal.read_bytes()
    for place in range(0, len(content), 7):
        journal.write_bytes(content[:place] + bytes([content[place] ^ 2]) + content[place + 1 :])
        again = kept(journal)
        assert again.damaged >= 1
        assert all(row in rows(5) for row in again.rows.values())
        assert len(again.rows) >= 3  # only what the byte belongs to
    journal.write_bytes(b"\xff\x00\n" + content)
    assert len(kept(journal).rows) == 5


def test_fresh_begins_anew_and_forgotten_rows_are_replaced(journal):
    again = store.Journal(journal)
    again.forget(["key 1"])
    assert "key 1" not in again.rows
    again.add([Row("key 1", "failed")])
    again.close()
    assert kept(journal).rows["key 1"] == Row("key 1", "failed")
    store.Journal(journal, fresh=True).close()
    assert journal.read_bytes() == b""


FULL = """
import sys
from pathlib import Path
from attnproof.sweep import store
from attnproof.sweep.points import Row
journal = store.Journal(Path(sys.argv[1]))
for k in range(100):
    journal.add([Row(f"key {k}", values={"b": [0.1] * 40})])
    print(k, flush=True)
"""


def test_a_full_disk_leaves_what_was_written_whole(tmp_path):
    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    path = tmp_path / "j"
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path)], preexec_fn=small_disk, capture_output=True, text=True, check=False
    )
    assert "File too large" in done.stderr
    finished = done.stdout.split()
    again = kept(path)
    assert 2 < len(again.rows) == len(finished) < 100
    assert again.damaged == 0


def test_killed_while_it_writes(tmp_path):
    path = tmp_path / "j"
    for pause in (0.0, 0.013):
        process = subprocess.Popen(
            [sys.executable, "-c", FULL.replace("range(100)", "range(10**6)"), str(path)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        told = process.communicate()[0].split()
        again = kept(path)
        assert again.damaged <= 1
        assert len(again.rows) >= len(told)


def test_the_file_does_not_depend_on_the_order_in_which_points_were_finished(tmp_path):
    sweep = design.parse(SMALL, folder=tmp_path)
    found = [points.row(point.key, point.config, sweep.statistics) for point in sweep.points]
    found[3] = Row(found[3].key, "it failed")
    store.write(sweep, {row.key: row for row in found}, tmp_path / "a.parquet")
    store.write(sweep, {row.key: row for row in reversed(found)}, tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"a.parquet", "b.parquet"}
    table = pq.read_table(tmp_path / "a.parquet", page_checksum_verification=True)
    assert table["point"].to_pylist() == list(range(12))
    assert table["beta"].to_pylist() == [point.config.model.beta for point in sweep.points]
    assert table["status"].to_pylist() == ["ok"] * 3 + ["failed"] + ["ok"] * 8
    assert table["problem"][3].as_py() == "it failed"
    assert table["final_energy"][3].as_py() is None
    assert table["times"][0].as_py() == [0, 1, 2]
    assert table["mean_inner_product"][5].as_py() == found[5].values["mean_inner_product"]
    about = json.loads(table.schema.metadata[b"attnproof.sweep"])
    assert about["sweep"]["sweep"]["seed"] == 7
    assert about["versions"] == bits.versions()
    assert str(tmp_path).encode() not in (tmp_path / "a.parquet").read_bytes()


def test_columns_of_one_point_only_are_empty_in_the_others(tmp_path):
    sweep = design.parse(SMALL, folder=tmp_path)
    found = {point.key: Row(point.key, values={"all": 1.0}) for point in sweep.points}
    found[sweep.points[7].key].values["one"] = 2.0
    assert store.table(sweep, found)["one"].to_pylist() == [None] * 7 + [2.0] + [None] * 4
