"""The vocabulary as one HTML page: every term with its anchor, for people who write queries.

It is made from ``ontology/seepara.ttl`` alone: the page needs no network, no script, and changes
only when the vocabulary does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

from .terms import SEEPARA

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

# The sections of the page, and the types of the terms that stand in each.
_GROUPS = (
    ("classes", "Classes", ("owl:Class",)),
    ("properties", "Properties", ("owl:ObjectProperty", "owl:DatatypeProperty")),
    ("lists", "Closed lists", ("skos:ConceptScheme", "skos:Concept")),
    ("metrics", "Measurement", ("dqv:Metric",)),
)
_RELATIONS = (
    ("Subclass of", "rdfs:subClassOf"),
    ("Subproperty of", "rdfs:subPropertyOf"),
    ("Domain", "rdfs:domain"),
    ("Range", "rdfs:range"),
    ("In list", "skos:inScheme"),
    ("Close to", "skos:closeMatch"),
)
_LINKED = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Other:
    """A term that another one names: its prefixed name, and where it is explained."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How a term stands to others."""

    name: str
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """What the page says of one term; `anchor` is the end of its IRI."""

    anchor: str
    name: str
    iri: str
    label: str
    comment: str
    example: str
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A section of the page."""

    anchor: str
    title: str
    terms: tuple[Term, ...]


def ontology_page(turtle: str | None = None) -> str:
    """The page, for the vocabulary of the program or one given as Turtle.

    Raises `SyntaxError` for what is no Turtle.

    >>> page = ontology_page()
    >>> '<h3 id="Recommendation">seepara:Recommendation</h3>' in page
    True
    """
    return _rendered("ontology_page.html", turtle)


def ontology_terms(turtle: str | None = None) -> str:
    """The terms alone, to stand in a page of somebody else; else as `ontology_page`.

    >>> ontology_terms() in ontology_page(), "<head>" in ontology_terms()
    (True, False)
    """
    return _rendered("ontology_terms.html", turtle)


def _rendered(template: str, turtle: str | None) -> str:
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from rdflib import Graph

    graph = Graph()
    text = turtle if turtle is not None else _packaged("seepara.ontology", "seepara.ttl")
    graph.parse(data=text, format="turtle")
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        loader=FunctionLoader(partial(_packaged, __package__)),
    )
    page = environment.get_template(template)
    return page.render(about=_about(graph), groups=tuple(_groups(graph)))


def _packaged(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text("utf-8")


def _about(graph: Graph) -> Mapping[str, str]:
    from rdflib import URIRef

    node = URIRef(SEEPARA.rstrip("#"))
    return {
        "title": _said(graph, node, "dcterms:title"),
        "description": _said(graph, node, "dcterms:description"),
        "comment": _said(graph, node, "rdfs:comment"),
        "version": _said(graph, node, "owl:versionInfo"),
        "namespace": SEEPARA,
    }


def _groups(graph: Graph) -> Iterator[Group]:
    from rdflib import RDF, URIRef

    for anchor, title, types in _GROUPS:
        found = {
            node
            for kind in types
            for node in graph.subjects(RDF.type, graph.namespace_manager.expand_curie(kind))
            if isinstance(node, URIRef) and node.startswith(SEEPARA)
        }
        if found:
            yield Group(anchor, title, tuple(_term(graph, node) for node in sorted(found)))


def _term(graph: Graph, node: URIRef) -> Term:
    relations = []
    for name, said in _RELATIONS:
        others = sorted(graph.objects(node, graph.namespace_manager.expand_curie(said)), key=str)
        if others:
            relations.append(Relation(name, tuple(_other(graph, str(one)) for one in others)))
    return Term(
        node.removeprefix(SEEPARA),
        _short(graph, str(node)),
        str(node),
        _said(graph, node, "rdfs:label"),
        _said(graph, node, "rdfs:comment"),
        _said(graph, node, "skos:example"),
        tuple(relations),
    )


def _other(graph: Graph, iri: str) -> Other:
    if iri.startswith(SEEPARA):
        return Other(_short(graph, iri), "#" + iri.removeprefix(SEEPARA))
    return Other(_short(graph, iri), iri if iri.startswith(_LINKED) else "")


def _short(graph: Graph, iri: str) -> str:
    for prefix, namespace in sorted(graph.namespaces()):
        if iri.startswith(namespace) and iri != str(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _said(graph: Graph, node: URIRef, said: str) -> str:
    value = graph.value(node, graph.namespace_manager.expand_curie(said))
    return "" if value is None else str(value)
