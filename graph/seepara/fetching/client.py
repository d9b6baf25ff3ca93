"""Requests that are polite: one after the other, no faster than a rate, tried again where that may help.

Each hop of a redirect is checked before it is asked. A server that says how long to wait
(``Retry-After``) is believed up to a limit; other faults that may pass are tried again after pauses
that double.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urljoin

from .errors import Missing, NotFetched, Passing
from .exchange import Answer, Connect, Progress, connect, exchange
from .limits import Limits, Time
from .service import Origin, Service, plain_address

_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 500, 502, 503, 504)
_REFUSED = (401, 403)
_LATER = "try again later"
_BROWSER = "fetch the file in a browser"
# The older addresses of the service redirect by a page of a few lines.
_REFRESH_PAGE = 4096
_REFRESH = re.compile(
    rb"""<meta\s[^>]*http-equiv\s*=\s*["']?refresh\b[^>]*content\s*=\s*["'][^"'>]*?url\s*=\s*'?([^"'>]+)""",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Client:
    """Asks the service and follows where it leads; remembers when each host was asked last.

    `agent` is how the program calls itself to a server: its name and version.
    """

    service: Service
    agent: str
    limits: Limits = field(default_factory=Limits)
    time: Time = field(default_factory=Time)
    connect: Connect = connect
    _next: dict[str, float] = field(default_factory=dict)
    """When each host may be asked again, by the clock."""

    def get(self, address: str, progress: Progress | None = None) -> bytes:
        """The body that an address leads to, which may be an empty one or a web page.

        Raises `Missing` where there is nothing, `Unfit` where another format may do, and
        `NotFetched` for all else, after as many tries as the limits allow.
        """
        tries = self.limits.tries
        for trial in range(1, tries + 1):
            try:
                return self._followed(address, progress)
            except Passing as fault:
                if trial == tries:
                    problem = f"{fault.problem}, {tries} times" if tries > 1 else fault.problem
                    raise NotFetched(problem, fault.cure) from None
                if fault.wait is None:
                    self.time.sleep(self.limits.pause * 2 ** (trial - 1))
        raise AssertionError("at least one try")

    def _followed(self, address: str, progress: Progress | None) -> bytes:
        """The body at the end of the redirects."""
        address = plain_address(address)
        seen = {address}
        for _ in range(self.limits.redirects + 1):
            origin = self.service.origin(address)
            self._wait_for_turn(origin)
            answer = exchange(
                address, origin, self.agent, self.limits, self.time.clock, self.connect, progress
            )
            onward = self._onward(answer, origin)
            if onward is None:
                return answer.body
            address = self._joined(address, onward)
            if address in seen:
                raise NotFetched("it is redirected in a circle", _BROWSER)
            seen.add(address)
        raise NotFetched(f"it is redirected more than {self.limits.redirects} times", _BROWSER)

    def _joined(self, address: str, onward: str) -> str:
        try:
            return plain_address(urljoin(address, onward))
        except ValueError:
            raise NotFetched("it is redirected to what is no address", _BROWSER) from None

    def _wait_for_turn(self, origin: Origin) -> None:
        """Wait until the host may be asked; raises `NotFetched` where it asked for too long a wait."""
        now = self.time.clock()
        left = self._next.get(origin.host, now) - now
        if left > max(self.limits.longest_wait, self.limits.interval):
            raise NotFetched(f"{origin} asks to wait {left:,.0f} seconds", _LATER)
        if left > 0:
            self.time.sleep(left)
        self._next[origin.host] = self.time.clock() + self.limits.interval

    def _onward(self, answer: Answer, origin: Origin) -> str | None:
        """Where an answer leads, None if it is the end; raises for what is neither."""
        if any(name in answer.headers for name in self.service.challenges):
            raise NotFetched(f"{origin} wants to see a browser", _BROWSER)
        if answer.status in _REDIRECTS:
            if place := answer.headers.get("location", "").strip():
                # Headers come as Latin-1; what is not ASCII in an address is UTF-8.
                return place.encode("latin-1", "replace").decode("utf-8", "replace")
            raise NotFetched(f"{origin} redirects to nowhere", _BROWSER)
        if answer.status == 200:
            page = answer.body if len(answer.body) <= _REFRESH_PAGE else b""
            refresh = _REFRESH.search(page)
            return unescape(refresh[1].decode("utf-8", "replace")).strip() if refresh else None
        raise self._fault(answer, origin)

    def _fault(self, answer: Answer, origin: Origin) -> NotFetched:
        said = f"{origin} answers {answer.status}"
        if answer.status in self.service.missing_statuses:
            return Missing("the service has no such document", "check the symbol")
        if answer.status in self.service.waiting_statuses:
            said, cure = "the service is still preparing the file", "try again in some minutes"
        elif answer.status in _BUSY:
            cure = _LATER
        else:
            return NotFetched(said, _BROWSER if answer.status in _REFUSED else _LATER)
        wait = self._asked_to_wait(answer)
        if wait is not None:
            self._next[origin.host] = max(
                self._next.get(origin.host, 0.0), self.time.clock() + wait
            )
        return Passing(said, cure, wait)

    def _asked_to_wait(self, answer: Answer) -> float | None:
        """The seconds that ``Retry-After`` says, as a number or as a date; None if it says none."""
        said = answer.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdigit():
            return float(said[:12])
        try:
            return max(0.0, parsedate_to_datetime(said).timestamp() - self.time.now())
        except (ValueError, OverflowError):
            return None
