"""The command line (design.md §4, the contract): what goes where, exit status, and bad input."""

import csv
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter

import click
import igraph
import networkx
import pyoxigraph
import pytest
import rdflib
from click.testing import CliRunner

from seepara import keys
from seepara.cli import EXPORTS, main

COMMANDS = {"build", "refs", "check", "show", "query", "export", "explore", "fetch"}
HEAVY = {
    "rdflib", "networkx", "pyvis", "pygraphviz", "pyoxigraph", "lxml", "rich", "jinja2", "pypdfium2",
}  # fmt: skip

CHAIR = "x/CTOC-COP/2010-08-10/activities-of-the-working-group-on-trafficking-in-persons"
DRAFT = "x/CTOC-COP-WG.4/2010-01-28/draft-report-addendum"
GOOD = "A/80/1\n\nNote by the Secretariat\n\n1. See A/80/2, para. 1.\n"


def run(*arguments):
    """The command in this process; an exception fails the test as a traceback would the user."""
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def _rows(*arguments):
    done = run(*arguments)
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


# ---------------------------------------------------------------- help


def test_after_help_nothing_heavy_is_loaded():
    code = "import sys\nfrom seepara.cli import main\nmain(['--help'], standalone_mode=False)\n"
    code += f"print(*sorted({HEAVY!r} & {{name.split('.')[0] for name in sys.modules}}), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""
    assert "seepara build" in done.stdout


def test_help_names_every_command_and_each_shows_an_example():
    overview = run("--help").stdout
    assert set(main.commands) >= COMMANDS
    for name, command in main.commands.items():
        assert f"  {name} " in overview
        assert f"  seepara {name}" in run(name, "--help").stdout
        assert command.get_short_help_str(), name


def test_version():
    from importlib.metadata import version

    assert version("seepara") in run("--version").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],  # no such command
        ["refs", "--format", "xml"],
        ["export", "docx"],
        ["build", "--catalogue", "missing.toml"],
        ["build", "--jobs", "0"],
        ["show"],  # no key
    ],
)
def test_wrong_use_is_status_2_and_says_so_on_standard_error(arguments):
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Error: " in done.stderr


# ---------------------------------------------------------------- bad input


def _sparse(path):
    with path.open("wb") as stream:
        stream.truncate(64 * 1024 * 1024 + 1)


def _catalogue(text):
    def make(path):
        path.write_text("Note by the Secretariat\n\n1. Words.\n")
        path.with_name("catalogue.toml").write_text(text)

    return make


def _bytes(content):
    return lambda path: path.write_bytes(content)


_ENTRY = '[[document]]\nfile = "bad.txt"\n'

BAD = [
    # id, name of the file, how it is made, what the line says of it
    ("empty", "bad.txt", _bytes(b""), "bad.txt: the file is empty"),
    ("white space", "bad.txt", _bytes(b" \n\t\n"), "bad.txt: the file is empty"),
    ("no words", "bad.md", _bytes(b"---\n\n***\n"), "bad.md: there are no words in it"),
    ("binary", "bad.txt", _bytes(b"%PDF-1.7\x00\xff\xfe\x00"), "bad.txt: this is no text file"),
    ("latin-1", "bad.txt", _bytes("1. Séance".encode("latin-1")), "bad.txt: byte 5 is not utf-8"),
    ("too large", "bad.txt", _sparse, "bad.txt: the file has 67,108,865 bytes, over the limit of 67,108,864"),
    ("long line", "bad.txt", _bytes(b"x" * (4 * 1024 * 1024 + 1)), "bad.txt, line 1: the line has "
"over 4,194,304"),
    ("no Word file", "bad.docx", _bytes(b"words"), "bad.docx: "),
    ("broken catalogue", "bad.txt", _catalogue("[[document]\n"), "catalogue.toml: it is no TOML"),
    ("unknown field", "bad.txt", _catalogue(_ENTRY + "colour = 1"), "colour"),
    ("unknown encoding", "bad.txt", _catalogue(_ENTRY + 'encoding = "latin-77"'), "bad.txt: the encoding "
"'latin-77' "
"is not known"),
    ("unknown language", "bad.txt", _catalogue(_ENTRY + 'language = "tlh"'), "bad.txt: no language file "
"for 'tlh'"),
    ("directory as a file", "bad.txt", lambda path: path.mkdir(), None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "make", "line"), [row[1:] for row in BAD], ids=[row[0] for row in BAD]
)
def test_one_bad_file_is_one_line_and_stops_nothing(name, make, line, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    make(folder / name)
    output = tmp_path / "build"
    built = run("build", folder, "-o", output)
    assert built.stdout == ""
    assert "Traceback" not in built.stderr
    units = [json.loads(row) for row in (output / "units.jsonl").read_text("utf-8").splitlines()]
    assert "A/80/1" in {unit["doc"] for unit in units}
    references = run("refs", folder, "--format", "jsonl")
    assert [json.loads(row)["targets"] for row in references.stdout.splitlines()] == [["A/80/2#1"]]
    for done in (built, references):
        complaints = [said for said in done.stderr.splitlines() if said.startswith("seepara: ")]
        if line is None:  # an empty folder inside a folder is no fault
            assert (done.exit_code, complaints) == (0, [])
            continue
        assert done.exit_code == 2
        assert len(complaints) == 1
        assert line in complaints[0] and str(folder) in complaints[0]
        # what is wrong, then what to do
        assert "; " in complaints[0]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("missing.txt", "missing.txt: there is no such file; check the path"),
        ("folder", "folder: the folder has no document"),
        ("minutes.xls", "minutes.xls: no reader for .xls"),
        ("minutes", "minutes: no reader for a file without an ending"),
    ],
)
def test_a_path_that_is_no_document(path, line, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "picture.png").write_bytes(b"\x89PNG")
    for name in ("minutes.xls", "minutes"):
        (tmp_path / name).write_text("words")
    (tmp_path / "good.txt").write_text(GOOD)
    for command in (["build", "-o", tmp_path / "build"], ["refs"]):
        done = run(command[0], tmp_path / path, *command[1:])
        assert done.exit_code == 2
        assert done.stdout == "" or command[0] == "refs"
        assert done.stderr.count("seepara: ") <= 2  # and that nothing was built
        assert f"{tmp_path}/{line}" in done.stderr
        both = run(command[0], tmp_path / path, tmp_path / "good.txt", *command[1:])
        assert both.exit_code == 2
        assert f"{tmp_path}/{line}" in both.stderr
    assert (tmp_path / "build" / "units.jsonl").exists()


def test_latin_1_is_read_where_the_catalogue_names_it(tmp_path):
    (tmp_path / "a.txt").write_bytes(
        "A/80/1\n\nNote\n\n1. Séance levée (see para. 1 above).\n".encode("latin-1")
    )
    (tmp_path / "catalogue.toml").write_text('[[document]]\nfile = "a.txt"\nencoding = "latin-1"\n')
    done = run("build", tmp_path / "a.txt", "-o", tmp_path / "build")
    assert done.exit_code == 0, done.stderr
    assert "Séance levée" in (tmp_path / "build" / "units.jsonl").read_text("utf-8")


def test_where_nothing_can_be_read_nothing_is_built(tmp_path):
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text("")
    done = run("build", tmp_path, "-o", tmp_path / "build")
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        f"seepara: {tmp_path}/a.txt: the file is empty; leave it out or get it again",
        f"seepara: {tmp_path}/b.txt: the file is empty; leave it out or get it again",
        "seepara: no document could be read; nothing was built",
    ]
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize(
    ("output", "line"),
    [
        ("mine", "something that seepara did not make has this name"),
        ("file", "something that seepara did not make has this name"),
        ("file/build", "it cannot be written"),
    ],
)
def test_an_output_that_cannot_be_ours_is_refused(output, line, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "file").write_text("mine")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    done = run("build", tmp_path / "a.txt", "-o", tmp_path / output)
    assert done.exit_code == 2
    assert done.stdout == ""
    (complaint,) = done.stderr.splitlines()
    assert complaint.startswith(f"seepara: {tmp_path}/{output}: {line}")
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "mine"
    assert (tmp_path / "file").read_text() == "mine"


def test_a_build_that_is_refused_leaves_the_last_one(tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    assert run("build", tmp_path / "a.txt", "-o", tmp_path / "build").exit_code == 0
    before = (tmp_path / "build").resolve()
    (tmp_path / "a.txt").write_text("")
    assert run("build", tmp_path / "a.txt", "-o", tmp_path / "build").exit_code == 2
    assert (tmp_path / "build").resolve() == before
    assert (before / "units.jsonl").exists()


def test_what_is_no_ordinary_file_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "good.txt").write_text(GOOD)
    command = [sys.executable, "-c", "from seepara.cli import main; main()", "refs", str(tmp_path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except subprocess.TimeoutExpired:
        pytest.fail("it waits for what no one will write")
    assert done.returncode == 2
    assert "pipe.txt: " in done.stderr and "Traceback" not in done.stderr


# ---------------------------------------------------------------- where output goes


def test_paths_default_to_the_current_folder(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(GOOD)
    monkeypatch.chdir(tmp_path)
    assert _rows("refs", "--format", "jsonl")[0]["file"] == "a.txt"
    assert run("build").exit_code == 0
    assert (tmp_path / "build" / "explorer.html").exists()
    # the build itself is no document
    assert run("build").exit_code == 0
    assert run("show", "1").exit_code == 0


def test_a_build_holds_what_the_contract_names(data_build):
    names = {path.name for path in data_build.iterdir()}
    assert names >= {
        "graph.ttl", "explorer.html", "graph.graphml", "units.jsonl", "references.jsonl", "nodes.csv",
        "citations.csv", "report.json",
    }  # fmt: skip


def test_a_build_ends_with_a_summary_on_standard_error(root, tmp_path):
    done = run("build", root / "data", "-o", tmp_path / "build")
    assert (done.exit_code, done.stdout) == (0, "")
    for said in (
        "4 documents, none with a symbol of its own; 4 abridged, not the official text",
        "leaves",
        "82 references, 105 citations: 68 resolved, 37 external, 0 dangling, 0 ambiguous",
        "12 point to CTOC/COP/WG.4/2009/2, which is not here: `seepara fetch` can get it\n",
        str(tmp_path / "build" / "explorer.html"),
    ):
        assert said in done.stderr
    # no progress bar where there is no terminal
    assert "\x1b" not in done.stderr and "\r" not in done.stderr


def test_the_summary_says_what_a_correction_names_and_nothing_has(tmp_path):
    (tmp_path / "a.txt").write_text("A/80/1\n\nNote\n\n1. One.\n\n2. Two.\n")
    (tmp_path / "catalogue.toml").write_text(
        '[[correction]]\nfrom = "a.txt#1"\nto = "a.txt#12"\nverdict = "add"\n'
    )
    done = run("build", tmp_path / "a.txt", "-o", tmp_path / "build")
    assert "A correction in the catalogue names A/80/1#12, which is nowhere here" in done.stderr


def test_the_summary_says_when_there_is_no_explorer(tmp_path, monkeypatch):
    from seepara import build

    (tmp_path / "a.txt").write_text(GOOD)
    real = build.build
    monkeypatch.setattr(build, "build", lambda *given: real(*given, most_nodes=2))
    done = run("build", tmp_path / "a.txt", "-o", tmp_path / "build", "--jobs", 1)
    assert done.exit_code == 0
    assert (
        "No explorer, and no inferred links: " in done.stderr and "explorer.html" not in done.stderr
    )


def test_the_summary_says_where_the_unresolved_are_listed(tmp_path):
    (tmp_path / "a.txt").write_text(
        "A/80/1\n\nNote\n\n1. See para. 9 above and paragraph 3 of the report.\n"
    )
    done = run("build", tmp_path / "a.txt", "-o", tmp_path / "build")
    assert "1 dangling, 1 ambiguous" in done.stderr
    assert str(tmp_path / "build" / "report.json") in done.stderr
    report = json.loads((tmp_path / "build" / "report.json").read_text("utf-8"))
    assert [row["status"] for row in report["unresolved"]] == ["dangling", "ambiguous"]
    assert all(row["phrase"] and row["unit"] and row["reason"] for row in report["unresolved"])


def test_refs_in_every_format(root):
    data = root / "data"
    rows = _rows("refs", data, "--format", "jsonl")
    assert len(rows) == 82
    table = list(
        csv.DictReader(io.StringIO(run("refs", data, "--format", "csv").stdout, newline=""))
    )
    assert len(table) == 105 == sum(len(row["targets"]) for row in rows)
    shown = run("refs", data).stdout
    for row in rows:
        assert row["text"] in shown


def test_output_is_utf_8_whatever_the_locale(tmp_path):
    (tmp_path / "é.txt").write_text(
        "A/80/1\n\nNote\n\n1. Sé “ü” (see paras. 1–2 above).\n", "utf-8"
    )
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    for form in ("table", "csv", "jsonl"):
        command = [
            sys.executable,
            "-c",
            "from seepara.cli import main; main()",
            "refs",
            ".",
            "--format",
            form,
        ]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "1–2" in done.stdout.decode("utf-8")


def test_a_reader_that_stops_early_is_no_error(root):
    command = [
        sys.executable,
        "-c",
        "from seepara.cli import main; main()",
        "refs",
        str(root / "data"),
        "--format",
        "csv",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_nothing_in_a_document_steers_the_terminal(tmp_path):
    evil = "\x1b]0;owned\x07\x1b[31m\u202e\r"
    (tmp_path / "a.txt").write_text(
        f"Note{evil}\n\nI. Head{evil}ing\n\n1. Words{evil} (see para. 1{evil} above).\n", "utf-8"
    )
    output = tmp_path / "build"
    assert run("build", tmp_path / "a.txt", "-o", output).exit_code == 0
    for arguments in (
        ["refs", tmp_path / "a.txt"],
        ["show", "1", "--build", output],
        ["query", "refers-to", "--build", output],
    ):
        said = run(*arguments)
        for sign in "\x1b\x07\u202e\r":
            assert sign not in said.stdout + said.stderr


# ---------------------------------------------------------------- show


@pytest.mark.parametrize(
    "typed",
    [
        # as people write it
        "21(a)", "para. 21 (a)", "21.a", "21 (A)", "#21(a)", "paragraph 21 (a)",
        # with the document: by its file, its name, its key
        "cop5-2010-chair-report-wgtip.txt#21(a)", "cop5-2010-chair-report-wgtip#21.a", "Chair's report "
"2010#21(a)",
        f"{CHAIR}#21(a)",
    ],
)  # fmt: skip
def test_show_finds_a_paragraph_however_it_is_written(typed, data_build):
    done = run("show", typed, "--build", data_build)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Chair's report 2010, para. 21 (a)\n")
    # its meeting, its section, its chapeau, its own words, marked as abridged
    assert "14–15 April 2009" in done.stdout
    assert "L. Coordination of efforts at the national level" in done.stdout
    assert "21. On national coordination, States parties should:" in done.stdout
    assert "(see paras. 37, 50 and 82 below)" in done.stdout
    assert "abridged, not the official text" in done.stdout
    before, incoming = done.stdout.split("Referred to by (3)")
    outgoing = before.split("Refers to (3)")[1]
    for number in (37, 50, 82):
        assert (
            f"para. {number}: “see paras. 37, 50 and 82 below”, secretariat, resolved" in outgoing
        )
        assert f"para. {number}: “see " in incoming


def test_show_what_was_not_read(data_build):
    done = run("show", "CTOC/COP/WG.4/2009/2#17", "--build", data_build)
    assert "not read" in done.stdout
    assert "https://docs.un.org/en/CTOC/COP/WG.4/2009/2" in done.stdout
    assert "Referred to by (3)" in done.stdout
    assert "Chair's report 2010, para. 37: “paragraph 17 of the report" in done.stdout


@pytest.mark.parametrize(
    ("key", "count"),
    [
        # decisions and documents not read are cited as such; their parts are counted with them
        ("decision:CTOC/COP/4/4", 8),
        ("decision:ctoc/cop/4/4", 8),
        ("A/RES/64/293", 2),
        ("treaty:UNTOC#art26(2)", 1),
    ],
)
def test_show_what_cites_a_document(key, count, data_build):
    done = run("show", key, "--build", data_build)
    assert f"Referred to by ({count})" in done.stdout


def test_show_a_number_that_several_documents_have(data_build):
    shown = run("show", "2", "--build", data_build).stdout
    for name in (
        "Chair's report 2010, para. 2",
        "Draft report 2010, para. 2",
        "Draft report 2018, para. 2",
    ):
        assert name in shown


@pytest.mark.parametrize("typed", ["999", "21(z)", "A/1/2/3", "", "  ", "\x1b[31m", "nothing#1"])
def test_show_what_is_not_there(typed, data_build):
    done = run("show", typed, "--build", data_build)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith("seepara: ")
    assert "\x1b" not in done.stderr


# ---------------------------------------------------------------- query


def _query(data_build, *arguments):
    done = run("query", *arguments, "--build", data_build, "--format", "csv")
    assert done.exit_code == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout, newline="")))


def test_which_units_refer_to_21_a(data_build):
    rows = _query(data_build, "refers-to", "-p", "unit=21(a)")
    assert [row["key"] for row in rows] == [keys.iri(f"{CHAIR}#{n}") for n in (37, 50, 82)]
    assert {row["made_by"] for row in rows} == {"secretariat"}


def test_what_cites_decision_4_4(data_build):
    rows = _query(data_build, "cites-document-or-decision", "-p", "document=decision:CTOC/COP/4/4")
    found = Counter((keys.key_of(row["key"]), row["pinpoint"]) for row in rows)
    assert found == Counter(
        [(f"{DRAFT}#{n}", "") for n in (1, 10)]
        + [(f"{CHAIR}#{n}", "") for n in (1, 6)]
        + [(f"{CHAIR}#{n}", pinpoint) for n in (5, 29) for pinpoint in ("o(ii)", "o(iv)")]
    )


def test_the_ten_most_cited(data_build):
    lines = (data_build / "references.jsonl").read_text("utf-8").splitlines()
    counted = Counter(target for line in lines for target in json.loads(line)["targets"])
    expected = sorted(counted.items(), key=lambda row: (-row[1], row[0]))[:10]
    rows = _query(data_build, "most-cited")
    assert [(row["key"], int(row["citations"])) for row in rows] == [
        (keys.iri(key), count) for key, count in expected
    ]
    assert expected[0] == ("decision:CTOC/COP/4/4", 4)


def test_every_ready_query_answers_in_every_format(data_build):
    listed = run("query", "--list").stdout
    from seepara.queries import ready

    assert len(ready()) >= 6
    for query in ready():
        assert f"{query.name}\n" in listed
        assert run("query", query.name, "--build", data_build).exit_code == 0
        assert json.loads(
            run("query", query.name, "--build", data_build, "--format", "json").stdout
        )


def test_sparql_of_ones_own(data_build, tmp_path):
    count = "SELECT (COUNT(?r) AS ?n) WHERE { ?r a seepara:Reference }"
    assert _query(data_build, count) == [{"n": "82"}]
    (tmp_path / "mine.rq").write_text(count)
    assert _query(data_build, "--file", tmp_path / "mine.rq") == [{"n": "82"}]
    asked = run("query", "ASK { ?s ?p ?o }", "--build", data_build)
    assert asked.stdout.strip() == "true"
    turtle = run(
        "query", "CONSTRUCT WHERE { ?s rdfs:label ?l }", "--build", data_build, "--format", "ttl"
    )
    assert len(rdflib.Graph().parse(data=turtle.stdout, format="turtle")) > 100


@pytest.mark.parametrize(
    "arguments",
    [
        ["SELECT"],  # no SPARQL
        ["most-quoted"],  # no such ready query
        ["SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }"],  # another server
        ["INSERT DATA { <a:b> <a:c> <a:d> }"],  # a change
        ["refers-to", "-p", "unit"],  # no value
        ["refers-to", "-p", "colour=red"],  # no such parameter
        [],  # nothing asked
    ],
)
def test_a_query_that_cannot_be_answered_is_one_line(arguments, data_build):
    done = run("query", *arguments, "--build", data_build)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith("seepara: ")


# ---------------------------------------------------------------- export, explore


def _triples(data, form):
    return {(t.subject, t.predicate, t.object) for t in pyoxigraph.parse(data, format=form)}


def test_every_rdf_export_says_the_same(data_build):
    made = {
        form: CliRunner().invoke(main, ["export", form, "--build", str(data_build)]).stdout_bytes
        for form in ("ttl", "nt", "trig", "jsonld", "rdfxml")
    }
    turtle = _triples(made["ttl"], pyoxigraph.RdfFormat.TURTLE)
    assert len(turtle) > 1000
    assert turtle == _triples((data_build / "graph.ttl").read_bytes(), pyoxigraph.RdfFormat.TURTLE)
    assert turtle == _triples(made["nt"], pyoxigraph.RdfFormat.N_TRIPLES)
    assert turtle == _triples(made["trig"], pyoxigraph.RdfFormat.TRIG)
    assert turtle == _triples(made["rdfxml"], pyoxigraph.RdfFormat.RDF_XML)
    assert turtle == _triples(made["jsonld"], pyoxigraph.RdfFormat.JSON_LD)
    # rdflib reads the same
    assert len(rdflib.Graph().parse(data=made["ttl"], format="turtle")) == len(turtle)
    assert len(rdflib.Graph().parse(data=made["rdfxml"], format="xml")) == len(turtle)
    # no blank node
    assert not [t for t in turtle for term in t if isinstance(term, pyoxigraph.BlankNode)]


def test_every_other_export_can_be_read(data_build, tmp_path):
    for form in EXPORTS:
        done = run("export", form, "-o", tmp_path / f"graph.{form}", "--build", data_build)
        assert (done.exit_code, done.stdout) == (0, ""), done.stderr
    graphml = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    gexf = networkx.read_gexf(tmp_path / "graph.gexf")
    node_link = networkx.node_link_graph(
        json.loads((tmp_path / "graph.json").read_text("utf-8")), edges="links"
    )
    assert set(graphml) == set(gexf) == set(node_link)
    assert f"{CHAIR}#21(a)" in graphml
    assert graphml.number_of_edges() == node_link.number_of_edges() > 100
    # the build has the same, links that no text states among it
    built = networkx.read_graphml(data_build / "graph.graphml", force_multigraph=True)
    assert set(built) == set(graphml)
    assert _edges(built) == _edges(graphml)
    relations = [
        link["relation"] for *_, link in built.edges(data=True) if not link.get("stated", True)
    ]
    assert {"laterTextOf", "restates", "resembles", "lineageStep"} <= set(relations)
    # igraph, too, finds kinds, dates and labels
    other = igraph.Graph.Read_GraphML(str(tmp_path / "graph.graphml"))
    assert (other.vcount(), other.ecount()) == (len(graphml), graphml.number_of_edges())
    paragraph = other.vs.find(id=f"{CHAIR}#21(a)")
    assert (paragraph["kind"], paragraph["date"], paragraph["label"]) == (
        "subparagraph",
        graphml.nodes[f"{CHAIR}#21(a)"]["date"],
        "Chair's report 2010, para. 21 (a)",
    )
    assert (
        gexf.nodes[f"{CHAIR}#21(a)"].items()
        >= {"kind": "subparagraph", "date": paragraph["date"], "label": paragraph["label"]}.items()
    )
    for name in ("graph.graphml", "graph.gexf", "graph.rdfxml"):
        ElementTree.parse(tmp_path / name)
    rows = list(csv.DictReader((tmp_path / "graph.csv").open(encoding="utf-8", newline="")))
    assert len(rows) == 105
    assert rows == list(
        csv.DictReader((data_build / "citations.csv").open(encoding="utf-8", newline=""))
    )


def _edges(graph):
    return sorted((a, b, sorted(link.items())) for a, b, link in graph.edges(data=True))


@pytest.mark.parametrize("form", EXPORTS)
def test_an_export_is_the_same_bytes_every_time(form, data_build):
    first, second = (
        CliRunner().invoke(main, ["export", form, "--build", str(data_build)]).stdout_bytes
        for _ in "ab"
    )
    assert first == second != b""


def test_export_under_another_base(data_build):
    done = run("export", "nt", "--base", "https://example.org/un/", "--build", data_build)
    assert f"<https://example.org/un/{CHAIR}#21(a)>" in done.stdout
    assert "w3id.org/seepara/id/" not in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["ttl", "-o", "missing/graph.ttl"],  # no such folder
        ["ttl", "-o", "folder"],  # a folder has the name
        ["nt", "--base", "no base"],
        ["nt", "--base", "https://example.org/a#"],
    ],
)
def test_an_export_that_cannot_be_made_is_one_line(arguments, data_build, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    done = run("export", *arguments, "--build", data_build)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith("seepara: ")
    # nothing half made is left
    assert [p.name for p in tmp_path.rglob("*")] == ["folder"]


def test_explore_opens_the_page_of_the_build(data_build, monkeypatch):
    opened = []
    monkeypatch.setattr(click, "launch", opened.append)
    done = run("explore", "--build", data_build)
    page = (data_build / "explorer.html").resolve()
    assert done.stdout.strip() == str(page)
    assert opened == [page.as_uri()]
    assert run("explore", "--no-open", "--build", data_build).exit_code == 0
    assert len(opened) == 1


@pytest.mark.parametrize(
    "arguments", [["show", "1"], ["query", "most-cited"], ["export", "ttl"], ["explore"]]
)
def test_without_a_build_it_is_said_how_to_make_one(arguments, tmp_path):
    done = run(*arguments, "--build", tmp_path / "build")
    assert done.exit_code == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"seepara: {tmp_path}/build: ") and "seepara build" in line


@pytest.mark.parametrize(
    "records", ['{"colour": 1}', "[]", "no JSON", '{"document": 3, "references": []}', "1"]
)
def test_a_build_of_another_version_is_to_be_made_again(records, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    output = tmp_path / "build"
    run("build", tmp_path / "a.txt", "-o", output)
    (output / "records.jsonl").write_text(records + "\n")
    done = run("show", "1", "--build", output)
    assert done.exit_code == 2
    (line,) = done.stderr.splitlines()
    assert "build again" in line
