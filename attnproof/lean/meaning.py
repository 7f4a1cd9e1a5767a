"""Evaluates the kernel's terms in Python: what a statement says of numbers.

Every definition is unfolded as the kernel unfolds it: the project's own, the instances, the recursion behind
`∑` and `nat`, the core's. What is interpreted is listed here and short: the operations of the scalars (the
fields in `OPERATIONS` of the instance that a statement asks for), arithmetic of natural numbers (which the
kernel computes as well), and a decision `if a ≤ b` (by comparing the two numbers).

Values: numbers for scalars and naturals, `Made` for what constructors make, `Function`, and for types and
propositions `Former`, `Arrow`, `Comparison`. Arguments are evaluated when they are needed, proofs never.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from attnproof.lean.olean import APP, BVAR, CONST, LAMBDA, LET, LITERAL, PI, PROJECTION, SORT, Constant, Module
from attnproof.lean.terms import INSTANCE, binder, binders, literal, spine, strip

Value = Any
Code = Callable[[Any], Value]

SCALARS = "the scalars"
DUAL = "AttnProof.Dual.mk"
OPERATIONS = ("add", "mul", "neg", "sub", "zero", "one", "inv", "div", "le", "lt", "exp")
NATURALS: dict[str, Callable[[int, int], Value]] = {
    "Nat.add": lambda a, b: a + b,
    "Nat.mul": lambda a, b: a * b,
    "Nat.sub": lambda a, b: max(a - b, 0),
    "Nat.beq": lambda a, b: truth(a == b),
    "Nat.ble": lambda a, b: truth(a <= b),
}


class Unreadable(ValueError):
    """A term that this evaluator can't make sense of."""


class Later:
    """A value that is computed when it is first asked for."""

    __slots__ = ("code", "scope", "value")

    def __init__(self, code: Code | None, scope: Any, value: Value = None) -> None:
        self.code, self.scope, self.value = code, scope, value

    def get(self) -> Value:
        """The value."""
        if self.code is not None:
            self.value, self.code = self.code(self.scope), None
            self.scope = None
        return self.value


def now(value: Value) -> Later:
    """A value that is there."""
    return Later(None, None, value)


@dataclass(frozen=True)
class Made:
    """What a constructor made: its name and its fields, the parameters left out."""

    maker: str
    fields: tuple[Later, ...] = ()


@dataclass(frozen=True)
class Former:
    """A type or proposition by its constant; also a proof, or whatever else has no value."""

    name: str
    arguments: tuple[Later, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """`left ≤ right` or, if strict, `left < right`, of scalars."""

    left: Value
    right: Value
    strict: bool


class Function:
    """A function of as many arguments as `finite` has entries: which of them are indices.

    What it is at indices alone is computed once.
    """

    __slots__ = ("finite", "given", "known", "run")

    def __init__(
        self, run: Callable[[tuple[Later, ...]], Value], finite: tuple[bool, ...], given: tuple[Later, ...] = ()
    ) -> None:
        self.run, self.finite, self.given = run, finite, given
        self.known: dict[tuple[int, ...], Value] = {}

    def at(self, *arguments: Later) -> Value:
        """The value at some arguments, at most as many as it has."""
        if not all(self.finite[: len(arguments)]):
            return self._at(arguments)
        places = tuple(map(number, arguments))
        if places not in self.known:
            self.known[places] = self._at(arguments)
        return self.known[places]

    def _at(self, arguments: tuple[Later, ...]) -> Value:
        given, left = (*self.given, *arguments), self.finite[len(arguments) :]
        return Function(self.run, left, given) if left else self.run(given)


@dataclass(frozen=True)
class Arrow:
    """`∀ x : domain, body x`; `instance` if it is given as [domain]."""

    name: str
    domain: Later
    body: Function
    instance: bool


PROOF = Former("a proof")


def truth(holds: bool) -> Made:
    """The Lean Boolean."""
    return Made("Bool.true" if holds else "Bool.false")


def index(place: int) -> Made:
    """The element `place` of Fin n."""
    return Made("Fin.mk", (now(place), now(PROOF)))


def dual(re: Value, eps: Value) -> Made:
    """The dual number re + eps ε."""
    return Made(DUAL, (now(re), now(eps)))


def number(argument: Later) -> int:
    """The number of an index."""
    value = argument.get()
    if not isinstance(value, Made) or value.maker != "Fin.mk":
        raise Unreadable("an index was expected")
    return int(value.fields[0].get())


def table(entries: Any) -> Value:
    """Nested sequences of scalars as functions of indices."""
    if not hasattr(entries, "__len__"):
        return entries
    return Function(lambda given: table(entries[number(given[0])]), (True,))


def apply(function: Value, arguments: Sequence[Later]) -> Value:
    """A value applied to arguments, however many it takes at a time."""
    while arguments:
        if isinstance(function, Function):
            count = len(function.finite)
            function, arguments = function.at(*arguments[:count]), arguments[count:]
        elif isinstance(function, Former):
            return function if function is PROOF else Former(function.name, (*function.arguments, *arguments))
        else:
            raise Unreadable(f"{type(function).__name__} applied to an argument")
    return function


def curried(arity: int, body: Callable[[tuple[Later, ...]], Value]) -> Value:
    """A function of `arity` arguments, or a value if there are none."""
    return Function(body, (False,) * arity) if arity else body(())


class Evaluator:
    """Evaluates terms over the declarations `constants`.

    decide : whether a proposition holds; what `if` asks.
    exp : the exponential of the scalars.
    """

    def __init__(
        self, constants: Mapping[str, Constant], exp: Callable[[Any], Any], decide: Callable[[Value], bool]
    ) -> None:
        """Set what is unfolded and the exponential."""
        self.constants = constants
        self.known: dict[str, Value] = {name: self._binary(f) for name, f in NATURALS.items()}
        self.known["Nat.zero"] = 0
        self.known["Nat.succ"] = curried(1, lambda given: given[0].get() + 1)
        self.known["Classical.propDecidable"] = curried(
            1, lambda given: Made("Decidable.intro", (now(truth(decide(given[0].get()))), now(PROOF)))
        )
        self.operations: dict[str, Value] = {
            "add": self._binary(lambda a, b: a + b),
            "mul": self._binary(lambda a, b: a * b),
            "sub": self._binary(lambda a, b: a - b),
            "div": self._binary(lambda a, b: a / b),
            "le": self._binary(lambda a, b: Comparison(a, b, strict=False)),
            "lt": self._binary(lambda a, b: Comparison(a, b, strict=True)),
            "neg": curried(1, lambda given: -given[0].get()),
            "inv": curried(1, lambda given: 1 / given[0].get()),
            "exp": curried(1, lambda given: exp(given[0].get())),
            "zero": 0 * exp(0),
            "one": exp(0),
        }
        self.codes: dict[tuple[int, int], Code] = {}

    @staticmethod
    def _binary(operation: Callable[[Any, Any], Value]) -> Value:
        return curried(2, lambda given: operation(given[0].get(), given[1].get()))

    # constants

    def constant(self, name: str) -> Value:
        """The value of a constant."""
        if name not in self.known:
            self.known[name] = self._constant(name)
        return self.known[name]

    def _constant(self, name: str) -> Value:
        constant = self.constants.get(name)
        if constant is None:
            raise Unreadable(f"{name} is not declared")
        if constant.kind == "definition" and constant.value is not None:
            return self.code(constant.module, constant.value)(None)
        if constant.kind == "constructor":
            natural = constant.module.natural
            parameters, fields = natural(constant.fields[3]), natural(constant.fields[4])
            return curried(parameters + fields, lambda given: Made(name, given[parameters:]))
        if constant.kind == "recursor":
            return self._recursor(constant)
        return PROOF if constant.kind in ("theorem", "axiom") else Former(name)

    def _recursor(self, constant: Constant) -> Value:
        """The function of the recursor's arguments that applies the rule of the constructor it meets."""
        module = constant.module
        parameters, indices, motives, minors = (module.natural(field) for field in constant.fields[2:6])
        before = parameters + motives + minors
        rules: dict[str, tuple[int, int]] = {}
        for rule in module.list(constant.fields[6]):
            maker, count, right = module.fields(rule)
            rules[module.name(maker)] = module.natural(count), right

        def reduced(given: Sequence[Later]) -> Value:
            major = given[-1].get()
            if isinstance(major, int):
                major = Made("Nat.succ", (now(major - 1),)) if major else Made("Nat.zero")
            elif isinstance(major, Former) and len(rules) == 1:  # a proof: its fields are proofs
                [(maker, (count, _))] = rules.items()
                major = Made(maker, (now(PROOF),) * count)
            if not isinstance(major, Made) or major.maker not in rules:
                raise Unreadable(f"{constant.name} meets no constructor")
            return apply(self.code(module, rules[major.maker][1])(None), (*given[:before], *major.fields))

        return curried(before + indices + 1, reduced)

    # terms

    def code(self, module: Module, pointer: int) -> Code:
        """A term as a function of the values of the variables around it, innermost first: (value, (value, ...))."""
        pointer = strip(module, pointer)
        key = id(module), pointer
        if key not in self.codes:
            self.codes[key] = self._code(module, pointer)
        return self.codes[key]

    def _code(self, module: Module, pointer: int) -> Code:
        tag, fields = module.tag(pointer), module.fields(pointer)
        if tag == BVAR:
            return _variable(module.natural(fields[0]))
        if tag == CONST:
            name = module.name(fields[0])
            return lambda scope: self.constant(name)
        if tag == APP:
            return self._application(module, pointer)
        if tag == LAMBDA:
            return self._function(module, pointer)
        if tag == PI:
            name, type_, rest, info = binder(module, pointer)
            domain, body = self.code(module, type_), self.code(module, rest)
            return lambda scope: Arrow(
                name, Later(domain, scope), Function(lambda given: body((given[0], scope)), (False,)), info == INSTANCE
            )
        if tag == LET:
            value, body = self.code(module, fields[2]), self.code(module, fields[3])
            return lambda scope: body((Later(value, scope), scope))
        if tag == LITERAL:
            held = literal(module, fields[0])
            return lambda scope: held
        if tag == PROJECTION:
            whole, place = self.code(module, fields[2]), module.natural(fields[1])
            return lambda scope: _projected(whole(scope), place)
        if tag == SORT:
            return lambda scope: Former("Sort")
        raise Unreadable(f"a term with tag {tag}")

    def _function(self, module: Module, pointer: int) -> Code:
        finite = []
        while module.tag(pointer := strip(module, pointer)) == LAMBDA:
            _, domain, pointer, _ = binder(module, pointer)
            head, _ = spine(module, domain)
            finite.append(module.tag(head) == CONST and module.name(module.fields(head)[0]) == "Fin")
        body, kinds = self.code(module, pointer), tuple(finite)

        def made(scope: Any) -> Function:
            def run(given: tuple[Later, ...]) -> Value:
                inside = scope
                for argument in given:
                    inside = (argument, inside)
                return body(inside)

            return Function(run, kinds)

        return made

    def _application(self, module: Module, pointer: int) -> Code:
        head, arguments = spine(module, pointer)
        function, given = self.code(module, head), [self._argument(module, argument) for argument in arguments]
        return lambda scope: apply(function(scope), [argument(scope) for argument in given])

    def _argument(self, module: Module, pointer: int) -> Callable[[Any], Later]:
        """A term, computed when it is needed: a variable is not wrapped again, a constant not computed again."""
        pointer = strip(module, pointer)
        tag, fields = module.tag(pointer), module.fields(pointer)
        if tag == BVAR:
            return _bound(module.natural(fields[0]))
        code = self.code(module, pointer)
        if tag in (CONST, LITERAL):
            known = Later(code, None)
            return lambda scope: known
        return lambda scope: Later(code, scope)

    # what a statement is given

    def instance(self, name: str) -> Value:
        """The scalars as a member of the class `name`: operations from `OPERATIONS`, axioms unproved."""
        [maker] = self.constants[name].constructors()
        constant = self.constants[maker]
        fields = []
        for called, type_, _ in binders(constant.module, constant.type)[1:]:
            head, _ = spine(constant.module, type_)
            inner = constant.module.name(constant.module.fields(head)[0]) if constant.module.tag(head) == CONST else ""
            if called.startswith("to") and inner in self.constants:
                fields.append(now(self.instance(inner)))
            else:
                fields.append(now(self.operations.get(called, PROOF)))
        return Made(maker, tuple(fields))


def _bound(distance: int) -> Callable[[Any], Later]:
    """The variable that many binders out."""
    if distance == 0:
        return lambda scope: scope[0]
    if distance == 1:
        return lambda scope: scope[1][0]

    def found(scope: Any) -> Later:
        for _ in range(distance):
            scope = scope[1]
        return scope[0]

    return found


def _variable(distance: int) -> Code:
    found = _bound(distance)
    return lambda scope: found(scope).get()


def _projected(whole: Value, place: int) -> Value:
    if whole is PROOF:
        return PROOF
    if not isinstance(whole, Made):
        raise Unreadable("a field of what no constructor made")
    return whole.fields[place].get()


def indices(domain: Value) -> Iterator[Later] | None:
    """The elements of a type Fin n; None for another type."""
    if isinstance(domain, Former) and domain.name == "Fin":
        return (now(index(place)) for place in range(domain.arguments[0].get()))
    return None
