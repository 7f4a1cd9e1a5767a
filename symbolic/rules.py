"""The rewrite rules: the trusted base of the general derivations.

Each rule is data: a name, one sentence, two sides. Laws hold for all vectors and matrices;
conditions hold where a claim assumes them. Every symbol in a rule is a placeholder. The tests
evaluate both sides on exact rational instances.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Integer, KroneckerDelta, Mul, Symbol, exp

from symbolic.language import (
    M,
    V,
    VectorSymbol,
    alpha,
    beta,
    ddt,
    dot,
    f,
    gamma,
    n,
    norm,
    relu,
    sigma,
    t,
    tokens,
    u,
    v,
    w,
    x,
    z,
)

h, k = Symbol("h"), Symbol("k")
i, j = Symbol("i"), Symbol("j")
a, b = Symbol("a"), Symbol("b")
u2 = VectorSymbol("u2")


@dataclass(frozen=True)
class Rule:
    """left = right. Rewritten from left to right, or `both_ways` where neither side is simpler."""

    name: str
    words: str
    left: Expr
    right: Expr
    both_ways: bool = False


def _along(s: Expr | int) -> Expr:
    """A product of two vectors that move: a quadratic in s."""
    return dot(u + s * z, M(h, v + s * u2))


# -- laws: they always hold ---------------------------------------------------------------------------

BILINEARITY = Rule(
    "bilinearity",
    "The inner product is linear in either vector.",
    dot(a * u + b * v, z),
    a * dot(u, z) + b * dot(v, z),
)
LINEARITY = Rule(
    "linearity",
    "A matrix acts linearly.",
    dot(M(h, a * u + b * v), z),
    a * dot(M(h, u), z) + b * dot(M(h, v), z),
)
EXPONENT = Rule(
    "exponent law",
    "exp(p + q) = exp(p) exp(q).",
    exp(beta * dot(u, v) + beta * dot(u, z)),
    Mul(exp(beta * dot(u, v)), exp(beta * dot(u, z)), evaluate=False),
)
PRODUCTS = Rule(
    "product of sums",
    "A product of sums is the sum of the products, the bound indices renamed apart.",
    tokens(lambda r: dot(x(r), u)) * tokens(lambda r: dot(x(r), v)),
    tokens(lambda r: tokens(lambda s: dot(x(r), u) * dot(x(s), v))),
)
RENAMING = Rule(
    "renaming",
    "Bound indices may be exchanged: sum_ij a_ij = sum_ij a_ji.",
    tokens(lambda r: tokens(lambda s: dot(x(r), M(h, w(s))))),
    tokens(lambda r: tokens(lambda s: dot(x(s), M(h, w(r))))),
)
CONSTANT = Rule(
    "constant sum",
    "A sum of n equal terms is n times the term.",
    tokens(lambda r: dot(u, v)),
    n * dot(u, v),
)
EXCLUSION = Rule(
    "exclusion",
    "sum_{j != i} g_j = sum_j g_j - g_i.",
    tokens(lambda r: (1 - KroneckerDelta(i, r)) * dot(x(r), u)),
    tokens(lambda r: dot(x(r), u)) - dot(x(i), u),
)
LEIBNIZ = Rule(
    "Leibniz",
    "The derivative of <p, q> is <p', q> + <p, q'>; on the left, the central difference of a quadratic.",
    (_along(1) - _along(-1)) / 2,
    ddt(_along(t)),
)
COMMUTING = Rule("symmetry of <.,.>", "<u, v> = <v, u>.", dot(u, v), dot(v, u), both_ways=True)
NORM = Rule("norm", "|u|^2 = <u, u>.", norm(u) ** 2, dot(u, u))

STRUCTURAL = (BILINEARITY, LINEARITY, EXPONENT, PRODUCTS, RENAMING, CONSTANT, EXCLUSION, LEIBNIZ)  # code does these
REWRITING = (COMMUTING, NORM)  # these are rewritten as they stand here
LAWS = STRUCTURAL + REWRITING

# -- conditions, given to a derivation that assumes them ----------------------------------------------

UNIT_TOKENS = Rule("unit tokens", "|x_i| = 1.", dot(x(i), x(i)), Integer(1))
SCORE_SYMMETRY = Rule(
    "score symmetry", "Condition 3: <u, M_h v> = <M_h u, v>.", dot(u, M(h, v)), dot(M(h, u), v), both_ways=True
)
VALUE_ALIGNMENT = Rule("value alignment", "Condition 4: V_h = M_h.", V(h, u), M(h, u))
HEAD_ORTHOGONALITY = Rule(
    "head orthogonality", "M_h M_k = 0 for h != k.", M(h, M(k, u)), KroneckerDelta(h, k) * M(h, M(h, u))
)
OUTPUT_ORTHOGONALITY = Rule(
    "output orthogonality",
    "<f_i^h, f_i^k> = 0 for h != k.",
    dot(f(h, i), f(k, i)),
    KroneckerDelta(h, k) * dot(f(h, i), f(h, i)),
)
SIGNS = Rule("signs", "sigma = 1 or -1, so sigma^2 = 1.", sigma(h, i) ** 2, Integer(1))
EQUIANGULAR = Rule(
    "equiangular tokens",
    "|x_i| = 1 and <x_i, x_j> = gamma for i != j.",
    dot(x(i), x(j)),
    gamma + (1 - gamma) * KroneckerDelta(i, j),
)
SCALAR_HEADS = Rule("scalar heads", "M_h u = alpha_h u.", M(h, u), alpha(h) * u)
TWO_VALUES = Rule(
    "two values",
    "Both of the above: the kernel is e^{beta alpha_h} at i = j and e^{beta alpha_h gamma} elsewhere.",
    exp(beta * dot(x(i), M(h, x(j)))),
    exp(beta * alpha(h) * gamma) + (exp(beta * alpha(h)) - exp(beta * alpha(h) * gamma)) * KroneckerDelta(i, j),
)
RELU_TWO_VALUES = Rule(
    "two values of ReLU",
    "Likewise max(0, <x_i, M_h x_j>) is max(0, alpha_h) at i = j and max(0, alpha_h gamma) elsewhere.",
    relu(dot(x(i), M(h, x(j)))),
    relu(alpha(h) * gamma) + (relu(alpha(h)) - relu(alpha(h) * gamma)) * KroneckerDelta(i, j),
)

CONDITIONS = (
    *(UNIT_TOKENS, SCORE_SYMMETRY, VALUE_ALIGNMENT, HEAD_ORTHOGONALITY, OUTPUT_ORTHOGONALITY),
    *(EQUIANGULAR, SCALAR_HEADS, TWO_VALUES, RELU_TWO_VALUES, SIGNS),
)
EQUIANGULAR_SCALAR = (TWO_VALUES, EQUIANGULAR, SCALAR_HEADS, VALUE_ALIGNMENT)  # the kernel before what it is made of
RELU_EQUIANGULAR_SCALAR = (RELU_TWO_VALUES, EQUIANGULAR, SCALAR_HEADS, VALUE_ALIGNMENT)
