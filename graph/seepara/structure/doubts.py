"""Where the numbers of a document say that its reading is in doubt.

Paragraph numbers run on through a document without a gap. Where a file only says what is printed
where, a number that is missing is most likely one that was not told from the text around it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ..model import Document, Notice, UnitKind

NUMBER_MISSING = "number-missing"
_CONTINUED = "continued"  # the notice of a section that goes on from another part
_ADDENDUM = "/Add."
_NUMBERED = re.compile(r"(?P<series>(?:[^/]+/)?)(?P<number>\d+)(?:[a-z]+)?")


def numbering_doubts(document: Document) -> tuple[Notice, ...]:
    """A notice for each gap in the paragraph numbers, at the paragraph behind it.

    An addendum carries only part of its document, and what stands behind a heading "(continued)"
    goes on from another part (domain.md §1): their gaps are no doubt.

    >>> from ..model import Unit
    >>> units = [Unit(path, UnitKind.PARAGRAPH, 0, 0) for path in ("7", "8", "11")]
    >>> doubts = numbering_doubts(Document("A/80/1", "a.pdf", "", tuple(units)))
    >>> [(doubt.unit, doubt.message) for doubt in doubts]
    [('11', 'paragraphs 9 and 10 are missing: perhaps they were not told from the text around them')]
    """
    if document.addendum or _ADDENDUM in document.symbol:
        return ()
    place = {unit.path: n for n, unit in enumerate(document.units)}
    continued = [
        place[notice.unit]
        for notice in document.notices
        if notice.rule == _CONTINUED and notice.unit in place
    ]
    series: dict[str, list[tuple[int, str]]] = {}
    for unit in document.units:
        found = _NUMBERED.fullmatch(unit.path) if unit.kind is UnitKind.PARAGRAPH else None
        if found is not None:
            series.setdefault(found["series"], []).append((int(found["number"]), unit.path))
    doubts: list[Notice] = []
    for name, numbers in series.items():
        for (number, before), (following, path) in pairwise(numbers):
            missing = [str(n) for n in range(number + 1, following) if f"{name}{n}" not in place]
            if missing and not any(place[before] < n <= place[path] for n in continued):
                line = document.units[place[path]].line
                doubts.append(Notice(NUMBER_MISSING, _message(missing), line, path))
    return tuple(doubts)


def _message(missing: list[str]) -> str:
    ends = [missing[0], missing[-1]]
    if len(missing) == 1:
        return f"paragraph {ends[0]} is missing: perhaps it was not told from the text around it"
    joined = " and " if len(missing) == 2 else " to "
    return (
        f"paragraphs {joined.join(ends)} are missing: "
        "perhaps they were not told from the text around them"
    )
