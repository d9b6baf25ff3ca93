"""Where the tables of a page are, told by the rules that are drawn around and in them.

A table is what stands between rules of about the same width where at least two lines fall into
parts set apart. Lines below its last rule belong to it as long as they fall into the same columns:
it goes on overleaf. Tables that are drawn without rules are not told apart from text here; a wrong
table would tear a paragraph to pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .measures import Measures
from .page import Page, Rule
from .rows import Row, segments

_SHORTEST = 60.0  # points: a shorter rule underlines a word or parts off a note
_APART = 1.5  # of the size: parts of a line that stand in different cells
_PROSE = 0.75  # of the table's width: a line as long in the size of the text is no cell
_PROSE_SIZE = 0.95  # of the size of the text
_OVERLAP = 0.5
_EMPTY = 40.0  # points: the most between two rules with nothing between them
_SIDE = 6.0  # points: an upright so close to the edge of a table is its side
_INNER = 0.1  # of the table's width: a rule that begins so far in stands below a shared heading
_MOST_ODD = 2  # lines that fall into no column, between lines that do
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Area:
    """A table's place: its edges, its rules, and the rows in it, from `first` up to `last`."""

    first: int
    last: int
    left: float
    right: float
    top: float
    bottom: float
    rules: tuple[Rule, ...]
    uprights: tuple[Rule, ...]


def table_areas(
    page: Page, rows: Sequence[Row], rules: Sequence[Rule], measures: Measures
) -> list[Area]:
    """The tables of a page, from top to bottom."""
    areas: list[Area] = []
    taken = 0
    for group in _groups(page, rows, rules, measures):
        area = _area(page, rows, group, rules, measures)
        if area is not None and area.first >= taken:
            areas.append(area)
            taken = area.last
    return areas


def _groups(
    page: Page, rows: Sequence[Row], rules: Sequence[Rule], measures: Measures
) -> list[list[Rule]]:
    """The rules that belong together."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.top):
        if rule.width < _SHORTEST:
            continue
        if groups and _goes_on(page, rows, groups[-1], rule, measures):
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [group for group in groups if len(group) > 1]


def _goes_on(
    page: Page, rows: Sequence[Row], group: Sequence[Rule], rule: Rule, measures: Measures
) -> bool:
    """Whether a rule belongs to the table of those above it."""
    left, right = min(one.left for one in group), max(one.right for one in group)
    shared = min(right, rule.right) - max(left, rule.left)
    if shared < _OVERLAP * min(right - left, rule.width):
        return False
    above = group[-1].top
    between = [row for row in rows if above < row.y - row.size / 3 and row.y <= rule.top + 1]
    if not between:
        return rule.top - above < _EMPTY
    is_inner = (
        rule.left > left + _INNER * (right - left)
        and rule.right < right + _SIDE
        and rule.top - above < _EMPTY
    )
    left, right = min(left, rule.left), max(right, rule.right)
    if any(row.left < left - row.size or row.right > right + row.size for row in between):
        return False
    several = sum(len(segments(row, _APART)) > 1 for row in between)
    prose = sum(_is_prose(row, right - left, measures) for row in between)
    if several or is_inner:
        return prose < _FEWEST or prose < several
    sides = [
        one
        for one in page.uprights
        if one.top <= above + _SIDE and one.bottom >= rule.top - _SIDE
        and left - _SIDE <= one.left <= right + _SIDE
    ]  # fmt: skip
    return len(sides) >= 2 and not prose


def _is_prose(row: Row, width: float, measures: Measures) -> bool:
    return (
        row.right - row.left > _PROSE * width
        and row.size > _PROSE_SIZE * measures.size
        and len(segments(row, _APART)) == 1
    )


def _area(
    page: Page,
    rows: Sequence[Row],
    group: Sequence[Rule],
    rules: Sequence[Rule],
    measures: Measures,
) -> Area | None:
    left, right = min(one.left for one in group), max(one.right for one in group)
    top, bottom = group[0].top, group[-1].top
    inside = [n for n, row in enumerate(rows) if top < row.y - row.size / 3 and row.y <= bottom + 1]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    several = [row for row in rows[first:last] if len(segments(row, _APART)) > 1]
    boxed = [
        one
        for one in page.uprights
        if left - _SIDE <= one.left <= right + _SIDE
        and min(one.bottom, bottom) - max(one.top, top) > (bottom - top) / 2
    ]
    if len(several) < _FEWEST and not (several and len(boxed) >= 3):
        return None
    last = _extended(rows, last, several, left, right, measures)
    return Area(
        first,
        last,
        left,
        right,
        top,
        max(bottom, rows[last - 1].y),
        tuple(
            rule
            for rule in rules
            if top - 1 <= rule.top <= bottom + 1 and rule.left > left - _SIDE
            and rule.right < right + _SIDE
        ),
        tuple(one for one in boxed if left + _SIDE < one.left < right - _SIDE),
    )  # fmt: skip


def _extended(
    rows: Sequence[Row],
    last: int,
    several: Sequence[Row],
    left: float,
    right: float,
    measures: Measures,
) -> int:
    """The row behind the last one that still falls into the columns of the rows above it."""
    ends = [part.right for row in several for part in segments(row, _APART)[1:]]
    end = last
    for place in range(last, len(rows)):
        row = rows[place]
        if (
            place - end > _MOST_ODD
            or row.left < left - row.size
            or row.right > right + row.size
            or _is_prose(row, right - left, measures)
        ):
            break
        parts = segments(row, _APART)[1:]
        fitting = sum(any(abs(part.right - one) < part.size for one in ends) for part in parts)
        if parts and 2 * fitting >= len(parts):
            end = place + 1
    return end
