"""The head of the first page: symbol and date at the right, names of bodies at the left.

It is what stands above the lowest of the wide rules in the upper part of the page. Between two of
them the left side is read before the right one, each from top to bottom and line by line: a name
that is broken over lines is put together by what knows names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .page import Page, Rule
from .rows import Row, segments

_UPPER = 0.42  # of the height of the page
_WIDE = 0.5  # of the width of the page
_APART = 2.0  # of the size: the two sides of a letterhead
_LONGEST = 0.55  # of the width of the page: a line of a letterhead
_MOST_ROWS = 25
_MOST_PARTS = 3
_RULES = 3  # a letterhead has two, above and below
_MOST_SPLIT = 5  # rows


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The lines of a letterhead in reading order, how many rows of the page they take, and where
    on the page it ends."""

    rows: tuple[Row, ...] = ()
    taken: int = 0
    bottom: float = 0.0


def letterhead(
    page: Page, rows: Sequence[Row], rules: Sequence[Rule], *, in_columns: bool = False
) -> Letterhead:
    """The letterhead of a first page; an empty one where there is none."""
    wide = sorted(
        {
            round(rule.top, 1)
            for rule in rules
            if rule.width > _WIDE * page.width and rule.top < _UPPER * page.height
        }
    )
    for bottom in reversed(wide[:_RULES]):
        inside = [row for row in rows if row.y < bottom]
        if inside and _is_head(inside, page.width):
            return Letterhead(_ordered(inside, wide, page.width), len(inside), bottom + 1)
    upper = [row for row in rows if row.y < page.height * _UPPER]
    split = [n for n, row in enumerate(upper) if len(segments(row, 2 * _APART)) == 2]
    if not wide and not in_columns and 0 < len(split) <= _MOST_SPLIT and split[0] == 0:
        inside = upper[: split[-1] + 1]
        if not _is_head(inside, page.width):
            return Letterhead()
        return Letterhead(_ordered(inside, (), page.width), len(inside), inside[-1].y)
    return Letterhead()


def _is_head(rows: Sequence[Row], width: float) -> bool:
    """Whether rows are those of a letterhead: few, short, and set on two sides."""
    parts = [segments(row, _APART) for row in rows]
    split = sum(len(one) > 1 for one in parts)
    longest = max(part.right - part.left for one in parts for part in one)
    return (
        len(rows) <= _MOST_ROWS
        and max(map(len, parts)) <= _MOST_PARTS
        and 0 < split <= _MOST_SPLIT
        and longest < _LONGEST * width
    )


def _ordered(rows: Sequence[Row], levels: Sequence[float], width: float) -> tuple[Row, ...]:
    """The parts of the rows, band by band, the left side before the right one."""
    result: list[Row] = []
    bands: dict[int, list[Row]] = {}
    for row in rows:
        band = sum(level < row.y for level in levels)
        bands.setdefault(band, []).extend(segments(row, _APART))
    for _, parts in sorted(bands.items()):
        gutter = _gutter(parts, width)
        left = [part for part in parts if part.left < gutter]
        right = [part for part in parts if part.left >= gutter]
        for side in (left, right):
            result += sorted(side, key=lambda part: (part.y, part.left))
    return tuple(result)


def _gutter(parts: Sequence[Row], width: float) -> float:
    """Where the right side begins: behind the widest white space that no line crosses."""
    best, place = 0.0, width
    reach = 0.0
    for part in sorted(parts, key=lambda part: part.left):
        if reach and part.left - reach > best and part.left > width * 0.3:
            best, place = part.left - reach, part.left
        reach = max(reach, part.right)
    return place
