"""Which part of a list another one covers: only there can a text be said to be new, or dropped.

A report that gathers the recommendations of several agenda items holds what one draft has in one of
its sections; of the others the draft says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from .items import Item

COVERED = 0.5
"""The least share of the texts of a part that must have a counterpart for the part to be covered."""


def covered(items: Sequence[Item], found: Collection[int]) -> frozenset[int]:
    """The places of the texts that the other list covers; `found` are those with a counterpart.

    The whole list, if half of it was found; else each of its sections that is covered, and so on
    inward; where there is no section, what lies between the first and the last that was found.

    >>> items = [Item(f"k{n}", (), ("section I",) if n < 4 else ("section II",)) for n in range(9)]
    >>> sorted(covered(items, {0, 1, 3}))
    [0, 1, 2, 3]
    """
    return frozenset(_covered(items, range(len(items)), frozenset(found), 0))


def _covered(
    items: Sequence[Item], places: Sequence[int], found: frozenset[int], depth: int
) -> Sequence[int]:
    here = [place for place in places if place in found]
    if len(here) >= COVERED * len(places):
        return places
    parts: dict[str, list[int]] = defaultdict(list)
    for place in places:
        parts[(*items[place].sections, "")[min(depth, len(items[place].sections))]].append(place)
    if list(parts) == [""]:
        between = [place for place in places if here and here[0] <= place <= here[-1]]
        return between if len(here) >= COVERED * len(between) else here
    return [place for part in parts.values() for place in _covered(items, part, found, depth + 1)]
