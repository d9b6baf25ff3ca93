"""What was read of the pages → `Line`s: a paragraph or a cell each, with each note below the
paragraph that carries its mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...model import Cell, Line, Mark
from .flow import Head, Part, continues
from .grid import Table
from .measures import Measures
from .notes import Note
from .paragraphs import Paragraph, heading_level, indent
from .rows import Row
from .seams import Words, paragraph_text

_SIGNS = "*†‡"
_LOOKS_BACK = 600  # lines: no two pages hold more


@dataclass(slots=True)
class _Entry:
    """A line with the notes that stand below it."""

    line: Line
    notes: list[Line] = field(default_factory=list)


def lines(parts: Sequence[Part], measures: Measures, words: Words) -> tuple[Line, ...]:
    """The lines of a document, numbered from 1."""
    return tuple(_numbered(_Assembly(measures, words).entries(parts)))


def _numbered(entries: Sequence[_Entry]) -> Iterator[Line]:
    number = 0
    for entry in entries:
        for line in (entry.line, *entry.notes):
            number += 1
            yield replace(line, number=number)


class _Assembly:
    def __init__(self, measures: Measures, words: Words) -> None:
        self._measures = measures
        self._words = words
        self._entries: list[_Entry] = []
        self._tables = 0
        self._table: Table | None = None  # the last item, where that is a table
        self._rows = 0
        self._heads: tuple[tuple[str, ...], ...] = ()
        self._note: tuple[_Entry, int] | None = None

    def entries(self, parts: Sequence[Part]) -> list[_Entry]:
        for part in parts:
            for place, item in enumerate(part.items):
                if isinstance(item, Table):
                    self._add_table(item, place == 0)
                elif isinstance(item, Paragraph):
                    self._add_paragraph(item)
                    self._table = None
                elif isinstance(item, Head):
                    self._add(item.row)
            for note in part.notes:
                self._add_note(note)
        return self._entries

    def _add(self, row: Row) -> None:
        built = paragraph_text([row], self._words)
        if built.text:
            self._append(
                Line(built.text, marks=built.marks, page=row.page, links=built.links, gap=True)
            )

    def _append(self, line: Line) -> None:
        self._entries.append(_Entry(line))

    def _add_paragraph(self, paragraph: Paragraph) -> None:
        built = paragraph_text(paragraph.rows, self._words)
        if not built.text:
            return
        heading = 0 if built.note else heading_level(paragraph, self._measures, built.text)
        self._append(
            Line(
                built.text,
                marks=built.marks,
                note=built.note,
                page=paragraph.page,
                links=built.links,
                heading=heading,
                indent=0 if heading or built.note else indent(paragraph, self._measures),
                gap=True,
            )
        )

    def _add_table(self, table: Table, is_first: bool) -> None:
        rows = _texts(table)
        skip = 0
        if is_first and self._table is not None and continues(self._table, table):
            # The head of a table is printed again overleaf.
            while skip < len(rows) and skip < len(self._heads) and rows[skip] == self._heads[skip]:
                skip += 1
            offset = self._rows - skip
        else:
            self._tables += 1
            self._heads = rows
            offset = 0
        for cell in table.cells:
            if cell.row > skip:
                place = Cell(self._tables, cell.row + offset, cell.column)
                self._add_cell(cell.lines, place)
        self._rows = table.rows + offset
        for note in table.notes:
            self._rows += 1
            self._add_cell(note, Cell(self._tables, self._rows, 1))
        self._table = table

    def _add_cell(self, rows: Sequence[Row], cell: Cell) -> None:
        built = paragraph_text(rows, self._words)
        if built.text:
            self._append(
                Line(
                    built.text,
                    marks=built.marks,
                    note=built.note,
                    page=rows[0].page,
                    cell=cell,
                    links=built.links,
                    gap=True,
                )
            )

    def _add_note(self, note: Note) -> None:
        built = paragraph_text(note.rows, self._words)
        text, marks, links = built.text, built.marks, built.links
        mark = built.note or note.mark
        if not mark:
            self._lengthen_note(Line(text, marks=marks, links=links))
            return
        line = Line(text, marks=marks, note=mark, page=note.rows[0].page, links=links, gap=True)
        if not built.note:
            line = _without_mark(line, note.rows[0])
        carrier = next(
            (
                entry
                for entry in self._entries[: -_LOOKS_BACK - 1 : -1]
                if not entry.line.note and any(one.note == mark for one in entry.line.marks)
            ),
            None,
        )
        carrier = carrier or self._with_sign(mark, line.page)
        if carrier is None:
            if not self._entries:
                self._append(line)
                self._note = None
                return
            carrier = self._entries[-1]
        carrier.notes.append(line)
        self._note = (carrier, len(carrier.notes) - 1)

    def _with_sign(self, mark: str, page: int | None) -> _Entry | None:
        """The line of a page that has the sign of a note behind a word, taken out as its mark."""
        if mark.strip(_SIGNS):
            return None
        sign = re.compile(rf"(?<=[\w)\]”’.,;]){re.escape(mark)}(?![\w{_SIGNS}])")
        for entry in self._entries:
            found = sign.search(entry.line.text) if entry.line.page == page else None
            if found is not None and not entry.line.note:
                entry.line = _taken_out(entry.line, found.start(), mark)
                return entry
        return None

    def _lengthen_note(self, rest: Line) -> None:
        """Add the rest of a note that goes on from the page before."""
        if self._note is None or not rest.text:
            if rest.text:
                self._append(replace(rest, gap=True))
            return
        carrier, place = self._note
        line = carrier.notes[place]
        shift = len(line.text) + 1
        carrier.notes[place] = replace(
            line,
            text=f"{line.text} {rest.text}",
            marks=line.marks + tuple(replace(m, offset=m.offset + shift) for m in rest.marks),
            links=line.links
            + tuple(replace(h, start=h.start + shift, end=h.end + shift) for h in rest.links),
        )


def _texts(table: Table) -> tuple[tuple[str, ...], ...]:
    """The texts of a table, row by row."""
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row - 1].append(cell.text)
    return tuple(tuple(row) for row in rows)


def _taken_out(line: Line, at: int, mark: str) -> Line:
    """A line with a sign of its text as a mark beside it."""
    size = len(mark)
    marks = [replace(m, offset=m.offset - size * (m.offset > at)) for m in line.marks]
    return replace(
        line,
        text=line.text[:at] + line.text[at + size :],
        marks=tuple(sorted([*marks, Mark(at, mark)], key=lambda one: one.offset)),
        links=tuple(
            replace(h, start=h.start - size * (h.start > at), end=h.end - size * (h.end > at))
            for h in line.links
        ),
    )


def _without_mark(line: Line, row: Row) -> Line:
    """A note without the mark before it, where that is not raised."""
    cut = len(row.fragments[0].text)
    cut += len(line.text[cut:]) - len(line.text[cut:].lstrip())
    return replace(
        line,
        text=line.text[cut:],
        marks=tuple(replace(m, offset=max(m.offset - cut, 0)) for m in line.marks),
        links=tuple(
            replace(h, start=max(h.start - cut, 0), end=h.end - cut)
            for h in line.links
            if h.end > cut
        ),
    )
