"""A table as LaTeX: a ``longtable`` that may run over pages, with rules at head and foot only."""

from __future__ import annotations

from ..latex import LETTER, escaped
from .model import Cell, Table

_HEAD = (
    "% \\usepackage{longtable,booktabs,array}",
    "% \\usepackage[T1]{fontenc} % pdfLaTeX only",
    LETTER,
)
_BETWEEN = 0.02
"""The share of the line that is left between two columns."""


def as_latex(table: Table) -> bytes:
    """The table, to be put in with ``\\input``, in UTF-8."""
    count = len(table.columns)
    room = 1 - _BETWEEN * (count - 1)
    between = f"@{{\\hspace{{{_BETWEEN:.2f}\\linewidth}}}}"
    columns = between.join(f"p{{{share * room:.3f}\\linewidth}}" for share in table.share())
    head = f"{_row(table.columns, bold=True)}\\midrule"
    lines = [
        *_HEAD,
        f"\\begin{{longtable}}{{@{{}}{columns}@{{}}}}",
        f"\\caption{{{escaped(table.caption)}}}\\\\",
        "\\toprule",
        head,
        "\\endfirsthead",
        "\\toprule",
        head,
        "\\endhead",
        "\\bottomrule",
        "\\endfoot",
        *(_row(row) for row in table.rows),
        "\\end{longtable}",
    ]
    for note in table.notes:
        letter = f"\\textsuperscript{{{note.letter}}}~" if note.letter else ""
        lines.append(f"\\par\\noindent{{\\footnotesize {letter}{escaped(note.text)}}}")
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _row(cells: tuple[Cell, ...], *, bold: bool = False) -> str:
    return " & ".join(_cell(cell, bold) for cell in cells) + " \\tabularnewline\n"


def _cell(cell: Cell, bold: bool) -> str:
    marks = f"\\textsuperscript{{{cell.marks}}}" if cell.marks else ""
    text = f"\\textbf{{{escaped(cell.text)}}}" if bold else escaped(cell.text)
    return f"\\raggedright {text}{marks}"
