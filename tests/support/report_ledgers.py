"""Small ledgers for the tests of the report: every verdict, every kind of evidence, hostile texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from attnproof import ledger
from attnproof.claim import Check, Claim, Condition, Corrected, Planted, Source
from attnproof.evidence import Covers, Evidence, Outcome, Route, Strength
from attnproof.runner import Task
from numeric.state import aligned

HOSTILE = "a | b\n# c `d` <script>alert(1)</script> $x_i$ $5 *e* _f_ [g](h) ~~i~~ &amp; \\* Łojasiewicz"
WITNESS = aligned("1", [["4/5", "3/5"]], [[[1, 0], [0, 0]], [[0, 0], [0, "6/5"]]], attention="softmax")
TIMES = [0.1 * step for step in range(41)]
PROOF = Evidence(
    Route.SYMBOLIC,
    "sphere",
    Outcome.HOLDS,
    Strength.EXACT_ALGEBRA,
    Covers.EVERY,
    "On the sphere flow dE/dt is (1/n) times a sum of squares.",
    numbers={"sizes": "general n, d, H", "rules": ["Leibniz", "symmetry of <.,.>"]},
    steps=(r"$dE/dt = \frac1n \sum_i <v_i, P_{x_i} v_i>$", "Each term is a square."),
)
SAMPLE = Evidence(
    Route.CERTIFIED,
    "sphere",
    Outcome.HOLDS,
    Strength.CERTIFIED_ENCLOSURE,
    Covers.SAMPLED,
    "holds on 40 states by enclosures narrower than 1e-40",
    numbers={"states": 40, "width": 1e-40, "nothing": None, "both libraries": True, "long": "x" * 200},
)
FLOW = replace(
    SAMPLE,
    route=Route.SIMULATED,
    strength=Strength.SIMULATED,
    summary="the growth equals the integral of the rate on 30 flows",
    numbers={
        "series": [
            {
                "figure": "energy-along-flow",
                "title": "Energy along a flow",
                "caption": "n = 6, d = 3, H = 2, beta = 1.",
                "x": {"name": "time $t$", "unit": "dimensionless", "values": TIMES},
                "y": {"name": "energy", "unit": "dimensionless"},
                "lines": [
                    {"name": "$E(t)$", "values": [1 - 1 / (1 + time) for time in TIMES]},
                    {"name": "dissipated", "values": [1 - 1 / (1 + time) for time in TIMES]},
                ],
            }
        ],
        "table": {"caption": "How often.", "columns": ["ensemble", "share"], "rows": [["a | b", 0.12], ["GOE", "1/2"]]},
    },
)
AGAINST = replace(
    SAMPLE,
    outcome=Outcome.COUNTEREXAMPLE,
    covers=Covers.ONE,
    summary="dE/dt < 0 at one state",
    witness={
        "state": WITNESS.as_json(),
        "tokens": [["[0.8 +/- 1e-12]", "[0.6 +/- 1e-12]"]],
        "enclosed": {"dE/dt": {"Arb": "[-0.00123 +/- 1e-45]", "CORE-MATH": "[-0.00124, -0.00122]"}},
        "also": [{"state": WITNESS.on("flat").as_json(), "enclosed": {"dE/dt": {"Arb": "[0.1 +/- 1e-45]"}}}],
    },
    numbers={},
)
NOT_RUN = replace(SAMPLE, outcome=Outcome.NOT_RUN, summary="the tool is missing: `attnproof doctor`", numbers={})
TRUE = Condition("score symmetry", "Every score matrix is symmetric.", r"M_h = M_h^\top", lambda state: True)
WRONG = (Planted("P forgotten", {}), Planted("1/n^2 for 1/n", {}))
THEOREM = Claim(
    "energy.sphere",
    "The energy grows along the sphere flow",
    "Along the sphere flow dE/dt = (1/n) sum_i |xdot_i|^2, so E never decreases.",
    r"\frac{dE}{dt} = \frac1n \sum_i <\dot x_i, \dot x_i> \ge 0",
    Source("arXiv 2605.04279", "Theorem 11", "quoted in a public review"),
    (),
    WRONG,
    conditions=(TRUE,),
    by_hand="Differentiate E along the flow.",
)


def entry(claim: Claim, *evidence: Evidence, missed: Sequence[int] = ()) -> tuple[Claim, dict[Task, Evidence]]:
    """A claim with what its checks found; the planted errors of those numbers survive."""
    checks = tuple(
        Check(item.route, item.check, lambda: None, item.strength, item.covers, rests_on=item.rests_on)
        for item in evidence
    )
    found = {}
    for number, item in enumerate(evidence):
        found[Task(claim.id, number, None, 1)] = item
        if item.outcome is Outcome.NOT_RUN:
            continue
        for wrong in range(len(claim.planted)):
            outcome = Outcome.HOLDS if wrong in missed else Outcome.REJECTED
            found[Task(claim.id, number, wrong, 1)] = replace(item, outcome=outcome)
    return replace(claim, checks=checks), found


def of(*entries: tuple[Claim, dict[Task, Evidence]], planted: bool = True) -> dict[str, Any]:
    """The ledger of these entries."""
    found = {task: evidence for _, tasks in entries for task, evidence in tasks.items()}
    return ledger.build([claim for claim, _ in entries], found, planted=planted, depth=1)


def refuted() -> tuple[Claim, dict[Task, Evidence]]:
    """A claim that is false as stated, with its counterexample on two routes."""
    claim = replace(
        THEOREM,
        id="energy.softmax-many-heads",
        title="The energy grows with softmax attention",
        statement="With softmax attention E never decreases.",
        tex=r"\frac{dE}{dt} \ge 0",
        conditions=(),
        corrected=Corrected("With one head it never decreases.", r"H = 1 \Rightarrow dE/dt \ge 0", ("energy.sphere",)),
    )
    return entry(
        claim, AGAINST, replace(AGAINST, route=Route.SEARCHED, check="hunt", strength=Strength.PROPERTY_TESTED)
    )


def whole() -> dict[str, Any]:
    """A ledger in which each verdict but `failed` occurs."""
    return of(
        entry(THEOREM, PROOF, SAMPLE, FLOW, NOT_RUN),
        refuted(),
        entry(replace(THEOREM, id="radial.sampled", conditions=()), replace(SAMPLE, rests_on=("energy.sphere",))),
        entry(replace(THEOREM, id="radial.open", planted=WRONG, by_hand="")),
        entry(replace(THEOREM, id="radial.not-run", source=Source("ours")), NOT_RUN),
        entry(
            replace(THEOREM, id="radial.exists", says="some", conditions=()),
            replace(PROOF, covers=Covers.ONE, witness={"state": WITNESS.as_json()}, rests_on=("cited: a theorem",)),
        ),
    )


def hostile() -> dict[str, Any]:
    """A ledger whose every text tries to break out of its place, and that fails."""
    claim = replace(
        THEOREM,
        title=HOSTILE,
        statement=HOSTILE,
        source=Source(HOSTILE, HOSTILE, HOSTILE),
        conditions=(Condition(HOSTILE, HOSTILE, "x", lambda state: True),),
        planted=(Planted(HOSTILE, {}), Planted("caught", {})),
        by_hand=HOSTILE,
    )
    broken = replace(
        SAMPLE,
        outcome=Outcome.REJECTED,
        summary=HOSTILE,
        numbers={HOSTILE: "a | b", "table": [{"caption": HOSTILE, "columns": [HOSTILE], "rows": [[HOSTILE]]}]},
        steps=(HOSTILE,),
        witness={"where": [HOSTILE]},
    )
    return of(entry(claim, broken, replace(PROOF, check="other"), missed=(0,)))
