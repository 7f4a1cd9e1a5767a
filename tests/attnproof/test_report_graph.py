"""The flowchart of the report: which claims' Lean proofs use which others' theorems."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from report_ledgers import PROOF, THEOREM, entry, of

from attnproof.evidence import Evidence, Outcome, Route, Strength
from attnproof.report import graph, page

LEAN = replace(PROOF, route=Route.LEAN, check="theorems", strength=Strength.LEAN_KERNEL, numbers={}, steps=())


def ledger(**proofs: Evidence) -> dict[str, Any]:
    """A ledger of claims a.one, a.two, b.one, ... with these Lean proofs."""
    return of(*(entry(replace(THEOREM, id=name.replace("_", ".")), proof) for name, proof in proofs.items()))


def using(*names: str, outcome: Outcome = Outcome.HOLDS) -> Evidence:
    return replace(LEAN, numbers={graph.RESTS_ON: list(names)} if names else {}, outcome=outcome)


SAMPLE = ledger(a_one=using(), a_two=using("a.one"), b_one=using("a.one", "a.two"), b_two=using())


def test_an_arrow_leads_from_what_is_used_to_what_uses_it() -> None:
    assert graph.flowchart(SAMPLE["claims"]).splitlines() == [
        "flowchart LR",
        "  subgraph a",
        '    c0["a.one"]',
        '    c1["a.two"]',
        "  end",
        "  subgraph b",
        '    c2["b.one"]',
        "  end",
        "  c0 --> c1",
        "  c0 --> c2",
        "  c1 --> c2",
    ]


def test_the_page_has_it_and_names_those_that_stand_by_themselves() -> None:
    rendered = page.render(SAMPLE)
    section = rendered.split("\n## How the proofs hang together\n")[1].split("\n## ")[0]
    assert "```mermaid\nflowchart LR\n" in section
    assert "By themselves stand those of [`b.two`](#btwo)." in section


def test_where_no_proof_uses_another_nothing_is_drawn() -> None:
    for proof in (using(), using("c.unknown"), using("a.one", outcome=Outcome.REJECTED)):
        assert "hang together" not in page.render(ledger(a_one=using(), b_one=proof))


def test_evidence_of_other_routes_is_no_proof() -> None:
    symbolic = replace(PROOF, numbers={graph.RESTS_ON: ["a.one"]})
    claims = ledger(a_one=using(), a_two=symbolic)["claims"]
    assert graph.flowchart(claims) == ""
    assert graph.alone(claims) == ["a.one"]
