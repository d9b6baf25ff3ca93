"""Clues in documents → the links that no text states, without holding the documents.

Two documents are compared once: what came of it is kept in the cache until one of them changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..collecting.cache import Cache, digest
from ..collecting.resolving import Resolved, resolved_in
from ..compare import Comparison
from ..judgements import Judgements
from ..lineage.clues import Clues
from ..lineage.inferences import Inferences
from ..lineage.inferred import Evidence, candidates, corrected
from ..lineage.order import Order
from ..records import as_json, from_record

if TYPE_CHECKING:
    from ..renumbering import Renumbering

KIND = "compared"
"""The kind of entry whose body is a `Comparison`."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """What no text states, and the entries of the cache that it was made from."""

    found: Inferences
    used: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Inferring:
    """Infers from the clues of all documents: the work of a worker.

    `resolved` has the documents by key, `clues` are the records of theirs, and `steps` what they
    state (`lineage.inferences.stated_steps`), in their order.
    """

    cache: Cache
    program: str
    resolved: Mapping[str, Resolved]
    order: Order
    clues: Sequence[Any]
    steps: Sequence[Sequence[Sequence[str]]]
    said: Judgements
    used: set[tuple[str, str]] = field(default_factory=set)

    def __call__(self, _: None) -> Inferred:
        clues = [from_record(Clues, record) for record in self.clues]
        found = Evidence(clues, self.order, self._comparison, self._renumberings)
        links = candidates(found, self.said.between)
        judged = tuple(corrected(links, self.said.corrections, clues, self.order))
        steps = dict(zip(self.resolved, self.steps, strict=True))
        inferences = Inferences.from_links(judged, clues, self.order, steps, self.said.corrections)
        return Inferred(inferences, frozenset(self.used))

    def _comparison(self, draft: str, final: str) -> Comparison:
        ends = self.resolved[draft], self.resolved[final]
        entry = digest("compared", self.program, *(one.made for one in ends))
        self.used.add((entry, KIND))
        known = self.cache.entry(entry, KIND)
        try:
            if known is not None:
                return from_record(Comparison, json.loads(known[1]))
        except (TypeError, KeyError, ValueError):
            pass  # it was damaged, and is made again
        from ..compare import compare

        made = compare(*(resolved_in(self.cache, one.entry) for one in ends))
        self.cache.write(entry, KIND, {}, as_json(made).encode("utf-8", "surrogatepass"))
        return made

    def _renumberings(self, key: str) -> tuple[Renumbering, ...]:
        from ..renumbering import renumberings

        return renumberings(resolved_in(self.cache, self.resolved[key].entry))
