"""Who computes the points: this process, processes beside it, or the workers of a dask.distributed cluster.

Each takes chunks of points and gives back their rows in whatever order they come; the caller keeps them. Small points
go in chunks, as many as take about TARGET seconds. What a lost process or worker had under way is given out again.
"""

from __future__ import annotations

import logging
import queue
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import active_children, get_context
from typing import Any, Protocol

from attnproof.simulate import bits
from attnproof.sweep import points
from attnproof.sweep.design import Point
from attnproof.sweep.points import Row
from attnproof.sweep.statistics import Statistics
from attnproof.workers import end_with_parent, leaving_interrupts_to_the_parent

TARGET = 0.5  # seconds of work in a chunk: what a kill can lose, and what the overhead is spread over
MOST = 500  # points in a chunk
AHEAD = 2  # chunks for each worker, so that none waits
LOSSES = 3  # so many processes in a row that die before anything is finished: it is no accident
CONNECT = "5s"
ADDRESS = re.compile(r"((tcp|tls|ucx|wss?)://)?[\w.-]+:[0-9]{1,5}|((tcp|tls|ucx|wss?)://)?\[[0-9a-fA-F:]+\]:[0-9]{1,5}")
POLL = 0.5  # seconds between two looks at a cluster from which nothing is heard

Chunk = Sequence[Point]
Finished = tuple[Chunk, list[Row], float]


class Lost(Exception):
    """Nobody is left who computes."""


class Unfit(Exception):
    """A cluster that cannot do the work: the text says what its workers lack."""


class Scheduler(Protocol):
    """Where chunks are computed."""

    def workers(self) -> int:
        """How many chunks are computed at a time."""

    def submit(self, chunk: Chunk) -> None:
        """Give out a chunk."""

    def finished(self) -> Finished:
        """The next chunk that is finished, its rows, and the seconds they took. Lost."""

    def close(self) -> None:
        """Let go of what is still under way."""


def compute(todo: Sequence[Point], scheduler: Scheduler) -> Iterator[list[Row]]:
    """The rows of all points, some at a time, in the order in which they are finished."""
    place, under_way, done, seconds = 0, 0, 0, 0.0
    while place < len(todo) or under_way:
        workers = scheduler.workers()
        while place < len(todo) and under_way < AHEAD * workers:
            size = min(MOST, max(1, int(TARGET * done / seconds))) if seconds else 1
            size = min(size, max(1, (len(todo) - place) // (AHEAD * workers)))  # all end at about the same time
            scheduler.submit(todo[place : place + size])
            place, under_way = place + size, under_way + 1
        chunk, rows, took = scheduler.finished()
        under_way, done, seconds = under_way - 1, done + len(chunk), seconds + took
        yield rows


def _work(chunk: Chunk) -> points.Work:
    return [(point.key, point.config) for point in chunk]


class Here:
    """This process."""

    def __init__(self, statistics: Statistics) -> None:
        """Nothing to start."""
        self._statistics, self._waiting = statistics, list[Chunk]()

    def workers(self) -> int:
        """One."""
        return 1

    def submit(self, chunk: Chunk) -> None:
        """Put it behind the others."""
        self._waiting.append(chunk)

    def finished(self) -> Finished:
        """Compute the first."""
        chunk = self._waiting.pop(0)
        rows, seconds = points.rows(_work(chunk), self._statistics)
        return chunk, rows, seconds

    def close(self) -> None:
        """Nothing is under way."""


class Processes:
    """Processes on this machine."""

    def __init__(self, statistics: Statistics, jobs: int) -> None:
        """They start with the first chunks."""
        self._statistics, self._jobs, self._losses = statistics, jobs, 0
        self._chunks: dict[Future[Any], Chunk] = {}
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._jobs, get_context("spawn"), end_with_parent)

    def workers(self) -> int:
        """As many as were asked for."""
        return self._jobs

    def submit(self, chunk: Chunk) -> None:
        """Give it to the pool; to a new one where a process was lost since."""
        with leaving_interrupts_to_the_parent():
            try:
                future = self._pool.submit(points.rows, _work(chunk), self._statistics)
            except BrokenProcessPool:
                self._start_again()
                future = self._pool.submit(points.rows, _work(chunk), self._statistics)
        self._chunks[future] = chunk

    def finished(self) -> Finished:
        """Wait for one; what a lost process took with it is given out again."""
        while True:
            done, _ = wait(self._chunks, return_when=FIRST_COMPLETED)
            future = done.pop()
            try:
                rows, seconds = future.result()
            except BrokenProcessPool:
                with leaving_interrupts_to_the_parent():
                    self._start_again()
                continue
            self._losses = 0
            return self._chunks.pop(future), rows, seconds

    def _start_again(self) -> None:
        self._losses += 1
        broken = [
            future for future in self._chunks if not future.done() or isinstance(future.exception(), BrokenProcessPool)
        ]
        lost = [self._chunks.pop(future) for future in broken]
        if self._losses >= LOSSES:
            begin = " and ".join(str(chunk[0]) for chunk in lost)
            raise Lost(f"{LOSSES} processes in a row died; under way was what begins with {begin}")
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._new()
        for chunk in lost:
            self._chunks[self._pool.submit(points.rows, _work(chunk), self._statistics)] = chunk

    def close(self) -> None:
        """End the processes, at work or not."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for worker in active_children():
            worker.terminate()
            worker.join()
        self._pool.shutdown(wait=True)


class Cluster:
    """The workers of a dask.distributed cluster. They need this package, of the same versions."""

    def __init__(self, statistics: Statistics, address: str, say: Callable[[str], None]) -> None:
        """Connect. Lost where nobody answers."""
        from distributed import Client

        for name in list(logging.root.manager.loggerDict):  # what matters is told in one line
            if name.startswith(("distributed", "tornado")):
                logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._statistics, self._address = statistics, address
        self._chunks: dict[str, Chunk] = {}
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._futures: dict[str, Any] = {}
        try:
            self._client = Client(address, timeout=CONNECT, set_as_default=False)
        except OSError:  # a timeout too
            raise Lost(f"no scheduler answers at {address}") from None
        self._known = 0
        self._say, self._waits = say, False

    def _ask(self, question: Callable[[], Any]) -> Any:
        try:
            return question()
        except (OSError, RuntimeError) as error:
            raise self._gone() from error

    def _gone(self) -> Lost:
        return Lost(f"the scheduler at {self._address} is lost")

    def _threads(self) -> int:
        """Of all workers."""
        return sum(self._ask(self._client.ncores).values())

    def workers(self) -> int:
        """The threads of the workers that there are now, one at least."""
        return max(1, self._threads())

    def submit(self, chunk: Chunk) -> None:
        """Give it to the scheduler, under a name of its own."""
        name = f"attnproof-{self._known}-{chunk[0].key}"
        self._known += 1
        work, here = _work(chunk), bits.versions(chunk[0].config.integrate.backend)
        future = self._ask(lambda: self._client.submit(_on_worker, work, self._statistics, here, key=name, pure=False))
        self._chunks[name], self._futures[name] = chunk, future
        future.add_done_callback(self._done.put)

    def finished(self) -> Finished:
        """Wait for one. Lost when the scheduler goes, or a chunk has taken worker after worker with it."""
        while True:
            try:
                future = self._done.get(timeout=POLL)
            except queue.Empty:
                if self._client.status != "running":
                    raise self._gone() from None
                if not self._threads() and not self._waits:
                    self._say(f"the scheduler at {self._address} has no workers: waiting for one")
                    self._waits = True
                continue
            return self._result(future)

    def _result(self, future: Any) -> Finished:
        from distributed import KilledWorker

        try:
            rows, seconds = future.result()
        except KilledWorker:
            chunk = self._chunks[future.key]
            raise Lost(f"worker after worker was lost at {chunk[0]}, of a chunk of {len(chunk)}") from None
        except (ImportError, AttributeError) as error:
            raise Unfit(f"a worker cannot do the work: {error}") from None
        except Exception as error:
            if future.status == "cancelled" or self._client.status != "running":
                raise self._gone() from error
            raise
        del self._futures[future.key]
        return self._chunks.pop(future.key), rows, seconds

    def close(self) -> None:
        """Cancel what is under way and leave."""
        with suppress(Exception):
            if self._client.status == "running":
                self._client.cancel(list(self._futures.values()))
            self._futures.clear()
            self._client.close(timeout=2)


def _on_worker(work: points.Work, statistics: Statistics, wanted: dict[str, str]) -> tuple[list[Row], float]:
    found = bits.versions(work[0][1].integrate.backend)
    if found != wanted:
        told = ", ".join(f"{name} {found[name]} and not {one}" for name, one in wanted.items() if found[name] != one)
        alike = "OPENBLAS_CORETYPE and NPY_DISABLE_CPU_FEATURES make processors alike"
        raise Unfit(f"a worker has {told}: the bytes would not be the same ({alike})")
    return points.rows(work, statistics)
