"""The project's Lean files: which there are, what imports what, and what must not stand in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

OFFLINE = "offline"
BESIDE = ("Challenge",)  # top-level files that are not part of the library
LAKEFILE = frozenset(["name", "version", "defaultTargets", "description", "keywords", "license", "lean_lib.name"])

# what proves anything
PROVES = "sorry sorryAx admit axiom native_decide ofReduceBool reduceBool lcProof lcUnreachable"
# what the kernel doesn't look into, or what replaces a definition when it is run
BYPASSES = "unsafe partial opaque implemented_by extern csimp initialize builtin_initialize prelude skipKernelTC"
# metaprograms: they could add to the environment what the kernel never saw, or change what a command prints
REWRITES = """elab elab_rules by_elab command_elab term_elab run_cmd run_elab run_meta run_tac
    app_unexpander delab app_delab simproc simproc_decl"""
FORBIDDEN = frozenset(" ".join([PROVES, BYPASSES, REWRITES]).split())
IN_PLACE = {  # forbidden in this place only
    "command": re.compile(r"#(?:eval|exit)\b!?"),
    "option": re.compile(r"\bset_option\s+«?debug\b\S*"),
    "attribute": re.compile(r"(?:@|\battribute\s*)\[[^\]]*\b(?:builtin_\w+|init|export|tactic|macro)\b"),
    "header": re.compile(r"\A\s*module\b"),
    "interpolated string": re.compile(r'\w!"'),  # the reading of strings below would have to parse terms
}
EVERYWHERE = ("skipKernelTC",)  # not even in a comment: were the reading of comments below wrong, this must not pass

WORD = re.compile(r"[^\W\d]\w*")
IMPORT = re.compile(r"\s*(?:(public|meta|private)\s+)*import\s+(all\s+)?([^\s;]+)")


class Rejected(RuntimeError):
    """The project does not pass; each argument says where and why."""

    @property
    def problems(self) -> tuple[str, ...]:
        """The reasons."""
        return tuple(str(reason) for reason in self.args)

    def __str__(self) -> str:
        """The reasons, each on its lines."""
        return "\n".join(self.problems)


@dataclass(frozen=True)
class Project:
    """A Lean project: its folder, the root module, and the text of each module (dotted name)."""

    folder: Path
    root: str
    modules: Mapping[str, str]

    @cached_property
    def imports(self) -> dict[str, tuple[str, ...]]:
        """What each module imports."""
        return {name: imported(text) for name, text in self.modules.items()}

    def order(self) -> tuple[str, ...]:
        """The modules, each after those it imports."""
        try:
            graph = {name: sorted(self.imports[name]) for name in sorted(self.modules)}
            return tuple(TopologicalSorter(graph).static_order())
        except CycleError as error:
            raise Rejected("modules import each other: " + " -> ".join(error.args[1])) from error


def read(folder: Path) -> Project:
    """Read a project: its root module is the library that `lakefile.toml` declares."""
    try:
        declared = tomllib.loads((folder / "lakefile.toml").read_text(encoding="utf-8"))
        root = str(declared["lean_lib"][0]["name"])
    except (OSError, tomllib.TOMLDecodeError, KeyError, IndexError) as error:
        raise Rejected(f"{folder / 'lakefile.toml'} declares no Lean library: {error!r}") from error
    if strange := sorted(_keys(declared) - LAKEFILE):
        raise Rejected(f"lakefile.toml: {', '.join(strange)}: options and dependencies are not part of this project")
    found = dict(_files(folder))
    if root not in found:
        raise Rejected(f"{root}.lean, the root of the library, is missing")
    return Project(folder, root, found)


def _keys(table: Mapping[str, object], prefix: str = "") -> set[str]:
    found = set()
    for key, value in table.items():
        tables = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
        tables += [value] if isinstance(value, dict) else []
        found |= set().union(*(_keys(item, f"{prefix}{key}.") for item in tables)) if tables else {prefix + key}
    return found


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.lean")):
        parts = path.relative_to(folder).with_suffix("").parts
        if parts[0] != OFFLINE and not parts[0].startswith(".") and ".".join(parts) not in BESIDE:
            try:
                yield ".".join(parts), path.read_bytes().decode("utf-8")
            except UnicodeDecodeError as error:
                raise Rejected(f"{path.relative_to(folder)}: not UTF-8") from error


def inspect(project: Project, *, words: bool = True) -> None:
    """Reject forbidden words (unless told not to), foreign imports, and modules that the root does not reach."""
    problems = []
    for name, text in project.modules.items():
        if name.split(".")[0] != project.root:
            problems.append(f"{name}: lies outside the library {project.root}")
        for line, word in forbidden(text) if words else ():
            problems.append(f"{name}:{line}: forbidden word {word!r}")
        for other in project.imports[name]:
            if other not in project.modules:
                problems.append(f"{name}: imports {other}, which is no module of this project")
    if problems:
        raise Rejected(*problems)
    reached, waiting = set(), [project.root]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += project.imports[name]
    if unreached := sorted(set(project.modules) - reached):
        raise Rejected(f"{project.root} does not import, directly or not: {', '.join(unreached)}")


def imported(text: str) -> tuple[str, ...]:
    """The modules named in a file's header."""
    names, rest = [], re.sub(r"\A\s*prelude\b", "", code(text))
    while found := IMPORT.match(rest):
        names.append(found[3].replace("«", "").replace("»", ""))
        rest = rest[found.end() :]
    return tuple(names)


def forbidden(text: str) -> list[tuple[int, str]]:
    """The forbidden words outside comments and strings, each with its line."""
    bare = code(text)
    found = [(word.start(), word[0]) for word in WORD.finditer(bare) if word[0] in FORBIDDEN]
    for pattern in IN_PLACE.values():
        found += [(place.start(), place[0]) for place in pattern.finditer(bare)]
    found += [(place.start(), place[0]) for place in re.finditer("|".join(EVERYWHERE), text)]
    return sorted({(text.count("\n", 0, place) + 1, word) for place, word in found})


TOKEN = re.compile(
    r"""
      (?P<line>--[^\n]*)
    | (?P<block>/-)
    | (?P<raw>(?<!\w)r(?P<hashes>\#*)")
    | (?P<interpolated>\w!")
    | (?P<text>"(?:\\.|[^"\\])*")
    | (?P<char>(?<![\w'])'(?:\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)|[^\\'\n])')
    """,
    re.VERBOSE | re.DOTALL,
)


def code(text: str) -> str:
    """The text with comments and strings blanked, each character in its place. An interpolated string stays."""
    kept, place = [], 0
    while found := TOKEN.search(text, place):
        kept.append(text[place : found.start()])
        end = found.end()
        if found["block"]:
            end = _end_of_comment(text, end)
        elif found["raw"]:
            close = '"' + found["hashes"]
            end = text.index(close, end) + len(close) if close in text[end:] else len(text)
        piece = text[found.start() : end]
        kept.append(piece if found["interpolated"] else re.sub(r"[^\n]", " ", piece))
        place = end
    return "".join([*kept, text[place:]])


def _end_of_comment(text: str, place: int) -> int:
    """The end of a comment whose start was just read; comments nest."""
    depth = 1
    for mark in re.compile(r"/-|-/").finditer(text, place):
        depth += 1 if mark[0] == "/-" else -1
        if depth == 0:
            return mark.end()
    return len(text)
