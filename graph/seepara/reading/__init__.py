"""A file → `Line`s: the format is told by the ending, the limits hold for every format."""

from __future__ import annotations

import stat
from pathlib import Path

from ..model import Reading
from .errors import UnreadableFile

MAX_FILE_BYTES = 64 * 1024 * 1024
"""A larger file is refused before it is read (design.md §4)."""

TEXT_ENDINGS = (".txt", ".md")
WORD_ENDINGS = (".docx",)
HTML_ENDINGS = (".html", ".htm", ".xhtml")
PDF_ENDINGS = (".pdf",)
ENDINGS = WORD_ENDINGS + HTML_ENDINGS + TEXT_ENDINGS + PDF_ENDINGS
"""The endings of the files that can be read; a folder's other files are passed over."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises `UnreadableFile` where it is too large, missing or forbidden."""
    try:
        state = path.stat()
        size = state.st_size
        if not stat.S_ISREG(state.st_mode) and not stat.S_ISDIR(state.st_mode):
            raise UnreadableFile(str(path), "it is no ordinary file", "name the document itself")
        if size > MAX_FILE_BYTES:
            raise UnreadableFile(
                str(path),
                f"the file has {size:,} bytes, over the limit of {MAX_FILE_BYTES:,}",
                "split it, or leave it out",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(str(path), "there is no such file", "check the path") from None
    except IsADirectoryError:
        raise UnreadableFile(str(path), "this is a folder", "name the files in it") from None
    except OSError as error:
        problem = f"it cannot be read ({error.strerror or error})"
        raise UnreadableFile(str(path), problem, "check its permissions") from None


def read(data: bytes, path: Path, encoding: str | None = None) -> Reading:
    """What a file's bytes say; `encoding` is what the catalogue says of a text or HTML file.

    Raises `UnreadableFile` for an ending that no reader has, and for whatever a reader refuses.

    >>> [line.text for line in read(b"1. Noted.", Path("a.txt")).lines]
    ['1. Noted.']
    """
    ending = path.suffix.lower()
    name = str(path)
    if ending in TEXT_ENDINGS:
        from .text import decode, read_text

        return Reading(tuple(read_text(decode(data, name, encoding), name)))
    if ending in WORD_ENDINGS:
        from .word import read_word

        return Reading(tuple(read_word(data, name)))
    if ending in HTML_ENDINGS:
        from .html import read_html

        return read_html(data, name, encoding)
    if ending in PDF_ENDINGS:
        from .pdf import read_pdf

        return read_pdf(data, name)
    raise UnreadableFile(
        name,
        f"no reader for {ending or 'a file without an ending'}",
        f"convert it to one of {', '.join(ENDINGS)}",
    )
