"""`attnproof critical`: the threshold c*, the critical inverse temperature beta*, and the margin on either side.

Whether beta* exists and is positive is decided exactly; every number is enclosed by Arb.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint

from attnproof.evaluate.errors import InputError
from attnproof.evaluate.precision import scalar
from attnproof.evaluate.reading import exact_number
from attnproof.evaluate.writing import number
from numeric.arithmetic import Array, Balls
from numeric.equiangular import Parameters, fraction
from numeric.equiangular.critical import beta_star_of, bracket
from numeric.equiangular.threshold import THRESHOLDS, Threshold, exceeds, margin, threshold

SIDES = {"below": Fraction(99, 100), "above": Fraction(101, 100)}  # of beta*


@dataclass(frozen=True)
class Question:
    """n >= 2 equiangular tokens at gamma under H scalar heads of strength alpha, and a variant of Radial Dominance.

    eps : the largest cosine of two heads' outputs (variant A), 0 where they are orthogonal.
    """

    n: int
    heads: int
    alpha: Fraction
    gamma: Fraction
    variant: Threshold
    eps: Fraction


def read(*, n: str, heads: str, alpha: str, gamma: str, variant: str, eps: str) -> Question:
    """The question that these texts ask; InputError says in one line which of them is wrong."""
    tokens, count = _whole(n, "n", 2), _whole(heads, "heads", 1)
    strength, angle, overlap = exact_number(alpha, "alpha"), exact_number(gamma, "gamma"), exact_number(eps, "eps")
    if not strength > 0:
        raise InputError(f"alpha: got {alpha}, expected a number greater than 0")
    if not Fraction(-1, tokens - 1) < angle < 1:
        raise InputError(
            f"gamma: got {gamma}, expected a number between -1/(n-1) = -1/{tokens - 1} and 1, ends excluded"
        )
    if variant not in THRESHOLDS:
        raise InputError(f"variant: got {variant}, expected {', '.join(THRESHOLDS[:-1])} or {THRESHOLDS[-1]}")
    if overlap < 0 or (count - 1) * overlap >= 1:
        edge = "" if count == 1 else f" and less than 1/(heads-1) = {Fraction(1, count - 1)}: beyond, no c* > 0"
        raise InputError(f"eps: got {eps}, expected a number that is at least 0{edge}")
    if overlap and variant != "A":
        raise InputError(f"eps: got {eps} with variant {variant}, expected variant A, the only one that has an eps")
    return Question(tokens, count, strength, angle, variant, overlap)


def _whole(text: str, name: str, least: int) -> int:
    value = exact_number(text, name)
    if value.denominator != 1 or value < least:
        raise InputError(f"{name}: got {text}, expected a whole number of at least {least}")
    return int(value)


def why_none(question: Question) -> str | None:
    """Why there is no finite beta* > 0, or None where there is one: exact comparisons of c*^2 with rationals."""
    n, gamma = question.n, question.gamma
    if question.heads == 1:
        return "infinite: one head has c* = 1, and c < 1 at every beta, so the margin is always positive"
    at_zero = (1 + (n - 1) * gamma) / n  # c^2 at beta = 0
    lowest = (n - 1) * gamma**2 / ((1 - gamma) * (1 + (n - 1) * gamma))  # w^2/K at beta = -infinity, for gamma > 0
    if gamma > 0 and _exceeds(question, lowest / (1 + lowest)) <= 0:
        return "none: the bracket of beta*(gamma) is not positive, c > c* and the margin is negative at every beta"
    if _exceeds(question, at_zero) <= 0:
        return (
            f"none above 0: already at beta = 0, c^2 = (1 + (n-1) gamma)/n = {at_zero} is at least c*^2, so the margin"
            " is negative at every beta > 0"
        )
    return None


def _exceeds(question: Question, square: Fraction) -> int:
    return exceeds(square, question.heads, question.variant, question.eps)


def answer(question: Question, *, digits: int) -> dict[str, Any]:
    """c*, beta* and the margins at beta* (1 -+ 1/100), each with its enclosure, as JSON has them."""
    reason = why_none(question)
    return {
        "n": question.n,
        "heads": question.heads,
        "alpha": str(question.alpha),
        "gamma": str(question.gamma),
        "variant": question.variant,
        "eps": str(question.eps),
        "c_star": _told(lambda balls: _Enclosed(question, balls).c_star, "c*", digits),
        "beta_star": None if reason else _told(lambda balls: _Enclosed(question, balls).beta_star, "beta*", digits),
        "reason": reason,
        "margins": None if reason else {side: _side(question, ratio, digits) for side, ratio in SIDES.items()},
    }


def _side(question: Question, ratio: Fraction, digits: int) -> dict[str, Any]:
    """beta and the margin over |f|^2 at ratio beta*, and its sign, which its enclosure proves."""
    beta = _told(lambda balls: _Enclosed(question, balls).beta_star * balls.number(ratio), "beta", digits)
    ball = scalar(_encloser(lambda balls: _Enclosed(question, balls).margin_at(ratio)), "margin", digits)
    return {"beta": beta, "margin": _written(ball, digits), "sign": int(ball > 0) - int(ball < 0)}


class _Enclosed:
    """The quantities of a question in balls."""

    def __init__(self, question: Question, balls: Balls) -> None:
        self.question, self.balls = question, balls
        self.c_star = threshold(balls, question.heads, question.variant, balls.number(question.eps))

    @property
    def beta_star(self) -> Array:
        p = self._at(self.balls.array([1]))  # at any beta: it does not enter
        return beta_star_of(p, bracket(p, self.c_star))

    def margin_at(self, ratio: Fraction) -> Array:
        question = self.question
        c_square = fraction(self._at(self.beta_star * self.balls.number(ratio)))
        c, eps = self.balls.sqrt(c_square), self.balls.number(question.eps)
        return margin(self.balls, c, question.heads, question.variant, eps)

    def _at(self, beta: Array) -> Parameters:
        gamma, alpha = (self.balls.array([value]) for value in (self.question.gamma, self.question.alpha))
        return Parameters(self.balls, self.question.n, gamma, alpha, beta)


def _told(quantity: Callable[[Balls], Array], name: str, digits: int) -> dict[str, Any]:
    return _written(scalar(_encloser(quantity), name, digits), digits)


def _encloser(quantity: Callable[[Balls], Array]) -> Callable[[int], flint.arb]:
    def enclose(bits: int) -> flint.arb:
        balls = Balls(bits)
        with balls.working():
            return quantity(balls).item()

    return enclose


def _written(ball: flint.arb, digits: int) -> dict[str, Any]:
    return {"value": number(ball, digits, certified=False), "enclosure": number(ball, digits, certified=True)}


# -- for people ------------------------------------------------------------------------------------


def lines(told: dict[str, Any]) -> Iterator[str]:
    """The answer as lines of text."""
    overlap = "" if told["eps"] == "0" else f", eps = {told['eps']}"
    yield (
        f"n = {told['n']} tokens at gamma = {told['gamma']}, H = {told['heads']}, alpha = {told['alpha']},"
        f" variant ({told['variant']}){overlap}"
    )
    yield f"c*     = {_enclosed(told['c_star'])}"
    if told["beta_star"] is None:
        yield f"beta*  {told['reason']}"
        return
    yield f"beta*  = {_enclosed(told['beta_star'])}"
    for side, ratio in SIDES.items():
        here = told["margins"][side]
        sign = "positive" if here["sign"] > 0 else "negative"
        yield f"margin = {_enclosed(here['margin'])} at {float(ratio)} beta*: {sign}"
    yield "Each number is enclosed. The margin is that of Radial Dominance, over |f|^2: a sufficient condition."
    yield "No rate changes sign at beta* (attnproof explain equiangular.certificate-not-transition)."


def _enclosed(told: dict[str, Any]) -> str:
    enclosure = told["enclosure"]
    return f"{enclosure['mid']} +- {enclosure['rad']}"
