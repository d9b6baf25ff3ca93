"""References, citations, nodes and units as rows, and rows as CSV or JSON lines.

CSV is safe to open in a spreadsheet: a cell that would be taken for a formula is marked as text.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .answers import spreadsheet_safe
from .model import ResolvedDocument, UnitKind

Row = Mapping[str, Any]

CITATION_COLUMNS = (
    "file", "doc", "lang", "unit", "text", "start", "end", "kind", "asserted_by", "governed_by",
    "relation", "target", "target_kind", "direction", "status", "misdirected", "candidates", "reason",
)  # fmt: skip
NODE_COLUMNS = ("key", "label", "kind", "date", "document", "recommendation", "read", "abridged")


def reference_rows(resolved: ResolvedDocument) -> Iterator[Row]:
    """A row a reference, as `refs --format jsonl` gives it (design.md §4): three lists of one
    length."""
    document = resolved.document
    for reference in resolved.references:
        yield {
            "file": document.file,
            "doc": document.key,
            "lang": document.language,
            "unit": reference.unit,
            "text": reference.text,
            "start": reference.start,
            "end": reference.end,
            "kind": reference.kind.value,
            "asserted_by": reference.asserted_by.value,
            "governed_by": reference.governed_by,
            "relation": reference.relation.value,
            "targets": [c.target for c in reference.citations],
            "directions": [c.direction.value if c.direction else None for c in reference.citations],
            "statuses": [c.status.value for c in reference.citations],
        }


def citation_rows(resolved: ResolvedDocument) -> Iterator[Row]:
    """A row a citation."""
    for row, reference in zip(reference_rows(resolved), resolved.references, strict=True):
        shared = {name: row[name] for name in CITATION_COLUMNS if name in row}
        for citation in reference.citations:
            yield shared | {
                "target": citation.target,
                "target_kind": citation.kind.value,
                "direction": citation.direction.value if citation.direction else "",
                "status": citation.status.value,
                "misdirected": citation.misdirected,
                "candidates": " ".join(citation.candidates),
                "reason": citation.reason,
            }


def unit_rows(resolved: ResolvedDocument) -> Iterator[Row]:
    """A row a unit, with its own words; an abridged document says so in each."""
    document = resolved.document
    sections: dict[str, str | None] = {}  # by path, the section that a unit stands in
    kinds = {unit.path: unit.kind for unit in document.units}
    for unit in document.units:
        inside = kinds.get(unit.parent or "") is UnitKind.SECTION
        sections[unit.path] = unit.parent if inside else sections.get(unit.parent or "")
        yield {
            "doc": document.key,
            "unit": unit.path,
            "kind": unit.kind.value,
            "section": sections[unit.path],
            "page": unit.page,
            "lang": document.language,
            "recommendation": unit.recommendation,
            "meeting": unit.meeting,
            "abridged": document.abridged,
            "text": document.text_of(unit),
        }


def as_json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line, without line breaks in it, letters as they are."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def as_csv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """CSV with a head line; what begins like a formula is marked as text.

    >>> list(as_csv([{"a": "=1+1", "b": True}], ("a", "b")))
    ['a,b\\r\\n', "'=1+1,true\\r\\n"]
    """
    yield _csv_line(columns)
    yield from csv_rows(rows, columns)


def csv_rows(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """The lines of `as_csv` below its head line."""
    for row in rows:
        yield _csv_line([_cell(row.get(column)) for column in columns])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return spreadsheet_safe(str(value)) if isinstance(value, str) else str(value)


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
