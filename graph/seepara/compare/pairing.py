"""From scores to pairs: which text became which, which were merged or split, what is left open.

The strongest pair is taken first. A text that has its counterpart can take part in another pair only
as a merger or a split, and only for words that the first pair does not account for. Where scores are
too weak or too close, nothing is chosen: a wrong pair is worse than none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from .scores import Scores

ACCEPT = 0.45
"""The least strength of a pair. In lists from which texts were taken out, put in, moved, merged and
split, and of which two fifths of the words were changed (`tests/test_compare.py`), one pair in a hundred
is wrong or missed at 0.45 and 0.5; lower more are wrong, higher more are missed."""

DOUBT = 0.35
"""Below `ACCEPT` and down to here a pair is neither taken nor excluded: unrelated texts of one list
reach about a third."""

MARGIN = 0.05
"""How far the best candidate must lead the next for the same words."""

ADDED = 0.2
"""The least share of a text that a merger or a split must account for by itself. Formulas that
several texts share ("should go on giving technical assistance on request") stay below."""

CONTAINED = 0.9
"""A text that stands in another almost whole, where nothing is its own, may have gone into it or
been dropped, as one of two like texts: it is left open."""

SAME_PLACE = ACCEPT / 2
"""Between two pairs, a lone text on either side is at the same place. With half the strength of a
pair it may have been rewritten, or one dropped and another put in: it is left open."""


@dataclass(slots=True)
class Pairs:
    """What was found, by places: `targets` of each text of the draft, `sources` of each of the
    final; `open_drafts` and `open_finals` are undecided, with the best candidate."""

    targets: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    sources: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    open_drafts: dict[int, int] = field(default_factory=dict)
    open_finals: dict[int, int] = field(default_factory=dict)

    def join(self, i: int, j: int) -> None:
        """Take the pair."""
        self.targets[i].append(j)
        self.sources[j].append(i)

    def doubt(self, i: int, j: int) -> None:
        """Leave the pair open."""
        self.open_drafts.setdefault(i, j)
        self.open_finals.setdefault(j, i)

    def is_open(self, i: int, j: int) -> bool:
        """Whether one of the two is left open."""
        return i in self.open_drafts or j in self.open_finals

    def is_free(self, i: int, j: int) -> bool:
        """Whether neither of the two has a counterpart or is left open."""
        return not (self.is_open(i, j) or i in self.targets or j in self.sources)


def paired(scores: Scores) -> Pairs:
    """The pairs of two lists by their scores."""
    pairs = Pairs()
    for i, j in scores.ranked:
        strength = scores.pairs[i, j].strength
        if strength < DOUBT:
            break
        if pairs.is_open(i, j) or (i in pairs.targets and j in pairs.sources):
            continue
        if pairs.is_free(i, j):
            if strength < ACCEPT:
                pairs.doubt(i, j)
                continue
            rivals = list(_rivals((i, j), scores, pairs))
            for rival in rivals:
                pairs.doubt(*rival)
            if rivals:
                pairs.doubt(i, j)
            else:
                pairs.join(i, j)
        elif strength >= ACCEPT:
            _join_part(i, j, scores, pairs)
    _leave_open_at_one_place(scores, pairs)
    return pairs


def _rivals(pair: tuple[int, int], scores: Scores, pairs: Pairs) -> Iterator[tuple[int, int]]:
    """The pairs that claim the same words almost as strongly, where none has a better one."""
    i, j = pair
    candidates = [(i, other) for other in scores.of_draft[i]]
    candidates += [(other, j) for other in scores.of_final[j]]
    for rival in candidates:
        close = scores.pairs[rival].strength > scores.pairs[pair].strength - MARGIN
        if rival == pair or not close or not pairs.is_free(*rival):
            continue
        if rival[0] == i:
            own = scores.added(scores.finals[rival[1]], scores.drafts[i], [scores.finals[j]])
            best = scores.best_of_final(rival[1])
        else:
            own = scores.added(scores.drafts[rival[0]], scores.finals[j], [scores.drafts[i]])
            best = scores.best_of_draft(rival[0])
        if own < ADDED and best <= scores.pairs[rival].strength:
            yield rival


def _join_part(i: int, j: int, scores: Scores, pairs: Pairs) -> None:
    """Take a text as part of a merger or a split, if it is, or leave it open."""
    draft, final = scores.drafts[i], scores.finals[j]
    if j in pairs.sources:
        others = [scores.drafts[x] for x in pairs.sources[j]]
        part, whole = draft, final
    else:
        others = [scores.finals[x] for x in pairs.targets[i]]
        part, whole = final, draft
    if scores.added(part, whole, others) >= ADDED:
        pairs.join(i, j)
    elif scores.inside(part, whole) >= CONTAINED:
        if part is draft:
            pairs.open_drafts.setdefault(i, j)
        else:
            pairs.open_finals.setdefault(j, i)


def _leave_open_at_one_place(scores: Scores, pairs: Pairs) -> None:
    """Leave open what stands alone between two pairs, if nothing else is clearly a better candidate."""
    ends = (len(scores.drafts), len(scores.finals))
    for (i, j), score in scores.pairs.items():
        if (
            score.strength >= SAME_PLACE
            and pairs.is_free(i, j)
            and score.strength > scores.best_of_draft(i) - MARGIN
            and score.strength > scores.best_of_final(j) - MARGIN
            and all(_neighbours(i + step, j + step, pairs, ends) for step in (-1, 1))
        ):
            pairs.doubt(i, j)


def _neighbours(i: int, j: int, pairs: Pairs, ends: tuple[int, int]) -> bool:
    """Whether two texts are a pair, or both lists end there."""
    outside = not 0 <= i < ends[0], not 0 <= j < ends[1]
    return all(outside) or j in pairs.targets.get(i, ())
