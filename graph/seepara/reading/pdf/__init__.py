"""A PDF as lines: one for each paragraph, cell and note, put together from places on the page.

A PDF says where each character stands and nothing of paragraphs. They are told by geometry alone:
what repeats at the edge of the pages is furniture, small print below a rule is notes, lines close
below one another are a paragraph, and one that the end of a page cuts in two goes on overleaf.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...model import Line, Notice, Reading
from ..errors import UnreadableFile as UnreadableFile
from .file import read_pages
from .flow import Part, parts, printed
from .furniture import without_furniture
from .lines import lines
from .measures import measures
from .page import Page
from .rows import rows
from .seams import words

NO_TEXT_LAYER = "no-text-layer"
DAMAGED_PAGE = "damaged-page"
UNDECODED = "undecoded"
TWO_COLUMNS = "two-columns"

_FEW = 3
"""Characters of a page that its fonts may leave undecoded without a notice: bullets, signs."""


def read_pdf(data: bytes, name: str) -> Reading:
    """The lines of a PDF, and where its reading is in doubt.

    Every line is a whole paragraph, a note or a cell of a table, so that `Line.wrapped` is never
    set and `Line.gap` always; its `number` counts them, its `page` is the one it begins on. Running
    heads and feet are left out, the letterhead of the first page is not. Labels stay in the text.

    Raises `UnreadableFile` for what is no PDF, for a damaged, protected or oversized one, and for
    one that holds only pictures of text.

    >>> try:
    ...     read_pdf(b"", "a.pdf")
    ... except UnreadableFile as error:
    ...     print(error)
    a.pdf: it is empty; fetch the file again
    """
    pages: list[Page] = []
    damaged: list[int] = []
    for number, page in enumerate(read_pages(data, name), 1):
        if page is None:
            damaged.append(number)
        else:
            pages.append(page)
    if not pages:
        raise UnreadableFile(name, "none of its pages can be read", "fetch the file again")
    if not any(page.fragments for page in pages):
        raise UnreadableFile(
            name,
            "it has no text, only pictures of its pages",
            "run a program for text recognition (OCR) over it first",
        )
    own = [(page, rows(page.fragments, page.number)) for page in pages]
    measured = measures([on_page for _, on_page in own])
    found = parts(without_furniture(own, measured), measured)
    read = lines(found, measured, words(printed(found)))
    return Reading(read, tuple(_notices(pages, damaged, found, read)))


def _notices(
    pages: Sequence[Page], damaged: Sequence[int], found: Sequence[Part], read: Sequence[Line]
) -> Iterator[Notice]:
    """What a reader of the file should know; a page's notice stands at its first line."""
    first: dict[int, int] = {}
    for line in read:
        if line.page is not None:
            first.setdefault(line.page, line.number)

    def notice(rule: str, page: int, message: str) -> Notice:
        return Notice(rule, message, first.get(page, 0))

    for page in damaged:
        yield notice(DAMAGED_PAGE, page, f"page {page} is damaged and was left out")
    for one in pages:
        if one.pictured and not one.fragments:
            yield notice(
                NO_TEXT_LAYER,
                one.number,
                f"page {one.number} has no text, only a picture of it; "
                "run a program for text recognition (OCR) over the file",
            )
        if one.undecoded > _FEW:
            yield notice(
                UNDECODED,
                one.number,
                f"page {one.number} has {one.undecoded} characters that its fonts do not tell",
            )
    in_columns = sorted({part.page for part in found if part.column})
    for pages_ in _runs(in_columns):
        which = (
            f"page {pages_[0]} is" if len(pages_) == 1 else f"pages {pages_[0]}–{pages_[-1]} are"
        )
        yield notice(
            TWO_COLUMNS,
            pages_[0],
            f"{which} printed in two columns, read one after the other",
        )


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Numbers that follow one another, together.

    >>> list(_runs([2, 3, 4, 7]))
    [[2, 3, 4], [7]]
    """
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]
