"""The index of targets: which documents were read, and which units they have.

It is all that resolution shares between documents. A `dict` here; anything that answers the same
questions (`TargetIndex`) can take its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from .model import Document, UnitKind

_CITED_BY_NUMBER = (UnitKind.PARAGRAPH, UnitKind.SUBPARAGRAPH)


class TargetIndex(Protocol):
    """What resolution asks of the corpus."""

    def document(self, key: str) -> str | None:
        """The key under which a document was read, by its key or an alias; None if it was not."""

    def order(self, document: str, path: str) -> int | None:
        """The place of a unit in its document, from 0; None where there is no such unit."""

    def between(self, document: str, first: str, last: str) -> tuple[str, ...]:
        """The numbered units of one level from `first` to `last`, in order, those two aside."""


@dataclass(frozen=True, slots=True)
class DictIndex:
    """A `TargetIndex` in memory.

    >>> from .model import Unit
    >>> units = tuple(Unit(str(n), UnitKind.PARAGRAPH, 0, 0) for n in (1, 2, 3, 4))
    >>> index = DictIndex.of([Document("A/1/2", "a.txt", "", units, aliases=("x/a",))])
    >>> index.document("x/a"), index.order("A/1/2", "3"), index.between("A/1/2", "1", "4")
    ('A/1/2', 2, ('2', '3'))
    """

    keys: Mapping[str, str]
    orders: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> DictIndex:
        keys: dict[str, str] = {}
        orders: dict[str, dict[str, int]] = {}
        for document in documents:
            for key in (document.key, *document.aliases):
                keys.setdefault(key, document.key)
            orders.setdefault(
                document.key, {unit.path: place for place, unit in enumerate(document.units)}
            )
        return cls(keys, orders)

    def document(self, key: str) -> str | None:
        return self.keys.get(key)

    def order(self, document: str, path: str) -> int | None:
        return self.orders.get(document, {}).get(path)

    def between(self, document: str, first: str, last: str) -> tuple[str, ...]:
        order = self.orders.get(document, {})
        start, end = order.get(first), order.get(last)
        if start is None or end is None:
            return ()
        depth = first.count("(")
        stem = first.rpartition("(")[0] if depth else first.rpartition("/")[0]
        return tuple(
            path
            for path, place in order.items()
            if start < place < end
            and path.count("(") == depth
            and path.startswith(stem)
            and _is_number(path[len(stem) :].lstrip("/"))
        )


def _is_number(rest: str) -> bool:
    return rest[:1].isdigit() or rest[:1] == "("
