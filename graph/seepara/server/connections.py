"""A connection to a client, which may not keep us waiting: slow requests and unread answers end it.

uvicorn bounds how long a connection may be idle between requests; this bounds the rest.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from .limits import Limits

_LOOKS = 4
"""How often a time is looked at before it is over."""


class PatientConnection(H11Protocol):
    """HTTP/1.1 with an end to patience (`Limits.head_seconds`, `Limits.stalled_seconds`)."""

    def __init__(self, *arguments: Any, limits: Limits, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._limits = limits
        self._clock: asyncio.TimerHandle | None = None
        self._asked_since: float | None = None
        self._unread_since: float | None = None
        self._unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client is there: it should ask now."""
        super().connection_made(transport)
        self._asked_since = self.loop.time()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        if self._clock is not None:
            self._clock.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """A piece of a request: its head must be there soon."""
        if self._is_idle and self._asked_since is None:
            self._asked_since = self.loop.time()
        super().data_received(data)
        if not self._is_idle:
            self._asked_since = None

    @property
    def _is_idle(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def _look(self) -> None:
        now = self.loop.time()
        asked, unread = self._asked_since, self.transport.get_write_buffer_size()
        if not unread or unread != self._unread:
            self._unread_since = now if unread else None
        self._unread = unread
        is_slow = asked is not None and now - asked >= self._limits.head_seconds
        since = self._unread_since
        is_stalled = since is not None and now - since >= self._limits.stalled_seconds
        if is_slow or is_stalled:
            self.transport.abort()
            return
        pause = min(self._limits.head_seconds, self._limits.stalled_seconds) / _LOOKS
        self._clock = self.loop.call_later(pause, self._look)
