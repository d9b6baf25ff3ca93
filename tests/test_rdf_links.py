"""Inferred links, a user's corrections and lineage steps, as RDF and as edges."""

import io
from collections import Counter

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara import keys, rdf
from seepara.answers import Cell
from seepara.build.sections import link_sections
from seepara.labels import Labels
from seepara.network import network
from seepara.queries import run
from seepara.rdf.links import _suffix
from seepara.rdf.terms import PREFIXES, minted

from .samples import CHAIR, DRAFT, EARLIER, LATER, chair_and_draft, inferences

INFERRED, CORRECTED = (f"{keys.ID_BASE}?graph={part}" for part in ("inferred", "corrected"))
STATED_CHAIR, STATED_DRAFT, STATED_LATER = (
    f"{keys.iri(key)}?graph=stated" for key in (CHAIR, DRAFT, LATER)
)


def _quads(**more):
    stream = io.BytesIO()
    rdf.write(chair_and_draft(), stream, "trig", **more)
    return list(pyoxigraph.parse(stream.getvalue(), pyoxigraph.RdfFormat.TRIG))


@pytest.fixture(scope="module")
def quads():
    return _quads(inferences=inferences())


def _term(text):
    prefix, colon, local = text.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else keys.iri(text)


LINKS = [
    # a later text: inferred, and a step in time
    (INFERRED, f"{CHAIR}#37", "seepara:laterTextOf", f"{DRAFT}#rec4(d)"),
    (INFERRED, f"{CHAIR}#37", "prov:wasRevisionOf", f"{DRAFT}#rec4(d)"),
    (INFERRED, f"{DRAFT}#rec4(d)", "seepara:lineageStep", f"{CHAIR}#37"),
    # a restatement of what was not read, cited or not
    (INFERRED, f"{CHAIR}#21", "seepara:restates", f"{EARLIER}#17"),
    (INFERRED, f"{EARLIER}#18", "seepara:lineageStep", f"{CHAIR}#5"),
    # a resemblance is no step
    (INFERRED, f"{LATER}#op1", "seepara:resembles", f"{CHAIR}#82"),
    # what the scores left open and a user accepted: only the user warrants it
    (CORRECTED, f"{CHAIR}#50", "seepara:laterTextOf", f"{DRAFT}#rec4(a)"),
    (CORRECTED, f"{DRAFT}#rec4(a)", "seepara:lineageStep", f"{CHAIR}#50"),
    # what a user added
    (CORRECTED, f"{LATER}#op1", "seepara:relatedByUser", f"{CHAIR}#5"),
    # stated: whichever side the phrase stands on; the secretariat's 21 (a) in 2009 points to 2010
    (STATED_CHAIR, f"{EARLIER}#17", "seepara:lineageStep", f"{CHAIR}#37"),
    (STATED_CHAIR, f"{CHAIR}#21(a)", "seepara:lineageStep", f"{CHAIR}#50"),
    (STATED_DRAFT, f"{EARLIER}#17", "seepara:lineageStep", f"{DRAFT}#rec4(a)"),
    (STATED_LATER, f"{CHAIR}#37", "seepara:lineageStep", f"{LATER}#op1"),
]


@pytest.mark.parametrize(("graph", "subject", "property", "object"), LINKS)
def test_a_link_stands_in_one_graph(quads, graph, subject, property, object):
    found = {
        quad.graph_name.value
        for quad in quads
        if (quad.subject.value, quad.predicate.value) == (_term(subject), _term(property))
        and quad.object == pyoxigraph.NamedNode(_term(object))
    }
    assert found == {graph}


NO_LINKS = [
    # the user rejected it
    (f"{CHAIR}#37", f"{DRAFT}#rec4(a)"),
    # the paragraph that the user named is nowhere
    (f"{LATER}#op1", f"{CHAIR}#999"),
    # of equal rank
    (f"{CHAIR}#37", f"{CHAIR}#50"),
]


@pytest.mark.parametrize("ends", NO_LINKS)
def test_no_link(quads, ends):
    one, other = (pyoxigraph.NamedNode(keys.iri(end)) for end in ends)
    pairs = ({quad.subject, quad.object} for quad in quads)
    assert {one, other} not in list(pairs)


def test_a_resemblance_is_never_a_step(quads):
    older, newer = _term(f"{CHAIR}#82"), _term(f"{LATER}#op1")
    assert not [
        quad
        for quad in quads
        if quad.predicate.value.endswith("lineageStep")
        and (quad.subject.value, quad.object.value) == (older, newer)
    ]


def test_without_inferences_there_are_no_such_graphs():
    names = {str(quad.graph_name) for quad in _quads()}
    assert not [name for name in names if INFERRED in name or CORRECTED in name]


def test_the_plain_formats_hold_the_union(quads):
    stream = io.BytesIO()
    rdf.write(chair_and_draft(), stream, "nt", inferences=inferences())
    plain = pyoxigraph.parse(stream.getvalue(), pyoxigraph.RdfFormat.N_TRIPLES)
    assert {(q.subject, q.predicate, q.object) for q in plain} == {
        (q.subject, q.predicate, q.object) for q in quads
    }


EVIDENCE = [
    # (node, property, value); a later text has its verdict, scores and runner-up
    (f"{CHAIR}#37", f"laterTextOf={DRAFT}%23rec4(d)", "seepara:verdict", "seepara:verdict-merged"),
    (f"{CHAIR}#37", f"laterTextOf={DRAFT}%23rec4(d)", "seepara:score", "0.6"),
    (f"{CHAIR}#37", f"laterTextOf={DRAFT}%23rec4(d)", "seepara:wordsScore", "0.54"),
    (f"{CHAIR}#37", f"laterTextOf={DRAFT}%23rec4(d)", "seepara:orderScore", "0.47"),
    (f"{CHAIR}#37", f"laterTextOf={DRAFT}%23rec4(d)", "seepara:headingsScore", "0.2"),
    (f"{CHAIR}#37", f"laterTextOf={DRAFT}%23rec4(d)", "seepara:runnerUp", f"{CHAIR}#50"),
    (f"{CHAIR}#37", f"laterTextOf={DRAFT}%23rec4(d)", "seepara:runnerUpScore", "0.21"),
    (f"{CHAIR}#37", f"laterTextOf={DRAFT}%23rec4(d)", "seepara:abridged", "true"),
    (f"{CHAIR}#37", f"laterTextOf={DRAFT}%23rec4(d)", "seepara:knownBetween",
     "Report on the meeting"),
    # one that a user accepted is inferred all the same, and says that it was open
    (f"{CHAIR}#50", f"laterTextOf={DRAFT}%23rec4(a)", "seepara:verdict",
     "seepara:verdict-undecided"),
    # a restatement has its shift and its pairs
    (CHAIR, f"renumbering={EARLIER}", "seepara:shift", "4"),
    (CHAIR, f"pair=17-21.{EARLIER}", "seepara:citedNumber", "17"),
    (CHAIR, f"pair=17-21.{EARLIER}", "seepara:ownNumber", "21"),
    # a resemblance has its likeness
    (f"{LATER}#op1", f"resembles={CHAIR}%2382", "seepara:score", "0.432"),
    # a correction says whose it is, and why
    (f"{CHAIR}#50", f"correction={DRAFT}%23rec4(a)", "seepara:judgement",
     "seepara:judgement-accept"),
    (f"{CHAIR}#50", f"correction={DRAFT}%23rec4(a)", "dc:creator", "Research desk"),
    (f"{CHAIR}#50", f"correction={DRAFT}%23rec4(a)", "dcterms:description", "The same demand"),
    (f"{CHAIR}#37", f"correction={DRAFT}%23rec4(a)", "seepara:judgement",
     "seepara:judgement-reject"),
    # one end is nowhere: the other stands alone
    (f"{LATER}#op1", f"correction={CHAIR}%23999", "seepara:newer", f"{LATER}#op1"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "suffix", "property", "value"), EVIDENCE)
def test_evidence(quads, key, suffix, property, value):
    node = f"{keys.iri(key)}?{suffix}"
    said = {q.object.value for q in quads
            if q.subject.value == node and q.predicate.value == _term(property)}  # fmt: skip
    expected = {value} if not isinstance(value, str) or "#" not in value else {keys.iri(value)}
    assert said == ({_term(value)} if value.startswith("seepara:") else expected)


def test_a_pair_leads_to_the_two_phrases_that_prove_it(quads):
    (pair,) = {q.object for q in quads if q.predicate.value.endswith("hasPair")}
    named = {
        q.object for q in quads if q.subject == pair and q.predicate.value.endswith("DerivedFrom")
    }
    phrases = {q.subject for q in quads if q.object.value == PREFIXES["seepara"] + "Reference"}
    assert len(named) == 2 and named <= phrases


def test_a_query_tells_stated_and_inferred_apart_in_the_plain_graph(tmp_path):
    path = tmp_path / "graph.ttl"
    rdf.write(chair_and_draft(), path, inferences=inferences())
    text = """SELECT ?older ?newer ?stated WHERE {
      ?older seepara:lineageStep ?newer .
      BIND(EXISTS { { ?newer seepara:cites ?older } UNION { ?older seepara:cites ?newer } } AS ?stated)
      FILTER(?stated || EXISTS {
        { ?evidence a seepara:InferredLink } UNION { ?evidence a seepara:Correction }
        ?evidence seepara:older ?older ; seepara:newer ?newer })
    }"""
    rows = run(path, text).rows
    assert {cell.value for *_, cell in rows if isinstance(cell, Cell)} == {"true", "false"}
    every = run(path, "SELECT ?a ?b WHERE { ?a seepara:lineageStep ?b }").rows
    assert len(rows) == len(every)  # each step has evidence of one kind or the other


EDGES = [
    # (from, to, relation, some of the attributes)
    (f"{CHAIR}#37", f"{DRAFT}#rec4(d)", "laterTextOf",
     {"stated": False, "score": 0.6, "verdict": "merged", "runner_up": f"{CHAIR}#50",
      "runner_up_score": 0.21}),
    (f"{CHAIR}#50", f"{DRAFT}#rec4(a)", "laterTextOf",
     {"verdict": "undecided", "judgement": "accept", "judged_by": "Research desk"}),
    (f"{CHAIR}#37", f"{DRAFT}#rec4(a)", "rejected", {"stated": False, "judgement": "reject"}),
    (f"{LATER}#op1", f"{CHAIR}#5", "relatedByUser", {"stated": False, "judgement": "add"}),
    (f"{CHAIR}#21", f"{EARLIER}#17", "restates", {"stated": False, "shift": 4}),
    (f"{LATER}#op1", f"{CHAIR}#82", "resembles", {"stated": False, "score": 0.432}),
    # a step is stated if one text states it
    (f"{CHAIR}#37", f"{LATER}#op1", "lineageStep", {"stated": True}),
    (f"{DRAFT}#rec4(d)", f"{CHAIR}#37", "lineageStep", {"stated": False}),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "relation", "some"), EDGES)
def test_edge(source, target, relation, some):
    documents = chair_and_draft()
    graph = network(documents, Labels.of(documents), inferences())
    assert some.items() <= graph.edges[source, target, relation].items()


def test_every_end_of_an_edge_has_a_node_with_a_label():
    documents = chair_and_draft()
    graph = network(documents, Labels.of(documents), inferences())
    assert all(known.get("label") for _, known in graph.nodes(data=True))
    assert f"{EARLIER}#18" in graph  # only an inferred link names it
    assert f"{CHAIR}#999" not in graph  # only a user names it, and it is nowhere


def test_citations_are_stated_and_where_something_belongs_is_neither():
    documents = chair_and_draft()
    graph = network(documents, Labels.of(documents))
    for _, _, link in graph.edges(data=True):
        assert link.get("stated", None) is (True if "phrase" in link else None)


def test_a_build_writes_the_same_edges_as_the_network():
    documents = chair_and_draft()
    labels = Labels.of(documents)
    more = network(documents, labels, inferences()).number_of_edges()
    plain = network(documents, labels).number_of_edges()
    written = link_sections(inferences(), labels, Counter())["graph.graphml: edges"]
    added = {EARLIER + "#18"}  # the one node that only an inferred link names lies in its document
    assert written.count(b"<edge ") == more - plain - len(added)


KEY = st.from_regex(r"\A[A-Za-z0-9/._ ?#&=%é-]{1,12}\Z")


@given(KEY, KEY, KEY, KEY)
def test_nodes_of_evidence_are_one_to_one(a, b, c, d):
    one, two = (
        minted(newer, "ex:", _suffix("restates", older)) for newer, older in ((a, b), (c, d))
    )
    assert (one == two) == ((a, b) == (c, d))
