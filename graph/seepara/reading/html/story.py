"""A web page from its elements to lines: a printed paragraph is a line, and so is a line of a
letterhead that ``<br>`` ends.

The elements arrive one by one and only what is open is remembered. What the survey of the page has
found says which links are note marks and where the notes begin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...model import Cell, Line
from ..errors import UnreadableFile
from ..paragraph import TextBuilder, without_own_mark
from ..text import MAX_LINE_CHARACTERS, read_text
from .events import BLOCKS, heading_level, is_chrome, is_main, is_printed, is_raised, style
from .lists import NumberedList
from .survey import Survey
from .tables import Grid

_MAX_INDENT = 9
_LISTS = ("ol", "ul", "menu", "dir")
_SET_IN = ("blockquote", "dd")
_PREFORMATTED = ("pre", "listing", "xmp", "plaintext")
# Elements that can hold one note, or all of them, and nothing else.
_HOLDERS = frozenset((
    "div", "section", "aside", "footer", "blockquote", "ol", "ul", "dl", "td", "li", "details",
))  # fmt: skip
_WHOLE_PAGE = frozenset((
    "html", "body", "main", "article", "center", "form",
))  # fmt: skip
_SENTENCE_END = ".;:!?"
_CLOSING = "”\"’')]*"
_BEHIND_MARKS = tuple(".):]")  # what a linked mark of a note leaves behind
_RAISED_BRACKETS = str.maketrans("", "", "[]")
_LINKABLE = re.compile(r"(?:https?|ftp|mailto):|(?![a-z][a-z0-9+.-]*:|#)", re.IGNORECASE)
_LONGEST_ADDRESS = 2_000

Printed = tuple[Line, Sequence[str]]
"""A line, and the notes that it calls for."""


@dataclass(slots=True)
class _Paragraph:
    builder: TextBuilder
    label: str = ""
    heading: int = 0
    indent: int = 0
    cell: Cell | None = None
    note: str = ""
    gap: bool = True
    length: int = 0
    tail: str = ""  # its last words, closing signs aside
    calls: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Block:
    """A block that is open: `lines` had been printed when it began."""

    tag: str
    depth: int
    lines: int


@dataclass(slots=True)
class _Change:
    """What the start of an element changed, to be undone at its end."""

    depth: int
    raised: bool = False
    link: str | None = None
    chrome: bool = False
    main: bool = False
    heading: int | None = None
    set_in: bool = False
    label: bool = False


class Story:
    """Takes the elements of a page (`events.Handler`); `lines` and `notes` are what it printed."""

    def __init__(self, survey: Survey, name: str) -> None:
        self.lines: list[Printed] = []
        self.notes: dict[str, list[Printed]] = {}
        self._survey = survey
        self._name = name
        self._depth = self._position = 0
        self._silent = 0  # the depth of the element that is not printed
        self._changes: list[_Change] = []
        self._blocks: list[_Block] = []
        self._paragraph: _Paragraph | None = None
        self._count = 0
        self._raised = self._chrome = self._main = self._set_in = self._heading = 0
        self._url = ""
        self._broken = False  # a line break has come, and no word since
        self._own_label: list[str] | None = None  # the number that Word prints, while it arrives
        self._lists: list[NumberedList] = []
        self._list_count = 0
        self._label = ""
        self._tables = self._grids = 0
        self._open_grids: list[Grid | None] = []
        self._cell: Cell | None = None
        self._note = ""
        self._note_depth = 0  # of the element at whose end the note ends; 0: at the paragraph's
        self._holder = 0  # the depth of an element that holds notes only
        self._plain: list[str] = []
        self._plain_depth = 0

    # ---------------------------------------------------------------- events

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._position += 1
        self._depth += 1
        if self._silent:
            return
        if not is_printed(tag, attributes):
            self._silence(tag)
            return
        if tag in BLOCKS:
            self._start_block(tag, attributes)
        elif tag == "br":
            self._break()
        target = self._survey.notes.beginnings.get(self._position)
        if target is not None:
            self._begin_note(target, tag)
        self._note_change(tag, attributes)
        if tag == "a":
            self._start_link(attributes)

    def end(self, tag: str) -> None:
        if self._silent:
            if self._silent == self._depth:
                self._silent = 0
            self._depth -= 1
            return
        if tag in BLOCKS:
            self._end_block(tag)
        if self._changes and self._changes[-1].depth == self._depth:
            self._undo(self._changes.pop())
        self._depth -= 1

    def text(self, data: str) -> None:
        if self._silent or ((self._chrome or self._is_outside) and not self._note):
            return
        if self._own_label is not None:
            self._own_label.append(data)
        elif self._plain_depth:
            self._plain.append(data)
        else:
            self._print(data)

    @property
    def _is_outside(self) -> bool:
        return self._survey.has_main and not self._main

    # ---------------------------------------------------------------- words

    def _print(self, data: str) -> None:
        words = data.strip()
        if not words:
            if self._paragraph is not None:
                self._paragraph.builder.add(" ")
            return
        if self._broken:
            self._mend(words)
        paragraph = self._paragraph or self._open_paragraph()
        raised = bool(self._raised)
        if raised:
            data = data.translate(_RAISED_BRACKETS)
        paragraph.length += len(data)
        if paragraph.length > MAX_LINE_CHARACTERS:
            raise UnreadableFile(
                self._name,
                f"a paragraph has over {MAX_LINE_CHARACTERS:,} characters",
                "break it into paragraphs, or leave the file out",
            )
        paragraph.builder.set_link(self._url)
        paragraph.builder.add(data, raised=raised)
        if not raised:
            paragraph.tail = words[-8:].rstrip(_CLOSING) or paragraph.tail

    def _open_paragraph(self) -> _Paragraph:
        is_text = self._cell is None and not self._note
        depth = len(self._lists) + self._set_in - (1 if self._label else 0)
        paragraph = _Paragraph(
            TextBuilder(in_table=self._cell is not None),
            label=self._label,
            heading=self._heading if is_text else 0,
            indent=min(max(depth, 0), _MAX_INDENT) if is_text and not self._heading else 0,
            cell=self._cell,
            note=self._note,
        )
        self._label = ""
        self._paragraph = paragraph
        return paragraph

    def _break(self) -> None:
        """A line break; two of them end a paragraph."""
        if self._paragraph is None:
            return
        if self._broken:
            self._flush()
            return
        self._broken = True
        self._paragraph.builder.add(" ")

    def _mend(self, words: str) -> None:
        """Words behind a line break: the sentence goes on, or this is a line of its own."""
        self._broken = False
        paragraph = self._paragraph
        if paragraph is None or paragraph.heading or paragraph.note:
            return
        if words[0].islower() and paragraph.tail and paragraph.tail[-1] not in _SENTENCE_END:
            return
        self._flush()
        self._open_paragraph().gap = False

    def _flush(self) -> None:
        """The paragraph that is open ends."""
        paragraph, self._paragraph = self._paragraph, None
        self._broken = False
        if paragraph is not None:
            built = paragraph.builder.finish()
            label = paragraph.label
            if label and built.text.startswith(label):
                label = ""  # typed as well
            if built.text or built.marks or label:
                self._count += 1
                line = Line(
                    text=built.text,
                    number=self._count,
                    label=label,
                    marks=built.marks,
                    note=self._survey.notes.marks.get(paragraph.note, built.note),
                    cell=None if paragraph.note else paragraph.cell,
                    links=built.links,
                    heading=paragraph.heading,
                    indent=paragraph.indent,
                    gap=paragraph.gap,
                )
                self._store(line, paragraph)
        if self._note and not self._note_depth:
            self._note = ""

    def _store(self, line: Line, paragraph: _Paragraph) -> None:
        if not paragraph.note:
            self.lines.append((line, paragraph.calls))
            return
        lines = self.notes.setdefault(paragraph.note, [])
        if not lines:
            line = without_own_mark(replace(line, label=""), line.note)
            if line.text[:1] in _BEHIND_MARKS:
                line = without_own_mark(line, line.text[:1])
            if not (line.text or line.marks):
                return
        lines.append((line, paragraph.calls))

    # ---------------------------------------------------------------- blocks

    def _start_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._flush()
        self._blocks.append(_Block(tag, self._depth, self._count))
        if tag in _LISTS:
            self._print_label()
            self._list_count += 1 if tag in ("ol", "ul") else 0
            items = self._survey.items.get(self._list_count, 0)
            self._lists.append(NumberedList(tag, attributes, items))
        elif tag == "li":
            self._print_label()
            if self._lists:
                self._label = self._lists[-1].next(attributes)
        elif tag == "table":
            self._tables += 1
            grid = None
            if self._tables not in self._survey.layouts:
                self._grids += 1
                grid = Grid(self._grids)
            self._open_grids.append(grid)
        elif tag in ("tr", "td", "th") and self._open_grids and self._open_grids[-1] is not None:
            if tag == "tr":
                self._open_grids[-1].start_row()
            else:
                self._cell = self._open_grids[-1].cell(attributes)
        elif tag in _PREFORMATTED and not self._plain_depth:
            self._plain_depth = self._depth

    def _end_block(self, tag: str) -> None:
        if self._plain_depth == self._depth:
            self._print_plain()
        self._flush()
        if tag == "li":
            self._print_label()
        elif tag in _LISTS and self._lists:
            self._lists.pop()
        elif tag == "table" and self._open_grids:
            self._open_grids.pop()
        if tag in ("td", "th", "table"):
            self._cell = None
        if self._note and self._depth <= self._note_depth:
            self._note, self._note_depth = "", 0
        if self._depth <= self._holder:
            self._holder = 0
        if self._blocks and self._blocks[-1].depth == self._depth:
            self._blocks.pop()

    def _print_label(self) -> None:
        """An item whose number is all that it has."""
        if self._label and not self._chrome and not self._is_outside:
            self._open_paragraph()
            self._flush()
        self._label = ""

    def _print_plain(self) -> None:
        """Preformatted text is plain text, with its own lines."""
        text, self._plain, self._plain_depth = "".join(self._plain), [], 0
        for line in read_text(text.strip("\r\n"), self._name):
            self._count += 1
            self.lines.append((replace(line, number=self._count), ()))

    def _silence(self, tag: str) -> None:
        if tag in BLOCKS:
            self._flush()
        self._silent = self._depth

    # ---------------------------------------------------------------- notes and links

    def _begin_note(self, target: str, tag: str) -> None:
        """A note begins: with this element if it is a block, else with the block that it is in."""
        self._label = ""
        place = len(self._blocks) - 1
        if tag not in BLOCKS and self._paragraph is not None:
            self._paragraph.note, self._paragraph.label = target, ""
            self._paragraph.heading = self._paragraph.indent = 0
        if place > 0 and self._blocks[place].tag in ("td", "th"):
            place -= 1  # the mark and the words are cells of one row
        self._note = target
        if place < 0 or self._blocks[place].tag in _WHOLE_PAGE:
            self._note_depth = 0
            return
        block = self._blocks[place]
        outer = self._blocks[place - 1]
        if place > 0 and outer.tag in _HOLDERS and outer.lines == block.lines:
            self._holder = outer.depth  # which holds this note, or notes only
        self._note_depth = self._holder or block.depth

    def _start_link(self, attributes: Mapping[str, str]) -> None:
        notes = self._survey.notes
        if self._position in notes.references:
            mark, target = notes.references[self._position]
            if not ((self._chrome or self._is_outside) and not self._note):
                paragraph = self._paragraph or self._open_paragraph()
                paragraph.builder.add_reference(mark)
                paragraph.calls.append(target)
            self._silent = self._depth
        elif self._note and self._position in notes.returns:
            self._silent = self._depth

    def _note_change(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note what the element changes for all that it holds."""
        change = _Change(
            self._depth,
            raised=is_raised(tag, attributes),
            chrome=is_chrome(tag, attributes),
            main=is_main(tag, attributes),
            set_in=tag in _SET_IN,
            label=style(attributes).is_label and self._own_label is None,
        )
        address = attributes.get("href", "").strip() if tag == "a" else ""
        if address and len(address) <= _LONGEST_ADDRESS and _LINKABLE.match(address):
            change.link, self._url = self._url, address
        if level := heading_level(tag, attributes):
            change.heading, self._heading = self._heading, level
        if change.label:
            self._own_label = []
        self._raised += change.raised
        self._chrome += change.chrome
        self._main += change.main
        self._set_in += change.set_in
        if change != _Change(self._depth):
            self._changes.append(change)

    def _undo(self, change: _Change) -> None:
        self._raised -= change.raised
        self._chrome -= change.chrome
        self._main -= change.main
        self._set_in -= change.set_in
        if change.link is not None:
            self._url = change.link
        if change.heading is not None:
            self._heading = change.heading
        if change.label:
            label = " ".join("".join(self._own_label or ()).split())
            self._own_label = None
            if any(c.isalnum() for c in label):
                (self._paragraph or self._open_paragraph()).label = label
