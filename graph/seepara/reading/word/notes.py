"""Footnotes and endnotes of a Word file: how their marks count, and the text that goes with one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...model import Line
from ..paragraph import without_own_mark
from .numbering import MAX_NUMBER, printed
from .xml import attribute, child, integer

if TYPE_CHECKING:
    from lxml.etree import _Element

FOOTNOTE = "footnote"
ENDNOTE = "endnote"


@dataclass(frozen=True, slots=True)
class NoteFormat:
    """How the marks of one kind of notes count in a section.

    Where they begin again on each page they count on here, since a file has no pages.
    """

    number_format: str = "decimal"
    start: int = 1
    each_section: bool = False


DEFAULTS: Mapping[str, NoteFormat] = {
    FOOTNOTE: NoteFormat("decimal"),
    ENDNOTE: NoteFormat("lowerRoman"),
}
"""What holds where a file says nothing (ECMA-376 part 1, 17.11.17)."""


def read_formats(element: _Element, base: Mapping[str, NoteFormat]) -> dict[str, NoteFormat]:
    """The formats that the settings or a section state, over those that hold anyway."""
    formats = {}
    for kind, own in base.items():
        properties = child(element, f"{kind}Pr")
        start = integer(attribute(child(properties, "numStart")), 0, MAX_NUMBER)
        restart = attribute(child(properties, "numRestart"))
        formats[kind] = NoteFormat(
            attribute(child(properties, "numFmt")) or own.number_format,
            own.start if start is None else start,
            own.each_section if restart is None else restart == "eachSect",
        )
    return formats


class Notes:
    """The notes of a file while its body is read: each is given out once, beside its mark.

    >>> notes = Notes({"footnote": {"7": (Line("As revised."),)}}, ())
    >>> [notes.next_mark(kind, 0) for kind in ("footnote", "footnote", "endnote")]
    ['1', '2', 'i']
    >>> [line.text for line in notes.take("footnote", "7", "1")], notes.take("footnote", "7", "1")
    (['As revised.'], [])
    """

    def __init__(
        self,
        texts: Mapping[str, Mapping[str, Sequence[Line]]],
        sections: Sequence[Mapping[str, NoteFormat]],
    ) -> None:
        self._texts = {kind: dict(notes) for kind, notes in texts.items()}
        self._sections = sections
        self._counted: dict[str, int] = {}
        self._section: dict[str, int] = {}

    def next_mark(self, kind: str, section: int) -> str:
        """The mark of the next note that is numbered automatically."""
        own = self._sections[section] if section < len(self._sections) else DEFAULTS
        note_format = own[kind]
        if note_format.each_section and self._section.get(kind, section) != section:
            self._counted[kind] = 0
        self._section[kind] = section
        counted = self._counted.get(kind, 0)
        self._counted[kind] = counted + 1
        return printed(note_format.start + counted, note_format.number_format)

    def take(self, kind: str, note: str, mark: str, *, typed: bool = False) -> list[Line]:
        """The lines of a note, under its mark; `typed` where the note repeats the mark as text."""
        lines = [replace(line, note=mark) for line in self._texts.get(kind, {}).pop(note, ())]
        if typed and lines:
            lines[0] = without_own_mark(lines[0], mark)
        return [line for line in lines if line.text or line.marks or line.label]
