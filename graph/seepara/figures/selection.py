"""What a map is asked to show, as a part of the graph: nodes, citations and inferred links.

Every graph here is a `networkx.MultiDiGraph` as `seepara.network` makes it, whose links also may be
inferred: those have ``relation`` ``laterTextOf``, ``restates`` or ``resembles``, lead from the later
place to the earlier, and have ``asserted_by`` ``inferred``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..keys import split
from ..model import value
from ..network import ADOPTED_AT, CITES, CONSIDERED_AT, parts
from .model import INFERRED

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

INFERRED_RELATIONS = frozenset({"laterTextOf", "restates", "resembles"})
LINKS = CITES | INFERRED_RELATIONS

_CONTAINERS = frozenset({"document", "section", "meeting"})
_HELD = frozenset({ADOPTED_AT, CONSIDERED_AT})


@value
class InferredLink:
    """A link that no text states, from the later place to the earlier; both are keys."""

    later: str
    earlier: str
    relation: str


def with_inferred(graph: Graph, links: Iterable[InferredLink]) -> Graph:
    """The graph with inferred links between what it has; a link to nowhere is left out."""
    made = graph.copy()
    for link in links:
        if link.later in made and link.earlier in made:
            made.add_edge(
                link.later, link.earlier, relation=link.relation, asserted_by=INFERRED, phrase=""
            )
    return made


def is_container(graph: Graph, key: str) -> bool:
    """Whether a key names what holds others: a document, a section, a meeting.

    >>> from networkx import MultiDiGraph
    >>> graph = MultiDiGraph()
    >>> graph.add_node("A/1", kind="document")
    >>> is_container(graph, "A/1")
    True
    """
    return graph.nodes[key].get("kind") in _CONTAINERS


def inside(graph: Graph, key: str) -> Iterable[str]:
    """A node and all that lies in it; of a meeting, what it adopted or considered."""
    yield from parts(graph, key)
    for unit, _, link in graph.in_edges(key, data=True):
        if link["relation"] in _HELD:
            yield unit


def around(graph: Graph, keys: Sequence[str], up: int, down: int) -> Graph:
    """The keys with all inside them, what they refer to within `up` steps and what refers to them
    within `down`; of what is inside only what has a link.

    The graph returned has the nodes and links in the order of the whole; ``focus`` in its
    attributes is the set of what the map is about, ``whole`` of what lies in it. Raises `KeyError`
    for a key that the graph has not.

    >>> from networkx import MultiDiGraph
    >>> graph = MultiDiGraph()
    >>> _ = graph.add_edge("A/1#1", "A/1#2", relation="cites")
    >>> _ = graph.add_edge("A/1#2", "A/1#3", relation="cites")
    >>> list(around(graph, ["A/1#1"], 1, 1)), list(around(graph, ["A/1#1"], 2, 0))
    (['A/1#1', 'A/1#2'], ['A/1#1', 'A/1#2', 'A/1#3'])
    """
    for key in keys:
        if key not in graph:
            raise KeyError(key)
    whole = {part for key in keys for part in inside(graph, key)}
    used: set[tuple[str, str, int]] = set()
    for edges, depth, place in ((graph.out_edges, up, 1), (graph.in_edges, down, 0)):
        reached, frontier = set(whole), set(whole)
        for _ in range(depth):
            found = {
                (a, b, number): (a, b)[place]
                for node in frontier
                for a, b, number, link in edges(node, keys=True, data=True)
                if link["relation"] in LINKS
            }
            used |= found.keys()
            frontier = set(found.values()) - reached
            reached |= frontier
    return _of(graph, used, keys, whole)


def between(graph: Graph, first: str, second: str) -> Graph:
    """The links between what lies in one place and what lies in another, both ways; ``unlinked`` in
    its attributes says how many recommendations of either have none.

    >>> from networkx import MultiDiGraph
    >>> graph = MultiDiGraph()
    >>> _ = graph.add_edge("A/1#1", "A/2#2", relation="cites")
    >>> _ = graph.add_edge("A/1#1", "A/1#2", relation="cites")
    >>> list(between(graph, "A/1#1", "A/2#2").edges())
    [('A/1#1', 'A/2#2')]
    """
    for key in (first, second):
        if key not in graph:
            raise KeyError(key)
    one, other = set(inside(graph, first)), set(inside(graph, second))
    used = {
        (a, b, number)
        for a, b, number, link in graph.out_edges(one | other, keys=True, data=True)
        if link["relation"] in LINKS and ((a in one and b in other) or (a in other and b in one))
    }
    made = _of(graph, used, (), one | other)
    made.graph["sides"] = {
        **dict.fromkeys((n for n in made if n in other), 1),
        **dict.fromkeys((n for n in made if n in one), 0),
    }
    made.graph["unlinked"] = tuple(_unlinked(graph, side, set(made)) for side in (one, other))
    return made


def _unlinked(graph: Graph, side: set[str], linked: set[str]) -> int:
    """How many recommendations of a side, with none inside them, have no link to the other side,
    nor has anything that lies in them or that they lie in."""
    reached = {
        part for key in linked & side if not is_container(graph, key) for part in parts(graph, key)
    }
    wanted = {key for key in side if graph.nodes[key].get("recommendation")}
    leaves = (key for key in wanted if not any(p in wanted for p in parts(graph, key) if p != key))
    return sum(reached.isdisjoint(parts(graph, key)) for key in leaves)


def among(graph: Graph, keys: Iterable[str]) -> Graph:
    """Some nodes and the links among them, with or without a link; what the graph has not is left
    out. The map is about all of them, so ``whole`` is empty."""
    chosen = {key for key in keys if key in graph}
    used = {
        (a, b, number)
        for a, b, number, link in graph.out_edges(chosen, keys=True, data=True)
        if link["relation"] in LINKS and b in chosen
    }
    return _of(graph, used, tuple(chosen), ())


def _of(
    graph: Graph, used: set[tuple[str, str, int]], focus: Iterable[str], whole: Iterable[str]
) -> Graph:
    """A part of the graph in the order of the whole; what is focused is in it with or without a
    link, unless it holds something that is."""
    linked = {end for a, b, _ in used for end in (a, b)}
    wanted = set(focus)
    made: Graph = graph.__class__(focus=wanted, whole=set(whole))
    for node, attributes in graph.nodes(data=True):
        if node in linked or node in wanted:
            made.add_node(node, **attributes)
    for a, b, number, link in graph.out_edges(linked, keys=True, data=True):
        if (a, b, number) in used:
            made.add_edge(a, b, number, **link)
    for key in wanted:
        holds = key in made and not made.degree(key) and is_container(graph, key)
        if holds and made.number_of_edges():
            made.remove_node(key)
    return made


def meeting_of(graph: Graph, key: str) -> str:
    """The meeting that adopted a unit or had it before it; empty where none is known."""
    if graph.nodes[key].get("kind") == "meeting":
        return key
    for _, meeting, link in graph.out_edges(key, data=True):
        if link["relation"] in _HELD:
            return str(meeting)
    return ""


def document_of(graph: Graph, key: str) -> str:
    """The document that a node lies in or is; empty for meetings and bodies."""
    node: Mapping[str, Any] = graph.nodes[key]
    return str(
        node.get("document") or ("" if node.get("kind") in ("meeting", "body") else split(key)[0])
    )
