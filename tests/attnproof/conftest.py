"""A registry of toy claims and a home of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from attnproof import claims
from attnproof.claim import Claim


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Put claims in place of the registry, and a new folder in place of the checkout."""

    def put(*toys: Claim) -> Path:
        monkeypatch.setattr(claims, "CLAIMS", toys)
        for module in ("session", "files"):
            monkeypatch.setattr(f"attnproof.{module}.home", lambda: tmp_path)
        return tmp_path

    return put
