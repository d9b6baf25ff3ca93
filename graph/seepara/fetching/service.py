"""What the document service is asked, and which addresses may answer: `service.toml`, read and kept.

Nothing but https to a host of the list is ever asked, whatever a redirect says. A user's own base
address is one more origin, and only on this machine (loopback) may it be http.
"""

from __future__ import annotations

import ipaddress
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import SplitResult, quote, urlencode, urlsplit

from .errors import NotFetched, one_line

_PORTS = {"https": 443, "http": 80}
# What may stand in an address as it is; a "%" stays, because it escapes already.
_PLAIN = "%/:?#[]@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who is asked: scheme, host and port."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Service:
    """The service as `service.toml` describes it, with the base address that is used.

    `languages` and `formats` lead from ours to the service's names; formats are in the order in
    which they are tried.
    """

    base: Origin
    folder: str
    path: str
    query: Mapping[str, str]
    hosts: frozenset[str]
    variants: tuple[str, ...]
    languages: Mapping[str, str]
    formats: Mapping[str, str]
    missing_statuses: frozenset[int]
    missing_phrases: tuple[str, ...]
    missing_page_bytes: int
    waiting_statuses: frozenset[int]
    challenges: tuple[str, ...]

    def address(self, symbol: str, language: str, form: str) -> str:
        """What is asked for a document, with `language` and `form` as `service.toml` has them.

        >>> service().address("A/80/5(Vol.II)", "en", "docx")
        'https://documents.un.org/api/symbol/access?s=A%2F80%2F5%28Vol.II%29&l=en&t=docx'
        """
        values = {
            self.query["symbol"]: symbol,
            self.query["language"]: self.languages[language],
            self.query["format"]: self.formats[form],
        }
        asked = urlencode(values, quote_via=quote, safe="")
        return f"{self.base.scheme}://{self.base}{self.folder}{self.path}?{asked}"

    def origin(self, address: str) -> Origin:
        """Who is asked by an address; raises `NotFetched` where that may not be.

        >>> service().origin("https://documents.un.org/doc/undoc/gen/a.pdf").host
        'documents.un.org'
        >>> service().origin("http://documents.un.org/a.pdf")
        Traceback (most recent call last):
        seepara.fetching.errors.NotFetched: it leads to http://documents.un.org, which is not https; \
fetch the file in a browser
        """
        found = _origin(address)
        if found == self.base:
            return found
        where = f"{found.scheme}://{found}"
        if found.scheme != "https":
            problem = f"it leads to {where}, which is not https"
        elif found.host not in self.hosts or found.port != _PORTS["https"]:
            problem = f"it leads to {where}, which is no host of the document service"
        else:
            return found
        raise NotFetched(problem, "fetch the file in a browser")


def service(base: str | None = None) -> Service:
    """The service, at another base address if one is given.

    Raises `ValueError`, in one line, for a base address that may not be used.

    >>> service("http://127.0.0.1:8000").address("A/1/2", "fr", "pdf")
    'http://127.0.0.1:8000/api/symbol/access?s=A%2F1%2F2&l=fr&t=pdf'
    >>> service("http://documents.un.org")
    Traceback (most recent call last):
    ValueError: 'http://documents.un.org': a base address is https, or http on this machine (127.0.0.1)
    """
    table: dict[str, Any] = tomllib.loads(
        files(__package__).joinpath("service.toml").read_text("utf-8")
    )
    origin, folder = _base(base or table["base"])
    return Service(
        origin,
        folder,
        table["path"],
        table["query"],
        frozenset(table["hosts"]),
        tuple(table["variants"]),
        table["languages"],
        table["formats"],
        frozenset(table["missing"]["statuses"]),
        tuple(table["missing"]["phrases"]),
        table["missing"]["page_bytes"],
        frozenset(table["waiting"]["statuses"]),
        tuple(table["waiting"]["challenges"]),
    )


def plain_address(address: str) -> str:
    """An address in ASCII: what it may not hold is percent-encoded, a fragment is left out.

    >>> plain_address("https://docs.un.org/a b/é#p2")
    'https://docs.un.org/a%20b/%C3%A9'
    """
    return quote(address.partition("#")[0], safe=_PLAIN)


def _base(address: str) -> tuple[Origin, str]:
    try:
        parts = urlsplit(address)
        origin = _origin(address)
    except (ValueError, NotFetched):
        raise ValueError(f"{one_line(repr(address))}: it is no https address") from None
    if parts.query or parts.fragment:
        raise ValueError(f"{one_line(repr(address))}: a base address has no query and no fragment")
    if _is_loopback(origin.host):
        return origin, plain_address(parts.path.rstrip("/"))
    if _is_number(origin.host):
        raise ValueError(f"{one_line(repr(address))}: a base address has a name, not a number")
    if origin.scheme != "https":
        raise ValueError(
            f"{one_line(repr(address))}: a base address is https, or http on this machine (127.0.0.1)"
        )
    return origin, plain_address(parts.path.rstrip("/"))


def _origin(address: str) -> Origin:
    try:
        parts = urlsplit(address)
        host, port = _host(parts), parts.port
    except ValueError:
        host, port = "", None
        parts = urlsplit("")
    if not host or parts.scheme not in _PORTS or "@" in parts.netloc:
        raise NotFetched(
            f"it leads to {one_line(address, 80)!r}, which is no address",
            "fetch the file in a browser",
        )
    return Origin(parts.scheme, host, port or _PORTS[parts.scheme])


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    return host if host.isascii() and host.isprintable() and " " not in host else ""


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_number(host) and ipaddress.ip_address(host).is_loopback)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
