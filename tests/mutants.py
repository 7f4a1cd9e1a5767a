"""Mutation testing: `make mutants` runs mutmut on a copy of the project and lists the mutants that survive.

mutmut leaves decorated functions alone, and nearly every formula of the model is a cached property. So in
the copy `@cached_property def f` becomes `def f` followed by `f = cached_property(f)`, which is the same.
Arguments are handed to `mutmut run`, for instance the names of mutants to try again.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
COPY = CHECKOUT / "mutants"
PLAIN = ("cached_property", "property", "cache")


def undecorated(source: str) -> str:
    """The module with its plain decorators applied after the definitions."""
    lines = source.splitlines()
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    for function in sorted(found, key=lambda node: -node.lineno):
        match function.decorator_list:
            case [ast.Name(name, lineno=line)] if name in PLAIN:
                indent = " " * function.col_offset
                lines.insert(function.end_lineno or line, f"{indent}{function.name} = {name}({function.name})")
                del lines[line - 1]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Copy, rewrite, mutate, test, list."""
    shutil.rmtree(COPY, ignore_errors=True)
    hidden = shutil.ignore_patterns(COPY.name, ".*", "*.egg-info", "__pycache__")
    shutil.copytree(CHECKOUT, COPY, ignore=hidden)
    for package in ("attnproof", "numeric"):
        for path in (COPY / package).rglob("*.py"):
            path.write_text(undecorated(path.read_text(encoding="utf-8")), encoding="utf-8")
    mutmut = Path(sys.executable).with_name("mutmut")
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run([mutmut, "run", *sys.argv[1:]], cwd=COPY, env=environment, check=True)
    subprocess.run([mutmut, "results"], cwd=COPY, env=environment, check=True)


if __name__ == "__main__":
    main()
