"""The claims of arXiv 2605.04279 on radial shadows and per-head energies."""

from __future__ import annotations

from attnproof.claim import Claim, Corrected, Planted, Source
from attnproof.claims.energy import GRADIENT_CASE, OURS, PAPER, WITHOUT_CONDITIONS
from attnproof.conditions import HEAD_ORTHOGONALITY, SCORE_SYMMETRY, SEMIDEFINITE, VALUE_ALIGNMENT
from attnproof.evidence import Covers, Outcome
from attnproof.routes import certified, confirmed, derived, formalised, searched, simulated
from numeric import radial as numeric
from numeric import witness
from numeric.energy import balances as simulate
from numeric.energy import monotone
from numeric.radial import clusters, equilibrium, persistence, typical
from numeric.states import Family
from symbolic import counterexamples
from symbolic import radial as symbolic
from symbolic.radial import dominance, invariance
from symbolic.radial import persistence as symbolic_persistence

SEVERAL_HEADS = Family(symmetric=True, aligned=True, fewest_heads=2)
ORTHOGONAL_HEADS = Family(symmetric=True, aligned=True, orthogonal=True, fewest_heads=2)

CLAIMS = (
    Claim(
        id="radial.projection",
        title="The projection identities",
        statement=(
            "For a unit vector x the matrix P = I - x x^T is symmetric and idempotent, <Pu, Pw> = <u, w> - "
            "<x, u><x, w>, and |Pu|^2 = |u|^2 - <x, u>^2 is never negative."
        ),
        tex=(
            r"|x| = 1,\ P = I - x x^\top:\quad P^\top = P = P^2,\quad \langle Pu, Pw\rangle = \langle u, w\rangle - "
            r"\langle x, u\rangle\langle x, w\rangle,\quad |Pu|^2 = |u|^2 - \langle x, u\rangle^2 \ge 0"
        ),
        source=Source(PAPER, "", "named in public summaries; the form is derived here"),
        family=Family(),
        checks=(
            derived(symbolic.projection),
            *confirmed(numeric.projection),
            searched(numeric.projection),
            formalised("radial.projection"),
        ),
        planted=(
            Planted("I + x x^T for I - x x^T", {"sign": 1}),
            Planted("the square of <x, u> dropped", {"squared": False}),
        ),
        by_hand="Multiply out with <x, x> = 1.",
    ),
    Claim(
        id="radial.decomposition",
        title="Per-head rates: own motion plus interference",
        statement=(
            "On the sphere each head's energy grows at the rate n^-3 sum_i [tau_h^2 + sum over the other heads of "
            "(<f^h, f^h'> - rho^h rho^h')]; on the flat flow the radial shadows rho are absent."
        ),
        tex=(
            r"\frac{dE_h}{dt} = \frac1{n^3}\sum_{i=1}^n \Big[ (\tau_i^h)^2 + \sum_{h' \ne h} \big( \langle f_i^h, "
            r"f_i^{h'}\rangle - \rho_i^h \rho_i^{h'} \big) \Big], \qquad \rho_i^h = \langle x_i, f_i^h\rangle,\ "
            r"\tau_i^h = |P_{x_i} f_i^h|"
        ),
        source=Source(PAPER, "", "radial shadow terms are named in the abstract; the formula is derived here"),
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT),
        family=GRADIENT_CASE,
        checks=(
            derived(symbolic.decomposition),
            derived(symbolic.decomposition_spot, covers=Covers.SAMPLED),
            *confirmed(numeric.decomposition),
            simulated(simulate.decomposition_balance),
            formalised("radial.decomposition"),
        ),
        planted=(
            Planted("the shadow term with the wrong sign", {"shadow_sign": 1}),
            Planted("1/n^2 for 1/n^3", {"tokens_power": 2}),
            Planted("h' = h counted among the other heads", {"others_only": False}),
        ),
        by_hand="grad_{x_i} E_h = f_i^h / n^2 and xdot_i = (1/n) P sum_h' f_i^h'; expand <f^h, P f^h'>.",
    ),
    Claim(
        id="radial.obstruction",
        title="Orthogonal heads do not protect a single head's energy on the sphere",
        statement=(
            "Even when the heads act on orthogonal subspaces, a single head's energy can decrease along the sphere "
            "flow; along the flat flow it never does. The radial shadow terms make the difference."
        ),
        tex=(
            r"M_h M_{h'} = 0:\quad \text{flat } \frac{dE_h}{dt} = \frac1{n^3}\sum_i |f_i^h|^2 \ge 0; \qquad "
            r"\text{sphere, } n = 1,\ M_1 = \mathrm{diag}(a, 0),\ M_2 = \mathrm{diag}(0, b): \frac{dE_1}{dt} = "
            r"-a e^{\beta a c^2} s^2 c^2 \big(b e^{\beta b s^2} - a e^{\beta a c^2}\big)"
        ),
        source=Source(
            PAPER, "abstract", "persisting even under orthogonality assumptions; the example is derived here"
        ),
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT, HEAD_ORTHOGONALITY),
        family=ORTHOGONAL_HEADS,
        checks=(
            derived(counterexamples.obstruction),
            *confirmed(numeric.obstruction),
            certified(witness.obstruction),
            simulated(monotone.obstruction_flow),
            searched(
                numeric.obstruction,
                without={
                    **WITHOUT_CONDITIONS,
                    "head orthogonality": {"orthogonal": False},
                    "the flat flow": {"nonnegative": "energy_rate"},
                },
            ),
            formalised("radial.obstruction"),
        ),
        planted=(
            Planted("the decrease claimed on the flat flow", {"geometry": "flat"}),
            Planted("the shadow term left out", {"shadow": False}),
        ),
        by_hand="Put x = (3/5, 4/5), a = b = beta = 1: head 2 is the stronger, so the token leaves head 1's axis.",
    ),
    Claim(
        id="radial.dominance",
        title="Radial Dominance is sufficient for per-head monotonicity",
        statement=(
            "For orthogonal outputs each of the dominance variants, taken at every token, makes a head's energy "
            "non-decreasing on the sphere, and (A) implies (E) implies (B) implies (C). The paper's own wording of "
            "the condition is not known to us; (A) and (E), which agree for two heads, are the ones that fit its "
            "golden-ratio threshold."
        ),
        tex=(
            r"\begin{aligned} (A)\ \tau_h^2 &\ge |\rho_h| \textstyle\sum_{h'\ne h} |f^{h'}| & (E)\ \tau_h^2 &\ge "
            r"|\rho_h| \big|\textstyle\sum_{h'\ne h} f^{h'}\big| \\ (B)\ \tau_h^2 &\ge |\rho_h| "
            r"\textstyle\sum_{h'\ne h} |\rho_{h'}| & (C)\ \tau_h^2 &\ge \rho_h "
            r"\textstyle\sum_{h'\ne h} \rho_{h'} \end{aligned} "
            r"\qquad (A) \Rightarrow (E) \Rightarrow (B) \Rightarrow (C) \Rightarrow \frac{dE_h}{dt} \ge 0"
        ),
        source=Source(PAPER, "Theorem 17", "the theorem is quoted; the exact condition is unknown"),
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT, HEAD_ORTHOGONALITY),
        family=ORTHOGONAL_HEADS,
        checks=(
            derived(dominance.dominance, rests_on=("radial.decomposition",)),
            *confirmed(numeric.dominance),
            searched(
                numeric.dominance,
                without={
                    **WITHOUT_CONDITIONS,
                    "head orthogonality": {"orthogonal": False},
                    "Radial Dominance": {"nonnegative": "energy_rate"},
                },
            ),
            formalised("radial.dominance"),
        ),
        planted=(
            Planted("the shadow term with the wrong sign", {"shadow_sign": 1}),
            Planted("tau for tau^2", {"tangential_squared": False}),
        ),
        by_hand="With <f^h, f^h'> = 0 the decomposition's bracket is tau^2 - rho_h sum rho_h': variant (C) itself.",
    ),
    Claim(
        id="radial.dominance-not-invariant",
        title="Radial Dominance does not persist along the flow",
        statement=(
            "Radial Dominance at time 0, for every head and token, need not persist: later it can fail and a head's "
            "energy decrease. One token under the two heads below, with x_1^2 >= x_2^2 > 0 and x_3 != 0 at time 0, "
            "loses it: dE_2/dt < 0 for all t >= 0 with t > T."
        ),
        tex=(
            r"n = 1,\ M_1 = \mathrm{diag}(a, 0, 0),\ M_2 = \mathrm{diag}(0, b, 0),\ a > b > 0; "
            r"\quad x_1(0)^2 \ge x_2(0)^2 > 0,\ x_3(0) \ne 0: \quad \frac{dE_2}{dt} < 0 \ \text{ for all } t \ge 0,\ "
            r"t > T = \frac1{2b} \ln \frac{2b\, e^{\beta b/2}\, x_3(0)^2}{(a - b)(1 - x_3(0)^2)}"
        ),
        source=OURS,
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT, HEAD_ORTHOGONALITY),
        family=ORTHOGONAL_HEADS,
        says="some",
        checks=(
            derived(invariance.dominance_not_invariant, covers=Covers.ONE),
            certified(witness.dominance_not_invariant),
            simulated(monotone.dominance_lost),
        ),
        planted=(
            Planted("the rate's sign turned", {"rate_sign": -1}),
            Planted("the second head left out", {"heads": 1}),
        ),
        by_hand="Watch p = x_1^2 and q = x_2^2: p / q grows, x_3 dies out, and then q can only fall.",
    ),
    Claim(
        id="radial.robust",
        title="Per-head monotonicity survives approximate orthogonality",
        statement=(
            "If the heads' outputs overlap by at most eps |f^h||f^h'|, a head's energy rate is at least n^-3 sum_i "
            "[tau^2 - |rho_h| sum |rho_h'| - eps |f^h| sum |f^h'|]; and the overlap is at most |M_h M_h'|_2 Z^h Z^h'."
        ),
        tex=(
            r"|\langle f^h, f^{h'}\rangle| \le \varepsilon |f^h||f^{h'}| \ \Longrightarrow\ \frac{dE_h}{dt} \ge "
            r"\frac1{n^3} \sum_i \Big[ \tau_h^2 - |\rho_h| \sum_{h'\ne h} |\rho_{h'}| - \varepsilon |f^h| "
            r"\sum_{h'\ne h} |f^{h'}| \Big], \qquad |\langle f^h, f^{h'}\rangle| \le \|M_h M_{h'}\|_2\, Z^h Z^{h'}"
        ),
        source=Source(PAPER, "abstract", "robustness to approximate orthogonality; the paper's constant is unknown"),
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT),
        family=SEVERAL_HEADS,
        checks=(
            derived(dominance.robust, rests_on=("radial.decomposition",)),
            *confirmed(numeric.robust),
            searched(numeric.robust, without=WITHOUT_CONDITIONS),
            formalised("radial.robust"),
        ),
        planted=(
            Planted("eps^2 for eps", {"epsilon_power": 2}),
            Planted("1/n^2 for 1/n^3", {"tokens_power": 2}),
        ),
        by_hand="Bound each term of the decomposition's interference from below by minus its absolute value.",
    ),
    Claim(
        id="radial.typical",
        title="Random score matrices meet the conditions",
        statement=(
            "With two or more heads, score matrices drawn at random typically have orthogonal heads and meet Radial "
            "Dominance (the referee's first question, which the paper leaves open)."
        ),
        tex=(
            r"H \ge 2:\quad \Pr\big[\, M_h M_{h'} = 0 \ (h \ne h') \text{ and Radial Dominance}\,\big] \approx 1 "
            r"\quad\text{for GOE and Wishart } M_h"
        ),
        source=Source(PAPER, "first major objection of a public review", "unanswered by the paper"),
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT),
        family=SEVERAL_HEADS,
        corrected=Corrected(
            "Head orthogonality forces the ranks of the heads to add up to at most d, so two or more heads of full "
            "rank never meet it, and GOE and Wishart matrices are of full rank but for a set of measure zero. "
            "Radial Dominance is a matter of degree, measured below: variant (A) at every token is rare at moderate "
            "d, the weaker variants become typical as d grows, and at random starts a head's energy seldom falls "
            "although the conditions fail.",
            r"M_h M_{h'} = 0\ (h \ne h') \ \Longrightarrow\ \sum_{h=1}^H \operatorname{rank} M_h \le d",
            (),
        ),
        checks=(
            derived(symbolic.typical_rank, finds=Outcome.COUNTEREXAMPLE),
            simulated(typical.typical, finds=Outcome.COUNTEREXAMPLE),
        ),
        planted=(
            Planted("the largest rank for the sum of the ranks", {"bound": "max"}),
            Planted("the trace of M_h M_h' for its norm", {"orthogonality": "trace"}),
        ),
        by_hand="The ranges of orthogonal symmetric heads are orthogonal subspaces of R^d: add their dimensions.",
    ),
    Claim(
        id="radial.equilibrium",
        title="At rest no head dominates another",
        statement=(
            "For orthogonal outputs the margin of (C), of every head at every token, is n <f_i^h, xdot_i>. At an "
            "equilibrium it is 0, and no margin of (A), (E) or (B) is positive: (A) or (E) holds there for a head at a "
            "token exactly if its own output or every other head's is 0. So a flow that converges to an equilibrium "
            "with two non-zero outputs at one token fails (A) and (E) there from some time on."
        ),
        tex=(
            r"\langle f_i^h, f_i^{h'}\rangle = 0\ (h \ne h'):\quad (\tau_i^h)^2 - \rho_i^h \sum_{h'\ne h} "
            r"\rho_i^{h'} = n \langle f_i^h, \dot x_i\rangle; \qquad \dot x_i = 0:\ (A) \iff (E) \iff f_i^h = 0 "
            r"\ \text{or}\ f_i^{h'} = 0 \text{ for all } h' \ne h"
        ),
        source=OURS,
        conditions=(VALUE_ALIGNMENT, HEAD_ORTHOGONALITY),
        family=Family(aligned=True, orthogonal=True, fewest_heads=2),
        checks=(
            derived(symbolic_persistence.equilibrium, rests_on=("radial.dominance",)),
            *confirmed(equilibrium.equilibrium),
            searched(equilibrium.equilibrium, without={"head orthogonality": {"orthogonal": False}}),
        ),
        planted=(
            Planted("tau for tau^2", {"tangential_squared": False}),
            Planted("h' = h counted among the other heads", {"others_only": False}),
        ),
        by_hand=(
            "Under diag(1, 0) and diag(0, 1) the token (1, 1)/sqrt(2) rests: with phi = e^(beta/2) tau^2 = rho_1 rho_2 "
            "= phi^2/4, but |rho_1||f^2| = phi^2/sqrt(8) is more."
        ),
    ),
    Claim(
        id="radial.one-cluster",
        title="Heads that end in one cluster lose Radial Dominance",
        statement=(
            "If the orthogonal heads are positive semidefinite and two or more of them act at the start (M_h x_i != 0 "
            "for some i), then no flow that ends in one cluster keeps (A) at every head and token. For every energy is "
            "at least 1/(2 beta) + <X, M_h X>/(2 n^2), X = sum_i x_i; and where (A) is kept, all but one of them end "
            "at 1/(2 beta)."
        ),
        tex=(
            r"E_h \ge \frac1{2\beta} + \frac{\langle X, M_h X\rangle}{2n^2},\ X = \sum_i x_i; \qquad M_h \succeq 0,\ "
            r"x_i(t) \to z,\ (A) \text{ for all } h, i, t \ \Longrightarrow\ M_h x_i(0) = 0 \text{ for all } i "
            r"\text{ and all } h \text{ but one}"
        ),
        source=OURS,
        conditions=(SEMIDEFINITE, VALUE_ALIGNMENT, HEAD_ORTHOGONALITY),
        family=ORTHOGONAL_HEADS,
        checks=(
            derived(symbolic_persistence.one_cluster, rests_on=("radial.dominance", "radial.equilibrium")),
            *confirmed(clusters.energy_floor),
            simulated(clusters.one_cluster),
            searched(clusters.energy_floor),
        ),
        planted=(
            Planted("1/beta for 1/(2 beta)", {"half": False}),
            Planted("1/n for 1/n^2", {"tokens_power": 1}),
        ),
        by_hand="e^s >= 1 + s, summed over s_ij = beta <x_i, M_h x_j>, bounds E_h; at rest two outputs rule out (A).",
    ),
    Claim(
        id="radial.kept",
        title="The flow keeps Radial Dominance until the tokens meet",
        statement=(
            "Where Radial Dominance (A) holds at the start, for every head and token, the flow keeps it as long as the "
            "tokens have not met (the referee's first question: does the flow itself preserve the condition?)."
        ),
        tex=(
            r"(A) \text{ at } t = 0 \text{ for all } h, i, \quad \min_{i,j} \langle x_i(t), x_j(t)\rangle < 1 \quad "
            r"\Longrightarrow \quad (A) \text{ at } t \text{ for all } h, i"
        ),
        source=Source(PAPER, "first major objection of a public review", "unanswered by the paper"),
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT, HEAD_ORTHOGONALITY),
        family=ORTHOGONAL_HEADS,
        corrected=Corrected(
            "It is lost on the way: with semidefinite heads, two of which act, on every flow to one cluster. Split "
            "tokens, of which each of H >= 2 heads "
            "sees the same equiangular picture in a subspace of its own, start orthonormal with (A) everywhere if "
            "n >= 1 + (H-1) e^(2 beta a/H), and lose it at the first gamma < 1 at which the radial fraction passes "
            "c*(H), the root of c^2 + (H-1) c = 1. At random starts nearly all pairs of token and head that have (A) "
            "lose it before the flow has settled, and many of those heads then lose energy.",
            r"\langle x_i, M_h x_j\rangle = \tfrac aH \langle x_i, x_j\rangle,\ u = e^{\beta a(1-\gamma)/H}:\quad "
            r"(A) \iff c(\gamma) \le c^*(H), \quad c^2 = \frac1H \cdot \frac{(u + (n-1)\gamma)^2}{(u + (n-1)\gamma)^2 "
            r"+ (n-1)(1-\gamma)(1+(n-1)\gamma)} \ \to\ \frac1H > c^*(H)^2 \ \ (\gamma \to 1)",
            ("radial.equilibrium", "radial.one-cluster"),
        ),
        checks=(
            derived(symbolic_persistence.kept, finds=Outcome.COUNTEREXAMPLE),
            certified(equilibrium.kept, finds=Outcome.COUNTEREXAMPLE),
            simulated(persistence.kept, finds=Outcome.COUNTEREXAMPLE),
        ),
        planted=(
            Planted("tau for tau^2", {"tangential_squared": False}),
            Planted("h' = h counted among the other heads", {"others_only": False}),
            Planted("the threshold 1/sqrt(H) of variant (B)", {"threshold": "B"}),
        ),
        by_hand=(
            "Two heads, many split tokens: c^2 is near gamma/2 and c*(2)^2 = 0.382, so (A) fails from gamma = 0.764 "
            "on, with the tokens 40 degrees apart."
        ),
    ),
    Claim(
        id="radial.learned",
        title="Learned score matrices meet the conditions",
        statement=(
            "The score matrices of trained transformers meet Conditions 3 and 4, head orthogonality and Radial "
            "Dominance (the other half of the referee's first question). No trained weights are part of this suite, "
            "so nothing is measured here."
        ),
        tex=r"M_h = M_h^\top,\quad V_h = M_h,\quad M_h M_{h'} = 0,\quad \text{Radial Dominance, for trained } M_h, V_h",
        source=Source(PAPER, "first major objection of a public review", "unanswered by the paper"),
        checks=(),
        planted=(),
        by_hand="Put the matrices of a trained layer into a state file and run `attnproof evaluate` on it.",
    ),
)
