"""Small PDFs for the tests: written in raw PDF syntax, or typeset line by line like a report.

Nothing here knows how a PDF is read. `pdf` makes a file of pages that hold words at given places;
`typeset` sets paragraphs, headings and footnotes into pages with running heads, in the ways in
which word processors do it (`Layout`).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

REGULAR, BOLD, ITALIC = "F1", "F2", "F3"
_FONTS = {REGULAR: "Times-Roman", BOLD: "Times-Bold", ITALIC: "Times-Italic"}
_NARROW, _WIDE = set("ijlt.,;:'!|()[]f/- "), set("mwMWOQ—")


def width_of(text: str, size: float) -> float:
    """The width of a text, by widths that the fonts of these files state themselves."""
    return sum(_width(c) for c in text) * size / 1000


def _width(character: str) -> int:
    if character in _NARROW:
        return 280
    if character in _WIDE:
        return 820
    return 680 if character.isupper() else 500


@dataclass(frozen=True)
class Word:
    """Text at a place, in points from the left and the top; `room` widens its spaces."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = REGULAR
    room: float = 0.0
    turn: str = ""


@dataclass(frozen=True)
class Stroke:
    """A rule between two places."""

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass
class Sheet:
    """A page: what stands on it, its size, its extra entries ("/Rotate 90")."""

    items: list[Word | Stroke] = field(default_factory=list)
    width: float = 612
    height: float = 792
    extra: str = ""
    image: bool = False


def pdf(
    sheets: Iterable[Sheet],
    *,
    encrypt: bool = False,
    pages: int | None = None,
    each: Callable[[Word, float], str] | None = None,
) -> bytes:
    """A PDF of these sheets. `encrypt` demands a password, `pages` declares another number of
    pages, `each` writes a word in another syntax."""
    objects: list[bytes] = [b"", b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects) - 1

    widths = " ".join(str(_width(bytes([n]).decode("cp1252", "replace"))) for n in range(32, 256))
    fonts = {
        name: add(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding "
            f"/FirstChar 32 /LastChar 255 /Widths [{widths}] >>".encode()
        )
        for name, base in _FONTS.items()
    }
    picture = add(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
    )
    named = " ".join(f"/{name} {number} 0 R" for name, number in fonts.items())
    kids = []
    for sheet in sheets:
        content = zlib.compress(_content(sheet, each or _written).encode("cp1252", "replace"))
        stream = add(
            b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (len(content), content)
        )
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] "
                f"/Resources << /Font << {named} >> /XObject << /Im {picture} 0 R >> >> "
                f"/Contents {stream} 0 R {sheet.extra} >>".encode()
            )
        )
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[2] = f"<< /Type /Pages /Count {pages or len(kids)} /Kids [{listed}] >>".encode()
    trailer = "/Root 1 0 R"
    if encrypt:
        key = add(
            b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32
            + b"> >>"
        )  # fmt: skip
        trailer += f" /Encrypt {key} 0 R /ID [<{'43' * 16}> <{'43' * 16}>]"
    return _file(objects, trailer)


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects[1:], 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % len(objects)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer << /Size {len(objects)} {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def _content(sheet: Sheet, each: Callable[[Word, float], str]) -> str:
    lines = ["q 100 0 0 100 100 400 cm /Im Do Q"] if sheet.image else []
    for item in sheet.items:
        if isinstance(item, Stroke):
            lines.append(
                f"0.5 w {item.x:.2f} {sheet.height - item.y:.2f} m "
                f"{item.to_x:.2f} {sheet.height - item.to_y:.2f} l S"
            )
        else:
            lines.append(each(item, sheet.height))
    return "\n".join(lines)


def escaped(text: str) -> str:
    """A text as it stands in a PDF string."""
    return re.sub(r"([\\()])", r"\\\1", text)


def _written(word: Word, height: float) -> str:
    matrix = word.turn or "1 0 0 1"
    return (
        f"BT /{word.font} {word.size:g} Tf {word.room:.3f} Tw {matrix} {word.x:.2f} "
        f"{height - word.y:.2f} Tm ({escaped(word.text)}) Tj ET"
    )


def written_large(word: Word, height: float) -> str:
    """The same with a font of size 1 and a matrix that enlarges it, as some programs do."""
    return (
        f"BT /{word.font} 1 Tf {word.room / word.size:.4f} Tw {word.size:g} 0 0 {word.size:g} "
        f"{word.x:.2f} {height - word.y:.2f} Tm ({escaped(word.text)}) Tj ET"
    )


def written_in_words(word: Word, height: float) -> str:
    """The same word by word, without any space in the file."""
    out, x = [], word.x
    for piece in re.findall(r"\S+|\s+", word.text):
        if piece.strip():
            out.append(_written(replace(word, x=x, text=piece, room=0), height))
        x += width_of(piece, word.size) + word.room * piece.count(" ")
    return "\n".join(out)


def written_in_letters(word: Word, height: float) -> str:
    """The same letter by letter, the spaces too."""
    out, x = [], word.x
    for letter in word.text:
        out.append(_written(replace(word, x=x, text=letter, room=0), height))
        x += width_of(letter, word.size) + word.room * (letter == " ")
    return "\n".join(out)


# ---------------------------------------------------------------- typesetting


@dataclass(frozen=True)
class Text:
    """A paragraph to be set. ``{1}`` in it is a raised mark; `notes` are the texts of its notes.

    `label` stands before it, followed by a tab; `indent` is in points; `hang` sets the label in
    the margin.
    """

    text: str
    label: str = ""
    indent: float = 0
    notes: tuple[tuple[str, str], ...] = ()
    font: str = REGULAR
    size: float = 0
    hang: bool = False
    centred: bool = False


@dataclass(frozen=True)
class Layout:
    """How a document is set; all in points. `hyphenate` breaks words where they do not fit."""

    width: float = 612
    height: float = 792
    left: float = 123
    right: float = 488
    top: float = 90
    bottom: float = 720
    size: float = 10
    leading: float = 12
    gap: float = 6
    first: float = 0
    justified: bool = True
    tab: float = 25
    head: Callable[[int], Sequence[Word]] = lambda page: ()
    foot: Callable[[int], Sequence[Word]] = lambda page: ()
    note_size: float = 8
    note_rule: bool = True
    note_marks: str = "raised"
    hyphenate: bool = False
    columns: int = 1
    gutter: float = 20
    end_spaces: bool = True


_MARK = re.compile(r"\{([^}]+)\}")


@dataclass
class _Line:
    words: list[str]
    left: float
    right: float
    size: float
    font: str
    last: bool = False
    label: str = ""
    label_x: float = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    centred: bool = False
    gap: float = 0


def typeset(texts: Sequence[Text], layout: Layout) -> list[Sheet]:
    """The sheets that a document makes."""
    sheets: list[Sheet] = []
    column_width = (
        layout.right - layout.left - layout.gutter * (layout.columns - 1)
    ) / layout.columns
    lines = [line for text in texts for line in _lines(text, layout, column_width)]
    column = layout.columns
    y = layout.bottom
    placed: list[tuple[str, str]] = []
    x = 0.0

    def close() -> None:
        if sheets and placed:
            _set_notes(sheets[-1], placed, layout, x, column_width)
        placed.clear()

    for line in lines:
        room = _notes_height([*placed, *line.notes], layout, column_width)
        step = layout.leading * line.size / layout.size + line.gap
        ahead = 3 * layout.leading if line.font == BOLD else 0
        if y + step + ahead > layout.bottom - room or not sheets:
            close()
            column += 1
            if column >= layout.columns:
                column = 0
                number = len(sheets) + 1
                sheets.append(Sheet([], layout.width, layout.height))
                sheets[-1].items += layout.head(number)
                sheets[-1].items += layout.foot(number)
            x = column * (column_width + layout.gutter)
            y = layout.top
            step = layout.leading * line.size / layout.size
        y += step
        _set_line(sheets[-1], line, x, y, layout)
        placed += line.notes
    close()
    return sheets


def _lines(text: Text, layout: Layout, column_width: float) -> list[_Line]:
    size = text.size or layout.size
    left = layout.left + text.indent
    right = layout.left + column_width
    lines: list[_Line] = []
    first = left + (layout.first if not text.label and text.font == REGULAR else 0)
    label_x = left
    if text.label:
        if text.hang:
            first = left = left + max(layout.tab, width_of(text.label, size) + 8)
        else:
            first = left + max(layout.tab, width_of(text.label, size) + 6)
    words = text.text.split(" ")
    current: list[str] = []
    begin = first
    notes = dict(text.notes)

    def end(last: bool) -> None:
        nonlocal current, begin
        line = _Line(list(current), begin, right, size, text.font, last, centred=text.centred)
        line.notes = [(m, notes[m]) for w in current for m in _MARK.findall(w) if m in notes]
        lines.append(line)
        current, begin = [], left

    for word in words:
        trial = " ".join([*current, word])
        if current and width_of(_bare(trial), size) > right - begin:
            if layout.hyphenate and len(word) > 7 and word.isalpha():
                part = _fitting(word, current, size, right - begin)
                if part:
                    current.append(word[:part] + "-")
                    word = word[part:]
            elif "-" in word[1:-1] and not _MARK.search(word):
                part = word.index("-", 1) + 1
                if width_of(_bare(" ".join([*current, word[:part]])), size) <= right - begin:
                    current.append(word[:part])
                    word = word[part:]
            end(False)
        current.append(word)
    end(True)
    lines[0].label, lines[0].label_x = text.label, label_x
    lines[0].gap = layout.gap if text.font == REGULAR else max(layout.gap, 10)
    return lines


def _fitting(word: str, current: Sequence[str], size: float, room: float) -> int:
    """How much of a word fits on a line with a hyphen behind it."""
    for part in range(len(word) - 3, 2, -1):
        if width_of(_bare(" ".join([*current, word[:part] + "-"])), size) <= room:
            return part
    return 0


def _bare(text: str) -> str:
    return _MARK.sub("", text)


def _set_line(sheet: Sheet, line: _Line, x: float, y: float, layout: Layout) -> None:
    if line.label:
        sheet.items.append(Word(x + line.label_x, y, line.label + " ", line.size, line.font))
    text = " ".join(line.words)
    natural = width_of(_bare(text), line.size)
    spaces = len(line.words) - 1
    room = 0.0
    if layout.justified and not line.last and spaces and line.font == REGULAR:
        room = (line.right - line.left - natural) / spaces
    at = x + ((line.left + line.right - natural) / 2 if line.centred else line.left)
    pieces = _MARK.split(text)
    if layout.end_spaces and not line.last and not text.endswith("-"):
        pieces[-1] += " "
    for number, piece in enumerate(pieces):
        if number % 2:
            small = line.size * 0.65
            sheet.items.append(Word(at, y - line.size * 0.33, piece, small, line.font))
            at += width_of(piece, small)
        elif piece:
            sheet.items.append(Word(at, y, piece, line.size, line.font, room))
            at += width_of(piece, line.size) + room * piece.count(" ")


def _note_lines(note: tuple[str, str], layout: Layout, column_width: float) -> list[str]:
    lines, current = [], ""
    indent = 14.0
    for word in note[1].split(" "):
        if current and width_of(f"{current} {word}", layout.note_size) > column_width - indent:
            lines.append(current)
            current, indent = word, 0.0
        else:
            current = f"{current} {word}".strip()
    return [*lines, current]


def _notes_height(notes: Sequence[tuple[str, str]], layout: Layout, column_width: float) -> float:
    count = sum(len(_note_lines(note, layout, column_width)) for note in notes)
    return count * layout.note_size * 1.2 + 14 if notes else 0


def _set_notes(
    sheet: Sheet, notes: Sequence[tuple[str, str]], layout: Layout, x: float, column_width: float
) -> None:
    y = layout.bottom - _notes_height(notes, layout, column_width) + 6
    left = x + layout.left
    if layout.note_rule:
        sheet.items.append(Stroke(left, y, left + 70, y))
    size = layout.note_size
    for mark, text in notes:
        for number, line in enumerate(_note_lines((mark, text), layout, column_width)):
            y += size * 1.2
            if not number:
                if layout.note_marks == "raised":
                    sheet.items.append(Word(left + 6, y - size * 0.33, mark, size * 0.65))
                else:
                    sheet.items.append(Word(left, y, mark + layout.note_marks, size))
            sheet.items.append(Word(left + (14 if not number else 0), y, line, size))
