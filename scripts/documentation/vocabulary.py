"""The page of the vocabulary, from ``ontology/seepara.ttl``: each term with its label, comment, example."""

from __future__ import annotations

from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

SEEPARA = Namespace("https://w3id.org/seepara/ns#")
_KINDS = (
    ("Classes", (OWL.Class, RDFS.Class)),
    ("Properties", (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)),
)
_ALIGNED = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.exactMatch)
_SIGNATURE = (RDFS.domain, RDFS.range)


def page(ontology: Path) -> str:
    """All terms of the vocabulary by name, the classes first."""
    graph = Graph().parse(ontology / "seepara.ttl")
    lines = [
        "# The vocabulary",
        "",
        f"Namespace `{SEEPARA}`, prefix `seepara:`. The file is `ontology/seepara.ttl`; it imports nothing.",
        "",
    ]
    done: set[URIRef] = set()
    for heading, kinds in _KINDS:
        found = {t for kind in kinds for t in graph.subjects(RDF.type, kind)}
        terms = sorted(t for t in found if isinstance(t, URIRef) and str(t).startswith(SEEPARA))
        done.update(terms)
        lines += [f"## {heading}", ""]
        for term in terms:
            lines += [*_term(graph, term), ""]
    others = {t for t in graph.subjects(RDFS.label) if str(t).startswith(SEEPARA)} - done
    if others:
        lines += ["## Values", ""]
        for term in sorted(t for t in others if isinstance(t, URIRef)):
            lines += [*_term(graph, term), ""]
    return "\n".join(lines)


def _term(graph: Graph, term: URIRef) -> list[str]:
    name = str(term).removeprefix(SEEPARA)
    label, comment = _text(graph, term, RDFS.label), _text(graph, term, RDFS.comment)
    lines = [f"### seepara:{name}", "", f"*{label}.* {comment}".strip()]
    for example in sorted(map(str, graph.objects(term, SKOS.example))):
        lines += ["", f"Example: `{' '.join(example.split())}`"]
    said = [
        f"{_short(graph, relation)} `{_short(graph, other)}`"
        for relation in (*_SIGNATURE, *_ALIGNED)
        for other in sorted(o for o in graph.objects(term, relation) if isinstance(o, URIRef))
    ]
    return [*lines, "", "; ".join(said)] if said else lines


def _text(graph: Graph, term: URIRef, relation: URIRef) -> str:
    found = sorted(
        (o for o in graph.objects(term, relation) if isinstance(o, Literal)),
        key=lambda o: (o.language != "en", str(o)),
    )
    return " ".join(str(found[0]).split()) if found else ""


def _short(graph: Graph, node: URIRef) -> str:
    return graph.namespace_manager.normalizeUri(node).strip("<>")
