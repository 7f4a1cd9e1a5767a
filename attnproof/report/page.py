"""REPORT.md: what each part of the page is made of; the templates say how it looks."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import groupby
from typing import Any

import jinja2

from attnproof import figures
from attnproof.evidence import Outcome, Strength
from attnproof.ledger import Ledger
from attnproof.report import graph, numbers, text
from attnproof.verdict import Verdict

MEANING = {
    Strength.CITED: "a theorem of the literature is relied on",
    Strength.SIMULATED: "floating-point flows, slopes or Monte Carlo agree with it",
    Strength.PROPERTY_TESTED: "a hunt (random states, then optimisation from the worst) finds nothing against it",
    Strength.HIGH_PRECISION: "it holds to many digits, by arithmetic without error bounds",
    Strength.CAS_SIMPLIFIED: "computer algebra simplifies it to what is claimed, by heuristics",
    Strength.EXACT_ALGEBRA: "it reduces to a normal form in exact arithmetic",
    Strength.CERTIFIED_ENCLOSURE: "interval arithmetic encloses the values, rounding included",
    Strength.LEAN_KERNEL: "a formal proof passes the kernel of Lean",
}
OUTCOME = {
    Outcome.HOLDS: "holds",
    Outcome.COUNTEREXAMPLE: "**counterexample**",
    Outcome.REJECTED: "**rejected**",
    Outcome.BROKEN: "**broken**: an error in the check",
    Outcome.NOT_RUN: "not run",
}
WITNESS = {
    Outcome.COUNTEREXAMPLE: "The counterexample",
    Outcome.REJECTED: "The state on which it failed",
}
LOUD = (Verdict.REFUTED, Verdict.FAILED)
UNDECIDED = (Verdict.CONJECTURE, Verdict.OPEN, Verdict.NOT_CHECKED)


def render(ledger: Ledger) -> str:
    """The page as Markdown: the same bytes for the same claims, evidence and verdicts."""
    claims = ledger["claims"]
    return (
        _environment()
        .get_template("report.md.j2")
        .render(
            claims=claims,
            tally=_tally(claims),
            seed=ledger["seed"],
            depth=ledger["depth"],
            families=[(name, list(members)) for name, members in groupby(claims, _family)],
            failed=[claim for claim in claims if claim["verdict"] == Verdict.FAILED],
            refuted=[claim for claim in claims if claim["verdict"] == Verdict.REFUTED],
            undecided=[claim for claim in claims if claim["verdict"] in UNDECIDED],
            not_run=[
                (claim, item) for claim in claims for item in claim["evidence"] if item["outcome"] == Outcome.NOT_RUN
            ],
            proofs=graph.flowchart(claims),
            alone=graph.alone(claims),
            meaning=MEANING,
        )
    )


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("attnproof", "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown, not HTML: every text of the ledger goes through `prose`, `cell` or a fence
    )
    rooms = (
        text.prose,
        text.cell,
        text.formula,
        text.brackets,
        text.source,
        text.anchor,
        text.alternative,
        text.series,
        text.scalar,
    )
    environment.filters |= {function.__name__: function for function in rooms}
    environment.filters |= {"paste": text.state, "verdict": _verdict, "caught": _caught, "outcome": OUTCOME.get}
    environment.globals |= {
        "notes": numbers.notes,
        "lists": numbers.lists,
        "tables": numbers.tables,
        "figures_of": figures.of,
        "witnesses": _witnesses,
        "rests_on": _rests_on,
        "together": _together,
    }
    return environment


def _family(claim: dict[str, Any]) -> str:
    name = str(claim["id"]).split(".")[0]
    return "ReLU" if name == "relu" else name.capitalize()


def _verdict(verdict: str) -> str:
    """In a few words, and loud where the reader should stop."""
    words = verdict.split(" (")[0]
    return f"**{words}**" if verdict in LOUD else words


def _tally(claims: list[dict[str, Any]]) -> list[str]:
    """ "2 established", "1 refuted as stated", in the order of the verdicts' definition."""
    counted = Counter(claim["verdict"] for claim in claims)
    return [f"{counted[verdict]} {_verdict(verdict)}" for verdict in Verdict if counted[verdict]]


def _caught(planted: list[dict[str, Any]]) -> str:
    caught = sum(wrong["caught"] for wrong in planted)
    if not planted:
        return "not planted"
    return f"{caught} of {len(planted)}" if caught == len(planted) else f"**{caught} of {len(planted)}**"


def _together(planted: list[dict[str, Any]]) -> list[str]:
    """The routes that caught every planted error, where all were caught by the same ones."""
    routes = {tuple(wrong["by"]) for wrong in planted if wrong["caught"]}
    return list(*routes) if len(routes) == 1 and all(wrong["caught"] for wrong in planted) else []


def _rests_on(claim: dict[str, Any], claims: list[dict[str, Any]]) -> list[str]:
    """What the claim's evidence rests on, each once: claims as links, theorems and tools as they are named."""
    ids = {other["id"] for other in claims}
    named = dict.fromkeys(name for item in claim["evidence"] for name in item["rests_on"])
    return [text.anchor(name) if name in ids else text.prose(name) for name in named]


def _witnesses(claim: dict[str, Any]) -> list[dict[str, Any]]:
    """The states that evidence exhibits and what was found there, each once."""
    found: list[dict[str, Any]] = []
    shown: list[Any] = []
    for item in claim["evidence"]:
        for number, case in enumerate(numbers.cases(item)):
            again = case["state"] is not None and case["state"] in shown
            rows = [row for row in case["rows"] if not any(row in other["rows"] for other in found)]
            if again and not rows:
                continue
            title = "Another case" if number else WITNESS.get(item["outcome"], "The state that shows it")
            shown.append(case["state"])
            columns = list(dict.fromkeys(how for _, values in rows for how in values))
            found.append(
                {
                    "title": "The same state" if again else title,
                    "route": item["route"],
                    "state": None if again else case["state"],
                    "rows": rows,
                    "columns": columns,
                }
            )
    return found
