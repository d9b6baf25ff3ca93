"""Pages in two columns: told where they surely are, and read one column after the other.

Lines that run over both columns (a heading, the masthead) part a page into bands; in each band the
left column comes before the right one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .measures import Measures
from .page import Fragment
from .rows import Row, rows

_GUTTER = 0.9  # of the size: the least white space between two columns
_MIDDLE = (0.4, 0.6)  # of the width of the text
_STEP = 2.0  # points
_MOST_PAGES = 0.4  # of the pages: where so many are in columns, short ones are as well
_FEWEST = 10  # lines on either side
_CLEAR = 0.85  # of the lines: those that leave the gutter free
_FULL = 0.62  # of the width of a column: running text fills its lines
_MOST_FULL = 0.6  # of the lines


@dataclass(frozen=True, slots=True)
class Region:
    """Rows to be read one below the other; `column` is 0 where they take the whole width."""

    rows: tuple[Row, ...]
    column: int = 0


def gutters(pages: Sequence[Sequence[Row]], measures: Measures) -> list[float | None]:
    """For each page the middle of the white space between its columns; None where it has one.

    A page that is too short to tell is in columns like the others.
    """
    found = [_gutter(rows, measures) for rows in pages]
    sure = [gutter for gutter in found if gutter is not None]
    if _MOST_PAGES * len(pages) > len(sure):
        return found
    return [
        gutter if gutter is not None else _like_others(rows, sure, measures)
        for rows, gutter in zip(pages, found, strict=True)
    ]


def _like_others(rows: Sequence[Row], sure: Sequence[float], measures: Measures) -> float | None:
    """The gutter of another page, where hardly any line of this page crosses it."""
    for gutter in sorted(set(sure), key=lambda one: -sure.count(one)):
        crossing = sum(_crosses(row, gutter, measures) for row in rows)
        if rows and crossing <= (1 - _CLEAR) * len(rows):
            return gutter
    return None


def regions(page_rows: Sequence[Row], gutter: float | None, measures: Measures) -> list[Region]:
    """The regions of a page in reading order: one, unless it has a gutter."""
    if gutter is None:
        return [Region(tuple(page_rows))]
    result: list[Region] = []
    left: list[Fragment] = []
    right: list[Fragment] = []
    page = page_rows[0].page

    def close() -> None:
        for column, side in ((1, left), (2, right)):
            if side:
                result.append(Region(tuple(rows(side, page)), column))
            side.clear()

    for row in page_rows:
        if _crosses(row, gutter, measures):
            close()
            if result and not result[-1].column:
                result[-1] = Region((*result[-1].rows, row))
            else:
                result.append(Region((row,)))
            continue
        for one in row.fragments:
            (left if (one.left + one.right) / 2 < gutter else right).append(one)
    close()
    return result


def _crosses(row: Row, gutter: float, measures: Measures) -> bool:
    """Whether words of a row stand on the gutter or run on over it."""
    if row.right < gutter or row.left > gutter:
        return False
    if any(one.left < gutter < one.right for one in row.fragments):
        return True
    before = max((one.right for one in row.fragments if one.right <= gutter), default=row.left)
    behind = min((one.left for one in row.fragments if one.left >= gutter), default=row.right)
    return behind - before < _GUTTER * measures.size


def _gutter(page_rows: Sequence[Row], measures: Measures) -> float | None:
    """The middle of the white space between two columns; None where it is not sure."""
    text = [row for row in page_rows if abs(row.size - measures.size) < measures.size * 0.25]
    if len(text) < _FEWEST:
        return None
    edge, end = min(row.left for row in text), max(row.right for row in text)
    width = end - edge
    low, high = edge + _MIDDLE[0] * width, edge + _MIDDLE[1] * width
    free: Counter[int] = Counter()
    for row in text:
        free.update(_free_steps(row, low, high, measures))
    most = max(free.values(), default=0)
    if most < _CLEAR * len(text):
        return None
    # The first of the places that most lines leave free: indents of the right column make more.
    first = last = min(step for step, times in free.items() if times == most)
    while free[last + 1] == most:
        last += 1
    gutter = (first + last) / 2 * _STEP
    sides = [row for row in text if not _crosses(row, gutter, measures)]
    return gutter if _is_full(sides, gutter, edge, end) else None


def _free_steps(row: Row, low: float, high: float, measures: Measures) -> set[int]:
    """The places in the middle of the page where a row has no words, nor has them close by."""
    least = _GUTTER * measures.size
    steps: set[int] = set()
    reach = low - least
    for left, right in [*((one.left, one.right) for one in row.fragments), (high + least, high)]:
        if left - reach >= least:
            begin, end = max(reach, low), min(left, high)
            steps.update(range(int(begin / _STEP) + 1, int(end / _STEP) + 1))
        reach = max(reach, right)
    return steps


def _is_full(sides: Sequence[Row], gutter: float, edge: float, end: float) -> bool:
    """Whether the lines of both sides are those of running text, not of a table."""
    for is_left in (True, False):
        lengths = []
        for row in sides:
            own = [one for one in row.fragments if (one.left < gutter) == is_left]
            if own:
                lengths.append(own[-1].right - own[0].left)
        width = gutter - edge if is_left else end - gutter
        full = sum(length > _FULL * width for length in lengths)
        if len(lengths) < _FEWEST or full < _MOST_FULL * len(lengths):
            return False
    return True
