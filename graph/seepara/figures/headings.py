"""Columns by meeting or year, rows by document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from ..labels import Labels, plain
from ..model import Document, Stage
from .captions import shortened
from .model import FigureNode, Heading
from .selection import document_of, meeting_of
from .words import FigureWords

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

NOT_READ = ""
ELSEWHERE = "-"
BESIDE = "+"
"""Keys of the rows of what was not read, of what lies in no document, and of all that stands side by
side; no document has them."""

_UNDATED = ""
_YEAR = 4


class _Asked(Protocol):
    @property
    def keys(self) -> tuple[str, ...]: ...
    @property
    def columns(self) -> int: ...


def columns(
    part: Graph,
    whole: Graph,
    documents: Mapping[str, Document],
    labels: Labels,
    words: FigureWords,
    asked: _Asked,
) -> tuple[tuple[Heading, ...], Mapping[str, Heading]]:
    """The columns from old to new, and the column of each node.

    Side by side, the two things that were asked for are the columns. Else a meeting is one, for what
    it adopted or considered, and so is a year, for all else that has a date; more columns than the
    page holds are put together by years, from the oldest on.
    """
    sides = part.graph.get("sides") or {}
    if sides:
        heads = tuple(
            Heading(
                key,
                marked(
                    plain(labels.label(key)), documents.get(key.partition("#")[0]), labels, words
                ),
            )
            for key in asked.keys[:2]
        )
        return heads, {node: heads[sides[node]] for node in part}
    times = {node: _time(node, part, whole) for node in part}
    starts: dict[str, str] = {}
    for key, date in times.values():
        starts[key] = min(starts.get(key, date), date) if key in starts else date
    order = sorted(starts, key=lambda key: (starts[key], key))
    groups = _joined([(key, starts[key]) for key in order], asked.columns)
    made: dict[str, Heading] = {}
    heads_made = []
    for group in groups:
        head = Heading(group[0][0] or "undated", _called(group, labels, words))
        heads_made.append(head)
        made |= {key: head for key, _ in group}
    return tuple(heads_made), {node: made[key] for node, (key, _) in times.items()}


def row_of(key: str, part: Graph, labels: Labels, words: FigureWords) -> Heading:
    """The row of a node: its document, if that was read; side by side there is but one row."""
    if part.graph.get("sides"):
        return Heading(BESIDE, "")
    document = document_of(part, key)
    if not document:
        return Heading(ELSEWHERE, words.heading["elsewhere"])
    known = part.nodes[key]
    if not (known["read"] or known["missing"]):
        return Heading(NOT_READ, words.heading["not_read"])
    return Heading(document, labels.label(document))


def rows(
    nodes: Iterable[FigureNode],
    documents: Mapping[str, Document],
    labels: Labels,
    words: FigureWords,
) -> tuple[Heading, ...]:
    """The rows that the nodes stand in: documents by date, then what was not read."""
    keys = dict.fromkeys(node.row for node in nodes)
    read = sorted(
        (key for key in keys if key in documents), key=lambda key: (documents[key].date, key)
    )
    made = [Heading(key, document_name(documents[key], labels, words)) for key in read]
    made += [
        Heading(key, plain(labels.label(key)))
        for key in keys
        if key not in documents and key not in (NOT_READ, ELSEWHERE, BESIDE)
    ]
    if BESIDE in keys:
        made.append(Heading(BESIDE, ""))
    if ELSEWHERE in keys:
        made.append(Heading(ELSEWHERE, words.heading["elsewhere"]))
    if NOT_READ in keys:
        made.append(Heading(NOT_READ, words.heading["not_read"]))
    return tuple(made)


def document_name(document: Document, labels: Labels, words: FigureWords) -> str:
    """How a row names its document: a draft and an abridged text say that they are one."""
    return marked(plain(labels.label(document.key)), document, labels, words)


def marked(name: str, document: Document | None, labels: Labels, words: FigureWords) -> str:
    """A name with what must be known of its document: that it is a draft, that it is abridged."""
    marks = []
    if document and document.stage is Stage.DRAFT:
        marks.append(words.heading["draft"])
    if document and document.abridged:
        marks.append(labels.words.abridged)
    if not marks:
        return shortened(name)
    said = words.heading["marks"].join(marks)
    return words.heading["marked"].format(document=shortened(name), marks=said)


def _time(node: str, part: Graph, whole: Graph) -> tuple[str, str]:
    """The key of a node's column and the date by which the columns stand in order."""
    meeting = meeting_of(whole, node)
    if meeting:
        return meeting, str(whole.nodes[meeting]["date"] or part.nodes[node]["date"])
    date = str(part.nodes[node]["date"])
    return (date[:_YEAR], date) if date else (_UNDATED, "")


def _joined(found: Sequence[tuple[str, str]], most: int) -> list[list[tuple[str, str]]]:
    """Columns put together until no more than `most` are left: the same year first, then the two
    neighbours that lie closest; what has no date stays apart as long as it can."""
    groups = [[one] for one in found]
    while len(groups) > max(most, 1):
        gaps = [
            (abs(_year(b[0][1]) - _year(a[-1][1])), number)
            for number, (a, b) in enumerate(pairwise(groups))
        ]
        _, place = min(gaps)
        groups[place : place + 2] = [groups[place] + groups[place + 1]]
    return groups


def _year(date: str) -> int:
    return int(date[:_YEAR]) if date[:_YEAR].isdigit() else -9999


def _called(group: Sequence[tuple[str, str]], labels: Labels, words: FigureWords) -> str:
    key, date = group[0]
    if len(group) == 1:
        if not date and key == _UNDATED:
            return words.heading["undated"]
        if (meeting := labels.meetings.get(key)) is None:
            return shortened(plain(labels.label(key))) if ":" in key else key
        # the date first: it is what tells columns apart where there is little room
        return words.heading["meeting"].format(
            dates=labels.words.dates(meeting.start, meeting.end),
            body=shortened(plain(labels.body(meeting.body))),
        )
    first, last = date[:_YEAR], group[-1][1][:_YEAR]
    if not first:
        first = words.heading["undated"]
    return first if first == last else words.heading["years"].format(first=first, last=last)
