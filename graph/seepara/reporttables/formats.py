"""A table as a file: which formats there are, and what writes each."""

from __future__ import annotations

from .csv import as_csv
from .html import as_html
from .latex import as_latex
from .markdown import as_markdown
from .model import Table
from .word import as_word

FORMATS = ("docx", "csv", "md", "tex", "html")
"""Endings of file names."""

_WRITERS = {"docx": as_word, "csv": as_csv, "md": as_markdown, "tex": as_latex, "html": as_html}


def written(table: Table, format: str) -> bytes:
    """The table in one of `FORMATS`; the same table is the same bytes. Raises `ValueError` for
    another format.

    >>> from .model import Cell
    >>> written(Table("t", "T", (Cell("a"), Cell("b")), ((Cell("=1"), Cell("2")),)), "csv")
    b"a,b\\r\\n'=1,2\\r\\n"
    """
    if format not in _WRITERS:
        raise ValueError(f"a table is one of: {', '.join(FORMATS)}; not {format!r}")
    return _WRITERS[format](table)
