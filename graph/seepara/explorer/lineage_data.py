"""What the page knows of the lineage, as plain JSON values: computed here, only walked there.

One record, ``lineage``, in the page's records. Nodes are named by their keys, citations by their
number among the edges. What is false, empty or the rule is left out.

===============  ================================================================================
``kinds``        the edges that are no plain "refers to", by kind of link
``turned``       the edges whose older end is where the phrase stands: a step runs from older to
                 newer, whichever side the phrase stands on
``beside``       the edges between nodes of equal rank
``apart``        the edges that are no step of a lineage: dangling, or within one unit
``inferred``     what no text states: ``kind``, ``older``, ``newer`` and the evidence: ``verdict``,
                 ``score``, ``words`` and ``runner_up`` (``[key, label, score]``), ``between``,
                 ``changes`` (the word-level diff: ``[kind, start, end, later start, later end]``);
                 ``proof`` (a place in ``proofs``); ``likeness``; the user's own word in ``judged``,
                 ``by``, ``why``
``proofs``       the renumberings: ``document``, ``restated_in``, ``shift``, ``first``, ``last`` and
                 ``pairs``: ``[unit, number there, number here, phrase, phrase]``
``demands``      who a recommendation asks, and how strongly: ``[[addressee, strength], …]``
``years``        of what was not read, the year that its symbol tells
``own_words``    by the key of a meeting or document: whose words its own are
``added``        by the key of a document: the unit that says who added its cross-references
===============  ================================================================================

A word-level diff is never made of abridged text. Offsets are UTF-16 units, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..compare import changes
from ..graph_parts import has_edge
from ..keys import join, split
from ..labels import Labels
from ..languages import language
from ..lineage import (
    Alike,
    Compared,
    InferredLink,
    LineageKind,
    Link,
    Order,
    Renumbered,
    Said,
    inferred_links,
)
from ..lineage.demand import demands
from ..lineage.links import stated_links
from ..model import Document, ResolvedDocument, Stage
from .words import words

Record = dict[str, Any]

_SPEAKING = (Stage.REPORT, Stage.RESOLUTION, Stage.DECISION)
"""The stages in which a document speaks with the voice of its body."""


def lineage_record(
    documents: Sequence[ResolvedDocument],
    labels: Labels,
    inferred: Iterable[InferredLink] | None = None,
    order: Order | None = None,
) -> Record:
    """The lineage of these documents, which stand in the order of the page's edges.

    `inferred` and `order` are made of the documents where they are not at hand.

    >>> lineage_record((), Labels.of(()))
    {}
    """
    order = order or Order.of(documents)
    links = inferred_links(documents) if inferred is None else tuple(inferred)
    record = _steps(documents, order) | _inferred(links, documents, labels)
    record |= _when(
        demands=_demands(documents),
        years=_years(documents, order),
        own_words=_own_words(documents, labels),
        added={
            one.document.key: join(one.document.key, path)
            for one in documents
            if (path := one.secretariat_said_in)
        },
    )
    return record


def _steps(documents: Iterable[ResolvedDocument], order: Order) -> Record:
    """How the citations are steps; only what is not the rule."""
    kinds: dict[str, list[int]] = {}
    turned: list[int] = []
    beside: list[int] = []
    apart: list[int] = []
    edge = 0
    for resolved in documents:
        links = {_place_of(link): link for link in stated_links((resolved,), order)}
        for reference in resolved.references:
            source = join(resolved.document.key, reference.unit)
            for citation in reference.citations:
                if not has_edge(citation.target, citation.status):
                    continue
                link = links.get((source, reference.start, reference.end, citation.target))
                if link is None:
                    apart.append(edge)
                else:
                    if link.kind is not LineageKind.REFERS_TO:
                        kinds.setdefault(str(link.kind), []).append(edge)
                    if link.beside:
                        beside.append(edge)
                    elif link.older == source:
                        turned.append(edge)
                edge += 1
    return _when(kinds=kinds, turned=turned, beside=beside, apart=apart)


def _place_of(link: Link) -> tuple[str, int, int, str]:
    said = link.evidence
    if not isinstance(said, Said):
        raise TypeError("a stated link has a phrase")
    return said.unit, said.start, said.end, link.other(said.unit)


def _inferred(
    links: Iterable[InferredLink], documents: Iterable[ResolvedDocument], labels: Labels
) -> Record:
    texts = _Texts(documents)
    proofs: list[Record] = []
    known: dict[int, int] = {}
    records = []
    for link in links:
        record: Record = {"kind": str(link.kind), "older": link.older, "newer": link.newer}
        match link.evidence:
            case Compared() as compared:
                record |= _compared(compared, labels)
                if not compared.abridged:
                    record |= _when(changes=texts.changes(link.older, link.newer))
            case Renumbered(renumbering=found):
                if id(found) not in known:
                    known[id(found)] = len(proofs)
                    proofs.append(_proof(link.evidence))
                record["proof"] = known[id(found)]
            case Alike(likeness=likeness):
                record["likeness"] = round(likeness, 2)
        if link.correction is not None:
            word = link.correction
            record |= {"judged": word.verdict} | _when(by=word.by, why=word.why)
        records.append(record | _when(beside=link.beside))
    return _when(inferred=records, proofs=proofs)


def _compared(compared: Compared, labels: Labels) -> Record:
    other = compared.runner_up
    return {
        "verdict": str(compared.verdict),
        "score": compared.score.shown,
        "words": round(compared.score.words, 2),
    } | _when(
        runner_up=[other.key, labels.label(other.key), other.score.shown] if other else None,
        between=list(compared.between),
        abridged=compared.abridged,
    )


def _proof(evidence: Renumbered) -> Record:
    found = evidence.renumbering
    return {
        "document": found.document,
        "restated_in": found.restated_in,
        "shift": found.shift,
        "first": found.first,
        "last": found.last,
        "pairs": [
            [join(found.restated_in, p.unit), p.cited, p.own, p.cited_by.text, p.own_by.text]
            for p in found.pairs
        ],
    }


class _Texts:
    """The texts of units by key, looked up in their documents only when asked for."""

    def __init__(self, documents: Iterable[ResolvedDocument]) -> None:
        self._documents = {one.document.key: one.document for one in documents}
        self._units: dict[str, Mapping[str, str]] = {}

    def of(self, key: str) -> str:
        whole, path = split(key)
        if whole not in self._units:
            document = self._documents.get(whole)
            units = document.units if document else ()
            self._units[whole] = {u.path: document.text_of(u) for u in units} if document else {}
        return self._units[whole].get(path, "")

    def changes(self, older: str, newer: str) -> list[list[Any]]:
        one, two = self.of(older), self.of(newer)
        if not one or not two:
            return []
        return [
            [c.kind, utf16(one, c.start), utf16(one, c.end),
             utf16(two, c.later_start), utf16(two, c.later_end)]
            for c in changes(one, two)
        ]  # fmt: skip


def _demands(documents: Iterable[ResolvedDocument]) -> Record:
    return {
        join(one.document.key, path): [[d.addressee, d.strength] for d in found]
        for one in documents
        if _has_words(one.document, "addressees", "strengths")
        for path, found in demands(one.document).items()
        if found
    }


def _has_words(document: Document, *tables: str) -> bool:
    """Whether the language of a document has these words."""
    try:
        known = language(document.language).tables
    except (LookupError, ValueError):
        return False
    return all(table in known for table in tables)


def _years(documents: Iterable[ResolvedDocument], order: Order) -> Record:
    """The years of what was cited and not read."""
    cited = {
        split(citation.target)[0]: None
        for one in documents
        for reference in one.references
        for citation in reference.citations
        if citation.target
    }
    return {
        key: year for key in cited if key not in order.documents and (year := order.date(key)[:4])
    }


def _own_words(documents: Iterable[ResolvedDocument], labels: Labels) -> Record:
    """Whose words the own words of a meeting, or of a document outside of any, are."""
    said, found = words()["said"], {}
    for one in documents:
        document = one.document
        for meeting in document.meetings:
            found[meeting.key] = said["body"].format(body=_called(meeting.body, labels, document))
        speaks = document.organ is not None and document.stage in _SPEAKING
        if speaks and document.organ is not None:
            name = _called(document.organ.root, labels, document)
            found[document.key] = said["body"].format(body=name)
    return found


def _called(root: str, labels: Labels, document: Document) -> str:
    entry = labels.registry.bodies.get(root)
    short = entry.short if entry else ""
    name = short or labels.body(root)
    called: str = words()["called"].get(name, name)
    return called


def utf16(text: str, offset: int) -> int:
    """An offset in code points as JavaScript counts it.

    >>> utf16("a\\N{GRINNING FACE}b", 2)
    3
    """
    if text.isascii():
        return offset
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _when(**values: Any) -> Record:
    """What is neither false nor empty."""
    return {name: value for name, value in values.items() if value}
