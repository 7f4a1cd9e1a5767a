"""The energy claims of arXiv 2605.04279, section by section as the paper makes them."""

from __future__ import annotations

from attnproof.claim import Claim, Corrected, Planted, Source
from attnproof.conditions import ONE_HEAD, SCORE_SYMMETRY, VALUE_ALIGNMENT
from attnproof.evidence import Covers, Outcome
from attnproof.routes import certified, confirmed, derived, formalised, searched, simulated, sought
from numeric import energy as numeric
from numeric import witness
from numeric.energy import balances as simulate
from numeric.energy import monotone
from numeric.states import Family
from symbolic import counterexamples
from symbolic import energy as symbolic

PAPER = "arXiv 2605.04279"
OURS = Source("ours")

GRADIENT_CASE = Family(symmetric=True, aligned=True)
ON_THE_FLAT_FLOW = Family(symmetric=True, aligned=True, geometry="flat")
ONE_SOFTMAX_HEAD = Family(symmetric=True, aligned=True, attention="softmax", most_heads=1)
SOFTMAX_HEADS = Family(symmetric=True, aligned=True, attention="softmax", fewest_heads=2)

WITHOUT_CONDITIONS = {"score symmetry": {"symmetric": False}, "value alignment": {"aligned": False}}

CLAIMS = (
    Claim(
        id="energy.gradient",
        title="The velocity is n times the gradient of the energy",
        statement=(
            "For un-normalised attention with symmetric score matrices and aligned values, the gradient of the "
            "multi-head energy in token i is v_i / n, for every n, d and H."
        ),
        tex=(
            r"\nabla_{x_i} E = \frac1n\, v_i, \qquad E = \sum_{h=1}^H \frac{1}{2\beta n^2} "
            r"\sum_{i,j=1}^n e^{\beta \langle x_i, M_h x_j\rangle}, \qquad v_i = \frac1n \sum_{h=1}^H \sum_{j=1}^n "
            r"e^{\beta \langle x_i, M_h x_j\rangle} V_h x_j"
        ),
        source=Source(PAPER, "behind Theorem 11", "the definitions are quoted; the identity is derived here"),
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT),
        family=GRADIENT_CASE,
        checks=(
            derived(symbolic.gradient),
            derived(symbolic.gradient_spot, covers=Covers.SAMPLED),
            *confirmed(numeric.gradient_identity),
            simulated(simulate.gradient_slope),
            formalised("energy.gradient"),
        ),
        planted=(
            Planted("the factor 1/2 of the energy dropped", {"half": False}),
            Planted("1/n^2 for 1/n", {"tokens_power": 2}),
            Planted("the pairs i = j left out of the energy", {"self_pairs": False}),
        ),
        by_hand=(
            "Move x_i by t w: token i enters the double sum once on the left and once on the right of M_h. The two "
            "parts are equal because M_h is symmetric, so the 1/2 cancels, and beta cancels the 1/beta."
        ),
    ),
    Claim(
        id="energy.flat",
        title="The energy grows along the flat flow",
        statement=(
            "Along the flat flow xdot_i = v_i the energy grows at the rate (1/n) sum_i |v_i|^2, never a negative one."
        ),
        tex=r"\dot x_i = v_i \quad\Longrightarrow\quad \frac{dE}{dt} = \frac1n \sum_{i=1}^n |v_i|^2 \ge 0",
        source=Source(PAPER, "", "the abstract: non-decreasing along flat dynamics; the rate is derived here"),
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT),
        family=ON_THE_FLAT_FLOW,
        checks=(
            derived(symbolic.flat),
            *confirmed(numeric.flat),
            simulated(simulate.flat_balance),
            searched(numeric.flat, without=WITHOUT_CONDITIONS),
            formalised("energy.flat"),
        ),
        planted=(
            Planted("a stray factor 2", {"factor": 2}),
            Planted("the factor 1/n dropped", {"tokens_power": 0}),
            Planted("1/n^2 for 1/n", {"tokens_power": 2}),
        ),
        by_hand="The chain rule with energy.gradient: dE/dt = sum_i <v_i / n, v_i>.",
    ),
    Claim(
        id="energy.sphere",
        title="The energy grows along the sphere flow",
        statement=(
            "Along the sphere flow xdot_i = P_{x_i} v_i the energy grows at the rate (1/n) sum_i |xdot_i|^2, which is "
            "never negative."
        ),
        tex=(
            r"\dot x_i = P_{x_i} v_i,\quad P_x = I - x x^\top \quad\Longrightarrow\quad "
            r"\frac{dE}{dt} = \frac1n \sum_{i=1}^n |\dot x_i|^2 \ge 0"
        ),
        source=Source(PAPER, "Theorem 11", "the formula is quoted in a public review"),
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT),
        family=GRADIENT_CASE,
        checks=(
            derived(symbolic.sphere),
            derived(symbolic.sphere_spot, covers=Covers.SAMPLED),
            *confirmed(numeric.sphere),
            simulated(simulate.sphere_balance),
            searched(numeric.sphere, without=WITHOUT_CONDITIONS),
            formalised("energy.sphere"),
        ),
        planted=(
            Planted("the projection P forgotten", {"projected": False}),
            Planted("the factor 1/n dropped", {"tokens_power": 0}),
            Planted("1/n^2 for 1/n", {"tokens_power": 2}),
        ),
        by_hand="dE/dt = sum_i <v_i / n, P v_i>, and P is a symmetric projection, so <v, P v> = |P v|^2.",
    ),
    Claim(
        id="energy.needs-symmetry",
        title="Without score symmetry the energy can decrease",
        statement=(
            "Condition 3 cannot be dropped: with value alignment but a score matrix that is not symmetric, the energy "
            "decreases at some states, on the flat flow and on the sphere flow."
        ),
        tex=(
            r"n = 1,\; M = V = \begin{pmatrix} 0 & -2 \\ 1 & 0 \end{pmatrix},\; x = (1, 0)^\top: "
            r"\qquad \frac{dE}{dt} = -\frac12"
        ),
        source=OURS,
        conditions=(VALUE_ALIGNMENT,),
        family=Family(aligned=True),
        says="some",
        checks=(
            derived(counterexamples.needs_symmetry, covers=Covers.ONE),
            certified(witness.needs_symmetry),
            simulated(monotone.needs_symmetry_frequency),
            sought(monotone.without_symmetry),
            formalised("energy.needs-symmetry", covers=Covers.ONE),
        ),
        planted=(
            Planted("the score matrix replaced by its symmetric part", {"symmetrised": True}),
            Planted("the rate taken from Theorem 11, which needs Condition 3", {"rate": "dissipation"}),
        ),
        by_hand="M x = (0, 1) and M^T x = (0, -2); the gradient is (M + M^T) x / 2 = (0, -1/2) and xdot = (0, 1).",
    ),
    Claim(
        id="energy.needs-alignment",
        title="Without value alignment the energy can decrease",
        statement=(
            "Condition 4 cannot be dropped: with a symmetric score matrix but another value matrix the energy "
            "decreases at some states."
        ),
        tex=(
            r"n = 2,\; M = -I,\; V = I,\; \langle x_1, x_2\rangle = 0,\ \text{sphere flow}: \qquad "
            r"\frac{dE}{dt} = -\frac14"
        ),
        source=OURS,
        conditions=(SCORE_SYMMETRY,),
        family=Family(symmetric=True),
        says="some",
        checks=(
            derived(counterexamples.needs_alignment, covers=Covers.ONE),
            certified(witness.needs_alignment),
            simulated(monotone.needs_alignment_frequency),
            sought(monotone.without_alignment),
            formalised("energy.needs-alignment", covers=Covers.ONE),
        ),
        planted=(
            Planted("the value matrix set equal to the score matrix", {"aligned": True}),
            Planted("the rate taken from Theorem 11, which needs Condition 4", {"rate": "dissipation"}),
        ),
        by_hand=(
            "The tokens attract each other (V = I) while the energy rewards their distance (M = -I): "
            "along the sphere each token's gradient is -x_j / 4 and its velocity is x_j / 2."
        ),
    ),
    Claim(
        id="energy.softmax-one-head",
        title="With softmax and one head the energy still grows",
        statement=(
            "Along the softmax-normalised sphere flow with one head the energy grows at the rate "
            "(1/n^2) sum_i Z_i |P s_i|^2, s_i the normalised output."
        ),
        tex=(
            r"\dot x_i = P_{x_i} s_i,\quad s_i = \frac{f_i}{Z_i},\quad Z_i = \sum_j e^{\beta\langle x_i, M x_j\rangle} "
            r"\quad\Longrightarrow\quad \frac{dE}{dt} = \frac1{n^2}\sum_{i=1}^n Z_i\, |P_{x_i} s_i|^2 \ge 0"
        ),
        source=OURS,
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT, ONE_HEAD),
        family=ONE_SOFTMAX_HEAD,
        checks=(
            derived(symbolic.softmax_one_head),
            *confirmed(numeric.softmax_one_head),
            simulated(simulate.softmax_balance),
            searched(
                numeric.softmax_one_head,
                without={**WITHOUT_CONDITIONS, "one head": {"fewest_heads": 2, "most_heads": 4}},
            ),
            formalised("energy.softmax-one-head"),
        ),
        planted=(
            Planted("the weight Z_i dropped", {"weighted": False}),
            Planted("1/n for 1/n^2", {"tokens_power": 1}),
        ),
        by_hand="The gradient is f_i / n^2 = Z_i s_i / n^2, a positive multiple of the velocity before projection.",
    ),
    Claim(
        id="energy.softmax-many-heads",
        title="With softmax and several heads the energy never decreases",
        statement=(
            "Under Conditions 3 and 4 the multi-head energy is non-decreasing along the softmax-normalised flow for "
            "any number of heads (the literal reading of: tokens evolve under softmax interaction potentials)."
        ),
        tex=(
            r"\dot x_i = P_{x_i} \sum_{h=1}^H \frac{f_i^h}{Z_i^h} \quad\Longrightarrow\quad \frac{dE}{dt} \ge 0 "
            r"\quad\text{for every } H"
        ),
        source=Source(PAPER, "abstract", "a reading of the abstract; the paper's Theorem 11 is un-normalised"),
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT),
        family=SOFTMAX_HEADS,
        corrected=Corrected(
            "The energy is non-decreasing for softmax attention with one head, and for un-normalised attention with "
            "any number of heads. With softmax and two heads it can decrease.",
            r"\text{softmax},\ H = 1:\ \frac{dE}{dt} \ge 0; \qquad "
            r"\text{un-normalised, every } H:\ \frac{dE}{dt} \ge 0",
            ("energy.softmax-one-head", "energy.sphere"),
        ),
        checks=(
            derived(counterexamples.softmax_many_heads, covers=Covers.ONE, finds=Outcome.COUNTEREXAMPLE),
            certified(witness.softmax_many_heads, finds=Outcome.COUNTEREXAMPLE),
            simulated(monotone.softmax_many_heads_frequency, finds=Outcome.COUNTEREXAMPLE),
            sought(monotone.softmax_many_heads, finds=Outcome.COUNTEREXAMPLE),
            formalised("energy.softmax-many-heads", covers=Covers.ONE, finds=Outcome.COUNTEREXAMPLE),
        ),
        planted=(
            Planted("the second head left out", {"heads": 1}),
            Planted("(a - b) for (b - a) in the closed form", {"signs": "swapped"}),
        ),
        by_hand=(
            "One token, M_1 = diag(1, 0), M_2 = diag(0, 6/5), x = (4/5, 3/5), beta = 1: softmax weights are 1, so the "
            "token moves towards the stronger head 2 while head 1's exponential is the larger one."
        ),
    ),
    Claim(
        id="energy.critical-points",
        title="Trajectories converge to a critical point",
        statement=(
            "Every trajectory of the sphere flow converges to a single critical point of the energy: the flow is n "
            "times the Riemannian gradient of an analytic function on a compact analytic manifold, and "
            "Łojasiewicz's theorem applies. The gradient structure is proved here; the theorem itself is cited."
        ),
        tex=(
            r"\dot x_i = n \, P_{x_i} \nabla_{x_i} E \quad\Longrightarrow\quad x(t) \to x_\infty,\quad "
            r"P \nabla E(x_\infty) = 0"
        ),
        source=Source(PAPER, "", "a consequence; the theorem is Łojasiewicz's (1963), cited and not re-proved"),
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT),
        family=GRADIENT_CASE,
        checks=(
            derived(symbolic.critical_points, rests_on=("cited: Łojasiewicz's gradient theorem (1963)",)),
            *confirmed(numeric.critical_points),
            simulated(simulate.convergence),
        ),
        planted=(
            Planted("the factor n dropped", {"tokens_power": 0}),
            Planted("the projection P forgotten", {"projected": False}),
        ),
        by_hand="Compare xdot_i = P v_i with grad_{x_i} E = v_i / n, and read Łojasiewicz for the convergence.",
    ),
)
