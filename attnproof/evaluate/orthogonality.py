"""How far the heads are from orthogonal: the largest spectral norm of M_h M_h' over h != h'."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import flint

from numeric.state import Matrix, State


class HeadOrthogonality:
    """max |M_h M_h'|_2 over h != h', as the root of the largest zero of exact polynomials.

    |B|_2^2 is the largest eigenvalue of B^T B. Its characteristic polynomial is computed exactly, so
    neither multiple nor clustered eigenvalues are a difficulty; only its roots are enclosed.
    """

    def __init__(self, state: State) -> None:
        """Multiply the heads and find the polynomials; cheap beside their roots."""
        grams = [b.transpose() * b for b in _products(state) if b]
        # tr(G)/d <= lambda_max(G) <= tr(G): a matrix below another's lower bound cannot be the largest
        bound = max((_trace(gram) / state.d for gram in grams), default=flint.fmpq(0))
        characteristic = {tuple(gram.charpoly().numer().coeffs()) for gram in grams if _trace(gram) >= bound}
        self._polynomials = [flint.fmpz_poly(list(coefficients)) for coefficients in sorted(characteristic)]

    def enclosure(self, bits: int) -> flint.arb:
        """A ball around the norm, exactly 0 for a single head or orthogonal heads."""
        with flint.ctx.workprec(bits):
            largest = flint.arb(0)
            for polynomial in self._polynomials:
                roots: Any = polynomial.complex_roots()  # pairs with multiplicities, whatever FLINT's stubs say
                for eigenvalue, _ in roots:
                    largest = largest.max(eigenvalue.real)
            return largest.sqrt()


def _products(state: State) -> list[flint.fmpq_mat]:
    heads = [_exact(rows) for rows in state.score_matrices]
    return [a * b for a, b in permutations(heads, 2)]


def _exact(rows: Matrix) -> flint.fmpq_mat:
    entries = [flint.fmpq(entry.numerator, entry.denominator) for row in rows for entry in row]
    return flint.fmpq_mat(len(rows), len(rows), entries)


def _trace(square: flint.fmpq_mat) -> flint.fmpq:
    return sum((square[i, i] for i in range(square.nrows())), flint.fmpq(0))
