"""A table as CSV that is safe to open in a spreadsheet.

What its notes say of single cells stands in a column of its own; what they say of the whole is left
to the other formats, so that each line stays a row.
"""

from __future__ import annotations

import csv
import io

from ..answers import spreadsheet_safe
from .model import Cell, Table

NOTES = "Notes"


def as_csv(table: Table) -> bytes:
    """The columns, and a line a row, in UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    texts = {note.letter: note.text for note in table.notes if note.letter}
    titles = [cell.text for cell in table.columns]
    writer.writerow(map(spreadsheet_safe, [*titles, NOTES] if texts else titles))
    heads = "".join(cell.marks for cell in table.columns)
    for row in table.rows:
        cells = [_safe(cell) for cell in row]
        if texts:
            letters = dict.fromkeys(heads + "".join(cell.marks for cell in row))
            said = " ".join(texts[letter] for letter in letters if letter in texts)
            cells.append(spreadsheet_safe(said))
        writer.writerow(cells)
    return stream.getvalue().encode("utf-8", "replace")


def _safe(cell: Cell) -> str:
    return spreadsheet_safe(cell.text)
