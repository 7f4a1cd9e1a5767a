"""The equiangular claims of arXiv 2605.04279: the equation for gamma, the critical inverse temperature, thresholds."""

from __future__ import annotations

from attnproof.claim import Claim, Planted, Source
from attnproof.claims.energy import OURS, PAPER
from attnproof.claims.off_family import OFF_FAMILY
from attnproof.conditions import BETWEEN_THE_ENDS, EQUIANGULAR, ORTHONORMAL, POSITIVE_STRENGTHS, SCALAR_HEADS
from attnproof.evidence import Covers
from attnproof.routes import certified, confirmed, derived, formalised, searched, simulated
from numeric import equiangular as numeric
from numeric.equiangular import critical, critical_curves, threshold
from numeric.equiangular import flow as equiangular_flow
from numeric.states import Family
from symbolic import equiangular as symbolic
from symbolic.equiangular import critical as symbolic_critical
from symbolic.equiangular import threshold as symbolic_threshold

ANY_ANGLE = Family(symmetric=True, aligned=True, equiangular="any")
POSITIVE_HEADS = Family(symmetric=True, aligned=True, equiangular="any", strengths="positive")
ORTHONORMAL_TOKENS = Family(symmetric=True, aligned=True, equiangular="right", strengths="positive")

CLAIMS = (
    Claim(
        id="equiangular.invariant",
        title="Equiangular tokens stay equiangular",
        statement=(
            "Under scalar heads equiangular tokens stay equiangular on the sphere flow, for every n, d and H and any "
            "strengths, and their common inner product gamma follows one equation: for un-normalised attention (USA) "
            "and for softmax attention (SA)."
        ),
        tex=(
            r"\begin{aligned} \text{USA: } \dot\gamma &= \frac2n (1-\gamma)(1+(n-1)\gamma) \sum_{h=1}^H \alpha_h "
            r"e^{\beta\alpha_h\gamma} \\ \text{SA: } \dot\gamma &= 2 (1-\gamma)(1+(n-1)\gamma) \sum_{h=1}^H "
            r"\frac{\alpha_h}{e^{\beta\alpha_h(1-\gamma)} + n - 1} \end{aligned}"
        ),
        source=Source(PAPER, "", "the family is the paper's; both equations are derived here"),
        conditions=(EQUIANGULAR, SCALAR_HEADS),
        family=ANY_ANGLE,
        checks=(
            derived(symbolic.invariant),
            *confirmed(numeric.invariant),
            simulated(equiangular_flow.invariant_flow),
            searched(numeric.invariant, without={"equiangular tokens and scalar heads": {"equiangular": None}}),
            formalised("equiangular.invariant"),
        ),
        planted=(
            Planted("1 for the factor 2", {"factor": 1}),
            Planted("n for n - 1", {"self_counted": True}),
            Planted("alpha_h dropped", {"weighted": False}),
        ),
        by_hand=(
            "The kernel has two values, so f_i = a x_i + b S with S the sum of all tokens, and P f_i = b P S; then "
            "<x_j, P_i S> = (1 + (n-1) gamma)(1 - gamma), the same for every pair."
        ),
    ),
    Claim(
        id="equiangular.fraction",
        title="The radial fraction of equiangular tokens",
        statement=(
            "Under a scalar head alpha I with alpha != 0 every equiangular token has the same radial fraction c. With "
            "alpha = 0 the output vanishes and there is none; for beta > 0 it vanishes in no other case."
        ),
        tex=(
            r"u = e^{\beta\alpha(1-\gamma)}:\quad c^2 = \frac{(u + (n-1)\gamma)^2}{(u + (n-1)\gamma)^2 + "
            r"(n-1)(1-\gamma)(1+(n-1)\gamma)}, \qquad \gamma = 0:\ "
            r"c^2 = \frac{e^{2\alpha\beta}}{e^{2\alpha\beta} + n - 1}"
        ),
        source=Source(PAPER, "behind Theorem 19", "derived here"),
        conditions=(EQUIANGULAR, SCALAR_HEADS),
        family=ANY_ANGLE,
        checks=(
            derived(symbolic.fraction),
            *confirmed(numeric.radial_fraction),
            searched(numeric.radial_fraction),
            formalised("equiangular.fraction", covers=Covers.PART),
        ),
        planted=(
            Planted("n for n - 1", {"self_counted": True}),
            Planted("the factor (1 - gamma) dropped", {"gap": False}),
        ),
        by_hand=(
            "f = alpha e^{beta alpha gamma} ((u - 1) x_i + S): take the inner product with x_i, and the square. The "
            "Lean theorems are for 0 <= gamma <= 1."
        ),
    ),
    Claim(
        id="equiangular.beta-star",
        title="The critical inverse temperature of orthonormal tokens",
        statement=(
            "For orthonormal tokens, n >= 2, and a scalar head of strength alpha > 0 the radial fraction c grows "
            "strictly with beta, and equals c* (any 0 < c* < 1) at beta = beta* alone. beta* is positive iff n > "
            "1/c*^2. Heads of one common strength reach c* together."
        ),
        tex=(
            r"c(\beta) = c_* \iff \beta = \beta^* = \frac{1}{2\alpha} \ln\frac{c_*^2 (n-1)}{1 - c_*^2}, \qquad "
            r"\beta^* > 0 \iff n > \frac{1}{c_*^2}"
        ),
        source=Source(
            PAPER, "Theorem 19", "the formula is quoted; that gamma = 0 and alpha is the common strength is inferred"
        ),
        conditions=(EQUIANGULAR, ORTHONORMAL, SCALAR_HEADS, POSITIVE_STRENGTHS),
        family=ORTHONORMAL_TOKENS,
        checks=(
            derived(symbolic_critical.beta_star, rests_on=("equiangular.fraction",)),
            *confirmed(critical.beta_star),
            searched(critical.beta_star),
            formalised("equiangular.beta-star"),
        ),
        planted=(
            Planted("the factor 1/2 dropped", {"half": False}),
            Planted("n for n - 1", {"self_counted": True}),
        ),
        by_hand=(
            "Solve e^{2 alpha beta} (1 - c*^2) = c*^2 (n - 1) for beta. The slope is dc^2/dbeta = 2 alpha c^2 (1 - "
            "c^2)."
        ),
    ),
    Claim(
        id="equiangular.beta-star-general",
        title="The critical inverse temperature at any angle",
        statement=(
            "For -1/(n-1) < gamma < 1 and a scalar head of strength alpha > 0, rho / |f| grows strictly with beta, and "
            "equals c* at beta*(gamma) alone, which exists iff the bracket is positive (always for gamma <= 0); "
            "elsewhere it is above c* at every beta. For beta > 0 it is the radial fraction. beta*(gamma) is positive "
            "iff gamma < (n c*^2 - 1)/(n - 1): closer tokens are beyond c* at every beta > 0."
        ),
        tex=(
            r"\beta^*(\gamma) = \frac{1}{\alpha(1-\gamma)} \ln\Big[ \frac{c_*}{\sqrt{1-c_*^2}} "
            r"\sqrt{(n-1)(1-\gamma)(1+(n-1)\gamma)} - (n-1)\gamma \Big], \qquad \beta^*(\gamma) > 0 \iff "
            r"c(\gamma; \beta{=}0)^2 = \frac{1+(n-1)\gamma}{n} < c_*^2"
        ),
        source=OURS,
        conditions=(EQUIANGULAR, BETWEEN_THE_ENDS, SCALAR_HEADS, POSITIVE_STRENGTHS),
        family=POSITIVE_HEADS,
        checks=(
            derived(symbolic_critical.beta_star_general, rests_on=("equiangular.fraction",)),
            *confirmed(critical.beta_star_general),
            simulated(critical_curves.beta_star_curve),
            searched(critical.beta_star_general),
            formalised("equiangular.beta-star-general", covers=Covers.PART),
        ),
        planted=(
            Planted("the factor 1/(1 - gamma) dropped", {"gap": False}),
            Planted("+ (n-1) gamma for - (n-1) gamma", {"shadow_sign": 1}),
        ),
        by_hand=(
            "Solve c*^2 (w^2 + K) = w^2 for w = u + (n-1) gamma > 0, then u for beta; at beta = 0, u = 1 and w^2 + K = "
            "n w. The Lean theorem is the equivalence c = c* iff beta = beta*(gamma), for 0 <= gamma < 1."
        ),
    ),
    Claim(
        id="equiangular.threshold",
        title="The threshold on the radial fraction",
        statement=(
            "For H heads whose outputs at a token have equal norm and radial fraction c, Radial Dominance is a bound "
            "c <= c*(H): in variant (A); in (E), for mutually orthogonal outputs; in (B), for equal |rho_h|. c*(H) is "
            "the only positive root of its polynomial, at most 1, and c* of (A) <= (E) <= (B). For two heads (A) and "
            "(E) give 1/phi, phi the golden ratio; (A) gives the reciprocal metallic means. The paper's formula for "
            "more than two heads is not known to us: from three heads on the variant matters, as the table shows."
        ),
        tex=(
            r"\begin{aligned} (A)\ & c_*^2 + (H-1)\, c_* - 1 = 0, & c_* &= \frac{\sqrt{(H-1)^2+4} - (H-1)}{2} \\ "
            r"(E)\ & c_*^2 + \sqrt{H-1}\, c_* - 1 = 0, & c_* &= \frac{\sqrt{H+3} - \sqrt{H-1}}{2} \\ "
            r"(B)\ & H c_*^2 = 1, & c_* &= \frac{1}{\sqrt H} \end{aligned} \qquad c_*(2) = \frac{\sqrt5-1}{2}\ "
            r"\text{in (A), (E)}"
        ),
        source=Source(PAPER, "the golden-ratio threshold", "c*(2) is quoted; general H is derived from the variants"),
        family=Family(symmetric=True, aligned=True),
        checks=(
            derived(symbolic_threshold.threshold),
            *confirmed(threshold.dominance_threshold),
            certified(critical_curves.threshold_table, covers=Covers.SAMPLED),
            searched(threshold.dominance_threshold),
            formalised("equiangular.threshold", covers=Covers.PART),
        ),
        planted=(
            Planted("H for H - 1", {"self_counted": True}),
            Planted("c for c^2", {"squared": False}),
        ),
        by_hand=(
            "Put |f^h| = r and |rho| = c r into the margins and divide by r^2. Such heads exist under Conditions 3 and "
            "4: one token (c, ..., c, s) and M_h = e_h e_h^T. Lean: the three bounds, the root, the golden ratio."
        ),
    ),
    Claim(
        id="equiangular.threshold-eps",
        title="The threshold under approximate orthogonality",
        statement=(
            "For H >= 2 outputs of equal norm and radial fraction c that overlap by at most eps (|<f^h, f^h'>| <= eps "
            "|f^h||f^h'|) the lower bound of radial.robust, with |rho_h'| <= |f^h'| in it, is non-negative iff c^2 + "
            "(H-1)(c + eps) <= 1. Where that is so at every token, and under Conditions 3 and 4, the head's energy "
            "does not fall. There is a threshold c* > 0 iff (H-1) eps < 1; it is the only positive root, and falls "
            "strictly as eps grows."
        ),
        tex=(
            r"c_*^2 + (H-1)(c_* + \varepsilon) - 1 = 0, \qquad c_* = \frac{\sqrt{(H-1)^2 + 4 - 4(H-1)\varepsilon} - "
            r"(H-1)}{2} > 0 \iff (H-1)\,\varepsilon < 1"
        ),
        source=OURS,
        family=Family(symmetric=True, aligned=True, fewest_heads=2),
        checks=(
            derived(symbolic_threshold.threshold_eps, rests_on=("radial.robust",)),
            *confirmed(threshold.dominance_threshold_eps),
            searched(threshold.dominance_threshold_eps),
            formalised("equiangular.threshold-eps", covers=Covers.PART),
        ),
        planted=(
            Planted("eps^2 for eps", {"epsilon_power": 2}),
            Planted("H for H - 1", {"self_counted": True}),
        ),
        by_hand="At c = 0 the polynomial is (H-1) eps - 1, and it grows with c and with eps. Lean: the equivalence.",
    ),
    Claim(
        id="equiangular.certificate-not-transition",
        title="beta* is where a certificate switches off, not a phase transition",
        statement=(
            "No rate of the equiangular flow changes sign at beta*. For positive strengths gamma grows, and every "
            "head's energy grows, at every beta > 0, below beta* and above, under USA and SA: the tokens cluster all "
            "the same. What changes sign at beta* is, for equal strengths, the margin of Radial Dominance, a "
            "sufficient condition. And Theorem 17 does not speak of these heads: it needs orthogonal outputs, and "
            "those of scalar heads never are; their tangential parts are parallel. For outputs that are mutually "
            "orthogonal sum_h c_h^2 <= 1 (Bessel), so with equal norms and fractions variant (B), H c^2 <= 1, always "
            "holds."
        ),
        tex=(
            r"\alpha_h > 0:\quad \dot\gamma > 0,\quad \frac{dE_h}{dt} = \frac{n-1}{2n}\, \alpha_h "
            r"e^{\beta\alpha_h\gamma}\, \dot\gamma > 0 \quad\text{for every } \beta > 0; \qquad \langle f^h, "
            r"f^{h'}\rangle = 0\ (h \ne h') \implies \sum_h c_h^2 \le 1"
        ),
        source=Source("ours", "", "against the reading that beta* governs clustering"),
        conditions=(EQUIANGULAR, BETWEEN_THE_ENDS, SCALAR_HEADS, POSITIVE_STRENGTHS),
        family=POSITIVE_HEADS,
        checks=(
            derived(
                symbolic_critical.certificate_not_transition,
                rests_on=("equiangular.invariant", "equiangular.beta-star-general", "equiangular.threshold"),
            ),
            *confirmed(critical.certificate_not_transition),
            simulated(equiangular_flow.across_beta_star),
            searched(critical.certificate_not_transition),
            formalised("equiangular.certificate-not-transition", covers=Covers.PART),
        ),
        planted=(
            Planted("gamma grows only above beta*", {"transition": True}),
            Planted("1/n for 1/n^2", {"tokens_power": 1}),
        ),
        by_hand=(
            "E_h depends on gamma alone: E_h = (e^{beta alpha_h} + (n-1) e^{beta alpha_h gamma}) / (2 beta n). "
            "Differentiate. At gamma = 0 both rates do not even depend on beta under USA. In Lean: gamma' > 0 for 0 <= "
            "gamma < 1, and dE_h/dt >= 0 under USA."
        ),
    ),
    *OFF_FAMILY,
)
