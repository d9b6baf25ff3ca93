"""The table of cross-references: a row a phrase, in the order of the texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..keys import join
from ..labels import Labels, plain
from ..model import Document, Reference, ResolvedDocument, Stage, Status, Unit, UnitKind
from .model import Cell, Note, Table
from .notes import Lettered, abridged_mark, corpus_note
from .targets import NO_BREAK, targets
from .words import TableWords

_WIDTHS = (12, 14, 23, 30, 12, 9)


def cross_references(
    documents: Sequence[ResolvedDocument],
    labels: Labels,
    words: TableWords,
    version: str,
    within: str = "",
) -> Table:
    """Who refers to what in these documents, or (`within`, a path) in one part of them.

    Labels must know all documents of the corpus, so that what is cited is called by its name.

    >>> from ..model import Citation, Kind
    >>> from .words import table_words
    >>> units = (Unit("9", UnitKind.PARAGRAPH, 0, 11, label="9."),)
    >>> document = Document("A/1", "a.txt", "See para. 2", units, symbol="A/1")
    >>> none = Citation("A/1#2", Kind.PARAGRAPH, Status.DANGLING)
    >>> said = Reference("9", 4, 11, "para. 2", Kind.PARAGRAPH, (none,))
    >>> made = cross_references([ResolvedDocument(document, (said,))], Labels.of(()), table_words(), "1")
    >>> [cell.text.replace(NO_BREAK, "_") for cell in made.rows[0]]
    ['Para._9', 'not known', 'para._2 (not found)', 'para. 2', 'the body', 'not found']
    """
    lettered = Lettered()
    mark = abridged_mark((one.document for one in documents), labels, words, lettered)
    several = len(documents) > 1
    rows: list[tuple[Cell, ...]] = []
    all_recommend = True
    for resolved in documents:
        document = resolved.document
        units = {unit.path: unit for unit in document.units}
        order = {unit.path: place for place, unit in enumerate(document.units)}
        inside = _inside(document, within)
        found = [one for one in resolved.references if one.unit in inside]
        for reference in sorted(found, key=lambda r: (order.get(r.unit, len(order)), r.start)):
            unit = units.get(reference.unit)
            all_recommend &= _recommends(unit, units)
            rows.append(_row(reference, unit, document, several, labels, words))
    first = "recommendation" if all_recommend and rows else "paragraph"
    titles = (first, "adopted", "refers_to", "phrase", "made_by", "status")
    notes = [Note("", words.notes["phrase"])]
    if not rows:
        notes = [Note("", words.notes["empty"])]
    caption = words.captions["cross-references"]
    if len(documents) == 1:
        name = plain(labels.label(join(documents[0].document.key, within)))
        caption = words.captions["cross-references-of"].format(document=name)
    return Table(
        "cross-references",
        caption,
        tuple(Cell(words.columns[title], mark if title == "phrase" else "") for title in titles),
        tuple(rows),
        (*lettered.notes(), *notes, corpus_note(documents, labels, words, version)),
        _WIDTHS,
        words.language,
    )


def _row(
    reference: Reference,
    unit: Unit | None,
    document: Document,
    several: bool,
    labels: Labels,
    words: TableWords,
) -> tuple[Cell, ...]:
    key = join(document.key, reference.unit)
    name = plain(labels.label(key) if several else labels.short(key))
    return (
        Cell(name if several else name.replace(" ", NO_BREAK)),
        Cell(adopted(unit, document, labels, words)),
        Cell(targets(reference.citations, document.key, labels, words)),
        Cell(plain(reference.text)),
        Cell(words.made_by[reference.asserted_by]),
        Cell(_status(reference, words)),
    )


def adopted(unit: Unit | None, document: Document, labels: Labels, words: TableWords) -> str:
    """When a unit was adopted: the days of the meeting; of a draft, when it was considered."""
    meeting = labels.meetings.get(unit.meeting or "") if unit else None
    if meeting is None:
        return words.adopted["unknown"]
    pattern = "considered" if document.stage is Stage.DRAFT else "adopted"
    return words.adopted[pattern].format(dates=labels.words.dates(meeting.start, meeting.end))


def _status(reference: Reference, words: TableWords) -> str:
    """What became of the targets; counted where they did not fare alike."""
    counts = Counter(citation.status for citation in reference.citations)
    if len(counts) == 1:
        return words.status[next(iter(counts))]
    each = [
        words.status["each"].format(number=counts[status], status=words.status[status])
        for status in Status
        if counts[status]
    ]
    return str(words.lists["separator"]).join(each)


def _recommends(unit: Unit | None, units: dict[str, Unit]) -> bool:
    """Whether a unit is a recommendation, or a note to one."""
    while unit is not None and unit.kind is UnitKind.FOOTNOTE and unit.parent:
        unit = units.get(unit.parent)
    return unit is not None and unit.recommendation


def _inside(document: Document, within: str) -> set[str]:
    """The paths of a unit and of all that lies in it; of everything where none is named."""
    if not within:
        return {unit.path for unit in document.units} | {""}
    inside = {within}
    grown = True
    while grown:
        found = {u.path for u in document.units if u.parent in inside} - inside
        inside |= found
        grown = bool(found)
    return inside
