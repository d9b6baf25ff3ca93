"""Scores: how much each text of one list is each text of another, by words, order and headings.

Words decide; that the neighbours of two texts are alike, and the headings above them, strengthens
what the words say and can break a tie, but makes no pair of texts that share no words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .items import Item
from .verdicts import Score
from .words import Counts, Weights, counted, is_citation, likeness

ORDER_COUNTS = 0.2
"""How much like neighbours strengthen words. Unrelated texts of one list share words up to about a
third; with a fifth more they stay below `pairing.DOUBT`, so that order alone makes no pair."""

HEADINGS_COUNT = 0.1
"""How much like headings strengthen words: half of order, since headings are rewritten freely."""

CANDIDATES = 30
"""How many texts of the other list are looked at closely for one text: those that share most of its
rarer words, and those that have the same words, the nearest in place."""

_NEIGHBOURS = ((1, 1), (1, 2), (2, 1))
"""The next text on either side; where one was put in or taken out between, the one after it."""


@dataclass(frozen=True, eq=False)
class Scores:
    """The scores of the pairs worth a look, and the counted words that they come from.

    A pair is the place of a text in the draft and that of one in the final; what is not in `pairs`
    shares nothing worth a look.
    """

    pairs: Mapping[tuple[int, int], Score]
    drafts: tuple[Counts, ...]
    finals: tuple[Counts, ...]
    weights: Weights

    @cached_property
    def ranked(self) -> list[tuple[int, int]]:
        """All pairs, the strongest first."""
        return sorted(self.pairs, key=lambda pair: (-self.pairs[pair].strength, pair))

    @cached_property
    def of_draft(self) -> Mapping[int, list[int]]:
        """For each text of the draft its candidates, the strongest first."""
        found: dict[int, list[int]] = defaultdict(list)
        for draft, final in self.ranked:
            found[draft].append(final)
        return found

    @cached_property
    def of_final(self) -> Mapping[int, list[int]]:
        """For each text of the final its candidates, the strongest first."""
        found: dict[int, list[int]] = defaultdict(list)
        for draft, final in self.ranked:
            found[final].append(draft)
        return found

    def best_of_draft(self, i: int) -> float:
        """The greatest strength of a text of the draft."""
        return max((self.pairs[i, j].strength for j in self.of_draft.get(i, ())[:1]), default=0.0)

    def best_of_final(self, j: int) -> float:
        """The greatest strength of a text of the final."""
        return max((self.pairs[i, j].strength for i in self.of_final.get(j, ())[:1]), default=0.0)

    def inside(self, part: Counts, whole: Counts) -> float:
        """How much of a text stands in another, from 0 to 1."""
        total = self.weights.total(part)
        return self.weights.shared(part, whole) / total if total else 0.0

    def added(self, part: Counts, whole: Counts, others: Sequence[Counts]) -> float:
        """How much of `part` stands in `whole` beyond what the `others` have there, from 0 to 1.

        A word that has found its place is not there to be found again; a citation is, since one
        phrase can stand for those of several texts.
        """
        left = dict(whole)
        for other in others:
            for word, number in other.items():
                if word in left and not is_citation(word):
                    left[word] = max(0, left[word] - number)
        total = min(self.weights.total(part), self.weights.total(whole))
        return self.weights.shared(part, left) / total if total else 0.0


def scores(draft: Sequence[Item], final: Sequence[Item]) -> Scores:
    """The scores of two lists.

    >>> one = [Item("a", ("share", "data")), Item("b", ("train", "judges"))]
    >>> two = [Item("c", ("train", "all", "judges"))]
    >>> [pair for pair in scores(one, two).ranked]
    [(1, 0)]
    """
    drafts = tuple(counted(item.words) for item in draft)
    finals = tuple(counted(item.words) for item in final)
    weights = Weights.of((*drafts, *finals))
    likenesses = _likenesses(drafts, finals, weights)
    headings = _Headings((*draft, *final))
    pairs = {}
    for (i, j), words in likenesses.items():
        order = _order(i, j, likenesses, len(drafts), len(finals))
        under = headings.likeness(draft[i], final[j])
        strength = words * (1 + ORDER_COUNTS * order + HEADINGS_COUNT * under)
        pairs[i, j] = Score(words, order, under, strength)
    return Scores(pairs, drafts, finals, weights)


def _likenesses(
    drafts: Sequence[Counts], finals: Sequence[Counts], weights: Weights
) -> dict[tuple[int, int], float]:
    """How much each text is each of its candidates by its words."""
    draft_totals = [weights.total(counts) for counts in drafts]
    final_totals = [weights.total(counts) for counts in finals]
    holding: dict[str, list[int]] = defaultdict(list)
    for j, counts in enumerate(finals):
        for word in counts:
            holding[word].append(j)
    # A word that most texts have says little; the bound keeps the work from being quadratic.
    common = max(2 * CANDIDATES, len(finals) // 10)
    alike: dict[frozenset[tuple[str, int]], list[int]] = defaultdict(list)
    for j, counts in enumerate(finals):
        alike[frozenset(counts.items())].append(j)
    found: dict[tuple[int, int], float] = {}
    for i, counts in enumerate(drafts):
        common_weight: dict[int, float] = defaultdict(float)
        for word in counts:
            if word in holding and len(holding[word]) <= common:
                for j in holding[word]:
                    common_weight[j] += weights.of_word(word)
        nearest = sorted(common_weight, key=lambda j: (-common_weight[j], j))[:CANDIDATES]
        same = alike.get(frozenset(counts.items()), ())
        for j in (*nearest, *sorted(same, key=lambda j: (abs(j - i), j))[:CANDIDATES]):
            shared = weights.shared(counts, finals[j])
            found[i, j] = likeness(shared, draft_totals[i], final_totals[j])
    return found


def _order(
    i: int, j: int, likenesses: Mapping[tuple[int, int], float], drafts: int, finals: int
) -> float:
    """How much the neighbours of two texts are alike, from 0 to 1; where both lists end, that side
    does not count."""
    sides = []
    for step in (-1, 1):
        a, b = i + step, j + step
        inside = (0 <= a < drafts, 0 <= b < finals)
        if any(inside):
            near = [likenesses.get((i + step * m, j + step * n), 0.0) for m, n in _NEIGHBOURS]
            sides.append(max(near) if all(inside) else 0.0)
    return sum(sides) / len(sides) if sides else 0.0


class _Headings:
    """How much the headings above two texts are alike, each pair of headings compared once.

    A heading that stands above most texts of both lists says little, one above a few says much: the
    weights are those of words in headings, text by text.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self.counts = {item.headings: counted(item.headings) for item in items}
        self.weights = Weights.of([self.counts[item.headings] for item in items])
        self.totals = {words: self.weights.total(c) for words, c in self.counts.items()}
        self.known: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}

    def likeness(self, a: Item, b: Item) -> float:
        """From 0 to 1."""
        pair = (a.headings, b.headings)
        if pair not in self.known:
            shared = self.weights.shared(self.counts[pair[0]], self.counts[pair[1]])
            self.known[pair] = likeness(shared, self.totals[pair[0]], self.totals[pair[1]])
        return self.known[pair]
