"""The text of one paragraph as it grows run by run, with the marks and links taken out of it.

White space of every kind becomes one space, invisible characters go, raised note marks become
`Mark`s. Offsets are those of the finished text, so nothing has to be moved later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ..model import Hyperlink, Line, Mark

# A no-break hyphen is a hyphen; soft hyphens and marks of zero width are not printed.
_PRINTED = {0x2011: "-", 0x00AD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}

# A note mark that was typed: a number, a letter (or the same one again), signs.
_MARK = re.compile(r"[0-9]{1,3}|([^\W\d_])\1{0,2}|\*{1,5}|[†‡§#¶]{1,3}")
_BETWEEN_MARKS = re.compile(r"[\s,;()،؛、，（）]+")
_MAX_RAISED = 24

# Raised letters and digits that belong to the text: square metres, and ordinals (2e, No, XXe).
_UNIT = re.compile(r"(?:^|[^\w])[cdkm]?m$")
_BEFORE_ORDINAL = re.compile(r"(?:[0-9]|\b[IVXLCDM]+|\b[Nn])$")
_ORDINALS = ("e", "o")
_LOOK_BACK = 12

# The mark at the beginning of a run that holds more than a mark.
_LEADING_SIGNS = re.compile(r"\s*([^\w\s]{1,5})")
_MAX_CUSTOM_MARK = 8
UNREADABLE_MARK = "*"
"""Stands for a custom mark that is a drawn symbol."""


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """A finished paragraph. `note` is the raised mark at its beginning: a note that was typed."""

    text: str
    marks: tuple[Mark, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    note: str = ""


@dataclass(slots=True)
class TextBuilder:
    """Takes text, marks and links in the order in which they stand, and gives a `ParagraphText`.

    >>> builder = TextBuilder()
    >>> builder.add("The budget")
    >>> builder.add("a", raised=True)
    >>> builder.add("  is in ")
    >>> builder.set_link("https://example.org/1")
    >>> builder.add("document 1")
    >>> builder.set_link("")
    >>> builder.finish()
    ParagraphText(text='The budget is in document 1', marks=(Mark(offset=10, note='a'),), \
links=(Hyperlink(start=17, end=27, url='https://example.org/1'),), note='')
    """

    in_table: bool = False
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _space: bool = False
    _raised: list[str | Mark] = field(default_factory=list)
    _typed: list[Mark] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _links: list[Hyperlink] = field(default_factory=list)
    _url: str = ""
    _link_start: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing that is printed has come yet, not even a mark."""
        return not (self._length or self._raised or self._marks)

    def add(self, text: str, *, raised: bool = False) -> None:
        """Text as it stands in a run; raised text may turn out to be note marks."""
        text = text.translate(_PRINTED)
        if not text:
            return
        if raised:
            self._raised.append(text)
        else:
            self._settle()
            self._print(text)

    def add_reference(self, note: str) -> None:
        """The mark of a real footnote or endnote; empty where it stands in the note itself."""
        self._raised.append(Mark(0, note))

    def set_link(self, url: str) -> None:
        """From here on the text is linked to this address, or to none."""
        if url == self._url:
            return
        self._settle()
        self._end_link()
        self._url = url

    def finish(self) -> ParagraphText:
        """The paragraph as it is printed, without what was taken out."""
        self._settle()
        self._end_link()
        marks, note = self._marks, ""
        at_start = [mark for mark in self._typed if mark.offset == 0]
        if len(at_start) == 1 and self._length:
            note = at_start[0].note
            marks = [mark for mark in marks if mark is not at_start[0]]
        return ParagraphText("".join(self._parts), tuple(marks), tuple(self._links), note)

    def _print(self, text: str) -> None:
        words = text.split()
        if not words:
            self._space = True
            return
        if self._length and (self._space or text[0].isspace()):
            self._parts.append(" ")
            self._length += 1
        if self._url and self._link_start is None:
            self._link_start = self._length
        joined = " ".join(words)
        self._parts.append(joined)
        self._length += len(joined)
        self._space = text[-1].isspace()

    def _settle(self) -> None:
        """Decide whether the raised text that has come is marks, and let it in."""
        if not self._raised:
            return
        raised, self._raised = _joined(self._raised), []
        typed = "".join(item for item in raised if isinstance(item, str))
        tokens = [token for token in _BETWEEN_MARKS.split(typed) if token]
        has_reference = any(isinstance(item, Mark) for item in raised)
        if (tokens or has_reference) and self._are_marks(tokens, typed):
            for item in raised:
                if isinstance(item, Mark):
                    self._mark(item.note)
                    continue
                for token in filter(None, _BETWEEN_MARKS.split(item)):
                    self._mark(token)
                    self._typed.append(self._marks[-1])
            self._space = self._space or typed[:1].isspace() or typed[-1:].isspace()
            return
        for item in raised:
            if isinstance(item, Mark):
                self._mark(item.note)
            else:
                self._print(item)

    def _are_marks(self, tokens: list[str], typed: str) -> bool:
        if len(typed) > _MAX_RAISED or not all(_MARK.fullmatch(token) for token in tokens):
            return False
        if len(tokens) != 1 or self._space:
            return True
        last = self._parts[-_LOOK_BACK:]
        before = "".join(part[-_LOOK_BACK:] for part in last)[-_LOOK_BACK:]
        if tokens[0] in ("2", "3") and _UNIT.search(before):
            return False
        is_ordinal = tokens[0] in _ORDINALS and _BEFORE_ORDINAL.search(before)
        return self.in_table or not is_ordinal

    def _mark(self, note: str) -> None:
        if note:
            self._marks.append(Mark(self._length, note))

    def _end_link(self) -> None:
        """Close the link that is open; two that touch and lead to the same place are one."""
        start, self._link_start = self._link_start, None
        if start is None:
            return
        if self._links and self._links[-1].end == start and self._links[-1].url == self._url:
            start = self._links.pop().start
        self._links.append(Hyperlink(start, self._length, self._url))


def custom_mark(text: str) -> tuple[str, str]:
    """The mark that an editor typed for a note, from the text that follows it, and the rest.

    >>> custom_mark(" * "), custom_mark("**See below"), custom_mark("no sign at all")
    (('*', ''), ('**', 'See below'), ('*', 'no sign at all'))
    """
    whole = text.strip()
    if len(whole) <= _MAX_CUSTOM_MARK and not re.search(r"\s", whole):
        return whole, ""
    match = _LEADING_SIGNS.match(text)
    return (match[1], text[match.end() :]) if match else (UNREADABLE_MARK, text)


def without_own_mark(line: Line, mark: str) -> Line:
    """The first line of a note without the mark that was typed before it.

    >>> without_own_mark(Line("* As revised."), "*").text
    'As revised.'
    >>> without_own_mark(Line("1976 was the year."), "1").text
    '1976 was the year.'
    """
    whole = r"(?!\w)" if mark[-1:].isalnum() else ""
    match = re.match(rf"\(?{re.escape(mark)}{whole}\)?[.)]?\s*", line.text)
    cut = match.end() if match and mark else 0
    return replace(
        line,
        text=line.text[cut:],
        marks=tuple(Mark(max(mark.offset - cut, 0), mark.note) for mark in line.marks),
        links=tuple(
            Hyperlink(max(link.start - cut, 0), link.end - cut, link.url)
            for link in line.links
            if link.end > cut
        ),
    )


def _joined(items: list[str | Mark]) -> list[str | Mark]:
    """The items, with strings that follow one another as one."""
    joined: list[str | Mark] = []
    pending: list[str] = []
    for item in items:
        if isinstance(item, str):
            pending.append(item)
            continue
        if pending:
            joined.append("".join(pending))
            pending = []
        joined.append(item)
    if pending:
        joined.append("".join(pending))
    return joined
