"""What stands around every request: which hosts are meant, what is logged, what headers say."""

from __future__ import annotations

import ipaddress
import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from ..answers import harmless

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOGGER = "seepara.server"

_LONGEST_TARGET = 200
_FOREIGN = b"this service answers to names of this machine only\n"
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


class Guarded:
    """An ASGI application behind a check of the Host field, with headers and a line in the log.

    Bound to this machine alone, the service answers to names of this machine only: a page of
    somewhere else whose name has been made to lead here is refused with 421 (DNS rebinding).
    """

    def __init__(self, app: App, host: str) -> None:
        self._app = app
        self._is_local = is_local(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status, size = time.monotonic(), 0, 0

        async def watched(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            if self._is_local and not all(is_local(host) for host in _hosts(scope)):
                await _say(watched, 421, _FOREIGN)
            else:
                await self._app(scope, receive, watched)
        except Exception:
            logging.getLogger(LOGGER).exception("this is a fault of the service")
            if not status:
                await _say(watched, 500, b"this is a fault of the service\n")
        finally:
            seconds = time.monotonic() - started
            logging.getLogger(LOGGER).info(line(scope, status, size, seconds))


def is_local(host: str) -> bool:
    """Whether a host, with or without a port, is this machine and no other.

    >>> [is_local(h) for h in ("localhost:8000", "127.0.0.1", "[::1]:80", "::1")]
    [True, True, True, True]
    >>> [is_local(h) for h in ("example.org", "127.0.0.1.example.org", "0.0.0.0", "localhost:x")]
    [False, False, False, False]
    """
    name, port = host, ""
    if host.startswith("["):
        name, _, port = host[1:].partition("]")
        port = port.removeprefix(":")
    elif host.count(":") == 1:
        name, _, port = host.partition(":")
    if port and not (port.isascii() and port.isdigit()):
        return False
    if name.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def line(scope: Scope, status: int, size: int, seconds: float) -> str:
    """The line of a request in the log: never a whole query, never what steers a terminal.

    >>> line({"method": "GET", "raw_path": b"/sparql", "query_string": b"query=" + b"a" * 900}, 200, 5,
    ...      0.01)[:40]
    '- "GET /sparql?query=aaaaaaaaaaaaaaaaaaa'
    """
    client = (scope.get("client") or ("-",))[0]
    target = (scope.get("raw_path") or b"").decode("latin-1")
    if scope.get("query_string"):
        target += "?" + scope["query_string"][: _LONGEST_TARGET + 1].decode("latin-1")
    if len(target) > _LONGEST_TARGET:
        target = target[:_LONGEST_TARGET] + "…"
    method = scope["method"][:10]
    return harmless(f'{client} "{method} {target}" {status} {size} B {seconds * 1000:.0f} ms')


def _hosts(scope: Scope) -> list[str]:
    return [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]


async def _say(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
