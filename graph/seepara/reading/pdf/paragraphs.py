"""Rows → paragraphs: where one ends and the next begins, told by white space, indents, the style of
print and the room that is left on a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .labels import begins_item, text_left
from .measures import Edges, Measures
from .rows import Row, spaced

_GAP = 1.3  # of the leading: lines further apart are of two paragraphs
_SIZE = 0.06  # of the size
_ALIGNED = 0.45  # of the size: lines that begin so close begin at one place
_DEEPEST = 7.0  # of the size: the deepest indent of a first line
_ROOM = 0.5  # of the size, beside the next word
_RAGGED = 0.25  # of a line: what is left free where the right edge is uneven
_AT_EDGE = 2.0  # points
_NEAR = 0.12  # of the width of the column
_LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|(?:…\s){2,}")
_SENTENCE_END = (".", ";", ":", ",", "?", "!")
_CLOSING = "”\"’')]*"
_LARGER = 1.07  # than the text: a heading
_LONGEST_HEADING = 240
_MOST_HEADING_LINES = 5
_TAB = 2.4  # of the size
_MAX_INDENT = 9


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The rows of a paragraph and the edges of the column in which it begins."""

    rows: tuple[Row, ...]
    edges: Edges

    @property
    def page(self) -> int:
        return self.rows[0].page

    def with_rows(self, rows: Sequence[Row]) -> Paragraph:
        return replace(self, rows=(*self.rows, *rows))


def paragraphs(rows: Sequence[Row], edges: Edges, measures: Measures) -> list[Paragraph]:
    """The paragraphs that the rows of a column make."""
    result: list[Paragraph] = []
    for block in _blocks(rows, measures):
        limit = _limit(block, edges)
        hits = any(abs(row.right - edges.right) < _AT_EDGE for row in block)
        current = [block[0]]
        for row in block[1:]:
            if _begins(current, row, limit, measures, hits):
                result.append(Paragraph(tuple(current), edges))
                current = [row]
            else:
                current.append(row)
        result.append(Paragraph(tuple(current), edges))
    return result


def _blocks(rows: Sequence[Row], measures: Measures) -> list[list[Row]]:
    """Rows of one size that follow one another without white space between them."""
    blocks: list[list[Row]] = []
    for row in rows:
        if blocks and not _is_parted(blocks[-1][-1], row, measures):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _is_parted(above: Row, row: Row, measures: Measures) -> bool:
    if above.page != row.page or abs(above.size - row.size) > _SIZE * max(above.size, row.size):
        return True
    leading = measures.leading * max(row.size / measures.size, 0.6)
    step = row.y - above.y
    return step > _GAP * max(leading, row.size) or step < 0


def _limit(block: Sequence[Row], edges: Edges) -> float:
    """How far the lines of a block could reach, as far as can be told."""
    reach = max(row.right for row in block)
    return max(reach, edges.right) if reach > edges.right - _NEAR * edges.width else reach


def _begins(current: Sequence[Row], row: Row, limit: float, measures: Measures, hits: bool) -> bool:
    """Whether a row begins a paragraph of its own, right below the rows of another."""
    above = current[-1]
    size = row.size
    if begins_item(row, above.text, measures.stops) or _LEADER.search(above.text):
        return True
    if row.fragments[0].raised and len(row.fragments) > 1:
        return True
    if _is_broken(above, row):
        return False
    left_over = limit - above.right
    room = has_room(above, row, limit)
    if room:
        if measures.justified and hits and abs(size - measures.size) < _SIZE * size:
            if left_over > _ROOM * size:
                return True
        elif left_over > _RAGGED * (limit - above.left):
            return True
    if all(one.bold for one in current) and not row.bold and left_over > _AT_EDGE:
        return True
    if len(current) > 1:
        base = current[1].left
        centred = (
            abs(_middle(row) - _middle(current[0])) < size
            and abs(_middle(current[1]) - _middle(current[0])) < size
        )
        return abs(row.left - base) > _ALIGNED * size and not centred
    if abs(row.left - above.left) <= _ALIGNED * size:
        return False
    if row.left < above.left:
        return above.left - row.left > _DEEPEST * size and abs(_middle(row) - _middle(above)) > size
    text = text_left(above)
    hangs = text is not None and abs(row.left - text) < 1.5 * size
    full = not room or left_over < size * 2
    return not (hangs or full or abs(_middle(row) - _middle(above)) < size)


def _is_broken(above: Row, row: Row) -> bool:
    """Whether a line ends within a word."""
    end = above.fragments[-1].text
    return end[-1:] in "-\u2010\u00ad" and end[-2:-1].isalpha() and row.text[0].islower()


def _middle(row: Row) -> float:
    return (row.left + row.right) / 2


def has_room(above: Row, row: Row, limit: float) -> bool:
    """Whether the first word of a row would have found room on the line above, up to `limit`."""
    end = row.fragments[0].right
    for one, apart in spaced(row.fragments):
        if apart:
            break
        end = one.right
    return limit - above.right > end - row.left + (0.25 + _ROOM) * row.size


def heading_level(paragraph: Paragraph, measures: Measures, text: str) -> int:
    """The level of a heading, told by its print: 1 for the largest; 0 for what is no heading."""
    rows = paragraph.rows
    if not text or len(rows) > _MOST_HEADING_LINES or len(text) > _LONGEST_HEADING:
        return 0
    if _ends_sentence(text) or not any(c.isalpha() for c in text):
        return 0
    bold = all(row.bold for row in rows) and not measures.bold
    italic = all(row.italic for row in rows) and not measures.italic
    size = min(row.size for row in rows)
    if size > measures.size * _LARGER:
        return 1 if size > measures.size * 1.25 else 2
    if size < measures.size * (1 - _SIZE):
        return 0
    return 3 if bold else 4 if italic and len(rows) <= 2 else 0


def indent(paragraph: Paragraph, measures: Measures) -> int:
    """How many tabs the first line is moved in from the edge of its column."""
    away = paragraph.rows[0].left - paragraph.edges.left
    return min(max(round(away / (_TAB * measures.size)), 0), _MAX_INDENT)


def is_open(paragraph: Paragraph, following: Row, measures: Measures) -> bool:
    """Whether the last line of a paragraph is full, so that a row overleaf can be its rest."""
    last, edges = paragraph.rows[-1], paragraph.edges
    if _is_broken(last, following) or not has_room(last, following, edges.right):
        return True
    is_text = abs(last.size - measures.size) < _SIZE * measures.size
    left_over = edges.right - last.right
    if measures.justified and is_text:
        return left_over < _ROOM * last.size
    return left_over < _RAGGED * edges.width and not _ends_sentence(last.text)


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_SENTENCE_END)
