"""What the service says of itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..rdf.terms import PREFIXES
from .negotiation import GRAPHS, RESULTS

if TYPE_CHECKING:
    from pyoxigraph import Triple

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {
    RESULTS[0]: "SPARQL_Results_JSON",
    RESULTS[1]: "SPARQL_Results_XML",
    RESULTS[2]: "SPARQL_Results_CSV",
    RESULTS[3]: "SPARQL_Results_TSV",
    GRAPHS[0]: "Turtle",
    GRAPHS[1]: "N-Triples",
    GRAPHS[2]: "RDF_XML",
    GRAPHS[3]: "JSON-LD",
}
_LABEL = "Cross-references in United Nations documents"
_DATASET = (
    "The default graph is the union of all named graphs, each triple once. A named graph holds what "
    "one document states (its IRI followed by ?graph=stated); one more holds what is inferred (the "
    "base followed by ?graph=inferred), one what users correct (?graph=corrected)."
)
_SERVICE = (
    "Queries only: no update, no SERVICE, and FROM chooses among the graphs that are here. A graph "
    "that default-graph-uri or named-graph-uri names and that is not here is empty. A query that is "
    "not done within its time is answered with 504, one that finds no free place with 503."
)


def description(endpoint: str, media_type: str) -> bytes:
    """The description of the service at `endpoint`, in one of `negotiation.GRAPHS`.

    >>> b"UnionDefaultGraph" in description("http://localhost/sparql", "text/turtle")
    True
    """
    from pyoxigraph import RdfFormat, serialize

    form = RdfFormat.from_media_type(media_type)
    prefixes = {"sd": _SD, "rdfs": PREFIXES["rdfs"], "void": PREFIXES["void"]}
    return serialize(_triples(endpoint), format=form, prefixes=prefixes) or b""


def _triples(endpoint: str) -> Iterator[Triple]:
    from pyoxigraph import Literal, NamedNode, Triple

    def sd(name: str) -> NamedNode:
        return NamedNode(_SD + name)

    def named(prefix: str, name: str) -> NamedNode:
        return NamedNode(PREFIXES[prefix] + name)

    service, dataset, graph = (NamedNode(endpoint + part) for part in ("", "#dataset", "#default"))
    a, label, comment = named("rdf", "type"), named("rdfs", "label"), named("rdfs", "comment")
    said: list[tuple[Any, Any, Any]] = [
        (service, a, sd("Service")),
        (service, label, Literal(_LABEL, language="en")),
        (service, comment, Literal(_SERVICE, language="en")),
        (service, sd("endpoint"), service),
        (service, sd("supportedLanguage"), sd("SPARQL11Query")),
        (service, sd("feature"), sd("UnionDefaultGraph")),
        *((service, sd("resultFormat"), NamedNode(_FORMATS + name)) for name in _NAMES.values()),
        (service, sd("defaultDataset"), dataset),
        (dataset, a, sd("Dataset")),
        (dataset, comment, Literal(_DATASET, language="en")),
        (dataset, sd("defaultGraph"), graph),
        (graph, a, sd("Graph")),
        (graph, named("void", "vocabulary"), NamedNode(PREFIXES["seepara"])),
    ]
    for subject, predicate, value in said:
        yield Triple(subject, predicate, value)
