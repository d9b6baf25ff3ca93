"""SPARQL over a graph file: the user's own queries, and the ready ones of ``ontology/queries``.

A query may only read. Whatever reaches out of the graph (SERVICE, FROM) and every update is refused
by the parsed query, and by its words besides: two parsers need not agree on where a comment or a
string ends. A parameter is a variable in ``VALUES ?name { UNDEF }``, which runs anywhere and then
means any; the program puts a checked IRI in place of UNDEF, never the words of a user.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import keys
from .answers import FORMATS, Answer, Cell, render
from .rdf_terms import PREFIXES, minted

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib.plugins.sparql.parserutils import CompValue

__all__ = [
    "ANY",
    "FORMATS",
    "Answer",
    "Cell",
    "Parameter",
    "QueryError",
    "ReadyQuery",
    "checked",
    "ready",
    "ready_query",
    "render",
    "run",
]

_HEADER = re.compile(r"#\s*(?P<name>title|description|counts|parameter):\s*(?P<value>.*)")
_CONTINUED = re.compile(r"#\s{2,}(?P<value>\S.*)")
_PARAMETER = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z0-9_]*) key, (?P<meaning>.+?) = (?P<default>\S.*)"
)
_TOKEN = re.compile(
    r"""
      (?P<space>\s+|\#[^\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"\"\"(?:(?:\"|\"\")?(?:[^"\\]|\\.))*\"\"\"
        | '''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
        | "(?:[^"\\\n]|\\.)*"
        | '(?:[^'\\\n]|\\.)*')
    | (?P<quote>["'])
    | (?P<name>[?$]\w+|@[A-Za-z]+(?:-[A-Za-z0-9]+)*|(?:[\w.-]|\\.)*:(?:[\w.:%-]|\\.)*)
    | (?P<word>\w+)
    | (?P<other>\\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_REACHES_OUT = {
    "SERVICE": "a query here may not ask another server",
    "FROM": "a query here reads the one graph that it is given",
    "LOAD": "a query here may not load anything",
}
_UPDATES = ("INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_REFUSED = _REACHES_OUT | dict.fromkeys(
    _UPDATES, "a query here may only read, not change the graph"
)
_PARSED_REFUSALS = {"ServiceGraphPattern": "SERVICE", "DatasetClause": "FROM"}


ANY = "any"
"""The value of a parameter that leaves it free."""


class QueryError(ValueError):
    """A query that cannot be run: not SPARQL, not allowed, or without a parameter that it needs."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that a key is given for before a query runs; the default ``any`` leaves it free."""

    name: str
    meaning: str
    default: str


@dataclass(frozen=True, slots=True)
class ReadyQuery:
    """A query that comes with the program; `counts` says what a row or a number in it is."""

    name: str
    title: str
    description: str
    counts: str
    parameters: tuple[Parameter, ...]
    text: str


def ready() -> tuple[ReadyQuery, ...]:
    """The ready queries, by name.

    >>> [query.name for query in ready()][:3]
    ['cited-not-read', 'cites-document-or-decision', 'most-cited']
    """
    folder = files(f"{__package__}.ontology").joinpath("queries")
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
    said: dict[str, list[str]] = {"title": [], "description": [], "counts": [], "parameter": []}
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
    )


def run(graph_path: Path, query_text: str, parameters: Mapping[str, str] | None = None) -> Answer:
    """The answer of a graph file (Turtle, or another format by its suffix) to a query.

    The usual prefixes need not be declared (`seepara.rdf_terms.PREFIXES`), and an IRI may be
    written as what follows the base: ``<decision/CTOC/COP/4/4>``. `parameters` are keys, by the
    names that the comments at the head of the query declare; one that is not given has its
    default.

    Raises `QueryError` where the query is refused, wrong, or asked with the wrong parameters, and
    where the file holds no graph; `OSError` where the file cannot be read.
    """
    text = checked(query_text)
    declared = ready_query("", query_text).parameters
    store = _loaded(graph_path)
    base = _base(store)
    text = _with_parameters(text, declared, parameters or {}, base)
    try:
        found = store.query(text, base_iri=base, prefixes=PREFIXES)
        return _answer(found, base)
    except SyntaxError as error:
        raise QueryError(f"query{_said(error.msg)}") from None
    except RuntimeError as error:
        raise QueryError(f"query: {error}") from None


def checked(query_text: str) -> str:
    """The query as it will be run, if it only reads this graph; raises `QueryError` if not.

    >>> checked("SELECT * WHERE { ?s ?p ?o }")
    'SELECT * WHERE { ?s ?p ?o }'
    >>> checked("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    seepara.queries.QueryError: query: SERVICE: a query here may not ask another server
    """
    text = query_text.replace("\r\n", "\n").replace("\r", "\n")
    # Whether these are resolved before or after strings and comments are found, parsers differ.
    if re.search(r"\\[uU]", text):
        raise QueryError("query: write the character itself in place of its \\u code")
    for word in _words(text):
        for refused, why in _REFUSED.items():
            # Not every parser wants white space before a keyword: "1SERVICE".
            if word.endswith(refused) if refused in _REACHES_OUT else word == refused:
                raise QueryError(f"query: {refused}: {why}")
    known = {*PREFIXES, "_"}
    for node in _parsed(text):
        if node.name in _PARSED_REFUSALS:
            word = _PARSED_REFUSALS[node.name]
            raise QueryError(f"query: {word}: {_REFUSED[word]}")
        if node.name == "PrefixDecl":
            known.add(node.prefix or "")
        elif node.name == "pname" and (prefix := node.prefix or "") not in known:
            raise QueryError(f"query: unknown prefix {prefix!r}; say PREFIX {prefix}: <…> before")
    return text


def _words(text: str) -> Iterator[str]:
    """The bare words of a query in capitals: nothing of strings, IRIs, comments and variables.

    The prefix of a name is one: a parser may take "SERVICE:x" for the keyword and a name.
    """
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "word":
            yield token.group().upper()
        elif token.lastgroup == "name" and token.group()[0] not in "?$@":
            yield from re.split(r"\W+", token.group().partition(":")[0].upper())
        elif token.lastgroup == "quote":
            line = text.count("\n", 0, token.start()) + 1
            raise QueryError(f"query, line {line}: a string is not closed")


def _parsed(text: str) -> Iterator[CompValue]:
    """All that the parsed query is made of, in its order."""
    from pyparsing import ParseBaseException, ParseResults
    from rdflib.plugins.sparql.parser import parseQuery
    from rdflib.plugins.sparql.parserutils import CompValue

    try:
        pending: list[Any] = [parseQuery(text)]
    except ParseBaseException as error:
        found = error.line.strip()[:80]
        place = f"line {error.lineno}, column {error.column}"
        raise QueryError(f"query, {place}: not SPARQL 1.1: {found!r}") from None
    except RecursionError:
        raise QueryError("query: nested too deeply") from None
    while pending:
        node = pending.pop()
        if isinstance(node, CompValue):
            yield node
            pending.extend(reversed(node.values()))
        elif isinstance(node, ParseResults | list | tuple):
            pending.extend(reversed(node))


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


def _loaded(path: Path) -> Store:
    from pyoxigraph import RdfFormat, Store

    store = Store()
    kind = RdfFormat.from_extension(path.suffix.removeprefix(".")) or RdfFormat.TURTLE
    try:
        store.bulk_load(path=path, format=kind)
    except SyntaxError as error:
        raise QueryError(f"{path}: holds no graph: {error.msg}") from None
    return store


def _base(store: Store) -> str:
    """The base of the IRIs in a graph of ours; the usual one where the graph does not say."""
    from pyoxigraph import Literal, NamedNode

    said = store.quads_for_pattern(None, NamedNode(PREFIXES["void"] + "uriSpace"), None)
    for quad in said:
        if isinstance(quad.object, Literal):
            return quad.object.value
    return keys.ID_BASE


def _answer(found: Any, base: str) -> Answer:
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
