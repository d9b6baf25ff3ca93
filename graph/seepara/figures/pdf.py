"""Graphviz's PDF with a title, a description for those who cannot see it, and no time of day.

The file is taken apart into its objects and written again: the page's drawing becomes a figure with
alternative text in a structure tree (ISO 32000-1, 14.7 and 14.9.3), the date is that of the corpus.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .model import Figure

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_SECTION = re.compile(rb"\s*(\d+) (\d+)\s*\n")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])\s*\n?")
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_INFO = re.compile(rb"/Info (\d+) 0 R")
_OBJECT = re.compile(rb"\s*\d+ 0 obj\s*(.*?)\s*endobj", re.DOTALL)
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_IS_PAGE = re.compile(rb"/Type /Page\b(?!s)")
_NO_DATE = "1970-01-01"


class UnknownPdf(ValueError):
    """A PDF that is not as Graphviz writes it, so its date and description cannot be set."""


def accessible(made: bytes, figure: Figure) -> bytes:
    """The PDF with title, language and description of the map; raises `UnknownPdf`."""
    objects, root, info = _taken_apart(made)
    pages = [n for n, content in objects.items() if _IS_PAGE.search(content)]
    if len(pages) != 1 or (contents := _CONTENTS.search(objects[pages[0]])) is None:
        raise UnknownPdf("Graphviz wrote a PDF of another form; try .svg")
    page, next_number = pages[0], max(objects) + 1
    before, after, tree, element, parents = range(next_number, next_number + 5)
    objects[before] = _stream(b"/Figure <</MCID 0>> BDC\n")
    objects[after] = _stream(b"\nEMC\n")
    replaced = b"/Contents [%d 0 R %s 0 R %d 0 R]" % (before, contents[1], after)
    objects[page] = _with(
        objects[page].replace(contents.group(), replaced), b"/StructParents 0 /Tabs /S"
    )
    objects[tree] = b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R >>" % (element, parents)
    objects[element] = (
        b"<< /Type /StructElem /S /Figure /P %d 0 R /Pg %d 0 R /K 0 /Lang %s /T %s /Alt %s >>"
        % (tree, page, _string(figure.language), _string(figure.title), _string(figure.description))
    )
    objects[parents] = b"<< /Nums [0 [%d 0 R]] >>" % element
    objects[root] = _with(
        objects[root],
        b"/Lang %s /MarkInfo << /Marked true >> /StructTreeRoot %d 0 R"
        b" /ViewerPreferences << /DisplayDocTitle true >>" % (_string(figure.language), tree),
    )
    date = "D:" + (figure.corpus_date or _NO_DATE).replace("-", "").ljust(8, "0")[:8] + "000000Z"
    objects[info] = b"<< /Title %s /Subject %s /CreationDate (%s) >>" % (
        _string(figure.title),
        _string(figure.description),
        date.encode(),
    )
    return _written(objects, root, info)


def _taken_apart(made: bytes) -> tuple[dict[int, bytes], int, int]:
    """The objects by number, and the numbers of the catalogue and of the information."""
    start = _START.search(made)
    tail = made[int(start[1]) :] if start else b""
    root, info = _ROOT.search(tail), _INFO.search(tail)
    if not tail.startswith(b"xref") or root is None or info is None:
        raise UnknownPdf("Graphviz wrote a PDF of another form; try .svg")
    objects: dict[int, bytes] = {}
    section = _SECTION.match(tail, 4)
    first, place = (int(section[1]), section.end()) if section else (0, len(tail))
    for number in range(first, first + (int(section[2]) if section else 0)):
        entry = _ENTRY.match(tail, place)
        if entry is None:
            break
        place = entry.end()
        if entry[3] == b"n":
            objects[number] = _object(made, int(entry[1]))
    if not {int(root[1]), int(info[1])} <= objects.keys():
        raise UnknownPdf("Graphviz wrote a PDF of another form; try .svg")
    return objects, int(root[1]), int(info[1])


def _object(made: bytes, place: int) -> bytes:
    """The content of the object that begins at a place."""
    found = _OBJECT.match(made, place)
    if found is None:
        raise UnknownPdf("Graphviz wrote a PDF of another form; try .svg")
    # a stream may hold the words that end an object
    end = found.end()
    while b"stream" in found[1] and b"endstream" not in made[found.start(1) : end]:
        end = made.index(b"endobj", end) + len(b"endobj")
    return made[found.start(1) : end].removesuffix(b"endobj").rstrip(b" \t\r\n")


def _with(dictionary: bytes, more: bytes) -> bytes:
    """A dictionary with more entries."""
    end = dictionary.rindex(b">>")
    return dictionary[:end] + more + b"\n" + dictionary[end:]


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _string(text: str) -> bytes:
    """A text string in UTF-16, written in hexadecimal: nothing in it can end it."""
    return b"<FEFF%s>" % text.encode("utf-16-be", "replace").hex().upper().encode()


def _written(objects: Mapping[int, bytes], root: int, info: int) -> bytes:
    made = bytearray(b"%PDF-1.5\n%\xb5\xed\xae\xfb\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    size = max(objects) + 1
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        if number in places:
            made += b"%010d 00000 n \n" % places[number]
        else:
            made += b"0000000000 65535 f \n"
    made += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\n" % (size, root, info)
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % start)
