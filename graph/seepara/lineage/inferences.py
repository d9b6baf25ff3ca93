"""All that lineage adds to a graph: inferred links, the user's words on links, steps in time.

It is computed once, of all documents of a graph; `seepara.rdf.links` and `seepara.graph_parts` make
triples and edges of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..catalogue import Between, Correction
from ..compare import Verdict
from ..model import ResolvedDocument, value
from .clues import Clues
from .inferred import Evidence, candidates, corrected, words_on_links
from .links import Compared, InferredLink, LineageKind, Link, stated_links
from .order import Order

REJECT = "reject"
"""The verdict of a user by which a link is none."""


@value
class Word:
    """A user's own word on the link between two nodes: accept, reject or add."""

    older: str
    newer: str
    verdict: str
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Inferences:
    """What no text states, of some documents, and the steps of what their texts state.

    `steps` has by the key of a document the (older, newer) pairs of what it states, each once;
    `unread` are the ends of links that were not read, and `missing` those that a user names and
    that are nowhere.
    """

    links: tuple[InferredLink, ...] = ()
    words: tuple[Word, ...] = ()
    steps: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    missing: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        documents: Sequence[ResolvedDocument],
        corrections: Sequence[Correction] = (),
        between: Sequence[Between] = (),
    ) -> Inferences:
        """The inferences of these documents, with what a user says of their links.

        >>> Inferences.of(())
        Inferences(links=(), words=(), steps={}, unread=(), missing=frozenset())
        """
        found = Evidence.of(documents)
        links = tuple(corrected(candidates(found, between), corrections, found.clues, found.order))
        steps = {one.document.key: stated_steps(one, found.order) for one in documents}
        return cls.from_links(links, found.clues, found.order, steps, corrections)

    @classmethod
    def from_links(
        cls,
        links: Sequence[InferredLink],
        documents: Sequence[Clues],
        order: Order,
        stated: Mapping[str, Sequence[Sequence[str]]],
        corrections: Sequence[Correction] = (),
    ) -> Inferences:
        """The same where the links are at hand (`inferred_links`), and by document what it states
        (`stated_steps`)."""
        words = tuple(
            Word(older, newer, one.verdict, one.by, one.why)
            for older, newer, one in words_on_links(corrections, documents, order)
        )
        rejected = {frozenset((word.older, word.newer)) for word in words if word.verdict == REJECT}
        pairs = [(one.older, one.newer) for one in links] + [(w.older, w.newer) for w in words]
        ends = dict.fromkeys(end for pair in pairs for end in pair)
        outside = [end for end in ends if order.rank(end) is None]
        missing = frozenset(end for end in outside if end.partition("#")[0] in order.documents)
        return cls(
            tuple(link for link in links if missing.isdisjoint((link.older, link.newer))),
            words,
            {
                key: kept
                for key, steps in stated.items()
                if (kept := tuple((a, b) for a, b in steps if frozenset((a, b)) not in rejected))
            },
            tuple(sorted(end for end in outside if end not in missing)),
            missing,
        )


def warranted_by_user(link: InferredLink) -> bool:
    """Whether only a user's word makes a link: it is added, or accepted where the scores leave it
    open."""
    undecided = isinstance(link.evidence, Compared) and link.evidence.verdict is Verdict.UNDECIDED
    return link.evidence is None or undecided


def is_step(link: Link) -> bool:
    """Whether a link is a step in a lineage: its ends are not of equal rank, and it is no mere
    resemblance."""
    return not link.beside and link.kind is not LineageKind.RESEMBLES


def stated_steps(resolved: ResolvedDocument, order: Order) -> tuple[tuple[str, str], ...]:
    """The (older, newer) pairs of what a document states, each once."""
    links = stated_links((resolved,), order)
    return tuple(dict.fromkeys((link.older, link.newer) for link in links if is_step(link)))
