"""Tables for reports and papers: cross-references, concordance, draft to final, most cited, not read,
references that are not answered.

Each is made as a `Table`, which knows no format (`references`, `versions`, `counts`), and written as
Word, CSV, Markdown, LaTeX or HTML, a module a format (`formats`).
"""

from __future__ import annotations

from .counts import most_cited, not_read, one_sided
from .formats import FORMATS, written
from .model import Cell, Note, Table
from .references import cross_references
from .versions import concordance, draft_to_final
from .words import TableWords, table_words

__all__ = [
    "FORMATS",
    "Cell",
    "Note",
    "Table",
    "TableWords",
    "concordance",
    "cross_references",
    "draft_to_final",
    "most_cited",
    "not_read",
    "one_sided",
    "table_words",
    "written",
]
