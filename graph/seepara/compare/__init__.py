"""Two texts of one list compared: what each recommendation of a draft became in the final.

`items` takes the texts from the documents, `scores` compares them, `pairing` decides, `coverage` says
where a text can be called new or dropped. The limits stand as constants beside what they decide:
`pairing.ACCEPT`, `DOUBT`, `MARGIN`, `ADDED`, `CONTAINED`, `SAME_PLACE`, `coverage.COVERED`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import ResolvedDocument
from .coverage import covered
from .diff import Change, changes
from .items import NUMBERED, Item, numbered, recommendations
from .pairing import Pairs, paired
from .scores import Scores, scores
from .verdicts import LIVES_ON, Comparison, Pairing, RunnerUp, Score, Verdict

__all__ = [
    "LIVES_ON",
    "NUMBERED",
    "Change",
    "Comparison",
    "Item",
    "Pairing",
    "RunnerUp",
    "Score",
    "Verdict",
    "changes",
    "compare",
    "compare_items",
    "numbered",
    "recommendations",
]


def compare(draft: ResolvedDocument, final: ResolvedDocument) -> Comparison:
    """What the recommendations of a draft became; of documents without any, what the numbered
    paragraphs did.

    >>> from ..model import Document, Unit, UnitKind
    >>> text = "Share data on routes."
    >>> def report(key: str, number: str) -> ResolvedDocument:
    ...     unit = Unit(number, UnitKind.PARAGRAPH, 0, len(text))
    ...     return ResolvedDocument(Document(key, key, text, (unit,)), ())
    >>> (row,) = compare(report("A/1", "4"), report("A/2", "6")).pairings
    >>> row.source, row.target, row.verdict.value
    ('A/1#4', 'A/2#6', 'kept')
    """
    earlier, later = recommendations(draft), recommendations(final)
    if not (earlier and later):
        earlier, later = numbered(draft), numbered(final)
    return Comparison(
        draft.document.key,
        final.document.key,
        compare_items(earlier, later),
        draft.document.abridged or final.document.abridged,
    )


def compare_items(draft: Sequence[Item], final: Sequence[Item]) -> tuple[Pairing, ...]:
    """A row for each text of the draft and each that only the final has, or several for a split."""
    considered = _of_one_meeting(draft, final)
    places = {place: number for number, place in enumerate(considered)}
    found = scores(draft, [final[place] for place in considered])
    pairs = paired(found)
    rows = _Rows(draft, [final[place] for place in considered], found, pairs)
    earlier = [row for i in range(len(draft)) for row in rows.of_draft(i)]
    later = [
        row
        for place, item in enumerate(final)
        for row in (
            rows.of_final(places[place])
            if place in places
            else (Pairing(None, item.key, Verdict.NOT_COMPARED),)
        )
    ]
    return (*earlier, *later)


def _of_one_meeting(draft: Sequence[Item], final: Sequence[Item]) -> list[int]:
    """The places in the final of what the draft can have become: what the same meetings adopted,
    if both say which."""
    meetings = {item.meeting for item in draft}
    same = [place for place, item in enumerate(final) if item.meeting in meetings]
    return same if same and None not in meetings else list(range(len(final)))


class _Rows:
    """Rows made of pairs."""

    def __init__(
        self, draft: Sequence[Item], final: Sequence[Item], scores: Scores, pairs: Pairs
    ) -> None:
        self.draft, self.final, self.scores, self.pairs = draft, final, scores, pairs
        self.draft_covered = covered(draft, {*pairs.targets, *pairs.open_drafts})
        self.final_covered = covered(final, {*pairs.sources, *pairs.open_finals})

    def of_draft(self, i: int) -> list[Pairing]:
        """What a text of the draft became."""
        if targets := self.pairs.targets.get(i):
            return [self._pair(i, j) for j in sorted(targets)]
        key = self.draft[i].key
        if (j := self.pairs.open_drafts.get(i)) is not None:
            runner_up = self._runner_up(i, j)
            score = self.scores.pairs[i, j]
            return [Pairing(key, self.final[j].key, Verdict.UNDECIDED, score, runner_up)]
        verdict = Verdict.DROPPED if i in self.draft_covered else Verdict.NOT_COMPARED
        return [Pairing(key, None, verdict, None, self._runner_up(i))]

    def of_final(self, j: int) -> list[Pairing]:
        """A row for a text that no row of the draft names."""
        i = self.pairs.open_finals.get(j)
        named = i is not None and self.pairs.open_drafts.get(i) == j
        if j in self.pairs.sources or named:
            return []
        verdict = Verdict.NEW if j in self.final_covered else Verdict.NOT_COMPARED
        candidates = self.scores.of_final.get(j, ())
        runner_up = None
        if candidates:
            score = self.scores.pairs[candidates[0], j]
            runner_up = RunnerUp(self.draft[candidates[0]].key, score)
        if i is not None:
            verdict = Verdict.UNDECIDED
        return [Pairing(None, self.final[j].key, verdict, None, runner_up)]

    def _pair(self, i: int, j: int) -> Pairing:
        if len(self.pairs.sources[j]) > 1:
            verdict = Verdict.MERGED
        elif len(self.pairs.targets[i]) > 1:
            verdict = Verdict.SPLIT
        elif self.draft[i].words == self.final[j].words:
            verdict = Verdict.KEPT
        else:
            verdict = Verdict.REWORDED
        score = self.scores.pairs[i, j]
        return Pairing(self.draft[i].key, self.final[j].key, verdict, score, self._runner_up(i, j))

    def _runner_up(self, i: int, chosen: int | None = None) -> RunnerUp | None:
        """The best candidate of a text of the draft that it did not become."""
        taken = {chosen, *self.pairs.targets.get(i, ())}
        for j in self.scores.of_draft.get(i, ()):
            if j not in taken:
                return RunnerUp(self.final[j].key, self.scores.pairs[i, j])
        return None
