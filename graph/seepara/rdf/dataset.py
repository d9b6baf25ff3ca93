"""What RDF says of the dataset itself, in the terms of VoID, DCAT, DQV and PROV.

At the head of a graph stands what is known before any document is: the base of its IRIs, the
program, how its named graphs are to be read, how precisely references were found where that was
measured. How many things of each class there are is known at the end, and stands there, each in a node
of its own. There is no time of day; the name and hash of each file that was read stand with its
language version.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ..labels import Labels
from .terms import PREFIXES, decimal, literal, term

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Triple

    from .nodes import Statement

CLASSES = (
    "Body", "Citation", "Correction", "Document", "Footnote", "InferredLink", "LanguageVersion",
    "Meeting", "NumberPair", "Paragraph", "PreambularParagraph", "Publication", "Recommendation",
    "Reference", "Renumbering", "Rule", "Section", "Subparagraph", "Table", "Treaty",
    "TreatyArticle", "Unit",
)  # fmt: skip
"""The classes of the vocabulary, of which things are counted (a test compares the two)."""

_DISTRIBUTION = "seepara"
_OURS = PREFIXES["seepara"]


def of_dataset(labels: Labels, base: str) -> Iterator[Statement]:
    """The dataset, the program, and what was measured."""
    from pyoxigraph import NamedNode

    words, node = labels.words.dataset, NamedNode(base)
    program = NamedNode(f"{base}?program")
    yield node, "rdf:type", term("void:Dataset")
    yield node, "rdf:type", term("dcat:Dataset")
    yield node, "rdfs:label", literal(words["title"])
    yield node, "dcterms:title", literal(words["title"])
    yield node, "dcterms:description", literal(" ".join(words["description"].split()))
    yield node, "void:uriSpace", literal(base)
    yield node, "void:vocabulary", term("seepara:")
    yield node, "prov:wasAttributedTo", program
    for name in CLASSES:
        yield node, "void:classPartition", NamedNode(f"{base}?class={name}")
    for name, measured in precision().items():
        measurement = NamedNode(f"{base}?measured=precision-{name}")
        yield node, "dqv:hasQualityMeasurement", measurement
        yield from _measurement(measurement, name, measured, words)
    yield program, "rdf:type", term("prov:SoftwareAgent")
    yield program, "rdfs:label", literal(f"{_DISTRIBUTION} {version(_DISTRIBUTION)}")
    yield program, "schema:softwareVersion", literal(version(_DISTRIBUTION))


def of_counts(classes: Mapping[str, int], labels: Labels, base: str) -> Iterator[Statement]:
    """How many things there are of each class, from what `counted` counted."""
    from pyoxigraph import NamedNode

    for name in CLASSES:
        partition = NamedNode(f"{base}?class={name}")
        yield partition, "rdf:type", term("void:Dataset")
        label = labels.words.dataset["partition"].format(name=name)
        yield partition, "rdfs:label", literal(label)
        yield partition, "void:class", term(f"seepara:{name}")
        yield partition, "void:entities", literal(classes.get(name, 0))


def counted(triple: Triple, into: Counter[str]) -> None:
    """Count a triple that gives a node one of the classes of the vocabulary.

    >>> from pyoxigraph import NamedNode, Triple
    >>> found = Counter()
    >>> counted(Triple(NamedNode("ex:a"), term("rdf:type"), term("seepara:Unit")), found)
    >>> dict(found)
    {'Unit': 1}
    """
    if triple.predicate == term("rdf:type"):
        name = str(triple.object).strip("<>")
        if name.startswith(_OURS):
            into[name.removeprefix(_OURS)] += 1


def precision() -> Mapping[str, Mapping[str, Any]]:
    """How precise references of each kind were where that was measured (``ontology/measured.json``).

    >>> sorted(precision()["paragraph"])
    ['documents', 'found', 'right']
    """
    text = files("seepara.ontology").joinpath("measured.json").read_text("utf-8")
    figures = json.loads(text)
    documents = {"documents": figures["documents"]}
    return {kind: measured | documents for kind, measured in sorted(figures["precision"].items())}


def _measurement(
    node: NamedNode, name: str, measured: Mapping[str, Any], words: Mapping[str, str]
) -> Iterator[Statement]:
    yield node, "rdf:type", term("dqv:QualityMeasurement")
    yield node, "rdfs:label", literal(words["precision"].format(kind=name))
    yield node, "rdfs:comment", literal(" ".join(words["measured"].format(**measured).split()))
    yield node, "dqv:isMeasurementOf", term("seepara:precision")
    yield node, "seepara:kind", term(f"seepara:kind-{name}")
    yield node, "dqv:value", decimal(measured["right"] / measured["found"])
