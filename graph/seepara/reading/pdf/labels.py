"""Labels that stand before a paragraph ("57.", "(a)", a bullet), told by how they are set: short,
and apart from the text behind them.

What a label numbers is not asked here, nor whether it is the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from ...model import value
from .rows import Row, spaced

_GAP = 0.55  # of the size: between a label and its text
_WIDER = 1.4  # than the other spaces of the line
_LONGEST = 7  # characters
_BULLETS = "•–—-·*▪●○"
_STOP = 0.75  # points: texts behind labels that begin so close begin at one tab stop
_FEWEST = 3  # labels before one tab stop
_SAME = 0.5  # points: labels that differ by less are of one width


@value
class Label:
    """The label of a row: its text, where it ends, where the text behind it begins."""

    text: str
    left: float
    end: float
    begin: float

    @property
    def tab(self) -> float:
        """How far the text begins behind the beginning of the label."""
        return self.begin - self.left


def label_of(row: Row) -> Label | None:
    """What stands at the beginning of a row in the form of a label, however close the text is.

    >>> from .page import Fragment
    >>> from .rows import row_of
    >>> words = [Fragment("(a)", 70, 82, 50.0, 10), Fragment("The", 96, 110, 50.0, 10)]
    >>> label_of(row_of(words, 1)).text, label_of(row_of(words[1:], 1))
    ('(a)', None)
    """
    text = ""
    end = row.left
    for one, apart in spaced(row.fragments):
        if apart:
            if not _is_label(text):
                return None
            return Label(text, row.left, end, one.left)
        text += one.text
        end = one.right
        if len(text) > _LONGEST:
            return None
    return None


def text_left(row: Row) -> float | None:
    """Where the text begins behind a label that is set apart; None where a row has none."""
    label = label_of(row)
    if label is None:
        return None
    gaps = [
        one.left - before.right
        for before, one in pairwise(row.fragments)
        if before.left >= label.begin and one.left - before.right > 0.12 * row.size
    ]
    gap = label.begin - label.end
    usual = median(gaps) if gaps else 0.0
    return label.begin if gap > _GAP * row.size and gap > _WIDER * usual else None


def tab_stops(pages: Iterable[Sequence[Row]]) -> tuple[float, ...]:
    """How far behind their labels texts begin that stand at a tab stop.

    Behind a tab, labels of different widths have their texts at one place; behind a space, the
    texts move with them.
    """
    found: list[tuple[float, float]] = []
    for rows in pages:
        for row in rows:
            label = label_of(row)
            if label is not None:
                found.append((label.tab, label.end - label.left))
    found.sort()
    stops: list[float] = []
    group: list[tuple[float, float]] = []
    for tab, width in [*found, (float("inf"), 0.0)]:
        if group and tab - group[0][0] > _STOP:
            widths = [one for _, one in group]
            if len(group) >= _FEWEST and max(widths) - min(widths) > _SAME:
                stops.append(group[len(group) // 2][0])
            group = []
        group.append((tab, width))
    return tuple(stops)


def begins_item(row: Row, above: str, stops: Sequence[float]) -> bool:
    """Whether a row begins with a label: one that is set apart, or, behind the end of a sentence,
    one whose text stands at a tab stop."""
    if text_left(row) is not None:
        return True
    if not above.rstrip("”\"’')]*").endswith((".", ";", ":", ",", "?", "!")):
        return False
    label = label_of(row)
    return label is not None and any(abs(label.tab - stop) < _STOP for stop in stops)


def _is_label(text: str) -> bool:
    if text in _BULLETS:
        return True
    return text[-1:] in ".)" and any(c.isalnum() for c in text)
