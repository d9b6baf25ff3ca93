"""What a query is, and whether it only reads the graph that it is given.

Whatever reaches out of the graph (SERVICE, LOAD) and every update is refused by the parsed query,
and by its words besides: two parsers need not agree on where a comment or a string ends. FROM is
refused too unless the caller allows it; then it says which graphs of the store are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from . import keys
from .rdf.terms import PREFIXES

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

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
_FROM = "FROM"
_REACHES_OUT = {
    "SERVICE": "a query here may not ask another server",
    _FROM: "a query here reads the one graph that it is given",
    "LOAD": "a query here may not load anything",
}
_UPDATES = ("INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_REFUSED = _REACHES_OUT | dict.fromkeys(
    _UPDATES, "a query here may only read, not change the graph"
)
_FORMS = {
    "SelectQuery": "select",
    "AskQuery": "ask",
    "ConstructQuery": "construct",
    "DescribeQuery": "describe",
}


class QueryError(ValueError):
    """A query that cannot be run: not SPARQL, not allowed, or without a parameter that it needs."""


class QueryRefused(QueryError):
    """A query that may be right and is not allowed here."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query reads, by their IRIs: those of its default graph, and its named ones.

    With neither it is all that there is.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether no graph is chosen."""
        return not self.default and not self.named


@dataclass(frozen=True, slots=True)
class Examined:
    """A query that may be run: its text, its form (``select``, ``ask``, ``construct`` or
    ``describe``), and the graphs that its FROM names."""

    text: str
    form: str
    dataset: Dataset = Dataset()


def examined(query_text: str, base: str = keys.ID_BASE, may_choose: bool = False) -> Examined:
    """The query as it will be run, if it only reads this graph; raises `QueryError` if not.

    `base` is what relative IRIs follow. With `may_choose`, FROM may choose among the graphs of a
    store; whether they are there is for the caller to see.

    >>> examined("ASK { ?s ?p ?o }").form
    'ask'
    >>> examined("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    seepara.sparql.QueryRefused: query: SERVICE: a query here may not ask another server
    >>> examined("ASK FROM <A/1/2?graph=stated> {}", "https://example.org/", True).dataset
    Dataset(default=('https://example.org/A/1/2?graph=stated',), named=())
    """
    text = query_text.replace("\r\n", "\n").replace("\r", "\n")
    # Whether these are resolved before or after strings and comments are found, parsers differ.
    if re.search(r"\\[uU]", text):
        raise QueryError("query: write the character itself in place of its \\u code")
    chosen = _refuse_words(text, may_choose)
    form, prefixes = "", dict(PREFIXES)
    clauses: list[CompValue] = []
    for node in _parsed(text):
        form = form or _FORMS.get(node.name, "")
        if node.name == "ServiceGraphPattern":
            raise _refusal("SERVICE")
        if node.name == "DatasetClause":
            clauses.append(node)
        elif node.name == "Base":
            base = urljoin(base, str(node.iri))
        elif node.name == "PrefixDecl":
            prefixes[node.prefix or ""] = urljoin(base, str(node.iri))
        elif node.name == "pname" and (prefix := node.prefix or "") not in {*prefixes, "_"}:
            raise QueryError(f"query: unknown prefix {prefix!r}; say PREFIX {prefix}: <…> before")
    if len(clauses) != chosen:
        raise _refusal(_FROM)
    return Examined(text, form, _dataset(clauses, prefixes, base))


def returns_graph(query_text: str) -> bool | None:
    """Whether a query that need not be one of ours asks for triples; None where no word says so.

    >>> returns_graph("PREFIX select: <a:b> # select\\nDESCRIBE <a:select>")
    True
    >>> returns_graph("SELECT ?construct {}"), returns_graph("")
    (False, None)
    """
    forms = {"SELECT": False, "ASK": False, "CONSTRUCT": True, "DESCRIBE": True}
    tokens = (one.group().upper() for one in _TOKEN.finditer(query_text) if one["word"])
    return next((forms[word] for word in tokens if word in forms), None)


def _refuse_words(text: str, may_choose: bool) -> int:
    """Raise for a word that is not allowed; how many are FROM, where that is."""
    chosen = 0
    for word in _words(text):
        if may_choose and word.endswith(_FROM):
            chosen += 1
            continue
        for refused in _REFUSED:
            # Not every parser wants white space before a keyword: "1SERVICE".
            if word.endswith(refused) if refused in _REACHES_OUT else word == refused:
                raise _refusal(refused)
    return chosen


def _refusal(word: str) -> QueryRefused:
    return QueryRefused(f"query: {word}: {_REFUSED[word]}")


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


def _dataset(clauses: list[CompValue], prefixes: dict[str, str], base: str) -> Dataset:
    graphs: dict[str, list[str]] = {"default": [], "named": []}
    for clause in clauses:
        for kind, chosen in graphs.items():
            if kind in clause:
                chosen.append(_iri(clause[kind], prefixes, base))
    return Dataset(tuple(graphs["default"]), tuple(graphs["named"]))


def _iri(name: Any, prefixes: dict[str, str], base: str) -> str:
    """An IRI as it is meant: by its prefix, or from the base on."""
    if getattr(name, "name", "") == "pname":
        local = re.sub(r"\\(.)", r"\1", name.localname or "")
        return prefixes.get(name.prefix or "", "") + local
    return urljoin(base, str(name))
