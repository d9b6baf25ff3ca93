"""`ontology/shapes.ttl`: graphs conform, and each violation, planted, is caught by the shape for it."""

import io
from importlib.resources import files

import pyshacl
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH

from seepara import rdf
from seepara.rdf.terms import PREFIXES, SEEPARA

from .samples import chair_and_draft, inferences

S = rdflib.Namespace("https://w3id.org/seepara/shapes#")
NS = rdflib.Namespace(SEEPARA)
BASE = f"BASE <{rdf.keys.ID_BASE}>\n"
FILE = files("seepara.ontology").joinpath("shapes.ttl")

CHAIR = "x/CTOC-COP/2010-08-10/activities"
DRAFT = "x/CTOC-COP-WG.4/2010-01-28/draft-report"
LATER = "CTOC/COP/2012/7"
SEE = f"<{CHAIR}#21(a)?ref=en.39-69>"
SEE_37, SEE_50 = f"<{CHAIR}#21(a)?ref=en.39-69/1>", f"<{CHAIR}#21(a)?ref=en.39-69/2>"
OUTSIDE = f"<{CHAIR}#fn*?ref=en.0-15/1>"
DANGLING = f"<{CHAIR}#50?ref=en.82-112/2>"
AMBIGUOUS = f"<{CHAIR}#50?ref=en.54-69/1>"
MEETING = "<meeting/CTOC/COP/WG.4/2009-04-14>"
LATER_TEXT = f"<{CHAIR}#37?laterTextOf={DRAFT}%23rec4(d)>"
RESTATED = f"<{CHAIR}#21?restates=CTOC/COP/WG.4/2009/2%2317>"
ALIKE = f"<{LATER}#op1?resembles={CHAIR}%2382>"
PROOF = f"<{CHAIR}?renumbering=CTOC/COP/WG.4/2009/2>"
CORRECTION = f"<{LATER}#op1?correction={CHAIR}%235>"


@pytest.fixture(scope="module")
def shapes():
    return rdflib.Graph().parse(data=FILE.read_text("utf-8"), format="turtle")


@pytest.fixture(scope="module")
def graph():
    stream = io.BytesIO()
    rdf.write(chair_and_draft(), stream, "nt", inferences=inferences())
    return rdflib.Graph().parse(data=stream.getvalue(), format="nt")


def _broken(graph, shapes):
    """The shapes and constraints that a graph breaks, by name."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", inplace=True)
    return {
        str(name).removeprefix(S)
        for said in (SH.sourceShape, SH.sourceConstraint)
        for name in report.objects(None, said)
        if name.startswith(S)
    }


def _aimed(shapes, name):
    """The shapes without the targets of those that the named one is no part of: they take less time."""
    aimed = rdflib.Graph()
    for triple in shapes:
        is_target = triple[1] in (SH.targetClass, SH.targetNode)
        if not is_target or S[name] in shapes.transitive_objects(triple[0], None):
            aimed.add(triple)
    return aimed


# ---------------------------------------------------------------- what conforms


def test_the_samples_conform(graph, shapes):
    assert _broken(graph, shapes) == set()


def test_data_conforms(data_build, shapes):
    graph = rdflib.Graph().parse(data_build / "graph.ttl")
    # beside what is stated there is something inferred, so that its shapes have work
    assert set(graph.subjects(RDF.type, NS.InferredLink))
    assert _broken(graph, shapes) == set()


@pytest.mark.corpus
def test_full_documents_of_several_bodies_conform(shared, shapes, tmp_path):
    """Every fifth of the resolutions; all of them take twice as long."""
    from seepara.build import build

    corpus = shared / "corpus"
    resolutions = sorted((corpus / "security-council").glob("*.txt"))[::5]
    build([*corpus.glob("*.txt"), corpus / "office", *resolutions], tmp_path / "build")
    graph = rdflib.Graph().parse(tmp_path / "build" / "graph.ttl")
    assert len(set(graph.subjects(RDF.type, NS.Document))) > 100
    assert _broken(graph, shapes) == set()


# ---------------------------------------------------------------- what is caught

# (the shape or constraint that reports it, a SPARQL update that breaks the rule)
PLANTED = [
    # every individual has a label, one, with something in it
    ("label", f"DELETE WHERE {{ <{CHAIR}#37> rdfs:label ?l }}"),
    ("label", f'INSERT DATA {{ {SEE} rdfs:label "another" }}'),
    ("label", f'DELETE {{ {MEETING} rdfs:label ?l }} INSERT {{ {MEETING} rdfs:label " " }}'
              f" WHERE {{ {MEETING} rdfs:label ?l }}"),
    # documents
    ("document-read", f"DELETE WHERE {{ <{CHAIR}> seepara:read ?r }}"),
    ("document-read", f"INSERT DATA {{ <{CHAIR}> seepara:read false }}"),
    ("document-stage", f"INSERT DATA {{ <{CHAIR}> seepara:stage seepara:stage-draft }}"),
    ("document-stage", "INSERT DATA { <A/RES/64/293> seepara:stage seepara:stage-final }"),
    ("Document", f"DELETE WHERE {{ <{CHAIR}> dcterms:hasVersion ?v }}"),
    ("Document", f"DELETE WHERE {{ <{CHAIR}> seepara:abridged ?a }}"),
    ("notation", f'INSERT DATA {{ <{LATER}> skos:notation "A/1/2" }}'),
    ("page", f"INSERT DATA {{ <{CHAIR}> foaf:page <http://example.org/> }}"),
    ("version-of", f"DELETE WHERE {{ <{CHAIR}?lang=en> dcterms:isVersionOf ?d }}"),
    ("version-language", f'INSERT DATA {{ <{CHAIR}?lang=en> dcterms:language "fr" }}'),
    ("version-hash", f'INSERT DATA {{ <{CHAIR}?lang=en> schema:sha256 "abc" }}'),
    # units
    ("in-document", f"DELETE WHERE {{ <{CHAIR}#37> seepara:inDocument ?d }}"),
    ("in-document", f"INSERT DATA {{ <{CHAIR}#37> seepara:inDocument <{LATER}> }}"),
    ("part-of", f"INSERT DATA {{ <{CHAIR}#37> seepara:partOf <{CHAIR}> }}"),
    ("unit-position", f"INSERT DATA {{ <{CHAIR}#37> seepara:position 0 }}"),
    ("unit-text", f'INSERT DATA {{ <{CHAIR}#37> seepara:text "Others."@en }}'),
    # a recommendation is adopted, considered or undated: one of the three, and a draft's is not adopted
    ("Recommendation", f"DELETE WHERE {{ <{CHAIR}#37> seepara:adoptedAt ?m }}"),
    ("Recommendation", f"INSERT DATA {{ <{CHAIR}#37> seepara:undated true }}"),
    ("Recommendation", f"INSERT DATA {{ <{CHAIR}#37> seepara:adoptedAt {MEETING} }}"),
    ("Recommendation", f"DELETE {{ ?u seepara:consideredAt ?m }} INSERT {{ ?u seepara:adoptedAt ?m }}"
                       f" WHERE {{ ?u seepara:inDocument <{DRAFT}> ; seepara:consideredAt ?m }}"),
    ("addressee-in-list", f"INSERT DATA {{ <{CHAIR}#37> seepara:addressee seepara:addressee-all }}"),
    ("strength-in-list", f"INSERT DATA {{ <{CHAIR}#37> seepara:strength seepara:kind-rule }}"),
    # bodies and meetings
    ("of-body", f"DELETE WHERE {{ {MEETING} seepara:ofBody ?b }}"),
    ("meeting-days", f'DELETE {{ {MEETING} schema:startDate ?d }} INSERT {{ {MEETING} schema:startDate '
                     f'"2009-04-16"^^xsd:date }} WHERE {{ {MEETING} schema:startDate ?d }}'),
    ("sub-body", f"INSERT DATA {{ <body/CTOC/COP> seepara:subBodyOf <{CHAIR}> }}"),
    # references
    ("in-unit", f"DELETE WHERE {{ {SEE} seepara:inUnit ?u }}"),
    ("asserted-by", f"DELETE WHERE {{ {SEE} seepara:assertedBy ?a }}"),
    ("asserted-by", f"INSERT DATA {{ {SEE} seepara:assertedBy seepara:asserter-body }}"),
    ("reference-kind", f"INSERT DATA {{ {SEE} seepara:kind seepara:kind-rule }}"),
    ("reference-relation", f"DELETE WHERE {{ {SEE} seepara:relation ?r }}"),
    ("quote", f"DELETE WHERE {{ {SEE} oa:hasSelector ?s . ?s oa:exact ?words }}"),
    ("place", f"DELETE {{ {SEE} oa:hasSelector ?s }} WHERE {{ {SEE} oa:hasSelector ?s . ?s oa:start ?n }}"),
    ("has-citation", f"DELETE {{ ?c seepara:partOf {SEE} }} WHERE {{ ?c seepara:partOf {SEE} }}"),
    # a phrase begins before it ends
    ("start", f"DELETE {{ ?s oa:start ?n }} INSERT {{ ?s oa:start ?e }}"
              f" WHERE {{ {SEE} oa:hasSelector ?s . ?s oa:start ?n ; oa:end ?e }}"),
    ("end", f"DELETE {{ ?s oa:end ?e }} WHERE {{ {SEE} oa:hasSelector ?s . ?s oa:end ?e }}"),
    # a shortcut stands exactly where a citation warrants it
    ("cites-what-is-cited", f"INSERT DATA {{ <{CHAIR}#37> seepara:cites <{CHAIR}#50> }}"),
    ("cites-what-is-cited", f"DELETE DATA {{ <{CHAIR}#21(a)> seepara:cites <{CHAIR}#50> }}"),
    ("cites-in-cito", f"DELETE DATA {{ <{CHAIR}#21(a)> cito:cites <{CHAIR}#50> }}"),
    ("shortcut-missing", f"DELETE DATA {{ <{CHAIR}#21(a)> seepara:seeAlso <{CHAIR}#50> }}"),
    ("shortcut-unwarranted", f"INSERT DATA {{ <{CHAIR}#21(a)> seepara:followsUp <{CHAIR}#50> }}"),
    ("shortcut-unwarranted", f"INSERT DATA {{ <{CHAIR}#4> seepara:seeAlso <{CHAIR}#5> }}"),
    # one status each, a target only if it is resolved or external
    ("citation-of", f"DELETE WHERE {{ {SEE_37} seepara:partOf ?r }}"),
    ("citation-status", f"INSERT DATA {{ {SEE_37} seepara:status seepara:status-external }}"),
    ("citation-status", f"DELETE WHERE {{ {SEE_37} seepara:status ?s }}"),
    ("citation-kind", f"DELETE WHERE {{ {SEE_37} seepara:kind ?k }}"),
    ("citation-position", f"DELETE WHERE {{ {SEE_37} seepara:position ?p }}"),
    ("Citation", f"INSERT DATA {{ {DANGLING} seepara:target <{CHAIR}#37> }}"),
    ("Citation", f"INSERT DATA {{ {AMBIGUOUS} seepara:target <{CHAIR}#4> }}"),
    ("Citation", f"DELETE WHERE {{ {SEE_37} seepara:target ?t }}"),
    ("Citation", f'INSERT DATA {{ {SEE_37} seepara:candidateKey "A/1/2#3" }}'),
    ("Citation", f"DELETE WHERE {{ {DANGLING} seepara:targetKey ?k }}"),
    ("status-against-target", f"DELETE {{ {OUTSIDE} seepara:status ?s }} INSERT {{ {OUTSIDE} seepara:status "
                              f"seepara:status-resolved }} WHERE {{ {OUTSIDE} seepara:status ?s }}"),
    # the direction agrees with the order, or the citation says that it does not
    ("direction-against-order", f"DELETE {{ {SEE_50} seepara:direction ?d }} INSERT {{ {SEE_50} "
                                f"seepara:direction seepara:direction-above }} WHERE {{ {SEE_50} "
                                f"seepara:direction ?d }}"),
    ("direction-against-order", f"DELETE {{ {SEE_50} seepara:misdirected ?m }} INSERT {{ {SEE_50} "
                                f"seepara:misdirected true }} WHERE {{ {SEE_50} seepara:misdirected ?m }}"),
    ("citation-direction", f"INSERT DATA {{ {SEE_37} seepara:direction seepara:direction-above }}"),
    ("misdirected-with-direction", f"INSERT DATA {{ {SEE_37} seepara:misdirected true }}"),
    # inferred links have their evidence
    ("older", f"DELETE WHERE {{ {LATER_TEXT} seepara:older ?o }}"),
    ("older", f"INSERT DATA {{ {ALIKE} seepara:older <{LATER}#op1> }}"),
    ("newer", f"DELETE WHERE {{ {LATER_TEXT} seepara:newer ?n }}"),
    ("score", f"DELETE {{ {ALIKE} seepara:score ?s }} INSERT {{ {ALIKE} seepara:score 1.2 }}"
              f" WHERE {{ {ALIKE} seepara:score ?s }}"),
    ("InferredLink", f"DELETE WHERE {{ {LATER_TEXT} seepara:verdict ?v }}"),
    ("InferredLink", f"DELETE WHERE {{ {RESTATED} seepara:provedBy ?p }}"),
    ("InferredLink", f"DELETE WHERE {{ {ALIKE} seepara:score ?s }}"),
    ("inferred-without-evidence", f"INSERT DATA {{ <{CHAIR}#82> seepara:laterTextOf <{DRAFT}#rec4(a)> }}"),
    ("inferred-without-evidence", f"INSERT DATA {{ <{CHAIR}#82> seepara:restates <{CHAIR}#37> }}"),
    ("step-without-evidence", f"INSERT DATA {{ <{CHAIR}#4> seepara:lineageStep <{CHAIR}#82> }}"),
    # a resemblance is no step
    ("step-without-evidence", f"INSERT DATA {{ <{CHAIR}#82> seepara:lineageStep <{LATER}#op1> }}"),
    ("shift", f"INSERT DATA {{ {PROOF} seepara:shift 5 }}"),
    ("pairs", f"DELETE WHERE {{ {PROOF} seepara:hasPair ?p }}"),
    ("pair-of-another-shift", f"DELETE {{ ?p seepara:ownNumber ?n }} INSERT {{ ?p seepara:ownNumber 22 }}"
                              f" WHERE {{ {PROOF} seepara:hasPair ?p . ?p seepara:ownNumber ?n }}"),
    ("judgement", f"DELETE WHERE {{ {CORRECTION} seepara:judgement ?j }}"),
    ("ends-at-most", f"INSERT DATA {{ {CORRECTION} seepara:older <{CHAIR}#4> }}"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "update"), PLANTED)
def test_a_planted_violation_is_caught(graph, shapes, name, update):
    broken = rdflib.Graph()
    broken += graph
    prefixes = {p: rdflib.Namespace(n) for p, n in PREFIXES.items()}
    broken.update(BASE + update, initNs=prefixes)
    assert set(broken) != set(graph), "nothing was planted"
    assert name in _broken(broken, _aimed(shapes, name))


def test_a_violation_is_planted_for_every_shape(shapes):
    """A rule that nothing can break is none."""
    rules = set(shapes.subjects(RDF.type, SH.PropertyShape))
    rules |= set(shapes.subjects(RDF.type, SH.SPARQLConstraint))
    rules |= {s for s in shapes.subjects(SH.xone) if s.startswith(S)}
    assert {S[name] for name, _ in PLANTED} == rules


def test_shapes_are_described_and_use_terms_that_there_are(shapes):
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        if any(shapes.value(shape, t) for t in (SH.targetClass, SH.targetNode)):
            assert shapes.value(shape, RDFS.label)
    for rule in (SH.PropertyShape, SH.SPARQLConstraint):
        for shape in shapes.subjects(RDF.type, rule):
            assert shapes.value(shape, SH.message), shape
    ontology = rdflib.Graph().parse(FILE.parent / "seepara.ttl")
    used = {n for t in shapes for n in t if isinstance(n, rdflib.URIRef) and n.startswith(NS)}
    assert used - set(ontology.subjects()) == set()
    assert not list(shapes.triples((None, OWL.imports, None)))
