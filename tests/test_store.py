"""The store of a build: written whole, read by queries, the same as the graph that it is made from."""

from __future__ import annotations

import http.server
import io
import os
import signal
import threading
import time
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat

from seepara import endpoint, keys, queries, rdf
from seepara.sparql import Dataset, QueryRefused, examined
from seepara.store import StoreError, base_of, is_store, open_store, to_rdflib, write_store
from seepara.timed import Lost, OutOfTime, within

from .samples import CHAIR, DRAFT, LATER, chair_and_draft

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
STATED = keys.iri(LATER) + "?graph=stated"


@pytest.fixture(scope="module")
def trig(tmp_path_factory):
    path = tmp_path_factory.mktemp("trig") / "graph.trig"
    rdf.write(chair_and_draft(), path, "trig")
    return path


@pytest.fixture(scope="module")
def store(trig):
    folder = trig.parent / "store"
    write_store(trig, folder)
    return folder


def _count(source, text=COUNT):
    ((cell,),) = queries.run(source, text).rows
    return int(cell.value)


# ---------------------------------------------------------------- what is in it


def _as_stored(quads):
    """Numbers as a store keeps them: one type of whole numbers, decimals without zeros at the end."""
    store = pyoxigraph.Store()
    store.extend(quads)
    return store


def test_it_holds_the_graphs_of_the_documents_and_their_union(trig, store):
    quads = set(_as_stored(pyoxigraph.parse(path=trig)))
    opened = open_store(store)
    held = set(opened)
    assert {q for q in held if q.graph_name != DefaultGraph()} == {
        q for q in quads if q.graph_name != DefaultGraph()
    }
    union = {(q.subject, q.predicate, q.object) for q in quads}
    default = [q for q in held if q.graph_name == DefaultGraph()]
    assert {(q.subject, q.predicate, q.object) for q in default} == union
    # documents share what they say of bodies, and it counts once
    assert len(default) == len(union) < len(quads)
    assert len(list(opened.named_graphs())) == 3


def test_the_default_graph_is_the_turtle_file(trig, store, tmp_path):
    rdf.write(chair_and_draft(), tmp_path / "graph.ttl")
    assert _count(store) == _count(tmp_path / "graph.ttl")
    for one in queries.ready():
        assert queries.run(store, one.text) == queries.run(tmp_path / "graph.ttl", one.text)


def test_the_same_quads_make_the_same_store(trig, store, tmp_path):
    write_store(list(pyoxigraph.parse(path=trig)), tmp_path / "again")
    first, second = (sorted(map(str, open_store(folder))) for folder in (store, tmp_path / "again"))
    assert first == second


def test_it_says_nothing_of_the_time_of_day_and_reading_changes_nothing(store):
    def look():
        return {p.name: (p.stat().st_mtime_ns, p.stat().st_size) for p in store.iterdir()}

    before = look()
    assert not [name for name in before if name.startswith("LOG")]
    assert _count(store) > 0
    assert look() == before


def test_two_processes_read_at_once(store):
    opened = open_store(store)
    assert within(30, _counted, store) == str(
        len(list(opened.quads_for_pattern(None, None, None, DefaultGraph())))
    )


def _counted(folder):
    return str(_count(folder))


@settings(max_examples=8)
@given(st.lists(st.tuples(*[st.integers(0, 2)] * 3, st.integers(0, 3)), max_size=20))
def test_any_quads_come_out_as_they_went_in(tmp_path_factory, numbers):
    def quad(s, p, o, g):
        graph = DefaultGraph() if g == 3 else NamedNode(f"ex:g{g}")
        return Quad(NamedNode(f"ex:s{s}"), NamedNode(f"ex:p{p}"), Literal(o), graph)

    quads = {quad(*one) for one in numbers}
    folder = tmp_path_factory.mktemp("any") / "store"
    write_store(quads, folder)
    union = {Quad(q.subject, q.predicate, q.object) for q in quads}
    assert set(open_store(folder)) == quads | union


def test_the_base_is_that_of_the_graph(tmp_path):
    rdf.write(chair_and_draft(), tmp_path / "graph.trig", "trig", "https://example.org/un/")
    write_store(tmp_path / "graph.trig", tmp_path / "store")
    assert base_of(open_store(tmp_path / "store")) == "https://example.org/un/"
    text = "ASK { <decision/CTOC/COP/4/4> rdfs:label ?name }"
    assert queries.render(queries.run(tmp_path / "store", text)) == "true\n"


# ---------------------------------------------------------------- what is none


def test_a_folder_that_is_not_empty_is_left_alone(trig, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StoreError, match="something in it"):
        write_store(trig, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("content", ["<a:s> <a:p>", "<a:g> { <no iri> <a:p> 1 }", "\x00"])
def test_a_source_that_holds_no_graph(content, tmp_path):
    (tmp_path / "graph.trig").write_text(content)
    with pytest.raises(StoreError, match="holds no graph"):
        write_store(tmp_path / "graph.trig", tmp_path / "store")


def test_a_folder_that_holds_no_store(tmp_path):
    assert not is_store(tmp_path) and not is_store(tmp_path / "none")
    with pytest.raises(StoreError, match="build again"):
        open_store(tmp_path)
    with pytest.raises(queries.QueryError, match="build again"):
        queries.run(tmp_path, COUNT)
    (tmp_path / "CURRENT").write_text("MANIFEST-000005\n")
    with pytest.raises(OSError):
        open_store(tmp_path)


# ---------------------------------------------------------------- FROM


def test_from_chooses_among_the_graphs_of_a_store(store):
    later = _count(store, f"SELECT (COUNT(*) AS ?n) FROM <{STATED}> {{ ?s ?p ?o }}")
    assert 0 < later < _count(store)
    # from the base on, twice, and as a named graph
    twice = f"SELECT (COUNT(*) AS ?n) FROM <{LATER}?graph=stated> FROM <{STATED}> {{ ?s ?p ?o }}"
    assert _count(store, twice) == later
    named = f"SELECT (COUNT(*) AS ?n) FROM NAMED <{STATED}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    assert _count(store, named) == later
    other = f"<{DRAFT}?graph=stated>"
    both = _count(store, f"SELECT (COUNT(*) AS ?n) FROM <{STATED}> FROM {other} {{ ?s ?p ?o }}")
    only = _count(store, f"SELECT (COUNT(*) AS ?n) FROM {other} {{ ?s ?p ?o }}")
    assert max(later, only) < both < later + only  # they share what they say of bodies


@pytest.mark.parametrize(
    "text",
    [
        "ASK FROM <http://127.0.0.1:9/x> { ?s ?p ?o }",
        "ASK FROM NAMED <file:///etc/passwd> { ?s ?p ?o }",
        f"ASK FROM <{STATED}> FROM <a:b> {{ ?s ?p ?o }}",
        # one parser sees FROM where the other sees something else
        "ASK { ?s ?p 1FROM }",
    ],
)
def test_from_never_leads_out_of_a_store(store, text):
    with pytest.raises(queries.QueryError, match=r"FROM|not SPARQL"):
        queries.run(store, text)


@pytest.mark.parametrize(
    "text, default, named",
    [
        ("ASK FROM <x> {}", ("https://e.org/id/x",), ()),
        ("BASE <https://b.org/> ASK FROM <x> FROM NAMED <y> {}",
         ("https://b.org/x",), ("https://b.org/y",)),
        ("PREFIX p: <a:b/> ASK FROM p:c\\,d {}", ("a:b/c,d",), ()),
        ("PREFIX : <a:> ASK FROM : {}", ("a:",), ()),
        ("ASK FROM seepara:x {}", ("https://w3id.org/seepara/ns#x",), ()),
        ("ASK { ?from ?p 'FROM <x>' }", (), ()),
    ],
)  # fmt: skip
def test_which_graphs_from_means(text, default, named):
    assert examined(text, "https://e.org/id/", True).dataset == Dataset(default, named)
    if default:
        with pytest.raises(QueryRefused, match="FROM"):
            examined(text, "https://e.org/id/")


# ---------------------------------------------------------------- rdflib


def test_as_a_dataset_of_rdflib(trig, store):
    dataset = to_rdflib(store)
    stored = pyoxigraph.serialize(_as_stored(pyoxigraph.parse(path=trig)), format=RdfFormat.N_QUADS)
    expected = rdflib.Dataset(default_union=True).parse(data=stored, format="nquads")
    assert set(dataset.quads()) == set(expected.quads())
    assert len(dataset) == _count(store)
    assert len(dataset.graph(rdflib.URIRef(STATED))) == len(expected.graph(rdflib.URIRef(STATED)))
    text = "SELECT (COUNT(?u) AS ?n) { ?u a seepara:Unit }"
    ((count,),) = dataset.query(text)
    assert int(count) == _count(store, text)


def test_every_kind_of_term_comes_to_rdflib(tmp_path):
    values = [
        Literal("a"), Literal("a", language="ar"), Literal("7", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        Literal(True), NamedNode("ex:o"), BlankNode("b"),
    ]  # fmt: skip
    quads = [Quad(NamedNode("ex:s"), NamedNode(f"ex:p{n}"), o) for n, o in enumerate(values)]
    write_store(quads, tmp_path / "store")
    found = {str(p)[-1]: o for _, p, o, _ in to_rdflib(tmp_path / "store").quads()}
    assert found["0"] == rdflib.Literal("a")
    assert found["1"] == rdflib.Literal("a", lang="ar")
    assert str(found["2"]) == "7" and found["2"].datatype == rdflib.XSD.integer
    assert found["3"] == rdflib.Literal(True)
    assert found["4"] == rdflib.URIRef("ex:o")
    assert isinstance(found["5"], rdflib.BNode)


# ---------------------------------------------------------------- in time


def _ends_itself():
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def _refuses():
    raise ValueError("it is refused")


def _cannot():
    raise OSError("it cannot be read")


def _asks_the_network(port):
    import socket

    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return "no"
    return "yes"


def test_work_that_does_not_end_is_ended():
    started = time.monotonic()
    with pytest.raises(OutOfTime, match=r"limit of 0\.2 s"):
        within(0.2, time.sleep, 60)
    assert time.monotonic() - started < 5
    assert within(30, str, 3) == "3"


@pytest.mark.parametrize(
    "work, error, said",
    [(_ends_itself, Lost, "memory"), (_refuses, ValueError, "refused"), (_cannot, OSError, "read")],
)
def test_work_that_fails_says_why(work, error, said):
    with pytest.raises(error, match=said):
        within(30, work)


def test_a_runaway_query_of_the_command_line(store):
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"
    with pytest.raises(OutOfTime):
        within(0.5, queries.rendered, store, text, {}, "table")


def test_work_has_no_network_unless_it_is_given_one():
    import socket

    from seepara.confinement import leave_network

    if within(30, _left, leave_network) == "False":
        pytest.skip("this kernel lets nobody leave the network")
    with socket.create_server(("127.0.0.1", 0)) as own:
        port = own.getsockname()[1]
        assert within(30, _asks_the_network, port) == "no"
        assert within(30, _asks_the_network, port, network=True) == "yes"


def _left(leave):
    return str(leave())


# ---------------------------------------------------------------- another service


class _Answers(http.server.BaseHTTPRequestHandler):
    """A service that answers as a test wants it to."""

    def do_POST(self):
        self.server.asked.append(
            (self.path, self.rfile.read(int(self.headers["Content-Length"])).decode())
        )
        self.server.accepted.append(self.headers["Accept"])
        status, headers, body = self.server.answer(self.path)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        for piece in body:
            try:
                self.wfile.write(piece)
            except OSError:
                return

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def elsewhere():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as server:
        server.asked, server.accepted = [], []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


JSON = {"Content-Type": "application/sparql-results+json; charset=utf-8"}
ROWS = b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"7"}}]}}'
TURTLE = {"Content-Type": "text/turtle"}


def _address(server, path="/sparql"):
    return f"http://127.0.0.1:{server.server_port}{path}"


ANSWERS = [
    # what comes back, what is shown of it
    (JSON, ROWS, "csv", "n\n7\n"),
    (JSON, b'{"head":{},"boolean":true}', "table", "true\n"),
    ({"Content-Type": "application/sparql-results+xml"},
     b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="n"/></head>'
     b'<results><result><binding name="n"><literal>=1+1</literal></binding></result></results></sparql>',
     "csv", "n\n'=1+1\n"),
    (TURTLE, b"<a:s> <a:p> <a:o> .", "csv", "subject,predicate,object\na:s,a:p,a:o\n"),
    ({"Content-Type": "application/n-triples"}, b"<a:s> <a:p> <a:o> .", "ttl", "<a:s> <a:p> <a:o> .\n"),
]  # fmt: skip


@pytest.mark.parametrize("headers, body, form, shown", ANSWERS)
def test_the_answer_of_another_service(elsewhere, headers, body, form, shown):
    elsewhere.answer = lambda _: (200, headers, [body])
    text = endpoint.rendered(_address(elsewhere), "SELECT * {}", {}, form, 10)
    assert text.endswith(shown)


def test_prefixes_and_parameters_are_supplied(elsewhere):
    from urllib.parse import parse_qs

    elsewhere.answer = lambda _: (200, JSON, [ROWS])
    (ready,) = (one for one in queries.ready() if one.name == "refers-to")
    endpoint.ask(_address(elsewhere), ready.text, {"unit": f"{CHAIR}#21(a)"})
    ((_, body),) = elsewhere.asked
    (query,) = parse_qs(body)["query"]
    assert f"VALUES ?unit {{ <{keys.iri(f'{CHAIR}#21(a)')}> }}" in query
    assert "PREFIX seepara: <https://w3id.org/seepara/ns#>" in query and "PREFIX foaf:" not in query
    assert examined(query).form == "select"
    # the user's own declaration stands
    endpoint.ask(_address(elsewhere), "PREFIX oa: <x:> BASE <a:b> ASK { oa:a a <x> }")
    (query,) = parse_qs(elsewhere.asked[-1][1])["query"]
    assert query.startswith("PREFIX oa: <x:> BASE")


ACCEPTED = [
    # a query, what is asked for: some services answer in rows wherever rows are welcome
    ("SELECT * {}", "results", "turtle"),
    ("# construct\nASK {}", "results", "turtle"),
    ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "turtle", "results"),
    ("PREFIX ask: <x:> describe <select>", "turtle", "results"),
]


@pytest.mark.parametrize("text, wanted, unwanted", ACCEPTED)
def test_only_what_a_query_can_give_is_asked_for(elsewhere, text, wanted, unwanted):
    elsewhere.answer = lambda _: (200, TURTLE if wanted == "turtle" else JSON,
                                  [b"<a:s> <a:p> 1 ." if wanted == "turtle" else ROWS])  # fmt: skip
    endpoint.ask(_address(elsewhere), text)
    (accept,) = elsewhere.accepted
    assert wanted in accept and unwanted not in accept


TROUBLES = [
    # status, fields, pieces of the body, what is said of it
    (
        400,
        {"Content-Type": "text/plain"},
        [b"line 1: no \x1b[31mSPARQL\n\nmore"],
        "answers 400: line 1",
    ),
    (200, {"Content-Type": "text/html"}, [b"<html>"], "answers with text/html"),
    (200, {}, [ROWS], "no media type"),
    (200, JSON, [b"{"], "cannot be read"),
    (200, TURTLE, [b"<a:s> <a:p>"], "cannot be read"),
    (200, JSON, [b" " * 2**16] * 40, "over the limit of 1,048,576 bytes"),
    (302, {"Location": "/other"}, [], "answers 302"),
    (307, {"Location": "http://localhost:9/x"}, [], "another place"),
    (307, {"Location": "https://127.0.0.1/x"}, [], "another place"),
    (308, {"Location": "file:///etc/passwd"}, [], "give the address"),
    (307, {}, [], "answers 307"),
]


@pytest.mark.parametrize("status, headers, pieces, said", TROUBLES)
def test_a_service_that_does_not_answer_as_it_should(elsewhere, status, headers, pieces, said):
    elsewhere.answer = lambda _: (status, headers, pieces)
    with pytest.raises(endpoint.EndpointError, match=said) as error:
        endpoint.ask(_address(elsewhere), "ASK {}", seconds=10, most=2**20)
    assert "\n" not in str(error.value)


def test_a_redirect_on_the_same_host_is_followed(elsewhere):
    elsewhere.answer = lambda path: (
        (307, {"Location": "/there"}, []) if path == "/sparql" else (200, JSON, [ROWS])
    )
    assert len(endpoint.ask(_address(elsewhere), "ASK {}").rows) == 1
    assert [path for path, _ in elsewhere.asked] == ["/sparql", "/there"]


def test_a_service_that_takes_its_time(elsewhere):
    def slowly():
        while True:
            time.sleep(0.1)
            yield b" "

    elsewhere.answer = lambda _: (200, JSON, slowly())
    started = time.monotonic()
    with pytest.raises(endpoint.EndpointError, match="time limit"):
        endpoint.ask(_address(elsewhere), "ASK {}", seconds=0.5)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    "url",
    [
        "", "127.0.0.1:8000", "file:///etc/passwd", "ftp://127.0.0.1/", "http://", "http://:80/",
        "http://127.0.0.1:x/", "http://127.0.0.1:99999/", "http://user:secret@127.0.0.1/",
        "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX: y", "http://127.0.0.1/é", "http://[::1",
        "http://127.0.0.1:9/",  # nobody is there
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_asked(url):
    with pytest.raises(endpoint.EndpointError) as error:
        endpoint.ask(url, "ASK {}", seconds=2)
    assert "\n" not in str(error.value) and "secret" not in str(error.value)


def test_the_command_line_asks_store_and_service(trig, store, tmp_path, elsewhere):
    from click.testing import CliRunner

    from seepara.cli.graph import query

    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "store").symlink_to(store)

    def run(*arguments):
        return CliRunner().invoke(query, [*arguments, "--build", str(tmp_path / "build")])

    # there is no graph.ttl: it is the store that answers
    assert run(COUNT, "--format", "csv").stdout == f"n\n{_count(store)}\n"
    elsewhere.answer = lambda _: (200, JSON, [ROWS])
    assert run(COUNT, "--format", "csv", "--endpoint", _address(elsewhere)).stdout == "n\n7\n"
    slow = run("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.3")
    assert slow.exit_code == 2 and "--timeout" in slow.output
    assert run(COUNT, "--endpoint", "file:///etc/passwd").exit_code == 2


def test_the_trig_stream_is_what_the_store_takes(tmp_path):
    # the way that a build goes: one file, then the store
    stream = io.BytesIO()
    rdf.write(chair_and_draft(), stream, "trig")
    path = Path(tmp_path, "graph.trig")
    path.write_bytes(stream.getvalue())
    write_store(path, tmp_path / "store")
    assert is_store(tmp_path / "store")
    assert len(set(pyoxigraph.parse(path=path, format=RdfFormat.TRIG))) < len(
        open_store(tmp_path / "store")
    )


def test_the_store_of_a_build_answers_as_its_graph_file_does(tmp_path):
    from seepara.build import build
    from seepara.store import STORE

    (tmp_path / "a.txt").write_text("A/80/1\n\n1. See paragraph 2 below.\n\n2. Noted.\n")
    (tmp_path / "b.txt").write_text("A/80/2\n\n1. See A/80/1, para. 2, and A/80/3.\n")
    build([tmp_path], tmp_path / "build", jobs=1)
    opened, file = (tmp_path / "build" / name for name in (STORE, "graph.ttl"))
    for one in queries.ready():
        assert queries.run(opened, one.text) == queries.run(file, one.text)
    graphs = {name.value for name in open_store(opened).named_graphs()}
    assert graphs == {keys.iri(f"A/80/{n}") + "?graph=stated" for n in (1, 2)}
    default = open_store(opened).quads_for_pattern(None, None, None, DefaultGraph())
    assert set(default) == set(open_store(file))
