"""The W3C's own tests of the SPARQL 1.1 Protocol, where a checkout of w3c/rdf-tests is at hand.

    SEEPARA_RDF_TESTS=…/rdf-tests pytest tests/test_server_w3c.py

The service only reads, so of a test of updates only this is asked: it is refused with a status 4xx.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS

from .serving import Service, publish

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        *("application/sparql-results+json", "application/sparql-results+xml"),
        *("text/csv", "text/tab-separated-values"),
    },
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml"},
}


def _folder() -> Path | None:
    given = os.environ.get("SEEPARA_RDF_TESTS")
    folder = Path(given or "rdf-tests") / "sparql" / "sparql11" / "protocol"
    return folder if (folder / "manifest.ttl").is_file() else None


def _manifest() -> tuple[rdflib.Graph, list[rdflib.term.Node]]:
    folder, graph = _folder(), rdflib.Graph()
    if folder is None:
        return graph, []
    graph.parse(folder / "manifest.ttl", publicID=folder.as_uri() + "/manifest.ttl")
    (entries,) = graph.objects(None, MF.entries)
    return graph, list(Collection(graph, entries))


GRAPH, ENTRIES = _manifest()
pytestmark = pytest.mark.skipif(not ENTRIES, reason="SEEPARA_RDF_TESTS names no w3c/rdf-tests")


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """A service over every graph that the manifest names."""
    quads = []
    for data in GRAPH.objects(None, UT.graphData):
        name, source = GRAPH.value(data, RDFS.label), GRAPH.value(data, UT.graph)
        for line in (_folder() / str(source).rpartition("/")[2]).read_text().splitlines():
            quads.append(f"<{name}> {{ {line} }}")
    link = tmp_path_factory.mktemp("w3c") / "build"
    publish(link, "\n".join(sorted(set(quads))).encode())
    service = Service(link)
    yield service
    assert service.stop()[0] == 0


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry).partition("#")[2])
def test_protocol(service, entry):
    name = str(entry).partition("#")[2]
    (action,) = GRAPH.objects(entry, MF.action)
    for request in Collection(GRAPH, GRAPH.value(action, HT.requests)):
        is_update = name.startswith("update_") and not _is_query(request)
        answer = _sent(service, request)
        expected = GRAPH.value(request, HT.resp)
        statuses = {str(s)[-3] for s in GRAPH.objects(expected, MF.expectedStatus)}
        if is_update:
            assert 400 <= answer.status < 500
        elif name.startswith("update_"):
            assert answer.status == 200  # what the update would have changed is not to be seen
        else:
            assert str(answer.status)[0] in statuses, answer.text
        if name.startswith("query_"):
            wanted = GRAPH.value(expected, MF.expectedFormat)
            assert answer.kind in FORMATS[str(wanted)]
            truth = GRAPH.value(expected, MF.expectedBoolean)
            if truth is not None:
                assert json.loads(answer.body)["boolean"] is truth.toPython()


def _is_query(request):
    return "query" in _kind(request) or "query=" in str(GRAPH.value(request, HT.absolutePath))


def _kind(request):
    return _headers(request).get("content-type", "")


def _headers(request):
    found = GRAPH.value(request, HT.headers)
    return {
        str(GRAPH.value(header, HT.fieldName)).lower(): str(GRAPH.value(header, HT.fieldValue))
        for header in (Collection(GRAPH, found) if found is not None else ())
    }


def _sent(service, request):
    content = GRAPH.value(request, HT.body)
    body = None
    if content is not None:
        encoding = str(GRAPH.value(content, CNT.characterEncoding))
        body = str(GRAPH.value(content, CNT.chars)).encode(encoding)
    method, path = (str(GRAPH.value(request, p)) for p in (HT.methodName, HT.absolutePath))
    return service.ask(method, path, body, _headers(request))


def test_every_entry_is_a_test_of_the_protocol():
    assert {GRAPH.value(entry, RDF.type) for entry in ENTRIES} == {MF.ProtocolTest}
