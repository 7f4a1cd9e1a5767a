"""Lines that `symbolic.certificates` finds: the same as stand in the Lean files, and new ones that Lean accepts."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from attnproof.lean import folders, sources
from attnproof.lean.build import NotCompiled
from attnproof.lean.job import Job
from attnproof.lean.process import Limits
from attnproof.lean.store import Store
from attnproof.lean.toolchain import find
from attnproof.lean.wheel import core_of
from symbolic.certificates import line
from symbolic.leanterms import equation

PROJECT = sources.read(folders.project())
TACTIC = "AttnProof.Tactic.Poly"


def found(goal: str, *given: str) -> str:
    named = [text.partition(":") for text in given]
    return line(equation(goal), [equation(rest, name) for name, _, rest in named])


@pytest.mark.parametrize(
    ("module", "goal", "given"),
    [
        ("Algebra.Field", "b = a⁻¹", ["e: a * a⁻¹ = 1", "h: a * b = 1"]),
        ("Algebra.Field", "a = c * b", ["h: a / b = c", "e: b * b⁻¹ = 1"]),
        ("Algebra.Field", "a / b = c", ["h: a = c * b", "e: b * b⁻¹ = 1"]),
        ("Algebra.Field", "a * b * (a⁻¹ * b⁻¹) = 1", ["ea: a * a⁻¹ = 1", "eb: b * b⁻¹ = 1"]),
        ("Algebra.Exp", "a * 2⁻¹ + a * 2⁻¹ = a", ["e2: 2 * 2⁻¹ = 1"]),
    ],
)
def test_lines_of_the_project_are_found_again(module: str, goal: str, given: list[str]) -> None:
    text = PROJECT.modules[f"AttnProof.{module}"]
    assert f"{found(goal, *given)}\n" in text


EXAMPLES = """\
import AttnProof.Tactic.Poly
set_option autoImplicit false
namespace AttnProof
universe u
theorem fresh_ring {{K : Type u}} [CommRing K] (x y z w : K) (h : x * y = z) (k : y * w = 1) :
    z * w + y ^ 2 * w = x + y := by {ring}
theorem fresh_field {{K : Type u}} [OrderedField K] (a b c r : K) (e : (a + b) * (a + b)⁻¹ = 1)
    (h : r ^ 2 * (a + b) = c) : c ^ 2 / (a + b) = r ^ 4 * (a + b) := by {field}
end AttnProof
"""
RING = found("z * w + y ^ 2 * w = x + y", "h: x * y = z", "k: y * w = 1")
FIELD = found("c ^ 2 / (a + b) = r ^ 4 * (a + b)", "e: (a + b) * (a + b)⁻¹ = 1", "h: r ^ 2 * (a + b) = c")


@pytest.fixture(scope="module")
def accepted(wheel: None, cache: Path) -> object:
    """Whether Lean accepts a file that imports the tactic."""

    def tried(text: str) -> bool:
        needed, waiting = {}, [TACTIC]
        while waiting:
            name = waiting.pop()
            needed[name] = PROJECT.modules[name]
            waiting += [other for other in PROJECT.imports[name] if other not in needed]
        with tempfile.TemporaryDirectory() as work:
            job = Job(PROJECT, find("wheel"), Store(cache), Limits(120), 2, Path(work), lambda name: None)
            core, _, _ = core_of(job)
            try:
                job.builder().compile("fresh", {**needed, "Fresh": text}, [core])
            except NotCompiled as error:
                return set(error.failures) != {"Fresh"}
        return True

    return tried


def test_lean_accepts_what_is_found(accepted) -> None:  # type: ignore[no-untyped-def]
    assert RING.startswith("poly_from")
    assert FIELD.startswith("poly_from")
    assert accepted(EXAMPLES.format(ring=RING, field=FIELD))


def test_lean_refuses_a_changed_multiplier(accepted) -> None:  # type: ignore[no-untyped-def]
    assert not accepted(EXAMPLES.format(ring=RING, field=FIELD.replace("poly_from ", "poly_from 2 * e + ")))
