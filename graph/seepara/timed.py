"""A piece of work that must end in time, in a process that can be killed.

The store cannot stop a query that it has begun, nor can Python stop the store.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from .confinement import die_with_parent, leave_network

_DONE, _REFUSED, _FAILED = b"d", b"r", b"f"


class OutOfTime(ValueError):
    """The work was not done within its time, and was stopped."""


class Lost(ValueError):
    """The process that did the work ended without an answer: no memory was left, say."""


def within(
    seconds: float, work: Callable[..., str], *arguments: object, network: bool = False
) -> str:
    """The text that `work` returns, if it does within so many seconds.

    The process has no network unless it is given one. A `ValueError` raised by the work comes back
    as one with the same words, an `OSError` as one, too. Raises `OutOfTime` and `Lost`.

    >>> within(30, str, 42)
    '42'
    >>> import time
    >>> within(0.1, time.sleep, 60)
    Traceback (most recent call last):
    seepara.timed.OutOfTime: stopped at the limit of 0.1 s
    """
    # A fork is fast, and safe as long as there is one thread.
    context: Any = get_context("fork" if sys.platform == "linux" else "spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, network, work, arguments))
    process.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise OutOfTime(f"stopped at the limit of {seconds:g} s")
        answer = ours.recv_bytes()
    except EOFError:
        raise Lost("the process that worked on it ended; perhaps no memory was left") from None
    finally:
        process.kill()
        process.join()
        ours.close()
    text: str = answer[1:].decode("utf-8", "surrogatepass")
    if answer[:1] == _DONE:
        return text
    raise (ValueError if answer[:1] == _REFUSED else OSError)(text)


def _work(
    theirs: Connection, network: bool, work: Callable[..., str], arguments: tuple[object, ...]
) -> None:
    die_with_parent()
    if not network:
        leave_network()
    try:
        kind, text = _DONE, work(*arguments)
    except ValueError as error:
        kind, text = _REFUSED, str(error)
    except OSError as error:
        kind, text = _FAILED, str(error)
    theirs.send_bytes(kind + text.encode("utf-8", "surrogatepass"))
