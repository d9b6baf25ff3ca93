"""Which of two nodes is older: by the meeting that adopted a unit, not by the document that prints it.

Within one meeting a draft comes before a report, then the date of the document decides; nodes of
equal rank stand beside each other (domain.md §5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..keys import split
from ..model import Document, ResolvedDocument, Stage, Unit, value
from ..targets import LONG, MOST_RECENT, holds, joined_paths, places

ASSEMBLY_EPOCH = 1945
"""The General Assembly's session n begins in September of this year + n, and lasts for a year."""

_ASSEMBLY = re.compile(r"^(?:decision:)?A/(?:[A-Z0-9.]+/)*(?P<session>[3-9]\d|1\d\d)/")
_YEAR = re.compile(r"(?:^|[/(])(?P<year>(?:19|20)\d\d)(?=[/).]|$)")
_SEPTEMBER = "-09-01"


_Table = tuple[Mapping[str, str], frozenset[str]]


class Dated(StrEnum):
    """What dates a reference: the meeting that adopted its unit, or the document that prints it."""

    MEETING = "meeting"
    DOCUMENT = "document"


@value
class Rank:
    """The place of a node in time: ISO dates (of the meeting, of the document) or empty; a draft is
    stage 0, all else 1."""

    date: str
    stage: int
    printed: str

    def before(self, other: Rank) -> bool:
        """Whether this is older."""
        return (self.date, self.stage, self.printed) < (other.date, other.stage, other.printed)


@value
class Step:
    """Two nodes in the order of time; of equal rank they are `beside` each other."""

    older: str
    newer: str
    beside: bool
    dated: Dated


@value
class Adopted:
    """The units of a document that one meeting adopted: its first day, their joined paths."""

    start: str
    paths: str


@value
class Ranks:
    """The ranks of a document and its units, as little as tells them.

    `paths` are those of all its units (`seepara.targets.joined_paths`), `adopted` those that a
    meeting adopted, in a draft considered; all others have the rank of the document.
    """

    whole: Rank
    paths: str
    adopted: tuple[Adopted, ...] = ()

    @classmethod
    def of(cls, document: Document) -> Ranks:
        """What lies in a unit that a meeting adopted was adopted with it."""
        starts = {meeting.key: meeting.start for meeting in document.meetings}
        by_path = {unit.path: unit for unit in document.units}
        adopted: dict[str, list[str]] = {}
        for unit in document.units:
            if meeting := _meeting(unit, by_path):
                start = starts.get(meeting) or meeting.rpartition("/")[2]
                adopted.setdefault(start, []).append(unit.path)
        return cls(
            _rank_of_document(document),
            joined_paths(by_path),
            tuple(Adopted(start, joined_paths(paths)) for start, paths in adopted.items()),
        )

    def start(self, path: str) -> str | None:
        """The first day of the meeting that adopted a unit; None where none did."""
        return next((held.start for held in self.adopted if holds(held.paths, path)), None)

    def starts(self) -> Mapping[str, str]:
        """The first day of the meeting by unit, of all that one adopted."""
        return {path: held.start for held in self.adopted for path in places(held.paths)}


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """The order of the nodes of some documents, by the ranks in each.

    >>> order = Order.of(())
    >>> order.span("S/RES/1526(2004)#2"), order.span("A/RES/64/293")
    (('2004-01-01', '2004-12-31'), ('2009-09-01', '2010-09-30'))
    >>> order.span("treaty:UNTOC#art32") is None
    True
    """

    documents: Mapping[str, Ranks]
    recent: dict[str, _Table] = field(default_factory=dict, compare=False, repr=False)
    """The long documents asked about last: in them every look would take as long as they are."""

    @classmethod
    def of(cls, documents: Iterable[ResolvedDocument]) -> Order:
        """The order of these documents and their units."""
        return cls({one.document.key: Ranks.of(one.document) for one in documents})

    def rank(self, key: str) -> Rank | None:
        """The rank of a node that was read; None for any other."""
        document, path = split(key)
        ranks = self.documents.get(document)
        if ranks is None:
            return None
        start, is_there = self._start(document, ranks, path)
        if start is not None:
            return Rank(start, ranks.whole.stage, ranks.whole.printed)
        return ranks.whole if is_there or not path else None

    def is_adopted(self, key: str) -> bool:
        """Whether a meeting adopted (of a draft: considered) a unit."""
        document, path = split(key)
        ranks = self.documents.get(document)
        return ranks is not None and self._start(document, ranks, path)[0] is not None

    def _start(self, document: str, ranks: Ranks, path: str) -> tuple[str | None, bool]:
        """The first day of the meeting that adopted a unit, and whether there is such a unit."""
        if len(ranks.paths) <= LONG:
            return ranks.start(path), holds(ranks.paths, path)
        if document not in self.recent:
            while len(self.recent) >= MOST_RECENT:
                del self.recent[next(iter(self.recent))]
            self.recent[document] = ranks.starts(), frozenset(places(ranks.paths))
        starts, paths = self.recent[document]
        return starts.get(path), path in paths

    def date(self, key: str) -> str:
        """The date by which a node is ordered; for what was not read its year, or nothing."""
        rank = self.rank(key)
        if rank is not None:
            return rank.date
        span = self.span(key)
        return span[0][:4] if span else ""

    def span(self, key: str) -> tuple[str, str] | None:
        """The first and the last day that the symbol of a document leaves open; None if all."""
        document, _ = split(key)
        if found := _ASSEMBLY.match(document):
            year = ASSEMBLY_EPOCH + int(found["session"])
            return f"{year}{_SEPTEMBER}", f"{year + 1}-09-30"
        years = [match["year"] for match in _YEAR.finditer(document)]
        return (f"{years[-1]}-01-01", f"{years[-1]}-12-31") if years else None

    def step(self, source: str, target: str) -> Step | None:
        """The two ends of a reference in the order of time; None if the source was not read.

        A reference to something newer than the meeting that adopted its unit is the document's, and
        dated by it. What was not read is taken to be older than what refers to it, unless its symbol
        says that it is newer than the document.
        """
        rank = self.rank(source)
        if rank is None:
            return None
        own = Dated.MEETING if self.is_adopted(source) else Dated.DOCUMENT
        printed = self.documents[split(source)[0]].whole
        other = self.rank(target)
        if other is None:
            return self._step_outside(source, target, rank, own, printed)
        if rank.date < other.date:
            own = Dated.DOCUMENT
            if split(source)[0] != split(target)[0]:
                rank = printed
        if other.before(rank) or not (rank.date and other.date):
            return Step(target, source, False, own)
        return Step(source, target, not rank.before(other), own)

    def _step_outside(
        self, source: str, target: str, rank: Rank, own: Dated, printed: Rank
    ) -> Step:
        span = self.span(target)
        if span is None or (rank.date and span[1] < rank.date):
            return Step(target, source, False, own)
        if printed.date and span[0] > printed.date:
            return Step(source, target, False, Dated.DOCUMENT)
        return Step(target, source, False, Dated.DOCUMENT)


def _rank_of_document(document: Document) -> Rank:
    date = document.date or max((meeting.start for meeting in document.meetings), default="")
    return Rank(date, _stage(document), date)


def _meeting(unit: Unit, by_path: Mapping[str, Unit]) -> str:
    around: Unit | None = unit
    while around is not None:
        if around.meeting:
            return around.meeting
        around = by_path.get(around.parent) if around.parent else None
    return ""


def _stage(document: Document) -> int:
    return 0 if document.stage is Stage.DRAFT else 1
