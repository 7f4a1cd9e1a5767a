"""What the README says is what the suite says and does."""

from __future__ import annotations

import json
import re
from pathlib import Path

from attnproof import claims
from attnproof.cli import app
from attnproof.evaluate import parse

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
REPORT = (ROOT / "REPORT.md").read_text(encoding="utf-8")


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]


def reported() -> dict[str, tuple[str, str]]:
    """The title and the verdict of each claim, in the report's tables."""
    return {
        match[1]: (row[1], row[2].strip("*"))
        for row in rows(REPORT)
        if (match := re.match(r"\[`([\w.-]+)`\]\(#", row[0]))
    }


def test_the_report_has_every_claim() -> None:
    assert list(reported()) == [claim.id for claim in claims.CLAIMS]


def test_its_table_counts_the_verdicts_of_the_report() -> None:
    kinds = ("established", "established under conditions", "refuted as stated")
    counted: dict[str, list[int]] = {}
    for claim_id, (_, verdict) in reported().items():
        counts = counted.setdefault(claim_id.split(".")[0], [0, 0, 0, 0])
        counts[kinds.index(verdict) if verdict in kinds else 3] += 1
    told = {row[0]: [int(count) for count in row[2:]] for row in rows(README) if row[-1].isdigit()}
    assert told == counted
    assert f"in {len(claims.CLAIMS)} claims" in README


def test_it_names_what_is_refuted() -> None:
    told = re.findall(r"(?m)^- `([\w.-]+)`: (.+)$", README)
    assert told == [(name, title) for name, (title, verdict) in reported().items() if verdict.startswith("refuted")]


def test_its_state_can_be_evaluated() -> None:
    [block] = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    assert json.loads(block)
    assert parse(block).n == 2


def test_every_command_is_named() -> None:
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert {name for name in commands if f"`attnproof {name}" not in README} == set()


def test_its_files_and_folders_exist() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
