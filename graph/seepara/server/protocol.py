"""A request to the SPARQL 1.1 Protocol, read: which query, over which graphs; or why it is none.

https://www.w3.org/TR/sparql11-protocol/, section 2. Nothing here knows of HTTP libraries or stores.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from ..sparql import Dataset

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_MOST_FIELDS = 1000
_UPDATING = ("update", "using-graph-uri", "using-named-graph-uri")
_READS_ONLY = "this service only reads; it takes no update"


class BadRequest(ValueError):
    """A request that the protocol does not know, with the status that says so."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as a client sent it; `text` is None where it sent none (GET for the description)."""

    text: str | None
    dataset: Dataset


def asked(method: str, query_string: bytes, content_type: str, body: bytes) -> Asked:
    """What a request asks; raises `BadRequest` for one that asks nothing, or to change something.

    >>> asked("GET", b"query=ASK%20%7B%7D&default-graph-uri=ex:a", "", b"")
    Asked(text='ASK {}', dataset=Dataset(default=('ex:a',), named=()))
    >>> asked("POST", b"", "application/sparql-update", b"CLEAR ALL")
    Traceback (most recent call last):
    seepara.server.protocol.BadRequest: this service only reads; it takes no update
    """
    fields = _fields(query_string)
    if method in ("GET", "HEAD"):
        return _asked(fields, may_be_none=True)
    media_type, charset = _media_type(content_type)
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise BadRequest(415, f"charset {charset[:40]!r}: send the query in UTF-8")
    if media_type == FORM:
        return _asked([*fields, *_fields(body)])
    if media_type == QUERY:
        return _asked([*fields, ("query", _decoded(body))])
    if media_type == UPDATE:
        raise BadRequest(403, _READS_ONLY)
    raise BadRequest(415, f"send a query by POST as {QUERY}, or as {FORM}")


def fields_of(data: bytes) -> dict[str, str]:
    """The fields of a form of ours; of one that comes twice the first. Raises `BadRequest`."""
    return dict(reversed(_fields(data)))


def _asked(fields: Iterable[tuple[str, str]], may_be_none: bool = False) -> Asked:
    queries: list[str] = []
    graphs: dict[str, list[str]] = {"default-graph-uri": [], "named-graph-uri": []}
    for name, value in fields:
        if name in _UPDATING:
            raise BadRequest(403, _READS_ONLY)
        if name == "query":
            queries.append(value)
        elif name in graphs:
            graphs[name].append(value)
    if len(queries) > 1:
        raise BadRequest(400, "send one query, not several")
    if not queries and not may_be_none:
        raise BadRequest(400, "there is no query; send one as the field query")
    default, named = map(tuple, graphs.values())
    return Asked(queries[0] if queries else None, Dataset(default, named))


def _fields(data: bytes) -> list[tuple[str, str]]:
    try:
        text = data.decode("utf-8")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise BadRequest(400, "what is sent must be percent-encoded UTF-8") from None
    except ValueError:
        raise BadRequest(400, f"more than {_MOST_FIELDS} fields") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(400, f"byte {error.start} of the query is not UTF-8") from None


def _media_type(content_type: str) -> tuple[str, str]:
    """The media type of a header field and its charset, both in small letters."""
    name, *parameters = (piece.strip().lower() for piece in content_type.split(";"))
    charset = ""
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "charset":
            charset = value.strip().strip("\"'")
    return name, charset
