"""Recommendations of other years in similar words: a hint, kept apart from every other link.

Texts are found by words and pairs of words that few of them share, so that a corpus is never compared
text by text; then they are compared as two versions of a list are (`seepara.compare.words`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, pairwise

from .compare.items import Item, recommendations
from .compare.words import STEM, Weights, is_citation, likeness
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


_JOINED = "\t"
"""What stands between two words that follow each other; no word has it."""


@value
class Resemblance:
    """Two recommendations of different meetings in similar words; `likeness` runs from 0 to 1.

    `earlier` and `later` are keys, in the order in which the texts were given.
    """

    earlier: str
    later: str
    likeness: float


@value
class Wording:
    """The words of a recommendation as they are compared. `meeting` is empty where none is known.

    `stems` are the beginnings of its words in their order, a line each (`compare.words`), `marks`
    each of them once, and each pair that follows each other.
    """

    key: str
    meeting: str
    stems: str
    marks: str

    @classmethod
    def of(cls, item: Item) -> Wording:
        """The words of one text.

        >>> Wording.of(Item("A/1/2#1", ("share", "data"))).marks
        'data\\nshare\\nshare\\tdata'
        """
        stems = [word if is_citation(word) else word[:STEM] for word in item.words]
        pairs = {f"{one}{_JOINED}{other}" for one, other in pairwise(stems)}
        marks = sorted({*stems, *pairs})
        return cls(item.key, item.meeting or "", "\n".join(stems), "\n".join(marks))


def wordings(resolved: ResolvedDocument) -> tuple[Wording, ...]:
    """The words of a document's recommendations."""
    return tuple(map(Wording.of, recommendations(resolved)))


def resemblances(texts: Sequence[Wording]) -> tuple[Resemblance, ...]:
    """Recommendations that resemble one of another meeting, most similar first.

    Texts are to come in the order of time.
    """
    having = Counter(chain.from_iterable(text.marks.split("\n") for text in texts))
    words = {mark: number for mark, number in having.items() if _JOINED not in mark}
    weights = Weights.of_numbers(words, len(texts))
    counts: dict[int, Counter[str]] = {}
    totals: dict[int, float] = {}
    found = []
    for a, b in _candidates(texts, having):
        for place in (a, b):
            if place not in counts:
                counts[place] = Counter(texts[place].stems.split("\n"))
                totals[place] = weights.total(counts[place])
        alike = likeness(weights.shared(counts[a], counts[b]), totals[a], totals[b])
        if alike >= LEAST:
            found.append((alike, a, b))
    return tuple(_most_similar(texts, found))


def _most_similar(
    texts: Sequence[Wording], found: Iterable[tuple[float, int, int]]
) -> Iterator[Resemblance]:
    taken: Counter[int] = Counter()
    for alike, a, b in sorted(found, key=lambda row: (-row[0], row[1], row[2])):
        if taken[a] < MOST and taken[b] < MOST:
            taken[a] += 1
            taken[b] += 1
            yield Resemblance(texts[a].key, texts[b].key, alike)


def _candidates(texts: Sequence[Wording], having: Mapping[str, int]) -> list[tuple[int, int]]:
    """The pairs of texts of different meetings that share enough of what few texts have."""
    rare = {mark for mark, number in having.items() if 1 < number <= COMMON}
    holding: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        for mark in rare.intersection(text.marks.split("\n")):
            holding[mark].append(place)
    shared: Counter[tuple[int, int]] = Counter(
        chain.from_iterable(combinations(places, 2) for places in holding.values())
    )
    return sorted(
        (a, b)
        for (a, b), number in shared.items()
        if number >= SHARED and _apart(texts[a], texts[b])
    )


def _apart(a: Wording, b: Wording) -> bool:
    """Whether two texts are of different meetings, or of different documents if none is known."""
    if a.meeting and b.meeting:
        return a.meeting != b.meeting
    return a.key.partition("#")[0] != b.key.partition("#")[0]
