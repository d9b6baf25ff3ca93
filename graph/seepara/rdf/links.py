"""What RDF says of links that no text states, and of a user's corrections, each with its evidence.

The evidence is a node: a ``seepara:InferredLink`` with its scores or its proof, a
``seepara:Correction`` with whose word it is. What only a user warrants stands with the corrections,
everything else with the inferences, so that neither is ever mixed with what texts state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .. import keys
from ..labels import Labels
from ..lineage.inferences import Inferences, Word, is_step, warranted_by_user
from ..lineage.links import Alike, Compared, InferredLink, LineageKind, Renumbered
from ..renumbering import NumberPair, Renumbering
from .terms import Mint, decimal, literal, reference_suffix, term

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from .nodes import Statement

_PROPERTIES = {
    LineageKind.LATER_TEXT_OF: "seepara:laterTextOf",
    LineageKind.RESTATES: "seepara:restates",
    LineageKind.RESEMBLES: "seepara:resembles",
}
_ADDED = "seepara:relatedByUser"
"""What a link is that a user adds where it is none of these."""


def steps(pairs: Iterable[tuple[str, str]], mint: Mint) -> Iterator[Statement]:
    """The steps of what a document states, from older to newer."""
    for older, newer in pairs:
        yield mint(older, ""), "seepara:lineageStep", mint(newer, "")


def inferred(found: Inferences, labels: Labels, mint: Mint) -> Iterator[Statement]:
    """The inferred links with their evidence."""
    proofs: dict[NamedNode, Renumbered] = {}
    for link in found.links:
        if link.evidence is None:
            continue
        if not warranted_by_user(link):
            yield from _link(link, mint)
        yield from _evidence(link, labels, mint)
        if isinstance(link.evidence, Renumbered):
            proofs[_proof(link.evidence.renumbering, mint)] = link.evidence
    for node, proof in proofs.items():
        yield from _renumbering(node, proof, labels, mint)


def corrected(found: Inferences, labels: Labels, mint: Mint) -> Iterator[Statement]:
    """The user's words on links, and the links that only they warrant."""
    kinds = {}
    for link in found.links:
        if warranted_by_user(link):
            yield from _link(link, mint)
        if link.correction:
            kinds[frozenset((link.older, link.newer))] = property_of(link)
    for word in found.words:
        kind = kinds.get(frozenset((word.older, word.newer)), "")
        yield from _word(word, kind, found.missing, labels, mint)


def property_of(link: InferredLink) -> str:
    """The property of an inferred or added link, by its prefixed name.

    >>> property_of(InferredLink(LineageKind.RESEMBLES, "A/1#1", "A/2#1", Alike(0.5)))
    'seepara:resembles'
    """
    return _PROPERTIES.get(link.kind, _ADDED)


def _link(link: InferredLink, mint: Mint) -> Iterator[Statement]:
    older, newer = mint(link.older, ""), mint(link.newer, "")
    yield newer, property_of(link), older
    if is_step(link):
        yield older, "seepara:lineageStep", newer


def _evidence(link: InferredLink, labels: Labels, mint: Mint) -> Iterator[Statement]:
    name = property_of(link)
    relation = name.partition(":")[2]
    node = mint(link.newer, _suffix(relation, link.older))
    label = labels.words.evidence[relation].format(
        newer=labels.label(link.newer), older=labels.label(link.older)
    )
    yield node, "rdf:type", term("seepara:InferredLink")
    yield node, "rdfs:label", literal(label)
    yield node, "seepara:relation", term(name)
    yield node, "seepara:older", mint(link.older, "")
    yield node, "seepara:newer", mint(link.newer, "")
    match link.evidence:
        case Compared() as compared:
            yield from _comparison(node, compared, mint)
        case Renumbered() as renumbered:
            yield node, "seepara:provedBy", _proof(renumbered.renumbering, mint)
            yield node, "seepara:abridged", literal(renumbered.abridged)
        case Alike() as alike:
            yield node, "seepara:score", decimal(alike.likeness)
            yield node, "seepara:abridged", literal(alike.abridged)


def _comparison(node: NamedNode, compared: Compared, mint: Mint) -> Iterator[Statement]:
    score = compared.score
    yield node, "seepara:verdict", term(f"seepara:verdict-{compared.verdict}")
    yield node, "seepara:score", decimal(score.shown)
    yield node, "seepara:wordsScore", decimal(score.words)
    yield node, "seepara:orderScore", decimal(score.order)
    yield node, "seepara:headingsScore", decimal(score.headings)
    if compared.runner_up:
        yield node, "seepara:runnerUp", mint(compared.runner_up.key, "")
        yield node, "seepara:runnerUpScore", decimal(compared.runner_up.score.shown)
    for between in compared.between:
        yield node, "seepara:knownBetween", literal(between)
    yield node, "seepara:abridged", literal(compared.abridged)


def _renumbering(
    node: NamedNode, proof: Renumbered, labels: Labels, mint: Mint
) -> Iterator[Statement]:
    words, found = labels.words.evidence, proof.renumbering
    ends = {"newer": labels.label(found.restated_in), "older": labels.label(found.document)}
    yield node, "rdf:type", term("seepara:Renumbering")
    yield node, "rdfs:label", literal(words["renumbering"].format(**ends, shift=found.shift))
    yield node, "seepara:older", mint(found.document, "")
    yield node, "seepara:newer", mint(found.restated_in, "")
    yield node, "seepara:shift", literal(found.shift, "xsd:integer")
    for pair in found.pairs:
        yield from _pair(node, pair, proof, labels, mint)


def _pair(
    proved: NamedNode, pair: NumberPair, proof: Renumbered, labels: Labels, mint: Mint
) -> Iterator[Statement]:
    found = proof.renumbering
    node = mint(found.restated_in, _suffix(f"pair={pair.cited}-{pair.own}", found.document, "."))
    unit = keys.join(found.restated_in, pair.unit)
    label = labels.words.evidence["pair"].format(
        newer=labels.label(unit), cited=pair.cited, own=pair.own
    )
    yield proved, "seepara:hasPair", node
    yield node, "rdf:type", term("seepara:NumberPair")
    yield node, "rdfs:label", literal(label)
    yield node, "seepara:citedNumber", literal(pair.cited, "xsd:integer")
    yield node, "seepara:ownNumber", literal(pair.own, "xsd:integer")
    for reference in (pair.cited_by, pair.own_by):
        suffix = reference_suffix(reference, proof.language)
        yield node, "prov:wasDerivedFrom", mint(unit, suffix)


def _word(
    word: Word, kind: str, missing: frozenset[str], labels: Labels, mint: Mint
) -> Iterator[Statement]:
    node = mint(word.newer, _suffix("correction", word.older))
    words = labels.words.evidence
    label = words["correction" if word.by else "correction_by_nobody"].format(
        newer=labels.label(word.newer),
        older=labels.label(word.older),
        judgement=words[word.verdict],
        by=word.by,
    )
    yield node, "rdf:type", term("seepara:Correction")
    yield node, "rdfs:label", literal(label)
    yield node, "seepara:judgement", term(f"seepara:judgement-{word.verdict}")
    if kind:
        yield node, "seepara:relation", term(kind)
    for name, end in (("seepara:older", word.older), ("seepara:newer", word.newer)):
        if end not in missing:
            yield node, name, mint(end, "")
    if word.by:
        yield node, "dc:creator", literal(word.by)
    if word.why:
        yield node, "dcterms:description", literal(word.why)


def _proof(found: Renumbering, mint: Mint) -> NamedNode:
    return mint(found.restated_in, _suffix("renumbering", found.document))


def _suffix(what: str, key: str, separator: str = "=") -> str:
    """What an evidence node hangs on its unit by: its other end as it stands in an IRI, where the
    fragment has begun already."""
    return f"?{what}{separator}{keys.iri(key, '').replace('#', '%23')}"
