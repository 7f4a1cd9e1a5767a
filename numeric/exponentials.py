"""Exact sums of exponentials: the arithmetic in which cancellation is decided, not approximated.

Every polynomial expression of the model is a finite sum

    sum_k  c_k  sqrt(r_k)  e^{a_k}  g_k,        c_k rational, r_k a positive integer,

whose exponents a_k are themselves rational combinations of square roots (the logits of tokens with
rational directions) and whose g_k are products of powers of named quantities that this form cannot
expand: 1/Z, a root or a logarithm of another sum. Terms with the same r, a and g are added exactly,
so e^{10^6} - e^{10^6} is the empty sum, at no cost in precision.

Soundness: an empty sum is zero, because only rational coefficients of identical terms are added.
Completeness: a non-empty sum without any g is not zero. The square roots kept are independent over
the rationals (their radicands lie in distinct square classes: Besicovitch 1940), so distinct
exponents are distinct algebraic numbers, whose exponentials are independent over the algebraic
numbers (Lindemann and Weierstrass).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from numeric.arithmetic import Arithmetic, Array, Balls, entrywise

Key = tuple[int, int, int]  # places of the radicand, the exponent and the product of powers
SIGN_BITS = (128, 512, 2048)  # precisions tried to find the sign of a sum


class Sum:
    """One sum, as a dictionary from its terms to their non-zero rational coefficients."""

    __slots__ = ("ring", "terms")

    def __init__(self, ring: Exponentials, terms: dict[Key, flint.fmpq]) -> None:
        self.ring = ring
        self.terms = terms

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __neg__(self) -> Sum:
        return Sum(self.ring, {key: -coefficient for key, coefficient in self.terms.items()})

    def __add__(self, other: Any) -> Sum:
        terms = dict(self.terms)
        for key, coefficient in self.ring.lift(other).terms.items():
            total = terms.get(key, 0) + coefficient
            if total == 0:
                del terms[key]
            else:
                terms[key] = total
        return Sum(self.ring, terms)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Sum:
        return self + -self.ring.lift(other)

    def __rsub__(self, other: Any) -> Sum:
        return self.ring.lift(other) + -self

    def __mul__(self, other: Any) -> Sum:
        terms: dict[Key, flint.fmpq] = {}
        factors = self.ring.lift(other).terms.items()
        for key, coefficient in self.terms.items():
            for other_key, factor in factors:
                product, rational = self.ring.times(key, other_key)
                terms[product] = terms.get(product, 0) + coefficient * factor * rational
        return Sum(self.ring, {key: coefficient for key, coefficient in terms.items() if coefficient != 0})

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Sum:
        return self * self.ring.lift(other).inverse()

    def __rtruediv__(self, other: Any) -> Sum:
        return self.ring.lift(other) * self.inverse()

    def inverse(self) -> Sum:
        """1 / self: exact for one term, a named quantity to the power -1 for more."""
        if not self.terms:
            raise ZeroDivisionError("division by a sum that is exactly zero")
        if len(self.terms) > 1:
            return self.ring.named("value", self, power=-1)
        ((radical, exponent, product), coefficient) = next(iter(self.terms.items()))
        key = (radical, self.ring.scaled_exponent(exponent, -1), self.ring.powers(product, -1))
        return Sum(self.ring, {key: 1 / (coefficient * self.ring.radicands[radical])})

    def exp(self) -> Sum:
        """e^self, for a sum of rationals and square roots."""
        if any(exponent or product for _, exponent, product in self.terms):
            raise ValueError("an exponent must be a sum of rationals and square roots")
        return Sum(self.ring, {(0, self.ring.exponent(self.terms), 0): flint.fmpq(1)})

    def sqrt(self) -> Sum:
        """The root: exact for one term without other square roots, else a named quantity."""
        if not self.terms:
            return self
        if len(self.terms) == 1:
            ((radical, exponent, product), coefficient) = next(iter(self.terms.items()))
            if radical == 0 and product == 0 and coefficient > 0:
                rational, place = self.ring.root(coefficient)
                return Sum(self.ring, {(place, self.ring.scaled_exponent(exponent, flint.fmpq(1, 2)), 0): rational})
        return self.ring.named("root", self)

    def log(self) -> Sum:
        """The logarithm: log(c e^a) = log c + a for one term, else a named quantity."""
        if len(self.terms) != 1:
            return self.ring.named("log", self)
        ((radical, exponent, product), coefficient) = next(iter(self.terms.items()))
        rest = Sum(self.ring, {(radical, 0, product): coefficient})
        linear = {(place, 0, 0): rational for place, rational in self.ring.exponents[exponent]}
        return Sum(self.ring, linear) + (self.ring.named("log", rest) if rest.terms != {(0, 0, 0): 1} else 0)

    def __abs__(self) -> Sum:
        sign = self.ring.sign(self)
        return self.ring.named("size", self) if sign is None else self * sign


class Exponentials(Arithmetic):
    """The arithmetic of exact sums; one instance holds the table of terms for all its sums."""

    name = "exact exponential sums"

    def __init__(self) -> None:
        self.radicands = [flint.fmpz(1)]
        self.exponents: list[tuple[tuple[int, flint.fmpq], ...]] = [()]
        self.products: list[tuple[tuple[int, int], ...]] = [()]
        self.quantities: list[tuple[str, Sum]] = []
        self._exponent_places: dict[Any, int] = {(): 0}
        self._product_places: dict[Any, int] = {(): 0}
        self._quantity_places: dict[Any, int] = {}
        self._roots: dict[flint.fmpz, tuple[flint.fmpq, int]] = {}
        self._radical_products: dict[tuple[int, int], tuple[flint.fmpq, int]] = {}
        self._exponent_sums: dict[tuple[int, int], int] = {}
        self._product_sums: dict[tuple[int, int], int] = {}

    # -- what the model asks for -----------------------------------------------------------------

    def exp(self, x: Array) -> Array:
        return entrywise(Sum.exp)(x)

    def log(self, x: Array) -> Array:
        return entrywise(Sum.log)(x)

    def sqrt(self, x: Array) -> Array:
        return entrywise(Sum.sqrt)(x)

    def number(self, value: Fraction) -> Sum:
        return self.lift(flint.fmpq(value.numerator, value.denominator))

    def shift(self, x: Array) -> Array:
        return 0 * x[..., :1]  # Arb's exponents are unbounded: nothing needs to be shifted

    # -- terms -----------------------------------------------------------------------------------

    def lift(self, value: Any) -> Sum:
        """A sum as it is, a rational as a sum."""
        if isinstance(value, Sum):
            return value
        return Sum(self, {(0, 0, 0): flint.fmpq(value)} if value != 0 else {})

    def times(self, key: Key, other: Key) -> tuple[Key, flint.fmpq]:
        """The product of two terms: its key and a rational factor."""
        rational, radical = self._times_radicals(key[0], other[0])
        exponent = self._added(key[1], other[1], self._exponent_sums, self.exponents, self._exponent_places)
        product = self._added(key[2], other[2], self._product_sums, self.products, self._product_places)
        return (radical, exponent, product), rational

    def root(self, value: flint.fmpq) -> tuple[flint.fmpq, int]:
        """sqrt(value) = rational * sqrt(radicand), for value > 0: the rational and the radicand's place."""
        whole = value.p * value.q
        if whole not in self._roots:
            self._roots[whole] = self._root_of_integer(whole)
        rational, place = self._roots[whole]
        return rational / value.q, place

    def _root_of_integer(self, whole: flint.fmpz) -> tuple[flint.fmpq, int]:
        for place, radicand in enumerate(self.radicands):
            if (whole * radicand).is_square():
                return flint.fmpq((whole * radicand).isqrt(), radicand), place
        self.radicands.append(whole)
        return flint.fmpq(1), len(self.radicands) - 1

    def _times_radicals(self, left: int, right: int) -> tuple[flint.fmpq, int]:
        pair = (left, right)
        if pair not in self._radical_products:
            self._radical_products[pair] = self.root(flint.fmpq(self.radicands[left] * self.radicands[right]))
        return self._radical_products[pair]

    def exponent(self, terms: dict[Key, flint.fmpq]) -> int:
        """The place of an exponent given as a sum of rationals and square roots."""
        parts = tuple(sorted((radical, coefficient) for (radical, _, _), coefficient in terms.items()))
        return _place(parts, self.exponents, self._exponent_places)

    def scaled_exponent(self, exponent: int, factor: flint.fmpq | int) -> int:
        """The place of `factor` times an exponent."""
        parts = tuple((radical, coefficient * factor) for radical, coefficient in self.exponents[exponent])
        return _place(parts, self.exponents, self._exponent_places)

    def powers(self, product: int, factor: int) -> int:
        """The place of a product of named quantities, every power multiplied by `factor`."""
        parts = tuple((quantity, power * factor) for quantity, power in self.products[product])
        return _place(parts, self.products, self._product_places)

    def named(self, kind: str, of: Sum, power: int = 1) -> Sum:
        """A power of a quantity that terms cannot express: the value, root, log or size of a sum."""
        identity = (kind, frozenset(of.terms.items()))
        if identity not in self._quantity_places:
            self._quantity_places[identity] = len(self.quantities)
            self.quantities.append((kind, of))
        product = _place(((self._quantity_places[identity], power),), self.products, self._product_places)
        return Sum(self, {(0, 0, product): flint.fmpq(1)})

    @staticmethod
    def _added(left: int, right: int, known: dict[tuple[int, int], int], table: list[Any], places: Any) -> int:
        if not left or not right:
            return left or right
        if (left, right) not in known:
            merged = dict(table[left])
            for part, amount in table[right]:
                merged[part] = merged.get(part, 0) + amount
            parts = tuple(sorted((part, amount) for part, amount in merged.items() if amount != 0))
            known[left, right] = _place(parts, table, places)
        return known[left, right]

    # -- values ----------------------------------------------------------------------------------

    def sign(self, of: Sum) -> int | None:
        """-1, 0 or 1; None where named quantities leave it undecided."""
        if not of.terms:
            return 0
        for bits in SIGN_BITS:
            ball = self.enclosures(bits)(of)
            if not ball.contains(0):
                return 1 if ball > 0 else -1
        return None

    def enclosures(self, bits: int) -> Callable[[Sum], flint.arb]:
        """The function that encloses sums, working with `bits` bits."""
        return _Enclosures(self, bits)


class _Enclosures:
    """Encloses sums at one precision; each exponential and each named quantity is computed once."""

    def __init__(self, ring: Exponentials, bits: int) -> None:
        self._ring = ring
        self._balls = Balls(bits)
        self._roots: dict[int, flint.arb] = {}
        self._exponentials: dict[int, flint.arb] = {}
        self._products: dict[int, flint.arb] = {}

    def __call__(self, of: Sum) -> flint.arb:
        with self._balls.working():
            return self._value(of)

    def _value(self, of: Sum) -> flint.arb:
        total = flint.arb(0)
        for (radical, exponent, product), coefficient in of.terms.items():
            term = flint.arb(coefficient)
            if radical:
                term *= self._root(radical)
            if exponent:
                term *= self._exponential(exponent)
            if product:
                term *= self._product(product)
            total += term
        return total

    def _root(self, place: int) -> flint.arb:
        if place not in self._roots:
            self._roots[place] = flint.arb(self._ring.radicands[place]).sqrt()
        return self._roots[place]

    def _exponential(self, place: int) -> flint.arb:
        if place not in self._exponentials:
            parts = self._ring.exponents[place]
            self._exponentials[place] = sum((self._root(part) * amount for part, amount in parts), flint.arb(0)).exp()
        return self._exponentials[place]

    def _product(self, place: int) -> flint.arb:
        if place not in self._products:
            value = flint.arb(1)
            for quantity, power in self._ring.products[place]:
                value *= self._quantity(*self._ring.quantities[quantity]) ** power
            self._products[place] = value
        return self._products[place]

    def _quantity(self, kind: str, of: Sum) -> flint.arb:
        value = self._value(of)
        if kind == "root":
            return self._balls.sqrt(np.array([value]))[0]
        if kind == "log":
            return value.log()
        return abs(value) if kind == "size" else value


def _place(parts: Any, table: list[Any], places: dict[Any, int]) -> int:
    """The place of `parts` in a table, entered when new."""
    if parts not in places:
        places[parts] = len(table)
        table.append(parts)
    return places[parts]
