"""A PDF file → its pages: opened once, one page in memory at a time, within stated limits.

pdfium is not thread-safe: all that touches it happens under one lock.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from ..errors import UnreadableFile
from .drawings import read_drawings, read_links
from .glyphs import read_fragments
from .page import Page

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES = 5_000
"""A file that declares more is refused; the longest volumes of the Organization have 1,500."""

MAX_PAGE_CHARACTERS = 100_000
"""A page with more is no page that a person reads; a dense one has 10,000."""

_HEAD = 1024  # bytes in which "%PDF-" stands (ISO 32000-2, annex on older readers)
_TAIL = 4096  # bytes in which the end of a whole file is marked


def read_pages(data: bytes, name: str) -> Iterator[Page | None]:
    """The pages of a file, in order; None for one that is damaged.

    Raises `UnreadableFile` for what is empty, no PDF, cut short, protected or over a limit.
    """
    _refuse_at_sight(data, name)
    with _pdfium(), contextlib.closing(_opened(data, name)) as document:
        count = len(document)
        if not count:
            raise UnreadableFile(name, "it has no pages", "fetch the file again")
        if count > MAX_PAGES:
            raise UnreadableFile(
                name,
                f"it declares {count:,} pages, over the limit of {MAX_PAGES:,}",
                "split it, or leave it out",
            )
        for index in range(count):
            yield _page(document, index, name)


@cache
def _pdfium() -> threading.RLock:
    """The lock that whoever calls pdfium holds."""
    return threading.RLock()


def _refuse_at_sight(data: bytes, name: str) -> None:
    if not data.strip(b"\0\t\n\f\r "):
        raise UnreadableFile(name, "it is empty", "fetch the file again")
    if b"%PDF-" not in data[:_HEAD]:
        raise UnreadableFile(
            name, "it is no PDF", "give it the ending of its format (.docx, .html, .txt)"
        )
    tail = data[-_TAIL:].rstrip(b"\0\t\n\f\r ")
    if len(tail) < _TAIL:
        tail = data.rstrip(b"\0\t\n\f\r ")[-_TAIL:]
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise UnreadableFile(name, "the file is cut short", "fetch it again")


def _opened(data: bytes, name: str) -> PdfDocument:
    import pypdfium2
    from pypdfium2 import raw

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # pdfium leaves an older code behind where it sets none.
        code = getattr(error, "err_code", None) if b"/Encrypt" in data else None
        if code == raw.FPDF_ERR_PASSWORD:
            problem, cure = "it is protected by a password", "save a copy without one"
        elif code == raw.FPDF_ERR_SECURITY:
            problem, cure = "its protection is of an unknown kind", "save a copy without it"
        else:
            problem, cure = "the file is damaged", "fetch it again"
        raise UnreadableFile(name, problem, cure) from None


def _page(document: Any, index: int, name: str) -> Page | None:
    """One page, or None where pdfium cannot make anything of it."""
    from pypdfium2 import raw

    page = raw.FPDF_LoadPage(document.raw, index)
    if not page:
        return None
    try:
        text = raw.FPDFText_LoadPage(page)
        if not text:
            return None
        try:
            count = raw.FPDFText_CountChars(text)
            if count > MAX_PAGE_CHARACTERS:
                raise UnreadableFile(
                    f"{name}, page {index + 1}",
                    f"the page has {count:,} characters, over the limit of {MAX_PAGE_CHARACTERS:,}",
                    "leave the file out",
                )
            return _assembled(document, page, text, count, index + 1)
        finally:
            raw.FPDFText_ClosePage(text)
    finally:
        raw.FPDF_ClosePage(page)


def _assembled(document: Any, page: Any, text: Any, count: int, number: int) -> Page:
    found = read_fragments(page, text, count, read_links(document.raw, page))
    rules, uprights, pictured = read_drawings(page, found.frame)
    return Page(
        number=number,
        width=found.frame.width,
        height=found.height,
        fragments=found.fragments,
        rules=rules,
        uprights=uprights,
        undecoded=found.undecoded,
        pictured=pictured,
    )
