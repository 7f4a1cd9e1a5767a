"""Times against heads alone, softmax thresholds and witness, flows: each holds, and each can fail."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from attnproof import figures
from numeric.equiangular import gram_rate
from numeric.rates import clustering, readings
from numeric.rates import flows as rate_flows
from numeric.rates import softmax as softmax_rates
from numeric.rates.clustering import Case, cases, equiangular_model, flow_time
from numeric.rates.times import Heads
from numeric.states import Family

USA = Family(equiangular="acute", strengths="positive")
SOFTMAX = Family(equiangular="any", strengths="positive", attention="softmax")
CHECKS = {
    clustering.times: (USA, [{"factor": 2}, {"sign": -1}]),
    clustering.times_precise: (USA, [{"factor": 2}, {"sign": -1}]),
    clustering.times_flows: (USA, [{"factor": 2}, {"sign": -1}]),
    softmax_rates.thresholds: (SOFTMAX, [{"offset": 0}, {"sign": -1}]),
    softmax_rates.slower: (SOFTMAX, [{"law": "usa"}, {"spread": 0}]),
    softmax_rates.slower_flows: (SOFTMAX, [{"law": "usa"}, {"spread": 0}]),
    softmax_rates.lambert_brackets: (USA, [{"per_head": False}, {"shift": 0}]),
    rate_flows.jensen_flows: (USA, [{"gap": 2}, {"mean": "sum"}]),
    rate_flows.superadditive_flows: (USA, [{"exponent": "mean"}, {"sign": -1}]),
    rate_flows.softmax_subadditive_flows: (SOFTMAX, [{"sign": -1}, {"factor": 2}]),
    rate_flows.lambert_flows: (USA, [{"per_head": False}, {"shift": 0}]),
    softmax_rates.softmax_map: (SOFTMAX, [{"offset": 0}, {"sign": -1}]),
}


def name(part):
    return getattr(part, "__name__", str(part))


@pytest.mark.parametrize("check", CHECKS, ids=name)
def test_it_holds(check):
    finding = check(CHECKS[check][0], seed=3)
    assert finding.passed, finding.summary
    figures.of({"numbers": finding.numbers}, name(check))


@pytest.mark.parametrize(
    ("check", "changes"), [(check, changes) for check, (_, all_of) in CHECKS.items() for changes in all_of], ids=name
)
def test_a_planted_error_is_rejected(check, changes):
    assert not check(CHECKS[check][0], seed=3, **changes).passed


def test_cases_are_of_both_attentions_with_equal_and_different_strengths():
    drawn = cases(seed=3)
    assert {(case.law, case.alike) for case in drawn} == {
        (law, alike) for law in ("usa", "softmax") for alike in (0, 1)
    }
    assert drawn == cases(seed=3) != cases(seed=4)


def test_weights_that_do_not_fit_are_not_confirmed():
    case = Case(Heads(4, Fraction(1), (Fraction(1, 2), Fraction(2))), "usa", Fraction(0), Fraction(1, 2))
    together, inverses = clustering.reciprocals(case)
    assert clustering._confirmed(case, together, inverses)
    assert not clustering._confirmed(case, together, inverses[::-1])
    assert clustering.defect(case, [Fraction(1, 2), Fraction(1, 2)]).inf > 0


def test_the_model_has_the_angles_asked_for():
    model = equiangular_model(Heads(5, Fraction(1), (Fraction(1),)), 0.3, "softmax")
    products = model.tokens @ model.tokens.T.copy()
    assert np.allclose(products, 0.7 * np.eye(5) + 0.3)
    assert np.ptp(gram_rate(model)[~np.eye(5, dtype=bool)]) < 1e-12


def test_tokens_that_leave_equal_angles_are_noticed(monkeypatch):
    def bent(heads, gamma, attention):
        model = equiangular_model(heads, gamma, attention)
        return model.at(model.tokens[[0, 0, 1]])

    monkeypatch.setattr(clustering, "equiangular_model", bent)
    case = Case(Heads(3, Fraction(1), (Fraction(1),)), "usa", Fraction(0), Fraction(1, 2))
    with pytest.raises(ArithmeticError, match="spread"):
        flow_time(case, case.heads)


def test_flow_times_are_not_the_quadrature_by_construction(monkeypatch):
    case = Case(Heads(3, Fraction(1), (Fraction(1),)), "usa", Fraction(0), Fraction(1, 2))
    right = flow_time(case, case.heads)
    monkeypatch.setattr(clustering, "measured_time", lambda *_: 0.99 * right)
    assert flow_time(case, case.heads) == pytest.approx(right, rel=1e-8)


def test_a_flow_with_other_times_than_the_enclosed_ones_is_rejected(monkeypatch):
    def stronger(heads, gamma, attention):
        strengths = tuple(Fraction(101, 100) * strength for strength in heads.strengths)
        return equiangular_model(replace(heads, strengths=strengths), gamma, attention)

    monkeypatch.setattr(clustering, "equiangular_model", stronger)
    assert not softmax_rates.slower_flows(SOFTMAX, seed=3).passed


def test_a_flow_that_does_not_arrive_is_noticed(monkeypatch):
    def still(heads, gamma, attention):
        return equiangular_model(replace(heads, strengths=(Fraction(0),)), gamma, attention)

    monkeypatch.setattr(clustering, "equiangular_model", still)
    case = Case(Heads(3, Fraction(1), (Fraction(1),)), "usa", Fraction(0), Fraction(1, 2))
    with pytest.raises(ArithmeticError, match="does not reach"):
        flow_time(case, case.heads)


def test_thresholds_are_roots():
    for n in (2, 512):
        low, high = softmax_rates.threshold(n)
        assert high - low <= softmax_rates.BRACKET
        x = float(low)
        assert (x - 2) * np.exp(x) / (x + 2) == pytest.approx(n - 1, rel=1e-6)


def test_the_readings_in_a_table():
    rows = readings.table(seed=3)["rows"]
    verdicts = {(row[0], row[1]): row[4] for row in rows}
    assert [verdicts[reading, "USA"] for reading in readings.READINGS.values()] == ["holds"] * 3
    assert [verdicts[reading, "SA"] for reading in readings.READINGS.values()] == ["false", "false", "holds"]


def test_a_reading_that_no_enclosure_decides_is_not_told(monkeypatch):
    monkeypatch.setattr(readings, "_strengths", lambda random, count: (Fraction(1),) * count)
    with pytest.raises(ArithmeticError, match="open which side"):
        readings.table(seed=3)


def test_flows_with_other_heads_on_the_wrong_side_are_noticed(monkeypatch):
    monkeypatch.setattr(Heads, "alike", lambda heads: replace(heads, beta=2 * heads.beta))
    finding = rate_flows.jensen_flows(USA, seed=3)
    assert not finding.passed
    assert "wrong side" in finding.summary
