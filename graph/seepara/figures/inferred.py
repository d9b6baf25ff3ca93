"""What no text states, for a map: later texts, restatements and, if asked for, similar wording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model import ResolvedDocument
from .selection import InferredLink

if TYPE_CHECKING:
    from ..catalogue import Between, Correction


def inferred_links(
    documents: Sequence[ResolvedDocument],
    corrections: Sequence[Correction] = (),
    between: Sequence[Between] = (),
    *,
    similar: bool = False,
) -> tuple[InferredLink, ...]:
    """The inferred links of the lineage (`seepara.lineage`), the later place first."""
    from .. import lineage

    found = lineage.inferred_links(documents, corrections, between, with_resemblances=similar)
    return tuple(InferredLink(one.newer, one.older, str(one.kind)) for one in found)
