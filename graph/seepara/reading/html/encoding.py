"""The bytes of a web page → its text, by the encoding that it or the catalogue states."""

from __future__ import annotations

import codecs
import re

from ..errors import UnreadableFile

LOOKS_FOR_CHARSET = 4096
"""Bytes at the beginning of a page in which its encoding is stated; the standard asks for 1,024."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")

# What a page may state. Names that browsers take for a larger set are read as that set
# (Encoding Standard); a page that can state its encoding in ASCII is not in UTF-16.
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_KNOWN = frozenset((
    "utf-8", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp1258", "cp866", "cp874", "cp932", "cp949", "iso8859-2", "iso8859-3", "iso8859-4",
    "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10", "iso8859-13", "iso8859-14",
    "iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "gb18030",
    "big5", "big5hkscs", "euc_jp", "iso2022_jp",
))  # fmt: skip
_OTHERS = (
    (b"%PDF", "it is a PDF, not a web page", "give it the ending .pdf"),
    (b"PK\x03\x04", "it is a zip, such as a Word file, not a web page", "give it its own ending"),
    (b"MIME-Version:", "it is a web archive (MHTML)", "open it and save it as a web page (.html)"),
)
_NAME_IT = "save it as UTF-8, or name its encoding in catalogue.toml"


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text of a page: by its byte order mark, else what the catalogue says (`encoding`), else
    what the page itself states, else UTF-8.

    Raises `UnreadableFile` for an empty file, what is no page, and bytes that are not in the
    encoding.

    >>> decode(b'<meta charset="iso-8859-1">\\xa7 1', "a.html")[-3:]
    '§ 1'
    >>> try:
    ...     decode(b"\\xa7 1", "a.html")
    ... except UnreadableFile as error:
    ...     print(error)
    a.html: byte 1 is not utf-8; save it as UTF-8, or name its encoding in catalogue.toml
    """
    if not data.strip():
        raise UnreadableFile(name, "the file is empty", "leave it out or get it again")
    for beginning, problem, cure in _OTHERS:
        if data.startswith(beginning):
            raise UnreadableFile(name, problem, cure)
    for mark, marked in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, marked)
    return _decoded(data, name, encoding or _stated(data[:LOOKS_FOR_CHARSET], name) or "utf-8")


def _stated(start: bytes, name: str) -> str:
    """The encoding that a page states; empty where it states none."""
    found = _XML.match(start) or _META.search(start)
    if found is None:
        return ""
    label = found[1].decode("ascii", "replace")
    try:
        known = codecs.lookup(label).name
    except LookupError:
        known = ""
    known = _READ_AS.get(known, known)
    if known not in _KNOWN:
        problem = f"it states the encoding {label!r}, which is not known"
        raise UnreadableFile(name, problem, _NAME_IT)
    return known


def _decoded(data: bytes, name: str, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except LookupError:
        problem = f"the encoding {encoding!r} is not known"
        raise UnreadableFile(name, problem, "correct it in the catalogue") from None
    except UnicodeError as error:
        problem = f"byte {getattr(error, 'start', 0) + 1} is not {encoding}"
        raise UnreadableFile(name, problem, _NAME_IT) from None
    if "\0" in text:
        raise UnreadableFile(name, "this is no web page", "give it the ending of its format")
    return text
