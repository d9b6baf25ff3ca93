"""What the page is made from: the graph, and the words of the documents, as plain JSON values.

The page has three blocks of data.

**nodes**, in the order of the graph (documents with their units in reading order, then what they
cite), the nodes of the pyvis network:

================== =============================================================================
``id``             the key
``label``          the short label ("para. 21 (a)"), for the drawing
``name``           the full label
``kind``           as in `seepara.network`
``date``           ISO, of a document or meeting; ``days`` is the same in words ("14–15 April
                   2009"); a unit has those of its meeting, else of its document
``parent``         what it lies in (``partOf``), as a place in ``nodes``
``meeting``        the meeting that adopted it, in a draft considered it, as a place in ``nodes``
``recommendation`` ``true`` or left out, like ``unread`` (its document was not read) and
                   ``missing`` (its document was read and has no such unit)
``text``           the unit's words, with ``marks``: ``[[offset, note], …]``
``printed``        its label as printed ("(a)")
``citation``       how to cite it; of a part ``[n, rest]``: the first *n* characters of its
                   document's, then *rest*
``names``          how other documents describe a document that was not read
``url``            where the United Nations keep a document
================== =============================================================================

Documents that were read also have ``full_title``, ``stage``, ``symbol``, ``file``, ``aliases``,
``language``, ``abridged``, ``meetings`` (keys), ``organ`` (a name), ``units`` and ``leaves``
(recommendations with no recommendation inside); meetings have ``organ``, ``end`` and ``place``.

**edges**, one a citation that has a target, the edges of the pyvis network: ``id``, ``from``,
``to``, ``reference`` (its place in ``references``), ``status``; and where it applies ``dashes``
(the secretariat's), ``direction``, ``misdirected``, ``reason``, and ``part``: ``[start, end]``, the
words of the phrase that stand for this target.

**records**: ``references`` (``unit``, ``start``, ``end``, ``relation``, ``governed``, and
``secretariat`` where it asserts the reference), ``ambiguous`` (``reference``, ``candidates``:
``[[key, label], …]``, ``reason``), ``summary`` (numbers for the page's head) and ``lineage``
(`lineage_data`).

Offsets are UTF-16 units of the unit's text, as JavaScript counts, and half-open. What is false,
empty or zero is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..graph_parts import target_edges, target_node
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
from ..network import ADOPTED_AT, CONSIDERED_AT, OF_BODY, PART_OF, network
from ..report import Report, leaves
from .lineage_data import lineage_record
from .lineage_data import utf16 as _utf16
from .phrases import spans

if TYPE_CHECKING:
    from ..labels import Labels
    from ..lineage import InferredLink

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PageData:
    """The page's three blocks of data, described above."""

    nodes: list[Record]
    edges: list[Record]
    records: Record


def page_data(
    documents: Iterable[ResolvedDocument],
    labels: Labels,
    inferred: Iterable[InferredLink] | None = None,
) -> PageData:
    """All that the page shows of these documents; the inferred links are made where none are given.

    >>> from seepara.labels import Labels
    >>> from seepara.model import Document, Unit, UnitKind
    >>> document = Document("A/1/2", "a.txt", "Notes it.", (Unit("1", UnitKind.PARAGRAPH, 0, 9),))
    >>> documents = (ResolvedDocument(document, ()),)
    >>> data = page_data(documents, Labels.of(documents))
    >>> [(node["id"], node.get("text")) for node in data.nodes]
    [('A/1/2', None), ('A/1/2#1', 'Notes it.')]
    >>> data.edges, data.records["summary"]["units"]
    ([], 1)
    """
    resolved = tuple(documents)
    lineage = lineage_record(resolved, labels, inferred)
    nodes = _nodes(resolved, labels, _ends(lineage))
    edges: list[Record] = []
    references: list[Record] = []
    ambiguous: list[Record] = []
    for one in resolved:
        texts = {unit.path: one.document.text_of(unit) for unit in one.document.units}
        for reference in one.references:
            text = texts.get(reference.unit, "")
            parts = _parts(reference, text)
            for citation, part in zip(reference.citations, parts, strict=True):
                if citation.status is Status.AMBIGUOUS or not citation.target:
                    ambiguous.append(_ambiguous(citation, len(references), labels))
                else:
                    source = join(one.document.key, reference.unit)
                    edge = _edge(str(len(edges)), source, citation, len(references), part)
                    edges.append(edge | _when(dashes=reference.asserted_by is Asserter.SECRETARIAT))
            references.append(_reference(one.document.key, reference, text))
    records = {
        "references": references,
        "ambiguous": ambiguous,
        "summary": _summary(resolved),
        "lineage": lineage,
    }
    return PageData(nodes, edges, records)


def _ends(lineage: Record) -> Iterator[str]:
    """What inferred links join: not all of it need be read or cited."""
    for link in lineage.get("inferred", ()):
        yield link["older"]
        yield link["newer"]


def _nodes(
    resolved: Sequence[ResolvedDocument], labels: Labels, joined: Iterable[str]
) -> list[Record]:
    """The nodes of the graph, and those that only an inferred link tells of."""
    graph = network(resolved, labels)
    for key in joined:
        whole = split(key)[0]
        if key not in graph and whole in graph:
            target = Target(key, Kind.PARAGRAPH)
            graph.add_nodes_from([target_node(target, whole, "", labels)])
            graph.add_edges_from(target_edges(target, whole))
    bodies = {
        key: graph.nodes[body]["label"]
        for key, body, link in graph.edges(data=True)
        if link["relation"] == OF_BODY
    }
    graph.remove_nodes_from(
        [key for key, known in graph.nodes(data=True) if known["kind"] == "body"]
    )
    places = {key: place for place, key in enumerate(graph)}
    texts = {
        join(one.document.key, unit.path): _unit(one.document, unit)
        for one in resolved
        for unit in one.document.units
    }
    read = {one.document.key: _document(one.document) for one in resolved}
    described = _descriptions(resolved)
    nodes: list[Record] = []
    for key, known in graph.nodes(data=True):
        node = {"id": key, "label": known["short"], "name": known["label"], "kind": known["kind"]}
        node |= _when(
            recommendation=known["recommendation"],
            unread=not known["read"] and not known["missing"] and known["kind"] != "meeting",
            missing=known["missing"],
            names=described.get(key),
            url=labels.page(key),
        )
        node |= read.get(key, {}) | texts.get(key, {})
        for _, other, link in graph.out_edges(key, data=True):
            relation = link["relation"]
            if relation == PART_OF:
                node["parent"] = places[other]
            elif relation in (ADOPTED_AT, CONSIDERED_AT) and "#" in key:
                node["meeting"] = places[other]
        if known["kind"] == "meeting":
            node |= _when(end=known.get("end"), place=known.get("place"), organ=bodies.get(key))
        else:
            node["citation"] = _citation(key, known["document"], labels)
        if known["document"] in ("", key):
            node |= _when(date=known["date"], days=_days(known, labels))
        nodes.append(node)
    return nodes


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


def _unit(document: Document, unit: Unit) -> Record:
    text = document.text_of(unit)
    return _when(
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


def _descriptions(resolved: Sequence[ResolvedDocument]) -> Mapping[str, list[str]]:
    """How the documents describe what was not read, each wording once."""
    described: dict[str, dict[str, None]] = {}
    for one in resolved:
        for key, name in one.names.items():
            described.setdefault(key, {})[name] = None
    read = {one.document.key for one in resolved}
    return {key: list(names) for key, names in described.items() if key not in read}


def _edge(
    number: str, source: str, citation: Citation, reference: int, part: tuple[int, int] | None
) -> Record:
    return {
        "id": number,
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


def _summary(resolved: Sequence[ResolvedDocument]) -> Record:
    report = Report()
    for one in resolved:
        report.add(one)
    return {
        "documents": report.documents,
        "units": report.units,
        "abridged": report.abridged,
        "citations": {str(status): report.citations[str(status)] for status in Status},
    }


def _when(**values: Any) -> Record:
    """What is neither false nor empty."""
    return {name: value for name, value in values.items() if value}
