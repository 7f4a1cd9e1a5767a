"""The radial statements hold as claimed, and no planted error passes on either route."""

from __future__ import annotations

from itertools import permutations

import flint
import numpy as np
import pytest
from configurations import BITS, balls, configurations, equal, laws
from hypothesis import given

from numeric import radial
from numeric.arithmetic import Balls, Digits, Floats
from numeric.model import Model, inner
from numeric.state import aligned, diagonal
from numeric.statement import certified, precise
from numeric.states import Family

GRADIENT_CASE = Family(symmetric=True, aligned=True)
SEVERAL = Family(symmetric=True, aligned=True, fewest_heads=2)
ORTHOGONAL = Family(symmetric=True, aligned=True, orthogonal=True, fewest_heads=2)
CLAIMS = {
    radial.projection: Family(),
    radial.decomposition: GRADIENT_CASE,
    radial.obstruction: ORTHOGONAL,
    radial.dominance: ORTHOGONAL,
    radial.robust: SEVERAL,
}
PLANTED = [
    (radial.projection, {"sign": 1}),
    (radial.projection, {"squared": False}),
    (radial.decomposition, {"shadow_sign": 1}),
    (radial.decomposition, {"tokens_power": 2}),
    (radial.decomposition, {"others_only": False}),
    (radial.obstruction, {"geometry": "flat"}),
    (radial.obstruction, {"shadow": False}),
    (radial.dominance, {"shadow_sign": 1}),
    (radial.dominance, {"tangential_squared": False}),
    (radial.robust, {"epsilon_power": 2}),
    (radial.robust, {"tokens_power": 2}),
]
ROUTES = pytest.mark.parametrize("route", [precise, certified])
SEEDS = pytest.mark.parametrize("seed", [3, 260504279])


@SEEDS
@ROUTES
@pytest.mark.parametrize("says", CLAIMS, ids=lambda says: says.__name__)
def test_the_statement_holds(says, route, seed):
    finding = route(says, CLAIMS[says], seed=seed)
    assert finding.passed, finding.summary


@SEEDS
@ROUTES
@pytest.mark.parametrize(("says", "changes"), PLANTED, ids=lambda part: getattr(part, "__name__", str(part)))
def test_a_planted_error_is_rejected(says, changes, route, seed):
    finding = route(says, CLAIMS[says], seed=seed, **changes)
    assert not finding.passed
    assert finding.witness is not None


def test_the_cases_of_the_statements_occur_often_and_alike_on_both_routes():
    for says in (radial.dominance, radial.robust):
        one, other = (route(says, CLAIMS[says], seed=3).numbers for route in (precise, certified))
        cases = [name for name in one if name not in ("states", "values", "digits")]
        assert cases
        for name in cases:
            assert one[name] == other[name] > 10, name


@pytest.mark.parametrize(
    ("says", "family"),
    [
        (radial.decomposition, Family(aligned=True)),
        (radial.decomposition, Family(symmetric=True)),
        (radial.obstruction, SEVERAL),
        (radial.dominance, SEVERAL),
        (radial.robust, Family(symmetric=True, fewest_heads=2)),
    ],
)
def test_no_condition_can_be_dropped(says, family):
    assert not certified(says, family, seed=3).passed


# -- the projection that is tested is that of the model --------------------------------------------


@ROUTES
@pytest.mark.parametrize(
    "wrong",
    [
        lambda x, u: u,
        lambda x, u: u + inner(x, u)[..., None] * x,
        lambda x, u: u - inner(x, u)[..., None] * u,
        lambda x, u: 0 * u,
        lambda x, u: u - u[..., :1] * x / x[..., :1],  # oblique: idempotent, and not symmetric
    ],
)
def test_the_projection_of_the_model_is_what_is_tested(monkeypatch, route, wrong):
    monkeypatch.setattr(radial, "project", wrong)
    assert not route(radial.projection, Family(), seed=3).passed


@laws
@given(configurations())
def test_the_tangential_part_is_the_projection(state):
    with Balls(BITS).working():
        model = balls(state)
        for f, tangential, shadow in zip(model.head_output, model.tangential, model.radial_shadow, strict=True):
            assert equal(tangential + shadow[:, None] * model.tokens, f)
            assert equal(inner(tangential, model.tokens), 0)


# -- robustness ----------------------------------------------------------------------------------


def test_the_overlap_cosine_is_the_largest_cosine():
    state = aligned(1, [[1, 0], [3, 4]], [diagonal(1, 1), diagonal(1, -1), diagonal(0, 0)])
    model = Model.of(state, Floats())
    f = model.head_output
    cosines = [
        abs(f[h, i] @ f[k, i]) / np.linalg.norm(f[h, i]) / np.linalg.norm(f[k, i])
        for h, k in permutations(range(2), 2)  # the third head's outputs are zero
        for i in range(2)
    ]
    assert 0 < max(cosines) < 1
    assert radial.overlap_cosine(model) == pytest.approx([max(cosines)])


@pytest.mark.parametrize("arithmetic", [Floats(), Digits(30), Balls(128)], ids=lambda a: a.name)
@pytest.mark.parametrize(
    "heads", [[diagonal(0, 0), diagonal(0, 0)], [diagonal(0, 1), diagonal(0, 0)], [diagonal(0, 1)]]
)
def test_zero_outputs_are_orthogonal_to_everything(arithmetic, heads):
    with arithmetic.working():
        model = Model.of(aligned(1, [[1, 0], [3, 4]], heads), arithmetic)
        assert radial.overlap_cosine(model)[0] == 0


@laws
@given(configurations(SEVERAL))
def test_the_overlap_cosine_bounds_every_overlap_and_at_most_one(state):
    with Balls(BITS).working():
        model = balls(state)
        [eps] = radial.overlap_cosine(model)
        assert not eps > 1
        for f in np.moveaxis(model.head_output, 0, 1):
            for one, other in permutations(f, 2):
                assert not abs(inner(one, other)) > eps * Balls.sqrt(inner(one, one) * inner(other, other))


def test_the_bounds_of_robustness_by_hand():
    state = aligned("1/2", [[1, 0], [3, 4], [-5, 12]], [diagonal(1, 1), diagonal(2, -1), [[1, 2], [2, -1]]])
    model = Model.of(state, Floats())
    f, x, [eps] = model.head_output, model.tokens, radial.overlap_cosine(model)
    rho, size, mass = (f * x).sum(axis=-1), np.linalg.norm(f, axis=-1), model.partition
    margins = radial.robust(model).nonnegative
    for h, rate in enumerate(model.energy_rate):
        others = [k for k in range(3) if k != h]
        own = (size[h] ** 2 - rho[h] ** 2 - abs(rho[h]) * sum(abs(rho[k]) for k in others)).sum()
        by_cosine = own - eps * (size[h] * sum(size[k] for k in others)).sum()
        norms = {k: np.linalg.norm(model.score_matrices[h] @ model.score_matrices[k], 2) for k in others}
        by_norm = own - (mass[h] * sum(norms[k] * mass[k] for k in others)).sum()
        assert margins[h] == pytest.approx(rate - by_cosine / 27)
        assert margins[3 + h] == pytest.approx(rate - by_norm / 27, rel=0.03)  # the norms are bounded, not exact
    assert margins.shape == (3 + 3 + 3 * 3 * 3,)


@pytest.mark.parametrize("d", [1, 2, 3, 5])
def test_the_spectral_bound_is_an_upper_bound_and_close(d):
    matrices = np.random.Generator(np.random.PCG64(d)).normal(size=(20, d, d))
    matrices[0] = 0
    matrices[1] = np.diag(np.arange(d))
    model = Model.of(aligned(1, [[1]], [diagonal(1)]), Floats())
    norms = np.linalg.norm(matrices, 2, axis=(-2, -1))
    for squarings in (0, 4, 6):
        bound = radial.spectral_bound(model, matrices, squarings=squarings)
        assert np.all(bound >= norms * (1 - 1e-12))
        assert np.all(bound <= norms * d ** (1 / 2 ** (squarings + 1)) * (1 + 1e-12))
    frobenius = np.linalg.norm(matrices, axis=(-2, -1))
    assert radial.spectral_bound(model, matrices, squarings=0) == pytest.approx(frobenius)


def test_the_spectral_bound_of_balls_holds_the_bound_of_the_matrix():
    model = Model.of(aligned(1, [[1]], [diagonal(1)]), Balls(200))
    with Balls(200).working():
        bound = radial.spectral_bound(model, Balls(200).array([[[0, 2], [0, 0]], [[0, 0], [0, 0]]]))
        assert bound[0].contains(2)
        assert bound[0].rad() < 1e-40
        assert bound[1].contains(0)


# -- dominance -----------------------------------------------------------------------------------


def test_the_chain_needs_orthogonal_outputs_only_where_sums_are_compared():
    """A => E is the triangle inequality and B => C is |x| >= x; E => B is where orthogonality enters."""
    parallel = aligned(1, [[1, 1]], [diagonal(1, 0), diagonal(1, 0), diagonal(-1, 0)])
    gaps = radial.chain(Model.of(parallel, Floats())).reshape(3, 3)
    assert np.all(gaps[0] >= 0)
    assert np.any(gaps[1] < -1e-3)
    assert np.all(gaps[2] >= 0)


def test_a_dominant_head_gains_and_a_small_one_beside_it_loses():
    """`obstruction` by hand: heads diag(1, 0), diag(0, 2) at (4/5, 3/5)."""
    model = Model.of(aligned(1, [[4, 3]], [diagonal(1, 0), diagonal(0, 2)]), Floats())
    cc, ss = 16 / 25, 9 / 25
    a, b = np.exp(cc), 2 * np.exp(2 * ss)
    expected = [-a * cc * ss * (b - a), -b * cc * ss * (a - b)]
    assert radial.head_rates(model) == pytest.approx(expected)
    assert radial.decomposed_rate(model) == pytest.approx(expected)
    assert radial.head_rates(model.on("flat")) == pytest.approx([a * a * cc, b * b * ss])
    assert radial.decomposed_rate(model.on("flat")) == pytest.approx([a * a * cc, b * b * ss])


def test_balls_tell_cases_apart_only_when_certain():
    statement = radial.dominance(Model.of(aligned(1, [[1, 0]], [diagonal(1, 0), diagonal(0, 1)]), Balls(128)))
    assert statement.occurs == {"heads that dominate others": 0, "heads that do not dominate": 0}
    assert all(isinstance(entry, flint.arb) for entry in statement.nonnegative)
