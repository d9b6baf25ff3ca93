"""Files that harm who reads them (measured.md), and real ones that are damaged; made on the spot."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator, Sequence

from .word_files import W, p, parts, r, zipped

MUTATIONS = 5
_CHUNK = 16


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
