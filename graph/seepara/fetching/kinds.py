"""What an answer is, by its content: what a server calls it is not asked.

Only a whole file is a Word file or a PDF here: one that lacks its end was cut short.
"""

from __future__ import annotations

import struct
from enum import Enum


class Kind(Enum):
    """What a body is; the value is how a message calls it."""

    DOCX = "a Word file"
    PDF = "a PDF"
    OLD_WORD = "an old Word file (.doc)"
    WORDPERFECT = "a WordPerfect file"
    RTF = "a rich text file"
    PAGE = "a web page"
    ZIP = "a ZIP file that is no Word file"
    CUT = "a file that was cut short"
    EMPTY = "nothing"
    OTHER = "something that is no document"


_STARTS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Kind.OLD_WORD,
    b"\xffWPC": Kind.WORDPERFECT,
    b"{\\rtf": Kind.RTF,
}
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<script", b"<!--")
_PDF_START_WITHIN = 1024
_PDF_END_WITHIN = 65536
_ZIP_END = b"PK\x05\x06"
_ZIP_END_WITHIN = 65535 + 22
_ZIP_ENTRY = b"PK\x01\x02"
_ZIP_ENTRY_BYTES = 46
_WORD_FOLDER = b"word/"


def kind_of(body: bytes) -> Kind:
    """What a body is.

    >>> kind_of(b" <!DOCTYPE html><title>No such document"), kind_of(b"MZ\\x90"), kind_of(b"")
    (<Kind.PAGE: 'a web page'>, <Kind.OTHER: 'something that is no document'>, <Kind.EMPTY: 'nothing'>)
    >>> kind_of(b"%PDF-1.7 ... %%EOF"), kind_of(b"%PDF-1.7 ...")
    (<Kind.PDF: 'a PDF'>, <Kind.CUT: 'a file that was cut short'>)
    """
    start = body[:_PDF_START_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        return Kind.OTHER if body.strip() else Kind.EMPTY
    for signature, kind in _STARTS.items():
        if body.startswith(signature):
            return kind
    if start.lower().startswith(_PAGE_STARTS) or (
        start.startswith(b"<?xml") and b"<html" in start.lower()
    ):
        return Kind.PAGE
    if body.startswith(b"PK\x03\x04"):
        return _archive(body)
    if b"%PDF-" in start:
        return Kind.PDF if b"%%EOF" in body[-_PDF_END_WITHIN:] else Kind.CUT
    return Kind.OTHER


def _archive(body: bytes) -> Kind:
    """By the names in the list at the archive's end; nothing is unpacked, so nothing can swell."""
    end = body.rfind(_ZIP_END, max(0, len(body) - _ZIP_END_WITHIN))
    if end < 0 or len(body) < end + 22:
        return Kind.CUT
    (place,) = struct.unpack_from("<I", body, end + 16)
    while body.startswith(_ZIP_ENTRY, place) and place + _ZIP_ENTRY_BYTES <= end:
        name, *rest = struct.unpack_from("<HHH", body, place + 28)
        if body.startswith(_WORD_FOLDER, place + _ZIP_ENTRY_BYTES):
            return Kind.DOCX
        place += _ZIP_ENTRY_BYTES + name + sum(rest)
    return Kind.ZIP
