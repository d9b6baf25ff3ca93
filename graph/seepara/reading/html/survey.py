"""A first look through a web page for what must be known before it is read: where its notes are,
which tables only lay it out, whether it says what its main part is, how long its lists are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..errors import UnreadableFile
from .events import heading_level, is_main, is_note_link, is_printed, is_raised
from .notes import Anchor, NoteLinks, fragment, note_links
from .tables import TableShape

MAX_PLACES = 500_000
"""How many tables, lists that count down, links within the page and named places it may have."""

_LONGEST_NAME = 200
_LONGEST_MARK = 16
_MOSTLY = 0.5  # of the printed characters: less than that is no main part


@dataclass(frozen=True, slots=True)
class Survey:
    """What the first look found. Elements, tables and lists are counted in their order, from 1.

    `has_main`: only what stands in the main element is the document. `items` has the number of
    items of lists that count down.
    """

    notes: NoteLinks
    layouts: frozenset[int]
    items: Mapping[int, int]
    has_main: bool


@dataclass(slots=True)
class _OpenAnchor:
    depth: int
    position: int
    target: str
    is_raised: bool
    is_note: bool
    parts: list[str] = field(default_factory=list)


class Surveyor:
    """Takes the elements of a page (`events.Handler`); `survey` gives what it found."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._depth = 0
        self._position = 0
        self._places = 0
        self._silent = 0  # the depth of the element that is not printed
        self._raised: list[int] = []  # the depths of raised elements
        self._anchors: list[Anchor] = []
        self._anchor: _OpenAnchor | None = None
        self._names: dict[str, int] = {}
        self._tables: list[TableShape] = []
        self._open_tables: list[int] = []
        self._lists = 0
        self._items: dict[int, int] = {}
        self._open_lists: list[int] = []
        self._main: list[int] = []
        self._characters = self._main_characters = 0

    def survey(self) -> Survey:
        """What the page is, once it is at its end."""
        layouts = frozenset(n for n, shape in enumerate(self._tables, 1) if shape.is_layout)
        has_main = self._main_characters > self._characters * _MOSTLY
        links = note_links(self._anchors, self._names)
        return Survey(links, layouts, self._items, has_main)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._position += 1
        self._depth += 1
        if self._silent:
            return
        if not is_printed(tag, attributes):
            self._silent = self._depth
            return
        self._name_place(attributes.get("id"))
        if is_raised(tag, attributes):
            self._raised.append(self._depth)
            if self._anchor is not None:
                self._anchor.is_raised = True
        if tag == "a":
            self._name_place(attributes.get("name"))
            self._start_anchor(attributes)
        elif tag == "table":
            self._start_table(attributes)
        elif tag in ("ol", "ul"):
            self._start_list(attributes)
        elif tag == "li" and self._open_lists:
            number = self._open_lists[-1]
            if number in self._items:
                self._items[number] += 1
        elif tag in ("td", "th", "caption", "thead") and self._open_tables:
            table = self._tables[self._open_tables[-1]]
            table.cells += tag in ("td", "th")
            table.has_head |= tag != "td"
        if self._open_tables and heading_level(tag, attributes):
            self._tables[self._open_tables[-1]].holds_heading = True
        if is_main(tag, attributes):
            self._main.append(self._depth)

    def end(self, tag: str) -> None:
        if self._silent == self._depth:
            self._silent = 0
        elif not self._silent:
            self._end(tag)
        self._depth -= 1

    def text(self, data: str) -> None:
        if self._silent:
            return
        if self._anchor is not None and len(self._anchor.parts) < _LONGEST_MARK:
            self._anchor.parts.append(data[:_LONGEST_MARK])
        count = 0 if data.isspace() else len(data)
        self._characters += count
        if self._main:
            self._main_characters += count
        if self._open_tables:
            self._tables[self._open_tables[-1]].characters += count

    def _end(self, tag: str) -> None:
        if self._raised and self._raised[-1] == self._depth:
            self._raised.pop()
        if self._main and self._main[-1] == self._depth:
            self._main.pop()
        if self._anchor is not None and self._anchor.depth == self._depth:
            anchor, self._anchor = self._anchor, None
            shown = "".join(anchor.parts)[: 2 * _LONGEST_MARK]
            self._anchors.append(
                Anchor(anchor.position, anchor.target, shown, anchor.is_raised, anchor.is_note)
            )
        if tag == "table" and self._open_tables:
            self._open_tables.pop()
        elif tag in ("ol", "ul") and self._open_lists:
            self._open_lists.pop()

    def _start_anchor(self, attributes: Mapping[str, str]) -> None:
        target = fragment(attributes.get("href"))
        if target and len(target) <= _LONGEST_NAME:
            self._count()
            is_note = is_note_link(attributes)
            self._anchor = _OpenAnchor(
                self._depth, self._position, target, bool(self._raised), is_note
            )

    def _start_table(self, attributes: Mapping[str, str]) -> None:
        self._count()
        if self._open_tables:
            self._tables[self._open_tables[-1]].holds_table = True
        is_presentation = attributes.get("role") in ("presentation", "none")
        self._tables.append(TableShape(is_presentation))
        self._open_tables.append(len(self._tables) - 1)

    def _start_list(self, attributes: Mapping[str, str]) -> None:
        self._lists += 1
        self._open_lists.append(self._lists)
        if "reversed" in attributes:
            self._count()
            self._items[self._lists] = 0

    def _name_place(self, name: str | None) -> None:
        if name and len(name) <= _LONGEST_NAME and name not in self._names:
            self._count()
            self._names[name] = self._position

    def _count(self) -> None:
        self._places += 1
        if self._places > MAX_PLACES:
            raise UnreadableFile(
                self._name,
                f"it has more than {MAX_PLACES:,} tables, lists and named places",
                "split it, or leave it out",
            )
