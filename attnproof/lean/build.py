"""Compiles modules with the wheel's Lean, along the import graph, several at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from pathlib import Path

from attnproof.cache import digest
from attnproof.lean.process import LimitHit, Limits
from attnproof.lean.sources import Rejected, imported
from attnproof.lean.store import Store
from attnproof.lean.toolchain import Toolchain

Told = Callable[[str], None]


class NotCompiled(Rejected):
    """Modules that Lean did not accept. `failures` has the messages of each that it was run on."""

    def __init__(self, failures: Mapping[str, tuple[str, ...]], left_out: Sequence[str]) -> None:
        """Put the messages behind the names of their modules."""
        told = [f"{name}:{problem}" for name, problems in failures.items() for problem in problems]
        super().__init__(*told, *left_out)
        self.failures = dict(failures)


@dataclass(frozen=True)
class Compiled:
    """Modules that passed, as a tree that Lean can import from.

    tree : holds `A/B.olean` and `A/B.ilean` for the module A.B.
    keys : the content key of each module.
    """

    tree: Path
    keys: Mapping[str, str]

    def olean(self, name: str) -> Path:
        """The compiled module."""
        return (self.tree / name.replace(".", "/")).with_suffix(".olean")

    def ilean(self, name: str) -> Path:
        """Where its declarations stand and what they use."""
        return (self.tree / name.replace(".", "/")).with_suffix(".ilean")


@dataclass(frozen=True)
class Lenience:
    """Which problems may stand. The name is part of the cache key: what was let pass here is not served elsewhere."""

    name: str
    allows: Callable[[str], bool]


STRICT = Lenience("", lambda problem: False)


@dataclass
class Builder:
    """Compiles with one toolchain, into one store.

    work : a folder of this run only.
    """

    toolchain: Toolchain
    store: Store
    work: Path
    limits: Limits
    jobs: int
    told: Told = field(default=lambda line: None)
    lenience: Lenience = STRICT

    def compile(self, what: str, texts: Mapping[str, str], below: Sequence[Compiled] = ()) -> Compiled:
        """Compile the modules `texts` (name to source), which may import each other and what lies `below`.

        Raises Rejected with every message that is an error or a warning, LimitHit if a module took too long.
        """
        sources, tree = self.work / what / "source", self.work / what / "compiled"
        for name, text in texts.items():
            file = (sources / name.replace(".", "/")).with_suffix(".lean")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
            (tree / file.relative_to(sources)).parent.mkdir(parents=True, exist_ok=True)
        imports = {name: [other for other in imported(text) if other in texts] for name, text in texts.items()}
        foundation = [sorted(lower.keys.items()) for lower in below]
        keys: dict[str, str] = {}
        for name in TopologicalSorter(imports).static_order():
            depends = [keys[other] for other in sorted(imports[name])]
            keys[name] = digest(self.toolchain.identity, self.lenience.name, name, texts[name], depends, foundation)
        compiled = Compiled(tree, keys)
        path = [*(lower.tree for lower in below), tree]

        def one(name: str) -> None:
            entry = self.store.get(keys[name])
            if entry is None:
                self.told(name)
                entry = self._make(name, sources, keys[name], path)
            compiled.olean(name).symlink_to(entry / "module.olean")
            compiled.ilean(name).symlink_to(entry / "module.ilean")

        self._all(imports, one)
        return compiled

    def _make(self, name: str, sources: Path, key: str, path: Sequence[Path]) -> Path:
        source = (sources / name.replace(".", "/")).with_suffix(".lean")
        with self.store.making(key) as folder:
            places = ["-o", str(folder / "module.olean"), "-i", str(folder / "module.ilean")]
            output = self.toolchain.lean(
                [str(source), "-R", str(sources), *places], limits=self.limits, path=[entry.resolve() for entry in path]
            )
            problems = [problem for problem in output.problems if not self.lenience.allows(problem)]
            if problems or (output.code and not output.problems):
                raise NotCompiled({name: tuple(problems or ["1:0: error: Lean failed"])}, ())
            for file in ("module.olean", "module.ilean"):
                if not (folder / file).is_file():
                    raise Rejected(f"{name}: Lean wrote no {file}")
        kept = self.store.get(key)
        if kept is None:
            raise Rejected(f"{name}: what was compiled is gone from the cache")
        return kept

    def _all(self, imports: Mapping[str, Sequence[str]], one: Callable[[str], None]) -> None:
        """Run `one` on every module, each after those it imports; those that import a failed one are left out."""
        sorter = TopologicalSorter(imports)
        sorter.prepare()
        failures: dict[str, tuple[str, ...]] = {}
        left_out: list[str] = []
        limits: list[str] = []
        failed: set[str] = set()
        running: dict[Future[None], str] = {}
        with ThreadPoolExecutor(self.jobs) as pool:
            while sorter.is_active():
                for name in sorter.get_ready():
                    broken = sorted(failed.intersection(imports[name]))
                    if broken:
                        left_out.append(f"{name}: not checked, it imports {', '.join(broken)}")
                        failed.add(name)
                        sorter.done(name)
                    else:
                        running[pool.submit(one, name)] = name
                done, _ = wait(running, return_when=FIRST_COMPLETED) if running else (set(), None)
                for future in done:
                    name = running.pop(future)
                    try:
                        future.result()
                    except NotCompiled as error:
                        failures |= error.failures
                        failed.add(name)
                    except LimitHit as error:
                        limits.append(f"{name}: {error}")
                        failed.add(name)
                    sorter.done(name)
        if limits:
            raise LimitHit("\n".join(limits))
        if failures:
            raise NotCompiled(failures, left_out)


def core_texts(offline: Path) -> dict[str, str]:
    """The sources of the offline core: `Init` and all that it imports."""
    found: dict[str, str] = {}
    waiting = ["Init"]
    while waiting:
        name = waiting.pop()
        if name not in found:
            path = (offline / name.replace(".", "/")).with_suffix(".lean")
            try:
                found[name] = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise Rejected(f"the offline core lacks {name}: {error}") from error
            waiting += imported(found[name])
    return found
