"""Fragments → rows: what is printed on one line of the page, raised marks with the words they
follow."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...model import value
from .page import Fragment

_LEVEL = 0.13  # of the size: baselines that differ by less are one
_LEAST_LEVEL = 0.8  # points
_SMALL = 0.86  # of the size of the words beside it: a mark is smaller
_HIGHEST = 0.8  # of the size of the words beside it: a mark is raised by less
_LOWEST = 0.4  # of the size of the words beside it: a lowered sign is lowered by less
_BEHIND = 0.6  # of the size: so close stands a mark to the word before it
_BEFORE = 1.6  # of the size: so close stands the mark of a note to its text
_CONTIGUOUS = 0.3  # of the size: what the file does not part is parted by more
_APART = 0.12  # of the size: what stands apart in the file is one word where it touches


@value
class Row:
    """One printed line: its fragments from left to right, its baseline, the size of most of it."""

    fragments: tuple[Fragment, ...]
    y: float
    size: float
    page: int

    @property
    def left(self) -> float:
        return self.fragments[0].left

    @property
    def right(self) -> float:
        return self.fragments[-1].right

    @property
    def bold(self) -> bool:
        """Whether all of it is bold; marks aside."""
        return all(one.bold for one in self.fragments if not one.raised)

    @property
    def italic(self) -> bool:
        """Whether all of it is italic; marks aside."""
        return all(one.italic for one in self.fragments if not one.raised)

    @property
    def text(self) -> str:
        return "".join(" " * needs + one.text for one, needs in spaced(self.fragments))


def rows(fragments: Iterable[Fragment], page: int) -> list[Row]:
    """The rows of a page, from top to bottom.

    >>> body = Fragment("amounts", 10, 40, 100.0, 10, order=0)
    >>> mark = Fragment("2", 40.2, 43, 96.5, 6.5, order=1)
    >>> below = Fragment("a", 10, 13, 112.0, 10, order=2, spaced=True)
    >>> [[(one.text, one.raised) for one in row.fragments] for row in rows([below, mark, body], 1)]
    [[('amounts', False), ('2', True)], [('a', False)]]
    """
    bands: list[list[Fragment]] = []
    for one in sorted(fragments, key=lambda one: one.y):
        if bands:
            level = max(_LEAST_LEVEL, _LEVEL * min(one.size, bands[-1][-1].size))
            if one.y - bands[-1][-1].y <= level:
                bands[-1].append(one)
                continue
        bands.append([one])
    _attach(bands)
    return [_row(band, page) for band in bands if band]


def row_of(fragments: Iterable[Fragment], page: int) -> Row:
    """The row that some fragments of one line make, of which there is at least one."""
    return _row(list(fragments), page)


def spaced(fragments: Sequence[Fragment]) -> Iterator[tuple[Fragment, bool]]:
    """The fragments of a row, each with whether white space stands before it."""
    previous: Fragment | None = None
    for one in fragments:
        yield one, previous is not None and _is_apart(previous, one)
        previous = one


def segments(row: Row, gap: float) -> list[Row]:
    """The parts of a row that stand apart by at least so many times its size.

    >>> a, b = Fragment("Total", 10, 35, 50.0, 10), Fragment("163", 80, 95, 50.0, 10, order=1)
    >>> [part.text for part in segments(row_of([a, b], 1), 1.5)]
    ['Total', '163']
    """
    parts: list[list[Fragment]] = []
    end = 0.0
    for one in row.fragments:
        if parts and one.left - end < gap * row.size:
            parts[-1].append(one)
        else:
            parts.append([one])
        end = max(end, one.right)
    return [_row(part, row.page) for part in parts]


def _is_apart(previous: Fragment, one: Fragment) -> bool:
    size = (
        min(previous.size, one.size)
        if previous.raised == one.raised
        else max(previous.size, one.size)
    )
    gap = one.left - previous.right
    if one.order == previous.order + 1:
        return one.spaced or gap > _CONTIGUOUS * size
    return gap > _APART * size


def _row(band: list[Fragment], page: int) -> Row:
    band.sort(key=lambda one: (one.left, one.order))
    sizes: dict[float, int] = {}
    for one in band:
        if not one.raised:
            size = round(one.size, 1)
            sizes[size] = sizes.get(size, 0) + len(one.text)
    main = max(sizes, key=lambda size: (sizes[size], size)) if sizes else band[0].size
    flat = [one.y for one in band if not one.raised] or [band[0].y]
    return Row(tuple(band), max(flat), main, page)


def _attach(bands: list[list[Fragment]]) -> None:
    """Move small signs that stand a little above or below a line into it."""
    for place, band in enumerate(bands):
        for step, reach in ((1, _HIGHEST), (-1, _LOWEST)):
            if not 0 <= place + step < len(bands):
                continue
            line = bands[place + step]
            if not line or not band or abs(line[0].y - band[0].y) > reach * _largest(line):
                continue
            words = sorted((one for one in line if not one.raised), key=lambda one: one.left)
            kept = []
            for one in band:
                if any(_belongs(one, word) for word in _beside(one, words)):
                    line.append(replace(one, raised=step > 0))
                else:
                    kept.append(one)
            band[:] = kept


def _largest(line: Sequence[Fragment]) -> float:
    return max(one.size for one in line)


def _beside(sign: Fragment, words: Sequence[Fragment]) -> Sequence[Fragment]:
    """Of the words of a line, from left to right, those next to a sign."""
    place = bisect_left(words, sign.left, key=lambda one: one.left)
    return words[max(place - 2, 0) : place + 2]


def _belongs(sign: Fragment, word: Fragment) -> bool:
    """Whether a sign is small enough beside a word, and close enough to it."""
    if sign.size > _SMALL * word.size:
        return False
    return (
        -_BEHIND * word.size < sign.left - word.right < _BEHIND * word.size
        or -_BEHIND * sign.size < word.left - sign.right < _BEFORE * word.size
    )
