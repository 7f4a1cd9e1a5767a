"""The closed forms of arXiv 2605.04279 off the equiangular family and under several heads that are not scalar."""

from __future__ import annotations

from attnproof.claim import Claim, Planted, Source
from attnproof.conditions import (
    BETWEEN_THE_ENDS,
    EQUIANGULAR,
    POSITIVE_STRENGTHS,
    SCALAR_HEADS,
    SCORE_SYMMETRY,
    VALUE_ALIGNMENT,
)
from attnproof.evidence import Covers
from attnproof.routes import confirmed, derived, searched, simulated
from numeric.equiangular import attraction, deviations, survival, transverse
from numeric.equiangular import subspaces as numeric_subspaces
from numeric.states import Family
from symbolic.equiangular import attraction as symbolic_attraction
from symbolic.equiangular import jacobian, off_family, subspaces
from symbolic.equiangular import transverse as symbolic_transverse

OURS = Source("ours")
ANY_STRENGTHS = Family(symmetric=True, aligned=True, equiangular="any")
ATTRACTING = Family(symmetric=True, aligned=True, equiangular="any", strengths="positive")
SEVERAL_HEADS = Family(symmetric=True, aligned=True, equiangular="any", strengths="positive", fewest_heads=2)

OFF_FAMILY: tuple[Claim, ...] = (
    Claim(
        id="equiangular.transverse",
        title="How deviations from equiangularity grow: three rates",
        statement=(
            "Under scalar heads the Gram matrix moves by itself. Linearised at equiangular tokens, for every n, d and "
            "H, a deviation Delta (symmetric, zero diagonal, row sums r_i) obeys the equation below, un-normalised "
            "(USA) and with softmax (SA). So it has three eigenvalues: lambda + 2(n-1) mu along the family, where it "
            "is d gammadot/d gamma; lambda + (n-2) mu for Delta_ij = a_i + a_j with sum a = 0 (n >= 3); lambda for "
            "zero row sums (n >= 4). As gamma -> 1 all three tend to the late rate -2 n p."
        ),
        tex=(
            r"\dot\Delta_{ij} = \lambda \Delta_{ij} + \mu (r_i + r_j), \quad \lambda = 2[(1-\gamma) p' - L p], \quad "
            r"\mu = (1-\gamma)[p + \gamma p' - L s], \quad L = 1 + (n-1)\gamma, \\ "
            r"p = \sum_h \alpha_h w_h,\quad p' = \beta \sum_h \alpha_h^2 w_h, \\ "
            r"\text{USA: } w_h = e^{\beta\alpha_h\gamma}/n,\ s = 0; \qquad "
            r"\text{SA: } w_h = \frac{1}{e^{\beta\alpha_h(1-\gamma)} + n - 1},\ s = \beta \sum_h \alpha_h^2 w_h^2"
        ),
        source=OURS,
        conditions=(EQUIANGULAR, SCALAR_HEADS),
        family=ANY_STRENGTHS,
        checks=(
            derived(symbolic_transverse.spectrum),
            derived(jacobian.spectrum_spot, covers=Covers.SAMPLED),
            *confirmed(transverse.spectrum),
            simulated(deviations.growth_along),
            searched(transverse.spectrum),
        ),
        planted=(
            Planted("+ L p for - L p in lambda", {"sign": 1}),
            Planted("the derivative of the exponential forgotten", {"exponential": False}),
            Planted("the derivative of the softmax partition forgotten", {"normalised": False}),
            Planted("n - 1 for n - 2 before mu", {"left_out": 1}),
        ),
        by_hand=(
            "In F_ij = sum_k w(G_ik)(G_kj - G_ik G_ij) vary every G by Delta: k = i gives w(1) Delta_ij, which the "
            "self-term of the projection cancels; the other k add up to row sums. Then put in a_i + a_j."
        ),
    ),
    Claim(
        id="equiangular.attraction",
        title="Deviations from the family die out with 1 - gamma, and no faster",
        statement=(
            "Positive scalar heads, n >= 3, USA and SA: let A be the size of a small deviation with zero row sums, or "
            "of the form a_i + a_j with sum a = 0. A/(1-gamma) never decreases, and from gamma_0 to gamma it gains at "
            "most K(gamma)/K(gamma_0), b = beta max alpha; for USA with equal strengths exactly that. So every "
            "deviation dies out like 1 - gamma: the family attracts, but A/(1-gamma) keeps what it gained, from "
            "gamma_0 = 0 on at most K(1)/K(0), about n^{1/2} e^{b/2} for large n."
        ),
        tex=(
            r"0 \le \frac{d}{dt} \ln\frac{A}{1-\gamma} \le \frac{d}{dt} \ln K, \qquad "
            r"K = L^{b/(n-1)} \ (r = 0), \qquad "
            r"K = L^{\frac{n-2}{2(n-1)} + \frac{bn}{2(n-1)^2}}\, e^{\frac{b(n-2)}{2(n-1)}\gamma} \ (a_i + a_j), \qquad "
            r"L = 1 + (n-1)\gamma"
        ),
        source=OURS,
        conditions=(EQUIANGULAR, BETWEEN_THE_ENDS, SCALAR_HEADS, POSITIVE_STRENGTHS),
        family=ATTRACTING,
        checks=(
            derived(symbolic_attraction.relative_growth),
            *confirmed(attraction.attraction),
            simulated(deviations.gains),
            searched(attraction.attraction, without={"positive strengths": {"strengths": "any"}}),
        ),
        planted=(
            Planted("deviations over 1 - gamma shrink", {"grows": -1}),
            Planted("the exponential factor of K dropped", {"exponential": False}),
            Planted("a fourth root for the square root in K", {"root": 4}),
        ),
        by_hand=(
            "With equiangular.transverse, lambda + gammadot/(1-gamma) = 2(1-gamma) p', as gammadot = 2(1-gamma) L p. "
            "Divide by gammadot, use p' <= b p and integrate over gamma."
        ),
    ),
    Claim(
        id="equiangular.orthogonal-subspaces",
        title="Heads on orthogonal subspaces: one head at beta/H, and another beta*",
        statement=(
            "H >= 2 heads a P_h, a > 0, P_h the projections on orthogonal subspaces, and tokens balanced over them: "
            "<x_i, P_h x_j> = <x_i, x_j>/H. Balance persists and, for every n, d and H, the Gram matrix moves as under "
            "one head of strength a at beta/H (USA and SA). Outputs of different heads are orthogonal, and each head "
            "has the radial fraction c/sqrt(H), c that of the one head: so at orthonormal tokens Radial Dominance (A) "
            "switches off at the beta* below (USA), not at that of scalar heads. Balance is not stable: with merged "
            "tokens under USA it is lost exponentially."
        ),
        tex=(
            r"\dot x_i = P_{x_i} \frac an \sum_j e^{(\beta/H) a \langle x_i, x_j\rangle} x_j, \qquad "
            r"c_i^h = \frac{c_i}{\sqrt H}, \qquad "
            r"\beta^* = \frac{H}{2a} \ln\frac{H c^{*2} (n-1)}{1 - H c^{*2}},\quad c^* = c^*(H)"
        ),
        source=OURS,
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT),
        family=SEVERAL_HEADS,
        checks=(
            derived(subspaces.orthogonal_subspaces),
            *confirmed(numeric_subspaces.orthogonal_subspaces),
            simulated(numeric_subspaces.subspaces_flow),
        ),
        planted=(
            Planted("beta for beta/H", {"shared": False}),
            Planted("c for c/sqrt(H)", {"root": False}),
            Planted("the heads' rates added up, as scalar heads' are", {"summed": True}),
        ),
        by_hand=(
            "<x_i, M_h x_j> = (a/H) <x_i, x_j> for every h, so all heads weigh alike, and sum_h a P_h x_j = a x_j. A "
            "token's output in one subspace is the H-th part of the whole in square."
        ),
    ),
    Claim(
        id="equiangular.off-family",
        title="The closed forms hold off the family to the square of the deviation",
        statement=(
            "Predicted from the mean inner product at the start, the rate of the mean inner product, the times at "
            "which it reaches 1/2 and 9/10, and beta* (where the mean radial fraction is c*(2)) have a relative error "
            "of order 1/d for uniform tokens in d dimensions, n fixed, USA and SA (1/sqrt(d) when predicted from gamma "
            "= 0); of order eps for heads I + eps G, G symmetric or not (eps^2 in the mean over +G and -G); of order "
            "1/d for heads on two orthogonal subspaces, predicted by one head at beta/H. Derived: no term linear in "
            "transverse deviations enters, and for uniform tokens the mean rate differs from the closed form at gamma "
            "= 0 by (alpha^2 beta^2/2 - 1)/d of it (USA, equal strengths). The other orders are measured."
        ),
        tex=(
            r"\left|\frac{\text{measured}}{\text{predicted}(\bar\gamma)} - 1\right| = O(1/d) \text{ or } O(\epsilon), "
            r"\qquad E[\dot G_{ij}] = \frac2n E\Big[(1 - g^2) \sum_h \alpha_h e^{\beta\alpha_h g}\Big],\ "
            r"g = \langle x_i, x_j\rangle,\ E[g^2] = \frac1d"
        ),
        source=OURS,
        checks=(
            derived(off_family.first_orders, covers=Covers.PART),
            simulated(survival.survival),
        ),
        planted=(
            Planted("order 1/sqrt(d)", {"dimension_order": 0.5}),
            Planted("order eps^2", {"strength_order": 2}),
            Planted("1 for the factor 2 in the rate of gamma", {"factor": 1}),
        ),
        by_hand=(
            "A function of the Gram matrix that no permutation of the tokens changes has at an equiangular state a "
            "gradient with all entries equal: deviations with mean zero enter by their squares, which are of order 1/d."
        ),
    ),
)
