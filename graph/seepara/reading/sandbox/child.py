"""The child: takes its limits upon itself, reads its one task, does it, answers and ends.

It runs after a fork, or as a process of its own where there is no fork server (`alone`).
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Mapping
from struct import Struct
from typing import Any, BinaryIO

from ..errors import UnreadableFile
from .answers import RESULT, error_frame, failed, head, out_of_memory, result_too_large
from .tasks import Limits, Task

_LENGTH = Struct(">Q")
_CPU_GRACE = 2  # seconds of processor between the signal that can be named and the one that cannot
_ALARM_GRACE = 5  # seconds of wall clock that the server has to stop a child before it stops itself


def request(task: Task) -> bytes:
    """A task on its way to a child, with its length before it."""
    body = pickle.dumps((task.work, task.arguments), pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def answer(incoming: BinaryIO, outgoing: BinaryIO, limits: Limits) -> None:
    """Read one request, which comes from our own parent, do the work and write the answer.

    Errors about limits name no file; `Answer` knows it.
    """
    # Made beforehand: when memory has run out it is too late.
    memory_frame = error_frame(out_of_memory("", limits))
    frame = b""
    try:
        (length,) = _LENGTH.unpack(incoming.read(_LENGTH.size))
        work, arguments = pickle.loads(incoming.read(length))
        result = work(*arguments)
        if not isinstance(result, bytes):
            raise TypeError
        if len(result) > limits.result_bytes:
            raise result_too_large("", limits)
    except UnreadableFile as error:
        frame = error_frame(error)
    except MemoryError:
        frame = memory_frame
    except BaseException as error:
        frame = error_frame(failed("", error))
    else:
        outgoing.write(head(RESULT, len(result)))
        outgoing.write(result)
    outgoing.write(frame)
    outgoing.flush()


def limit(limits: Limits) -> None:
    """Take the limits upon this process, as far as the system has them; none can be raised again.

    Without the `resource` module (Windows) there is none; macOS does not keep to that of memory.
    """
    if sys.platform == "win32":
        return
    import resource
    import signal

    wanted = (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + _CPU_GRACE),
        (resource.RLIMIT_NOFILE, limits.open_files, limits.open_files),
        (resource.RLIMIT_NPROC, 0, 0),  # root may start processes all the same
        (resource.RLIMIT_AS, limits.memory, limits.memory),
    )
    for kind, soft, hard in wanted:
        most = resource.getrlimit(kind)[1]
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)
        try:
            resource.setrlimit(kind, (soft, hard))
        except (OSError, ValueError):  # macOS refuses some of them
            if sys.platform == "linux":
                raise
    signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds + _ALARM_GRACE)


def alone(limits: Mapping[str, Any]) -> None:
    """The whole life of a child that is a process of its own: standard input and output are its
    pipes, and `limits` are the fields of `Limits`."""
    own = Limits(**limits)
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    limit(own)
    answer(sys.stdin.buffer, outgoing, own)
    os._exit(0)
