"""How the Lean proofs of the claims rest on each other, as a Mermaid flowchart that GitHub draws."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from attnproof.evidence import Outcome, Route

RESTS_ON = "proofs rest on"  # in the numbers of Lean's evidence: the claims whose theorems the proofs use


def flowchart(claims: list[dict[str, Any]]) -> str:
    """An arrow from each claim to the claims whose proofs use its theorems; empty where no proof uses another's.

    Boxes in the order of the ledger, by family; claims without an arrow are left out.
    """
    arrows = _arrows(claims)
    ends = {end for arrow in arrows for end in arrow}
    boxes = {name: f"c{number}" for number, name in enumerate(claim["id"] for claim in claims if claim["id"] in ends)}
    lines = ["flowchart LR"] if arrows else []
    for family, members in groupby(boxes, lambda name: name.split(".")[0]):
        lines += [f"  subgraph {family}", *(f'    {boxes[name]}["{name}"]' for name in members), "  end"]
    return "\n".join([*lines, *(f"  {boxes[below]} --> {boxes[above]}" for below, above in arrows)])


def alone(claims: list[dict[str, Any]]) -> list[str]:
    """The claims with Lean proofs that use no other claim's theorems, and whose theorems no other proof uses."""
    ends = {end for arrow in _arrows(claims) for end in arrow}
    return [claim["id"] for claim in claims if _proofs(claim) and claim["id"] not in ends]


def _arrows(claims: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """(used, using), in the order of the ledger."""
    order = [claim["id"] for claim in claims]
    rests = {
        claim["id"]: {name for item in _proofs(claim) for name in item["numbers"].get(RESTS_ON, ())} for claim in claims
    }
    return [(below, above) for below in order for above in order if below in rests[above]]


def _proofs(claim: dict[str, Any]) -> list[dict[str, Any]]:
    """The evidence of proofs that stand."""
    standing = (Outcome.HOLDS, Outcome.COUNTEREXAMPLE)
    return [item for item in claim["evidence"] if item["route"] == Route.LEAN and item["outcome"] in standing]
