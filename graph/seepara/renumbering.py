"""A document that restates another under new numbers, found from references that name both.

"Further to paragraph 11 of the report (CTOC/COP/WG.4/2009/2) … (see para. 15 above)" says that what
is paragraph 11 there is paragraph 15 here. Where several such pairs differ by one and the same shift,
the paragraphs between them are restated too; the other document need not be read. A single pair of
another shift withdraws all of it (domain.md §5).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .keys import join, split
from .model import Kind, Reference, ResolvedDocument, Status, Unit, value

FEWEST = 3
"""How many pairs of different numbers prove a shift: one states it, and two more agree with it. In a
document of 20 paragraphs or more, each agrees by chance once in 20 times at most, both once in 400."""

_NUMBER = re.compile(r"\d+(?![\w.])")


@value
class NumberPair:
    """One sentence that names both numbers: `cited` there, `own` here, with the two phrases.

    `unit` is the path of the unit that says it; the offsets of the references count in its text.
    """

    unit: str
    cited: int
    own: int
    cited_by: Reference
    own_by: Reference


@dataclass(frozen=True, slots=True)
class Renumbering:
    """Paragraph n of `document` is restated as paragraph n + `shift` of `restated_in`; both are keys.

    It is proved for `first` to `last`, the numbers *there* from the lowest to the highest pair.
    Beyond them it is likely from `likely_first` to `likely_last`, as far as the paragraphs here run
    on without a gap, of the same kind and adopted at the same meeting; but not proved, so no link is
    made there. `paths` are those of the units here that can restate something.
    """

    document: str
    restated_in: str
    shift: int
    pairs: tuple[NumberPair, ...]
    first: int
    last: int
    likely_first: int
    likely_last: int
    paths: frozenset[str]

    def restated(self, key: str) -> str | None:
        """Where a paragraph of the other document stands here; None where that is not proved.

        >>> found = Renumbering("A/1", "A/2", 4, (), 7, 19, 2, 24, frozenset({"21", "21(a)"}))
        >>> found.restated("A/1#17"), found.restated("A/1#17(a)"), found.restated("A/1#20")
        ('A/2#21', 'A/2#21(a)', None)
        """
        document, path = split(key)
        number = _NUMBER.match(path)
        if document != self.document or number is None:
            return None
        if not self.first <= int(number.group()) <= self.last:
            return None
        here = f"{int(number.group()) + self.shift}{path[number.end() :]}"
        return join(self.restated_in, here) if here in self.paths else None

    def links(self) -> Iterator[tuple[str, str]]:
        """Every paragraph there with the one here that restates it, as far as it is proved."""
        for number in range(self.first, self.last + 1):
            key = join(self.document, str(number))
            if here := self.restated(key):
                yield key, here


def renumberings(resolved: ResolvedDocument) -> tuple[Renumbering, ...]:
    """What a document restates under new numbers, by the documents that it restates."""
    units = {unit.path: unit for unit in resolved.document.units}
    found = []
    for document, sentences in sorted(_sentences(resolved, units).items()):
        certain = [s[0] for s in sentences if len(s) == 1]
        shifts = {pair.own - pair.cited for pair in certain}
        numbers = {pair.cited: pair for pair in reversed(certain)}
        if len(numbers) < FEWEST or len(shifts) != 1:
            continue
        shift = shifts.pop()
        # a sentence that names several numbers proves nothing, but it can contradict
        if all(any(pair.own - pair.cited == shift for pair in s) for s in sentences):
            pairs = tuple(numbers[n] for n in sorted(numbers))
            found.append(_renumbering(resolved, units, document, shift, pairs))
    return tuple(found)


def _sentences(
    resolved: ResolvedDocument, units: Mapping[str, Unit]
) -> Mapping[str, list[list[NumberPair]]]:
    """By document, each unit that cites it and this document, with the pairs that it can mean."""
    by_unit: dict[str, list[Reference]] = defaultdict(list)
    for reference in resolved.references:
        if reference.kind is Kind.PARAGRAPH and reference.unit in units:
            by_unit[reference.unit].append(reference)
    found: dict[str, list[list[NumberPair]]] = defaultdict(list)
    for path, references in by_unit.items():
        there: dict[str, dict[int, Reference]] = defaultdict(dict)
        here: dict[int, Reference] = {}
        for reference in references:
            for citation in reference.citations:
                document, cited = split(citation.target)
                number = _NUMBER.match(cited)
                if number is None or citation.status is Status.AMBIGUOUS:
                    continue
                if document != resolved.document.key:
                    there[document].setdefault(int(number.group()), reference)
                elif _of_another_meeting(units[path], units.get(number.group())):
                    here.setdefault(int(number.group()), reference)
        for document, cited_numbers in there.items():
            pairs = [
                NumberPair(path, n, m, cited_by, own_by)
                for n, cited_by in cited_numbers.items()
                for m, own_by in here.items()
            ]
            if pairs:
                found[document].append(pairs)
    return found


def _of_another_meeting(unit: Unit, target: Unit | None) -> bool:
    """Whether what a unit refers to can restate something older: it is not of the same meeting."""
    if target is None:
        return False
    return not (unit.meeting and unit.meeting == target.meeting)


def _renumbering(
    resolved: ResolvedDocument,
    units: Mapping[str, Unit],
    document: str,
    shift: int,
    pairs: tuple[NumberPair, ...],
) -> Renumbering:
    like = units[str(pairs[0].own)]
    restating = {
        path: unit
        for path, unit in units.items()
        if (unit.meeting, unit.recommendation) == (like.meeting, like.recommendation)
    }
    ends = []
    for own, step in ((pairs[0].own, -1), (pairs[-1].own, 1)):
        while like.meeting and str(own + step) in restating:
            own += step
        ends.append(own - shift)
    return Renumbering(
        document,
        resolved.document.key,
        shift,
        pairs,
        pairs[0].cited,
        pairs[-1].cited,
        max(1, ends[0]),
        ends[1],
        frozenset(restating),
    )
