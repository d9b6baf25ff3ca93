"""One request and its answer, within limits of size and time that hold for every single byte.

The standard library's HTTP is given a socket that asks before each read how much time is left:
a server that sends a byte now and then cannot hold a fetch longer than its limit, neither in the
body nor in the status line, the headers or the sizes of chunks. No cookies, no credentials, no
proxy from the environment (who is asked is who was checked), no compression.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from .errors import NotFetched, Passing, Unfit
from .limits import Limits
from .service import Origin

Connect = Callable[[Origin, float], socket.socket]
"""Opens a connection to an origin within seconds; tests lead it elsewhere."""
Progress = Callable[[int, int], None]
"""Told the bytes that have come and those expected."""

_PIECE = 65536
_LATER = "try again later"
_WITH_BODY = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: the status, the headers by their names in small letters, and the body.

    Only status 200 has its body read; of the others the status and the headers say all.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


def connect(origin: Origin, seconds: float) -> socket.socket:
    """A connection to an origin, over TLS with its certificate checked if it is https.

    Raises `NotFetched` where there is no way there, `OSError` where it broke.
    """
    try:
        plain = socket.create_connection((origin.host, origin.port), timeout=seconds)
    except (socket.gaierror, UnicodeError):
        raise NotFetched(f"{origin} is not found", "check the connection to the network") from None
    except ConnectionRefusedError:
        raise NotFetched(f"{origin} takes no connection", _LATER) from None
    if origin.scheme != "https":
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=origin.host)
    except ssl.SSLError as error:
        plain.close()
        reason = getattr(error, "verify_message", "") or error.reason or "no TLS"
        raise NotFetched(
            f"{origin} gives no secure connection ({reason})",
            "check the connection and the clock of this machine",
        ) from None
    except BaseException:
        plain.close()
        raise


def exchange(
    address: str,
    origin: Origin,
    agent: str,
    limits: Limits,
    clock: Callable[[], float],
    connect: Connect = connect,
    progress: Progress | None = None,
) -> Answer:
    """Ask an address once, and read what it answers.

    Raises `NotFetched`: `Passing` for what may pass (a broken or silent connection, a body cut
    short), `Unfit` for a body over the limit.
    """
    due = clock() + limits.transfer
    try:
        link = connect(origin, min(limits.connect, limits.transfer))
        try:
            return _asked(address, origin, agent, limits, _Link(link, limits, clock, due), progress)
        finally:
            link.close()
    except TimeoutError:
        raise Passing(f"{origin} says nothing", _LATER) from None
    except http.client.IncompleteRead:
        raise Passing("the answer was cut short", _LATER) from None
    except http.client.RemoteDisconnected:
        raise Passing(f"{origin} closed the connection", _LATER) from None
    except http.client.HTTPException as error:
        problem = f"{origin} answers what is no HTTP ({type(error).__name__})"
        raise NotFetched(problem, _LATER) from None
    except OSError as error:
        problem = f"the connection to {origin} broke ({error.strerror or type(error).__name__})"
        raise Passing(problem, _LATER) from None


def _asked(
    address: str,
    origin: Origin,
    agent: str,
    limits: Limits,
    link: _Link,
    progress: Progress | None,
) -> Answer:
    parts = urlsplit(address)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = http.client.HTTPConnection(origin.host, origin.port)
    connection.sock = cast(Any, link)
    connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
    for name, value in (
        ("Host", str(origin)),
        ("User-Agent", agent),
        ("Accept", "*/*"),
        ("Accept-Encoding", "identity"),
        ("Connection", "close"),
    ):
        connection.putheader(name, value)
    connection.endheaders()
    with connection.getresponse() as response:
        if not link.has_head:
            raise http.client.RemoteDisconnected("within the headers")
        headers = {name.lower(): value for name, value in response.getheaders()}
        if response.status != _WITH_BODY:
            return Answer(response.status, headers)
        if headers.get("content-encoding", "identity").strip().lower() not in ("identity", ""):
            raise Unfit("the answer is packed, which was not asked for", _LATER)
        return Answer(response.status, headers, _body(response, limits, progress))


def _body(response: http.client.HTTPResponse, limits: Limits, progress: Progress | None) -> bytes:
    expected: int | None = response.length
    if expected is not None and expected > limits.file_bytes:
        raise _too_large(limits)
    body = bytearray()
    while piece := response.read1(_PIECE):
        body += piece
        if len(body) > limits.file_bytes:
            raise _too_large(limits)
        if progress:
            progress(len(body), max(len(body), expected or 0))
    if expected is not None and len(body) < expected:
        raise http.client.IncompleteRead(b"", expected - len(body))
    return bytes(body)


def _too_large(limits: Limits) -> Unfit:
    return Unfit(
        f"the file is over the limit of {limits.file_bytes:,} bytes",
        "fetch it in a browser and split it",
    )


class _Link:
    """As much of a socket as `http.client` needs; each of its operations ends in time.

    Any: `http.client` is typed for a real socket. Whoever opened the socket closes it.
    """

    def __init__(
        self, link: socket.socket, limits: Limits, clock: Callable[[], float], due: float
    ) -> None:
        self._link = link
        self._limits = limits
        self._clock = clock
        self._due = due
        self._head = bytearray()
        self.has_head = False

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self), _PIECE)

    def close(self) -> None:
        """`http.client` lets go of the socket before it has read the body."""

    def sendall(self, data: bytes) -> None:
        self._link.settimeout(self._patience())
        self._link.sendall(data)

    def receive(self, buffer: Any) -> int:
        patience = self._patience()
        self._link.settimeout(patience)
        try:
            received = self._link.recv_into(buffer)
        except TimeoutError:
            if patience < self._limits.silence:
                raise self._overdue() from None
            raise
        # `http.client` takes headers that break off for whole ones.
        if not self.has_head:
            self._head += memoryview(buffer)[:received]
            self.has_head = b"\n\r\n" in self._head or b"\n\n" in self._head
        return received

    def _patience(self) -> float:
        """How long the next operation may take."""
        left = self._due - self._clock()
        if left <= 0:
            raise self._overdue()
        return min(left, self._limits.silence)

    def _overdue(self) -> NotFetched:
        return NotFetched(
            f"the file had not come after {self._limits.transfer:g} seconds",
            "try again later, or fetch it in a browser",
        )


class _Reader(io.RawIOBase):
    """What a link receives, as a file."""

    def __init__(self, link: _Link) -> None:
        self._link = link

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._link.receive(buffer)
