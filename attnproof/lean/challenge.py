"""`Challenge.lean`: the main theorems' statements, with all definitions they need, in one file to be trusted.

The file imports nothing of the project and proves nothing (each theorem ends in `sorry`). A project's theorem
passes when its type is the one stated there, and every definition that the type mentions, directly or not,
is the one given there: compared as the kernel's terms, up to the names of bound variables.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from attnproof.lean.build import Lenience
from attnproof.lean.olean import Constant, Module
from attnproof.lean.terms import Comparison

SORRY = re.compile(r"\d+:\d+: warning: declaration uses [`']sorry[`']")
STATED = Lenience("challenge", lambda problem: SORRY.fullmatch(problem) is not None)
# Made by Lean, numbered as they come: compared by content, not by name.
AUXILIARY = re.compile(r"(^|.*\.)(match_\d+|_proof_\d+|_sparseCasesOn_\d+|_aux\w*|splitter|eq_\d+)(\.\w+)*$")

Constants = Mapping[str, Constant]
Pair = tuple[str, str]  # a constant of the challenge, and the project's in its place
Judged = dict[Pair, tuple[str, set[Pair]]]


def problems(names: Collection[str], challenge: Module, project: Constants) -> dict[str, str]:
    """By theorem: why it is not the one that the challenge states."""
    stated = challenge.constants
    judged: Judged = {}
    found = {}
    for name in names:
        if name not in stated or stated[name].kind != "theorem":
            found[name] = "Challenge.lean does not state it"
        elif name in project and (reason := _compare(name, stated, project, judged)):
            found[name] = reason
    for name, constant in stated.items():
        if constant.kind == "theorem" and name not in names and uses_sorry(constant):
            found[name] = "Challenge.lean states it, and theorems.toml does not list it"
    return found


def uses_sorry(constant: Constant) -> bool:
    """Whether a theorem of the challenge is only stated."""
    return constant.value is not None and "sorryAx" in constant.module.mentioned((constant.value,))


def _compare(name: str, stated: Constants, project: Constants, judged: Judged) -> str:
    """The first difference between a statement and all it rests on; empty when there is none."""
    left, right = stated[name], project[name]
    same, mentioned = _terms(left, right, "type")
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
    same, mentioned = _terms(left, right, "type")
    if not same:
        return f"{pair[1]}: of another type than in Challenge.lean", set()
    if left.kind in ("definition", "opaque"):
        same, more = _terms(left, right, "value")
        mentioned = mentioned | more
    elif left.kind == "inductive":
        same = left.constructors() == right.constructors()
        mentioned = mentioned | {(made, made) for made in left.constructors()}
    if not same:
        return f"{pair[1]}: not defined as in Challenge.lean", set()
    return "", mentioned


def _terms(left: Constant, right: Constant, part: str) -> tuple[bool, set[Pair]]:
    if len(left.levels) != len(right.levels):
        return False, set()
    levels = dict(zip(left.levels, right.levels, strict=True))
    comparison = Comparison(left.module, right.module, levels, may_differ=_may_differ)
    first, second = (left.type, right.type) if part == "type" else (left.value, right.value)
    if first is None or second is None:
        return first is second, set()
    return comparison.same(first, second), comparison.mentioned


def _may_differ(left: str, right: str) -> bool:
    return AUXILIARY.match(left) is not None and AUXILIARY.match(right) is not None
