"""The store that a build writes: from that of the last build what has changed, or whole."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from seepara.store import open_store
from seepara.storing import store_graphs

GRAPHS = 12
XSD = "http://www.w3.org/2001/XMLSchema#"


def _turtle(triples):
    # numbers of a type that the store does not keep as it is
    return "".join(
        f'<ex:s{s}> <ex:p> "{o}"^^xsd:nonNegativeInteger .\n' for s, o in triples
    ).encode()


def _quads(graphs, unnamed):
    """What a store of them holds."""
    kind = NamedNode(f"{XSD}integer")

    def quad(triple, *graph):
        s, o = triple
        return Quad(
            NamedNode(f"ex:s{s}"), NamedNode("ex:p"), Literal(str(o), datatype=kind), *graph
        )

    named = {quad(t, NamedNode(name)) for name, triples in graphs.items() for t in triples}
    union = {quad(t) for triples in (*graphs.values(), unnamed) for t in triples}
    return named | union


def _stored(folder, graphs, unnamed, last=None):
    given = [(name, _turtle(sorted(triples))) for name, triples in graphs.items()]
    return store_graphs(folder, given, _turtle(sorted(unnamed)), "1", last)


TRIPLES = st.sets(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=4)
CHANGES = st.dictionaries(st.integers(0, GRAPHS), st.none() | TRIPLES, max_size=GRAPHS // 4)


@settings(max_examples=4, deadline=None)
@given(st.lists(TRIPLES, min_size=GRAPHS, max_size=GRAPHS), TRIPLES,
       st.lists(st.tuples(CHANGES, TRIPLES), min_size=1, max_size=2))  # fmt: skip
def test_a_changed_store_is_the_one_that_would_be_made_anew(
    tmp_path_factory, first, unnamed, steps
):
    place = tmp_path_factory.mktemp("stores")
    graphs = {f"ex:g{number}": triples for number, triples in enumerate(first)}
    _stored(place / "0", graphs, unnamed)
    assert set(open_store(place / "0")) == _quads(graphs, unnamed)
    for number, (changes, unnamed) in enumerate(steps):
        for one, triples in changes.items():
            if triples is None:
                graphs.pop(f"ex:g{one}", None)  # a document is no longer there
            else:
                graphs[f"ex:g{one}"] = triples
        _stored(place / f"{number + 1}", graphs, unnamed, place / f"{number}")
        assert set(open_store(place / f"{number + 1}")) == _quads(graphs, unnamed)
    shutil.rmtree(place)


def _some(count):
    return {f"ex:g{number}": {(number, 1), (0, 0)} for number in range(count)}


TAKEN = [
    # what happens to the last store or to the graphs; whether it is taken over
    ("nothing has changed", lambda graphs, last: None, True),
    ("one graph has changed", lambda graphs, last: graphs["ex:g3"].add((9, 9)), True),
    ("one graph is gone", lambda graphs, last: graphs.pop("ex:g3"), True),
    ("one graph is new", lambda graphs, last: graphs.update({"ex:new": {(7, 7)}}), True),
    ("most have changed", lambda graphs, last: [g.add((9, 9)) for g in graphs.values()], False),
    ("there is none", lambda graphs, last: shutil.rmtree(last), False),
    ("it does not say what it is", lambda graphs, last: (last / "made-of.json").unlink(), False),
    ("what it says is cut off", lambda graphs, last: (last / "made-of.json").write_text("{"), False),
    ("another program made it",
     lambda graphs, last: (last / "made-of.json").write_text(
         '{"program": "0", "unnamed": "", "graphs": {}}'), False),
    ("its files are damaged",
     lambda graphs, last: [p.write_bytes(b"") for p in last.glob("*.sst")], False),
    ("a file of it is missing", lambda graphs, last: (last / "CURRENT").unlink(), False),
]  # fmt: skip


@pytest.mark.parametrize("what, happens, taken", TAKEN, ids=[row[0] for row in TAKEN])
def test_when_the_last_store_is_taken_over(tmp_path, what, happens, taken):
    graphs, last = _some(GRAPHS), tmp_path / "last"
    _stored(last, graphs, {(5, 5)})
    happens(graphs, last)
    assert _stored(tmp_path / "next", graphs, {(5, 6)}, last) is taken
    assert set(open_store(tmp_path / "next")) == _quads(graphs, {(5, 6)})


def test_the_last_store_stays_as_it_is_for_who_reads_it(tmp_path):
    graphs, last = _some(GRAPHS), tmp_path / "last"
    _stored(last, graphs, ())
    reading = open_store(last)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in last.iterdir()}
    expected = set(reading)
    folders = [last]
    for number in range(3):
        graphs["ex:g1"] = {(1, number)}
        folders.append(tmp_path / f"{number}")
        assert _stored(folders[-1], graphs, (), folders[-2])
        if number:
            shutil.rmtree(folders[-2])
    assert set(open_store(folders[-1])) == _quads(graphs, ())
    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in last.iterdir()}
    assert after == before
    # its files are shared, and outlive it for who has it open
    shutil.rmtree(last)
    assert set(reading) == expected


def test_a_full_disk_has_its_number(tmp_path):
    """RocksDB says it in words only; a build looks at the number."""
    code = (
        "import resource, sys; from pathlib import Path; from seepara.storing import store_graphs\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try: store_graphs(Path(sys.argv[1]), [], b'', '1')\n"
        "except OSError as error: print(error.errno, error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "store"], capture_output=True, text=True
    )
    assert done.stdout.split()[:1] == [str(errno.EFBIG)], done.stdout + done.stderr
