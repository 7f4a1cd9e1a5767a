"""Who computes the points: this process, processes beside it, or the workers of a dask.distributed cluster.

Each takes chunks of points and gives back their rows in whatever order they come; the caller keeps them. Small points
go in chunks, as many as take about TARGET seconds. What a lost process or worker had under way is given out again,
point by point; a point at which LOSSES of them died is failed, and the others go on.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cache
from multiprocessing import active_children, get_context
from multiprocessing.process import BaseProcess
from typing import Any, Protocol
from uuid import uuid4

from attnproof.simulate import bits
from attnproof.sweep import points
from attnproof.sweep.design import Point
from attnproof.sweep.modules import Unfit as Unfit  # of this module too
from attnproof.sweep.modules import told
from attnproof.sweep.points import Row
from attnproof.sweep.statistics import Statistics
from attnproof.workers import end_group, end_with_parent, leaving_interrupts_to_the_parent

TARGET = 0.5  # seconds of work in a chunk: what a kill can lose, and what the overhead is spread over
MOST = 500  # points in a chunk
AHEAD = 2  # chunks for each worker, so that none waits
LOSSES = 2  # so many processes that die at one point: it is no accident
DIED = "its process died"  # the problem of such a point
CONNECT = "5s"
PORT = r"(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[0-9]{1,4})"  # up to 65535
ADDRESS = re.compile(rf"((tcp|tls|ucx|wss?)://)?([\w.-]+|\[[0-9a-fA-F:]+\]):{PORT}")
POLL = 0.5  # seconds between two looks at a cluster from which nothing is heard

Chunk = Sequence[Point]
Finished = tuple[Chunk, list[Row], float]


class Lost(Exception):
    """Nobody is left who computes."""


class Scheduler(Protocol):
    """Where chunks are computed."""

    def workers(self) -> int:
        """How many chunks are computed at a time."""

    def under_way(self) -> int:
        """How many chunks are given out and not finished."""

    def submit(self, chunk: Chunk) -> None:
        """Give out a chunk."""

    def finished(self) -> Finished:
        """The next chunk that is finished, its rows, and the seconds they took. Lost; Unfit."""

    def close(self) -> None:
        """Let go of what is still under way."""


def compute(todo: Sequence[Point], scheduler: Scheduler) -> Iterator[list[Row]]:
    """The rows of all points, some at a time, in the order in which they are finished."""
    place, done, seconds = 0, 0, 0.0
    while done < len(todo):
        workers = scheduler.workers()
        while place < len(todo) and scheduler.under_way() < AHEAD * workers:
            size = min(MOST, max(1, int(TARGET * done / seconds))) if seconds else 1
            size = min(size, max(1, (len(todo) - place) // (AHEAD * workers)))  # all end at about the same time
            scheduler.submit(todo[place : place + size])
            place += size
        chunk, rows, took = scheduler.finished()
        done, seconds = done + len(chunk), seconds + took
        yield rows


def _work(chunk: Chunk) -> points.Work:
    return [(point.key, point.config) for point in chunk]


def _given_up(chunk: Chunk, deaths: Counter[str]) -> Finished | None:
    """After a process died at a chunk: its row, where it is one point at which LOSSES processes died by now."""
    if len(chunk) > 1:
        return None
    deaths[chunk[0].key] += 1
    return (chunk, [Row(chunk[0].key, DIED)], 0.0) if deaths[chunk[0].key] == LOSSES else None


class Here:
    """This process."""

    def __init__(self, statistics: Statistics) -> None:
        """Nothing to start."""
        self._statistics, self._waiting = statistics, list[Chunk]()

    def workers(self) -> int:
        """One."""
        return 1

    def under_way(self) -> int:
        """What waits."""
        return len(self._waiting)

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


class _Process:
    """One process, started with its first chunk, and anew after a loss. It has one chunk at a time."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, get_context("spawn"), end_with_parent)

    def submit(self, chunk: Chunk, statistics: Statistics) -> Future[Any]:
        """Its rows are BrokenProcessPool where the process is lost."""
        with leaving_interrupts_to_the_parent():
            before = active_children()
            try:
                future = self._pool.submit(points.rows, _work(chunk), statistics)
            except BrokenProcessPool:
                self.end()
                self._pool = self._new()
                future = self._pool.submit(points.rows, _work(chunk), statistics)
            self._process = self._process or next((one for one in active_children() if one not in before), None)
        return future

    def end(self) -> None:
        """At work or not, or lost, with all that it started."""
        if self._process:
            end_group(self._process)
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._process = None


class Processes:
    """Processes on this machine."""

    def __init__(self, statistics: Statistics, jobs: int) -> None:
        """They start with the first chunks."""
        self._statistics, self._processes = statistics, [_Process() for _ in range(jobs)]
        self._idle, self._waiting, self._deaths = list(self._processes), deque[Chunk](), Counter[str]()
        self._busy: dict[Future[Any], tuple[_Process, Chunk]] = {}

    def workers(self) -> int:
        """As many as were asked for."""
        return len(self._processes)

    def under_way(self) -> int:
        """What is computed, and what waits."""
        return len(self._busy) + len(self._waiting)

    def submit(self, chunk: Chunk) -> None:
        """Put it behind the others."""
        self._waiting.append(chunk)
        self._give_out()

    def _give_out(self) -> None:
        while self._idle and self._waiting:
            process, chunk = self._idle.pop(), self._waiting.popleft()
            self._busy[process.submit(chunk, self._statistics)] = process, chunk

    def finished(self) -> Finished:
        """Wait for one; what a lost process took with it is given out again."""
        while True:
            done, _ = wait(self._busy, return_when=FIRST_COMPLETED)
            future = done.pop()
            process, chunk = self._busy.pop(future)
            self._idle.append(process)
            finished: Finished | None
            try:
                finished = (chunk, *future.result())
            except BrokenProcessPool:
                process.end()
                finished = _given_up(chunk, self._deaths)
                if not finished:
                    self._waiting.extend([point] for point in chunk)
            self._give_out()
            if finished:
                return finished

    def close(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.end()


async def _reached(address: str) -> None:
    """Connect to a scheduler and leave; raises whatever the connection does."""
    from distributed.comm import connect
    from distributed.security import Security

    comm = await connect(address, timeout=CONNECT, **Security().get_connection_args("client"))
    await comm.close()


_versions = cache(bits.versions)  # of what a process has loaded: they do not change


class Cluster:
    """The workers of a dask.distributed cluster. They need this package, of the same versions."""

    def __init__(self, statistics: Statistics, address: str, say: Callable[[str], None]) -> None:
        """Connect. Lost where nobody answers."""
        from distributed import Client

        for name in list(logging.root.manager.loggerDict):  # what matters is told in one line
            if name.startswith(("distributed", "tornado")):
                logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._statistics, self._address = statistics, address
        self._chunks, self._deaths = dict[str, Chunk](), Counter[str]()
        self._waiting, self._suspects = deque[Chunk](), deque[Point]()
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._futures: dict[str, Any] = {}
        try:
            asyncio.run(_reached(address))  # a client that cannot connect leaves threads behind and complains aloud
            self._client = Client(address, timeout=CONNECT, set_as_default=False)
        except OSError:  # a timeout too
            raise Lost(f"no scheduler answers at {address}") from None
        except Exception as error:  # noqa: BLE001 - an address of a kind for which something is missing here
            raise Lost(f"cannot connect to {address}: {told(error).splitlines()[0]}") from None
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

    def under_way(self) -> int:
        """What the scheduler has, or will have; and what is finished and not yet taken."""
        return len(self._chunks) + len(self._waiting) + len(self._suspects)

    def submit(self, chunk: Chunk) -> None:
        """Put it behind the others."""
        self._waiting.append(chunk)
        self._give_out()

    def _give_out(self) -> None:
        """Points with which a worker died one by one, nothing beside: which one it dies of is not known else."""
        while self._waiting and not self._suspects:
            self._send(self._waiting.popleft())
        if self._suspects and not self._chunks:
            self._send([self._suspects.popleft()])

    def _send(self, chunk: Chunk) -> None:
        name = f"attnproof-{uuid4().hex}"  # other sweeps may be there
        work, here = _work(chunk), _versions(chunk[0].config.integrate.backend)
        future = self._ask(lambda: self._client.submit(_on_worker, work, self._statistics, here, key=name, pure=False))
        self._chunks[name], self._futures[name] = chunk, future
        future.add_done_callback(self._done.put)

    def finished(self) -> Finished:
        """Wait for one; what took worker after worker with it is given out again. Lost when the scheduler goes."""
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
            finished = self._result(future)
            self._give_out()
            if finished:
                return finished

    def _result(self, future: Any) -> Finished | None:
        from distributed import KilledWorker

        try:
            rows, seconds = future.result()
        except KilledWorker:
            del self._futures[future.key]
            chunk = self._chunks.pop(future.key)
            finished = _given_up(chunk, self._deaths)
            self._suspects.extend([] if finished else chunk)
            return finished
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
    found = _versions(work[0][1].integrate.backend)
    if found != wanted:
        told = ", ".join(f"{name} {found[name]} and not {one}" for name, one in wanted.items() if found[name] != one)
        alike = "OPENBLAS_CORETYPE and NPY_DISABLE_CPU_FEATURES make processors alike"
        raise Unfit(f"a worker has {told}: the bytes would not be the same ({alike})")
    return points.rows(work, statistics)
