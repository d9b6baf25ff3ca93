"""What a fetch may cost: bytes, seconds, tries. Every limit has a name and stands in its message."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from ..reading import MAX_FILE_BYTES


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, seconds and counts; the defaults are for a person at a terminal.

    `transfer` is for one request from its first byte to its last, however slowly they come.
    `interval` lies between two requests to a host. A server may ask to wait up to `longest_wait`.
    """

    file_bytes: int = MAX_FILE_BYTES
    connect: float = 10.0
    silence: float = 30.0
    transfer: float = 300.0
    redirects: int = 5
    tries: int = 4
    pause: float = 2.0
    longest_wait: float = 60.0
    interval: float = 1.0


@dataclass(frozen=True, slots=True)
class Time:
    """The clocks and the pause that a fetch goes by, in seconds: tests give their own.

    `clock` measures, `now` is the time of day (a server may name a moment), `sleep` waits.
    """

    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
