"""What the bits of a number can depend on, beside its config: libraries, and the code that they choose for a processor.

blas     of NumPy, with its version
kernels  of that BLAS: OpenBLAS has one set for each kind of processor, and OPENBLAS_CORETYPE chooses another
simd     the instruction sets for which NumPy has loops of its own here; NPY_DISABLE_CPU_FEATURES takes some away
device   on which another library computes when none is named, and the instruction sets that torch uses on the processor
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_info

from attnproof import __version__
from numeric.engine.backend import LIBRARIES, ArrayBackend


def versions(backend: str = "numpy") -> dict[str, str]:
    """By name, what a velocity of this backend depends on."""
    found = {"attnproof": __version__, "numpy": version("numpy"), "scipy": version("scipy")}
    if backend in LIBRARIES:
        module = import_module(LIBRARIES[backend].partition(".")[0])
        found |= {backend: str(module.__version__), "device": _device(LIBRARIES[backend])}
        if backend == "torch":
            found["capability"] = str(module.backends.cpu.get_cpu_capability())
    return found | _processor()


def _device(library: str) -> str:
    """The device that a library takes by itself."""
    from array_api_compat import device

    return str(device(ArrayBackend(library, dtype="float32").like()))


@cache
def _processor() -> dict[str, str]:
    told: dict[str, Any] = dict(np.show_config(mode="dicts") or {})
    simd, built = told.get("SIMD Extensions", {}), told.get("Build Dependencies", {}).get("blas", {})
    blas, kernels = f"{built.get('name')} {built.get('version')}", "its own choice"
    for library in _blas_of_numpy():  # what was loaded, which need not be what NumPy was built with
        blas = f"{library['internal_api']} {library['version']}"
        kernels = str(library.get("architecture", kernels))
    return {"blas": blas, "kernels": kernels, "simd": " ".join(simd.get("baseline", []) + simd.get("found", []))}


def _blas_of_numpy() -> list[dict[str, Any]]:
    """The BLAS that came with NumPy; else, where libraries share one, that one. Empty where it tells nothing."""
    loaded = [library for library in threadpool_info() if library["user_api"] == "blas"]
    packages = Path(np.__file__).parents[1]
    homes = packages / "numpy", packages / "numpy.libs"
    own = [one for one in loaded if any(Path(one["filepath"]).is_relative_to(home) for home in homes)]
    return own[:1] or loaded[:1]
