from collections.abc import Iterable
from importlib.metadata import version
from importlib.resources import files

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from seepara.catalogue import VERDICTS
from seepara.compare.verdicts import LIVES_ON, Verdict
from seepara.labels import Labels
from seepara.languages import language
from seepara.model import Asserter, Direction, Kind, Relation, Stage, Status, UnitKind
from seepara.rdf import SUPERPROPERTIES, link_triples, mentioned_triples, triples
from seepara.rdf.dataset import CLASSES as COUNTED
from seepara.rdf.jsonld import context
from seepara.rdf.nodes import CLASSES
from seepara.rdf.terms import PREFIXES, SEEPARA

from .samples import chair_and_draft, inferences

NS = rdflib.Namespace(SEEPARA)
TTL = files("seepara.ontology").joinpath("seepara.ttl")


@pytest.fixture(scope="module")
def ontology():
    return rdflib.Graph().parse(data=TTL.read_text("utf-8"), format="turtle")


@pytest.fixture(scope="module")
def graph():
    documents = chair_and_draft()
    labels = Labels.of(documents)
    stated = (triple for resolved in documents for triple in triples(resolved, labels))
    unread = mentioned_triples((), (), inferences().unread, labels)
    lines = (f"{triple} ." for triple in (*stated, *unread, *link_triples(inferences(), labels)))
    return rdflib.Graph().parse(data="\n".join(lines), format="nt")


def _terms(ontology, *types):
    return {s for kind in types for s in ontology.subjects(RDF.type, kind)}


def _prefixed(iri):
    return next(
        f"{prefix}:{iri.removeprefix(namespace)}"
        for prefix, namespace in PREFIXES.items()
        if iri.startswith(namespace)
    )


def test_every_term_has_one_label_comment_and_example_in_english(ontology):
    terms = {s for s in ontology.subjects() if s.startswith(NS)}
    assert terms
    for term in terms:
        for said in (RDFS.label, RDFS.comment, SKOS.example):
            (text,) = ontology.objects(term, said)
            assert text.language == "en" and text.strip() == str(text) != "", term


def test_it_has_the_version_of_the_program(ontology):
    about = rdflib.URIRef(SEEPARA.rstrip("#"))
    assert ontology.value(about, OWL.versionInfo) == rdflib.Literal(version("seepara"))
    assert str(ontology.value(about, OWL.versionIRI)) == f"{about}/{version('seepara')}"


def test_things_are_counted_of_every_class(ontology):
    assert [NS[name] for name in COUNTED] == sorted(_terms(ontology, OWL.Class))


@pytest.mark.parametrize(
    "prefix",
    # UNDO and the ALLOT of Akoma Ntoso are those of the United Nations
    [
        "fabio",
        "cito",
        "c4o",
        "doco",
        "prov",
        "oa",
        "org",
        "schema",
        "skos",
        "dcterms",
        "undo",
        "allot",
    ],
)
def test_it_is_aligned_with_other_vocabularies(ontology, prefix):
    namespace = dict(ontology.namespaces())[prefix]
    said = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, RDFS.range)
    aligned = {o for property in said for o in ontology.objects(None, property)}
    assert [other for other in aligned if other.startswith(namespace)]


def test_it_imports_nothing_and_has_no_blank_node(ontology):
    assert not list(ontology.triples((None, OWL.imports, None)))
    assert not [t for t in ontology if any(isinstance(n, rdflib.BNode) for n in t)]


def test_it_reads_the_same_in_pyoxigraph(ontology):
    import pyoxigraph

    read = pyoxigraph.parse(TTL.read_bytes(), pyoxigraph.RdfFormat.TURTLE)
    assert len({str(quad) for quad in read}) == len(ontology)


def test_prefixes_mean_the_same_in_program_and_vocabulary(ontology):
    declared = {prefix: str(namespace) for prefix, namespace in ontology.namespaces()}
    for prefix, namespace in PREFIXES.items():
        assert declared.get(prefix, namespace) == namespace


def test_every_class_and_property_is_used_and_every_one_used_is_there(ontology, graph):
    declared = _terms(ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    used = {p for p in graph.predicates() if p.startswith(NS)}
    used |= {o for o in graph.objects(None, RDF.type) if o.startswith(NS)}
    assert used == declared


def test_terms_of_other_vocabularies_are_documented(ontology, graph):
    (about,) = ontology.objects(rdflib.URIRef(SEEPARA.rstrip("#")), rdflib.DCTERMS.description)
    superproperties = set(ontology.objects(None, RDFS.subPropertyOf))
    for used in set(graph.predicates()) - {RDF.type, RDFS.label}:
        if not used.startswith(NS) and used not in superproperties:
            named = _prefixed(used) in about
            assert named or _prefixed(used).startswith("oa:"), used


@pytest.mark.parametrize(
    ("scheme", "prefix", "values"),
    [
        ("stages", "stage", Stage),
        ("statuses", "status", Status),
        ("directions", "direction", Direction),
        ("asserters", "asserter", Asserter),
        ("kinds", "kind", Kind),
        ("verdicts", "verdict", {*LIVES_ON, Verdict.UNDECIDED}),
        ("judgements", "judgement", VERDICTS),
        # those of a language file, which is the same for all languages
        ("addressees", "addressee", language("en").tables["addressees"]),
        ("strengths", "strength", language("en").tables["strengths"]),
    ],
)
def test_closed_lists_are_those_of_the_model(ontology, scheme, prefix, values: Iterable[str]):
    concepts = set(ontology.subjects(SKOS.inScheme, NS[scheme]))
    assert concepts == {NS[f"{prefix}-{value}"] for value in values}
    assert all((concept, RDF.type, SKOS.Concept) in ontology for concept in concepts)


def test_every_relation_of_the_model_is_a_property_below_cites(ontology):
    for relation in Relation:
        assert NS.cites in ontology.transitive_objects(NS[relation.value], RDFS.subPropertyOf)


def test_every_unit_kind_has_a_class(ontology):
    assert set(CLASSES) == set(UnitKind)
    for name in filter(None, CLASSES.values()):
        assert (NS[name.partition(":")[2]], RDFS.subClassOf, NS.Unit) in ontology


def test_superproperties_in_code_are_those_of_the_vocabulary(ontology):
    stated = {}
    for term in _terms(ontology, OWL.ObjectProperty, OWL.DatatypeProperty):
        above = set(ontology.transitive_objects(term, RDFS.subPropertyOf)) - {term}
        if above:
            stated[_prefixed(term)] = {_prefixed(p) for p in above}
    assert {name: set(above) for name, above in SUPERPROPERTIES.items()} == stated


def test_domains_and_ranges_hold(ontology, graph):
    """Written out too: a subject has the class that the vocabulary says its property has."""
    for term in _terms(ontology, OWL.ObjectProperty, OWL.DatatypeProperty):
        for domain in ontology.objects(term, RDFS.domain):
            for subject in graph.subjects(term, None):
                assert (subject, RDF.type, domain) in graph, (subject, term)
        for range_ in ontology.objects(term, RDFS.range):
            for value in graph.objects(None, term):
                if range_.startswith(NS):
                    assert (value, RDF.type, range_) in graph, (term, value)
                elif range_ == SKOS.Concept:
                    assert (value, RDF.type, SKOS.Concept) in ontology, (term, value)
                elif range_ == RDF.langString:
                    assert value.language, (term, value)
                elif isinstance(value, rdflib.Literal):
                    assert value.datatype == range_, (term, value)


def test_json_ld_context_has_a_name_for_every_property(graph):
    known = context()
    assert {str(p) for p in graph.predicates()} - {str(RDF.type)} <= known.terms.keys()
    names = [term.name for term in known.terms.values()]
    assert len(names) == len(set(names))
