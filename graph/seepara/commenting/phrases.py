"""The words of a paragraph as they are read, each letter with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..reading.word.xml import attribute, child
from .paragraphs import local, printed

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACES = frozenset({"tab", "ptab", "br", "cr"})
# A no-break hyphen is a hyphen; soft hyphens and marks of zero width are not printed.
_PRINTED = {"\u2011": "-", "\u00ad": "", "\u200b": "", "\u2060": "", "\ufeff": ""}
_MARK = re.compile(r"\s*([0-9]{1,3}|[^\W\d_]|\*{1,5}|[†‡§#¶]{1,3})\s*")

MOST_PARAGRAPHS = 40
"""Over how many paragraphs a unit is looked for: one can go on behind a note or a page."""


@dataclass(frozen=True, slots=True)
class Letters:
    """A text with one space for any white space, and for each letter the element and the place in
    its text where it stands; None for one that no text element has (a tab)."""

    text: str
    places: Sequence[tuple[_Element, int] | None]

    def find(self, phrase: str, start: int) -> tuple[int, int] | None:
        """Where the phrase stands: the first place not before `start`, else the last before it.

        `start` is where it stands in the unit, whose text is without a number that is typed.
        """
        wanted = " ".join(phrase.split())
        at = self.text.find(wanted, start)
        if at < 0:
            at = self.text.rfind(wanted)
        return (at, at + len(wanted)) if at >= 0 and wanted else None


def letters(paragraph: _Element) -> Letters:
    """The text of a paragraph, without that of paragraphs inside it (text boxes)."""
    made: list[str] = []
    places: list[tuple[_Element, int] | None] = []
    inner = {id(e) for p in printed(paragraph) if local(p) == "p" and p is not paragraph
             for e in printed(p)}  # fmt: skip
    found: list[tuple[str, tuple[_Element, int] | None]]
    for element in printed(paragraph):
        name = local(element)
        if id(element) in inner:
            continue
        if name == "t" and not _is_mark(element):
            found = [(c, (element, n)) for n, c in enumerate(element.text or "")]
        elif name.endswith("}t"):
            found = [(c, None) for c in element.text or ""]  # of a formula
        elif name in _SPACES:
            found = [(" ", None)]
        elif name == "noBreakHyphen":
            found = [("-", None)]
        else:
            continue
        for c, place in found:
            c = _PRINTED.get(c, c)
            if not c or (c.isspace() and (not made or made[-1] == " ")):
                continue
            made.append(" " if c.isspace() else c)
            places.append(place)
    return Letters("".join(made), places)


def _is_mark(element: _Element) -> bool:
    """Whether a text is a raised note mark, which is read apart."""
    run = element.getparent()
    raised = child(run, "rPr", "vertAlign") if run is not None else None
    return attribute(raised) == "superscript" and bool(_MARK.fullmatch(element.text or ""))
