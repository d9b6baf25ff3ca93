"""The tables of how accurate the program is, from what ``scripts/measure`` stored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_READINGS = {
    "document": "document",
    "read as": "format",
    "targets": "targets",
    "found": "found",
    "right": "right",
    "precision": "precision",
    "recall": "recall",
    "F1": "f1",
    "wrong but resolved": "wrong",
}
_SHARES = ("precision", "recall", "f1")


def page(ontology: Path) -> str:
    """The figures as tables."""
    figures = json.loads((ontology / "measured.json").read_text("utf-8"))
    versions, concordance = figures["versions"], figures["concordance"]
    kinds = (
        (kind, one["found"], one["right"], f"{one['right'] / one['found']:.4f}")
        for kind, one in figures["precision"].items()
    )
    lines = [
        *_table(_READINGS, map(_reading, figures["readings"])),
        "",
        f"By kind, each of the {figures['documents']} documents read once:",
        "",
        *_table(("kind", "found", "right", "precision"), kinds),
        "",
        f"Of the {versions['asked']} recommendations of a draft, what became of {versions['right']} is "
        f"what a reader found; {versions['undecided']} the program leaves undecided. Of the "
        f"{concordance['asked']} pairs that prove a renumbering, {concordance['right']} are found"
        f"{'' if concordance['shift'] else ', but not the same shift'}.",
    ]
    return "\n".join(lines) + "\n"


def _reading(row: dict[str, Any]) -> Iterator[object]:
    for name in _READINGS.values():
        if name in _SHARES:
            yield "–" if row[name] is None else f"{row[name]:.4f}"
        else:
            yield row[name]


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    head = list(head)
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(map(str, row))} |"
