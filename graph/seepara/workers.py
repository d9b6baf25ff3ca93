"""Work on many things at once, in processes that live as long as there is work.

A worker that crashes, or takes too long, costs only the task it had: that one is reported as
`Ended`, and another worker takes its place. Where there is `fork`, workers share what the parent
holds (an index of targets) without a copy of it. They end when the parent does, in whatever way that
ends.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_STOPS_WITHIN = 5.0  # seconds
_NEW_OBJECTS = 200_000  # more than there were, at which the collector looks


@dataclass(frozen=True, slots=True)
class Ended:
    """What comes in place of a result where the process that worked on it ended; in words, how."""

    how: str


def processors() -> int:
    """How many processors this process may use.

    >>> processors() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_method() -> str:
    """How processes are started: by fork where it is there and safe, which on macOS it is not.

    >>> start_method() in ("fork", "spawn")
    True
    """
    return "fork" if hasattr(os, "fork") and sys.platform != "darwin" else "spawn"


def collect_rarely() -> None:
    """Let the cyclic garbage collector of this process look at it only now and then.

    Documents are trees of frozen values without a cycle: the collector finds nothing in them, but
    looks at all that there are again and again while they grow, the longer the more there are.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)


def in_workers(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    processes: int,
    seconds: float | None = None,
    prepare: Callable[[], None] | None = None,
) -> Generator[tuple[Task, Result | Ended], None, None]:
    """Each task with the result of `work` on it, as they are ready, from so many processes at once.

    `tasks` is taken from as there is room, never more than `processes` ahead; without a task no
    process is started. An exception in `work` is raised here. Closing the generator, or an exception
    in it, ends all workers. A worker that takes more than so many `seconds` for a task is ended.
    `prepare` is called in each process before its first task. Where there is no fork, `work`,
    `prepare` and the tasks are pickled.

    >>> sorted(in_workers(abs, [-1, -2, -3], 2))
    [(-3, 3), (-2, 2), (-1, 1)]
    """
    waiting = iter(tasks)
    crew: list[_Worker[Task, Result]] = []
    try:
        for task in waiting:
            idle = next((worker for worker in crew if not worker.is_busy), None)
            if idle is None:
                if len(crew) < max(processes, 1):
                    idle = _Worker(work, [worker.channel for worker in crew], prepare)
                    crew.append(idle)
                else:
                    yield from _ready(crew, seconds)
                    idle = next((worker for worker in crew if not worker.is_busy), None)
                    if idle is None:  # one ended with its task
                        idle = _Worker(work, [worker.channel for worker in crew], prepare)
                        crew.append(idle)
            idle.begin(task)
        while any(worker.is_busy for worker in crew):
            yield from _ready(crew, seconds)
    finally:
        for worker in crew:
            worker.stop()


def _ready(
    crew: list[_Worker[Task, Result]], seconds: float | None
) -> Iterator[tuple[Task, Result | Ended]]:
    """Wait for at least one busy worker; who ended leaves the crew."""
    busy = {worker.channel: worker for worker in crew if worker.is_busy}
    left = None
    if seconds is not None:
        left = max(0.0, min(worker.began for worker in busy.values()) + seconds - time.monotonic())
    ready = wait(list(busy), left)
    for channel, worker in busy.items():
        if channel in ready:
            task, result = worker.finish()
        elif seconds is not None and time.monotonic() - worker.began >= seconds:
            task, result = worker.give_up(f"stopped at the limit of {seconds:g} s")
        else:
            continue
        if isinstance(result, Ended):
            crew.remove(worker)
            worker.stop()
        yield task, result


class _Worker(Generic[Task, Result]):
    """A process and the parent's end of the pipe to it."""

    def __init__(
        self,
        work: Callable[[Task], Result],
        others: Sequence[Connection],
        prepare: Callable[[], None] | None,
    ) -> None:
        context: Any = get_context(start_method())
        self.channel, theirs = context.Pipe()
        # What a fork inherits of other pipes would keep their workers from seeing the parent's end.
        inherited = [*others, self.channel] if context.get_start_method() == "fork" else []
        self._process: BaseProcess = context.Process(
            target=_serve, args=(theirs, work, inherited, prepare), daemon=True
        )
        self._process.start()
        theirs.close()
        self.is_busy = False
        self.began = 0.0
        self._task: list[Task] = []

    def begin(self, task: Task) -> None:
        self.is_busy = True
        self.began = time.monotonic()
        self._task = [task]
        with suppress(BrokenPipeError, ConnectionResetError):  # if it ended, `finish` finds out
            self.channel.send(task)

    def finish(self) -> tuple[Task, Result | Ended]:
        """The task it had and the result; raises what `work` raised."""
        (task,) = self._task
        self.is_busy = False
        try:
            is_well, result = self.channel.recv()
        except (EOFError, OSError):
            self._process.join(_STOPS_WITHIN)
            return task, Ended(_how(self._process.exitcode))
        if not is_well:
            raise result
        return task, result

    def give_up(self, how: str) -> tuple[Task, Ended]:
        """The task it has, which it is not to end: it is to be stopped."""
        (task,) = self._task
        return task, Ended(how)

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.channel.close()
        if self.is_busy:
            self._process.terminate()
        self._process.join(_STOPS_WITHIN)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _serve(
    channel: Connection,
    work: Callable[[Any], Any],
    inherited: Sequence[Connection],
    prepare: Callable[[], None] | None,
) -> None:
    """The life of a worker: one task after the other until the parent closes the pipe or is gone."""
    for other in inherited:
        other.close()
    if prepare is not None:
        prepare()
    collect_rarely()
    # Ctrl-C reaches all processes of a terminal; what is to be done then is the parent's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        while True:
            task = channel.recv()
            try:
                answer = True, work(task)
            except Exception as error:
                error.add_note(f"in a worker:\n{traceback.format_exc()}")
                answer = False, error
            channel.send(answer)
    except (EOFError, OSError):
        pass  # the parent is gone
    os._exit(0)


def _how(exit_code: int | None) -> str:
    """How a process ended, in words.

    >>> _how(-9), _how(1)
    ('SIGKILL', 'exit status 1')
    """
    if exit_code is None or exit_code >= 0:
        return f"exit status {exit_code}"
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"
