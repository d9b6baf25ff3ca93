"""A graph of what is asked for: resolved documents become one `networkx.MultiDiGraph`.

Nodes are keyed by key (`seepara.keys`): documents, their units, what they cite without it being
read, decisions, resolutions, treaty articles, meetings and bodies. Each node has ``kind``,
``label``, ``short``, ``date``, ``document``, ``recommendation``, ``read``, ``missing`` and
``abridged``. Each edge has ``relation``:

- one edge a citation (`Relation`), from the unit in which the phrase stands to the target, with
  ``phrase``, ``start``, ``end`` (code points of the unit's text), ``unit``, ``asserted_by``,
  ``status``, ``direction``, ``misdirected``, ``governed_by``, ``reason``, and ``stated`` true;
- ``partOf``: from a unit to what it lies in, in the end its document;
- ``adoptedAt``, in a draft ``consideredAt``: from a unit to its meeting; ``coversMeeting``: from a
  document to each meeting that it tells of or was made for;
- ``ofBody``: from a document or meeting to its body, from a body to the one above it;
- where inferences are given, with ``stated`` false: ``laterTextOf``, ``restates``, ``resembles``,
  from newer to older, with ``score``, ``verdict``, ``runner_up``, ``runner_up_score`` or ``shift``;
  a user's own word on a link in ``judgement`` and ``judged_by``, one that the user adds as
  ``relatedByUser`` where it is no later text, one that the user rejects as ``rejected``;
  ``lineageStep``, from older to newer, once, with ``stated`` true if a text states it.

A dangling target has a node, marked ``missing``. An ambiguous citation has no target, so it has no
edge: its unit counts it in ``ambiguous``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from .graph_parts import (
    ADOPTED_AT,
    CITES,
    CONSIDERED_AT,
    COVERS,
    OF_BODY,
    PART_OF,
    Edge,
    body_edges,
    body_node,
    document_edges,
    document_nodes,
    link_edges,
    meeting_edges,
    meeting_node,
    target_edges,
    target_node,
)
from .keys import join, split
from .mentions import Mentioned, ends_not_read, mentions
from .model import ResolvedDocument

if TYPE_CHECKING:
    import networkx

    from .labels import Labels
    from .lineage import Inferences

__all__ = [
    "ADOPTED_AT",
    "CITES",
    "CONSIDERED_AT",
    "COVERS",
    "NEIGHBOURHOOD_LIMIT",
    "OF_BODY",
    "PART_OF",
    "neighbourhood",
    "network",
    "parts",
]

NEIGHBOURHOOD_LIMIT = 500
"""How many neighbours `neighbourhood` returns unless told otherwise."""


def network(
    documents: Iterable[ResolvedDocument], labels: Labels, inferences: Inferences | None = None
) -> networkx.MultiDiGraph[str]:
    """The graph of these documents, everything in memory: for a selection, not for a million.

    What is inferred of them is in it if it is given (`seepara.lineage.Inferences`).

    >>> from seepara.labels import Labels
    >>> from seepara.model import Document, Unit, UnitKind
    >>> text = "Notes it."
    >>> document = Document("A/1/2", "a.txt", text, (Unit("1", UnitKind.PARAGRAPH, 0, len(text)),))
    >>> documents = (ResolvedDocument(document, ()),)
    >>> graph = network(documents, Labels.of(documents))
    >>> sorted(graph.nodes), [(a, b, r) for a, b, r in graph.edges(data="relation")]
    (['A/1/2', 'A/1/2#1'], [('A/1/2#1', 'A/1/2', 'partOf')])
    """
    from networkx import MultiDiGraph

    graph: networkx.MultiDiGraph[str] = MultiDiGraph()
    mentioned = Mentioned()
    resolved = tuple(documents)
    # All that was read comes first, so that no citation of it can make it look unread.
    for place, one in enumerate(resolved):
        graph.add_nodes_from(document_nodes(one, labels))
        mentioned.add(place, mentions(one))
    if inferences is not None:
        mentioned.add(len(resolved), ends_not_read(inferences.unread))
    _add_mentioned(graph, mentioned, labels)
    for one in resolved:
        graph.add_edges_from(document_edges(one))
    if inferences is not None:
        for a, b, attributes in link_edges(inferences):
            graph.add_edge(a, b, attributes["relation"], **attributes)
    return graph


def parts(graph: networkx.MultiDiGraph[str], key: str) -> Iterator[str]:
    """The node itself, then all that lies in it, however deep.

    >>> from networkx import MultiDiGraph
    >>> graph = MultiDiGraph()
    >>> _ = graph.add_edge("A/1/2#1(a)", "A/1/2#1", relation="partOf")
    >>> _ = graph.add_edge("A/1/2#1", "A/1/2", relation="partOf")
    >>> list(parts(graph, "A/1/2"))
    ['A/1/2', 'A/1/2#1', 'A/1/2#1(a)']
    """
    waiting = deque([key])
    while waiting:
        whole = waiting.popleft()
        yield whole
        waiting.extend(
            part
            for part, _, link in graph.in_edges(whole, data=True)
            if link["relation"] == PART_OF
        )


def neighbourhood(
    graph: networkx.MultiDiGraph[str],
    key: str,
    up: int = 1,
    down: int = 1,
    limit: int = NEIGHBOURHOOD_LIMIT,
) -> networkx.MultiDiGraph[str]:
    """What `key` refers to within `up` steps, and what refers to it within `down` steps.

    Only citations count as steps, and they are counted from the focused node; what a part of it
    cites, or what cites a part of it, is one step from it. The graph returned holds the node, its
    parts that cite or are cited, the neighbours, and the citations that lead to them. Its nodes say
    in ``step`` how far they are: 0 for the node and its parts, below 0 for what is referred to,
    above 0 for what refers (the nearer of the two, and of equals the former). Past `limit`
    neighbours the farthest are left out; ``graph.graph["left_out"]`` says how many.

    Raises `KeyError` where the graph has no such node.

    >>> from networkx import MultiDiGraph
    >>> graph = MultiDiGraph()
    >>> _ = graph.add_edge("A/1/2#1", "A/1/2#2", relation="cites")
    >>> _ = graph.add_edge("A/1/2#2", "A/1/2#3", relation="cites")
    >>> dict(neighbourhood(graph, "A/1/2#1", up=2).nodes(data="step"))
    {'A/1/2#1': 0, 'A/1/2#2': -1, 'A/1/2#3': -2}
    """
    if key not in graph:
        raise KeyError(key)
    inside = dict.fromkeys(parts(graph, key), 0)
    steps: dict[str, int] = {}
    used: list[tuple[str, str, int]] = []
    for sign, depth, edges in ((-1, up, graph.out_edges), (1, down, graph.in_edges)):
        reached = dict(inside)
        frontier = list(inside)
        for step in range(1, depth + 1):
            found: list[str] = []
            for node in frontier:
                for a, b, number, link in edges(node, keys=True, data=True):
                    other = b if sign < 0 else a
                    if link["relation"] not in CITES or reached.get(other, step) != step:
                        continue
                    used.append((a, b, number))
                    if other not in reached:
                        reached[other] = step
                        found.append(other)
            frontier = found
        for node, step in reached.items():
            if step and (node not in steps or step < abs(steps[node])):
                steps[node] = sign * step
    nearest = sorted(steps, key=lambda node: abs(steps[node]))
    kept = {node: steps[node] for node in nearest[: max(limit, 0)]}
    return _selection(graph, key, inside, kept, used, len(steps) - len(kept))


def _selection(
    graph: networkx.MultiDiGraph[str],
    key: str,
    inside: Mapping[str, int],
    kept: Mapping[str, int],
    used: Iterable[tuple[str, str, int]],
    left_out: int,
) -> networkx.MultiDiGraph[str]:
    """The neighbourhood as a graph of its own, nodes and edges in the order of the whole."""
    links = [
        (a, b, number)
        for a, b, number in dict.fromkeys(used)
        if all(end in inside or end in kept for end in (a, b))
    ]
    shown = {key, *kept, *(end for a, b, _ in links for end in (a, b))}
    selection = graph.__class__(focus=key, left_out=left_out)
    for node, attributes in graph.nodes(data=True):
        if node in shown:
            selection.add_node(node, **attributes, step=kept.get(node, 0))
    for a, b, number in links:
        selection.add_edge(a, b, number, **graph.edges[a, b, number])
    return selection


def _add_mentioned(graph: networkx.MultiDiGraph[str], mentioned: Mentioned, labels: Labels) -> None:
    """What documents name: bodies, meetings, then what is cited and was not read."""
    edges: list[Edge] = []
    for root, above in sorted(mentioned.bodies.items()):
        graph.add_nodes_from([body_node(root, labels)])
        edges += body_edges(root, above)
    for key in mentioned.meetings:
        meeting = mentioned.meeting(key)
        graph.add_nodes_from([meeting_node(meeting, labels)])
        edges += meeting_edges(meeting)
    index = _InGraph(graph)
    for document in mentioned.documents:
        day = graph.nodes[document]["date"] if document in graph else ""
        for target in mentioned.targets(document):
            if target.key not in graph:
                graph.add_nodes_from([target_node(target, document, day, labels)])
                around = mentioned.around(document, split(target.key)[1], index)
                edges += target_edges(target, around)
    graph.add_edges_from(edges)


class _InGraph:
    """The units of a graph, as `Mentioned.around` asks for them."""

    def __init__(self, graph: networkx.MultiDiGraph[str]) -> None:
        self._graph = graph

    def order(self, document: str, path: str) -> int | None:
        return 0 if join(document, path) in self._graph else None
