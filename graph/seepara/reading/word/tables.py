"""Where in which table of a Word file we are, and which rows and cells are not printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model import Cell
from .xml import attribute, child, integer

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_COLUMNS = 63  # Word's own limit


class TablePlace:
    """Follows a story through its tables; a table within a table is part of the outer cell.

    `numbers` gives each table its number. Columns are those of the table's grid.
    """

    def __init__(self, numbers: Iterator[int]) -> None:
        self._numbers = numbers
        self._depth = 0
        self._table = self._row = self._column = self._span = 0
        self.cell: Cell | None = None

    def start_table(self) -> None:
        """A table begins."""
        self._depth += 1
        if self._depth == 1:
            self._table, self._row = next(self._numbers), 0

    def end_table(self) -> None:
        """A table ends."""
        self._depth -= 1

    def start_row(self) -> None:
        """A row begins."""
        if self._depth == 1:
            self._row += 1
            self._column = 1

    def is_row_deleted(self, properties: _Element) -> bool:
        """Take note of the properties of the row; a deleted one does not count."""
        is_deleted = child(properties, "del") is not None
        if self._depth == 1:
            before = attribute(child(properties, "gridBefore"))
            self._column += integer(before, 0, _MAX_COLUMNS) or 0
            self._row -= is_deleted
        return is_deleted

    def start_cell(self) -> None:
        """A cell begins."""
        if self._depth == 1:
            self._span = 1
            self.cell = Cell(self._table, self._row, self._column)

    def is_cell_left_out(self, properties: _Element) -> bool:
        """Take note of the properties of the cell: one merged into another is not printed."""
        if self._depth == 1:
            span = attribute(child(properties, "gridSpan"))
            self._span = integer(span, 1, _MAX_COLUMNS) or 1
        merges = (child(properties, "vMerge"), child(properties, "hMerge"))
        return child(properties, "cellDel") is not None or any(
            merge is not None and attribute(merge) != "restart" for merge in merges
        )

    def end_cell(self) -> None:
        """A cell ends."""
        if self._depth == 1:
            self._column += self._span
            self.cell = None
