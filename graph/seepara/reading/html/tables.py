"""Tables of a web page: which of them are tables, and where in one a cell stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...model import Cell

MAX_COLUMNS = 1000
"""The most columns that a cell may span, as in the HTML standard."""
MAX_ROWS = 65534
"""The most rows that a cell may span, as in the HTML standard."""
_PAGE_COLUMN = 1500
"""Characters: where cells have more on average, they are columns of a page."""


@dataclass(slots=True)
class TableShape:
    """What tells a table from one that only lays out a page."""

    is_presentation: bool = False
    holds_table: bool = False
    holds_heading: bool = False
    has_head: bool = False
    cells: int = 0
    characters: int = 0

    @property
    def is_layout(self) -> bool:
        """Whether it only lays out: by its role, by what stands in its cells, by their size."""
        if self.is_presentation or self.holds_table:
            return True
        if self.has_head:
            return False
        return self.holds_heading or self.characters > _PAGE_COLUMN * max(self.cells, 1)


class Grid:
    """The grid of an open table.

    >>> grid = Grid(1)
    >>> grid.start_row(), grid.cell({"rowspan": "2"}), grid.cell({})
    (None, Cell(table=1, row=1, column=1), Cell(table=1, row=1, column=2))
    >>> grid.start_row(), grid.cell({})
    (None, Cell(table=1, row=2, column=2))
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._row = 0
        self._column = 1
        self._taken: dict[int, int] = {}  # column → the last row that a cell above takes there

    def start_row(self) -> None:
        """A row begins."""
        self._row += 1
        self._column = 1

    def cell(self, attributes: Mapping[str, str]) -> Cell:
        """The place of the next cell in the row."""
        if self._row == 0:
            self.start_row()
        while self._taken.get(self._column, 0) >= self._row:
            self._column += 1
        place = Cell(self._number, self._row, self._column)
        columns = _span(attributes.get("colspan"), MAX_COLUMNS)
        rows = _span(attributes.get("rowspan"), MAX_ROWS)
        if rows > 1:
            for column in range(self._column, self._column + columns):
                if column <= MAX_COLUMNS:
                    self._taken[column] = self._row + rows - 1
        self._column += columns
        return place


def _span(text: str | None, most: int) -> int:
    """How many rows or columns a cell spans.

    >>> _span("3", 1000), _span("99999", 1000), _span("0", 1000), _span("x", 9), _span(None, 9)
    (3, 1000, 1, 1, 1)
    """
    bare = (text or "").strip()
    if not (bare.isascii() and bare.isdecimal()) or len(bare) > 9:
        return 1
    return min(max(int(bare), 1), most)
