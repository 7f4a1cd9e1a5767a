"""A user's modules: loaded from their sources, each with the digest of what was loaded.

They are the modules of the functions that a sweep names, and those under the sweep's folder that are imported while
these are loaded. A process has the modules of one sweep at a time. For another sweep, or another source of the same
name, they are loaded again: a process that lives long computes with nothing old. What is installed with Python is
never loaded again; the file of an installed module that a sweep names is digested when it is first seen.
"""

from __future__ import annotations

import hashlib
import importlib
import site
import sys
import sysconfig
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from typing import Any

Digests = tuple[tuple[str, str], ...]  # by module, sorted
OURS = ("attnproof", "numeric", "symbolic")
INSTALLED = (*(sysconfig.get_path(kind) for kind in ("stdlib", "platstdlib", "purelib", "platlib")),)
INSTALLED += (*site.getsitepackages(), site.getusersitepackages())


class Unfit(Exception):
    """A process that cannot do the work: the text says what it lacks."""


@dataclass
class _Held:
    """What this process has: of which sweep, and what came of it."""

    entries: tuple[str, ...]
    folder: str
    digests: Digests
    functions: Mapping[str, Callable[[Any], Any]]


_held: _Held | None = None
_sources: dict[str, str] = {}  # digests of the sources that were loaded here, by module
_lock = threading.RLock()  # a worker of a cluster may have several threads


def load(entries: Sequence[str], folder: str, known: Sequence[str] = ()) -> Digests:
    """Load anew the modules of `entries`, each "package.module:function". ImportError, whatever they do.

    known : more modules that are the user's, where they need not be under `folder`: on the worker of a cluster
    """
    global _held
    with _lock:
        modules = [entry.partition(":")[0] for entry in entries]
        parents = {".".join(name.split(".")[: k + 1]) for name in modules for k in range(name.count(".") + 1)}
        _forget(parents)
        if _held and _held.folder in sys.path:
            sys.path.remove(_held.folder)
        _held = None
        sys.path.insert(0, folder)
        importlib.invalidate_caches()
        functions = {}
        with _finding({*parents, *known}, folder):
            for entry in entries:
                functions[entry] = _function(entry)
        installed = {name: _installed(name) for name in modules if name not in _sources}
        digests = tuple(sorted((_sources | installed).items()))
        _held = _Held(tuple(entries), folder, digests, functions)
        return digests


def functions(entries: Sequence[str], folder: str, digests: Digests) -> Mapping[str, Callable[[Any], Any]]:
    """The functions, by entry, of just these sources. Unfit where this process cannot have them."""
    with _lock:
        if _held is None or (_held.entries, _held.folder, _held.digests) != (tuple(entries), folder, digests):
            try:
                load(entries, folder, [name for name, _ in digests])
            except ImportError as error:
                raise Unfit(f"a worker cannot do the work: {error}") from None
        assert _held
        if other := set(_held.digests) ^ set(digests):
            file = min(other)[0].replace(".", "/") + ".py"
            raise Unfit(f"a worker's {file} is not the one with which the sweep began")
        return _held.functions


def told(error: BaseException) -> str:
    """Its kind and text, as text that can be written."""
    try:
        return writable(f"{type(error).__name__}: {error}")
    except Exception:  # noqa: BLE001 - the error is the user's, and so is its text
        return type(error).__name__


def writable(text: str) -> str:
    """The text; surrogates, which no file can have, as escapes."""
    return text.encode(errors="backslashreplace").decode()


def _function(entry: str) -> Callable[[Any], Any]:
    module, _, attribute = entry.partition(":")
    try:
        function = getattr(importlib.import_module(module), attribute)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the import of the user's module does
        raise ImportError(f"{entry}: {told(error)}") from None
    if not callable(function):
        raise ImportError(f"{entry}: {attribute} is not a function")
    return function


def _forget(named: set[str]) -> None:
    """Take the user's modules out: those that were loaded here, and the named ones, whoever loaded them."""
    for name in {*_sources, *named}:
        if name in _sources or _is_users(name, getattr(sys.modules.get(name), "__file__", None)):
            sys.modules.pop(name, None)
    _sources.clear()


def _is_users(name: str, file: str | None) -> bool:
    installed = file is None or any(Path(file).is_relative_to(place) for place in INSTALLED)
    return not installed and name.partition(".")[0] not in OURS


@cache
def _installed(name: str) -> str:
    file = getattr(sys.modules[name], "__file__", None)  # a module that is built in has none
    return _digest(Path(file).read_bytes() if file else b"")


def _digest(source: bytes) -> str:
    return hashlib.sha256(source).hexdigest()


class _Loader(SourceFileLoader):
    """From the source itself: compiled code is told from older code by its second and size alone."""

    def path_stats(self, path: Any) -> Mapping[str, Any]:
        raise OSError  # so that compiled code is neither read nor written

    # the keyword arguments that the class gives it are Python's own, and passed on as they come
    def source_to_code(self, data: Any, path: Any, **more: Any) -> Any:  # type: ignore[override]
        _sources[self.name] = _digest(bytes(data))
        return super().source_to_code(data, path, **more)


class _Finder:
    """What is found as ever, with that loader for the user's modules: the named ones and those in the folder."""

    def __init__(self, names: set[str], folder: str) -> None:
        self._names, self._folder = names, folder

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or not isinstance(spec.loader, SourceFileLoader) or not _is_users(name, spec.origin):
            return None
        if name not in self._names and not Path(str(spec.origin)).is_relative_to(self._folder):
            return None
        spec.loader = _Loader(name, str(spec.origin))
        return spec


@contextmanager
def _finding(names: set[str], folder: str) -> Iterator[None]:
    finder: Any = _Finder(names, folder)
    sys.meta_path.insert(sys.meta_path.index(PathFinder), finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
