"""Risky reading in child processes with limits, so that a hostile file costs one error line.

A file can make a parser run for hours, take all memory, or crash; the worst can take the process
over. So each file is read in a child of its own, with a fresh address space, little memory and
time, no writing to files and, where the kernel allows it, no network. Whatever happens to the child
is an ordinary `UnreadableFile`.

How it is done, on Linux: `server` is a clean process that has the readers loaded; for each task it
forks a `child`, which takes its limits upon itself; `forked` hands out tasks and gathers `answers`,
which are bytes and never unpickled. Elsewhere, `spawned` starts a new interpreter for each task.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from ..errors import UnreadableFile
from .tasks import Limits as Limits
from .tasks import Task as Task

PRELOADED = ("lxml.etree", "lxml.html", "pypdfium2", "pypdfium2.raw", "zipfile", "json")
"""Libraries that the fork server imports before the first task; what is not there is passed over."""

_READERS = ("text", "word", "html", "pdf")


def in_sandbox(
    tasks: Iterable[Task],
    processes: int = 1,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    prepare: Callable[[], object] | None = None,
) -> Iterator[tuple[Task, bytes | UnreadableFile]]:
    """Each task with the bytes that its work returned, or the error why it returned none.

    They come as they are ready, from so many `processes` at once. `tasks` is taken from as there is
    room, never more than twice `processes` ahead, so it may be endless. `prepare` is an importable
    function without arguments that runs once, before the first task, in the clean process that the
    children are forked from: it can import and cache what each of them would have to (where
    there is no fork it does not run, and must not be counted on).

    An `UnreadableFile` raised by the work comes back as itself; any other exception, a crash, a
    limit that is passed is an `UnreadableFile` that says which. Closing the generator, an exception
    in it, or the death of this process in whatever way ends all children.

    Raises `ValueError` for a task whose work cannot be imported by another process, and `OSError`
    where no sandbox can be started.

    >>> import zlib
    >>> packed = Task("a.gz", zlib.decompress, (zlib.compress(b"Noted."),))
    >>> wrong = Task("b.gz", zlib.decompress, (b"Noted.",))
    >>> for task, answer in in_sandbox([packed, wrong]):
    ...     print(answer)
    b'Noted.'
    b.gz: the reader failed on it (error); open it in the program that made it and save it again, \
or leave it out
    """
    checked = map(_checked, tasks)
    first = next(checked, None)
    if first is None:
        return
    everything = chain([first], checked)
    if sys.platform == "linux":
        from .forked import run_forked

        package = __name__.rpartition(".")[0]
        readers = (f"{package}.{reader}" for reader in _READERS)
        modules = (*PRELOADED, *readers, first.work.__module__)
        yield from run_forked(everything, max(processes, 1), limits, modules, prepare)
    else:
        from .spawned import run_spawned

        yield from run_spawned(everything, max(processes, 1), limits)


def _checked(task: Task) -> Task:
    """The task, if another process can import its work."""
    work = task.work
    place = f"{getattr(work, '__module__', None)}.{getattr(work, '__qualname__', None)}"
    if "<" in place or "None" in place.split(".") or place.startswith("__main__."):
        raise ValueError(f"{work!r} cannot be run in another process: it must be importable")
    return task
