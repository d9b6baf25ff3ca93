"""References that are not answered, where the document's cross-references go both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..keys import join
from ..model import Reference, Status, Unit
from .findings import Fault
from .subject import NUMBERED, Subject

_FEWEST = 10
"""Of fewer references, a majority says nothing about what was meant."""

_Pair = tuple[str, str]  # the paths of who refers and of what is referred to


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Who refers to what in a document, by paths; what a unit says, those around it say too.

    `to` holds the targets themselves, `into` also the units in which they lie.
    """

    to: frozenset[_Pair]
    into: frozenset[_Pair]


def one_sided(subject: Subject) -> Iterator[Fault]:
    """A refers to B, and neither B nor a unit inside B refers to A, to a unit inside A or to one
    that contains A; once for each A and B."""
    pairs = _pairs(subject)
    for (source, target), (reference, unit) in _links(subject).items():
        if not _answered(subject, source, target, pairs):
            yield Fault(
                unit,
                reference.start,
                reference.end,
                join(subject.document.key, target),
                words={"unit": subject.unit_called(source)},
            )


def expected(subject: Subject) -> bool:
    """Whether the document's cross-references are mutual: it says so, or most of them are."""
    pattern = subject.language.pattern("check", "mutual_pattern")
    if pattern.search(subject.document.text):
        return True
    links = _links(subject)
    if len(links) < _FEWEST:
        return False
    pairs = _pairs(subject)
    answered = sum(_answered(subject, source, target, pairs) for source, target in links)
    return 2 * answered > len(links)


def _links(subject: Subject) -> Mapping[_Pair, tuple[Reference, Unit]]:
    """The references from one numbered unit to another, neither inside the other, each with the
    first phrase that makes it."""
    links: dict[_Pair, tuple[Reference, Unit]] = {}
    for reference, unit, target in _own(subject):
        source = subject.carrier(unit)
        if (
            source.kind in NUMBERED
            and target.kind in NUMBERED
            and target.path not in _around(subject, source)
            and source.path not in _around(subject, target)
        ):
            links.setdefault((source.path, target.path), (reference, unit))
    return links


def _pairs(subject: Subject) -> _Pairs:
    to: set[_Pair] = set()
    into: set[_Pair] = set()
    for _, unit, target in _own(subject):
        around_target = _around(subject, target)
        for place in _around(subject, unit):
            to.add((place, target.path))
            into.update((place, other) for other in around_target)
    return _Pairs(frozenset(to), frozenset(into))


def _answered(subject: Subject, source: str, target: str, pairs: _Pairs) -> bool:
    if (target, source) in pairs.into:
        return True
    return any((target, place) in pairs.to for place in _around(subject, subject.units[source]))


def _own(subject: Subject) -> Iterator[tuple[Reference, Unit, Unit]]:
    """The references to units of the document itself."""
    for reference, unit, citation in subject.citations():
        target = subject.own(citation.target) if citation.status is Status.RESOLVED else None
        if target is not None:
            yield reference, unit, target


def _around(subject: Subject, unit: Unit) -> list[str]:
    return [place.path for place in subject.around(unit)]
