"""A build of many documents: the same bytes however it came about, and nothing made twice."""

from __future__ import annotations

import csv
import faulthandler
import importlib.util
import io
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import networkx
import pyoxigraph
import pytest

from seepara import build as building
from seepara import corpus as reading
from seepara import rdf, tables, workers
from seepara.build import MOST_NODES, NothingToBuild, build, cache_of
from seepara.corpus import read_corpus
from seepara.export import node_rows
from seepara.labels import Labels
from seepara.network import network
from seepara.reading.errors import UnreadableFile
from seepara.records import read_records
from seepara.report import Report, notice_rows, unresolved_rows
from seepara.store import STORE, open_store

from .pages import data_of, joined
from .word_files import p, parts, r, zipped

ROOT = Path(__file__).parent.parent
SIZE = 40
KINDS = ("read", "resolved", "parts")


def _generator():
    path = ROOT / "scripts" / "benchmarks" / "_corpus.py"
    spec = importlib.util.spec_from_file_location("generated_corpus", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generated = _generator()


@pytest.fixture
def documents(tmp_path):
    """A folder of generated documents that cite each other."""
    folder = tmp_path / "documents"
    generated.write_corpus(folder, SIZE)
    return folder


def _file(documents, number):
    return documents / "0000" / f"document-{number:06d}.txt"


def _build(documents, output, **named):
    return build([documents], output, **{"jobs": 2, "most_nodes": 0} | named)


def _bytes(output):
    """The bytes of all files; of the store, which is never the same twice, what is in it."""
    files = {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.parent.name != STORE and not path.name.startswith(".")
    }
    return files | {STORE: sorted(map(str, open_store(output / STORE)))}


def _fresh(documents, tmp_path, **named):
    """The bytes of a build that knows of no other."""
    place = tmp_path / "fresh"
    shutil.rmtree(place, ignore_errors=True)
    _build(documents, place / "build", **named)
    return _bytes(place / "build")


# ---------------------------------------------------------------- what the files hold


def test_the_files_say_what_the_documents_do(documents, tmp_path):
    (documents / "catalogue.toml").write_text('[[document]]\nfile = "gone.txt"\n')
    (documents / "last.txt").write_text(
        "A/99/1\n\nNote\n\n1. See paras. 7 and 1 above (see A/99/2).\x0b\n\n2. Once & <more>.\n"
        "\n2. Twice: paragraph 4 of the report.\n\n3. Three.\n"
    )
    output = tmp_path / "build"
    built = _build(documents, output)
    resolved = list(read_corpus([documents]).resolved())
    assert list(read_records(output / "records.jsonl")) == resolved
    assert _rows(output / "units.jsonl") == [
        dict(u) for one in resolved for u in tables.unit_rows(one)
    ]
    assert _rows(output / "references.jsonl") == [
        dict(row) for one in resolved for row in tables.reference_rows(one)
    ]
    citations = tables.as_csv(
        (row for one in resolved for row in tables.citation_rows(one)), tables.CITATION_COLUMNS
    )
    assert (output / "citations.csv").read_bytes().decode() == "".join(citations)
    report = Report()
    for one in resolved:
        report.add(one)
    expected = report.counts() | {
        "unresolved": [row for one in resolved for row in unresolved_rows(one)],
        "notices": [row for one in resolved for row in notice_rows(one)],
    }
    assert expected["unresolved"] and expected["notices"]
    written = (output / "report.json").read_text("utf-8")
    assert written == json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
    assert built.report == report
    assert (built.read_now, built.resolved_now) == (SIZE + 1, SIZE + 1)


def _rows(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_graph_is_that_of_rdf_and_network(documents, tmp_path):
    output = tmp_path / "build"
    built = _build(documents, output)
    resolved = list(read_corpus([documents]).resolved())
    labels = Labels.of(resolved)
    stream = io.BytesIO()
    rdf.write(resolved, stream, "ttl", labels=labels)
    assert _triples((output / "graph.ttl").read_bytes()) == _triples(stream.getvalue())

    graph = network(resolved, labels)
    assert built.nodes == graph.number_of_nodes()
    rows = list(csv.DictReader((output / "nodes.csv").open(encoding="utf-8", newline="")))
    lines = "".join(tables.as_csv(node_rows(graph), tables.NODE_COLUMNS))
    assert len(rows) == graph.number_of_nodes()
    assert Counter(map(str, rows)) == Counter(
        map(str, csv.DictReader(io.StringIO(lines, newline="")))
    )

    by_networkx = tmp_path / "networkx.graphml"
    networkx.write_graphml(graph, by_networkx)  # its keys are numbers: "end" is two attributes
    written, expected = map(_graphml, (output / "graph.graphml", by_networkx))
    assert dict(written.nodes(data=True)) == dict(expected.nodes(data=True))
    assert dict(written.edges) == dict(expected.edges)
    assert len(expected.edges) > 1000


def _triples(turtle):
    found = list(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(set(map(str, found))) == len(found), "each triple once"
    subjects = [str(t.subject) for t in found]
    runs = [s for n, s in enumerate(subjects) if n == 0 or subjects[n - 1] != s]
    assert len(runs) == len(set(runs)), "all of one subject in one place"
    return {str(triple) for triple in found}


def _graphml(path):
    return networkx.read_graphml(path, force_multigraph=True)


def test_a_corpus_too_large_for_the_explorer_says_so(documents, tmp_path):
    output = tmp_path / "build"
    built = _build(documents, output)
    assert not built.has_explorer
    page = (output / "explorer.html").read_text("utf-8")
    assert f"{built.nodes:,} nodes" in page and "<script" not in page
    for path in list(documents.rglob("*.txt"))[2:]:
        path.unlink()
    small = _build(documents, output, most_nodes=MOST_NODES)
    assert small.has_explorer
    assert "data-documents" in (output / "explorer.html").read_text("utf-8")


# ---------------------------------------------------------------- the same bytes


def test_neither_jobs_nor_the_order_of_paths_change_a_byte(documents, tmp_path):
    (documents / "more").mkdir()
    for number in (3, 5):
        shutil.copy(_file(documents, number), documents / "more")  # the same document twice
    one = _fresh(documents, tmp_path, jobs=1, most_nodes=MOST_NODES)
    assert _fresh(documents, tmp_path, jobs=3, most_nodes=MOST_NODES) == one
    assert set(one) >= {
        "citations.csv", "explorer.html", "graph.graphml", "graph.ttl", "nodes.csv", "records.jsonl",
        "references.jsonl", "report.json", "units.jsonl",
    }  # fmt: skip
    output = tmp_path / "other" / "build"
    paths = [documents / "more", *sorted((documents / "0000").iterdir(), reverse=True)]
    built = build(paths, output, jobs=2, most_nodes=MOST_NODES)
    assert _bytes(output) == one
    assert sorted(e.problem.partition(" as ")[0] for e in built.unreadable) == [
        "it is the same document"
    ] * 2  # fmt: skip


def _rewritten(number, words=""):
    return lambda d: _file(d, number).write_text(generated.document(number, words))


def _renamed(number, old, new):
    text = generated.document(number).replace(old, new)
    return lambda d: _file(d, number).write_text(text)


def _said(text):
    return lambda d: _catalogue(d, text)


_ENTRY = '[[document]]\nfile = "document-000007.txt"\n'

CHANGES = [
    # what is changed, how many files are read again, whether the build is the same
    ("nothing", lambda d: None, 0, True),
    ("the words of one", _rewritten(9, " anew"), 1, False),
    ("a reference more", _rewritten(8, ", see A/2001/5, para. 77"), 1, False),
    ("another symbol", _renamed(5, "A/2001/5", "A/2001/999"), 1, False),
    ("a document more", _rewritten(90), 1, False),
    ("a document less", lambda d: _file(d, 1).unlink(), 0, False),
    ("another name", lambda d: _file(d, 0).rename(_file(d, 0).with_name("z.txt")), 1, False),
    ("another folder", lambda d: (d / "0000").rename(d / "0001"), 0, False),
    ("an entry of one", _said(_ENTRY + 'short = "Seven"'), 1, False),
    ("a symbol given", _said(_ENTRY + 'symbol = "A/77/7"'), 1, False),
    ("a body of one's own", _said('[registry]\nsymbols = ["XYZ"]'), SIZE, True),
    ("a word of one's own", _said('[words.en]\nheads.paragraph = ["clause"]'), SIZE, True),
    ("words of another language", _said('[words.fr]\nheads.paragraph = ["clause"]'), 0, True),
    ("the time of a file", lambda d: os.utime(_file(d, 3), (1, 1)), 0, True),
]


def _catalogue(documents, text):
    (documents / "0000" / "catalogue.toml").write_text(text + "\n")


@pytest.mark.parametrize(
    ("change", "again", "same"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES]
)
def test_what_is_read_again_and_that_it_makes_no_difference(
    change, again, same, documents, tmp_path
):
    output = tmp_path / "build"
    _build(documents, output)
    before = _bytes(output)
    change(documents)
    built = _build(documents, output)
    assert built.read_now == again
    after = _bytes(output)
    assert after == _fresh(documents, tmp_path)
    assert (after == before) == same
    # and again nothing
    again_built = _build(documents, output)
    assert (again_built.read_now, again_built.resolved_now, again_built.rendered_now) == (0, 0, 0)
    assert _bytes(output) == after


REPORTS = {
    "draft.txt": """CTOC/COP/WG.4/2015/L.1
Distr.: Limited
17 November 2015

Working Group on Trafficking in Persons
Vienna, 16-18 November 2015

Draft report

II. Recommendations

2. States parties should share the routes that traffickers use, with {word} of them.

3. States parties should train those who meet victims first, as in A/80/1, para. 1.
""",
    "report.txt": """CTOC/COP/WG.4/2015/6
Distr.: General
1 December 2015

Working Group on Trafficking in Persons
Vienna, 16-18 November 2015

Report on the meeting of the Working Group held in Vienna from 16 to 18 November 2015

II. Recommendations

7. States parties should share in time the routes that traffickers use, with maps of them.

8. States parties should train those who meet victims first, as in A/80/1, para. 1.
""",
    "later.txt": """A/80/1
Distr.: General
{day} 2015

Note by the Secretariat

1. See paragraph 7 of CTOC/COP/WG.4/2015/6, and paragraph 3 of CTOC/COP/WG.4/2015/L.1.
""",
}


def _reports(folder, word="maps", day="3 December"):
    folder.mkdir(exist_ok=True)
    for name, text in REPORTS.items():
        (folder / name).write_text(text.format(word=word, day=day))


@pytest.mark.parametrize("one_file", [True, False], ids=["one file", "in parts"])
def test_the_explorer_is_that_of_a_fresh_build_whatever_was_kept(one_file, tmp_path, monkeypatch):
    if not one_file:
        monkeypatch.setattr("seepara.explorer.ONE_FILE", 1)
        monkeypatch.setattr("seepara.explorer.splitting.PART", 1)
    folder, output = tmp_path / "documents", tmp_path / "build"
    entry = '[[document]]\nfile = "report.txt"\n'
    correction = '[[correction]]\nfrom = "draft.txt#2"\nto = "report.txt#7"\nverdict = "reject"\n'
    changes = [
        # what is changed; how many documents are rendered again
        ("nothing", lambda: _reports(folder), 0),
        ("a word of a draft", lambda: _reports(folder, "names"), 1),
        ("which of two is older", lambda: _reports(folder, "names", "3 January"), None),
        ("a user's word", lambda: (folder / "catalogue.toml").write_text(correction), 0),
        ("the meeting", lambda: (folder / "catalogue.toml").write_text(
            entry + 'meeting = "2014-11-16"\n'), None),
        ("a document less", lambda: (folder / "draft.txt").unlink(), None),
        ("it is there again", lambda: _reports(folder), None),
    ]  # fmt: skip
    _reports(folder)
    named = {"most_nodes": MOST_NODES, "jobs": 1}
    _build(folder, output, **named)
    pages = [_bytes(output)]
    for what, change, rendered in changes:
        change()
        built = _build(folder, output, **named)
        pages.append(_bytes(output))
        assert pages[-1] == _fresh(folder, tmp_path, **named), what
        assert rendered is None or built.rendered_now == rendered, what
    assert any(b"laterTextOf" in held for held in pages[0].values() if isinstance(held, bytes))
    shown = [
        b"".join(held for name, held in files.items() if name.startswith("explorer"))
        for files in pages
    ]
    assert len(set(shown)) == len(changes)  # only "nothing" changes nothing
    assert ("explorer/000.js" in pages[0]) != one_file


def test_without_an_explorer_nothing_is_rendered_for_one(tmp_path):
    folder, output = tmp_path / "documents", tmp_path / "build"
    _reports(folder)
    assert _build(folder, output).rendered_now > 0
    # for the explorer every document is rendered again, without it what is there will do
    assert _build(folder, output, most_nodes=MOST_NODES).rendered_now == len(REPORTS)
    assert _bytes(output) == _fresh(folder, tmp_path, most_nodes=MOST_NODES)
    assert _build(folder, output).rendered_now == 0
    assert _bytes(output) == _fresh(folder, tmp_path)


def test_the_explorer_of_a_build_is_that_of_its_documents(tmp_path):
    folder, output = tmp_path / "documents", tmp_path / "build"
    _reports(folder)
    _build(folder, output, most_nodes=MOST_NODES)
    text = (output / "explorer.html").read_text("utf-8")
    assert joined(text) == data_of(read_corpus([folder]).resolved())


def test_only_what_hangs_on_a_document_is_made_again(documents, tmp_path):
    output = tmp_path / "build"
    _build(documents, output)
    _file(documents, 30).write_text(generated.document(30, " anew"))
    built = _build(documents, output)
    # its words have changed, nothing that others ask: neither its paragraphs nor its name
    assert (built.read_now, built.resolved_now, built.rendered_now) == (1, 1, 1)
    # a paragraph gets another number: who cites it is resolved again, and who cites what it moves
    texts = [path.read_text() for path in sorted(documents.rglob("*.txt"))]
    cited = re.compile(r", as in (\S+), para\. (\d+)")
    symbol, number = next(m.groups() for text in texts for m in cited.finditer(text))
    place = next(n for n in range(SIZE) if generated.symbol(n) == symbol)
    anew = generated.document(place).replace(f"\n\n{number}. ", "\n\n77. ")
    _file(documents, place).write_text(anew)
    built = _build(documents, output)
    citing = sum(f", as in {symbol}, para. {number}" in text for text in texts)
    at_most = sum(f", as in {symbol}, para. " in text for text in texts)
    assert built.read_now == 1
    assert 1 + citing <= built.resolved_now <= 1 + at_most < SIZE // 2
    assert _bytes(output) == _fresh(documents, tmp_path)


def test_another_program_reads_all_again(documents, tmp_path, monkeypatch):
    output = tmp_path / "build"
    _build(documents, output)
    monkeypatch.setattr(building, "program_digest", lambda: "another")
    assert _build(documents, output).read_now == SIZE
    assert _build(documents, output).read_now == 0


def test_another_language_file_is_another_program(documents, tmp_path):
    package = tmp_path / "package" / "seepara"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "graph" / "seepara", package, ignore=ignored)
    shutil.copytree(ROOT / "ontology", package / "ontology", ignore=ignored)
    output = tmp_path / "build"

    def read_now():
        program = (
            "import sys; from pathlib import Path; import seepara.build as b;"
            "assert 'package' in b.__file__;"
            "print(b.build([Path(sys.argv[1])], Path(sys.argv[2]), most_nodes=0).read_now)"
        )
        environment = {**os.environ, "PYTHONPATH": str(package.parent)}
        command = [sys.executable, "-B", "-c", program, str(documents), str(output)]
        return int(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)

    assert read_now() == SIZE
    assert read_now() == 0
    for folder in ("languages", "registry"):
        path = sorted((package / folder).glob("*.toml"))[0]
        path.write_text(path.read_text("utf-8") + "# a word more\n", "utf-8")
        assert read_now() == SIZE


def test_without_fork_it_is_the_same(documents, tmp_path, monkeypatch):
    expected = _fresh(documents, tmp_path)
    monkeypatch.setattr(workers, "start_method", lambda: "spawn")
    built = _build(documents, tmp_path / "build")
    assert built.read_now == SIZE
    assert _bytes(tmp_path / "build") == expected


# ---------------------------------------------------------------- bad files, crashes, kills


def test_one_bad_file_costs_the_others_nothing_and_is_tried_again(documents, tmp_path):
    expected = _fresh(documents, tmp_path)
    bad = documents / "0000" / "bad.txt"
    bad.write_bytes(b"\x00\x01")
    (documents / "0000" / "bad.docx").write_bytes(b"no Word file")
    output = tmp_path / "build"
    for _ in range(2):
        built = _build(documents, output)
        assert len(built.unreadable) == 2
        assert all(str(documents / "0000" / "bad.") in str(error) for error in built.unreadable)
        assert _bytes(output) == expected
    bad.write_text(generated.document(200))
    built = _build(documents, output)
    assert len(built.unreadable) == 1
    assert built.report.documents == SIZE + 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers inherit the patch by fork")
def test_a_reader_that_crashes_costs_its_file_only(documents, tmp_path, monkeypatch):
    real = reading.document_of

    def crashing(data, name, entry, words):
        if name.endswith(("000011.txt", "000023.txt")):
            faulthandler.disable()  # pytest's, which would print the stack
            os.kill(os.getpid(), signal.SIGSEGV)
        return real(data, name, entry, words)

    monkeypatch.setattr(reading, "document_of", crashing)
    output = tmp_path / "build"
    built = _build(documents, output)
    assert sorted(Path(error.file).name for error in built.unreadable) == [
        "document-000011.txt",
        "document-000023.txt",
    ]
    assert all("SIGSEGV" in str(error) for error in built.unreadable)
    assert built.report.documents == SIZE - 2
    monkeypatch.undo()
    assert _build(documents, output).read_now == 2
    assert _bytes(output) == _fresh(documents, tmp_path)


def test_a_text_that_would_hang_its_reader_costs_itself_only(documents, tmp_path, monkeypatch):
    real = reading.document_of

    def hanging(data, name, entry, words):
        while name.endswith("000011.txt"):
            pass
        return real(data, name, entry, words)

    monkeypatch.setattr(reading, "document_of", hanging)
    monkeypatch.setattr("seepara.collecting.reading_jobs.TEXT_SECONDS", 2.0)
    built = _build(documents, tmp_path / "build")
    (error,) = built.unreadable
    assert error.file.endswith("000011.txt") and "at the limit of 2 s" in str(error)
    assert built.report.documents == SIZE - 1


@pytest.mark.skipif(sys.platform != "linux", reason="a limit of address space is for Linux")
def test_a_text_that_takes_too_much_memory_costs_itself_only(documents, tmp_path, monkeypatch):
    real = reading.document_of

    def growing(data, name, entry, words):
        held = []
        while name.endswith("000011.txt"):
            held.append(bytearray(2**20))
        return real(data, name, entry, words)

    monkeypatch.setattr(reading, "document_of", growing)
    built = _build(documents, tmp_path / "build")
    (error,) = built.unreadable
    assert error.file.endswith("000011.txt") and "the memory limit of" in str(error)
    assert built.report.documents == SIZE - 1


def test_two_formats_of_one_document(documents, tmp_path):
    symbol = generated.symbol(3)
    body = p(r(symbol)) + p(r("Note by the Secretariat")) + p(r("1. From Word."))
    word = documents / "z.docx"
    word.write_bytes(zipped(parts(body)))
    output = tmp_path / "build"
    built = _build(documents, output)
    assert [error.file for error in built.unreadable] == [_file(documents, 3).as_posix()]
    assert str(word) in str(built.unreadable[0])
    assert built.report.documents == SIZE
    assert "From Word." in (output / "units.jsonl").read_text("utf-8")
    assert _bytes(output) == _fresh(documents, tmp_path, jobs=1)
    # without the Word file the text is read again into the build, but not from its file
    word.unlink()
    built = _build(documents, output)
    assert not built.unreadable
    assert _bytes(output) == _fresh(documents, tmp_path)


def test_documents_alike_in_all_but_their_words(documents, tmp_path):
    for name, words in (("b", "Two"), ("a", "One"), ("c", "Two")):
        (documents / f"{name}.txt").write_text(f"Distr.: General\n\nNote\n\n1. {words}.\n")
    output = tmp_path / "build"
    built = _build(documents, output)
    assert [error.file for error in built.unreadable] == [(documents / "c.txt").as_posix()]
    assert _bytes(output) == _fresh(documents, tmp_path, jobs=1)
    (documents / "a.txt").unlink()  # now the other has the plain key
    _build(documents, output)
    assert _bytes(output) == _fresh(documents, tmp_path)


_PROGRAM = (
    "import sys; from pathlib import Path; from seepara.build import build;"
    "build([Path(sys.argv[1])], Path(sys.argv[2]), jobs=2, most_nodes=0)"
)


def _start(documents, output, **named):
    command = [sys.executable, "-c", _PROGRAM, str(documents), str(output)]
    return subprocess.Popen(command, **named)


def test_a_build_killed_at_any_moment_leaves_the_last_one_and_goes_on(documents, tmp_path):
    output = tmp_path / "build"
    chance = random.Random(2009)
    _build(documents, output)
    expected = {0: _bytes(output)}
    for number in range(1, 11):
        _file(documents, number).write_text(generated.document(number, " anew"))
        # on odd rounds all is to be made again
        if number % 2:
            shutil.rmtree(cache_of(output))
        with _start(documents, output, stderr=subprocess.DEVNULL) as process:
            time.sleep(chance.uniform(0.05, 1.2))
            process.kill()
        left = _bytes(output)
        if left != expected[number - 1]:  # it was quick: then it is the new one, and whole
            assert left == _fresh(documents, tmp_path)
        _build(documents, output)
        expected[number] = _bytes(output)
        assert expected[number] == _fresh(documents, tmp_path)
        beside = {path.name for path in tmp_path.iterdir()}
        assert (
            len([name for name in beside if name.startswith("build")]) == 2
        )  # the link, its folder


def test_what_was_read_before_a_kill_is_not_read_again(documents, tmp_path):
    output = tmp_path / "build"
    with _start(documents, output, stderr=subprocess.DEVNULL) as process:
        while len(list(cache_of(output).glob("*/*.read"))) < SIZE // 4:
            assert process.poll() is None
            time.sleep(0.002)
        process.kill()
    read = len(list(cache_of(output).glob("*/*.read")))
    assert read >= SIZE // 4
    assert _build(documents, output).read_now <= SIZE - read
    assert _bytes(output) == _fresh(documents, tmp_path)


def _processes_of(session):
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("seconds", [0.3, 0.6])
def test_when_a_build_ends_its_children_do(sign, seconds, documents, tmp_path):
    output = tmp_path / "build"
    (documents / "z.docx").write_bytes(zipped(parts(p(r("A/80/1")) + p(r("1. From Word.")))))
    _build(documents, output)
    before = _bytes(output)
    shutil.rmtree(cache_of(output))
    _file(documents, 1).write_text(generated.document(1, " anew"))
    with _start(documents, output, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        time.sleep(seconds)
        # Ctrl-C goes to every process of the terminal
        (os.killpg if sign == signal.SIGINT else os.kill)(process.pid, sign)
        process.wait(20)
        deadline = time.monotonic() + 10
        while _processes_of(process.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert _processes_of(process.pid) == []
    if process.returncode:
        assert _bytes(output) == before


# ---------------------------------------------------------------- the cache


def _emptied(data):
    return b""


def _cut(data):
    return data[: len(data) // 2]


def _bit_of_body(data):
    return data[:-3] + bytes([data[-3] ^ 1]) + data[-2:]


def _bit_of_head(data):
    return data[:30] + bytes([data[30] ^ 1]) + data[31:]


def _other_json(data):
    return b"00000000 00000000\n[]\n"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("damage", [_emptied, _cut, _bit_of_body, _bit_of_head, _other_json])
def test_a_damaged_entry_is_made_again(kind, damage, documents, tmp_path):
    output = tmp_path / "build"
    _build(documents, output)
    expected = _bytes(output)
    entries = sorted(cache_of(output).glob(f"*/*.{kind}"))
    for path in entries[::5]:
        path.write_bytes(damage(path.read_bytes()))
    _build(documents, output)
    assert _bytes(output) == expected
    built = _build(documents, output)
    assert (built.read_now, built.resolved_now, built.rendered_now) == (0, 0, 0)


def test_the_cache_keeps_what_the_build_is_made_from_and_nothing_else(documents, tmp_path):
    output = tmp_path / "build"
    _build(documents, output)
    entries = {path.relative_to(cache_of(output)) for path in cache_of(output).glob("*/*")}
    (cache_of(output) / "ab").mkdir(exist_ok=True)
    (cache_of(output) / "ab" / "0123.read.4711").write_bytes(b"left by a kill")
    _file(documents, 2).write_text(generated.document(2, " anew"))
    _build(documents, output)
    _file(documents, 2).write_text(generated.document(2))
    _build(documents, output)
    assert {path.relative_to(cache_of(output)) for path in cache_of(output).glob("*/*")} == entries


def test_a_folder_of_someone_else_is_no_cache(documents, tmp_path):
    output = tmp_path / "build"
    cache_of(output).mkdir()
    (cache_of(output) / "thesis.txt").write_text("mine")
    with pytest.raises(UnreadableFile, match="seepara did not make"):
        _build(documents, output)
    assert [path.name for path in cache_of(output).iterdir()] == ["thesis.txt"]
    assert not output.exists()


def test_two_builds_at_once_do_not_share_a_cache(documents, tmp_path):
    output = tmp_path / "build"
    with _start(documents, output, stderr=subprocess.PIPE) as first:
        while not (cache_of(output) / "lock").exists():
            time.sleep(0.002)
        time.sleep(0.05)
        with pytest.raises(UnreadableFile, match="another build is using it"):
            _build(documents, output)
        assert first.wait(60) == 0
    assert _build(documents, output).read_now == 0


def test_where_nothing_can_be_read_nothing_is_left(tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("")
    with pytest.raises(NothingToBuild) as raised:
        _build(tmp_path / "documents", tmp_path / "build")
    assert len(raised.value.unreadable) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["documents"]


def test_progress_runs_to_its_end(documents, tmp_path):
    told = []
    _build(documents, tmp_path / "build", progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3 * SIZE, 3 * SIZE)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
