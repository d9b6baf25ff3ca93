"""The lineage of some documents: links by node, what lies in what, and which links are wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..catalogue import Between, Correction
from ..keys import join, split
from ..model import Asserter, ResolvedDocument, value
from .demand import Demand
from .inferred import Evidence, candidates, corrected
from .links import LineageKind, Link, stated_links
from .order import Order

Demands = Mapping[str, Sequence[Demand]]
"""The demands of recommendations, by key."""


@value
class Wanted:
    """Which links count: some kinds, only what a text states, only what one asserter states.

    Without `kinds` all count but resemblances, which are never counted with the rest. What `by`
    names is said by it: inferred links are said by nobody, so they are left out.
    """

    kinds: frozenset[LineageKind] = frozenset()
    stated: bool = False
    by: Asserter | None = None

    def admits(self, link: Link) -> bool:
        """Whether a link counts.

        >>> from .links import Alike
        >>> hint = Link(LineageKind.RESEMBLES, "A/1#1", "A/2#1", Alike(0.5))
        >>> Wanted().admits(hint), Wanted(frozenset({LineageKind.RESEMBLES})).admits(hint)
        (False, True)
        """
        if link.kind not in self.kinds and (self.kinds or link.kind is LineageKind.RESEMBLES):
            return False
        if self.by is not None:
            return link.asserted_by is self.by
        return link.stated or not self.stated


@dataclass(frozen=True, slots=True, eq=False)
class Lineage:
    """All links of some documents, and the order of their nodes."""

    links: tuple[Link, ...]
    order: Order
    to_older: Mapping[str, Sequence[Link]]
    to_newer: Mapping[str, Sequence[Link]]
    parts: Mapping[str, Sequence[str]]
    parents: Mapping[str, str]

    @classmethod
    def of(
        cls,
        documents: Sequence[ResolvedDocument],
        corrections: Sequence[Correction] = (),
        between: Sequence[Between] = (),
        *,
        with_resemblances: bool = True,
    ) -> Lineage:
        """The lineage of these documents, with what a user says of its links."""
        found = Evidence.of(documents, with_resemblances=with_resemblances)
        order = found.order
        known = [*stated_links(documents, order), *candidates(found, between)]
        links = tuple(corrected(known, corrections, found.clues, order))
        parts: dict[str, list[str]] = defaultdict(list)
        parents: dict[str, str] = {}
        for resolved in documents:
            document = resolved.document
            for unit in document.units:
                key, whole = join(document.key, unit.path), join(document.key, unit.parent or "")
                parts[whole].append(key)
                parents[key] = whole
        return cls(links, order, *_by_end(links), parts, parents)

    def asking(self, demands: Demands, focus: str, addressee: str, strength: str) -> Lineage:
        """The lineage without the recommendations that do not ask this addressee this strongly; ""
        is any. The focus stays with its parts, and so does what is no recommendation.

        >>> from .links import Alike
        >>> link = Link(LineageKind.RESEMBLES, "A/1#1", "A/2#1", Alike(0.5))
        >>> lineage = Lineage((link,), Order.of(()), {"A/2#1": [link]}, {"A/1#1": [link]}, {}, {})
        >>> demands = {"A/1#1": (Demand("states", "should"),)}
        >>> len(lineage.asking(demands, "A/2#1", "states", "").links)
        1
        >>> len(lineage.asking(demands, "A/2#1", "secretariat", "").links)
        0
        """
        own = set(self.inside(focus))

        def stays(key: str) -> bool:
            return (
                key in own
                or key not in demands
                or any(one.matches(addressee, strength) for one in demands[key])
            )

        links = tuple(link for link in self.links if stays(link.older) and stays(link.newer))
        to_older, to_newer = _by_end(links)
        return replace(self, links=links, to_older=to_older, to_newer=to_newer)

    def inside(self, key: str) -> Iterator[str]:
        """The node itself, then all that lies in it."""
        waiting = [key]
        while waiting:
            whole = waiting.pop()
            yield whole
            waiting.extend(reversed(self.parts.get(whole, ())))

    def same(self, keys: Collection[str], wanted: Wanted) -> Iterator[tuple[str, Link]]:
        """What these nodes restate or are restated as, each with the link that says so."""
        for key in keys:
            for link in (*self.to_older.get(key, ()), *self.to_newer.get(key, ())):
                if link.kind is LineageKind.RESTATES and wanted.admits(link):
                    yield link.other(key), link

    def beside(self, key: str) -> Iterator[Link]:
        """The links of a node to others of equal rank."""
        for link in (*self.to_older.get(key, ()), *self.to_newer.get(key, ())):
            if link.beside:
                yield link

    def above(self, key: str) -> Iterator[str]:
        """The numbered units in which a unit lies, the innermost first."""
        while (key := self.parents.get(key, "")) and (path := split(key)[1]):
            if " " in path:  # a section, not a paragraph
                return
            yield key


def _by_end(
    links: Iterable[Link],
) -> tuple[Mapping[str, Sequence[Link]], Mapping[str, Sequence[Link]]]:
    """Links by their newer end, and by their older one."""
    to_older: dict[str, list[Link]] = defaultdict(list)
    to_newer: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        to_older[link.newer].append(link)
        to_newer[link.older].append(link)
    return to_older, to_newer
