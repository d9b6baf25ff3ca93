"""The document's own numbers: one that stands twice, one that is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ..keys import join
from ..model import Unit, UnitKind
from ..ordinals import letter_token, roman_token
from .findings import Fault
from .sequence import readings
from .subject import Subject

REPEATED = "number-repeated"
CONTINUED = "continued"
"""Notices of a document: a number that stands twice, a heading that ends in "(continued)"."""

_TWICE = "~"  # stands in the path of a unit whose number was taken
_ADDENDUM = "/Add."
_SHAPES = {
    UnitKind.PARAGRAPH: re.compile(r"(?P<stem>(?:.*/)?(?:\d+\.)*)(?P<token>\d+)"),
    UnitKind.SUBPARAGRAPH: re.compile(r"(?P<stem>.*\()(?P<token>\w+)\)"),
    UnitKind.SECTION: re.compile(r"(?P<stem>(?:.*/)?section (?:.*\.)?)(?P<token>\w+)"),
}
"""What a path is made of: the number itself, and what all numbers of its series share."""
_MADE: Mapping[str, Callable[[int], str]] = {
    "number": str,
    "letter": letter_token,
    "roman": roman_token,
}


@dataclass(frozen=True, slots=True)
class _Number:
    unit: Unit
    stem: str
    token: str

    def path(self, token: str) -> str:
        """The path of another number of the series."""
        return self.stem + token + (")" if self.stem.endswith("(") else "")


def repeated(subject: Subject) -> Iterator[Fault]:
    """A number that another unit has already; the reader of the document noticed it."""
    for notice in subject.document.notices:
        unit = subject.units.get(notice.unit)
        if notice.rule != REPEATED or unit is None:
            continue
        first = subject.units.get(unit.path.partition(_TWICE)[0])
        if first is not None:
            words = {"number": subject.unit_called(first.path), "first_line": str(first.line)}
            yield Fault(unit, target=join(subject.document.key, first.path), words=words)


def gaps(subject: Subject) -> Iterator[Fault]:
    """Numbers and letters that are skipped, in each series of paragraphs, subparagraphs, sections.

    A series may begin anywhere. An addendum carries only part of its document, and what follows a
    heading "(continued)" goes on from another one (domain.md §1): neither is judged.
    """
    document = subject.document
    if document.addendum or _ADDENDUM in document.symbol:
        return
    continued = [
        subject.order[notice.unit]
        for notice in document.notices
        if notice.rule == CONTINUED and notice.unit in subject.order
    ]
    for series in _series(subject):
        for before, number in pairwise(series):
            missing = [
                path
                for path in map(number.path, _between(before, number))
                if path not in subject.units
            ]
            first, last = subject.order[before.unit.path], subject.order[number.unit.path]
            if (
                not missing
                or any(first <= place <= last for place in continued)
                or _runs_in(subject, number, missing[0], first, last)
            ):
                continue
            yield Fault(
                number.unit,
                target=join(document.key, missing[0]),
                variant="one" if len(missing) == 1 else "several",
                words={
                    "earlier": subject.unit_called(before.unit.path),
                    "missing": subject.unit_called(missing[0]),
                    "missing_last": subject.unit_called(missing[-1]),
                },
            )


def _series(subject: Subject) -> Iterator[list[_Number]]:
    """The units that are numbered through together, in order."""
    series: dict[tuple[UnitKind, str, str], list[_Number]] = {}
    for unit in subject.document.units:
        shape = _SHAPES.get(unit.kind)
        found = shape.fullmatch(unit.path) if shape and _TWICE not in unit.path else None
        if found is not None:
            style = "" if unit.label[:1].isalnum() else unit.label[:1]
            number = _Number(unit, found["stem"], found["token"])
            series.setdefault((unit.kind, number.stem, style), []).append(number)
    yield from series.values()


def _between(before: _Number, number: _Number) -> list[str]:
    """The tokens that are skipped between two of a series; none if any way of reading them runs on."""
    a, b = readings(before.token), readings(number.token)
    if number.unit.kind is UnitKind.SECTION and "roman" in b and "roman" not in a:
        return []  # "E" then "I": another series, not a gap
    shared = [kind for kind in a if kind in b]
    if not shared or any(b[kind] - a[kind] <= 1 for kind in shared):
        return []
    kind = min(shared, key=lambda kind: b[kind] - a[kind])
    tokens = (_MADE[kind](ordinal) for ordinal in range(a[kind] + 1, b[kind]))
    return [token.upper() if number.token.isupper() else token for token in tokens]


def _runs_in(subject: Subject, number: _Number, missing: str, first: int, last: int) -> bool:
    """Whether the missing letter stands inside a sentence in between: "(b) … and (c) …"."""
    if number.unit.kind is not UnitKind.SUBPARAGRAPH:
        return False
    label = missing[len(number.stem) - 1 :]
    units = subject.document.units[first:last]
    return any(label in subject.text(unit) for unit in units)
