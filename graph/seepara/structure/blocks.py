"""Lines → blocks: the lines that a narrow page broke are one paragraph again.

A block is one labelled or unlabelled paragraph, a note, or a row of table cells. A paragraph that a
page break or a footnote interrupts in mid-sentence is joined later, in `outline`, which knows what
is unfinished.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from ..languages import Language
from ..model import Cell, Hyperlink, Line, Mark, value
from .labels import Label, Style, number, take_label
from .seams import Growing, ends_in_hyphen

_NARROW = 140  # characters: above it, a line of a text file is a whole paragraph
_LONG_LINE = 45  # characters: a longer one that is unfinished goes on
_EARLY = 0.6  # of the width: where a line that a comma ends is not broken for want of room
_SHORT_LINE = 25  # characters: a line this short ends because its text does
_MOST = 0.8  # of the lines of a narrow page are narrow; a few are not, where a scan went wrong
_SENTENCE_END = tuple(".;:!?")
_WORDS = re.compile(r"\w+(?:-\w+)*")
_LINE_BREAK = re.compile(r"\n")
_MAY_BEGIN = re.compile(r"\n(?=[^a-z]|[a-z]{1,5}\.(?:\s|$))")
"""Behind other line breaks of a narrow page, a small letter goes on with the line before."""
_CLOSING = "”\"’')]*"


@value
class Block:
    """A logical paragraph. `text` is without the label; marks and links count in it."""

    text: str
    line: int
    label: Label | None = None
    marks: tuple[Mark, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    note: str = ""
    page: int | None = None
    heading: int = 0
    indent: int = 0
    cell: Cell | None = None


def unfinished(text: str) -> bool:
    """Whether a text stops in mid-sentence, closing quotes and brackets aside.

    >>> unfinished("the development of"), unfinished("(see para. 3 above)."), unfinished("organized:")
    (True, False, False)
    """
    bare = text.rstrip()
    while bare and bare[-1] in _CLOSING:
        bare = bare[:-1]
    return bool(bare) and not bare.endswith(_SENTENCE_END)


def blocks(lines: Sequence[Line], language: Language) -> list[Block]:
    """The blocks of a document, in order.

    >>> from ..languages import language
    >>> a = Line("1. Requests all States to cease all acts that are", 1, wrapped=True)
    >>> b = Line("of this kind;", 2, wrapped=True)
    >>> [(x.label.token, x.text) for x in blocks([a, b], language("en"))]
    [('1', 'Requests all States to cease all acts that are of this kind;')]
    """
    width = _width(lines)
    narrow = 0 < width <= _NARROW
    words = _hyphenated_words(lines) if narrow and _has_broken_words(lines) else frozenset()
    result: list[Block] = []
    group: list[Line] = []  # the lines of the block that is being read
    label: Label | None = None
    start = 0  # where the words of its first line begin
    breaks = _MAY_BEGIN if narrow else _LINE_BREAK
    for line in _apart(lines, breaks):
        found, begins = _label_of(line, language)
        if group:
            if found and narrow and _only_looks_labelled(found, line, group[-1], label):
                found, begins = None, 0
            if found is None and _goes_on(group[-1], line, label, width):
                group.append(line)
                continue
            result.append(_block(group, label, start, words))
        group, label, start = [line], found, begins
    if group:
        result.append(_block(group, label, start, words))
    return result


def _apart(lines: Iterable[Line], breaks: re.Pattern[str]) -> Iterator[Line]:
    """The lines, parted at the breaks behind which a block may begin."""
    for line in lines:
        if "\n" not in line.text or len(parts := breaks.split(line.text)) == 1:
            yield line
            continue
        before = 0
        for text in parts:
            yield line.part(text, before)
            before += text.count("\n") + 1


def _block(group: Sequence[Line], label: Label | None, start: int, words: Collection[str]) -> Block:
    """The block of some lines, the first of which has its words from `start`."""
    first = group[0]
    text, marks, links = first.text[start:], first.marks, first.links
    if start and (marks or links):
        marks = tuple(Mark(max(m.offset - start, 0), m.note) for m in marks)
        links = tuple(
            Hyperlink(h.start - start, h.end - start, h.url) for h in links if h.start >= start
        )
    if len(group) > 1:
        text, marks, links = _joined(text, marks, links, group, words)
    return Block(
        text.replace("\n", " "), first.number, label, marks, links,
        first.note, first.page, first.heading, first.indent, first.cell,
    )  # fmt: skip


def _joined(
    text: str,
    marks: tuple[Mark, ...],
    links: tuple[Hyperlink, ...],
    group: Sequence[Line],
    words: Collection[str],
) -> tuple[str, tuple[Mark, ...], tuple[Hyperlink, ...]]:
    """The words of a first line, and those of the lines behind it."""
    rest = group[1:]
    if marks or links or any(x.marks or x.links or ends_in_hyphen(x.text) for x in group):
        growing = Growing(text.replace("\n", " "), marks, links)
        for line in rest:
            growing.add(line.text.replace("\n", " "), line.marks, line.links, words)
        return growing.text, growing.marks, growing.links
    return " ".join([part for part in (text, *[line.text for line in rest]) if part]), (), ()


def _label_of(line: Line, language: Language) -> tuple[Label | None, int]:
    if line.note or line.cell:
        return None, 0
    if line.label:
        given = take_label(line.label + " ", language)
        return (given[0] if given else None), 0
    return take_label(line.text, language) or (None, 0)


def _only_looks_labelled(label: Label, line: Line, previous: Line, last: Label | None) -> bool:
    """ "paragraph 12" + line end + "(a) above", "in" + line end + "2009. The": no labels."""
    if line.gap or line.heading or not line.wrapped or previous.heading:
        return False
    before = _last_printed(previous)
    if not unfinished(before):
        return False
    if label.style is Style.PAREN:
        # A list item may follow "and" or "or"; a number or a head before it makes it a pinpoint.
        return before[-1:].isdigit() or before.endswith((")", ",", "."))
    if label.style is Style.NUMBER and last is not None and last.style is Style.NUMBER:
        return number(label.token) != number(last.token) + 1
    if label.style is Style.NUMBER:
        return not before.endswith(",") and len(before) > _LONG_LINE
    long = len(before) > _LONG_LINE
    return label.style in (Style.SMALL, Style.DOTTED) or (
        label.style in (Style.CAPITAL, Style.ROMAN) and long
    )


def _goes_on(previous: Line, line: Line, last: Label | None, width: int) -> bool:
    """Whether an unlabelled line is the rest of the line before it."""
    if line.gap or not line.wrapped or line.heading or line.note or line.cell or previous.cell:
        return False
    if previous.heading:
        return False
    before = _last_printed(previous)
    if not 0 < width <= _NARROW:
        return unfinished(before) and line.text[:1].islower()
    if line.text[:1].islower():
        return True
    if before.endswith((",", ";")) and len(before) < width * _EARLY:
        return False  # the line had room: what it says is all there
    short = len(before) < _SHORT_LINE
    if last is not None and last.style in (Style.ROMAN, Style.CAPITAL):
        return unfinished(before) and len(before) > 25
    return not short or (unfinished(before) and line.indent == previous.indent and last is not None)


def _last_printed(line: Line) -> str:
    return line.text.rpartition("\n")[2]


def _width(lines: Sequence[Line]) -> int:
    """The length that nearly all lines of a text keep within; 0 where lines are not broken."""
    lengths = sorted(len(text) for line in lines if line.wrapped for text in line.text.split("\n"))
    return lengths[int(len(lengths) * _MOST)] if lengths else 0


def _has_broken_words(lines: Sequence[Line]) -> bool:
    """Whether a line ends in a hyphen that a small letter follows."""
    return any(
        line.text.endswith("-") and following.text[:1].islower()
        for line, following in pairwise(lines)
    )


def _hyphenated_words(lines: Iterable[Line]) -> frozenset[str]:
    """The words of a document by which a hyphen at a line's end is judged."""
    return frozenset(_WORDS.findall(" ".join(line.text for line in lines).lower()))
