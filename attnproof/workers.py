"""Worker processes that stop when they should: on Ctrl-C through their parent, and with their parent.

Each is the first of a process group of its own, so that what it starts can be ended with it.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import connection, parent_process
from multiprocessing.process import BaseProcess


@contextmanager
def leaving_interrupts_to_the_parent() -> Iterator[None]:
    """Processes started in this block ignore Ctrl-C from their first instruction: they inherit that.

    What comes meanwhile waits until the block ends: a worker that is half started would complain aloud.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # so that it is kept, not ignored, here
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)
    terminate = signal.signal(signal.SIGTERM, lambda number, frame: waiting.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, interrupt)
        signal.signal(signal.SIGTERM, terminate)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for number in waiting:
            signal.raise_signal(number)


def end_with_parent() -> None:
    """In a worker: a group of its own, which ends at once when the parent is gone, however it went."""
    os.setpgrp()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_outlive_nothing, args=(parent.sentinel,), daemon=True).start()


def _outlive_nothing(sentinel: int) -> None:
    connection.wait([sentinel])
    os.killpg(os.getpgrp(), signal.SIGKILL)


def end_group(worker: BaseProcess) -> None:
    """In the parent: end a worker and what it started; it may have ended before."""
    assert worker.pid, "it was started"
    with suppress(ProcessLookupError, PermissionError):  # nobody is left; or it has no group yet
        os.killpg(worker.pid, signal.SIGKILL)
    worker.kill()
    worker.join()
