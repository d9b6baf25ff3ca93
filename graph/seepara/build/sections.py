"""What one document, or a run of things that several name, gives to each file of a build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from .. import graphml
from ..explorer.data import document_piece, mentioned_piece
from ..explorer.serialised import DOCUMENT, LINKS, PART, piece_sections, serialised
from ..graph_parts import Edge, Node, document_edges, document_nodes, link_edges
from ..labels import Labels
from ..lineage.inferences import Inferences
from ..lineage.order import Order
from ..model import ResolvedDocument
from ..records import RECORDS, as_json
from ..report import as_rows, notice_rows, unresolved_rows
from ..store import GRAPH
from ..tables import (
    CITATION_COLUMNS,
    NODE_COLUMNS,
    as_json_lines,
    citation_rows,
    csv_rows,
    reference_rows,
    unit_rows,
)
from .runs import Run, run_edges, run_nodes, run_triples

UNITS = "units.jsonl"
REFERENCES = "references.jsonl"
CITATIONS = "citations.csv"
SHARED = "store: what other documents may say too"
NODES = "nodes.csv"
GRAPHML_NODES = "graph.graphml: nodes"
GRAPHML_EDGES = "graph.graphml: edges"
UNRESOLVED = "report.json: unresolved"
NOTICES = "report.json: notices"

SECTIONS = (
    UNITS, REFERENCES, CITATIONS, RECORDS, GRAPH, NODES, GRAPHML_NODES, GRAPHML_EDGES, UNRESOLVED,
    NOTICES, DOCUMENT, LINKS, PART, SHARED,
)  # fmt: skip
"""The files of a build, and the pieces of those that are written in several."""


def document_sections(
    resolved: ResolvedDocument,
    labels: Labels,
    order: Order,
    classes: Counter[str],
    *,
    with_page: bool,
) -> dict[str, bytes]:
    """What a document gives to each section, to those of the explorer only `with_page`; `classes`
    counts its things by their class."""
    from ..rdf import own_triples, shared_triples, turtle_part
    from ..rdf.dataset import counted

    stated = list(own_triples(resolved, labels))
    for triple in stated:
        counted(triple, classes)

    nodes = tuple(document_nodes(resolved, labels))
    texts = {
        UNITS: "".join(as_json_lines(unit_rows(resolved))),
        REFERENCES: "".join(as_json_lines(reference_rows(resolved))),
        CITATIONS: "".join(csv_rows(citation_rows(resolved), CITATION_COLUMNS)),
        RECORDS: as_json(resolved) + "\n",
        UNRESOLVED: as_rows(unresolved_rows(resolved)),
        NOTICES: as_rows(notice_rows(resolved)),
        **_graph_sections(nodes, document_edges(resolved)),
    }
    sections = _encoded(texts) | {
        GRAPH: turtle_part(stated),
        SHARED: turtle_part(shared_triples(resolved, labels)),
    }
    if with_page:
        sections |= piece_sections(document_piece(resolved, labels, order, nodes))
    return sections


def link_sections(found: Inferences, labels: Labels, classes: Counter[str]) -> dict[str, bytes]:
    """What inferred links, corrections and steps give to each section; `classes` counts them."""
    from ..rdf import link_triples, turtle_part
    from ..rdf.dataset import counted

    stated = list(link_triples(found, labels))
    for triple in stated:
        counted(triple, classes)
    edges = "".join(
        graphml.edge(*edge[:2], edge[2]["relation"], edge[2]) for edge in link_edges(found)
    )
    return _encoded({GRAPHML_EDGES: edges}) | {GRAPH: turtle_part(stated)}


def run_sections(run: Run, labels: Labels, classes: Counter[str]) -> dict[str, bytes]:
    """What a run of things that documents name gives to each section; `classes` counts them."""
    from ..rdf import turtle_part
    from ..rdf.dataset import counted

    stated = list(run_triples(run, labels))
    for triple in stated:
        counted(triple, classes)
    nodes, edges = tuple(run_nodes(run, labels)), tuple(run_edges(run))
    return {
        **_encoded(_graph_sections(nodes, edges)),
        GRAPH: turtle_part(stated),
        DOCUMENT: serialised(mentioned_piece(nodes, edges, labels)),
    }


def _graph_sections(nodes: Iterable[Node], edges: Iterable[Edge]) -> dict[str, str]:
    between: Counter[tuple[str, str]] = Counter()
    written: list[str] = []
    for source, target, attributes in edges:
        written.append(graphml.edge(source, target, between[source, target], attributes))
        between[source, target] += 1
    rows = ({"key": key, **attributes} for key, attributes in nodes)
    return {
        NODES: "".join(csv_rows(rows, NODE_COLUMNS)),
        GRAPHML_NODES: "".join(graphml.node(key, attributes) for key, attributes in nodes),
        GRAPHML_EDGES: "".join(written),
    }


def _encoded(texts: Mapping[str, str]) -> dict[str, bytes]:
    """Texts as UTF-8; half a surrogate pair, which a text can have, is kept."""
    return {section: text.encode("utf-8", "surrogatepass") for section, text in texts.items()}
