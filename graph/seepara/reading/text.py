"""Plain text and Markdown → `Line`s: emphasis and note marks taken out, tables as cells, notes
told apart.

What a paragraph means is not asked here. Note marks are kept beside the text: superscript digits,
``<sup>1</sup>``, asterisks after a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ..model import Cell, Line, Mark
from .errors import UnreadableFile

MAX_LINE_CHARACTERS = 4 * 1024 * 1024
"""A longer line is no text that a person wrote; the file is refused (design.md §4)."""

_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(_SUPERSCRIPT, "0123456789")
_SIGNS = (*"*_<|#" + _SUPERSCRIPT, "  ")
"""What can be emphasis, a mark, a note, markup, a cell or a heading; more than one space."""
_ENDS, _BEGINNINGS = "-‐ /", "-= "
"""At the end of a line: a word may be broken, a note called; at its beginning: a rule, an indent."""
_LINE_BREAK_BEHIND = re.compile(rf"\n(?<=[{_ENDS}]\n)")
_LINE_BREAK_BEFORE = re.compile(rf"\n(?=[{_BEGINNINGS}])")
_NOT_ASCII = re.compile(r"[^\n -~]")
_TAB_BETWEEN_WORDS = re.compile(r"\t(?<=\S\t)(?=[^\s\d])")
_SLASH = re.compile(r"/(?=[ .,;])")
_PLAIN_LINES = re.compile(r"(\n*)([^\n]+(?:\n[^\n]+)*+)")

_RULE = re.compile(r"(?:-{3,}|_{3,}|\*{3,}|={3,})")
_NOTE_RULE = re.compile(r"_{5,}")
_PLAIN_NOTE = re.compile(r"(\d{1,3}|[a-z]|\*{1,3})\s+(?=\S)")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_NOT_PRINTED = re.compile("[\u200b-\u200d\u2060\ufeff]|\u00ad(?![ \t\r]*\n)")
"""A soft hyphen at a line's end is kept, as it tells of a broken word."""
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
_BLOCK_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})\s+")
_TABLE_RULE = re.compile(r"\|?[\s:|-]+\|?")
_NOTE = re.compile(rf"(?:([{_SUPERSCRIPT}]+)|<sup>\s*([\w*]{{1,4}})\s*</sup>|(\*{{1,3}}))\s+(?=\S)")
_SLASHED_NOTE = re.compile(r"(\d{1,3}|\*{1,3}|[a-z])/\s+(?=\S)")
_SLASHED_MARK = re.compile(r" \d{1,3}/")
_RAISED_MARK = re.compile(f"[{_SUPERSCRIPT}]")
_TOKEN = re.compile(
    rf"(?P<superscript>[{_SUPERSCRIPT}]+)|<sup>\s*(?P<sup>[\w*]{{1,4}})\s*</sup>|(?P<stars>\*{{1,3}})"
    r"|(?<!\w)_(?P<underlined>[^_\s](?:[^_]*[^_\s])?)_(?!\w)|(?P<slashed> \d{1,3}/)(?=[\s.,;]|$)"
    r"|</?(?:b|i|em|strong|u|br)\s*/?>"
)
_LOOKS_BACK = 8  # characters before a mark that tell what it is
_UNIT_OF_MEASURE = re.compile(r"(?<![^\W\d_])(?:[kcmdµ]?m|CO|[kcm]?g|s)$")


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text of a file: UTF-8 (or UTF-16 with its mark), unless the catalogue names the encoding.

    Raises `UnreadableFile` for an empty file, for one that is no text, and for bytes that are not
    in the encoding.

    >>> decode("§ 1".encode(), "a.txt")
    '§ 1'
    """
    if not data.strip():
        raise UnreadableFile(name, "the file is empty", "leave it out or get it again")
    if encoding is None:
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except LookupError:
        raise UnreadableFile(
            name, f"the encoding {encoding!r} is not known", "correct it in the catalogue"
        ) from None
    except UnicodeError as error:
        if b"\0" in data[:65536]:
            raise _binary(name) from None
        place = getattr(error, "start", 0)
        raise UnreadableFile(
            name,
            f"byte {place + 1} is not {encoding.removesuffix('-sig')}",
            "save it as UTF-8, or name its encoding in catalogue.toml",
        ) from None
    if "\0" in text:
        raise _binary(name)
    return text


def read_text(text: str, name: str) -> Iterator[Line]:
    """The lines of a text that are not blank, each with what the page shows of it.

    Printed lines that follow one another and have nothing but words are one `Line` as they stand,
    with the line breaks in it (`Line.printed`): they are most of a text, and an object for each
    would take longer than all that is asked of it. Only the others are looked at one by one.

    Raises `UnreadableFile` where a line is longer than `MAX_LINE_CHARACTERS`.

    >>> [(l.text, l.marks) for l in read_text("the *Treaty Series*,¹ and", "a.txt")]
    [('the Treaty Series, and', (Mark(offset=18, note='1'),))]
    >>> [(l.note, l.text) for l in read_text("an item*\\n\\n* A/1/2.", "a.txt")]
    [('', 'an item'), ('*', 'A/1/2.')]
    >>> [(l.number, l.text) for l in read_text("1. Noting\\nthat\\n\\n2. *Noting*", "a.txt")]
    [(1, '1. Noting\\nthat'), (4, '2. Noting')]
    """
    text = _as_printed(text)
    _refuse_long_lines(text, name)
    text = text.replace("\r\n", "\n")
    if "\t" in text:
        text = _TAB_BETWEEN_WORDS.sub(" ", text)
    page = _Page()
    number, position = 1, 0  # of the line, and where the one before it ends
    for start, end in (*_lines_with_signs(text), (len(text), len(text))):
        for found in _PLAIN_LINES.finditer(text, position, start):
            breaks, plain = found.groups()
            if len(breaks) > 1:
                page.leave_blank()
            number += len(breaks)
            if page.has_notes:
                for place, raw in enumerate(plain.split("\n"), number):
                    yield from page.line(raw, place)
            else:
                yield page.plain(plain, number)
            number += plain.count("\n")
            position = found.end()
        if start > position + 1:
            page.leave_blank()
        number += text.count("\n", position, start)
        for number, raw in enumerate(text[start:end].split("\n"), number):  # noqa: B020
            yield from page.line(raw, number)
        position = end


class _Page:
    """What the lines before say of a line: a page of text as far as it was read."""

    def __init__(self) -> None:
        self._gap = True
        self._bold = False
        self._page: int | None = None
        self._asterisks: set[str] = set()
        self._table = self._row = 0
        self._in_table = False
        self._last_note: str | None = None  # below a rule, "" where none stands yet

    @property
    def has_notes(self) -> bool:
        """Whether notes stand here, which look like any other line."""
        return self._last_note is not None

    def leave_blank(self) -> None:
        """A blank line, or several."""
        self._gap, self._in_table = True, False

    def plain(self, text: str, number: int) -> Line:
        """Lines of nothing but words."""
        gap, self._gap, self._in_table = self._gap, False, False
        return Line(text, number, "", (), "", self._page, None, (), 0, 0, gap, True)

    def line(self, raw: str, number: int) -> Iterator[Line]:
        """One line, whatever is in it; several where it is the row of a table."""
        stripped = raw.strip()
        if self._last_note is not None and stripped:
            if found := _note_below_rule(stripped, self._last_note):
                note = self._last_note = found[1]
                words, marks, _ = _plain(stripped[found.end() :], False)
                gap, self._gap, self._in_table = self._gap, False, False
                yield Line(words, number, "", marks, note, self._page, None, (), 0, 0, gap, True)
                return
            if (self._gap and self._last_note) or "\f" in raw:
                self._last_note = None
        if "\f" in raw:
            self._page = (self._page or 1) + raw.count("\f")
            self._gap = True
        if not stripped or (stripped[0] in "-_*=" and _RULE.fullmatch(stripped)):
            self.leave_blank()
            if _NOTE_RULE.fullmatch(stripped):
                self._last_note = ""
            return
        if stripped[0] == "|" and stripped.count("|") > 1:
            yield from self._cells(stripped, number)
            return
        self._in_table = False
        heading, note, marks = 0, "", ()
        if stripped[0] == "#" and (found := _HEADING.match(stripped)):
            heading = len(found[1])
            stripped = stripped[found.end() :]
        elif stripped[0] in _SUPERSCRIPT + "<*":
            found = _NOTE.match(stripped)
            # "* words" is a note only where an asterisk has called for one; else a list.
            if found and (not found[3] or found[3] in self._asterisks):
                note = (found[1] or found[2] or found[3]).translate(_TO_DIGITS)
                stripped = stripped[found.end() :]
        elif "/" in stripped[1:4] and (found := _SLASHED_NOTE.match(stripped)):
            note = found[1]
            stripped = stripped[found.end() :]
        if _needs_care(stripped):
            words, marks, self._bold = _plain(stripped, self._bold)
            self._asterisks.update(mark.note for mark in marks)
        elif "  " in stripped or not stripped.isprintable():
            words = " ".join(stripped.split())
        else:
            words = stripped
        if not words:
            return
        gap, self._gap = self._gap, bool(heading)
        indent = _indent(raw) if raw[0].isspace() else 0
        yield Line(words, number, "", marks, note, self._page, None, (), heading, indent, gap, True)

    def _cells(self, stripped: str, number: int) -> Iterator[Line]:
        self._table, self._row = (
            (self._table, self._row + 1) if self._in_table else (self._table + 1, 1)
        )
        self._in_table, self._gap = True, True
        if _TABLE_RULE.fullmatch(stripped):
            return
        for column, content in enumerate(stripped.strip("|").split("|"), 1):
            if content.strip():
                words, marks, _ = _plain(content, False)
                cell = Cell(self._table, self._row, column)
                yield Line(words, number, marks=marks, cell=cell, gap=True)


def _as_printed(text: str) -> str:
    """The text without what only writes it: other line ends, escapes and entities of Markdown, the
    signs of a block quotation, and what is not printed.

    >>> _as_printed("> 1\\. See paras.&nbsp;3&ndash;5\\r> 2\\. It")
    '1. See paras.\\xa03–5\\n2. It'
    """
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    if any(character in text for character in _INVISIBLE):
        text = _NOT_PRINTED.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    if text.startswith(">") or "\n>" in text:
        text = _BLOCK_QUOTE.sub("", text)
    return _ESCAPED.sub("", text) if "\\" in text else text


def _note_below_rule(line: str, last: str) -> re.Match[str] | None:
    """ "3 See A/80/1." below a rule of underscores, where note 2 or none stands before it.

    >>> _note_below_rule("3 See A/80/1.", "2")[1], _note_below_rule("12 June", "2")
    ('3', None)
    """
    found = _PLAIN_NOTE.match(line)
    if found is None or not last:
        return found
    mark = found[1]
    if mark.isdigit():
        return found if not last.isdigit() or int(mark) == int(last) + 1 else None
    return found if mark[0] == "*" or (last.isalpha() and ord(mark) == ord(last) + 1) else None


def _lines_with_signs(text: str) -> list[tuple[int, int]]:
    """Where lines stand, by start and end, in which something may be more than words.

    One search through the whole text for each sign costs less than a look at every line.
    """
    signs: tuple[str, ...] = _SIGNS
    if not text.replace("\n", " ").isprintable():
        # Tabs, page breaks, other white space than one space, what is not printed at all.
        signs += tuple(sign for sign in set(_NOT_ASCII.findall(text)) if not sign.isprintable())
    places = [found.start() for found in _LINE_BREAK_BEHIND.finditer(text)]
    places += [found.end() for found in _LINE_BREAK_BEFORE.finditer(text)]
    places += [found.end() for found in _SLASH.finditer(text)]
    places += [0] if text[:1] in tuple(_BEGINNINGS) else []
    places += [len(text)] if text[-1:] in tuple(_ENDS) else []
    for sign in signs:
        at = text.find(sign)
        while at >= 0:
            places.append(at)
            at = text.find("\n", at + 1)
            at = text.find(sign, at) if at >= 0 else -1
    spans: list[tuple[int, int]] = []
    start = end = -1
    for place in sorted(places):
        if place <= end:
            continue  # the line is known
        begin = text.rfind("\n", 0, place) + 1
        if begin > end + 1 or end < 0:
            if end >= 0:
                spans.append((start, end))
            start = begin
        end = text.find("\n", place)
        if end < 0:
            end = len(text)
    return [*spans, (start, end)] if end >= 0 else spans


def _needs_care(text: str) -> bool:
    """Whether emphasis, markup or a note mark may stand in a line."""
    if "*" in text or "_" in text or "<" in text:
        return True
    if "/" in text and _SLASHED_MARK.search(text):
        return True
    return not text.isascii() and bool(_RAISED_MARK.search(text))


def _refuse_long_lines(text: str, name: str) -> None:
    start = 0
    while len(text) - start > MAX_LINE_CHARACTERS:
        end = text.rfind("\n", start, start + MAX_LINE_CHARACTERS + 1)
        if end < 0:
            raise UnreadableFile(
                f"{name}, line {text.count(chr(10), 0, start) + 1}",
                f"the line has over {MAX_LINE_CHARACTERS:,} characters",
                "break it into paragraphs, or leave the file out",
            )
        start = end + 1


def _indent(raw: str) -> int:
    """How far a line is moved in: its tabs, and its spaces by four."""
    lead = raw[: len(raw) - len(raw.lstrip())]
    return lead.count("\t") + lead.count(" ") // 4


def _plain(raw: str, bold: bool) -> tuple[str, tuple[Mark, ...], bool]:
    """Words without emphasis and note marks, the marks with their offsets, and whether bold
    goes on."""
    source = " ".join(raw.split())
    out: list[str] = []
    length = 0
    marks: list[Mark] = []
    italic = False
    position = 0

    def keep(piece: str) -> None:
        nonlocal length
        if piece.startswith(" ") and (not length or (out and out[-1].endswith(" "))):
            piece = piece[1:]
        if piece:
            out.append(piece)
            length += len(piece)

    for token in _TOKEN.finditer(source):
        keep(source[position : token.start()])
        position = token.end()
        before = source[max(0, token.start() - _LOOKS_BACK) : token.start()]
        after = source[token.end() : token.end() + 1]
        if digits := token["superscript"]:
            if _UNIT_OF_MEASURE.search(before):
                keep(digits)
            else:
                marks.append(Mark(length, digits.translate(_TO_DIGITS)))
        elif token["sup"]:
            marks.append(Mark(length, token["sup"]))
        elif token["slashed"]:
            marks.append(Mark(length, token["slashed"].strip(" /")))
        elif token["underlined"]:
            keep(token["underlined"])
        elif stars := token["stars"]:
            opens = not before[-1:].isalnum() and after.strip() != "" and after not in ",.;:)"
            if len(stars) > 1 and (bold or opens):
                bold = not bold
            elif len(stars) == 1 and italic:
                italic = False
            elif len(stars) == 1 and opens and source.find("*", token.end()) >= 0:
                italic = True
            elif before and (
                before[-1:].isalnum() or before[-1:] in "]).,”\"’'*" or before[-2:] == ", "
            ):
                marks.append(Mark(length, stars))
            elif not bold or len(stars) == 1:
                keep(stars)
    keep(source[position:])
    words = "".join(out)
    stripped = words.strip()
    lead = len(words) - len(words.lstrip())
    return (
        stripped,
        tuple(Mark(min(max(m.offset - lead, 0), len(stripped)), m.note) for m in marks),
        bold,
    )


def _binary(name: str) -> UnreadableFile:
    return UnreadableFile(
        name, "this is no text file", "give it the ending of its format (.docx, .pdf, .html)"
    )
