"""What a run of the checker is given, and what a build hands on to the judgement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from attnproof.lean import audit
from attnproof.lean.build import STRICT, Builder, Lenience
from attnproof.lean.comparison import Compared
from attnproof.lean.olean import Constant, Module
from attnproof.lean.process import Limits
from attnproof.lean.sources import Project, Rejected
from attnproof.lean.store import Store
from attnproof.lean.toolchain import Toolchain

CHALLENGE = "Challenge"


@dataclass(frozen=True)
class Built:
    """A project that compiled.

    leaves : the axioms of what lies outside the project.
    outer : the declarations of the core, where they can be read (with the wheel).
    generated : the files that are generated from it, by their names in the project.
    compared : what came of comparing the statements with `numeric`, by theorem; nothing is compared with lake.
    keys : what was compiled, by content; empty with lake.
    whole : False for what was left of a project that did not compile.
    """

    modules: Mapping[str, Module]
    ileans: Mapping[str, Path]
    leaves: audit.Axioms
    outer: Mapping[str, Constant]
    challenge: Module
    path: Sequence[Path]
    folder: Path | None
    problems: Sequence[str]
    generated: Mapping[str, str]
    compared: Mapping[str, Compared] = field(default_factory=dict)
    keys: Sequence[Mapping[str, str]] = ()
    whole: bool = True


@dataclass(frozen=True)
class Job:
    """What a run is given."""

    project: Project
    toolchain: Toolchain
    store: Store
    limits: Limits
    jobs: int
    work: Path
    told: Callable[[str], None]

    def builder(self, lenience: Lenience = STRICT) -> Builder:
        """Compiles in this run's folder."""
        return Builder(self.toolchain, self.store, self.work, self.limits, self.jobs, self.told, lenience)

    def challenge_text(self) -> str:
        """The file that states the main theorems."""
        try:
            return (self.project.folder / f"{CHALLENGE}.lean").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Rejected(f"{CHALLENGE}.lean can't be read: {error}") from error
