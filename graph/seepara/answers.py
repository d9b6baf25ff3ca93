"""Answers to queries, and how they are shown: on a terminal, in a spreadsheet, as JSON, as Turtle.

What stands in an answer comes from documents and is hostile wherever it is shown: control
characters would steer a terminal, a cell that begins like a formula would be computed.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import dataclass
from typing import Any

from . import keys
from .rdf.terms import PREFIXES

FORMATS = ("table", "csv", "json", "ttl")

_WIDEST = 100
"""How many characters of a cell a table shows; the other formats show all."""

_FORMULA = ("=", "+", "-", "@")
_BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_NUMBERS = frozenset(
    PREFIXES["xsd"] + name
    for name in ("integer", "nonNegativeInteger", "decimal", "double", "float", "boolean")
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of an answer; `kind` is ``uri``, ``literal``, ``bnode`` or ``triple``."""

    value: str
    kind: str = "literal"
    datatype: str = ""
    language: str = ""

    @classmethod
    def of(cls, term: Any) -> Cell | None:
        """The cell of a term as pyoxigraph gives it, of a truth value, or of nothing."""
        from pyoxigraph import BlankNode, Literal, NamedNode

        if term is None:
            return None
        if isinstance(term, bool):
            return cls(str(term).lower(), "literal", PREFIXES["xsd"] + "boolean")
        if isinstance(term, NamedNode):
            return cls(term.value, "uri")
        if isinstance(term, Literal):
            return cls(term.value, "literal", term.datatype.value, term.language or "")
        if isinstance(term, BlankNode):
            return cls(term.value, "bnode")
        return cls(str(term), "triple")


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: rows of cells, None where a row has no value for a column.

    `form` is ``rows`` for SELECT, ``ask`` for ASK (one cell), ``graph`` for CONSTRUCT and DESCRIBE
    (a row a triple). `base` is that of the graph's IRIs, so that they can be shown as keys.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    base: str = keys.ID_BASE
    form: str = "rows"


def render(answer: Answer, format: str = "table") -> str:
    """The answer as text, ending in a line break: ``table``, ``csv``, ``json``, ``ttl``.

    A table shows IRIs as keys or prefixed names and shortens long texts; CSV and JSON have all in
    full, JSON in the form of the SPARQL protocol; Turtle is for CONSTRUCT and DESCRIBE. Raises
    `ValueError` for another format, and for Turtle of rows.

    >>> answer = Answer(("name", "count"), ((Cell("=1+1"), Cell("2")), (None, Cell("3"))))
    >>> print(render(answer, "csv"), end="")
    name,count
    '=1+1,2
    ,3
    >>> print(render(answer), end="")
    name  count
    ----  -----
    =1+1  2
          3
    """
    match format:
        case "table":
            return _table(answer)
        case "csv":
            return _csv(answer)
        case "json":
            return _json(answer)
        case "ttl":
            return _turtle(answer)
    raise ValueError(f"unknown format {format!r}; one of: {', '.join(FORMATS)}")


def shown(cell: Cell | None, base: str = keys.ID_BASE) -> str:
    """A cell as a person reads it on a terminal: one line, nothing that steers it.

    >>> shown(Cell("https://w3id.org/seepara/id/A/80/607#section_II.C", "uri"))
    'A/80/607#section II.C'
    >>> shown(Cell("https://w3id.org/seepara/ns#status-dangling", "uri"))
    'seepara:status-dangling'
    >>> shown(Cell("red\\x1b[31m"))
    'red[31m'
    """
    if cell is None:
        return ""
    return harmless(_abbreviated(cell.value, base) if cell.kind == "uri" else cell.value)


def harmless(text: str) -> str:
    """A text on one line without control characters, and without those that turn its direction.

    >>> harmless("a\\tb\\u202ec")
    'a bc'
    """
    one_line = " ".join(text.split())
    return "".join(
        c
        for c in one_line
        if unicodedata.category(c) not in ("Cc", "Cs") and c not in _BIDI_CONTROLS
    )


def spreadsheet_safe(text: str) -> str:
    """A text that a spreadsheet takes as text: an apostrophe before what begins like a formula.

    >>> spreadsheet_safe("=cmd|' /C calc'!A0"), spreadsheet_safe("para. 3")
    ("'=cmd|' /C calc'!A0", 'para. 3')
    """
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _abbreviated(iri: str, base: str) -> str:
    if iri.startswith(base) and iri != base:
        return keys.key_of(iri, base)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _table(answer: Answer) -> str:
    rows = [tuple(_shortened(shown(cell, answer.base)) for cell in row) for row in answer.rows]
    if answer.form == "ask":
        return f"{rows[0][0]}\n"
    heads = tuple(harmless(name) for name in answer.columns)
    widths = [max(map(_width, column)) for column in zip(heads, *rows, strict=True)]
    lines = [heads, tuple("-" * width for width in widths), *rows]
    return "".join(
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _width(text: str) -> int:
    """The columns that a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _csv(answer: Answer) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(spreadsheet_safe(harmless(name)) for name in answer.columns)
    for row in answer.rows:
        writer.writerow(
            ""
            if cell is None
            else harmless(cell.value)
            if cell.datatype in _NUMBERS
            else spreadsheet_safe(harmless(cell.value))
            for cell in row
        )
    return stream.getvalue()


def _json(answer: Answer) -> str:
    if answer.form == "ask":
        (cell,) = answer.rows[0]
        shaped: dict[str, Any] = {"head": {}, "boolean": cell is not None and cell.value == "true"}
    else:
        shaped = {
            "head": {"vars": list(answer.columns)},
            "results": {
                "bindings": [
                    {
                        name: _json_cell(cell)
                        for name, cell in zip(answer.columns, row, strict=True)
                        if cell is not None
                    }
                    for row in answer.rows
                ]
            },
        }
    return json.dumps(shaped, ensure_ascii=False, indent=1) + "\n"


def _json_cell(cell: Cell) -> dict[str, str]:
    shaped = {"type": cell.kind, "value": cell.value}
    if cell.language:
        shaped["xml:lang"] = cell.language
    elif cell.datatype and cell.datatype != PREFIXES["xsd"] + "string":
        shaped["datatype"] = cell.datatype
    return shaped


def _turtle(answer: Answer) -> str:
    from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

    if answer.form != "graph":
        raise ValueError("ttl is for CONSTRUCT and DESCRIBE; ask for table, csv or json")

    def term(cell: Cell | None) -> Any:
        match cell:
            case Cell(value, "uri"):
                return NamedNode(value)
            case Cell(value, "bnode"):
                return BlankNode(value)
            case Cell(value, "literal", datatype, language):
                if language:
                    return Literal(value, language=language)
                return Literal(value, datatype=NamedNode(datatype))
        raise ValueError("ttl: a triple within a triple cannot be written")

    triples = sorted((Triple(*map(term, row)) for row in answer.rows), key=str)
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    return (written or b"").decode()
