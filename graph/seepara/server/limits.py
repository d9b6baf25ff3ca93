"""How much of the machine one request may take, and how long it may last."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Named limits of the service; sizes are in bytes, times in seconds.

    >>> Limits(seconds=5).answer == 32 * 2**20
    True
    """

    seconds: float = 30.0
    """From the start of a query to its whole answer; then 504."""
    waiting: float = 10.0
    """For a free worker; then 503."""
    most_waiting: int = 256
    """Requests that wait for a worker; a further one gets 503 at once."""
    memory: int = 2 * 2**30
    """Address space of one worker."""
    answer: int = 32 * 2**20
    """One answer; a longer one is refused with 403, never cut."""
    lineage: int = 128 * 2**20
    """The documents of a build that one worker holds for lineage, as they stand in its file."""
    body: int = 2**20
    """The body of one request; then 413."""
    body_seconds: float = 20.0
    """For the body of a request to come in; then 408."""
    head: int = 64 * 2**10
    """Request line and header fields; then 400."""
    head_seconds: float = 20.0
    """For request line and header fields to come in; then the connection is closed."""
    stalled_seconds: float = 30.0
    """That a client may leave its answer unread; then the connection is closed."""
    connections: int = 512
    """Open at once; a further request gets 503."""
