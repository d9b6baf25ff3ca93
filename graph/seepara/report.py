"""What a build came to: counts by which a user judges it, and what the program could not do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from . import symbols
from .keys import split
from .model import ResolvedDocument, Status, Unit, UnitKind

COUNTING_RULE = "leaves: recommendations with no recommendation inside"


@dataclass(slots=True)
class Report:
    """Counts over documents, added one at a time; `as_json` and `lines` show them."""

    documents: int = 0
    without_symbol: int = 0
    abridged: int = 0
    units: int = 0
    recommendations: int = 0
    references: int = 0
    citations: Counter[str] = field(default_factory=Counter)
    asserted_by: Counter[str] = field(default_factory=Counter)
    not_read: Counter[str] = field(default_factory=Counter)
    unresolved: list[dict[str, str]] = field(default_factory=list)
    notices: list[dict[str, Any]] = field(default_factory=list)

    def add(self, resolved: ResolvedDocument) -> None:
        """Count one document."""
        document = resolved.document
        self.documents += 1
        self.without_symbol += not document.symbol
        self.abridged += document.abridged
        self.units += sum(unit.kind is not UnitKind.TEXT for unit in document.units)
        self.recommendations += len(leaves(document.units))
        self.references += len(resolved.references)
        self.notices += [
            {"file": document.file, "line": n.line, "rule": n.rule, "message": n.message}
            for n in document.notices
            if n.rule != "continued"
        ]
        for reference in resolved.references:
            self.asserted_by[reference.asserted_by.value] += 1
            for citation in reference.citations:
                self.citations[citation.status.value] += 1
                if citation.status is Status.EXTERNAL:
                    self.not_read[split(citation.target)[0]] += 1
                elif citation.status in (Status.DANGLING, Status.AMBIGUOUS):
                    self.unresolved.append(
                        {
                            "file": document.file,
                            "unit": reference.unit,
                            "phrase": reference.text,
                            "status": citation.status.value,
                            "target": citation.target or ", ".join(citation.candidates),
                            "reason": citation.reason,
                        }
                    )

    def most_wanted(self, registry_heads: Iterable[str]) -> list[tuple[str, int]]:
        """Documents with a symbol of their own that are cited and were not read, most cited
        first."""
        heads = frozenset(registry_heads)
        wanted = [(k, n) for k, n in self.not_read.items() if symbols.match(k, 0, heads)]
        return sorted(wanted, key=lambda row: (-row[1], row[0]))

    def as_json(self) -> dict[str, Any]:
        """The whole report, as ``report.json`` keeps it."""
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
            "unresolved": self.unresolved,
            "notices": self.notices,
        }


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
