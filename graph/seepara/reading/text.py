"""Plain text and Markdown → `Line`s: emphasis and note marks taken out, tables as cells, notes
told apart.

What a paragraph means is not asked here. Note marks are kept beside the text: superscript digits,
``<sup>1</sup>``, asterisks after a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from ..model import Cell, Line, Mark
from .errors import UnreadableFile

MAX_LINE_CHARACTERS = 4 * 1024 * 1024
"""A longer line is no text that a person wrote; the file is refused (design.md §4)."""

_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(_SUPERSCRIPT, "0123456789")
_SPECIAL = "*_<|#/\f" + _SUPERSCRIPT
"""What can be emphasis, a mark, a note, markup, a cell, a heading or a page break."""

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
_NEEDS_CARE = re.compile(rf"[*_<{_SUPERSCRIPT}]| \d{{1,3}}/")
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

    Raises `UnreadableFile` where a line is longer than `MAX_LINE_CHARACTERS`.

    >>> [(l.text, l.marks) for l in read_text("the *Treaty Series*,¹ and", "a.txt")]
    [('the Treaty Series, and', (Mark(offset=18, note='1'),))]
    >>> [(l.note, l.text) for l in read_text("an item*\\n\\n* A/1/2.", "a.txt")]
    [('', 'an item'), ('*', 'A/1/2.')]
    """
    gap = True
    bold = False
    page = 1
    asterisks: set[str] = set()
    table = row = 0
    in_table = False
    last_note: str | None = None  # the mark of the last note below a rule, "" where none stands yet
    text = _as_printed(text)
    raws = text.split("\n")
    if len(text) > MAX_LINE_CHARACTERS:
        _refuse_long_lines(raws, name)
    special = _special_lines(text)
    for number, raw in enumerate(raws, 1):
        stripped = raw.strip()
        if last_note is not None and stripped:
            if found := _note_below_rule(stripped, last_note):
                last_note = found[1]
                words, marks, _ = _plain(stripped[found.end() :], False)
                at = page if page > 1 else None
                yield Line(words, number, "", marks, last_note, at, None, (), 0, 0, gap, True)
                gap = in_table = False
                continue
            if (gap and last_note) or "\f" in raw:
                last_note = None
        if stripped and number not in special and stripped[0] not in "-=":
            # Most lines hold nothing but words.
            if "  " in stripped or not stripped.isprintable():
                stripped = " ".join(stripped.split())
            indent = _indent(raw) if raw[0] in " \t" else 0
            at = page if page > 1 else None
            yield Line(stripped, number, "", (), "", at, None, (), 0, indent, gap, True)
            gap = in_table = False
            continue
        if "\f" in raw:
            page += raw.count("\f")
            gap = True
        if not stripped or (stripped[0] in "-_*=" and _RULE.fullmatch(stripped)):
            gap, in_table = True, False
            if stripped and _NOTE_RULE.fullmatch(stripped):
                last_note = ""
            continue
        indent = _indent(raw)
        if stripped[0] == "|" and stripped.count("|") > 1:
            table, row = (table, row + 1) if in_table else (table + 1, 1)
            in_table, gap = True, True
            if not _TABLE_RULE.fullmatch(stripped):
                for column, content in enumerate(stripped.strip("|").split("|"), 1):
                    if content.strip():
                        words, marks, _ = _plain(content, False)
                        yield Line(
                            words, number, marks=marks, cell=Cell(table, row, column), gap=True
                        )
            continue
        in_table = False
        heading = 0
        note = ""
        if stripped[0] == "#" and (found := _HEADING.match(stripped)):
            heading = len(found[1])
            stripped = stripped[found.end() :]
        elif stripped[0] in _SUPERSCRIPT + "<*":
            found = _NOTE.match(stripped)
            # "* words" is a note only where an asterisk has called for one; else a list.
            if found and (not found[3] or found[3] in asterisks):
                note = (found[1] or found[2] or found[3]).translate(_TO_DIGITS)
                stripped = stripped[found.end() :]
        elif "/" in stripped[1:4] and (found := _SLASHED_NOTE.match(stripped)):
            note = found[1]
            stripped = stripped[found.end() :]
        if _NEEDS_CARE.search(stripped):
            words, marks, bold = _plain(stripped, bold)
            asterisks.update(mark.note for mark in marks)
        else:
            words, marks = " ".join(stripped.split()), ()
        if not words:
            continue
        yield Line(
            words,
            number,
            marks=marks,
            note=note,
            page=page if page > 1 else None,
            heading=heading,
            indent=indent,
            gap=gap,
            wrapped=True,
        )
        gap = bool(heading)


def _as_printed(text: str) -> str:
    r"""The text without what only writes it: other line ends, escapes and entities of Markdown, the
    signs of a block quotation, and what is not printed.

    >>> _as_printed("> 1\\. See paras.&nbsp;3&ndash;5\r> 2\\. It")
    '1. See paras.\xa03–5\n2. It'
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


def _special_lines(text: str) -> frozenset[int]:
    """The numbers of the lines in which a character stands that may be more than itself.

    One search through the whole text for each such character costs less than a look at every line.
    """
    special: set[int] = set()
    for character in _SPECIAL:
        number, at = 1, 0
        while (found := text.find(character, at)) >= 0:
            number += text.count("\n", at, found)
            special.add(number)
            at = text.find("\n", found)
            if at < 0:
                break
    return frozenset(special)


def _refuse_long_lines(raws: Sequence[str], name: str) -> None:
    for number, raw in enumerate(raws, 1):
        if len(raw) > MAX_LINE_CHARACTERS:
            raise UnreadableFile(
                f"{name}, line {number}",
                f"the line has over {MAX_LINE_CHARACTERS:,} characters",
                "break it into paragraphs, or leave the file out",
            )


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
