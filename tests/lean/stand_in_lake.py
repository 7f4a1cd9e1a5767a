"""Stands in for `lake`: the same commands and places, with the wheel's Lean and a compiled core as Lean's Init.

Reads STAND_IN_CORE (the compiled core) and STAND_IN_LIBRARY (the wheel's library). It builds what the root
imports and nothing else, as lake does, and keeps what is built unless the source is newer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

from attnproof.lean.process import LAUNCH
from attnproof.lean.sources import imported

BUILT = Path(".lake/build/lib/lean")


def lean(arguments: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    """Run Lean with the package's and the core's modules."""
    path = os.pathsep.join([str(BUILT.resolve()), os.environ["STAND_IN_CORE"]])
    command = [sys.executable, "-I", str(LAUNCH), os.environ["STAND_IN_LIBRARY"], *arguments]
    return subprocess.run(command, env={**os.environ, "LEAN_PATH": path}, check=False, text=True, **options)  # type: ignore[call-overload,no-any-return]


def build() -> int:
    """`lake build --wfail`."""
    root = tomllib.loads(Path("lakefile.toml").read_text(encoding="utf-8"))["lean_lib"][0]["name"]
    done: set[str] = set()

    def one(name: str) -> bool:
        source = Path(name.replace(".", "/")).with_suffix(".lean")
        if name in done or not source.is_file():
            return True
        done.add(name)
        if not all(one(other) for other in imported(source.read_text(encoding="utf-8"))):
            return False
        target = BUILT / source.with_suffix(".olean")
        target.parent.mkdir(parents=True, exist_ok=True)
        places = ["-o", str(target), "-i", str(target.with_suffix(".ilean"))]
        ended = lean(["--json", str(source), "-R", ".", *places], capture_output=True)
        messages = [json.loads(line) for line in ended.stdout.splitlines()]
        bad = [message for message in messages if message["severity"] != "information"]
        for message in bad:
            print(f"{message['severity']}: {source}:{message['pos']['line']}: {message['data']}")
        return not bad and ended.returncode == 0

    return 0 if one(root) else 1


def main(arguments: list[str]) -> int:
    """The three commands that the checker uses."""
    if arguments == ["--version"]:
        print(f"Lake version 5.0.0-src+eb6cafb (Lean version {os.environ.get('STAND_IN_VERSION', '4.35.0')})")
        return 0
    if arguments == ["build", "--wfail"]:
        return build()
    if arguments[:2] == ["env", "lean"]:
        return lean(arguments[2:]).returncode
    print(f"unexpected: {arguments}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
