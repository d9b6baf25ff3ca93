"""One graph, whatever it is written in and whoever reads it: of `data`, with all that is inferred."""

import pyoxigraph
import pytest
import rdflib

import seepara as package
from seepara import rdf
from seepara.judgements import judgements_in
from seepara.labels import Labels
from seepara.lineage import Inferences
from seepara.network import network
from seepara.records import read_records
from seepara.store import write_store

# rdflib's own readers of TriG and JSON-LD use what it calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

FORMATS = {
    "ttl": ("turtle", pyoxigraph.RdfFormat.TURTLE),
    "nt": ("nt", pyoxigraph.RdfFormat.N_TRIPLES),
    "trig": ("trig", pyoxigraph.RdfFormat.TRIG),
    "jsonld": ("json-ld", pyoxigraph.RdfFormat.JSON_LD),
    "rdfxml": ("xml", pyoxigraph.RdfFormat.RDF_XML),
}
NT = pyoxigraph.RdfFormat.N_TRIPLES
COUNTS = {
    "units": "?x a seepara:Unit ; seepara:position ?p",
    "recommendations": "?x a seepara:Recommendation",
    "references": "?x a seepara:Reference",
    "citations": "?x a seepara:Citation",
}
PREFIX = "PREFIX seepara: <https://w3id.org/seepara/ns#>\n"


@pytest.fixture(scope="module")
def documents(data_build):
    return list(read_records(data_build / "records.jsonl"))


@pytest.fixture(scope="module")
def inferences(data_build, documents):
    said = judgements_in(data_build)
    return Inferences.of(documents, said.corrections, said.between)


@pytest.fixture(scope="module")
def built(data_build):
    """The graph of a build, as rdflib reads it."""
    return rdflib.Graph().parse(data_build / "graph.ttl")


@pytest.fixture(scope="module")
def files(documents, inferences, tmp_path_factory):
    folder = tmp_path_factory.mktemp("formats")
    for format in FORMATS:
        rdf.write(documents, folder / f"graph.{format}", format, inferences=inferences)
    return folder


def _triples(path, format):
    """A file as rdflib reads it, its named graphs as one."""
    graph = rdflib.Graph()
    if format == "trig":
        for subject, predicate, value, _ in rdflib.Dataset().parse(path, format="trig"):
            graph.add((subject, predicate, value))
        return graph
    return graph.parse(path, format=FORMATS[format][0])


def test_formats_are_all_that_the_program_writes():
    assert set(FORMATS) == set(rdf.FORMATS)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_brings_the_graph_of_the_build_back(format, files, built):
    """As rdflib reads it and as pyoxigraph does. Without blank nodes, isomorphic is the same."""
    path = files / f"graph.{format}"
    read = _triples(path, format)
    assert not [node for triple in read for node in triple if isinstance(node, rdflib.BNode)]
    assert set(read) == set(built)
    by_pyoxigraph = {
        f"{quad.subject} {quad.predicate} {quad.object}"
        for quad in pyoxigraph.parse(path=path, format=FORMATS[format][1])
    }
    lines = read.serialize(format="nt", encoding="utf-8")
    assert by_pyoxigraph == {str(triple) for triple in pyoxigraph.parse(lines, NT)}


def test_units_references_and_citations_are_counted_alike(
    data_build, documents, inferences, built, tmp_path
):
    by_rdflib = {name: len({row[0] for row in built.query(f"{PREFIX}SELECT ?x {{ {pattern} }}")})
                 for name, pattern in COUNTS.items()}  # fmt: skip
    write_store(_trig(documents, inferences, tmp_path), tmp_path / "store")
    store = pyoxigraph.Store.read_only(str(tmp_path / "store"))
    by_pyoxigraph = {
        name: len({row["x"].value for row in store.query(f"{PREFIX}SELECT ?x {{ {pattern} }}")})
        for name, pattern in COUNTS.items()
    }
    graph = network(documents, Labels.of(documents), inferences)
    read = {key for key, said in graph.nodes(data=True) if "#" in key and said["read"]}
    cited = [(a, b, said) for a, b, said in graph.edges(data=True) if said.get("status")]
    by_networkx = {
        "units": len(read),
        "recommendations": sum(graph.nodes[key].get("recommendation") is True for key in read),
        "references": len({(a, said["start"], said["end"]) for a, _, said in cited}),
        "citations": len(cited),
    }
    assert by_rdflib == by_pyoxigraph == by_networkx
    assert (by_rdflib["references"], by_rdflib["citations"]) == (82, 105)


def _trig(documents, inferences, folder):
    rdf.write(documents, folder / "graph.trig", "trig", inferences=inferences)
    return folder / "graph.trig"


def test_to_rdflib_of_a_build_with_and_without_a_store(documents, inferences, built, tmp_path):
    ask = f"{PREFIX}SELECT (COUNT(*) AS ?n) {{ ?c a seepara:Citation }}"
    rdf.write(documents, tmp_path / "graph.ttl", inferences=inferences)
    without = package.to_rdflib(tmp_path)
    write_store(_trig(documents, inferences, tmp_path), tmp_path / "store")
    with_store = package.to_rdflib(str(tmp_path))
    values = {(s, p, str(o)) for s, p, o in built}
    for dataset in (without, with_store):
        assert [int(row.n) for row in dataset.query(ask)] == [105]
        # a store has one type of whole number
        assert {(s, p, str(o)) for s, p, o, _ in dataset.quads()} == values
    # a named graph a document for what is stated, apart from what is inferred
    names = {str(graph.identifier).rpartition("?")[2] for graph in with_store.graphs()}
    assert {"graph=stated", "graph=inferred"} <= names
