"""Lines → blocks: the lines that a narrow page broke are one paragraph again.

A block is one labelled or unlabelled paragraph, a note, or a row of table cells. A paragraph that a
page break or a footnote interrupts in mid-sentence is joined later, in `outline`, which knows what
is unfinished.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from ..languages import Language
from ..model import Cell, Hyperlink, Line, Mark, value
from .headings import headings
from .labels import Label, Style, number, take_label
from .seams import Growing, ends_in_hyphen

_NARROW = 140  # characters: above it, a line of a text file is a whole paragraph
_LONG_LINE = 45  # characters: a longer one that is unfinished goes on
_EARLY = 0.6  # of the width: where a line that a comma ends is not broken for want of room
_SHORT_LINE = 25  # characters: a line this short ends because its text does
_MOST = 0.8  # of the lines of a narrow page are narrow; a few are not, where a scan went wrong
_SENTENCE_END = tuple(".;:!?")
_WORDS = re.compile(r"\w+(?:-\w+)*")
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
    gap: bool = False
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
    opens = headings(language)
    words = _hyphenated_words(lines) if narrow and _has_broken_words(lines) else frozenset()
    result: list[Block] = []
    group: list[Line] = []  # the lines of the block that is being read
    label: Label | None = None
    start = 0  # where the words of its first line begin
    dotted, counted = "0.0", 0  # the last labels of these forms
    for line in lines:
        found, begins = _label_of(line, language)
        if group:
            if (
                found
                and narrow
                and not (len(group) == 1 and _begins_below_heading(found, line, label, counted))
                and _only_looks_labelled(found, line, group[-1], label, dotted)
            ):
                found, begins = None, 0
            elif found and found.style is Style.DOTTED:
                dotted = found.token
            elif found and found.style is Style.NUMBER:
                counted = number(found.token)
            if (
                found is None
                and _goes_on(group[-1], line, label, width)
                and (unfinished(group[-1].text) or not opens.container(line.text, False))
            ):
                group.append(line)
                continue
            result.append(_block(group, label, start, words))
        group, label, start = [line], found, begins
    if group:
        result.append(_block(group, label, start, words))
    return result


def _block(group: Sequence[Line], label: Label | None, start: int, words: Collection[str]) -> Block:
    """The block of some lines, the first of which has its words from `start`."""
    first = group[0]
    text, marks, links = first.text[start:], first.marks, first.links
    if start and (marks or links):
        marks = tuple(Mark(max(m.offset - start, 0), m.note) for m in marks)
        links = tuple(
            Hyperlink(h.start - start, h.end - start, h.url) for h in links if h.start >= start
        )
    rest = group[1:]
    if not rest:
        pass
    elif marks or links or any(x.marks or x.links or ends_in_hyphen(x.text) for x in group):
        growing = Growing(text, marks, links)
        for line in rest:
            growing.add(line.text, line.marks, line.links, words)
        text, marks, links = growing.text, growing.marks, growing.links
    else:
        text = " ".join([part for part in (text, *[line.text for line in rest]) if part])
    return Block(
        text, first.number, label, marks, links, first.note, first.page,
        first.heading, first.indent, first.gap, first.cell,
    )  # fmt: skip


def _label_of(line: Line, language: Language) -> tuple[Label | None, int]:
    if line.note or line.cell:
        return None, 0
    if line.label:
        given = take_label(line.label + " ", language)
        return (given[0] if given else None), 0
    return take_label(line.text, language) or (None, 0)


def _only_looks_labelled(
    label: Label, line: Line, previous: Line, last: Label | None, dotted: str
) -> bool:
    """ "paragraph 12" + line end + "(a) above", "in" + line end + "2009. The": no labels."""
    if (
        line.gap
        or line.heading
        or not line.wrapped
        or previous.heading
        or not unfinished(previous.text)
    ):
        return False
    if label.style is Style.PAREN:
        # A list item may follow "and" or "or"; a number or a head before it makes it a pinpoint.
        return previous.text[-1:].isdigit() or previous.text.endswith((")", ",", "."))
    if label.style is Style.DOTTED:
        return not _comes_next(label.token, dotted)
    if label.style is Style.NUMBER and last is not None:
        if last.style is Style.NUMBER:
            return number(label.token) != number(last.token) + 1
        if last.style in (Style.ROMAN, Style.CAPITAL):
            # A heading stands before it: paragraphs begin with a capital letter.
            return not line.text[len(label.printed) :].lstrip()[:1].isupper()
    if label.style is Style.NUMBER:
        return not previous.text.endswith(",") and len(previous.text) > _LONG_LINE
    long = len(previous.text) > _LONG_LINE
    return label.style is Style.SMALL or (label.style in (Style.CAPITAL, Style.ROMAN) and long)


def _begins_below_heading(label: Label, line: Line, last: Label | None, counted: int) -> bool:
    """Whether the next number, or a first one, stands below a single line without a label."""
    return (
        last is None
        and label.style is Style.NUMBER
        and number(label.token) in (1, counted + 1)
        and line.text[len(label.printed) :].lstrip()[:1].isupper()
    )


def _comes_next(token: str, last: str) -> bool:
    """Whether a number like "2.3" follows another: "2.2", or a last one before "3.1".

    >>> _comes_next("2.3", "2.2"), _comes_next("3.1", "2.7"), _comes_next("2.1", "2.2")
    (True, True, False)
    """
    number, _, inner = token.partition(".")
    before, _, last_inner = last.partition(".")
    if not (inner.isdigit() and last_inner.isdigit()):
        return False
    if number == before:
        return int(inner) == int(last_inner) + 1
    return inner == "1" and int(before) < int(number) <= int(before) + 2


def _goes_on(previous: Line, line: Line, last: Label | None, width: int) -> bool:
    """Whether an unlabelled line is the rest of the line before it."""
    if line.gap or not line.wrapped or line.heading or line.note or line.cell or previous.cell:
        return False
    if previous.heading:
        return False
    if not 0 < width <= _NARROW:
        return unfinished(previous.text) and line.text[:1].islower()
    if line.text[:1].islower():
        return True
    if previous.text.endswith((",", ";")) and len(previous.text) < width * _EARLY:
        return False  # the line had room: what it says is all there
    short = len(previous.text) < _SHORT_LINE
    if last is not None and last.style in (Style.ROMAN, Style.CAPITAL):
        return unfinished(previous.text) and len(previous.text) > 25
    return not short or (
        unfinished(previous.text) and line.indent == previous.indent and last is not None
    )


def _width(lines: Sequence[Line]) -> int:
    """The length that nearly all lines of a text keep within; 0 where lines are not broken."""
    lengths = sorted(len(line.text) for line in lines if line.wrapped)
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
