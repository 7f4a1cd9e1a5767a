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


def test_its_table_of_verdicts_is_that_of_the_report() -> None:
    told = {row[0].strip("`"): row[1:] for row in rows(README) if re.fullmatch(r"`\w+\.[\w-]+`", row[0])}
    reported = {
        match[1]: [row[1], row[2].strip("*")]
        for row in rows(REPORT)
        if (match := re.match(r"\[`([\w.-]+)`\]\(#", row[0]))
    }
    assert list(told) == [claim.id for claim in claims.CLAIMS]
    assert told == reported


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
