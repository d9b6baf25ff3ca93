"""Lists and ranges of numbers: "paras. 21, 19 and 20", "paras. 55–53".

A reference keeps its targets, not the ranges and lists that they came from; those are read off its
phrase again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..languages import alternatives
from ..model import Reference, Unit
from ..references.phrases import In, Phrase, Pinpoint
from .findings import Fault
from .sequence import compare
from .subject import Subject

_BEHIND = 40
"""How many characters behind a list may say that its order was given ("respectively")."""

_DASHED = re.compile(r"[-–](?:[A-Z][a-z]*\.)?(?P<last>\d+)(?![\w/]|\.\d)")
_NUMBER_AT_END = re.compile(r"\d+$")


def reversed_ranges(subject: Subject) -> Iterator[Fault]:
    """A range whose end comes before its beginning."""
    for reference, unit, phrase in subject.phrases():
        for first, last in _ranges(phrase):
            if compare(first, last) == -1:
                yield _range(reference, unit, first, last)
        if (found := _cut_off(subject, reference, unit, phrase)) and compare(*found[:2]) == -1:
            yield _range(reference, unit, *found)


def empty_ranges(subject: Subject) -> Iterator[Fault]:
    """A range that begins and ends with the same number."""
    for reference, unit, phrase in subject.phrases():
        for first, last in _ranges(phrase):
            if compare(first, last) == 0:
                yield _range(reference, unit, first, last)


def out_of_order(subject: Subject) -> Iterator[Fault]:
    """Numbers of one list that do not rise; the first such place of a phrase."""
    given = re.compile(
        rf"[^.;]{{0,{_BEHIND}}}\b(?:{alternatives(subject.language.words('check', 'order_given'))})\b"
    )
    for reference, unit, phrase in subject.phrases():
        text = subject.text(unit)
        if given.match(text, reference.end) or subject.grammar.notably.search(reference.text):
            continue
        for before, behind in pairwise(phrase.pinpoints):
            earlier = before.last or before.path
            if not _one_list(before, behind) or compare(before.path, earlier) == -1:
                continue
            if compare(earlier, behind.path) in (-1, 0):
                words = {"earlier": spaced(earlier), "later": spaced(behind.path)}
                yield Fault(unit, reference.start, reference.end, words=words)
                break


def spaced(path: str) -> str:
    """A path as it is printed: "17 (b)".

    >>> spaced("17(b)(ii)"), spaced("(b)"), spaced("II.B")
    ('17 (b) (ii)', '(b)', 'II.B')
    """
    return path.replace("(", " (").strip()


def _ranges(phrase: Phrase) -> Iterator[tuple[str, str]]:
    return ((p.path, p.last) for p in phrase.pinpoints if p.last)


def _range(reference: Reference, unit: Unit, first: str, last: str, behind: int = 0) -> Fault:
    words = {"first": spaced(first), "last": spaced(last)}
    return Fault(unit, reference.start, reference.end + behind, words=words)


def _one_list(before: Pinpoint, behind: Pinpoint) -> bool:
    """Whether two pinpoints are of one list: of one kind, in one container, in one direction."""
    return (before.part, before.within, before.direction, before.step) == (
        behind.part,
        behind.within,
        behind.direction,
        behind.step,
    )


def _cut_off(
    subject: Subject, reference: Reference, unit: Unit, phrase: Phrase
) -> tuple[str, str, int] | None:
    """The two ends of what would be a range of symbols, decisions or resolutions if it did not run
    backwards ("Add.3–1", "4/CMP.7 to 2/CMP.7"), and how far it goes on behind the reference: such
    a range is no phrase, which ends at the first."""
    source = phrase.sources[-1]
    text, end = subject.text(unit), reference.end
    if phrase.pinpoints:
        return None
    if source.kind is In.SYMBOL:
        number, dashed = _NUMBER_AT_END.search(source.name), _DASHED.match(text, end)
        if number is None or dashed is None:
            return None
        return number.group(), dashed["last"], dashed.end() - end
    if source.kind is not In.DECISION and source.kind is not In.RESOLUTION:
        return None
    grammar = subject.grammar
    numbers = grammar.decision_number if source.kind is In.DECISION else grammar.resolution_number
    mark = grammar.range_mark.match(text, end)
    found = numbers.match(text, mark.end()) if mark else None
    if found is None:
        return None
    last = "".join(found[1].split())
    same_series = _series(source.name) == _series(last)
    return (source.name, last, found.end() - end) if same_series else None


def _series(number: str) -> tuple[str, str]:
    """What the numbers of a range share: "CMP.7" in "4/CMP.7", the session in "64/293"."""
    first, _, rest = number.partition("/")
    return ("", rest) if not rest.isdigit() else (first, "")
