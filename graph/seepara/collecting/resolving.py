"""Documents → resolved documents in the cache, in processes that share one index of targets.

What was resolved earlier is kept if the document is the same and the index answers what it was asked
then as it did.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..labels import Labels
from ..lineage.order import Order, Ranks
from ..model import ResolvedDocument, value
from ..naming import Names, Naming
from ..reading.errors import UnreadableFile
from ..records import as_json, from_record, to_record
from ..workers import Ended, in_workers
from .cache import Cache, digest, gone
from .collection import Collection
from .found import Found, document_in
from .questions import AskedIndex, same_answers

if TYPE_CHECKING:
    from ..corpus import Vocabularies

KIND = "resolved"
"""The kind of entry whose body is a `ResolvedDocument`."""


@value
class Resolved:
    """A resolved document in the cache: its entry, a digest of what stands in it, and by what its
    units are older or newer than others."""

    entry: str
    made: str
    ranks: Ranks


@dataclass(frozen=True, slots=True)
class Resolving:
    """The resolved documents of a collection in their order, the labels and the order of nodes that
    they make together, and how many were resolved now, not in an earlier run."""

    documents: tuple[Resolved, ...]
    labels: Labels
    order: Order
    resolved_now: int


def resolve_all(collection: Collection, processes: int, step: Callable[[], None]) -> Resolving:
    """Resolve the documents that need it; `step` is called when one more is done."""
    results: dict[int, Resolved] = {}
    naming = Naming()
    resolver = Resolver(collection)
    resolved_now = 0

    def done(number: int, resolved: Resolved, names: Names) -> None:
        results[number] = resolved
        naming.add(names)
        step()

    def unresolved() -> Iterator[int]:
        for number in range(len(collection.documents)):
            known = resolver.kept(number)
            if known is None:
                yield number
            else:
                done(number, *known)

    with closing(in_workers(resolver, unresolved(), processes)) as answers:
        for number, answer in answers:
            if isinstance(answer, Ended):
                raise ended_on(collection.documents[number].file, answer)
            resolved_now += 1
            done(number, *answer)
    ordered = tuple(results[number] for number in range(len(collection.documents)))
    keys = (found.key for found in collection.documents)
    order = Order({key: one.ranks for key, one in zip(keys, ordered, strict=True)})
    return Resolving(ordered, naming.labels(), order, resolved_now)


class Resolver:
    """Resolves documents by their number: the work of a worker."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._cache = collection.cache
        self._vocabularies: Vocabularies | None = None
        self._naming: Naming | None = None

    def __call__(self, number: int) -> tuple[Resolved, Names]:
        from ..corpus import Vocabularies, resolved_document

        self._vocabularies = self._vocabularies or Vocabularies()
        self._naming = self._naming or Naming()
        found = self._collection.documents[number]
        words = self._vocabularies.of(self._collection.sources[number])
        index = AskedIndex(self._collection.index, found.key)
        resolved = resolved_document(document_in(self._cache, found), index, words)
        body = as_json(resolved).encode("utf-8", "surrogatepass")
        names = self._naming.names_in(resolved)
        made = digest(body)
        ranks = Ranks.of(resolved.document)
        head = {
            "asked": index.questions,
            "made": made,
            "names": to_record(names),
            # … but for the paths of its units, which are at hand
            "ranks": to_record(replace(ranks, paths="")),
        }
        entry = _entry(found)
        self._cache.write(entry, KIND, head, body)
        return Resolved(entry, made, replace(ranks, paths=found.paths)), names

    def kept(self, number: int) -> tuple[Resolved, Names] | None:
        """What was resolved earlier and is still right; None where nothing is."""
        found = self._collection.documents[number]
        entry = _entry(found)
        known = self._cache.entry(entry, KIND)
        try:
            if known is None or not same_answers(known[0]["asked"], self._collection.index):
                return None
            head, _ = known
            ranks = from_record(Ranks, head["ranks"] | {"paths": found.paths})
            return Resolved(entry, head["made"], ranks), from_record(Names, head["names"])
        except (TypeError, KeyError, ValueError):
            return None


def resolved_in(cache: Cache, entry: str) -> ResolvedDocument:
    """A resolved document; raises `UnreadableFile` where the cache has it no more."""
    known = cache.entry(entry, KIND)
    if known is None:
        raise gone(cache)
    return from_record(ResolvedDocument, json.loads(known[1]))


def ended_on(file: str, ended: Ended) -> UnreadableFile:
    """The error where a process ended that worked on what was read from a file."""
    problem = f"the process that worked on it ended ({ended.how})"
    return UnreadableFile(file, problem, "build again, or leave it out")


def _entry(found: Found) -> str:
    return digest("resolved", found.entry, found.key, found.file)
