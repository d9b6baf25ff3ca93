"""Recommendations of other years in similar words: a hint, kept apart from every other link.

Texts are found by words and pairs of words that few of them share, so that a corpus is never compared
text by text; then they are compared as two versions of a list are (`seepara.compare.words`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from .compare.items import Item, recommendations
from .compare.words import STEM, Weights, counted, is_citation, likeness
from .model import ResolvedDocument, value

LEAST = 0.3
"""The least likeness. Unrelated texts on one subject come near it, which a hint may: none is counted
as lineage."""

COMMON = 12
"""A word or a pair of words that stands in more texts is a formula ("should consider") and finds
nothing; the bound keeps the work in proportion to the corpus."""

SHARED = 3
"""How many rare words and pairs of words two texts must share to be compared."""

MOST = 3
"""How many similar texts are kept for one text, the most similar first."""


@value
class Resemblance:
    """Two recommendations of different meetings in similar words; `likeness` runs from 0 to 1.

    `earlier` and `later` are keys, in the order in which the texts were given.
    """

    earlier: str
    later: str
    likeness: float


def resemblances(documents: Iterable[ResolvedDocument]) -> tuple[Resemblance, ...]:
    """Recommendations that resemble one of another meeting, most similar first.

    Of a document only its recommendations are kept. Documents are to come in the order of time.
    """
    items = [item for resolved in documents for item in recommendations(resolved)]
    return tuple(_resemblances(items))


def _resemblances(items: Sequence[Item]) -> Iterator[Resemblance]:
    counts = [counted(item.words) for item in items]
    weights = Weights.of(counts)
    totals = [weights.total(one) for one in counts]
    found = []
    for a, b in _candidates(items):
        alike = likeness(weights.shared(counts[a], counts[b]), totals[a], totals[b])
        if alike >= LEAST:
            found.append((alike, a, b))
    taken: dict[int, int] = defaultdict(int)
    for alike, a, b in sorted(found, key=lambda row: (-row[0], row[1], row[2])):
        if taken[a] < MOST and taken[b] < MOST:
            taken[a] += 1
            taken[b] += 1
            yield Resemblance(items[a].key, items[b].key, alike)


def _candidates(items: Sequence[Item]) -> list[tuple[int, int]]:
    """The pairs of texts of different meetings that share enough of what few texts have."""
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        stems = [word if is_citation(word) else word[:STEM] for word in item.words]
        marks = {(stem,) for stem in stems} | set(pairwise(stems))
        for mark in sorted(marks):
            holding[mark].append(place)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for places in holding.values():
        if len(places) > COMMON:
            continue
        for number, b in enumerate(places):
            for a in places[:number]:
                if _apart(items[a], items[b]):
                    shared[a, b] += 1
    return sorted(pair for pair, marks in shared.items() if marks >= SHARED)


def _apart(a: Item, b: Item) -> bool:
    """Whether two texts are of different meetings, or of different documents if none is known."""
    if a.meeting and b.meeting:
        return a.meeting != b.meeting
    return a.key.partition("#")[0] != b.key.partition("#")[0]
