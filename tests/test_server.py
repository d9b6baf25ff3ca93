"""The service, over HTTP as a client sees it: the protocol, its limits, its pages, its end."""

from __future__ import annotations

import concurrent.futures
import csv
import http.client
import io
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from dataclasses import replace
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seepara import keys, queries, rdf
from seepara.records import RECORDS, write_records
from seepara.server.guards import is_local, line
from seepara.server.negotiation import GRAPHS, HTML, RESULTS, chosen

from .samples import CELL, CHAIR, DRAFT, LATER, MARKUP, MEETING_2009, chair_and_draft
from .serving import QUICK, RUNAWAY, Service, below, is_alive, publish, wait_until

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
STATED = keys.iri(LATER) + "?graph=stated"
OTHER = keys.iri(DRAFT) + "?graph=stated"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def trig():
    stream = io.BytesIO()
    rdf.write(chair_and_draft(), stream, "trig")
    return stream.getvalue()


@pytest.fixture(scope="module")
def link(tmp_path_factory, trig):
    link = tmp_path_factory.mktemp("served") / "build"
    publish(link, trig, "<!doctype html><title>The explorer</title>")
    write_records(chair_and_draft(), link / RECORDS)
    (link / "explorer-1.js").write_text("1;")
    (link / "explorer").mkdir()
    (link / "explorer" / "chunk.2.js").write_text("2;")
    return link


@pytest.fixture(scope="module")
def service(link):
    service = Service(link)
    yield service
    status, log = service.stop()
    assert status == 0
    assert "Traceback" not in log, log


# ---------------------------------------------------------------- the protocol


ENCODED = urlencode({"query": "ASK {}"})
EVIL = "<http://127.0.0.1:9/x>"

PROTOCOL = [
    # what is asked, method, target, header fields, body, status
    ("by GET", "GET", f"/sparql?{ENCODED}", {}, None, 200),
    ("with a slash at the end, as some clients have it", "GET", f"/sparql/?{ENCODED}", {}, None, 200),
    ("by POST of a form", "POST", "/sparql", FORM, ENCODED, 200),
    ("by POST of a query", "POST", "/sparql", DIRECT, "ASK {}", 200),
    ("the media type in capitals, with a charset", "POST", "/sparql",
     {"Content-Type": 'Application/SPARQL-Query; Charset="UTF-8"'}, "ASK {}", 200),
    ("letters of other scripts", "POST", "/sparql", DIRECT, "ASK { ?фраза ?p 'ج' }".encode(), 200),
    ("a form in UTF-8 without %-codes, as curl -d sends it", "POST", "/sparql", FORM,
     "query=ASK { ?s ?p 'é' }".encode(), 200),
    ("the head of an answer", "HEAD", f"/sparql?{ENCODED}", {}, None, 200),
    ("no query: the description", "GET", "/sparql", {}, None, 200),
    ("a graph that is not here is empty", "GET",
     f"/sparql?{ENCODED}&default-graph-uri=http://127.0.0.1:9/x", {}, None, 200),
    # what is not the protocol
    ("no query in a form", "POST", "/sparql", FORM, "", 400),
    ("two queries", "GET", f"/sparql?{ENCODED}&{ENCODED}", {}, None, 400),
    ("one query in each place", "POST", f"/sparql?{ENCODED}", FORM, ENCODED, 400),
    ("an empty query", "GET", "/sparql?query=", {}, None, 400),
    ("no SPARQL", "GET", "/sparql?query=ASK%20%7B", {}, None, 400),
    ("a form without its media type", "POST", "/sparql", {}, ENCODED, 415),
    ("a query as plain text", "POST", "/sparql", {"Content-Type": "text/plain"}, "ASK {}", 415),
    ("another charset", "POST", "/sparql",
     {"Content-Type": "application/sparql-query; charset=UTF-16"}, "ASK {}".encode("utf-16"), 415),
    ("bytes that are no UTF-8", "POST", "/sparql", DIRECT, b"ASK { ?s ?p '\xff' }", 400),
    ("%-codes that are no UTF-8", "GET", "/sparql?query=%FF", {}, None, 400),
    ("more fields than anyone needs", "POST", "/sparql", FORM, "a=&" * 2000, 400),
    ("a graph that is no IRI", "GET", f"/sparql?{ENCODED}&named-graph-uri=a%20b", {}, None, 400),
    ("another method", "PUT", "/sparql", DIRECT, "ASK {}", 405),
    ("a method to delete", "DELETE", "/sparql", {}, None, 405),
    ("a body over the limit", "POST", "/sparql", DIRECT, b"#" * (2**20 + 1), 413),
    # updates, in every way
    ("an update by POST", "POST", "/sparql", {"Content-Type": "application/sparql-update"},
     "CLEAR ALL", 403),
    ("an update in a form", "POST", "/sparql", FORM, "update=CLEAR%20ALL", 403),
    ("an update by GET", "GET", "/sparql?update=CLEAR%20ALL", {}, None, 403),
    ("an update beside a query", "POST", "/sparql", FORM, f"{ENCODED}&update=CLEAR%20ALL", 403),
    ("graphs of an update", "POST", "/sparql?using-graph-uri=a:b", FORM, ENCODED, 403),
    ("an update as if it were a query", "POST", "/sparql", DIRECT, "DELETE WHERE { ?s ?p ?o }", 403),
    ("a LOAD as if it were a query", "POST", "/sparql", DIRECT, f"LOAD {EVIL}", 403),
    # what reaches out
    ("another server", "POST", "/sparql", DIRECT, f"ASK {{ SERVICE {EVIL} {{ }} }}", 403),
    ("another server, silently", "POST", "/sparql", DIRECT,
     f"ASK {{ SERVICE SILENT {EVIL} {{ }} }}", 403),
    ("a graph that is not here", "POST", "/sparql", DIRECT, f"ASK FROM {EVIL} {{ }}", 403),
    ("a named graph that is not here", "POST", "/sparql", DIRECT, f"ASK FROM NAMED {EVIL} {{ }}", 403),
    ("a file", "POST", "/sparql", DIRECT, "ASK FROM <file:///etc/passwd> { }", 403),
]  # fmt: skip


@pytest.mark.parametrize("row", PROTOCOL, ids=lambda row: row[0])
def test_protocol(service, row):
    _, method, target, headers, body, status = row
    answer = service.ask(method, target, body, headers)
    assert answer.status == status, answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    if status >= 400 and status != 405:
        assert answer.kind == "text/plain"
        assert len(answer.text.splitlines()) == 1


NEGOTIATION = [
    # Accept, the answer to SELECT and ASK, the answer to CONSTRUCT and DESCRIBE
    ("", RESULTS[0], GRAPHS[0]),
    ("*/*", RESULTS[0], GRAPHS[0]),
    (RESULTS[1], RESULTS[1], None),
    ("text/csv", "text/csv", None),
    ("text/tab-separated-values", "text/tab-separated-values", None),
    ("application/n-triples", None, GRAPHS[1]),
    ("application/rdf+xml", None, GRAPHS[2]),
    ("application/ld+json", None, GRAPHS[3]),
    # names that clients use
    ("application/json", RESULTS[0], None),
    ("application/xml", RESULTS[1], None),
    # the heavier wins, whatever its place; nothing of weight 0
    ("text/csv;q=0.2, application/sparql-results+xml;q=0.7", RESULTS[1], None),
    ("text/turtle;q=0, */*;q=0.1", RESULTS[0], GRAPHS[1]),
    # a range, and the closest of two ranges
    ("text/*", "text/csv", GRAPHS[0]),
    ("*/*;q=0.5, application/sparql-results+xml", RESULTS[1], GRAPHS[0]),
    # nothing that we have
    ("image/png", None, None),
    # no header at all, as far as can be read
    ("; ;, /, q", None, None),
    ("text/csv;q=much", None, None),
]


@pytest.mark.parametrize("accept, rows, graph", NEGOTIATION, ids=lambda value: value or "none")
def test_negotiation(service, accept, rows, graph):
    for text, expected in (
        ("SELECT ?s { ?s a seepara:Document }", rows),
        ("ASK {}", rows),
        ("CONSTRUCT { ?s a seepara:Document } WHERE { ?s a seepara:Document }", graph),
        (f"DESCRIBE <{keys.iri(CHAIR)}>", graph),
    ):
        answer = service.query(text, accept)
        assert (answer.status, answer.kind) == (
            (200, expected) if expected else (406, "text/plain")
        )
        assert answer.headers["vary"] == "Accept"


@given(st.text(st.sampled_from("*/,;=q.01 textcvhml+-"), max_size=60))
def test_whatever_is_accepted_is_offered_or_nothing(accept):
    assert chosen(accept, (HTML, *GRAPHS)) in (None, HTML, *GRAPHS)


def test_every_format_says_the_same(service):
    text = "SELECT ?label { ?s a seepara:Document ; rdfs:label ?label } ORDER BY ?label"
    as_json = service.query(text).column("label")
    as_csv = [
        row["label"] for row in csv.DictReader(io.StringIO(service.query(text, "text/csv").text))
    ]
    as_xml = pyoxigraph.parse_query_results(
        service.query(text, RESULTS[1]).body, pyoxigraph.QueryResultsFormat.XML
    )
    assert len(as_json) > 3
    assert as_json == as_csv == [row["label"].value for row in as_xml]


def test_the_default_graph_is_the_union_each_triple_once(service, trig):
    quads = list(pyoxigraph.parse(trig, pyoxigraph.RdfFormat.TRIG))
    triples = {(q.subject, q.predicate, q.object) for q in quads}
    # documents share what they say of bodies: a union that is made when it is asked counts it twice
    assert len(triples) < len(quads)
    assert service.query(COUNT).column("n") == [str(len(triples))]
    later = {q for q in quads if str(q.graph_name) == f"<{STATED}>"}
    other = {q for q in quads if str(q.graph_name) == f"<{OTHER}>"}
    both = {(q.subject, q.predicate, q.object) for q in later | other}
    in_graph = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{STATED}> {{ ?s ?p ?o }} }}"
    assert service.query(in_graph).column("n") == [str(len(later))]
    asked = urlencode(
        [("query", COUNT), ("default-graph-uri", STATED), ("default-graph-uri", OTHER)]
    )
    for answer in (
        service.ask("GET", f"/sparql?{asked}"),
        service.query(f"SELECT (COUNT(*) AS ?n) FROM <{STATED}> FROM <{OTHER}> {{ ?s ?p ?o }}"),
    ):
        assert answer.column("n") == [str(len(both))]


DATASETS = [
    # the query's FROM, fields of the protocol, how many graphs GRAPH ?g has, is the default empty
    ("", {}, 3, False),
    (f"FROM <{STATED}>", {}, 0, False),
    (f"FROM NAMED <{STATED}>", {}, 1, True),
    ("", {"default-graph-uri": STATED}, 0, False),
    ("", {"named-graph-uri": STATED}, 1, True),
    # the protocol wins
    (f"FROM <{OTHER}> FROM NAMED <{OTHER}>", {"named-graph-uri": STATED}, 1, True),
    # from the base on
    (f"FROM <{LATER}?graph=stated>", {}, 0, False),
]


@pytest.mark.parametrize("source, fields, named, is_empty", DATASETS)
def test_which_graphs_are_read(service, source, fields, named, is_empty):
    graphs = f"SELECT DISTINCT ?g {source} {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    assert len(service.query(graphs, **fields).column("g")) == named
    empty = json.loads(service.query(f"ASK {source} {{ ?s ?p ?o }}", **fields).body)
    assert empty["boolean"] is not is_empty


def test_what_the_service_says_of_itself(service):
    for media_type in GRAPHS:
        answer = service.ask("GET", "/sparql", headers={"Accept": media_type})
        assert (answer.status, answer.kind) == (200, media_type)
        said = {
            str(q.object)
            for q in pyoxigraph.parse(answer.body, pyoxigraph.RdfFormat.from_media_type(media_type))
        }
        assert f"<{service.address}sparql>" in said
        assert "<http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph>" in said
    # a browser is led to the page
    page = service.ask("GET", "/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (page.status, page.headers["location"]) == (303, "/query")


# ---------------------------------------------------------------- whatever the bytes


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["application/sparql-query", "application/x-www-form-urlencoded", "a/b", ""]),
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")),
        st.text(st.sampled_from("SELECTASK {}?s<>\"'#\\.;:|/*()123^@$&%=\n"), max_size=80).map(
            str.encode
        ),
        st.binary(max_size=60).map(lambda data: b"query=ASK%7B%7D&default-graph-uri=" + data),
    ),
)
def test_no_bytes_are_a_fault_of_the_service(service, kind, body):
    answer = service.ask("POST", "/sparql", body, {"Content-Type": kind})
    assert answer.status == 200 or 400 <= answer.status < 500


_TARGETS = [
    "/id/",
    "/query?query=",
    "/query?ready=refers-to&p-unit=",
    "/lineage/",
    "/explorer/",
    "/",
]


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(_TARGETS), st.binary(max_size=40), st.sampled_from(["", HTML, "text/turtle"])
)
def test_no_address_is_a_fault_of_the_service(service, target, rest, accept):
    answer = service.ask("GET", target + quote(rest), headers={"Accept": accept} if accept else {})
    # a busy machine is no fault
    assert answer.status == 200 or 300 <= answer.status < 500 or answer.status in (503, 504)


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\xff\x16\x03\x01" * 20,  # something else than HTTP
        b"GET / HTTP/1.1\r\n\r\n",  # no Host
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET http://127.0.0.1/%00%0a HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nAccept: \xff\xfe\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
)
def test_no_request_head_is_a_fault_of_the_service(service, sent):
    with socket.create_connection(("127.0.0.1", service.port), timeout=10) as own:
        own.sendall(sent)
        own.shutdown(socket.SHUT_WR)
        first = own.makefile("rb").readline()
    assert first.split()[1:2] and first.split()[1][:1] in b"24"
    assert service.query("ASK {}").status == 200


# ---------------------------------------------------------------- limits


def test_a_runaway_query_ends_at_its_limit_while_others_are_answered(service):
    service.query("SELECT ?s { ?s a seepara:Unit } LIMIT 1")
    with concurrent.futures.ThreadPoolExecutor(1) as thread:
        started = time.monotonic()
        runaway = thread.submit(service.query, RUNAWAY)
        time.sleep(0.1)
        waits = []
        while not runaway.done():
            asked = time.monotonic()
            assert service.query("SELECT ?s { ?s a seepara:Unit } LIMIT 1").status == 200
            waits.append(time.monotonic() - asked)
        answer, seconds = runaway.result(), time.monotonic() - started
    assert answer.status == 504
    assert "limit of 0.7 s" in answer.text
    assert 0.6 < seconds < 3
    # the machine of the tests may be busy: one in ten may be slow
    assert sorted(waits)[len(waits) * 9 // 10] < 0.05


def _health(service):
    return json.loads(service.ask("GET", "/health").body)


def test_killed_workers_come_back(service):
    assert wait_until(lambda: _health(service)["workers"] == 2)
    before = _health(service)
    for pid in service.workers():
        os.kill(pid, signal.SIGKILL)
    # and what is asked in that moment is answered all the same
    assert service.query("ASK {}").status == 200
    assert wait_until(lambda: _health(service)["restarts"] >= before["restarts"] + 2)
    assert wait_until(lambda: _health(service)["workers"] == 2)


def test_a_worker_killed_at_work_is_nobodys_fault(service):
    # Short beside the limit: there is time for the query again after its worker was killed.
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d a seepara:Unit . ?e a seepara:Meeting }"
    expected = service.query(text)
    assert expected.status == 200
    with concurrent.futures.ThreadPoolExecutor(1) as thread:
        answers = [thread.submit(service.query, text) for _ in range(4)]
        time.sleep(0.02)
        os.kill(service.workers()[0], signal.SIGKILL)
        assert {answer.result().body for answer in answers} == {expected.body}


def test_a_query_whose_client_leaves_is_stopped(service):
    restarts = _health(service)["restarts"]
    with socket.create_connection(("127.0.0.1", service.port)) as own:
        target = f"/sparql?{urlencode({'query': RUNAWAY})}"
        own.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(0.2)
        own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    # before its time is over
    assert wait_until(lambda: _health(service)["restarts"] > restarts, 0.4)


@pytest.fixture(scope="module")
def narrow(link):
    """A service with one worker, little memory, short answers and no room to wait."""
    limits = replace(
        QUICK, memory=600 * 2**20, answer=20_000, waiting=0.2, most_waiting=1, body=1000
    )
    service = Service(link, replace(limits, seconds=2.0), workers=1)
    yield service
    assert service.stop()[0] == 0


def test_an_answer_over_its_limit_is_refused_never_cut(narrow):
    for accept in (*RESULTS, HTML):
        answer = narrow.query("SELECT * { ?s ?p ?o }", accept)
        assert answer.status == (406 if accept == HTML else 403)
    assert narrow.query("CONSTRUCT WHERE { ?s ?p ?o }").status == 403
    assert (
        narrow.ask("GET", "/query?format=csv&query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D").status
        == 403
    )
    assert narrow.query("SELECT * { ?s ?p ?o } LIMIT 5").status == 200


def test_memory_is_limited(narrow):
    # a sorted product of all triples with all: it must be held
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY CONCAT(STR(?c), STR(?f), STR(?i))"
    answer = narrow.query(text)
    assert answer.status in (503, 504)
    assert wait_until(lambda: narrow.query("ASK {}").status == 200)


def test_too_many_at_once_are_told_to_come_again(narrow):
    with concurrent.futures.ThreadPoolExecutor(4) as threads:
        answers = [threads.submit(narrow.query, RUNAWAY) for _ in range(4)]
        found = sorted(answer.result().status for answer in answers)
    assert found == [503, 503, 503, 504]


def test_a_body_over_its_limit(narrow):
    assert narrow.ask("POST", "/sparql", b"#" * 1001, DIRECT).status == 413
    assert narrow.ask("POST", "/query", b"query=" + b"a" * 1001, FORM).status == 413


@pytest.mark.parametrize(
    "sent, said",
    [
        (b"", b""),  # nothing at all
        (b"GET /health HTTP/1.1\r\nHost: local", b""),  # a head that does not end
        # a body that does not come
        (b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
         b"Content-Length: 9\r\n\r\nASK", b"HTTP/1.1 408 "),
    ],
)  # fmt: skip
def test_slow_clients_are_let_go(service, sent, said):
    with socket.create_connection(("127.0.0.1", service.port), timeout=6) as own:
        own.sendall(sent)
        started = time.monotonic()
        try:
            answer = own.makefile("rb").read(len(said) or 1)
        except ConnectionResetError:
            answer = b""
        assert answer == said
        assert time.monotonic() - started < 5


def test_an_answer_that_nobody_reads_is_dropped(link):
    service = Service(link, replace(QUICK, seconds=10.0))
    try:
        with socket.socket() as own:
            own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            own.connect(("127.0.0.1", service.port))
            text = "SELECT * { ?a ?b ?c . ?d a seepara:Unit }"
            target = f"/sparql?{urlencode({'query': text})}"
            own.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert own.recv(100).startswith(b"HTTP/1.1 200")
            connections = f"/proc/{service.process.pid}/fd"
            before = len(os.listdir(connections))
            assert wait_until(lambda: len(os.listdir(connections)) < before, 6)
    finally:
        assert service.stop()[0] == 0


# ---------------------------------------------------------------- nothing reaches out


SPELLINGS = [
    "ASK {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "ASK {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "select * {{ sErViCe<{url}>{{?s ?p ?o}} }}",
    "SELECT * {{ BIND(<{url}> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?x {{ <{url}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER NOT EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "PREFIX s: <{url}> ASK {{ SERVICE s: {{ ?s ?p ?o }} }}",
    "BASE <{url}> ASK {{ SERVICE <> {{ ?s ?p ?o }} }}",
    "ASK {{ ?s ?p 1SERVICE<{url}> {{ ?s ?p ?o }} }}",
    "ASK {{ # \rSERVICE <{url}> {{ ?s ?p ?o }}\n}}",
    "ASK {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "DESCRIBE ?s {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "LOAD <{url}>",
    "LOAD SILENT <{url}> INTO GRAPH <a:b>",
    "ASK {{}} ; LOAD <{url}>",
    "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "ASK FROM <{url}> {{ ?s ?p ?o }}",
    "ASK FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * from<{url}>{{ ?s ?p ?o }}",
    "PREFIX s: <{url}> SELECT * FROM s: {{ ?s ?p ?o }}",
    "BASE <{url}> SELECT * FROM <> {{ ?s ?p ?o }}",
    "DESCRIBE <{url}> FROM <{url}>",
]


@pytest.fixture(scope="module")
def listener():
    """An address on this machine, and who has connected to it."""
    with socket.create_server(("127.0.0.1", 0)) as own:
        own.settimeout(0.2)
        came, is_over = [], threading.Event()

        def listen():
            while not is_over.is_set():
                try:
                    peer, address = own.accept()
                except TimeoutError:
                    continue
                came.append(address)
                peer.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{own.getsockname()[1]}/x", came
        is_over.set()
        thread.join()


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_query_reaches_another_server(service, listener, spelling):
    url, came = listener
    text = spelling.format(url=url)
    for answer in (
        service.query(text),
        service.ask("POST", "/sparql", text, DIRECT),
        service.ask("GET", f"/query?{urlencode({'query': text})}"),
    ):
        assert answer.status in (400, 403)
    assert came == []


def test_no_graph_of_the_protocol_is_loaded(service, listener):
    url, came = listener
    for name in ("default-graph-uri", "named-graph-uri"):
        answer = service.query("SELECT * { ?s ?p ?o }", **{name: url})
        assert answer.column("s") == []
    assert came == []


def test_a_worker_has_no_network_even_if_a_query_comes_through(service, listener):
    # the second wall: the store is asked without the check of the query
    code = (
        "import sys, pyoxigraph; from seepara.confinement import leave_network; "
        "print(leave_network()); store = pyoxigraph.Store(); "
        "list(store.query('SELECT * { SERVICE SILENT <' + sys.argv[1] + '> { ?s ?p ?o } }'))"
    )
    url, came = listener
    done = subprocess.run([sys.executable, "-c", code, url], capture_output=True, text=True)
    if done.stdout.strip() != "True":
        pytest.skip("this kernel lets nobody leave the network")
    assert (done.returncode, came) == (0, [])
    # and so is every worker
    own = os.readlink(f"/proc/{service.process.pid}/ns/net")
    assert wait_until(lambda: _health(service)["workers"] == 2)
    assert own not in {os.readlink(f"/proc/{pid}/ns/net") for pid in service.workers()}


# ---------------------------------------------------------------- who may ask


HOSTS = [
    # the Host field, the status
    ("localhost", 200),
    ("LOCALHOST:8000", 200),
    ("127.0.0.1:1", 200),
    ("[::1]:80", 200),
    # a name of somewhere else that leads here
    ("example.org", 421),
    ("127.0.0.1.example.org:8000", 421),
    ("localhost.example.org", 421),
    ("localhost:x", 421),
    ("0.0.0.0", 421),
    ("", 421),
]


@pytest.mark.parametrize("host, status", HOSTS)
def test_only_names_of_this_machine_lead_here(service, host, status):
    assert service.ask("GET", "/health", headers={"Host": host}).status == status
    assert is_local(host) is (status == 200)


def test_pages_of_other_origins_may_read_only_where_they_are_named(service, link):
    asked = {"Origin": "https://example.org"}
    assert "access-control-allow-origin" not in service.ask("GET", "/health", headers=asked).headers
    open_service = Service(link, origins=("https://example.org",))
    try:
        for origin, allowed in (("https://example.org", True), ("https://example.com", False)):
            answer = open_service.ask("GET", f"/sparql?{ENCODED}", headers={"Origin": origin})
            assert (answer.headers.get("access-control-allow-origin") == origin) is allowed
            preflight = open_service.ask(
                "OPTIONS", "/sparql",
                headers={"Origin": origin, "Access-Control-Request-Method": "POST",
                         "Access-Control-Request-Headers": "content-type"},
            )  # fmt: skip
            assert (preflight.status == 200) is allowed
    finally:
        assert open_service.stop()[0] == 0


# ---------------------------------------------------------------- pages


def test_a_document_is_a_page_with_an_anchor_a_unit(service):
    page = service.ask("GET", f"/id/{CHAIR}", headers={"Accept": HTML})
    assert (page.status, page.kind) == (200, HTML)
    (chair, *_) = chair_and_draft()
    for unit in chair.document.units:
        anchor = keys.iri(f"{CHAIR}#{unit.path}").partition("#")[2]
        assert f'id="{anchor}"' in page.text
    # each number of a phrase has its own link; what is not read, too
    for anchor, words in (("#37", "37"), ("#50", "50"), ("#82", "82")):
        assert f'href="{anchor}"' in page.text
        assert f">{words}</a>" in page.text
    assert 'href="/id/CTOC/COP/WG.4/2009/2#17"' in page.text
    # every link shows its evidence, what is dangling or ambiguous too
    assert "the secretariat" in page.text and "the body’s own words" in page.text
    assert "dangling" in page.text and "ambiguous" in page.text
    assert page.text.count("abridged, not the official text") >= 2


def test_text_of_documents_and_clients_is_text(service):
    page = service.ask("GET", f"/id/{CHAIR}", headers={"Accept": HTML})
    escaped = "&lt;/script&gt;&lt;img src=x onerror=&#34;alert(1)&#34;&gt;"
    assert MARKUP not in page.text and escaped in page.text
    asked = service.ask("GET", f"/query?{urlencode({'query': f'SELECT * {{ {MARKUP}'})}")
    assert asked.status == 400 and MARKUP not in asked.text and "onerror=" in asked.text
    found = service.ask(
        "GET", f"/query?{urlencode({'query': 'SELECT ?text { ?unit seepara:text ?text }'})}"
    )
    assert MARKUP not in found.text and escaped in found.text
    for answer in (page, asked, found, service.ask("GET", "/id/nothing", headers={"Accept": HTML})):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert "<script" not in answer.text and " on" not in answer.text.partition("<main")[0]


NODES = [
    # an address below /id/, Accept, status, media type
    (CHAIR, "text/turtle", 200, "text/turtle"),
    (CHAIR, "application/rdf+xml;q=0.9, text/html;q=0.1", 200, "application/rdf+xml"),
    (f"{LATER}?graph=stated", "", 200, "text/turtle"),
    (f"{LATER}?graph=stated", "text/html, application/n-triples", 200, "application/n-triples"),
    # not read, but cited
    ("CTOC/COP/WG.4/2009/2", "text/turtle", 200, "text/turtle"),
    ("decision/CTOC/COP/4/4", HTML, 200, HTML),
    ("decision:CTOC/COP/4/4", HTML, 200, HTML),  # the key, as people write it
    ("A/80/5(Vol.II)", HTML, 200, HTML),
    ("A/80/5%28Vol.II%29", HTML, 200, HTML),  # as some browsers send it
    ("treaty/TIP-Protocol", HTML, 200, HTML),
    ("body/CTOC/COP", HTML, 200, HTML),
    (keys.iri(MEETING_2009.key).removeprefix(keys.ID_BASE), HTML, 200, HTML),
    # nobody knows it, or it cannot be known
    ("A/1/2", HTML, 404, HTML),
    ("A/1/2", "text/turtle", 404, "text/plain"),
    ("", HTML, 200, HTML),  # the dataset itself
    (f"{LATER}?graph=other", "", 404, "text/plain"),
    ("%ff", "", 400, "text/plain"),
    (CHAIR, "image/png", 406, "text/plain"),
]  # fmt: skip


@pytest.mark.parametrize("row", NODES, ids=lambda row: f"{row[0]} as {row[1]}")
def test_nodes(service, row):
    target, accept, status, kind = row
    answer = service.ask("GET", f"/id/{target}", headers={"Accept": accept} if accept else {})
    assert (answer.status, answer.kind) == (status, kind), answer.text
    if status == 200 and kind != HTML:
        form = pyoxigraph.RdfFormat.from_media_type(kind)
        assert len(list(pyoxigraph.parse(answer.body, form))) > 3


def test_an_old_key_leads_to_the_new_one(service):
    answer = service.ask("GET", "/id/x/CTOC-COP/2012-09-01/later", headers={"Accept": HTML})
    assert (answer.status, answer.headers["location"]) == (301, f"/id/{LATER}")


def test_the_page_to_ask_from(service):
    start = service.ask("GET", "/")
    assert start.status == 200
    for one in queries.ready():
        link = f"/query?ready={one.name}"
        # a service has one build; a query of two is not offered
        assert (link in start.text) == (not one.of_two_builds)
        if one.of_two_builds:
            continue
        answer = service.ask("GET", link)
        rows = int(re.search(r'role="status">(\d+) row', answer.text)[1])
        assert (answer.status, "<table>" in answer.text) == (200, rows > 0)
    key = f"{CHAIR}#21(a)"
    answer = service.ask("GET", f"/query?{urlencode({'ready': 'refers-to', 'p-unit': key})}")
    assert answer.text.count("<tr>") == 4  # the head, and three that refer
    # the same as a file; a cell of a document is no formula there
    fields = {"query": "SELECT ?text { ?unit seepara:text ?text }", "format": "csv"}
    table = service.ask("POST", "/query", urlencode(fields), FORM)
    assert "attachment" in table.headers["content-disposition"]
    assert f"'{CELL}" in [row["text"] for row in csv.DictReader(io.StringIO(table.text))]
    wrong = service.ask("GET", "/query?ready=refers-to&p-colour=red")
    assert wrong.status == 400 and "no parameter" in wrong.text
    assert service.ask("GET", "/query?ready=nothing").status == 404


FILES = [
    # a name below /explorer/, the status
    ("explorer.html", 200),
    ("explorer-1.js", 200),
    ("explorer/chunk.2.js", 200),
    # of a build nothing else, and nothing beside it
    ("graph.trig", 404),
    ("store/CURRENT", 404),
    ("../explorer.html", 404),
    ("explorer/../store/CURRENT", 404),
    ("explorer%2f..%2fstore%2fCURRENT", 404),
    ("explorer/%2e%2e/graph.trig", 404),
    ("/etc/passwd", 404),
    ("explorer-2.js", 404),
    ("", 404),
]


@pytest.mark.parametrize("name, status", FILES)
def test_of_a_build_only_the_explorer_is_given_out(service, name, status):
    answer = service.ask("GET", f"/explorer/{name}")
    assert answer.status == status
    if status == 200:
        tag = {"If-None-Match": answer.headers["etag"]}
        assert service.ask("GET", f"/explorer/{name}", headers=tag).status == 304


def test_the_explorer_has_an_address_of_its_own(service):
    assert service.ask("GET", "/explorer").headers["location"] == "/explorer/explorer.html"


# ---------------------------------------------------------------- logs, builds, the end


def test_the_line_of_a_request_is_short_and_harmless():
    scope = {"method": "GET", "raw_path": b"/sparql", "client": ("127.0.0.1", 1)}
    long = line(scope | {"query_string": b"query=" + b"SELECT" * 9000}, 200, 5, 0.0123)
    assert len(long) < 300 and long.endswith("200 5 B 12 ms")
    hostile = line(scope | {"query_string": b"\x1b[31m\r\nfake line\x00\xff"}, 200, 5, 0.0)
    assert hostile.isprintable()


def test_a_new_build_is_served_without_a_restart(tmp_path, trig):
    link = tmp_path / "build"
    publish(link, b"<a:s> <a:p> 1 .", "first")
    service = Service(link, replace(QUICK, seconds=5.0))
    try:
        is_over = threading.Event()
        statuses = set()

        def ask():
            while not is_over.is_set():
                statuses.add(service.query(COUNT).status)

        with concurrent.futures.ThreadPoolExecutor(2) as threads:
            asking = [threads.submit(ask) for _ in range(2)]
            for number in (2, 3):
                publish(link, b"".join(b"<a:s> <a:p> %d ." % n for n in range(number)), f"{number}")
                wanted = [str(number)]
                assert wait_until(lambda: service.query(COUNT).column("n") == wanted)  # noqa: B023
                assert service.ask("GET", "/explorer/explorer.html").text == str(number)
            is_over.set()
            for done in asking:
                done.result()
        assert statuses == {200}
        # the workers of the builds that are gone are gone, too
        assert wait_until(lambda: len(service.workers()) == 2)
    finally:
        assert service.stop()[0] == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_with_all_its_processes(link, number):
    service = Service(link)
    with socket.create_connection(("127.0.0.1", service.port)) as own:  # a query is at work
        own.sendall(
            f"GET /sparql?{urlencode({'query': RUNAWAY})} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        )
        time.sleep(0.1)
        children = service.processes()
        assert len(children) >= 3
        status, log = service.stop(number)
    assert status == 0
    assert "Traceback" not in log
    assert wait_until(lambda: not any(map(is_alive, children)), 3)


def test_no_process_outlives_a_server_that_is_killed(link):
    service = Service(link)
    children = below(service.process.pid)
    service.process.kill()
    service.process.communicate()
    assert wait_until(lambda: not any(map(is_alive, children)), 3)


def _serve(*arguments):
    code = "from seepara.cli.serving import serve; serve(prog_name='seepara serve')"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_where_it_cannot_start_it_says_so(tmp_path, link):
    (tmp_path / "graph.ttl").write_text("")
    (link / "graph.ttl").write_text("")
    (tmp_path / "broken" / "store").mkdir(parents=True)
    (tmp_path / "broken" / "graph.ttl").write_text("")
    (tmp_path / "broken" / "store" / "CURRENT").write_text("MANIFEST-1\n")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for arguments, said in (
            (["--build", tmp_path], "build again"),
            (["--build", tmp_path / "none"], "seepara build"),
            (["--build", tmp_path / "broken", "--port", 0], "cannot be opened"),
            (["--build", link, "--port", port], "--port"),
            (["--build", link, "--host", "256.0.0.1"], "cannot be bound"),
        ):
            done = _serve(*arguments)
            assert (done.returncode, done.stdout) == (2, "")
            *_, last = done.stderr.splitlines()
            assert last.startswith("seepara: ") and said in last
            assert "Traceback" not in done.stderr


def test_connections_are_kept_open(service):
    connection = http.client.HTTPConnection("127.0.0.1", service.port)
    for _ in range(3):
        connection.request("GET", f"/sparql?{ENCODED}")
        assert connection.getresponse().read()
    connection.close()
