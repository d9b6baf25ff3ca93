"""A part of the graph put together until a page holds it: paragraphs, sections, documents, the most
linked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..network import PART_OF
from .selection import LINKS, document_of

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

UNIT = "unit"
LEVELS = (UNIT, "paragraph", "section", "document")
"""How far places are put together; `UNIT` not at all."""

# What is put into what holds it, by level; a block ("Recommendation 1") stands for its own.
_FINER = {
    "paragraph": frozenset({"subparagraph"}),
    "section": frozenset({"subparagraph", "paragraph", "preambular", "footnote", "text", "block"}),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left of a graph on a page: its nodes, and how much was left out."""

    graph: Graph
    nodes_left_out: int = 0
    links_left_out: int = 0


def folded(part: Graph, whole: Graph, level: str) -> Graph:
    """The part with each node put into what it lies in at a level; links within one node go.

    >>> from networkx import MultiDiGraph
    >>> whole = MultiDiGraph()
    >>> whole.add_node("A/1#2", kind="paragraph"); whole.add_node("A/1#3", kind="paragraph")
    >>> whole.add_node("A/1#2(a)", kind="subparagraph")
    >>> _ = whole.add_edge("A/1#2(a)", "A/1#2", relation="partOf")
    >>> _ = whole.add_edge("A/1#3", "A/1#2(a)", relation="cites")
    >>> list(folded(whole, whole, "paragraph").edges())
    [('A/1#3', 'A/1#2')]
    """
    if level == UNIT:
        return part
    into = {node: _holder(whole, node, level) for node in part}
    made: Graph = part.__class__(**part.graph)
    for node in part:
        made.add_node(into[node], **whole.nodes[into[node]])
    for a, b, link in part.edges(data=True):
        if link["relation"] in LINKS and into[a] != into[b]:
            made.add_edge(into[a], into[b], **link)
    made.graph["focus"] = {into.get(key, key) for key in part.graph.get("focus", ())}
    sides = part.graph.get("sides", {})
    made.graph["sides"] = {into[node]: side for node, side in sides.items()}
    alone = [n for n in made if not made.degree(n) and n not in made.graph["focus"]]
    made.remove_nodes_from(alone)
    return made


def finest(part: Graph, whole: Graph, limit: int) -> tuple[Graph, str]:
    """The part at the finest level at which it has no more than `limit` nodes, else at the level at
    which it has the fewest; and that level."""
    best: tuple[Graph, str] | None = None
    for level in LEVELS:
        made = folded(part, whole, level)
        if made.number_of_nodes() <= limit and (level == UNIT or made.number_of_edges()):
            return made, level
        if made.number_of_edges() and (best is None or len(made) < len(best[0])):
            best = made, level
    return best or (part, UNIT)


def limited(part: Graph, limit: int) -> Kept:
    """The part with no more than `limit` nodes: what it is about, then the most linked.

    Side by side, the limit is that of each side.
    """
    sides = part.graph.get("sides") or {}
    focus = part.graph.get("focus", set())
    places = {node: place for place, node in enumerate(part)}
    kept, chosen = part, list(part)
    while True:
        linked = Counter({node: kept.degree(node) for node in kept})
        ranked = sorted(chosen, key=lambda n: (n not in focus, -linked[n], places[n]))
        room: Counter[int] = Counter()
        chosen = []
        for node in ranked:
            side = sides.get(node, 0)
            if room[side] < limit:
                room[side] += 1
                chosen.append(node)
        smaller = part.subgraph(chosen)
        # what stands alone now would only take up room
        alone = {n for n in smaller if not smaller.degree(n) and part.degree(n) and n not in focus}
        chosen = [node for node in chosen if node not in alone]
        kept = part.subgraph(chosen)
        if not alone:
            break
    made: Graph = part.__class__(**part.graph)
    taken = set(chosen)
    made.add_nodes_from((n, data) for n, data in part.nodes(data=True) if n in taken)
    for a, b, number, link in part.edges(keys=True, data=True):
        if a in taken and b in taken:
            made.add_edge(a, b, number, **link)
    return Kept(made, len(part) - len(made), part.number_of_edges() - made.number_of_edges())


def _holder(whole: Graph, node: str, level: str) -> str:
    """What a node lies in at a level; itself where it lies in nothing. The parts of what was not read
    are not known, so there a section is the document."""
    if level == "document" or (level == "section" and not whole.nodes[node].get("read", True)):
        document = document_of(whole, node)
        return document if document in whole else node
    seen = {node}
    here = node
    while whole.nodes[here].get("kind") in _FINER[level]:
        above = next(
            (b for _, b, link in whole.out_edges(here, data=True) if link["relation"] == PART_OF),
            None,
        )
        if above is None or above in seen:
            break
        if level == "paragraph" and whole.nodes[above].get("kind") == "section":
            break
        seen.add(above)
        here = above
    return here
