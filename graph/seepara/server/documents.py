"""A node of the graph as a page needs it: a document with its units and the links in their words.

All of it comes from the store, by queries that begin at the node, so that a page costs what its
document costs and not what the corpus costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .. import keys
from ..explorer.phrases import spans
from ..rdf.terms import PREFIXES, minted
from .opened import Opened
from .pages import render_page

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Triple

PARTS = ("stated", "inferred", "corrected")
"""What the graphs of a document may hold (`seepara.rdf.graph_name`)."""

_SHOWN_INCOMING = 500

_ABOUT = """SELECT ?label ?title ?date ?stage ?symbol ?page ?read ?abridged ?organ WHERE {
  $node rdfs:label ?label .
  OPTIONAL { $node dcterms:title ?title }
  OPTIONAL { $node dcterms:date ?date }
  OPTIONAL { $node seepara:stage ?stage }
  OPTIONAL { $node skos:notation ?symbol }
  OPTIONAL { $node foaf:page ?page }
  OPTIONAL { $node seepara:read ?read }
  OPTIONAL { $node seepara:abridged ?abridged }
  OPTIONAL { $node seepara:organ/rdfs:label ?organ }
} LIMIT 1"""

_MEETINGS = """SELECT DISTINCT ?key ?label WHERE {
  $node seepara:hasMeeting ?key . ?key rdfs:label ?label
} ORDER BY ?key"""

_UNITS = """SELECT ?key ?label ?printed ?text ?language ?within ?recommendation ?section ?meeting
WHERE {
  ?key seepara:inDocument $node ; rdfs:label ?label .
  OPTIONAL { ?key seepara:position ?position }
  OPTIONAL { ?key seepara:printedLabel ?printed }
  OPTIONAL { ?key seepara:text ?text . BIND(LANG(?text) AS ?language) }
  OPTIONAL { ?key seepara:partOf ?within }
  OPTIONAL { ?key a seepara:Recommendation BIND(true AS ?recommendation) }
  OPTIONAL { ?key a seepara:Section BIND(true AS ?section) }
  OPTIONAL { ?key seepara:adoptedAt/rdfs:label ?meeting }
} ORDER BY ?position ?key"""

_CITATIONS = """SELECT ?unit ?reference ?start ?end ?phrase ?by ?target ?label ?status ?wanted ?reason
WHERE {
  ?unit seepara:inDocument $node .
  ?reference seepara:inUnit ?unit ; seepara:assertedBy ?by ; oa:hasSelector ?quote, ?spot .
  ?quote oa:exact ?phrase .
  ?spot oa:start ?start ; oa:end ?end .
  ?citation seepara:partOf ?reference ; seepara:status ?status ; seepara:position ?place .
  OPTIONAL { ?citation seepara:target ?target . OPTIONAL { ?target rdfs:label ?label } }
  OPTIONAL { ?citation seepara:targetKey ?wanted }
  OPTIONAL { ?citation seepara:reason ?reason }
} ORDER BY ?unit ?start ?reference ?place"""

_INCOMING = f"""SELECT ?unit ?key ?label ?phrase ?by WHERE {{
  {{ BIND($node AS ?unit) }} UNION {{ ?unit seepara:inDocument $node }}
  ?citation seepara:target ?unit ; seepara:partOf ?reference .
  ?reference seepara:inUnit ?key ; seepara:assertedBy ?by ; oa:hasSelector/oa:exact ?phrase .
  ?key rdfs:label ?label .
}} ORDER BY ?unit ?key ?phrase LIMIT {_SHOWN_INCOMING + 1}"""

_NEAR = """SELECT DISTINCT ?relation ?key ?label WHERE {
  VALUES ?relation { seepara:hasMeeting seepara:adoptedAt seepara:consideredAt seepara:organ
                     seepara:ofBody seepara:subBodyOf }
  ?key ?relation $node ; rdfs:label ?label .
} ORDER BY ?relation ?key LIMIT 500"""

_DOCUMENTS = """SELECT ?key ?label ?title ?date WHERE {
  ?key a seepara:Document ; seepara:read true ; rdfs:label ?label .
  OPTIONAL { ?key dcterms:title ?title }
  OPTIONAL { ?key dcterms:date ?date }
} ORDER BY ?date ?key LIMIT 200"""


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page: where to, and by what name; `address` is empty where there is no page."""

    address: str
    label: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A citation as it is listed below its unit: phrase, who says it, what became of it."""

    to: Link
    phrase: str
    by: str
    status: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a unit's text: plain, or (a part of) a phrase that refers."""

    text: str
    is_phrase: bool = False
    to: Link | None = None


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit on a page; `anchor` is the fragment of its IRI, `depth` counts from 0."""

    anchor: str
    label: str
    printed: str
    pieces: tuple[Piece, ...]
    language: str
    depth: int
    is_section: bool
    is_recommendation: bool
    meeting: str
    refers: tuple[Evidence, ...]
    referred: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ShownNode:
    """A document, or another node that can have a page."""

    key: str
    about: Mapping[str, str]
    meetings: tuple[Link, ...] = ()
    units: tuple[ShownUnit, ...] = ()
    referred: tuple[Evidence, ...] = ()
    near: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    is_cut: bool = False


def document_page(opened: Opened, key: str) -> str | None:
    """The page of a node that is no part of a document; None where there is no such node."""
    node = opened.node(key)
    about = next(iter(opened.rows(_ABOUT, node=node)), None)
    if about is None or "#" in key:
        return None
    base = opened.base
    incoming = opened.rows(_INCOMING, node=node)
    referred: dict[str, list[Evidence]] = {}
    for row in incoming[:_SHOWN_INCOMING]:
        referred.setdefault(row["unit"], []).append(
            Evidence(_link(row, base, node.value), row["phrase"], _last(row["by"]))
        )
    near: dict[str, list[Link]] = {}
    for row in opened.rows(_NEAR, node=node):
        near.setdefault(_last(row["relation"]), []).append(_link(row, base, node.value))
    return render_page(
        "document.html",
        title=about["label"],
        node=ShownNode(
            key,
            about | {name: _last(about[name]) for name in ("stage",) if name in about},
            tuple(_link(row, base, node.value) for row in opened.rows(_MEETINGS, node=node)),
            tuple(_units(opened, node, referred)),
            tuple(referred.get(node.value, ())),
            {name: tuple(links) for name, links in near.items()},
            len(incoming) > _SHOWN_INCOMING,
        ),
    )


def documents(opened: Opened) -> list[tuple[Link, str, str]]:
    """The first documents by date: link, title, date."""
    return [
        (_link(row, opened.base, ""), row.get("title", ""), row.get("date", ""))
        for row in opened.rows(_DOCUMENTS)
    ]


def graph_of(opened: Opened, key: str, part: str = "") -> Iterator[Triple] | None:
    """What the graphs of a document say; of another node, what is said of it and of its parts.

    `part` is one of `PARTS`, for that graph alone. None where there is nothing.
    """
    triples = _graph_of(opened, key, part)
    first = next(triples, None)
    return None if first is None else _chained(first, triples)


def formerly(opened: Opened, key: str) -> str | None:
    """Where the document is that once had this key."""
    from pyoxigraph import Literal, NamedNode

    said = NamedNode(PREFIXES["seepara"] + "formerKey")
    quad = next(iter(opened.store.quads_for_pattern(None, said, Literal(key))), None)
    if quad is None or not isinstance(quad.subject, NamedNode):
        return None
    return address(quad.subject.value, opened.base) or None


def address(iri: str, base: str, here: str = "") -> str:
    """Where the page of a node is in this service; empty for what is not below the base.

    >>> address("https://example.org/A/1/2#21(a)", "https://example.org/")
    '/id/A/1/2#21(a)'
    >>> address("https://example.org/A/1#2", "https://example.org/", "https://example.org/A/1")
    '#2'
    """
    if here and iri.startswith(f"{here}#"):
        return iri.removeprefix(here)
    return f"/id/{iri.removeprefix(base)}" if iri.startswith(base) and iri != base else ""


def _graph_of(opened: Opened, key: str, part: str) -> Iterator[Triple]:
    from pyoxigraph import DefaultGraph, NamedNode, Triple

    store = opened.store
    is_document = False
    for one in (part,) if part else PARTS:
        graph = minted(key, opened.base, f"?graph={one}")
        for quad in store.quads_for_pattern(None, None, None, graph):
            is_document = True
            yield Triple(quad.subject, quad.predicate, quad.object)
    if is_document or part:
        return
    node, unnamed = opened.node(key), DefaultGraph()
    within = NamedNode(PREFIXES["seepara"] + "inDocument")
    inside = (quad.subject for quad in store.quads_for_pattern(None, within, node, unnamed))
    for subject in (node, *inside):
        for quad in store.quads_for_pattern(subject, None, None, unnamed):
            yield Triple(quad.subject, quad.predicate, quad.object)


def _chained(first: Triple, rest: Iterator[Triple]) -> Iterator[Triple]:
    yield first
    yield from rest


def _units(
    opened: Opened, node: NamedNode, referred: Mapping[str, Sequence[Evidence]]
) -> Iterator[ShownUnit]:
    base = opened.base
    citations: dict[str, list[dict[str, str]]] = {}
    for row in opened.rows(_CITATIONS, node=node):
        citations.setdefault(row["unit"], []).append(row)
    depths = {node.value: -1}
    # A statement that has two values (two languages of a text) makes two rows of one unit.
    for key, row in {row["key"]: row for row in opened.rows(_UNITS, node=node)}.items():
        depths[key] = depths.get(row.get("within", ""), -1) + 1
        cited = citations.get(key, [])
        yield ShownUnit(
            anchor=key.partition("#")[2],
            label=row["label"],
            printed=row.get("printed", ""),
            pieces=tuple(_pieces(row.get("text", ""), cited, base, node.value)),
            language=row.get("language", ""),
            depth=depths[key],
            is_section="section" in row,
            is_recommendation="recommendation" in row,
            meeting=row.get("meeting", ""),
            refers=tuple(_evidence(one, base, node.value) for one in cited),
            referred=tuple(referred.get(key, ())),
        )


def _pieces(
    text: str, citations: Iterable[Mapping[str, str]], base: str, here: str
) -> Iterator[Piece]:
    """The text with its phrases marked, each target's words with its link where that is plain."""
    phrases: dict[tuple[int, int], list[Mapping[str, str]]] = {}
    for row in citations:
        phrases.setdefault((int(row["start"]), int(row["end"])), []).append(row)
    position = 0
    for (start, end), rows in sorted(phrases.items()):
        if not position <= start < end <= len(text):
            continue  # a phrase within another one is listed, not marked
        if start > position:
            yield Piece(text[position:start])
        yield from _phrase(text[start:end], rows, base, here)
        position = end
    if position < len(text):
        yield Piece(text[position:])


def _phrase(
    phrase: str, rows: Sequence[Mapping[str, str]], base: str, here: str
) -> Iterator[Piece]:
    targets = [row.get("target", "") for row in rows]
    found = None
    if all(target.startswith(base) for target in targets):
        found = spans(phrase, [keys.key_of(target, base) for target in targets])
    position = 0
    for (start, end), row in sorted(zip(found or (), rows, strict=False), key=lambda pair: pair[0]):
        if start < position:
            continue
        if start > position:
            yield Piece(phrase[position:start], True)
        yield Piece(phrase[start:end], True, _target(row, base, here))
        position = end
    if position < len(phrase):
        yield Piece(phrase[position:], True)


def _evidence(row: Mapping[str, str], base: str, here: str) -> Evidence:
    return Evidence(
        _target(row, base, here),
        row["phrase"],
        _last(row["by"]),
        _last(row["status"]),
        row.get("reason", ""),
    )


def _target(row: Mapping[str, str], base: str, here: str) -> Link:
    target = row.get("target", "")
    label = row.get("label") or row.get("wanted") or row["phrase"]
    return Link(address(target, base, here), label)


def _link(row: Mapping[str, str], base: str, here: str) -> Link:
    return Link(address(row["key"], base, here), row["label"])


def _last(iri: str) -> str:
    """The word in the name of one of our concepts: "secretariat" of ``seepara:asserter-secretariat``."""
    name = iri.removeprefix(PREFIXES["seepara"])
    return name.partition("-")[2] or name
