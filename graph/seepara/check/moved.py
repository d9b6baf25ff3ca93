"""References that still resolve, but to another text than in the draft: nobody renumbered them.

The draft and the final are compared (`seepara.compare`), paragraph by paragraph and then inside each
paragraph. A reference of the final is looked at beside the one that stood at its place in the draft;
what is open in the comparison, and what the draft did not say, is not judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..compare import LIVES_ON, NUMBERED, Verdict, compare_items, numbered
from ..keys import join, split
from ..model import Kind, Reference, ResolvedDocument, Status, Unit, UnitKind
from .findings import Fault
from .subject import Subject


@dataclass(slots=True)
class _Places:
    """Where the texts of the draft stand in the final, by paths.

    `now` has the places of each text that lives on; `gone` those of the draft that were dropped;
    `known` those of the final of which the comparison says what they are.
    """

    now: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    gone: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Cited:
    """One citation of a unit of the document itself: its path, and the phrase that makes it."""

    path: str
    reference: Reference
    number: int

    def says_the_same(self, other: _Cited) -> bool:
        """Whether two citations are the same in print: one number, or one phrase that names none."""
        same_phrase = self.reference.text == other.reference.text and self.number == other.number
        return self.path == other.path or same_phrase


def moved(subject: Subject, draft: ResolvedDocument) -> Iterator[Fault]:
    """Citations that say what they said in the draft, though that text now stands elsewhere."""
    places = _places(draft, subject.resolved)
    before = _by_unit(draft)
    came_from: dict[str, list[str]] = defaultdict(list)
    for earlier, later in places.now.items():
        for path in later:
            came_from[path].append(earlier)
    for path, after in _by_unit(subject.resolved).items():
        then = [cited for earlier in came_from.get(path, ()) for cited in before.get(earlier, ())]
        for old, new in _aligned(then, after, places.now):
            if new.path not in places.now.get(old.path, {new.path}):
                yield _fault(subject, old, new, "elsewhere", sorted(places.now[old.path]))
            elif old.path in places.gone and new.path in places.known:
                yield _fault(subject, old, new, "gone", [])


def _fault(subject: Subject, old: _Cited, new: _Cited, variant: str, now: Sequence[str]) -> Fault:
    key = subject.document.key
    words = {
        "before": subject.called(join(key, old.path)),
        "now": ", ".join(subject.called(join(key, path)) for path in now),
    }
    unit = subject.units[new.reference.unit]
    target = join(key, new.path)
    return Fault(unit, new.reference.start, new.reference.end, target, variant, words)


def _places(draft: ResolvedDocument, final: ResolvedDocument) -> _Places:
    """Where every numbered unit of the draft stands now; what lies in a unit is looked for where
    that unit went."""
    places = _Places()
    waiting: list[tuple[str | None, str | None]] = [(None, None)]
    while waiting:
        inside, now_inside = waiting.pop()
        earlier, later = numbered(draft, inside), numbered(final, now_inside)
        for row in compare_items(earlier, later) if earlier and later else ():
            source = split(row.source)[1] if row.source else None
            target = split(row.target)[1] if row.target else None
            if row.verdict in LIVES_ON and source and target:
                places.now[source].add(target)
                waiting.append((source, target))
            elif row.verdict in (Verdict.DROPPED, Verdict.NOT_COMPARED) and source:
                places.gone.add(source)
            if row.verdict is not Verdict.UNDECIDED and target:
                places.known.add(target)
    places.gone -= places.now.keys()
    return places


def _by_unit(resolved: ResolvedDocument) -> Mapping[str, list[_Cited]]:
    """What each numbered unit cites of its own document, in order; a note speaks for its carrier."""
    units = {unit.path: unit for unit in resolved.document.units}
    found: dict[str, list[_Cited]] = defaultdict(list)
    for reference in resolved.references:
        unit = units.get(reference.unit)
        while unit and unit.kind is UnitKind.FOOTNOTE:
            unit = units.get(unit.parent or "")
        if unit is None or unit.kind not in NUMBERED or reference.kind is not Kind.PARAGRAPH:
            continue
        for number, citation in enumerate(reference.citations):
            document, path = split(citation.target)
            own = document == resolved.document.key and _is_numbered(units.get(path))
            if own and citation.status is Status.RESOLVED:
                found[unit.path].append(_Cited(path, reference, number))
    return found


def _is_numbered(unit: Unit | None) -> bool:
    return unit is not None and unit.kind in NUMBERED


def _aligned(
    before: Sequence[_Cited], after: Sequence[_Cited], now: Mapping[str, set[str]]
) -> list[tuple[_Cited, _Cited]]:
    """The citations of a unit beside those that stood there in the draft, in order.

    As many as can be are taken together, and of those ways the one in which most are up to date.
    What fits neither way was put in or taken out.
    """
    best: list[list[tuple[int, int, list[tuple[int, int]]]]] = [
        [(0, 0, [])] * (len(after) + 1) for _ in range(len(before) + 1)
    ]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            old, new = before[i], after[j]
            current = new.path in now.get(old.path, ())
            ways = [best[i + 1][j], best[i][j + 1]]
            if current or old.says_the_same(new):
                count, right, pairs = best[i + 1][j + 1]
                ways.insert(0, (count + 1, right + current, [(i, j), *pairs]))
            best[i][j] = max(ways, key=lambda way: way[:2])
    return [(before[i], after[j]) for i, j in best[0][0][2]]
