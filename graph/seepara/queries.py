"""SPARQL over a graph: the user's own queries, and the ready ones of ``ontology/queries``.

A query may only read (`seepara.sparql`). A parameter is a variable in ``VALUES ?name { UNDEF }``,
which runs anywhere and then means any; the program puts a checked IRI in place of UNDEF, never the
words of a user.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from .answers import FORMATS, Answer, Cell, render
from .meant import keys_meant
from .rdf.terms import PREFIXES, minted
from .sparql import Dataset, Examined, QueryError, QueryRefused, examined
from .store import StoreError, base_of, open_store

if TYPE_CHECKING:
    from pyoxigraph import (
        BlankNode,
        DefaultGraph,
        NamedNode,
        QueryBoolean,
        QuerySolutions,
        QueryTriples,
        Store,
    )

    Found = QuerySolutions | QueryBoolean | QueryTriples

__all__ = [
    "ANY",
    "FORMATS",
    "Answer",
    "Cell",
    "Parameter",
    "QueryError",
    "QueryRefused",
    "ReadyQuery",
    "checked",
    "found",
    "full_keys",
    "prepared",
    "ready",
    "ready_query",
    "render",
    "rendered",
    "run",
    "said_of_query",
    "shaped",
]

_HEADINGS = ("title", "description", "counts", "parameter", "example", "builds")
_HEADER = re.compile(rf"#\s*(?P<name>{'|'.join(_HEADINGS)}):\s*(?P<value>.*)")
_CONTINUED = re.compile(r"#\s{2,}(?P<value>\S.*)")
_PARAMETER = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z0-9_]*) key, (?P<meaning>.+?) = (?P<default>\S.*)"
)

_SHOWN_CHOICES = 20

ANY = "any"
"""The value of a parameter that leaves it free."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that a key is given for before a query runs; the default ``any`` leaves it free."""

    name: str
    meaning: str
    default: str


@dataclass(frozen=True, slots=True)
class ReadyQuery:
    """A query that comes with the program; `counts` says what a row or a number in it is.

    `example` is a row of an answer: the cells of its first columns, with " | " between them.
    `of_two_builds` says that it asks two builds (`run`, with `earlier`).
    """

    name: str
    title: str
    description: str
    counts: str
    parameters: tuple[Parameter, ...]
    text: str
    example: str = ""
    of_two_builds: bool = False


def ready() -> tuple[ReadyQuery, ...]:
    """The ready queries, by name.

    >>> [query.name for query in ready()][:2]
    ['articles-invoked', 'builds-differ']
    """
    folder = files("seepara.ontology").joinpath("queries")
    found = (file for file in folder.iterdir() if file.name.endswith(".rq"))
    return tuple(
        ready_query(file.name.removesuffix(".rq"), file.read_text("utf-8"))
        for file in sorted(found, key=lambda file: file.name)
    )


def ready_query(name: str, text: str) -> ReadyQuery:
    """A query with what the comments at its head say of it.

    Raises `QueryError` for a parameter that cannot be read.

    >>> ready_query("all", "# title: All\\n# description: Every\\n#   triple.\\nASK {}").description
    'Every triple.'
    """
    said: dict[str, list[str]] = {name: [] for name in _HEADINGS}
    last: list[str] | None = None
    for line in text.splitlines():
        if header := _HEADER.fullmatch(line):
            last = said[header["name"]]
            last.append(header["value"].strip())
        elif last and (more := _CONTINUED.fullmatch(line)):
            last[-1] += " " + more["value"].strip()
        elif not line.startswith("#"):
            break
    return ReadyQuery(
        name,
        " ".join(said["title"]),
        " ".join(said["description"]),
        " ".join(said["counts"]),
        tuple(_parameter(value) for value in said["parameter"]),
        text,
        " ".join(said["example"]),
        bool(said["builds"]),
    )


def run(
    source: Path,
    query_text: str,
    parameters: Mapping[str, str] | None = None,
    earlier: Path | None = None,
) -> Answer:
    """The answer to a query of a store, or of a graph file (Turtle, or by its suffix).

    The usual prefixes need not be declared (`seepara.rdf.terms.PREFIXES`), and an IRI may be
    written as what follows the base: ``<decision/CTOC/COP/4/4>``. `parameters` are keys, by the
    names that the comments at the head of the query declare; one that is not given has its
    default. In a store, FROM may choose among its graphs. With another source as `earlier`, the two
    are the named graphs ``<?build=later>`` and ``<?build=earlier>``, both in memory.

    Raises `QueryError` where the query is refused, wrong, or asked with the wrong parameters, and
    where the source holds no graph; `OSError` where it cannot be read.
    """
    may_choose = source.is_dir()
    examined(query_text, may_choose=may_choose)  # before anything is opened
    try:
        store = open_store(source)
        base = base_of(store)
        if earlier is not None:
            store = _side_by_side({"later": store, "earlier": open_store(earlier)}, base)
    except StoreError as error:
        raise QueryError(str(error)) from None
    query = prepared(
        examined(query_text, base, may_choose), full_keys(store, parameters or {}, base), base
    )
    with said_of_query():
        return shaped(found(store, query, base), base)


def rendered(
    source: Path,
    query_text: str,
    parameters: Mapping[str, str],
    format: str = "table",
    earlier: Path | None = None,
) -> str:
    """The answer as text (`run`, `seepara.answers.render`)."""
    return render(run(source, query_text, parameters, earlier), format)


def checked(query_text: str) -> str:
    """The query as it will be run, if it only reads this graph; raises `QueryError` if not.

    >>> checked("SELECT * WHERE { ?s ?p ?o }")
    'SELECT * WHERE { ?s ?p ?o }'
    """
    return examined(query_text).text


def full_keys(store: Store, parameters: Mapping[str, str], base: str) -> dict[str, str]:
    """Parameters with the keys that people mean; what is not in the store stays as it is.

    Raises `QueryError` where one can mean several.
    """
    full = {}
    for name, typed in parameters.items():
        meant = [] if typed == ANY else keys_meant(store, typed, base)
        if len(meant) > 1:
            choices = ", ".join(meant[:_SHOWN_CHOICES]) + (", …" if meant[_SHOWN_CHOICES:] else "")
            raise QueryError(f"{typed!r} can be {choices}: give one of them")
        full[name] = meant[0] if meant else typed
    return full


def prepared(query: Examined, parameters: Mapping[str, str], base: str) -> Examined:
    """The query with its parameters in place; raises `QueryError` for wrong ones."""
    declared = ready_query("", query.text).parameters
    return replace(query, text=_with_parameters(query.text, declared, parameters, base))


def found(store: Store, query: Examined, base: str, dataset: Dataset | None = None) -> Found:
    """What a store has to say to a query; it is found while it is read, within `said_of_query`.

    `dataset` is what a protocol asks for; it replaces what the query's FROM says. A graph that
    FROM names must be in the store; one that a protocol names and is not there is empty. Nothing is
    ever loaded. Raises `QueryRefused`.
    """
    if dataset is None or dataset.is_everything:
        dataset = query.dataset
        _refuse_missing((*dataset.default, *dataset.named), store)
    with said_of_query():
        if dataset.is_everything:
            return store.query(query.text, base_iri=base, prefixes=PREFIXES)
        default: list[NamedNode | BlankNode | DefaultGraph] = [*_nodes(dataset.default)]
        named = _nodes(dataset.named)
        if len(default) > 1:
            store, default = _merged(store, _nodes(dataset.default), named)
        return store.query(
            query.text,
            base_iri=base,
            prefixes=PREFIXES,
            default_graph=default,
            named_graphs=[*named],
        )


@contextmanager
def said_of_query() -> Iterator[None]:
    """What the store says against a query becomes a `QueryError`."""
    try:
        yield
    except SyntaxError as error:
        raise QueryError(f"query{_said(error.msg)}") from None
    except RuntimeError as error:
        raise QueryError(f"query: {error}") from None


def _refuse_missing(graphs: Iterable[str], store: Store) -> None:
    for graph in _nodes(graphs):
        if not _contains(store, graph):
            raise QueryRefused(f"query: FROM: there is no graph {graph} here, and none is loaded")


def _contains(store: Store, graph: NamedNode) -> bool:
    return next(iter(store.quads_for_pattern(None, None, None, graph)), None) is not None


def _nodes(graphs: Iterable[str]) -> list[NamedNode]:
    from pyoxigraph import NamedNode

    try:
        return [NamedNode(graph) for graph in dict.fromkeys(graphs)]
    except ValueError as error:
        raise QueryError(f"query: the name of a graph is no IRI: {error}") from None


def _merged(
    store: Store, default: Iterable[NamedNode], named: Iterable[NamedNode]
) -> tuple[Store, list[NamedNode | BlankNode | DefaultGraph]]:
    """A store in memory whose default graph is the union of several: a triple counts once."""
    from pyoxigraph import DefaultGraph, Quad
    from pyoxigraph import Store as MemoryStore

    unnamed, merged = DefaultGraph(), MemoryStore()
    for graph in default:
        merged.bulk_extend(
            Quad(q.subject, q.predicate, q.object)
            for q in store.quads_for_pattern(None, None, None, graph)
        )
    for graph in named:
        merged.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    return merged, [unnamed]


def _side_by_side(builds: Mapping[str, Store], base: str) -> Store:
    """The default graphs of several stores as named graphs of one in memory."""
    from pyoxigraph import DefaultGraph, NamedNode, Quad
    from pyoxigraph import Store as MemoryStore

    both = MemoryStore()
    for name, store in builds.items():
        graph = NamedNode(f"{base}?build={name}")
        both.bulk_extend(
            Quad(q.subject, q.predicate, q.object, graph)
            for q in store.quads_for_pattern(None, None, None, DefaultGraph())
        )
    return both


def _parameter(value: str) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    if match is None:
        raise QueryError(f"parameter {value!r}: write it as: name key, meaning = default")
    return Parameter(match["name"], match["meaning"], match["default"])


def _with_parameters(
    text: str, declared: tuple[Parameter, ...], given: Mapping[str, str], base: str
) -> str:
    if unknown := sorted(given.keys() - {parameter.name for parameter in declared}):
        known = ", ".join(parameter.name for parameter in declared) or "none"
        raise QueryError(f"query: no parameter {unknown[0]!r}; it has: {known}")
    for parameter in declared:
        key = given.get(parameter.name, parameter.default)
        node = "UNDEF" if key == ANY else minted(key, base)
        place = re.compile(rf"VALUES \?{parameter.name} \{{ UNDEF \}}")
        text, places = place.subn(lambda _: f"VALUES ?{parameter.name} {{ {node} }}", text)  # noqa: B023
        if not places:
            wanted = f"VALUES ?{parameter.name} {{ UNDEF }}"
            raise QueryError(f"query: parameter {parameter.name!r}: no {wanted} in the query")
    return text


def _said(message: str) -> str:
    """What the parser says, without all that it might have read in that place."""
    place = re.match(r"error at (\d+):(\d+)", message)
    if place is None:
        return f": {' '.join(message.split())}"
    reason = re.search(r"""\b[A-Z][^,\[\]"']* [a-z][^,\[\]"']*""", message)
    why = reason.group().strip() if reason else "it cannot be read here"
    return f", line {place[1]}, column {place[2]}: {why}"


def shaped(found: Found, base: str) -> Answer:
    """What was found, as an answer that can be rendered."""
    from pyoxigraph import QueryBoolean, QueryTriples

    if isinstance(found, QueryBoolean):
        return Answer(("answer",), ((Cell.of(bool(found)),),), base, form="ask")
    if isinstance(found, QueryTriples):
        # A query names the same triple once for each match.
        rows = dict.fromkeys(
            (Cell.of(t.subject), Cell.of(t.predicate), Cell.of(t.object)) for t in found
        )
        return Answer(("subject", "predicate", "object"), tuple(rows), base, form="graph")
    names = tuple(variable.value for variable in found.variables)
    rows_found = tuple(tuple(Cell.of(value) for value in solution) for solution in found)
    return Answer(names, rows_found, base)
