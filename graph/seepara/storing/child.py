"""The process that writes a store, and nothing else: what it is told stands in `making`."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from ..confinement import die_with_parent
from ..store import write_into

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_FILES = 40
"""Each change adds a few small files; more than so many are made into a few large ones."""

_IN_WORDS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)


def main() -> None:
    """Write the store that standard input tells of; on standard output stands how it went: ``0``, or
    the number and the words of an `OSError`."""
    die_with_parent()
    answer: Any = 0
    try:
        _write(sys.stdin.buffer)
    except (OSError, RuntimeError) as error:  # the latter of a store that is damaged
        answer = [_number(error), getattr(error, "strerror", None) or str(error)]
    json.dump(answer, sys.stdout)


def _write(told: IO[bytes]) -> None:
    order = json.loads(told.readline())
    folder = Path(order["folder"])
    if order["last"] is None:
        write_into(folder, lambda store: _load(store, told))
    else:
        Store.read_only(order["last"]).backup(folder)
        write_into(folder, lambda store: _change(store, map(json.loads, told), folder))


def _load(store: Store, trig: IO[bytes]) -> None:
    store.bulk_load(trig, RdfFormat.TRIG)
    store.optimize()


def _change(store: Store, told: Iterator[Mapping[str, str]], folder: Path) -> None:
    """Graph by graph; at the end what the default graph loses by it."""
    alone = next(told)
    unnamed = _triples(alone["unnamed"])
    removed = _triples(alone["before"]) - unnamed
    for change in told:
        removed |= _replace(store, NamedNode(change["graph"]), _triples(change["turtle"]))
    store.extend(unnamed)
    for triple in removed - unnamed:
        held = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        if all(one == triple for one in held):
            store.remove(triple)
    if sum(1 for _ in folder.glob("*.sst")) > _MOST_FILES:
        store.optimize()


def _replace(store: Store, graph: NamedNode, after: set[Quad]) -> set[Quad]:
    """Give a graph other triples; what it has no more."""
    before = set(_in_graph(store.quads_for_pattern(None, None, None, graph)))
    added = after - before
    store.extend([*added, *_in_graph(added, graph)])
    for quad in _in_graph(before - after, graph):
        store.remove(quad)
    return before - after


def _triples(turtle: str) -> set[Quad]:
    """Triples as a store has them: it keeps one type of whole number."""
    store = Store()
    store.load(turtle, RdfFormat.TURTLE)
    return set(store)


def _in_graph(quads: Iterable[Quad], *graph: NamedNode) -> Iterator[Quad]:
    """The same triples in another graph, or in the default one."""
    return (Quad(one.subject, one.predicate, one.object, *graph) for one in quads)


def _number(error: Exception) -> int:
    """The number of an error; RocksDB says in words only that a disk is full."""
    in_words = (number for number in _IN_WORDS if os.strerror(number) in str(error))
    return getattr(error, "errno", None) or next(in_words, errno.EIO)
