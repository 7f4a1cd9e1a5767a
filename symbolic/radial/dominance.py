"""Radial Dominance and its robust form, derived for general n, d and H.

The variants, per token, with sums over h' != h:
(A) tau^2 >= |rho_h| sum |f^h'|      (E) tau^2 >= |rho_h| |sum f^h'|
(B) tau^2 >= |rho_h| sum |rho_h'|    (C) tau^2 >= rho_h sum rho_h'
"""

from __future__ import annotations

from typing import Any

from sympy import Abs, Expr, KroneckerDelta, Symbol

from symbolic.derivation import Derivation
from symbolic.language import M, ddt, dot, f, heads, n, norm, other_heads, project, sigma, tokens, x
from symbolic.model import drive, head_energy, head_output, kernel, moved
from symbolic.proof import Proof, general
from symbolic.rules import OUTPUT_ORTHOGONALITY, SCORE_SYMMETRY, SIGNS, UNIT_TOKENS, VALUE_ALIGNMENT

h, i = Symbol("h"), Symbol("i")
MODEL = (SCORE_SYMMETRY, VALUE_ALIGNMENT, UNIT_TOKENS)


def _square(vector: Expr) -> Expr:
    return dot(vector, vector)


def _rho(head: Any, i: Any) -> Expr:
    return dot(x(i), f(head, i))


def _tau_square(head: Any, i: Any) -> Expr:
    return _square(project(x(i), f(head, i)))


def _rate_in_outputs(proof: Proof) -> Expr:
    """dE_h/dt on the sphere in terms of the head outputs alone, which may then be any vectors."""

    def rate(output: Any) -> Expr:
        return tokens(lambda i: dot(output(h, i), project(x(i), heads(lambda k: output(k, i))))) / n**3

    proof.equal(
        r"On the sphere $dE_h/dt = n^{-3}\sum_i <f_i^h, P_{x_i} \sum_{h'} f_i^{h'}>$",
        ddt(head_energy(h, moved(lambda i: project(x(i), drive(i))))),
        rate(head_output),
    )
    return rate(f)


def dominance(*, shadow_sign: int = -1, tangential_squared: bool = True) -> Derivation:
    """Theorem 17: with orthogonal outputs Radial Dominance gives dE_h/dt >= 0; and (A) => (E) => (B) => (C)."""
    proof = general(*MODEL, OUTPUT_ORTHOGONALITY, SIGNS)
    rate = _rate_in_outputs(proof)

    def margin_C(i: Any) -> Expr:
        tau = _tau_square(h, i) if tangential_squared else norm(project(x(i), f(h, i)))
        return tau + shadow_sign * _rho(h, i) * other_heads(h, lambda k: _rho(k, i))

    proof.equal(
        r"With $<f^h, f^{h'}> = 0$: $dE_h/dt = n^{-3}\sum_i [\tau^2 - \rho^h \sum_{h'\ne h} \rho^{h'}]$",
        rate,
        tokens(margin_C) / n**3,
    )
    proof.note(r"Each bracket is the margin of (C): (C) at every token gives $dE_h/dt \ge 0$.")
    _chain(proof)
    return proof.derivation(
        "Each variant of Radial Dominance suffices under output orthogonality, for general n, d and H."
    )


def _chain(proof: Proof) -> None:
    """(A) => (E) => (B) => (C): the right sides fall, one square at a time."""
    proof.note(r"The four variants share $\tau^2$ and the factor $|\rho^h|$; write F for $\sum_{h'\ne h} f^{h'}$.")
    total = heads(lambda k: (1 - KroneckerDelta(h, k)) * f(k, i))
    lengths = other_heads(h, lambda k: norm(f(k, i)))
    proof.equal(
        r"(A) => (E): $(\sum |f^{h'}|)^2 - |F|^2 = \sum_{k \ne l} |f^k||f^l| \ge 0$",
        lengths**2 - _square(total),
        other_heads(h, lambda k: other_heads(h, lambda m: (1 - KroneckerDelta(k, m)) * norm(f(k, i)) * norm(f(m, i)))),
    )
    signed = heads(lambda k: (1 - KroneckerDelta(h, k)) * sigma(k, i) * f(k, i))
    shadows = other_heads(h, lambda k: sigma(k, i) * _rho(k, i))
    proof.equal(
        r"(E) => (B): with signs $\sigma$, $|\rho^k| = \sigma_k \rho^k$:"
        r" $|F|^2 - (\sum |\rho^k|)^2 = |P_x \sum \sigma_k f^k|^2 \ge 0$",
        _square(total) - shadows**2,
        _square(project(x(i), signed)),
    )
    proof.note(r"All of $\sum |f^{h'}|$, |F| and $\sum |\rho^k|$ are >= 0, so the squares order them.")
    proof.note(r"(B) => (C): $\rho^h \rho^k \le |\rho^h \rho^k| = |\rho^h||\rho^k|$, term by term.")


def robust(*, epsilon_power: int = 1, tokens_power: int = 3) -> Derivation:
    """|<f^h, f^k>| <= eps |f^h||f^k| gives dE_h/dt >= n^-3 sum_i [tau^2 - |rho_h| sum|rho_k| - eps |f^h| sum|f^k|].

    epsilon_power=2 claims eps^2, false for eps < 1; tokens_power=2 claims n^-2, false where every
    bracket is positive.
    """
    proof = general(*MODEL)
    rate = _rate_in_outputs(proof)
    eps = Symbol("eps", positive=True)

    def bound(i: Any) -> Expr:
        radial = Abs(_rho(h, i)) * other_heads(h, lambda k: Abs(_rho(k, i)))
        overlap = norm(f(h, i)) * other_heads(h, lambda k: norm(f(k, i)))
        return _tau_square(h, i) - radial - eps**epsilon_power * overlap

    def slack(i: Any) -> Expr:
        def pair(k: Any) -> Expr:
            radial = Abs(_rho(h, i)) * Abs(_rho(k, i)) - _rho(h, i) * _rho(k, i)
            return radial + dot(f(h, i), f(k, i)) + eps * norm(f(h, i)) * norm(f(k, i))

        return other_heads(h, pair)

    proof.equal(
        r"$dE_h/dt$ - bound $= n^{-3}\sum_i \sum_{k\ne h} [(|\rho^h||\rho^k| - \rho^h\rho^k)"
        r" + (<f^h, f^k> + \epsilon |f^h||f^k|)]$",
        rate - tokens(bound) / n**tokens_power,
        tokens(slack) / n**3,
    )
    proof.note(
        r"First bracket: $a \le |a|$. Second: the hypothesis $|<f^h, f^k>| \le \epsilon |f^h||f^k|$. Both are >= 0."
    )
    _matrix_form(proof)
    return proof.derivation(
        "The bound falls short of dE_h/dt by brackets that are never negative, for general n, d and H."
    )


def _matrix_form(proof: Proof) -> None:
    """|<f^h, f^k>| <= |M_h M_k|_2 Z^h Z^k."""
    k, spectral = Symbol("k"), Symbol("spectral", positive=True)

    def weighted(body: Any) -> Expr:
        return tokens(lambda j: tokens(lambda m: kernel(h, i, j) * kernel(k, i, m) * body(j, m)))

    partitions = tokens(lambda j: kernel(h, i, j)) * tokens(lambda j: kernel(k, i, j))
    proof.equal(
        r"$<f^h, f^k> = \sum_{jl} e^h_{ij} e^k_{il} <x_j, M_h M_k x_l>$",
        dot(head_output(h, i), head_output(k, i)),
        weighted(lambda j, m: dot(x(j), M(h, M(k, x(m))))),
    )
    proof.equal(
        r"$|M_h M_k|_2 Z^h Z^k = \sum_{jl} e^h_{ij} e^k_{il} |M_h M_k|_2$",
        spectral * partitions,
        weighted(lambda j, m: spectral),
    )
    proof.note(
        r"The weights are positive, and $|<x_j, M_h M_k x_l>| \le |M_h M_k|_2$ for unit tokens, so"
        r" $|<f^h, f^k>| \le |M_h M_k|_2 Z^h Z^k$."
    )
