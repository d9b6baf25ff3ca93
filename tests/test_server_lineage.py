"""Lineage by HTTP: what the command line prints, of the build that is served."""

from __future__ import annotations

import io
import json
import os
import signal
from dataclasses import replace
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from seepara import rdf
from seepara.cli.lineage import lineage
from seepara.judgements import Judgements
from seepara.records import RECORDS, write_records
from seepara.server import Limits

from .samples import CHAIR, LATER, chair_and_draft
from .serving import Service, is_alive, publish, wait_until


def _documents():
    """Two of them have the same paragraphs."""
    *others, later = chair_and_draft()
    again = replace(later, document=replace(later.document, key="CTOC/COP/2012/8", aliases=()))
    return (*others, later, again)


@pytest.fixture(scope="module")
def link(tmp_path_factory):
    stream, link = io.BytesIO(), tmp_path_factory.mktemp("lineage") / "build"
    rdf.write(chair_and_draft(), stream, "trig")
    publish(link, stream.getvalue())
    write_records(_documents(), link / RECORDS)
    Judgements().write(link)
    return link


@pytest.fixture(scope="module")
def service(link):
    service = Service(link, Limits(), workers=1)
    yield service
    status, log = service.stop()
    assert (status, "Traceback" in log) == (0, False)


ASKED = [
    # the address below /lineage/, the same on the command line
    (f"{CHAIR}%2337", [f"{CHAIR}#37"]),
    (f"{CHAIR}?unit=37", [f"{CHAIR}#37"]),
    # what people write
    (quote("para. 37"), ["37"]),
    (f"{LATER}", [LATER]),
    (f"{CHAIR}?unit=37&up=0&down=3", [f"{CHAIR}#37", "--up", "0", "--down", "3"]),
    (f"{CHAIR}?unit=37&stated=true", [f"{CHAIR}#37", "--stated"]),
    (f"{CHAIR}?unit=37&by=secretariat", [f"{CHAIR}#37", "--by", "secretariat"]),
    (f"{CHAIR}?unit=37&kind=resembles&kind=refersTo",
     [f"{CHAIR}#37", "--kind", "resembles", "--kind", "refersTo"]),
    (f"{CHAIR}?unit=21(a)&to=37", [f"{CHAIR}#21(a)", "--to", "37"]),
]  # fmt: skip


@pytest.mark.parametrize("address, arguments", ASKED, ids=[row[0] for row in ASKED])
def test_it_is_what_the_command_line_prints(service, link, address, arguments):
    answer = service.ask("GET", f"/lineage/{address}")
    assert (answer.status, answer.kind) == (200, "application/json"), answer.text
    printed = CliRunner().invoke(lineage, [*arguments, "--format", "json", "--build", str(link)])
    assert printed.exit_code == 0, printed.output
    assert json.loads(answer.body) == json.loads(printed.stdout)
    assert json.loads(answer.body)["nodes"]


LATER_PATH = chair_and_draft()[2].document.units[0].path

REFUSED = [
    # the address below /lineage/, the status, what is said
    ("A/1/2", 404, "nothing here is called 'A/1/2'"),
    (f"{CHAIR}?unit=999", 404, "999"),
    (f"{CHAIR}?unit=37&to=A/1/2", 404, "A/1/2"),
    ("", 404, "nothing here"),
    (f"{LATER_PATH}", 400, f"can be {LATER}#{LATER_PATH}, CTOC/COP/2012/8#{LATER_PATH}: give one"),
    (f"{CHAIR}?up=-1", 400, "number of steps"),
    (f"{CHAIR}?down=x", 400, "number of steps"),
    (f"{CHAIR}?up=101", 400, "at most 100"),
    (f"{CHAIR}?up=%D9%A3", 400, "number of steps"),
    (f"{CHAIR}?kind=cites", 400, "kind=cites: it can be"),
    (f"{CHAIR}?by=me", 400, "by=me"),
    (f"{CHAIR}?stated=1", 400, "true"),
    ("%ff", 400, "UTF-8"),
]


@pytest.mark.parametrize("address, status, said", REFUSED, ids=[row[0] for row in REFUSED])
def test_what_cannot_be_answered_is_said_in_a_line(service, address, status, said):
    answer = service.ask("GET", f"/lineage/{address}")
    assert answer.status == status, answer.text
    assert said in answer.text and len(answer.text.splitlines()) == 1


def test_its_worker_is_one_of_its_own_and_comes_back(service):
    asked = f"/lineage/{CHAIR}?unit=37"
    before = service.ask("GET", asked)
    workers = service.workers()
    assert len(workers) == 2  # one on the store, one for lineage
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not any(map(is_alive, workers)))
    assert service.ask("GET", asked).body == before.body


def test_a_new_build_has_its_own_lineage(tmp_path):
    link = tmp_path / "build"
    publish(link, b"<a:s> <a:p> 1 .")
    write_records(chair_and_draft()[2:], link / RECORDS)
    service = Service(link, Limits(), workers=1)
    try:
        assert service.ask("GET", f"/lineage/{LATER}").status == 200
        assert service.ask("GET", f"/lineage/{CHAIR}?unit=50").status == 404
        publish(
            link, b"<a:s> <a:p> 2 .", then=lambda f: write_records(chair_and_draft(), f / RECORDS)
        )
        assert wait_until(lambda: service.ask("GET", f"/lineage/{CHAIR}?unit=50").status == 200)
    finally:
        assert service.stop()[0] == 0


def test_a_build_without_documents_has_none(tmp_path):
    link = tmp_path / "build"
    publish(link, b"<a:s> <a:p> 1 .")
    service = Service(link, Limits(), workers=1)
    try:
        answer = service.ask("GET", "/lineage/37")
        assert answer.status == 503 and len(answer.text.splitlines()) == 1
        assert service.query("ASK {}").status == 200
    finally:
        assert service.stop()[0] == 0
