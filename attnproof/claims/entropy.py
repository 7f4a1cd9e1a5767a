"""The attention-entropy claims: its production along any flow, where it increases, and where it does not."""

from __future__ import annotations

from attnproof.claim import Claim, Corrected, Planted, Source
from attnproof.claims.energy import OURS, PAPER
from attnproof.conditions import (
    BETWEEN_THE_ENDS,
    EQUIANGULAR,
    POSITIVE_STRENGTHS,
    SCALAR_HEADS,
    SCORE_SYMMETRY,
    VALUE_ALIGNMENT,
)
from attnproof.evidence import Covers, Outcome
from attnproof.routes import certified, confirmed, derived, formalised, searched, simulated, sought
from numeric import entropy as numeric
from numeric.entropy import balances as entropy_flows
from numeric.entropy import falls as entropy_falls
from numeric.entropy import map as entropy_map
from numeric.states import Family
from symbolic import entropy as symbolic
from symbolic.entropy import falls as families

ANY_ANGLE = Family(symmetric=True, aligned=True, equiangular="any")
POSITIVE_HEADS = Family(symmetric=True, aligned=True, equiangular="any", strengths="positive")
GRADIENT_HEAD = Family(symmetric=True, aligned=True, most_heads=1)

CLAIMS = (
    Claim(
        id="entropy.production",
        title="Entropy production is minus a covariance",
        statement=(
            "Whatever moves the tokens, the attention entropy of a row changes at minus the covariance, under its "
            "attention weights, of its scores and their rates: for every n, d and H and any matrices; along the flows "
            "of un-normalised, softmax and ReLU attention, on the sphere and flat, in particular."
        ),
        tex=(
            r"S_i = -\sum_j A_{ij} \log A_{ij},\quad A_{ij} = \frac{e^{s_{ij}}}{\sum_k e^{s_{ik}}},\quad "
            r"s_{ij} = \beta \langle x_i, M_h x_j\rangle \quad\Longrightarrow\quad "
            r"\frac{dS_i}{dt} = -\operatorname{Cov}_{j \sim A_i}(s_{ij}, \dot s_{ij})"
        ),
        source=Source(PAPER, "abstract", "an entropy production identity is named; its form is derived here"),
        family=Family(),
        checks=(
            derived(symbolic.production),
            *confirmed(numeric.production_identity),
            simulated(entropy_flows.production_balance),
            searched(numeric.production_identity),
            formalised("entropy.production"),
        ),
        planted=(
            Planted("+Cov for -Cov", {"sign": 1}),
            Planted("the means not subtracted", {"centred": False}),
            Planted("every token weighted by 1/n", {"uniform": True}),
        ),
        by_hand=(
            "S = log Z - sum_j A_j s_j. The derivative of log Z is the mean rate, that of A_j is A_j (sdot_j - mean "
            "rate); the mean rate cancels, and -sum_j A_j s_j (sdot_j - mean rate) is left."
        ),
    ),
    Claim(
        id="entropy.equiangular",
        title="The entropy of equiangular tokens",
        statement=(
            "While equiangular tokens stay equiangular under scalar heads, in whatever way gamma moves, every token "
            "has the same entropy in head h, with the rate below, p being the weight of a token on itself. So while "
            "gamma grows it does not fall, and while gamma falls it does not grow."
        ),
        tex=(
            r"\frac{dS_h}{dt} = \alpha_h^2 \beta^2\, p(1-p)(1-\gamma)\,\dot\gamma, \qquad "
            r"p = \frac{1}{1 + (n-1) e^{-\alpha_h\beta(1-\gamma)}}"
        ),
        source=OURS,
        conditions=(EQUIANGULAR, SCALAR_HEADS),
        family=ANY_ANGLE,
        checks=(
            derived(symbolic.equiangular, rests_on=("entropy.production",)),
            *confirmed(numeric.equiangular),
            simulated(entropy_flows.equiangular_balance),
            searched(numeric.equiangular),
            formalised("entropy.equiangular"),
        ),
        planted=(
            Planted("alpha for alpha^2", {"alpha_power": 1}),
            Planted("beta for beta^2", {"beta_power": 1}),
            Planted("(1 - p) dropped", {"others": False}),
        ),
        by_hand=(
            "A row has one score alpha beta and n - 1 scores alpha beta gamma. The covariance of two functions that "
            "are constant off one index is p (1 - p) times the product of their two steps: alpha beta (1 - gamma) and "
            "-alpha beta gammadot."
        ),
    ),
    Claim(
        id="entropy.growth",
        title="On the equiangular family with attracting heads entropy increases to log n",
        statement=(
            "Under scalar heads with positive strengths equiangular tokens with gamma > -1/(n-1) have in every head an "
            "entropy that increases along the flow, un-normalised and softmax, and tends to log n. Two tokens are "
            "always equiangular: for n = 2 and M = V = I entropy never decreases, in any dimension."
        ),
        tex=(
            r"\alpha_h > 0:\qquad \frac{dS_h}{dt} > 0 \quad \Bigl(-\tfrac{1}{n-1} < \gamma < 1\Bigr), \qquad "
            r"0 \le \log n - S_h \le \alpha_h\beta(1-\gamma) \to 0"
        ),
        source=Source(PAPER, "abstract", "the claim on monotone entropy, read for this family; derived here"),
        conditions=(EQUIANGULAR, SCALAR_HEADS, POSITIVE_STRENGTHS, BETWEEN_THE_ENDS),
        family=POSITIVE_HEADS,
        checks=(
            derived(symbolic.growth, rests_on=("entropy.equiangular",)),
            *confirmed(numeric.growth),
            simulated(entropy_flows.growth_flow),
            searched(numeric.growth, without={"positive strengths": {"strengths": "any"}}),
        ),
        planted=(
            Planted("the entropy falls", {"sign": -1}),
            Planted("log(n - 1): a token left out of its own row", {"own_weight": False}),
        ),
        by_hand=(
            "gammadot is (1 - gamma)(1 + (n-1) gamma) times positive terms, and dS/dt is gammadot times factors that "
            "are not negative. A weight is at most p, so S >= -log p, which is at least log n - alpha beta (1 - "
            "gamma)."
        ),
    ),
    Claim(
        id="entropy.monotone",
        title="Attention entropy increases monotonically toward equilibrium",
        statement=(
            "Under Conditions 3 and 4 attention entropy increases monotonically toward equilibrium as clustering "
            "progresses, for any tokens (not in the equiangular regime alone)."
        ),
        tex=r"\frac{dS_i}{dt} \ge 0 \quad\text{along every flow}",
        source=Source(PAPER, "abstract", "quoted, but for its scope, which is unknown: a reading"),
        conditions=(SCORE_SYMMETRY, VALUE_ALIGNMENT),
        family=GRADIENT_HEAD,
        corrected=Corrected(
            "On the equiangular family with attracting scalar heads entropy increases, to log n. In general it need "
            "not: under one head M = V = I three tokens on the circle lose entropy, each of them, while the energy "
            "grows; from x, y = (12/13, +-5/13), z = (-1, 0), beta = 1 they do for ever, un-normalised and softmax. "
            "For M = I no smaller sizes do it: one token has entropy 0, two tokens are equiangular, and on S^0 no "
            "token moves.",
            r"\text{equiangular},\ \alpha_h > 0:\ S_h \nearrow \log n; \qquad "
            r"n = 3,\ d = 2,\ M = V = I:\ \frac{dS_i}{dt} < 0 < \frac{dE}{dt} \text{ for every } i",
            ("entropy.growth",),
        ),
        checks=(
            derived(families.monotone, covers=Covers.ONE, finds=Outcome.COUNTEREXAMPLE),
            certified(entropy_falls.monotone, finds=Outcome.COUNTEREXAMPLE),
            certified(entropy_falls.stretch, finds=Outcome.COUNTEREXAMPLE),
            simulated(entropy_map.frequency, finds=Outcome.COUNTEREXAMPLE),
            sought(entropy_falls.never_all_fall, finds=Outcome.COUNTEREXAMPLE),
            formalised("entropy.monotone", covers=Covers.ONE, finds=Outcome.COUNTEREXAMPLE),
        ),
        planted=(
            Planted("+Cov for -Cov", {"sign": 1}),
            Planted("the flow run backwards", {"time": -1}),
        ),
        by_hand=(
            "Tokens at about 0, 40 and 200 degrees. The two near ones attract each other and leave the far one: its "
            "scores -12/13, -12/13, 1 spread, so its attention sharpens; in their own rows the far token's small "
            "weight shrinks faster than the near pair evens out."
        ),
    ),
    Claim(
        id="entropy.forever",
        title="Under M = I entropy can fall for all time, at every temperature",
        statement=(
            "With one head M = V = I, for every beta > 0 and for un-normalised and softmax attention, there are "
            "starts of three tokens on the circle from which the entropy of every token decreases at all times while "
            "the energy grows: x, y = (c, +-s), z = (-1, 0) with 0 < 1 - c <= e^{-2 beta}/8. By the mirror symmetry z "
            "stays where it is, opposite to the point where x and y meet."
        ),
        tex=(
            r"0 < 1 - c \le \tfrac18 e^{-2\beta} \quad\Longrightarrow\quad \frac{dS_i}{dt} < 0 < \frac{dE}{dt} "
            r"\quad\text{for every } i \text{ and } t \ge 0"
        ),
        source=OURS,
        family=GRADIENT_HEAD,
        checks=(
            derived(families.forever),
            certified(entropy_falls.forever),
            simulated(entropy_flows.forever_flow),
        ),
        planted=(
            Planted("+Cov for -Cov", {"sign": 1}),
            Planted("the flow run backwards", {"time": -1}),
        ),
        by_hand=(
            "z stays, and x and y meet at (1, 0), opposite to it. As c grows the scores of z spread; in the row of x "
            "the far token repels attention at the rate B = e^{-beta c}, against 8c(1-c) e^{beta(2c^2-1)} for the "
            "near one, and 8 (1 - c) <= e^{-2 beta} decides."
        ),
    ),
    Claim(
        id="entropy.rank-one",
        title="Under a score matrix of rank one entropy falls for all time",
        statement=(
            "With one head M = V = a u u^T, |u| = 1, only m_i = <x_i, u> matters, in any dimension d >= 2, "
            "un-normalised and softmax. (1) k tokens with m_i = m and k with m_i = -m, 0 < |m| < 1, any a != 0: q "
            "= m^2 increases to 1 and every entropy decreases at all times, in closed form. (2) Two tokens, a > 0, "
            "m_1 and m_2 of opposite signs, |m_i| < 1 and |m_i| e^{beta a m_i^2} > 1, an open set: both entropies "
            "decrease at all times. No sizes are smaller: one token has entropy 0, and on S^0 no token moves."
        ),
        tex=(
            r"\frac{dS_i}{dt} = -4 a^2\beta^2\, p(1-p)\, q\, \dot q < 0, \qquad p = \frac{1}{1 + e^{-2\beta a q}}, "
            r"\qquad S_i = \log k - p \log p - (1-p)\log(1-p)"
        ),
        source=OURS,
        family=GRADIENT_HEAD,
        checks=(
            derived(families.rank_one),
            certified(entropy_falls.rank_one),
            simulated(entropy_flows.rank_one_flow),
        ),
        planted=(
            Planted("+Cov for -Cov", {"sign": 1}),
            Planted("a for a^2", {"strength_power": 1}),
        ),
        by_hand=(
            "Half of the scores are g = beta a m^2, half are -g: S = log k plus the entropy of a coin with odds "
            "e^{2g}, which falls as |g| grows; and mdot = (1 - m^2) m times a (e^g - e^{-g}) > 0."
        ),
    ),
)
