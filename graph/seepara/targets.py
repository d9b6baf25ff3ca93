"""The index of targets: which documents were read, and which units they have.

It is all that resolution shares between documents, so it is kept small: of a document its keys, and
the paths of its units as one text. Anything that answers the same questions (`TargetIndex`) can
take its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from .model import Document

_END = "\n"
LONG = 4000
"""Characters of joined paths past which a table is made of them, or many references would take
the square of their number."""
MOST_RECENT = 4


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
    """A `TargetIndex` in memory: about 100 bytes and those of its paths a document.

    >>> from .model import Unit, UnitKind
    >>> units = tuple(Unit(str(n), UnitKind.PARAGRAPH, 0, 0) for n in (1, 2, 3, 4))
    >>> index = DictIndex.of([Document("A/1/2", "a.txt", "", units, aliases=("x/a",))])
    >>> index.document("x/a"), index.order("A/1/2", "3"), index.between("A/1/2", "1", "4")
    ('A/1/2', 2, ('2', '3'))
    """

    units: Mapping[str, str]
    """By the key of a document: `joined_paths` of its units."""
    aliases: Mapping[str, str]
    """Other keys under which a document is known; a key that is a document's own wins."""
    recent: dict[str, Mapping[str, int]] = field(default_factory=dict, compare=False, repr=False)
    """The places in the long documents asked about last."""

    @classmethod
    def of(cls, documents: Iterable[Document]) -> DictIndex:
        units: dict[str, str] = {}
        aliases: dict[str, str] = {}
        for document in documents:
            units.setdefault(document.key, joined_paths(u.path for u in document.units))
            for alias in document.aliases:
                aliases.setdefault(alias, document.key)
        return cls(units, aliases)

    def document(self, key: str) -> str | None:
        return key if key in self.units else self.aliases.get(key)

    def order(self, document: str, path: str) -> int | None:
        place = self._place(document, path)
        return place if place >= 0 else None

    def _place(self, document: str, path: str) -> int:
        paths = self.units.get(document, "")
        if len(paths) <= LONG:
            return _place(paths, path)
        if document not in self.recent:
            while len(self.recent) >= MOST_RECENT:
                del self.recent[next(iter(self.recent))]
            self.recent[document] = places(paths)
        return self.recent[document].get(path, -1)

    def between(self, document: str, first: str, last: str) -> tuple[str, ...]:
        start, end = self._place(document, first), self._place(document, last)
        if start < 0 or end < 0:
            return ()
        depth = first.count("(")
        stem = first.rpartition("(")[0] if depth else first.rpartition("/")[0]
        return tuple(
            path
            for path in self.units[document].split(_END)[start + 2 : end + 1]
            if path.count("(") == depth
            and path.startswith(stem)
            and _is_number(path[len(stem) :].lstrip("/"))
        )


def joined_paths(paths: Iterable[str]) -> str:
    """The paths of a document's units in one text, each between line ends.

    A path with a line end in it, which no reference can have, only keeps its place.

    >>> joined_paths(["1", "1(a)"])
    '\\n1\\n1(a)\\n'
    """
    return _END + "".join(path.replace(_END, " ") + _END for path in paths)


def places(paths: str) -> dict[str, int]:
    """The joined paths as a table of their places.

    >>> places(joined_paths(["1", "1(a)"]))
    {'1': 0, '1(a)': 1}
    """
    return {path: place for place, path in enumerate(paths.split(_END)[1:-1])}


def holds(paths: str, path: str) -> bool:
    """Whether a path is one of the joined ones.

    >>> holds(joined_paths(["1", "1(a)"]), "1(a)"), holds(joined_paths(["11"]), "1")
    (True, False)
    """
    return bool(path) and _END not in path and f"{_END}{path}{_END}" in paths


def _place(paths: str, path: str) -> int:
    """The place of a path among the joined ones; -1 where it is none of them."""
    if not path or _END in path:
        return -1
    at = paths.find(f"{_END}{path}{_END}")
    return paths.count(_END, 0, at) if at >= 0 else -1


def _is_number(rest: str) -> bool:
    return rest[:1].isdigit() or rest[:1] == "("
