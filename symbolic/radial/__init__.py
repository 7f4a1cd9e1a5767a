"""The radial-shadow claims, derived from the definitions.

rho_i^h = <x_i, f_i^h> is the radial shadow, tau_i^h = |P_{x_i} f_i^h|. Each function derives one
claim; its keywords are the places where a planted error can enter.
"""

from __future__ import annotations

from typing import Any, Literal

from sympy import Expr, Symbol, symbols

from symbolic import explicit
from symbolic.derivation import Derivation
from symbolic.explicit import two_of_each
from symbolic.language import (
    H,
    M,
    ddt,
    dot,
    f,
    heads,
    n,
    other_heads,
    project,
    tokens,
    u,
    v,
    x,
    y,
    z,
)
from symbolic.model import drive, head_energy, head_output, moved
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof, general
from symbolic.rules import (
    HEAD_ORTHOGONALITY,
    SCORE_SYMMETRY,
    UNIT_TOKENS,
    VALUE_ALIGNMENT,
)

h, i = Symbol("h"), Symbol("i")
MODEL = (SCORE_SYMMETRY, VALUE_ALIGNMENT, UNIT_TOKENS)


def _square(vector: Expr) -> Expr:
    return dot(vector, vector)


def _rho(head: Any, i: Any, output: Any = f) -> Expr:
    return dot(x(i), output(head, i))


def _tau_square(head: Any, i: Any, output: Any = f) -> Expr:
    return _square(project(x(i), output(head, i)))


def projection(*, sign: int = -1, squared: bool = True) -> Derivation:
    """P = I - x x^T is symmetric and idempotent; |P u|^2 = |u|^2 - <x, u>^2 >= 0, for |x| = 1."""
    proof = general(UNIT_TOKENS, sizes="general d")

    def P(vector: Expr) -> Expr:
        return project(x(i), vector, sign)

    proof.note(r"$P u = u - <x, u> x$ with $|x| = 1$; z is an arbitrary vector.")
    proof.equal("Symmetric: $<z, P u> = <P z, u>$", dot(z, P(u)), dot(P(z), u))
    proof.equal("Idempotent: $<z, P P u> = <z, P u>$", dot(z, P(P(u))), dot(z, P(u)))
    proof.equal("$<P u, P v> = <u, v> - <x, u><x, v>$", dot(P(u), P(v)), dot(u, v) - dot(x(i), u) * dot(x(i), v))
    shadow = dot(x(i), u)
    proof.equal("$|P u|^2 = |u|^2 - <x, u>^2$", _square(P(u)), _square(u) - shadow ** (2 if squared else 1))
    proof.note(r"$|P u|^2$ is a square, so $<x, u>^2 \le |u|^2$: Cauchy–Schwarz for a unit vector x.")
    return proof.derivation("P is the orthogonal projection along x, for general d.")


def decomposition(*, shadow_sign: int = -1, tokens_power: int = 3, others_only: bool = True) -> Derivation:
    """dE_h/dt = n^-3 sum_i [ tau^2 + sum_{h' != h} (<f^h, f^h'> - rho^h rho^h') ] on the sphere; flat form."""
    proof = general(*MODEL)
    over = (lambda body: other_heads(h, body)) if others_only else heads

    def bracket(i: Any) -> Expr:
        def cross(k: Any) -> Expr:
            shadows = _rho(h, i, head_output) * _rho(k, i, head_output)
            return dot(head_output(h, i), head_output(k, i)) + shadow_sign * shadows

        return _tau_square(h, i, head_output) + over(cross)

    proof.note(r"Differentiate $E_h$ for one head h along the flow of all heads, $v_i = \frac1n \sum_{h'} f_i^{h'}$.")
    proof.equal(
        r"Sphere: $dE_h/dt = n^{-3}\sum_i <f_i^h, P \sum_{h'} f_i^{h'}>"
        r" = n^{-3}\sum_i [\tau^2 + \sum_{h'\ne h}(<f^h, f^{h'}> - \rho^h \rho^{h'})]$",
        ddt(head_energy(h, moved(lambda i: project(x(i), drive(i))))),
        tokens(bracket) / n**tokens_power,
    )
    proof.equal(
        r"Flat: $dE_h/dt = n^{-3}\sum_i <f_i^h, \sum_{h'} f_i^{h'}>$",
        ddt(head_energy(h, moved(drive))),
        tokens(lambda i: heads(lambda k: dot(head_output(h, i), head_output(k, i)))) / n**tokens_power,
    )
    return proof.derivation(
        "The rate of one head's energy splits into tau^2 and pairs of heads, for general n, d and H."
    )


def decomposition_spot(*, shadow_sign: int = -1, tokens_power: int = 3, others_only: bool = True) -> Derivation:
    """The decomposition on the sphere, in coordinates at one size."""
    model = two_of_each()
    proof = Proof(Polynomials("spot check: n=2, d=2, H=2", model.unit()))
    for head in model.heads:
        claimed = 0
        for i in model.indices:
            outputs = [model.output(k, i) for k in model.heads]
            shadows = [explicit.dot(model.tokens[i], output) for output in outputs]
            tangential = model.project(i, outputs[head])
            claimed += explicit.dot(tangential, tangential)
            for k in model.heads:
                if k != head or not others_only:
                    claimed += explicit.dot(outputs[head], outputs[k]) + shadow_sign * shadows[head] * shadows[k]
        proof.equal(
            f"dE_{head + 1}/dt by the chain rule over the coordinates is tau^2 plus the other head's terms",
            model.rate(head),
            claimed / model.n**tokens_power,
        )
    return proof.derivation("The decomposition in coordinates, unit tokens as polynomial relations.")


def typical_rank(
    *, bound: Literal["sum", "max"] = "sum", orthogonality: Literal["norm", "trace"] = "norm"
) -> Derivation:
    """M_h M_k = 0 for h != k forces sum_h rank M_h <= d: full-rank heads never meet it when H >= 2.

    A vanishing trace of M_h M_k ("trace") does not make the product vanish, and forces nothing.
    """
    granted = (HEAD_ORTHOGONALITY,) if orthogonality == "norm" else ()
    proof = general(SCORE_SYMMETRY, *granted, sizes="general d, H")
    ranges = heads(lambda k: M(k, y(k)))
    proof.equal(
        r"Vectors $M_h y_h$ from the ranges satisfy $|\sum_h M_h y_h|^2 = \sum_h |M_h y_h|^2$",
        _square(ranges),
        heads(lambda k: _square(M(k, y(k)))),
    )
    proof.note(
        r"So $\sum_h M_h y_h = 0$ only if each $M_h y_h = 0$: the sum of the ranges is direct,"
        r" and dimensions add, $\sum_h rank M_h \le d$."
    )
    d, more_heads, more_dimensions = symbols("d k m", integer=True, nonnegative=True)
    needed = H * d if bound == "sum" else d
    excess = (needed - d).subs({H: 2 + more_heads, d: 1 + more_dimensions}).expand()
    proof.holds(
        f"Full rank needs dimension {needed} in R^d; for H = 2 + k, d = 1 + m that is {excess} too many",
        bool(excess.is_positive),
    )
    return proof.derivation("Exact head orthogonality leaves no room for two heads of full rank.")
