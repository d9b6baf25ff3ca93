"""A lineage as it is asked for: what came before a place, after it and beside it, with evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..answers import harmless
from ..keys import split
from ..lineage import Link, Node, Place, Walk, Wanted
from ..lineage.told import Told
from ..showing import lineage as show_lineage
from ..showing import lineage_json
from .rows import Rows
from .showing import rendered, words

COLUMNS = (
    "relation", "older_key", "newer_key", "older", "newer", "stated", "asserted_by", "evidence",
    "abridged",
)  # fmt: skip
_SHOWN = ("relation", "older", "newer", "stated", "evidence")


@dataclass(frozen=True, slots=True, eq=False)
class Ancestry:
    """What a walk over lineage links found (`seepara.lineage.walk`); what is inferred says so."""

    walk: Walk
    told: Told
    wanted: Wanted

    @property
    def links(self) -> Rows:
        """A row a link, from the older place to the newer, with its evidence in words."""
        return link_rows(list(self.walk.links), self.told)

    def keys(self, place: str) -> list[str]:
        """The keys of the places ``before``, ``after`` or ``beside``, the nearest first.

        >>> [corpus[key].label for key in corpus.lineage("37", stated=True, by="body").keys("before")]
        ['CTOC/COP/WG.4/2009/2, para. 17']
        """
        return [node.key for node in self.walk.at(Place(place))]

    def to_dict(self) -> dict[str, Any]:
        """Nodes and links as ``seepara lineage --format json`` gives them."""
        return lineage_json.lineage_json(self.walk, self.told)

    def __str__(self) -> str:
        return "\n".join(show_lineage.lineage_text(self.walk, self.told, self.wanted))

    def __repr__(self) -> str:
        counts = (f"{len(self.walk.at(place))} {place.value}" for place in _PLACES)
        return f"<lineage of {harmless(self._name(self.walk.focus))}: {', '.join(counts)}>"

    def _name(self, key: str) -> str:
        return self.told.labels.label(key)

    def _repr_html_(self) -> str:
        return rendered(
            "lineage.html",
            label=self._name(self.walk.focus),
            date=self.told.lineage.order.date(self.walk.focus),
            same=[one for one in self._shown(Place.FOCUS) if one["is_restated"]],
            groups=[(words()["lineage"][place.value], self._shown(place)) for place in _PLACES],
        )

    def _shown(self, place: Place) -> list[dict[str, Any]]:
        """The nodes of a place as a tree, each with its depth."""
        tops, below = show_lineage.nested(self.walk.at(place), self.told)

        def flat(level: Sequence[Node], depth: int) -> Iterator[dict[str, Any]]:
            for node in level:
                yield self._node(node, depth)
                yield from flat(below.get(node.key, ()), depth + 1)

        return list(flat(tops, 0))

    def _node(self, node: Node, depth: int) -> dict[str, Any]:
        document = split(self.walk.focus)[0]
        told = self.told
        return {
            "name": told.name(node.key, document),
            "date": told.lineage.order.date(node.key),
            "is_read": told.lineage.order.rank(node.key) is not None,
            "abridged": told.labels.words.abridged if told.is_abridged(node.key) else "",
            "depth": depth,
            "is_restated": node.restates,
            "links": [
                {
                    "said": show_lineage.sentence(link, document, told),
                    "is_stated": link.stated,
                    "evidence": list(show_lineage.evidence_lines(link, document, told)),
                }
                for link in self.walk.reached_by(node)
            ],
        }


_PLACES = (Place.BEFORE, Place.BESIDE, Place.AFTER)


def link_rows(links: Sequence[Link], told: Told, caption: str = "") -> Rows:
    """Links as rows."""
    values = [
        (
            link.kind.value,
            link.older,
            link.newer,
            told.labels.label(link.older),
            told.labels.label(link.newer),
            link.stated,
            link.asserted_by.value if link.asserted_by else "",
            "; ".join(show_lineage.evidence_lines(link, "", told)),
            told.is_abridged(link.older) or told.is_abridged(link.newer),
        )
        for link in links
    ]
    return Rows(COLUMNS, tuple(values), caption, _SHOWN)
