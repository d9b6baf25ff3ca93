"""What tests let a child process do: importable without anything heavy, hostile on purpose."""

from __future__ import annotations

import json
import os
import resource
import socket
import stat
import time
from pathlib import Path
from typing import NoReturn

from seepara.reading import read
from seepara.reading.errors import UnreadableFile

_prepared: list[int] = []


def prepare() -> None:
    _prepared.append(os.getpid())


def prepared() -> bytes:
    """How often `prepare` ran, and whether it was in another process than this one."""
    return f"{len(_prepared)} {os.getpid() not in _prepared}".encode()


def echo(data: bytes) -> bytes:
    return data


def doubled(data: bytes, times: int = 2) -> bytes:
    return data * times


def no_bytes() -> str:
    return "text"


def pid() -> bytes:
    return str(os.getpid()).encode()


def refuse(file: str, problem: str, cure: str) -> NoReturn:
    raise UnreadableFile(file, problem, cure)


def fail(message: str) -> NoReturn:
    raise KeyError(message)


def leave() -> NoReturn:
    raise SystemExit(3)


def recurse(depth: int = 0) -> bytes:
    return recurse(depth + 1)


def grow() -> bytes:
    pieces = []
    while True:
        pieces.append(bytes(2**24))


def spin() -> NoReturn:
    while True:
        pass


def sleep(seconds: float) -> bytes:
    time.sleep(seconds)
    return b"slept"


def say(data: bytes) -> NoReturn:
    """Write to every socket that the child has, past its own reader, and end."""
    for fd in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, data)
        except OSError:
            pass
    os._exit(0)


def leave_offspring(seconds: float) -> bytes:
    """A process of the child's own, which outlives it, with its sockets."""
    if os.fork() == 0:
        time.sleep(seconds)
        os._exit(0)
    return b"done"


def write(path: str) -> bytes:
    with open(path, "wb") as stream:
        stream.write(b"x")
    return b"written"


def open_many() -> bytes:
    streams = [open(os.devnull) for _ in range(1000)]  # noqa: SIM115
    return str(len(streams)).encode()


def connect(port: int) -> bytes:
    with socket.create_connection(("127.0.0.1", port), 2):
        return b"connected"


def network() -> bytes:
    return os.readlink("/proc/self/ns/net").encode()


def limits() -> bytes:
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_CORE, resource.RLIMIT_FSIZE)
    return json.dumps([resource.getrlimit(kind) for kind in kinds]).encode()


def read_file(data: bytes, name: str) -> bytes:
    """How many lines a file has, through the reader of its format."""
    return str(len(read(data, Path(name)).lines)).encode()
