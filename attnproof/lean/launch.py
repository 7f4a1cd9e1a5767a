"""Becomes a Lean process whose files can't grow without end: `python -I launch.py LIBRARY ARGS...`.

LIBRARY is `libleanshared.so` (its `lean_main` is called in this process, which it ends) or `-` (ARGS is a
command). Standard library only, and nothing else of this package: it runs under `-I`, and starts in 20 ms.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys

LARGEST_FILE = 1 << 28  # bytes; an output that never ends is cut here


def main(argv: list[str]) -> None:
    """Set the limits, then become Lean."""
    library, *arguments = argv
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if library == "-":
        os.execvp(arguments[0], arguments)
    lean = ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
    words = [b"lean", *(os.fsencode(word) for word in arguments)]
    array = (ctypes.c_char_p * (len(words) + 1))(*words, None)
    lean.lean_main.argtypes = [ctypes.c_int, ctypes.POINTER(ctypes.c_char_p)]
    lean.lean_main.restype = ctypes.c_int
    code = lean.lean_main(len(words), array)
    sys.stdout.flush()
    os._exit(code & 0xFF)


if __name__ == "__main__":
    main(sys.argv[1:])
