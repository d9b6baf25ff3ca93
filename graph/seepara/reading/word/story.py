"""One story of a Word file (the body, a head, the notes) from its elements to lines.

The elements arrive one by one and only what is open is remembered, so that neither length nor depth
of a file matters. Elements that are not named here are looked through: tagged and inserted text,
content controls, drawings with text boxes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...model import Line
from ..paragraph import UNREADABLE_MARK, TextBuilder, custom_mark
from .fields import Fields, linked_address
from .numbering import Counters, Numbering
from .package import Relationship
from .printed import printed_events
from .styles import BODY_TEXT_LEVEL, Look, StyleSheet, paragraph_look
from .tables import TablePlace
from .xml import Event, attribute, child, relationship_id

if TYPE_CHECKING:
    from lxml.etree import _Element

    from .notes import Notes

DEFAULT_TAB = 720
"""Twips from one tab stop to the next where a file says nothing."""

_MAX_INDENT = 9
_NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")


@dataclass(frozen=True, slots=True)
class Context:
    """What all stories of a file share; `tables` counts the tables, `tab` is in twips."""

    styles: StyleSheet
    numbering: Numbering
    tables: Iterator[int]
    tab: int = DEFAULT_TAB


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is open, or that goes on because its mark is deleted or hidden.

    `numbered` is the list and level that it is in; `note` a kind of note and the id of one whose
    mark is typed and has not come yet; `after` what is printed below it: its notes, text boxes.
    """

    number: int
    builder: TextBuilder
    style: Look = field(default_factory=Look)
    own: Look = field(default_factory=Look)
    run: Look = field(default_factory=Look)
    numbered: tuple[str, int] | None = None
    in_run: bool = False
    tabs: int = 0
    fields: Fields = field(default_factory=Fields)
    links: list[str] = field(default_factory=list)
    note: tuple[str, str] | None = None
    mark_deleted: bool = False
    mark_hidden: bool = False
    keeps_number: bool = False
    ends_section: bool = False
    after: list[Line] = field(default_factory=list)

    @property
    def is_silent(self) -> bool:
        return bool(self.run.hidden) or self.fields.is_silent


class Story:
    """Reads one part; `apart` is one whose paragraphs are no headings: a head, the notes."""

    def __init__(
        self,
        context: Context,
        relationships: Mapping[str, Relationship],
        *,
        notes: Notes | None = None,
        apart: bool = False,
    ) -> None:
        self._context = context
        self._relationships = relationships
        self._notes = notes
        self._apart = apart
        self._counters = Counters(context.numbering)
        self._lines: list[Line] = []
        self._by_note: dict[str, tuple[Line, ...]] = {}
        self._count = 0
        self._section = 0
        self._paragraphs: list[_Paragraph] = []
        # For the body, each cell and each text box: the paragraph that goes on in the next one.
        self._pending: list[_Paragraph | None] = [None]
        self._skip = 0
        self._place = TablePlace(context.tables)
        self._starts: Mapping[str, Callable[[Event], None]] = {
            "p": self._start_paragraph,
            "r": self._start_run,
            "m:r": self._start_run,
            "hyperlink": self._start_hyperlink,
            "fldSimple": self._start_simple_field,
            "txbxContent": self._start_box,
            "tbl": self._start_table,
            "tr": self._start_row,
            "tc": self._start_cell,
            "footnote": self._start_note,
            "endnote": self._start_note,
        }
        self._ends: Mapping[str, Callable[[Event], None]] = {
            "p": self._end_paragraph,
            "pPr": self._end_paragraph_properties,
            "r": self._end_run,
            "m:r": self._end_run,
            "rPr": self._end_run_properties,
            "t": self._end_text,
            "m:t": self._end_text,
            "tab": self._end_space,
            "ptab": self._end_space,
            "br": self._end_space,
            "cr": self._end_space,
            "noBreakHyphen": self._end_hyphen,
            "sym": self._end_symbol,
            "hyperlink": self._end_link,
            "fldSimple": self._end_link,
            "fldChar": self._end_field_mark,
            "instrText": self._end_instruction,
            "footnoteReference": self._end_reference,
            "endnoteReference": self._end_reference,
            "footnoteRef": self._end_own_mark,
            "endnoteRef": self._end_own_mark,
            "txbxContent": self._end_container,
            "tbl": self._end_table,
            "trPr": self._end_row_properties,
            "tc": self._end_cell,
            "tcPr": self._end_cell_properties,
            "footnote": self._end_note,
            "endnote": self._end_note,
        }

    def lines(self, story: Iterable[Event]) -> Iterator[Line]:
        """The lines of a body or a head, in the order in which they are printed."""
        for event in printed_events(story):
            self._take(event)
            if self._lines and not self._paragraphs:
                yield from self._lines
                self._lines.clear()
        self._flush()
        yield from self._lines

    def notes(self, story: Iterable[Event]) -> Mapping[str, tuple[Line, ...]]:
        """The lines of each note, by its id; their marks are those of the body (`Notes`)."""
        for event in printed_events(story):
            self._take(event)
        return self._by_note

    def _take(self, event: Event) -> None:
        if self._skip:
            if event.starts or event.depth != self._skip:
                return
            self._skip = 0
        handler = (self._starts if event.starts else self._ends).get(event.name)
        if handler is not None:
            handler(event)

    # Paragraphs

    def _start_paragraph(self, event: Event) -> None:
        self._count += 1
        paragraph, self._pending[-1] = self._pending[-1], None
        if paragraph is None:
            builder = TextBuilder(in_table=self._place.cell is not None)
            paragraph = _Paragraph(self._count, builder)
        paragraph.mark_deleted = paragraph.mark_hidden = False
        self._set_look(paragraph, None)
        self._paragraphs.append(paragraph)

    def _set_look(self, paragraph: _Paragraph, properties: _Element | None) -> None:
        """Give a paragraph the look that it states, over that of its style."""
        styles = self._context.styles
        paragraph.style = styles.look(styles.paragraph_style(properties))
        paragraph.own = paragraph_look(properties)
        if not (paragraph.keeps_number and paragraph.numbered):
            paragraph.numbered = self._numbered(paragraph.own, paragraph.style)

    def _end_paragraph_properties(self, event: Event) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        self._set_look(paragraph, event.element)
        mark = child(event.element, "rPr")
        paragraph.mark_deleted = (
            child(mark, "del") is not None or child(mark, "moveFrom") is not None
        )
        paragraph.mark_hidden = bool(self._context.styles.run(mark, paragraph.style).hidden)
        paragraph.ends_section |= child(event.element, "sectPr") is not None

    def _end_paragraph(self, event: Event) -> None:
        paragraph = self._paragraphs.pop()
        self._name_note(paragraph, UNREADABLE_MARK)
        # Only a table of contents goes on, and its instruction is read by then.
        paragraph.fields.clear()
        paragraph.builder.set_link("")
        if paragraph.mark_deleted or paragraph.mark_hidden:
            # What a hidden mark joins is printed under the number of its first part.
            paragraph.keeps_number = not paragraph.mark_deleted and not paragraph.builder.is_empty
            self._pending[-1] = paragraph
        else:
            self._finish(paragraph)

    def _flush(self) -> None:
        """Finish what waits for a next paragraph that does not come."""
        pending, self._pending[-1] = self._pending[-1], None
        if pending is not None:
            self._finish(pending)

    def _finish(self, paragraph: _Paragraph) -> None:
        self._section += paragraph.ends_section
        lines = []
        is_gone = paragraph.mark_deleted or paragraph.mark_hidden
        if not (is_gone and paragraph.builder.is_empty):
            line = self._line(paragraph)
            if line.text or line.marks or line.label:
                lines.append(line)
        lines += paragraph.after
        (self._paragraphs[-1].after if self._paragraphs else self._lines).extend(lines)

    def _line(self, paragraph: _Paragraph) -> Line:
        built = paragraph.builder.finish()
        label = self._counters.next(*paragraph.numbered) if paragraph.numbered else ""
        look = paragraph.own.over(paragraph.style)
        heading = 0
        # Word's own outline leaves out what stands in tables, boxes, heads and notes.
        if look.heading and not (self._apart or self._place.cell or self._paragraphs):
            heading = look.heading if look.heading < BODY_TEXT_LEVEL else 0
        indent = 0
        if paragraph.numbered:
            indent = paragraph.numbered[1]
        elif not (heading or self._apart or built.note):
            steps = round((look.start - paragraph.style.start) / self._context.tab)
            indent = min(max(steps + paragraph.tabs, 0), _MAX_INDENT)
        return Line(
            text=built.text,
            number=paragraph.number,
            label=label,
            marks=built.marks,
            note=built.note,
            cell=self._place.cell,
            links=built.links,
            heading=heading,
            indent=indent,
            gap=True,
        )

    def _numbered(self, own: Look, style: Look) -> tuple[str, int] | None:
        """The list and the level of a paragraph; none where it is in no list."""
        list_id = style.list_id if own.list_id is None else own.list_id
        if list_id is None or list_id == "0":
            return None
        level = own.level
        if level is None and own.list_id is None:
            level = self._context.numbering.level_of_style(list_id, style.list_style)
        if level is None:
            level = style.level
        return list_id, level or 0

    # Runs and what stands in them

    def _start_run(self, event: Event) -> None:
        if self._paragraphs:
            paragraph = self._paragraphs[-1]
            paragraph.in_run = True
            paragraph.run = paragraph.style

    def _end_run_properties(self, event: Event) -> None:
        if self._paragraphs and self._paragraphs[-1].in_run:
            paragraph = self._paragraphs[-1]
            paragraph.run = self._context.styles.run(event.element, paragraph.style)

    def _end_run(self, event: Event) -> None:
        if self._paragraphs:
            self._paragraphs[-1].in_run = False

    def _end_text(self, event: Event) -> None:
        self._add(event.element.text or "")

    def _end_hyphen(self, event: Event) -> None:
        self._add("-")

    def _end_space(self, event: Event) -> None:
        if self._paragraphs and self._paragraphs[-1].builder.is_empty:
            self._paragraphs[-1].tabs += event.name == "tab"
        self._add("\t")

    def _add(self, text: str) -> None:
        """Text of the run that is open, unless it is not printed."""
        if not self._paragraphs or self._paragraphs[-1].is_silent:
            return
        paragraph = self._paragraphs[-1]
        if paragraph.note is not None and text.strip():
            mark, text = custom_mark(text)
            self._name_note(paragraph, mark)
        is_blank = paragraph.builder.is_empty and not text.strip()
        paragraph.builder.add(text, raised=bool(paragraph.run.raised) and not is_blank)

    def _end_symbol(self, event: Event) -> None:
        if self._paragraphs:
            self._name_note(self._paragraphs[-1], UNREADABLE_MARK)

    # Notes

    def _end_reference(self, event: Event) -> None:
        if self._notes is None or not self._paragraphs or self._paragraphs[-1].is_silent:
            return
        paragraph = self._paragraphs[-1]
        kind = event.name.removesuffix("Reference")
        note = attribute(event.element, "id") or ""
        self._name_note(paragraph, UNREADABLE_MARK)
        if attribute(event.element, "customMarkFollows") in ("1", "true", "on"):
            paragraph.note = (kind, note)
        else:
            mark = self._notes.next_mark(kind, self._section)
            paragraph.builder.add_reference(mark)
            paragraph.after += self._notes.take(kind, note, mark)

    def _name_note(self, paragraph: _Paragraph, mark: str) -> None:
        """Give the note whose reference waits for its typed mark that mark."""
        if paragraph.note is not None and self._notes is not None:
            kind, note = paragraph.note
            paragraph.note = None
            paragraph.builder.add_reference(mark)
            paragraph.after += self._notes.take(kind, note, mark, typed=True)

    def _end_own_mark(self, event: Event) -> None:
        if self._paragraphs:
            self._paragraphs[-1].builder.add_reference("")

    def _start_note(self, event: Event) -> None:
        if attribute(event.element, "type") in _NO_NOTES:
            self._skip = event.depth

    def _end_note(self, event: Event) -> None:
        self._flush()
        if self._lines:
            self._by_note[attribute(event.element, "id") or ""] = tuple(self._lines)
            self._lines = []

    # Links and fields

    def _start_hyperlink(self, event: Event) -> None:
        relationship = self._relationships.get(relationship_id(event.element) or "")
        url = ""
        if relationship is not None and relationship.kind == "hyperlink":
            anchor = attribute(event.element, "anchor")
            url = relationship.target
            if anchor and "#" not in url:
                url = f"{url}#{anchor}"
        self._start_link(url)

    def _start_simple_field(self, event: Event) -> None:
        self._start_link(linked_address(attribute(event.element, "instr") or ""))

    def _start_link(self, url: str) -> None:
        if self._paragraphs:
            links = self._paragraphs[-1].links
            links.append(url or (links[-1] if links else ""))
            self._set_link()

    def _end_link(self, event: Event) -> None:
        if self._paragraphs and self._paragraphs[-1].links:
            self._paragraphs[-1].links.pop()
            self._set_link()

    def _end_field_mark(self, event: Event) -> None:
        if self._paragraphs:
            fields = self._paragraphs[-1].fields
            steps = {"begin": fields.begin, "separate": fields.separate, "end": fields.end}
            step = steps.get(attribute(event.element, "fldCharType") or "")
            if step is not None:
                step()
            self._set_link()

    def _end_instruction(self, event: Event) -> None:
        if self._paragraphs:
            self._paragraphs[-1].fields.add_instruction(event.element.text or "")

    def _set_link(self) -> None:
        paragraph = self._paragraphs[-1]
        url = paragraph.links[-1] if paragraph.links else ""
        paragraph.builder.set_link(url or paragraph.fields.url)

    # Tables and text boxes

    def _start_table(self, event: Event) -> None:
        self._flush()
        self._place.start_table()

    def _end_table(self, event: Event) -> None:
        self._place.end_table()

    def _start_row(self, event: Event) -> None:
        self._place.start_row()

    def _end_row_properties(self, event: Event) -> None:
        if self._place.is_row_deleted(event.element):
            self._skip = event.depth - 1

    def _start_cell(self, event: Event) -> None:
        self._pending.append(None)
        self._place.start_cell()

    def _end_cell_properties(self, event: Event) -> None:
        if self._place.is_cell_left_out(event.element):
            self._skip = event.depth - 1

    def _end_cell(self, event: Event) -> None:
        self._end_container(event)
        self._place.end_cell()

    def _start_box(self, event: Event) -> None:
        self._pending.append(None)

    def _end_container(self, event: Event) -> None:
        self._flush()
        self._pending.pop()
