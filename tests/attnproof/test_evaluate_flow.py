"""`evaluate` with ReLU attention and with "flow": the state at a later time, and when it is refused."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest
from typer.testing import CliRunner

from attnproof.cli import app
from attnproof.evaluate import InputError, LimitError, evaluate, flow, quantities
from attnproof.evaluate.flow import flowed
from numeric.arithmetic import Floats
from numeric.flow import integrate
from numeric.model import Model
from numeric.state import State, aligned, diagonal
from numeric.trajectories import passes

IDENTITY = diagonal(1, 1)
PAIR = aligned(1, [[1, 0], ["3/5", "4/5"]], [IDENTITY])
KINK = aligned(1, [["3/5", "4/5"], [0, 1], ["-12/13", "5/13"]], [IDENTITY], attention="relu")
BOTH = pytest.mark.parametrize("certified", [False, True])
EXAMPLES = Path(__file__).parents[2] / "examples"


def flowed_once(state: State, time: Fraction, *, digits: int, certified: bool) -> dict[str, Any]:
    [found] = flowed(state, [time], digits=digits, certified=certified)
    return found


def document(state: State, **wish: Any) -> str:
    return json.dumps({**state.as_json(), "flow": wish})


def middles(tree: Any, *, certified: bool) -> np.ndarray[Any, Any]:
    return np.array([[float(entry["mid"] if certified else entry) for entry in row] for row in tree])


def flat(rows: Any, name: str) -> np.ndarray[Any, Any]:
    return np.array([float(entry[name] if name else entry) for row in rows for entry in row])


# -- ReLU ----------------------------------------------------------------------------------------


@BOTH
def test_relu_has_everything_but_entropies(certified: bool) -> None:
    result = quantities(PAIR.under("relu"), digits=12, certified=certified)
    assert result["entropy"] is result["entropy_rate"] is None
    assert all(result[name] is not None for name in result if not name.startswith("entropy"))


def test_relu_pulls_with_the_score_itself() -> None:
    # weights 1 and 3/5: v_1 = (x_1 + 3/5 x_2) / 2, of which 3/5 * 4/5 / 2 is across x_1
    result = quantities(PAIR.under("relu"), digits=20)
    assert [Decimal(x) for x in result["velocity"][0]] == [0, Decimal("0.24")]
    assert [Decimal(x) for x in result["head_output"][0][0]] == [Decimal("1.36"), Decimal("0.48")]
    away = quantities(aligned(1, [[1, 0], ["-3/5", "4/5"]], [IDENTITY], "relu"), digits=20)
    assert away["velocity"] == [["0", "0"], ["0", "0"]]
    usual = quantities(PAIR, digits=20)
    assert result["energy"] == usual["energy"]


# -- the flow ------------------------------------------------------------------------------------


@BOTH
def test_the_time_that_two_tokens_take(certified: bool) -> None:
    """gammadot = (1 - gamma^2) e^gamma for two tokens under M = I, beta = 1."""
    result = flowed_once(PAIR, Fraction(3, 4), digits=12, certified=certified)
    assert result["time"] == "3/4"
    with mpmath.workdps(30):
        entries = [[mpmath.mpf(x["mid"] if certified else x) for x in row] for row in result["tokens"]]
        gamma = sum(a * b for a, b in zip(*entries, strict=True))
        taken = mpmath.quad(lambda g: mpmath.exp(-g) / (1 - g * g), [mpmath.mpf(3) / 5, gamma])
        assert abs(taken - mpmath.mpf(3) / 4) < mpmath.mpf(10) ** -9  # 1 / (1 - gamma^2) is about 30
        energy = (2 * mpmath.e + 2 * mpmath.exp(gamma)) / 8
        written = result["energy"]["total"]
        assert abs(mpmath.mpf(written["mid"] if certified else written) - energy) < mpmath.mpf(10) ** -11
    assert result["energy"]["heads"] == [result["energy"]["total"]]


@pytest.fixture(scope="module")
def truth() -> Any:
    return flowed_once(PAIR, Fraction(1, 8), digits=30, certified=False)


@BOTH
@pytest.mark.parametrize("digits", [3, 20])
def test_digits_and_radii(truth: Any, digits: int, certified: bool) -> None:
    result = flowed_once(PAIR, Fraction(1, 8), digits=digits, certified=certified)
    for row, exact in zip(result["tokens"], truth["tokens"], strict=True):
        for entry, value in zip(row, exact, strict=True):
            mid, rad = (entry["mid"], entry["rad"]) if certified else (entry, f"1e-{digits}")
            assert abs(Decimal(mid) - Decimal(value)) <= Decimal(rad) <= Decimal(10) ** -digits


@BOTH
def test_no_time_gives_the_state_itself(certified: bool) -> None:
    result = json.loads(json.dumps(evaluate(document(PAIR, time=0), digits=10, certified=certified)))
    assert result["flow"]["energy"] == result["energy"]
    exactly = {"mid": "1", "rad": "0"} if certified else "1"
    zero = {"mid": "0", "rad": "0"} if certified else "0"
    assert result["flow"]["tokens"][0] == [exactly, zero]


@BOTH
def test_many_times_give_what_each_gives_alone(certified: bool) -> None:
    times = ["0", "1/8", 0.25]
    listed = evaluate(document(PAIR, times=times, digits=9), digits=5, certified=certified)["flow"]
    assert [entry["time"] for entry in listed] == ["0", "1/8", "1/4"]
    for time, entry in zip(times, listed, strict=True):
        alone = evaluate(document(PAIR, time=time, digits=9), digits=5, certified=certified)["flow"]
        for name in ("mid", "rad") if certified else ("",):
            one, other = (flat(x["tokens"] + [[x["energy"]["total"]]], name) for x in (entry, alone))
            assert np.abs(one - other).max() < 2e-9


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({}, "flow: got neither of time and times"),
        ({"time": 1, "times": [1]}, "flow: got both of time and times"),
        ({"times": []}, "flow.times: got an empty array, expected an array of one or more times"),
        ({"times": [0, "1/2", 0.5]}, r"flow.times\[2\]: got 0.5, expected more than \"1/2\", the one before"),
        ({"times": [0, -1]}, r"flow.times\[1\]: got -1, expected a number from 0"),
        ({"times": [0] * 1001}, "flow.times: got 1001, expected at most 1000 times"),
    ],
)
def test_times_that_make_no_sense(wish: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        evaluate(document(PAIR, **wish))


def test_digits_default_to_those_of_the_command() -> None:
    short = evaluate(document(PAIR, time="1/8"), digits=5)["flow"]
    assert short == evaluate(document(PAIR, time="1/8", digits=5), digits=7)["flow"]
    assert len(short["tokens"][1][0]) == len("0.123456")


def test_a_kink_is_passed_without_proof_only() -> None:
    found = integrate(Model.of(KINK, Floats()), [0, 2], rtol=1e-12, atol=1e-13).model.tokens[-1]
    result = flowed_once(KINK, Fraction(2), digits=8, certified=False)
    assert np.abs(middles(result["tokens"], certified=False) - found).max() < 1e-8
    with pytest.raises(LimitError, match=r"up to time 0\.89648\d and not further: a score .* may change its sign"):
        flowed_once(KINK, Fraction(2), digits=2, certified=True)


@BOTH
def test_a_flow_that_leaves_every_bound_is_refused(certified: bool) -> None:
    grows = aligned(1, [[3, 4]], [IDENTITY], geometry="flat")
    with pytest.raises(LimitError, match=r"^flow: the flow is followed up to time 0\.1097 and not|0\.10969"):
        flowed_once(grows, Fraction(1), digits=1, certified=certified)


def test_more_bits_until_the_digits_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """From too few bits the same enclosure is reached; with a single pass it is refused."""
    wanted = flowed_once(PAIR, Fraction(1, 4), digits=10, certified=True)
    monkeypatch.setattr(flow, "GUARD_BITS", 4)
    again = flowed_once(PAIR, Fraction(1, 4), digits=10, certified=True)
    for one, other in zip(chain(*wanted["tokens"]), chain(*again["tokens"]), strict=True):
        assert abs(Decimal(one["mid"]) - Decimal(other["mid"])) <= Decimal(one["rad"]) + Decimal(other["rad"])
    monkeypatch.setattr(passes, "PASSES", 1)
    with pytest.raises(LimitError, match="no 10 digits within"):
        flowed_once(PAIR, Fraction(1, 4), digits=10, certified=True)


def test_the_command_refuses_with_exit_code_4(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text(document(KINK, time=2, digits=3))
    refused = CliRunner().invoke(app, ["evaluate", str(path), "--certified"])
    assert refused.exit_code == 4
    assert "may change its sign" in refused.output
    path.write_text(document(KINK, time=-2))
    assert CliRunner().invoke(app, ["evaluate", str(path)]).exit_code == 2


def test_the_relu_example_in_both_ways() -> None:
    content = (EXAMPLES / "relu.json").read_text()
    plain, proved = (evaluate(content, digits=6, certified=certified)["flow"] for certified in (False, True))
    difference = middles(plain["tokens"], certified=False) - middles(proved["tokens"], certified=True)
    assert np.abs(difference).max() < 1e-12
