"""The fork server: a clean process that has the readers loaded and forks a child for each task.

It knows nothing of tasks. Over its control socket come a number and the socket of one task; back
goes how the child that had it ended. When the socket is closed, everything ends. It alone waits for
the children, so a number of a process is never used for another one.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import select
import signal
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from struct import Struct

from ...confinement import die_with_parent, gain_no_privileges, leave_network
from .child import answer, limit
from .tasks import Limits

ORDER = Struct(">cQ")
"""To the server: what to do (`START`, with the child's socket, or `STOP`) and the task's number."""
ENDED = Struct(">Q?iQ")
"""From the server: number, whether the wall clock ran out, exit code (negative: signal), most KiB."""
START = b"S"
STOP = b"K"
READY = b"r"

_LOOKS_UP = 2.0  # seconds after which the server looks whether its parent lives


@dataclass(frozen=True, slots=True)
class Setup:
    """What a server is told when it starts."""

    parent: int
    limits: Limits
    modules: Sequence[str]
    prepare: Callable[[], object] | None


@dataclass(slots=True)
class _Child:
    number: int
    deadline: float
    is_overdue: bool = False


def serve(control: int) -> None:
    """Serve until the control socket is closed; never returns."""
    channel = socket.socket(fileno=control)
    with channel.makefile("rb") as stream:  # nothing else is sent before `READY`
        setup: Setup = pickle.load(stream)
    for module in setup.modules:
        with suppress(ImportError):
            importlib.import_module(module)
    if setup.prepare is not None:
        setup.prepare()
    leave_network()
    gain_no_privileges()
    gc.collect()
    gc.freeze()  # what is shared with the children is not touched by their collector
    _Server(channel, setup).run()
    os._exit(0)


class _Server:
    def __init__(self, channel: socket.socket, setup: Setup) -> None:
        self._channel = channel
        self._setup = setup
        self._children: dict[int, _Child] = {}
        self._wake, self._wakes = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._wakes, False)
        signal.signal(signal.SIGCHLD, _do_nothing)
        signal.set_wakeup_fd(self._wakes, warn_on_full_buffer=False)

    def run(self) -> None:
        """Start, stop and reap children until the parent is gone."""
        poll = select.poll()
        poll.register(self._channel, select.POLLIN)
        poll.register(self._wake, select.POLLIN)
        try:
            self._channel.sendall(READY)
            while os.getppid() == self._setup.parent:
                ready = {fd for fd, _ in poll.poll(self._patience() * 1000)}
                if self._wake in ready:
                    os.read(self._wake, 4096)
                if self._channel.fileno() in ready and not self._take_order():
                    break
                self._stop_overdue()
                self._reap()
        except (BrokenPipeError, ConnectionResetError):
            pass  # the parent is gone
        finally:
            for pid in self._children:
                _kill(pid)
            for pid in self._children:
                with suppress(ChildProcessError):
                    os.waitpid(pid, 0)

    def _patience(self) -> float:
        """How long nothing has to be done unless something happens, in seconds."""
        soonest = min(
            (c.deadline for c in self._children.values() if not c.is_overdue), default=None
        )
        if soonest is None:
            return _LOOKS_UP
        return min(max(soonest - time.monotonic(), 0.0), _LOOKS_UP)

    def _take_order(self) -> bool:
        """Do what the parent asks; false where it has closed the socket."""
        message, sockets, _, _ = socket.recv_fds(self._channel, ORDER.size, 1)
        if len(message) < ORDER.size:
            return False
        kind, number = ORDER.unpack(message)
        if kind == START:
            self._start(number, sockets[0])
        else:
            for pid, child in self._children.items():
                if child.number == number:
                    _kill(pid)
        return True

    def _start(self, number: int, own: int) -> None:
        try:
            pid = os.fork()
        except OSError:  # no more processes or memory just now
            os.close(own)
            self._channel.sendall(ENDED.pack(number, False, 1, 0))
            return
        if pid == 0:
            self._be_child(own)
        os.close(own)
        with suppress(OSError):  # the child does it too, whichever comes first
            os.setpgid(pid, pid)
        wall = self._setup.limits.wall_seconds
        self._children[pid] = _Child(number, time.monotonic() + wall)

    def _be_child(self, own: int) -> None:
        """The whole life of a child; never returns."""
        code = 1
        try:
            server = os.getppid()
            os.setpgid(0, 0)
            die_with_parent()
            if os.getppid() != server or server == 1:
                os._exit(1)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._channel.close()
            os.close(self._wake)
            os.close(self._wakes)
            nowhere = os.open(os.devnull, os.O_RDWR)
            for standard in (0, 1, 2):
                os.dup2(nowhere, standard)
            os.close(nowhere)
            limit(self._setup.limits)
            with socket.socket(fileno=own) as peer:
                stream = peer.makefile("rwb")
                answer(stream, stream, self._setup.limits)  # type: ignore[arg-type]
            code = 0
        finally:
            os._exit(code)

    def _stop_overdue(self) -> None:
        now = time.monotonic()
        for pid, child in self._children.items():
            if now >= child.deadline and not child.is_overdue:
                child.is_overdue = True
                _kill(pid)

    def _reap(self) -> None:
        """Bury the dead, with whatever they have started, and tell the parent."""
        while self._children:
            try:
                dead = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if dead is None:
                return
            _kill(dead.si_pid)  # its group: the number is still its own
            _, status, usage = os.wait4(dead.si_pid, 0)
            child = self._children.pop(dead.si_pid, None)
            if child is not None:
                code = os.waitstatus_to_exitcode(status)
                self._channel.sendall(
                    ENDED.pack(child.number, child.is_overdue, code, usage.ru_maxrss)
                )


def _kill(pid: int) -> None:
    """Kill a child and its process group."""
    for kill in (os.killpg, os.kill):
        with suppress(OSError):
            kill(pid, signal.SIGKILL)


def _do_nothing(*_: object) -> None:
    """A handler, so that the signal wakes the server."""
