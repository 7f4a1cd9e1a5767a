"""The rates claims of arXiv 2605.04279: three readings of "super-additive", and the Lambert function."""

from __future__ import annotations

from attnproof.claim import Check, Claim, Corrected, Planted, Source
from attnproof.claims.energy import OURS, PAPER
from attnproof.conditions import ACUTE, EQUIANGULAR, NONNEGATIVE_STRENGTHS, POSITIVE_STRENGTHS, SCALAR_HEADS
from attnproof.evidence import Covers, Outcome, Route, Strength
from attnproof.routes import certified, confirmed, derived, formalised, searched, simulated, sought
from numeric import rates as numeric
from numeric.rates import clustering, readings
from numeric.rates import flows as rate_flows
from numeric.rates import softmax as softmax_rates
from numeric.states import Family
from symbolic import rates as symbolic

USA_HEADS = Family(equiangular="acute", strengths="nonnegative")
POSITIVE_HEADS = Family(equiangular="acute", strengths="positive")
SOFTMAX_HEADS = Family(equiangular="any", strengths="nonnegative", attention="softmax")
ATTRACTING = (EQUIANGULAR, ACUTE, SCALAR_HEADS, NONNEGATIVE_STRENGTHS)
ATTRACTING_SOFTMAX = (EQUIANGULAR, SCALAR_HEADS, NONNEGATIVE_STRENGTHS)

WITHOUT_SIGNS = {"positive strengths": {"strengths": "any"}}
WITHOUT_CONDITIONS = {**WITHOUT_SIGNS, "0 <= gamma": {"equiangular": "any"}}

READING = "quoted: heterogeneous heads exhibit super-additive clustering rates; the paper's formula is unknown to us"

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="rates.jensen",
        title="Un-normalised heads of different strengths cluster faster than equal ones of the same mean",
        statement=(
            "Under un-normalised attention, at each gamma, H heads of strengths alpha_h move gamma at least as fast as "
            "H equal heads of the mean strength a. The sums in the two rates differ by at least beta gamma e^(beta "
            "gamma a) sum_h (alpha_h - a)^2; equality only for gamma = 0 or equal strengths."
        ),
        tex=(
            r"\alpha_h \ge 0,\ \gamma \ge 0,\ a = \tfrac1H \textstyle\sum_h \alpha_h: \quad \sum_{h=1}^H \alpha_h "
            r"e^{\beta\alpha_h\gamma} \ \ge\ H a\, e^{\beta a \gamma} + \beta\gamma\, e^{\beta\gamma a} \sum_{h=1}^H "
            r"(\alpha_h - a)^2"
        ),
        source=Source(PAPER, "abstract", f"one reading of it ({READING})"),
        conditions=ATTRACTING,
        family=USA_HEADS,
        checks=(
            derived(symbolic.jensen),
            *confirmed(numeric.jensen),
            simulated(rate_flows.jensen_flows),
            searched(numeric.jensen, without=WITHOUT_CONDITIONS),
            formalised("rates.jensen"),
        ),
        planted=(
            Planted("twice the gap", {"gap": 2}),
            Planted("the sum of the strengths for their mean", {"mean": "sum"}),
        ),
        by_hand=(
            "Put u = beta gamma (alpha_h - a) into e^u >= 1 + u, multiply by alpha_h e^(beta gamma a) and add up: the "
            "terms linear in alpha_h - a cancel."
        ),
    ),
    Claim(
        id="rates.superadditive",
        title="One un-normalised head with all the strength is faster than several that share it",
        statement=(
            "Under un-normalised attention g(a) = a e^(beta gamma a) is super-additive on a >= 0, for any number of "
            "heads. This rewards concentration, not diversity. Lean has the inequality; the symbolic route also has "
            "the gap: with S the sum of the strengths, g(S) exceeds sum_h g(alpha_h) by at least beta gamma sum over "
            "h != k of alpha_h alpha_k e^(beta gamma alpha_h), so equality holds only for beta gamma = 0 or with at "
            "most one strength that is not 0."
        ),
        tex=(
            r"\alpha_h \ge 0,\ \beta\gamma \ge 0,\ S = \textstyle\sum_h \alpha_h: \quad S e^{\beta\gamma S} \ \ge\ "
            r"\sum_h \alpha_h e^{\beta\gamma\alpha_h} + \beta\gamma \sum_{h \ne k} \alpha_h \alpha_k "
            r"e^{\beta\gamma\alpha_h}"
        ),
        source=Source(PAPER, "abstract", f"a second reading of it ({READING})"),
        conditions=ATTRACTING,
        family=USA_HEADS,
        checks=(
            derived(symbolic.superadditive),
            *confirmed(numeric.superadditive),
            simulated(rate_flows.superadditive_flows),
            searched(numeric.superadditive, without=WITHOUT_CONDITIONS),
            formalised("rates.superadditive", covers=Covers.PART),
        ),
        planted=(
            Planted("the mean strength in the exponent", {"exponent": "mean"}),
            Planted("the inequality turned round", {"sign": -1}),
        ),
        by_hand=(
            "For two heads, s = beta gamma: g(a + b) - g(a) - g(b) = a e^(sa) (e^(sb) - 1) + b e^(sb) (e^(sa) - 1)."
        ),
    ),
    Claim(
        id="rates.softmax-subadditive",
        title="One softmax head with all the strength is slower than several that share it",
        statement=(
            "Under softmax the second reading is reversed at every gamma: phi(a) = a / (e^(beta (1 - gamma) a) + n - "
            "1) is sub-additive on a >= 0, for any number of heads. Equality only for gamma = 1 or with at most one "
            "strength that is not 0."
        ),
        tex=(
            r"\alpha_h \ge 0: \quad \sum_h \frac{\alpha_h}{e^{\beta\alpha_h(1-\gamma)} + n - 1} \ \ge\ "
            r"\frac{S}{e^{\beta S (1-\gamma)} + n - 1}, \qquad S = \sum_h \alpha_h"
        ),
        source=OURS,
        conditions=ATTRACTING_SOFTMAX,
        family=SOFTMAX_HEADS,
        checks=(
            derived(symbolic.softmax_subadditive),
            *confirmed(numeric.softmax_subadditive),
            simulated(rate_flows.softmax_subadditive_flows),
            searched(numeric.softmax_subadditive, without=WITHOUT_SIGNS),
        ),
        planted=(
            Planted("the inequality turned round", {"sign": -1}),
            Planted("a stray factor 2 at the single head", {"factor": 2}),
        ),
        by_hand="Split S in the numerator on the right: every denominator on the left is the smaller one.",
    ),
    Claim(
        id="rates.times",
        title="Inverse clustering times of heads add up to at most the inverse time of all together",
        statement=(
            "Let T be the time from gamma_0 to gamma_1 under all heads and T_h under head h alone, 0 <= gamma_0 < "
            "gamma_1 < 1. Under un-normalised attention and under softmax 1/T >= sum_h 1/T_h, with equality exactly "
            "when all strengths are equal. The inequality itself needs only positive rates that add up; Lean has it "
            "for weighted finite sums, of which the integrals are limits, and not the equality."
        ),
        tex=(
            r"T = \int_{\gamma_0}^{\gamma_1} \frac{d\gamma}{\sum_h r_h(\gamma)},\quad T_h = "
            r"\int_{\gamma_0}^{\gamma_1} \frac{d\gamma}{r_h(\gamma)}: \qquad \frac1T \ \ge\ \sum_{h=1}^H \frac1{T_h}"
        ),
        source=Source(PAPER, "abstract", f"the most literal reading of it ({READING})"),
        conditions=(EQUIANGULAR, ACUTE, SCALAR_HEADS, POSITIVE_STRENGTHS),
        family=POSITIVE_HEADS,
        checks=(
            derived(symbolic.times),
            Check(Route.PRECISE, "times", clustering.times_precise, Strength.HIGH_PRECISION, Covers.SAMPLED),
            certified(readings.times, covers=Covers.SAMPLED),
            simulated(clustering.times_flows),
            formalised("rates.times", covers=Covers.PART),  # finite sums, not the integrals
        ),
        planted=(
            Planted("twice the sum of the inverse times", {"factor": 2}),
            Planted("Minkowski's own direction", {"sign": -1}),
        ),
        by_hand=(
            "By Cauchy and Schwarz 1/sum r_h <= sum l_h^2/r_h whenever sum l_h = 1. Integrate with l_h proportional "
            "to 1/T_h."
        ),
    ),
    Claim(
        id="rates.softmax-convex",
        title="Where softmax heads of different strengths are faster than equal ones, and where slower",
        statement=(
            "Under softmax put x_h = beta alpha_h (1 - gamma), and let x_c(n) > 2 be the one root x >= 0 of (x - 2) "
            "e^x = (x + 2)(n - 1). If all x_h >= x_c(n), H heads of different strengths are no slower than H equal "
            "heads of the same mean; if all x_h <= x_c(n), no faster; in both cases, for gamma < 1, the sums over the "
            "heads are equal only if the strengths are. With x_h on both sides either can be faster. As gamma goes to "
            "1 every x_h goes to 0: late in the clustering equal heads are the faster ones."
        ),
        tex=(
            r"\frac{\alpha}{e^{\beta\alpha(1-\gamma)} + n - 1} \text{ is convex in } \alpha \iff (x - 2) e^x \ge (x + "
            r"2)(n - 1), \qquad x = \beta\alpha(1-\gamma) \ge 0"
        ),
        source=OURS,
        conditions=ATTRACTING_SOFTMAX,
        family=SOFTMAX_HEADS,
        checks=(
            derived(symbolic.softmax_convex),
            *confirmed(numeric.softmax_convex),
            certified(softmax_rates.thresholds, covers=Covers.SAMPLED),
            simulated(softmax_rates.softmax_map),
            searched(numeric.softmax_convex, without=WITHOUT_SIGNS),
        ),
        planted=(
            Planted("x e^x for (x - 2) e^x", {"offset": 0}),
            Planted("convex and concave exchanged", {"sign": -1}),
        ),
        by_hand=(
            "Differentiate psi(x) = x/(e^x + n - 1) twice. The function (x - 2) e^x/(x + 2) has the derivative x^2 "
            "e^x/(x + 2)^2, so it passes n - 1 once, beyond x = 2."
        ),
    ),
    Claim(
        id="rates.softmax-fails",
        title="Softmax heads of different strengths are never slower than equal ones of the same mean",
        statement=(
            "Under softmax H heads of different strengths cluster at least as fast as H equal heads of the same mean "
            "strength (the first reading, taken over from un-normalised attention)."
        ),
        tex=(
            r"\sum_{h=1}^H \frac{\alpha_h}{e^{\beta\alpha_h(1-\gamma)} + n - 1} \ \ge\ \frac{H a}{e^{\beta a "
            r"(1-\gamma)} + n - 1}, \qquad a = \frac1H \sum_{h=1}^H \alpha_h"
        ),
        source=Source(PAPER, "abstract", f"a reading of it for softmax ({READING})"),
        conditions=ATTRACTING_SOFTMAX,
        family=SOFTMAX_HEADS,
        corrected=Corrected(
            "It holds under un-normalised attention for gamma >= 0, and under softmax where every x_h = beta alpha_h "
            "(1 - gamma) is at least x_c(n). Where every x_h is at most x_c(n), which is more than 2, it is reversed: "
            "at beta = 1, gamma = 0 strengths 1/2, 3/2 are slower than 1, 1 for every n >= 2.",
            r"\min_h x_h \ge x_c(n): \ \ge; \qquad \max_h x_h \le x_c(n): \ \le; \qquad (x_c - 2) e^{x_c} = (x_c + "
            r"2)(n - 1)",
            ("rates.jensen", "rates.softmax-convex"),
        ),
        checks=(
            derived(symbolic.softmax_fails, covers=Covers.ONE, finds=Outcome.COUNTEREXAMPLE),
            certified(softmax_rates.slower, finds=Outcome.COUNTEREXAMPLE),
            simulated(softmax_rates.slower_flows, finds=Outcome.COUNTEREXAMPLE),
            sought(numeric.softmax_jensen, finds=Outcome.COUNTEREXAMPLE),
            formalised("rates.softmax-fails", covers=Covers.ONE, finds=Outcome.COUNTEREXAMPLE),
        ),
        planted=(
            Planted("un-normalised attention for softmax", {"law": "usa"}),
            Planted("equal strengths", {"spread": 0}),
        ),
        by_hand=(
            "n = 32, beta = 1, gamma = 0: 0.5/(e^0.5 + 31) + 1.5/(e^1.5 + 31) = 0.0576, less than 2/(e + 31) = 0.0593."
        ),
    ),
    Claim(
        id="rates.lambert",
        title="The equivalent homogeneous strength, and the fastest softmax strength, by Lambert's function",
        statement=(
            "Un-normalised attention, beta gamma > 0: H equal heads have the rate of the heads alpha_h at the one "
            "strength a_eq = W(beta gamma R/H)/(beta gamma), R = sum_h alpha_h e^(beta alpha_h gamma). Softmax at "
            "gamma = 0: the rate alpha/(e^(alpha beta) + n - 1) of one head is largest at alpha beta = 1 + "
            "W((n-1)/e). Lean has these two; the symbolic route also has that a_eq lies between the mean and the "
            "largest strength and meets either only if all are equal, and that the largest rate, e^(-alpha beta)/beta, "
            "is reached nowhere else."
        ),
        tex=(
            r"H a_{eq}\, e^{\beta\gamma a_{eq}} = R \iff a_{eq} = \frac{W(\beta\gamma R/H)}{\beta\gamma} \ge \frac1H "
            r"\sum_h \alpha_h; \qquad \max_{\alpha \ge 0} \frac{\alpha}{e^{\alpha\beta} + n - 1} \text{ at } "
            r"\alpha\beta = 1 + W\Big(\frac{n-1}{e}\Big)"
        ),
        source=Source(
            PAPER,
            "",
            "quoted: the paper uses the Lambert W function; where and for what is unknown, both are derived here",
        ),
        conditions=ATTRACTING,
        family=USA_HEADS,
        checks=(
            derived(symbolic.lambert, rests_on=("rates.jensen",)),
            *confirmed(numeric.lambert),
            certified(softmax_rates.lambert_brackets, covers=Covers.SAMPLED),
            simulated(rate_flows.lambert_flows),
            searched(numeric.lambert, without=WITHOUT_CONDITIONS),
            formalised("rates.lambert", covers=Covers.PART),
        ),
        planted=(
            Planted("R for R/H", {"per_head": False}),
            Planted("W((n-1)/e) for 1 + W((n-1)/e)", {"shift": 0}),
        ),
        by_hand=(
            "W(z) is the w >= 0 with w e^w = z: put a = w/(beta gamma) into H a e^(beta gamma a) = R. For softmax the "
            "derivative vanishes where (x - 1) e^x = n - 1, that is (x - 1) e^(x-1) = (n - 1)/e."
        ),
    ),
)
