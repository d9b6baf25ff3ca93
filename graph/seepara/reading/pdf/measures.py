"""The measures of a document's running text: what size it has, how far its lines are apart, where
they begin and end. All else on a page is judged by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .labels import tab_stops
from .rows import Row

_USUAL_LEADING = 1.2  # of the size, where too few lines tell
_MOST_LEADING = 2.0  # of the size: lines further apart are not of one paragraph
_EDGE = 2.0  # points
_ENOUGH = 8  # lines
_LONG = 0.55  # of the longest lines: a line of running text
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Measures:
    """`size` and `leading` of most of the text in points; whether its right edge is even
    (`justified`); whether most of it is bold or italic, so that neither sets anything apart; the
    tab stops of its labels."""

    size: float
    leading: float
    justified: bool = True
    bold: bool = False
    italic: bool = False
    stops: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Edges:
    """Where the running text of a column begins and ends."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left


def measures(pages: Sequence[Sequence[Row]]) -> Measures:
    """The measures of the text that the rows of all pages hold.

    >>> from .page import Fragment
    >>> from .rows import row_of
    >>> lines = [row_of([Fragment("the words of a line", 70, 400, y, 10)], 1) for y in (12, 24, 36)]
    >>> made = measures([lines])
    >>> made.size, made.leading
    (10, 12.0)
    """
    sizes: Counter[float] = Counter()
    bold = italic = total = 0
    steps: Counter[tuple[float, float]] = Counter()
    ends = at_edge = 0
    for rows in pages:
        for row in rows:
            length = sum(len(one.text) for one in row.fragments)
            sizes[row.size] += length
            total += length
            bold += length * row.bold
            italic += length * row.italic
        for above, below in pairwise(rows):
            step = round((below.y - above.y) * 2) / 2
            if above.size == below.size and 0 < step < _MOST_LEADING * below.size:
                steps[below.size, step] += 1
    if not sizes:
        return Measures(10.0, 12.0)
    size = max(sizes, key=lambda one: (sizes[one], one))
    own = {step: times for (of, step), times in steps.items() if of == size}
    leading = max(own, key=lambda step: (own[step], -step)) if own else size * _USUAL_LEADING
    if sum(own.values()) < 2:
        leading = size * _USUAL_LEADING
    for rows in pages:
        edge = edges(rows, size)
        if edge is None:
            continue
        lines = [row for row in rows if row.right - row.left > _LONG * edge.width]
        ends += len(lines)
        at_edge += sum(abs(row.right - edge.right) < _EDGE for row in lines)
    return Measures(
        size,
        leading,
        justified=ends >= _ENOUGH and at_edge > _HALF * ends,
        bold=bold > _HALF * total,
        italic=italic > _HALF * total,
        stops=tab_stops(pages),
    )


def edges(rows: Sequence[Row], size: float) -> Edges | None:
    """Where most lines of running text begin, and where the long ones end; None without any."""
    text = [row for row in rows if abs(row.size - size) < size * 0.06]
    if not text:
        return None
    widest = max(row.right - row.left for row in text)
    if widest <= 0:
        return None
    long = [row for row in text if row.right - row.left >= _LONG * widest]
    lefts = Counter(round(row.left) for row in long)
    rights = Counter(round(row.right) for row in long)
    left = max(lefts, key=lambda one: (lefts[one], -one))
    most = max(rights, key=lambda one: (rights[one], one))
    if rights[most] * 4 < len(long):
        most = max(rights)  # a ragged edge
    near = [row for row in long if abs(row.left - left) <= 1]
    right = max((row.right for row in long if abs(row.right - most) <= _EDGE), default=float(most))
    return Edges(min((row.left for row in near), default=float(left)), right)
