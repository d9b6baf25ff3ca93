"""The links of a lineage, each with its evidence: what is said in a text, and what is inferred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from ..compare.verdicts import RunnerUp, Score, Verdict
from ..keys import join, split
from ..model import Asserter, Relation, ResolvedDocument, Status, value
from ..renumbering import Renumbering
from .order import Dated, Order


class LineageKind(StrEnum):
    """The kinds of link, from strong to weak (domain.md §5); the last three are inferred."""

    FOLLOWS_UP = "followsUp"
    MANDATED_BY = "mandatedBy"
    REFERS_TO = "refersTo"
    LATER_TEXT_OF = "laterTextOf"
    RESTATES = "restates"
    RESEMBLES = "resembles"


INFERRED = frozenset({LineageKind.LATER_TEXT_OF, LineageKind.RESTATES, LineageKind.RESEMBLES})
"""The kinds that no text states: never mixed with the others."""

_KINDS = {
    Relation.FOLLOWS_UP: LineageKind.FOLLOWS_UP,
    Relation.REAFFIRMS: LineageKind.FOLLOWS_UP,
    Relation.MANDATED_BY: LineageKind.MANDATED_BY,
}


@value
class Said:
    """The evidence of a stated link: the phrase, where it stands, and who says it.

    `unit` is the key of the unit, the offsets are code points of its text, half-open. `relation` is
    what the governing words make of it; `dated` says what dates it.
    """

    unit: str
    file: str
    phrase: str
    start: int
    end: int
    asserted_by: Asserter
    governed_by: str
    relation: Relation
    status: Status
    dated: Dated
    abridged: bool = False


@value
class Compared:
    """The evidence of a later text: the verdict, the scores, and the next-best candidate.

    `between` names what is known to stand between the two documents without being here: it may have
    made the changes; empty where nothing is known of it.
    """

    verdict: Verdict
    score: Score
    runner_up: RunnerUp | None = None
    between: tuple[str, ...] = ()
    abridged: bool = False


@value
class Renumbered:
    """The evidence of a restatement: the pairs of numbers that prove it, and in which language."""

    renumbering: Renumbering
    file: str = ""
    abridged: bool = False
    language: str = ""


@value
class Alike:
    """The evidence of a resemblance: how much of the words is the same, from 0 to 1."""

    likeness: float
    abridged: bool = False


@value
class Judged:
    """A user's own word on a link, from the catalogue: evidence of a kind of its own."""

    verdict: str
    by: str = ""
    why: str = ""


@value
class Link:
    """One link from an older node to a newer one; of equal rank they are `beside` each other.

    `evidence` is None only for a link that a user added. `correction` is the user's own word on it,
    if there is one.
    """

    kind: LineageKind
    older: str
    newer: str
    evidence: Said | Compared | Renumbered | Alike | None
    beside: bool = False
    correction: Judged | None = None

    @property
    def stated(self) -> bool:
        """Whether a text says it."""
        return isinstance(self.evidence, Said)

    @property
    def asserted_by(self) -> Asserter | None:
        """Who says it; None where it is inferred or a user's."""
        return self.evidence.asserted_by if isinstance(self.evidence, Said) else None

    def other(self, key: str) -> str:
        """The other end.

        >>> Link(LineageKind.RESEMBLES, "A/1#1", "A/2#1", Alike(0.5)).other("A/1#1")
        'A/2#1'
        """
        return self.newer if key == self.older else self.older


InferredLink = Link
"""A link whose evidence is no `Said`."""


def stated_links(documents: Iterable[ResolvedDocument], order: Order) -> Iterator[Link]:
    """Every resolved or external citation as a link; those of a unit to what it lies in, or to what
    lies in it, are no steps and left out."""
    for resolved in documents:
        document = resolved.document
        for reference in resolved.references:
            source = join(document.key, reference.unit)
            for citation in reference.citations:
                if citation.status not in (Status.RESOLVED, Status.EXTERNAL) or _nested(
                    source, citation.target
                ):
                    continue
                step = order.step(source, citation.target)
                if step is None:
                    continue
                # what the secretariat added, no meeting adopted
                added = reference.asserted_by is Asserter.SECRETARIAT
                said = Said(
                    source,
                    document.file,
                    reference.text,
                    reference.start,
                    reference.end,
                    reference.asserted_by,
                    reference.governed_by,
                    reference.relation,
                    citation.status,
                    Dated.DOCUMENT if added else step.dated,
                    document.abridged,
                )
                kind = _KINDS.get(reference.relation, LineageKind.REFERS_TO)
                yield Link(kind, step.older, step.newer, said, step.beside)


def _nested(a: str, b: str) -> bool:
    """Whether one of two nodes lies in the other, by their keys."""
    if a == b or not b:
        return True
    (document, path), (other, inner) = split(a), split(b)
    if document != other:
        return False
    short, long = sorted((path, inner), key=len)
    return not short or (long.startswith(short) and long[len(short)] in "(/")
