"""Which of two nodes is older: by the meeting that adopted a unit, not by the document that prints it.

Within one meeting a draft comes before a report, then the date of the document decides; nodes of
equal rank stand beside each other (domain.md §5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..keys import split
from ..model import Document, ResolvedDocument, Stage, Unit, value

ASSEMBLY_EPOCH = 1945
"""The General Assembly's session n begins in September of this year + n, and lasts for a year."""

_ASSEMBLY = re.compile(r"^(?:decision:)?A/(?:[A-Z0-9.]+/)*(?P<session>[3-9]\d|1\d\d)/")
_YEAR = re.compile(r"(?:^|[/(])(?P<year>(?:19|20)\d\d)(?=[/).]|$)")
_SEPTEMBER = "-09-01"


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


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """The order of the nodes of some documents.

    >>> order = Order.of(())
    >>> order.span("S/RES/1526(2004)#2"), order.span("A/RES/64/293")
    (('2004-01-01', '2004-12-31'), ('2009-09-01', '2010-09-30'))
    >>> order.span("treaty:UNTOC#art32") is None
    True
    """

    units: Mapping[str, Mapping[str, Rank]]
    adopted: frozenset[str]
    documents: Mapping[str, Rank]

    @classmethod
    def of(cls, documents: Iterable[ResolvedDocument]) -> Order:
        """The order of these documents and their units."""
        units: dict[str, Mapping[str, Rank]] = {}
        whole: dict[str, Rank] = {}
        adopted: set[str] = set()
        for resolved in documents:
            document = resolved.document
            whole[document.key] = _rank_of_document(document)
            units[document.key] = _ranks(document, whole[document.key], adopted)
        return cls(units, frozenset(adopted), whole)

    def rank(self, key: str) -> Rank | None:
        """The rank of a node that was read; None for any other."""
        document, path = split(key)
        if not path:
            return self.documents.get(document)
        return self.units.get(document, {}).get(path)

    def is_adopted(self, key: str) -> bool:
        """Whether a meeting adopted (of a draft: considered) a unit."""
        return key in self.adopted

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
        printed = self.documents[split(source)[0]]
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


def _ranks(document: Document, whole: Rank, adopted: set[str]) -> Mapping[str, Rank]:
    """The rank of each unit; what lies in a unit that a meeting adopted was adopted with it."""
    starts = {meeting.key: meeting.start for meeting in document.meetings}
    by_path = {unit.path: unit for unit in document.units}
    ranks = {}
    for unit in document.units:
        meeting = _meeting(unit, by_path)
        if meeting:
            adopted.add(f"{document.key}#{unit.path}")
        start = starts.get(meeting) or meeting.rpartition("/")[2]
        ranks[unit.path] = Rank(start, whole.stage, whole.printed) if meeting else whole
    return ranks


def _meeting(unit: Unit, by_path: Mapping[str, Unit]) -> str:
    around: Unit | None = unit
    while around is not None:
        if around.meeting:
            return around.meeting
        around = by_path.get(around.parent) if around.parent else None
    return ""


def _stage(document: Document) -> int:
    return 0 if document.stage is Stage.DRAFT else 1
