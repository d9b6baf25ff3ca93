"""A Word file (.docx) as lines: one for each paragraph, as Word prints it.

Word prints what the file does not say in so many words: automatic numbers, note marks, results of
fields, the text with all tracked changes accepted. It does not print what the file holds beside it:
deleted and hidden text, instructions of fields, comments. Here it is the same (ECMA-376 part 1,
17). Running heads are left out, but not the head of the first page, which is the letterhead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from ...model import Line
from ..errors import UnreadableFile as UnreadableFile
from .notes import DEFAULTS, ENDNOTE, FOOTNOTE, NoteFormat, Notes, read_formats
from .numbering import Numbering, read_numbering
from .package import MAX_SIDE_PART_BYTES, Package, Relationship
from .story import DEFAULT_TAB, Context, Story
from .styles import StyleSheet, read_styles
from .xml import (
    attribute,
    child,
    children,
    elements,
    events,
    integer,
    is_on,
    relationship_id,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_FIRST = "first"
_DEFAULT = "default"
_MAX_TAB = 31680


def read_word(data: bytes, name: str) -> Iterator[Line]:
    """The lines of a Word file: its letterhead, then its body with each note below its paragraph.

    Every line is a whole paragraph, so that `Line.wrapped` is never set and `Line.gap` always. Its
    `number` counts all paragraphs of the part it comes from, empty ones too. Cells are printed row
    by row; what is merged into a cell above it is left out. A raised mark that was typed before the
    text makes the line a note (`Line.note`), as in tables; elsewhere it is one of the `Line.marks`.

    Raises `UnreadableFile`, when the first line is asked for or later, for what is no Word file or
    a damaged, protected or oversized one.

    >>> try:
    ...     next(read_word(b"", "a.docx"))
    ... except UnreadableFile as error:
    ...     print(error)
    a.docx: it is empty; fetch the file again
    """
    package = Package(data, name)
    relationships = package.relationships(package.main)
    context, note_formats = _read_context(package, relationships)
    sections = _read_sections(package, note_formats)
    if sections:
        yield from _letterhead(package, relationships, context, sections[0])
    texts = {
        kind: _read_notes(package, relationships, context, kind) for kind in (FOOTNOTE, ENDNOTE)
    }
    notes = Notes(texts, [section.note_formats for section in sections])
    story = Story(context, relationships, notes=notes)
    yield from story.lines(events(package.open(package.main)))


@dataclass(frozen=True, slots=True)
class _Section:
    """What a section says: its heads by kind, whether its first page differs, how notes count."""

    heads: Mapping[str, str]
    has_title_page: bool
    note_formats: Mapping[str, NoteFormat]


def _read_context(
    package: Package, relationships: Mapping[str, Relationship]
) -> tuple[Context, Mapping[str, NoteFormat]]:
    """Styles, lists and settings, as far as the file has them."""
    styles, numbering, tab = StyleSheet({}), Numbering(), DEFAULT_TAB
    note_formats: Mapping[str, NoteFormat] = DEFAULTS
    if part := package.part(relationships, "styles"):
        styles = read_styles(package.open(part, MAX_SIDE_PART_BYTES))
    if part := package.part(relationships, "numbering"):
        stream = package.open(part, MAX_SIDE_PART_BYTES)
        numbering = read_numbering(stream, styles.style_lists())
    if part := package.part(relationships, "settings"):
        for settings in elements(package.open(part, MAX_SIDE_PART_BYTES), {"settings"}):
            tab = integer(attribute(child(settings, "defaultTabStop")), 1, _MAX_TAB) or DEFAULT_TAB
            note_formats = read_formats(settings, DEFAULTS)
    return Context(styles, numbering, count(1), tab), note_formats


def _read_sections(package: Package, base: Mapping[str, NoteFormat]) -> Sequence[_Section]:
    """The sections of the body, from a first look through it: they are stated at their ends."""
    sections: list[_Section] = []
    for event in events(package.open(package.main)):
        if event.depth == 1 and event.starts and event.name != "document":
            raise package.refusal(f"its part {package.main} is no Word document")
        if event.name in ("sectPr", "pPr"):
            element = event.element if event.name == "sectPr" else child(event.element, "sectPr")
            if element is not None:
                sections.append(_read_section(element, base))
    return sections


def _read_section(element: _Element, base: Mapping[str, NoteFormat]) -> _Section:
    heads = {
        attribute(head, "type") or _DEFAULT: relationship_id(head) or ""
        for head in children(element, "headerReference")
    }
    return _Section(heads, bool(is_on(child(element, "titlePg"))), read_formats(element, base))


def _letterhead(
    package: Package,
    relationships: Mapping[str, Relationship],
    context: Context,
    section: _Section,
) -> Iterator[Line]:
    """The head that is printed on the first page; none where that page is to have none."""
    kind = _FIRST if section.has_title_page else _DEFAULT
    head = relationships.get(section.heads.get(kind, ""))
    if head is None or head.kind != "header" or not package.has(head.target):
        return
    story = Story(context, package.relationships(head.target), apart=True)
    yield from story.lines(events(package.open(head.target)))


def _read_notes(
    package: Package, relationships: Mapping[str, Relationship], context: Context, kind: str
) -> Mapping[str, Sequence[Line]]:
    """The notes of a kind, by id."""
    part = package.part(relationships, f"{kind}s")
    if part is None:
        return {}
    story = Story(context, package.relationships(part), apart=True)
    return story.notes(events(package.open(part)))
