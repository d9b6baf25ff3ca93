"""What is asked for as a `Figure`: which nodes and lines, in which columns and rows, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..labels import Labels, plain
from ..model import ResolvedDocument
from .captions import description, legend_lines, legend_nodes, notes, shortened
from .folding import UNIT, Kept, finest, folded, limited
from .headings import BESIDE, columns, row_of, rows
from .model import Figure, FigureLink, FigureNode, Heading
from .ordering import ordered
from .selection import (
    INFERRED_RELATIONS,
    LINKS,
    InferredLink,
    among,
    around,
    between,
    is_container,
    meeting_of,
    with_inferred,
)
from .words import FigureWords

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

NODES = 25
"""How many nodes a portrait page holds; side by side, so many on each side."""

AUTO = "auto"
"""Put places together only where a document or a meeting would not fit on the page."""

_KINDS = {
    "paragraph": "paragraph",
    "subparagraph": "paragraph",
    "preambular": "paragraph",
    "block": "paragraph",
    "text": "paragraph",
    "table": "section",
    "rule": "treaty",
    "body": "meeting",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What a map is to show: `keys` with their neighbours, two documents or sections side by side
    (`beside`), or, of `found`, the links among them under the name of a `query`.

    `up` and `down` are steps to what is referred to and to what refers; `level` is one of
    `folding.LEVELS` or `AUTO`, `columns` the most columns that the page holds.
    """

    keys: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    query: str = ""
    beside: bool | None = None
    up: int = 1
    down: int = 1
    limit: int = NODES
    level: str = AUTO
    columns: int = 5


def figure(
    request: Request,
    graph: Graph,
    documents: Sequence[ResolvedDocument],
    labels: Labels,
    words: FigureWords,
    version: str,
    inferred: Sequence[InferredLink] = (),
) -> Figure:
    """The map of a request; raises `KeyError` for a key that the graph has not.

    `graph` is that of the documents (`seepara.network`), `inferred` what no text states, `version`
    the program's.

    >>> from seepara.model import Citation, Document, Kind, Reference, Status, Unit, UnitKind
    >>> from seepara.network import network
    >>> from .words import figure_words
    >>> units = (Unit("1", UnitKind.PARAGRAPH, 0, 11), Unit("2", UnitKind.PARAGRAPH, 13, 15))
    >>> document = Document("A/1/2", "a.txt", "See para. 2\\n\\nIt", units, symbol="A/1/2")
    >>> cited = Citation("A/1/2#2", Kind.PARAGRAPH, Status.RESOLVED)
    >>> said = Reference("1", 4, 11, "para. 2", Kind.PARAGRAPH, (cited,))
    >>> documents = (ResolvedDocument(document, (said,)),)
    >>> labels = Labels.of(documents)
    >>> request = Request(keys=("A/1/2#1",))
    >>> made = figure(request, network(documents, labels), documents, labels, figure_words(), "1")
    >>> made.title, [node.label for node in made.nodes], [link.relation for link in made.links]
    ('Cross-references of A/1/2, para. 1', ['Para. 1', 'Para. 2'], ['cites'])
    """
    whole = with_inferred(graph, inferred)
    part, level = _selected(request, whole)
    kept = limited(part, request.limit)
    by_key = {one.document.key: one.document for one in documents}
    heads, column_of = columns(kept.graph, whole, by_key, labels, words, request)
    nodes = tuple(
        _node(key, kept.graph, whole, column_of[key], labels, words) for key in kept.graph
    )
    links = _links(kept.graph)
    title = _title(request, whole, links, labels, words)
    anchor = _anchor(kept.graph, heads, column_of)
    made = Figure(
        title=title,
        columns=heads,
        rows=rows(nodes, by_key, labels, words),
        nodes=ordered(nodes, links, heads, anchor),
        links=links,
        legend_title=words.heading["legend"],
        language=words.language,
        corpus_date=max((one.document.date for one in documents), default=""),
        anchor=anchor,
    )
    made = replace(
        made,
        legend_nodes=legend_nodes(nodes, words),
        legend_lines=legend_lines(links, words),
        description=description(made, words),
        captions=tuple((link, words.said(link)) for link in links),
    )
    return replace(
        made, note=notes(made, _facts(kept, level, whole), by_key, labels, words, version)
    )


def _selected(request: Request, whole: Graph) -> tuple[Graph, str]:
    """What the map shows, and at which level."""
    level = request.level
    if request.query:
        part = among(whole, request.found)
    elif _is_beside(request, whole):
        part = between(whole, *request.keys)
    else:
        part = around(whole, request.keys, request.up, request.down)
        if level == AUTO and any(is_container(whole, key) for key in request.keys):
            return finest(part, whole, request.limit)
    level = UNIT if level == AUTO else level
    return folded(part, whole, level), level


def _is_beside(request: Request, whole: Graph) -> bool:
    """Whether two things are meant side by side: said so, or both hold others."""
    if request.beside is not None:
        return request.beside and len(request.keys) == 2
    known = [key for key in request.keys if key in whole]
    return len(request.keys) == len(known) == 2 and all(is_container(whole, k) for k in known)


def _anchor(part: Graph, heads: Sequence[Heading], column_of: Mapping[str, Heading]) -> str:
    """The column whose nodes stand in the order of the text: the first of two side by side, else
    that with most of what the map is about."""
    if part.graph.get("sides"):
        return heads[0].key
    about = part.graph.get("focus", set()) or set(part)
    whole = part.graph.get("whole", set())
    counts = {head.key: 0.0 for head in heads}
    for node in part:
        counts[column_of[node].key] += 1 if node in whole else 0.01
        counts[column_of[node].key] += 1 if node in about else 0
    return max(counts, key=lambda key: counts[key], default="")


def _title(
    request: Request,
    whole: Graph,
    links: Sequence[FigureLink],
    labels: Labels,
    words: FigureWords,
) -> str:
    names = [shortened(plain(labels.label(key))) for key in request.keys]
    if request.query:
        return words.title["query"].format(query=shortened(plain(request.query)))
    if _is_beside(request, whole):
        stated = not links or any(not link.inferred for link in links)
        return words.title["beside" if stated else "compared"].format(
            first=names[0], second=names[1]
        )
    if len(names) == 1:
        return words.title["one"].format(label=names[0])
    return words.title["several"].format(labels=words.title["separator"].join(names))


def _node(
    key: str, part: Graph, whole: Graph, column: Heading, labels: Labels, words: FigureWords
) -> FigureNode:
    known = part.nodes[key]
    kind = "recommendation" if known["recommendation"] else _KINDS.get(known["kind"], known["kind"])
    row = row_of(key, part, labels, words)
    name = shortened(plain(known["label"]))
    in_row = row.key in (BESIDE, known["document"]) and known["document"] != key
    label = shortened(plain(known["short"])) if in_row else name
    if known["missing"]:
        label = words.node["missing"].format(label=label)
    return FigureNode(
        key=key,
        label=label,
        name=name,
        kind=kind if kind in words.kinds else "document",
        column=column.key,
        row=row.key,
        date=_date(key, whole, labels),
        read=known["read"] or known["missing"] or known["kind"] in ("meeting", "body"),
        missing=known["missing"],
        abridged=known["abridged"],
        # where all is what was found, nothing stands out
        focus=key in part.graph.get("focus", ()) and len(part.graph["whole"]) > 0,
    )


def _date(key: str, whole: Graph, labels: Labels) -> str:
    """The days of the meeting that adopted or considered a node, else its own date, in words."""
    known = whole.nodes[meeting_of(whole, key) or key]
    return labels.words.dates(known["date"], known.get("end") or known["date"])


def _links(part: Graph) -> tuple[FigureLink, ...]:
    """One line for all links of a relation and an asserter between two nodes, both ways."""
    found: dict[tuple[str, str, str, str], int] = {}
    for a, b, link in part.edges(data=True):
        if link["relation"] in LINKS:
            line = (a, b, link["relation"], link["asserted_by"])
            found[line] = found.get(line, 0) + 1
    made: list[FigureLink] = []
    done: set[tuple[str, str, str, str]] = set()
    for line, count in found.items():
        a, b, relation, asserter = line
        if line in done:
            continue
        back = (b, a, relation, asserter)
        done.add(back)
        answers = found.get(back, 0) if a != b else 0
        made.append(FigureLink(*line, count + answers, bool(answers)))
    return tuple(made)


def _facts(kept: Kept, level: str, whole: Graph) -> Mapping[str, int | str]:
    """What the note counts beside the map itself."""
    shown = kept.graph.graph.get("whole", set()) or set(kept.graph)
    stated = [
        link
        for _, _, link in kept.graph.edges(data=True)
        if link["relation"] in LINKS and link["relation"] not in INFERRED_RELATIONS
    ]
    unlinked = kept.graph.graph.get("unlinked", (0, 0))
    return {
        "citations": len(stated),
        "nodes_left_out": kept.nodes_left_out,
        "links_left_out": kept.links_left_out,
        "unlinked_first": unlinked[0],
        "unlinked_second": unlinked[1],
        "level": level,
        "ambiguous": sum(whole.nodes[key].get("ambiguous", 0) for key in shown if key in whole),
    }
