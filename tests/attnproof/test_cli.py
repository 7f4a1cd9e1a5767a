"""The commands as a user types them: what they print, what they write, how they leave."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from toys import BROKEN, SYMBOLIC, TOYS, claim
from typer.testing import CliRunner, Result

from attnproof import ledger
from attnproof.cli import app

RUNNER = CliRunner()


def attnproof(*arguments: str) -> Result:
    return RUNNER.invoke(app, list(arguments), env={"COLUMNS": "200"})


@pytest.fixture
def home(register) -> Path:  # type: ignore[no-untyped-def]
    return register(*TOYS)


def test_a_whole_run_writes_ledger_and_report(home: Path) -> None:
    result = attnproof("verify", "--planted", "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert "toy.good" in result.stdout
    assert "2 of 2" in result.stdout
    assert ledger.failed(ledger.read(home / "ledger.json")) == []
    assert "toy.refuted" in (home / "REPORT.md").read_text()
    assert attnproof("report", "--check").exit_code == 0


def test_the_report_can_be_kept_and_is_then_found_stale(home: Path) -> None:
    (home / "REPORT.md").write_text("mine")
    assert attnproof("verify", "--planted", "--jobs", "1", "--keep-report").exit_code == 0
    assert (home / "REPORT.md").read_text() == "mine"
    stale = attnproof("report", "--check")
    assert stale.exit_code == 1
    assert "REPORT.md" in stale.stdout
    assert (home / "REPORT.md").read_text() == "mine"
    assert attnproof("report").exit_code == 0
    assert attnproof("report", "--check").exit_code == 0


@pytest.mark.parametrize("options", [["--only", "toy.good", "--planted"], []])
def test_what_is_less_than_a_whole_run_leaves_the_files_alone(home: Path, options: list[str]) -> None:
    assert attnproof("verify", "--jobs", "1", *options).exit_code == 0
    assert not (home / "ledger.json").exists()
    assert not (home / "REPORT.md").exists()


def test_a_claim_is_checked_with_what_it_rests_on(home: Path) -> None:
    result = attnproof("verify", "--only", "toy.refuted", "--json", "-", "--jobs", "1")
    assert [entry["id"] for entry in json.loads(result.stdout)["claims"]] == ["toy.good", "toy.refuted"]


def test_json_on_standard_output_is_nothing_but_json(home: Path) -> None:
    result = attnproof("verify", "--planted", "--json", "-", "--jobs", "1")
    ledger.validate(json.loads(result.stdout))
    assert "toy.good symbolic square_is: holds" in result.stderr
    assert "planted: a cube: caught" in result.stderr


def test_json_to_a_file(home: Path) -> None:
    assert attnproof("verify", "--json", str(home / "mine.json"), "--jobs", "1").exit_code == 0
    assert ledger.read(home / "mine.json")["depth"] == 1


@pytest.mark.parametrize("target", ["nowhere/mine.json", "."])
def test_a_file_that_cannot_be_written_is_refused_before_any_work(home: Path, target: str) -> None:
    result = attnproof("verify", "--json", str(home / target), "--jobs", "1")
    assert result.exit_code == 2
    assert "holds" not in result.stderr


def test_an_unknown_claim_is_refused_with_a_hint(home: Path) -> None:
    result = attnproof("verify", "--only", "toy.god")
    assert result.exit_code == 2
    assert "did you mean toy.good" in result.stderr
    assert "attnproof claims" in attnproof("verify", "--only", "zzz").stderr


@pytest.mark.parametrize("arguments", [["--depth", "0"], ["--jobs", "0"], ["--depth", "x"], ["--stray"]])
def test_wrong_usage_leaves_with_2(home: Path, arguments: list[str]) -> None:
    assert attnproof("verify", *arguments).exit_code == 2


def test_a_failed_claim_leaves_with_1_and_says_why(register) -> None:  # type: ignore[no-untyped-def]
    register(claim("broken", SYMBOLIC, BROKEN))
    result = attnproof("verify", "--jobs", "1")
    assert result.exit_code == 1
    assert "toy.broken failed: simulated: broken: ZeroDivisionError: a | b" in result.stdout


def test_report_without_a_ledger_says_how_to_get_one(home: Path) -> None:
    result = attnproof("report")
    assert result.exit_code == 2
    assert "attnproof verify" in result.stderr


def test_claims_are_listed(home: Path) -> None:
    assert "toy.good" in attnproof("claims").stdout
    [good, _] = json.loads(attnproof("claims", "--json").stdout)
    assert good["routes"] == ["symbolic", "certified"]
    assert good["planted"] == ["a cube", "no power"]


def test_explain_before_and_after_a_run(home: Path) -> None:
    before = attnproof("explain", "toy.refuted")
    assert before.exit_code == 0
    assert "none yet" in before.stdout
    attnproof("verify", "--planted", "--jobs", "1")
    after = attnproof("explain", "toy.refuted").stdout
    assert "multiply 3 by 3" in after
    assert "a cube: caught by symbolic" in after
    assert "Count on your fingers." in after


def test_explain_one_claim_only(home: Path) -> None:
    assert attnproof("explain", "toy.*").exit_code == 2
    assert attnproof("explain", "toy.none").exit_code == 2


def test_explain_with_a_damaged_ledger(home: Path) -> None:
    (home / "ledger.json").write_text("{")
    assert attnproof("explain", "toy.good").exit_code == 2


COMMAND = [sys.executable, "-m", "attnproof"]


def test_one_and_two_jobs_give_the_same_ledger(tmp_path: Path) -> None:
    told = [
        subprocess.run(
            [
                *COMMAND,
                "verify",
                "--fresh",
                "--planted",
                "--only",
                "radial.dominance-not-invariant",
                "--jobs",
                jobs,
                "--json",
                "-",
            ],
            capture_output=True,
            check=True,
        ).stdout
        for jobs in ("1", "2")
    ]
    assert told[0] == told[1]
    ledger.validate(json.loads(told[0]))


STATE = Path(__file__).resolve().parents[2] / "examples" / "orthogonal_heads.json"


def test_a_state_is_evaluated() -> None:
    told = json.loads(attnproof("evaluate", str(STATE), "--digits", "20", "--certified").stdout)
    assert set(told["energy"]["total"]) == {"mid", "rad"}
    assert told["conditions"]["head_orthogonality"]["mid"] == "0"


def test_what_is_no_state_leaves_with_2_and_what_is_out_of_reach_with_4(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    refused = attnproof("evaluate", str(wrong))
    assert (refused.exit_code, refused.stdout) == (2, "")
    far = json.loads(STATE.read_text()) | {"beta": "1e900"}
    wrong.write_text(json.dumps(far))
    assert attnproof("evaluate", str(wrong)).exit_code == 4


def test_doctor_and_version() -> None:
    assert "python-flint" in attnproof("doctor").stdout
    assert {"python-flint", "Lean"} <= {finding["name"] for finding in json.loads(attnproof("doctor", "--json").stdout)}
    assert attnproof("--version").stdout.startswith("attnproof ")


def test_with_an_unfit_library_nothing_is_checked(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attnproof.doctor.unfit", lambda: ["python-flint is too old (0.8, wanted >=0.9)"])
    result = attnproof("verify")
    assert result.exit_code == 3
    assert "too old" in result.stderr


def test_a_full_disk_is_one_line_and_4() -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        command = [sys.executable, "-m", "attnproof", "claims", "--json"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 4
    assert done.stderr.count(b"\n") == 1
