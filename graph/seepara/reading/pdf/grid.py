"""The cells of a table: which part of which line stands in which row and column.

Columns are told by the uprights of the table, else by the places where the pieces of its rules
meet, else by the white space between them. Rows are told by rules, which may part some columns
only, and between rules by the space between lines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .page import Rule
from .rows import Row, row_of, segments
from .tables import Area

_APART = 1.2  # of the size: parts of a line that stand in different cells
_GUTTER = 0.35  # of the size: the least between two cells where only white space parts them
_CORNER = 4.0  # points: corners of cells that differ by less are one
_SIDE = 5.0  # points
_TIGHT = 1.38  # of the size: lines of one cell are no further apart
_TOUCH = 1.0  # points


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its row and column, counted from 1, and the lines in it."""

    row: int
    column: int
    lines: tuple[Row, ...]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a page: its cells row by row, the notes in its frame, where its columns begin."""

    page: int
    cells: tuple[TableCell, ...]
    notes: tuple[tuple[Row, ...], ...]
    boundaries: tuple[float, ...]
    left: float
    right: float
    rows: int


@dataclass(slots=True)
class _Part:
    """A part of a line: its lines' place in the table. `band` lies between two rules."""

    line: Row
    column: int
    physical: int
    band: int = 0


def table(area: Area, rows: Sequence[Row]) -> Table:
    """The table that stands in an area, given all rows of its page."""
    lines, notes = _without_notes(rows[area.first : area.last])
    boundaries, drawn = _boundaries(area, lines)
    parts = [
        _Part(part, bisect_right(boundaries, part.left + _TOUCH / 2), 0)
        for line in lines
        for part in _parts(line, boundaries, drawn, area.rules)
    ]
    dividers = _dividers(area)
    edges = [area.left, *boundaries, area.right]
    middles = [(a + b) / 2 for a, b in pairwise(edges)]
    for part in parts:
        part.physical = sum(rule.top < part.line.y for rule in dividers)
    for part in parts:
        part.band = _band(part, parts, dividers, middles)
    cells: list[TableCell] = []
    number = 0
    for band in sorted({part.band for part in parts}):
        inside = [part for part in parts if part.band == band]
        for group in _logical_rows(inside):
            number += 1
            for column in sorted({part.column for part in group}):
                own = sorted(
                    (part.line for part in group if part.column == column),
                    key=lambda line: (line.y, line.left),
                )
                cells.append(TableCell(number, column + 1, tuple(own)))
    return Table(
        rows[area.first].page, tuple(cells), notes, tuple(boundaries), area.left, area.right, number
    )


def _without_notes(
    rows: Sequence[Row],
) -> tuple[Sequence[Row], tuple[tuple[Row, ...], ...]]:
    """The lines of the cells, and the notes in the frame below them, which begin with a mark."""
    begin = next((n for n, row in enumerate(rows) if _begins_note(row)), len(rows))
    if any(len(segments(row, _APART * 2)) > 1 and not _begins_note(row) for row in rows[begin:]):
        return rows, ()
    notes: list[list[Row]] = []
    for row in rows[begin:]:
        if _begins_note(row):
            notes.append([row])
        else:
            notes[-1].append(row)
    return rows[:begin], tuple(tuple(note) for note in notes)


def _begins_note(row: Row) -> bool:
    return row.fragments[0].raised and len(row.fragments) > 1


def _boundaries(area: Area, lines: Sequence[Row]) -> tuple[list[float], bool]:
    """The places between the columns, and whether they are drawn."""
    if area.uprights:
        return _distinct(one.left for one in area.uprights), True
    corners = _distinct(
        place
        for rule in area.rules
        for place in rule.breaks
        if area.left + _SIDE < place < area.right - _SIDE
    )
    if corners:
        return corners, True
    return _gutters(lines), False


def _distinct(places: Iterable[float]) -> list[float]:
    """Places without those that hardly differ from the one before them."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _CORNER:
            kept.append(place)
    return kept


def _gutters(lines: Sequence[Row]) -> list[float]:
    """The middles of the white space between columns, told by the lines with the most parts."""
    split = sorted((segments(line, _APART) for line in lines), key=len, reverse=True)
    columns: list[tuple[float, float]] = []
    for parts in split:
        for part in parts:
            hit = [n for n, (a, b) in enumerate(columns) if part.left < b and part.right > a]
            if len(hit) == 1:
                a, b = columns[hit[0]]
                columns[hit[0]] = (min(a, part.left), max(b, part.right))
            elif not hit and len(parts) > 1:
                columns.append((part.left, part.right))
                columns.sort()
    return [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]


def _parts(line: Row, boundaries: Sequence[float], drawn: bool, rules: Sequence[Rule]) -> list[Row]:
    """The parts of a line that stand in different cells."""
    valid = [place for place in boundaries if not drawn or _parts_cells(place, line, rules)]
    parts = [[line.fragments[0]]]
    for previous, one in pairwise(line.fragments):
        gap = one.left - previous.right
        crossed = any(previous.right - _TOUCH <= place <= one.left + _TOUCH for place in valid)
        if (crossed and (drawn or gap > _GUTTER * line.size)) or gap > _APART * line.size:
            parts.append([one])
        else:
            parts[-1].append(one)
    return [row_of(part, line.page) for part in parts]


def _parts_cells(place: float, line: Row, rules: Sequence[Rule]) -> bool:
    """Whether the rules above and below a line agree that cells meet at a place.

    A heading that spans two columns has the corner below it only.
    """
    covering = [r for r in rules if r.left + _CORNER < place < r.right - _CORNER and r.breaks]
    above = [rule for rule in covering if rule.top < line.y]
    below = [rule for rule in covering if rule.top >= line.y]
    nearest = [*above[-1:], *below[:1]]
    return all(any(abs(b - place) <= _CORNER for b in rule.breaks) for rule in nearest)


def _dividers(area: Area) -> list[Rule]:
    """The rules within the table, from top to bottom."""
    return [
        rule
        for rule in sorted(area.rules, key=lambda rule: rule.top)
        if area.top + 2 < rule.top < area.bottom
    ]


def _band(
    part: _Part, parts: Sequence[_Part], dividers: Sequence[Rule], middles: Sequence[float]
) -> int:
    """The band in which the cell of a part begins.

    A rule that does not reach over a column does not part it: the cell begins further up, unless
    the file itself prints it only after all that stands there.
    """
    middle = middles[min(part.column, len(middles) - 1)]
    band = part.physical
    while band and not dividers[band - 1].left < middle < dividers[band - 1].right:
        band -= 1
    if band == part.physical:
        return band
    above = [
        one.line.fragments[0].order
        for one in parts
        if one.physical < part.physical and one.column != part.column
    ]
    own = part.line.fragments[0].order
    return part.physical if above and own > max(above) else band


def _logical_rows(parts: Sequence[_Part]) -> list[list[_Part]]:
    """The rows of a band: lines that are close belong to the same cells.

    What hangs over from below its rule belongs to the first row, if to no other by its column.
    """
    over = [part for part in parts if part.physical > part.band]
    levels: list[list[_Part]] = []
    for part in sorted(parts, key=lambda part: part.line.y):
        if part.physical > part.band:
            continue
        if levels and part.line.y - levels[-1][0].line.y < part.line.size * 0.4:
            levels[-1].append(part)
        else:
            levels.append([part])
    groups: list[list[_Part]] = []
    previous: list[_Part] = []
    for level in levels:
        if previous and _is_one_row(previous, level):
            groups[-1] += level
        else:
            groups.append(list(level))
        previous = level
    for part in over:
        own = [g for g in groups if any(one.column == part.column for one in g)]
        (own or groups or [[]])[0].append(part)
    return groups or ([over] if over else [])


def _is_one_row(above: Sequence[_Part], below: Sequence[_Part]) -> bool:
    size = min(above[0].line.size, below[0].line.size)
    if below[0].line.y - above[0].line.y > _TIGHT * size:
        return False
    figures = {part.column for part in above if _is_figure(part.line.text)}
    return len(figures & {part.column for part in below if _is_figure(part.line.text)}) < 2


def _is_figure(text: str) -> bool:
    """Whether a cell holds a number, or the dash that stands for none."""
    return not any(c.isalpha() for c in text)
