"""What is known of the nodes of a lineage, for whatever shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..keys import split
from ..labels import Labels
from ..model import ResolvedDocument
from .demand import Demand, demands_by_key
from .graph import Lineage


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What is known of the nodes of some documents, for showing them."""

    labels: Labels
    lineage: Lineage
    abridged: frozenset[str]
    recommendations: Mapping[str, tuple[Demand, ...]]

    @classmethod
    def of(
        cls,
        documents: Sequence[ResolvedDocument],
        lineage: Lineage,
        keys: Iterable[str],
        labels: Labels | None = None,
    ) -> Told:
        """What is known of these nodes; `labels` are those of the documents, if they are known."""
        wanted = {split(key)[0] for key in keys}
        return cls(
            labels or Labels.of(documents),
            lineage,
            frozenset(r.document.key for r in documents if r.document.abridged),
            demands_by_key(r for r in documents if r.document.key in wanted),
        )

    def is_abridged(self, key: str) -> bool:
        """Whether the text of a node is not the official one."""
        return split(key)[0] in self.abridged

    def name(self, key: str, document: str) -> str:
        """A node's name, short where it is of the document in focus."""
        own = split(key)[0] == document and split(key)[1]
        return self.labels.short(key) if own else self.labels.label(key)
