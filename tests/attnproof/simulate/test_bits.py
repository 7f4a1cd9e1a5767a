"""What a result says of the libraries and of the processor that it was made with."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys

import numpy as np
import pytest
import threadpoolctl

from attnproof.simulate import bits


def elsewhere(**environment: str) -> dict[str, str]:
    code = "import json; from attnproof.simulate import bits; print(json.dumps(bits.versions()))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | environment, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def test_the_libraries_and_the_blas_of_numpy_are_told() -> None:
    told = bits.versions()
    assert told["numpy"] == np.__version__
    assert set(told) == {"attnproof", "numpy", "scipy", "blas", "kernels", "simd"}
    assert all(told.values())


@pytest.mark.skipif(platform.machine() != "x86_64", reason="names kernels and instruction sets of x86-64")
def test_other_kernels_and_other_instruction_sets_are_told() -> None:
    told = bits.versions()
    if not told["blas"].startswith("openblas"):
        pytest.skip("NumPy has another BLAS")
    assert len({elsewhere(OPENBLAS_CORETYPE=name)["kernels"] for name in ("Haswell", "Prescott")}) == 2
    found = told["simd"].split()[-1]
    without = elsewhere(NPY_DISABLE_CPU_FEATURES=found)["simd"].split()
    assert found not in without
    assert without


def test_without_a_blas_that_tells_of_itself_numpy_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bits, "threadpool_info", list)
    told = bits._processor.__wrapped__()
    built = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    assert told["blas"] == f"{built['name']} {built['version']}"
    assert told["kernels"] == "its own choice"


def test_of_two_blas_it_is_that_of_numpy() -> None:
    import scipy.linalg  # noqa: F401 - brings a BLAS of its own

    libraries = bits._blas_of_numpy()
    assert len(libraries) <= 1
    loaded = [one for one in threadpoolctl.threadpool_info() if one["user_api"] == "blas"]
    if len(loaded) > 1:
        assert "numpy" in libraries[0]["filepath"].split("site-packages")[-1]


def test_the_device_of_another_library_and_what_torch_uses_of_the_processor() -> None:
    torch = pytest.importorskip("torch")
    told = bits.versions("torch")
    assert set(told) == set(bits.versions()) | {"torch", "device", "capability"}
    assert (told["torch"], told["device"]) == (torch.__version__, str(torch.zeros(1).device))
    assert told["capability"] == torch.backends.cpu.get_cpu_capability()
