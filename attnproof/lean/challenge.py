"""`Challenge.lean`: the main theorems' statements, with all definitions they need, in one file to be trusted.

The file imports nothing of the project and proves nothing: it has a definition `name : Prop` for each theorem
`name`. The theorem passes when its type is the value of that definition, and everything that the type mentions,
directly or not, is defined there as in the project: compared as the kernel's terms, up to the names of bound
variables.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from attnproof.lean.build import Lenience
from attnproof.lean.olean import SORT, Constant, Module
from attnproof.lean.terms import Comparison, level

# Made by Lean, numbered as they come: compared by content, not by name.
AUXILIARY = re.compile(r"(^|.*\.)(match_\d+|_proof_\d+|_sparseCasesOn_\d+|_aux\w*|splitter|eq_\d+)(\.\w+)*$")

# A hypothesis that is stated has a name, and nothing in the statement uses it.
STATED = Lenience("challenge", lambda problem: ": warning: " in problem and "linter.unusedVariables" in problem)

Constants = Mapping[str, Constant]
Pair = tuple[str, str]  # a constant of the challenge, and the project's in its place
Judged = dict[Pair, tuple[str, set[Pair]]]


def problems(names: Collection[str], challenge: Module, project: Constants) -> dict[str, str]:
    """By theorem: why it is not the one that the challenge states."""
    stated = challenge.constants
    judged: Judged = {}
    found = {}
    for name in names:
        if name not in stated or not is_statement(stated[name]):
            found[name] = "Challenge.lean does not state it"
        elif name in project and (reason := _compare(name, stated, project, judged)):
            found[name] = reason
    for name, constant in stated.items():
        if is_statement(constant) and name not in names and name not in project:
            found[name] = "Challenge.lean states it, and theorems.toml does not list it"
    return found


def is_statement(constant: Constant) -> bool:
    """Whether it is a definition of type Prop."""
    module = constant.module
    if constant.kind != "definition" or module.tag(constant.type) != SORT:
        return False
    return level(module, module.fields(constant.type)[0]) == "0"


def _compare(name: str, stated: Constants, project: Constants, judged: Judged) -> str:
    """The first difference between a statement and all it rests on; empty when there is none."""
    same, mentioned = _terms(stated[name], stated[name].value, project[name], project[name].type)
    if not same:
        return "its type is not the one that Challenge.lean states"
    waiting, seen = list(mentioned), set()
    while waiting:
        pair = waiting.pop()
        if pair in seen or (pair[0] not in stated and pair[1] not in project):
            continue  # known, or part of Init
        seen.add(pair)
        if pair not in judged:
            judged[pair] = _definitions(pair, stated, project)
        reason, more = judged[pair]
        if reason:
            return reason
        waiting += more
    return ""


def _definitions(pair: Pair, stated: Constants, project: Constants) -> tuple[str, set[Pair]]:
    """Whether a definition is the same on both sides, and the constants to compare next."""
    left, right = stated.get(pair[0]), project.get(pair[1])
    if left is None or right is None:
        return f"{pair[1]}: only {'the project' if left is None else 'Challenge.lean'} defines it", set()
    if left.kind != right.kind:
        return f"{pair[1]}: a {left.kind} in Challenge.lean, a {right.kind} in the project", set()
    same, mentioned = _terms(left, left.type, right, right.type)
    if not same:
        return f"{pair[1]}: of another type than in Challenge.lean", set()
    if left.kind in ("definition", "opaque"):
        same, more = _terms(left, left.value, right, right.value)
        mentioned = mentioned | more
    elif left.kind == "inductive":
        same = left.constructors() == right.constructors()
        mentioned = mentioned | {(made, made) for made in left.constructors()}
    if not same:
        return f"{pair[1]}: not defined as in Challenge.lean", set()
    return "", mentioned


def _terms(left: Constant, first: int | None, right: Constant, second: int | None) -> tuple[bool, set[Pair]]:
    if first is None or second is None or len(left.levels) != len(right.levels):
        return False, set()
    levels = dict(zip(left.levels, right.levels, strict=True))
    comparison = Comparison(left.module, right.module, levels, may_differ=_may_differ)
    return comparison.same(first, second), comparison.mentioned


def _may_differ(left: str, right: str) -> bool:
    return AUXILIARY.match(left) is not None and AUXILIARY.match(right) is not None
