"""What the Lean statements say of numbers, against `numeric`; errors on either side are noticed."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from attnproof import claims
from attnproof.cache import Cache, source_digest
from attnproof.lean import challenge, comparison, folders, route, sources, theorems, ties
from attnproof.lean.job import Job
from attnproof.lean.meaning import Evaluator
from attnproof.lean.olean import Constant, Module
from attnproof.lean.process import Limits
from attnproof.lean.store import Store
from attnproof.lean.toolchain import find
from attnproof.lean.wheel import core_of
from numeric import energy

FOLDER = folders.project()
TEXT = (FOLDER / "Challenge.lean").read_text(encoding="utf-8")
TIES = ties.read(FOLDER)
NAMES: dict[str, list[str]] = {}
for entry in theorems.read(FOLDER):
    NAMES.setdefault(entry.claim, []).append(entry.name.removeprefix("AttnProof."))
# whose planted errors change no formula that a theorem is compared with
ELSEWHERE = {
    *("equiangular.certificate-not-transition", "rates.superadditive", "rates.jensen", "rates.times"),
    *("rates.softmax-fails", "rates.lambert", "entropy.monotone"),
}
PLANTED = [
    (claim.id, wrong)
    for claim in claims.CLAIMS
    if claim.id in NAMES and claim.id not in ELSEWHERE
    for wrong in claim.planted
]

Declared = Mapping[str, Constant]
UNTIED = ""  # the theorems that nothing is compared with

ON_SPHERE = "\n    (hX : ∀ i, ⟪X i, X i⟫ = 1)"
RATE = "energyRate β M X (sphereVelocity β M M X)"
DISSIPATION = "1 / nat n * ∑ i, ⟪sphereVelocity β M M X i, sphereVelocity β M M X i⟫"
SYMMETRIC = " (hM : ∀ h, (M h).IsSymm)"
# theorem, what is changed, into what, what is said of it
ALTERED = {
    "weakened to True": ("energy_sphere", f"{RATE}\n      = {DISSIPATION}", "True", "its conclusion is no ="),
    "weakened to itself": ("energy_sphere", DISSIPATION, f"2 * {RATE} - {RATE}", "Lean says"),
    "both sides another": ("energy_sphere", f"{RATE}\n      = {DISSIPATION}", "nat n = (nat n : K)", "Lean says"),
    "an inequality for the equation": (
        "energy_sphere",
        f"{RATE}\n      =",
        f"{RATE}\n      ≤",
        "its conclusion is no =",
    ),
    "a sign": ("energy_sphere", f"= {DISSIPATION}", f"= -({DISSIPATION})", "is false"),
    "the sphere dropped": ("energy_sphere", ON_SPHERE, "", "it speaks of states with tokens off the sphere"),
    "another sphere": ("energy_sphere", "X i⟫ = 1)", "X i⟫ = 2)", "its hypothesis hX fails"),
    "symmetry dropped": ("energy_flat", SYMMETRIC, "", "it speaks of states with an asymmetric score matrix"),
    "any temperature": ("energy_flat", " (hβ : β ≠ 0)", "", "it speaks of states with beta = 0"),
    "no token": ("energy_flat", "(hn : 0 < n)", "", "it speaks of states with no token"),
    "vacuous": ("energy_flat", "0 < n", "n < 0", "its hypothesis hn fails"),
    "one token only": ("energy_flat", "0 < n", "n = 1", "its hypothesis hn fails"),
    "hot only": ("energy_flat", "β ≠ 0", "β < 1 ∧ β ≠ 0", "its hypothesis hβ fails"),
    "heads set equal": ("energy_flat", "∀ h, (M h).IsSymm", "∀ h k, M h = M k", "its hypothesis hM fails"),
    "no tokens": (
        *("energy_flat_nonneg", " (X : Fin n → Vec K d),\n    0 ≤ energyRate β M X (velocity β M M X)"),
        *(", (0 : K) ≤ 0", "it does not speak of X"),
    ),
    "never positive": ("energy_sphere_nonneg", f"0 ≤ {RATE}", f"{RATE} ≤ 0", "is false"),
    "dominance dropped": (
        *("headRate_nonneg_of_dominanceC", "\n    (hC : ∀ i, DominanceC (X i) (outputs β M X i) h)", ""),
        "its hypotheses hold where the claim's conditions fail",
    ),
    "B for C": ("headRate_nonneg_of_dominanceC", "DominanceC", "DominanceB", "its hypothesis hC fails"),
    "C for B": ("headRate_nonneg_of_dominanceB", "DominanceB", "DominanceC", "its hypotheses hold where"),
    "B for E": (
        "headRate_nonneg_of_dominanceE",
        "DominanceE (X i) (outputs β M X i) (r i)",
        "DominanceB (X i) (outputs β M X i)",
        "its hypotheses hold where",
    ),
    "one E for the other": (
        "dominanceE_imp_B",
        "(hE : DominanceE x f r h)",
        "(hE : DominanceB x f h)",
        "its hypotheses hold where",
    ),
    "half the rate": ("equiangular_usa", "2 / nat n", "1 / nat n", "is false"),
    "any tokens": (
        *("equiangular_usa", " (hX : IsEquiangular γ X)", ""),
        "it speaks of states with another angle",
    ),
    "every pair": ("equiangular_softmax", " (hij : i ≠ j)", "", "it speaks of states with the same token twice"),
    "one side of the equivalence": ("betaStar_eq", "c * c ↔", "c * c →", "its conclusion is no"),
    "a sign in the equivalence": ("fraction_eq_iff", "(1 - c * c) =", "(1 + c * c) =", "Lean says"),
    "an equivalence of the same": (
        *("fraction_eq_iff", "exp (2 * α * β) * (1 - c * c) = c * c * (nat n - 1)"),
        *("fractionAt n α β = c * c", "Lean says"),
    ),
    "not strictly": ("betaStar_pos_iff", "1 < nat n", "1 ≤ nat n", "its conclusion is no"),
    "a weaker bound": ("threshold_exists", "≤ 1 ∧", "≤ 2 ∧", "Lean says"),
    "any angle": ("equiangular_fraction", "(h₀ : 0 ≤ γ) ", "", "it speaks of states with gamma < 0"),
    "any strengths": ("equiangular_usa_pos", "(hα : ∀ h, 0 < α h)", "", "it speaks of states with a head that repels"),
    "at rest": ("equiangular_usa_pos", "    0 < gramRate", "    0 ≤ gramRate", "its conclusion is no <"),
    "any strength below 0": ("rate_superadditive", "(hb : 0 ≤ b)", "", "it speaks of states with b < 0"),
    "half the gap": ("rate_jensen_gap", "+ β * γ *", "+ β * γ / 2 *", "Lean says"),
    "a slower time": (
        *("times_reverse_minkowski", "\n    (hw : ∀ k, 0 < w k)", ""),
        "it speaks of states with weights below 0",
    ),
    "fewer tokens": ("softmax_jensen_fails", "(nat 32 - 1))\n      <", "(nat 16 - 1))\n      <", "is false"),
    "a rate of its own": ("relu_ode", "2 * (β * α ^ 2) / nat n", "(β * α ^ 2) / nat n", "is false"),
    "acute tokens stuck": ("relu_stuck", "(hγ : γ ≤ 0) ", "", "it speaks of states with gamma > 0"),
    "any logarithm": ("relu_exact_time", "(hL₁ : exp L₁ = ⟨1 - γ, -1⟩)", "", "it speaks of states with no logarithm"),
    "the slope alone": ("relu_exact_time", "* reluDrive n κ γ = 1", "= (0 : K)", "is false"),
    "one is one": (
        "relu_exact_time",
        "nat n / (2 * κ) * (L₀.eps - 1 / nat n * L₁.eps - (nat n - 1) / nat n * L₂.eps)\n      * reluDrive n κ γ = 1",
        "1 = (1 : K)",
        "outside the claim's conditions: Lean says",
    ),
    "weights of any sum": (
        *("entropy_production", "\n    (hL : ∑ j, exp (s j - L) = 1)", ""),
        "it speaks of states with weights of another sum",
    ),
    "the covariance itself": ("entropy_production", "-covariance", "covariance", "is false"),
    "rows at rest": ("entropy_not_monotone", "L).eps < 0", "L).eps ≤ 0", "its conclusion is no"),
    "rows of other weights": ("entropy_not_monotone", "= 1 →", "= 2 →", "its conclusion is no"),
    "any overlap": ("headRate_robust", "abs ⟪", "-abs ⟪", "it speaks of states with too small an overlap"),
}


def block(name: str) -> str:
    """The definition that states a theorem."""
    start = TEXT.index(f"def {name} : Prop :=")
    return TEXT[start : TEXT.index("\n\n", start)]


def renamed(name: str, old: str, new: str, number: int) -> str:
    """A statement with a change, under another name."""
    text = block(name)
    assert text.count(old) == 1, (name, old)
    return text.replace(old, new).replace(f"def {name} :", f"def altered{number} :")


def stated(text: str) -> str:
    """A planted text of a theorem, as it stands in a statement without a proof."""
    return text.strip("\n").removesuffix("by").rstrip().removesuffix(":=").rstrip()


def planted_statements() -> dict[str, tuple[str, str, str]]:
    """The errors of planted.toml that stand in a main theorem's statement: theorem, old, new."""
    found = {}
    for wrong in route.mutations(FOLDER):
        for name in NAMES.get(wrong.claim, ()):
            if block(name).count(stated(wrong.old)) == 1:
                found[f"{wrong.claim}: {wrong.name}"] = name, stated(wrong.old), stated(wrong.new)
    return found


WRONG = {label: (name, old, new) for label, (name, old, new, _) in ALTERED.items()} | planted_statements()
NUMBER = {label: number for number, label in enumerate(WRONG)}


@pytest.fixture(scope="module")
def compiled(wheel: None, cache: Path) -> object:
    """Compiles a variant of Challenge.lean: all declarations by name."""

    def declared(text: str) -> Declared:
        with tempfile.TemporaryDirectory() as work:
            job = Job(sources.read(FOLDER), find("wheel"), Store(cache), Limits(120), 1, Path(work), lambda name: None)
            core, below, _ = core_of(job)
            made = job.builder(challenge.STATED).compile("challenge", {"Challenge": text}, [core])
            return {**below, **Module(made.olean("Challenge")).constants}

    return declared


@pytest.fixture(scope="module")
def declared(compiled) -> Declared:  # type: ignore[no-untyped-def]
    """Challenge.lean, and every altered statement behind it."""
    more = "\n\n".join(renamed(*wrong, NUMBER[label]) for label, wrong in WRONG.items())
    return compiled(TEXT.replace("\nend AttnProof\n", f"\n{more}\n\nend AttnProof\n"))


@pytest.fixture(scope="module")
def reader(declared: Declared) -> Evaluator:
    return ties.reader(declared)


def tied(name: str, reader: Evaluator, statement: str = "", **changes: object) -> ties.Tied:
    return ties.tied(TIES[name], reader.constants.get(f"AttnProof.{statement or name}"), reader, **changes)


def test_every_theorem_is_tied_or_named_here() -> None:
    listed = [entry.name.removeprefix("AttnProof.") for entry in theorems.read(FOLDER)]
    assert sorted([*TIES, *UNTIED.split()]) == sorted(listed)


@pytest.mark.parametrize("name", TIES)
def test_the_statement_is_what_is_computed(name: str, reader: Evaluator) -> None:
    found = tied(name, reader)
    assert found.ok, found.reason
    assert found.states >= 1
    assert found.silent >= len(TIES[name].without)


@pytest.mark.parametrize(("claim", "wrong"), PLANTED, ids=lambda part: getattr(part, "name", part))
def test_a_changed_formula_is_noticed(claim: str, wrong: object, reader: Evaluator) -> None:
    told = (tied(name, reader, **wrong.changes).reason for name in NAMES[claim])  # type: ignore[attr-defined]
    assert any(reason.startswith("Lean says") for reason in told)


@pytest.mark.parametrize("label", WRONG)
def test_an_altered_statement_is_noticed(label: str, reader: Evaluator) -> None:
    found = tied(WRONG[label][0], reader, f"altered{NUMBER[label]}")
    assert not found.ok
    assert label not in ALTERED or ALTERED[label][3] in found.reason


@pytest.mark.parametrize(
    ("old", "new", "noticed"),
    [
        ("1 / (2 * β * nat n ^ 2) * ∑ i, ∑ j,", "1 / (β * nat n ^ 2) * ∑ i, ∑ j,", "energy_flat_nonneg"),
        ("\n  u - ⟪x, u⟫ • x", "\n  u + ⟪x, u⟫ • x", "proj_proj"),
        ("x.re * y.eps + x.eps * y.re", "x.re * y.eps", "energy_gradient"),
        ("⟨exp x.re, x.eps * exp x.re⟩", "⟨exp x.re, exp x.re⟩", "energy_gradient"),
        ("  | k + 1 => nat k + 1", "  | k + 1 => nat k + 1 + 1", "energy_flat_nonneg"),
    ],
)
def test_an_altered_definition_is_noticed(old: str, new: str, noticed: str, compiled) -> None:  # type: ignore[no-untyped-def]
    assert TEXT.count(old) == 1
    assert not tied(noticed, ties.reader(compiled(TEXT.replace(old, new)))).ok


def test_the_states_tell_the_variants_of_dominance_from_each_other() -> None:
    met = {
        (str(tie.dominance), tie.at_token): tuple(tie.applies(point) for point in tie.points(ties.SEED))
        for tie in TIES.values()
        if tie.dominance
    }
    for at_token, variants in ((True, "AEB"), (False, "AEBC")):
        assert len({met[variant, at_token] for variant in variants}) == len(variants)
    assert all(any(where) and not all(where) for where in met.values())


def test_a_statement_that_is_missing_is_noticed(reader: Evaluator) -> None:
    assert tied("energy_flat", reader, "energy_none").reason == "not stated"


# -- as part of the check ---------------------------------------------------------------------------

FLAT = [entry for entry in theorems.read(FOLDER) if entry.claim == "energy.flat"]


def test_what_came_of_a_tie_is_kept_until_something_changes(
    declared: Declared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, cache = sources.read(FOLDER), Cache(tmp_path)
    first = comparison.compare(project, FLAT, declared, "as it is", cache)
    assert {name: came.says for name, came in first.items()} == {
        "AttnProof.energy_flat": "numeric.energy.flat_rate at 3 states",
        "AttnProof.energy_flat_nonneg": "numeric.energy.energy_rate at 3 states",
    }
    assert not any(came.reason for came in first.values())
    right = energy.flat_rate
    monkeypatch.setattr(energy, "flat_rate", lambda model: 2 * right(model))
    assert comparison.compare(project, FLAT, declared, "as it is", cache) == first
    for key in ("changed", "as it is"):
        if key == "as it is":
            monkeypatch.setattr(comparison, "source_digest", lambda module: "changed")
        again = comparison.compare(project, FLAT, declared, key, cache)
        assert again["AttnProof.energy_flat"].reason.startswith("Lean says")
        assert not again["AttnProof.energy_flat_nonneg"].reason


@pytest.mark.parametrize("module", ["attnproof.lean.ties", "attnproof.lean.route"])
def test_it_depends_on_what_numeric_computes(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, read = source_digest.__wrapped__(module), Path.read_text

    def changed(path: Path, **more: str) -> str:
        return read(path, **more) + "\n" * (path.parts[-3:] == ("numeric", "energy", "__init__.py"))

    monkeypatch.setattr(Path, "read_text", changed)
    assert source_digest.__wrapped__(module) != before
