"""The thresholds c*(H) that Radial Dominance puts on the radial fraction, for outputs of equal norm.

With outputs of norm r, shadow c r and H heads, per token, sums over h' != h:
(A) tau^2 >= |rho| sum |f^h'|    (E) tau^2 >= |rho| |sum f^h'|    (B) tau^2 >= |rho| sum |rho_h'|
"""

from __future__ import annotations

from sympy import Expr, Integer, Symbol

from symbolic.derivation import Derivation
from symbolic.language import H, dot, f, heads, other_heads, project, x
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof, general
from symbolic.rules import OUTPUT_ORTHOGONALITY, UNIT_TOKENS

h, i = Symbol("h"), Symbol("i")
c = Symbol("c", positive=True)
r = Symbol("r", positive=True)


def threshold(*, self_counted: bool = False, squared: bool = True) -> Derivation:
    """Outputs of equal norm r, shadow c r: (A) c^2 + (H-1) c <= 1, (E) c^2 + sqrt(H-1) c <= 1, (B) H c^2 <= 1.

    self_counted : H for H - 1. squared=False : c for c^2 as the first term.
    """
    proof = general(UNIT_TOKENS, OUTPUT_ORTHOGONALITY, sizes="general d, H")
    _parts(proof)
    total = heads(lambda k: f(k, i)) - f(h, i)
    proof.equal(
        r"Orthogonal outputs: $|\sum_{h' \ne h} f^{h'}|^2 = \sum_{h' \ne h} |f^{h'}|^2$, so $(H-1) r^2$",
        dot(total, total),
        other_heads(h, lambda k: dot(f(k, i), f(k, i))),
    )
    size, root, claimed = Symbol("H", positive=True), Symbol("k", nonnegative=True), Symbol("k_c", nonnegative=True)
    others = size if self_counted else size - 1
    first = c**2 if squared else c
    # k^2 = H - 1 in the outputs, k_c^2 is what the claim says
    lemma = Proof(Polynomials("general H", {claimed: size, root: size - 1} if self_counted else {root: size - 1}))
    tangential = r**2 - (c * r) ** 2
    lemma.equal(
        r"(A): $\tau^2 - |\rho| \sum |f^{h'}| = -r^2 (c^2 + (H-1) c - 1)$",
        tangential - c * r * (size - 1) * r,
        -(r**2) * (first + others * c - 1),
    )
    lemma.equal(
        r"(E), orthogonal outputs: $\tau^2 - |\rho| |\sum f^{h'}| = -r^2 (c^2 + \sqrt{H-1}\, c - 1)$",
        tangential - c * r * root * r,
        -(r**2) * (first + (claimed if self_counted else root) * c - 1),
    )
    lemma.equal(
        r"(B), equal shadows: $\tau^2 - |\rho| \sum |\rho_{h'}| = -r^2 (H c^2 - 1)$",
        tangential - c * r * (size - 1) * c * r,
        -(r**2) * (first + others * c**2 - 1),
    )
    proof.follow(lemma)
    _root(proof)
    _order(proof)
    return proof.derivation("Each variant is a bound c <= c*(H), c* the only positive root, for general H and d.")


def threshold_eps(*, epsilon_power: int = 1, self_counted: bool = False) -> Derivation:
    """Outputs of equal norm that overlap by at most eps r^2: the bound is >= 0 iff c^2 + (H-1)(c + eps) <= 1.

    epsilon_power=2 : eps^2 for eps. self_counted : H for H - 1.
    """
    proof = general(UNIT_TOKENS, sizes="general d, H")
    _parts(proof)
    eps, more, size = Symbol("eps", nonnegative=True), Symbol("eps_2-eps", positive=True), Symbol("m", positive=True)
    others = size + 1 if self_counted else size

    def p(c: Expr, eps: Expr) -> Expr:
        return c**2 + others * (c + eps**epsilon_power) - 1

    root = Symbol("s", positive=True)
    proof.note("Write m for H - 1.")
    lemma = Proof(Polynomials("general H >= 2", {root: size**2 + 4 * (1 - size * eps)}))
    lemma.equal(
        r"The bound of radial.robust with $|\rho_{h'}| \le |f^{h'}|$:"
        r" $\tau^2 - |\rho| \sum |f^{h'}| - \epsilon |f| \sum |f^{h'}| = -r^2 (c^2 + (H-1)(c + \epsilon) - 1)$",
        r**2 - (c * r) ** 2 - c * r * size * r - eps * r * size * r,
        -(r**2) * p(c, eps),
    )
    step = Symbol("c_2-c", positive=True)
    lemma.positive(
        r"$p(c) = c^2 + (H-1)(c+\epsilon) - 1$ grows strictly on $c \ge 0$:"
        r" $p(c_2) - p(c) = (c_2 - c)(c_2 + c + H - 1)$",
        p(c + step, eps) - p(c, eps),
        step * (2 * c + step + others),
        {step: step, c: c, size: size},
    )
    lemma.equal(
        r"$p(0) = (H-1)\epsilon - 1$ and p is unbounded: a positive root exists, and only one, iff $(H-1)\epsilon < 1$",
        p(Integer(0), eps),
        size * eps - 1,
    )
    lemma.equal(
        r"The root is $c_* = (s - (H-1))/2$, $s^2 = (H-1)^2 + 4 - 4(H-1)\epsilon$", p((root - size) / 2, eps), 0
    )
    lemma.positive(
        r"$\epsilon_2 > \epsilon$, $H \ge 2$: $p_2 - p = (H-1)(\epsilon_2 - \epsilon) > 0$, so $p_2(c_*(\epsilon)) > 0$"
        r" and $c_*(\epsilon_2) < c_*(\epsilon)$",
        p(c, eps + more) - p(c, eps),
        size * more,
        {size: size, more: more},
    )
    proof.follow(lemma)
    return proof.derivation("With overlaps up to eps the threshold is a root too, smaller for larger eps, general H.")


def _parts(proof: Proof) -> None:
    """What the margins are made of, for outputs of equal norm r and shadow c r."""
    proof.equal(
        r"$\tau^2 = |f^h|^2 - \rho^2$, so $r^2 - c^2 r^2$",
        dot(project(x(i), f(h, i)), project(x(i), f(h, i))),
        dot(f(h, i), f(h, i)) - dot(x(i), f(h, i)) ** 2,
    )
    proof.equal(
        r"$\sum_{h' \ne h} r = (H-1) r$, and likewise for equal shadows", other_heads(h, lambda k: r), (H - 1) * r
    )


def _root(proof: Proof) -> None:
    """c^2 + m c - 1 has one positive root, the reciprocal of a metallic mean."""
    m, step = Symbol("m", nonnegative=True), Symbol("c_2-c", positive=True)
    root = Symbol("s", positive=True)  # sqrt(m^2 + 4)
    lemma = Proof(Polynomials("general m >= 0", {root: m**2 + 4}))

    def p(c: Expr) -> Expr:
        return c**2 + m * c - 1

    lemma.positive(
        r"For $m \ge 0$, $p(c) = c^2 + m c - 1$ grows strictly on $c > 0$: $p(c_2) - p(c) = (c_2 - c)(c_2 + c + m)$",
        p(c + step) - p(c),
        step * (2 * c + step + m),
        {step: step, c: c, m: m},
    )
    lemma.holds(
        r"$p(0) = -1 < 0 \le m = p(1)$: one root c* in (0, 1], and none other is positive",
        p(Integer(0)) == -1 and p(Integer(1)) == m,
    )
    lemma.equal(r"$c_* = (\sqrt{m^2+4} - m)/2$", p((root - m) / 2), Integer(0))
    mean = (root + m) / 2
    lemma.equal(r"$1/c_* = \mu = (\sqrt{m^2+4} + m)/2$", mean * (root - m) / 2, Integer(1))
    lemma.equal(r"$\mu^2 = m\mu + 1$: a metallic mean; for m = 1 (H = 2) the golden ratio", mean**2, m * mean + 1)
    proof.follow(lemma)


def _order(proof: Proof) -> None:
    """c* of (A) <= c* of (E) <= c* of (B) for H >= 2."""
    root, extra, size = Symbol("k", positive=True), Symbol("k-1", nonnegative=True), Symbol("H", positive=True)
    lemma = Proof(Polynomials("general H >= 2", {root: size - 1, c: 1 / size}))
    lemma.equal(
        r"With $k = \sqrt{H-1} \ge 1$, $p_A(c) - p_E(c) = k (k - 1) c \ge 0$: $c_*$ of (A) is at most that of (E)",
        (size - 1) * c - root * c,
        root * extra.xreplace({extra: root - 1}) * c,
    )
    lemma.equal(
        r"At $c = 1/\sqrt{H}$, $p_E(c) = k c (1 - k c) \ge 0$, for $k c < 1$: $c_*$ of (E) is at most that of (B)",
        c**2 + root * c - 1,
        root * c * (1 - root * c),
    )
    lemma.note("For H = 1 all three are 1.")
    proof.follow(lemma)
