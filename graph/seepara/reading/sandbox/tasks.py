"""What is to be read in a child process, and how much of the machine it may take for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

MAX_MEMORY_BYTES = 2**30
"""Address space of one child; what a real document needs stays far below (measured.md)."""
MAX_CPU_SECONDS = 60
MAX_WALL_SECONDS = 120
MAX_RESULT_BYTES = 256 * 2**20
MAX_OPEN_FILES = 32
"""Files and sockets that one child may hold open: its document, a module that it imports."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use: bytes of address space, seconds of processor and of wall clock, bytes
    of its result, open files.

    No child may write to a file or leave a core dump, whatever the limits are.

    >>> Limits(cpu_seconds=5).memory == 2**30
    True
    """

    memory: int = MAX_MEMORY_BYTES
    cpu_seconds: int = MAX_CPU_SECONDS
    wall_seconds: float = MAX_WALL_SECONDS
    result_bytes: int = MAX_RESULT_BYTES
    open_files: int = MAX_OPEN_FILES


@dataclass(frozen=True, slots=True)
class Task:
    """A function to run on one file: `name` is the file as it is reported.

    `work` is a function at the top of an importable module; it and its arguments are pickled on the
    way to the child. It returns bytes. Only bytes come back, since the child may have been taken
    over by the file: whoever decodes them must trust them no more than the file.
    """

    name: str
    work: Callable[..., bytes]
    arguments: tuple[Any, ...] = field(default=(), repr=False)
