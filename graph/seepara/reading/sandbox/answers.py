"""The one answer of a child, as bytes on a pipe: a result, or why there is none.

The parent reads it as it reads the file itself, trusting nothing: lengths are bounded before they
are believed, errors are three texts in JSON, and nothing is ever unpickled.
"""

from __future__ import annotations

import json
from struct import Struct

from ..errors import UnreadableFile
from .tasks import Limits

RESULT = b"R"
ERROR = b"E"
MAX_ERROR_BYTES = 64 * 1024
MAX_PHRASE = 1000
"""Characters of each part of an error."""

_HEAD = Struct(">cQ")
_SMALLER = "split it, or leave it out"
_REPAIR = "open it in the program that made it and save it again, or leave it out"
_MEBIBYTE = 2**20


def head(kind: bytes, size: int) -> bytes:
    """What stands before the `size` bytes of an answer."""
    return _HEAD.pack(kind, size)


def error_frame(error: UnreadableFile) -> bytes:
    """The whole answer that carries an error."""
    phrases = [str(part)[:MAX_PHRASE] for part in (error.file, error.problem, error.cure)]
    body = json.dumps(phrases).encode()
    return head(ERROR, len(body)) + body


class Answer:
    """An answer as it arrives in pieces; `is_over` once nothing more is to be read.

    >>> answer = Answer("a.pdf", Limits(result_bytes=5))
    >>> answer.add(head(RESULT, 3) + b"ab")
    >>> answer.is_over, answer.add(b"c"), answer.is_over, answer.value()
    (False, None, True, b'abc')
    >>> answer = Answer("a.pdf", Limits(result_bytes=5))
    >>> answer.add(head(RESULT, 6))
    >>> print(answer.value())
    a.pdf: what was read from it passes the result limit of 5 bytes; split it, or leave it out
    """

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._bytes = bytearray()
        self._kind = b""
        self._size = 0
        self._refused: UnreadableFile | None = None
        self.is_over = False

    def add(self, piece: bytes) -> None:
        """More bytes of it; what stands behind its end is dropped."""
        if self.is_over:
            return
        self._bytes += piece
        if not self._kind and len(self._bytes) >= _HEAD.size:
            self._kind, self._size = _HEAD.unpack_from(self._bytes)
            del self._bytes[: _HEAD.size]
            if self._kind == RESULT and self._size > self._limits.result_bytes:
                self._refuse(result_too_large(self._name, self._limits))
            elif self._kind not in (RESULT, ERROR) or (
                self._kind == ERROR and self._size > MAX_ERROR_BYTES
            ):
                self._refuse(no_answer(self._name))
        if self._kind and len(self._bytes) >= self._size:
            self.is_over = True

    def value(self) -> bytes | UnreadableFile | None:
        """The result or the error; None where the answer never came to its end."""
        if self._refused is not None:
            return self._refused
        if not self.is_over:
            return None
        del self._bytes[self._size :]
        if self._kind == RESULT:
            return bytes(self._bytes)
        return _error(bytes(self._bytes), self._name)

    def _refuse(self, error: UnreadableFile) -> None:
        self._refused = error
        self._bytes.clear()
        self.is_over = True


def _error(body: bytes, name: str) -> UnreadableFile:
    try:
        phrases = json.loads(body)
    except (ValueError, RecursionError):
        return no_answer(name)
    if (
        not isinstance(phrases, list)
        or len(phrases) != 3
        or not all(isinstance(phrase, str) for phrase in phrases)
    ):
        return no_answer(name)
    file, problem, cure = (phrase[:MAX_PHRASE] for phrase in phrases)
    # A reader adds the place ("a.txt, line 3"); no file may speak for another one.
    return UnreadableFile(file if file.startswith(name) else name, problem, cure)


def failed(name: str, error: BaseException) -> UnreadableFile:
    """The error for an exception that no reader should let out."""
    return UnreadableFile(name, f"the reader failed on it ({type(error).__name__})", _REPAIR)


def no_answer(name: str) -> UnreadableFile:
    """The error where a child said nothing that can be understood."""
    return UnreadableFile(name, "its reader ended without an answer", _REPAIR)


def lost(name: str) -> UnreadableFile:
    """The error where the processes were ended by someone else."""
    return UnreadableFile(name, "its reader was ended from outside", "read it again")


def result_too_large(name: str, limits: Limits) -> UnreadableFile:
    """The error where more was read from a file than is taken."""
    limit = _size(limits.result_bytes)
    return UnreadableFile(
        name, f"what was read from it passes the result limit of {limit}", _SMALLER
    )


def out_of_memory(name: str, limits: Limits) -> UnreadableFile:
    """The error where the address space was used up."""
    problem = f"reading it takes more than the memory limit of {_size(limits.memory)}"
    return UnreadableFile(name, problem, _SMALLER)


def out_of_time(name: str, limits: Limits) -> UnreadableFile:
    """The error where the wall clock ran out."""
    problem = f"reading it takes longer than the wall clock limit of {limits.wall_seconds:g} s"
    return UnreadableFile(name, problem, _SMALLER)


def out_of_cpu(name: str, limits: Limits) -> UnreadableFile:
    """The error where the processor time ran out."""
    problem = f"reading it takes more than the processor time limit of {limits.cpu_seconds} s"
    return UnreadableFile(name, problem, _SMALLER)


def crashed(name: str, signal_name: str, near_memory_limit: Limits | None) -> UnreadableFile:
    """The error where a signal ended the child, as damaged files make happen in libraries."""
    problem = f"it makes its reader crash ({signal_name})"
    if near_memory_limit is not None:
        problem += f", close to the memory limit of {_size(near_memory_limit.memory)}"
    return UnreadableFile(name, problem, _REPAIR)


def _size(count: int) -> str:
    """A size for people.

    >>> _size(2**30), _size(5)
    ('1,024 MiB', '5 bytes')
    """
    return f"{count // _MEBIBYTE:,} MiB" if count >= _MEBIBYTE else f"{count:,} bytes"
