"""The parent's side of the fork server: hands out tasks, gathers answers, lets nothing survive.

One thread, one loop. What is waited for: the sockets of the children that are at work, and the
server's word that one of them has ended. Only both together end a task, so that the number of
children is never above what was asked for.
"""

from __future__ import annotations

import json
import os
import pickle
import selectors
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from ..errors import UnreadableFile
from .answers import Answer, crashed, lost, no_answer, out_of_cpu, out_of_time
from .child import request
from .server import ENDED, ORDER, READY, START, STOP, Setup
from .tasks import Limits, Task

Answered = tuple[Task, "bytes | UnreadableFile"]

_PIECE = 2**18
_STARTS_WITHIN = 60.0  # seconds
_ENDS_WITHIN = 10.0  # seconds
_MOST_LOST_SERVERS = 3  # one after the other, before the sandbox gives up
_NEAR = 0.5  # of the memory limit: a crash above it may well come from it
_BOOT = (
    "import importlib, json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "importlib.import_module(sys.argv[2]).serve(int(sys.argv[3]))"
)


def run_forked(
    tasks: Iterator[Task],
    processes: int,
    limits: Limits,
    modules: tuple[str, ...],
    prepare: Callable[[], object] | None,
) -> Iterator[Answered]:
    """The tasks with their answers as they come; see `seepara.reading.sandbox.in_sandbox`.

    Raises `OSError` where no fork server can be started or kept alive.
    """
    pool = _Pool(limits, modules, prepare)
    try:
        pool.fill(tasks, processes)
        while pool.is_busy:
            for answered in pool.wait():
                pool.fill(tasks, processes)  # before the caller takes its time
                yield answered
    finally:
        pool.close()


@dataclass(slots=True, eq=False)
class _Running:
    task: Task
    number: int
    socket: socket.socket
    to_send: memoryview
    answer: Answer
    is_gone: bool = False  # its socket is at its end
    ended: tuple[bool, int, int] | None = field(default=None)


class _Pool:
    """One server and the tasks that its children are at."""

    def __init__(
        self, limits: Limits, modules: tuple[str, ...], prepare: Callable[[], object] | None
    ) -> None:
        self._limits = limits
        self._setup = Setup(os.getpid(), limits, modules, prepare)
        self._selector = selectors.DefaultSelector()
        self._running: dict[int, _Running] = {}
        self._count = 0
        self._lost = 0
        self._server: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._news = bytearray()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited."""
        return bool(self._running)

    def fill(self, tasks: Iterator[Task], processes: int) -> None:
        """Start tasks until so many are at work."""
        while len(self._running) < processes:
            task = next(tasks, None)
            if task is None:
                return
            self._start(task)

    def wait(self) -> list[Answered]:
        """Wait for something to happen; the tasks that it ended, with their answers."""
        for key, events in self._selector.select():
            running: _Running | None = key.data
            if running is None:
                if not self._hear():
                    return self._server_lost()
            elif events & selectors.EVENT_READ:
                self._receive(running)
            elif events & selectors.EVENT_WRITE:
                self._send(running)
        return [self._finish(r) for r in list(self._running.values()) if r.ended is not None]

    def close(self) -> None:
        """End the server and all its children, and wait until they are gone."""
        for running in self._running.values():
            self._let_go(running)
        self._running.clear()
        self._end_server()
        self._selector.close()

    # ---------------------------------------------------------------- the server

    def _channel(self) -> socket.socket:
        if self._control is None:
            self._start_server()
        assert self._control is not None
        return self._control

    def _start_server(self) -> None:
        control, theirs = socket.socketpair()
        package = __name__.rpartition(".")[0]
        command = [
            *(sys.executable, "-c", _BOOT, json.dumps(sys.path)),
            *(f"{package}.server", str(theirs.fileno())),
        ]
        with theirs:
            self._server = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # what is typed at the terminal reaches the parent only
            )
        self._control = control
        control.settimeout(_STARTS_WITHIN)
        try:
            control.sendall(pickle.dumps(self._setup))
            is_ready = control.recv(1) == READY
        except OSError:
            is_ready = False
        if not is_ready:
            self._end_server()
            raise OSError("the sandbox for reading files cannot be started")
        control.settimeout(None)
        self._news.clear()
        self._selector.register(control, selectors.EVENT_READ, None)

    def _end_server(self) -> None:
        control, self._control = self._control, None
        server, self._server = self._server, None
        if control is not None:
            with suppress(KeyError):
                self._selector.unregister(control)
            control.close()  # at which it kills its children and ends
        if server is not None:
            try:
                server.wait(_ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                server.kill()  # at which the kernel kills its children
                server.wait()

    def _server_lost(self) -> list[Answered]:
        """Somebody has killed the server: its tasks are lost, the next ones get a new server."""
        self._lost += 1
        answered: list[Answered] = []
        for running in list(self._running.values()):
            self._let_go(running)
            value = running.answer.value()
            answered.append((running.task, lost(running.task.name) if value is None else value))
        self._running.clear()
        self._end_server()
        if self._lost >= _MOST_LOST_SERVERS:
            raise OSError("the sandbox for reading files is ended from outside again and again")
        return answered

    def _hear(self) -> bool:
        """Take in what the server says of ended children; false where it is gone itself."""
        try:
            piece = self._channel().recv(_PIECE)
        except OSError:
            piece = b""
        self._news += piece
        while len(self._news) >= ENDED.size:
            number, is_overdue, code, most = ENDED.unpack_from(self._news)
            del self._news[: ENDED.size]
            if number in self._running:
                self._running[number].ended = (is_overdue, code, most)
        return bool(piece)

    def _order(self, kind: bytes, running: _Running, *sockets: int) -> None:
        # Where the server is gone, `wait` finds out and says so for all tasks.
        with suppress(OSError):
            socket.send_fds(self._channel(), [ORDER.pack(kind, running.number)], sockets)

    # ---------------------------------------------------------------- one task

    def _start(self, task: Task) -> None:
        to_send = memoryview(request(task))
        self._channel()
        self._count += 1
        ours, theirs = socket.socketpair()
        running = _Running(task, self._count, ours, to_send, Answer(task.name, self._limits))
        self._running[running.number] = running
        ours.setblocking(False)
        with theirs:
            self._order(START, running, theirs.fileno())
        self._selector.register(ours, selectors.EVENT_READ | selectors.EVENT_WRITE, running)

    def _send(self, running: _Running) -> None:
        try:
            running.to_send = running.to_send[running.socket.send(running.to_send[:_PIECE]) :]
        except BlockingIOError:
            return
        except OSError:  # the child is gone; how, the server will say
            running.to_send = running.to_send[:0]
        if not running.to_send and not running.is_gone:
            self._selector.modify(running.socket, selectors.EVENT_READ, running)

    def _receive(self, running: _Running) -> bool:
        """Take in a piece of an answer; whether there may be more."""
        try:
            piece = running.socket.recv(_PIECE)
        except BlockingIOError:
            return False
        except OSError:
            piece = b""
        if piece and not running.answer.is_over:
            running.answer.add(piece)
        if not piece or running.answer.is_over:
            running.is_gone = True
            self._selector.unregister(running.socket)
            self._order(STOP, running)  # it has said what it had to say
            return False
        return True

    def _finish(self, running: _Running) -> Answered:
        """The answer of a task whose child has ended."""
        del self._running[running.number]
        while not running.is_gone and self._receive(running):
            pass
        self._let_go(running)
        self._lost = 0
        value = running.answer.value()
        return running.task, self._end_of(running) if value is None else value

    def _let_go(self, running: _Running) -> None:
        if not running.is_gone:
            running.is_gone = True
            self._selector.unregister(running.socket)
        running.socket.close()

    def _end_of(self, running: _Running) -> UnreadableFile:
        """Why a child ended without an answer."""
        name = running.task.name
        is_overdue, code, most = running.ended or (False, 0, 0)
        if is_overdue or code == -signal.SIGALRM:
            return out_of_time(name, self._limits)
        if code == -signal.SIGXCPU:
            return out_of_cpu(name, self._limits)
        if code == -signal.SIGKILL:
            return lost(name)
        if code >= 0:
            return no_answer(name)
        is_near = most * 1024 > self._limits.memory * _NEAR
        return crashed(name, _signal_name(-code), self._limits if is_near else None)


def _signal_name(number: int) -> str:
    """The name of a signal.

    >>> _signal_name(6), _signal_name(200)
    ('SIGABRT', 'signal 200')
    """
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
