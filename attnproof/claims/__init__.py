"""The registry: every claim, in the order in which it is judged and reported."""

from __future__ import annotations

from attnproof.claim import Claim
from attnproof.claims import energy, model, radial

CLAIMS: tuple[Claim, ...] = (*model.CLAIMS, *energy.CLAIMS, *radial.CLAIMS)


def by_id(claim_id: str) -> Claim:
    """The claim with this id; KeyError when there is none."""
    return {claim.id: claim for claim in CLAIMS}[claim_id]
