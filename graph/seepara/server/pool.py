"""Workers on one build: each question gets a free one, and none keeps a worker beyond its time.

A worker that is not done in time, or whose client is gone, is killed; nothing else stops a query
that the store has begun. A new one takes its place: a fork of a process that has everything loaded.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from pathlib import Path
from typing import Any

from .guards import LOGGER
from .limits import Limits
from .messages import FAULT, HEAD, READY, Question, Reply, question_frame, reply_of
from .worker import work

_PRELOADED = (
    *("__main__", "pyoxigraph", "rdflib.plugins.sparql.parser", "jinja2"),
    f"{__package__}.worker",
)
_STARTS_WITHIN = 60.0
_MOST_HEAD = 2**16
_PAUSE = 1.0
"""Seconds before the next try, after a worker could not be started."""


class WorkerLost(Exception):
    """A worker ended before it had answered; `signal` is what ended it, 0 if nothing is known."""

    def __init__(self, number: int = 0) -> None:
        super().__init__(f"signal {number}")
        self.signal = number


@dataclass(slots=True, eq=False)
class _Worker:
    process: Any
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, question: Question, most: int) -> Reply:
        """The reply to a question; raises `WorkerLost`."""
        try:
            self.writer.write(question_frame(question))
            await self.writer.drain()
            length, size = HEAD.unpack(await self.reader.readexactly(HEAD.size))
            # An answer is never over its limit, so this was no worker of ours any more.
            if length > _MOST_HEAD or size > most + _MOST_HEAD:
                raise WorkerLost
            head = await self.reader.readexactly(length)
            return reply_of(head, await self.reader.readexactly(size))
        except (OSError, asyncio.IncompleteReadError, ValueError):
            raise WorkerLost(await self._ended_by()) from None

    async def _ended_by(self) -> int:
        """The signal that ended it."""
        for _ in range(50):
            code = self.process.exitcode
            if code is not None:
                return -code if code < 0 else 0
            await asyncio.sleep(0.01)
        return 0

    def kill(self) -> None:
        """End it, whatever it does."""
        self.writer.close()
        with suppress(OSError):
            self.process.kill()


class Pool:
    """So many workers on the build in `folder`, all of one kind (`worker.STORE_WORK` or
    `LINEAGE_WORK`); `start` it, `ask` it, `close` it."""

    def __init__(self, folder: Path, kind: str, size: int, limits: Limits) -> None:
        self.folder = folder
        self.kind = kind
        self.size = size
        self.restarts = 0
        self._limits = limits
        self._crew: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._waiting: deque[asyncio.Future[_Worker]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._asked = 0
        self._is_closed = False

    @property
    def ready(self) -> int:
        """How many workers there are."""
        return len(self._crew)

    @property
    def busy(self) -> int:
        """How many of them are at work."""
        return len(self._crew) - len(self._idle)

    async def start(self) -> None:
        """Start the workers; raises `OSError` where the build cannot be opened."""
        try:
            workers = await asyncio.gather(*(self._started() for _ in range(self.size)))
        except BaseException:
            await self.close(0)
            raise
        for worker in workers:
            self._welcome(worker)

    async def ask(self, question: Question) -> Reply:
        """The reply to a question, within the limits; cancelling it stops the work on it."""
        self._asked += 1
        try:
            reply = await self._ask_one(question)
            # Killed from outside: it is nobody's fault, and all of them may have been at once.
            for _ in range(self.size):
                if reply is not None:
                    break
                reply = await self._ask_one(question)
            if reply is not None and reply.media_type == FAULT:
                logging.getLogger(LOGGER).error("a worker: %s", reply.body.decode())
                return Reply.saying(500, "this is a fault of the service")
            return reply or Reply.saying(503, "the worker was ended", Retry_After="1")
        finally:
            self._asked -= 1

    async def _ask_one(self, question: Question) -> Reply | None:
        try:
            worker = await self._free()
        except TimeoutError:
            return Reply.saying(503, "too many queries are at work; ask again", Retry_After="5")
        is_whole = False
        try:
            async with asyncio.timeout(self._limits.seconds):
                reply = await worker.ask(question, self._limits.answer)
            is_whole = True
            return reply
        except TimeoutError:
            limit = f"{self._limits.seconds:g} s"
            return Reply.saying(504, f"the query was stopped at the limit of {limit}; ask for less")
        except WorkerLost as error:
            if error.signal in (0, signal.SIGKILL):
                return None
            return Reply.saying(
                503, "the query needs more memory than it may have; ask for less", Retry_After="60"
            )
        finally:
            if is_whole:
                self._release(worker)
            else:
                self._replace(worker)

    async def close(self, patience: float) -> None:
        """Let what has begun end within so many seconds, then end all workers."""
        deadline = asyncio.get_running_loop().time() + patience
        while self._asked and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.02)
        self._is_closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        workers = list(self._crew)
        for worker in workers:
            self._bury(worker)
        await asyncio.to_thread(_join, [worker.process for worker in workers])

    # ---------------------------------------------------------------- who is free

    async def _free(self) -> _Worker:
        """A free worker; raises `TimeoutError` where there is none within the time to wait."""
        while self._idle:
            worker = self._idle.pop()
            if worker.process.exitcode is None:
                return worker
            self._replace(worker)  # it was killed, and we are about to hear of it
        if len(self._waiting) >= self._limits.most_waiting:
            raise TimeoutError
        place: asyncio.Future[_Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            async with asyncio.timeout(self._limits.waiting):
                return await place
        except BaseException:
            if place.done() and not place.cancelled():
                self._release(place.result())  # it came in the very moment
            with suppress(ValueError):
                self._waiting.remove(place)
            raise

    def _release(self, worker: _Worker) -> None:
        """Give a worker to who has waited longest; the last one used is the first to go again."""
        if worker not in self._crew:  # it ended meanwhile
            return
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(worker)
                return
        self._idle.append(worker)

    # ---------------------------------------------------------------- coming and going

    def _welcome(self, worker: _Worker) -> None:
        self._crew.add(worker)
        loop = asyncio.get_running_loop()
        loop.add_reader(worker.process.sentinel, self._replace, worker)
        self._release(worker)

    def _bury(self, worker: _Worker) -> None:
        self._crew.discard(worker)
        with suppress(ValueError):
            self._idle.remove(worker)
        asyncio.get_running_loop().remove_reader(worker.process.sentinel)
        worker.kill()

    def _replace(self, worker: _Worker) -> None:
        """End a worker, or learn that it has ended, and start another one."""
        if worker not in self._crew:
            return
        self._bury(worker)
        if not self._is_closed:
            self.restarts += 1
            task = asyncio.get_running_loop().create_task(self._start_another())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _start_another(self) -> None:
        while not self._is_closed:
            try:
                self._welcome(await self._started())
                return
            except (OSError, TimeoutError):
                await asyncio.sleep(_PAUSE)

    async def _started(self) -> _Worker:
        """A new worker, with its build open; raises `OSError` and `TimeoutError`."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        known = (theirs, self.kind, str(self.folder), self._limits.memory, self._limits.answer)
        with theirs:
            process = await asyncio.to_thread(_launched, known)
        reader, writer = await asyncio.open_unix_connection(sock=ours)
        worker = _Worker(process, reader, writer)
        try:
            async with asyncio.timeout(_STARTS_WITHIN):
                if await reader.readexactly(len(READY)) != READY:
                    raise OSError("a worker did not start")
        except asyncio.IncompleteReadError:
            worker.kill()
            raise OSError(f"{self.folder}: the {self.kind} cannot be opened") from None
        except BaseException:
            worker.kill()
            raise
        return worker


def _launched(known: tuple[Any, ...]) -> Any:
    """A process that begins to be a worker; raises `OSError`. This runs in a thread."""
    # Ctrl+C reaches all processes of a terminal. It is for the server, which ends the others: they
    # inherit from this thread that they do not hear it. (Starting the tracker undoes that.)
    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    context = get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOADED))
    process = context.Process(target=work, args=known, daemon=True)
    try:
        process.start()
    except EOFError:  # who starts the workers was ended; the next try starts another one
        raise OSError("a worker could not be started") from None
    return process


def _join(processes: list[Any]) -> None:
    for process in processes:
        process.join(5)
