"""A store as a worker has it open, with what each answer needs of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..queries import found, said_of_query
from ..rdf.terms import PREFIXES, minted
from ..sparql import Dataset, Examined, examined
from ..store import base_of, open_store

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

_KEPT = 256
_LONGEST_KEPT = 4096
"""Queries of so many characters are remembered with what was found out about them."""


class TooLarge(Exception):
    """An answer over its limit."""


class BoundedBytes:
    """A binary stream that takes so many bytes and then raises `TooLarge`.

    >>> stream = BoundedBytes(3)
    >>> stream.write(b"ab"), stream.value()
    (2, b'ab')
    >>> stream.write(b"cd")
    Traceback (most recent call last):
    seepara.server.opened.TooLarge: 3
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Take a piece; its length."""
        self._size += len(piece)
        if self._size > self._most:
            raise TooLarge(self._most)
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def value(self) -> bytes:
        """All that was taken."""
        return b"".join(self._pieces)


@dataclass(frozen=True, slots=True)
class Opened:
    """A store, the base of its IRIs, and how many bytes an answer may have."""

    store: Store
    base: str
    most: int

    @classmethod
    def at(cls, folder: Path, most: int) -> Opened:
        """The store of a folder; raises `StoreError` and `OSError`."""
        store = open_store(folder)
        return cls(store, base_of(store), most)

    def examined(self, text: str) -> Examined:
        """A stranger's query, if it only reads this store; raises `QueryError`."""
        if len(text) > _LONGEST_KEPT:
            return examined(text, self.base, True)
        return _examined(text, self.base)

    def found(self, query: Examined, dataset: Dataset | None = None) -> Any:
        """What is found to a query, while it is read."""
        return found(self.store, query, self.base, dataset)

    def rows(self, text: str, **nodes: NamedNode) -> list[dict[str, str]]:
        """The rows of a query of ours, unbound variables left out; ``$name`` is one of `nodes`."""
        for name, node in nodes.items():
            text = text.replace(f"${name}", str(node))
        with said_of_query():
            solutions = self.found(Examined(text, "select"))
            names = [variable.value for variable in solutions.variables]
            return [
                {name: term.value for name in names if (term := row[name]) is not None}
                for row in solutions
            ]

    def label(self, iri: str) -> str:
        """The name of a node; empty where it has none."""
        from pyoxigraph import NamedNode

        said = NamedNode(PREFIXES["rdfs"] + "label")
        quad = next(iter(self.store.quads_for_pattern(NamedNode(iri), said, None)), None)
        return getattr(quad.object, "value", "") if quad else ""

    def has_abridged(self) -> bool:
        """Whether there is a text that is not the official one."""
        from pyoxigraph import Literal, NamedNode

        said = NamedNode(PREFIXES["seepara"] + "abridged")
        return next(iter(self.store.quads_for_pattern(None, said, Literal(True))), None) is not None

    def node(self, key: str) -> NamedNode:
        """The node of a key; raises `seepara.rdf.terms.IllegalIRI`."""
        return minted(key, self.base)


@lru_cache(_KEPT)
def _examined(text: str, base: str) -> Examined:
    return examined(text, base, True)
