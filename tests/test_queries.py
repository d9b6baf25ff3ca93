import csv
import io
import json
from dataclasses import replace

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from seepara import keys, queries, rdf
from seepara.answers import harmless, shown, spreadsheet_safe
from seepara.model import Status
from seepara.rdf.terms import PREFIXES
from seepara.store import open_store

from .samples import (
    CELL,
    CHAIR,
    DRAFT,
    EARLIER,
    LATER,
    MARKUP,
    MEETING_2009,
    MEETING_2010,
    chair_and_draft,
    inferences,
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    rdf.write(chair_and_draft(), path, inferences=inferences())
    return path


def _ready(name):
    (query,) = (query for query in queries.ready() if query.name == name)
    return query


def _rows(answer, *columns):
    places = [answer.columns.index(column) for column in columns]
    return [tuple(row[p].value if row[p] else "" for p in places) for row in answer.rows]


def _ask(graph, name, columns, **parameters):
    return _rows(queries.run(graph, _ready(name).text, parameters), *columns)


# ---------------------------------------------------------------- the ready queries


def test_every_ready_query_says_what_it_is_and_what_it_counts():
    assert len(queries.ready()) >= 6
    for query in queries.ready():
        assert query.title and query.description and query.counts and query.example
        assert query.description.endswith(".") and query.counts.endswith(".")
        for parameter in query.parameters:
            assert parameter.meaning and parameter.default
            # it runs as it stands in any other tool, and then means any
            assert f"VALUES ?{parameter.name} {{ UNDEF }}" in query.text


# Nothing of the kind is in the samples; `data` has it, and the language versions have a test of theirs.
NONE_IN_SAMPLES = {
    "draft-without-later-text", "language-versions-differ", "one-sided", "secretariat-never-cited",
}  # fmt: skip
OF_ONE_BUILD = [query.name for query in queries.ready() if not query.of_two_builds]


@pytest.mark.parametrize("name", OF_ONE_BUILD)
def test_every_ready_query_answers_the_same_in_rdflib(graph, name):
    query = _ready(name)
    read = rdflib.Graph().parse(graph)
    text = query.text
    for parameter in query.parameters:
        if parameter.default != queries.ANY:
            node = f"<{rdf.keys.iri(parameter.default)}>"
            text = text.replace(f"?{parameter.name} {{ UNDEF }}", f"?{parameter.name} {{ {node} }}")
    prefixes = {p: rdflib.Namespace(n) for p, n in queries.PREFIXES.items()}
    expected = [
        tuple("" if value is None else str(value) for value in row)
        for row in read.query(text, initNs=prefixes)
    ]
    answer = queries.run(graph, query.text)
    assert expected or name in NONE_IN_SAMPLES
    assert _rows(answer, *answer.columns) == expected


def test_what_refers_to_a_unit(graph):
    assert _ask(graph, "refers-to", ("refers", "made_by"), unit=f"{CHAIR}#21(a)") == [
        ("Chair's report 2010, para. 37", "secretariat"),
        ("Chair's report 2010, para. 50", "secretariat"),
        ("Chair's report 2010, para. 82", "secretariat"),
    ]
    # from another document, in the body's own words, and from a nearer one
    assert _ask(graph, "refers-to", ("refers", "phrase"), unit=f"{CHAIR}#37") == [
        ("CTOC/COP/2012/7, operative para. 1", "paragraph 37 of the Chair's report"),
        ("Chair's report 2010, para. 21 (a)", "see paras. 37, 50 and 82 below"),
    ]
    # without a unit: all citations that have a target
    statuses = [
        citation.status
        for resolved in chair_and_draft()
        for reference in resolved.references
        for citation in reference.citations
    ]
    with_target = [s for s in statuses if s in (Status.RESOLVED, Status.EXTERNAL)]
    assert len(_ask(graph, "refers-to", ("to",))) == len(with_target)
    # dangling: nobody refers to what is not there
    assert _ask(graph, "refers-to", ("phrase",), unit=f"{CHAIR}#99") == []


def test_what_cites_a_decision_with_its_pinpoints(graph):
    columns = ("cites", "pinpoint")
    assert _ask(graph, "cites-document-or-decision", columns) == [
        ("Draft report 2010, para. 1", ""),
        ("Chair's report 2010, para. 5", "o(ii)"),
        ("Chair's report 2010, para. 5", "o(iv)"),
    ]
    # a document that was read, by its units
    cited = _ask(graph, "cites-document-or-decision", columns, document=CHAIR)
    assert (f"{LATER}, operative para. 1", "37") in cited
    assert len(cited) == 7


def test_most_cited_by_number_then_by_key(graph):
    rows = _ask(graph, "most-cited", ("cited", "citations"))
    assert len(rows) == 10
    assert rows[:3] == [
        ("Chair's report 2010, para. 21 (a)", "3"),
        ("CTOC/COP/WG.4/2009/2, para. 17", "2"),
        ("Chair's report 2010, para. 37", "2"),
    ]


def test_what_could_not_be_resolved(graph):
    columns = ("file", "line", "unit", "phrase", "status", "asks_for")
    assert _ask(graph, "unresolved", columns) == [
        (
            "chair's report.txt",
            "60",
            "Chair's report 2010, para. 50",
            "its paragraph 3",
            "ambiguous",
            f"CTOC/COP/WG.4/2009/2#3 or {CHAIR}#4",
        ),
        (
            "chair's report.txt",
            "60",
            "Chair's report 2010, para. 50",
            "see paras. 21 (a) and 99 above",
            "dangling",
            f"{CHAIR}#99",
        ),
    ]


def test_cited_but_not_read_counts_a_document_with_its_parts(graph):
    rows = _ask(graph, "cited-not-read", ("cited", "citations", "citing_units", "page"))
    assert rows[:2] == [
        ("Conference decision 4/4", "3", "2", ""),
        (
            "CTOC/COP/WG.4/2009/2",
            "2",
            "2",
            "https://docs.un.org/en/CTOC/COP/WG.4/2009/2",
        ),
    ]
    assert not any("Chair" in name for name, *_ in rows)


def test_recommendations_of_a_meeting(graph):
    columns = ("recommendation", "at", "made_by", "cites")
    name = "recommendations-of-a-meeting"
    assert _ask(graph, name, columns, meeting=MEETING_2009.key) == [
        # a chapeau that cites nothing is there all the same
        ("Chair's report 2010, para. 21", "adopted", "", ""),
        *(
            ("Chair's report 2010, para. 21 (a)", "adopted", "secretariat", cited)
            for cited in (f"Chair's report 2010, para. {n}" for n in (37, 50, 82))
        ),
    ]
    rows = _ask(graph, name, (*columns, "status"), meeting=MEETING_2010.key)
    # what its footnote cites is cited there; the body's words and the secretariat's are apart
    assert [row[2:] for row in rows if row[0].endswith("2010, para. 37")] == [
        ("body", "CTOC/COP/WG.4/2009/2, para. 17", "external"),
        ("body", "General Assembly resolution 64/293", "external"),
        ("secretariat", "Chair's report 2010, para. 21 (a)", "resolved"),
    ]
    # a draft's are considered, and what is dangling has no target
    assert {row[1] for row in rows if row[0].startswith("Draft")} == {"considered"}
    assert ("Chair's report 2010, para. 50", "adopted", "secretariat", "", "dangling") in rows


# ---------------------------------------------------------------- all of them, on data


@pytest.fixture(scope="module")
def data_answers(data_build):
    return {
        query.name: queries.run(data_build / "graph.ttl", query.text)
        for query in queries.ready()
        if not query.of_two_builds
    }


_KEPT = 12
"""So many rows of an answer are kept in the golden file, with the number of all."""


def test_every_ready_query_answers_of_data_as_before(data_answers, root, request):
    golden = root / "tests" / "golden" / "queries.json"
    found = {
        name: {
            "columns": list(answer.columns),
            "rows": len(answer.rows),
            "first": [" | ".join(shown(cell) for cell in row) for row in answer.rows[:_KEPT]],
        }
        for name, answer in data_answers.items()
    }
    if request.config.getoption("--renew-golden"):
        golden.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    expected = json.loads(golden.read_text("utf-8"))
    assert sorted(found) == sorted(expected)
    for name, answer in expected.items():
        assert found[name] == answer, name


@pytest.mark.parametrize("name", OF_ONE_BUILD)
def test_the_example_of_a_ready_query_is_one_of_its_rows(data_answers, name):
    example = _ready(name).example
    if name in NOT_IN_DATA:
        assert not data_answers[name].rows and example.startswith("(")
        return
    rows = [" | ".join(shown(cell) for cell in row) for row in data_answers[name].rows]
    assert any(row.startswith(f"{example} | ") for row in rows)


def _french(resolved):
    """A language version in another language, with a unit fewer and a target fewer."""
    document = resolved.document
    units = tuple(unit for unit in document.units if unit.path != "82")
    references = [r for r in resolved.references if r.unit not in ("82", "50")]
    return replace(
        resolved,
        document=replace(document, language="fr", units=units, file="rapport.txt"),
        references=tuple(references),
    )


def test_differences_between_language_versions(tmp_path):
    english = chair_and_draft()
    path = tmp_path / "graph.ttl"
    rdf.write([*english, _french(english[0])], path)
    rows = _ask(path, "language-versions-differ", ("unit", "missing", "only_in", "not_in"))
    chair = "Chair's report 2010, para."
    assert rows == [
        # its second citation is dangling, its other reference ambiguous: these have no target
        (f"{chair} 50", f"{chair} 21 (a)", "en", "fr"),
        # of a unit that is not there, its references are not listed beside
        (f"{chair} 82", "the unit", "en", "fr"),
    ]
    # in one language nothing differs
    rdf.write(english, path)
    assert _ask(path, "language-versions-differ", ("unit",)) == []


def test_differences_between_two_builds(tmp_path):
    chair, draft, later = chair_and_draft()
    changed = replace(
        chair,
        document=replace(chair.document, text=chair.document.text.replace("should:", "may:   ")),
        references=tuple(r for r in chair.references if r.unit != "50"),
    )
    rdf.write([chair, draft], tmp_path / "earlier.ttl")
    rdf.write([changed, draft, later], tmp_path / "later.ttl")
    name = "builds-differ"
    answer = queries.run(
        tmp_path / "later.ttl", _ready(name).text, earlier=tmp_path / "earlier.ttl"
    )
    rows = _rows(answer, "change", "unit", "what")
    label = "Chair's report 2010, para."
    ours = [row for row in rows if row[1].startswith("Chair")]
    assert ours == [
        ("another text", f"{label} 21", ""),
        ("no longer cites", f"{label} 50", f"{label} 21 (a)"),
        ("no longer unresolved", f"{label} 50", f"{EARLIER}#3"),
        ("no longer unresolved", f"{label} 50", f"{CHAIR}#4"),
        ("no longer unresolved", f"{label} 50", f"{CHAIR}#99"),
    ]
    # of the document that is new: each of its units, and what it cites
    assert {row[0] for row in rows if row not in ours} == {"cites now", "unit new"}
    # the same build twice
    same = queries.run(tmp_path / "later.ttl", _ready(name).text, earlier=tmp_path / "later.ttl")
    assert same.rows == ()


# `data` has none of these; the examples say, in brackets, what a row would be.
NOT_IN_DATA = {"language-versions-differ", "unresolved"}


# ---------------------------------------------------------------- parameters


@pytest.mark.parametrize(
    "value",
    [
        # what would end the IRI and the query, were it pasted
        "x> } } # ",
        'A/1/2#"] . ?s ?p ?o } #',
        "A/1/2\n} SERVICE <http://127.0.0.1:9/> {",
        "A/1/2#{ UNDEF }",
        "\\u003e",
    ],
)
def test_a_parameter_is_a_node_whatever_it_says(graph, value):
    assert _ask(graph, "refers-to", ("phrase",), unit=value) == []


def test_wrong_parameters(graph):
    with pytest.raises(queries.QueryError, match="no parameter 'paragraph'; it has: unit"):
        queries.run(graph, _ready("refers-to").text, {"paragraph": "A/1/2#3"})
    with pytest.raises(queries.QueryError, match="no parameter 'unit'; it has: none"):
        queries.run(graph, "SELECT * { ?s ?p ?o }", {"unit": "A/1/2#3"})
    with pytest.raises(queries.QueryError, match=r"no VALUES \?unit \{ UNDEF \}"):
        queries.run(graph, "# parameter: unit key, a unit = A/1/2#3\nASK {}")
    with pytest.raises(queries.QueryError, match="write it as"):
        queries.run(graph, "# parameter: unit\nASK {}")


# ---------------------------------------------------------------- what is refused


EVIL = "<http://127.0.0.1:9/sparql>"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        # as it is usually written
        (f"SELECT * {{ SERVICE {EVIL} {{ ?s ?p ?o }} }}", "SERVICE"),
        (f"SELECT * {{ SERVICE SILENT {EVIL} {{ ?s ?p ?o }} }}", "SERVICE"),
        (f"select * {{ sErViCe {EVIL} {{ ?s ?p ?o }} }}", "SERVICE"),
        # deep inside
        (f"ASK {{ {{ SELECT * {{ OPTIONAL {{ SERVICE {EVIL} {{}} }} }} }} }}", "SERVICE"),
        (f"ASK {{ FILTER EXISTS {{ SERVICE {EVIL} {{ ?s ?p ?o }} }} }}", "SERVICE"),
        (f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE {EVIL} {{ ?s ?p ?o }} }}", "SERVICE"),
        # without white space before or after the keyword
        (f"PREFIX : {EVIL} SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}", "SERVICE"),
        (f"SELECT * {{ ?s ?p 1SERVICE{EVIL} {{ ?s ?p ?o }} }}", "SERVICE"),
        (f"SELECT * {{ ?s ?p 'a'SERVICE{EVIL} {{ ?s ?p ?o }} }}", "SERVICE"),
        ("SELECT * { ?t ?p ?o . SERVICE ?t { ?s ?p ?o } }", "SERVICE"),
        # after a comment that ends at a carriage return, or in a line of its own
        (f"SELECT * {{ # a comment\rSERVICE {EVIL} {{ ?s ?p ?o }} }}", "SERVICE"),
        (f"SELECT * {{ #\nSERVICE#\n{EVIL} {{ ?s ?p ?o }} }}", "SERVICE"),
        # behind a string or a name that only seems to go on
        (f"SELECT * {{ ?s ?p 'a\\\\' SERVICE {EVIL} {{ }} # '\n }}", "SERVICE"),
        (f'SELECT * {{ ?s ?p """a""" . SERVICE {EVIL} {{ }} # """\n }}', "SERVICE"),
        (f"PREFIX e: <e:> SELECT * {{ ?s ?p e:a\\#b . SERVICE {EVIL} {{ }} }}", "SERVICE"),
        (f"SELECT * {{ ?s ?p ?o FILTER(?o < 3) SERVICE {EVIL} {{ }} }}", "SERVICE"),
        # another source of triples
        (f"SELECT * FROM {EVIL} WHERE {{ ?s ?p ?o }}", "FROM"),
        (f"SELECT * FROM NAMED {EVIL} WHERE {{ ?s ?p ?o }}", "FROM"),
        ("DESCRIBE <a:b> from <file:///etc/passwd>", "FROM"),
        # updates
        (f"LOAD {EVIL}", "LOAD"),
        (f"LOAD SILENT {EVIL} INTO GRAPH <a:b>", "LOAD"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "INSERT"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
        ("CLEAR ALL", "CLEAR"),
        ("DROP SILENT DEFAULT", "DROP"),
        ("PREFIX a: <a:> CREATE GRAPH a:b", "CREATE"),
        ("COPY DEFAULT TO <a:b>", "COPY"),
        ("MOVE DEFAULT TO <a:b>", "MOVE"),
        ("ADD DEFAULT TO <a:b>", "ADD"),
    ],
)
def test_refused(graph, text, word):
    with pytest.raises(queries.QueryError, match=f"query: {word}: a query here"):
        queries.run(graph, text)


@pytest.mark.parametrize(
    "text",
    [
        # resolved before or after strings are found? parsers differ
        f'SELECT * {{ ?s ?p "a\\u005c" SERVICE {EVIL} {{ }} # " }}',
        f"SELECT * {{ \\u0053ERVICE {EVIL} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ \\U00000053ERVICE {EVIL} {{ ?s ?p ?o }} }}",
    ],
)
def test_codes_for_characters_are_refused(graph, text):
    with pytest.raises(queries.QueryError, match="write the character itself"):
        queries.run(graph, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not SPARQL"),
        ("SELECT * WHERE {", "not SPARQL"),
        ("SELECT * WHERE { ?s ?p 'a }", "line 1: a string is not closed"),
        ("SELECT *\nWHERE { ?s ?p }", "line 2"),
        ("SELECT ?s ?p { ?s ?p ?o } GROUP BY ?s", "line 1, column 38: .* variable that is unbound"),
        ("SELECT * WHERE { ?s nowhere:p ?o }", "unknown prefix 'nowhere'"),
        ("SELECT * WHERE { ?s :p ?o }", "unknown prefix ''"),
        ("ASK " + "{" * 3000 + "}" * 3000, "query"),
        # functions that nobody has
        ("SELECT (<a:b>(1) AS ?x) { }", "query"),
    ],
)
def test_wrong_query_is_one_line_of_error(graph, text, message):
    with pytest.raises(queries.QueryError, match=message) as error:
        queries.render(queries.run(graph, text))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        # words that only look like what is refused
        "SELECT * { ?service ?from ?load }",
        "SELECT * { ?s rdfs:label 'SERVICE FROM LOAD' } # SERVICE",
        "SELECT * { <http://example.org/SERVICE> ?p ?o }",
        "PREFIX e: <e:> SELECT * { ?s e:service e:from }",
        'SELECT * { ?s ?p """INSERT "" DELETE""" }',
        "SELECT * { ?s ?p 'a'@en-load }",
    ],
)
def test_not_refused(graph, text):
    assert queries.checked(text) == text
    assert queries.run(graph, text).form == "rows"


@given(st.text())
def test_whatever_the_text_it_is_checked_or_refused(text):
    try:
        queries.checked(text)
    except queries.QueryError as error:
        assert str(error)


# ---------------------------------------------------------------- answers


def test_prefixes_are_supplied_and_can_be_changed(graph):
    (row,) = queries.run(graph, "SELECT (COUNT(*) AS ?n) { ?d a seepara:LanguageVersion }").rows
    assert row[0].value == "3"
    mine = "PREFIX seepara: <https://example.org/> SELECT * { ?d a seepara:Document }"
    assert queries.run(graph, mine).rows == ()


def test_an_iri_may_be_written_from_the_base_on(graph):
    text = "SELECT ?name { <decision/CTOC/COP/4/4#o(ii)> rdfs:label ?name }"
    assert _rows(queries.run(graph, text), "name") == [("Conference decision 4/4, para. o (ii)",)]


def test_forms_of_query(graph):
    yes = queries.run(graph, f"ASK {{ <{rdf.keys.iri(CHAIR)}> a seepara:Document }}")
    assert queries.render(yes) == "true\n"
    assert json.loads(queries.render(yes, "json")) == {"head": {}, "boolean": True}
    built = queries.run(graph, "CONSTRUCT { ?o seepara:cites ?s } WHERE { ?s seepara:cites ?o }")
    assert built.columns == ("subject", "predicate", "object")
    read = rdflib.Graph().parse(data=queries.render(built, "ttl"), format="turtle")
    assert len(read) == len(built.rows) > 0
    about = queries.run(graph, f"DESCRIBE <{rdf.keys.iri(DRAFT)}>")
    assert "Draft report 2010" in queries.render(about, "ttl")
    # literals with language and datatype, and blank nodes of the user's own, survive
    text = "CONSTRUCT { [] ?p ?o } WHERE { ?s a seepara:Paragraph ; ?p ?o }"
    assert '"@en' in queries.render(queries.run(graph, text), "ttl")


def test_turtle_of_rows_is_refused(graph):
    with pytest.raises(ValueError, match="ttl is for CONSTRUCT"):
        queries.render(queries.run(graph, "SELECT * { ?s ?p ?o } LIMIT 1"), "ttl")
    with pytest.raises(ValueError, match="unknown format 'xml'"):
        queries.render(queries.run(graph, "ASK {}"), "xml")


def test_csv_is_safe_to_open_in_a_spreadsheet(graph):
    text = "SELECT ?text ?n { ?unit seepara:text ?text . BIND(-1 AS ?n) }"
    rows = list(csv.reader(io.StringIO(queries.render(queries.run(graph, text), "csv"))))
    texts = [row[0] for row in rows[1:]]
    assert f"'{CELL}" in texts
    assert not [t for t in texts if t.startswith(("=", "+", "-", "@"))]
    # a number is a number
    assert {row[1] for row in rows[1:]} == {"-1"}


def test_json_is_that_of_the_protocol(graph):
    text = "SELECT ?text ?none { ?unit seepara:text ?text OPTIONAL { ?unit seepara:none ?none } }"
    answer = json.loads(queries.render(queries.run(graph, text), "json"))
    assert answer["head"] == {"vars": ["text", "none"]}
    said = [binding["text"] for binding in answer["results"]["bindings"]]
    assert {"type": "literal", "value": CELL, "xml:lang": "en"} in said
    assert any(MARKUP in cell["value"] for cell in said)
    assert not any("none" in binding for binding in answer["results"]["bindings"])


def test_a_table_shows_keys_and_steers_no_terminal(graph):
    # the codes for ESC, a bell, and a mark that turns the direction of what follows
    name = "\x1b]0;title\x07red\x1b[31m \u202eturned"
    text = f"SELECT ?unit ?said {{ ?unit seepara:page 7 . BIND('''{name}''' AS ?said) }}"
    table = queries.render(queries.run(graph, text))
    assert f"{CHAIR}#37" in table
    assert "turned" in table
    assert not set(table) & set("\x1b\x07\u202e")


def test_a_table_shortens_and_a_csv_does_not(graph):
    answer = queries.run(graph, f"SELECT ('{'long ' * 50}end' AS ?text) {{ }}")
    assert max(map(len, queries.render(answer).splitlines())) <= 100
    assert "end" in queries.render(answer, "csv")


@given(st.text())
def test_what_is_shown_is_one_line_that_steers_nothing(text):
    shown = harmless(text)
    assert shown.isprintable() or all(not c.isspace() or c == " " for c in shown)
    assert not set(shown) & set("\x00\x07\x08\n\r\x1b\x7f\x9b\u202e\u2066")
    assert not spreadsheet_safe(shown).lstrip().startswith(("=", "+", "-", "@"))


def test_a_graph_with_another_base_shows_its_own_keys(tmp_path):
    path = tmp_path / "graph.ttl"
    rdf.write(chair_and_draft(), path, base="https://example.org/un/")
    query = _ready("refers-to")
    answer = queries.run(path, query.text, {"unit": f"{CHAIR}#21(a)"})
    assert len(answer.rows) == 3
    assert f"  {CHAIR}#37\n" in queries.render(answer)


@pytest.mark.parametrize("format", ["nt", "trig", "jsonld", "rdf"])
def test_other_formats_are_known_by_their_suffix(tmp_path, format):
    path = tmp_path / f"graph.{format}"
    rdf.write(chair_and_draft(), path, {"rdf": "rdfxml"}.get(format, format))
    text = "SELECT (COUNT(*) AS ?n) { ?d a seepara:LanguageVersion }"
    if format == "trig":  # there each document has its own graph
        text = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?d a seepara:LanguageVersion } }"
    assert _rows(queries.run(path, text), "n") == [("3",)]


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(FileNotFoundError):
        queries.run(tmp_path / "none.ttl", "ASK {}")
    path = tmp_path / "graph.ttl"
    path.write_bytes(b"\xff\xfe no graph")
    with pytest.raises(queries.QueryError, match=r"graph\.ttl: holds no graph"):
        queries.run(path, "ASK {}")


# ---------------------------------------------------------------- keys as people write them


@pytest.mark.parametrize(
    "typed",
    ["21(a)", "para. 21 (a)", "21.a", "21 (A)", "#21(a)", f"{CHAIR}#21(a)", f"{CHAIR.upper()}#21.a",
     "Chair's report 2010#21(a)"],
)  # fmt: skip
def test_a_key_is_forgiven_in_a_store_too(graph, typed):
    (query,) = (one for one in queries.ready() if one.name == "refers-to")
    exact = queries.run(graph, query.text, {"unit": f"{CHAIR}#21(a)"})
    assert queries.run(graph, query.text, {"unit": typed}) == exact
    assert exact.rows


def test_what_is_not_there_stays_as_it_is_and_what_can_be_several_is_asked_back(graph):
    store = open_store(graph)
    for typed in ("A/1/2", "999", "", "x\x00y", '"}', "decision:CTOC/COP/99/99"):
        assert queries.full_keys(store, {"unit": typed}, keys.ID_BASE) == {"unit": typed}
    ambiguous = Store()
    ambiguous.extend(store)
    for key in ("A/80/1", "A/80/2"):
        node = NamedNode(keys.iri(key))
        term = PREFIXES["seepara"]
        ambiguous.add(Quad(node, NamedNode(f"{term}read"), Literal(True)))
        ambiguous.add(Quad(NamedNode(keys.iri(f"{key}#7.1")), NamedNode(f"{term}inDocument"), node))
    with pytest.raises(queries.QueryError, match=r"can be A/80/1#7\.1, A/80/2#7\.1: give one"):
        queries.full_keys(ambiguous, {"unit": "7.1"}, keys.ID_BASE)
