"""`seepara fetch` against a stub of the document service on loopback, with every failure it can have.

Clock, sleep and limits are given to the client, so that waiting costs no time; what is measured in
real time (a server that drips, one that is silent) has limits of parts of a second.
"""

from __future__ import annotations

import ast
import csv
import json
import os
import re
import shutil
import signal
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
import urllib.parse
from dataclasses import replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from seepara.catalogue import Catalogue, Entry, read_catalogue
from seepara.cli import fetching as command
from seepara.cli import main
from seepara.fetching import NotFetched, fetch
from seepara.fetching.asked import Asked, asked, most_cited, stem
from seepara.fetching.client import Client
from seepara.fetching.kinds import Kind, kind_of
from seepara.fetching.limits import Limits, Time
from seepara.fetching.saving import enter, prepared
from seepara.fetching.service import service
from seepara.reading.errors import UnreadableFile
from seepara.registry import registry

from . import word_files

SYMBOL = "A/80/604"
HEADS = registry("en").symbol_heads
DAY = 1_790_000_000.0  # a time of day for what names a date
LIMITS = Limits(silence=5, transfer=20, tries=3)


def _word(*lines: str) -> bytes:
    body = "".join(word_files.element("p", word_files.r(line)) for line in lines)
    return word_files.zipped(word_files.parts(body))


WORD = _word("Note")
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"
STUB_PAGE = b"<!DOCTYPE html>\n<html><head><title>Official Document System</title></head></html>"
OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


# ---------------------------------------------------------------- the stub


def reply(status=200, body=b"", length=None, **headers):
    """A whole answer; `length` is what the header says of the body, where that is not true."""
    lines = [f"HTTP/1.1 {status} Stub"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if length != "none":
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def to(place, status=302):
    return reply(status, Location=place)


def drip(start, drop=b"x", seconds=3.0):
    """An answer that never ends but always goes on."""

    def pieces():
        yield start
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(0.02)
            yield drop

    return pieces


class Stub:
    """Answers by path, or by symbol and format; the last answer to a question is repeated."""

    def __init__(self):
        self.replies = {}
        self.asked = []
        self.targets = []
        self.headers = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                stub.headers.append(dict(self.headers.items()))
                answer = stub.answer(self.path)
                try:
                    for piece in [answer] if isinstance(answer, bytes) else answer():
                        self.wfile.write(piece)
                        self.wfile.flush()
                except OSError:  # the client has gone
                    pass
                self.close_connection = True

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def on(self, question, *replies):
        self.replies[question] = list(replies)

    def answer(self, target):
        parts = urllib.parse.urlsplit(target)
        query = dict(urllib.parse.parse_qsl(parts.query))
        question = (query["s"], query["t"]) if "s" in query else parts.path
        self.asked.append(question)
        self.targets.append(target)
        left = self.replies.get(question, [reply(404)])
        return left.pop(0) if len(left) > 1 else left[0]

    def connect(self, origin, seconds):
        """Every origin leads here: the real addresses of the service, without the network."""
        return socket.create_connection(self.server.server_address, seconds)


@pytest.fixture
def stub():
    made = Stub()
    yield made
    made.server.shutdown()
    made.server.server_close()


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self):
        self.passed = 0.0
        self.sleeps = []

    def sleep(self, seconds):
        self.sleeps.append(round(seconds, 3))
        self.passed += seconds

    @property
    def time(self):
        return Time(lambda: self.passed, lambda: DAY + self.passed, self.sleep)


def bring(stub, folder, text=SYMBOL, *, limits=LIMITS, clock=None, connect=None, **options):
    """Fetch one document; with `connect`, from the service's real addresses."""
    at = service(None if connect else stub.base)
    client = Client(at, "seepara/test", limits, (clock or Clock()).time)
    if connect:
        client.connect = connect
    wanted = asked(text, HEADS, at.variants)
    return fetch(wanted, folder, prepared(folder), client, **options)


def refused(stub, folder, *arguments, **options):
    """Why a document was not fetched: one line; nothing is left in the folder."""
    before = _content(folder)
    with pytest.raises(NotFetched) as error:
        bring(stub, folder, *arguments, **options)
    said = str(error.value)
    assert said.isprintable()
    assert _content(folder) == before
    return said


def _content(folder):
    return {
        path.name: path.read_bytes() if path.is_file() else None for path in Path(folder).iterdir()
    }


# ---------------------------------------------------------------- found


def test_a_word_file_comes_with_its_catalogue_entry(stub, tmp_path):
    stub.on((SYMBOL, "docx"), reply(200, WORD))
    done = bring(stub, tmp_path)
    assert (done.symbol, done.file, done.size) == (SYMBOL, "A_80_604.docx", len(WORD))
    assert sorted(os.listdir(tmp_path)) == ["A_80_604.docx", "catalogue.toml"]
    assert (tmp_path / done.file).read_bytes() == WORD
    entries = read_catalogue(tmp_path / "catalogue.toml").entries
    assert entries == {done.file: Entry(done.file, symbol=SYMBOL, language="en")}
    # one request, which says who asks, and asks for no compression
    assert stub.asked == [(SYMBOL, "docx")]
    sent = stub.headers[0]
    assert (sent["User-Agent"], sent["Accept-Encoding"]) == ("seepara/test", "identity")
    assert not {"Cookie", "Authorization", "Referer"} & set(sent)


@pytest.mark.parametrize(
    ("docx", "pdf", "formats", "file"),
    [
        # no Word file: a page in place of it, nothing at all, an error
        (reply(200, STUB_PAGE), reply(200, PDF), (), "A_80_604.pdf"),
        (reply(200, b""), reply(200, PDF), (), "A_80_604.pdf"),
        (reply(404), reply(200, PDF), (), "A_80_604.pdf"),
        # an old Word file, which is not read
        (reply(200, OLD_WORD), reply(200, PDF), (), "A_80_604.pdf"),
        # the one format that is asked for, and the order that is
        (reply(200, WORD), reply(200, PDF), ("pdf",), "A_80_604.pdf"),
        (reply(200, WORD), reply(200, PDF), ("pdf", "docx"), "A_80_604.pdf"),
        # what came is kept for what it is, not for what was asked or what the server calls it
        (reply(200, PDF, Content_Type="application/msword"), reply(404), (), "A_80_604.pdf"),
        (reply(200, WORD, Content_Type="text/html"), reply(404), (), "A_80_604.docx"),
        # no length is given: the end of the connection is the end of the file
        (reply(200, WORD, length="none"), reply(404), (), "A_80_604.docx"),
        # a length that is no number
        (reply(200, WORD, length="many"), reply(404), (), "A_80_604.docx"),
    ],
)
def test_formats(stub, tmp_path, docx, pdf, formats, file):
    stub.on((SYMBOL, "docx"), docx)
    stub.on((SYMBOL, "pdf"), pdf)
    assert bring(stub, tmp_path, formats=formats).file == file
    assert sorted(os.listdir(tmp_path)) == [file, "catalogue.toml"]


def test_chunked(stub, tmp_path):
    chunks = b"".join(
        b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (WORD[:100], WORD[100:], b"")
    )
    stub.on((SYMBOL, "docx"), reply(200, chunks, length="none", Transfer_Encoding="chunked"))
    assert bring(stub, tmp_path).size == len(WORD)


def test_a_language_version_has_a_name_of_its_own(stub, tmp_path):
    stub.on((SYMBOL, "docx"), reply(200, WORD))
    bring(stub, tmp_path)
    assert bring(stub, tmp_path, language="fr").file == "A_80_604_fr.docx"
    entries = read_catalogue(tmp_path / "catalogue.toml").entries
    assert [e.language for e in entries.values()] == ["en", "fr"]


def test_progress_is_told_in_bytes(stub, tmp_path):
    told = []
    stub.on((SYMBOL, "docx"), reply(200, WORD))
    bring(stub, tmp_path, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(WORD), len(WORD))


# ---------------------------------------------------------------- redirected


def test_redirects_between_hosts_of_the_service(stub, tmp_path):
    # the real addresses; relative, of another host, with what is not ASCII, with a fragment
    stub.on((SYMBOL, "docx"), to("/doc/undoc/gen/one"))
    stub.on("/doc/undoc/gen/one", to("https://daccess-ods.un.org/two", 301))
    stub.on("/two", to("//UNDOCS.ORG/\xe9 3#page=2", 307))
    stub.on("/%C3%A9%203", to("https://documents.un.org:443/four", 308))
    stub.on("/four", reply(200, WORD))
    bring(stub, tmp_path, connect=stub.connect)
    hosts = [headers["Host"] for headers in stub.headers]
    assert hosts == [
        *("documents.un.org", "documents.un.org", "daccess-ods.un.org"),
        *("undocs.org", "documents.un.org"),
    ]


def test_a_page_of_the_older_address_that_leads_on(stub, tmp_path):
    page = b'<html><META HTTP-EQUIV="refresh" CONTENT="0; URL=/TMP/1.5.html?a=1&amp;b=2"></html>'
    stub.on((SYMBOL, "docx"), to("/access.nsf"))
    stub.on("/access.nsf", reply(200, page))
    stub.on("/TMP/1.5.html", reply(200, WORD))
    assert bring(stub, tmp_path).file == "A_80_604.docx"
    assert stub.targets[-1] == "/TMP/1.5.html?a=1&b=2"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        # another host, though it is of the UN, or looks like one of ours
        ("https://www.un.org/a", "it leads to https://www.un.org, which is no host"),
        (
            "https://documents.un.org.example.org/",
            "https://documents.un.org.example.org, which is no",
        ),
        ("https://documents.un.org@example.org/", "no address"),
        ("//example.org/a", "example.org, which is"),
        # another port of the right host
        ("https://documents.un.org:8443/", "documents.un.org:8443, which is no host"),
        # an address of a machine, this one included
        ("https://127.0.0.1/", "https://127.0.0.1, which is no host"),
        ("https://[::1]/", "https://[::1], which is no host"),
        ("http://169.254.169.254/latest", "which is not https"),
        # the right host, unprotected
        ("http://documents.un.org/a", "http://documents.un.org, which is not https"),
        # other schemes
        ("file:///etc/passwd", "no address"),
        ("ftp://documents.un.org/a", "no address"),
        ("javascript:alert(1)", "no address"),
        # no address at all
        ("https://[broken/", "no address"),
        ("https://documents.un.org:99999/", "no address"),
        ("", "redirects to nowhere"),
    ],
)
def test_a_redirect_that_may_not_be_followed(stub, tmp_path, place, message):
    stub.on((SYMBOL, "docx"), to(place))
    assert message in refused(stub, tmp_path, connect=stub.connect)
    # nobody was asked but the service
    assert [headers["Host"] for headers in stub.headers] == ["documents.un.org"]


def test_an_http_base_on_this_machine_opens_no_other_door(stub, tmp_path):
    other = stub.base.replace("127.0.0.1", "localhost")
    stub.on((SYMBOL, "docx"), to(f"{other}/a"))
    assert "which is not https" in refused(stub, tmp_path)
    assert len(stub.asked) == 1


def test_redirects_without_end(stub, tmp_path):
    stub.on((SYMBOL, "docx"), to("/a"))
    stub.on("/a", to("/b"))
    stub.on("/b", to("/a"))
    assert "redirected in a circle" in refused(stub, tmp_path)
    for n in range(1, 9):
        stub.on(f"/{n}", to(f"/{n + 1}"))
    stub.on((SYMBOL, "docx"), to("/1"))
    stub.asked.clear()
    assert "redirected more than 5 times" in refused(stub, tmp_path)
    assert len(stub.asked) == 6


# ---------------------------------------------------------------- no such document


@pytest.mark.parametrize(
    "answer",
    [
        reply(404),
        reply(400),
        reply(410),
        reply(204),
        # the service says it with status 200 too
        reply(200, b""),
        reply(200, STUB_PAGE),
        reply(200, b"<html>" + b" " * 40_000 + b"There is no document matching your request"),
    ],
)
def test_missing(stub, tmp_path, answer):
    for name in (SYMBOL, f"{SYMBOL}(OR)"):
        for form in ("docx", "pdf"):
            stub.on((name, form), answer)
    said = refused(stub, tmp_path)
    assert said == (
        "the service has no such document in docx or pdf, language en; "
        "check the symbol, or try another --language"
    )
    # asked once each, the official records last
    assert stub.asked == [
        *((SYMBOL, "docx"), (SYMBOL, "pdf")),
        *((f"{SYMBOL}(OR)", "docx"), (f"{SYMBOL}(OR)", "pdf")),
    ]


def test_official_records_are_found_under_their_other_name(stub, tmp_path):
    stub.on((f"{SYMBOL}(OR)", "pdf"), reply(200, PDF))
    done = bring(stub, tmp_path)
    # what cites it cites the plain symbol
    assert (done.symbol, done.file) == (SYMBOL, "A_80_604.pdf")
    stub.asked.clear()
    bring(stub, tmp_path, f"{SYMBOL} (OR)", again=True)
    assert stub.asked == [(f"{SYMBOL}(OR)", "docx"), (f"{SYMBOL}(OR)", "pdf")]


def test_an_addition_of_one_format_is_advised(stub, tmp_path):
    assert "or try another --language or --format pdf" in refused(stub, tmp_path, formats=["docx"])


# ---------------------------------------------------------------- what is no document


def _archive(name):
    return word_files.zipped({name: "x"})


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (WORD, Kind.DOCX),
        (PDF, Kind.PDF),
        # something before a PDF, as some scanners write
        (b"\r\n" + PDF, Kind.PDF),
        (OLD_WORD, Kind.OLD_WORD),
        (b"\xffWPC\x10", Kind.WORDPERFECT),
        (b"{\\rtf1 A}", Kind.RTF),
        (b"\xef\xbb\xbf<HTML>", Kind.PAGE),
        (b'<?xml version="1.0"?><html xmlns="x">', Kind.PAGE),
        (b"<?xml version='1.0'?><error/>", Kind.OTHER),
        (b"MZ\x90\x00", Kind.OTHER),
        (b'{"error": "none"}', Kind.OTHER),
        (b"%!PS-Adobe", Kind.OTHER),
        # archives: another kind, a name that only looks like it, an empty one
        (_archive("xl/workbook.xml"), Kind.ZIP),
        (_archive("sword/document.xml"), Kind.ZIP),
        (_archive("other.xml"), Kind.ZIP),
        (word_files.zipped({}), Kind.OTHER),
        # cut short
        (WORD[:-30], Kind.CUT),
        (PDF[:-8], Kind.CUT),
        (b"PK\x03\x04", Kind.CUT),
        # a list of names that is said to lie elsewhere
        (WORD[:-6] + struct.pack("<I", 0xFFFFFFFF) + b"\0\0", Kind.ZIP),
        (b"", Kind.EMPTY),
        (b" \r\n", Kind.EMPTY),
    ],
)
def test_kinds(body, kind):
    assert kind_of(body) is kind


@given(st.binary(max_size=80))
def test_any_bytes_are_of_some_kind(body):
    assert isinstance(kind_of(body), Kind)
    assert isinstance(kind_of(b"PK\x03\x04" + body + b"PK\x05\x06" + bytes(18)), Kind)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"MZ\x90\x00" + bytes(100), "the service answers with something that is no document"),
        (b'{"error": 1}', "something that is no document"),
        (_archive("xl/workbook.xml"), "a ZIP file that is no Word file"),
        (WORD[:-40], "a file that was cut short"),
        (b"<html>" + b"x" * 40_000, "a web page"),
        (OLD_WORD, "an old Word file (.doc); fetch it in a browser and save it as .docx"),
    ],
)
def test_what_cannot_be_used_in_any_format(stub, tmp_path, body, message):
    stub.on((SYMBOL, "docx"), reply(200, body))
    stub.on((SYMBOL, "pdf"), reply(200, body))
    assert message in refused(stub, tmp_path)
    # both formats are tried, and no other name: there is such a document
    assert stub.asked == [(SYMBOL, "docx"), (SYMBOL, "pdf")]


def test_an_old_word_file_leads_to_another_format(stub, tmp_path):
    stub.on((SYMBOL, "docx"), reply(200, OLD_WORD))
    said = refused(stub, tmp_path, formats=["docx"])
    assert said.endswith("save it as .docx, or --format pdf")
    stub.on((SYMBOL, "docx"), reply(200, PDF))
    assert refused(stub, tmp_path, formats=["docx"]).endswith("--format pdf takes it")


# ---------------------------------------------------------------- faults that pass, and those that stay


def _date(seconds):
    return formatdate(DAY + seconds, usegmt=True)


@pytest.mark.parametrize(
    ("faults", "sleeps"),
    [
        # being prepared: asked again after pauses that double (and never faster than the rate)
        ([reply(202), reply(202)], [2, 4]),
        # a wait that the server asks for, in seconds and as a date
        ([reply(429, Retry_After="7")], [7]),
        ([reply(429, Retry_After="0")], [1]),
        ([reply(503, Retry_After=_date(9))], [9]),
        ([reply(503, Retry_After=_date(-9))], [1]),
        ([reply(202, Retry_After="30")], [30]),
        # a wait that makes no sense is none
        ([reply(429, Retry_After="soon")], [2]),
        ([reply(429, Retry_After="-5")], [2]),
        ([reply(429, Retry_After="Mon, 99 Foo 2026")], [2]),
        # errors of the server
        ([reply(500), reply(502)], [2, 4]),
        ([reply(503), reply(504)], [2, 4]),
        # a connection that is closed without a word, or in the middle
        ([b"", b"HTTP/1.1 200 OK\r\nContent-"], [2, 4]),
        # a file cut short: fewer bytes than were said, and chunks without their end
        ([reply(200, WORD[:50], length=len(WORD))], [2]),
        ([reply(200, b"64\r\nPK\x03", length="none", Transfer_Encoding="chunked")], [2]),
        ([reply(200, b"2\r\nPK\r\n", length="none", Transfer_Encoding="chunked")], [2]),
    ],
)
def test_a_fault_that_passes(stub, tmp_path, faults, sleeps):
    clock = Clock()
    stub.on((SYMBOL, "docx"), *faults, reply(200, WORD))
    assert bring(stub, tmp_path, clock=clock).file == "A_80_604.docx"
    assert clock.sleeps == sleeps
    assert len(stub.asked) == len(faults) + 1


@pytest.mark.parametrize(
    ("fault", "message", "times"),
    [
        (reply(202), "the service is still preparing the file, 3 times; try again in some", 3),
        (reply(503), "answers 503, 3 times; try again later", 3),
        (reply(429, Retry_After="5"), "answers 429, 3 times", 3),
        (b"", "closed the connection, 3 times", 3),
        (reply(200, WORD[:50], length=len(WORD)), "the answer was cut short, 3 times", 3),
        (reply(200, b"zz\r\n", length="none", Transfer_Encoding="chunked"), "was cut short", 3),
        # too long a wait is not waited for, nor is the host asked again
        (reply(429, Retry_After="86400"), "asks to wait 86,400 seconds; try again later", 1),
        (reply(503, Retry_After="9" * 40), "asks to wait 999,999,999,999 seconds", 1),
        (reply(503, Retry_After=_date(7200)), "asks to wait 7,200 seconds", 1),
        # what does not pass is asked once
        (reply(403), "answers 403; fetch the file in a browser", 1),
        (reply(401), "answers 401; fetch", 1),
        (reply(418), "answers 418; try again later", 1),
        (reply(300, STUB_PAGE), "answers 300", 1),
        (reply(206, WORD), "answers 206", 1),
        # a challenge that only a browser can meet
        (reply(202, x_amzn_waf_action="challenge"), "wants to see a browser; fetch", 1),
        (reply(403, cf_mitigated="challenge"), "wants to see a browser", 1),
        # no HTTP
        (b"SSH-2.0-stub\r\n\r\n", "answers what is no HTTP (BadStatusLine)", 1),
        (b"HTTP/1.1 200 OK\r\nA: " + b"x" * 70_000, "answers what is no HTTP (LineTooLong)", 1),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200, "answers what is no HTTP (HTTPExcep", 1),
    ],
)
def test_a_fault_that_stays(stub, tmp_path, fault, message, times):
    stub.on((SYMBOL, "docx"), fault)
    assert message in refused(stub, tmp_path)
    assert stub.asked == [(SYMBOL, "docx")] * times


def test_a_host_that_asked_to_wait_is_not_asked_for_the_next_document(stub, tmp_path):
    stub.on((SYMBOL, "docx"), reply(429, Retry_After="600"))
    clock = Clock()
    client = Client(service(stub.base), "seepara/test", LIMITS, clock.time)
    for symbol in (SYMBOL, "A/80/605"):
        with pytest.raises(NotFetched, match="asks to wait 600 seconds"):
            fetch(Asked(symbol, (symbol,)), tmp_path, Catalogue(tmp_path), client)
    assert stub.asked == [(SYMBOL, "docx")]


def test_requests_to_a_host_keep_their_distance(stub, tmp_path):
    stub.on((SYMBOL, "docx"), to("/file"))
    stub.on("/file", reply(200, WORD))
    clock = Clock()
    bring(stub, tmp_path, clock=clock)
    assert clock.sleeps == [1]
    # another rate; two hosts have nothing to do with each other
    clock = Clock()
    bring(stub, tmp_path, clock=clock, limits=replace(LIMITS, interval=4), again=True)
    assert clock.sleeps == [4]
    clock = Clock()
    stub.on((SYMBOL, "docx"), to("https://undocs.org/file"))
    bring(stub, tmp_path, clock=clock, connect=stub.connect, again=True)
    assert clock.sleeps == []


def _chunked(body):
    return reply(200, body, length="none", Transfer_Encoding="chunked")


@pytest.mark.parametrize(
    "answer",
    [
        # a byte now and then: in the body, in its chunks, in the size of one, in the headers, before
        drip(reply(200, b"PK", length=1000)),
        drip(_chunked(b""), b"1\r\nx\r\n"),
        drip(_chunked(b""), b"0"),
        drip(b"HTTP/1.1 200 OK\r\nX: "),
        drip(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        # a part, and then nothing
        drip(reply(200, b"PK", length=1000), b""),
    ],
)
def test_slow_beyond_the_limit(stub, tmp_path, answer):
    stub.on((SYMBOL, "docx"), answer)
    limits = replace(LIMITS, transfer=0.25)
    real = Time(sleep=lambda _: None)
    started = time.monotonic()
    client = Client(service(stub.base), "seepara/test", limits, real)
    with pytest.raises(NotFetched, match=r"had not come after 0\.25 seconds; try again later"):
        fetch(Asked(SYMBOL, (SYMBOL,)), tmp_path, Catalogue(tmp_path), client)
    assert time.monotonic() - started < 2
    assert os.listdir(tmp_path) == []


def test_silence(stub, tmp_path):
    def nothing():
        time.sleep(0.5)
        yield b""

    stub.on((SYMBOL, "docx"), nothing)
    limits = replace(LIMITS, silence=0.05)
    assert "says nothing, 3 times; try again later" in refused(stub, tmp_path, limits=limits)


def test_nobody_there(stub, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    client = Client(service(f"http://127.0.0.1:{port}"), "seepara/test", LIMITS, Clock().time)
    with pytest.raises(NotFetched, match="takes no connection; try again later"):
        fetch(Asked(SYMBOL, (SYMBOL,)), tmp_path, Catalogue(tmp_path), client)


def test_a_connection_that_is_reset(stub, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            for _ in range(LIMITS.tries):
                link, _address = server.accept()
                link.recv(10)
                link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                link.close()

        threading.Thread(target=serve, daemon=True).start()
        base = f"http://127.0.0.1:{server.getsockname()[1]}"
        client = Client(service(base), "seepara/test", LIMITS, Clock().time)
        with pytest.raises(NotFetched, match=r"broke \(Connection reset by peer\), 3 times"):
            fetch(Asked(SYMBOL, (SYMBOL,)), tmp_path, Catalogue(tmp_path), client)


def test_a_server_without_tls_gives_no_secure_connection(stub, tmp_path):
    base = stub.base.replace("http:", "https:")
    client = Client(service(base), "seepara/test", LIMITS, Clock().time)
    with pytest.raises(NotFetched, match=r"gives no secure connection \(\w+\); check"):
        fetch(Asked(SYMBOL, (SYMBOL,)), tmp_path, Catalogue(tmp_path), client)
    assert stub.asked == []


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no certificate can be made")
def test_a_certificate_is_checked(stub, tmp_path, monkeypatch):
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(
        ["openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-keyout", tmp_path / "key", "-out", tmp_path / "certificate", *names],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate", tmp_path / "key")
    stub.server.socket = context.wrap_socket(stub.server.socket, server_side=True)
    stub.on((SYMBOL, "docx"), reply(200, WORD))
    folder = tmp_path / "folder"

    def attempt(host):
        at = service(f"https://{host}:{stub.server.server_port}")
        client = Client(at, "seepara/test", LIMITS, Clock().time)
        return fetch(Asked(SYMBOL, (SYMBOL,)), folder, Catalogue(folder), client)

    # nobody vouches for it; somebody does, but for another name; all is well
    with pytest.raises(NotFetched, match=r"no secure connection \(self-signed certificate\)"):
        attempt("localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate"))
    with pytest.raises(NotFetched, match=r"no secure connection \(IP address mismatch"):
        attempt("127.0.0.1")
    assert (stub.asked, folder.exists()) == ([], False)
    assert attempt("localhost").size == len(WORD)


@given(st.binary(max_size=60), st.sampled_from([b"", b"HTTP/1.1 ", reply(200, b""), to("/a")[:-4]]))
def test_whatever_a_server_sends_is_an_answer_or_a_reason(sent, start):
    opened = []

    def connect(origin, seconds):
        ours, theirs = socket.socketpair()
        opened.append(ours)
        theirs.sendall(start + sent)
        theirs.close()
        return ours

    client = Client(service(), "seepara/test", LIMITS, Clock().time, connect)
    try:
        assert isinstance(client.get("https://documents.un.org/"), bytes)
    except NotFetched as error:
        assert str(error).isprintable()
    assert opened
    assert {link.fileno() for link in opened} == {-1}  # closed


@pytest.mark.parametrize(
    "answer",
    [
        # declared, and nothing of it is read; not declared; in chunks; declared smaller than it is
        reply(200, b"", length=10**12),
        reply(200, b"%PDF-" + bytes(5000), length="none"),
        _chunked(b"7d0\r\n" + bytes(2000) + b"\r\n7d0\r\n" + bytes(2000) + b"\r\n0\r\n\r\n"),
    ],
)
def test_too_large(stub, tmp_path, answer):
    stub.on((SYMBOL, "docx"), answer)
    stub.on((SYMBOL, "pdf"), answer)
    said = refused(stub, tmp_path, limits=replace(LIMITS, file_bytes=3000))
    assert said.startswith("the file is over the limit of 3,000 bytes; fetch it in a browser")
    # the PDF of a document may be smaller than its Word file
    stub.on((SYMBOL, "pdf"), reply(200, PDF))
    limits = replace(LIMITS, file_bytes=3000)
    assert bring(stub, tmp_path, limits=limits).file == "A_80_604.pdf"


def test_a_length_that_is_too_small_gives_a_file_that_is_cut(stub, tmp_path):
    stub.on((SYMBOL, "docx"), reply(200, WORD, length=100))
    assert "cut short" in refused(stub, tmp_path, formats=["docx"])


def test_compression_that_was_not_asked_for(stub, tmp_path):
    stub.on((SYMBOL, "docx"), reply(200, WORD, Content_Encoding="gzip"))
    assert "is packed, which was not asked" in refused(stub, tmp_path, formats=["docx"])


# ---------------------------------------------------------------- the folder


@pytest.mark.parametrize("name", ["A_80_604.docx", "A_80_604.pdf", "a_80_604.DOCX"])
def test_what_is_there_is_not_fetched_again(stub, tmp_path, name):
    (tmp_path / name).write_bytes(b"mine")
    done = bring(stub, tmp_path)
    assert (done.file, done.size, done.entered) == (name, 0, False)
    assert _content(tmp_path) == {name: b"mine"}
    assert stub.asked == []


def test_what_the_catalogue_knows_by_another_name_is_there(stub, tmp_path):
    (tmp_path / "mine.txt").write_text("text")
    (tmp_path / "catalogue.toml").write_text('[[document]]\nfile="mine.txt"\nsymbol="A/80/604"\n')
    done = bring(stub, tmp_path)
    assert (done.file, done.entered) == ("mine.txt", True)
    # another language version is not there, nor is a file that was taken away
    stub.on((SYMBOL, "docx"), reply(200, WORD))
    (tmp_path / "mine.txt").unlink()
    assert bring(stub, tmp_path).file == "A_80_604.docx"


def test_again(stub, tmp_path):
    stub.on((SYMBOL, "docx"), reply(200, WORD))
    # in other letters, which may be the same file: that one is replaced
    (tmp_path / "a_80_604.docx").write_bytes(b"old")
    assert bring(stub, tmp_path, again=True).file == "a_80_604.docx"
    assert bring(stub, tmp_path, again=True).size == len(WORD)
    assert sorted(os.listdir(tmp_path)) == ["a_80_604.docx", "catalogue.toml"]
    assert (tmp_path / "catalogue.toml").read_text().count("[[document]]") == 1


def test_a_link_in_the_place_of_the_file_is_replaced_not_followed(stub, tmp_path):
    stub.on((SYMBOL, "docx"), reply(200, WORD))
    outside = tmp_path / "outside"
    outside.write_text("precious")
    folder = tmp_path / "folder"
    folder.mkdir()
    place = folder / "A_80_604.docx"
    place.symlink_to(outside)
    # it counts as being there
    assert bring(stub, folder).size == 0
    bring(stub, folder, again=True)
    assert not place.is_symlink()
    assert (outside.read_text(), place.read_bytes()) == ("precious", WORD)
    # one that leads nowhere is no file, and nothing is made where it leads
    place.unlink()
    place.symlink_to(tmp_path / "nowhere")
    bring(stub, folder)
    assert not place.is_symlink()
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_in_the_place_of_the_file(stub, tmp_path):
    stub.on((SYMBOL, "docx"), reply(200, WORD))
    (tmp_path / "A_80_604.docx").mkdir()
    said = refused(stub, tmp_path, again=True)
    assert "A_80_604.docx cannot be written (Is a directory)" in said


def test_a_folder_that_cannot_be_written_to(stub, tmp_path):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "folder"):
        with pytest.raises(UnreadableFile, match=r"nothing can be written there .*choose another"):
            prepared(folder)
    # a new folder, in another new one, is made when there is something to put into it
    folder = tmp_path / "a" / "b"
    assert "no such document" in str(_failure(stub, folder))
    assert not folder.exists()
    stub.on((SYMBOL, "docx"), reply(200, WORD))
    bring(stub, folder)
    assert (folder / "A_80_604.docx").exists()


def _failure(stub, folder):
    with pytest.raises(NotFetched) as error:
        bring(stub, folder)
    return error.value


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(UnreadableFile, match="nothing can be written there"):
        prepared(tmp_path)


def test_an_interruption_leaves_nothing(stub, tmp_path):
    stub.on((SYMBOL, "docx"), reply(200, WORD))

    def interrupt(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(stub, tmp_path, progress=interrupt)
    assert os.listdir(tmp_path) == []


def test_ctrl_c_leaves_nothing(stub, tmp_path):
    stub.on((SYMBOL, "docx"), drip(reply(200, b"PK", length=1000), seconds=20))
    code = "from seepara.cli import main; main(prog_name='seepara')"
    arguments = ["fetch", SYMBOL, "-o", str(tmp_path), "--base-url", stub.base]
    running = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stderr=subprocess.PIPE, text=True
    )
    end = time.monotonic() + 10
    while not stub.asked and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=10)[1]
    assert running.returncode not in (0, None)
    assert "Traceback" not in said
    assert os.listdir(tmp_path) == []


# ---------------------------------------------------------------- the catalogue


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# mine\n",
        "# mine, without an end of line",
        '# mine\n\n[[document]]\nfile = "a.txt" # first\ntitle = "Ä"\n',
        # other tables at the end, and lines as Windows ends them
        '[[document]]\nfile = "a.txt"\n[words.en]\nheads.paragraph = ["clause"]\n',
        '[[document]]\r\nfile = "a.txt"\r\n',
        '[[correction]]\nfrom = "a"\nto = "b"\nverdict = "reject"',
    ],
)
def test_the_catalogue_keeps_what_it_says(tmp_path, before):
    place = tmp_path / "catalogue.toml"
    place.write_bytes(before.encode())
    place.chmod(0o640)
    old = read_catalogue(place)
    entry = Entry("A_1_2.docx", symbol="A/1/2", language="en")
    for _ in range(2):
        enter(tmp_path, entry)
    after = place.read_bytes().decode()
    assert after.startswith(before)
    assert not before or "\n\n[[document]]\n" in after.removeprefix(before[:-1]).replace("\r", "")
    assert ("\r\n" in after) == ("\r\n" in before)
    assert not re.search(r"[^\r]\n", after) or "\r\n" not in before
    made = read_catalogue(place)
    assert made == replace(old, entries={**old.entries, entry.file: entry})
    assert place.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["catalogue.toml"]


def test_an_entry_that_is_there_stays_the_users(tmp_path):
    place = tmp_path / "catalogue.toml"
    place.write_text('[[document]]\nfile = "A_1_2.docx"\nsymbol = "A/1/3"\n')
    enter(tmp_path, Entry("A_1_2.docx", symbol="A/1/2", language="en"))
    assert read_catalogue(place).entries["A_1_2.docx"].symbol == "A/1/3"


def test_a_catalogue_that_takes_no_entry_at_its_end(stub, tmp_path):
    stub.on((SYMBOL, "docx"), reply(200, WORD))
    place = tmp_path / "catalogue.toml"
    text = 'document = [{ file = "a.txt" }]\n'
    place.write_text(text)
    with pytest.raises(NotFetched) as error:
        bring(stub, tmp_path)
    assert "the file is here, but" in str(error.value)
    assert 'file = "A_80_604.docx", symbol = "A/80/604", language = "en"' in str(error.value)
    assert place.read_text() == text
    assert sorted(os.listdir(tmp_path)) == ["A_80_604.docx", "catalogue.toml"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[document]\n", "it is no TOML"),
        ('[[document]]\nfile = "a"\n[[document]]\nfile = "a"\n', "two entries for a"),
        ("other = 1\n", "unknown table 'other'"),
    ],
)
def test_an_invalid_catalogue_stops_before_anything_is_fetched(stub, tmp_path, text, message):
    (tmp_path / "catalogue.toml").write_text(text)
    with pytest.raises(UnreadableFile, match=message):
        bring(stub, tmp_path)
    assert stub.asked == []
    assert _content(tmp_path) == {"catalogue.toml": text.encode()}


def test_nothing_is_written_through_a_linked_catalogue(tmp_path):
    (tmp_path / "elsewhere").write_text("")
    (tmp_path / "catalogue.toml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnreadableFile, match="it is a link"):
        prepared(tmp_path)


# ---------------------------------------------------------------- symbols


@pytest.mark.parametrize(
    ("text", "symbol", "file"),
    [
        (" A/80/604 ", "A/80/604", "A_80_604"),
        # resolutions of several organs, parentheses, spaces
        ("A/RES/64/293", "A/RES/64/293", "A_RES_64_293"),
        ("S/RES/1526 (2004)", "S/RES/1526(2004)", "S_RES_1526(2004)"),
        ("A/RES/3201(S-VI)", "A/RES/3201(S-VI)", "A_RES_3201(S-VI)"),
        ("A/80/5 (Vol. II)", "A/80/5(Vol.II)", "A_80_5(Vol.II)"),
        ("CTOC/COP/WG.4/2009/2", "CTOC/COP/WG.4/2009/2", "CTOC_COP_WG.4_2009_2"),
        ("A/80/604/Add.2", "A/80/604/Add.2", "A_80_604_Add.2"),
        # a key with a path, and a reference: the document is meant
        ("A/RES/64/293#17", "A/RES/64/293", "A_RES_64_293"),
        ("A/80/607#section II.C", "A/80/607", "A_80_607"),
        ("A/80/604, para. 5 (a)", "A/80/604", "A_80_604"),
        ("A/80/604 paras. 5–7", "A/80/604", "A_80_604"),
    ],
)
def test_symbols(text, symbol, file):
    assert asked(text, HEADS, ["(OR)"]) == Asked(symbol, (symbol, f"{symbol}(OR)"))
    assert stem(symbol, "en") == file


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "21(a)", "A", "A/", "report.docx", "treaty:UNTOC", "decision:CTOC/COP/4/4"),
        *("x/CTOC-COP/2010-08-10/report", "TCP/IP", "../../etc/passwd", "A/../../etc/1", "/A/80/1"),
        # more than one document
        *("A/80/604 and A/80/605", "A/80/604/Add.1-3", "A/80/604/Add.1 and Add.2"),
        # something after it
        *(
            "A/80/604 report",
            "A/80/604\nSet-Cookie: a",
            "A/80/604&t=exe",
            "A/80/604?x",
            "A/80/604/",
        ),
        "A/" + "1/" * 100 + "1",
        "A/８０/604",
        "A/80/604\x1b[2J",
    ],
)
def test_what_is_no_symbol(text):
    with pytest.raises(ValueError) as error:
        asked(text, HEADS, ["(OR)"])
    said = str(error.value)
    assert said.isprintable()
    assert len(said) < 200


@given(st.text(max_size=40), st.sampled_from(command.LANGUAGES))
def test_a_file_name_never_leaves_the_folder(text, language):
    for candidate in (text, f"A/{text}1", f"A/80/604{text}"):
        name = stem(candidate, language)
        assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.()\-]*", name)
        try:
            one = asked(candidate, HEADS, ["(OR)"])
        except ValueError:
            continue
        # one to one: the symbol can be read off the name of the file
        assert stem(one.symbol, language).split(f"_{language}")[0].replace("_", "/") == one.symbol


# ---------------------------------------------------------------- the service


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("http://example.org", "a base address is https, or http on this machine"),
        ("http://127.0.0.1.example.org", "a base address is https"),
        ("https://93.184.216.34", "has a name, not a number"),
        ("http://10.0.0.1:8000", "has a name, not a number"),
        ("documents.un.org", "it is no https address"),
        ("ftp://127.0.0.1", "it is no https address"),
        ("https://user:secret@documents.un.org", "it is no https address"),
        ("https://[1", "it is no https address"),
        ("https://documents.un.org/?a", "no query and no fragment"),
        ("file:///etc", "it is no https address"),
    ],
)
def test_a_base_address_that_may_not_be_used(base, message):
    with pytest.raises(ValueError, match=message):
        service(base)


def test_another_base_address_and_no_proxy(stub, tmp_path, monkeypatch):
    # an environment with a proxy that nobody answers at: it is not asked
    for name in ("http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    at = service(f"{stub.base}/mirror/")
    assert at.address(SYMBOL, "ru", "pdf") == (
        f"{stub.base}/mirror/api/symbol/access?s=A%2F80%2F604&l=ru&t=pdf"
    )
    stub.on((SYMBOL, "docx"), reply(200, WORD))
    assert bring(stub, tmp_path).size
    assert service("http://localhost:8000/").base.host == "localhost"
    assert service("http://[::1]:8000").address("A/1", "en", "pdf").startswith("http://[::1]:8000/")
    assert service("https://mirror.example.org").base.host == "mirror.example.org"


def test_the_command_knows_the_languages_and_formats_of_the_service():
    at = service()
    assert tuple(at.languages) == command.LANGUAGES
    assert tuple(at.formats) == command.FORMATS


def test_nothing_else_uses_the_network():
    source = Path(main.callback.__code__.co_filename).parent.parent
    clients = {"http", "urllib.request", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "ssl"}
    using = set()
    for path in source.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or "", *(f"{node.module}.{a.name}" for a in node.names)]
            if any(n in clients or n.split(".")[0] in clients for n in names):
                using.add(path.relative_to(source).as_posix())
    # `seepara query --endpoint URL` asks the server that the user names
    assert using == {"fetching/exchange.py", "endpoint.py"}


# ---------------------------------------------------------------- the command


def run(stub, *arguments):
    arguments = ["fetch", *map(str, arguments), "--base-url", stub.base, "--rate", "10"]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_each_symbol_ends_in_one_line(stub, tmp_path):
    stub.on((SYMBOL, "docx"), reply(200, WORD))
    done = run(stub, SYMBOL, "no symbol", "A/80/999", f"{SYMBOL}#17", "-o", tmp_path)
    assert done.exit_code == 2
    assert done.stdout == f"A/80/604: {tmp_path}/A_80_604.docx ({len(WORD):,} bytes)\n"
    assert done.stderr.splitlines() == [
        "seepara: 'no symbol' is no document symbol; write it as it is printed, like A/80/604",
        "seepara: A/80/999: the service has no such document in docx or pdf, language en; "
        "check the symbol, or try another --language",
    ]
    assert stub.headers[0]["User-Agent"].startswith("seepara/")
    again = run(stub, SYMBOL, "-o", tmp_path)
    assert again.exit_code == 0
    assert again.stdout == (
        f"A/80/604: already here as {tmp_path}/A_80_604.docx; --again fetches it anew\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name the symbols to fetch, or give --cited"),
        (["--cited", "--build", "nowhere"], "there is no build here"),
        ([SYMBOL, "--language", "de"], "'de' is not one of"),
        ([SYMBOL, "--format", "exe"], "'exe' is not one of"),
        ([SYMBOL, "-o", __file__], "nothing can be written there"),
        ([SYMBOL, "--base-url", "http://example.org"], "a base address is https"),
    ],
)
def test_wrong_use(stub, tmp_path, arguments, message, monkeypatch):
    monkeypatch.chdir(tmp_path)
    arguments = arguments if "--base-url" in arguments else [*arguments, "--base-url", stub.base]
    done = CliRunner().invoke(main, ["fetch", *arguments], catch_exceptions=False)
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stdout == ""
    assert os.listdir(tmp_path) == []
    assert stub.asked == []


def test_a_language_that_cannot_be_read_yet_is_said(stub, tmp_path):
    stub.on((SYMBOL, "docx"), reply(200, WORD))
    from seepara.languages import codes

    done = run(stub, SYMBOL, "-o", tmp_path, "--language", "zh")
    assert done.exit_code == 0
    assert ("cannot read zh yet" in done.stderr) == ("zh" not in codes())


def test_symbols_of_a_users_own_series(stub, tmp_path):
    assert run(stub, "XYZ/2/1", "-o", tmp_path).exit_code == 2
    (tmp_path / "catalogue.toml").write_text('[registry]\nsymbols = ["XYZ"]\n')
    stub.on(("XYZ/2/1", "docx"), reply(200, WORD))
    assert run(stub, "XYZ/2/1", "-o", tmp_path).exit_code == 0


@pytest.mark.parametrize(
    ("counts", "rows"),
    [
        # documents with a symbol, most cited first, then by symbol
        (
            {"A/1/3": 2, "treaty:UNTOC": 9, "A/1/2": 2, "S/RES/1526(2004)": 5, "x/a/b": 7},
            [("S/RES/1526(2004)", 5), ("A/1/2", 2), ("A/1/3", 2)],
        ),
        ({}, []),
        # what only begins like a symbol
        ({"A/1/2 and more": 1, "decision:A/79/548": 1}, []),
    ],
)
def test_most_cited(tmp_path, counts, rows):
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"cited_not_read": counts}))
    assert most_cited(report, HEADS) == rows


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cited_not_read": {"A/1/2": "many"}}', "\x00"])
def test_a_report_of_something_else(stub, tmp_path, text):
    (tmp_path / "report.json").write_text(text)
    done = run(stub, "--cited", "--build", tmp_path, "-o", tmp_path)
    assert done.exit_code == 2
    assert "build again" in done.stderr


def test_what_was_fetched_resolves_what_cites_it(stub, tmp_path):
    # one document that cites two others, once and twice
    folder, build = tmp_path / "reports", tmp_path / "build"
    folder.mkdir()
    (folder / "note.txt").write_text(
        "A/80/1\n\nNote by the Secretariat\n\n"
        "1. See A/80/604, para. 2.\n\n2. See A/80/604, para. 1.\n\n3. See A/80/605, para. 1.\n"
    )

    def statuses():
        made = CliRunner().invoke(
            main, ["build", str(folder), "-o", str(build)], catch_exceptions=False
        )
        assert made.exit_code == 0, made.stderr
        with (build / "citations.csv").open(encoding="utf-8", newline="") as stream:
            return {row["target"]: row["status"] for row in csv.DictReader(stream)}

    assert set(statuses().values()) == {"external"}
    stub.on((SYMBOL, "docx"), to("/doc/undoc/gen/file.docx"))
    # its own number stands nowhere in the file: the catalogue entry tells it
    file = _word("Report", "1. The Committee met.", "2. It adjourned.")
    stub.on("/doc/undoc/gen/file.docx", reply(200, file))
    done = run(stub, "--cited", "--limit", 1, "--build", build, "-o", folder)
    assert done.exit_code == 0
    assert done.stderr == "Cited and not read: 2 documents; now 1: A/80/604 (2)\n"
    assert done.stdout.startswith("A/80/604: ")
    assert statuses() == {
        "A/80/604#2": "resolved",
        "A/80/604#1": "resolved",
        "A/80/605#1": "external",
    }
