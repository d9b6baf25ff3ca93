"""A graph of what is asked for: resolved documents become one `networkx.MultiDiGraph`.

Nodes are keyed by key (`seepara.keys`): documents, their units, what they cite without it being
read, decisions, resolutions, treaty articles, meetings and bodies. Each node has ``kind``,
``label``, ``short``, ``date``, ``document``, ``recommendation``, ``read``, ``missing`` and
``abridged``. Each edge has ``relation``:

- one edge a citation (`Relation`), from the unit in which the phrase stands to the target, with
  ``phrase``, ``start``, ``end`` (code points of the unit's text), ``unit``, ``asserted_by``,
  ``status``, ``direction``, ``misdirected``, ``governed_by``, ``reason``;
- ``partOf``: from a unit to what it lies in, in the end its document;
- ``adoptedAt``, in a draft ``consideredAt``: from a unit to its meeting; ``coversMeeting``: from a
  document to each meeting that it tells of or was made for;
- ``ofBody``: from a document or meeting to its body, from a body to the one above it.

A dangling target has a node, marked ``missing``. An ambiguous citation has no target, so it has no
edge: its unit counts it in ``ambiguous``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .keys import join, split
from .model import Document, Kind, Meeting, Relation, ResolvedDocument, Stage, Status, Unit

if TYPE_CHECKING:
    import networkx

    from .labels import Labels

PART_OF = "partOf"
ADOPTED_AT = "adoptedAt"
CONSIDERED_AT = "consideredAt"
COVERS = "coversMeeting"
OF_BODY = "ofBody"

CITES = frozenset(str(relation) for relation in Relation)
"""The relations whose edges are citations."""

NEIGHBOURHOOD_LIMIT = 500
"""How many neighbours `neighbourhood` returns unless told otherwise."""

# What a target without a pinpoint, or the thing a pinpoint lies in, is by the kind of the citation.
_CONTAINERS = {Kind.PARAGRAPH: Kind.DOCUMENT, Kind.SECTION: Kind.DOCUMENT}


def network(documents: Iterable[ResolvedDocument], labels: Labels) -> networkx.MultiDiGraph[str]:
    """The graph of these documents, everything in memory: for a selection, not for a million.

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
    resolved = tuple(documents)
    # All that was read comes first, so that no citation of it can make it look unread.
    for one in resolved:
        _add_document(graph, one, labels)
    for one in resolved:
        _add_citations(graph, one, labels)
    _place_targets(graph)
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


def _add_document(
    graph: networkx.MultiDiGraph[str], resolved: ResolvedDocument, labels: Labels
) -> None:
    document = resolved.document
    for body in resolved.bodies:
        key = f"body:{body.root}"
        _add_node(graph, labels, key, "body", label=body.name)
        if body.parent:
            _add_body(graph, labels, body.parent)
            _add_once(graph, key, f"body:{body.parent}", OF_BODY)
    for meeting in document.meetings:
        known = graph.nodes.get(meeting.key, {})
        _add_node(
            graph,
            labels,
            meeting.key,
            "meeting",
            date=meeting.start,
            end=meeting.end or known.get("end", ""),
            place=meeting.place or known.get("place", ""),
        )
        _add_body(graph, labels, meeting.body)
        _add_once(graph, meeting.key, f"body:{meeting.body}", OF_BODY)
    _add_node(
        graph,
        labels,
        document.key,
        "document",
        date=document.date or max((m.start for m in document.meetings), default=""),
        document=document.key,
        abridged=document.abridged,
        stage=str(document.stage),
        read=True,
    )
    if document.organ:
        _add_body(graph, labels, document.organ.root)
        graph.add_edge(document.key, f"body:{document.organ.root}", relation=OF_BODY)
    for meeting in document.meetings:
        graph.add_edge(document.key, meeting.key, relation=COVERS)
    _add_units(graph, document, labels)


def _add_units(graph: networkx.MultiDiGraph[str], document: Document, labels: Labels) -> None:
    held_at = CONSIDERED_AT if document.stage is Stage.DRAFT else ADOPTED_AT
    meetings = {meeting.key: meeting for meeting in document.meetings}
    for unit in document.units:
        _add_node(
            graph,
            labels,
            join(document.key, unit.path),
            str(unit.kind),
            date=_date_of(unit, document, meetings),
            document=document.key,
            recommendation=unit.recommendation,
            abridged=document.abridged,
            read=True,
        )
    # Only now: a footnote may come before what carries its mark.
    for unit in document.units:
        key = join(document.key, unit.path)
        graph.add_edge(key, join(document.key, unit.parent or ""), relation=PART_OF)
        if unit.meeting:
            if unit.meeting not in graph:
                _add_node(graph, labels, unit.meeting, "meeting")
            graph.add_edge(key, unit.meeting, relation=held_at)


def _date_of(unit: Unit, document: Document, meetings: Mapping[str, Meeting]) -> str:
    """The meeting's first day, where one adopted the unit; else the date of the document."""
    meeting = meetings.get(unit.meeting or "")
    return meeting.start if meeting else document.date


def _add_citations(
    graph: networkx.MultiDiGraph[str], resolved: ResolvedDocument, labels: Labels
) -> None:
    document = resolved.document
    for reference in resolved.references:
        source = join(document.key, reference.unit)
        for citation in reference.citations:
            if citation.status is Status.AMBIGUOUS or not citation.target:
                graph.nodes[source]["ambiguous"] = graph.nodes[source].get("ambiguous", 0) + 1
                continue
            _add_target(graph, labels, citation.target, citation.kind, citation.status)
            graph.add_edge(
                source,
                citation.target,
                relation=str(reference.relation),
                phrase=reference.text,
                start=reference.start,
                end=reference.end,
                unit=reference.unit,
                asserted_by=str(reference.asserted_by),
                status=str(citation.status),
                direction=str(citation.direction or ""),
                misdirected=citation.misdirected,
                governed_by=reference.governed_by,
                reason=citation.reason,
            )


def _add_target(
    graph: networkx.MultiDiGraph[str], labels: Labels, key: str, kind: Kind, status: Status
) -> None:
    """A node for what is cited, unless it is there; and one for what a pinpoint lies in."""
    if key in graph:
        return
    document, path = split(key)
    whole = _CONTAINERS.get(kind, kind)
    if path:
        _add_target(graph, labels, document, whole, Status.EXTERNAL)
    _add_node(
        graph,
        labels,
        key,
        str(kind if path else whole),
        date=graph.nodes[document]["date"] if path else "",
        document=document,
        missing=status is Status.DANGLING,
    )


def _place_targets(graph: networkx.MultiDiGraph[str]) -> None:
    """Put each pinpoint that was not read into the smallest thing around it that is known."""
    for key in list(graph):
        document, path = split(key)
        if path and not graph.nodes[key]["read"]:
            while path.endswith(")") and "(" in path:
                path = path[: path.rindex("(")]
                if join(document, path) in graph:
                    break
            else:
                path = ""
            graph.add_edge(key, join(document, path), relation=PART_OF)


def _add_body(graph: networkx.MultiDiGraph[str], labels: Labels, root: str) -> None:
    if f"body:{root}" not in graph:
        _add_node(graph, labels, f"body:{root}", "body")


def _add_once(graph: networkx.MultiDiGraph[str], a: str, b: str, relation: str) -> None:
    if not graph.has_edge(a, b):
        graph.add_edge(a, b, relation=relation)


def _add_node(
    graph: networkx.MultiDiGraph[str], labels: Labels, key: str, kind: str, **attributes: Any
) -> None:
    """A node with every attribute that all nodes have; a node that is there keeps what it has."""
    if graph.nodes.get(key, {}).get("read"):
        return
    graph.add_node(
        key,
        **{
            "kind": kind,
            "label": labels.label(key),
            "short": labels.short(key),
            "date": "",
            "document": "",
            "recommendation": False,
            "read": False,
            "missing": False,
            "abridged": False,
            **attributes,
        },
    )
