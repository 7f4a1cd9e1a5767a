"""The claims of arXiv 2605.04279 on ReLU attention against softmax, on equiangular tokens."""

from __future__ import annotations

from attnproof.claim import Claim, Corrected, Planted, Source
from attnproof.claims.energy import OURS, PAPER
from attnproof.conditions import EQUIANGULAR, ONE_HEAD, POSITIVE_STRENGTHS, SCALAR_HEADS, STRICTLY_ACUTE
from attnproof.evidence import Covers, Outcome
from attnproof.routes import certified, confirmed, derived, formalised, searched, simulated
from numeric import relu as numeric
from numeric.relu import faster, regimes, separation
from numeric.relu import flow as relu_flow
from numeric.states import Family
from symbolic import relu as symbolic
from symbolic.relu import separation as symbolic_separation

ANY_HEADS = Family(attention="relu", symmetric=True, aligned=True, equiangular="any")
ONE_ATTRACTING = Family(
    attention="relu", symmetric=True, aligned=True, equiangular="any", strengths="positive", most_heads=1
)
ONE_ACUTE = Family(
    attention="relu", symmetric=True, aligned=True, equiangular="acute", strengths="positive", most_heads=1
)

ONE = (EQUIANGULAR, SCALAR_HEADS, ONE_HEAD, POSITIVE_STRENGTHS)
ON_THE_WAY = (*ONE, STRICTLY_ACUTE)
EQUATIONS = ("equiangular.invariant", "relu.ode")  # whose right sides the times and rates are computed from
ABSTRACT = Source(PAPER, "abstract", "the separation is quoted; the equations and constants are derived here")

CLAIMS = (
    Claim(
        id="relu.ode",
        title="ReLU attention: the equation for gamma",
        statement=(
            "Under ReLU attention (weights beta max(0, <x_i, M x_j>), prefactor 1/n) with one head of strength alpha "
            "> 0 equiangular tokens stay equiangular and gamma follows one equation, with kappa = beta alpha^2. At "
            "gamma <= 0 it stands still: tokens at obtuse or right angles never cluster."
        ),
        tex=(
            r"\dot\gamma = \frac{2\kappa}{n}\, \gamma (1-\gamma)(1+(n-1)\gamma) \quad (\gamma \ge 0), \qquad "
            r"\dot\gamma = 0 \quad (\gamma \le 0), \qquad \kappa = \beta\alpha^2"
        ),
        source=Source(PAPER, "", "ReLU attention is the paper's; the equation is derived here"),
        conditions=ONE,
        family=ONE_ATTRACTING,
        checks=(
            derived(symbolic.ode),
            *confirmed(numeric.ode),
            simulated(relu_flow.ode_flow),
            searched(numeric.ode, without={"positive strengths": {"strengths": "any"}}),
            formalised("relu.ode"),
        ),
        planted=(
            Planted("kappa = beta alpha", {"strength_power": 1}),
            Planted("n for n - 1", {"own": 0}),
            Planted("gamma for max(0, gamma)", {"rectified": False}),
        ),
        by_hand=(
            "The weights are beta max(0, alpha) at i = j and w = beta max(0, alpha gamma) elsewhere; the first drops "
            "out with the projection, and w alpha/n times the sum S of all tokens is left: <x_j, P_i S> = "
            "(1 - gamma)(1 + (n-1) gamma)."
        ),
    ),
    Claim(
        id="relu.ode-heads",
        title="ReLU attention with several heads of any sign",
        statement=(
            "With several scalar heads of any sign only those with alpha_h gamma > 0 act: attracting heads at acute "
            "angles, repelling heads at obtuse ones. So |gamma| never decreases, and no choice of heads makes tokens "
            "at obtuse or right angles cluster."
        ),
        tex=(
            r"\dot\gamma = \frac2n\, \gamma (1-\gamma)(1+(n-1)\gamma)\, \beta\!\! \sum_{h:\, \alpha_h\gamma > 0}\!\! "
            r"\alpha_h^2, \qquad \gamma\dot\gamma \ge 0"
        ),
        source=OURS,
        conditions=(EQUIANGULAR, SCALAR_HEADS),
        family=ANY_HEADS,
        checks=(
            derived(symbolic.ode_heads),
            *confirmed(numeric.ode_heads),
            simulated(relu_flow.ode_heads_flow),
            searched(numeric.ode_heads),
        ),
        planted=(
            Planted("alpha_h for alpha_h^2", {"strength_power": 1}),
            Planted("every head counted", {"same_side": False}),
        ),
        by_hand="alpha_h max(0, alpha_h gamma) is alpha_h^2 gamma if alpha_h and gamma have one sign, and else 0.",
    ),
    Claim(
        id="relu.exact-time",
        title="The exact time of ReLU attention",
        statement=(
            "With one head of strength alpha > 0 ReLU attention takes gamma from gamma_0 to gamma_1, 0 < gamma_0 < "
            "gamma_1 < 1, in the time T below."
        ),
        tex=(
            r"T = \frac{n}{2\kappa} \Big[ \ln\gamma - \frac1n \ln(1-\gamma) - \frac{n-1}{n} \ln(1+(n-1)\gamma) "
            r"\Big]_{\gamma_0}^{\gamma_1} = \frac1{2\kappa} \Big[ (n-1) \ln\frac{n-1+s_0}{n-1+s_1} + "
            r"\ln\frac{s_0-1}{s_1-1} \Big], \quad s = \frac1\gamma"
        ),
        source=OURS,
        conditions=ON_THE_WAY,
        family=ONE_ACUTE,
        checks=(
            derived(symbolic.exact_time, rests_on=("relu.ode",)),
            *confirmed(numeric.exact_time_slope),
            certified(separation.exact_time_quadrature, covers=Covers.SAMPLED),
            simulated(relu_flow.exact_time_flow),
            formalised("relu.exact-time", covers=Covers.PART),
        ),
        planted=(
            Planted("n for n - 1 before the last logarithm", {"own": 0}),
            Planted("the last logarithm with the wrong sign", {"last_sign": 1}),
        ),
        by_hand="Differentiate: the three reciprocals over their common denominator have the numerator 1.",
    ),
    Claim(
        id="relu.late",
        title="Late decay rates of softmax and ReLU attention",
        statement=(
            "With one head of strength alpha > 0 the distance 1 - gamma decays near gamma = 1 at the rate 2 alpha "
            "(SA), 2 alpha e^{alpha beta} (USA), 2 beta alpha^2 (ReLU). So late ReLU is faster than SA if and only if "
            "alpha beta > 1, and never faster than USA."
        ),
        tex=(
            r"\dot\gamma = r\,(1-\gamma) + O((1-\gamma)^2): \quad r_{SA} = 2\alpha, \quad r_{USA} = 2\alpha "
            r"e^{\alpha\beta}, \quad r_{ReLU} = 2\beta\alpha^2; \qquad r_{ReLU} > r_{SA} \iff \alpha\beta > 1, \quad "
            r"r_{ReLU} < r_{USA}"
        ),
        source=OURS,
        conditions=ONE,
        family=ONE_ACUTE,
        checks=(
            derived(symbolic.late, rests_on=EQUATIONS),
            *confirmed(numeric.late),
            simulated(relu_flow.late_flow),
            searched(numeric.late),
            formalised("relu.late"),
        ),
        planted=(
            Planted("2 beta alpha for 2 beta alpha^2", {"strength_power": 1}),
            Planted("the exponential of USA dropped", {"exponential": False}),
        ),
        by_hand=(
            "At gamma = 1 the factor 1 + (n-1) gamma is n: cross it with the prefactors 1/n, and 1/(e^0 + n - 1). Then "
            "2 beta alpha^2 = alpha beta times 2 alpha, and e^u > u."
        ),
    ),
    Claim(
        id="relu.late-faster",
        title="ReLU attention is faster later",
        statement="Near gamma = 1 ReLU attention clusters faster than softmax attention.",
        tex=r"r_{ReLU} > r_{SA} \quad\text{and}\quad r_{ReLU} > r_{USA} \quad\text{for all } \alpha, \beta > 0",
        source=Source(PAPER, "", "the claim is quoted without conditions; its exact wording is unknown"),
        conditions=ONE,
        family=ONE_ACUTE,
        corrected=Corrected(
            "Late ReLU is faster than SA if and only if alpha beta > 1; it is slower than USA for all alpha and beta.",
            r"r_{ReLU} > r_{SA} \iff \alpha\beta > 1, \qquad r_{ReLU} < r_{USA}",
            ("relu.late",),
        ),
        checks=(
            derived(symbolic.late_faster, covers=Covers.ONE, finds=Outcome.COUNTEREXAMPLE, rests_on=EQUATIONS),
            certified(faster.late_faster, finds=Outcome.COUNTEREXAMPLE),
            simulated(faster.late_faster_flow, finds=Outcome.COUNTEREXAMPLE),
        ),
        planted=(
            Planted("2 beta alpha for 2 beta alpha^2", {"strength_power": 1}),
            Planted("the exponential of USA dropped", {"exponential": False}),
        ),
        by_hand="Put alpha = 3/2, beta = 1/3: the rates are 3 (SA), 3 e^{1/2} (USA) and 3/2 (ReLU).",
    ),
    Claim(
        id="relu.separation",
        title="Linearised at gamma = 0, softmax takes O(n) and ReLU n log d",
        statement=(
            "From gamma_0 = d^{-1/2} to a fixed gamma_1, softmax with its drive frozen at its value at gamma = 0 takes "
            "a time O(n), whatever d; ReLU, whose drive vanishes there, grows in proportion to gamma and takes (n/(4 "
            "kappa)) ln d + (n/(2 kappa)) ln gamma_1. This is the quoted separation, O(n) against O(n log d), with its "
            "constants. Here and below d enters through gamma_0 alone; as a dimension it is at least n, since n tokens "
            "at one acute angle are linearly independent."
        ),
        tex=(
            r"T_{USA} = \frac{n}{2\alpha} (\gamma_1-\gamma_0), \quad T_{SA} = \frac{e^{\alpha\beta}+n-1}{2\alpha} "
            r"(\gamma_1-\gamma_0), \quad T_{ReLU} = \frac{n}{2\kappa} \ln\frac{\gamma_1}{\gamma_0} = \frac{n}{4\kappa} "
            r"\ln d + \frac{n}{2\kappa} \ln\gamma_1"
        ),
        source=ABSTRACT,
        conditions=ON_THE_WAY,
        family=ONE_ACUTE,
        checks=(
            derived(symbolic_separation.separation, rests_on=EQUATIONS),
            certified(separation.linearised, covers=Covers.SAMPLED),
            simulated(relu_flow.linearised_flow),
        ),
        planted=(
            Planted("ln d for (ln d)/2", {"half": False}),
            Planted("kappa = beta alpha", {"strength_power": 1}),
            Planted("the weight e^{alpha beta} of the token itself dropped", {"own": False}),
        ),
        by_hand="Constant speed: distance over speed. Linear growth: the logarithm of the ratio over the rate.",
    ),
    Claim(
        id="relu.separation-linear",
        title="With its own linear term softmax takes O(log n), not order n",
        statement=(
            "Linearised with the slope of its own drive, as ReLU is, softmax follows gammadot = a (1 + c gamma) and "
            "takes, for n >= 3, at most a constant (in n and d) times ln min(1 + (n-2+alpha beta) gamma_1, gamma_1 "
            "sqrt d): the order n of the linearisation comes from freezing the drive."
        ),
        tex=(
            r"T = \frac{1}{ac} \ln\frac{1+c\gamma_1}{1+c\gamma_0}, \quad \text{USA: } a = \frac{2\alpha}{n},\ "
            r"c = n-2+u, \quad \text{SA: } a = \frac{2\alpha}{e^u+n-1},\ c = n-2+\frac{u e^u}{e^u+n-1}, \quad "
            r"u = \alpha\beta"
        ),
        source=OURS,
        conditions=ON_THE_WAY,
        family=ONE_ACUTE,
        checks=(
            derived(symbolic_separation.separation_linear, rests_on=EQUATIONS),
            certified(separation.own_linear_term, covers=Covers.SAMPLED),
            simulated(relu_flow.linear_term_flow),
        ),
        planted=(
            Planted("n - 1 for n - 2", {"strangers": 1}),
            Planted("the slope of the exponential dropped", {"exponential": False}),
        ),
        by_hand="(1 - gamma)(1 + (n-1) gamma) = 1 + (n-2) gamma - ...: on the way the drive grows about n-fold.",
    ),
    Claim(
        id="relu.separation-full",
        title="The times in the full equations",
        statement=(
            "In the full equations ReLU's time is [L + n ln((n-1+s_0)/(n-1+s_1))]/(2 kappa) and softmax's is L/(2 "
            "alpha) up to factors between e^{-alpha beta} and e^{alpha beta}, with s = 1/gamma, s_0 = sqrt d. L is at "
            "most the logarithm of (s_0-1)/(s_1-1) and of (n-1+s_1)/(s_1-1): softmax takes O(log min(n, sqrt d)). "
            "ReLU's second term is at most sqrt d - s_1, whatever n, and at least half of that for n >= sqrt d."
        ),
        tex=(
            r"\begin{aligned} L &= \ln\frac{(n-1+s_1)(s_0-1)}{(n-1+s_0)(s_1-1)}, \qquad 2\kappa\, T_{ReLU} = L + n "
            r"\ln\frac{n-1+s_0}{n-1+s_1}, \\ e^{-u\gamma_1} L &\le 2\alpha\, T_{USA} \le L \le 2\alpha\, T_{SA} \le "
            r"\frac{e^u+n-1}{n} L, \quad u = \alpha\beta \end{aligned}"
        ),
        source=OURS,
        conditions=ON_THE_WAY,
        family=ONE_ACUTE,
        checks=(
            derived(symbolic_separation.separation_full, rests_on=EQUATIONS),
            certified(separation.full, covers=Covers.SAMPLED),
            simulated(relu_flow.full_flow),
        ),
        planted=(
            Planted("n for n - 1 in the second logarithm", {"strangers": 0}),
            Planted("L with the wrong signs", {"sign": -1}),
        ),
        by_hand=(
            "Without its exponential softmax has 2 alpha/gammadot = 1/(1-gamma) + (n-1)/(1+(n-1) gamma); the "
            "exponential lies between its values at the ends. ReLU is relu.exact-time with ln((s_0-1)/(s_1-1)) "
            "written as L + ln((n-1+s_0)/(n-1+s_1))."
        ),
    ),
    Claim(
        id="relu.separation-nonlinear",
        title="The full equations keep the orders n and n log d",
        statement=(
            "In the full equations, too, softmax takes a time of order n and ReLU one of order n log d from gamma_0 = "
            "d^{-1/2} to a fixed gamma_1, whatever n and d (orders read as sharp, not as upper bounds)."
        ),
        tex=r"T_{softmax} = \Theta(n), \qquad T_{ReLU} = \Theta(n \ln d) \qquad (n, d \to \infty)",
        source=Source(PAPER, "abstract", "a reading: the quoted separation taken beyond the linearisation"),
        conditions=ON_THE_WAY,
        family=ONE_ACUTE,
        corrected=Corrected(
            "Both are upper bounds, not sharp ones: softmax takes O(log min(n, sqrt d)). ReLU's time is below "
            "sqrt d/(2 kappa) but for a logarithm, whatever n: at d = n, the least dimension with such tokens, it is "
            "O(sqrt n). It is of order n log d only where sqrt d is at least a power of n with exponent above 1.",
            r"2\kappa\, T_{ReLU} = L + n \ln\frac{n-1+\sqrt d}{n-1+s_1}, \qquad 2\alpha\, T_{softmax} \approx L \le "
            r"\ln\frac{\min(n-1+s_1,\, \sqrt d-1)}{s_1-1}",
            ("relu.separation-full",),
        ),
        checks=(
            derived(
                symbolic_separation.separation_nonlinear,
                covers=Covers.ONE,
                finds=Outcome.COUNTEREXAMPLE,
                rests_on=EQUATIONS,
            ),
            certified(regimes.nonlinear, finds=Outcome.COUNTEREXAMPLE),
            simulated(regimes.nonlinear_flow, finds=Outcome.COUNTEREXAMPLE),
        ),
        planted=(
            Planted("ReLU's factor (1-gamma)(1+(n-1) gamma) dropped", {"relu_factor": False}),
            Planted("softmax's drive frozen at gamma = 0", {"softmax_factor": False}),
        ),
        by_hand=(
            "1 + (n-1) gamma >= n gamma, so ReLU's gamma grows at 2 kappa gamma^2 (1-gamma) or faster, which from "
            "d^{-1/2} takes about sqrt d/(2 kappa): far less than n log d at d = n."
        ),
    ),
    Claim(
        id="relu.crossover",
        title="Where ReLU overtakes softmax",
        statement=(
            "At every gamma USA is at least e times as fast as ReLU. SA is faster than ReLU at every gamma if alpha "
            "beta <= 1; if alpha beta > 1, ReLU is faster exactly beyond one gamma_c < 1/(alpha beta), and for each "
            "gamma_1 > gamma_c there is one gamma_0 from which both take the same time to gamma_1: from smaller "
            "gamma_0 SA arrives first, from larger ones ReLU."
        ),
        tex=(
            r"\dot\gamma_{USA} \ge e\, \dot\gamma_{ReLU}, \qquad \dot\gamma_{ReLU} > \dot\gamma_{SA} \iff h(\gamma) = "
            r"\alpha\beta\gamma\, \big(e^{\alpha\beta(1-\gamma)} + n-1\big) - n > 0"
        ),
        source=OURS,
        conditions=ON_THE_WAY,
        family=ONE_ACUTE,
        checks=(
            derived(symbolic_separation.crossover, rests_on=EQUATIONS),
            *confirmed(numeric.speeds),
            certified(faster.crossover, covers=Covers.SAMPLED),
            simulated(faster.crossover_flow),
            searched(numeric.speeds),
        ),
        planted=(
            Planted("e^2 for e", {"power": 2}),
            Planted("kappa = beta alpha", {"strength_power": 1}),
        ),
        by_hand=(
            "With y = alpha beta gamma the speeds of USA and ReLU are as e^y to y. h(0) = -n, h rises up to y = 1, and "
            "from there on h >= e^{alpha beta (1-gamma)} - 1 > 0."
        ),
    ),
)
