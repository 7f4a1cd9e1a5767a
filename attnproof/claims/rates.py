"""The rates claims of arXiv 2605.04279."""

from __future__ import annotations

from attnproof.claim import Claim

CLAIMS: tuple[Claim, ...] = ()
