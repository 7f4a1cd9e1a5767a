from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from attnproof import conditions
from numeric.arithmetic import Floats
from numeric.flow import integrate
from numeric.model import Model
from numeric.radial.split import KINDS, Kind, Solved, split_state

CASES = [Solved("scalar", 16, 2, 0.5), Solved("split", 8, 2, 0.5), Solved("split", 12, 3, 0.3)]


def generator() -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(3))


@pytest.mark.parametrize("case", CASES, ids=str)
class TestSolved:
    def test_the_flow_stays_equiangular_and_has_the_radial_fraction(self, case: Solved) -> None:
        model = case.orthonormal()
        path = integrate(model, case.lasts() * np.linspace(0, 2, 5))
        apart = ~np.eye(case.n, dtype=bool)
        for tokens in path.model.tokens:
            products = (tokens[0] @ tokens[0].T)[apart]
            assert np.ptp(products) < 1e-9
            fraction = case.radial_fraction(products[:1])[0]
            assert path.model.at(tokens).radial_fraction == pytest.approx(fraction, abs=1e-9)

    def test_dominance_ends_when_it_says(self, case: Solved) -> None:
        time = case.lasts()
        path = integrate(case.orthonormal(), time * np.array([0, 0.999, 1.001]))
        before, after = (path.model.at(path.model.tokens[k]).dominance("A") for k in (1, 2))
        assert np.all(before > 0)
        assert np.all(after < 0)
        assert (path.model.tokens[1, 0, 0] @ path.model.tokens[1, 0, 1]) < case.last_gamma()
        assert case.lasts("B") > time

    def test_random_tokens_come_near_it(self, case: Solved) -> None:
        model = case.near_orthogonal(generator(), 3, 1536)
        products = model.tokens @ model.tokens.swapaxes(-1, -2)
        assert np.abs(products - np.eye(case.n)).max() < 0.15
        assert model.tokens.shape == (3, case.n, case.dimension)
        assert model.dominance("A") == pytest.approx(
            np.broadcast_to(case.orthonormal().dominance("A"), (3, case.heads, case.n)), rel=0.3
        )


def test_too_few_dimensions_are_refused() -> None:
    for d in (16, 33):
        with pytest.raises(ValueError, match=f"multiple of 2 and at least 32, got {d}"):
            Solved("split", 16, 2, 0.5).near_orthogonal(generator(), 1, d)


@pytest.mark.parametrize("kind", KINDS)
def test_with_few_tokens_dominance_never_holds(kind: Kind) -> None:
    case = Solved(kind, 2, 2, 3.0)
    assert case.lasts() == case.last_gamma() == 0
    assert np.all(case.orthonormal().dominance("A") < 0)


def test_the_reduction_to_blocks_keeps_every_margin() -> None:
    """The same tokens in all d coordinates, under projections on the halves of them."""
    case, d = Solved("split", 3, 2, 0.5), 10
    reduced = case.near_orthogonal(generator(), 1, d)
    drawn = generator().standard_normal((1, 2, d // 2, 3))
    tokens = np.concatenate([drawn[:, 0], drawn[:, 1]], axis=1).swapaxes(-1, -2)
    tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
    heads = np.stack([np.diag((np.arange(d) // (d // 2) == h).astype(float)) for h in range(2)])[None]
    assert Model(Floats(), tokens, heads, heads, 0.5).dominance("A") == pytest.approx(reduced.dominance("A"))


def test_exact_split_tokens() -> None:
    state = split_state(3, (1, "1/2"), Fraction(1, 4), shift=Fraction(1))
    assert (state.n, state.d, state.heads) == (3, 6, 2)
    assert all(
        condition.holds(state)
        for condition in (conditions.SCORE_SYMMETRY, conditions.VALUE_ALIGNMENT, conditions.HEAD_ORTHOGONALITY)
    )
    model = Model.of(state, Floats())
    assert (model.tokens[0] @ model.tokens[1]) == pytest.approx(5 / 6)
    seen = np.einsum("id,hde,je->hij", model.tokens, model.score_matrices, model.tokens)
    assert seen[0] == pytest.approx(2 * seen[1])
