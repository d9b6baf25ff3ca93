import io
import json
import re
from collections import Counter
from importlib.resources import files

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF, RDFS, VOID

from seepara import keys, rdf
from seepara.labels import Labels
from seepara.rdf.dataset import CLASSES, precision
from seepara.rdf.jsonld import context
from seepara.rdf.terms import PREFIXES, SEEPARA

from .samples import chair_and_draft

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

NS = rdflib.Namespace(SEEPARA)
DQV = rdflib.Namespace(PREFIXES["dqv"])
PROV = rdflib.Namespace(PREFIXES["prov"])
BASE = rdflib.URIRef(keys.ID_BASE)


def _read(written, format):
    if format == "trig":
        graph = rdflib.Graph()
        for subject, predicate, value, _ in rdflib.Dataset().parse(data=written, format="trig"):
            graph.add((subject, predicate, value))
        return graph
    return rdflib.Graph().parse(data=written, format={"jsonld": "json-ld"}.get(format, format))


def _written(format):
    stream = io.BytesIO()
    rdf.write(chair_and_draft(), stream, format)
    return stream.getvalue()


def _said(graph):
    return {
        str(graph.value(partition, VOID["class"])).removeprefix(SEEPARA): int(
            graph.value(partition, VOID.entities)
        )
        for partition in graph.objects(BASE, VOID.classPartition)
    }


def _counted(graph):
    found = Counter(str(kind).removeprefix(SEEPARA) for kind in graph.objects(None, RDF.type))
    return {name: found[name] for name in CLASSES}


@pytest.mark.parametrize("format", ["ttl", "trig", "jsonld"])
def test_counts_by_class_are_those_of_the_graph(format):
    graph = _read(_written(format), format)
    assert _said(graph) == _counted(graph)
    assert _said(graph)["Citation"] > 10


def test_counts_of_a_build_are_those_of_its_graph(data_build):
    graph = rdflib.Graph().parse(data_build / "graph.ttl")
    assert _said(graph) == _counted(graph)
    assert _said(graph) | {"Reference": 82, "Citation": 105} == _said(graph)


def test_a_graph_says_what_made_it_and_how_precise_that_is(data_build):
    graph = rdflib.Graph().parse(data_build / "graph.ttl")
    program = graph.value(BASE, PROV.wasAttributedTo)
    assert re.fullmatch(r"seepara \d+\.\d+\.\d+\S*", graph.value(program, RDFS.label))
    values = {
        str(graph.value(m, NS.kind)).removeprefix(f"{NS}kind-"): float(graph.value(m, DQV.value))
        for m in graph.objects(BASE, DQV.hasQualityMeasurement)
    }
    # each kind that was measured, by its own figures, and where that was said
    assert values.keys() == precision().keys() >= {"paragraph", "decision", "treaty"}
    for kind, measured in precision().items():
        assert 0 <= measured["right"] <= measured["found"] and measured["documents"] > 1
        assert values[kind] == pytest.approx(measured["right"] / measured["found"], abs=1e-3)
    for measurement in graph.objects(BASE, DQV.hasQualityMeasurement):
        assert "annotated by hand" in graph.value(measurement, RDFS.comment)
        assert graph.value(measurement, DQV.isMeasurementOf) == NS.precision


def test_precision_by_kind_and_by_document_are_one_measurement():
    """Each document counts once, in the first of the formats that it was read in."""
    figures = json.loads(files("seepara.ontology").joinpath("measured.json").read_text("utf-8"))
    first = {row["document"]: row for row in reversed(figures["readings"])}
    assert len(first) == figures["documents"] < len(figures["readings"])
    for name in ("right", "found"):
        by_kind = sum(measured[name] for measured in precision().values())
        assert by_kind == sum(row[name] for row in first.values())
    for row in figures["readings"]:
        assert row["wrong"] <= row["found"] - row["right"] and row["right"] <= row["targets"]


def test_named_graphs_are_explained_and_inputs_have_their_hashes(data_build):
    graph = rdflib.Graph().parse(data_build / "graph.ttl")
    about = graph.value(BASE, DCTERMS.description)
    for name in ("?graph=stated", "?graph=inferred", "?graph=corrected", "union"):
        assert name in about
    versions = set(graph.subjects(RDF.type, NS.LanguageVersion))
    assert len(versions) == 4
    for one in versions:
        hashes = list(graph.objects(one, rdflib.URIRef(PREFIXES["schema"] + "sha256")))
        assert [len(value) for value in hashes] == [64]


def test_json_ld_of_a_whole_file_has_short_names_only():
    """No property is left as a long IRI, also not of the dataset; no value needs the network."""
    written = json.loads(_written("jsonld"))
    assert isinstance(written["@context"], dict)
    names = {term.name for term in context().terms.values()} | {"@id", "@type"}
    used = {name for node in written["@graph"] for name in node}
    assert used <= names, used - names


def test_head_and_tail_make_a_whole_file_with_the_parts_between(data_build):
    written = (data_build / "graph.ttl").read_bytes()
    triples = list(pyoxigraph.parse(written, pyoxigraph.RdfFormat.TURTLE))
    # a block a subject, the counts last
    assert len(triples) == len({str(triple) for triple in triples})
    assert str(triples[-1].subject).startswith(f"<{BASE}?class=")
    labels = Labels.of(chair_and_draft())
    assert b"void:entities 3 ." in rdf.turtle_tail(Counter(Body=3), labels)
