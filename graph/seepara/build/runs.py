"""What several documents name, in runs that are rendered one at a time, like documents.

Bodies come first, then meetings, then what was cited and not read, each sorted. Where a run ends
hangs only on what stands there, so that a new target changes one run and not all behind it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from ..graph_parts import (
    Edge,
    Node,
    body_edges,
    body_node,
    meeting_edges,
    meeting_node,
    target_edges,
    target_node,
)
from ..keys import split
from ..labels import Labels
from ..mentions import Mentioned, Target
from ..model import Body, Meeting, value
from ..rdf import mentioned_triples
from ..targets import TargetIndex

if TYPE_CHECKING:
    from pyoxigraph import Triple

T = TypeVar("T")

_ENDS_RUN = 8
"""Of 256 keys, so many are the last of their run."""


@value
class CitedTarget:
    """A target, and the key of what it lies in; a whole document lies in itself."""

    target: Target
    around: str


@value
class CitedDocument:
    """A document with its targets, and its day, if it was read."""

    key: str
    targets: tuple[CitedTarget, ...]
    day: str = ""


@value
class NamedBody:
    """A body, by root, with the roots of those above it."""

    root: str
    above: tuple[str, ...] = ()


@value
class NamedMeeting:
    """A meeting, and each thing that documents say of it."""

    meeting: Meeting
    said: tuple[Meeting, ...]


@value
class Run:
    """Things of one kind that documents name."""

    bodies: tuple[NamedBody, ...] = ()
    meetings: tuple[NamedMeeting, ...] = ()
    documents: tuple[CitedDocument, ...] = ()

    @property
    def nodes(self) -> int:
        """How many nodes it makes."""
        targets = sum(len(document.targets) for document in self.documents)
        return len(self.bodies) + len(self.meetings) + targets


def runs_of(
    mentioned: Mentioned, index: TargetIndex, day_of: Callable[[str], str]
) -> Iterator[Run]:
    """The runs of what documents name; `day_of` gives the day of a document that was read."""
    bodies = (NamedBody(root, tuple(sorted(a))) for root, a in sorted(mentioned.bodies.items()))
    for some in _split(bodies, lambda body: body.root):
        yield Run(bodies=some)
    meetings = (
        NamedMeeting(mentioned.meeting(key), mentioned.said_of(key)) for key in mentioned.meetings
    )
    for held in _split(meetings, lambda named: named.meeting.key):
        yield Run(meetings=held)
    cited = (_cited(key, mentioned, index, day_of) for key in mentioned.documents)
    for documents in _split(cited, lambda document: document.key):
        yield Run(documents=documents)


def run_nodes(run: Run, labels: Labels) -> Iterator[Node]:
    """The nodes of a run."""
    for body in run.bodies:
        yield body_node(body.root, labels)
    for named in run.meetings:
        yield meeting_node(named.meeting, labels)
    for document in run.documents:
        for cited in document.targets:
            yield target_node(cited.target, document.key, document.day, labels)


def run_edges(run: Run) -> Iterator[Edge]:
    """The edges that begin in a run."""
    for body in run.bodies:
        yield from body_edges(body.root, body.above)
    for named in run.meetings:
        yield from meeting_edges(named.meeting)
    for document in run.documents:
        for cited in document.targets:
            yield from target_edges(cited.target, cited.around)


def run_triples(run: Run, labels: Labels) -> Iterator[Triple]:
    """What RDF says of a run; a dangling target is no node there."""
    bodies = (
        Body(body.root, "", parent or None) for body in run.bodies for parent in body.above or ("",)
    )
    meetings = chain.from_iterable(named.said for named in run.meetings)
    external = (
        cited.target.key
        for document in run.documents
        for cited in document.targets
        if not cited.target.missing
    )
    return mentioned_triples(bodies, meetings, external, labels)


def _cited(
    key: str, mentioned: Mentioned, index: TargetIndex, day_of: Callable[[str], str]
) -> CitedDocument:
    is_read = index.document(key) == key
    targets = []
    for target in mentioned.targets(key):
        path = split(target.key)[1]
        if not is_read or (path and index.order(key, path) is None):
            targets.append(CitedTarget(target, mentioned.around(key, path, index)))
    return CitedDocument(key, tuple(targets), day_of(key) if is_read else "")


def _split(things: Iterable[T], key: Callable[[T], str]) -> Iterator[tuple[T, ...]]:
    """Things in runs, the end of each told by the key of its last one."""
    run: list[T] = []
    for thing in things:
        run.append(thing)
        if hashlib.sha256(key(thing).encode("utf-8", "surrogatepass")).digest()[0] < _ENDS_RUN:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)
