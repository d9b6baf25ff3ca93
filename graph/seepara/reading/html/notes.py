"""Footnotes of a web page: which links lead to one, where each begins, where it is to be printed.

A page says it by links alone. A link that leads to a place further down, and that is a note mark by
its look (raised, in square brackets with a link back, or marked up as one), leads to a note; a link
back up that shows a mark or an arrow belongs to the note itself and is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from urllib.parse import unquote

from ...model import Line, Notice, value

_MARK = re.compile(r"[0-9]{1,4}|([^\W\d_])\1{0,2}|[ivxl]{1,7}|\*{1,5}|[†‡§#¶]{1,3}")
_BRACKETS = " []()\t\n\r\xa0"
_LONGEST = 8
_NEAR = 2  # elements: how far the name of a link's place stands from the link


@value
class Anchor:
    """A link to a place in the same page: where it stands (in elements), what it shows."""

    position: int
    target: str
    text: str
    is_raised: bool = False
    is_note: bool = False

    @property
    def mark(self) -> str:
        """The note mark that it shows; empty where it shows anything else.

        >>> Anchor(1, "fn1", "[12]").mark, Anchor(1, "p3", "para. 3").mark
        ('12', '')
        """
        mark = self.text.strip(_BRACKETS)
        return mark if len(mark) <= _LONGEST and _MARK.fullmatch(mark) else ""

    @property
    def is_bracketed(self) -> bool:
        """Whether the mark stands in square brackets."""
        text = self.text.strip()
        return text.startswith("[") and text.endswith("]")


@value
class NoteLinks:
    """The links of a page that have to do with notes, by position.

    `references` gives the mark and the target; `beginnings` the targets that begin at an element;
    `returns` are links back, which belong to no text.
    """

    references: Mapping[int, tuple[str, str]]
    beginnings: Mapping[int, str]
    marks: Mapping[str, str]
    returns: frozenset[int]


def fragment(address: str | None) -> str:
    """The place in the same page that a link leads to; empty for any other link.

    >>> fragment("#_ftn1"), fragment("b.html#_ftn1"), fragment("#"), fragment(None)
    ('_ftn1', '', '', '')
    """
    if not address or address[0] != "#":
        return ""
    return unquote(address[1:])


def note_links(anchors: Sequence[Anchor], places: Mapping[str, int]) -> NoteLinks:
    """Which links lead to notes; `places` says at which element each name stands.

    >>> there, back = Anchor(4, "fn1", "1", is_raised=True), Anchor(9, "ref1", "↩")
    >>> links = note_links([there, back], {"ref1": 4, "fn1": 8})
    >>> links.references, links.beginnings, links.returns
    ({4: ('1', 'fn1')}, {8: 'fn1'}, frozenset({9}))
    """
    returns = set()
    led_back_to = set()
    for anchor in anchors:
        if places.get(anchor.target, anchor.position) < anchor.position:
            led_back_to.add(places[anchor.target])
            if anchor.mark or not any(c.isalnum() for c in anchor.text):
                returns.add(anchor.position)
    references: dict[int, tuple[str, str]] = {}
    marks: dict[str, str] = {}
    for anchor in anchors:
        place = places.get(anchor.target, 0)
        if not anchor.mark or place <= anchor.position:
            continue
        is_led_back_to = any(
            anchor.position + step in led_back_to for step in range(-_NEAR, _NEAR + 1)
        )
        if anchor.is_note or anchor.is_raised or (anchor.is_bracketed and is_led_back_to):
            mark = marks.setdefault(anchor.target, anchor.mark)
            references[anchor.position] = (mark, anchor.target)
    beginnings = {places[target]: target for target in marks}
    return NoteLinks(references, beginnings, marks, frozenset(returns))


def arranged(
    lines: Iterable[tuple[Line, Sequence[str]]],
    notes: Mapping[str, Sequence[tuple[Line, Sequence[str]]]],
) -> tuple[list[Line], list[Notice]]:
    """Each line with the notes that it calls for below it, as on a printed page.

    A note that is called for again stands at its first mark; one that no printed line calls for
    stands at the end. What is called for and is not there is told.
    """
    given: set[str] = set()
    result: list[Line] = []
    notices: list[Notice] = []

    def uncalled() -> Iterator[tuple[Line, Sequence[str]]]:
        for target, note in notes.items():
            if target not in given:
                given.add(target)
                yield from note

    for line in chain(lines, uncalled()):
        waiting = [line]
        while waiting:
            printed, called = waiting.pop()
            result.append(printed)
            below: list[tuple[Line, Sequence[str]]] = []
            for target in called:
                if target in given:
                    continue
                given.add(target)
                below += notes.get(target, ())
                if not notes.get(target):
                    notices.append(
                        Notice("note-missing", "a note has no text in the file", printed.number)
                    )
            waiting += reversed(below)
    return result, notices
