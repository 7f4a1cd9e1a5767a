"""How far the heads are from orthogonal: the largest spectral norm of M_h M_h' over h != h'."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import flint

from numeric.state import Matrix, State, transpose

_SIEVE_BITS = 64


class HeadOrthogonality:
    """max |M_h M_h'|_2 over h != h', as the root of the largest zero of exact polynomials.

    |B|_2^2 is the largest eigenvalue of B^T B. The characteristic polynomial is that of the centre of
    an enclosure of B, computed exactly, so neither multiple nor clustered eigenvalues are a difficulty;
    moving B by its radii moves the norm by no more than their Frobenius norm (Weyl).
    """

    def __init__(self, state: State) -> None:
        """Multiply the heads, and keep the pairs whose product can have the largest norm."""
        heads = [_exact(rows) for rows in state.score_matrices]
        symmetric = [rows == transpose(rows) for rows in state.score_matrices]
        pairs = [
            (heads[a], heads[b])
            for a, b in permutations(range(state.heads), 2)
            if a < b or not (symmetric[a] and symmetric[b])  # else the transpose is there already
        ]
        with flint.ctx.workprec(_SIEVE_BITS):
            squares = [_frobenius_square(_product(*pair)) for pair in pairs]
            # |B|_F^2 / d <= |B|_2^2 <= |B|_F^2
            bound = max((flint.arb(square.lower()) / state.d for square in squares), default=flint.arb(0))
            self._pairs = [
                pair
                for pair, square in zip(pairs, squares, strict=True)
                if not square < bound and (square > 0 or bool(pair[0] * pair[1]))
            ]

    def enclosure(self, bits: int) -> flint.arb:
        """A ball around the norm, exactly 0 for a single head or orthogonal heads."""
        with flint.ctx.workprec(bits):
            largest = flint.arb(0)
            for pair in self._pairs:
                largest = largest.max(_spectral_norm(_product(*pair)))
            return largest


def _spectral_norm(enclosed: Any) -> flint.arb:
    size = enclosed.nrows()
    centre = flint.fmpq_mat(size, size, [_rational(ball) for ball in enclosed.entries()])
    roots: Any = (centre.transpose() * centre).charpoly().numer().complex_roots()  # pairs, whatever FLINT's stubs say
    largest = flint.arb(0)
    for eigenvalue, _ in roots:
        largest = largest.max(eigenvalue.real)
    radii = flint.arb_mat(size, size, [ball.rad() for ball in enclosed.entries()])
    return largest.sqrt() + flint.arb(0, _frobenius_square(radii).sqrt().upper())


def _product(left: flint.fmpq_mat, right: flint.fmpq_mat) -> Any:
    return flint.arb_mat(left) * flint.arb_mat(right)


def _frobenius_square(matrix: Any) -> flint.arb:
    return sum((entry * entry for entry in matrix.entries()), flint.arb(0))


def _rational(ball: flint.arb) -> flint.fmpq:
    """The centre of a ball, exactly."""
    mantissa, exponent = ball.mid().man_exp()
    return flint.fmpq(mantissa) * flint.fmpq(2) ** int(exponent)


def _exact(rows: Matrix) -> flint.fmpq_mat:
    entries = [flint.fmpq(entry.numerator, entry.denominator) for row in rows for entry in row]
    return flint.fmpq_mat(len(rows), len(rows), entries)
