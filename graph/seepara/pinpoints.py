"""Pinpoints → paths: ranges spread out, letters placed where they stand, containers put in
front."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .model import Direction, Document, Unit, UnitKind, value
from .ordinals import letter_ordinal, letter_token, roman_ordinal, roman_token
from .references.phrases import Container, Part, Pinpoint
from .targets import TargetIndex

_PREFIX = {
    Part.ANNEX: "annex",
    Part.APPENDIX: "appendix",
    Part.CHAPTER: "chap",
    Part.PART: "part",
    Part.SECTION: "sec",
}
_ALWAYS_RESTARTS = (Part.ANNEX, Part.APPENDIX)
_LONGEST_RANGE = 500
_LONGEST_LETTERS = 60
_LAST_GROUP = re.compile(r"^(.*)\(([^()]+)\)$")
_NUMBERED = (UnitKind.PARAGRAPH, UnitKind.PREAMBULAR)
_CITED_BY_NUMBER = (*_NUMBERED, UnitKind.SUBPARAGRAPH)


@value
class PathRange:
    """A path, or a range of them of which at first only the ends are known."""

    first: str
    last: str = ""

    def every(self) -> tuple[str, ...]:
        """All paths of the range: numbers, or letters of one list. A range that is none keeps its
        ends.

        >>> PathRange("53", "55").every(), PathRange("19(a)", "19(c)").every()
        (('53', '54', '55'), ('19(a)', '19(b)', '19(c)'))
        >>> PathRange("55", "53").every(), PathRange("7").every()
        (('55', '53'), ('7',))
        """
        if not self.last:
            return (self.first,)
        between = self._between()
        if between is None:
            return (self.first, self.last)
        return between

    def _between(self) -> tuple[str, ...] | None:
        if self.first.isdigit() and self.last.isdigit():
            low, high = int(self.first), int(self.last)
            if low <= high <= low + _LONGEST_RANGE:
                return tuple(str(n) for n in range(low, high + 1))
            return None
        if dotted := _dotted(self.first, self.last) or _parts(self.first, self.last):
            return dotted
        a, b = _LAST_GROUP.match(self.first), _LAST_GROUP.match(self.last)
        if a is None or b is None or a[1] != b[1]:
            return None
        if a[2].isdigit() and b[2].isdigit() and int(a[2]) <= int(b[2]) <= int(a[2]) + 99:
            return tuple(f"{a[1]}({n})" for n in range(int(a[2]), int(b[2]) + 1))
        # "(i)–(v)" can be letters or roman numbers: the shorter range is meant.
        readings = (
            (low, high, token)
            for ordinal, token in ((letter_ordinal, letter_token), (roman_ordinal, roman_token))
            if (low := ordinal(a[2])) and (high := ordinal(b[2])) and low <= high
        )
        low, high, token = min(readings, key=lambda r: r[1] - r[0], default=(1, 0, str))
        if not low <= high <= low + _LONGEST_LETTERS:
            return None
        return tuple(f"{a[1]}({token(n)})" for n in range(low, high + 1))


def _dotted(first: str, last: str) -> tuple[str, ...]:
    """ "2.1–2.4", as Views number their paragraphs; empty for anything else."""
    stem, _, low = first.rpartition(".")
    other, _, high = last.rpartition(".")
    if not stem or stem != other or not (low.isdigit() and high.isdigit()):
        return ()
    if not int(low) <= int(high) <= int(low) + _LONGEST_RANGE:
        return ()
    return tuple(f"{stem}.{n}" for n in range(int(low), int(high) + 1))


def _parts(first: str, last: str) -> tuple[str, ...]:
    """ "II–IV", "A–C", "II.A–II.C", as parts are numbered; empty for anything else.

    What is both a Roman number and a letter is a letter where the other end is none.
    """
    stem, point, low = first.rpartition(".")
    other, _, high = last.rpartition(".")
    if stem != other or not (low.isupper() and high.isupper()):
        return ()
    for ordinal, token in ((roman_ordinal, roman_token), (letter_ordinal, letter_token)):
        start, end = ordinal(low.lower()), ordinal(high.lower())
        if start and end and start <= end <= start + _LONGEST_LETTERS:
            return tuple(f"{stem}{point}{token(n).upper()}" for n in range(start, end + 1))
    return ()


def paths_in(pinpoint: Pinpoint, document: str, index: TargetIndex) -> tuple[str, ...]:
    """The paths of a pinpoint in another document: in one that was read, those between that
    exist."""
    if pinpoint.part in _PREFIX or pinpoint.part in (Part.TABLE, Part.FOOTNOTE, Part.SUMMARY):
        stem = container_path(pinpoint.within)
        return tuple(
            stem + f"{pinpoint.part.value} {token}".strip()
            for token in PathRange(pinpoint.path, pinpoint.last).every()
        )
    stem = container_path(pinpoint.within)
    read = index.document(document)
    if pinpoint.part is Part.RECOMMENDATION and read:
        as_block = f"rec{pinpoint.path}"
        if index.order(read, as_block) is not None:
            return (as_block,)
    if (
        read
        and not any(c.part in _ALWAYS_RESTARTS for c in pinpoint.within)
        and index.order(read, stem + pinpoint.path) is None
        and index.order(read, pinpoint.path) is not None
    ):
        # The document was read and numbers its paragraphs through: the container says no more.
        stem = ""
    first, last = stem + pinpoint.path, stem + pinpoint.last if pinpoint.last else ""
    if not last:
        return (first,)
    if read:
        inside = [stem + path for path in PathRange(pinpoint.path, pinpoint.last).every()[1:-1]]
        known = index.between(read, first, last) or tuple(
            path for path in inside if index.order(read, path) is not None
        )
        return (first, *known, last)
    return tuple(stem + path for path in PathRange(pinpoint.path, pinpoint.last).every())


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The units of one document as pinpoints look them up; made once for a document."""

    units: Sequence[Unit]
    by_path: Mapping[str, Unit]
    order: Mapping[str, int]
    lists: frozenset[str]
    """The paths of the units that have subparagraphs."""
    numbered: Sequence[str]
    """The numbered paragraphs, in order."""
    number_of: Mapping[str, int]
    starts: Sequence[int]
    """Where each of the numbered paragraphs starts in the text."""
    containers: Mapping[str, str]
    """By the path of a section, what stands before the numbers in it, where they start again there."""

    series: Mapping[str, Sequence[tuple[int, Mapping[str, str]]]]
    """By container, where numbers stand more than once: each series of paragraphs (`_series`)."""
    alike: Mapping[str, Sequence[int]]
    """By the path of units that stand more than once: the places of each of them."""

    @classmethod
    def of(cls, document: Document) -> Places:
        again = any("~" in unit.path for unit in document.units)
        numbered = [unit for unit in document.units if unit.kind in _NUMBERED]
        by_path = {unit.path: unit for unit in document.units}
        containers: dict[str, str] = {}
        for unit in numbered:
            container, within = unit.path.rpartition("/")[0], unit.parent
            while container and within:
                alike = containers.setdefault(within, container) == container
                containers[within] = container if alike else ""
                within = by_path[within].parent if within in by_path else None
        return cls(
            units=document.units,
            by_path=by_path,
            order={unit.path: place for place, unit in enumerate(document.units)},
            lists=frozenset(
                unit.parent
                for unit in document.units
                if unit.kind is UnitKind.SUBPARAGRAPH and unit.parent
            ),
            numbered=[unit.path for unit in numbered],
            number_of={unit.path: place for place, unit in enumerate(numbered)},
            starts=[unit.start for unit in numbered],
            containers=containers,
            series=_series(document.units) if again else {},
            alike=_alike(document.units) if again else {},
        )

    def paragraphs_between(self, first: Unit, last: Unit) -> int:
        """How many numbered paragraphs the second unit stands behind the first: 0 in the same one."""
        return self._number(last) - self._number(first)

    def _number(self, unit: Unit) -> int:
        """The place of the numbered paragraph that a unit is, is in, or stands behind."""
        own = self.number_of.get(unit.path.partition("(")[0])
        return bisect_right(self.starts, unit.start) - 1 if own is None else own


def own_paths(pinpoint: Pinpoint, unit: Unit, places: Places) -> tuple[str, ...]:
    """The paths of a pinpoint in the document itself, as seen from the unit that cites.

    Empty where the phrase turns out to be no reference: a part that is merely named, its own table.
    """
    by_path = places.by_path
    if pinpoint.step:
        return _step(pinpoint.step, unit, places)
    if pinpoint.part is Part.TABLE or pinpoint.part is Part.SUMMARY:
        return ()
    if pinpoint.part is Part.FOOTNOTE:
        return tuple(f"fn{token}" for token in PathRange(pinpoint.path, pinpoint.last).every())
    if pinpoint.part in _PREFIX:
        stem = container_path(pinpoint.within)
        tokens = PathRange(pinpoint.path, pinpoint.last).every()
        named = (stem + f"{pinpoint.part.value} {token}".strip() for token in tokens)
        seen = (path if stem else _around(path, pinpoint.direction, unit, places) for path in named)
        paths = tuple(_nearest(path, pinpoint.direction, unit, places) for path in seen)
        if pinpoint.direction or all(path in by_path for path in paths):
            return paths
        return ()
    if pinpoint.path.startswith("("):
        return _relative(pinpoint, unit, places)
    if pinpoint.part is Part.RECOMMENDATION:
        if f"rec{pinpoint.path}" in by_path:
            return (f"rec{pinpoint.path}",)
        return (pinpoint.path,) if pinpoint.direction else ()
    stem = container_path(pinpoint.within) or _container_of(unit, pinpoint.path, places)
    if pinpoint.within and stem + pinpoint.path not in by_path:
        around = _container_of(unit, pinpoint.path, places)
        stem = next((s for s in (around, "") if _numbers_through(pinpoint, s, by_path)), stem)
    first, last = stem + pinpoint.path, stem + pinpoint.last if pinpoint.last else ""
    first = _in_series(first, unit, places)
    last = _in_series(last, unit, places) if first else ""
    if not last:
        return (first,) if first else ()
    start, end = places.order.get(first), places.order.get(last)
    if start is None or end is None:
        inside = [stem + path for path in PathRange(pinpoint.path, pinpoint.last).every()]
        return (first, *(path for path in inside[1:-1] if path in by_path), last)
    between = (
        candidate.path
        for candidate in places.units[start + 1 : end]
        if candidate.kind in _CITED_BY_NUMBER and _beside(candidate.path, first)
    )
    return (first, *between, last)


def within_annex(pinpoints: tuple[Pinpoint, ...], unit: Unit) -> tuple[Pinpoint, ...]:
    """ "paragraphs 1 and 3 of this annex": in the annex of the unit, whether it has them or not."""
    annex, slash, _ = unit.path.partition("/")
    if not slash or not annex.startswith(_PREFIX[Part.ANNEX]):
        return pinpoints
    container = Container(Part.ANNEX, annex.removeprefix(_PREFIX[Part.ANNEX]))
    return tuple(replace(p, within=(container, *p.within)) for p in pinpoints)


def _around(path: str, direction: Direction | None, unit: Unit, places: Places) -> str:
    """The path of a part as it is seen from a unit: in an annex the annex's own; in section VI,
    "section C below" is section VI.C, where there is no section C.

    Of several, the one that stands where "above" or "below" says.
    """
    found: list[str] = []
    here: Unit | None = unit
    _, _, token = path.partition(" ")
    while here is not None:
        if here.kind is UnitKind.SECTION:
            container = here.path.rpartition("/")[0]
            found += [f"{container}/{path}"] if container else []
            found += [f"{here.path}.{token}"] if direction and path not in places.by_path else []
        here = places.by_path.get(here.parent or "")
    found = [one for one in (*found, path) if one in places.by_path]
    if direction is None or len(found) < 2:
        return found[0] if found else path
    at = places.order[unit.path]
    above = direction is Direction.ABOVE
    return next((one for one in found if (places.order[one] < at) == above), found[-1])


def _nearest(path: str, direction: Direction | None, unit: Unit, places: Places) -> str:
    """The path of a part of which a document of several decisions has many: an annex stands behind
    what it is to, and the one around a unit is the one that it names."""
    if f"{path}~2" not in places.by_path:
        return path
    here: Unit | None = unit
    while here is not None:
        if here.path.partition("~")[0] == path:
            return here.path
        here = places.by_path.get(here.parent or "")
    like = places.alike[path]
    behind = bisect_right(like, places.order[unit.path])
    if direction is Direction.ABOVE:
        return places.units[like[behind - 1]].path if behind else path
    return places.units[like[behind]].path if behind < len(like) else path


def _in_series(path: str, unit: Unit, places: Places) -> str:
    """The path of a number that stands more than once: the one of the series that the citing unit is
    in, or that stands before it; "" where that series has no such number: none of the others is meant.
    """
    number, bracket, letters = path.partition("(")
    if f"{number}~2" not in places.by_path:
        return path
    here = unit
    while here.kind is not UnitKind.PARAGRAPH and (above := places.by_path.get(here.parent or "")):
        here = above
    stem, wanted = _parted(number)
    series = places.series[stem]
    at = bisect_right(series, places.order[here.path], key=lambda one: one[0]) - 1
    found = series[max(at, 0)][1].get(wanted, "")
    return found and found + bracket + letters


def _parted(path: str) -> tuple[str, str]:
    """A path without what tells it from its like: the container, and the number in it."""
    stem, slash, number = path.partition("~")[0].rpartition("/")
    return stem + slash, number


def _series(units: Sequence[Unit]) -> dict[str, list[tuple[int, dict[str, str]]]]:
    """For each container, the series of paragraphs in it: where one begins, and its paths by number.

    A number that is not larger than the one before begins a new series.
    """
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    last: dict[str, tuple[int, ...]] = {}
    for place, unit in enumerate(units):
        if unit.kind is not UnitKind.PARAGRAPH:
            continue
        stem, number = _parted(unit.path)
        ordinal = tuple(int(n) for n in re.findall(r"\d+", number))
        if stem not in found or (ordinal <= last[stem]):
            found.setdefault(stem, []).append((place, {}))
        last[stem] = ordinal
        found[stem][-1][1].setdefault(number, unit.path)
    return found


def _alike(units: Sequence[Unit]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, unit in enumerate(units):
        found.setdefault(unit.path.partition("~")[0], []).append(place)
    return found


def _beside(path: str, other: str) -> bool:
    """Whether two paths count in the same series: "21(b)" beside "21(a)", "4" beside "3"."""
    depth = other.count("(")
    mark = "(" if depth else "/"
    return path.count("(") == depth and path.rpartition(mark)[0] == other.rpartition(mark)[0]


def _numbers_through(pinpoint: Pinpoint, stem: str, by_path: Mapping[str, Unit]) -> bool:
    """Whether "chap. II, para. 12" is paragraph 12 of a document, or of the annex that `stem` tells,
    whose numbers do not start again."""
    here = by_path.get(stem + pinpoint.path)
    wanted = stem + f"{pinpoint.within[-1].part.value} {pinpoint.within[-1].token}".strip()
    while here is not None and here.path != wanted:
        here = by_path.get(here.parent) if here.parent else None
    return here is not None


def container_path(within: tuple[Container, ...]) -> str:
    """What stands before a number that starts again.

    >>> container_path((Container(Part.ANNEX, "I"),)), container_path(())
    ('annexI/', '')
    """
    return "".join(f"{_PREFIX.get(c.part, c.part.value)}{c.token}/" for c in within)


def _container_of(unit: Unit, path: str, places: Places) -> str:
    """In an annex, "paragraph 2" is the annex's own where it has one."""
    container = unit.path.rpartition("/")[0] or places.containers.get(unit.parent or "", "")
    number = path.partition("(")[0]
    while container:
        if f"{container}/{number}" in places.by_path:
            return container + "/"
        container = container.rpartition("/")[0]
    return ""


def _relative(pinpoint: Pinpoint, unit: Unit, places: Places) -> tuple[str, ...]:
    """ "subparagraph (b) above": in the list where the phrase stands, or one around it."""
    bases: list[str] = []
    place: Unit | None = unit
    while place is not None and place.kind is not UnitKind.SECTION:
        bases.append(place.path)
        place = places.by_path.get(place.parent) if place.parent else None
    nearest = [*bases[1:2], *bases[:1], *bases[2:]]
    lists = (base for base in nearest if base in places.lists)
    exact = (base for base in nearest if base + pinpoint.path in places.by_path)
    found = next(exact, None) or next(lists, None)
    if found is None:
        return ()  # a list that runs on in a sentence: its items are no units
    return tuple(found + path for path in PathRange(pinpoint.path, pinpoint.last).every())


def _step(step: int, unit: Unit, places: Places) -> tuple[str, ...]:
    """ "the preceding paragraph": the numbered paragraph before the one where the phrase stands."""
    here = places.number_of.get(unit.path.partition("(")[0])
    if here is None or not 0 <= here + step < len(places.numbered):
        return ()
    return (places.numbered[here + step],)
