"""The energy claims, derived from the definitions.

Each function derives one claim; its keywords are the places where a planted error can enter, and
their defaults are what is claimed. The general derivations differentiate E along x_i + t w_i and
decide by the normal form of indexed sums; the `_spot` ones differentiate coordinates.
"""

from __future__ import annotations

from typing import Any

from sympy import Integer, Symbol

from symbolic import explicit
from symbolic.derivation import Derivation
from symbolic.explicit import two_of_each
from symbolic.language import Z, ddt, dot, heads, n, project, tokens, w, x
from symbolic.model import drive, head_energy, head_output, moved
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof, general
from symbolic.rules import SCORE_SYMMETRY, UNIT_TOKENS, VALUE_ALIGNMENT

SPOT = "spot check: n=2, d=2, H=2"


def _square(vector: Any) -> Any:
    return dot(vector, vector)


def _energy_rate(direction: Any, **options: bool) -> Any:
    """dE/dt at t = 0 along x_i + t direction_i."""
    return ddt(heads(lambda h: head_energy(h, moved(direction), **options)))


def gradient(*, half: bool = True, tokens_power: int = 1, self_pairs: bool = True) -> Derivation:
    """grad_{x_i} E = v_i / n under conditions 3 and 4."""
    proof = general(SCORE_SYMMETRY, VALUE_ALIGNMENT)
    proof.note(r"Differentiate $E = \frac{1}{2\beta n^2}\sum_{h,i,j} e^{\beta<x_i, M_h x_j>}$ along $x_i + t w_i$.")
    proof.note(
        r"By Leibniz each pair gives $\beta(<w_i, M_h x_j> + <x_i, M_h w_j>)$; by symmetry of $M_h$ and exchange"
        r" of i and j the two halves agree, which uses up the 1/2."
    )
    proof.equal(
        r"Hence $dE/dt = \sum_i <w_i, v_i>/n$ for every direction w, which is what a gradient is",
        _energy_rate(w, half=half, self_pairs=self_pairs),
        tokens(lambda i: dot(w(i), drive(i))) / n**tokens_power,
    )
    return proof.derivation("The gradient of E in x_i is v_i/n, for general n, d and H.")


def gradient_spot(*, half: bool = True, tokens_power: int = 1, self_pairs: bool = True) -> Derivation:
    """grad_{x_i} E = v_i / n, coordinate by coordinate at one size."""
    proof = Proof(Polynomials(SPOT))
    model = two_of_each(half=half, self_pairs=self_pairs)
    for i in model.indices:
        slope = sum((model.gradient(h, i) for h in model.heads), 0 * model.tokens[i])
        for k, (left, right) in enumerate(zip(slope, model.drive(i) / model.n**tokens_power, strict=True)):
            proof.equal(f"dE/dx_{i + 1}{k + 1} = v_{i + 1}{k + 1}/n", left, right)
    return proof.derivation("The gradient of E is v/n in each of the four coordinates.")


def flat(*, factor: int = 1, tokens_power: int = 1) -> Derivation:
    """Flat flow: dE/dt = (1/n) sum_i |v_i|^2 >= 0."""
    proof = general(SCORE_SYMMETRY, VALUE_ALIGNMENT)
    proof.note(r"Differentiate E along $\dot x_i = v_i$.")
    proof.equal(
        r"$dE/dt = \frac1n \sum_i |v_i|^2$",
        _energy_rate(drive),
        factor * tokens(lambda i: _square(drive(i))) / n**tokens_power,
    )
    proof.note(r"Each term is a square, so $dE/dt \ge 0$.")
    return proof.derivation("On the flat flow dE/dt is (1/n) times a sum of squares, for general n, d and H.")


def sphere(*, projected: bool = True, tokens_power: int = 1) -> Derivation:
    """Sphere flow (Theorem 11): dE/dt = (1/n) sum_i |P v_i|^2 >= 0."""
    proof = general(SCORE_SYMMETRY, VALUE_ALIGNMENT, UNIT_TOKENS)

    def velocity(i: Any) -> Any:
        return project(x(i), drive(i))

    proof.note(r"Differentiate E along $\dot x_i = P_{x_i} v_i = v_i - <x_i, v_i> x_i$, with $|x_i| = 1$.")
    proof.equal(
        r"$dE/dt = \frac1n \sum_i <v_i, P_{x_i} v_i> = \frac1n \sum_i |P_{x_i} v_i|^2$",
        _energy_rate(velocity),
        tokens(lambda i: _square(velocity(i) if projected else drive(i))) / n**tokens_power,
    )
    proof.note(r"Each term is a square, so $dE/dt \ge 0$.")
    return proof.derivation("On the sphere flow dE/dt is (1/n) times a sum of squares, for general n, d and H.")


def sphere_spot(*, projected: bool = True, tokens_power: int = 1) -> Derivation:
    """Theorem 11 in coordinates at one size."""
    model = two_of_each()
    proof = Proof(Polynomials(SPOT, model.unit()))
    moves = [velocity if projected else model.drive(i) for i, velocity in enumerate(model.velocities)]
    proof.equal(
        "dE/dt by the chain rule over the coordinates is (1/n) sum |xdot_i|^2",
        model.total_rate(),
        sum(explicit.dot(move, move) for move in moves) / model.n**tokens_power,
    )
    return proof.derivation("Theorem 11 in coordinates, unit tokens as polynomial relations.")


def softmax_one_head(*, weighted: bool = True, tokens_power: int = 2) -> Derivation:
    """SA, H = 1: dE/dt = (1/n^2) sum_i Z_i |P s_i|^2 >= 0, s_i = f_i / Z_i."""
    proof = general(SCORE_SYMMETRY, VALUE_ALIGNMENT, UNIT_TOKENS, sizes="general n, d; H=1")
    h = Symbol("h")

    def velocity(i: Any) -> Any:
        return project(x(i), head_output(h, i) / Z(h, i))

    proof.note(
        r"Differentiate E along $\dot x_i = P_{x_i} s_i$, $s_i = f_i/Z_i$: the gradient is $f_i/n^2 = Z_i s_i/n^2$."
    )
    proof.equal(
        r"$dE/dt = \frac{1}{n^2} \sum_i Z_i |P_{x_i} s_i|^2$",
        ddt(head_energy(h, moved(velocity))),
        tokens(lambda i: (Z(h, i) if weighted else 1) * _square(velocity(i))) / n**tokens_power,
    )
    proof.note(
        r"$Z_i > 0$, a sum of exponentials, times a square: $dE/dt \ge 0$. (The identity holds for any $Z_i \ne 0$.)"
    )
    return proof.derivation(
        "With one softmax head dE/dt is a sum of squares with weights Z_i/n^2, for general n and d."
    )


def critical_points(*, tokens_power: int = 1, projected: bool = True) -> Derivation:
    """The sphere flow is n times the Riemannian gradient of E, so it stands still exactly at critical points."""
    proof = general(SCORE_SYMMETRY, VALUE_ALIGNMENT, UNIT_TOKENS)

    def tangent(i: Any) -> Any:
        return project(x(i), w(i))

    def velocity(i: Any) -> Any:
        return project(x(i), drive(i)) if projected else drive(i)

    proof.note(r"Tangent directions at x_i are $P_{x_i} w_i$ with w_i arbitrary.")
    proof.equal(
        r"$dE$ along $P_{x_i} w_i$ is $\frac1n \sum_i <w_i, \dot x_i>$: so $\dot x_i = n\, grad^S_{x_i} E$",
        _energy_rate(tangent),
        tokens(lambda i: dot(w(i), velocity(i))) / n**tokens_power,
    )
    proof.equal(
        r"$\dot x_i$ is tangent: $<x_i, \dot x_i> = 0$",
        dot(x(Symbol("i")), velocity(Symbol("i"))),
        Integer(0),
    )
    proof.note(r"Hence $\dot x = 0$ exactly where the Riemannian gradient of E vanishes: at the critical points of E.")
    proof.note("E is a finite sum of exponentials of quadratic forms: real analytic; a product of spheres is compact.")
    proof.note(
        "That each trajectory converges to one critical point is then Łojasiewicz's theorem: cited, not derived."
    )
    return proof.derivation("The sphere flow is n times the Riemannian gradient flow of an analytic energy.")
