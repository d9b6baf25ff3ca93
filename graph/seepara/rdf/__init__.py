"""Resolved documents as RDF, one document at a time, and written to a file in five formats.

`triples` is all that one document says (`seepara.rdf.nodes`): there is no blank node, and
superproperties are written out, as most stores do not reason. `write` puts one document after the
other, in the order given: each document, its units in their order, each with its references; at
the end the bodies, the meetings and what was cited and not read, then what no text states: inferred
links and a user's corrections (`seepara.rdf.links`), if they are given. First comes the dataset itself,
so that a reader of the file learns the base of its IRIs; last, how many things of each class there
are (`seepara.rdf.dataset`). So the same documents in the same
order give the same bytes, and only the nodes that documents share are kept in memory.
"""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import IO, TYPE_CHECKING

from .. import keys
from ..labels import Labels
from ..lineage.inferences import Inferences
from ..model import Body, Meeting, ResolvedDocument
from . import dataset, links, nodes
from .terms import PREFIXES, checked_base, minting, term

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Quad, Triple

    Target = str | os.PathLike[str] | IO[bytes]

FORMATS = ("ttl", "nt", "trig", "jsonld", "rdfxml")
"""The formats of `write`. Only ``trig`` has named graphs: one a document for what it states, one for
what is inferred, one for a user's corrections."""

_NOTHING = Inferences()

SUPERPROPERTIES = {
    "seepara:organ": ("dcterms:creator",),
    "seepara:inDocument": ("dcterms:isPartOf",),
    "seepara:partOf": ("dcterms:isPartOf",),
    "seepara:ofBody": ("prov:wasAssociatedWith",),
    "seepara:subBodyOf": ("org:subOrganizationOf",),
    "seepara:inUnit": ("oa:hasSource",),
    "seepara:cites": ("cito:cites",),
    "seepara:seeAlso": ("seepara:cites", "cito:cites"),
    "seepara:followsUp": ("seepara:cites", "cito:cites"),
    "seepara:reaffirms": ("seepara:cites", "cito:cites"),
    "seepara:mandatedBy": ("seepara:cites", "cito:cites"),
    "seepara:recalls": ("seepara:cites", "cito:cites"),
    "seepara:laterTextOf": ("prov:wasRevisionOf",),
}
"""What is written with a property, as the vocabulary has it (a test compares the two)."""


def triples(
    resolved: ResolvedDocument, labels: Labels, base: str = keys.ID_BASE
) -> Iterator[Triple]:
    """All that one document says, each triple once, subject by subject in the document's order.

    `labels` must be of all documents that are exported together, so that a node is called the same
    everywhere. Raises `seepara.rdf.terms.IllegalIRI`, naming the key, where no legal IRI can be
    made of one.
    """
    yield from own_triples(resolved, labels, base)
    yield from shared_triples(resolved, labels, base)


def own_triples(
    resolved: ResolvedDocument, labels: Labels, base: str = keys.ID_BASE
) -> Iterator[Triple]:
    """The part of `triples` that no other document says."""
    return _written_out(nodes.of_document(resolved, labels, minting(base)))


def shared_triples(
    resolved: ResolvedDocument, labels: Labels, base: str = keys.ID_BASE
) -> Iterator[Triple]:
    """The part of `triples` that others may say too: bodies, meetings, what was cited, not read."""
    return _written_out(nodes.around(resolved, labels, minting(base)))


def mentioned_triples(
    bodies: Iterable[Body],
    meetings: Iterable[Meeting],
    external: Iterable[str],
    labels: Labels,
    base: str = keys.ID_BASE,
) -> Iterator[Triple]:
    """What is said of bodies and meetings, and of what was cited, not read (`external`: keys)."""
    mint = minting(base)
    return _written_out(
        chain(
            chain.from_iterable(nodes.of_body(body, labels, mint) for body in bodies),
            chain.from_iterable(nodes.of_meeting(one, labels, mint) for one in meetings),
            chain.from_iterable(nodes.of_external(key, labels, mint) for key in external),
        )
    )


def link_triples(found: Inferences, labels: Labels, base: str = keys.ID_BASE) -> Iterator[Triple]:
    """What no text states, and the steps of what texts state, each triple once."""
    mint = minting(base)
    return _written_out(
        chain(
            chain.from_iterable(links.steps(pairs, mint) for pairs in found.steps.values()),
            links.inferred(found, labels, mint),
            links.corrected(found, labels, mint),
        )
    )


def step_triples(found: Inferences, key: str, base: str = keys.ID_BASE) -> Iterator[Triple]:
    """The steps from older to newer that a document states, besides `triples`."""
    return _written_out(links.steps(found.steps.get(key, ()), minting(base)))


def link_graphs(
    found: Inferences, labels: Labels, base: str = keys.ID_BASE
) -> Iterator[tuple[NamedNode, Iterator[Triple]]]:
    """The named graphs of what no text states, with their names."""
    mint = minting(base)
    unread = (nodes.of_external(key, labels, mint) for key in found.unread)
    inferred = chain(*unread, links.inferred(found, labels, mint))
    yield graph_name("", "inferred", base), _written_out(inferred)
    corrected = links.corrected(found, labels, mint)
    yield graph_name("", "corrected", base), _written_out(corrected)


def turtle_head(labels: Labels, base: str = keys.ID_BASE) -> bytes:
    """The beginning of a Turtle file: prefixes and the dataset; `turtle_part` makes what follows."""
    return _turtle(_sorted(_dataset(labels, base)))


def turtle_tail(classes: Mapping[str, int], labels: Labels, base: str = keys.ID_BASE) -> bytes:
    """The end of a Turtle file: how many things of each class there are."""
    return turtle_part(_counts(classes, labels, base))


def turtle_part(stated: Iterable[Triple]) -> bytes:
    """Triples as Turtle without its prefixes. All of one subject must be in one part.

    >>> from ..labels import Labels
    >>> external = mentioned_triples([], [], ["A/80/1"], Labels.of(()), "https://example.org/")
    >>> print(turtle_part(external).decode().partition(" ;")[0])
    <https://example.org/A/80/1> a seepara:Document
    """
    written = _turtle(_sorted(stated))
    while written.startswith(b"@prefix "):
        _, _, written = written.partition(b"\n")
    return written


def write(
    documents: Iterable[ResolvedDocument],
    target: Target,
    format: str = "ttl",
    base: str = keys.ID_BASE,
    labels: Labels | None = None,
    inferences: Inferences = _NOTHING,
) -> None:
    """Write documents as RDF to a path or a binary stream, with what is inferred of them, if given.

    Without `labels` the documents are read twice, so a large corpus brings its own. Raises
    `ValueError` for an unknown format, `seepara.rdf.terms.IllegalIRI` for a base or a key that
    makes no legal IRI, `OSError` where the target cannot be written.

    >>> import io
    >>> stream = io.BytesIO()
    >>> write([], stream, "nt")
    >>> stream.getvalue().startswith(b"<https://w3id.org/seepara/id/> ")
    True
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}; one of: {', '.join(FORMATS)}")
    checked_base(base)
    if labels is None:
        documents = tuple(documents)
        labels = Labels.of(documents)
    if format == "trig":
        _serialize(_quads(documents, labels, base, inferences), target, format)
    elif format == "jsonld":
        from .jsonld import write_jsonld

        write_jsonld(_in_order(documents, labels, base, inferences), target)
    else:
        _serialize(_in_order(documents, labels, base, inferences), target, format)


def graph_name(key: str, part: str, base: str = keys.ID_BASE) -> NamedNode:
    """The name of a named graph: ``stated`` of a document; of all, whose key is empty, ``inferred``
    and ``corrected``.

    >>> graph_name("A/1/2", "stated", "https://example.org/").value
    'https://example.org/A/1/2?graph=stated'
    >>> graph_name("", "inferred", "https://example.org/").value
    'https://example.org/?graph=inferred'
    """
    return minting(base)(key, f"?graph={part}")


def _turtle(stated: Iterator[Triple]) -> bytes:
    stream = io.BytesIO()
    _serialize(stated, stream, "ttl")
    return stream.getvalue()


def _serialize(stated: Iterator[Triple] | Iterator[Quad], target: Target, format: str) -> None:
    from pyoxigraph import RdfFormat, serialize

    formats = {
        "ttl": RdfFormat.TURTLE,
        "nt": RdfFormat.N_TRIPLES,
        "trig": RdfFormat.TRIG,
        "rdfxml": RdfFormat.RDF_XML,
    }
    # Nodes are written in full: with a prefix, every slash of a key would be escaped.
    prefixes = None if format == "nt" else PREFIXES
    serialize(stated, target, formats[format], prefixes=prefixes)


def _in_order(
    documents: Iterable[ResolvedDocument], labels: Labels, base: str, found: Inferences
) -> Iterator[Triple]:
    yield from _sorted(_dataset(labels, base))
    shared: set[Triple] = set()
    classes: Counter[str] = Counter()
    for resolved in documents:
        for triple in _sorted(own_triples(resolved, labels, base)):
            dataset.counted(triple, classes)
            yield triple
        shared.update(shared_triples(resolved, labels, base))
    shared.update(mentioned_triples((), (), found.unread, labels, base))
    behind = _sorted(sorted(shared, key=lambda triple: str(triple.subject)))
    for triple in chain(behind, _sorted(link_triples(found, labels, base))):
        dataset.counted(triple, classes)
        yield triple
    yield from _sorted(_counts(classes, labels, base))


def _quads(
    documents: Iterable[ResolvedDocument], labels: Labels, base: str, found: Inferences
) -> Iterator[Quad]:
    from pyoxigraph import Quad

    for triple in _sorted(_dataset(labels, base)):
        yield Quad(triple.subject, triple.predicate, triple.object)
    shared: set[Triple] = set()
    classes: Counter[str] = Counter()
    for resolved in documents:
        graph = graph_name(resolved.document.key, "stated", base)
        steps = step_triples(found, resolved.document.key, base)
        said_by_others = set(shared_triples(resolved, labels, base))
        for triple in _sorted(chain(triples(resolved, labels, base), steps)):
            if triple not in shared:
                dataset.counted(triple, classes)
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
        shared |= said_by_others
    for graph, inferred in link_graphs(found, labels, base):
        for triple in _sorted(inferred):
            if triple not in shared:
                dataset.counted(triple, classes)
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
    for triple in _sorted(_counts(classes, labels, base)):
        yield Quad(triple.subject, triple.predicate, triple.object)


def _dataset(labels: Labels, base: str) -> Iterator[Triple]:
    return _written_out(dataset.of_dataset(labels, base))


def _counts(classes: Mapping[str, int], labels: Labels, base: str) -> Iterator[Triple]:
    return _written_out(dataset.of_counts(classes, labels, base))


def _sorted(stated: Iterable[Triple]) -> Iterator[Triple]:
    """Subjects in the order in which they come, each with its type and label first."""
    first = {term("rdf:type"): 0, term("rdfs:label"): 1}
    subjects: dict[str, list[Triple]] = {}
    for triple in stated:
        subjects.setdefault(str(triple.subject), []).append(triple)
    for about in subjects.values():
        yield from sorted(
            about,
            key=lambda t: (first.get(t.predicate, 2), t.predicate.value, str(t.object)),
        )


def _written_out(stated: Iterator[nodes.Statement]) -> Iterator[Triple]:
    """Each statement once, with the superproperties of its property."""
    from pyoxigraph import Triple

    seen: set[tuple[NamedNode, str, NamedNode | Literal]] = set()
    for subject, name, value in stated:
        for written in (name, *SUPERPROPERTIES.get(name, ())):
            if (statement := (subject, written, value)) not in seen:
                seen.add(statement)
                yield Triple(subject, term(written), value)
