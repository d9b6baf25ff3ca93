"""Lineage: what came before a recommendation, what came after it, and what stands beside it.

`order` says which of two nodes is older, `links` what joins them and by what evidence, `inferred`
what no text states, `graph` holds it all, `walk` asks it, `demand` says who should act and how
strongly (domain.md §5).
"""

from __future__ import annotations

from .graph import Lineage, Wanted
from .inferences import Inferences
from .inferred import Revision, inferred_links, revisions
from .links import (
    INFERRED,
    Alike,
    Compared,
    InferredLink,
    Judged,
    LineageKind,
    Link,
    Renumbered,
    Said,
)
from .order import Dated, Order, Rank
from .walk import Node, Place, Walk, latest, path, roots, walk

__all__ = [
    "INFERRED",
    "Alike",
    "Compared",
    "Dated",
    "Inferences",
    "InferredLink",
    "Judged",
    "Lineage",
    "LineageKind",
    "Link",
    "Node",
    "Order",
    "Place",
    "Rank",
    "Renumbered",
    "Revision",
    "Said",
    "Walk",
    "Wanted",
    "inferred_links",
    "latest",
    "path",
    "revisions",
    "roots",
    "walk",
]
