"""Queries to a SPARQL service that somebody runs: Fuseki, GraphDB, QLever, Virtuoso, or ours.

Only the address that the user gives is asked, by POST as the SPARQL 1.1 Protocol has it. A redirect
is followed on the same host only. What comes back is read up to a limit and trusted no more than a
document.
"""

from __future__ import annotations

import http.client
import io
import re
import time
import urllib.parse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from . import keys
from .answers import Answer, Cell, render
from .queries import prepared, shaped
from .rdf.terms import PREFIXES
from .sparql import Examined, QueryError, returns_graph

if TYPE_CHECKING:
    from pyoxigraph import RdfFormat

MAX_ANSWER_BYTES = 64 * 2**20
_MAX_REDIRECTS = 3
_MAX_SAID = 300
"""How much of an error is shown."""

_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_TRIPLES = "text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.8"
_PIECE = 2**16


class EndpointError(ValueError):
    """A service that cannot be asked, or that did not answer as it should."""


def ask(
    url: str,
    query_text: str,
    parameters: Mapping[str, str] | None = None,
    seconds: float = 60,
    base: str = keys.ID_BASE,
    most: int = MAX_ANSWER_BYTES,
) -> Answer:
    """The answer of the service at `url` to a query; prefixes and the base are supplied.

    Raises `EndpointError` where the service cannot be reached, refuses, takes longer than `seconds`
    or says more than `most` bytes; `QueryError` for wrong parameters.
    """
    text = _declared(prepared(Examined(query_text, ""), parameters or {}, base).text, base)
    deadline = time.monotonic() + seconds
    for _ in range(_MAX_REDIRECTS + 1):
        status, headers, body = _posted(url, text, deadline, most)
        if status not in (307, 308):
            break
        url = _redirected(url, headers.get("location", ""))
    if not 200 <= status < 300:
        said = " ".join(body[: 4 * _MAX_SAID].decode("utf-8", "replace").split())[:_MAX_SAID]
        raise EndpointError(f"{_shown(url)}: it answers {status}: {said}")
    return _read(url, headers.get("content-type", ""), body, base)


def rendered(
    url: str, query_text: str, parameters: Mapping[str, str], format: str, seconds: float
) -> str:
    """The answer as text (`ask`, `seepara.answers.render`)."""
    return render(ask(url, query_text, parameters, seconds), format)


def _declared(text: str, base: str) -> str:
    """The query with the usual prefixes that it uses and does not declare."""
    missing = [
        f"PREFIX {prefix}: <{namespace}>"
        for prefix, namespace in PREFIXES.items()
        if re.search(rf"(?<![\w.-]){prefix}:", text)
        and not re.search(rf"(?i:PREFIX)\s+{prefix}:", text)
    ]
    if not re.search(r"(?i)\bBASE\s*<", text):
        missing.insert(0, f"BASE <{base}>")
    return "\n".join((*missing, text))


def _posted(
    url: str, text: str, deadline: float, most: int
) -> tuple[int, http.client.HTTPMessage, bytes]:
    parts = _parts(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=_left(url, deadline))
    path = urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, ""))
    body = urllib.parse.urlencode({"query": text}).encode("ascii")
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": _accept(text)}
    try:
        connection.connect()
        own = connection.sock  # the connection forgets it where the service closes at the end
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        stream = io.BytesIO()
        while piece := response.read1(_PIECE):
            stream.write(piece)
            if stream.tell() > most:
                raise EndpointError(
                    f"{_shown(url)}: its answer is over the limit of {most:,} bytes"
                )
            left = _left(url, deadline)
            if own.fileno() >= 0:
                own.settimeout(left)
        return response.status, response.headers, stream.getvalue()
    except TimeoutError:
        raise EndpointError(f"{_shown(url)}: no answer within the time limit") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, EndpointError):
            raise
        why = getattr(error, "strerror", None) or error
        raise EndpointError(f"{_shown(url)}: it cannot be asked ({why})") from None
    finally:
        connection.close()


def _accept(text: str) -> str:
    """What can be read of an answer; some services give triples as rows where rows may come."""
    match returns_graph(text):
        case True:
            return _TRIPLES
        case False:
            return _ROWS
    return f"{_ROWS}, {_TRIPLES}"


def _left(url: str, deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise EndpointError(f"{_shown(url)}: no answer within the time limit")
    return left


def _parts(url: str) -> urllib.parse.SplitResult:
    """The address in parts, if it is one that can be asked."""
    try:
        parts = urllib.parse.urlsplit(url)
        has_place = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        has_place = False
    if not has_place or parts.scheme not in ("http", "https") or re.search(r"[\s\x00-\x1f]", url):
        raise EndpointError(f"{url!r}: give the address of a service as http://… or https://…")
    if "@" in parts.netloc:
        raise EndpointError("the address of a service may not hold a name or password")
    if not url.isascii():
        raise EndpointError(f"{url!r}: write the address with %-codes for other than ASCII letters")
    return parts


def _redirected(url: str, location: str) -> str:
    target = urllib.parse.urljoin(url, location)
    here, there = _parts(url), _parts(target)
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        raise EndpointError(
            f"{_shown(url)}: it sends us to another place ({_shown(target)}); "
            "give that address if you trust it"
        )
    return target


def _read(url: str, media_type: str, body: bytes, base: str) -> Answer:
    """The body of an answer, by its media type."""
    from pyoxigraph import (
        QueryBoolean,
        QueryResultsFormat,
        QuerySolutions,
        RdfFormat,
        parse_query_results,
    )

    name = media_type.partition(";")[0].strip().lower()
    try:
        if form := QueryResultsFormat.from_media_type(name):
            found = parse_query_results(body, form)
            assert isinstance(found, QueryBoolean | QuerySolutions)
            return shaped(found, base)
        if rdf := RdfFormat.from_media_type(name):
            return _graph(body, rdf, base)
    except (SyntaxError, ValueError) as error:
        raise EndpointError(f"{_shown(url)}: its answer cannot be read: {error}") from None
    raise EndpointError(
        f"{_shown(url)}: it answers with {name or 'no media type'}, not with SPARQL"
    )


def _graph(body: bytes, form: RdfFormat, base: str) -> Answer:
    from pyoxigraph import parse

    rows = dict.fromkeys(
        (Cell.of(quad.subject), Cell.of(quad.predicate), Cell.of(quad.object))
        for quad in parse(body, form, base_iri=base)
    )
    return Answer(("subject", "predicate", "object"), tuple(rows), base, form="graph")


def _shown(url: str) -> str:
    """An address without its query, as it may stand in an error."""
    return urllib.parse.urlsplit(url)._replace(query="", fragment="").geturl()[:200]


__all__ = ["MAX_ANSWER_BYTES", "EndpointError", "QueryError", "ask", "rendered"]
