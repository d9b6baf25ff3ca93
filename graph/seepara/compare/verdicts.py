"""What a comparison says: which text became which, how sure that is, and what else it could be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..model import value


class Verdict(StrEnum):
    """What became of a text (design.md §4).

    `KEPT` has the same words in the same order; cross-references to the document itself, which are
    renumbered, do not count. `MERGED` and `SPLIT` say that several texts became one, or one several.
    `NOT_COMPARED` stands outside the part that the other document covers. `UNDECIDED` leaves open
    what the scores leave open.
    """

    KEPT = "kept"
    REWORDED = "reworded"
    MERGED = "merged"
    SPLIT = "split"
    DROPPED = "dropped"
    NEW = "new"
    NOT_COMPARED = "not-compared"
    UNDECIDED = "undecided"


LIVES_ON = frozenset({Verdict.KEPT, Verdict.REWORDED, Verdict.MERGED, Verdict.SPLIT})
"""The verdicts that join two texts."""


@value
class Score:
    """How much two texts are one, and by what: `words`, `order` and `headings` run from 0 to 1.

    `strength` is what decides: the words, strengthened by as much as a third where neighbours and
    headings agree; above 1 nothing is left to prove.
    """

    words: float
    order: float = 0.0
    headings: float = 0.0
    strength: float = 0.0

    @property
    def shown(self) -> float:
        """The strength from 0 to 1, in hundredths.

        >>> Score(0.96, 0.8, 0.5, 1.16).shown
        1.0
        """
        return round(min(1.0, self.strength), 2)


@value
class RunnerUp:
    """The next-best candidate: its key and its score."""

    key: str
    score: Score


@value
class Pairing:
    """One row of a comparison: an earlier text, a later text, and what is said of the two.

    `source` or `target` is None where there is none; both are keys. `score` is that of the pair,
    None for a text that stands alone. `runner_up` is the best candidate that was not chosen: for
    what stands alone, the one that came nearest.
    """

    source: str | None
    target: str | None
    verdict: Verdict
    score: Score | None = None
    runner_up: RunnerUp | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts of one list compared, draft first; rows in the order of the draft, then what is
    only in the final.

    `abridged` says that one of the two is not the official text: then no words are compared one by
    one, and whatever shows the comparison says so.
    """

    draft: str
    final: str
    pairings: tuple[Pairing, ...]
    abridged: bool = False

    def later(self, key: str) -> tuple[Pairing, ...]:
        """What a text of the draft became; empty where it was dropped or is open."""
        return tuple(p for p in self.joined() if p.source == key)

    def earlier(self, key: str) -> tuple[Pairing, ...]:
        """What a text of the final was made from; empty where it is new or open."""
        return tuple(p for p in self.joined() if p.target == key)

    def joined(self) -> Iterator[Pairing]:
        """The pairs: every text of the draft that lives on, with what it became."""
        return (pairing for pairing in self.pairings if pairing.verdict in LIVES_ON)
