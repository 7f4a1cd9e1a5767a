"""The definitions that the derivations start from, against the sums that they stand for.

Three readings at n = d = H = 2, with arbitrary entries for tokens, scores and values (no matrix
symmetric): `symbolic.model` evaluated sum by sum, `symbolic.explicit` with its matrices, and the
definitions of the paper as plain sums over entries. All three must agree in every entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from itertools import product
from operator import add, mul
from typing import Any

from sympy import Expr, Matrix, Sum, exp, symbols

from symbolic import explicit, model
from symbolic.derivation import Derivation
from symbolic.explicit import Coordinates, column
from symbolic.language import H, LinearMap, M, Word, beta, dot, n, project, x
from symbolic.polynomial import Polynomials
from symbolic.proof import Proof

TWO = range(2)  # tokens, dimensions, heads
h, i, j = symbols("h i j")


def definitions(*, transposed: bool = False, self_pairs: bool = True, projected: bool = True) -> Derivation:
    """The kernel, f_i^h, E_h, v_i and xdot_i of both models are the sums of the definitions, at one size.

    transposed : M^T in the score. self_pairs=False : i = j left out of E. projected=False : no P in xdot_i.
    """
    written = _arbitrary()
    plain = _Plain(written, transposed, self_pairs, projected)
    proof = Proof(Polynomials("spot check: n=2, d=2, H=2, arbitrary entries"))

    def agree(step: str, claimed: Expr, formula: Expr, matrices: Expr, place: Mapping[Any, int]) -> None:
        readings = map(_entries, (claimed, _value(formula, written, place), matrices))
        for part, (sums, value, entry) in enumerate(zip(*readings, strict=True), 1):
            proof.equal(f"{step}, entry {part} of the formula", value, sums)
            proof.equal(f"{step}, entry {part} by matrices", entry, sums)

    for head, left, right in product(TWO, TWO, TWO):
        agree(
            rf"$k^{head + 1}_{{{left + 1}{right + 1}}} = e^{{\beta \sum_{{ab}} x_{{ia}} M_{{ab}} x_{{jb}}}}$",
            plain.kernel(head, left, right),
            model.kernel(h, i, j),
            written.kernel(head, left, right),
            {h: head, i: left, j: right},
        )
    for head in TWO:
        agree(
            rf"$E_{head + 1} = \frac{{1}}{{2 \beta n^2}} \sum_{{ij}} k_{{ij}}$",
            plain.energy(head),
            model.head_energy(h),
            written.energy(head),
            {h: head},
        )
    for head, token in product(TWO, TWO):
        agree(
            rf"$f_{token + 1}^{head + 1} = \sum_j k_{{ij}} V x_j$",
            plain.output(head, token),
            model.head_output(h, i),
            written.output(head, token),
            {h: head, i: token},
        )
    for token in TWO:
        velocity = written.velocities[token]
        agree(
            rf"$v_{token + 1} = \frac1n \sum_h f^h$",
            plain.drive(token),
            model.drive(i),
            written.drive(token),
            {i: token},
        )
        agree(
            rf"$\dot x_{token + 1} = v - \langle x, v\rangle x$",
            plain.velocity(token),
            project(x(i), model.drive(i)),
            velocity,
            {i: token},
        )
    return proof.derivation("The formulas and the matrices are the sums of the definitions, entry by entry.")


def _arbitrary() -> Coordinates:
    """n = d = H = 2 with a symbol for every entry."""
    scores, values = ([Matrix(2, 2, symbols(f"{name}_{head}_1:5", real=True)) for head in TWO] for name in ("M", "V"))
    return Coordinates([column("x11 x12"), column("x21 x22")], scores, values)


class _Plain:
    """The definitions as sums over entries, of the numbers in `source` alone."""

    def __init__(self, source: Coordinates, transposed: bool, self_pairs: bool, projected: bool) -> None:
        self.x, self.M, self.V = source.tokens, source.scores, source.values
        self.transposed, self.self_pairs, self.projected = transposed, self_pairs, projected

    def kernel(self, h: int, i: int, j: int) -> Expr:
        M = self.M[h].T if self.transposed else self.M[h]
        return exp(sum(beta * self.x[i][a] * M[a, b] * self.x[j][b] for a in TWO for b in TWO))

    def energy(self, h: int) -> Expr:
        pairs = (self.kernel(h, i, j) for i in TWO for j in TWO if i != j or self.self_pairs)
        return sum(pairs) / (2 * beta * 2**2)

    def output(self, h: int, i: int) -> list[Expr]:
        V = self.V[h]
        return [sum(self.kernel(h, i, j) * V[a, b] * self.x[j][b] for j in TWO for b in TWO) for a in TWO]

    def drive(self, i: int) -> list[Expr]:
        return [sum(self.output(h, i)[a] for h in TWO) / 2 for a in TWO]

    def velocity(self, i: int) -> list[Expr]:
        v = self.drive(i)
        shadow = sum(self.x[i][a] * v[a] for a in TWO) if self.projected else 0
        return [v[a] - shadow * self.x[i][a] for a in TWO]


def _value(expr: Expr, at: Coordinates, place: Mapping[Any, int]) -> Any:
    """A formula of `symbolic.language` in coordinates: a scalar, a column or an index."""

    def inside(parts: Iterable[Expr]) -> list[Any]:
        return [_value(part, at, place) for part in parts]

    if isinstance(expr, Sum):
        body, *limits = expr.args
        indices, sizes = [index for index, _, _ in limits], [range(_value(size, at, {})) for _, _, size in limits]
        return reduce(add, (_value(body, at, {**place, **dict(zip(indices, k, strict=True))}) for k in product(*sizes)))
    if isinstance(expr, LinearMap):
        head, vector = inside(expr.args)
        return (at.scores if isinstance(expr, M) else at.values)[head] * vector
    if isinstance(expr, Word):
        return at.tokens[place[expr.args[0]]]
    if isinstance(expr, dot):
        return explicit.dot(*inside(expr.args))
    if expr.is_Add or expr.is_Mul:
        combine: Callable[[Any, Any], Any] = add if expr.is_Add else mul
        return reduce(combine, inside(expr.args))
    if expr.args:  # a power, an exponential
        return expr.func(*inside(expr.args))
    return {n: at.n, H: len(at.heads)}.get(expr, place.get(expr, expr))


def _entries(value: Any) -> list[Expr]:
    return [*value] if isinstance(value, (list, Matrix)) else [value]
