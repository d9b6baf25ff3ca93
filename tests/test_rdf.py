import io
import os
import subprocess
import sys
from dataclasses import replace

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS

from seepara import keys, rdf
from seepara.labels import Labels
from seepara.model import (
    Citation,
    Document,
    Kind,
    Reference,
    ResolvedDocument,
    Status,
    Unit,
    UnitKind,
)
from seepara.rdf.nodes import external_class
from seepara.rdf.terms import PREFIXES, SEEPARA, IllegalIRI, clean

from .samples import (
    CHAIR,
    DRAFT,
    EARLIER,
    LATER,
    MARKUP,
    MEETING_2009,
    MEETING_2010,
    RIGHT_TO_LEFT,
    chair_and_draft,
    inferences,
)

# rdflib's own readers of TriG and JSON-LD use what it calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

NS = rdflib.Namespace(SEEPARA)
OA = rdflib.Namespace(PREFIXES["oa"])
CITO = rdflib.Namespace(PREFIXES["cito"])
XSD = rdflib.Namespace(PREFIXES["xsd"])
RELATIONS = (NS.seeAlso, NS.followsUp, NS.reaffirms, NS.mandatedBy, NS.recalls)

READERS = {
    "ttl": (pyoxigraph.RdfFormat.TURTLE, "turtle"),
    "nt": (pyoxigraph.RdfFormat.N_TRIPLES, "nt"),
    "trig": (pyoxigraph.RdfFormat.TRIG, "trig"),
    "jsonld": (pyoxigraph.RdfFormat.JSON_LD, "json-ld"),
    "rdfxml": (pyoxigraph.RdfFormat.RDF_XML, "xml"),
}


def _node(key, suffix=""):
    return rdflib.URIRef(keys.iri(key) + suffix)


def _written(documents, format="ttl", **more):
    stream = io.BytesIO()
    rdf.write(documents, stream, format, **more)
    return stream.getvalue()


def _by_pyoxigraph(written, format):
    """The triples as N-Triples, whatever graph they are in."""
    return {
        f"{quad.subject} {quad.predicate} {quad.object}"
        for quad in pyoxigraph.parse(written, READERS[format][0])
    }


def _by_rdflib(written, format):
    """The same, as rdflib reads it."""
    lines = rdflib.Graph()
    if format == "trig":
        for subject, predicate, value, _ in rdflib.Dataset().parse(data=written, format="trig"):
            lines.add((subject, predicate, value))
    else:
        lines.parse(data=written, format=READERS[format][1])
    return _by_pyoxigraph(lines.serialize(format="nt", encoding="utf-8"), "nt")


@pytest.fixture(scope="module")
def graph():
    written = _written(chair_and_draft(), inferences=inferences())
    return rdflib.Graph().parse(data=written, format="turtle")


@pytest.mark.parametrize("format", rdf.FORMATS)
def test_every_format_reads_the_same_in_both_libraries(format):
    documents, found = chair_and_draft(), inferences()
    labels = Labels.of(documents)
    stated = (t for resolved in documents for t in rdf.triples(resolved, labels))
    unread = rdf.mentioned_triples((), (), found.unread, labels)
    said = {
        f"{t.subject} {t.predicate} {t.object}"
        for t in (*stated, *unread, *rdf.link_triples(found, labels))
    }
    written = _written(documents, format, inferences=found)
    by_pyoxigraph = _by_pyoxigraph(written, format)
    assert by_pyoxigraph == _by_rdflib(written, format)
    # beside what the documents say, the dataset is described
    assert said < by_pyoxigraph
    about = {line.split()[0] for line in by_pyoxigraph - said}
    assert {subject.partition("?")[0].strip("<>") for subject in about} == {keys.ID_BASE}


@pytest.mark.parametrize("format", rdf.FORMATS)
def test_the_same_bytes_again_and_in_another_process(format, tmp_path):
    written = _written(chair_and_draft(), format)
    assert _written(chair_and_draft(), format) == written
    program = (
        "import sys, pathlib; from tests.samples import chair_and_draft; from seepara import rdf;"
        "rdf.write(chair_and_draft(), sys.argv[1], sys.argv[2])"
    )
    path = tmp_path / "graph"
    folder = os.path.dirname(os.path.dirname(__file__))
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": folder}
    command = [sys.executable, "-c", program, str(path), format]
    subprocess.run(command, check=True, env=environment, timeout=60)
    assert path.read_bytes() == written


def test_documents_can_come_one_at_a_time():
    documents = chair_and_draft()
    labels = Labels.of(documents)
    assert _written(iter(documents), labels=labels) == _written(documents)


def test_no_blank_node_and_every_node_has_type_and_label(graph):
    for triple in graph:
        assert not any(isinstance(node, rdflib.BNode) for node in triple)
    for subject in set(graph.subjects()):
        assert graph.value(subject, RDF.type), subject
        (label,) = graph.objects(subject, RDFS.label)
        assert label.strip()


def test_no_label_shows_an_internal_key(graph):
    assert not [label for label in graph.objects(None, RDFS.label) if "x/CTOC" in label]


def test_turtle_has_a_block_a_subject_in_the_order_of_the_documents():
    lines = _written(chair_and_draft()).decode().splitlines()
    subjects = [line.split()[0] for line in lines if line.startswith("<")]
    assert len(subjects) == len(set(subjects))
    expected = [
        str(_node(keys.join(resolved.document.key, unit.path)))
        for resolved in chair_and_draft()
        for unit in resolved.document.units
    ]
    assert [s[1:-1] for s in subjects if s[1:-1] in set(expected)] == expected


EXPECTED = [
    # a document: what it is, how far it has come, who speaks
    (CHAIR, RDF.type, NS.Document),
    (CHAIR, RDFS.label, "Chair's report 2010"),
    (CHAIR, NS.stage, NS["stage-compilation"]),
    (CHAIR, NS.read, True),
    (CHAIR, NS.abridged, True),
    (CHAIR, NS.organ, _node("body:CTOC/COP")),
    (CHAIR, NS.hasMeeting, _node(MEETING_2009.key)),
    (CHAIR, NS.hasMeeting, _node(MEETING_2010.key)),
    (CHAIR, DCTERMS.date, rdflib.Literal("2010-08-10", datatype=XSD.date)),
    (CHAIR, NS.distribution, "General"),
    (DRAFT, NS.stage, NS["stage-draft"]),
    # a symbol, its page, and the key from before it was known
    (LATER, SKOS.notation, LATER),
    (LATER, FOAF.page, rdflib.URIRef("https://docs.un.org/en/CTOC/COP/2012/7")),
    (LATER, NS.formerKey, "x/CTOC-COP/2012-09-01/later"),
    (LATER, OWL.sameAs, _node("x/CTOC-COP/2012-09-01/later")),
    (LATER, NS.abridged, False),
    # units: form, role, place, own words
    (f"{CHAIR}#21(a)", RDF.type, NS.Subparagraph),
    (f"{CHAIR}#21(a)", RDF.type, NS.Unit),
    (f"{CHAIR}#21(a)", RDF.type, NS.Recommendation),
    (f"{CHAIR}#21(a)", NS.partOf, _node(f"{CHAIR}#21")),
    (f"{CHAIR}#21(a)", NS.inDocument, _node(CHAIR)),
    (f"{CHAIR}#21(a)", DCTERMS.isPartOf, _node(CHAIR)),
    (f"{CHAIR}#21(a)", NS.printedLabel, "(a)"),
    (f"{CHAIR}#21", NS.text, rdflib.Literal("States parties should:", lang="en")),
    (f"{CHAIR}#21", NS.abridged, True),
    (f"{CHAIR}#37", NS.page, 7),
    (f"{CHAIR}#4", NS.partOf, _node(f"{CHAIR}#section I")),
    # whom it asks, and how strongly, read on from its chapeau
    (f"{CHAIR}#21(a)", NS.addressee, NS["addressee-states"]),
    (f"{CHAIR}#21(a)", NS.strength, NS["strength-should"]),
    # a footnote is part of what carries its mark
    (f"{CHAIR}#fn1", NS.partOf, _node(f"{CHAIR}#37")),
    (f"{CHAIR}#fn1", RDF.type, NS.Footnote),
    (f"{CHAIR}#table 1", RDF.type, NS.Table),
    (f"{LATER}#pre1", RDF.type, NS.PreambularParagraph),
    (f"{LATER}#rec1", RDF.type, NS.Paragraph),
    # adopted by the meeting, whenever it was printed; a draft is only considered
    (f"{CHAIR}#21(a)", NS.adoptedAt, _node(MEETING_2009.key)),
    (f"{CHAIR}#37", NS.adoptedAt, _node(MEETING_2010.key)),
    (f"{DRAFT}#rec4(d)", NS.consideredAt, _node(MEETING_2010.key)),
    (f"{LATER}#op1", NS.undated, True),
    # bodies and meetings
    (MEETING_2009.key, NS.ofBody, _node("body:CTOC/COP/WG.4")),
    ("body:CTOC/COP/WG.4", NS.subBodyOf, _node("body:CTOC/COP")),
    ("body:CTOC/COP", RDFS.label, "Conference of the Parties"),
    # what was not read has a node, its document too, and both say so
    (f"{EARLIER}#17", RDF.type, NS.Paragraph),
    (f"{EARLIER}#17", NS.read, False),
    (f"{EARLIER}#17", NS.inDocument, _node(EARLIER)),
    (EARLIER, NS.read, False),
    (EARLIER, FOAF.page, rdflib.URIRef("https://docs.un.org/en/CTOC/COP/WG.4/2009/2")),
    ("decision:CTOC/COP/4/4", NS.stage, NS["stage-decision"]),
    ("A/RES/64/293", NS.stage, NS["stage-resolution"]),
    ("treaty:TIP-Protocol", RDF.type, NS.Treaty),
    ("treaty:TIP-Protocol#art3(a)", RDF.type, NS.TreatyArticle),
    ("rules:CTOC/COP#rule2(2)", RDF.type, NS.Rule),
    ("unts:2225/39574", RDF.type, NS.Publication),
]


@pytest.mark.parametrize(("key", "property", "value"), EXPECTED)
def test_statement(graph, key, property, value):
    wanted = value if isinstance(value, rdflib.term.Node) else rdflib.Literal(value)
    assert (_node(key), property, wanted) in graph


@pytest.mark.parametrize(
    ("key", "property"),
    [
        # a draft is not adopted
        (f"{DRAFT}#rec4(d)", NS.adoptedAt),
        (f"{CHAIR}#37", NS.consideredAt),
        # of a report, only the recommendations were adopted, not the heading above them
        (f"{CHAIR}#section II", NS.adoptedAt),
        # a unit that is no recommendation need have no date
        (f"{CHAIR}#4", NS.undated),
        # the official text is not marked
        (f"{LATER}#op1", NS.abridged),
        # neither a pinpoint nor a document without a symbol has a page or a notation
        (f"{EARLIER}#17", FOAF.page),
        (CHAIR, FOAF.page),
        (CHAIR, SKOS.notation),
        ("decision:CTOC/COP/4/4", FOAF.page),
        ("treaty:TIP-Protocol", FOAF.page),
        ("sales:E.09.V.11", FOAF.page),
        # no AKN4UN name without a symbol, without the body's actor
        (CHAIR, DCTERMS.identifier),
        (LATER, DCTERMS.identifier),
        # what is no recommendation asks nobody
        (f"{CHAIR}#4", NS.addressee),
        # no node for what is not there, nor for what may be meant
        (f"{CHAIR}#99", None),
        (f"{EARLIER}#3", None),
    ],
)
def test_no_statement(graph, key, property):
    assert not list(graph.triples((_node(key), property, None)))


def test_a_dangling_target_is_a_literal_and_nothing_points_to_it(graph):
    (citation,) = graph.subjects(NS.targetKey, rdflib.Literal(f"{CHAIR}#99"))
    assert graph.value(citation, NS.status) == NS["status-dangling"]
    assert graph.value(citation, NS.target) is None
    assert not list(graph.triples((None, None, _node(f"{CHAIR}#99"))))


def test_an_ambiguous_citation_lists_its_candidates_and_has_no_target(graph):
    (citation,) = graph.subjects(NS.status, NS["status-ambiguous"])
    assert {str(c) for c in graph.objects(citation, NS.candidateKey)} == {
        f"{EARLIER}#3",
        f"{CHAIR}#4",
    }
    assert graph.value(citation, NS.target) is None
    assert "Chair's report 2010, para. 4" in graph.value(citation, RDFS.label)


def test_shortcuts_stand_exactly_where_a_citation_warrants_them(graph):
    warranted = {
        (
            _node(keys.join(resolved.document.key, reference.unit)),
            NS[reference.relation.value],
            _node(citation.target),
        )
        for resolved in chair_and_draft()
        for reference in resolved.references
        for citation in reference.citations
        if citation.status in (Status.RESOLVED, Status.EXTERNAL)
    }
    for relation in RELATIONS:
        assert set(graph.triples((None, relation, None))) == {
            t for t in warranted if t[1] == relation
        }
    ends = {(subject, value) for subject, _, value in warranted}
    assert set(graph.subject_objects(NS.cites)) == ends
    assert set(graph.subject_objects(CITO.cites)) == ends


def test_a_reference_has_its_evidence(graph):
    """The phrase can be cut out of the text again; who says it, and by what word, stand beside."""
    unit = f"{CHAIR}#21(a)"
    text = str(graph.value(_node(unit), NS.text))
    phrase = "see paras. 37, 50 and 82 below"
    start = text.index(phrase)
    reference = _node(unit, f"?ref=en.{start}-{start + len(phrase)}")
    assert (reference, NS.inUnit, _node(unit)) in graph
    assert (reference, OA.hasSource, _node(unit)) in graph
    assert graph.value(reference, NS.assertedBy) == NS["asserter-secretariat"]
    assert graph.value(reference, NS.governedBy) == rdflib.Literal("see")
    assert graph.value(reference, NS.relation) == NS.seeAlso
    selectors = {graph.value(s, RDF.type): s for s in graph.objects(reference, OA.hasSelector)}
    quote, place = selectors[OA.TextQuoteSelector], selectors[OA.TextPositionSelector]
    cut = slice(int(graph.value(place, OA.start)), int(graph.value(place, OA.end)))
    assert text[cut] == str(graph.value(quote, OA.exact)) == phrase
    around = (str(graph.value(quote, OA.prefix)), str(graph.value(quote, OA.suffix)))
    assert around == (text[max(start - 32, 0) : start], text[cut.stop : cut.stop + 32])
    citations = sorted(graph.subjects(NS.partOf, reference), key=str)
    assert [str(c).removeprefix(str(reference)) for c in citations] == ["/1", "/2", "/3"]
    assert [graph.value(c, NS.target) for c in citations] == [
        _node(f"{CHAIR}#{n}") for n in (37, 50, 82)
    ]
    assert {graph.value(c, NS.direction) for c in citations} == {NS["direction-below"]}


def test_a_misdirected_citation_says_so(graph):
    (misdirected,) = graph.subjects(NS.misdirected, rdflib.Literal(True))
    assert "82" in graph.value(misdirected, RDFS.label)


@pytest.mark.parametrize("format", rdf.FORMATS)
@pytest.mark.parametrize(("key", "text"), [(f"{CHAIR}#50", MARKUP), (f"{CHAIR}#table 1", "=cmd|")])
def test_hostile_text_comes_back_as_it_was(format, key, text):
    assert any(
        line.startswith(f"<{_node(key)}> <{NS.text}>") and "en" in line
        for line in _by_pyoxigraph(_written(chair_and_draft(), format), format)
        if text.replace('"', '\\"') in line
    )


def test_right_to_left_text_keeps_its_letters(graph):
    assert RIGHT_TO_LEFT in str(graph.value(_node(f"{LATER}#annexI/3"), NS.text))


def _one_unit(text, **said):
    unit = Unit("1", UnitKind.PARAGRAPH, 0, len(text))
    return ResolvedDocument(
        replace(Document("A/1/2", "a.txt", text, (unit,), title=text), **said), ()
    )


# What some format cannot hold or would change is made frequent.
_hostile = st.sampled_from(
    "\x00\x08\x0b\x1b\x85\r\n\t\u2028\ud800\udfff\ufffe\uffff<&>]\"'\\\u202e😀é "
)


@settings(max_examples=200, deadline=None)
@given(st.text(_hostile | st.characters(codec=None)), st.sampled_from(rdf.FORMATS))
def test_any_text_comes_back_from_any_format(text, format):
    written = _written([_one_unit(text)], format)
    read = list(pyoxigraph.parse(written, READERS[format][0]))
    texts = [q.object.value for q in read if q.predicate.value == str(NS.text)]
    assert texts == ([clean(text)] if text else [])
    assert _by_pyoxigraph(written, format) == _by_rdflib(written, format)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        # line breaks are all one, so that no reader of XML changes them
        ("a\r\nb\rc", "a\n\nb\nc"),
        # what XML cannot hold is replaced, one for one: offsets stay right
        ("a\x00b\x0bc\ud800d\uffff", "a\ufffdb\ufffdc\ufffdd\ufffd"),
        # all else stays
        ("\t</b>&amp; ]]> \\ \" ' é 😀 \u202e", "\t</b>&amp; ]]> \\ \" ' é 😀 \u202e"),
    ],
)
def test_text_that_every_format_can_hold(text, held):
    assert clean(text) == held
    assert len(held) == len(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_any_key_and_path_can_be_written(document, path):
    text = "para. 3"
    unit = Unit(path, UnitKind.PARAGRAPH, 0, len(text))
    citation = Citation(f"{document}/2#{path}", Kind.PARAGRAPH, Status.EXTERNAL)
    resolved = ResolvedDocument(
        Document(f"{document}/1", "a.txt", text, (unit,)),
        (Reference(path, 0, len(text), text, Kind.PARAGRAPH, (citation,)),),
    )
    written = _written([resolved], "nt")
    assert _by_pyoxigraph(written, "nt") == _by_rdflib(written, "nt")


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("en", "en"),
        # two libraries write the case of a tag in two ways
        ("zh-Hans", "zh-hans"),
        # no tag: undetermined
        ("not a tag", "und"),
        ("", "und"),
    ],
)
def test_language_of_text(language, tag):
    written = _written([_one_unit("Notes", language=language)])
    graph = rdflib.Graph().parse(data=written, format="turtle")
    assert graph.value(_node("A/1/2#1"), NS.text) == rdflib.Literal("Notes", lang=tag)


@pytest.mark.parametrize(
    ("date", "datatype"),
    [
        ("2010-08-10", XSD.date),
        ("2010-08", XSD.gYearMonth),
        ("2010", XSD.gYear),
        # a day that no calendar has is no xsd:date
        ("2010-02-31", None),
        ("August 2010", None),
    ],
)
def test_date(date, datatype):
    for format in ("ttl", "jsonld"):
        written = _written([_one_unit("", date=date)], format)
        graph = rdflib.Graph().parse(data=written, format=READERS[format][1])
        expected = rdflib.Literal(date, datatype=datatype)
        assert graph.value(_node("A/1/2"), DCTERMS.date) == expected


@pytest.mark.parametrize(
    ("key", "name"),
    [
        # whole things by their prefix
        ("A/80/607", "Document"),
        ("decision:CTOC/COP/4/4", "Document"),
        ("gc:CEDAW/19", "Document"),
        ("treaty:UNTOC", "Treaty"),
        ("sales:E.09.V.11", "Publication"),
        # pinpoints by their form
        ("A/80/607#3", "Paragraph"),
        ("A/80/607#annexI/3", "Paragraph"),
        ("A/80/607#rec1", "Paragraph"),
        ("A/80/607#op1", "Paragraph"),
        ("decision:CTOC/COP/4/4#o(ii)", "Subparagraph"),
        ("A/80/607#rec4(d)", "Subparagraph"),
        ("A/80/607#section II.C", "Section"),
        ("A/80/607#annex", "Section"),
        ("A/80/607#summary", "Section"),
        ("A/80/607#table 2", "Table"),
        ("A/80/607#fn3", "Footnote"),
        ("A/80/607#footnote 1", "Footnote"),
        ("A/80/607#pre2", "PreambularParagraph"),
        ("treaty:UNTOC#art32(3)", "TreatyArticle"),
        ("treaty:UNTOC#annex I", "Section"),
        ("rules:FCCC#rule27", "Rule"),
    ],
)
def test_class_of_what_was_not_read(key, name):
    assert external_class(key) == f"seepara:{name}"


def test_named_graphs_are_one_a_document_for_what_it_states():
    documents = chair_and_draft()
    quads = list(pyoxigraph.parse(_written(documents, "trig"), READERS["trig"][0]))
    names = {q.graph_name.value for q in quads if isinstance(q.graph_name, pyoxigraph.NamedNode)}
    assert names == {rdf.graph_name(r.document.key, "stated").value for r in documents}
    outside = {q.subject.value for q in quads if isinstance(q.graph_name, pyoxigraph.DefaultGraph)}
    assert {subject.partition("?")[0] for subject in outside} == {keys.ID_BASE}


def test_what_was_read_is_never_called_unread():
    """Not even where a citation of it was left external."""
    cited = _one_unit("")
    text = "A/1/2"
    citing = ResolvedDocument(
        Document("A/3/4", "b.txt", text, (Unit("1", UnitKind.PARAGRAPH, 0, len(text)),)),
        (
            Reference(
                "1", 0, 5, text, Kind.DOCUMENT, (Citation(text, Kind.DOCUMENT, Status.EXTERNAL),)
            ),
        ),
    )
    graph = rdflib.Graph().parse(data=_written([citing, cited]), format="turtle")
    assert list(graph.objects(_node("A/1/2"), NS.read)) == [rdflib.Literal(True)]


def test_another_base():
    base = "https://example.org/un/"
    graph = rdflib.Graph().parse(data=_written(chair_and_draft(), base=base), format="turtle")
    for subject in set(graph.subjects()):
        assert subject.startswith(base)


def test_what_cannot_be_written_is_refused():
    with pytest.raises(ValueError, match="unknown format 'xlsx'"):
        _written(chair_and_draft(), "xlsx")
    with pytest.raises(IllegalIRI, match="base 'nowhere'"):
        _written(chair_and_draft(), base="nowhere")
    lost = Reference("7", 0, 1, "7", Kind.PARAGRAPH, ())
    with pytest.raises(ValueError, match=r"A/1/2: references in units that it has not: \['7'\]"):
        _written([ResolvedDocument(_one_unit("Notes").document, (lost,))])


@pytest.mark.parametrize("module", ["labels", "rdf", "rdf.jsonld", "queries"])
def test_importing_loads_nothing_heavy(module):
    program = (
        f"import seepara.{module}, sys;"
        "print([m for m in ('rdflib', 'pyoxigraph', 'networkx', 'lxml') if m in sys.modules])"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "[]\n"
