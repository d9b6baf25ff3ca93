"""A table as what it says, without a format."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import value


@value
class Cell:
    """Words in a table; `marks` are the letters of the notes that they carry (``"a"``, ``"ab"``)."""

    text: str
    marks: str = ""


@value
class Note:
    """A note below a table: lettered, or (with no letter) about the table as a whole."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption above and notes below; each row has a cell for each column.

    `name` is what the command line calls it, `widths` say how the columns share the page.
    """

    name: str
    caption: str
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Note, ...] = ()
    widths: tuple[int, ...] = ()
    language: str = "en"

    def share(self) -> tuple[float, ...]:
        """The share of each column in the width of the page.

        >>> Table("t", "T", (Cell("a"), Cell("b")), (), widths=(1, 3)).share()
        (0.25, 0.75)
        """
        widths = self.widths or (1,) * len(self.columns)
        return tuple(width / sum(widths) for width in widths)
