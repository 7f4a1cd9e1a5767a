"""Evidence kept from earlier runs, keyed by the content of what it depends on."""

from __future__ import annotations

import ast
import hashlib
import json
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from attnproof.files import write_text

OURS = ("attnproof", "symbolic", "numeric")
LIBRARIES = ("sympy", "mpmath", "python-flint", "numpy", "scipy", "crival")


@cache
def library_versions() -> dict[str, str]:
    """The versions of the libraries that evidence can depend on."""
    return {name: version(name) for name in LIBRARIES}


def digest(*parts: object) -> str:
    """A content key of anything JSON can write."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


@cache
def source_digest(module: str) -> str:
    """A digest of a module's source and of every module of this project that it imports, in turn."""
    closure: dict[str, str] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        spec = find_spec(name) if name not in closure else None
        if spec is None or spec.origin is None:
            continue
        source = Path(spec.origin).read_text(encoding="utf-8")
        closure[name] = source
        waiting += [found for found in _imports(source) if found.split(".")[0] in OURS]
        waiting += [name.rpartition(".")[0]] if "." in name else []  # Python runs the package's own file first
    return digest(sorted(closure.items()))


@cache
def _imports(source: str) -> tuple[str, ...]:
    """The modules that a source text names."""
    names: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
            names += [f"{node.module}.{alias.name}" for alias in node.names if _is_module(node.module, alias.name)]
    return tuple(names)


def _is_module(package: str, name: str) -> bool:
    if package.split(".")[0] not in OURS:
        return False
    parent = find_spec(package)
    return parent is not None and bool(parent.submodule_search_locations) and find_spec(f"{package}.{name}") is not None


class Cache:
    """One JSON file an entry, each sealed by a digest of its content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> dict[str, Any] | None:
        """The entry, or None when there is none; a corrupt entry is removed and counts as none."""
        path = self.folder / f"{key}.json"
        try:
            sealed = json.loads(path.read_text(encoding="utf-8"))
            if sealed["seal"] == digest(sealed["entry"]):
                return dict(sealed["entry"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            pass  # not JSON, or not an entry: as corrupt as a broken seal
        path.unlink(missing_ok=True)
        return None

    def put(self, key: str, entry: dict[str, Any]) -> None:
        """Keep an entry (written beside, then renamed)."""
        sealed = {"seal": digest(entry), "entry": entry}
        write_text(self.folder / f"{key}.json", json.dumps(sealed, ensure_ascii=False))
