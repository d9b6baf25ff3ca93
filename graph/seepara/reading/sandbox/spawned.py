"""A process of its own for each task, where no fork server can be had (Windows, macOS).

Slower by the start of an interpreter and the import of a reader a task. The wall clock and the
length of the answer are limited everywhere, the rest as far as the system has it (`child.limit`).
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import asdict

from ..errors import UnreadableFile
from .answers import Answer, lost, no_answer, out_of_time
from .child import request
from .tasks import Limits, Task

_PIECE = 2**18
_BOOT = (
    "import importlib, json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "importlib.import_module(sys.argv[2]).alone(json.loads(sys.argv[3]))"
)


def run_spawned(
    tasks: Iterator[Task], processes: int, limits: Limits
) -> Iterator[tuple[Task, bytes | UnreadableFile]]:
    """The tasks with their answers as they come; see `seepara.reading.sandbox.in_sandbox`."""
    children = _Children(limits)
    pending: dict[Future[bytes | UnreadableFile], Task] = {}
    with ThreadPoolExecutor(processes) as threads:
        try:
            while True:
                while len(pending) < processes and (task := next(tasks, None)) is not None:
                    pending[threads.submit(children.run, task, request(task))] = task
                if not pending:
                    return
                for future in wait(pending, return_when=FIRST_COMPLETED).done:
                    yield pending.pop(future), future.result()
        finally:
            children.stop()


class _Children:
    """The processes that are at work, so that all of them can be stopped at once."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._is_stopped = False

    def run(self, task: Task, message: bytes) -> bytes | UnreadableFile:
        """One task in one process, from its start to its end."""
        limits = json.dumps(asdict(self._limits))
        package = __name__.rpartition(".")[0]
        with self._lock:
            if self._is_stopped:
                return lost(task.name)
            process = subprocess.Popen(
                [sys.executable, "-c", _BOOT, json.dumps(sys.path), f"{package}.child", limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._running.add(process)
        is_overdue = threading.Event()

        def stop() -> None:
            is_overdue.set()
            process.kill()

        clock = threading.Timer(self._limits.wall_seconds, stop)
        feeder = threading.Thread(target=_feed, args=(process, message), daemon=True)
        answer = Answer(task.name, self._limits)
        assert isinstance(process.stdout, io.BufferedReader)
        try:
            clock.start()
            feeder.start()
            while not answer.is_over and (piece := process.stdout.read1(_PIECE)):
                answer.add(piece)
        finally:
            clock.cancel()
            process.kill()
            process.wait()
            feeder.join()
            with self._lock:
                self._running.discard(process)
            process.stdout.close()
        value = answer.value()
        if value is not None:
            return value
        return (out_of_time if is_overdue.is_set() else _no_answer)(task.name, self._limits)

    def stop(self) -> None:
        """Kill every process that is at work, and start no other."""
        with self._lock:
            self._is_stopped = True
            for process in self._running:
                process.kill()


def _feed(process: subprocess.Popen[bytes], message: bytes) -> None:
    """Write the request; a child that ends before it has read it all is no error here."""
    assert process.stdin is not None
    with suppress(OSError), process.stdin as stream:
        stream.write(message)


def _no_answer(name: str, _: Limits) -> UnreadableFile:
    return no_answer(name)
