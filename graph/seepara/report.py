"""What a build came to: counts by which a user judges it, and what the program could not do.

The counts of documents add up (`Report`); what could not be resolved is a row each, and never all
in memory: `as_json` puts both together as ``report.json``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from . import symbols
from .keys import split
from .model import ResolvedDocument, Status, Unit, UnitKind

COUNTING_RULE = "leaves: recommendations with no recommendation inside"

_UNRESOLVED = (Status.DANGLING, Status.AMBIGUOUS)
_FIRST_ROW = "\n"
_NEXT_ROW = ",\n"


@dataclass(slots=True)
class Report:
    """Counts over documents, added one at a time."""

    documents: int = 0
    without_symbol: int = 0
    abridged: int = 0
    units: int = 0
    recommendations: int = 0
    references: int = 0
    citations: Counter[str] = field(default_factory=Counter)
    asserted_by: Counter[str] = field(default_factory=Counter)
    not_read: Counter[str] = field(default_factory=Counter)

    @property
    def unresolved(self) -> int:
        """How many citations lead nowhere: ``report.json`` lists them."""
        return sum(self.citations[status.value] for status in _UNRESOLVED)

    def add(self, resolved: ResolvedDocument) -> None:
        """Count one document."""
        document = resolved.document
        self.documents += 1
        self.without_symbol += not document.symbol
        self.abridged += document.abridged
        self.units += sum(unit.kind is not UnitKind.TEXT for unit in document.units)
        self.recommendations += len(leaves(document.units))
        self.references += len(resolved.references)
        for reference in resolved.references:
            self.asserted_by[reference.asserted_by.value] += 1
            for citation in reference.citations:
                self.citations[citation.status.value] += 1
                if citation.status is Status.EXTERNAL:
                    self.not_read[split(citation.target)[0]] += 1

    def as_record(self) -> dict[str, Any]:
        """The counts as JSON can hold them; `add_record` adds them to others.

        >>> report = Report(documents=1)
        >>> report.add_record(Report(documents=2, not_read=Counter({"A/1": 3})).as_record())
        >>> report.documents, report.not_read["A/1"]
        (3, 3)
        """
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def add_record(self, record: Mapping[str, Any]) -> None:
        """Add the counts of other documents."""
        for name, count in record.items():
            if isinstance(count, Mapping):
                getattr(self, name).update(count)
            else:
                setattr(self, name, getattr(self, name) + count)

    def most_wanted(self, registry_heads: Iterable[str]) -> list[tuple[str, int]]:
        """Documents with a symbol of their own that are cited and were not read, most cited
        first."""
        heads = frozenset(registry_heads)
        wanted = [(k, n) for k, n in self.not_read.items() if symbols.match(k, 0, heads)]
        return sorted(wanted, key=lambda row: (-row[1], row[0]))

    def counts(self) -> dict[str, Any]:
        """The counts as ``report.json`` has them."""
        return {
            "documents": self.documents,
            "without_symbol": self.without_symbol,
            "abridged": self.abridged,
            "units": self.units,
            "recommendations": {"count": self.recommendations, "rule": COUNTING_RULE},
            "references": self.references,
            "asserted_by": dict(sorted(self.asserted_by.items())),
            "citations": {status.value: self.citations[status.value] for status in Status},
            "cited_not_read": dict(
                sorted(self.not_read.items(), key=lambda row: (-row[1], row[0]))
            ),
        }


def unresolved_rows(resolved: ResolvedDocument) -> Iterator[dict[str, str]]:
    """A row a citation that leads nowhere, with the reason."""
    for reference in resolved.references:
        for citation in reference.citations:
            if citation.status in _UNRESOLVED:
                yield {
                    "file": resolved.document.file,
                    "unit": reference.unit,
                    "phrase": reference.text,
                    "status": citation.status.value,
                    "target": citation.target or ", ".join(citation.candidates),
                    "reason": citation.reason,
                }


def notice_rows(resolved: ResolvedDocument) -> Iterator[dict[str, Any]]:
    """A row a notice that a reader should have."""
    for notice in resolved.document.notices:
        if notice.rule != "continued":
            yield {
                "file": resolved.document.file,
                "line": notice.line,
                "rule": notice.rule,
                "message": notice.message,
            }


def as_rows(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as `as_json` puts them together, with what divides them before each."""
    return "".join(
        _NEXT_ROW + "  " + json.dumps(row, ensure_ascii=False, indent=1).replace("\n", "\n  ")
        for row in rows
    )


def as_json(
    counts: Mapping[str, Any], unresolved: Iterable[str], notices: Iterable[str]
) -> Iterator[str]:
    """``report.json`` in pieces, from the counts and pieces of `as_rows`.

    >>> pieces = as_json({"documents": 1}, [as_rows([{"file": "a.txt"}])], [])
    >>> json.loads("".join(pieces))
    {'documents': 1, 'unresolved': [{'file': 'a.txt'}], 'notices': []}
    """
    yield json.dumps(counts, ensure_ascii=False, indent=1).removesuffix("\n}")
    for name, pieces in (("unresolved", unresolved), ("notices", notices)):
        yield f',\n "{name}": ['
        divider = _FIRST_ROW
        for piece in filter(None, pieces):
            yield divider + piece.removeprefix(_NEXT_ROW) if divider == _FIRST_ROW else piece
            divider = _NEXT_ROW
        yield "]" if divider == _FIRST_ROW else "\n ]"
    yield "\n}\n"


def leaves(units: Iterable[Unit]) -> list[Unit]:
    """The recommendations with no recommendation inside: the default way of counting
    (domain.md §1)."""
    by_path = {unit.path: unit for unit in units}
    chosen = [unit for unit in by_path.values() if unit.recommendation]
    containers: set[str] = set()
    for unit in chosen:
        above = unit.parent
        while above is not None and above not in containers:
            containers.add(above)
            above = by_path[above].parent if above in by_path else None
    return [unit for unit in chosen if unit.path not in containers]
