"""What the suite claims: title and source of each claim, without loading SymPy when nothing has changed."""

from __future__ import annotations

from pathlib import Path

import attnproof
from attnproof.cache import Cache, digest

Registry = dict[str, tuple[str, str]]


def registry(folder: Path) -> Registry:
    """Title and source by id, kept in `folder` under the digest of the package's sources."""
    sources = sorted(Path(attnproof.__file__).parent.rglob("*.py"))
    key = digest("registry", [(path.name, path.read_text(encoding="utf-8")) for path in sources])
    kept = Cache(folder).get(key)
    if kept is None:
        from attnproof import claims

        kept = {claim.id: [claim.title, str(claim.source)] for claim in claims.CLAIMS}
        Cache(folder).put(key, kept)
    return {name: (title, source) for name, (title, source) in kept.items()}
