"""The registry: every claim, in the order in which it is judged and reported."""

from __future__ import annotations

from attnproof.claim import Claim
from attnproof.claims import energy, entropy, equiangular, model, radial, rates, relu

FAMILIES = (model, energy, radial, equiangular, rates, relu, entropy)
CLAIMS: tuple[Claim, ...] = tuple(claim for family in FAMILIES for claim in family.CLAIMS)


def by_id(claim_id: str) -> Claim:
    """The claim with this id; KeyError when there is none."""
    return {claim.id: claim for claim in CLAIMS}[claim_id]
