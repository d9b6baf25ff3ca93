"""Files that harm who reads them (measured.md), and real ones that are damaged; made on the spot."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator, Sequence
from html import escape

from seepara.model import Line

from .word_files import W, p, parts, r, zipped

MUTATIONS = 5
_CHUNK = 16
_TAG = re.compile(r"<[^<>]*>")
_MARKUP = (
    "<table>", "</table>", "<tr><td rowspan=65535 colspan=1000>", "<td colspan=-1>", "<ol start=9999999999>",
    "<ol type=I reversed>", "<li value=-5>", "<ul><li>", "</ol>", "</p>", "<p", "<pre>", "</pre>",
    "<sup>", "</sup>", "<a href=#n1>", "<a name=n1 id=n1>", "<sup><a href='#n1'>1</a></sup>", "<del>",
    "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE html [", "<?xml version='1.0'?>", "<script>", "</script>",
    "<style>", "</style>", "<textarea>", "<plaintext>", "<svg><title>", "<template>", "</body></html>",
    "<br/>", "<ins>",
    "<span style='display:none'>", "<div style='mso-element:footnote' id=ftn1>", "<base href='//x/'>",
    "<b x='1' x=\"2\" =3 '>", '<p title="', "&#0;", "&#x110000;", "&#xD800;", "&amp", "&nosuch;", "&#38;lt;",
    "&" * 50, "<" * 50, "\x0c", "\u2028", "\u202e", "\ufeff",
)  # fmt: skip
_NESTED = (
    "<div>",
    "<ol><li>",
    "<table><tr><td>",
    "<sup>",
    "<a href=#n1>",
    "<b><p>",
    "<blockquote>",
)


def huge_word_file(rows: int = 1) -> bytes:
    """Some hundred KB that open to 270 MB; with 2,000 different `rows` they are 1.6 MB, and
    no part gives it away by its ratio."""
    start, end = parts(p(r("x")))["word/document.xml"].split("<w:p>", 1)
    different = "".join(p(r(f"{number:x} " + "word " * 200)) for number in range(rows))
    text = start + different * (250_000 // rows) + "<w:p>" + end
    return word_file(text)


def word_file(document: str) -> bytes:
    return zipped({**parts(""), "word/document.xml": document})


def entities() -> bytes:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20))
    return word_file(
        f'<!DOCTYPE x [<!ENTITY e0 "ha">{lines}]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p>&e19;</w:p></w:body></w:document>'
    )


def deep_word_file() -> bytes:
    return word_file(f'<w:document xmlns:w="{W}"><w:body>' + "<w:sdt>" * 100_000)


def pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data: bytes, filters: int = 1) -> bytes:
    for _ in range(filters):
        data = zlib.compress(data, 9)
    names = b"/FlateDecode" * filters
    return b"<</Length %d/Filter[%b]>>\nstream\n%b\nendstream" % (len(data), names, data)


def page_of(content: bytes, count: int = 1) -> bytes:
    """A PDF with one page; it declares `count`."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>"
    )
    pages = b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % count
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, content, font])


TEXT = b"BT /F 12 Tf 72 720 Td (1. The Group took note of the report.) Tj ET\n"


def good_pdf() -> bytes:
    return page_of(stream(TEXT))


def huge_pdf() -> bytes:
    """Some 300 KB with 110 MB of content."""
    return page_of(stream(TEXT * (110 * 2**20 // len(TEXT))))


def nested_pdf() -> bytes:
    """Some kilobytes that are packed several times over, and open to gigabytes."""
    return page_of(stream(zlib.compress(bytes(2**26), 9) * 160, 3))


def many_pages() -> bytes:
    """One page, and 200,000 declared."""
    return page_of(stream(TEXT), 200_000)


def cut(data: bytes, pieces: int = 10) -> Iterator[bytes]:
    """The file cut off at every tenth of its length."""
    for tenth in range(1, pieces):
        yield data[: len(data) * tenth // pieces]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with a few places changed: bytes, runs of bytes, a piece left out or doubled."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, MUTATIONS)):
        at = chance.randrange(max(len(changed), 1))
        match chance.randrange(5):
            case 0:
                changed[at : at + 1] = bytes(
                    b ^ 1 << chance.randrange(8) for b in changed[at : at + 1]
                )
            case 1:
                changed[at : at + _CHUNK] = chance.randbytes(_CHUNK)
            case 2:
                del changed[at : at + chance.randint(1, 1000)]
            case 3:
                changed[at:at] = changed[at : at + chance.randint(1, 1000)]
            case _:
                changed[at : at + _CHUNK] = bytes(
                    (0, 255)[chance.randrange(2)] for _ in range(_CHUNK)
                )
    return bytes(changed)


def page_of_lines(lines: Sequence[Line]) -> str:
    """A web page of a document's lines: numbers of a list, headings, cells, notes called for."""
    pieces = ["<!DOCTYPE html><html><head><meta charset=utf-8><title>x</title></head><body>"]
    for number, line in enumerate(lines):
        text = escape(line.text)
        if line.note:
            pieces.append(f"<p id=n{line.note}><sup>{line.note}</sup> {text}</p>")
        elif line.cell:
            start = "<table>" if line.cell.row == line.cell.column == 1 else ""
            row = "<tr>" if line.cell.column == 1 else ""
            pieces.append(f"{start}{row}<td>{text}")
        elif line.label[:-1].isdecimal():
            pieces.append(f"<ol start={line.label[:-1]}><li>{text}</li></ol>")
        else:
            called = f"<sup><a href='#n{number}'>{number}</a></sup>" if number % 5 == 0 else ""
            pieces.append(f"<p class=x>{escape(line.label)} {text}{called}</p>")
    return "\n".join([*pieces, "</body></html>"])


def mutated_page(page: str, chance: random.Random) -> bytes:
    """The page with its markup changed in a few places, so that it is still text and comes to the
    parser: tags cut off, left out, moved, doubled; attributes, entities, comments; deep nesting."""
    for _ in range(chance.randint(1, MUTATIONS)):
        tags = list(_TAG.finditer(page))
        tag, other = (chance.choice(tags).span() for _ in range(2)) if tags else ((0, 0), (0, 0))
        at = chance.choice((chance.randint(0, len(page)), *tag))
        match chance.randrange(7):
            case 0:
                page = page[: chance.randint(*tag)] + page[tag[1] :]
            case 1:
                page = page[: tag[0]] + page[tag[1] :]
            case 2:
                page = page[: tag[0]] + page[slice(*other)] + page[tag[1] :]
            case 3:
                first, last = sorted((tag[0], other[1]))
                page = page[:last] + page[first:last][:10_000] + page[last:]
            case 4:
                page = (
                    page[:at] + chance.choice(_NESTED) * chance.choice((9, 300, 12_000)) + page[at:]
                )
            case 5:
                page = page[: chance.randint(len(page) // 2, len(page))]
            case _:
                page = (
                    page[:at] + "".join(chance.choices(_MARKUP, k=chance.randint(1, 5))) + page[at:]
                )
    return page.encode("utf-8")
