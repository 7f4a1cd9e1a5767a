"""The Jacobian of the Gram matrix's equation at one size, in rational numbers: a second derivation of the spectrum.

Nothing here knows of representations. e^{beta alpha_h s} enters through its value and its slope at s = 1 and at
s = gamma, as rationals, which the eigenvalues are rational in; derivatives are those of dual numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from flint import fmpq, fmpq_mat, fmpq_poly

from symbolic.derivation import Derivation
from symbolic.equiangular.transverse import Attention
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof

N = 5


@dataclass(frozen=True)
class Dual:
    """value + slope epsilon, epsilon^2 = 0."""

    value: Fraction
    slope: Fraction = Fraction(0)

    def __add__(self, other: Dual) -> Dual:
        return Dual(self.value + other.value, self.slope + other.slope)

    def __sub__(self, other: Dual) -> Dual:
        return Dual(self.value - other.value, self.slope - other.slope)

    def __mul__(self, other: Dual) -> Dual:
        return Dual(self.value * other.value, self.value * other.slope + self.slope * other.value)

    def __truediv__(self, other: Dual) -> Dual:
        value = self.value / other.value
        return Dual(value, (self.slope - value * other.slope) / other.value)


@dataclass(frozen=True)
class Head:
    """A strength alpha, b = beta alpha, and what stands for e^b and for e^{b gamma}."""

    alpha: Fraction
    b: Fraction
    own: Fraction
    other: Fraction

    def kernel(self, product: Dual) -> Dual:
        """e^{b s} at s = 1 or s = gamma, moved by the slope of s."""
        value = self.own if product.value == 1 else self.other
        return Dual(value, self.b * value * product.slope)


BETA = Fraction(3, 2)
GAMMA = Fraction(2, 7)
HEADS = tuple(
    Head(Fraction(alpha), BETA * Fraction(alpha), Fraction(own), Fraction(other))
    for alpha, own, other in (("1/2", "9/4", "5/4"), ("-2/3", "1/3", "6/7"), ("2", "20", "7/3"))
)
PAIRS = tuple(combinations(range(N), 2))


def spectrum_spot(
    *, sign: int = -1, exponential: bool = True, normalised: bool = True, left_out: int = 2
) -> Derivation:
    """The characteristic polynomial of the 10 x 10 Jacobian is (x - trivial) (x - standard)^4 (x - two-row)^5."""
    proof = Proof(Polynomials(f"spot check: n={N}, H={len(HEADS)}"))
    for attention in ("usa", "softmax"):
        found = fmpq_mat([list(map(_flint, row)) for row in jacobian(attention)]).charpoly()
        claimed = fmpq_poly([1])
        for value, times in zip(_claimed(attention, sign, exponential, normalised, left_out), (1, 4, 5), strict=True):
            claimed *= fmpq_poly([-_flint(value), 1]) ** times
        proof.holds(
            f"{attention}: the characteristic polynomial of the Jacobian is that of the claimed eigenvalues, with"
            " multiplicities 1, 4, 5",
            found == claimed,
            f"found {found}, claimed {claimed}",
        )
    return proof.derivation(f"The Jacobian at n = {N} has the three eigenvalues with their multiplicities, exactly.")


def jacobian(attention: Attention) -> list[list[Fraction]]:
    """d Gdot_ij / d G_kl over the pairs i < j and k < l, at G_ij = GAMMA."""
    columns = [[_rate(attention, i, j, moved) for i, j in PAIRS] for moved in PAIRS]
    return [list(row) for row in zip(*columns, strict=True)]


def _rate(attention: Attention, i: int, j: int, moved: tuple[int, int]) -> Fraction:
    """The slope of Gdot_ij as G_moved grows at rate 1."""

    def gram(k: int, m: int) -> Dual:
        if k == m:
            return Dual(Fraction(1))
        return Dual(GAMMA, Fraction(int({k, m} == set(moved))))

    def half(i: int, j: int) -> Iterator[Dual]:
        for head in HEADS:
            kernels = [head.kernel(gram(i, k)) for k in range(N)]
            total = Dual(Fraction(N)) if attention == "usa" else sum(kernels, Dual(Fraction(0)))
            for k in range(N):
                pulled = gram(k, j) - gram(i, k) * gram(i, j)
                yield Dual(head.alpha) * kernels[k] / total * pulled

    return sum((part.slope for pair in ((i, j), (j, i)) for part in half(*pair)), Fraction(0))


def _claimed(
    attention: Attention, sign: int, exponential: bool, normalised: bool, left_out: int
) -> tuple[Fraction, Fraction, Fraction]:
    """The trivial, the standard and the two-row eigenvalue."""
    row = 1 + (N - 1) * GAMMA
    weights = [head.other / (N if attention == "usa" else head.own + (N - 1) * head.other) for head in HEADS]
    pull = sum((head.alpha * weight for head, weight in zip(HEADS, weights, strict=True)), Fraction(0))
    squares = [head.alpha * head.b * weight for head, weight in zip(HEADS, weights, strict=True)]
    steep = sum(squares, Fraction(0)) if exponential else Fraction(0)
    own = sum((square * weight for square, weight in zip(squares, weights, strict=True)), Fraction(0))
    if attention == "usa" or not normalised:
        own = Fraction(0)
    alone = 2 * ((1 - GAMMA) * steep + sign * row * pull)
    mixed = (1 - GAMMA) * (pull + GAMMA * steep - row * own)
    return alone + 2 * (N - 1) * mixed, alone + (N - left_out) * mixed, alone


def _flint(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)
