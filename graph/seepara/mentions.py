"""What a document names that others may name too: bodies, meetings, and targets that were not read.

`mentions` tells it of one document; `Mentioned` gathers it from all of them, in their order, so that
each thing stands in the graph once. Of a target the first document that cites it decides the kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from .keys import join, split
from .model import Kind, Meeting, ResolvedDocument, Status, value

# What a target without a pinpoint, or the thing a pinpoint lies in, is by the kind of the citation.
_CONTAINERS = {Kind.PARAGRAPH: Kind.DOCUMENT, Kind.SECTION: Kind.DOCUMENT}


class Units(Protocol):
    """What is asked of the units that were read."""

    def order(self, document: str, path: str) -> int | None:
        """The place of a unit in its document; None where there is no such unit."""


@value
class Target:
    """Something cited that was not read; `missing`: its document was, and has no such unit."""

    key: str
    kind: Kind
    missing: bool = False


@value
class BodyMention:
    """A body, by its root, and the root of the body above it where the document says so."""

    root: str
    parent: str = ""


@value
class Mentions:
    """What one document names, each thing once."""

    bodies: tuple[BodyMention, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    targets: tuple[Target, ...] = ()


def mentions(resolved: ResolvedDocument) -> Mentions:
    """What a document names.

    >>> from .model import Citation, Document, Reference
    >>> cited = Citation("A/1/3#2", Kind.PARAGRAPH, Status.EXTERNAL)
    >>> reference = Reference("1", 0, 3, "See", Kind.PARAGRAPH, (cited,))
    >>> found = mentions(ResolvedDocument(Document("A/1/2", "a.txt", "", ()), (reference,)))
    >>> [(target.key, str(target.kind)) for target in found.targets]
    [('A/1/3', 'document'), ('A/1/3#2', 'paragraph')]
    """
    meetings = _meetings(resolved)
    bodies: dict[tuple[str, str], None] = {}
    for body in (*resolved.bodies, *filter(None, (resolved.document.organ,))):
        bodies[body.root, body.parent or ""] = None
    for meeting in meetings:
        bodies[meeting.body, ""] = None
    targets: dict[str, Target] = {}
    for reference in resolved.references:
        for citation in reference.citations:
            if citation.target and citation.status in (Status.EXTERNAL, Status.DANGLING):
                for target in _cited(citation.target, citation.kind, citation.status):
                    targets.setdefault(target.key, target)
    return Mentions(tuple(BodyMention(*body) for body in bodies), meetings, tuple(targets.values()))


def ends_not_read(keys: Iterable[str]) -> Mentions:
    """The ends of inferred links that were not read, as if they were cited.

    >>> [target.key for target in ends_not_read(["A/1/3#2"]).targets]
    ['A/1/3', 'A/1/3#2']
    """
    targets: dict[str, Target] = {}
    for key in keys:
        kind = Kind.PARAGRAPH if split(key)[1] else Kind.DOCUMENT
        for target in _cited(key, kind, Status.EXTERNAL):
            targets.setdefault(target.key, target)
    return Mentions(targets=tuple(targets.values()))


def _meetings(resolved: ResolvedDocument) -> tuple[Meeting, ...]:
    """The meetings of a document and those of its units, of which the key says body and day."""
    meetings = {meeting.key: meeting for meeting in resolved.document.meetings}
    for unit in resolved.document.units:
        if unit.meeting and unit.meeting not in meetings:
            root, _, start = unit.meeting.partition(":")[2].rpartition("/")
            meetings[unit.meeting] = Meeting(unit.meeting, root, start, "")
    return tuple(meetings.values())


def _cited(key: str, kind: Kind, status: Status) -> Iterator[Target]:
    """A target, and before it what a pinpoint lies in: that is external, or it was read."""
    document, path = split(key)
    whole = _CONTAINERS.get(kind, kind)
    if path and status is Status.EXTERNAL:
        yield Target(document, whole)
    yield Target(key, kind if path else whole, status is Status.DANGLING)


class Mentioned:
    """What all documents name, each thing once; they are added in any order, each with its place
    among them.

    >>> mentioned = Mentioned()
    >>> mentioned.add(1, Mentions((BodyMention("A/C.3", "A"),), (), (Target("E/1", Kind.DOCUMENT),)))
    >>> mentioned.add(0, Mentions(targets=(Target("E/1", Kind.RULE),)))
    >>> mentioned.bodies, mentioned.targets("E/1")
    ({'A/C.3': {'A'}, 'A': set()}, [Target(key='E/1', kind=<Kind.RULE: 'rule'>, missing=False)])
    """

    def __init__(self) -> None:
        self.bodies: dict[str, set[str]] = {}
        """By root: the roots of the bodies above it."""
        self._meetings: dict[str, dict[Meeting, int]] = {}
        self._targets: dict[str, dict[str, tuple[int, Target]]] = {}

    def add(self, place: int, found: Mentions) -> None:
        """Take what the document at a place names."""
        for body in found.bodies:
            above = self.bodies.setdefault(body.root, set())
            if body.parent:
                above.add(body.parent)
                self.bodies.setdefault(body.parent, set())
        for meeting in found.meetings:
            said = self._meetings.setdefault(meeting.key, {})
            said[meeting] = max(place, said.get(meeting, place))
        for target in found.targets:
            document, path = split(target.key)
            cited = self._targets.setdefault(document, {})
            if path not in cited or place < cited[path][0]:
                cited[path] = place, target

    @property
    def documents(self) -> list[str]:
        """The keys of the documents that are cited, sorted."""
        return sorted(self._targets)

    @property
    def meetings(self) -> list[str]:
        """The keys of the meetings, sorted."""
        return sorted(self._meetings)

    def said_of(self, meeting: str) -> tuple[Meeting, ...]:
        """What documents say of a meeting, each saying once, what the last one says at the end."""
        said = self._meetings[meeting]
        return tuple(sorted(said, key=lambda one: (said[one], one.end, one.place)))

    def meeting(self, key: str) -> Meeting:
        """A meeting by what documents say of it: the last word on its end and its place counts."""
        *earlier, last = self.said_of(key)
        for said in reversed(earlier):
            last = replace(last, end=last.end or said.end, place=last.place or said.place)
        return last

    def targets(self, document: str) -> list[Target]:
        """What is cited of a document: the document itself first, then by path."""
        return [target for _, (_, target) in sorted(self._targets[document].items())]

    def around(self, document: str, path: str, index: Units) -> str:
        """The key of the smallest thing around a pinpoint that is cited or was read.

        >>> from .targets import DictIndex
        >>> mentioned = Mentioned()
        >>> mentioned.add(0, Mentions(targets=(Target("E/1#17", Kind.PARAGRAPH),)))
        >>> mentioned.around("E/1", "17(b)(ii)", DictIndex({}, {}))
        'E/1#17'
        """
        cited = self._targets.get(document, {})
        while path.endswith(")") and "(" in path:
            path = path[: path.rindex("(")]
            if path in cited or index.order(document, path) is not None:
                return join(document, path)
        return document
