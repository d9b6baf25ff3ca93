"""The nodes and edges that one document gives to the graph, and those of what several name.

`seepara.network` makes a graph of them in memory and says what their attributes mean; a build
writes them one document after the other. So both hold the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .keys import join
from .labels import Labels
from .lineage.inferences import REJECT, Inferences, is_step
from .lineage.links import Alike, Compared, InferredLink, LineageKind, Renumbered
from .mentions import Target
from .model import Document, Meeting, Relation, ResolvedDocument, Stage, Status, Unit

PART_OF = "partOf"
ADOPTED_AT = "adoptedAt"
CONSIDERED_AT = "consideredAt"
COVERS = "coversMeeting"
OF_BODY = "ofBody"
LINEAGE_STEP = "lineageStep"
RELATED_BY_USER = "relatedByUser"
REJECTED = "rejected"

CITES = frozenset(str(relation) for relation in Relation)
"""The relations whose edges are citations."""

Attributes = dict[str, Any]
Node = tuple[str, Attributes]
Edge = tuple[str, str, Attributes]


def document_nodes(resolved: ResolvedDocument, labels: Labels) -> Iterator[Node]:
    """The document, then its units in their order."""
    document = resolved.document
    ambiguous = Counter(
        join(document.key, reference.unit)
        for reference in resolved.references
        for citation in reference.citations
        if not has_edge(citation.target, citation.status)
    )
    yield _node(
        document.key,
        "document",
        labels,
        ambiguous,
        date=day_of(document),
        document=document.key,
        abridged=document.abridged,
        stage=str(document.stage),
        read=True,
    )
    meetings = {meeting.key: meeting for meeting in document.meetings}
    for unit in document.units:
        yield _node(
            join(document.key, unit.path),
            str(unit.kind),
            labels,
            ambiguous,
            date=_day_of_unit(unit, document, meetings),
            document=document.key,
            recommendation=unit.recommendation,
            abridged=document.abridged,
            read=True,
        )


def document_edges(resolved: ResolvedDocument) -> Iterator[Edge]:
    """Where the document and its units belong, then its citations."""
    document = resolved.document
    if document.organ:
        yield document.key, f"body:{document.organ.root}", {"relation": OF_BODY}
    for meeting in document.meetings:
        yield document.key, meeting.key, {"relation": COVERS}
    held_at = CONSIDERED_AT if document.stage is Stage.DRAFT else ADOPTED_AT
    for unit in document.units:
        key = join(document.key, unit.path)
        yield key, join(document.key, unit.parent or ""), {"relation": PART_OF}
        if unit.meeting:
            yield key, unit.meeting, {"relation": held_at}
    for reference in resolved.references:
        for citation in reference.citations:
            if has_edge(citation.target, citation.status):
                yield (
                    join(document.key, reference.unit),
                    citation.target,
                    {
                        "relation": str(reference.relation),
                        "phrase": reference.text,
                        "start": reference.start,
                        "end": reference.end,
                        "unit": reference.unit,
                        "asserted_by": str(reference.asserted_by),
                        "status": str(citation.status),
                        "direction": str(citation.direction or ""),
                        "misdirected": citation.misdirected,
                        "governed_by": reference.governed_by,
                        "reason": citation.reason,
                        "stated": True,
                    },
                )


def link_edges(found: Inferences) -> Iterator[Edge]:
    """What no text states, from newer to older; then each step of a lineage, from older to newer.

    What a user rejects has an edge that says so, if both its ends are there.
    """
    steps = {step: True for pairs in found.steps.values() for step in pairs}
    for link in found.links:
        yield link.newer, link.older, _inferred(link)
        if is_step(link):
            steps.setdefault((link.older, link.newer), False)
    for word in found.words:
        if word.verdict == REJECT and found.missing.isdisjoint((word.older, word.newer)):
            judged = {"judgement": word.verdict, "judged_by": word.by}
            yield word.newer, word.older, {"relation": REJECTED, "stated": False} | judged
    for (older, newer), stated in steps.items():
        yield older, newer, {"relation": LINEAGE_STEP, "stated": stated}


def _inferred(link: InferredLink) -> Attributes:
    relation = RELATED_BY_USER if link.kind is LineageKind.REFERS_TO else str(link.kind)
    attributes: Attributes = {"relation": relation, "stated": False}
    match link.evidence:
        case Compared(verdict=verdict, score=score, runner_up=other):
            attributes |= {"score": score.shown, "verdict": str(verdict)}
            if other:
                attributes |= {"runner_up": other.key, "runner_up_score": other.score.shown}
        case Renumbered(renumbering=renumbering):
            attributes["shift"] = renumbering.shift
        case Alike(likeness=likeness):
            attributes["score"] = round(likeness, 3)
    if link.correction:
        attributes |= {"judgement": link.correction.verdict, "judged_by": link.correction.by}
    return attributes


def has_edge(target: str, status: Status) -> bool:
    """Whether a citation has a target to lead to: an ambiguous one has none."""
    return bool(target) and status is not Status.AMBIGUOUS


def day_of(document: Document) -> str:
    """The date of a document, or of the last meeting that it tells of."""
    return document.date or max((meeting.start for meeting in document.meetings), default="")


def body_node(root: str, labels: Labels) -> Node:
    """A body that documents name."""
    return _node(f"body:{root}", "body", labels)


def body_edges(root: str, above: Iterable[str]) -> Iterator[Edge]:
    """From a body to those above it."""
    for parent in sorted(above):
        yield f"body:{root}", f"body:{parent}", {"relation": OF_BODY}


def meeting_node(meeting: Meeting, labels: Labels) -> Node:
    """A meeting that documents tell of."""
    return _node(
        meeting.key, "meeting", labels, date=meeting.start, end=meeting.end, place=meeting.place
    )


def meeting_edges(meeting: Meeting) -> Iterator[Edge]:
    """From a meeting to its body."""
    yield meeting.key, f"body:{meeting.body}", {"relation": OF_BODY}


def target_node(target: Target, document: str, day: str, labels: Labels) -> Node:
    """What is cited and was not read; `day` is that of its document, if that one was."""
    return _node(
        target.key,
        str(target.kind),
        labels,
        date=day if target.key != document else "",
        document=document,
        missing=target.missing,
    )


def target_edges(target: Target, around: str) -> Iterator[Edge]:
    """From a pinpoint to the smallest thing around it that is known; a whole document has none."""
    if around != target.key:
        yield target.key, around, {"relation": PART_OF}


def _day_of_unit(unit: Unit, document: Document, meetings: Mapping[str, Meeting]) -> str:
    """The meeting's first day, where one adopted the unit; else the date of the document."""
    meeting = meetings.get(unit.meeting or "")
    return meeting.start if meeting else document.date


def _node(
    key: str,
    kind: str,
    labels: Labels,
    ambiguous: Mapping[str, int] | None = None,
    **attributes: Any,
) -> Node:
    """A node with every attribute that all nodes have."""
    if ambiguous and key in ambiguous:
        attributes["ambiguous"] = ambiguous[key]
    return key, {
        "kind": kind,
        "label": labels.label(key),
        "short": labels.short(key),
        "date": "",
        "document": "",
        "recommendation": False,
        "read": False,
        "missing": False,
        "abridged": False,
        **attributes,
    }
