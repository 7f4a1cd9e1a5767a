"""One thread for each library, and BLAS kernels for this processor; to be imported before NumPy is.

Whatever a library is told, its pools count the cores that they may use: at first there is one.
"""

import os

for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):  # whoever sets them wants the same bits, not speed
    os.environ.pop(name, None)
os.environ |= {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "JAX_PLATFORMS": "cpu",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false",
}

CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []  # none where they can't be chosen


def use(count: int | None) -> None:
    """So many cores from now on, or all: this thread, and threads and processes that it starts."""
    if CORES:
        os.sched_setaffinity(0, CORES[-count:] if count else CORES)


use(1)
