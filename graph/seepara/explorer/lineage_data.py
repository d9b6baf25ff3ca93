"""What the page knows of the lineage, as plain JSON values: computed here, only walked there.

Each document has its own record, with ``kinds``, ``turned``, ``beside``, ``apart`` (citations by
their number among its edges) and ``demands``; ``inferred`` and ``proofs`` are the page's. What is
false, empty or the rule is left out.

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
===============  ================================================================================

A word-level diff is never made of abridged text. Offsets are UTF-16 units, half-open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..compare import changes
from ..graph_parts import has_edge
from ..keys import join
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
)
from ..lineage.demand import demands
from ..lineage.links import stated_links
from ..model import Document, ResolvedDocument, Stage
from .words import words

Record = dict[str, Any]
TextOf = Callable[[str], str]

_SPEAKING = (Stage.REPORT, Stage.RESOLUTION, Stage.DECISION)
"""The stages in which a document speaks with the voice of its body."""


def steps(resolved: ResolvedDocument, order: Order) -> Record:
    """How the citations of a document are steps, only what is not the rule; and its demands."""
    kinds: dict[str, list[int]] = {}
    turned: list[int] = []
    beside: list[int] = []
    apart: list[int] = []
    edge = 0
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
    return _when(
        kinds=kinds, turned=turned, beside=beside, apart=apart, demands=_demands(resolved.document)
    )


def _place_of(link: Link) -> tuple[str, int, int, str]:
    said = link.evidence
    if not isinstance(said, Said):
        raise TypeError("a stated link has a phrase")
    return said.unit, said.start, said.end, link.other(said.unit)


def inferred_record(links: Iterable[InferredLink], labels: Labels, text_of: TextOf) -> Record:
    """What no text states; `text_of` gives the text of a unit that was read, or nothing.

    >>> inferred_record((), Labels.of(()), lambda key: "")
    {}
    """
    proofs: list[Record] = []
    known: dict[int, int] = {}
    records = []
    for link in links:
        record: Record = {"kind": str(link.kind), "older": link.older, "newer": link.newer}
        match link.evidence:
            case Compared() as compared:
                record |= _compared(compared, labels)
                if not compared.abridged:
                    record |= _when(changes=_changes(text_of(link.older), text_of(link.newer)))
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


def _changes(one: str, two: str) -> list[list[Any]]:
    if not one or not two:
        return []
    return [
        [c.kind, utf16(one, c.start), utf16(one, c.end),
         utf16(two, c.later_start), utf16(two, c.later_end)]
        for c in changes(one, two)
    ]  # fmt: skip


def _demands(document: Document) -> Record:
    if not _has_words(document, "addressees", "strengths"):
        return {}
    return {
        join(document.key, path): [[d.addressee, d.strength] for d in found]
        for path, found in demands(document).items()
        if found
    }


def _has_words(document: Document, *tables: str) -> bool:
    """Whether the language of a document has these words."""
    try:
        known = language(document.language).tables
    except (LookupError, ValueError):
        return False
    return all(table in known for table in tables)


def years(unread: Iterable[str]) -> Record:
    """The years that the symbols of documents tell that were cited and not read."""
    order = Order({})
    return {key: year for key in unread if "#" not in key and (year := order.date(key))}


def own_words(document: Document, labels: Labels) -> Record:
    """Whose words the own words of a meeting, or of a document outside of any, are."""
    said, found = words()["said"], {}
    for meeting in document.meetings:
        found[meeting.key] = said["body"].format(body=_called(meeting.body, labels))
    if document.organ is not None and document.stage in _SPEAKING:
        found[document.key] = said["body"].format(body=_called(document.organ.root, labels))
    return found


def added_in(resolved: ResolvedDocument) -> str:
    """The key of the unit that says who added the document's cross-references; "" if none does."""
    path = resolved.secretariat_said_in
    return join(resolved.document.key, path) if path else ""


def _called(root: str, labels: Labels) -> str:
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
