"""A file → `Line`s: the format is told by the ending, the limits hold for every format."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from pathlib import Path

from ..model import Line
from .errors import UnreadableFile

MAX_FILE_BYTES = 64 * 1024 * 1024
"""A larger file is refused before it is read (design.md §4)."""

TEXT_ENDINGS = (".txt", ".md")
WORD_ENDINGS = (".docx",)
ENDINGS = TEXT_ENDINGS + WORD_ENDINGS
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


def read_lines(data: bytes, path: Path, encoding: str | None = None) -> Iterable[Line]:
    """The lines of a file's bytes; `encoding` is what the catalogue says of a text file.

    Raises `UnreadableFile` for an ending that no reader has, and for whatever a reader refuses.

    >>> [line.text for line in read_lines(b"1. Noted.", Path("a.txt"))]
    ['1. Noted.']
    """
    ending = path.suffix.lower()
    if ending in TEXT_ENDINGS:
        from .text import decode, read_text

        return read_text(decode(data, str(path), encoding), str(path))
    if ending in WORD_ENDINGS:
        from .word import read_word

        return read_word(data, str(path))
    raise UnreadableFile(
        str(path),
        f"no reader for {ending or 'a file without an ending'}",
        f"convert it to one of {', '.join(ENDINGS)}",
    )
