"""Tables that are asked for: rows of values for analysis, and tables for a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from .. import reporttables
from .showing import rendered

if TYPE_CHECKING:
    import pandas

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Rows(Sequence[Row]):
    """Rows of values, each a mapping by column; a notebook shows the columns of `shown`, or all.

    >>> rows = Rows(("unit", "count"), (("21(a)", 3), ("37", 1)))
    >>> len(rows), rows[0]["unit"], [row["count"] for row in rows]
    (2, '21(a)', [3, 1])
    """

    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]
    caption: str = ""
    shown: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Rows: ...
    def __getitem__(self, place: int | slice) -> Row | Rows:
        if isinstance(place, slice):
            return Rows(self.columns, self.values[place], self.caption, self.shown)
        return dict(zip(self.columns, self.values[place], strict=True))

    def __iter__(self) -> Iterator[Row]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.values)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame, with all columns. Raises `ImportError` without pandas."""
        return _pandas().DataFrame(list(self.values), columns=list(self.columns))

    def __repr__(self) -> str:
        return f"<{len(self)} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        shown = self.shown or self.columns
        places = [self.columns.index(name) for name in shown]
        return rendered(
            "rows.html",
            caption=self.caption,
            columns=shown,
            rows=[[row[place] for place in places] for row in self.values],
        )


@dataclass(frozen=True, slots=True, eq=False)
class ReportTable:
    """A table for a report: its words, and what writes it (`seepara.reporttables`)."""

    table: reporttables.Table

    def save(self, path: str | Path) -> None:
        """Write it to a file: .docx, .csv, .md, .tex or .html. Raises `ValueError` for another."""
        file = Path(path)
        file.write_bytes(self.to_bytes(file.suffix.removeprefix(".").lower()))

    def to_bytes(self, format: str) -> bytes:
        """The table as the content of a file (`seepara.reporttables.FORMATS`)."""
        return reporttables.written(self.table, format)

    def to_pandas(self) -> pandas.DataFrame:
        """The cells as a data frame of text, without note marks; the notes are its attributes.

        Raises `ImportError` without pandas.
        """
        rows = [[cell.text for cell in row] for row in self.table.rows]
        frame = _pandas().DataFrame(rows, columns=[cell.text for cell in self.table.columns])
        frame.attrs = {
            "caption": self.table.caption,
            "notes": [f"{note.letter} {note.text}".strip() for note in self.table.notes],
        }
        return frame

    def __len__(self) -> int:
        return len(self.table.rows)

    def __repr__(self) -> str:
        return f"<{self.table.caption}: {len(self)} rows>"

    def _repr_html_(self) -> str:
        return rendered("report_table.html", table=self.table)

    def _repr_latex_(self) -> str:
        return self.to_bytes("tex").decode()


def _pandas() -> Any:
    try:
        import pandas
    except ImportError:
        raise ImportError("pandas is not installed; get it with: pip install pandas") from None
    return pandas
