"""The text of a document as it flows from page to page: paragraphs, tables, and the notes of each
page.

A page, or a column of one, is read by itself; what is cut in two by its end is put together after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from .columns import Region, gutters, regions
from .furniture import PageRows
from .grid import Table, table
from .labels import begins_item, text_left
from .letterhead import letterhead
from .measures import Edges, Measures, edges
from .notes import Note, is_line, notes_begin, split_notes
from .page import Rule
from .paragraphs import Paragraph, is_open, paragraphs
from .rows import Row
from .tables import table_areas

_ALIGNED = 0.7  # of the size
_SAME_COLUMNS = 4.0  # points
_SIZE = 0.06  # of the size


@dataclass(frozen=True, slots=True)
class Head:
    """A line of the letterhead."""

    row: Row


Item = Head | Paragraph | Table


@dataclass(slots=True)
class Part:
    """A region that was read: its items in order, its notes; `column` is 0 for the whole width."""

    page: int
    column: int
    items: list[Item] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def parts(pages: Sequence[PageRows], measures: Measures) -> list[Part]:
    """The regions of all pages in reading order, with what the end of one cut put together."""
    usual = _usual_edges(pages, measures)
    result: list[Part] = []
    last_mark = ""
    columns = gutters([page.rows for page in pages], measures)
    for place, (page, gutter) in enumerate(zip(pages, columns, strict=True)):
        rows: Sequence[Row] = page.rows
        heads: Sequence[Row] = ()
        if not place:
            head = letterhead(page.page, rows, page.rules, in_columns=gutter is not None)
            heads, rows = head.rows, rows[head.taken :]
            page = replace(page, rules=tuple(r for r in page.rules if r.top > head.bottom))
        found = regions(rows, gutter, measures) if rows else []
        for region in found or [Region(())]:
            part = _read(page, region, measures, usual, last_mark)
            if heads:
                part.items[:0] = [Head(row) for row in heads]
                heads = ()
            if part.notes and part.notes[-1].mark:
                last_mark = part.notes[-1].mark
            result.append(part)
    _join(result, measures)
    return result


def _usual_edges(pages: Sequence[PageRows], measures: Measures) -> Edges | None:
    """The edges of the page that has the most running text."""
    fullest = max(pages, key=lambda page: len(page.rows), default=None)
    return edges(fullest.rows, measures.size) if fullest is not None else None


def _read(
    page: PageRows, region: Region, measures: Measures, usual: Edges | None, last_mark: str
) -> Part:
    """The items and notes of one region."""
    part = Part(page.page.number, region.column)
    rows = region.rows
    if not rows:
        return part
    rules = _rules_of(page.rules, region)
    areas = table_areas(page.page, rows, rules, measures)
    begin = notes_begin(
        rows, rules, [(area.first, area.last) for area in areas], page.page.width, measures
    )
    part.notes = split_notes([row for row in rows[begin:] if not is_line(row)], last_mark)
    column = _edges_of(rows[:begin], measures, usual, region)
    place = 0
    for area in areas:
        part.items += paragraphs(_words(rows[place : area.first]), column, measures)
        part.items.append(table(area, rows))
        place = area.last
    part.items += paragraphs(_words(rows[place:begin]), column, measures)
    return part


def _words(rows: Sequence[Row]) -> list[Row]:
    """The rows without those that only draw a line."""
    return [row for row in rows if not is_line(row)]


def _rules_of(rules: Sequence[Rule], region: Region) -> Sequence[Rule]:
    """The rules that stand where a region is."""
    if not region.column:
        return rules
    left, right = min(row.left for row in region.rows), max(row.right for row in region.rows)
    return [rule for rule in rules if rule.left > left - 12 and rule.right < right + 12]


def _edges_of(
    rows: Sequence[Row], measures: Measures, usual: Edges | None, region: Region
) -> Edges:
    """The edges of the text of a region; those of the other pages where it has little."""
    own = edges(rows, measures.size)
    if own is not None and (region.column or usual is None or own.width > 0.8 * usual.width):
        return own
    if usual is not None and not region.column:
        return usual
    if own is not None:
        return own
    return (
        Edges(min(row.left for row in rows), max(row.right for row in rows))
        if rows
        else Edges(0.0, 0.0)
    )


def _join(found: Sequence[Part], measures: Measures) -> None:
    """Put together paragraphs, tables and notes that the end of a page or a column cut in two."""
    previous: Part | None = None
    for part in found:
        if previous is not None and part.items and previous.items:
            last, first = previous.items[-1], part.items[0]
            if (
                isinstance(last, Paragraph)
                and isinstance(first, Paragraph)
                and _goes_on(last, first, measures)
            ):
                previous.items[-1] = last.with_rows(first.rows)
                del part.items[0]
        if part.items or previous is None:
            previous = part


def _goes_on(last: Paragraph, first: Paragraph, measures: Measures) -> bool:
    """Whether the first paragraph of a page is the rest of the last one before it."""
    above, row = last.rows[-1], first.rows[0]
    if abs(above.size - row.size) > _SIZE * measures.size or begins_item(
        row, above.text, measures.stops
    ):
        return False
    if row.fragments[0].raised or not is_open(last, row, measures):
        return False
    shift = first.edges.left - last.edges.left
    hang = last.rows[1].left if len(last.rows) > 1 else text_left(above)
    bases = [hang, last.edges.left, above.left]
    if hang is not None and above.bold:
        bases = [hang]  # a heading below a heading begins at the edge
    if not any(
        abs(row.left - shift - base) < _ALIGNED * measures.size
        for base in bases
        if base is not None
    ):
        return False
    # A heading at a page's end is no part of the text behind it.
    is_one_look = (above.bold, above.italic) == (row.bold, row.italic)
    return is_one_look or len(last.rows) > 1


def printed(found: Sequence[Part]) -> Iterator[Sequence[Row]]:
    """The rows of each paragraph, cell and note."""
    for part in found:
        for item in part.items:
            if isinstance(item, Table):
                yield from (cell.lines for cell in item.cells)
                yield from item.notes
            elif isinstance(item, Paragraph):
                yield item.rows
            else:
                yield (item.row,)
        yield from (note.rows for note in part.notes)


def continues(before: Table, after: Table) -> bool:
    """Whether a table has the columns of the one before it, so that it goes on overleaf."""
    return len(before.boundaries) == len(after.boundaries) and all(
        abs(a - b) < _SAME_COLUMNS
        for a, b in zip(
            (before.left, *before.boundaries, before.right),
            (after.left, *after.boundaries, after.right),
            strict=True,
        )
    )
