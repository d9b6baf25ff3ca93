"""A table as a page of HTML that needs nothing else; all words are text."""

from __future__ import annotations

from html import escape

from .model import Cell, Table

_STYLE = (
    "body{font:15px/1.4 sans-serif;margin:2em}"
    "table{border-collapse:collapse;border-top:2px solid;border-bottom:2px solid}"
    "caption{text-align:left;font-weight:bold;padding:.3em 0}"
    "th,td{text-align:left;vertical-align:top;padding:.25em .8em .25em 0}"
    "thead{border-bottom:1px solid}"
    "@media print{thead{display:table-header-group}tr{break-inside:avoid}}"
)

_OF_COLUMN = ' scope="col"'


def as_html(table: Table) -> bytes:
    """A page with the table and its notes, in UTF-8."""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(table.language)}">',
        f'<head><meta charset="utf-8"><title>{_text(table.caption)}</title>',
        f"<style>{_STYLE}</style></head>",
        "<body>",
        "<table>",
        f"<caption>{_text(table.caption)}</caption>",
        f"<thead><tr>{_cells(table.columns, 'th', _OF_COLUMN)}</tr></thead>",
        "<tbody>",
        *(f"<tr>{_cells(row, 'td')}</tr>" for row in table.rows),
        "</tbody>",
        "</table>",
    ]
    for note in table.notes:
        letter = f"<sup>{escape(note.letter)}</sup> " if note.letter else ""
        lines.append(f"<p>{letter}{_text(note.text)}</p>")
    return ("\n".join([*lines, "</body>", "</html>"]) + "\n").encode("utf-8", "replace")


def _cells(cells: tuple[Cell, ...], tag: str, more: str = "") -> str:
    return "".join(f"<{tag}{more}>{_cell(cell)}</{tag}>" for cell in cells)


def _cell(cell: Cell) -> str:
    marks = f"<sup>{escape(cell.marks)}</sup>" if cell.marks else ""
    return _text(cell.text) + marks


def _text(text: str) -> str:
    return escape("".join(c if ord(c) >= 0x20 and c != "\x7f" else " " for c in text))
