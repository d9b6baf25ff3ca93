"""What a document, and what documents name, give to the page: plain JSON values.

Each document is a piece by itself, so that a build makes again only those that changed: places in a
piece count from its own beginning, and the page adds what came before (``scripts/data.js``).

**own** stays in the page, whatever its size:

=================  ==============================================================================
``node``           the node of the document
``counts``         how many nodes, edges, references and ambiguous citations the piece has
``described``      what the document calls others, by key
``own_words``      by the key of a meeting or document: whose words its own are
``added``          the unit that says who added the document's cross-references
=================  ==============================================================================

What documents name (`mentioned_piece`) has ``nodes`` instead, and ``years``: of what was not read,
the year that its symbol tells.

**part** is what a page in parts has in them:

=================  ==============================================================================
``nodes``          its units in reading order
``edges``          one a citation that has a target: ``to``, ``from``, ``reference`` (its place in
                   ``references``), ``status``; and where it applies ``dashes`` (the
                   secretariat's), ``direction``, ``misdirected``, ``reason``, and ``part``:
                   ``[start, end]``, the words of the phrase that stand for this target
``references``     ``unit``, ``start``, ``end``, ``relation``, ``governed``, and ``secretariat``
                   where it asserts the reference
``ambiguous``      ``reference``, ``candidates``: ``[[key, label], …]``, ``reason``
``lineage``        how the citations are steps (`lineage_data`)
=================  ==============================================================================

A node has:

================== =============================================================================
``id``             the key
``label``          the short label ("para. 21 (a)"), for the drawing
``name``           the full label
``kind``           as in `seepara.network`
``date``           ISO, of a document or meeting; ``days`` is the same in words ("14–15 April
                   2009"); a unit has those of its meeting, else of its document
``parent``         the key of what it lies in (``partOf``)
``meeting``        the key of the meeting that adopted it, in a draft considered it
``recommendation`` ``true`` or left out, like ``unread`` (its document was not read) and
                   ``missing`` (its document was read and has no such unit)
``text``           the unit's words, with ``marks``: ``[[offset, note], …]``
``printed``        its label as printed ("(a)")
``citation``       how to cite it; of a part ``[n, rest]``: the first *n* characters of its
                   document's, then *rest*
``url``            where the United Nations keep a document
================== =============================================================================

Documents that were read also have ``full_title``, ``stage``, ``symbol``, ``file``, ``aliases``,
``language``, ``abridged``, ``meetings`` (keys), ``organ`` (a name), ``units`` and ``leaves``
(recommendations with no recommendation inside); meetings have ``organ``, ``end`` and ``place``.

Offsets are UTF-16 units of the unit's text, as JavaScript counts, and half-open. What is false,
empty or zero is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..graph_parts import (
    OF_BODY,
    PART_OF,
    Edge,
    Node,
    document_nodes,
    has_edge,
    target_node,
)
from ..keys import join, split
from ..mentions import Target
from ..model import (
    Asserter,
    Citation,
    Document,
    Kind,
    Reference,
    ResolvedDocument,
    Status,
    Unit,
    UnitKind,
)
from ..report import leaves
from .lineage_data import added_in, own_words, steps, years
from .lineage_data import utf16 as _utf16
from .phrases import spans

if TYPE_CHECKING:
    from ..labels import Labels
    from ..lineage import Order

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """What a document gives to the page, described above.

    `links` has a row for each document that it cites: the key, how many citations, whether all are
    the secretariat's, and of what was not read each cited key with its number of citations.
    """

    own: Record
    links: list[list[Any]]
    part: Record


def document_piece(
    resolved: ResolvedDocument, labels: Labels, order: Order, nodes: Iterable[Node] | None = None
) -> Piece:
    """What a document gives to the page; `nodes` are `document_nodes` of it, if they are at hand.

    >>> from seepara.labels import Labels
    >>> from seepara.lineage import Order
    >>> from seepara.model import Document, Unit, UnitKind
    >>> document = Document("A/1/2", "a.txt", "Notes it.", (Unit("1", UnitKind.PARAGRAPH, 0, 9),))
    >>> one = ResolvedDocument(document, ())
    >>> piece = document_piece(one, Labels.of([one]), Order.of([one]))
    >>> piece.own["node"]["id"], [(node["id"], node["text"]) for node in piece.part["nodes"]]
    ('A/1/2', [('A/1/2#1', 'Notes it.')])
    """
    document = resolved.document
    texts = {unit.path: document.text_of(unit) for unit in document.units}
    whole, *units = nodes or document_nodes(resolved, labels)
    part: Record = {
        "nodes": [
            _node(node, labels) | _unit(document.key, unit, texts[unit.path])
            for unit, node in zip(document.units, units, strict=True)
        ],
        "edges": [],
        "references": [],
        "ambiguous": [],
        "lineage": steps(resolved, order),
    }
    links: dict[str, list[Any]] = {}
    for reference in resolved.references:
        text = texts.get(reference.unit, "")
        place = len(part["references"])
        secretariat = reference.asserted_by is Asserter.SECRETARIAT
        for citation, words in zip(reference.citations, _parts(reference, text), strict=True):
            if has_edge(citation.target, citation.status):
                source = join(document.key, reference.unit)
                edge = _edge(source, citation, place, words) | _when(dashes=secretariat)
                part["edges"].append(edge)
                _link(links, citation, secretariat)
            else:
                part["ambiguous"].append(_ambiguous(citation, place, labels))
        part["references"].append(_reference(document.key, reference, text))
    own = {
        "node": _node(whole, labels) | _document(document),
        "counts": [
            1 + len(part["nodes"]),
            *(len(part[name]) for name in ("edges", "references", "ambiguous")),
        ],
    } | _when(
        described=dict(resolved.names),
        own_words=own_words(document, labels),
        added=added_in(resolved),
    )
    links.pop(document.key, None)
    return Piece(own, list(links.values()), part)


def mentioned_piece(nodes: Iterable[Node], edges: Iterable[Edge], labels: Labels) -> Record:
    """What some things that documents name give to the page, from their part of the graph; bodies
    are only named in it."""
    around: dict[str, str] = {}
    organs: dict[str, str] = {}
    for source, target, link in edges:
        if link["relation"] == PART_OF:
            around[source] = target
        elif link["relation"] == OF_BODY:
            organs[source] = labels.label(target)
    made = [
        _node(node, labels) | _when(parent=around.get(node[0]), organ=organs.get(node[0]))
        for node in nodes
        if node[1]["kind"] != "body"
    ]
    return {"nodes": made} | _when(years=years(node["id"] for node in made if node.get("unread")))


def joined_node(key: str, labels: Labels) -> Record:
    """The node of a paragraph that only an inferred link tells of: it was neither read nor cited."""
    whole = split(key)[0]
    return _node(target_node(Target(key, Kind.PARAGRAPH), whole, "", labels), labels) | {
        "parent": whole
    }


def _node(node: Node, labels: Labels) -> Record:
    key, known = node
    made = {"id": key, "label": known["short"], "name": known["label"], "kind": known["kind"]}
    is_meeting = known["kind"] == "meeting"
    made |= _when(
        recommendation=known["recommendation"],
        unread=not known["read"] and not known["missing"] and not is_meeting,
        missing=known["missing"],
        url=labels.page(key),
    )
    if is_meeting:
        made |= _when(end=known.get("end"), place=known.get("place"))
    else:
        made["citation"] = _citation(key, known["document"], labels)
    if known["document"] in ("", key):
        made |= _when(date=known["date"], days=_days(known, labels))
    return made


def _link(links: dict[str, list[Any]], citation: Citation, secretariat: bool) -> None:
    """Count a citation for the link between the two documents."""
    whole = split(citation.target)[0]
    row = links.setdefault(whole, [whole, 0, True, {}])
    row[1] += 1
    row[2] = row[2] and secretariat
    if citation.status is Status.EXTERNAL:
        row[3][citation.target] = row[3].get(citation.target, 0) + 1


def _days(known: Mapping[str, Any], labels: Labels) -> str:
    """The date of a document, the days of a meeting, in words."""
    if not known["date"]:
        return ""
    return labels.words.dates(known["date"], known.get("end") or known["date"])


def _document(document: Document) -> Record:
    return _when(
        full_title=document.title,
        stage=str(document.stage),
        symbol=document.printed_symbol or document.symbol,
        file=document.file,
        aliases=list(document.aliases),
        language=document.language,
        abridged=document.abridged,
        meetings=[meeting.key for meeting in document.meetings],
        organ=document.organ.name if document.organ else "",
        units=sum(unit.kind is not UnitKind.TEXT for unit in document.units),
        leaves=len(leaves(document.units)),
    )


def _unit(document: str, unit: Unit, text: str) -> Record:
    return {"parent": join(document, unit.parent or "")} | _when(
        meeting=unit.meeting,
        text=text,
        marks=[[_utf16(text, mark.offset), mark.note] for mark in unit.marks],
        printed=unit.label,
    )


def _citation(key: str, document: str, labels: Labels) -> str | list[Any]:
    """How to cite a node; for a part, what to put after so many characters of its document's."""
    citation = labels.citation(key)
    if not document or document == key:
        return citation
    whole = labels.citation(document)
    pairs = enumerate(zip(whole, citation, strict=False))
    shared = next((at for at, (a, b) in pairs if a != b), min(len(whole), len(citation)))
    return [_utf16(whole, shared), citation[shared:]]


def _edge(source: str, citation: Citation, reference: int, part: tuple[int, int] | None) -> Record:
    return {
        "from": source,
        "to": citation.target,
        "reference": reference,
        "status": str(citation.status),
    } | _when(
        direction=str(citation.direction or ""),
        misdirected=citation.misdirected,
        reason=citation.reason,
        part=list(part) if part else None,
    )


def _ambiguous(citation: Citation, reference: int, labels: Labels) -> Record:
    candidates = [[key, labels.label(key)] for key in citation.candidates]
    return {"reference": reference} | _when(candidates=candidates, reason=citation.reason)


def _reference(document: str, reference: Reference, text: str) -> Record:
    return {
        "unit": join(document, reference.unit),
        "start": _utf16(text, reference.start),
        "end": _utf16(text, reference.end),
        "relation": str(reference.relation),
    } | _when(
        governed=reference.governed_by,
        secretariat=reference.asserted_by is Asserter.SECRETARIAT,
        # Where the reference stands outside any unit, there is no text to take the phrase from.
        phrase="" if text else reference.text,
    )


def _parts(reference: Reference, text: str) -> Iterator[tuple[int, int] | None]:
    """For each citation the words that stand for it, counted in the unit's text."""
    found = spans(reference.text, [citation.target for citation in reference.citations])
    for number in range(len(reference.citations)):
        if found is None:
            yield None
        else:
            start, end = (reference.start + offset for offset in found[number])
            yield _utf16(text, start), _utf16(text, end)


def summary(counts: Mapping[str, Any]) -> Record:
    """The numbers for the page's head, from those of a report (`seepara.report.Report.counts`)."""
    return {name: counts[name] for name in ("documents", "units", "abridged", "citations")}


def _when(**values: Any) -> Record:
    """What is neither false nor empty."""
    return {name: value for name, value in values.items() if value}
