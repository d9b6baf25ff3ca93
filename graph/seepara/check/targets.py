"""What resolution says of a citation: its target is missing, elsewhere than said, or not clear."""

from __future__ import annotations

from collections.abc import Iterator

from ..keys import split
from ..model import Direction, Status
from .findings import Fault
from .subject import Subject

_OPPOSITE = {Direction.ABOVE: Direction.BELOW, Direction.BELOW: Direction.ABOVE}


def dangling(subject: Subject) -> Iterator[Fault]:
    """A unit cited in a document that was read and has none of that number."""
    for reference, unit, citation in subject.citations():
        if citation.status is Status.DANGLING:
            own = split(citation.target)[0] == subject.document.key
            variant = "own" if own else "other"
            yield Fault(unit, reference.start, reference.end, citation.target, variant)


def misdirected(subject: Subject) -> Iterator[Fault]:
    """ "Above" for what stands below, or the other way round."""
    for reference, unit, citation in subject.citations():
        if citation.misdirected and citation.direction is not None:
            words = {
                "said": citation.direction.value,
                "actual": _OPPOSITE[citation.direction].value,
            }
            yield Fault(unit, reference.start, reference.end, citation.target, words=words)


def ambiguous(subject: Subject) -> Iterator[Fault]:
    """A reference that can mean several things, or something that the document does not name."""
    for reference, unit, citation in subject.citations():
        if citation.status is Status.AMBIGUOUS:
            candidates = "; ".join(map(subject.called, citation.candidates))
            yield Fault(
                unit,
                reference.start,
                reference.end,
                variant="candidates" if candidates else "unknown",
                words={"why": citation.reason, "candidates": candidates},
            )
