"""`evaluate` against closed forms, float64, symmetries, and itself at other precisions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import flint
import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attnproof.evaluate import LimitError, evaluate, precision, quantities, writing
from attnproof.evaluate.orthogonality import HeadOrthogonality
from attnproof.evaluate.precision import MAX_LOGIT, scalar
from numeric.arithmetic import Floats
from numeric.model import Model
from numeric.state import State, aligned, diagonal, matrix
from numeric.states import Family, product, sphere_point, states

IDENTITY = diagonal(1, 1)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
STATES = [
    state.on(geometry)
    for attention in ("usa", "softmax", "relu")
    for geometry in ("sphere", "flat")
    for state in states(Family(attention=attention), seed=7, count=12)  # type: ignore[arg-type]
]


def leaves(tree: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every written number with its place; an enclosure counts as one."""
    if isinstance(tree, dict) and set(tree) != {"mid", "rad"}:
        for key, part in tree.items():
            yield from leaves(part, f"{place}.{key}")
    elif isinstance(tree, list):
        for index, part in enumerate(tree):
            yield from leaves(part, f"{place}[{index}]")
    else:
        yield place, tree


def floats(tree: Any) -> np.ndarray[Any, Any]:
    return np.array([float(x) for _, x in leaves(tree)])


def entropy(*weights: Any) -> Any:
    return -sum(w * mpmath.log(w) for w in weights)


# -- closed forms --------------------------------------------------------------------------------


def test_one_token() -> None:
    # x = (3, 4)/5, M = I: f = e^beta x, no velocity, no entropy
    result = quantities(aligned("1/2", [[3, 4]], [IDENTITY]), digits=30)
    with mpmath.workdps(40):
        e = mpmath.exp(mpmath.mpf(1) / 2)
        for written, value in [
            (result["energy"]["total"], e),
            (result["head_output"][0][0][0], 3 * e / 5),
            (result["head_output"][0][0][1], 4 * e / 5),
            (result["radial_shadow"][0][0], e),
        ]:
            assert abs(mpmath.mpf(written) - value) < mpmath.mpf(10) ** -30
    assert result["energy_rate"] == {"total": "0", "heads": ["0"]}
    assert result["velocity"] == [["0", "0"]]
    assert result["tangential_norm"] == [["0"]]
    assert result["radial_fraction"] == [["1." + 30 * "0"]]
    assert result["dominance"] == {variant: [["0"]] for variant in "ABCE"}
    assert result["entropy"] == result["entropy_rate"] == [["0"]]
    assert result["conditions"] == {"score_symmetry": True, "value_alignment": True, "head_orthogonality": "0"}


def test_two_antipodal_tokens() -> None:
    # f = (e^beta - e^-beta) x: nothing moves; weights 1/(1 + e^-2beta)
    result = quantities(aligned(1, [[1, 0], [-2, 0]], [IDENTITY]), digits=40)
    with mpmath.workdps(50):
        w = 1 / (1 + mpmath.exp(-2))
        assert abs(mpmath.mpf(result["head_output"][0][0][0]) - 2 * mpmath.sinh(1)) < mpmath.mpf(10) ** -40
        assert abs(mpmath.mpf(result["energy"]["total"]) - mpmath.cosh(1) / 2) < mpmath.mpf(10) ** -40
        assert abs(mpmath.mpf(result["entropy"][0][1]) - entropy(w, 1 - w)) < mpmath.mpf(10) ** -40
    assert result["velocity"] == [["0", "0"], ["0", "0"]]
    assert result["entropy_rate"] == [["0", "0"]]


@pytest.mark.parametrize("attention", ["usa", "softmax"])
def test_orthonormal_tokens(attention: Any) -> None:
    # gamma = 0, u = e^beta: gammadot = 2/n (USA) or 2/(u + n - 1) (SA); c^2 = u^2/(u^2 + n - 1)
    n = 3
    state = aligned(2, np.eye(n, dtype=int).tolist(), [diagonal(*[1] * n)], attention)
    result = quantities(state, digits=30)
    with mpmath.workdps(40):
        u = mpmath.exp(2)
        partition = 1 if attention == "usa" else u + n - 1
        gammadot = mpmath.mpf(2) / n if attention == "usa" else 2 / (u + n - 1)
        tolerance = mpmath.mpf(10) ** -29
        assert abs(mpmath.mpf(result["velocity"][0][1]) - gammadot / 2) < tolerance
        assert abs(mpmath.mpf(result["radial_fraction"][0][0]) - u / mpmath.sqrt(u**2 + n - 1)) < tolerance
        assert abs(mpmath.mpf(result["tangential_norm"][0][2]) - mpmath.sqrt(n - 1) / partition) < tolerance
        # E = (n u + n (n - 1) e^{beta gamma}) / (2 beta n^2), so its rate is (n - 1) gammadot / (2 n)
        assert abs(mpmath.mpf(result["energy_rate"]["total"]) - (n - 1) * gammadot / (2 * n)) < tolerance
        p = u / (u + n - 1)
        assert abs(mpmath.mpf(result["entropy_rate"][0][0]) - 4 * p * (1 - p) * gammadot) < tolerance
    assert result["velocity"][0][0] == "0"


def test_softmax_weights_of_two_tokens() -> None:
    # logits 0 and 1 of the first token: weights 1/(1 + e), e/(1 + e)
    scores = matrix([[0, 1], [0, 0]])
    state = State(Fraction(1), matrix([[1, 0], [0, 1]]), (scores,), (IDENTITY,), "softmax", "flat")
    result = quantities(state, digits=25)
    with mpmath.workdps(40):
        w = 1 / (1 + mpmath.e)
        written = [mpmath.mpf(x) for x in result["head_output"][0][0]]
        assert max(abs(written[0] - w), abs(written[1] - (1 - w))) < mpmath.mpf(10) ** -25
    assert result["velocity"] == result["head_output"][0]
    assert result["velocity"][1] == ["0.5", "0.5"]
    assert result["conditions"]["score_symmetry"] is False
    assert result["conditions"]["value_alignment"] is False


def test_a_zero_head_has_no_radial_fraction() -> None:
    result = quantities(aligned(1, [[1, 2], [0, 1]], [IDENTITY, diagonal(0, 0)]))
    assert result["radial_fraction"][1] == [None, None]
    assert None not in result["radial_fraction"][0]
    assert result["head_output"][1] == [["0", "0"], ["0", "0"]]
    assert result["energy"]["heads"][1] == "0.5"


@pytest.mark.parametrize("attention", ["usa", "softmax"])
def test_an_output_that_cancels_exactly_has_no_radial_fraction(attention: Any) -> None:
    # the values of two antipodal tokens with equal weights cancel, through irrational lengths
    state = State(
        Fraction(1), matrix([[1, 2], [-3, -6]]), (diagonal(0, 0),), (matrix([[5, 1], [1, 7]]),), attention, "flat"
    )
    result = quantities(state, certified=True)
    assert result["radial_fraction"] == [[None, None]]
    assert result["velocity"][0] == [{"mid": "0", "rad": "0"}] * 2
    # and where it cancels but for e^-1, the fraction is there
    assert None not in quantities(replace(state, score_matrices=(diagonal(1, 1),)))["radial_fraction"][0]


def test_in_one_dimension_nothing_moves() -> None:
    result = quantities(aligned("7/3", [["1/3"], [-5], [2]], [[[2]], [["-1/7"]]]), digits=20)
    assert result["velocity"] == [["0"], ["0"], ["0"]]
    assert result["tangential_norm"] == [["0"] * 3] * 2
    assert set(result["radial_fraction"][0]) == {"1." + 20 * "0"}
    assert abs(Decimal(result["conditions"]["head_orthogonality"]) - Decimal(2) / 7) < Decimal("1e-20")


# -- against other arithmetics and itself --------------------------------------------------------


@pytest.mark.parametrize("number", range(len(STATES)))
def test_agrees_with_float64(number: int) -> None:
    state = STATES[number]
    result = quantities(state)
    model = Model.of(state, Floats())
    expected: dict[str, Any] = {
        "velocity": model.velocity,
        "head_output": model.head_output,
        "radial_shadow": model.radial_shadow,
        "tangential_norm": model.norm(model.tangential),
    }
    if state.attention != "relu":
        expected |= {"entropy": model.entropy, "entropy_rate": model.entropy_rate}
    found = {name: result[name] for name in expected} | {
        "energy": result["energy"]["heads"],
        "energy_rate": result["energy_rate"]["heads"],
    }
    expected |= {"energy": model.energy, "energy_rate": model.energy_rate}
    for variant in ("A", "B", "C", "E"):
        found[variant], expected[variant] = result["dominance"][variant], model.dominance(variant)  # type: ignore[arg-type]
    for name, values in expected.items():
        ours, theirs = floats(found[name]), np.ravel(values)
        scale = float(np.max(np.abs(theirs), initial=1)) * (
            1 + float(state.beta) * np.max(np.abs(floats(result["velocity"])))
        )
        np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-11 * scale, err_msg=name)
    for key in ("energy", "energy_rate"):
        total, parts = Decimal(result[key]["total"]), [Decimal(x) for x in result[key]["heads"]]
        assert abs(total - sum(parts)) <= Decimal("1e-14") * (1 + sum(map(abs, parts)))


@pytest.mark.parametrize("digits", [1, 15, 50])
@pytest.mark.parametrize("number", range(0, len(STATES), 3))
def test_enclosures_hold_the_200_digit_value_and_are_narrow(number: int, digits: int) -> None:
    state = STATES[number]
    truth = dict(leaves(quantities(state, digits=200)))
    plain = dict(leaves(quantities(state, digits=digits)))
    checked = 0
    with localcontext(prec=2000):
        for place, enclosure in leaves(quantities(state, digits=digits, certified=True)):
            if enclosure is None or isinstance(enclosure, bool):
                assert truth[place] is enclosure
                continue
            value, mid, rad = Decimal(truth[place]), Decimal(enclosure["mid"]), Decimal(enclosure["rad"])
            bound = Decimal(10) ** -digits * max(1, abs(value))
            spare = Decimal(10) ** -200 * max(1, abs(value))
            assert abs(value - mid) <= rad + spare, place
            assert rad <= bound, place
            assert abs(Decimal(plain[place]) - value) <= bound, place
            checked += 1
    assert checked > 10


def test_digits_written_are_significant_even_for_small_numbers() -> None:
    state = aligned("1e-6", [[1, 0], [3, 4]], [diagonal(1, "1/3")], "softmax")
    written = dict(leaves(quantities(state, digits=15)))
    truth = dict(leaves(quantities(state, digits=60)))
    small = 0
    for place, text in written.items():
        if not isinstance(text, bool) and Decimal(text) != 0:
            assert abs(Decimal(text) / Decimal(truth[place]) - 1) < Decimal("1e-15"), place
            small += abs(Decimal(text)) < Decimal("1e-10")
    assert small >= 2  # entropy rates are of the order beta^2


# -- large exponents -----------------------------------------------------------------------------


@pytest.mark.parametrize("attention", ["usa", "softmax"])
def test_equal_tokens_at_huge_beta_stand_still_exactly(attention: Any) -> None:
    result = quantities(aligned(10**6, [[1, 2, 3]] * 3, [diagonal(1, 1, 1)] * 2, attention))
    assert {x for _, x in leaves(result["velocity"])} == {"0"}
    assert result["energy_rate"] == {"total": "0", "heads": ["0", "0"]}
    assert result["entropy_rate"] == [["0"] * 3] * 2
    assert Decimal(result["energy"]["total"]).adjusted() == 434288
    assert all(abs(Decimal(x) - Decimal(3).ln()) < Decimal("1e-15") for x in result["entropy"][0])


@pytest.mark.parametrize("attention", ["usa", "softmax"])
def test_huge_beta_to_every_digit(attention: Any) -> None:
    state = aligned("1e6", [[1, 0], [3, 4], [1, 1]], [diagonal(1, 1), diagonal(1, "1/2")], attention)
    written, truth = dict(leaves(quantities(state))), dict(leaves(quantities(state, digits=80)))
    with localcontext(prec=200):
        for place, text in written.items():
            if not isinstance(text, bool):
                assert abs(Decimal(text) - Decimal(truth[place])) <= Decimal("1e-15") * abs(Decimal(truth[place])), (
                    place
                )
    assert max(Decimal(x).adjusted() for x in written.values() if not isinstance(x, bool)) > 400_000


def test_huge_beta_of_mirrored_tokens() -> None:
    # the pulls of (3, 4) and (3, -4) on (1, 0) cancel across the axis, each of size e^600000
    result = quantities(aligned("1e6", [[1, 0], [3, 4], [3, -4]], [IDENTITY]))
    assert result["velocity"][0] == ["0", "0"]
    assert result["velocity"][1][1].startswith("-")
    assert Decimal(result["velocity"][1][1]) == -Decimal(result["velocity"][2][1])


def test_a_logit_beyond_decimal_arithmetic_is_a_limit() -> None:
    with pytest.raises(LimitError, match=r"reaches 1\.00e\+16, more than the 1e\+15"):
        quantities(aligned(10 * MAX_LOGIT, [[1]], [[[1]]]))
    with pytest.raises(LimitError, match="reaches"):
        evaluate('{"beta": "1e1000", "tokens": [[1]], "heads": [{"score": [["1e1000"]]}]}')
    below = quantities(aligned(MAX_LOGIT // 2, [[1]], [[[1]]]))
    assert Decimal(below["energy"]["total"]).adjusted() > 10**14


def test_what_no_precision_within_the_limits_decides_is_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precision, "MAX_WORK", 2**22)  # the same limit, sooner
    # too many tokens for exact sums, and their own pulls, e^10^9, hide those between them
    tokens = [sphere_point((Fraction(k, 20), Fraction(k * k, 400))) for k in range(24)]
    with pytest.raises(LimitError, match=r"^no 15 digits within [0-9]+ bits of precision: energy_rate, entropy_rate"):
        quantities(aligned(10**9, tokens, [diagonal(1, 1, 1)] * 2))


def test_a_number_no_precision_reaches_is_a_limit() -> None:
    with pytest.raises(LimitError, match="no 5 digits within 114688 bits of precision: this"):
        scalar(lambda bits: flint.arb(0, 1), "this", 5)


def test_large_states_with_zeros_say_to_how_many_places() -> None:
    # 22 tokens on two axes, too many for exact sums: the true rates of energy are not exact in balls
    tokens = [[1, 2, 2, 0], [2, -2, 1, 0]] * 11
    state = aligned(1, tokens, [diagonal(1, 1, 1, 1)] * 2)
    result = quantities(state, digits=6)
    assert {x for _, x in leaves(result["dominance"]["C"])} != {"0e-6"}
    flat = quantities(aligned(1, [[1, 2, 2, 0]] * 30, [diagonal(1, 1, 1, 1)] * 2), digits=6)
    assert flat["energy_rate"]["total"] == "0e-6"
    certified = quantities(aligned(1, [[1, 2, 2, 0]] * 30, [diagonal(1, 1, 1, 1)] * 2), digits=6, certified=True)
    assert certified["energy_rate"]["total"]["mid"] == "0"
    assert 0 < Decimal(certified["energy_rate"]["total"]["rad"]) < Decimal("1e-6")


# -- symmetries ----------------------------------------------------------------------------------

entries = st.integers(-4, 4).map(lambda k: Fraction(k, 3))
rows = st.lists(entries, min_size=2, max_size=2)
square = st.lists(rows, min_size=2, max_size=2)


@st.composite
def small_states(draw: st.DrawFn) -> State:
    tokens = draw(st.lists(rows.filter(any), min_size=1, max_size=4))
    pairs = draw(st.lists(st.tuples(square, square), min_size=1, max_size=3))
    return State(
        draw(st.sampled_from([Fraction(1, 10**6), Fraction(1), Fraction(7, 2), Fraction(10**6)])),
        matrix(tokens),
        tuple(matrix(score) for score, _ in pairs),
        tuple(matrix(value) for _, value in pairs),
        draw(st.sampled_from(["usa", "softmax"])),
        draw(st.sampled_from(["sphere", "flat"])),
    )


def close(one: Any, other: Any) -> None:
    ours, theirs = dict(leaves(one)), dict(leaves(other))
    assert ours.keys() == theirs.keys()
    with localcontext(prec=60):
        for place, text in ours.items():
            if text is None or isinstance(text, bool):
                assert text is theirs[place], place
            else:
                a, b = Decimal(text), Decimal(theirs[place])
                assert abs(a - b) <= Decimal("2e-12") * max(1, abs(b)), (place, text, theirs[place])


@settings(derandomize=True, deadline=None, max_examples=60)
@given(small_states())
def test_a_rotation_changes_no_scalar(state: State) -> None:
    turn = matrix([["3/5", "-4/5"], ["4/5", "3/5"]])
    back = matrix([["3/5", "4/5"], ["-4/5", "3/5"]])
    turned = replace(
        state,
        tokens=product(state.tokens, back),
        score_matrices=tuple(product(product(turn, m), back) for m in state.score_matrices),
        value_matrices=tuple(product(product(turn, v), back) for v in state.value_matrices),
    )
    one, other = quantities(state, digits=12), quantities(turned, digits=12)
    for name in ("velocity", "head_output"):
        del one[name], other[name]
    close(one, other)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(small_states())
def test_permuted_tokens_and_heads_permute_the_answer(state: State) -> None:
    permuted = replace(
        state,
        tokens=state.tokens[::-1],
        score_matrices=state.score_matrices[::-1],
        value_matrices=state.value_matrices[::-1],
    )
    one, other = quantities(state, digits=12), quantities(permuted, digits=12)
    for key in ("energy", "energy_rate"):
        other[key]["heads"] = other[key]["heads"][::-1]
    other["velocity"] = other["velocity"][::-1]
    for name in ("head_output", "radial_shadow", "tangential_norm", "radial_fraction", "entropy", "entropy_rate"):
        other[name] = [head[::-1] for head in other[name][::-1]]
    other["dominance"] = {name: [head[::-1] for head in part[::-1]] for name, part in other["dominance"].items()}
    close(one, other)


# -- head orthogonality --------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_head_orthogonality_is_the_largest_spectral_norm(seed: int) -> None:
    random = np.random.Generator(np.random.PCG64(seed))
    heads = random.integers(-9, 10, size=(3, 5, 5))
    heads[2] = np.outer(heads[2, 0], heads[2, 1])
    state = aligned(1, [[1] * 5], heads.tolist())
    expected = max(np.linalg.norm(a @ b, 2) for i, a in enumerate(heads) for j, b in enumerate(heads) if i != j)
    enclosure = HeadOrthogonality(state).enclosure(200)
    assert abs(float(enclosure.mid()) / expected - 1) < 1e-12
    assert enclosure.rad() < 1e-40


def test_head_orthogonality_with_equal_eigenvalues_and_orthogonal_heads() -> None:
    double = aligned(1, [[1, 0]], [diagonal(2, 2), diagonal(3, -3)])
    assert abs(HeadOrthogonality(double).enclosure(100) - 6) < 1e-20
    assert HeadOrthogonality(aligned(1, [[1, 0]], [diagonal(2, 0), diagonal(0, 3)])).enclosure(100).is_zero()


# -- writing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ball", "digits", "text"),
    [
        (flint.arb(0), 5, "0"),
        (flint.arb("0 +/- 1e-9"), 5, "0e-5"),
        (flint.arb("0.5"), 5, "0.5"),
        (flint.arb(-1200), 5, "-1200"),
        (flint.arb(100), 1, "1.0e2"),
        (flint.arb("1.2345678 +/- 1e-12"), 3, "1.235"),
        (flint.arb("-1.2345678 +/- 1e-12"), 3, "-1.235"),
        (flint.arb("9.99996 +/- 1e-12"), 3, "10.00"),
        (flint.arb("0.0000123456 +/- 1e-15"), 2, "0.0000123"),
        (flint.arb("0.00000123456 +/- 1e-15"), 2, "1.23e-6"),
        (flint.arb("123456.7 +/- 1e-9"), 2, "1.23e5"),
        (flint.arb((1, -5000)), 2, "7.08e-1506"),
        (flint.arb(10**30 + 1), 3, "1.000e30"),
    ],
)
def test_written_numbers(ball: flint.arb, digits: int, text: str) -> None:
    assert writing.number(ball, digits, certified=False) == text
    assert Decimal(text).is_finite()


def test_a_mantissa_of_one_figure() -> None:
    assert writing.scientific(7, 40) == "7e40"
    assert writing.scientific(-7, 0) == "-7"


# -- examples ------------------------------------------------------------------------------------


def test_the_examples_show_what_they_say() -> None:
    results = {path.stem: evaluate(path.read_bytes()) for path in EXAMPLES}
    told = (EXAMPLES[0].parent / "README.md").read_text()
    assert all(f"`{path.name}`" in told for path in EXAMPLES)
    assert results["orthogonal_heads"]["conditions"]["head_orthogonality"] == "0"
    assert all(Decimal(head[2]) < 0 for head in results["orthogonal_heads"]["dominance"]["A"])
    assert Decimal(results["softmax_falls"]["energy_rate"]["total"]) < 0
    assert results["softmax_falls"]["conditions"]["value_alignment"] is True
    moved = results["flow"]
    assert Decimal(moved["flow"]["energy"]["total"]) > Decimal(moved["energy"]["total"])
    assert results["relu"]["entropy"] is None
    assert Decimal(results["cold_cluster"]["energy"]["total"]).adjusted() > 434_000


def test_the_keys_of_the_answer_and_its_determinism() -> None:
    document = EXAMPLES[0].read_text()
    result = evaluate(document, digits=10, certified=True)
    assert list(result) == [
        "energy",
        "energy_rate",
        "velocity",
        "head_output",
        "radial_shadow",
        "tangential_norm",
        "radial_fraction",
        "dominance",
        "entropy",
        "entropy_rate",
        "conditions",
    ]
    assert list(result["conditions"]) == ["score_symmetry", "value_alignment", "head_orthogonality"]
    assert json.dumps(result) == json.dumps(evaluate(document.encode(), digits=10, certified=True))
