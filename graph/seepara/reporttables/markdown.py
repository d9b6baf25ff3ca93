"""A table as Markdown, with pipes; nothing in its cells is markup."""

from __future__ import annotations

import re

from .model import Cell, Table

# What begins or ends something in Markdown, or could be HTML.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~$:=-])")


def as_markdown(table: Table) -> bytes:
    """Caption, table and notes, in UTF-8."""
    lines = [f"**{escaped(table.caption)}**", ""]
    lines.append(_row(table.columns))
    lines.append("|" + " --- |" * len(table.columns))
    lines += [_row(row) for row in table.rows]
    for note in table.notes:
        letter = f"<sup>{note.letter}</sup> " if note.letter else ""
        lines += ["", letter + escaped(note.text)]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def escaped(text: str) -> str:
    """A text on one line that Markdown shows as it is.

    >>> print(escaped("a|b *c* <d> & http://e"))
    a\\|b \\*c\\* \\<d\\> &amp; http\\://e
    """
    one_line = "".join(c if c.isprintable() or c in "\u200d\u00a0\u202f" else " " for c in text)
    return _SPECIAL.sub(r"\\\1", one_line.replace("&", "\0")).replace("\0", "&amp;")


def _row(cells: tuple[Cell, ...]) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(cell: Cell) -> str:
    marks = f"<sup>{cell.marks}</sup>" if cell.marks else ""
    return escaped(cell.text) + marks
