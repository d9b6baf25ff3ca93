"""Graph and tables as files of other tools' formats: GraphML, GEXF, CSV, JSON; RDF by
`seepara.rdf`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from . import graphml
from .tables import Row

if TYPE_CHECKING:
    import networkx

# In GEXF, "start" and "end" say when a node or an edge exists.
_GEXF_NAMES = {"start": "from_offset", "end": "to"}


def node_rows(graph: networkx.MultiDiGraph[str]) -> Iterator[Row]:
    """A row a node, in the order of the graph."""
    for key, attributes in graph.nodes(data=True):
        yield {"key": key, **attributes}


def write_graphml(graph: networkx.MultiDiGraph[str], target: Path | IO[bytes]) -> None:
    """GraphML with kinds, dates and labels; what XML cannot hold is replaced by U+FFFD."""
    if isinstance(target, Path):
        with target.open("wb") as stream:
            write_graphml(graph, stream)
        return
    nodes = [attributes for _, attributes in graph.nodes(data=True)]
    edges = [attributes for _, _, attributes in graph.edges(data=True)]
    target.write(graphml.head(_types(nodes), _types(edges)).encode())
    for key, attributes in graph.nodes(data=True):
        target.write(graphml.node(key, attributes).encode())
    for a, b, number, attributes in graph.edges(keys=True, data=True):
        target.write(graphml.edge(a, b, number, attributes).encode())
    target.write(graphml.TAIL.encode())


def _types(attributes: Iterable[Mapping[str, Any]]) -> dict[str, type]:
    """The types of attributes, by name."""
    return {name: type(value) for held in attributes for name, value in held.items()}


def write_gexf(graph: networkx.MultiDiGraph[str], target: Path | IO[bytes]) -> None:
    """GEXF 1.2, for Gephi, without the time of day that networkx would put in."""
    import io

    import networkx

    stream = io.BytesIO()
    networkx.write_gexf(_for_xml(graph, _GEXF_NAMES), stream)
    made = re.sub(rb' lastmodifieddate="[^"]*"', b"", stream.getvalue())
    # the schema knows no name of a graph
    made = re.sub(rb'(<graph\b[^>]*?) name="[^"]*"', rb"\1", made, count=1)
    if isinstance(target, Path):
        target.write_bytes(made)
    else:
        target.write(made)


def as_json(graph: networkx.MultiDiGraph[str]) -> str:
    """Nodes and links as one JSON object, in networkx's node-link form."""
    import networkx

    data: dict[str, Any] = networkx.node_link_data(graph, edges="links")
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _for_xml(
    graph: networkx.MultiDiGraph[str], renamed: Mapping[str, str]
) -> networkx.MultiDiGraph[str]:
    import networkx

    safe: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for key, attributes in graph.nodes(data=True):
        safe.add_node(graphml.in_xml(key), **_renamed(attributes, renamed))
    for a, b, attributes in graph.edges(data=True):
        safe.add_edge(graphml.in_xml(a), graphml.in_xml(b), **_renamed(attributes, renamed))
    return safe


def _renamed(attributes: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {names.get(name, name): _clean(value) for name, value in attributes.items()}


def _clean(value: Any) -> Any:
    return graphml.in_xml(value) if isinstance(value, str) else value
