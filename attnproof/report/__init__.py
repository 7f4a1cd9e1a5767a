"""REPORT.md and its figures, rendered from the ledger; nothing is computed on the way."""

from __future__ import annotations

import re
from pathlib import Path

from attnproof import figures
from attnproof.files import write_text
from attnproof.ledger import Ledger
from attnproof.report import page

FIGURES = "figures"
REPORT = "REPORT.md"
SHOWN = re.compile(rf"\(({FIGURES}/[\w.-]+\.svg)\)")


def write(ledger: Ledger, home: Path) -> list[str]:
    """Bring REPORT.md and figures/*.svg under `home` up to the ledger; the names of the files that changed.

    Only files whose bytes change are written. A figure that the old report showed and the new one does not is
    removed; nobody else's files are touched.
    """
    files = rendered(ledger)
    changed = _stale(files, home)
    (home / FIGURES).mkdir(exist_ok=True)
    for name in changed:
        if name in files:
            write_text(home / name, files[name])
        else:
            (home / name).unlink(missing_ok=True)
    return changed


def stale(ledger: Ledger, home: Path) -> list[str]:
    """The names of the files under `home` that differ from what the ledger gives, are missing, or are left over."""
    return _stale(rendered(ledger), home)


def rendered(ledger: Ledger) -> dict[str, str]:
    """Every file of the report by its name: REPORT.md, and a figure for each that a piece of evidence carries."""
    drawn = {f"{FIGURES}/{name}.svg": figures.svg(figure) for name, figure in figures.shown(ledger).items()}
    return {REPORT: page.render(ledger), **drawn}


def _stale(files: dict[str, str], home: Path) -> list[str]:
    differing = [name for name, text in files.items() if _content(home / name) != text.encode()]
    old = (_content(home / REPORT) or b"").decode(errors="replace")
    left_over = [name for name in sorted(set(SHOWN.findall(old))) if name not in files and (home / name).exists()]
    return differing + left_over


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
