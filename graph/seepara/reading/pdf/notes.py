"""Footnotes: which rows at the foot of a page are notes, and where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .measures import Measures
from .page import Rule
from .rows import Row

_SMALLER = 0.94  # of the size of the text: notes without a rule above them are smaller
_NOT_LARGER = 1.03
_NARROWEST, _WIDEST = 18.0, 0.45  # points; of the width of the page: the rule above notes
_MARK = re.compile(r"(\d{1,3}|\*{1,5}|[†‡§#]{1,3}|[a-z])[./)]?")
_WIDE_GAP = 0.45  # of the size: between a mark that is not raised and its note
_LINE = re.compile(r"[_\u2014\u2015\u2500-]{5,}")


@dataclass(frozen=True, slots=True)
class Note:
    """The lines of a note and its mark; without one it goes on from the page before."""

    mark: str
    rows: tuple[Row, ...]


def notes_begin(
    rows: Sequence[Row],
    rules: Sequence[Rule],
    tables: Sequence[tuple[int, int]],
    width: float,
    measures: Measures,
) -> int:
    """The place of the first row that is a note; `len(rows)` where a page has none.

    `tables` are the spans of rows that tables take.
    """
    free = max((last for _, last in tables), default=0)
    for rule in sorted(rules, key=lambda rule: -rule.top):
        begin = sum(row.y - row.size / 3 < rule.top for row in rows)
        if begin < free or begin == len(rows) or not _NARROWEST < rule.width < _WIDEST * width:
            continue
        below = rows[begin:]
        if all(row.size <= _NOT_LARGER * measures.size for row in below) and (
            mark_of(below[0]) or below[0].size < _SMALLER * measures.size
        ):
            return begin
    for begin in range(free, len(rows)):
        if is_line(rows[begin]) and begin + 1 < len(rows) and mark_of(rows[begin + 1]):
            return begin + 1
    begin = len(rows)
    while begin > free and rows[begin - 1].size < _SMALLER * measures.size:
        begin -= 1
    while begin < len(rows) and not mark_of(rows[begin]):
        begin += 1
    # What stands right below a table are its own notes.
    return len(rows) if begin == free and free else begin


def is_line(row: Row) -> bool:
    """Whether a row is a rule that is printed in signs."""
    return bool(_LINE.fullmatch(row.text))


def mark_of(row: Row) -> str:
    """The mark with which a row begins, if it does: raised, or set apart from what follows.

    >>> from .page import Fragment
    >>> from .rows import row_of
    >>> mark, word = Fragment("3", 70, 73, 96.0, 5.5, raised=True), Fragment("See", 76, 90, 100.0, 8)
    >>> mark_of(row_of([mark, word], 1)), mark_of(row_of([word], 1))
    ('3', '')
    """
    first = row.fragments[0]
    if len(row.fragments) < 2:
        return ""
    found = _MARK.fullmatch(first.text)
    if found is None:
        return ""
    if first.raised:
        return found[1]
    gap = row.fragments[1].left - first.right
    signs = not found[1].isalnum() or first.text != found[1]
    return found[1] if signs or gap > _WIDE_GAP * row.size else ""


def split_notes(rows: Sequence[Row], last: str) -> list[Note]:
    """The notes in some rows; `last` is the mark of the note before them.

    Where one mark is raised, all are; else numbers must run on, as a line can begin with a year.
    """
    raised = any(row.fragments[0].raised for row in rows)
    notes: list[tuple[str, list[Row]]] = []
    for row in rows:
        mark = mark_of(row)
        if mark and raised and not row.fragments[0].raised:
            mark = ""
        if mark and not raised and last.isdigit() and mark.isdigit() and int(mark) != int(last) + 1:
            mark = ""
        if mark:
            notes.append((mark, [row]))
            last = mark
        elif notes:
            notes[-1][1].append(row)
        else:
            notes.append(("", [row]))
    return [Note(mark, tuple(own)) for mark, own in notes]
