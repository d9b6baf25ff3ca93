"""What a worker does with a question: the one place where all its answers are listed.

Every answer is whole or an error: it is put together before its first byte leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..answers import render
from ..queries import full_keys, prepared, said_of_query, shaped
from ..rdf.terms import IllegalIRI
from ..sparql import Dataset, QueryError, QueryRefused
from .documents import document_page, formerly, graph_of
from .messages import Question, Reply
from .negotiation import GRAPHS, HTML, RESULTS, chosen
from .opened import BoundedBytes, Opened, TooLarge
from .pages import Asking, error_page, html, query_page

_MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": RESULTS[0],
    "ttl": f"{GRAPHS[0]}; charset=utf-8",
}
_HAS_CHARSET = ("text/",)


def reply_to(opened: Opened, question: Question) -> Reply:
    """The reply to a question; what is wrong with a question is a reply, too."""
    try:
        return _WORK[question.work](opened, **question.known)
    except QueryRefused as error:
        return Reply.saying(403, str(error))
    except (QueryError, IllegalIRI) as error:
        return Reply.saying(400, str(error))
    except RecursionError:
        return Reply.saying(400, "query: nested too deeply")
    except TooLarge:
        return Reply.saying(
            403, f"the answer is over the limit of {opened.most:,} bytes; ask for less, with LIMIT"
        )
    except MemoryError:
        return Reply.saying(503, "the query needs more memory than it may have", Retry_After="60")
    except OSError:
        return Reply.saying(503, "the store cannot be read just now", Retry_After="1")


def _alive(opened: Opened) -> Reply:
    """That the store answers."""
    next(iter(opened.store), None)
    return Reply.saying(200, "ok")


def _sparql(opened: Opened, query: str, default: list[str], named: list[str], accept: str) -> Reply:
    """A query by the protocol; standard formats and nothing else."""
    examined = opened.examined(query)
    is_graph = examined.form in ("construct", "describe")
    media_type = chosen(accept, GRAPHS if is_graph else RESULTS)
    if media_type is None:
        offered = ", ".join(GRAPHS if is_graph else RESULTS)
        return Reply.saying(406, f"an answer to this query can be: {offered}", Vary="Accept")
    found = opened.found(examined, Dataset(tuple(default), tuple(named)))
    stream = BoundedBytes(opened.most)
    with said_of_query():
        found.serialize(stream, _format(media_type, is_graph))
    return _reply(media_type, stream.value())


def _asked(
    opened: Opened, query: str, ready_name: str, parameters: Mapping[str, str], format: str
) -> Reply:
    """A query of the page for people: as that page, or as a file that is safe in a spreadsheet."""
    parameters = {name: value.strip() for name, value in parameters.items() if value.strip()}
    asking = Asking(query, ready_name, parameters)
    if not query.strip():
        return html(query_page(opened, asking))
    try:
        full = full_keys(opened.store, parameters, opened.base)
        examined = prepared(opened.examined(query), full, opened.base)
        found = opened.found(examined)
        with said_of_query():
            if format not in _MEDIA_TYPES:
                return html(query_page(opened, asking, examined.form, found))
            if format == "ttl" and examined.form not in ("construct", "describe"):
                raise QueryError("Turtle is for CONSTRUCT and DESCRIBE; ask for CSV or JSON")
            text = render(shaped(found, opened.base), format)
    except (QueryError, IllegalIRI) as error:
        status = 403 if isinstance(error, QueryRefused) else 400
        return html(query_page(opened, asking, error=str(error)), status)
    body = text.encode("utf-8", "replace")
    if len(body) > opened.most:
        raise TooLarge
    named = f'attachment; filename="{ready_name or "query"}.{format}"'
    return Reply(200, _MEDIA_TYPES[format], body, {"Content-Disposition": named})


def _node(opened: Opened, key: str, accept: str, part: str) -> Reply:
    """A document or another node: as a page, or what the graph says of it."""
    media_type = GRAPHS[0] if part else chosen(accept, (HTML, *GRAPHS))
    if part and (wanted := chosen(accept, GRAPHS)):
        media_type = wanted
    if media_type is None:
        return Reply.saying(406, f"it can be had as {', '.join((HTML, *GRAPHS))}", Vary="Accept")
    if media_type == HTML:
        page = document_page(opened, key)
        if page is not None:
            return html(page)
    else:
        triples = graph_of(opened, key, part)
        if triples is not None:
            return _serialized(opened, triples, media_type)
    if (now := formerly(opened, key)) is not None:
        return Reply.saying(301, "it has another key now", Location=now)
    said = "There is nothing here by this name."
    return html(error_page(404, said), 404) if media_type == HTML else Reply.saying(404, said)


def _serialized(opened: Opened, triples: Any, media_type: str) -> Reply:
    from pyoxigraph import serialize

    from ..rdf.terms import PREFIXES

    stream: Any = BoundedBytes(opened.most)
    prefixes = None if media_type == GRAPHS[1] else PREFIXES
    serialize(triples, stream, _format(media_type, True), prefixes=prefixes)
    return _reply(media_type, stream.value())


def _reply(media_type: str, body: bytes) -> Reply:
    charset = "; charset=utf-8" if media_type.startswith(_HAS_CHARSET) else ""
    return Reply(200, media_type + charset, body, {"Vary": "Accept"})


def _format(media_type: str, is_graph: bool) -> Any:
    from pyoxigraph import QueryResultsFormat, RdfFormat

    return (RdfFormat if is_graph else QueryResultsFormat).from_media_type(media_type)


_WORK: Mapping[str, Callable[..., Reply]] = {
    "alive": _alive,
    "sparql": _sparql,
    "asked": _asked,
    "node": _node,
}
