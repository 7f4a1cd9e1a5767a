"""Where deviations from the equiangular family grow, and by how much: closed forms, mapped and tabled."""

from __future__ import annotations

from math import exp
from typing import Any

import numpy as np
from scipy.integrate import quad

from numeric.arithmetic import Array, Floats
from numeric.equiangular import ATTENTIONS, Parameters
from numeric.equiangular.attraction import ACROSS, log_growth
from numeric.equiangular.transverse import Representation, eigenvalue, mixing_rate, pull, shape_rate
from numeric.state import Attention
from numeric.statement import Finding
from numeric.statistics import rounded

WORDS: dict[Representation, str] = {"standard": "a_i + a_j", "two-row": "zero row sums"}
NAMES: dict[Attention, str] = {"usa": "USA", "softmax": "SA"}


def along(n: int, b: float, gamma: Array) -> Parameters:
    """One head with alpha beta = b, at each gamma."""
    return Parameters(Floats(), n, gamma[:, None], np.ones((len(gamma), 1)), b)


def sign_map() -> dict[str, Any]:
    """Both transverse eigenvalues against gamma, in units of 2 n p, so that they end at -1."""
    gammas = np.linspace(0, 1, 41)

    def line(attention: Attention, n: int, b: float, representation: Representation) -> dict[str, Any]:
        p = along(n, b, gammas)
        values = eigenvalue(p, attention, representation) / (2 * n * pull(p, attention))
        return {
            "name": rf"{WORDS[representation]}, $\alpha\beta$ = {b:g}",
            "values": [rounded(float(value), 4) for value in values[:, 0]],
        }

    panels = [
        {
            "title": f"{NAMES[attention]}, n = {n}",
            "x": {
                "name": r"common inner product $\gamma$",
                "unit": "dimensionless",
                "values": gammas.round(4).tolist(),
            },
            "y": {"name": r"eigenvalue / $2np$", "unit": "dimensionless", "range": [-1.1, 1.1]},
            "lines": [line(attention, n, b, kind) for kind in ACROSS for b in (1.0, 4.0)],
        }
        for attention in ATTENTIONS
        for n in (8, 128)
    ]
    return {
        "figure": "transverse-eigenvalues",
        "title": "Where deviations from the equiangular family grow (above 0) and shrink (below)",
        "caption": (
            "deviations Delta_ij = a_i + a_j with sum a = 0, and with zero row sums; one head of strength alpha; p ="
            " alpha e^(alpha beta gamma)/n (USA) or alpha/(e^(alpha beta (1-gamma)) + n - 1) (SA)"
        ),
        "panels": panels,
    }


def relative_rate(n: int, b: float, gamma: float, attention: Attention, representation: Representation) -> float:
    """d log(A/(1-gamma)) / d gamma of one head with alpha beta = b."""
    p = along(n, b, np.array([gamma]))
    times = n - 2 if representation == "standard" else 0
    flow = (1 + (n - 1) * gamma) * pull(p, attention)  # gammadot / (2 (1-gamma))
    growth = shape_rate(p, attention) + times * mixing_rate(p, attention) + 2 * flow
    return float((growth / (2 * (1 - gamma) * flow))[0, 0])


def gain(n: int, b: float, attention: Attention, representation: Representation) -> float:
    """By what factor a deviation over 1 - gamma has grown from gamma = 0 to 1."""
    logarithm, _ = quad(lambda gamma: relative_rate(n, b, gamma, attention, representation), 0, 1, epsabs=1e-10)
    return exp(logarithm)


def gain_table(grows: int, changes: dict[str, Any]) -> Finding:
    """From gamma = 0 to 1, one head: equal to K for USA, between 1 and K for SA."""
    rows, wrong = [], []
    for n in (4, 8, 32, 128, 512):
        for b in (0.5, 1.0, 4.0):
            row: list[Any] = [n, b]
            for representation in ACROSS:
                zero, whole = np.zeros(1), np.ones(1)  # from gamma = 0 the step is gamma' itself
                most = exp(float(log_growth(Floats(), n, zero, whole, b, representation, **changes)[0]))
                usa, softmax = (gain(n, b, attention, representation) for attention in ATTENTIONS)
                rising = grows * (usa - 1) >= 0 and grows * (softmax - 1) >= 0
                if not (rising and abs(usa / most - 1) < 1e-8 and softmax < most * (1 + 1e-8)):
                    wrong.append(
                        f"{representation}, n = {n}, alpha beta = {b:g}: {usa:.4g} and {softmax:.4g} of {most:.4g}"
                    )
                row += [rounded(usa), rounded(softmax)]
            rows.append(row)
    if wrong:
        return Finding(False, f"the gain is not as bounded: {wrong[0]}", {"cases wrong": len(wrong)})
    return Finding(
        True,
        f"a deviation over 1 - gamma gains between 1 and K along flows of the tokens, and K itself under USA with one"
        f" head; by quadrature from gamma = 0 to 1 in {2 * len(rows)} cases",
        {
            "table": {
                "caption": (
                    "By what factor a deviation, divided by 1 - gamma, grows from gamma = 0 to 1 (one head);"
                    " Delta_ij = a_i + a_j about sqrt(n) e^(alpha beta/2) times under USA, n large"
                ),
                "columns": [
                    "n",
                    "alpha beta",
                    *(f"{WORDS[kind]}, {name}" for kind in ACROSS for name in NAMES.values()),
                ],
                "rows": rows,
            }
        },
    )
